"""Attribution: what is attributed and no more, and words that attribute nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg.annotate
from kg.extract.mentions import MentionRules
from kg.extract.statements import StatementRules
from kg.model import Document

FOLDER = Path(__file__).parent / "cases"
LINES = [s for f in sorted(FOLDER.glob("contents*.txt")) for s in f.read_text().splitlines()]
CASES = [line.split(" => ") for line in LINES if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def found(nlp, ontology):
    """The statements of a text as (speaker, cue, content) in words."""
    rules, mentions = StatementRules(ontology), MentionRules(ontology)

    def run(text):
        annotated = next(kg.annotate.annotate([Document("t", "t.txt", text)], model=nlp))
        return [
            tuple(
                " ".join(", ".join(text[s.start : s.end] for s in spans).split())
                for spans in ([f.span for f in s.speakers], [s.cue] if s.cue else [], [s.content])
            )
            for s in rules.find(annotated, mentions.find(annotated))
        ]

    return run


@pytest.mark.parametrize(("text", "expected"), [c for c in CASES if not c[1].startswith("not: ")])
def test_content_is_what_is_attributed_and_no_more(found, text, expected):
    assert expected in [" | ".join(row).strip() for row in found(text)]


@pytest.mark.parametrize(("text", "word"), [c for c in CASES if c[1].startswith("not: ")])
def test_word_attributes_nothing(found, text, word):
    assert word.removeprefix("not: ") not in [cue for _, cue, _ in found(text)]
