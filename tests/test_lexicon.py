"""Words and reference facts: each points at terms that exist, each fact has its source."""

from __future__ import annotations

import pytest
import rdflib
from ontology_terms import (
    CLASSES,
    FOLDER,
    OF_CLASSES,
    OF_PROPERTIES,
    TERMS,
    entries,
    local,
)

import kg.ontology
from kg import vocabulary as v
from kg.ids import ONTOLOGY
from kg.ontology.schema import lexicon_files

LEXICON = sorted(lexicon_files(FOLDER))


@pytest.mark.parametrize("name", LEXICON)
def test_every_entry_of_the_lexicon_points_at_classes_that_exist(ontology, name):
    known = {local(cls) for cls in CLASSES}
    named = {
        word for key, word in entries(ontology.lexicon[name]) if key in OF_CLASSES | {"classes"}
    }
    assert {word for word in named if word[:1].isupper()} <= known


@pytest.mark.parametrize("name", LEXICON)
def test_every_entry_of_the_lexicon_points_at_properties_that_exist(ontology, name):
    known = {local(term) for term in TERMS}
    keys = OF_PROPERTIES | {"properties"}
    assert {word for key, word in entries(ontology.lexicon[name]) if key in keys} <= known


@pytest.mark.parametrize("name", [n for n in LEXICON if n.startswith("frames/")])
def test_the_values_that_frames_give_are_properties_that_exist(ontology, name):
    known = {local(term) for term in TERMS}
    table = ontology.lexicon[name]
    given = {p for frame in table["frame"] for p in frame.get("values", {})}
    assert given <= known


# ---- world ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def world() -> rdflib.Graph:
    graph = rdflib.Graph()
    for file in sorted((FOLDER / "world").glob("*.ttl")):
        graph.parse(file, publicID=kg.ids.BASE)
    return graph


def test_world_files_use_terms_that_exist(world):
    used = {t for triple in world for t in triple[1:] if str(t).startswith(ONTOLOGY)}
    assert used <= CLASSES | TERMS


def test_every_world_fact_has_its_source(world):
    source = rdflib.URIRef(v.DCT + "source")
    assert not [s for s in set(world.subjects()) if (s, source, None) not in world]


def test_what_world_facts_point_to_is_described(world):
    ends = {o for o in world.objects() if str(o).startswith(kg.ids.BASE)}
    assert not sorted(ends - set(world.subjects()))
