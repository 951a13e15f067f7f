"""Finds what a verdict is about: the claim that "the claim", "their figures" or "it" stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements.rebuttal import rebuttal
from kg.extract.statements.scene import Found, Scene

_REACH = 8  #: so many attributions back a claim without owner may lie
_RELATIVE = {"WDT", "WP"}
_NAMING = {"PROPN", "NOUN", "ADJ"}


def claim_noun(scene: Scene, verb: Token) -> Token | None:
    """The noun (or pronoun) for a claim that is the verb's logical object."""
    words = scene.lexicon.words
    tacked = rebuttal(scene, verb)
    if tacked is not None:
        return tacked.noun
    if syntax.is_passive(verb):
        noun = syntax.child(verb, "nsubjpass")
    else:
        noun = syntax.child(verb, "dobj") or _hard_to_check(scene, verb)
    if noun is None:
        return None
    if verb.dep_ == "relcl" and noun.tag_ in _RELATIVE:  # "the deal, which was rejected"
        noun = verb.head
        return noun if noun.lemma_ in words("claim_nouns") else None
    counted = _counted(scene, noun)  # "neither of the claims"
    known = counted.lemma_ in words("claim_nouns") or noun.lower_ in words("claim_pronouns")
    return noun if known else None


def _counted(scene: Scene, noun: Token) -> Token:
    """The noun of which one or both of two are meant ("either of the claims"), else the word."""
    of = syntax.child(noun, "prep") if noun.lower_ in scene.lexicon.words("pairs") else None
    below = None if of is None else syntax.child(of, "pobj")
    return noun if below is None else below


def _is_pair(scene: Scene, noun: Token) -> bool:
    """Are two claims meant ("neither claim", "both of the accounts")?"""
    pairs = scene.lexicon.words("pairs")
    return noun.lower_ in pairs or any(c.lower_ in pairs for c in noun.lefts)


def _hard_to_check(scene: Scene, verb: Token) -> Token | None:
    """The subject of "the claim was impossible to verify"."""
    hard = verb.head
    if verb.dep_ != "xcomp" or hard.lemma_ not in scene.lexicon.words("checking_fails"):
        return None
    return syntax.child(hard, "nsubj") or syntax.child(hard.head, "nsubj")


def others(judge: Found, found: Sequence[Found]) -> Sequence[Found]:
    """The attributions, the judge's own marked as the narrator's: nobody denies himself."""
    own = _names_of(judge)
    return [replace(one, narrator=True) if own & _names_of(one) else one for one in found]


def _names_of(one: Found) -> set[str]:
    """The head words of the speakers, and the last word of each name ("Senator Ines Carvo")."""
    found = {t.lower_ for t in one.speakers}
    for speaker in one.speakers:
        names = [t for t in speaker.subtree if t.pos_ == "PROPN"]
        named = speaker.pos_ != "PROPN" and [t for t in names if t.dep_ == "appos"]
        found |= {t.lower_ for t in (named or ())[-1:]}
    return found


def targets(scene: Scene, noun: Token, verb: Token, found: Sequence[Found]) -> list[int]:
    """Indices of the attributions that a claim noun stands for.

    The noun may bring its claim with it ("denied claims that ..."); else it is the latest one of
    its owner, or the latest near by; "either side's account" is the latest of each of two, and
    "the claims" of nobody named are those of the paragraph.
    """
    own = [i for i, one in enumerate(found) if one.trigger is not None and one.trigger.i == noun.i]
    if own:
        return own[:1]
    before = _claims_before(scene, noun, verb, found)
    if _is_pair(scene, noun):
        return _latest_of_two(scene, before, verb, found)
    owner = _owner(noun)
    if owner is not None and owner.pos_ != "PRON":
        if owner.lemma_ in scene.lexicon.words("sides"):
            return _latest_of_two(scene, before, verb, found)
        mine = [i for i in before if _is_whose(scene, owner, found[i])]
        return mine[-1:]
    near = [i for i in before[-_REACH:] if _is_near(scene, found[i], verb)]
    if verb.lemma_ in scene.lexicon.words("denied") and not is_tail(noun, verb):
        near = _first_said(_about_judge(scene, near, verb, found), found)
    if is_tail(noun, verb):
        return near[-1:]
    alike = [i for i in near if _shares_name(scene, found[i], verb)]
    together = [] if alike or noun.tag_ != "NNS" else _together(scene, noun, near, found)
    return together or (alike or near)[-1:]


def _together(scene: Scene, noun: Token, near: list[int], found: Sequence[Found]) -> list[int]:
    """What "the claims" are: all of the paragraph, if none tells of such ("rejected reports")."""
    here = scene.paragraph_at(noun.idx)
    told = [i for i in near if found[i].content.start >= here.start]
    return [] if any(_tells_of(scene, found[i], noun) for i in told) else told


def _tells_of(scene: Scene, one: Found, noun: Token) -> bool:
    """Does a claim speak of reports or claims by the same noun?"""
    first, last = scene.token_at(one.content.start), scene.token_at(one.content.end - 1)
    return any(t.lemma_ == noun.lemma_ for t in noun.doc[first.i : last.i + 1])


def _about_judge(scene: Scene, near: list[int], verb: Token, found: Sequence[Found]) -> list[int]:
    """The claims that name who denies, if any do."""
    judge = syntax.surface_subject(verb)
    if judge is None or judge.pos_ == "PRON":
        return near
    meant = _candidates(scene, judge)
    return [i for i in near if _names_one(scene, found[i], judge, meant)] or near


