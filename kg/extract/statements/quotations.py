"""Finds quotations by a scan over the characters, across sentences and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Span

_DOUBLE_OPEN, _DOUBLE_CLOSE = "\u201c\u201e\u00ab", "\u201d\u00bb"
#: Two apostrophes in a row are one double mark, as some agencies send it.
_MARK = re.compile(r"''|``|[\"\u201c\u201d\u201e\u00ab\u00bb'\u2018\u2019]")
_SINGLE = frozenset("'\u2018\u2019")
_INNER_CLOSE = frozenset("'\u2019")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quote marks, marks included."""

    span: Span
    parts: tuple[Span, ...]  #: one per paragraph
    words: int  #: how many words stand between the marks
    single: bool  #: between single quote marks

    @property
    def start(self) -> int:
        """Offset of the opening mark."""
        return self.span.start

    @property
    def end(self) -> int:
        """Offset after the closing mark."""
        return self.span.end

    def holds(self, offset: int) -> bool:
        """Does this offset lie inside the marks?"""
        return self.span.start <= offset < self.span.end


def quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """All quotations of a text; an unclosed one goes on in a paragraph that reopens it."""
    found: list[Quotation] = []
    unclosed = False
    for paragraph in paragraphs:
        spans = list(_scan(text, paragraph))
        if unclosed and spans and spans[0][0].start == paragraph.start and not spans[0][2]:
            previous, (span, closed, single) = found.pop(), spans.pop(0)
            found.append(_quotation(text, (*previous.parts, span), single=single))
            unclosed = not closed
        else:
            unclosed = False
        for span, closed, single in spans:
            found.append(_quotation(text, (span,), single=single))
            unclosed = not closed
    return tuple(found)


def _quotation(text: str, parts: tuple[Span, ...], *, single: bool) -> Quotation:
    span = Span(parts[0].start, parts[-1].end)
    words = sum(len(text[p.start : p.end].split()) for p in parts)
    return Quotation(span, parts, words, single)


def _scan(text: str, paragraph: Span) -> Iterator[tuple[Span, bool, bool]]:
    """Spans between marks in one paragraph: span, was it closed, are the marks single?"""
    opened: Span | None = None
    single = False
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        mark = Span(*match.span())
        if opened is None:
            if _opens(text, mark, paragraph):
                opened, single = mark, match.group() in _SINGLE
                if single and not _closes_later(text, mark, paragraph):
                    opened = None
        elif (match.group() in _SINGLE) == single and _closes(text, mark, paragraph):
            yield Span(opened.start, mark.end), True, single
            opened = None
    if opened is not None and not single:
        yield Span(opened.start, paragraph.end), False, False


def _around(text: str, mark: Span, paragraph: Span) -> tuple[str, str]:
    """The characters before and after a mark; a blank at the ends of the paragraph."""
    before = text[mark.start - 1] if mark.start > paragraph.start else " "
    after = text[mark.end] if mark.end < paragraph.end else " "
    return before, after


def _opens(text: str, mark: Span, paragraph: Span) -> bool:
    before, after = _around(text, mark, paragraph)
    word = text[mark.start : mark.end]
    if word[0] in _DOUBLE_OPEN:
        return True
    if word == "\u2019":
        return False
    return not before.isalnum() and not after.isspace() and (word != "'" or after.isalnum())


def _closes(text: str, mark: Span, paragraph: Span) -> bool:
    before, after = _around(text, mark, paragraph)
    word = text[mark.start : mark.end]
    if word == "\u2018":
        return False
    if word[0] in _DOUBLE_OPEN:  # a mark turned the wrong way
        return not before.isspace() and not after.isalnum() and before in ",.!?"
    if before.isspace() and word == '"':  # set apart from the single mark that closes before it
        return text[mark.start - 2 : mark.start - 1] in _INNER_CLOSE and not after.isalnum()
    return word[0] in _DOUBLE_CLOSE or (not before.isspace() and not after.isalnum())


def _closes_later(text: str, at: Span, paragraph: Span) -> bool:
    return any(
        m.group() in _SINGLE and _closes(text, Span(*m.span()), paragraph)
        for m in _MARK.finditer(text, at.end, paragraph.end)
    )
