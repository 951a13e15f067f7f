"""Two ways to hold a store against SHACL shapes: pySHACL document by document, SPARQL at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph
import pyshacl as engine
import rdflib
from pyoxigraph import NamedNode, Store
from rdflib.namespace import SH

from kg.validate.report import Problem
from kg.validate.shapes import constraints, query

#: Triples by their subject.
Described = dict[object, list[pyoxigraph.Triple]]


@dataclass(frozen=True, slots=True)
class Found:
    """What one engine found."""

    name: str  #: of the engine
    problems: frozenset[Problem]
    unchecked: tuple[str, ...] = ()  #: constraints that it cannot check


def pyshacl(store: Store, shapes: rdflib.Graph, documents: Sequence[NamedNode]) -> Found:
    """Each document's graph with what it refers to, then all that no document refers to."""
    described = _described(store, documents)
    left = set(described)
    problems: set[Problem] = set()
    for document in documents:
        triples = [quad.triple for quad in store.quads_for_pattern(None, None, None, document)]
        reached = _reached(triples, described)
        left -= reached
        context = [triple for subject in reached for triple in described[subject]]
        problems |= set(_run([*triples, *context], shapes))
    rest = _closure(left, described)
    problems |= set(_run([triple for subject in rest for triple in described[subject]], shapes))
    return Found("pySHACL", frozenset(problems))


def sparql(store: Store, shapes: rdflib.Graph, _: Sequence[NamedNode]) -> Found:
    """Each constraint as one query over the union of all graphs."""
    problems, unchecked = set(), set()
    for one in constraints(shapes):
        asked = query(one, shapes)
        if asked is None:
            unchecked.add(f"{one.kind.n3()} of {one.path}")
            continue
        path = one.path.removeprefix("^").strip("<>")
        for row in store.query(asked, use_default_graph_as_union=True):  # type: ignore[union-attr]
            this, value = (term.value if term is not None else "" for term in row)
            problems.add(Problem(one.severity, one.message, this, path, value))
    return Found("SPARQL", frozenset(problems), tuple(sorted(unchecked)))


def _described(store: Store, documents: Sequence[NamedNode]) -> Described:
    """All that stands outside the documents' graphs, by subject."""
    apart: Described = {}
    inside = set(documents)
    for graph in store.named_graphs():
        if graph not in inside:
            for quad in store.quads_for_pattern(None, None, None, graph):
                apart.setdefault(quad.subject, []).append(quad.triple)
    return apart


def _reached(triples: Iterable[pyoxigraph.Triple], described: Described) -> set[object]:
    ends = {end for triple in triples for end in (triple.subject, triple.object)}
    return _closure({end for end in ends if end in described}, described)


def _closure(subjects: Iterable[object], described: Described) -> set[object]:
    """The subjects and all that their descriptions lead to."""
    reached: set[object] = set()
    todo = list(subjects)
    while todo:
        subject = todo.pop()
        if subject in reached:
            continue
        reached.add(subject)
        todo += [t.object for t in described[subject] if t.object in described]
    return reached


def _run(triples: Sequence[pyoxigraph.Triple], shapes: rdflib.Graph) -> Iterator[Problem]:
    lines = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES)
    data = rdflib.Graph().parse(data=lines, format="nt")
    _, results, _ = engine.validate(data, shacl_graph=shapes, inplace=True)
    for result in results.objects(None, SH.result):
        path = results.value(result, SH.resultPath)
        inverse = results.value(path, SH.inversePath)
        yield Problem(
            str(results.value(result, SH.resultSeverity)).rpartition("#")[2],
            str(results.value(result, SH.resultMessage)),
            str(results.value(result, SH.focusNode)),
            str(inverse if inverse is not None else path),
            str(results.value(result, SH.value) or ""),
        )
