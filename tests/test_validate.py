"""What `validate` finds: each rule is broken once, on purpose, and both engines say the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import Store
from resolved import BASE, KG, database, report

from kg import reason
from kg.ontology import Ontology
from kg.validate import Report, validate

PREFIXES = f"""PREFIX kg: <{KG}> PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dct: <http://purl.org/dc/terms/> PREFIX wgs: <http://www.w3.org/2003/01/geo/wgs84_pos#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>"""
SMALL, LARGE = 10**9, -1
DATE = "the date of a document is an xsd:date, xsd:gYearMonth or xsd:gYear"


@pytest.fixture(autouse=True)
def without_engine(monkeypatch):
    """What the engines conclude has its own tests; here they would run eighty times."""
    monkeypatch.setattr(reason, "java", lambda: None)
    monkeypatch.setattr(reason, "_owl_rl", lambda _: [])


@pytest.fixture(scope="module")
def sound(ontology: Ontology) -> Store:
    several = report(publisher="Harbour News", published="2021-07-09"), report("other.txt")
    return database(ontology, *several)


def broken(ontology: Ontology, change: str) -> Store:
    """A sound store after one change for the worse."""
    store = database(ontology, report(publisher="Harbour News", published="2021-07-09"))
    store.update(f"{PREFIXES} {change}")
    return store


def messages(found: Report) -> list[str]:
    return sorted({problem.message for problem in found.problems})


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_a_sound_store_conforms(sound, ontology, size):
    found = validate(sound, ontology, base=BASE, small=size)
    assert (found.problems, found.conforms, found.documents) == ((), True, 2)