def _names_one(scene: Scene, one: Found, judge: Token, meant: set[str]) -> bool:
    """Does a claim name somebody, by the same word or as the same actor of the world?"""
    first, last = scene.token_at(one.content.start), scene.token_at(one.content.end - 1)
    here = [t for t in judge.doc[first.i : last.i + 1] if t.pos_ == "PROPN"]
    named = judge.pos_ == "PROPN" and any(t.lemma_ == judge.lemma_ for t in here)
    return named or any(meant & _candidates(scene, t) for t in here)


def _first_said(near: list[int], found: Sequence[Found]) -> list[int]:
    """The claims without those that only go on about another ("..., which says troops help")."""
    return [i for i in near if not _goes_on(found[i])] or near


def _goes_on(one: Found) -> bool:
    return one.trigger is not None and one.trigger.dep_ == "relcl"


def is_tail(noun: Token, verb: Token) -> bool:
    """Is a noun with a verdict tacked onto the claim before it: ", a figure that is disputed"?"""
    first = noun.left_edge.i
    return verb.dep_ == "relcl" and verb.head.i == noun.i and noun.doc[first - 1].text == ","


def _shares_name(scene: Scene, one: Found, verb: Token) -> bool:
    """Does a claim name something that the sentence of the verdict names too?"""
    begin, stop = scene.sentence_at(verb)
    judges = syntax.surface_subject(verb)
    own = set() if judges is None else {t.i for t in judges.subtree}
    here = {t.lemma_ for t in verb.doc[begin:stop] if t.pos_ == "PROPN" and t.i not in own}
    first, last = scene.token_at(one.content.start), scene.token_at(one.content.end - 1)
    return any(t.lemma_ in here for t in verb.doc[first.i : last.i + 1] if t.pos_ == "PROPN")


def _claims_before(scene: Scene, noun: Token, verb: Token, found: Sequence[Found]) -> list[int]:
    """The assertions before a verb, the latest last; for a figure those that give one, if any."""
    words = scene.lexicon.words
    before = [
        i for i, one in enumerate(found)
        if one.trigger is not None and one.trigger.i < verb.i
        and (one.content.end <= verb.idx or (is_tail(noun, verb) and one.content.start < noun.idx))
        and not one.narrator and one.entry is not None and one.entry.act
        and one.entry.cls in words("assertion_classes")
    ]  # fmt: skip
    if noun.lemma_ in words("figure_nouns"):
        before = [i for i in before if _has_number(scene, found[i])] or before
    return sorted(before, key=lambda i: (found[i].trigger or noun).i)


def _has_number(scene: Scene, one: Found) -> bool:
    first, last = scene.token_at(one.content.start), scene.token_at(one.content.end - 1)
    return any(t.pos_ == "NUM" or t.like_num for t in first.doc[first.i : last.i + 1])


def _is_near(scene: Scene, one: Found, verb: Token) -> bool:
    """A claim without owner stands in the same paragraph or the one before."""
    here = scene.paragraph_at(verb.idx)
    above = scene.paragraph_at(max(here.start - 2, 0))
    return one.content.end > above.start


def _latest_of_two(
    scene: Scene, before: Sequence[int], verb: Token, found: Sequence[Found]
) -> list[int]:
    """The latest claim of each of the last two speakers near by."""
    latest: dict[frozenset[str], int] = {}
    for i in reversed(before[-_REACH:]):
        if _is_near(scene, found[i], verb) and len(latest) < 2:  # noqa: PLR2004 - sides are two
            latest.setdefault(frozenset(_words(found[i])), i)
    return sorted(latest.values()) if len(latest) > 1 else list(before[-2:])


def _owner(noun: Token) -> Token | None:
    """Who is named as the one whose claim it is."""
    owner = syntax.child(noun, "poss")
    for c in noun.rights:
        if owner is None and c.dep_ in {"prep", "agent"} and c.lower_ in {"by", "of", "from"}:
            owner = syntax.child(c, "pobj")
    if owner is None:
        owner = next((c for c in noun.lefts if c.dep_ in {"amod", "compound"} and _names(c)), None)
    return owner


def _names(token: Token) -> bool:
    """Is it a name or a demonym before a noun ("the Kurdish claim")?"""
    return token.pos_ == "PROPN" or (token.pos_ == "ADJ" and token.text[0].isupper())


def _is_whose(scene: Scene, owner: Token, one: Found) -> bool:
    """Does a claim's speaker bear the owner's name, or stand for the same actor of the world?"""
    named = {t.lower_ for t in owner.subtree if t.pos_ in _NAMING}
    if named & _words(one):
        return True
    meant = _candidates(scene, owner)
    return any(meant & _candidates(scene, speaker) for speaker in one.speakers)


def _candidates(scene: Scene, token: Token) -> set[str]:
    """The entries of the world that a noun, or a name within its phrase, may mean."""
    index = scene.mentions.covering(token)
    if index is None:
        return set()
    mention = scene.mentions[index]
    inside = [scene.mentions[m] for m in mention.modifiers]
    return {c for one in (mention, *inside) for c in one.candidates}


def _words(one: Found) -> set[str]:
    return {t.lower_ for s in one.speakers for t in s.subtree if t.pos_ in _NAMING}
