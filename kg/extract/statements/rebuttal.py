"""Finds denials tacked onto what they deny: "..., a charge the ministry denies".

The noun stands for what was said before it; who denies it follows as subject or agent. Where a name
follows the noun at once, the parse may take both for one name and the denial for the main clause.
"""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements import speakers
from kg.extract.statements.scene import Scene
from kg.model import Span

RULE = "rebuttal"
_INDEFINITE = "Definite=Ind"
_APART = {",", "-", "--", "\u2013", "\u2014"}  #: what parts a tail from what it denies
_PLURAL, _WHICH = "NNS", "WDT"
_VERBAL = {"VERB", "AUX"}
_PARTS = {"compound", "amod", "nmod"}  #: what a noun is to the name that it was read as a part of


class Rebuttal(NamedTuple):
    """A denial in apposition."""

    noun: Token  #: the noun (or "which") that stands for what was said
    source: Token  #: who denies it
    span: Span  #: the noun with its article


def rebuttal(scene: Scene, verb: Token) -> Rebuttal | None:
    """The denial that a verb heads after a comma, or None."""
    words = scene.lexicon.words
    if verb.lemma_ not in words("denied") | words("disputed") | words("taking_sides"):
        return None
    found = (
        _as_noun(scene, verb)
        or _reduced(scene, verb)
        or _by_agent(scene, verb)
        or _merged(scene, verb)
    )
    if found is None:
        return None
    noun, source = found
    first = noun.left_edge.i
    if noun.dep_ in _PARTS:  # its article hangs on the name after it
        first = noun.head.left_edge.i
    if first <= scene.sentence_at(verb)[0] or verb.doc[first - 1].text not in _APART:
        return None
    if source.pos_ != "PRON" and not speakers.can_speak(scene, source):
        return None
    return Rebuttal(noun, source, scene.span(first, noun.i))


def read_as_noun(scene: Scene, word: Token) -> bool:
    """Is it a denial that the parse takes for a plural noun: "a claim the government rejects"?"""
    words = scene.lexicon.words
    denies = word.tag_ == _PLURAL and word.lemma_ in words("denied") | words("disputed")
    return denies and rebuttal(scene, word) is not None


def denied(scene: Scene, tail: Span) -> Span | None:
    """The clause before a denial that is tacked on, where nobody else is said to have said it."""
    first = scene.token_at(tail.start)
    noun = first.head.head if first.tag_ == _WHICH else first
    begin = scene.sentence_at(first)[0]
    if first.tag_ == _WHICH and _is_claim(scene, noun):
        return scene.span(noun.left_edge.i, first.i - 1)
    while noun.head.i != noun.i and (noun.i >= first.i or noun.pos_ not in _VERBAL):
        noun = noun.head
    if noun.pos_ not in _VERBAL or noun.i >= first.i or syntax.surface_subject(noun) is None:
        return None
    return scene.span(max(begin, noun.left_edge.i), first.i - 1)


def is_merged(scene: Scene, verb: Token) -> bool:
    """Is the verb one of a tail with some other remark ("a point unions find hard to swallow")?"""
    merged = _merged(scene, verb)
    if merged is None or rebuttal(scene, verb) is not None:
        return False
    first = min(t.left_edge.i for t in merged)
    return first > scene.sentence_at(verb)[0] and verb.doc[first - 1].text in _APART


def _as_noun(scene: Scene, word: Token) -> tuple[Token, Token] | None:
    """A denial read as a noun, which takes who denies for a part of its name."""
    source = word.nbor(-1) if word.i else word
    if word.tag_ != _PLURAL or source.dep_ != "compound" or source.head.i != word.i:
        return None
    tied = word.dep_ in {"relcl", "acl", "appos"} and word.head.i < source.left_edge.i
    if tied and _is_claim(scene, word.head):
        return word.head, source
    before = (*word.lefts, *source.lefts)  # the name that it is a part of may have taken them
    parts = [c for c in before if c.dep_ in _PARTS and _is_claim(scene, c)]
    article = any(c.dep_ == "det" and _INDEFINITE in c.morph for c in before)
    return (parts[0], source) if parts and article and parts[0].i < source.i else None


def _reduced(scene: Scene, verb: Token) -> tuple[Token, Token] | None:
    """A relative clause with its own subject: "a charge they deny", ", which they deny"."""
    source = syntax.child(verb, "nsubj")
    if verb.dep_ not in {"relcl", "acl"} or source is None:  # "that" may be read as of a clause
        return None
    denied = syntax.child(verb, "dobj")
    before = denied is None or denied.i < source.i
    if before and _is_claim(scene, verb.head):
        return verb.head, source
    if denied is None:
        return None
    relative = denied.i < source.i and denied.lower_ in scene.lexicon.words("claim_pronouns")
    return (denied, source) if relative else None


def _by_agent(scene: Scene, verb: Token) -> tuple[Token, Token] | None:
    """A participle: "a charge denied by the ministry"."""
    if verb.dep_ != "acl" or not syntax.is_passive(verb) or not _is_claim(scene, verb.head):
        return None
    source = syntax.agent(verb)
    return None if source is None else (verb.head, source)


def _merged(scene: Scene, verb: Token) -> tuple[Token, Token] | None:
    """A noun that was read as the first part of the name after it: "a charge Kigali denies"."""
    source = syntax.child(verb, "nsubj")
    if source is None or syntax.child(verb, "dobj") is not None:
        return None
    beside = syntax.child(source, "appos")
    if _is_claim(scene, source) and beside is not None and beside.left_edge.i == source.i + 1:
        return source, beside
    parts = [c for c in source.lefts if c.dep_ in _PARTS and _is_claim(scene, c)]
    article = any(c.dep_ == "det" and _INDEFINITE in c.morph for c in source.lefts)
    return (parts[0], source) if parts and article else None


def _is_claim(scene: Scene, noun: Token) -> bool:
    words = scene.lexicon.words
    return (
        noun.lemma_ in words("claim_nouns")
        or noun.lemma_ in words("summing_up")
        or noun.lower_ in words("claim_fillers")
    )
