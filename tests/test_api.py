"""The Python interface: few names, light to import, answers that a notebook can show."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from base64 import b64decode
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from seen_rows import HOSTILE, HandMade

import kg
from kg.api import Page, Picture
from kg.network import network
from kg.table import Table
from kg.view import picture, view

#: What an untrusted notebook lets stand.
SURVIVES = {"table", "thead", "tbody", "tr", "th", "td", "p", "img"}


class Elements(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def graph(examples_built):
    with kg.open(examples_built) as opened:
        yield opened


def test_there_are_at_most_eight_public_names():
    assert len(kg.__all__) <= 8
    assert all(getattr(kg, name) for name in kg.__all__)
    assert dir(kg) == sorted(kg.__all__)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'bild'"):
        _ = kg.bild


def test_importing_brings_nothing_heavy():
    code = (
        "import kg, sys; heavy = {'spacy', 'rdflib', 'networkx', 'numpy', 'pyvis'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_named_question_gives_a_table_with_the_contracts_columns(graph):
    table = graph.query("documents")
    assert table.columns[:4] == ("document", "file", "title", "publisher")
    assert isinstance(table[0]["statements"], int)
    assert len(table) >= 7


def test_parameters_narrow_a_question(graph):
    everything, one = graph.query("control"), graph.query("control", territory="Badajoz")
    assert 0 < len(one) < len(everything)
    assert {row["territoryLabel"] for row in one} == {"Badajoz"}


def test_sparql_gives_a_table_too(graph):
    assert graph.query("SELECT (COUNT(*) AS ?n) WHERE { ?s a ?type }")[0]["n"] > 100
    assert list(graph.query("ASK { ?s ?p ?o }")) == [{"answer": True}]


def test_a_file_of_sparql_is_read(graph, tmp_path):
    file = tmp_path / "two.rq"
    file.write_text("SELECT ?s WHERE { ?s ?p ?o } LIMIT 2", encoding="utf-8")
    assert len(graph.query(str(file))) == 2
    with pytest.raises(kg.CommuniqueError, match=r"none\.rq cannot be read"):
        graph.query(str(tmp_path / "none.rq"))


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("contrl", "no question named 'contrl'; known: .*control"),
        ("DELETE WHERE { ?s ?p ?o }", "only read"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(graph, question, message):
    with pytest.raises(kg.CommuniqueError, match=message):
        graph.query(question)


def test_an_unknown_setting_names_the_known_ones(tmp_path):
    with pytest.raises(kg.CommuniqueError, match=r"no setting named 'outlet'; known: .*publisher"):
        kg.build("x.txt", store=tmp_path / "store", outlet="Border Wire")


def test_a_graph_is_built_from_python(tmp_path):
    text = tmp_path / "one.txt"
    text.write_text(
        "Ilmari Kask said that the Northern Front had captured Badajoz.", encoding="utf-8"
    )
    with kg.build(text, store=tmp_path / "store", publisher="Border Wire") as built:
        assert built.report.added == 1
        assert [row["publisher"] for row in built.query("documents")] == ["Border Wire"]
        assert [
            row["speakerLabel"] for row in built.query("statements", speaker="Ilmari Kask")
        ] == ["Ilmari Kask"]


def test_what_cannot_be_read_is_warned_of_and_the_rest_is_built(tmp_path):
    (tmp_path / "good.txt").write_text("Ilmari Kask said that it rained.", encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.warns(UserWarning, match=r"skipped .*empty\.txt: "):
        built = kg.build(tmp_path, store=tmp_path / "store")
    assert [Path(one.path).name for one in built.report.skipped] == ["empty.txt"]
    assert len(built.query("documents")) == 1
    built.close()


def test_every_sentence_of_the_network_stands_in_its_article_at_its_offsets(graph, root):
    checked = 0
    for _, _, data in graph.network().edges(data=True):
        if "document" in data:
            text = (root / "examples" / data["file"]).read_bytes().decode()
            assert text[int(data["sentence_start"]) : int(data["sentence_end"])] == data["sentence"]
            checked += 1
    assert checked > 50


def test_explain_leads_to_the_sentences(graph, root):
    table = graph.explain("Lena Marsh")
    for row in table:
        text = (root / "examples" / row["file"]).read_bytes().decode()
        assert text[int(row["start"]) : int(row["end"])] == row["text"]
    assert "document" not in table.shown()


def test_the_picture_survives_in_a_notebook_that_is_not_trusted(graph):
    ((tag, attributes),) = Elements(graph.picture(limit=12)._repr_html_()).found
    assert tag == "img"
    kind, data = attributes["src"].split(",", 1)
    assert kind == "data:image/svg+xml;base64"
    assert ET.fromstring(b64decode(data)).tag.endswith("svg")
    assert attributes["alt"].startswith("Network of ")


def test_hostile_words_do_not_leave_the_picture():
    shown = Picture(picture(network(HandMade())), HOSTILE)._repr_html_()
    assert [tag for tag, _ in Elements(shown).found] == ["img"]


def test_the_page_is_framed_without_access_to_the_notebook():
    html = view(network(HandMade()))
    ((tag, attributes),) = Elements(Page(html, 500)._repr_html_()).found
    assert tag == "iframe"
    assert attributes["srcdoc"] == html
    assert "allow-same-origin" not in attributes["sandbox"]
    assert attributes["height"] == "500"


def test_the_page_is_written_to_a_file(graph, tmp_path):
    file = graph.view(tmp_path / "graph.html", title="Seven articles")
    assert "<title>Seven articles</title>" in file.read_text(encoding="utf-8")


def test_the_picture_is_written_to_a_file(graph, tmp_path):
    file = graph.picture(limit=5).save(tmp_path / "graph.svg")
    assert ET.parse(file).getroot().tag.endswith("svg")


def test_a_table_shows_as_plain_elements_with_escaped_words():
    shown = Table(["who"], [{"who": HOSTILE}])._repr_html_()
    assert {tag for tag, _ in Elements(shown).found} <= SURVIVES
    assert "&lt;/script&gt;" in shown


def test_a_table_leaves_out_identifiers_and_empty_columns_but_keeps_them_in_its_rows():
    table = Table(
        ["claim", "who", "when"], [{"claim": "https://example.org/c", "who": "Kask"}], ["claim"]
    )
    assert table.shown() == ["who"]
    assert table[0]["claim"] == "https://example.org/c"
    assert table.only("claim").shown() == ["claim"]


def test_a_long_table_says_how_many_rows_it_does_not_show():
    assert (
        "250 rows, 150 of them not shown"
        in Table(["n"], [{"n": n} for n in range(250)])._repr_html_()
    )


def test_an_empty_table_is_no_error():
    assert Table(["who"], [])._repr_html_() == "<p>0 rows</p>"
    assert list(Table(["who"], [])) == []


def test_a_slice_of_a_table_is_a_table():
    table = Table(["n"], [{"n": n} for n in range(5)])
    assert [row["n"] for row in table[1:3]] == [1, 2]
    assert repr(table[1:3]) == "<Table of 2 rows: n>"


def test_json_results_become_python_values():
    answer = b"""{"head": {"vars": ["i", "d", "b", "s", "u"]}, "results": {"bindings": [{
        "i": {"type": "literal", "value": "7", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
        "d": {"type": "literal", "value": "0.667", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"},
        "b": {"type": "literal", "value": "true", "datatype": "http://www.w3.org/2001/XMLSchema#boolean"},
        "s": {"type": "literal", "value": "Varn", "xml:lang": "en"}}]}}"""
    (row,) = Table.from_json(answer)
    assert row == {"i": 7, "d": Decimal("0.667"), "b": True, "s": "Varn"}
