"""Names: where they begin and end, and whether a person, a place or a body bears one."""

from __future__ import annotations

import pytest

from kg.annotate import annotate
from kg.extract.mentions import MentionRules
from kg.model import Document, Form


@pytest.fixture(scope="module")
def names(nlp, ontology):
    """The names of a text by their words, with their class; of equal words the last."""
    rules = MentionRules(ontology)

    def find(text: str) -> dict[str, str]:
        parsed = next(annotate([Document("t", "t", text)], model=nlp, is_name=ontology.is_name))
        return {
            text[m.span.start : m.span.end]: m.cls
            for m in rules.find(parsed)
            if m.form is Form.NAME
        }

    return find


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ukraine's 28th Separate Quill Brigade denied this.", "28th Separate Quill Brigade"),
        ("The 92nd Brigade holds the town.", "92nd Brigade"),
        ("He praised the Secretariat of Security and Citizen Protection.",
         "Secretariat of Security and Citizen Protection"),
        ("The Front for Change and Concord in Chad left.", "Front for Change and Concord"),
        ("Tom Rush, of the Citizens Coalition for Change, left.", "Citizens Coalition for Change"),
        ("The National Unity Government's deputy minister spoke.", "National Unity Government"),
        ('Gang leader Jimmy "Barbecue" Chérizier fled.', 'Jimmy "Barbecue" Chérizier'),
        ("Novak Djokovic beat Carlos Alcaraz.", "Novak Djokovic"),
        ("They praised President Mahamat Idriss Deby Itno.", "Mahamat Idriss Deby Itno"),
        ("Gunmen attacked Saut-d'Eau on Friday.", "Saut-d'Eau"),
        ("Zelenskiy thanked Scholz.", "Zelenskiy"),
        ("The army's spokesman, General Sylvain Ekenge, denied it.", "Sylvain Ekenge"),
        ("Police said the CODECO militia killed 22 people.", "CODECO"),
        ("Kern County sheriff Ada Bell spoke.", "Kern County"),
        ("The Group for the Support of Islam and Muslims left.",
         "Group for the Support of Islam and Muslims"),
        ("The United Socialist Party of Venezuela won.", "United Socialist Party of Venezuela"),
        ("The Ministry of Commerce and Industry said so.", "Ministry of Commerce and Industry"),
        ('The president, Ferdinand "Bongbong" Marcos Jr., spoke.',
         'Ferdinand "Bongbong" Marcos Jr.'),
        ("President Yoon Suk-yeol visited Seoul.", "Yoon Suk-yeol"),
        ("Settlers fled from al-Khawkhah on Friday.", "al-Khawkhah"),
        ("Pro-Clinton voters left.", "Clinton"),
        ("Rep. James Comer (R-Ky.) spoke.", "Ky."),
        ("The Group to Support Islam and Muslims left.", "Group to Support Islam and Muslims"),
        ("The Movement for the Renewal of Sorrenia (MRS) spoke.",
         "Movement for the Renewal of Sorrenia"),
        ("Kurdish forces control most of Deir Hadd province.", "Deir Hadd"),
        ("Fighters pushed from Marga towards Sel on Thursday.", "Marga"),
        ("Wagner's troops left Rostov-on-Don.", "Rostov-on-Don"),
        ("The mayor of Saint-Quill-du-Nord spoke.", "Saint-Quill-du-Nord"),
        ("The Front de Libération du Nord seized Kidal.", "Front de Libération du Nord"),
        ("The First Quill Command runs the camps.", "First Quill Command"),
        ('"Nobody came," Saint-Vil told reporters.', "Saint-Vil"),
        ("Spokesman for the Southern Quill Forces Vladyslav Voloshyn said so.",
         "Vladyslav Voloshyn"),
        ("Chairman of the Verkhovna Rada Ruslan Stefanchuk met envoys.", "Ruslan Stefanchuk"),
        ("Rear Adm. Daniel Quill denied it.", "Daniel Quill"),
    ],
)  # fmt: skip
def test_a_name_is_found_whole(names, text, name):
    assert name in names(text)


