"""The network: nodes and edges from rows, who says what, and the layout."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import numpy as np
import pytest
from seen_rows import ALLY, CAPTURED, ROWS, SHELLED, HandMade, iri, many

from kg.errors import OntologyError
from kg.network import disputes, load, network
from kg.network.layout import positions


@pytest.fixture(scope="module")
def theatre():
    return network(HandMade())


def edges(theatre, start, end, group):
    found = theatre.get_edge_data(iri(start), iri(end)) or {}
    return [data for data in found.values() if data["group"] == group]


def test_actors_and_territories_are_nodes_with_their_columns(theatre):
    assert theatre.nodes[iri("front")]["label"] == "Northern Front"
    assert theatre.nodes[iri("varn")]["type"] == "City"
    assert theatre.nodes[iri("varn")]["withinLabel"] == "Osmia"


def test_claims_of_different_speakers_stay_parallel_edges(theatre):
    said = {
        (data["relation"], data["doubt"], data["speaker_label"])
        for data in edges(theatre, "front", "varn", "control")
    }
    assert said == {
        ("takes", "unverified", "Ilmari Kask"),
        ("does not control", "denied", "Osmian defence ministry"),
    }


def test_an_edge_carries_its_sentence_article_and_offsets(theatre):
    (data,) = edges(theatre, "pell", "osmia", "alliances")
    assert data["sentence"] == ALLY
    assert int(data["sentence_end"]) - int(data["sentence_start"]) == len(ALLY)
    assert (data["file"], data["title"], data["publisher"], data["published"]) == (
        "varn.txt", "Fight for Varn", "Border Wire", "2031-04-02",
    )  # fmt: skip


def test_an_edge_carries_who_passed_it_on_and_who_assessed_it(theatre):
    (ally,) = edges(theatre, "pell", "osmia", "alliances")
    taken = next(e for e in edges(theatre, "front", "varn", "control") if e["relation"] == "takes")
    assert ally["via_label"] == "Harbour News"
    assert (taken["verification"], taken["assessed_by_label"]) == ("unverified", "Border Wire")


def test_the_articles_own_voice_is_marked(theatre):
    (attack,) = edges(theatre, "osmia", "front", "events")
    assert (attack["narrator"], attack["sentence"]) == ("true", SHELLED)


def test_a_role_reads_as_a_phrase(theatre):
    assert edges(theatre, "kask", "front", "roles")[0]["relation"] == "spokesman of"


def test_speakers_are_tied_to_whom_their_words_mention(theatre):
    about = {(start, end) for start, end, group in theatre.edges(data="group") if group == "speech"}
    assert about == {
        (iri("kask"), iri("front")),
        (iri("kask"), iri("varn")),
        (iri("ministry"), iri("front")),
        (iri("ministry"), iri("varn")),
        (iri("pell"), iri("osmia")),
    }


def test_a_reference_fact_needs_both_ends_mentioned(theatre):
    (member,) = edges(theatre, "osmia", "pact", "alliances")
    assert "document" not in member
    assert member["details"] == "since: 2019"
    assert iri("elsewhere") not in theatre


def test_an_end_that_no_question_lists_gets_the_label_of_its_claim():
    rows = {**ROWS, "actors": [row for row in ROWS["actors"] if row["label"] != "Northern Front"]}
    theatre = network(HandMade(rows))
    assert theatre.nodes[iri("front")] == {"label": "Northern Front"}


def test_joint_speakers_give_an_edge_each():
    joint = {**ROWS["statements"][4], "narrator": "false"}
    rows = {
        **ROWS,
        "statements": [
            {**joint, "speaker": iri("kask"), "speakerLabel": "Ilmari Kask"},
            {**joint, "speaker": iri("pell"), "speakerLabel": "Lorna Pell"},
        ],
        "events": [{**ROWS["events"][0], "narrator": "false"}],
    }
    attacks = edges(network(HandMade(rows)), "osmia", "front", "events")
    assert [data["speaker_label"] for data in attacks] == ["Ilmari Kask", "Lorna Pell"]


def test_the_order_of_the_rows_makes_no_difference():
    turned = HandMade({name: rows[::-1] for name, rows in ROWS.items()})
    there, back = network(HandMade()), network(turned)
    assert list(there.nodes(data=True)) == list(back.nodes(data=True))
    assert list(there.edges(keys=True, data=True)) == list(back.edges(keys=True, data=True))


def test_all_attributes_are_text_so_that_every_format_can_hold_them(theatre):
    values = [value for *_, data in theatre.edges(data=True) for value in data.values()]
    assert {type(value) for value in values} == {str}
    assert CAPTURED in values


def test_disagreements_are_read_with_both_sides():
    (one,) = disputes(HandMade())
    assert (one.topic_label, one.about, one.degree) == ("Varn", "controller", "contradiction")
    assert (one.speaker_a_label, one.value_a) == ("Ilmari Kask", "the group")
    assert (one.speaker_b_label, one.value_b) == (
        "Osmian defence ministry", "not the Northern Front",
    )  # fmt: skip


def test_a_plan_without_comparison_has_no_disagreements():
    assert disputes(HandMade(), replace(load(), disputes=None)) == []


def test_a_plan_with_a_wrong_entry_names_the_file(tmp_path):
    (tmp_path / "view.toml").write_text('[[nodes]]\nquestion = "actors"\n', encoding="utf-8")
    with pytest.raises(OntologyError, match=r"view\.toml"):
        load(tmp_path)


def test_a_folder_without_a_plan_is_seen_as_the_bundled_one(tmp_path):
    assert load(tmp_path) == load()


def test_the_layout_is_the_same_each_time():
    graph = nx.barabasi_albert_graph(500, 2, seed=3)
    names = nx.relabel_nodes(graph, str)
    assert positions(names) == positions(names)


def test_linked_nodes_lie_closer_than_others():
    graph = nx.relabel_nodes(nx.connected_caveman_graph(6, 6), str)
    places = {name: np.array(place) for name, place in positions(graph).items()}
    linked = np.mean([np.linalg.norm(places[a] - places[b]) for a, b in graph.edges()])
    every = np.mean([np.linalg.norm(places[a] - places[b]) for a in places for b in places])
    assert linked < every / 2


def test_boxes_with_their_labels_do_not_overlap():
    graph = nx.relabel_nodes(nx.barabasi_albert_graph(60, 2, seed=1), str)
    places = positions(graph, dict.fromkeys(graph, (120.0, 50.0)))
    overlapping = [
        (a, b)
        for a, (ax, ay) in places.items()
        for b, (bx, by) in places.items()
        if a < b and abs(ax - bx) < 118 and abs(ay - by) < 48
    ]
    assert overlapping == []


def test_parts_that_hang_not_together_lie_side_by_side():
    graph = nx.relabel_nodes(nx.disjoint_union_all([nx.star_graph(5) for _ in range(4)]), str)
    places = positions(graph)
    boxes = []
    for part in nx.connected_components(graph):
        corners = np.array([places[name] for name in part])
        boxes.append((*corners.min(axis=0), *corners.max(axis=0)))
    apart = [
        a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1]
        for a in boxes
        for b in boxes
        if a != b
    ]
    assert all(apart)
    assert len(apart) == 12


def test_an_empty_network_has_no_places():
    assert positions(nx.Graph()) == {}


def test_a_large_network_is_built_whole():
    theatre = network(many(300))
    assert (len(theatre), theatre.size()) == (600, 600)
