"""Ends what is said before the occasion on which it was: "... in an interview with the paper"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements.scene import Found, Scene
from kg.model import Span

_IN = {"in", "during"}
_TIMES = {"DATE", "TIME"}
_KNOWN = {"the", "this", "that", "these", "those"}  #: who points to an occasion speaks of it


def without_occasion(scene: Scene, one: Found) -> Found:
    """An act of saying whose content, behind the cue, does not hold where it was said."""
    cue, verb = one.cue, one.trigger
    said = one.entry is not None and one.entry.act and one.rule == "verbal"
    if not said or cue is None or verb is None or one.content.start < cue.end or one.parts[1:]:
        return one
    last = scene.token_at(one.content.end - 1)
    first = scene.token_at(one.content.start)
    for token in verb.doc[first.i + 1 : last.i]:
        if token.lower_ in _IN and token.dep_ == "prep" and _is_occasion(scene, token, last):
            end = scene.trim(Span(one.content.start, token.idx))
            return replace(one, content=end, parts=())
    return one


def _is_occasion(scene: Scene, preposition: Token, last: Token) -> bool:
    """Does a phrase that ends a content tell on what occasion it was said?

    Not of words that are spoken of ("denied having said so in an interview").
    """
    noun = syntax.child(preposition, "pobj")
    if noun is None or noun.lemma_ not in scene.lexicon.words("said_in"):
        return False
    if any(c.lower_ in _KNOWN for c in noun.lefts) or scene.quote_at(preposition.idx) is not None:
        return False
    above = preposition.head
    speaks = above.pos_ == "VERB" and above.lemma in scene.lexicon.verbs
    end = preposition.right_edge
    ends = end.i >= last.i or (end.nbor().dep_ == "prep" and _is_time(end.nbor(), last))
    return ends and not speaks


def _is_time(preposition: Token, last: Token) -> bool:
    """Is all that follows a time ("in an interview with the paper on Friday")?"""
    noun = syntax.child(preposition, "pobj")
    return noun is not None and noun.ent_type_ in _TIMES and preposition.right_edge.i >= last.i
