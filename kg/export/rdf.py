"""RDF formats, all written by the engine of the store and sorted."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kg.query.prefixes import prefixes
from kg.store import Store


def nquads(store: Store, provenance: bool) -> bytes:
    """Sorted by line; the form in which two graphs are compared."""
    lines = serialize(store.quads(provenance=provenance), format=RdfFormat.N_QUADS)
    return b"".join(sorted((lines or b"").splitlines(keepends=True)))


def trig(store: Store, provenance: bool) -> bytes:
    """Graph by graph."""
    return _written(_sorted(store, provenance), RdfFormat.TRIG, store.base)


def jsonld(store: Store, provenance: bool) -> bytes:
    """Graph by graph, expanded: no context has to be fetched to read it."""
    return _written(_sorted(store, provenance), RdfFormat.JSON_LD, store.base)


def turtle(store: Store, provenance: bool) -> bytes:
    """Without the graphs, each triple once."""
    triples = {Triple(q.subject, q.predicate, q.object) for q in store.quads(provenance=provenance)}
    return _written(sorted(triples, key=str), RdfFormat.TURTLE, store.base)


def _sorted(store: Store, provenance: bool) -> list[Quad]:
    def place(quad: Quad) -> tuple[str, ...]:
        return tuple(map(str, (quad.graph_name, quad.subject, quad.predicate, quad.object)))

    return sorted(store.quads(provenance=provenance), key=place)


def _written(statements: Iterable[Quad] | Iterable[Triple], form: RdfFormat, base: str) -> bytes:
    if form == RdfFormat.JSON_LD:
        return serialize(statements, format=form) or b""
    lines = (serialize(statements, format=form, prefixes=prefixes(base)) or b"").splitlines(True)
    # The engine writes the prefixes, which come first, in an order of its own on every run.
    count = next((i for i, line in enumerate(lines) if not line.startswith(b"@prefix")), len(lines))
    return b"".join([*sorted(lines[:count]), *lines[count:]])
