"""RDF terms as the graph stage makes them: always valid, whatever the text holds."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg import vocabulary as v

TYPE = NamedNode(v.RDF + "type")
LABEL = NamedNode(v.RDFS + "label")

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_DATES = (
    (re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"), "date"),
    (re.compile(r"\d{4}-(0[1-9]|1[0-2])"), "gYearMonth"),
    (re.compile(r"\d{4}"), "gYear"),
)


@lru_cache(maxsize=4096)
def node(iri: str) -> NamedNode:
    """An IRI as a term; characters that no IRI may hold are percent-encoded."""
    try:
        return NamedNode(iri)
    except ValueError:
        return NamedNode(quote(clean(iri), safe=":/?#[]@!$&'()*+,;=-._~%"))


@lru_cache(maxsize=1024)
def term(local: str) -> NamedNode:
    """A term of the ontology by its local name."""
    return node(v.iri(local))


def clean(text: str) -> str:
    """The text with each lone surrogate, which RDF cannot hold, replaced; its length stays."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def literal(value: str | float) -> Literal:
    """A plain string, xsd:integer, xsd:decimal or xsd:boolean."""
    if isinstance(value, str):
        return Literal(clean(value))
    if isinstance(value, int):
        return Literal(value)
    return typed(decimal(value), "decimal")


def decimal(number: float) -> str:
    """A float in plain decimal notation, at most six places.

    >>> decimal(37.1), decimal(90.0), decimal(-0.0000001)
    ('37.1', '90.0', '0.0')
    """
    rounded = f"{number:.6f}".rstrip("0")
    rounded = f"{rounded}0" if rounded.endswith(".") else rounded
    return "0.0" if float(rounded) == 0 else rounded


def typed(lexical: str, datatype: str) -> Literal:
    """A literal of an XML Schema datatype, given by its local name."""
    if datatype == "string":
        return Literal(clean(lexical))
    return Literal(clean(lexical), datatype=node(v.XSD + datatype))


def dated(published: str | None) -> Literal | None:
    """An ISO 8601 date as xsd:date, xsd:gYearMonth or xsd:gYear; None for anything else.

    >>> dated("2021-07").datatype.value.rpartition("#")[2]
    'gYearMonth'
    """
    for pattern, datatype in _DATES:
        if published and pattern.fullmatch(published):
            return typed(published, datatype)
    return None


class Quads:
    """The quads of one named graph, each once, in the order in which they were added."""

    def __init__(self, graph: NamedNode) -> None:
        self.graph = graph
        self._quads: dict[Quad, None] = {}

    def add(
        self,
        subject: NamedNode,
        predicate: NamedNode | str,
        *objects: NamedNode | BlankNode | Literal | Triple | None,
    ) -> None:
        """Adds one quad for each object; None adds nothing, a string names a core property."""
        if isinstance(predicate, str):
            predicate = term(predicate)
        for value in objects:
            if value is not None:
                self._quads[Quad(subject, predicate, value, self.graph)] = None

    def freeze(self) -> tuple[Quad, ...]:
        """All quads so far."""
        return tuple(self._quads)
