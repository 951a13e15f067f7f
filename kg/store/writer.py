"""Changes a store: whole documents in, whole documents out, never half of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg import vocabulary as v
from kg.store.records import DESCRIBES, Entry, Shared, line, lines

_KEY = NamedNode(v.iri(v.Property.KEY))
_NAME = NamedNode(v.iri(v.Property.NAME))
_LABEL = NamedNode(v.RDFS + "label")


def apply(
    database: Store, base: str, *, add: Sequence[Entry] = (), remove: Iterable[str] = ()
) -> None:
    """Puts documents in (instead of their former versions) and takes others out, all or nothing.

    What several documents share stays as long as one of them speaks of it, and its label is the
    longest name that any of them gives it. The cost depends on the documents given, not on the
    size of the store.

    Args:
        database: the open database.
        base: IRI under which the data stand.
        add: documents to put in; each IRI once.
        remove: IRIs of documents to take out; unknown ones are passed over.
    """
    gone = _graphs(database, chain((one.document for one in add), remove))
    delta = _Planner(database, base, gone, add).delta()
    inserted = [*chain.from_iterable(one.lines for one in add), *sorted(delta.inserted)]
    _commit(database, sorted(gone), sorted(delta.deleted), inserted)


def replace_graph(database: Store, graph: str, quads: Iterable[Quad]) -> None:
    """Makes the quads the whole content of a graph, all or nothing."""
    _commit(database, [graph], [], lines(quads))


def _commit(
    database: Store, dropped: Sequence[str], deleted: Sequence[str], inserted: Sequence[str]
) -> None:
    """Drops graphs, deletes and inserts lines of N-Quads in one transaction."""
    if not dropped and not deleted:
        # The common case, a document that is new, in the engine's fastest way that is atomic.
        database.load("\n".join(inserted).encode(), format=RdfFormat.N_QUADS)
        return
    steps = [f"DROP SILENT GRAPH <{graph}>" for graph in dropped]
    steps += [
        f"{verb} DATA {{\n{_body(part)}\n}}"
        for verb, part in (("DELETE", deleted), ("INSERT", inserted))
        if part
    ]
    database.update(";\n".join(steps))


def _body(part: Sequence[str]) -> str:
    """Lines of N-Quads as SPARQL writes them."""
    quads = parse("\n".join(part).encode(), format=RdfFormat.N_QUADS)
    return "\n".join(
        f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}" for q in quads
    )


def longest(names: Iterable[str]) -> str | None:
    """The name that becomes the label: the longest, then the first by code point.

    >>> longest({"Zakharova", "Maria Zakharova"})
    'Maria Zakharova'
    """
    return min(names, key=lambda name: (-len(name), name), default=None)


def _graphs(database: Store, documents: Iterable[str]) -> dict[str, str]:
    """The graphs of those documents that the store holds, each with its document."""
    return {
        _value(quad.graph_name): document
        for document in documents
        for quad in database.quads_for_pattern(NamedNode(document), _KEY, None)
    }


@dataclass(frozen=True, slots=True)
class _Delta:
    """Lines about shared nodes to delete and to insert."""

    deleted: set[str] = field(default_factory=set)
    inserted: set[str] = field(default_factory=set)


class _Planner:
    """Works out what becomes of the shared nodes of documents that come and go."""

    def __init__(
        self, database: Store, base: str, gone: dict[str, str], add: Sequence[Entry]
    ) -> None:
        self._database = database
        self._gone = gone
        self._coming: dict[str, list[Shared]] = {}
        for one in chain.from_iterable(entry.shared for entry in add):
            self._coming.setdefault(one.iri, []).append(one)
        self._described_in = (NamedNode(base + "graph/shared"), NamedNode(base + "graph/makers"))
        self._labels = NamedNode(base + "graph/labels")

    def delta(self) -> _Delta:
        delta = _Delta()
        for iri in sorted(self._coming.keys() | set(self._left())):
            node, coming = NamedNode(iri), self._coming.get(iri, [])
            stays = self._stays(node)
            if coming or not stays:
                self._describe(node, coming, delta)
            self._label(node, coming, delta, stays=stays)
        return delta

    def _left(self) -> Iterator[str]:
        """Shared nodes that a document which goes, or is replaced, described."""
        for graph, document in self._gone.items():
            for quad in self._database.quads_for_pattern(
                NamedNode(document), DESCRIBES, None, NamedNode(graph)
            ):
                yield _value(quad.object)

    def _stays(self, node: NamedNode) -> bool:
        """Does a document that stays speak of the node?"""
        return any(
            _value(quad.graph_name) not in self._gone
            for quad in self._database.quads_for_pattern(None, DESCRIBES, node)
        )

    def _describe(self, node: NamedNode, coming: list[Shared], delta: _Delta) -> None:
        # What comes is the newest version's description and takes the place of a former one.
        known = {
            line(quad)
            for graph in self._described_in
            for quad in self._database.quads_for_pattern(node, None, None, graph)
        }
        fresh = {text for one in coming for text in one.lines}
        delta.deleted.update(known - fresh)
        delta.inserted.update(fresh - known)

    def _label(self, node: NamedNode, coming: list[Shared], delta: _Delta, *, stays: bool) -> None:
        known = [
            _value(quad.object)
            for quad in self._database.quads_for_pattern(node, _LABEL, None, self._labels)
        ]
        names = {name for one in coming for name in one.names}
        if stays and known:
            # A scan over all names is needed only where the name that goes was the label.
            names.update(self._staying_names(node) if self._loses(node, known[0]) else known)
        chosen = longest(names)
        for name in known:
            if name != chosen:
                delta.deleted.add(line(Quad(node, _LABEL, Literal(name), self._labels)))
        if chosen is not None and chosen not in known:
            delta.inserted.add(line(Quad(node, _LABEL, Literal(chosen), self._labels)))

    def _loses(self, node: NamedNode, name: str) -> bool:
        quads = self._database.quads_for_pattern(node, _NAME, Literal(name))
        return any(_value(quad.graph_name) in self._gone for quad in quads)

    def _staying_names(self, node: NamedNode) -> Iterator[str]:
        for quad in self._database.quads_for_pattern(node, _NAME, None):
            if _value(quad.graph_name) not in self._gone:
                yield _value(quad.object)


def _value(term: object) -> str:
    return str(getattr(term, "value", ""))
