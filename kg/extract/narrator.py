"""Gives claims that nobody is quoted for to the article's own voice."""

from __future__ import annotations

from dataclasses import replace

from kg.annotate import Annotated
from kg.model import Claim, Statement


def attach(
    annotated: Annotated, statements: tuple[Statement, ...], claims: tuple[Claim, ...]
) -> tuple[tuple[Statement, ...], tuple[Claim, ...]]:
    """Adds one narrator statement for each sentence whose claims no statement makes."""
    del annotated
    told = list(statements)
    voices: dict[tuple[int, int], int] = {}
    attached = []
    for claim in claims:
        if claim.statement is None:
            if claim.sentence not in voices:
                voices[claim.sentence] = len(told)
                told.append(Statement(claim.sentence, claim.sentence, narrator=True, rule="narrator"))
            claim = replace(claim, statement=voices[claim.sentence])
        attached.append(claim)
    return tuple(told), tuple(attached)
