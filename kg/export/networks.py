"""Network formats, for programs that draw and measure graphs."""

from __future__ import annotations

import csv as tables
import io
import re

import networkx as nx

from kg import network
from kg.query import Asker
from kg.store import Store

#: Characters that XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NODES, _ENDS = ("source", "target"), ("sourceLabel", "targetLabel")


def graphml(store: Store, _provenance: bool) -> bytes:
    """Nodes and parallel edges with all their attributes."""
    output = io.BytesIO()
    nx.write_graphml_xml(_clean(_network(store)), output)
    return output.getvalue()


def gexf(store: Store, _provenance: bool) -> bytes:
    """As GraphML, in Gephi's own format; without the day on which it was written."""
    output = io.BytesIO()
    nx.write_gexf(_clean(_network(store)), output)
    return re.sub(rb' lastmodifieddate="[^"]*"', b"", output.getvalue())


def csv(store: Store, _provenance: bool) -> bytes:
    """One row for each relation: its ends, what it is, who says so, and where it stands."""
    graph = _network(store)
    edges = list(graph.edges(data=True))
    columns = sorted({name for _, _, data in edges for name in data})
    output = io.StringIO(newline="")
    writer = tables.writer(output, lineterminator="\n")
    writer.writerow([*_NODES, *_ENDS, *columns])
    for start, end, data in edges:
        labels = [graph.nodes[node].get("label", "") for node in (start, end)]
        cells = [start, end, *labels, *(data.get(name, "") for name in columns)]
        writer.writerow([_harmless(cell) for cell in cells])
    return output.getvalue().encode("utf-8", "replace")


def _network(store: Store) -> network.Network:
    asker = Asker(store)
    folder = asker.folder
    return network.network(asker, network.load(folder))


def _clean(graph: network.Network) -> network.Network:
    """Only text, and only characters that XML can hold."""
    clean: network.Network = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        clean.add_node(_xml(node), **{name: _xml(value) for name, value in data.items()})
    for start, end, data in graph.edges(data=True):
        told = {name: _xml(value) for name, value in data.items()}
        clean.add_edge(_xml(start), _xml(end), **told)
    return clean


def _xml(value: object) -> str:
    return _NOT_XML.sub("\ufffd", str(value))


def _harmless(cell: object) -> str:
    """As text that a spreadsheet does not take for a formula."""
    text = str(cell)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
