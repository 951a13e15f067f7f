"""The nouns of a text that are neither actor nor territory: what "it" may mean besides those."""

from __future__ import annotations

from bisect import bisect_left

from kg.model import Function
from kg.resolve.board import Board
from kg.resolve.memory import faded

_REACH = 1  #: how many sentences back a thing competes
_NEAREST = 12  #: how many of them
_DOER = 0.35  #: gained by what does what is said around the pronoun
_PARALLEL = 0.1  #: gained by a subject where the pronoun is one


class Things:
    """Weighs the things before a pronoun; none is ever its referent, but one may speak against."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._things = board.extraction.things
        self._starts = [thing.span.start for thing in self._things]

    def salience(self, mention: int, *, plural: bool) -> float:
        """How much the most prominent thing of that number stands out, 0 where there is none."""
        layout = self._board.layout
        last = bisect_left(self._starts, self._board.mentions[mention].span.start)
        subject = layout.function(mention) is Function.SUBJECT
        scores = [0.0]
        for thing in self._things[max(0, last - _NEAREST) : last]:
            distance = layout.sentence[mention] - layout.sentence_at(thing.span.start)
            own = self._board.mentions[mention].grammar
            if thing.plural != plural or distance > _REACH:
                continue
            if own is not None and own.clause == thing.grammar.clause:
                continue
            function = thing.grammar.function
            score = faded(function, distance)
            score += _PARALLEL * (subject and function is Function.SUBJECT)
            score += _DOER * (own is not None and own.doer == thing.span.start)
            scores.append(score)
        return max(scores)
