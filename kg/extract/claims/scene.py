"""Finds where a clause takes place that does not say so: by its doer and by its neighbours."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.claims.frames import Shape
from kg.extract.claims.triggers import Match
from kg.extract.syntax import (
    child,
    children,
    is_infinitive,
    object_,
    prepositional,
    reachable,
    subject,
)

_VERBAL = frozenset({"VERB", "AUX"})
_OWN_SUBJECT = ("nsubj", "nsubjpass")
_GOAL = "to"  #: where those went who do it there ("flew to Kashma to meet them")
_PLACES = frozenset({"GPE", "LOC", "FAC"})  #: entity labels of places
_PERSON = "PERSON"
_WHEN = frozenset({"when", "as", "while"})
_WHERE = "where"
#: Words with which a clause is set apart from the one that it hangs on.
_APART = ("mark", "advmod", "nsubj", "nsubjpass", "aux")


def scene(match: Match, word: str) -> Iterator[Token]:
    """What the prepositions govern at the doer and at the clauses that tell of the same scene.

    "Police in Kashma arrested ten"; "stormed a post in Kashma, killing ten"; "entered Kashma and
    killed ten"; "ten were killed when rebels attacked Kashma".

    Args:
        match: the words of a claim; a noun by itself has no scene.
        word: the prepositions, joined by "|".
    """
    verb = match.predicate
    if match.pattern.shape not in {Shape.VERB, Shape.LIGHT} or verb.pos_ not in _VERBAL:
        return
    words = word.split("|")
    if verb.dep_ == "relcl" and any(c.lower_ == _WHERE for c in children(verb)):
        yield verb.head
    for noun in (subject(verb), object_(verb)):
        yield from () if noun is None else _at_noun(noun, words)
    for clause in _clauses(verb):
        yield from _in_clause(clause, words, before=clause.i < verb.i)
        if is_infinitive(verb):
            yield from prepositional(clause, _GOAL)


def _in_clause(clause: Token, words: list[str], *, before: bool) -> Iterator[Token]:
    """Where another clause takes place; what is done to land takes place there."""
    land = object_(clause) if before else None
    if land is not None and _may_be_place(land):
        yield land
    for preposition in words:
        yield from reachable(clause, preposition)
    if land is not None and land.pos_ == "NOUN":
        yield land
    doer = subject(clause)
    yield from () if doer is None else _at_noun(doer, words)


def _may_be_place(name: Token) -> bool:
    """Is it a name of a place, or a single name that is nobody's?"""
    if name.ent_type_ in _PLACES:
        return True
    nobody = name.pos_ == "PROPN" and name.ent_type_ != _PERSON
    return nobody and child(name, "compound") is None


def _at_noun(noun: Token, words: list[str]) -> Iterator[Token]:
    """What the prepositions right behind a noun govern, and those behind that."""
    for preposition in words:
        yield from prepositional(noun, preposition)


def _clauses(verb: Token) -> Iterator[Token]:
    """The clauses of the same doer before and behind, and that which tells when."""
    above = verb.head
    joined = verb.dep_ == "conj" and child(verb, *_OWN_SUBJECT) is None
    if above.pos_ in _VERBAL and (joined or (verb.dep_ == "advcl" and _goes_on(verb))):
        yield above
    for c in children(verb):
        same = c.dep_ == "conj" and child(c, *_OWN_SUBJECT) is None
        told = c.dep_ == "advcl" and any(w.lower_ in _WHEN for w in children(c))
        if c.pos_ in _VERBAL and (same or told):
            yield c


def _goes_on(verb: Token) -> bool:
    """Is it a participle or an infinitive that goes on with the clause above?"""
    participle = verb.tag_ == "VBG" and child(verb, *_APART) is None
    return participle or is_infinitive(verb)
