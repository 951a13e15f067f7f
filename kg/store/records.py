"""What one document puts into a store, as text: it can be made in another process and sent over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from pyoxigraph import Literal, NamedNode, Quad

from kg import vocabulary as v

#: Leads from a document to each shared node that it describes; the last one gone, the node goes.
DESCRIBES = NamedNode(v.iri(v.Property.DESCRIBES))
#: Hash of all that a document's quads depend on.
FINGERPRINT = NamedNode(v.iri(v.Property.FINGERPRINT))
_NAME = v.iri(v.Property.NAME)
_LABEL = v.RDFS + "label"


class Described(Protocol):
    """A document as quads, see `kg.graph`."""

    @property
    def document(self) -> str:
        """IRI of the document."""

    @property
    def graph(self) -> str:
        """IRI of its own graph."""

    @property
    def quads(self) -> Sequence[Quad]:
        """All that stands in the document's own graph."""

    @property
    def shared(self) -> Mapping[str, Sequence[Quad]]:
        """What the document speaks of and others may speak of too, each with its description."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A node that several documents may speak of: an entity, a claim, a maker."""

    iri: str  #: the node
    lines: tuple[str, ...]  #: its description, each quad a line of N-Quads, sorted
    names: tuple[str, ...]  #: what the document calls it, where the store has to choose its label


@dataclass(frozen=True, slots=True)
class Entry:
    """A document ready to be written."""

    document: str  #: IRI of the document
    graph: str  #: its own graph
    lines: tuple[str, ...]  #: all quads of its own graph, as in `Shared`
    shared: tuple[Shared, ...]  #: what it describes, by IRI


def entry(
    described: Described,
    fingerprint: str,
    beside: Mapping[str, Sequence[Quad]] = MappingProxyType({}),
) -> Entry:
    """A document's quads as text, with what the store keeps beside them.

    Args:
        described: the document; all its own quads stand in one graph.
        fingerprint: hash of all that the quads depend on; the same hash means nothing to do.
        beside: further shared nodes that its quads point at, such as their maker.
    """
    everything = {**described.shared, **beside}
    graph, document = NamedNode(described.graph), NamedNode(described.document)
    names = _names(described.quads)
    shared = tuple(_shared(iri, everything[iri], names.get(iri, ())) for iri in sorted(everything))
    kept = [Quad(document, FINGERPRINT, Literal(fingerprint), graph)]
    kept += [Quad(document, DESCRIBES, NamedNode(one.iri), graph) for one in shared]
    return Entry(described.document, described.graph, lines([*described.quads, *kept]), shared)


def _names(quads: Iterable[Quad]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for quad in quads:
        if quad.predicate.value == _NAME:
            subject = _value(quad.subject)
            found[subject] = (*found.get(subject, ()), _value(quad.object))
    return found


def _shared(iri: str, quads: Sequence[Quad], names: tuple[str, ...]) -> Shared:
    labelled = any(q.predicate.value == _LABEL for q in quads)
    return Shared(iri, lines(quads), () if labelled else names)


def lines(quads: Iterable[Quad]) -> tuple[str, ...]:
    """Quads as lines of N-Quads, each once, sorted."""
    return tuple(sorted({line(quad) for quad in quads}))


def line(quad: Quad) -> str:
    """One quad as a line of N-Quads."""
    return f"{quad} ."


def _value(term: object) -> str:
    return str(getattr(term, "value", ""))
