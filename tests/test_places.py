"""Which place, which part of a state and which body of a state a text means."""

from __future__ import annotations

import pytest

from kg.annotate import annotate
from kg.extract import extract
from kg.model import Document
from kg.resolve import resolve


@pytest.fixture
def meant(ontology, nlp):
    """The ids of the entities that the words mean, wherever they end a mention."""

    def found(text: str, words: str) -> list[str | None]:
        document = Document("a.txt", "a.txt", text)
        parsed = annotate([document], model=nlp, is_name=ontology.is_name)
        (resolution,) = resolve(extract(parsed, ontology), ontology)
        links = zip(resolution.extraction.mentions, resolution.links, strict=True)
        return [
            None if link is None else resolution.entities[link].id
            for mention, link in links
            if text[mention.span.start : mention.span.end].endswith(words)
        ]

    return found


@pytest.mark.parametrize(
    ("text", "words", "identifier"),
    [
        ("Fighting raged in Donetsk region on Monday.", "region", "region/donetsk-ua"),
        ("Fighting raged in Donetsk region on Monday.", "Donetsk", "region/donetsk-ua"),
        ("A drone fell on a house in Donetsk.", "Donetsk", "city/donetsk-709717"),
        ("Floods hit Borno state in Nigeria.", "state", "region/borno-ng"),
        ("Floods hit the state of Kaduna in Nigeria.", "Kaduna", "region/kaduna-ng"),
        ("Clashes in the North Kivu province left 40 dead.", "province", "region/north-kivu-cd"),
        ("The army lost Kachin State to the rebels.", "Kachin State", "region/kachin-mm"),
        ("Farmers in the Sahel region fear the drought.", "region", "region/sahel"),
    ],
)
def test_a_part_of_a_state_named_with_its_kind_is_no_town(meant, text, words, identifier):
    assert set(meant(text, words)) == {identifier}


def test_one_county_of_many_is_not_the_state_around_it(meant):
    assert "region/texas" not in meant("A Texas county voted on Tuesday.", "county")


@pytest.mark.parametrize(
    ("text", "words", "identifier"),
    [
        ("London, Ontario, has a new mayor.", "London", "city/london-6058560"),
        ("Talks in Tripoli, northern Lebanon, ended.", "Tripoli", "city/tripoli-266826"),
        ("He was born in Valencia, Venezuela.", "Valencia", "city/valencia-3625549"),
        ("Police in Birmingham, Alabama, arrested a man.", "Birmingham", "city/birmingham-4049979"),
    ],
)
def test_the_land_named_beside_tells_towns_of_one_name_apart(meant, text, words, identifier):
    assert meant(text, words) == [identifier]


def test_an_ocean_is_no_town_of_its_name(meant):
    text = "The storm crossed the Atlantic and reached Florida, Georgia and the United States."
    assert meant(text, "Atlantic") == ["ocean/atlantic-ocean"]


@pytest.mark.parametrize(
    ("name", "latitude", "longitude"),
    [
        ("Alaska", 64.17, -152.11),
        ("Rakhine State", 19.72, 93.74),
        ("Bab el-Mandeb", 12.67, 43.33),
        ("Lake Kivu", -1.98, 29.13),
    ],
)
def test_provinces_straits_and_lakes_have_a_point(ontology, name, latitude, longitude):
    entry = ontology.world.candidates(name)[0]
    assert (entry.latitude, entry.longitude) == (latitude, longitude)


def test_what_no_source_places_has_no_point(ontology):
    assert ontology.world.entry("region/middle-east").latitude is None


@pytest.mark.parametrize(
    ("texts", "identifier"),
    [
        (["The Sudanese army left.", "Sudan's army left."], "army/sudanese-army"),
        (["The Malian junta left.", "Mali's government left."], "government/malian-government"),
        (
            ["Turkey's Foreign Ministry denied it.", "The Turkish foreign ministry denied it."],
            "ministry/turkish-foreign-ministry",
        ),
    ],
)
def test_a_body_that_a_state_has_one_of_is_one_in_every_document(meant, texts, identifier):
    words = [text.split()[-3 if text.endswith("it.") else -2] for text in texts]
    assert [meant(t, w)[-1] for t, w in zip(texts, words, strict=True)] == [identifier] * 2


def test_the_courts_of_two_states_are_two(meant):
    text = "Kenya's Supreme Court annulled the vote. Israel's Supreme Court heard the case."
    assert meant(text, "Supreme Court") == [
        "court/kenyan-supreme-court",
        "court/israeli-supreme-court",
    ]


def test_one_demonym_of_two_states_names_the_body_by_its_state(meant):
    text = "The Congolese army shelled the hills above Goma, the rebels in the DRC said."
    assert meant(text, "army") == ["army/democratic-republic-of-the-congo-army"]


def test_a_body_with_another_word_is_known_in_its_document_only(meant):
    (identifier,) = meant("The former Malian government objected.", "government")
    assert identifier.startswith("government/former-malian-government-")


@pytest.mark.parametrize("text", ["Police searched a farm near Hinton, Iowa. Hinton is small."])
def test_a_little_town_put_into_a_land_where_none_is_known_has_no_point(meant, text):
    assert meant(text, "Hinton") == ["city/hinton", "city/hinton"]


