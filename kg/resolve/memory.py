"""Who was spoken of lately, and how much they stand out: salience for later words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from kg.model import Form, Function
from kg.resolve.board import Board, Referent

_FADES = (0.0, 0.2, 0.45, 0.65, 0.85, 1.0)  #: salience lost over so many sentences, and over more
_SPEAKER = 0.25  #: gained by having been quoted
_QUOTED = 0.3  #: lost by having been named inside a quotation only
_PASSING = 0.2  #: lost by having been named in passing only
_PRONOUN = 0.1  #: gained by a body that a pronoun has meant last
_OFTEN = 0.03  #: gained per earlier mention, up to five
_KEPT = 60  #: how many different referents are remembered
_BASE = 0.6  #: salience of what was named just now

#: Gained by what a phrase does in its clause.
STANDING = {
    Function.SUBJECT: 0.2,
    Function.OBJECT: 0.0,
    Function.OBLIQUE: -0.05,
    Function.POSSESSOR: -0.05,
    Function.MODIFIER: -0.15,
    Function.OTHER: 0.0,
}


@dataclass(slots=True)
class Trace:
    """The last sentence in which a referent was mentioned."""

    mention: int
    sentence: int
    function: Function  #: the most prominent one there
    lead: bool
    quoted: bool
    speaker: bool
    count: int
    pronoun: bool  #: meant by a pronoun, so that it was known whom the text is about
    passing: bool  #: named by an adjective ("Russian"), in a dateline or as who was told only


class Memory:
    """The referents met so far while the text is read from start to end."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._traces: dict[Referent, Trace] = {}
        self._outside: dict[Referent, Trace] = {}  #: the same, quotations passed over
        self._entries: set[str] = set()
        self._called: dict[str, tuple[Referent, int]] = {}  #: word -> whom it has meant last
        self._asking = self._who_ask()  #: they are no next speaker, but whom they ask
        self._by_word: dict[str, dict[Referent, None]] = defaultdict(dict)

    def _who_ask(self) -> frozenset[int]:
        text, asking = self._board.layout.text, self._board.vocabulary.asking
        return frozenset(
            f.mention
            for s in self._board.layout.statements
            if s.cue is not None and text[s.cue.start : s.cue.end].lower() in asking
            for f in s.speakers
            if f.mention is not None
        )

    def note(self, mention: int, referent: Referent) -> None:
        """Remembers that the mention speaks of the referent."""
        layout = self._board.layout
        media = self._board.is_a(referent.cls, self._board.vocabulary.classes.media)
        if mention in layout.bylines or (media and mention in layout.told):
            return
        passing = (
            self._board.mentions[mention].form is Form.ADJECTIVE
            or mention in layout.datelines
            or mention in layout.told
        )
        before = self._traces.get(referent)
        if passing and before is not None:
            before.count += 1
            return
        if before is None:
            if referent.entry is not None:
                self._entries.add(referent.entry.id)
            for word in sorted(referent.words() | referent.titles):
                self._by_word[word][referent] = None
        self._by_word[layout.head(mention)][referent] = None
        owned = any(self._board.pronoun(k) for k in self._board.mentions[mention].modifiers)
        if not owned and not self._personal(referent):
            self._called[layout.head(mention)] = referent, layout.sentence[mention]
        self._traces.pop(referent, None)
        self._traces[referent] = self._trace(mention, before, passing=passing)
        if not layout.quoted[mention]:
            outside = self._outside.get(referent)
            self._outside[referent] = self._trace(mention, outside, passing=passing)

    def _trace(self, mention: int, before: Trace | None, *, passing: bool) -> Trace:
        layout = self._board.layout
        sentence = layout.sentence[mention]
        function, lead = layout.function(mention), layout.leads[mention]
        quoted = layout.quoted[mention]
        speaker = mention in layout.speakers - self._asking and layout.inside[mention] is None
        if before is not None and before.sentence == sentence:
            function = max(function, before.function, key=STANDING.__getitem__)
            lead, speaker = lead or before.lead, speaker or before.speaker
            quoted = quoted and before.quoted
        pronoun = self._board.mentions[mention].form is Form.PRONOUN
        count = 1 + (before.count if before else 0)
        return Trace(mention, sentence, function, lead, quoted, speaker, count, pronoun, passing)

    def known_as(self, word: str) -> list[Referent]:
        """Referents met so far that bear the word in a name, an office or a description."""
        return list(self._by_word.get(word, ()))

    def knows(self, entry: str | None) -> bool:
        """Has the entry of the world been spoken of?"""
        return entry in self._entries

    def just_called(self, word: str, mention: int) -> Referent | None:
        """Whom the word has meant last, if that was in this sentence or the one before."""
        referent, sentence = self._called.get(word, (None, 0))
        return referent if self._board.layout.sentence[mention] - sentence <= 1 else None

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

    def reach(self, mention: int) -> Callable[[Referent], int]:
        """How many sentences ago, seen from the mention, someone was spoken of."""
        here = self._board.layout.sentence[mention]
        return lambda referent: here - self._traces[referent].sentence

    def trace(self, referent: Referent, mention: int | None = None) -> Trace | None:
        """When the referent was mentioned last; for a mention outside quotations rather outside."""
        last = self._traces.get(referent)
        if mention is None or self._board.layout.quoted[mention]:
            return last
        outside = self._outside.get(referent)
        if outside is None or last is None or last is outside:
            return last
        far = last.sentence - outside.sentence
        return outside if _FADES[min(far, 5)] < _QUOTED else last

    def _personal(self, referent: Referent) -> bool:
        return self._board.is_a(referent.cls, self._board.vocabulary.classes.person)

    def salience(self, referent: Referent, mention: int) -> float:
        """How much the referent stands out at this mention, about 0 to 1."""
        trace = self.trace(referent, mention)
        if trace is None:
            return 0.0
        distance = self._board.layout.sentence[mention] - trace.sentence
        score = faded(trace.function, distance)
        score += _SPEAKER * trace.speaker * (1 if distance <= 1 else 0.5)
        score += _PRONOUN * (trace.pronoun and not self._personal(referent))
        score += _OFTEN * min(trace.count, 5)
        if trace.passing:
            score -= _PASSING
        if trace.quoted and not self._board.layout.quoted[mention]:
            score -= _QUOTED
        return score


def faded(function: Function, distance: int) -> float:
    """The salience of what stood so many sentences before in this function."""
    return _BASE - _FADES[max(0, min(distance, 5))] + STANDING[function]
