"""Reads the folder `ontology/` into one immutable object that is passed to whoever needs it."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph

from kg.errors import OntologyError
from kg.ids import ONTOLOGY
from kg.ontology.schema import bundled, lexicon_files, schema_files, shape_files
from kg.ontology.world import World, read
from kg.vocabulary import Property, iri

__all__ = ["Ontology", "bundled", "load"]

_SUBCLASS = pyoxigraph.NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
_REPORTED = pyoxigraph.NamedNode(iri(Property.CONTRACT_TYPE))
_REPORTED_AS = pyoxigraph.NamedNode(iri(Property.REPORTED_AS))


@dataclass(frozen=True)
class Ontology:
    """Classes, lexicon and world facts, as read from one folder."""

    folder: Path
    parents: Mapping[str, frozenset[str]]  #: class -> its direct superclasses, local names
    lexicon: Mapping[
        str, Mapping[str, Any]
    ]  #: file stem under lexicon/ ("cues", "frames/control") -> table
    digest: str  #: hash of every file of the folder
    world: World  #: named actors and territories
    reported: frozenset[str] = frozenset()  #: classes that answers report
    #: for a class with none of these above it, the one that answers report in its place
    reported_as: Mapping[str, str] = field(default_factory=dict)
    _ancestors: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    def ancestors(self, cls: str) -> frozenset[str]:
        """The class itself and all its superclasses."""
        known = self._ancestors.get(cls)
        if known is None:
            known = frozenset({cls}).union(*(self.ancestors(p) for p in self.parents.get(cls, ())))
            self._ancestors[cls] = known
        return known

    def is_a(self, cls: str, ancestor: str) -> bool:
        """Is the class the ancestor or one of its subclasses?"""
        known = self._ancestors.get(cls)  # asked some thousand times for each document
        return ancestor in (self.ancestors(cls) if known is None else known)

    def reported_class(self, cls: str) -> str:
        """The nearest class that answers report: the class itself or one above it.

        A class that has no reported ancestor is given back unchanged.
        """
        level = [cls]
        while level:
            found = sorted(c for c in level if c in self.reported)
            found += sorted(self.reported_as[c] for c in level if c in self.reported_as)
            if found:
                return found[0]
            level = sorted({p for c in level for p in self.parents.get(c, ())})
        return cls

    def is_name(self, words: str) -> bool:
        """Is this the whole name of an actor or territory, or a demonym?"""
        return self.world.is_name(words)

    def is_furniture(self, line: str) -> bool:
        """Does the whole line belong to the site and not to the article ("Advertisement")?"""
        return bool(self._furniture.fullmatch(line.strip()))

    @cached_property
    def _furniture(self) -> re.Pattern[str]:
        patterns = self.lexicon.get("furniture", {}).get("lines", ())
        return re.compile("|".join(f"(?:{p})" for p in patterns) or "(?!)", re.IGNORECASE)


def load(folder: Path | None = None) -> Ontology:
    """Reads an ontology folder, by default the bundled one.

    Raises:
        OntologyError: a file cannot be parsed; the message names it.
    """
    folder = folder or bundled()
    if not any(folder.glob("*.ttl")):
        raise OntologyError(
            f"{folder} holds no core.ttl and no other file of classes: it is no ontology folder"
        )
    parents, reported, reported_as = _classes(folder)
    return Ontology(
        folder, parents, _lexicon(folder), _digest(folder), read(folder), reported, reported_as
    )


def _classes(
    folder: Path,
) -> tuple[dict[str, frozenset[str]], frozenset[str], dict[str, str]]:
    """The direct superclasses of each class, the classes that answers report, and their proxies."""
    parents: dict[str, set[str]] = {}
    reported, reported_as = set(), {}
    for file in schema_files(folder):
        try:
            for triple in pyoxigraph.parse(path=file):
                sub = _local(triple.subject)
                if triple.predicate == _SUBCLASS and sub and _local(triple.object):
                    parents.setdefault(sub, set()).add(_local(triple.object))
                elif triple.predicate == _REPORTED:
                    reported.add(sub)
                elif triple.predicate == _REPORTED_AS:
                    reported_as[sub] = _local(triple.object)
        except SyntaxError as problem:
            message = f"{file}: {problem}"
            raise OntologyError(message) from problem
    frozen = {cls: frozenset(above) for cls, above in parents.items()}
    return frozen, frozenset(reported), reported_as


def _local(term: object) -> str:
    """Local name of a term of the ontology's namespace; empty for any other."""
    value = term.value if isinstance(term, pyoxigraph.NamedNode) else ""
    return value.removeprefix(ONTOLOGY) if value.startswith(ONTOLOGY) else ""


def _lexicon(folder: Path) -> dict[str, Mapping[str, Any]]:
    tables: dict[str, Mapping[str, Any]] = {}
    for name, file in lexicon_files(folder).items():
        try:
            tables[name] = tomllib.loads(file.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as problem:
            raise OntologyError(f"{file}: {problem}") from problem
    return tables


def _digest(folder: Path) -> str:
    """Hash of every file of the folder, and of those that it takes from the bundled one."""
    total = hashlib.sha256()
    files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    for file in (*schema_files(folder), *shape_files(folder), *lexicon_files(folder).values()):
        if not file.is_relative_to(folder):
            files[f"bundled/{file.relative_to(bundled()).as_posix()}"] = file
    for name, file in sorted(files.items()):
        total.update(name.encode() + b"\x00" + file.read_bytes())
    return total.hexdigest()[:16]
