"""Finds who passed a statement on: "as quoted by the AFP", "in an interview with CNN"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements import speakers
from kg.extract.statements.lexicon import Lexicon, candidates, companions
from kg.extract.statements.scene import Found, Scene

_NAMES = {"PROPN"}


def passed_on(scene: Scene, found: Sequence[Found]) -> list[Found]:
    """The attributions, each with the outlets that its sentence names as having passed it on."""
    outlets = list(_outlets(scene))
    if not outlets:
        return list(found)
    given = list(found)
    for trigger, tokens in outlets:
        at = _nearest(scene, trigger, given)
        if at is not None:
            one = given[at]
            taken = {t.i for t in (*one.speakers, *one.via)}
            given[at] = replace(one, via=(*one.via, *(t for t in tokens if t.i not in taken)))
    return given


def _outlets(scene: Scene) -> Iterator[tuple[Token, tuple[Token, ...]]]:
    doc = scene.annotated.doc
    for i in candidates(doc, scene.lexicon.passing):
        token = doc[i]
        for cue in Lexicon.at(token, scene.lexicon.passing):
            named = _named(scene, companions(token, cue))
            if named is not None:
                yield token, speakers.joint(named)
                break


def _named(scene: Scene, words: Sequence[Token]) -> Token | None:
    noun = syntax.child(words[-1], "pobj") if words else None
    if noun is None:
        return None
    return noun if noun.pos_ in _NAMES or noun.lemma_ in scene.lexicon.words("outlets") else None


def _nearest(scene: Scene, trigger: Token, found: Sequence[Found]) -> int | None:
    """The attribution of the sentence whose cue stands nearest, and is not the phrase itself."""
    begin, stop = scene.sentence_at(trigger)
    best, best_distance = None, -1
    for i, one in enumerate(found):
        if one.trigger is None or not begin <= one.trigger.i < stop or one.trigger.i == trigger.i:
            continue
        distance = abs(one.trigger.i - trigger.i)
        if best is None or distance < best_distance:
            best, best_distance = i, distance
    return best
