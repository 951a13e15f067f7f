"""What every part of a document's graph needs to know: base, maker, ontology, the world's nodes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

import pyoxigraph
from pyoxigraph import Literal, NamedNode

from kg import vocabulary as v
from kg.errors import OntologyError
from kg.graph.terms import Quads, literal, node, term
from kg.ids import ONTOLOGY, digest
from kg.ontology import Ontology
from kg.ontology.schema import schema_files
from kg.vocabulary import Class, Property


@dataclass(frozen=True, slots=True)
class Maker:
    """What made a graph: enough to make it again, and no clock."""

    version: str  #: of this program
    model: str  #: name and version of the language model
    ontology: str  #: digest of the ontology folder

    def by(self, model: str | None) -> Maker:
        """The maker of what another model found; None: this one."""
        return self if model is None else replace(self, model=model)

    @property
    def id(self) -> str:
        """Path under the base IRI."""
        return f"maker/{digest(self.version, self.model, self.ontology)}"


@dataclass(frozen=True)
class Scope:
    """The surroundings of every document of one store."""

    ontology: Ontology
    base: str  #: namespace of the data
    maker: Maker

    def at(self, path: str) -> NamedNode:
        """The IRI of a path under the base."""
        return node(self.base + path)

    def in_world(self, identifier: str) -> bool:
        """Does the world graph describe it, so that no other graph has to?"""
        return identifier in self.ontology.world.entries

    @cached_property
    def shared(self) -> NamedNode:
        """The graph of what several documents speak of."""
        return graph_name(self.base, "shared")

    @cached_property
    def of_occurrence(self) -> frozenset[str]:
        """Properties whose literals belong to the place of a claim, not to the claim."""
        found = declared(schema_files(self.ontology.folder), v.RDFS + "domain")
        return frozenset(p for p, domain in found.items() if domain == v.iri(Class.OCCURRENCE))

    @cached_property
    def measured(self) -> frozenset[str]:
        """Properties that want a figure, a date or a truth value, not words."""
        found = declared(schema_files(self.ontology.folder), v.RDFS + "range")
        return frozenset(p for p, values in found.items() if values != v.XSD + "string")

    def types(self, cls: str) -> Iterator[NamedNode]:
        """The class and its superclasses, in the order of their names."""
        return (term(ancestor) for ancestor in sorted(self.ontology.ancestors(cls)))

    def reported(self, cls: str) -> Literal | None:
        """The class that answers report for this one; None where none above it is reported."""
        return reported_type(cls, self.ontology)


def reported_type(cls: str, ontology: Ontology) -> Literal | None:
    """The nearest class that answers report, as a plain string; None where there is none."""
    name = ontology.reported_class(cls)
    return literal(name) if name in ontology.reported else None


def graph_name(base: str, part: str) -> NamedNode:
    """The IRI of a named graph: "world", "shared", "makers", or a document's id."""
    return node(f"{base}graph/{part}")


@lru_cache(maxsize=16)
def declared(files: tuple[Path, ...], predicate: str) -> Mapping[str, str]:
    """What each property has for a domain or range, by local name; unions are left out."""
    found = {}
    for file in files:
        for triple in parse(file):
            if triple.predicate.value == predicate and isinstance(triple.object, NamedNode):
                name = str(getattr(triple.subject, "value", "")).removeprefix(ONTOLOGY)
                found[name] = triple.object.value
    return found


def parse(file: Path) -> Iterator[pyoxigraph.Quad]:
    """The triples of a Turtle file.

    Raises:
        OntologyError: the file is no Turtle; the message names file and line.
    """
    try:
        yield from pyoxigraph.parse(path=file)
    except SyntaxError as problem:
        raise OntologyError(f"{file}: {problem}") from problem


def maker_quads(maker: Maker, *, base: str) -> tuple[pyoxigraph.Quad, ...]:
    """The description of a maker, for the graph `makers`."""
    quads = Quads(graph_name(base, "makers"))
    subject = node(base + maker.id)
    quads.add(subject, node(v.RDF + "type"), term(Class.MAKER), node(v.PROV_ACTIVITY))
    quads.add(subject, Property.VERSION, pyoxigraph.Literal(maker.version))
    quads.add(subject, Property.MODEL, pyoxigraph.Literal(maker.model))
    quads.add(subject, Property.ONTOLOGY_DIGEST, pyoxigraph.Literal(maker.ontology))
    return quads.freeze()
