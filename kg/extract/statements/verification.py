"""Ties "could not be verified", "denied the claim" and the like to what they are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements import speakers
from kg.extract.statements.acts import is_nobody
from kg.extract.statements.lexicon import Cue, candidates
from kg.extract.statements.meaning import first_predicate
from kg.extract.statements.polarity import polarity
from kg.extract.statements.rebuttal import RULE
from kg.extract.statements.scene import Found, Scene
from kg.extract.statements.targets import claim_noun, is_tail, others, targets
from kg.model import Span

_RULE = "verification"
_OPEN, _CONFIRMED = "unverified", "confirmed"
_CHECK = Cue((), _RULE, frozenset(), "certain", "affirmed", act=True, subject="any", unless="")


def assessed(scene: Scene, found: Sequence[Found]) -> list[Found]:
    """The attributions with the assessments of the text, each pointing at what it is about."""
    judged = [_judging(scene, one, found) for one in found]
    cues = {one.trigger.i: i for i, one in enumerate(judged) if one.trigger is not None}
    for check in (*_checks(scene, judged), *_unchecked(scene, judged)):
        at = cues.get(check.trigger.i) if check.trigger is not None else None
        if at is None or check.rule != _RULE:
            judged.append(check)
        elif judged[at].about is None:
            judged[at] = replace(judged[at], about=check.about, verdict=check.verdict)
        if check.about is not None and check.narrator:
            judged[check.about] = _cut_before(scene, judged[check.about], check)
    return judged


def _cut_before(scene: Scene, one: Found, check: Found) -> Found:
    """A claim without the verdict tacked on: "..., a figure that could not be verified"."""
    start = check.content.start
    if not one.content.start < start < one.content.end or one.cue is None or one.cue.start > start:
        return one
    return replace(one, content=scene.trim(Span(one.content.start, start)), parts=())


def _judging(scene: Scene, one: Found, found: Sequence[Found]) -> Found:
    """An attribution that denies or disputes a claim, with the claim."""
    words = scene.lexicon.words
    verb = one.trigger
    if verb is None:
        return one
    verdict = next((v for v in ("denied", "disputed") if verb.lemma_ in words(v)), None)
    noun = claim_noun(scene, verb) if verdict and not one.negated else None
    if noun is None:
        return one
    about = targets(scene, noun, verb, others(one, found))
    if one.rule == RULE:  # a tail takes up what its own sentence says
        begin = scene.sentence_at(verb)[0]
        about = [i for i in about if (found[i].trigger or verb).i >= begin]
    return replace(one, about=about[0], verdict=verdict) if about else one


def _checks(scene: Scene, found: Sequence[Found]) -> Iterator[Found]:
    """Sentences that say that a claim was checked, or could not be."""
    verbs, nouns = scene.lexicon.words("checking"), scene.lexicon.words("checking_nouns")
    doc = scene.annotated.doc
    wanted = dict.fromkeys(doc.vocab.strings[word] for word in verbs | nouns)
    for i in candidates(doc, wanted):
        token = doc[i]
        if token.lemma_ in verbs and token.pos_ == "VERB":
            yield from _check(scene, token, found)
        elif token.lemma_ in nouns and syntax.is_negated(token):
            yield from _lacking(scene, token, found)


def _check(scene: Scene, verb: Token, found: Sequence[Found]) -> Iterator[Found]:
    noun = claim_noun(scene, verb)
    open_ = _is_open(scene, verb, noun)
    if noun is None or _is_unreal(scene, verb, open_=open_):
        return
    source = syntax.agent(verb) if syntax.is_passive(verb) else syntax.surface_subject(verb)
    if source is not None and (source.i == noun.i or not speakers.can_speak(scene, source)):
        source = None
    narrator = source is None
    clause = scene.span(noun.left_edge.i, verb.i) if is_tail(noun, verb) else _clause(scene, verb)
    content = clause if narrator else scene.span(noun.left_edge.i, noun.i)
    for about in targets(scene, noun, verb, found):
        if not open_ and not _may_confirm(scene, verb, found[about]):
            continue
        yield Found(
            content=content,
            rule=_RULE,
            cue=None if narrator else _whole_verb(scene, verb),
            entry=None if narrator else _CHECK,
            speakers=() if source is None else speakers.joint(source),
            trigger=verb,
            predicate=first_predicate(scene, content) if narrator else None,
            negated=open_ and not narrator,
            narrator=narrator,
            about=about,
            verdict=_OPEN if open_ else _CONFIRMED,
        )


def _whole_verb(scene: Scene, verb: Token) -> Span:
    """A verb of checking with all that governs and denies it: "has been unable to verify"."""
    top = verb
    while top.dep_ in {"xcomp", "acomp"}:
        top = top.head
    before = [c.i for c in top.lefts if c.dep_ in {"aux", "auxpass", "neg"}]
    return scene.span(min([top.i, *before]), verb.i)


def _may_confirm(scene: Scene, verb: Token, claim: Found) -> bool:
    """Is it in a clause of its own that a claim of the sentence before, and no denial, holds?"""
    denies = polarity(claim, scene.lexicon) == "negated"
    begin = scene.sentence_at(verb)[0]
    before = scene.sentence_at(scene.annotated.doc[max(begin - 1, 0)])[0]
    near = claim.trigger is not None and claim.trigger.i >= before
    return near and not denies and verb.dep_ not in {"relcl", "acl"}


def _lacking(scene: Scene, noun: Token, found: Sequence[Found]) -> Iterator[Found]:
    """The lack of a confirmation: "There was no independent confirmation of the claim"."""
    if syntax.child(noun.head, "expl") is None:
        return
    of = next((c for c in noun.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
    claim = syntax.child(of, "pobj") if of is not None else None
    if claim is not None and claim.lemma_ not in scene.lexicon.words("claim_nouns"):
        return
    content = _clause(scene, noun.head)
    for about in targets(scene, claim or noun, noun, found):
        yield Found(
            content=content, rule=_RULE, trigger=noun.head, narrator=True, about=about,
            predicate=first_predicate(scene, content), verdict=_OPEN,
        )  # fmt: skip


def _unchecked(scene: Scene, found: Sequence[Found]) -> Iterator[Found]:
    """Claims that are called unverified where they are made: "Unconfirmed reports said ..."."""
    open_ = scene.lexicon.words("open")
    for i, one in enumerate(found):
        named = [*one.speakers, *([one.trigger] if one.trigger is not None else [])]
        for token in named:
            mark = next((c for c in token.lefts if c.lower_ in open_), None)
            if mark is not None:
                yield Found(
                    content=scene.span(mark.i, token.i), rule=f"{_RULE} by adjective",
                    trigger=mark, narrator=True, about=i, verdict=_OPEN,
                )  # fmt: skip


def _is_open(scene: Scene, verb: Token, noun: Token | None) -> bool:
    """Is the checking denied: "could not be verified", "was unable to confirm", "neither was"?"""
    words = scene.lexicon.words
    governors = [verb.head] if verb.head.i != verb.i else []
    if verb.dep_ == "xcomp":
        governors.append(verb.head.head)
    return (
        syntax.is_negated(verb)
        or (noun is not None and is_nobody(scene, noun))
        or verb.head.lemma_ in words("checking_fails")
        or (verb.dep_ == "xcomp" and any(syntax.is_negated(g) for g in governors))
        or any(c.lower_ in words("checking_ahead") for g in governors for c in syntax.children(g))
    )


def _is_unreal(scene: Scene, verb: Token, *, open_: bool) -> bool:
    """A confirmation that is only possible, wanted or to come confirms nothing."""
    if open_:
        return False
    unreal = scene.lexicon.words("unreal")
    return verb.tag_ == "VB" or any(
        c.dep_ == "aux" and c.lower_ in unreal for c in syntax.children(verb)
    )


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
