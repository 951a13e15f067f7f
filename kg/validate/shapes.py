"""SHACL property shapes as plain records, and each as a SPARQL query for stores of any size."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import rdflib
from rdflib.collection import Collection as RdfList
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kg import vocabulary as v

#: What a literal of a datatype looks like; a datatype alone does not make "soon" a date.
_LEXICAL = {
    v.XSD + "boolean": "^(true|false|0|1)$",
    v.XSD + "date": "^-?[0-9]{4,}-[0-9]{2}-[0-9]{2}",
    v.XSD + "decimal": "^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)$",
    v.XSD + "gMonth": "^--[0-9]{2}",
    v.XSD + "gMonthDay": "^--[0-9]{2}-[0-9]{2}",
    v.XSD + "gYear": "^-?[0-9]{4,}",
    v.XSD + "gYearMonth": "^-?[0-9]{4,}-[0-9]{2}",
    v.XSD + "integer": "^[+-]?[0-9]+$",
}
_SILENT = {SH.path, SH.message, SH.severity, SH.name, SH.description, SH.order, RDF.type}


@dataclass(frozen=True, slots=True)
class Constraint:
    """One thing that one property of one kind of node has to fulfil."""

    target: str  #: graph pattern that binds ?this
    path: str  #: the property as a SPARQL path
    kind: Node  #: the constraint's own term: sh:minCount, sh:datatype, ...
    parameter: Node  #: what it is set to
    message: str
    severity: str  #: "Violation", "Warning" or "Info"


def constraints(shapes: rdflib.Graph) -> Iterator[Constraint]:
    """Every constraint of every property shape that stands in a node shape with a target."""
    for shape in sorted(set(shapes.subjects(RDF.type, SH.NodeShape)), key=str):
        for target in _targets(shapes, shape):
            for prop in shapes.objects(shape, SH.property):
                path = _path(shapes, prop)
                message = str(shapes.value(prop, SH.message) or "")
                severity = str(shapes.value(prop, SH.severity) or SH.Violation).rpartition("#")[2]
                for kind, parameter in shapes.predicate_objects(prop):
                    if kind not in _SILENT:
                        yield Constraint(target, path, kind, parameter, message, severity)


def query(constraint: Constraint, shapes: rdflib.Graph) -> str | None:
    """A SELECT of ?this (and ?value) for each node that breaks it; None if it has no such form."""
    write = _WRITERS.get(constraint.kind)
    if write is None:
        return None
    pattern = write(constraint.path, constraint.parameter, shapes)
    if pattern is None:
        return None
    return f"SELECT DISTINCT ?this ?value WHERE {{ {constraint.target} {pattern} }}"


def _targets(shapes: rdflib.Graph, shape: Node) -> Iterator[str]:
    for cls in shapes.objects(shape, SH.targetClass):
        yield f"?this a {cls.n3()} ."
    for link in shapes.objects(shape, SH.targetObjectsOf):
        yield f"?whole {link.n3()} ?this ."


def _path(shapes: rdflib.Graph, prop: Node) -> str:
    path = shapes.value(prop, SH.path)
    inverse = shapes.value(path, SH.inversePath)
    return f"^{inverse.n3()}" if inverse is not None else str(path.n3() if path else "")


def _counted(path: str, comparison: str) -> str:
    return (
        f"{{ SELECT ?this (COUNT(DISTINCT ?one) AS ?count) WHERE {{ ?this {path} ?one }} "
        f"GROUP BY ?this }} FILTER(?count {comparison})"
    )


def _min_count(path: str, least: Node, _: rdflib.Graph) -> str:
    if int(str(least)) == 1:
        return f"FILTER NOT EXISTS {{ ?this {path} ?any }}"
    return f"OPTIONAL {{ {_counted(path, '>= 0')} }} FILTER(COALESCE(?count, 0) < {least})"


def _max_count(path: str, most: Node, _: rdflib.Graph) -> str:
    return _counted(path, f"> {most}")


def _datatype(path: str, datatype: Node, _: rdflib.Graph) -> str:
    return f"?this {path} ?value FILTER(!({_is_of(str(datatype))}))"


def _or(path: str, alternatives: Node, shapes: rdflib.Graph) -> str | None:
    types = [shapes.value(one, SH.datatype) for one in RdfList(shapes, alternatives)]
    if not all(types):
        return None
    allowed = " || ".join(f"({_is_of(str(one))})" for one in types)
    return f"?this {path} ?value FILTER(!({allowed}))"


def _is_of(datatype: str) -> str:
    lexical = _LEXICAL.get(datatype)
    same = f"isLiteral(?value) && DATATYPE(?value) = <{datatype}>"
    return f'{same} && REGEX(STR(?value), "{lexical}")' if lexical else same


def _class(path: str, cls: Node, _: rdflib.Graph) -> str:
    return f"?this {path} ?value FILTER NOT EXISTS {{ ?value a {cls.n3()} }}"


def _in(path: str, allowed: Node, shapes: rdflib.Graph) -> str:
    listed = ", ".join(one.n3() for one in RdfList(shapes, allowed))
    return f"?this {path} ?value FILTER(?value NOT IN ({listed}))"


def _pattern(path: str, pattern: Node, _: rdflib.Graph) -> str:
    text = rdflib.Literal(str(pattern)).n3()
    return f"?this {path} ?value FILTER(!REGEX(STR(?value), {text}))"


def _min_inclusive(path: str, least: Node, _: rdflib.Graph) -> str:
    return f"?this {path} ?value FILTER(!COALESCE(?value >= {least}, false))"


def _max_inclusive(path: str, most: Node, _: rdflib.Graph) -> str:
    return f"?this {path} ?value FILTER(!COALESCE(?value <= {most}, false))"


def _less_than(path: str, other: Node, _: rdflib.Graph) -> str:
    return f"?this {path} ?value ; {other.n3()} ?other FILTER(!COALESCE(?value < ?other, false))"


def _at_most(path: str, other: Node, _: rdflib.Graph) -> str:
    return f"?this {path} ?value ; {other.n3()} ?other FILTER(!COALESCE(?value <= ?other, false))"


def _has_value(path: str, value: Node, _: rdflib.Graph) -> str:
    return f"FILTER NOT EXISTS {{ ?this {path} {value.n3()} }}"


def _node_kind(path: str, kind: Node, _: rdflib.Graph) -> str | None:
    tests: dict[object, str] = {SH.IRI: "isIRI", SH.Literal: "isLiteral", SH.BlankNode: "isBlank"}
    test = tests.get(kind)
    return f"?this {path} ?value FILTER(!{test}(?value))" if test else None


_WRITERS: Mapping[object, Callable[[str, Node, rdflib.Graph], str | None]] = {
    SH.minCount: _min_count,
    SH.maxCount: _max_count,
    SH.datatype: _datatype,
    SH["or"]: _or,
    SH["class"]: _class,
    SH["in"]: _in,
    SH.pattern: _pattern,
    SH.minInclusive: _min_inclusive,
    SH.maxInclusive: _max_inclusive,
    SH.lessThan: _less_than,
    SH.lessThanOrEquals: _at_most,
    SH.hasValue: _has_value,
    SH.nodeKind: _node_kind,
}
