"""The page and the picture as text: complete, closed to the outside, safe in what they show."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import networkx as nx
import pytest
from seen_rows import HOSTILE, HandMade, hostile, many

from kg.errors import OntologyError
from kg.network import network
from kg.view import choice, load, picture, view
from kg.view.drawing import draw
from kg.view.style import PLAIN, Style


class Parts(HTMLParser):
    """Every element with its attributes, and the text of scripts and styles."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.inline, self._inside = [], [], None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._inside = (tag, dict(attrs)) if tag in {"script", "style"} else None

    def handle_data(self, data):
        if self._inside:
            self.inline.append((*self._inside, data))

    def handle_endtag(self, _tag):
        self._inside = None


@pytest.fixture(scope="module")
def page():
    return view(network(HandMade()), title="Fight for Varn")


def data_of(html):
    return json.loads(
        next(text for tag, attrs, text in Parts(html).inline if attrs.get("id") == "data")
    )


def policy_of(html):
    return next(
        a["content"]
        for t, a in Parts(html).elements
        if a.get("http-equiv") == "Content-Security-Policy"
    )


def test_nothing_is_loaded_from_anywhere(page):
    loading = [
        (tag, value)
        for tag, attrs in Parts(page).elements
        for name, value in attrs.items()
        if name in {"src", "href", "srcset", "data", "action", "poster"}
        and not value.startswith(("#", "data:,"))
    ]
    assert loading == []
    assert "sourceMappingURL" not in page


def test_the_policy_allows_these_scripts_and_this_style_alone(page):
    policy = policy_of(page)
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    allowed = set(re.findall(r"'(sha256-[^']+)'", policy))
    inline = [
        text for tag, attrs, text in Parts(page).inline if attrs.get("type") != "application/json"
    ]
    hashes = {"sha256-" + b64encode(sha256(text.encode()).digest()).decode() for text in inline}
    assert allowed == hashes
    assert len(hashes) == 3


def test_no_element_carries_a_handler_or_a_style(page):
    attributes = {name for _, attrs in Parts(page).elements for name in attrs}
    assert [name for name in attributes if name.startswith("on") or name == "style"] == []


def test_hostile_text_stays_text():
    html = view(network(hostile()), title=HOSTILE)
    parts = Parts(html)
    assert [tag for tag, _ in parts.elements].count("script") == 3
    assert not [tag for tag, _ in parts.elements if tag == "b"]
    names = [node["full"] for node in data_of(html)["nodes"]]
    assert HOSTILE in names


def test_the_same_network_gives_the_same_page(page):
    assert view(network(HandMade()), title="Fight for Varn") == page


def test_lines_carry_relation_speaker_and_doubt(page):
    drawn = data_of(page)
    names = [node["full"] for node in drawn["nodes"]]
    lines = {
        (
            names[e["from"]],
            e["relation"],
            names[e["to"]],
            e["by"],
            e["doubt"],
            bool(e["dashes"]),
        )
        for e in drawn["edges"]
        if e["group"] != "speech"
    }
    assert lines == {
        ("Northern Front", "takes", "Varn", "Ilmari Kask", "unverified", True),
        ("Northern Front", "does not control", "Varn", "Osmian defence ministry", "denied", True),
        ("Lorna Pell", "allied with", "Osmia", "Lorna Pell", "", False),
        ("Osmia", "member of", "Harbour Pact", "Reference data", "", False),
        ("Ilmari Kask", "spokesman of", "Northern Front", "Border Wire (own voice)", "", False),
        ("Osmia", "attacks", "Northern Front", "Border Wire (own voice)", "", False),
    }


def test_parallel_lines_bend_apart(page):
    drawn = data_of(page)
    control = [e for e in drawn["edges"] if e["group"] == "control"]
    bends = {(e["smooth"]["type"], e["smooth"]["roundness"]) for e in control}
    assert len(control) == len(bends) == 2


def test_what_one_speaker_says_twice_is_one_line_with_both_sentences():
    rows = HandMade()
    twice = network(rows)
    start, end, _, data = next(
        e for e in twice.edges(keys=True, data=True) if e[3]["relation"] == "takes"
    )
    twice.add_edge(start, end, **{**data, "sentence": "Once more.", "file": "later.txt"})
    lines = [line for line in draw(twice, load(), 50).lines if line.relation == "takes"]
    assert [sorted(said.file for said in line.said) for line in lines] == [
        ["later.txt", "varn.txt"]
    ]


def test_beyond_the_limit_the_most_connected_are_shown_and_the_page_says_so():
    html = view(network(many(60)), limit=50)
    shown = len(data_of(html)["nodes"])
    assert 40 <= shown <= 50
    assert f"Shown: the {shown} most connected of 120 actors and places." in html


def test_the_most_connected_bring_a_neighbour_each():
    star = nx.MultiDiGraph(nx.star_graph(9))
    star = nx.relabel_nodes(star, str)
    star.add_node("alone")
    assert choice.most_connected(star, 4)[0] == "0"
    assert "alone" not in choice.most_connected(star, 10)
    assert "alone" in choice.most_connected(star, 11)


def test_so_many_lines_that_none_can_be_told_apart_are_not_drawn(monkeypatch):
    monkeypatch.setattr(choice, "LINES", 40)
    html = view(network(many(60)))
    assert 20 < len(data_of(html)["edges"]) <= 40
    assert re.search(r"Shown: the \d+ most connected of 120", html)


def test_an_empty_network_is_a_page_too():
    assert data_of(view(nx.MultiDiGraph()))["nodes"] == []


def test_a_class_without_a_look_takes_the_nearest_above():
    bundled = load()
    style = Style(bundled.classes, bundled.groups, {"Militia": frozenset({"ArmedGroup"})})
    assert style.look("Militia") == ("ArmedGroup", bundled.classes["ArmedGroup"])
    assert style.look("Unheard") == ("", PLAIN)


def test_an_unknown_shape_names_the_known_ones(tmp_path):
    text = '[groups]\n[classes.Person]\nlabel = "Person"\ncolor = "#000000"\nshape = "blob"\n'
    (tmp_path / "view.toml").write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError, match=r"Person has shape 'blob'; known: dot, square"):
        load(tmp_path)


def test_every_styled_class_is_one_of_the_ontology(ontology):
    known = set(ontology.parents) | {p for above in ontology.parents.values() for p in above}
    assert set(load().classes) - known == set()


@pytest.mark.parametrize(
    "source", [HandMade(), hostile(), many(30)], ids=["plain", "hostile", "many"]
)
def test_the_picture_is_well_formed_and_holds_no_script(source):
    root = ET.fromstring(picture(network(source)))
    kinds = {element.tag.removeprefix("{http://www.w3.org/2000/svg}") for element in root.iter()}
    assert kinds <= {"svg", "rect", "g", "path", "polygon", "circle", "text"}


def test_the_picture_says_what_it_leaves_out():
    text = picture(network(many(60)), limit=20)
    assert re.search(r"\d+ of 120 actors and places: the most connected", text)


def test_the_picture_of_nothing_says_so():
    assert "No relations to draw" in picture(nx.MultiDiGraph())


def test_the_page_is_utf_8_whatever_it_shows(tmp_path):
    rows = HandMade()
    theatre = network(rows)
    nx.set_node_attributes(
        theatre, {name: {"label": "Ťažký \ud800 ☂"} for name in list(theatre)[:1]}
    )
    file = Path(tmp_path / "page.html")
    file.write_text(view(theatre), encoding="utf-8")
    assert "Ťažký" in file.read_text(encoding="utf-8")
