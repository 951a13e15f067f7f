"""The documents that a store holds: listed, found by name, and recognised when they come again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from kg import vocabulary as v
from kg.errors import UsageError
from kg.store.records import FINGERPRINT

_KEY = NamedNode(v.iri(v.Property.KEY))
_FILE = NamedNode(v.iri(v.Property.FILE))
_SHOWN = 8  #: names listed in an error


@dataclass(frozen=True, slots=True)
class Known:
    """A document as the store knows it."""

    iri: str
    key: str  #: URL, or path relative to the INPUT it came from
    file: str  #: base name of its file


class Catalogue:
    """The documents in a database."""

    def __init__(self, database: Store) -> None:
        self._database = database

    def __iter__(self) -> Iterator[Known]:
        """Every document, by key."""
        files = {
            _value(q.subject): _value(q.object)
            for q in self._database.quads_for_pattern(None, _FILE, None)
        }
        known = (
            Known(_value(q.subject), _value(q.object), files.get(_value(q.subject), ""))
            for q in self._database.quads_for_pattern(None, _KEY, None)
        )
        return iter(sorted(known, key=lambda one: (one.key, one.iri)))

    def fingerprint(self, document: str) -> str | None:
        """Hash of what the document's graph was made from; None: the store does not hold it."""
        for quad in self._database.quads_for_pattern(NamedNode(document), FINGERPRINT, None):
            return _value(quad.object)
        return None

    def find(self, name: str) -> Known:
        """The one document of that IRI, key or file name.

        Raises:
            UsageError: there is none, or several.
        """
        everything = list(self)
        for matches in (
            [d for d in everything if d.iri == name],
            [d for d in everything if d.key == name],
            [d for d in everything if d.file == name],
        ):
            if len(matches) == 1:
                return matches[0]
            if matches:
                keys = _list([d.key for d in matches])
                raise UsageError(
                    f"{name!r} is the name of {len(matches)} documents: {keys}; name one by key"
                )
        held = _list([d.key for d in everything]) or "none"
        raise UsageError(f"no document {name!r} in the store; it holds: {held}")


def _list(names: list[str]) -> str:
    shown = ", ".join(names[:_SHOWN])
    return f"{shown}, ... ({len(names)} in all)" if len(names) > _SHOWN else shown


def _value(term: object) -> str:
    return str(getattr(term, "value", ""))
