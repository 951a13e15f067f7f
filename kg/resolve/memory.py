"""Who was spoken of lately, and how much they stand out: salience for later words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.model import Form
from kg.resolve.board import Board, Referent

_FADES = 0.2  #: salience lost per sentence
_LEAD = 0.2  #: gained by standing first in its sentence
_SPEAKER = 0.25  #: gained by having been quoted
_QUOTED = 0.3  #: lost by having been named inside a quotation only
_PASSING = 0.2  #: lost by having been named in passing only
_OFTEN = 0.03  #: gained per earlier mention, up to five
_KEPT = 60  #: how many different referents are remembered


@dataclass(slots=True)
class Trace:
    """The last time that a referent was mentioned."""

    mention: int
    sentence: int
    lead: bool
    quoted: bool
    speaker: bool
    count: int
    passing: bool  #: named by an adjective ("Russian"), in a dateline or as who was told only


class Memory:
    """The referents met so far while the text is read from start to end."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._traces: dict[Referent, Trace] = {}
        self._by_word: dict[str, dict[Referent, None]] = defaultdict(dict)

    def note(self, mention: int, referent: Referent) -> None:
        """Remembers that the mention speaks of the referent."""
        layout = self._board.layout
        passing = (
            self._board.mentions[mention].form is Form.ADJECTIVE
            or mention in layout.datelines
            or mention in layout.told
        )
        if passing and referent in self._traces:
            self._traces[referent].count += 1
            return
        before = self._traces.pop(referent, None)
        sentence = layout.sentence[mention]
        same = before is not None and before.sentence == sentence
        self._traces[referent] = Trace(
            mention,
            sentence,
            layout.leads[mention] or (same and before is not None and before.lead),
            layout.quoted[mention] and (before is None or not same or before.quoted),
            mention in layout.speakers or (same and before is not None and before.speaker),
            1 + (before.count if before else 0),
            passing,
        )
        if before is None:
            for word in sorted(referent.words() | referent.titles):
                self._by_word[word][referent] = None
        self._by_word[layout.head(mention)][referent] = None

    def known_as(self, word: str) -> list[Referent]:
        """Referents met so far that bear the word in a name, an office or a description."""
        return list(self._by_word.get(word, ()))

    def recent(self, mention: int, sentences: int | None = None) -> list[Referent]:
        """Referents of the last sentences, the last one first."""
        here = self._board.layout.sentence[mention]
        found: list[Referent] = []
        for referent in reversed(self._traces):
            trace = self._traces[referent]
            if sentences is not None and here - trace.sentence > sentences:
                break
            found.append(referent)
            if len(found) == _KEPT:
                break
        return found

    def trace(self, referent: Referent) -> Trace | None:
        """When the referent was mentioned last."""
        return self._traces.get(referent)

    def salience(self, referent: Referent, mention: int) -> float:
        """How much the referent stands out at this mention, about 0 to 1."""
        trace = self._traces.get(referent)
        if trace is None:
            return 0.0
        distance = self._board.layout.sentence[mention] - trace.sentence
        score = 0.6 - _FADES * min(distance, 5)
        score += _LEAD * trace.lead + _SPEAKER * trace.speaker * (1 if distance <= 1 else 0.5)
        score += _OFTEN * min(trace.count, 5)
        if trace.passing:
            score -= _PASSING
        if trace.quoted and not self._board.layout.quoted[mention]:
            score -= _QUOTED
        return score