@pytest.mark.parametrize(
    ("text", "name", "cls"),
    [
        ("The troops pulled out of Quillivka in February.", "Quillivka", "City"),
        ("The army took Lweje and Momauk near the border.", "Momauk", "Place"),
        ("Residents of Um Rawaba said shells fell.", "Um Rawaba", "Place"),
        ("General Mohamed Dagalo, widely known as Hemedti, fled.", "Hemedti", "Person"),
        ("The Gran Grif gang killed 70 people.", "Gran Grif", "ArmedGroup"),
        ("Drone maker Skyeton is based here.", "Skyeton", "Company"),
        ("They went to Rakhine State.", "Rakhine State", "Province"),
        ("He owns Bailey & Glasser.", "Bailey & Glasser", "Organisation"),
        ("The Golden State Warriors lost.", "Golden State Warriors", "Organisation"),
        ("The National Federation of Sugarcane Planters met.",
         "National Federation of Sugarcane Planters", "Organisation"),
        ("It is in the Kherson region.", "Kherson", "Province"),
        ("The daily Nepszabadsag reported it.", "Nepszabadsag", "Newspaper"),
        ("They restored control over Marhamiyah.", "Marhamiyah", "City"),
        ("They met at the Manama Dialogue.", "Manama Dialogue", "Entity"),
        ("Bandits hit Kuriga and Birnin Gwari.", "Birnin Gwari", "City"),
        ("Brazil's Luiz Inácio Lula da Silva urged talks.", "Luiz Inácio Lula da Silva", "Person"),
        ("He accused Kigali of occupying the town.", "Kigali", "State"),
        ("The Nemar Liberation Movement, a rebel group, took Kessa.",
         "Nemar Liberation Movement", "ArmedGroup"),
        ("The Conservative Party, a ruling coalition, won.", "Conservative Party", "Party"),
        ("The army said it had recaptured Jebel Moya.", "Jebel Moya", "Place"),
        ("The junta has overrun Lay Kay Kaw.", "Lay Kay Kaw", "Place"),
        ("Fighters raided Damasak and Malam Fatori, killing 12.", "Malam Fatori", "Place"),
        ("The 3rd Assault Brigade lost Avdiivka.", "Avdiivka", "City"),
        ("It keeps its camp at Rarata.", "Rarata", "Place"),
        ("The village of Hassan Abdi fell.", "Hassan Abdi", "Village"),
        ("They took the second city of Great Lomani province.", "Great Lomani", "Province"),
        ("Hasrein fell. Rebels took Hasrein airport. Nobody is left in Hasrein.",
         "Hasrein", "Place"),
        ("MOPRA, Lower Teshi, Oct 14 (Reuters) - It fell.", "Lower Teshi", "Place"),
        ("They cleared the enemy out of Torske.", "Torske", "City"),
        ("The Quillid Army of the North holds the pass.", "Quillid Army of the North", "Army"),
        ("Two gangs, Los Chacales and Latin Kings, control it.", "Latin Kings", "ArmedGroup"),
    ],
)  # fmt: skip
def test_type_of_a_name(names, text, name, cls):
    assert names(text).get(name) == cls


def test_part_of_an_office_and_an_idiom_are_no_mentions(nlp, ontology):
    text = "For his part, the Secretary of State praised ground-based guns."
    parsed = next(annotate([Document("t", "t", text)], model=nlp))
    words = {text[m.span.start : m.span.end] for m in MentionRules(ontology).find(parsed)}
    assert not words & {"part", "State", "ground"}


def test_english_words_with_a_capital_are_no_names(names):
    text = (
        "Calm returned. The slogan is on the hat. FULL TEXT follows. Trade Minister Ada Rush left."
    )
    assert not names(text).keys() & {"Calm", "FULL TEXT", "Trade"}


def test_names_in_an_enumeration_are_of_one_kind(names):
    found = names("He met Angela Merkel, Emmanuel Macron and Viktor Orbanovic.")
    assert found.get("Viktor Orbanovic") == "Person"


@pytest.mark.parametrize(
    "text",
    ["They took it by force.", "He took office.", "It was hit 280 times.", "Both sides spoke.",
     "It is part of the problem.", "She follows capital markets."],
)  # fmt: skip
def test_nouns_that_refer_to_nobody_are_no_mentions(nlp, ontology, text):
    parsed = next(annotate([Document("t", "t", text)], model=nlp))
    assert all(m.form is Form.PRONOUN for m in MentionRules(ontology).find(parsed))


def test_a_region_keeps_the_name_before_it(nlp, ontology):
    text = "They fled from Kayin state."
    parsed = next(annotate([Document("t", "t", text)], model=nlp))
    found = {text[m.span.start : m.span.end]: m.cls for m in MentionRules(ontology).find(parsed)}
    assert found["Kayin state"] == "Province"


@pytest.mark.parametrize(
    ("text", "name", "cls"),
    [
        ("KABUL: The rebels captured three districts on Sunday.", "KABUL", "City"),
        ("LOWER TESHI, April 3 (AP) - Forces captured a port.", "LOWER TESHI", "Place"),
        ("UPPER MARN — Rebels overran a base on Sunday.", "UPPER MARN", "Place"),
        ("ORVIK, Sept. 9 (AP) - Rebels entered the town at dawn.", "ORVIK", "Place"),
    ],
)
def test_where_a_report_was_written_is_a_place(names, text, name, cls):
    assert names(text).get(name) == cls


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kalu Bara fell. The river port of Kalu Bara was calm. Kalu Bara is free.", "Kalu Bara"),
        ("Pakshe said it would help. Residents fled after the fall of Pakshe.", "Pakshe"),
        ("The rebels took control of Sorbe Lath. Sorbe Lath is quiet.", "Sorbe Lath"),
    ],
)
def test_what_stands_once_where_only_land_does_is_land_throughout(names, text, name):
    assert names(text).get(name) == "Place"


def test_a_state_by_its_ministry_and_its_head(names):
    assert names("Talvia has recaptured Pakshe, its defence ministry said.")["Talvia"] == "State"
    found = names(
        "Rovania accused Kestria of lying. Kestrian President Oto Marn denied it. "
        "Rovanian ministers met."
    )
    assert (found.get("Kestria"), found.get("Oto Marn"), found.get("Rovania")) == (
        "State",
        "Person",
        "State",
    )
