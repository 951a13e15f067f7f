"""Classes, properties, shapes and questions: explained, parsed, and of OWL 2 DL."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pyoxigraph
import pytest
import rdflib
from ontology_terms import (
    CLASSES,
    FOLDER,
    PROPERTIES,
    QUERIES,
    SCHEMA,
    TERMS,
    by_name,
    local,
)
from rdflib.namespace import OWL, RDF, RDFS, SH
from rdflib.plugins.sparql import prepareQuery

from kg import vocabulary as v
from kg.ids import ONTOLOGY
from kg.ontology.schema import schema_files, shape_files
from kg.ontology.turtle import read_turtle
from kg.reason import disjoint_pairs
from kg.validate.shapes import constraints, query


@pytest.mark.parametrize("name", by_name(CLASSES | TERMS))
def test_every_term_has_one_label_and_one_comment(name):
    term = rdflib.URIRef(ONTOLOGY + name)
    for annotation in (RDFS.label, RDFS.comment):
        found = list(SCHEMA.objects(term, annotation))
        assert len(found) == 1
        assert str(found[0]).strip()


@pytest.mark.parametrize("name", by_name(TERMS))
def test_every_property_has_one_domain_and_one_range(name):
    term = rdflib.URIRef(ONTOLOGY + name)
    assert len(list(SCHEMA.objects(term, RDFS.domain))) == 1
    assert len(list(SCHEMA.objects(term, RDFS.range))) == 1


def test_labels_of_classes_are_told_apart():
    labels = [str(SCHEMA.value(cls, RDFS.label)) for cls in CLASSES]
    assert sorted(set(labels)) == sorted(labels)


def test_what_a_term_points_to_exists():
    used = {
        o for p in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.inverseOf)
        for o in SCHEMA.objects(None, p) if str(o).startswith(ONTOLOGY)
    }  # fmt: skip
    assert used <= CLASSES | TERMS


def test_terms_of_other_vocabularies_are_declared_and_not_imported():
    used = {
        o for p in (RDFS.subClassOf, RDFS.subPropertyOf) for o in SCHEMA.objects(None, p)
        if isinstance(o, rdflib.URIRef)
    }  # fmt: skip
    assert used <= set(SCHEMA.subjects(RDF.type, None))
    imported = [
        o for f in schema_files(FOLDER) for o in rdflib.Graph().parse(f).objects(None, OWL.imports)
    ]
    assert [str(one) for one in imported] == ["https://w3id.org/communique/ontology/core"]


REPORTED = {
    "Person", "State", "Country", "Region", "City", "Border", "BorderCrossing", "River", "Sea",
    "Base", "Place", "Government", "GovernmentBody", "ArmedGroup", "Military", "Alliance", "Party",
    "InternationalOrganisation", "Media", "Organisation",
}  # fmt: skip


def test_the_types_that_answers_report_are_those_of_the_contract(ontology):
    assert ontology.reported == REPORTED


@pytest.mark.parametrize(
    ("cls", "reported"),
    [
        ("Ministry", "GovernmentBody"), ("Village", "City"), ("Militia", "ArmedGroup"),
        ("NewsAgency", "Media"), ("Coalition", "Alliance"), ("University", "Organisation"),
        ("Lake", "Sea"), ("Checkpoint", "Base"), ("Mountain", "Place"), ("Province", "Region"),
        ("People", "Organisation"), ("Territory", "Place"),
    ],
)  # fmt: skip
def test_a_finer_class_reports_the_nearest_type(ontology, cls, reported):
    assert ontology.reported_class(cls) == reported


@pytest.mark.parametrize(
    "name", by_name(set(SCHEMA.subjects(rdflib.URIRef(v.iri("wordsProperty")))))
)
def test_a_role_or_value_declares_where_its_words_stand(name):
    declared = SCHEMA.value(rdflib.URIRef(ONTOLOGY + name), rdflib.URIRef(v.iri("wordsProperty")))
    assert local(declared) == v.words_of(name)
    assert declared in TERMS


def test_every_role_has_a_property_for_its_words():
    roles = set(SCHEMA.subjects(RDFS.subPropertyOf, rdflib.URIRef(v.iri(v.Property.ROLE))))
    assert not [role for role in roles if rdflib.URIRef(v.words_of(str(role))) not in TERMS]


@pytest.mark.parametrize("term", [*v.Class, *v.Property], ids=str)
def test_every_name_of_the_vocabulary_is_in_the_ontology(term):
    assert rdflib.URIRef(v.iri(term)) in CLASSES | TERMS


def test_the_core_needs_nothing_of_the_domain():
    core = rdflib.Graph().parse(FOLDER / "core.ttl")
    own = {s for s in core.subjects() if str(s).startswith(ONTOLOGY)}
    assert {o for o in core.objects() if str(o).startswith(ONTOLOGY + "") and "#" in str(o)} <= own
    assert {v.iri(term) for term in (*v.Class, *v.Property)} <= {str(s) for s in own}


# ---- OWL 2 DL -------------------------------------------------------------------------------


def test_no_property_is_of_two_kinds():
    kinds = [set(SCHEMA.subjects(RDF.type, kind)) for kind in PROPERTIES]
    assert sum(map(len, kinds)) == len(set.union(*kinds))


def test_no_transitive_property_is_restricted_as_only_simple_ones_may_be():
    simple_only = (OWL.IrreflexiveProperty, OWL.AsymmetricProperty, OWL.FunctionalProperty)
    transitive = set(SCHEMA.subjects(RDF.type, OWL.TransitiveProperty))
    assert not [p for p in transitive for kind in simple_only if (p, RDF.type, kind) in SCHEMA]


def test_no_class_excludes_one_that_it_is_below(ontology):
    pairs = disjoint_pairs(SCHEMA)
    assert not [
        (one, other) for one, other in pairs
        if ontology.is_a(local(one), local(other)) or ontology.is_a(local(other), local(one))
    ]  # fmt: skip


def test_the_editor_finds_the_imported_core_without_the_net():
    catalog = ET.parse(FOLDER / "catalog-v001.xml").getroot()
    found = {entry.get("name"): entry.get("uri") for entry in catalog}
    imported = rdflib.Graph().parse(FOLDER / "kg.ttl").objects(None, OWL.imports)
    assert [(FOLDER / found[str(one)]).is_file() for one in imported] == [True]


# ---- shapes ---------------------------------------------------------------------------------


def test_every_shape_is_a_valid_query_too(ontology):
    shapes = read_turtle(shape_files(ontology.folder))
    store = pyoxigraph.Store()
    for one in constraints(shapes):
        asked = query(one, shapes)
        assert asked is not None, one
        assert list(store.query(asked)) == []


def test_every_shape_says_what_is_wrong(ontology):
    assert not [
        one for one in constraints(read_turtle(shape_files(ontology.folder))) if not one.message
    ]


def test_shapes_speak_of_terms_that_exist(ontology):
    shapes = read_turtle(shape_files(ontology.folder))
    used = {
        o for p in (SH.targetClass, SH["class"], SH.path, SH.inversePath)
        for o in shapes.objects(None, p) if str(o).startswith(ONTOLOGY)
    }  # fmt: skip
    assert used <= CLASSES | TERMS


# ---- questions ------------------------------------------------------------------------------


@pytest.mark.parametrize("file", QUERIES, ids=lambda file: file.stem)
def test_every_question_is_read_by_two_engines(file):
    # What must be given stands as $node in the file, which is no term yet.
    text = file.read_text(encoding="utf-8").replace("$node", "<https://x.example/node>")
    assert prepareQuery(text)
    assert list(pyoxigraph.Store().query(text)) == []


@pytest.mark.parametrize("file", QUERIES, ids=lambda file: file.stem)
def test_every_question_speaks_of_terms_that_exist(file):
    known = {local(term) for term in CLASSES | TERMS}
    words = file.read_text(encoding="utf-8").replace("(", " ").replace(")", " ").split()
    used = {w.split("kg:")[1] for word in words for w in _terms(word)}
    assert used <= known


def _terms(word: str) -> Iterator[str]:
    for part in word.replace("^", "/").replace("|", "/").split("/"):
        name = part.strip("?*+;,.:{}")
        if name.startswith("kg:") and name[3:].isalnum():
            yield name
