"""Places by name, from a file that is searched where it lies: a world of places costs no start-up.

The file is named after the class of its places (`City.tsv`). It is sorted by its first column, the
folded name; the others are label (empty where it is the folded name in capitals), GeoNames id,
latitude, longitude, inhabitants and the code of the province. `regions.tsv` holds the provinces:
code, id, class, label, latitude, longitude, the id of the territory around them, GeoNames id,
Wikidata id, inhabitants of its towns, and their other names with ";" between them.
"""

from __future__ import annotations

import mmap
from functools import cached_property, lru_cache
from pathlib import Path

from kg.errors import OntologyError
from kg.ids import fold, named_entity
from kg.ontology.entry import Entry

_PLACE_COLUMNS = 7
_REGION_COLUMNS = 11


class Gazetteer:
    """The places of one class; looking one up reads a few lines of their file."""

    def __init__(self, file: Path) -> None:
        """Opens the file of places; `regions.tsv` beside it is read when it is first needed."""
        self._folder, self._name, self._cls = file.parent, file.name, file.stem
        with file.open("rb") as handle:
            self._data = mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ)
        self.named = lru_cache(maxsize=200_000)(self._named)
        self._met: dict[str, Entry] = {}  # every place read so far, by id

    @cached_property
    def regions(self) -> dict[str, Entry]:
        """The provinces, by their code."""
        found = {}
        for line in (self._folder / "regions.tsv").read_text(encoding="utf-8").splitlines():
            row = line.split("\t")
            self._check(row, _REGION_COLUMNS, "regions.tsv")
            code, identifier, cls, label, lat, lon, within, number, qid, size, names = row
            found[code] = Entry(
                identifier, cls, label, tuple(filter(None, names.split(";"))),
                latitude=float(lat) if lat else None, longitude=float(lon) if lon else None,
                within=within or None, geonames=number or None, wikidata=qid or None,
                population=int(size or 0),
            )  # fmt: skip
        return found

    @cached_property
    def _regions_by_name(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.regions.values():
            for name in dict.fromkeys(map(fold, (entry.label, *entry.names))):
                found.setdefault(name, []).append(entry)
        return found

    @cached_property
    def _regions_by_id(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in self.regions.values()}

    def _named(self, folded: str) -> tuple[Entry, ...]:
        """The places of that folded name: the most populous first, then provinces."""
        places = [self._place(row) for row in self._rows(folded)]
        places.sort(key=lambda entry: (-entry.population, entry.id))
        return tuple(places + self._regions_by_name.get(folded, []))

    def size(self, identifier: str) -> int:
        """How many inhabitants the towns of a province have together; 0 if unknown."""
        region = self._regions_by_id.get(identifier)
        return region.population if region is not None else 0

    def entry(self, identifier: str) -> Entry | None:
        """The place of that id, or None."""
        region = self._regions_by_id.get(identifier) or self._met.get(identifier)
        number = identifier.rpartition("-")[2]
        if region is not None or not number.isdigit():
            return region
        at = self._data.find(f"\t{number}\t".encode())
        if at < 0:
            return None
        found = self._place(self._line(self._data.rfind(b"\n", 0, at) + 1))
        return found if found.id == identifier else None

    def _line(self, start: int) -> list[str]:
        end = self._data.find(b"\n", start)
        return self._data[start : end if end >= 0 else len(self._data)].decode().split("\t")

    def _rows(self, folded: str) -> list[list[str]]:
        key = folded.encode() + b"\t"
        start, rows = self._first(key), []
        while self._data[start : start + len(key)] == key:
            rows.append(self._line(start))
            start = self._data.find(b"\n", start) + 1 or len(self._data)
        return rows

    def _first(self, key: bytes) -> int:
        """Offset of the first line that does not sort before the key."""
        low, high = 0, len(self._data)
        while low < high:
            start = self._data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            if self._data[start : start + len(key)] < key:
                low = self._data.find(b"\n", start) + 1 or len(self._data)
            else:
                high = start
        return low

    def _place(self, row: list[str]) -> Entry:
        self._check(row, _PLACE_COLUMNS, self._name)
        key, label, number, latitude, longitude, population, code = row
        label = label or key.title()
        region = self.regions.get(code)
        entry = Entry(
            f"{named_entity(self._cls, label)}-{number}", self._cls, label,
            geonames=number, latitude=float(latitude), longitude=float(longitude),
            within=region.id if region else None, population=int(population),
        )  # fmt: skip
        self._met[entry.id] = entry
        return entry

    def _check(self, row: list[str], columns: int, name: str) -> None:
        if len(row) != columns:
            message = f"{self._folder / name}: a line has {len(row)} columns, not {columns}: {row}"
            raise OntologyError(message)
