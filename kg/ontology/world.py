"""The world as the program knows it: named actors and territories, identifiers and ties."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.ids import BASE, ONTOLOGY, fold
from kg.ontology.entry import Entry
from kg.ontology.gazetteer import Gazetteer

__all__ = ["Entry", "World", "read", "triples"]

_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
#: Properties of other vocabularies, and the field of an `Entry` that each fills.
_FIELDS = {
    "http://www.w3.org/2000/01/rdf-schema#label": "label",
    "http://www.w3.org/2004/02/skos/core#altLabel": "names",
    "http://www.w3.org/2003/01/geo/wgs84_pos#lat": "latitude",
    "http://www.w3.org/2003/01/geo/wgs84_pos#long": "longitude",
}
_LISTS = {"names", "adjectives", "inhabitants"}
_NUMBERS = {"latitude": float, "longitude": float, "population": int}


#: How many territories may lie around one another.
_NESTING = 8
#: Inhabitants from which a city is known by its bare name.
_LARGE = 500_000


@dataclass(frozen=True)
class World:
    """Every entry, by id and by folded name; the gazetteer's places beside those of the files."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    by_name: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  #: folded name -> ids
    by_adjective: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  #: "afghan" -> ids
    by_inhabitants: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  #: "afghans" -> ids
    by_capital: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  #: "kabul" -> ids
    by_home: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  #: "hamburg" -> teams
    gazetteer: Gazetteer | None = None

    def entry(self, identifier: str) -> Entry | None:
        """What is known under that id, or None."""
        found = self.entries.get(identifier)
        if found is None and self.gazetteer is not None:
            return self.gazetteer.entry(identifier)
        return found

    def candidates(self, name: str) -> tuple[Entry, ...]:
        """What the name can mean: entries of the files first, then places by inhabitants."""
        folded = fold(name)
        listed = tuple(self.entries[i] for i in self.by_name.get(folded, ()))
        known = {entry.id for entry in listed}
        return listed + tuple(p for p in self.places(folded) if p.id not in known)

    def places(self, folded: str) -> tuple[Entry, ...]:
        """The gazetteer's places of that folded name, the largest first."""
        if self.gazetteer is None:
            return ()
        return tuple(self.entries.get(p.id, p) for p in self.gazetteer.named(folded))

    def size(self, entry: Entry) -> int:
        """Inhabitants of a place, or those of the towns of a province; 0 if unknown."""
        if entry.population or self.gazetteer is None:
            return entry.population
        return self.gazetteer.size(entry.id)

    def chain(self, entry: Entry) -> list[str]:
        """The ids of a place and of the territories around it, from the inside out."""
        found = [entry.id]
        for _ in range(_NESTING):
            outer = self.entry(entry.within) if entry.within else None
            if outer is None or outer.id in found:
                break
            found.append(outer.id)
            entry = outer
        return found

    def around(self, entry: Entry) -> Iterator[Entry]:
        """An entry, or the body or state that it is part of, and the territories around it.

        From the inside out, each state with its land and each land with its state.
        """
        inner = self.entry(entry.part_of) if entry.part_of else entry
        for id_ in self.chain(inner) if inner is not None else ():
            found = self.entry(id_)
            if found is not None:
                yield found
                twin = self.entry(found.twin) if found.twin else None
                if twin is not None:
                    yield twin

    def governed_from(self, name: str) -> tuple[Entry, ...]:
        """The states whose capital bears that name."""
        return tuple(self.entries[i] for i in self.by_capital.get(fold(name), ()))

    def teams_of(self, name: str) -> tuple[Entry, ...]:
        """The teams that go by the name of that city or land."""
        return tuple(self.entries[i] for i in self.by_home.get(fold(name), ()))

    def is_name(self, words: str) -> bool:
        """Is this the whole name of an actor or territory, or a demonym?

        Of the gazetteer only names of several words and those of large cities count: too many
        names of small places are common words.
        """
        folded = fold(words)
        listed = (self.by_name, self.by_adjective, self.by_inhabitants)
        if any(folded in names for names in listed):
            return True
        places = self.places(folded)
        return bool(places) and (" " in folded or _is_large(places[0], words))


def _is_large(place: Entry, name: str) -> bool:
    """Is it a city of that very name that most readers know?"""
    return place.population >= _LARGE and place.label == name


def triples(folder: Path, base: str = BASE) -> Iterator[ox.Triple]:
    """The facts of the world files of an ontology folder, their relative IRIs under `base`.

    Raises:
        OntologyError: a file cannot be parsed; the message names it.
    """
    for file in sorted((folder / "world").glob("*.ttl")):
        try:
            for quad in ox.parse(path=file, base_iri=base):
                yield quad.triple
        except SyntaxError as problem:
            message = f"{file}: {problem}"
            raise OntologyError(message) from problem


def read(folder: Path) -> World:
    """The world of an ontology folder: its Turtle files, and its gazetteer if it has one."""
    values: dict[str, dict[str, Any]] = {}
    for triple in triples(folder):
        subject = getattr(triple.subject, "value", "")
        if subject.startswith(BASE):
            _take(values.setdefault(subject.removeprefix(BASE), {}), triple)
    entries = {i: _entry(i, v) for i, v in sorted(values.items()) if {"cls", "label"} <= v.keys()}
    return World(
        entries,
        _index(entries, lambda e: (e.label, *e.names)),
        _index(entries, lambda e: e.adjectives),
        _index(entries, lambda e: e.inhabitants),
        _index(entries, lambda e: (e.capital,) if e.capital else ()),
        _index(entries, lambda e: (e.home,) if e.home else ()),
        next((Gazetteer(f) for f in sorted((folder / "world").glob("[A-Z]*.tsv"))), None),
    )


def _take(values: dict[str, Any], triple: ox.Triple) -> None:
    predicate, value = triple.predicate.value, getattr(triple.object, "value", "")
    if predicate == _RDF_TYPE:
        if value.startswith(ONTOLOGY):
            values["cls"] = value.removeprefix(ONTOLOGY)
        return
    name = _FIELDS.get(predicate) or _field(predicate.removeprefix(ONTOLOGY))
    if name in _LISTS:
        values.setdefault(name, []).append(value)
    elif name in _NUMBERS:
        values[name] = _NUMBERS[name](value)
    elif name:
        values[name] = value.removeprefix(BASE)


def _field(term: str) -> str | None:
    """The field of an entry that a term of the ontology fills: `partOf` fills `part_of`."""
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", term).lower()
    return next((f for f in (snake, snake + "s") if f in _ENTRY_FIELDS), None)


_ENTRY_FIELDS = frozenset(f.name for f in fields(Entry)) - {"id", "cls"}


def _entry(identifier: str, values: dict[str, Any]) -> Entry:
    known: dict[str, Any] = {k: tuple(sorted(v)) if k in _LISTS else v for k, v in values.items()}
    return Entry(id=identifier, **known)


def _index(
    entries: Mapping[str, Entry], names: Callable[[Entry], Iterable[str]]
) -> dict[str, tuple[str, ...]]:
    """Ids by folded name: those whose own label it is first, then what acts before what is land."""
    index: dict[str, set[str]] = {}
    for entry in entries.values():
        for name in names(entry):
            index.setdefault(fold(name), set()).add(entry.id)
    return {
        folded: tuple(sorted(ids, key=lambda i: _rank(entries[i], folded)))
        for folded, ids in index.items()
    }


def _rank(entry: Entry, folded: str) -> tuple[bool, bool, int, str]:
    # Of the two twins the land has inhabitants, so the state stands first.
    return (fold(entry.label) != folded, entry.population > 0, -entry.population, entry.id)
