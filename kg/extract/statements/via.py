"""Finds who passed a statement on: "as quoted by the AFP", "in an interview with CNN"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements import speakers
from kg.extract.statements.lexicon import Lexicon, candidates, companions
from kg.extract.statements.occasion import without_occasion
from kg.extract.statements.quoting import relayer, relaying
from kg.extract.statements.scene import Found, Scene

_NAMES = {"PROPN"}
_BY = "by"
_WHERE = {"in", "on"}
_BODY = "ORG"


def passed_on(scene: Scene, found: Sequence[Found]) -> list[Found]:
    """The attributions, each with the outlets that its sentence names as having passed it on.

    What only says that somebody is quoted is no attribution beside the one of his words.
    """
    outlets = list(_outlets(scene))
    given = [_quoted_by(scene, one) for one in _without_relays(scene, found, outlets)]
    given = [without_occasion(scene, one) for one in given]
    for trigger, tokens in outlets:
        at = _nearest(scene, trigger, given)
        if at is not None:
            one = given[at]
            taken = {t.i for t in (*one.speakers, *one.via)}
            given[at] = replace(one, via=(*one.via, *(t for t in tokens if t.i not in taken)))
    return given


def _without_relays(
    scene: Scene, found: Sequence[Found], outlets: Sequence[tuple[Token, tuple[Token, ...]]]
) -> list[Found]:
    """The attributions without those whose cue only quotes ("quoted her as saying")."""
    relays = {
        relay.i
        for one in found
        if one.trigger is not None and (relay := relaying(scene, one.trigger)) is not None
    }
    by = {trigger.i: {t.i for t in tokens} for trigger, tokens in outlets}
    kept = []
    for one in found:
        at = one.trigger.i if one.trigger is not None else -1
        passes_on = at in by and any(t.i in by[at] for t in one.speakers)
        if at not in relays and not (passes_on and _others_speak(scene, one, found)):
            kept.append(one)
    return kept


def _others_speak(scene: Scene, one: Found, found: Sequence[Found]) -> bool:
    """Is there another attribution in the sentence that can be what an outlet passes on?"""
    return one.trigger is None or _nearest(scene, one.trigger, found) is not None


def _quoted_by(scene: Scene, one: Found) -> Found:
    """The attribution with who quotes its speaker ("the agency quoted her as saying")."""
    by = relayer(scene, one.trigger) if one.trigger is not None and one.rule == "verbal" else None
    return one if by is None or one.via else replace(one, via=speakers.joint(by))


def _outlets(scene: Scene) -> Iterator[tuple[Token, tuple[Token, ...]]]:
    doc = scene.annotated.doc
    for i in candidates(doc, scene.lexicon.passing):
        token = doc[i]
        for cue in Lexicon.at(token, scene.lexicon.passing):
            named = _named(scene, token, companions(token, cue))
            if named is not None:
                yield token, speakers.joint(named)
                break


def _named(scene: Scene, trigger: Token, words: Sequence[Token]) -> Token | None:
    noun = syntax.child(words[-1], "pobj") if words else None
    if noun is None or (trigger.pos_ == "NOUN" and words[-1].lower_ == _BY):
        return None
    if trigger.pos_ == "VERB" and words[-1].lower_ in _WHERE and not _tells_where(scene, trigger):
        return None
    return outlet(scene, noun)


def _tells_where(scene: Scene, verb: Token) -> bool:
    """Does a verb tell where somebody is heard ("remarks broadcast on", "Appearing on ...,")?"""
    if verb.dep_ == "acl":
        return verb.head.lemma_ in scene.lexicon.words("said_in")
    return verb.dep_ == "advcl" and verb.tag_ == "VBG"


def outlet(scene: Scene, noun: Token) -> Token | None:
    """The noun, or whose it is ("told the paper's correspondent"), if it names an outlet.

    A body that the lexicon does not know for an outlet may be one; a person or a state is none.
    """
    words = scene.lexicon.words
    owner = syntax.child(noun, "poss")
    for token in (noun, owner):
        if token is None:
            continue
        index = scene.mentions.at(token)
        cls = None if index is None else scene.mentions[index].cls
        if token.pos_ not in _NAMES:
            if token.lemma_ in words("outlets"):
                return token
        elif cls is not None and any(scene.ontology.is_a(cls, c) for c in words("outlet_classes")):
            return token
    before = noun.nbor(-1) if noun.i else noun
    if noun.pos_ in _NAMES and before.dep_ == "compound" and before.lemma_ in words("outlets"):
        return noun
    return noun if noun.pos_ in _NAMES and _may_be_outlet(scene, noun) else None


def is_medium(scene: Scene, noun: Token) -> bool:
    """Is it a name of a newspaper, agency or channel, or a noun for one?"""
    index = scene.mentions.at(noun)
    words = scene.lexicon.words
    cls, is_a = None if index is None else scene.mentions[index].cls, scene.ontology.is_a
    if cls is None or not any(is_a(cls, c) for c in words("speaker_classes")):
        return noun.lemma_ in words("outlets")
    return any(is_a(cls, c) for c in words("outlet_classes"))


def _may_be_outlet(scene: Scene, noun: Token) -> bool:
    index = scene.mentions.covering(noun)
    if index is None:
        return noun.ent_type_ == _BODY
    return scene.mentions[index].cls in scene.lexicon.words("possible_outlets")


def _nearest(scene: Scene, trigger: Token, found: Sequence[Found]) -> int | None:
    """The attribution of the sentence whose cue stands nearest, and is not the phrase itself."""
    begin, stop = scene.sentence_at(trigger)
    best, best_distance = None, -1
    for i, one in enumerate(found):
        if one.trigger is None or not begin <= one.trigger.i < stop or one.trigger.i == trigger.i:
            continue
        if trigger.pos_ == "VERB" and trigger.dep_ != "acl" and _holds(one, trigger):
            continue  # "said that he would talk to the press"
        distance = abs(one.trigger.i - trigger.i)
        if best is None or distance < best_distance:
            best, best_distance = i, distance
    return best


def _holds(one: Found, token: Token) -> bool:
    """Is it a word of what is said?"""
    return bool(one.content.start <= token.idx < one.content.end)


def is_told_of(one: Found, other: Found) -> bool:
    """Is an attitude all that somebody tells behind it: "Berg wants to leave, said her lawyer"?"""
    ahead = other.cue is not None and other.content.end <= other.cue.start
    named = [t for t in one.speakers if t.pos_ in {"NOUN", "PROPN"}]
    begins = bool(named) and named[0].left_edge.idx <= other.content.start + 1
    return ahead and begins
