"""Finds quoted words in a text: verbatim, as whole words, near where they belong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.model import Span

#: White space is one blank, so that a quotation may run over a line's end; offsets stay.
_BLANK = dict.fromkeys(map(ord, "\n\r\t\u00a0"), " ")
_ARTICLES = ("the ", "a ", "an ")


class Quotes:
    """A text that is searched for quotations."""

    def __init__(self, text: str, reach: int) -> None:
        """Prepares the text.

        Args:
            text: the whole document.
            reach: code points from its anchor within which a quotation must stand.
        """
        self._text, self._reach = text.translate(_BLANK), reach

    def find(self, words: object, piece: Span, *, beside: Iterable[object] = ()) -> Span | None:
        """The place of the words in a piece of the text; None where they are not there.

        Args:
            words: what is said to stand there.
            piece: where to look.
            beside: other quotations; of several places the one nearest to them is taken.
        """
        others = [found for one in beside if (found := list(self._places(one, piece)))]
        places = [
            (sum(min(_gap(place, other) for other in found) for found in others), place)
            for place in self._places(words, piece)
        ]
        return min(places)[1] if places else None

    def near(self, words: object, anchor: Span, piece: Span) -> Span | None:
        """The place of the words nearest to an anchor, the earlier of two; None beyond reach."""
        places = [(_gap(place, anchor), place) for place in self._places(words, piece)]
        distance, place = min(places, default=(0, None))
        return place if distance <= self._reach else None

    def bare(self, span: Span) -> Span:
        """The span without the article before it."""
        words = self._text[span.start : span.end].lower()
        article = next((a for a in _ARTICLES if words.startswith(a)), "")
        return Span(span.start + len(article), span.end)

    def _places(self, words: object, piece: Span) -> Iterator[Span]:
        """All places, in order, where the words stand as whole words."""
        if not isinstance(words, str):
            return
        sought = words.translate(_BLANK).strip()
        if not any(c.isalnum() for c in sought):
            return
        start = self._text.find(sought, piece.start, piece.end)
        while start >= 0:
            end = start + len(sought)
            if self._is_edge(start) and self._is_edge(end):
                yield Span(start, end)
            start = self._text.find(sought, start + 1, piece.end)

    def _is_edge(self, offset: int) -> bool:
        """Does no word run on across this place?"""
        return not (
            self._text[offset - 1 : offset].isalnum() and self._text[offset : offset + 1].isalnum()
        )


def covering(spans: Iterable[Span]) -> Span:
    """The shortest stretch that holds all spans."""
    starts, ends = zip(*spans, strict=True)
    return Span(min(starts), max(ends))


def overlap(one: Span, other: Span) -> int:
    """How many code points two spans share.

    >>> overlap(Span(0, 5), Span(3, 9))
    2
    """
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _gap(place: Span, anchor: Span) -> int:
    """Code points between two spans, 0 where they meet."""
    return max(place.start - anchor.end, anchor.start - place.end, 0)
