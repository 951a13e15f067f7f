"""Tells where the words of a frame mean something else: set phrases, sport, votes, what was."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from spacy.tokens import Token

from kg.extract.claims.arguments import arguments
from kg.extract.claims.frames import Path, Shape, Where
from kg.extract.claims.triggers import Match
from kg.extract.syntax import child, children, conjuncts

#: Modifiers with which a noun is no part of a set phrase ("took the Bahi field").
_NAMING = ("compound", "nmod", "nummod")
#: Objects, and what describes a word ("trade war", "still has").
_OBJECTS = frozenset({"dobj", "nsubjpass"})
_BARE = frozenset({Shape.NOUN, Shape.VERB, Shape.ADJECTIVE})
_DESCRIBING = frozenset({"amod", "advmod", "compound", "nmod"})


def means_another(match: Match) -> bool:
    """Is it a set phrase ("take part", "fall short"), or said of sport, votes or trade?"""
    if match.pattern.shape in _BARE and _is_of_the_past(match.anchor, match.frame.past):
        return True
    if match.frame.beside and not any(
        t.lemma_.lower() in match.frame.beside for t in chain(_beside(match), _doing(match))
    ):
        return True
    if match.frame.amid and any(t.lemma_.lower() in match.frame.amid for t in _beside(match)):
        return True
    if not match.frame.never or match.pattern.shape is not Shape.VERB:
        return False
    particles = match.pattern.words[1:]  # "took over positions" is not "took positions"
    verb, never = " ".join((match.anchor.lemma_.lower(), *particles)), match.frame.never
    adverbs = (c for c in children(match.anchor) if c.dep_ == "advmod")
    if any(f"{verb} {c.lower_}" in never for c in adverbs):
        return True
    return any(
        not {f"{verb} {noun.lemma_.lower()}", f"* {noun.lemma_.lower()}"}.isdisjoint(never)
        and child(noun, *_NAMING) is None
        for noun in arguments(match, Path(Where.OBJECT))
    )


def _is_of_the_past(word: Token, past: frozenset[str]) -> bool:
    """Does a word beside it or above tell that it was so ("once ruled", "used to rule")?"""
    above = word.head
    if word.dep_ == "xcomp" and above.lower_ in past and above.nbor().tag_ == "TO":
        return True
    said = children(above) if word.dep_ == "attr" else ()  # "was once the stronghold of"
    return any(c.lower_ in past and c.dep_ != "mark" for c in (*children(word), *said))


def _doing(match: Match) -> Iterator[Token]:
    """What does it, and what that counts ("hundreds of protesters gathered", "a bomb killed")."""
    for noun in arguments(match, Path(Where.SUBJECT)):
        yield from conjuncts(noun)
        yield from (p for c in children(noun) if c.dep_ == "prep" for p in children(c))


def _beside(match: Match) -> Iterator[Token]:
    """The modifiers of the words of a match and what the prepositions at them govern."""
    for word in match.words:
        places = [word, *(c for c in children(word) if c.dep_ in _OBJECTS)]
        for c in (c for place in places for c in children(place)):
            if c.dep_ in {"prep", "agent"}:
                yield from (p for p in children(c) if p.dep_ in {"pobj", "pcomp"})
            elif c.dep_ in _DESCRIBING and word.i == c.head.i:
                yield c
