"""Cuts a text into pieces that fit one question, between lines or sentences where it can."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Document, Span

_LINE = re.compile(r"[^\n]*(?:\n|$)")
_SENTENCE_END = re.compile(r"[.!?][\"'\u2019\u201d)]*\s+")


def pieces(document: Document, most: int) -> Iterator[Span]:
    """Stretches of the body of at most so many characters, in order; none is blank."""
    start = end = document.body
    for line in _parts(document.text, document.body, most):
        if line.end - start > most and end > start:
            yield from _spoken(document.text, Span(start, end))
            start = line.start
        end = line.end
    yield from _spoken(document.text, Span(start, end))


def sentences(text: str, span: Span) -> Span:
    """The span widened to the ends of its sentences, within its first and last line.

    A full stop behind an abbreviation counts as an end: the result always holds the span, and may
    be shorter than the sentence.
    """
    first = text.rfind("\n", 0, span.start) + 1
    last = text.find("\n", span.end)
    last = len(text) if last < 0 else last
    for match in _SENTENCE_END.finditer(text, first, span.start):
        first = match.end()
    # Closing marks and the stop itself may belong to the span already.
    ending = _SENTENCE_END.search(text, max(span.end - 2, span.start), last)
    end = max(ending.end() if ending else last, span.end)
    whole = text[first:end]
    return Span(first + len(whole) - len(whole.lstrip()), first + len(whole.rstrip()))


def _parts(text: str, begin: int, most: int) -> Iterator[Span]:
    """Lines; a line that is too long in parts, between sentences where there are any."""
    for match in _LINE.finditer(text, begin):
        start, end = match.span()
        while end - start > most:
            ends = [m.end() for m in _SENTENCE_END.finditer(text, start, start + most)]
            cut = ends[-1] if ends else start + most
            yield Span(start, cut)
            start = cut
        if end > start:
            yield Span(start, end)


def _spoken(text: str, span: Span) -> Iterator[Span]:
    if text[span.start : span.end].strip():
        yield span
