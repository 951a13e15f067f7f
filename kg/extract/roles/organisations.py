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
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VB", "MD"})
_AWAY = frozenset({"to", "from"})
_WHERE = frozenset({"in"})  #: before a place: where somebody serves, not whom
_STOPS = frozenset({",", ".", ";", ":", "(", ")", '"', "''", "``", "and", "that", "but"})


def organisation(
    scene: Scene, title: Title, holder: int, words: RoleWords, ontology: Ontology
) -> int | None:
    """The mention of whom the role is held in, or None where the text does not say.

    A body after "of" or "for" wins over a nationality before the title ("the French head of the
    union"), a name before the title over where somebody is sent ("the EU envoy to the city").
    """
    office = words.offices[title.office]
    before = _before(scene, title, words, office, ontology)
    after = _after(scene, title, holder, words, office, ontology)
    if before is None:
        return None if after is None else after[0]
    if after is None:
        return before
    # A name tells more than an adjective, a description or a pronoun.
    weak = scene.mentions[before].form is not Form.NAME
    named = scene.mentions[after[0]].form is Form.NAME
    return after[0] if weak and named and not after[1] else before


def _fits(scene: Scene, mention: int, office: Office, ontology: Ontology) -> bool:
    found = scene.mentions[mention]
    if found.form is Form.ADJECTIVE and not office.by_demonym:
        return False
    unknown = found.form is Form.NAME and not ontology.parents.get(found.cls)
    return unknown or any(ontology.is_a(found.cls, cls) for cls in office.of)


def _is_topic(scene: Scene, mention: int, word: Token, words: RoleWords) -> bool:
    """Does the noun tell an office's field and no body ("radio host")?"""
    return word.lower_ in words.topics and scene.mentions[mention].form is Form.NOMINAL


def _before(
    scene: Scene, title: Title, words: RoleWords, office: Office, ontology: Ontology
) -> int | None:
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
        if found is not None and _is_topic(scene, found, word, words):
            found = None
        if found is not None and _fits(scene, found, office, ontology):
            if scene.mentions[found].form is not Form.ADJECTIVE:
                return found
            adjective = adjective if adjective is not None else found
        if word.pos_ in {"DET", "ADP"} or word.tag_ in _FINITE:
            break
        token -= 1
    return adjective


def _after(  # noqa: PLR0913, PLR0917 - the same view that `organisation` has
    scene: Scene, title: Title, holder: int, words: RoleWords, office: Office, ontology: Ontology
) -> tuple[int, bool] | None:
    """The named body after the title, or what else fits there first; does "to" lead to it?"""
    found: tuple[int, bool] | None = None
    for preposition, token in _objects(title, words):
        for candidate in (scene.at(token), *_parts(scene, token)):
            if candidate is None or candidate == holder:
                continue
            mention = scene.mentions[candidate]
            if mention.form is Form.ADJECTIVE or not _fits(scene, candidate, office, ontology):
                continue
            body = ontology.is_a(mention.cls, words.body)
            here = candidate, preposition in _AWAY or (preposition in _WHERE and not body)
            if mention.form is Form.NAME and body:
                return here
            found = found or here
    return found or _after_name(scene, title, holder, office, ontology)


def _after_name(
    scene: Scene, title: Title, holder: int, office: Office, ontology: Ontology
) -> tuple[int, bool] | None:
    """As in "President Ada Quill of Peru": the phrase follows the name after the title."""
    after = scene.last_token(holder) + 1
    if title.last > after or not 0 < after < len(scene.doc) - 1:
        return None
    if scene.doc[after].lower_ != "of":
        return None
    start = after + 1
    while start < len(scene.doc) - 1 and scene.doc[start].tag_ == "DT":
        start += 1
    side = scene.begins.get(start)
    if side is None or scene.mentions[side].form is not Form.NAME:
        return None
    return (side, False) if _fits(scene, side, office, ontology) else None


def _objects(title: Title, words: RoleWords) -> Iterator[tuple[str, Token]]:
    """The nouns after the title that prepositions tie to it, outer ones first."""
    for i in sorted({title.head.i, title.last}):
        yield from _prepositional(title.head.doc[i], title.last, words, 3)


def _prepositional(
    head: Token, after: int, words: RoleWords, depth: int
) -> Iterator[tuple[str, Token]]:
    if not depth:
        return
    for child in head.children:
        if child.i < head.i or child.i <= after:
            continue
        if child.dep_ in {"prep", "dative"} and child.lower_ in words.prepositions:
            for token in child.children:
                if token.dep_ == "pobj":
                    yield child.lower_, token
                    yield from _prepositional(token, after, words, depth - 1)


def _parts(scene: Scene, token: Token) -> Iterator[int]:
    """Mentions that are compounded with or possess the noun, nearest first."""
    for child in sorted(token.children, key=lambda c: -c.i):
        if child.i < token.i and child.dep_ in {"compound", "poss", "nmod", "amod"}:
            found = scene.at(child)
            if found is not None:
                yield found
