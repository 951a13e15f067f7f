"""Lets quotations go on after their cue and over paragraphs, as one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.statements.quotations import Quotation
from kg.extract.statements.scene import Found, Scene
from kg.model import Span

_MARKS, _STOPS = "\"'\u2019\u201d\u00bb ", set(".!?,\u2026")
_MARK = 2  #: characters of the longest quote mark
_COLON = 4  #: characters between a content and the quotation that a colon adds to it
_SMALL_WORD = 3  #: letters of a word that title case may leave small
_FEWEST_WORDS = 3  #: a shorter quotation alone is a phrase, not speech that goes on


def continued(scene: Scene, found: Sequence[Found]) -> list[Found]:
    """The attributions, each grown over the quotations after it that have no cue of their own."""
    grown = list(found)
    for quote in scene.quotes:
        if quote.words < _FEWEST_WORDS or _is_taken(quote, grown) or _is_heading(scene, quote):
            continue
        at = _spoken_before(scene, quote, grown)
        if at is not None:
            one = grown[at]
            parts = one.parts or (one.content,)
            grown[at] = replace(
                one,
                content=Span(min(one.content.start, quote.start), quote.end),
                parts=(*parts, quote.span),
            )
    return grown


def _is_taken(quote: Quotation, found: Sequence[Found]) -> bool:
    return any(
        part.start < quote.end and quote.start < part.end
        for one in found
        for part in (one.parts or (one.content,))
    )


def _is_heading(scene: Scene, quote: Quotation) -> bool:
    """Is it a line in title case without a stop, before a new sentence: "Orphans of the Mill"?"""
    inside = scene.text[quote.start : quote.end].strip(_MARKS)
    words = [w for w in inside.split() if len(w) > _SMALL_WORD]
    return inside[-1:] not in _STOPS and all(w[:1].isupper() for w in words)


def _spoken_before(scene: Scene, quote: Quotation, found: Sequence[Found]) -> int | None:
    """The attribution whose sentence ends right before a quotation that stands as a sentence."""
    if not _is_sentence(scene, quote):
        return None
    announcing = _announcing(scene, quote, found)
    if announcing is not None:
        return announcing
    if "," in scene.text[quote.end - 2 : quote.end + 1]:  # whoever speaks it is named after it
        return None
    best, best_end = None, -1
    for i, one in enumerate(found):
        end = _end(scene, one, quote)
        if best_end < end <= quote.start and _speaks(one):
            best, best_end = i, end
    if best is None or any(c.isalnum() for c in scene.text[best_end : quote.start]):
        return None
    same = scene.paragraph_at(quote.start).start <= best_end
    return best if same or _continues_over_paragraphs(scene, quote) else None


def _announcing(scene: Scene, quote: Quotation, found: Sequence[Found]) -> int | None:
    """The attribution whose content ends at the colon before a quotation that bears it out."""
    before = scene.text[scene.paragraph_at(quote.start).start : quote.start].rstrip()
    if not before.endswith(":"):
        return None
    for i, one in enumerate(found):
        gap = scene.text[one.content.end : quote.start]
        if 0 < len(gap) <= _COLON and not any(c.isalnum() for c in gap) and _speaks(one):
            return i
    return None


def _speaks(one: Found) -> bool:
    return one.cue is None or (one.entry is not None and one.entry.act)


def _continues_over_paragraphs(scene: Scene, quote: Quotation) -> bool:
    """Is the new paragraph nothing but a quotation, after one that ended in a quotation?"""
    paragraph = scene.paragraph_at(quote.start)
    alone = quote.start == paragraph.start and not any(
        c.isalnum() for c in scene.text[quote.end : paragraph.end]
    )
    words = scene.text[quote.start : quote.end].rstrip(_MARKS)
    if quote.single or words[-1:] not in _STOPS:
        return False  # a heading
    return alone and scene.quote_before(paragraph.start - 1) is not None


def _is_sentence(scene: Scene, quote: Quotation) -> bool:
    before = scene.text[scene.paragraph_at(quote.start).start : quote.start].rstrip()
    return not before or before[-1] in ".!?:\u201d\"'\u2019"


def _end(scene: Scene, one: Found, quote: Quotation) -> int:
    """Where the sentence ends that holds the cue or the last part of the content.

    The parse may give the opening mark of the quotation to the sentence before it.
    """
    last = max(one.content.end, one.cue.end if one.cue else 0)
    token = scene.token_at(max(last - 1, 0))
    if scene.quote_at(token.idx) is not None and last == one.content.end:
        return last
    stop = scene.sentence_at(token)[1]
    final = scene.annotated.doc[stop - 1]
    while final.is_space and final.i > token.i:
        final = final.nbor(-1)
    end = int(final.idx + len(final))
    return quote.start if last <= quote.start < end <= quote.start + _MARK else end
