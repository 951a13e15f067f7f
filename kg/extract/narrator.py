"""Gives claims that nobody is quoted for to the article's own voice."""

from __future__ import annotations

from dataclasses import replace

from kg.annotated import Annotated
from kg.model import Claim, Span, Statement

_RULE = "narrator"
_EDGES = " \t\r\n\u00a0"


def attach(
    annotated: Annotated, statements: tuple[Statement, ...], claims: tuple[Claim, ...]
) -> tuple[tuple[Statement, ...], tuple[Claim, ...]]:
    """Adds one narrator statement for each sentence whose claims no statement makes.

    A sentence in which the text already speaks in its own voice (it says that a claim could not be
    verified) gets no second one. Indices of statements that were there before stay as they are.
    """
    text = annotated.document.text
    told = list(statements)
    voices = {s.sentence: i for i, s in enumerate(told) if s.narrator}
    attached = []
    for claim in claims:
        if claim.statement is None:
            sentence = _trimmed(text, claim.sentence)
            if sentence not in voices:
                voices[sentence] = len(told)
                told.append(Statement(sentence, sentence, narrator=True, rule=_RULE))
            attached.append(replace(claim, statement=voices[sentence]))
        else:
            attached.append(claim)
    return tuple(told), tuple(attached)


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end)
