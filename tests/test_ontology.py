"""The ontology as data that holds together: terms explained, files parsed, every name known."""

from __future__ import annotations

import ast
import dataclasses
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SH
from rdflib.plugins.sparql import prepareQuery

import kg.ontology
from kg import vocabulary as v
from kg.errors import OntologyError
from kg.ids import ONTOLOGY
from kg.ontology import bundled
from kg.ontology.entry import Entry
from kg.ontology.schema import lexicon_files, schema_files, shape_files
from kg.reason import read_schema
from kg.validate.engines import read_shapes
from kg.validate.shapes import constraints, query

FOLDER = bundled()
CODE = Path(__file__).parent.parent / "kg"
SCHEMA = read_schema(kg.ontology.load())
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
CLASSES = {c for c in SCHEMA.subjects(RDF.type, OWL.Class) if str(c).startswith(ONTOLOGY)}
TERMS = {
    p for kind in PROPERTIES for p in SCHEMA.subjects(RDF.type, kind) if str(p).startswith(ONTOLOGY)
}


def local(term: object) -> str:
    return str(term).removeprefix(ONTOLOGY)


def by_name(terms) -> list[str]:
    return sorted(local(term) for term in terms)


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


# ---- shapes ---------------------------------------------------------------------------------


def test_every_shape_is_a_valid_query_too(ontology):
    shapes = read_shapes(ontology)
    store = pyoxigraph.Store()
    for one in constraints(shapes):
        asked = query(one, shapes)
        assert asked is not None, one
        assert list(store.query(asked)) == []


def test_every_shape_says_what_is_wrong(ontology):
    assert not [one for one in constraints(read_shapes(ontology)) if not one.message]


def test_shapes_speak_of_terms_that_exist(ontology):
    shapes = read_shapes(ontology)
    used = {
        o for p in (SH.targetClass, SH["class"], SH.path, SH.inversePath)
        for o in shapes.objects(None, p) if str(o).startswith(ONTOLOGY)
    }  # fmt: skip
    assert used <= CLASSES | TERMS


# ---- questions ------------------------------------------------------------------------------

QUERIES = sorted((FOLDER / "queries").glob("*.rq"))


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


# ---- lexicon --------------------------------------------------------------------------------

#: Keys of lexicon tables whose values name classes, and those whose values name properties.
OF_CLASSES = {"class", "claim", "of", "group_classes", "blocked_classes"}
OF_PROPERTIES = {"role", "rest"}


