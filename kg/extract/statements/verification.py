"""Ties "could not be verified", "denied the claim" and the like to what they are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements import speakers
from kg.extract.statements.lexicon import Cue
from kg.extract.statements.meaning import first_predicate
from kg.extract.statements.rebuttal import rebuttal
from kg.extract.statements.scene import Found, Scene
from kg.model import Span

_REACH = 8  #: so many attributions back a claim without owner may lie
_RULE = "verification"
_CHECK = Cue((), _RULE, frozenset(), "certain", "negated", act=True, subject="any", unless="")


def assessed(scene: Scene, found: Sequence[Found]) -> list[Found]:
    """The attributions with the assessments of the text, each pointing at what it is about."""
    judged = [_judging(scene, one, found) for one in found]
    cues = {one.trigger.i: i for i, one in enumerate(judged) if one.trigger is not None}
    for found_check in _checks(scene, judged):
        at = cues.get(found_check.trigger.i) if found_check.trigger is not None else None
        if at is None:
            judged.append(found_check)
        elif judged[at].about is None:
            judged[at] = replace(judged[at], about=found_check.about, verdict=found_check.verdict)
    return judged


def _judging(scene: Scene, one: Found, found: Sequence[Found]) -> Found:
    """An attribution that denies or disputes a claim, with the claim."""
    words = scene.lexicon.words
    verb = one.trigger
    if verb is None:
        return one
    verdict = next((v for v in ("denied", "disputed") if verb.lemma_ in words(v)), None)
    noun = _claim_noun(scene, verb) if verdict and not one.negated else None
    if noun is None:
        return one
    about = _about(scene, noun, verb, _of_others(one, found))
    return one if about is None else replace(one, about=about, verdict=verdict)


def _checks(scene: Scene, found: Sequence[Found]) -> Iterator[Found]:
    """Sentences that say that a claim was checked, or could not be."""
    words = scene.lexicon.words("checking")
    for token in scene.annotated.doc:
        if token.lemma_ in words and token.pos_ == "VERB":
            made = _check(scene, token, found)
            if made is not None:
                yield made


def _check(scene: Scene, verb: Token, found: Sequence[Found]) -> Found | None:
    open_ = _is_open(scene, verb)
    noun = _claim_noun(scene, verb)
    if noun is None or _is_unreal(scene, verb, open_=open_):
        return None
    about = _about(scene, noun, verb, found)
    if about is None:
        return None
    source = syntax.agent(verb) if syntax.is_passive(verb) else syntax.surface_subject(verb)
    if source is not None and not speakers.can_speak(scene, source):
        source = None
    content = _clause(scene, verb)
    narrator = source is None
    return Found(
        content=content,
        rule=_RULE,
        cue=None if narrator else Span(verb.idx, verb.idx + len(verb)),
        entry=None if narrator else _CHECK,
        speakers=() if source is None else speakers.joint(source),
        trigger=verb,
        predicate=first_predicate(scene, content),
        narrator=narrator,
        about=about,
        verdict="unverified" if open_ else "confirmed",
    )


def _is_open(scene: Scene, verb: Token) -> bool:
    """Is the checking denied: "could not be verified", "was unable to confirm"?"""
    governor = verb.head
    return (
        syntax.is_negated(verb)
        or governor.lemma_ in scene.lexicon.words("checking_fails")
        or (verb.dep_ == "xcomp" and syntax.is_negated(governor))
    )


def _is_unreal(scene: Scene, verb: Token, *, open_: bool) -> bool:
    """A confirmation that is only possible, wanted or to come confirms nothing."""
    if open_:
        return False
    unreal = scene.lexicon.words("unreal")
    return verb.tag_ == "VB" or any(c.dep_ == "aux" and c.lower_ in unreal for c in verb.children)


def _claim_noun(scene: Scene, verb: Token) -> Token | None:
    """The noun (or pronoun) for a claim that is the verb's logical object."""
    words = scene.lexicon.words
    tacked = rebuttal(scene, verb)
    if tacked is not None:
        return tacked.noun
    noun = (
        syntax.child(verb, "nsubjpass") if syntax.is_passive(verb) else syntax.child(verb, "dobj")
    )
    if noun is None:
        return None
    known = noun.lemma_ in words("claim_nouns") or noun.lower_ in words("claim_pronouns")
    return noun if known else None


def _of_others(judge: Found, found: Sequence[Found]) -> Sequence[Found]:
    """The attributions, the judge's own marked as the narrator's: nobody denies himself."""
    own = {t.lower_ for t in judge.speakers}
    return [
        replace(one, narrator=True) if own & {t.lower_ for t in one.speakers} else one
        for one in found
    ]


def _about(scene: Scene, noun: Token, verb: Token, found: Sequence[Found]) -> int | None:
    """Index of the attribution that a claim noun stands for: its owner's latest or the latest."""
    before = [
        i for i, one in enumerate(found)
        if one.trigger is not None and one.trigger.i < verb.i and one.content.end <= verb.idx
        and one.trigger.i != verb.i and one.entry is not None and one.entry.act and not one.narrator
    ]  # fmt: skip
    before.sort(key=lambda i: (found[i].trigger or noun).i)
    owner = _owner(noun)
    if owner:
        return next((i for i in reversed(before) if owner & _words(found[i])), None)
    recent = [i for i in before[-_REACH:] if _same_paragraphs(scene, found[i], verb)]
    return recent[-1] if recent else None


def _same_paragraphs(scene: Scene, one: Found, verb: Token) -> bool:
    """A claim without owner stands in the same paragraph or the one before."""
    here = scene.paragraph_at(verb.idx)
    above = scene.paragraph_at(max(here.start - 2, 0))
    return one.content.end > above.start


def _owner(noun: Token) -> set[str]:
    """Lower-case words that name whose claim it is."""
    owner = syntax.child(noun, "poss")
    for c in noun.rights:
        if owner is None and c.dep_ in {"prep", "agent"} and c.lower_ in {"by", "of", "from"}:
            owner = syntax.child(c, "pobj")
    if owner is None:
        owner = next(
            (c for c in noun.lefts if c.dep_ in {"amod", "compound"} and c.pos_ == "PROPN"), None
        )
    if owner is None or owner.pos_ == "PRON":
        return set()
    tokens = [t for t in owner.subtree if t.pos_ in {"PROPN", "NOUN", "ADJ"}]
    return {t.lower_ for t in tokens}


def _words(one: Found) -> set[str]:
    return {
        t.lower_
        for s in one.speakers
        for t in s.subtree
        if t.pos_ in {"PROPN", "NOUN", "ADJ"}
    }  # fmt: skip


def _clause(scene: Scene, verb: Token) -> Span:
    """The clause that a verb heads, as far as it is a sentence of its own."""
    at = verb
    while (
        at.dep_ in {"xcomp", "ccomp"}
        and at.head.i != at.i
        and at.head.pos_ in {"VERB", "AUX", "ADJ"}
    ):
        at = at.head
    begin, stop = scene.sentence_at(verb)
    if at.dep_ in {"conj", "relcl", "advcl"}:
        return scene.span(max(begin, at.left_edge.i), min(stop - 1, at.right_edge.i))
    return scene.span(begin, stop - 1)
