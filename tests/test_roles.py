"""Roles: who holds which office in what, on self-written sentences with the mentions given."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg.annotate
from kg.extract import extract
from kg.extract.phrases import Mentions
from kg.extract.roles import RoleRules
from kg.model import Document, Form, Mention, Span

CLASSES = {
    "Y": "Party",
    "P": "Person",
    "O": "Organisation",
    "S": "State",
    "A": "State",
    "N": "Organisation",
    "L": "People",
    "T": "City",
}


def mentions(doc, text: str, given: str) -> Mentions:
    """Mentions from "P:Ada Quill O:Free Valley Union", in the order of the text."""
    found, at = [], 0
    for part in given.split(" | "):
        kind, words = part.split(":")
        start = text.index(words, at)
        end = start + len(words)
        head = doc.char_span(start, end).root
        form = {"A": Form.ADJECTIVE, "N": Form.NOMINAL}.get(kind, Form.NAME)
        span = Span(head.idx, head.idx + len(head))
        found.append(Mention(Span(start, end), span, form, CLASSES[kind]))
        at = end
    return Mentions(doc, found)


def roles(nlp, ontology, text: str, given: str) -> list[tuple[str, str, str]]:
    annotated = next(iter(kg.annotate.annotate([Document("a", "a", text)], model=nlp)))
    claims = RoleRules(ontology).find(annotated, mentions(annotated.doc, text, given), ())

    def words(span):
        return text[span.start : span.end]

    return [
        (
            words(c.roles[0].filler.span),
            c.values[0].lexical if c.values else "",
            words(c.roles[1].filler.span) if len(c.roles) > 1 else "",
        )
        for c in claims
    ]


CASES = [
    (
        "Sen. Ada Quill, R-Ohio, said she would vote no.",
        "P:Ada Quill | S:Ohio",
        ("Ada Quill", "Sen.", "Ohio"),
    ),
    (
        "Representative Tom Rush, an Ohio Democrat, objected.",
        "P:Tom Rush | S:Ohio",
        ("Tom Rush", "Representative", "Ohio"),
    ),
    (
        "Peruvian army spokesman Colonel Tom Rush denied it.",
        "O:Peruvian army | P:Tom Rush",
        ("Tom Rush", "spokesman", "Peruvian army"),
    ),
    (
        "The leader of the Hill Guard, Tom Rush, was killed.",
        "O:Hill Guard | P:Tom Rush",
        ("Tom Rush", "leader", "Hill Guard"),
    ),
    (
        "U.N. Peru envoy Ada Quill said no.",
        "O:U.N. | S:Peru | P:Ada Quill",
        ("Ada Quill", "envoy", "U.N."),
    ),
    (
        "Russian Foreign Ministry spokeswoman Ada Quill said so.",
        "O:Russian Foreign Ministry | P:Ada Quill",
        ("Ada Quill", "spokeswoman", "Russian Foreign Ministry"),
    ),
    (
        "Tom Rush, a spokesman for the Hill Guard, said so.",
        "P:Tom Rush | O:Hill Guard",
        ("Tom Rush", "spokesman", "Hill Guard"),
    ),
    (
        "Ada Quill, the German chancellor, arrived.",
        "P:Ada Quill | A:German",
        ("Ada Quill", "chancellor", "German"),
    ),
    (
        "US President Tom Rush said it.",
        "S:US | P:Tom Rush",
        ("Tom Rush", "President", "US"),
    ),
    (
        "Peter Smith was elected president of Peru in May.",
        "P:Peter Smith | S:Peru",
        ("Peter Smith", "president", "Peru"),
    ),
    (
        "Germany's former deputy foreign minister Tom Rush resigned.",
        "S:Germany | P:Tom Rush",
        ("Tom Rush", "former deputy foreign minister", "Germany"),
    ),
    (
        "The French head of the Valley Union, Tom Rush, spoke.",
        "A:French | O:Valley Union | P:Tom Rush",
        ("Tom Rush", "head", "Valley Union"),
    ),
    (
        "Arsenal striker Tom Rush scored twice.",
        "O:Arsenal | P:Tom Rush",
        ("Tom Rush", "striker", "Arsenal"),
    ),
    (
        "Tom Rush, who heads Greenpeace, left.",
        "P:Tom Rush | O:Greenpeace",
        ("Tom Rush", "head", "Greenpeace"),
    ),
    (
        "Ada Quill, the US secretary of state, spoke.",
        "P:Ada Quill | S:US | N:state",
        ("Ada Quill", "secretary of state", "US"),
    ),
    (
        "Germany's minister of finance, Ada Quill, spoke.",
        "S:Germany | P:Ada Quill",
        ("Ada Quill", "minister of finance", "Germany"),
    ),
    (
        "Tom Rush was attorney general of Ohio.",
        "P:Tom Rush | S:Ohio",
        ("Tom Rush", "attorney general", "Ohio"),
    ),
    (
        "Colonel Tom Rush, the army's spokesman in Peru, denied it.",
        "P:Tom Rush | N:army | S:Peru",
        ("Tom Rush", "spokesman", "army"),
    ),
    ("Tom Rush (FVU) said no.", "P:Tom Rush | O:FVU", ("Tom Rush", "", "FVU")),
    (
        "The leader of parliament's budget committee, Tom Rush, spoke.",
        "O:parliament | N:budget committee | P:Tom Rush",
        ("Tom Rush", "leader", "budget committee"),
    ),
    (
        "Ada Quill, head of a team at the Hill Institute in Kashma, spoke.",
        "P:Ada Quill | O:Hill Institute | S:Kashma",
        ("Ada Quill", "head of a team", "Hill Institute"),
    ),
    (
        "Ada Quill, director of policy and relations for the Hill Guard, spoke.",
        "P:Ada Quill | O:Hill Guard",
        ("Ada Quill", "director of policy and relations", "Hill Guard"),
    ),
    (
        "Mayor of Kashma Ada Quill spoke.",
        "S:Kashma | P:Ada Quill",
        ("Ada Quill", "Mayor", "Kashma"),
    ),
    (
        "Ben Hall's chief of staff, Ada Quill, spoke.",
        "P:Ben Hall | P:Ada Quill",
        ("Ada Quill", "chief of staff", "Ben Hall"),
    ),
    (
        "Ada Quill, a senior solar analyst at Hill Metrics, spoke.",
        "P:Ada Quill | O:solar | O:Hill Metrics",
        ("Ada Quill", "analyst", "Hill Metrics"),
    ),
    (
        "As president of the Hill Bank, Ada Quill opposed it.",
        "O:Hill Bank | P:Ada Quill",
        ("Ada Quill", "president", "Hill Bank"),
    ),
    (
        "Tom Rush stepped down as chairman of the Hill Bank.",
        "P:Tom Rush | O:Hill Bank",
        ("Tom Rush", "chairman", "Hill Bank"),
    ),
    (
        "Peru's deputy UN ambassador, Ada Quill, spoke.",
        "S:Peru | O:UN | P:Ada Quill",
        ("Ada Quill", "deputy ambassador", "Peru"),
    ),
    (
        "Hill Aid's Peru director, Ada Quill, spoke.",
        "O:Hill Aid | S:Peru | P:Ada Quill",
        ("Ada Quill", "director", "Hill Aid"),
    ),
    (
        "Senator Ada Quill, a Democrat of Ohio, spoke.",
        "P:Ada Quill | S:Ohio",
        ("Ada Quill", "Senator", "Ohio"),
    ),
    (
        "UN human rights chief Ada Quill spoke.",
        "O:UN | P:Ada Quill",
        ("Ada Quill", "human rights chief", "UN"),
    ),
    (
        "Ada Quill, also from Hill College, spoke.",
        "P:Ada Quill | O:Hill College",
        ("Ada Quill", "", "Hill College"),
    ),
    ("Fox News' Ada Quill asked.", "O:Fox News | P:Ada Quill", ("Ada Quill", "", "Fox News")),
]


FILE = Path(__file__).parent / "cases" / "roles.txt"
LINES = [line for line in FILE.read_text("utf-8").splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("line", LINES)
def test_the_roles_of_a_sentence_are_those_that_it_tells(nlp, ontology, line):
    text, given, told = (part.strip() for part in line.split("=>"))
    expected = [tuple(p.strip() for p in role.split("/")) for role in told.split(";") if role]

    assert roles(nlp, ontology, text, given) == expected


@pytest.mark.parametrize(("text", "given", "expected"), CASES)
def test_a_role_has_its_holder_its_title_and_whom_it_is_held_in(
    nlp, ontology, text, given, expected
):
    assert roles(nlp, ontology, text, given) == [expected]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("The French striker Tom Rush scored.", "A:French | P:Tom Rush"),
        ("Tom Rush is not the president of Peru.", "P:Tom Rush | S:Peru"),
        ("Tom Rush met the president of Peru.", "P:Tom Rush | S:Peru"),
        ("Ben Hall, the chief of staff, spoke.", "P:Ben Hall | N:staff"),
        ("Radio host Tom Rush laughed.", "N:Radio | P:Tom Rush"),
        ("Ada Quill, the foremost expert in Russia, spoke.", "P:Ada Quill | S:Russia"),
        ("Tom Rush, who ran the campaign in May, left.", "P:Tom Rush | N:campaign"),
        ("Steve King, Ann Baker of Google and others left.", "P:Steve King | P:Ann Baker"),
        ("Tom Rush wants to become president of Peru.", "P:Tom Rush | S:Peru"),
        ("Tom Rush will lead the Hill Bank.", "P:Tom Rush | O:Hill Bank"),
        ("Tom Rush dismissed the director of the Hill Bank.", "P:Tom Rush | O:Hill Bank"),
        ("The UN secretary-general's aide, Tom Rush.", "O:UN"),
        ("Ada Quill, an expert on the Hill Guard, spoke.", "P:Ada Quill | O:Hill Guard"),
        ("Dean Baker of Google spoke.", "P:Dean Baker | S:Google"),
        ("They removed a bust of Tom Rush from the Hill Bank.", "P:Tom Rush | O:Hill Bank"),
        ("Hill Border Guard Service closed it.", "S:Hill | O:Border Guard Service"),
        ("The head of the UN peace mission, Tom Rush, spoke.", "O:UN | P:Tom Rush"),
        ("She is the first woman president of Peru.", "N:first woman | S:Peru"),
        ("SENATOR TOM RUSH RUSSIA CHIEF ADA QUILL", "S:RUSSIA | P:ADA QUILL"),
    ],
)
def test_no_role_is_read_where_none_is_said(nlp, ontology, text, given):
    assert roles(nlp, ontology, text, given) == []


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ("The pro-Peru president Tom Rush left.", "S:Peru | P:Tom Rush", "president"),
        ("Amazon did well under President Tom Rush.", "O:Amazon | P:Tom Rush", "President"),
        ("President Tom Rush spoke.", "P:Tom Rush", "President"),
        ("Tom Rush was deputy prime minister then.", "P:Tom Rush", "deputy prime minister"),
    ],
)
def test_an_office_that_tells_enough_needs_no_body(nlp, ontology, text, given, expected):
    assert roles(nlp, ontology, text, given) == [("Tom Rush", expected, "")]


def test_a_counterpart_holds_the_office_of_the_one_before(nlp, ontology):
    text = "The Peruvian foreign minister Tom Rush and his Chilean counterpart Ada Quill met."
    found = roles(nlp, ontology, text, "A:Peruvian | P:Tom Rush | A:Chilean | P:Ada Quill")
    assert found[1] == ("Ada Quill", "foreign minister", "Chilean")


def test_a_party_behind_a_name_is_whom_the_person_belongs_to(nlp, ontology):
    text = "Ada Quill's liberal Valley Party won."
    assert roles(nlp, ontology, text, "P:Ada Quill | Y:Valley Party") == [
        ("Ada Quill", "", "Valley Party")
    ]


def test_an_office_that_is_over_is_told_as_such_though_the_body_stands_between(nlp, ontology):
    text = "The former Quito Bank director Tom Rush spoke."
    assert roles(nlp, ontology, text, "O:Quito Bank | P:Tom Rush") == [
        ("Tom Rush", "former director", "Quito Bank")
    ]


@pytest.mark.parametrize(
    "text",
    [
        '"We won," said Tom Rush, the mayor of Quito. "They lost everything."',
        '"We won," he told reporters beside Tom Rush, the mayor of Quito. "They lost it."',
    ],
)
def test_what_stands_around_a_cue_within_a_quotation_is_told_by_the_writer(nlp, ontology, text):
    annotated = kg.annotate.annotate([Document("a", "a", text)], model=nlp)
    found = next(extract(annotated, ontology))
    (role,) = (c for c in found.claims if c.cls == "RoleClaim")
    assert found.statements[0].content.start <= role.trigger.start < found.statements[0].content.end
    assert role.statement is not None
    assert found.statements[role.statement].narrator
