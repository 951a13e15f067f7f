"""Writes a whole graph for other programs: RDF formats, network formats, tables.

Every exporter writes the same bytes for the same graph.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.errors import UsageError
from kg.export.networks import csv, gexf, graphml
from kg.export.rdf import jsonld, nquads, trig, turtle
from kg.store import Store

__all__ = ["EXPORTERS", "Exporter", "exporter"]


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format."""

    name: str
    title: str  #: what it holds and who reads it
    function: Callable[[Store, bool], bytes]

    def write(self, store: Store, *, provenance: bool = False) -> bytes:
        """The graph in this format.

        Args:
            store: an open store.
            provenance: with the records of the builds, whose times differ from run to run.
        """
        return self.function(store, provenance)


#: Every format; adding one is adding a line.
EXPORTERS = (
    Exporter("ttl", "Turtle: every triple once, without its graph", turtle),
    Exporter("trig", "TriG: the named graphs, readable", trig),
    Exporter("nq", "N-Quads, sorted: to compare two graphs byte by byte", nquads),
    Exporter("jsonld", "JSON-LD with the named graphs", jsonld),
    Exporter("graphml", "GraphML: the network, for Gephi, yEd, Cytoscape, igraph", graphml),
    Exporter("gexf", "GEXF: the network, for Gephi", gexf),
    Exporter("csv", "CSV: the relations of the network, one a row", csv),
)


def exporter(name: str) -> Exporter:
    """The exporter of that name.

    Raises:
        UsageError: there is none.
    """
    for one in EXPORTERS:
        if one.name == name.lower():
            return one
    known = ", ".join(one.name for one in EXPORTERS)
    raise UsageError(f"no export format {name!r}; known: {known}")
