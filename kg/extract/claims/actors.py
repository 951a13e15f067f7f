"""Tells for whom men, arms and parts of a whole act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from spacy.tokens import Token

from kg.extract.claims.parts import is_name, of_phrase, owners
from kg.extract.phrases import Mentions


class Bearers:
    """The words of `bearers.toml`."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._arms = frozenset(table["arms"]["words"])
        self._parts = frozenset(table["parts"]["words"])

    def acting(self, noun: Token, mentions: Mentions) -> Iterator[Token]:
        """The words that name who acts, likeliest first.

        Of "units of the People's Militia" the militia, of "Israeli tanks" whose they are.
        """
        lemma, whole = noun.lemma_.lower(), of_phrase(noun)
        if whole is not None and lemma in self._parts and is_name(whole, mentions):
            yield whole
        yield noun
        if lemma in self._arms:
            yield from owners(noun)
