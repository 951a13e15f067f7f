"""A border is one node, whatever words name the two lands that it divides."""

from __future__ import annotations

import pytest

from kg.annotate import annotate
from kg.extract import extract
from kg.model import Document
from kg.resolve import resolve


@pytest.fixture
def borders(ontology, nlp):
    """The entities of the border words of a text, in their order; None where left open."""

    def found(text):
        document = Document("a.txt", "a.txt", text)
        parsed = annotate([document], model=nlp, is_name=ontology.is_name)
        (resolution,) = resolve(extract(parsed, ontology), ontology)
        links = zip(resolution.extraction.mentions, resolution.links, strict=True)
        return [
            None if link is None else resolution.entities[link]
            for mention, link in links
            if text[mention.head.start : mention.head.end] in {"border", "frontier"}
        ]

    return found


@pytest.mark.parametrize(
    "text",
    [
        "Guards closed the Iraqi-Turkish border.",
        "Guards closed the Turkish-Iraqi frontier.",
        "Guards closed the border between Turkey and Iraq.",
        "Guards closed the Turkey-Iraq border.",
    ],
)
def test_both_lands_name_a_border(borders, text):
    (border,) = borders(text)
    assert border.id == "border/iraq-turkey"
    assert border.lands == ("country/iraq", "country/turkey")


def test_one_land_is_enough_after_both(borders):
    first, second = borders("Guards left the Iraqi-Turkish border. The border with Iraq is quiet.")
    assert second is first


def test_one_land_alone_is_not_enough(borders):
    (border,) = borders("Guards left the border with Iraq.")
    assert border is None or border.lands == ()


def test_another_border_of_the_land_stays_another(borders):
    first, second = borders(
        "Guards left the Iraqi-Turkish border. Jordan, which has a border with Iraq, protested."
    )
    assert second is None or second.id != first.id


def test_its_name_holds_both_lands(borders):
    assert borders("Guards left the Turkey-Iraq border.")[0].name == "Turkey-Iraq border"
    assert (
        borders("The border of Turkey and Iraq is long.")[0].name
        == "border between Iraq and Turkey"
    )
