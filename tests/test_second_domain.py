"""Football transfers through the same code: an ontology folder, two texts, no line of Python."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS

import kg.ontology
from kg.ids import ONTOLOGY

DOMAIN = Path(__file__).parent / "second_domain"
CODE = Path(__file__).parent.parent / "kg"


@pytest.fixture(scope="module")
def store(run_kg, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("football") / "store"
    call = ("build", DOMAIN / "texts", "--ontology", DOMAIN / "ontology", "--store", folder)
    done = run_kg(*call)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def rows(run_kg, store):
    def ask(question: str, *columns: str) -> list[tuple[str, ...]]:
        done = run_kg("query", question, "--store", store, "--format", "csv")
        assert done.returncode == 0, done.stderr
        return [tuple(row[c] for c in columns) for row in csv.DictReader(io.StringIO(done.stdout))]

    return ask


def test_transfers_are_told_with_who_says_so(rows):
    found = rows("transfers", "buyerLabel", "playerLabel", "sellerLabel", "manner", "sourceLabel")
    assert found == [
        ("Northgate Rovers", "Jonas Veld", "", "wanted", "Bruno Falk"),
        ("Harbour Town", "Jonas Veld", "", "done", "Touchline"),
        ("Harbour Town", "Emil Sandor", "Northgate Rovers", "done", "Petra Holm"),
        ("Harbour Town", "Emil Sandor", "", "denied", "Bruno Falk"),
    ]


def test_who_works_for_which_club(rows):
    assert rows("engagements", "personLabel", "position", "clubLabel") == [
        ("Bruno Falk", "coach", "Northgate Rovers"),
        ("Petra Holm", "chairwoman", "Harbour Town"),
    ]


def test_a_description_goes_to_the_club_of_who_speaks(rows):
    found = dict(rows("mentions", "text", "label"))
    assert found["club"] == "Harbour Town"


def test_types_are_those_of_the_domain(rows):
    assert set(rows("mentions", "type")) == {("Club",), ("Person",)}


def test_statements_are_the_same_question_in_every_domain(rows):
    found = rows("statements", "speakerLabel", "cue", "polarity", "narrator")
    assert ("Bruno Falk", "denied", "negated", "false") in found


def test_the_store_is_valid(run_kg, store):
    done = run_kg("validate", "--store", store)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "conforms")


def test_its_network_has_its_own_words_and_looks(store):
    with kg.open(store) as graph:
        network = graph.network()
        page = graph.show().html
    label = network.nodes(data="label")
    found = {
        (label[start], data["relation"], data.get("doubt"), label[end], data["speaker_label"])
        for start, end, data in network.edges(data=True)
        if data["group"] == "transfers" and "speaker_label" in data
    }
    assert ("Harbour Town", "signs", None, "Emil Sandor", "Petra Holm") in found
    assert ("Harbour Town", "does not sign", "denied", "Emil Sandor", "Bruno Falk") in found
    assert "<span>Club</span>" in page
    assert "6 clubs and people" in page


def test_a_claim_of_the_domain_can_be_explained(run_kg, store):
    done = run_kg("explain", "Emil Sandor", "--store", store)
    assert done.returncode == 0, done.stderr
    assert "had signed Emil Sandor from Northgate Rovers" in done.stdout


def test_the_page_shows_the_domain(run_kg, store, tmp_path):
    done = run_kg("view", "--store", store, "-o", tmp_path / "page.html")
    assert done.returncode == 0, done.stderr
    assert "Harbour Town" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_the_other_domain_is_not_there():
    ontology = kg.ontology.load(DOMAIN / "ontology")
    assert "State" not in ontology.parents
    assert not [name for name in ontology.lexicon if name in {"frames/control", "frames/alliances"}]


def test_every_term_of_the_domain_is_explained():
    graph = rdflib.Graph().parse(DOMAIN / "ontology" / "football.ttl")
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    terms = {
        s for kind in kinds for s in graph.subjects(RDF.type, kind) if isinstance(s, rdflib.URIRef)
    }
    for note in (RDFS.label, RDFS.comment):
        assert not [term for term in terms if (term, note, None) not in graph]


def test_the_code_knows_no_word_of_the_domain():
    graph = rdflib.Graph().parse(DOMAIN / "ontology" / "football.ttl")
    own = {str(s).removeprefix(ONTOLOGY) for s in graph.subjects() if str(s).startswith(ONTOLOGY)}
    core = rdflib.Graph().parse(kg.ontology.bundled() / "core.ttl")
    own -= {str(s).removeprefix(ONTOLOGY) for s in core.subjects()} | {"position"}
    quoted = {f'"{name}"' for name in own}
    code = "\n".join(file.read_text(encoding="utf-8") for file in CODE.rglob("*.py"))
    assert not [name for name in sorted(quoted) if name in code]