def entries(table: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Every string of a table with the key under which it stands."""
    if isinstance(table, dict):
        for name, value in table.items():
            if isinstance(value, dict) and name in {"classes", "properties"}:
                yield from ((name, one) for _, one in entries(value))
            else:
                yield from entries(value, name)
    elif isinstance(table, list):
        for value in table:
            yield from entries(value, key)
    elif isinstance(table, str):
        yield key, table


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


# ---- domain knowledge is data ---------------------------------------------------------------


def strings(file: Path) -> Iterator[tuple[int, str]]:
    """String constants of a module with their lines; no docstrings, and no names for `import *`."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(node.value)
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            skipped.update(ast.walk(node))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in skipped:
            yield node.lineno, node.value


def keys(table: object) -> Iterator[str]:
    """Names of the tables and fields of a lexicon file: its form, and not its words."""
    if isinstance(table, dict):
        for name, value in table.items():
            yield name
            yield from keys(value)
    elif isinstance(table, list):
        for value in table:
            yield from keys(value)


#: Lists of the lexicon that hold words of a domain; the other lists are grammar.
OF_LEMMAS = {"verbs", "nouns", "adjectives", "light", "words", "titles"}
#: Labels of the parser that are spelled like a term or a lemma.
LABELS = {"agent", "mark", "compound", "case", "meta", "object", "subject", "intj", "expl"}
#: Words that name a place in a phrase or part of a record of the code, or that are prepositions.
GRAMMAR = {"host", "unit", "with", "along", "north", "south", "east", "west"}
#: Where text is understood; elsewhere an equal word ("star", a shape of the page) is a coincidence.
UNDERSTANDING = ("annotate.py", "extract", "resolve")
MODULES = sorted(f for f in CODE.rglob("*.py") if f.name != "vocabulary.py")


@pytest.fixture(scope="module")
def form(ontology) -> set[str]:
    """Words that the code may use though they equal a term or lemma: keys, columns and labels."""
    columns = {
        word.strip("?()") for file in QUERIES for word in file.read_text().split() if "?" in word
    }
    of_tables = {key for table in ontology.lexicon.values() for key in keys(table)}
    of_records = {field.name for field in dataclasses.fields(Entry)}
    return of_tables | of_records | columns | LABELS | GRAMMAR


@pytest.fixture(scope="module")
def lemmas(ontology, form) -> set[str]:
    tables = {n: t for n, t in ontology.lexicon.items() if n.startswith(("frames/", "cues/"))}
    tables |= {name: ontology.lexicon[name] for name in ("nouns", "roles")}
    found = {word for table in tables.values() for key, word in entries(table) if key in OF_LEMMAS}
    return {word for word in found if len(word) > 3} - form


@pytest.mark.parametrize("file", MODULES, ids=lambda f: f.relative_to(CODE).as_posix())
def test_no_class_of_the_ontology_stands_as_a_string_in_the_code(file):
    names = {local(cls) for cls in CLASSES}
    assert [(line, text) for line, text in strings(file) if text in names] == []


@pytest.mark.parametrize("file", MODULES, ids=lambda f: f.relative_to(CODE).as_posix())
def test_no_property_of_the_domain_stands_as_a_string_in_the_code(file, form):
    core = {local(s) for s in rdflib.Graph().parse(FOLDER / "core.ttl").subjects()}
    names = {local(term) for term in TERMS} - core - form
    assert [(line, text) for line, text in strings(file) if text in names] == []


@pytest.mark.parametrize(
    "file",
    [f for f in MODULES if f.relative_to(CODE).parts[0] in UNDERSTANDING],
    ids=lambda f: f.relative_to(CODE).as_posix(),
)
def test_no_word_of_the_domain_stands_as_a_string_in_the_code(file, lemmas):
    assert [(line, text) for line, text in strings(file) if text in lemmas] == []


# ---- folders of one's own -------------------------------------------------------------------


def own_folder(folder: Path, classes: str = "") -> Path:
    (folder / "own.ttl").write_text(
        "@prefix : <https://w3id.org/communique/ontology#> ."
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ." + classes
    )
    return folder


def test_a_folder_of_ones_own_stands_on_the_bundled_core(tmp_path):
    own = kg.ontology.load(own_folder(tmp_path, ":Club rdfs:subClassOf :Organisation ."))
    assert own.is_a("Club", "Actor")
    assert "State" not in own.parents


def test_a_folder_of_ones_own_has_the_shapes_of_the_core(tmp_path):
    assert shape_files(own_folder(tmp_path)) == (FOLDER / "shapes.ttl",)


def test_a_folder_of_ones_own_has_the_words_that_are_no_domain(tmp_path):
    names = lexicon_files(own_folder(tmp_path))
    assert "hedges" in names
    assert not [name for name in names if name.startswith("frames/")]


def test_a_table_of_ones_own_replaces_the_bundled_one(tmp_path):
    folder = own_folder(tmp_path)
    (folder / "lexicon").mkdir()
    (folder / "lexicon" / "hedges.toml").write_text("probable = ['likely']")
    assert kg.ontology.load(folder).lexicon["hedges"] == {"probable": ["likely"]}


def test_what_is_taken_from_the_bundle_counts_for_the_digest(tmp_path, monkeypatch):
    folder = own_folder(tmp_path)
    before = kg.ontology.load(folder).digest
    (folder / "own.ttl").write_text((folder / "own.ttl").read_text() + " # more")
    assert kg.ontology.load(folder).digest != before


def test_a_folder_without_classes_is_refused(tmp_path):
    with pytest.raises(OntologyError, match=r"core\.ttl"):
        kg.ontology.load(tmp_path)


@pytest.mark.parametrize("name", ["own.ttl", "lexicon/words.toml"])
def test_a_broken_file_is_named(tmp_path, name):
    folder = own_folder(tmp_path)
    (folder / "lexicon").mkdir()
    (folder / name).write_text("= broken [")
    with pytest.raises(OntologyError, match=name.rpartition("/")[2]):
        kg.ontology.load(folder)


def test_tables_are_toml_that_the_standard_library_reads():
    for file in sorted((FOLDER / "lexicon").rglob("*.toml")):
        assert tomllib.loads(file.read_text(encoding="utf-8"))