def test_every_constraint_can_be_asked_of_a_large_store(sound, ontology):
    assert validate(sound, ontology, base=BASE, small=LARGE).unchecked == ()


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("?s kg:text ?o", "a document has exactly one text"),
        ("?s kg:content ?o", "a statement has exactly one content"),
        ("?s kg:evidence ?o . ?s a kg:Occurrence", "an occurrence has evidence"),
        ("?s kg:madeIn ?o", "a claim is made by a statement, never asserted by itself"),
        ("?s rdfs:label ?o . ?s a kg:Person", "an entity has exactly one label"),
        (
            "?s prov:wasGeneratedBy ?o . ?s a kg:Statement",
            "a statement names the one maker that made it",
        ),
        ("?s kg:ofClaim ?o", "a claim occurs in a document"),
        ("?s kg:territory ?o", "a claim of control is about land"),
        ("?s oa:exact ?o", "a selector quotes its words"),
        ("?s kg:assesses ?o", "an assessment is about a statement"),
    ],
)
def test_what_is_missing_is_found(ontology, link, message, size):
    first = link.split(" . ")[0]
    change = f"DELETE {{ GRAPH ?g {{ {first} }} }} WHERE {{ GRAPH ?g {{ {link} }} }}"
    assert message in messages(validate(broken(ontology, change), ontology, base=BASE, small=size))


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize(
    ("link", "value", "message"),
    [
        ("kg:polarity", '"maybe"', "polarity is affirmed or negated"),
        ("kg:kind", '"invades"', "the kind of control is gain, hold, loss, attempt or denied"),
        ("kg:share", '"1.5"^^xsd:decimal', "a share lies between 0 and 1"),
        ("kg:share", '"much"', "a share lies between 0 and 1"),
        ("kg:verdict", '"true"', "a verdict is unverified, confirmed, denied or disputed"),
        ("dct:issued", '"last week"', DATE),
        ("dct:issued", '"soon"^^xsd:date', DATE),
        ("kg:sha256", '"abc"', "a document has one SHA-256 of its text"),
        ("kg:ofClaim", "kg:Nothing", "an occurrence is of exactly one claim"),
        ("kg:voice", '"attributed"', "the voice of the article is narrator"),
        ("oa:end", "0", "a span ends after it starts"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_found(ontology, link, value, message, size):
    change = f"""DELETE {{ GRAPH ?g {{ ?s {link} ?o }} }}
                 INSERT {{ GRAPH ?g {{ ?s {link} {value} }} }}
                 WHERE {{ GRAPH ?g {{ ?s {link} ?o }} }}"""
    assert message in messages(validate(broken(ontology, change), ontology, base=BASE, small=size))


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize(
    ("link", "value", "message"),
    [
        ("rdfs:label", '"another"', "an entity has exactly one label"),
        ("kg:wikidata", '"P31"', "a Wikidata identifier is Q and a number"),
        ("kg:geonames", '"n/a"', "a GeoNames identifier is a number"),
        ("wgs:lat", "91.5", "a latitude lies between -90 and 90"),
        ("kg:partOf", "kg:Nothing", "a body is part of an actor"),
    ],
)
def test_what_is_wrong_with_an_entity_is_found(ontology, link, value, message, size):
    change = f"""INSERT {{ GRAPH ?g {{ ?s {link} {value} }} }}
                 WHERE {{ GRAPH ?g {{ ?s a kg:ArmedGroup }} }}"""
    assert message in messages(validate(broken(ontology, change), ontology, base=BASE, small=size))


def test_a_quotation_that_is_not_in_the_text_is_found(ontology):
    change = """DELETE { GRAPH ?g { ?s oa:exact ?o } }
                INSERT { GRAPH ?g { ?s oa:exact "never said" } }
                WHERE { GRAPH ?g { ?s oa:exact ?o FILTER(?o = "said") } }"""
    found = validate(broken(ontology, change), ontology, base=BASE)
    assert messages(found) == ["a quotation is not what the text says at its offsets"]
    assert not found.conforms


def test_every_quotation_is_compared(sound, ontology):
    spans = len(list(sound.quads_for_pattern(None, None, None))) and len(
        {quad.subject for quad in sound if quad.predicate.value.endswith("#exact")}
    )
    assert validate(sound, ontology, base=BASE).quotations == spans


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_what_no_document_refers_to_is_checked_too(ontology, size):
    change = f"INSERT DATA {{ GRAPH <{BASE}graph/shared> {{ <{BASE}claim/1> a kg:Claim }} }}"
    found = validate(broken(ontology, change), ontology, base=BASE, small=size)
    assert messages(found) == ["a claim occurs in a document"]


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_a_controller_that_is_no_actor_is_odd_but_allowed(ontology, size):
    one = report()
    entities = (one.entities[0], replace(one.entities[1], cls="City"), one.entities[2])
    found = validate(
        database(ontology, replace(one, entities=entities)), ontology, base=BASE, small=size
    )
    assert messages(found) == ["who controls land is an actor"]
    assert found.conforms


def test_an_entity_of_two_excluding_types_is_a_violation(ontology):
    change = (
        """INSERT { GRAPH ?g { ?s a kg:Organisation } } WHERE { GRAPH ?g { ?s a kg:Person } }"""
    )
    found = validate(broken(ontology, change), ontology, base=BASE)
    assert [p.message for p in found.violations] == [
        f"{BASE}person/ilmari-kask is both Organisation and Person, which exclude each other"
    ]


def test_claims_that_contradict_each_other_are_no_inconsistency(ontology):
    one = report()
    claim = one.extraction.claims[0]
    denial = replace(claim, values=(replace(claim.values[0], lexical="denied"), *claim.values[1:]))
    both = replace(one, extraction=replace(one.extraction, claims=(claim, denial)))
    assert validate(database(ontology, both), ontology, base=BASE).conforms


def test_the_report_says_what_ran_and_ends_with_the_verdict(sound, ontology):
    lines = list(validate(sound, ontology, base=BASE).lines())
    assert "pySHACL" in lines[1]
    assert "OWL RL" in lines[1]
    assert lines[-1] == "conforms"


def test_a_violation_is_counted_in_the_last_line(ontology):
    change = "DELETE { GRAPH ?g { ?s kg:sha256 ?o } } WHERE { GRAPH ?g { ?s kg:sha256 ?o } }"
    lines = list(validate(broken(ontology, change), ontology, base=BASE).lines())
    assert lines[-1] == "1 violation"
