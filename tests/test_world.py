"""The world file and the gazetteer: who is known, by which names, with which ties."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.ontology import Ontology, bundled
from kg.ontology.gazetteer import Gazetteer
from kg.ontology.world import read, triples

SOURCE = "http://purl.org/dc/terms/source"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Russia", "state/russia"),
        ("the US", "state/united-states"),
        ("UK", "state/united-kingdom"),
        ("ISIL", "armedgroup/islamic-state"),
        ("Daesh", "armedgroup/islamic-state"),
        ("CSTO", "alliance/collective-security-treaty-organization"),
        ("AFP", "newsagency/agence-france-presse"),
        ("Pentagon", "ministry/united-states-department-of-defense"),
        ("Crimea", "region/crimea"),
        ("Kabul", "city/kabul-1138958"),
    ],
)
def test_likeliest_meaning_of_a_name(ontology: Ontology, name: str, identifier: str) -> None:
    assert ontology.world.candidates(name)[0].id == identifier


def test_state_and_land_are_twins(ontology: Ontology) -> None:
    state = ontology.world.entry("state/tajikistan")
    assert state is not None
    assert (state.twin, state.wikidata, state.capital) == (
        "country/tajikistan",
        "Q863",
        "Dushanbe",
    )
    land = ontology.world.entry("country/tajikistan")
    assert land is not None
    assert (land.twin, land.latitude, land.longitude) == ("state/tajikistan", 39.0, 71.0)


def test_every_twin_points_back(ontology: Ontology) -> None:
    entries = ontology.world.entries
    odd = [e.id for e in entries.values() if e.twin and entries[e.twin].twin != e.id]
    assert odd == []


def test_demonyms_name_states(ontology: Ontology) -> None:
    assert ontology.world.by_adjective["afghan"][0] == "state/afghanistan"
    assert ontology.world.by_inhabitants["afghans"][0] == "state/afghanistan"


def test_capital_stands_for_its_state(ontology: Ontology) -> None:
    assert ontology.world.governed_from("Kabul")[0].id == "state/afghanistan"


def test_places_of_one_name_stand_by_inhabitants(ontology: Ontology) -> None:
    populations = [e.population for e in ontology.world.places("springfield")]
    assert len(populations) > 5
    assert populations == sorted(populations, reverse=True)


def test_place_lies_in_province_in_country(ontology: Ontology) -> None:
    city = ontology.world.entry("city/kabul-1138958")
    assert city is not None
    assert city.within is not None
    province = ontology.world.entry(city.within)
    assert province is not None
    assert (province.label, province.within) == ("Kabul", "country/afghanistan")


def test_unknown_id_is_none(ontology: Ontology) -> None:
    assert ontology.world.entry("city/nowhere-1") is None
    assert ontology.world.entry("state/ruritania") is None


def test_every_class_of_the_world_is_in_the_ontology(ontology: Ontology) -> None:
    strange = {e.cls for e in ontology.world.entries.values() if not ontology.is_a(e.cls, "Entity")}
    assert strange == set()


def test_every_node_has_a_source() -> None:
    typed, sourced = set(), set()
    for triple in triples(bundled()):
        if triple.predicate.value == TYPE:
            typed.add(triple.subject.value)
        elif triple.predicate.value == SOURCE:
            sourced.add(triple.subject.value)
    assert len(typed) > 1000
    assert typed - sourced == set()


def test_ties_lead_to_entries(ontology: Ontology) -> None:
    entries = ontology.world.entries
    ties = {t for e in entries.values() for t in (e.within, e.twin, e.part_of) if t}
    assert {t for t in ties if t not in entries} == set()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Advertisement", True),
        ("Previous Post Next Post", True),
        ("Share this", True),
        ("Follow us on Facebook", True),
        ("Read more: Rebels leave the valley", True),
        ("Home", True),
        ("The army said that it had left the town.", False),
        ("Share prices fell in Moscow on Monday.", False),
        ("Follow-up talks are planned for May.", False),
    ],
)
def test_furniture_is_a_whole_line(ontology: Ontology, line: str, *, expected: bool) -> None:
    assert ontology.is_furniture(line) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Turkey", True),
        ("Syrian", True),
        ("New York", True),
        ("State Department", True),
        ("Party", False),
        ("Attack", False),
    ],
)
def test_names_of_headlines(ontology: Ontology, words: str, *, expected: bool) -> None:
    assert ontology.is_name(words) is expected


@pytest.mark.parametrize(
    ("cls", "reported"),
    [("Village", "City"), ("State", "State"), ("NewsAgency", "Media"), ("Militia", "ArmedGroup")],
)
def test_finer_classes_report_the_nearest(ontology: Ontology, cls: str, reported: str) -> None:
    assert ontology.reported_class(cls) == reported


def test_own_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "world").mkdir()
    (tmp_path / "world" / "clubs.ttl").write_text(
        "<club/river-town> a <https://w3id.org/communique/ontology#Club> ;\n"
        '  <http://www.w3.org/2000/01/rdf-schema#label> "River Town"@en ;\n'
        '  <http://www.w3.org/2004/02/skos/core#altLabel> "RTFC"@en .\n',
        encoding="utf-8",
    )
    world = read(tmp_path)
    assert [(e.id, e.cls) for e in world.candidates("RTFC")] == [("club/river-town", "Club")]


def test_broken_turtle_is_named(tmp_path: Path) -> None:
    (tmp_path / "world").mkdir()
    (tmp_path / "world" / "bad.ttl").write_text("<a> <b>", encoding="utf-8")
    with pytest.raises(OntologyError, match=r"bad\.ttl"):
        read(tmp_path)


def test_gazetteer_finds_first_middle_and_last_line(tmp_path: Path) -> None:
    names = ["aleph", "beth", "gimel", "gimel", "zayin"]
    rows = [f"{n}\t\t{i}\t1.00\t2.00\t{i * 10}\tXX.1" for i, n in enumerate(names)]
    (tmp_path / "City.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (tmp_path / "regions.tsv").write_text(
        "XX.1\tregion/x\tProvince\tX\t1.0\t2.0\tcountry/y\t7\tQ7\t50\tX State;Ix\n"
        "XX.2\tregion/z\tProvince\tZ\t\t\tcountry/y\t\t\t\t\n",
        encoding="utf-8",
    )
    gazetteer = Gazetteer(tmp_path / "City.tsv")
    found = {n: [e.geonames for e in gazetteer.named(n)] for n in (*names, "dalet", "a", "zz")}
    assert found == {
        "aleph": ["0"], "beth": ["1"], "gimel": ["3", "2"], "zayin": ["4"],
        "dalet": [], "a": [], "zz": [],
    }  # fmt: skip
    assert gazetteer.named("beth")[0].within == "region/x"
    assert [e.id for e in gazetteer.named("x state")] == ["region/x"]
    bare = gazetteer.entry("region/z")
    assert bare is not None
    assert (bare.latitude, bare.geonames, bare.wikidata) == (None, None, None)
    assert (gazetteer.size("region/x"), gazetteer.size("region/z")) == (50, 0)
