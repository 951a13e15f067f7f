"""Which words attribute, in which sense and to whom, on sentences written for the purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg.annotate
from kg.extract.mentions import MentionRules
from kg.extract.statements import StatementRules
from kg.model import Document

LINES = (Path(__file__).parent / "cases" / "cues.txt").read_text().splitlines()
CASES = [line for line in LINES if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def find(nlp, ontology):
    """The statements of a text."""
    rules, mentions = StatementRules(ontology), MentionRules(ontology)

    def run(text):
        annotated = next(kg.annotate.annotate([Document("t", "t.txt", text)], model=nlp))
        return rules.find(annotated, mentions.find(annotated))

    return run


def shown(text, statement):
    """A statement as the case file writes it."""
    speaker = ", ".join(text[s.span.start : s.span.end] for s in statement.speakers)
    cue, content = (text[s.start : s.end] for s in (statement.cue, statement.content))
    return f"{speaker} | {cue} | {content}".strip()


@pytest.mark.parametrize("case", CASES)
def test_these_statements_and_no_others_are_found(find, case):
    text, _, expected = case.partition(" =>")
    wanted = [part.strip() for part in expected.split(";;") if part.strip()]
    assert [shown(text, s) for s in find(text)] == wanted


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("The minister pointed to a lack of funds.", "affirmed"),
        ("The prosecutor's accusation that the minister lied surprised nobody.", "affirmed"),
        ("The minister said that nobody had lied.", "negated"),
    ],
)
def test_only_what_is_said_can_deny_it(find, text, polarity):
    assert [s.polarity for s in find(text)] == [polarity]
