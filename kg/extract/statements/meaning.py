"""Judges an attribution: direct or not, affirmed or negated, and how certain its speaker is."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements.lexicon import Lexicon
from kg.extract.statements.scene import Found, Scene
from kg.model import Span

_VERBAL = {"VERB", "AUX"}


def directness(scene: Scene, content: Span, parts: tuple[Span, ...] = ()) -> str:
    """direct: all of the content stands in quote marks; mixed: a part does; else indirect."""
    stretches = parts or (content,)
    if all(_only_quotes(scene, stretch) for stretch in stretches):
        return "direct"
    return "mixed" if any(_some_quote(scene, stretch) for stretch in stretches) else "indirect"


def _some_quote(scene: Scene, stretch: Span) -> bool:
    if scene.quote_at(stretch.start) is not None:
        return True
    after = scene.quote_after(stretch.start)
    return after is not None and after.start < stretch.end


def _only_quotes(scene: Scene, stretch: Span) -> bool:
    """Does nothing but quotations, and no word between them, make up the stretch?"""
    at = stretch.start
    while at < stretch.end:
        quote = scene.quote_at(at)
        if quote is None:
            following = scene.quote_after(at)
            until = stretch.end if following is None else min(following.start, stretch.end)
            if any(c.isalnum() for c in scene.text[at:until]):
                return False
            at = until
        else:
            at = quote.end
    return True


def polarity(found: Found, lexicon: Lexicon) -> str:
    """Negated where one of cue and content denies; a cue that denies by itself decides alone."""
    cue_denies = found.entry is not None and found.entry.polarity == "negated"
    if cue_denies:
        return "negated"
    content_denies = found.predicate is not None and _denies(found.predicate, lexicon)
    return "negated" if found.negated != content_denies else "affirmed"


def _denies(predicate: Token, lexicon: Lexicon) -> bool:
    """Is this predicate negated, or does it or its subject mean no by itself?"""
    if syntax.is_negated(predicate) or predicate.lemma_ in lexicon.words("negative"):
        return True
    for c in predicate.children:
        if c.dep_ in {"nsubj", "nsubjpass", "acomp", "attr", "dobj", "advmod"} and (
            c.lower_ in lexicon.words("negative")
            or (c.dep_ not in {"dobj", "attr"} and syntax.is_negated(c))
        ):
            return True
        if c.dep_ in {"attr", "dobj"} and any(
            d.dep_ == "det" and d.lower_ == "no" for d in c.children
        ):
            return True
    return False


def certainty(found: Found, lexicon: Lexicon) -> str:
    """On FactBank's scale, with future and conditional apart; a cue that is not certain decides."""
    entry = found.entry
    if entry is not None and entry.certainty != "certain":
        return entry.certainty
    predicate = found.predicate
    if predicate is None:
        return "certain"
    for name, applies in (
        ("conditional", _has_condition(predicate)),
        ("probable", _has(predicate, lexicon.words("probable"))),
        ("possible", _has(predicate, lexicon.words("possible"))),
        ("future", _has(predicate, lexicon.words("future")) or _is_going_to(predicate, lexicon)),
    ):
        if applies:
            return name
    return "certain"


def _has_condition(predicate: Token) -> bool:
    for c in predicate.children:
        if c.dep_ == "advcl" and any(
            m.dep_ in {"mark", "advmod"} and m.lower_ in {"if", "unless"} for m in c.children
        ):
            return True
    return False


def _has(predicate: Token, words: frozenset[str]) -> bool:
    """Is the predicate, or an auxiliary, adverb or adjective right at it, one of these words?"""
    if predicate.lemma_ in words:
        return True
    return any(
        c.dep_ in {"aux", "advmod", "acomp", "neg"} and (c.lower_ in words or c.lemma_ in words)
        for c in predicate.children
    )


def _is_going_to(predicate: Token, lexicon: Lexicon) -> bool:
    return (
        predicate.tag_ == "VBG"
        and predicate.lemma_ in lexicon.words("prospective")
        and any(c.dep_ == "xcomp" for c in predicate.children)
    )


def main_predicate(token: Token | None) -> Token | None:
    """The verb (or copula) that governs a clause whose head the parse gives."""
    if token is None:
        return None
    if token.pos_ in _VERBAL:
        return token
    copula = syntax.child(token, "cop", "aux", "relcl", "acl")
    return copula if copula is not None and copula.pos_ in _VERBAL else token


def first_predicate(scene: Scene, span: Span) -> Token | None:
    """Main predicate of the first sentence that stands in a span."""
    first, stop = scene.token_at(span.start), scene.token_at(span.end - 1)
    end = min(scene.sentence_at(first)[1], stop.i + 1)
    inside = [t for t in first.doc[first.i : end] if t.pos_ in _VERBAL]
    for token in inside:
        if token.dep_ in {"ROOT", "ccomp"} or token.head.i < first.i or token.head.i > stop.i:
            return token
    return inside[0] if inside else None
