"""The nouns that prepositions tie to a title: where whom a role is held in may stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.roles.scene import Scene, Title
from kg.extract.syntax import children, conjuncts

_DEPTH = 3  #: how many phrases after a title, each inside the one before, are looked into


@dataclass(frozen=True, slots=True)
class Governed:
    """A noun that a preposition ties to a title."""

    token: Token
    preposition: str  #: the one right before it
    outer: bool  #: does the phrase hang on the title itself?


def governed(scene: Scene, title: Title) -> Iterator[Governed]:
    """The nouns after the title that prepositions tie to it, outer ones first."""
    for i in sorted({title.head.i, title.last}):
        yield from _inside(scene, title.head.doc[i], title.last, _DEPTH)


def _inside(scene: Scene, head: Token, after: int, depth: int) -> Iterator[Governed]:
    if not depth:
        return
    for phrase, token in _phrases(head):
        if phrase.i > after:
            yield Governed(token, phrase.lower_, depth == _DEPTH)
        for part in conjuncts(token):  # "director of policy and relations for ..."
            name = scene.inside.get(part.i)
            if part.dep_ == "conj" or name is None or scene.is_unknown(name):
                yield from _inside(scene, part, after, depth - 1)


def _phrases(head: Token) -> Iterator[tuple[Token, Token]]:
    """The prepositions at a word, to its right, with the nouns that they govern."""
    for phrase in head.rights:
        if phrase.dep_ in {"prep", "dative"}:
            yield from ((phrase, token) for token in children(phrase) if token.dep_ == "pobj")
