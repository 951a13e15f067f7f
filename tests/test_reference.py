"""Whom words refer to, in passages written for this test (tests/cases/reference.txt)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.annotate import annotate
from kg.extract import extract
from kg.ids import fold
from kg.model import Document
from kg.resolve import resolve

FILE = Path(__file__).parent / "cases" / "reference.txt"


def lines() -> list[str]:
    found = FILE.read_text(encoding="utf-8").splitlines()
    return [line for line in found if line and not line.startswith("#")]


def cases() -> list:
    """The passages; what is still missed ("!") must be told when it is found."""
    missed = pytest.mark.xfail(strict=True, reason="not found yet")
    return [
        pytest.param(*line.removeprefix("! ").split(" | "), marks=missed)
        if line.startswith("! ")
        else pytest.param(*line.split(" | "))
        for line in lines()
    ]


@pytest.fixture(scope="module")
def resolved(nlp, ontology):
    """Each passage with its mentions decided, by its text."""
    texts = list(dict.fromkeys(case.values[0] for case in cases()))
    documents = (Document(f"{i}.txt", f"{i}.txt", text) for i, text in enumerate(texts))
    annotated = annotate(
        documents, model=nlp, is_name=ontology.is_name, is_furniture=ontology.is_furniture
    )
    return {r.extraction.document.text: r for r in resolve(extract(annotated, ontology), ontology)}


def meant(resolution, words: str) -> str | None:
    """The name of the entity that the words mean; None where they are left open."""
    words, _, nth = words.partition("#")
    text = resolution.extraction.document.text
    at = [m.start() for m in re.finditer(rf"\b{re.escape(words)}\b", text)][int(nth or 1) - 1]
    for mention, link in zip(resolution.extraction.mentions, resolution.links, strict=True):
        covers = mention.span.start <= at and at + len(words) <= mention.span.end
        if covers and (mention.head.end == at + len(words) or mention.span.start == at):
            return None if link is None else resolution.entities[link].name
    return None


@pytest.mark.parametrize(("text", "words", "entity"), cases())
def test_the_words_mean_whom_a_reader_takes_them_to_mean(resolved, text, words, entity):
    found = meant(resolved[text], words)
    assert found is None if entity == "?" else fold(found or "") == fold(entity)
