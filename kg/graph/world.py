"""The reference facts of `ontology/world/` as quads under a store's own base."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import OntologyError
from kg.graph.scope import graph_name, reported_type
from kg.graph.terms import TYPE, Quads, node, term
from kg.ids import BASE, ONTOLOGY
from kg.ontology import Ontology
from kg.ontology.world import triples
from kg.vocabulary import Property


def world_quads(ontology: Ontology, *, base: str = BASE) -> tuple[Quad, ...]:
    """Every fact of the folder's world files, each class with its superclasses.

    Args:
        ontology: whose folder to read.
        base: IRIs under the default base are moved under this one.

    Raises:
        OntologyError: a file is no Turtle, or holds a blank node (which has no lasting name).
    """
    quads = Quads(graph_name(base, "world"))
    for fact in triples(ontology.folder, base):
        subject, value = fact.subject, fact.object
        if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
            raise OntologyError(
                f"{ontology.folder / 'world'}: {fact.predicate} leads from or to a blank node: "
                "give it an IRI"
            )
        subject = _moved(subject, base)
        moved = _moved(value, base) if isinstance(value, NamedNode) else value
        quads.add(subject, fact.predicate, moved)
        if fact.predicate == TYPE and isinstance(value, NamedNode):
            _add_types(quads, subject, value.value.removeprefix(ONTOLOGY), ontology)
    return quads.freeze()


def _moved(value: NamedNode, base: str) -> NamedNode:
    if value.value.startswith(BASE):
        return node(base + value.value.removeprefix(BASE))
    return value


def _add_types(quads: Quads, subject: NamedNode, cls: str, ontology: Ontology) -> None:
    if cls in ontology.parents:
        quads.add(subject, TYPE, *(term(c) for c in sorted(ontology.ancestors(cls))))
        quads.add(subject, Property.REPORTED_TYPE, reported_type(cls, ontology))
