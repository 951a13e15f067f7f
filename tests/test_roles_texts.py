"""Roles that only a whole text tells: whose office it is, and who says so."""

from __future__ import annotations

import pytest

import kg.annotate
from kg.extract import extract
from kg.model import Document


def told(nlp, ontology, text: str) -> list[tuple[str, str, str, bool]]:
    """Holder, office, body, and whether it is the writer who says so."""
    annotated = kg.annotate.annotate(
        [Document("a", "a", text)], model=nlp, is_name=ontology.is_name
    )
    found = next(extract(annotated, ontology))

    def words(claim) -> list[str]:
        spans = [role.filler.span for role in claim.roles]
        return [*(text[s.start : s.end] for s in spans), ""][:2]

    return [
        (
            *words(claim),
            claim.values[0].lexical if claim.values else "",
            found.statements[claim.statement].narrator,
        )
        for claim in found.claims
        if claim.cls == "RoleClaim"
    ]


PERU = "Peru is calm. Peru's army left Lima. Peru votes on Sunday."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{PERU} President Ada Quill spoke.", [("Ada Quill", "Peru", "President")]),
        (f"{PERU} Defence Minister Tom Rush spoke.", [("Tom Rush", "Peru", "Defence Minister")]),
        # a minister of something that the text leaves open may be no minister of the state
        (f"{PERU} Minister Tom Rush spoke.", [("Tom Rush", "", "Minister")]),
        # two presidents cannot both be the one of Peru
        (f"{PERU} President Ada Quill met President Tom Rush.",
         [("Ada Quill", "", "President"), ("Tom Rush", "", "President")]),
        (f"{PERU} Peruvian President Ada Quill met President Tom Rush.",
         [("Ada Quill", "Peruvian", "President"), ("Tom Rush", "", "President")]),
        # a former one can be
        (f"{PERU} Peru's President Ada Quill met former president Tom Rush.",
         [("Ada Quill", "Peru", "President"), ("Tom Rush", "Peru", "former president")]),
        # one after the other may be, where the text is about no other state
        (f"{PERU} President Ada Quill spoke. President Tom Rush had told her so.",
         [("Ada Quill", "Peru", "President"), ("Tom Rush", "Peru", "President")]),
        # no such office in that state
        (f"{PERU} Chancellor Ada Quill spoke.", [("Ada Quill", "", "Chancellor")]),
        ("Spain is calm. Spain's army left Madrid. Spain votes. President Tom Rush spoke.",
         [("Tom Rush", "", "President")]),
        # another state stands nearer
        (f"{PERU} Chile objects. Chile will not go, President Ada Quill said.",
         [("Ada Quill", "", "President")]),
        # the state opens the sentence
        ("Peru waits. Chile and Peru act. Peru's parties, with President Ada Quill, met in Chile.",
         [("Ada Quill", "Peru", "President")]),
        # one vice president of many
        (f"{PERU} Senior vice president Ada Quill spoke.",
         [("Ada Quill", "", "Senior vice president")]),
        # a state that only this text knows
        ("The government of Hill Island acts. Hill Island is free. Hill Island votes. King Al ate.",
         [("Al", "Hill Island", "King")]),
        # the sentence plays there
        ("In Peru Foreign Minister Tom Rush spoke.", []),
        # in a short text the state's own office or body tells whose it is
        ("Peru's army said that Defence Minister Tom Rush left.",
         [("Tom Rush", "Peru", "Defence Minister")]),
        ("President Tom Rush arrived in Peru.", [("Tom Rush", "", "President")]),
        # whom it was held in stands with the same person elsewhere
        ("Peruvian President Ada Quill met Chile's Tom Rush. President Quill thanked him.",
         [("Ada Quill", "Peruvian", "President"), ("Quill", "Peruvian", "President")]),
    ],
)  # fmt: skip
def test_an_office_without_its_state_is_that_of_the_state_of_the_text(
    nlp, ontology, text, expected
):
    assert [row[:3] for row in told(nlp, ontology, text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Hill Front took Quito. 'We stay,' spokesman Tom Rush said.",
         [("Tom Rush", "Hill Front", "spokesman")]),
        # of two bodies, that which does something
        ("The Hill Front met the Valley Union. It will stay, spokesman Tom Rush said.",
         [("Tom Rush", "Hill Front", "spokesman")]),
        ("The Hill Front and the Valley Union left. Spokesman Tom Rush said so.", []),
        # who is told is not whose spokesman speaks
        ("The Hill Front left. It told Reuters so. Spokesman Tom Rush said more.",
         [("Tom Rush", "Hill Front", "Spokesman")]),
        # those among whom somebody is are no body
        ("Police let go all the men, among them Trade Minister Tom Rush.",
         [("Tom Rush", "", "Trade Minister")]),
        # what a professional thinks is no employer
        ("Liberal economist Ada Quill spoke.", []),
        # words of the title tell of another body
        ("The Hill Front took Quito. Military spokesman Tom Rush denied it.", []),
        ("The Supreme Court met. Justice Ada Quill spoke.",
         [("Ada Quill", "Supreme Court", "Justice")]),
    ],
)  # fmt: skip
def test_an_office_without_its_body_is_that_of_the_body_spoken_of(nlp, ontology, text, expected):
    assert [row[:3] for row in told(nlp, ontology, text)] == expected


@pytest.mark.parametrize(
    ("text", "by_writer"),
    [
        ("Police said that Ada Quill, the mayor of Quito, was safe.", True),
        ("Police said that Ada Quill, who was mayor of Quito, was safe.", True),
        ("Police said that Ada Quill was mayor of Quito.", False),
        ('"Ada Quill, the mayor of Quito, is safe," police said.', False),
    ],
)
def test_what_a_writer_calls_somebody_is_not_what_the_speaker_says(nlp, ontology, text, by_writer):
    assert told(nlp, ontology, text) == [("Ada Quill", "Quito", "mayor", by_writer)]
