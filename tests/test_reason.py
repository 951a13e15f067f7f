"""Consistency of ontology and entities: by HermiT where there is Java, by rules where not."""

from __future__ import annotations

import shutil

import pytest
from pyoxigraph import NamedNode, Triple
from resolved import KG

import kg.ontology
from kg import reason
from kg.errors import OntologyError

TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
NO_JAVA = pytest.mark.skipif(reason.java() is None, reason="no Java here (the extra `java`)")
ENGINES = [pytest.param("HermiT", marks=[pytest.mark.java, NO_JAVA]), "OWL RL"]


@pytest.fixture(params=ENGINES)
def engine(request, monkeypatch) -> str:
    if request.param == "OWL RL":
        monkeypatch.setattr(reason, "java", lambda: None)
    return request.param


def entity(name: str, *classes: str) -> list[Triple]:
    return [
        Triple(NamedNode(f"https://x.example/{name}"), TYPE, NamedNode(KG + c)) for c in classes
    ]


def relation(subject: str, link: str, value: str) -> Triple:
    return Triple(
        NamedNode(f"https://x.example/{subject}"), NamedNode(KG + link),
        NamedNode(f"https://x.example/{value}"),
    )  # fmt: skip


def test_the_ontology_is_consistent(ontology, engine):
    found = reason.check(ontology)
    assert (found.engine, found.problems, found.consistent) == (engine, (), True)


def test_every_class_is_loaded(ontology, engine):
    assert reason.check(ontology).classes > 100


def test_entities_that_fit_are_consistent(ontology, engine):
    facts = [
        *entity("varn", "City"),
        *entity("osmia", "Country"),
        relation("varn", "within", "osmia"),
    ]
    found = reason.check(ontology, facts)
    assert (found.facts, found.problems) == (3, ())


def test_one_who_is_a_person_and_a_place_is_found_by_name(ontology, engine):
    found = reason.check(ontology, entity("kask", "Person", "Actor", "Territory"))
    assert found.problems == (
        "https://x.example/kask is both Actor and Territory, which exclude each other",
    )


def test_a_contradiction_that_must_be_inferred_is_found(ontology, engine):
    # Whoever lies within something is a territory, and no person is one.
    facts = [*entity("kask", "Person"), relation("kask", "within", "varn")]
    assert len(reason.check(ontology, facts).problems) == 1


def test_too_many_facts_are_checked_for_excluded_types_only(ontology, engine, monkeypatch):
    monkeypatch.setitem(reason.LIMITS, engine, 2)
    found = reason.check(ontology, entity("kask", "Person", "Organisation", "Actor"))
    assert found.facts == 0
    assert len(found.problems) == 1


@pytest.mark.java
@NO_JAVA
def test_an_impossible_class_is_found(tmp_path):
    (tmp_path / "own.ttl").write_text(
        "@prefix : <https://w3id.org/communique/ontology#> ."
        "@prefix owl: <http://www.w3.org/2002/07/owl#> ."
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
        ":Centaur a owl:Class ; rdfs:subClassOf :Person , :Organisation ."
    )
    found = reason.check(kg.ontology.load(tmp_path))
    assert found.problems == ("Centaur can have no instance (HermiT)",)


def test_an_ontology_that_cannot_be_read_is_named(ontology, tmp_path):
    shutil.copytree(ontology.folder, tmp_path / "own")
    broken = kg.ontology.load(tmp_path / "own")
    (tmp_path / "own" / "kg.ttl").write_text("this is no Turtle")
    with pytest.raises(OntologyError, match=r"kg\.ttl"):
        reason.check(broken)


def test_a_java_that_does_not_run_is_as_good_as_none(ontology, tmp_path, monkeypatch):
    program = tmp_path / "java"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setattr(reason, "java", lambda: str(program))
    assert reason.check(ontology).engine == "OWL RL"
