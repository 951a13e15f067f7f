"""Writes what a document says as RDF: one named graph for each, and what documents share.

The graph of a document holds its text, spans, mentions, statements and occurrences of claims. What
several documents may speak of (claims, actors, territories) is described apart, one description for
each subject that follows from its IRI and the ontology alone, so that it is the same whichever
document brings it. No blank nodes, no clock.

Labels: the document's graph holds `ENTITY kg:name "fullest form in this document"`. A description
without `rdfs:label` leaves the label to the store, which knows all documents: of all names the
longest, then the first by code point: `min(names, key=lambda n: (-len(n), n))`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Quad

from kg.graph.claims import add_claims
from kg.graph.entities import Entities
from kg.graph.scope import Maker, Scope, graph_name, maker_quads
from kg.graph.statements import Page, add_mentions, add_statements
from kg.graph.terms import Quads
from kg.graph.text import Text
from kg.graph.world import world_quads
from kg.ids import BASE
from kg.ids import document as document_id
from kg.model import Resolution
from kg.ontology import Ontology

__all__ = ["DocumentGraph", "Maker", "graph_name", "graphs", "maker_quads", "world_quads"]


@dataclass(frozen=True, slots=True)
class DocumentGraph:
    """All that one document brings to a store."""

    document: str  #: the document's IRI
    graph: str  #: IRI of its named graph
    quads: tuple[Quad, ...]  #: the whole content of that graph, each quad once
    shared: Mapping[str, tuple[Quad, ...]]  #: subject IRI -> its description in the graph `shared`


def graphs(
    resolutions: Iterable[Resolution], ontology: Ontology, *, base: str = BASE, maker: Maker
) -> Iterator[DocumentGraph]:
    """The graph of each document, in the order given.

    Args:
        resolutions: what was read, with every mention decided; consumed lazily.
        ontology: classes and world entries.
        base: namespace of the data; ends in "/" or "#".
        maker: the program, model and ontology that made the resolutions.
    """
    scope = Scope(ontology, base, maker)
    for resolution in resolutions:
        yield _graph(resolution, scope)


def _graph(resolution: Resolution, scope: Scope) -> DocumentGraph:
    document = resolution.extraction.document
    quads = Quads(graph_name(scope.base, document_id(document.key)))
    text = Text(document, scope, quads)
    entities = Entities(resolution, text, scope, quads)
    publisher = entities.publisher()
    text.describe(publisher)
    page = Page(resolution, text, entities, quads, scope, publisher)
    add_mentions(page)
    add_statements(page)
    add_claims(page, scope)
    shared = {subject.value: described for subject, described in entities.shared.items()}
    return DocumentGraph(text.node.value, quads.graph.value, quads.freeze(), shared)
