"""Finds the node that a person means by an IRI, a Wikidata identifier or a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from kg import vocabulary as v
from kg.errors import UsageError
from kg.ids import fold
from kg.store import Store

_TYPE = NamedNode(v.RDF + "type")
_LABEL = NamedNode(v.RDFS + "label")
_ALIAS = NamedNode(v.SKOS + "altLabel")
_NAME = NamedNode(v.iri(v.Property.NAME))
_QID = NamedNode(v.iri(v.Property.WIKIDATA))
_REFERS = NamedNode(v.iri(v.Property.REFERS_TO))
_REPORTED = NamedNode(v.iri(v.Property.REPORTED_TYPE))
_TWIN = NamedNode(v.iri(v.Property.TWIN))
_LANGUAGES = (None, "en")
_SHOWN = 8  #: candidates listed in an error


@dataclass(frozen=True, slots=True)
class Found:
    """A node with what a person needs to tell it from others."""

    iri: str
    label: str
    type: str


class Entities:
    """The nodes of one store, by what people call them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def _database(self) -> pyoxigraph.Store:
        return self._store.database

    def one(self, name: str, cls: str | None = None) -> Found:
        """The one node of that IRI, identifier or name.

        Args:
            name: an IRI (whole, or its path under the base), a Wikidata identifier, or a label.
            cls: IRI of a class that it must belong to.

        Raises:
            UsageError: there is none, or several; the message lists them.
        """
        found = self.all(name, cls)
        if len(found) == 1:
            return found[0]
        wanted = f" of class {v.local_name(cls)}" if cls else ""
        if not found:
            raise UsageError(
                f"nothing{wanted} named {name!r} in the store: give an IRI, a Wikidata identifier "
                "or a label (kg query actors, kg query territories)"
            )
        shown = "; ".join(f"{f.label or '?'} ({f.type or 'node'}) {f.iri}" for f in found[:_SHOWN])
        more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise UsageError(
            f"{name!r} is the name of {len(found)}: {shown}{more}; give the IRI of one"
        )

    def all(self, name: str, cls: str | None = None) -> list[Found]:
        """Every node that the name can mean, by IRI.

        The nearest reading under which documents speak of a node counts, before a nearer one that
        only the world file knows: "Lasko" is the town Laško of the articles, not a region.
        """
        silent: set[NamedNode] = set()
        for step in (
            self._by_iri,
            self._by_identifier,
            self._by_label,
            self._by_alias,
            self._by_fold,
        ):
            nodes = {n for n in step(name) if cls is None or self._is_a(n, cls)}
            if spoken := {n for n in nodes if self._has(None, _REFERS, n)}:
                return self._sorted(spoken)
            silent = silent or nodes
        return self._sorted(silent)

    def _sorted(self, nodes: set[NamedNode]) -> list[Found]:
        return [self._found(node) for node in sorted(nodes, key=lambda node: node.value)]

    def twins(self, found: Iterable[Found]) -> bool:
        """Are these one name's state and land, tied to each other?"""
        nodes = {NamedNode(one.iri) for one in found}
        return all(
            any(NamedNode(_value(q.object)) in nodes for q in self._quads(node, _TWIN))
            for node in nodes
        )

    def _by_iri(self, name: str) -> Iterator[NamedNode]:
        for iri in (name, self._store.base + name):
            try:
                node = NamedNode(iri)
            except ValueError:
                continue
            if self._has(node, None, None):
                yield node

    def _by_identifier(self, name: str) -> Iterator[NamedNode]:
        if re.fullmatch(r"Q[1-9]\d*", name):
            yield from self._subjects(_QID, Literal(name))

    def _by_label(self, name: str) -> Iterator[NamedNode]:
        for language in _LANGUAGES:
            yield from self._subjects(_LABEL, Literal(_clean(name), language=language))

    def _by_alias(self, name: str) -> Iterator[NamedNode]:
        yield from self._subjects(_NAME, Literal(_clean(name)))
        for language in _LANGUAGES:
            yield from self._subjects(_ALIAS, Literal(_clean(name), language=language))

    def _by_fold(self, name: str) -> Iterator[NamedNode]:
        wanted = fold(name)
        for predicate in (_LABEL, _NAME, _ALIAS):
            for quad in self._database.quads_for_pattern(None, predicate, None):
                if wanted and fold(_value(quad.object)) == wanted:
                    yield NamedNode(_value(quad.subject))

    def _subjects(self, predicate: NamedNode, value: Literal) -> Iterator[NamedNode]:
        for quad in self._database.quads_for_pattern(None, predicate, value):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject

    def _quads(self, subject: NamedNode, predicate: NamedNode) -> Iterator[Quad]:
        return iter(self._database.quads_for_pattern(subject, predicate, None))

    def _has(
        self, subject: NamedNode | None, predicate: NamedNode | None, value: NamedNode | None
    ) -> bool:
        return any(True for _ in self._database.quads_for_pattern(subject, predicate, value))

    def _is_a(self, node: NamedNode, cls: str) -> bool:
        return self._has(node, _TYPE, NamedNode(cls))

    def _found(self, node: NamedNode) -> Found:
        return Found(node.value, self._text(node, _LABEL), self._text(node, _REPORTED))

    def _text(self, node: NamedNode, predicate: NamedNode) -> str:
        values = (_value(q.object) for q in self._database.quads_for_pattern(node, predicate, None))
        return min(values, default="")


def _clean(name: str) -> str:
    return name.encode("utf-8", "replace").decode("utf-8")


def _value(term: object) -> str:
    return str(getattr(term, "value", ""))
