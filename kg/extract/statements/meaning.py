"""Finds the predicate of a content, and whether it is given in the speaker's own words."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements.scene import Scene
from kg.model import Span

_VERBAL = {"VERB", "AUX"}
_SUBORDINATE = {"advcl", "relcl", "csubj", "acl", "pcomp"}


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


def main_predicate(token: Token | None) -> Token | None:
    """The verb (or copula) that governs a clause whose head the parse gives."""
    if token is None:
        return None
    if token.pos_ in _VERBAL:
        return token
    copula = syntax.child(token, "cop", "aux", "relcl", "acl")
    return copula if copula is not None and copula.pos_ in _VERBAL else token


def first_predicate(scene: Scene, *spans: Span) -> Token | None:
    """Main predicate of the first sentence that stands in the spans, the parts of one content."""
    inside: list[Token] = []
    for span in spans:
        first, stop = scene.token_at(span.start), scene.token_at(span.end - 1)
        end = min(scene.sentence_at(first)[1], stop.i + 1)
        inside += first.doc[first.i : end]
    held = {t.i for t in inside}
    verbs = [t for t in inside if t.pos_ in _VERBAL]
    top = [t for t in inside if t.dep_ == "ROOT" or t.head.i not in held]
    main = [t for t in top if t.pos_ in _VERBAL and t.dep_ not in _SUBORDINATE]
    if main:
        return main[0]
    described = [t for t in top if t.pos_ == "ADJ" and t.dep_ in {"ROOT", "ccomp"}]
    return next(iter((*described, *verbs)), None)
