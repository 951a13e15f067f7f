"""Checks a store: SHACL shapes, quotations against their texts, consistency with the ontology."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph
from pyoxigraph import NamedNode, Store

from kg import reason
from kg import vocabulary as v
from kg.ids import BASE, ONTOLOGY
from kg.ontology import Ontology
from kg.ontology.schema import shape_files
from kg.ontology.turtle import read_turtle
from kg.validate import engines
from kg.validate.report import Problem, Report
from kg.vocabulary import Class, Property, iri

__all__ = ["Problem", "Report", "validate"]

#: Quads up to which each document is checked by pySHACL; a larger store is asked in SPARQL.
SMALL = 60_000

_QUOTATIONS = f"""SELECT ?text ?selector ?start ?end ?exact WHERE {{
  ?document <{iri(Property.TEXT)}> ?text .
  ?selector <{v.OA}start> ?start ; <{v.OA}end> ?end ; <{v.OA}exact> ?exact }}"""
_FACTS = f"""SELECT DISTINCT ?subject ?link ?object WHERE {{
  {{ ?subject a <{iri(Class.ENTITY)}> }} UNION
  {{ ?subject a <{iri(Class.RELATION)}> FILTER NOT EXISTS {{ ?subject a <{iri(Class.CLAIM)}> }} }}
  ?subject ?link ?object
  FILTER(isIRI(?object) && IF(?link = <{v.RDF}type>, STRSTARTS(STR(?object), "{ONTOLOGY}"),
                              STRSTARTS(STR(?link), "{ONTOLOGY}"))) }}"""


def validate(store: Store, ontology: Ontology, *, base: str = BASE, small: int = SMALL) -> Report:
    """Checks everything that a store holds.

    Args:
        store: the store, opened for reading.
        ontology: the ontology that it was made with.
        base: namespace of its data.
        small: number of quads up to which pySHACL checks document by document.

    Raises:
        OntologyError: the shapes or the ontology cannot be read.
    """
    documents = sorted(
        (g for g in store.named_graphs() if str(g.value).startswith(f"{base}graph/document/")),
        key=lambda graph: graph.value,
    )
    shapes = read_turtle(shape_files(ontology.folder))
    engine = engines.pyshacl if len(store) <= small else engines.sparql
    found = engine(store, shapes, [NamedNode(g.value) for g in documents])
    wrong, compared = [], 0
    for graph in documents:
        for problem in _quotations(store, NamedNode(graph.value)):
            compared += 1
            wrong += [problem] if problem else []
    reasoning = reason.check(ontology, _facts(store))
    contradictions = [Problem("Violation", sentence) for sentence in reasoning.problems]
    problems = tuple(sorted({*found.problems, *wrong, *contradictions}))
    return Report(problems, len(documents), compared, found.name, reasoning, found.unchecked)


def _quotations(store: Store, graph: NamedNode) -> Iterator[Problem | None]:
    """For each quotation of a document, what is wrong with it, or None."""
    for row in store.query(_QUOTATIONS, default_graph=graph):  # type: ignore[union-attr]
        text, selector, start, end, exact = (term.value for term in row)
        if text[int(start) : int(end)] == exact:
            yield None
        else:
            message = "a quotation is not what the text says at its offsets"
            yield Problem("Violation", message, selector, v.OA + "exact", exact)


def _facts(store: Store) -> list[pyoxigraph.Triple]:
    """Types of entities and the reference facts between them; no claims."""
    rows = store.query(_FACTS, use_default_graph_as_union=True)
    return [pyoxigraph.Triple(*row) for row in rows]  # type: ignore[union-attr]
