"""Whom a role is held in: the words before the title, its prepositional phrases, its possessor."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.roles.lexicon import Office, RoleWords
from kg.extract.roles.scene import Scene, Title
from kg.model import Form
from kg.ontology import Ontology

_REACH = 12  #: how many words before a title can name whom it is held in
_JOINED = frozenset(
    {"NOUN", "PROPN", "ADJ", "PART", "ADP", "DET", "NUM", "PRON", "CCONJ", "VERB", "ADV"}
)
_AWAY = frozenset({"to", "from"})
_STOPS = frozenset({",", ".", ";", ":", "(", ")", '"', "''", "``", "and", "that", "but"})


def organisation(
    scene: Scene, title: Title, holder: int, words: RoleWords, ontology: Ontology
) -> int | None:
    """The mention of whom the role is held in, or None where the text does not say.

    A body after "of" or "for" wins over a nationality before the title ("the French head of the
    union"), a name before the title over where somebody is sent ("the EU envoy to the city").
    """
    office = words.offices[title.office]
    before = _before(scene, title, office, ontology)
    after = _after(scene, title, holder, words, office, ontology)
    if before is None:
        return None if after is None else after[0]
    if after is None:
        return before
    demonym = scene.mentions[before].form is Form.ADJECTIVE
    return after[0] if demonym and not after[1] else before


def _fits(scene: Scene, mention: int, office: Office, ontology: Ontology) -> bool:
    found = scene.mentions[mention]
    if found.form is Form.ADJECTIVE and not office.by_demonym:
        return False
    return any(ontology.is_a(found.cls, cls) for cls in office.of)


def _before(scene: Scene, title: Title, office: Office, ontology: Ontology) -> int | None:
    """The nearest fitting mention left of the title inside its phrase, names before adjectives."""
    adjective: int | None = None
    token = title.start - 1
    limit = max(-1, token - _REACH)
    while token > limit:
        word = scene.doc[token]
        if word.lower_ in _STOPS or word.is_space or word.pos_ not in _JOINED:
            break
        found = scene.ends.get(token)
        if found is None:
            found = scene.heads.get(token)
        if found is not None and _fits(scene, found, office, ontology):
            if scene.mentions[found].form is not Form.ADJECTIVE:
                return found
            adjective = adjective if adjective is not None else found
        if word.pos_ in {"DET", "VERB", "ADP"}:
            break
        token -= 1
    return adjective


def _after(  # noqa: PLR0913, PLR0917 - the same view that `organisation` has
    scene: Scene, title: Title, holder: int, words: RoleWords, office: Office, ontology: Ontology
) -> tuple[int, bool] | None:
    """The first fitting mention in the phrases after the title; and does "to" lead there?"""
    for preposition, token in _objects(title.head, words, 3):
        for candidate in (scene.at(token), *_parts(scene, token)):
            if candidate is None or candidate == holder:
                continue
            if scene.mentions[candidate].form is Form.ADJECTIVE:
                continue
            if _fits(scene, candidate, office, ontology):
                return candidate, preposition in _AWAY
    return None


def _objects(head: Token, words: RoleWords, depth: int) -> Iterator[tuple[str, Token]]:
    """The nouns that prepositions tie to the head, outer ones first."""
    if not depth:
        return
    for child in head.children:
        if child.i < head.i:
            continue
        if child.dep_ in {"prep", "dative"} and child.lower_ in words.prepositions:
            for token in child.children:
                if token.dep_ == "pobj":
                    yield child.lower_, token
                    yield from _objects(token, words, depth - 1)


def _parts(scene: Scene, token: Token) -> Iterator[int]:
    """Mentions that are compounded with or possess the noun, nearest first."""
    for child in sorted(token.children, key=lambda c: -c.i):
        if child.i < token.i and child.dep_ in {"compound", "poss", "nmod", "amod"}:
            found = scene.at(child)
            if found is not None:
                yield found
