"""What is attributed: a stretch of the text with the predicate that governs it."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from kg.extract.statements.quotations import Quotation
from kg.extract.statements.scene import Scene
from kg.model import Span


class Content(NamedTuple):
    """What is attributed, and the predicate that governs it."""

    span: Span
    predicate: Token | None
    parts: tuple[Span, ...] = ()  #: where a cue stands inside: the stretches around it


class Reach(NamedTuple):
    """The tokens that a cue's own clause covers, its content aside."""

    first: int
    last: int


def subtree_end(head: Token) -> int:
    """Last token of a clause or phrase."""
    return int(head.right_edge.i)


def snapped(scene: Scene, content: Content, cue: Span) -> Content:
    """The content grown to the ends of the quotations it cuts, unless the cue stands in them."""
    start, end = content.span
    for offset in (start, max(start, end - 1)):
        quote = scene.quote_at(offset)
        if quote is not None and _is_of_next_sentence(scene, content.span, quote):
            end = scene.trim(Span(start, quote.start)).end
            continue
        if quote is None or quote.holds(cue.start) or cue.start < quote.start < cue.end:
            continue
        start, end = min(start, quote.start), max(end, quote.end)
    return content._replace(span=Span(start, end))


def _is_of_next_sentence(scene: Scene, content: Span, quote: Quotation) -> bool:
    """Does a sentence end between the start of a content and the quotation in which it ends?"""
    before = scene.text[content.start : quote.start].rstrip()
    return before.endswith((".", "!", "?")) and quote.end >= content.end


def adjacent(scene: Scene, reach: Reach) -> tuple[Quotation | None, Quotation | None]:
    """The quotations right before and right after the clause of a cue."""
    doc = scene.annotated.doc
    first, last = doc[reach.first], doc[reach.last]
    before = scene.quote_before(first.idx)
    if before is not None and any(c.isalnum() for c in scene.text[before.end : first.idx]):
        before = None
    after = scene.quote_after(last.idx + len(last))
    if after is not None:
        gap = scene.text[last.idx + len(last) : after.start]
        if any(c.isalnum() for c in gap) or after.start >= scene.paragraph_at(last.idx).end:
            after = None
    return before, after
