"""Reads the folder `ontology/` into one immutable object that is passed to whoever needs it."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph

from kg.errors import OntologyError
from kg.ids import ONTOLOGY

_SUBCLASS = pyoxigraph.NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")


def bundled() -> Path:
    """The folder that ships with the package: `_ontology` in a wheel, `ontology/` in a checkout."""
    inside = Path(__file__).parent.parent / "_ontology"
    return inside if inside.is_dir() else Path(__file__).parent.parent.parent / "ontology"


@dataclass(frozen=True)
class Ontology:
    """Classes, lexicon and world facts, as read from one folder."""

    folder: Path
    parents: Mapping[str, frozenset[str]]  #: class -> its direct superclasses, local names
    lexicon: Mapping[str, Mapping[str, Any]]  #: file stem under lexicon/ ("cues", "frames/control") -> table
    digest: str  #: hash of every file of the folder
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
        return ancestor in self.ancestors(cls)


def load(folder: Path | None = None) -> Ontology:
    """Reads an ontology folder, by default the bundled one.

    Raises:
        OntologyError: a file cannot be parsed; the message names it.
    """
    folder = folder or bundled()
    if not (folder / "core.ttl").is_file():
        raise OntologyError(f"{folder} holds no core.ttl: it is no ontology folder")
    return Ontology(folder, _parents(folder), _lexicon(folder), _digest(folder))


def _parents(folder: Path) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for file in sorted(folder.glob("*.ttl")):
        try:
            for triple in pyoxigraph.parse(path=file):
                if triple.predicate == _SUBCLASS and isinstance(triple.object, pyoxigraph.NamedNode):
                    sub = getattr(triple.subject, "value", "")
                    if sub.startswith(ONTOLOGY) and triple.object.value.startswith(ONTOLOGY):
                        found.setdefault(sub.removeprefix(ONTOLOGY), set()).add(
                            triple.object.value.removeprefix(ONTOLOGY)
                        )
        except SyntaxError as problem:
            raise OntologyError(f"{file}: {problem}") from problem
    return {cls: frozenset(parents) for cls, parents in found.items()}


def _lexicon(folder: Path) -> dict[str, Mapping[str, Any]]:
    tables: dict[str, Mapping[str, Any]] = {}
    root = folder / "lexicon"
    for file in sorted(root.rglob("*.toml")):
        try:
            tables[file.relative_to(root).with_suffix("").as_posix()] = tomllib.loads(
                file.read_text(encoding="utf-8")
            )
        except tomllib.TOMLDecodeError as problem:
            raise OntologyError(f"{file}: {problem}") from problem
    return tables


def _digest(folder: Path) -> str:
    total = hashlib.sha256()
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        total.update(file.relative_to(folder).as_posix().encode() + b"\x00" + file.read_bytes())
    return total.hexdigest()[:16]