def test_a_list_of_towns_and_lands_puts_none_into_another(meant):
    assert meant("She sold her shops in Nitra, Slovenia and Italy.", "Nitra") == [
        "city/nitra-3058531"
    ]


def test_gaza_is_the_strip_and_gaza_city_the_city(meant):
    text = "Aid trucks entered Gaza on Monday. The hospital in Gaza City was hit."
    assert meant(text, "Gaza") == ["region/gaza-strip"]
    assert meant(text, "Gaza City") == ["city/gaza-city-281133"]


@pytest.mark.parametrize(
    ("text", "words", "identifier"),
    [
        ("They met in Atlanta, Georgia.", "Georgia", "region/georgia-u-s-state"),
        ("He flew from Tbilisi, Georgia, on Monday.", "Georgia", "country/georgia"),
        ("A crash in London, KY (WXYZ) killed two.", "KY", "region/kentucky"),
        ("She grew up in Brandon, Man. Her parents left.", "Man", "region/manitoba"),
        ("Snow fell in Toronto, Ont., on Sunday.", "Toronto", "city/toronto-6167865"),
        ("A man from Clacton, Essex, was charged.", "Essex", "region/essex-gb-eng"),
    ],
)
def test_the_land_right_behind_a_town_is_the_one_in_which_it_lies(meant, text, words, identifier):
    assert set(meant(text, words)) == {identifier}


@pytest.mark.parametrize("text", ["Man overboard, Man alive!", "He met Quill, Man of the Year."])
def test_a_short_form_of_a_province_counts_only_right_behind_a_town(meant, text):
    assert "region/manitoba" not in meant(text, "Man")


@pytest.fixture
def within(ontology, nlp):
    """Where the text says that its places lie, by their names."""

    def found(text: str) -> dict[str | None, str]:
        parsed = annotate([Document("a.txt", "a.txt", text)], model=nlp, is_name=ontology.is_name)
        (resolution,) = resolve(extract(parsed, ontology), ontology)
        return {e.name: e.within for e in resolution.entities if e.within is not None}

    return found


@pytest.mark.parametrize(
    ("text", "name", "outer"),
    [
        ("A fire hit Quillen Square in Bratislava.", "Quillen Square", "city/bratislava-3060972"),
        ("Shells fell on the town of Qarnak in northern Idlib.", "Qarnak", "region/idlib-sy"),
        ("He lives in Toomeva, Ireland.", "Toomeva", "country/republic-of-ireland"),
        ("Kabul's Quill Hotel was stormed.", "Quill Hotel", "city/kabul-1138958"),
        ("Rebels fled to Northern Mali on Monday.", "Northern Mali", "country/mali"),
    ],
)
def test_a_place_that_nobody_knows_lies_where_the_text_puts_it(within, text, name, outer):
    assert within(text).get(name) == outer


@pytest.mark.parametrize(
    "text",
    [
        "They toured Quillen Square, Bratislava and Prague.",
        "He flew from Toomeva to Ireland.",
        "East Pakistan became a state.",
        "He was born in Hamburg, Germany.",
    ],
)
def test_a_list_a_journey_and_a_known_place_put_nothing_anywhere(within, text):
    assert within(text) == {}


@pytest.mark.parametrize(
    ("text", "words", "identifier"),
    [
        ("Kunduz City was retaken.", "Kunduz City", "city/kunduz-1135689"),
        ("Troops crossed Salah ad Din Province.", "Din Province", "region/saladin-iq"),
    ],
)
def test_the_noun_of_its_kind_makes_no_other_place(meant, text, words, identifier):
    assert set(meant(text, words)) == {identifier}


@pytest.mark.parametrize(
    ("text", "words", "identifier"),
    [
        ("Syrian troops shelled Zabadani on Monday.", "Zabadani", "city/zabadani-172059"),
        ("Ukrainian forces withdrew from Avdiivka.", "Avdiivka", "city/avdiivka-713122"),
        ("Shelling hit Samar, in eastern Ukraine.", "Samar", "city/samar-699445"),
        ("Militias drove the police out of Misrata.", "Misrata", "city/misratah-2214846"),
    ],
)
def test_a_town_goes_by_its_name_in_english_news(meant, text, words, identifier):
    assert meant(text, words) == [identifier]


def test_a_name_that_a_town_far_away_once_had_makes_no_other_place(meant):
    assert meant("Fighters seized Inata, near Djibo in Burkina Faso.", "Inata") == ["city/inata"]
    assert all("hartford" not in i for i in meant("Fighting was reported in Newtown.", "Newtown"))


def test_that_a_state_acts_does_not_make_its_little_town_the_one_that_is_meant(meant):
    acts = "Russian forces took Pokrovsk on Friday, Russia said. Moscow has massed troops."
    lies = "Pokrovsk is a town in Russia. Miners in Russia live there."
    assert meant(acts, "Pokrovsk") == ["city/pokrovsk-704422"]
    assert meant(lies, "Pokrovsk") == ["city/pokrovsk-2017824"]
