"""Which lands and cities a description may mean, by what stands between and around."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Form
from kg.resolve.board import Board, Referent
from kg.resolve.memory import Memory

_IN_THE = (" in the ", " in this ", " with the ", " with this ")
_HELD = 0.15  #: gained by land that a claim of the text is about
_DATELINE = 0.1  #: lost by the place where the text was written
_SEAT = 0.25  #: lost by the place of a ministry, an office
_OTHERWISE = 0.25  #: lost by a city that the text calls by another word for its kind
_OWN = 0.2  #: gained by the country of who speaks the words around
_FOREIGN = 0.1  #: lost there by any other


class Lands:
    """Tells lands that a description cannot mean."""

    def __init__(self, board: Board, memory: Memory) -> None:
        self._board = board
        self._memory = memory
        self._classes = board.vocabulary.classes

    def possible(self, mention: int, referent: Referent) -> bool:
        """May a land be meant: one, not the doer of the clause, a capital where one is told?"""
        head, world = self._board.layout.head(mention), self._board.ontology.world
        doer = self._board.doer(mention)
        if head[-1:] == "s" or (doer and referent in {doer, self._board.twin(doer)}):
            return False
        if head not in self._board.vocabulary.capitals or referent.entry is None:
            return True
        governed = world.governed_from(referent.entry.label)
        return any(self._memory.knows(e.id) or self._memory.knows(e.twin) for e in governed)

    def _foreign(self, mention: int, referent: Referent) -> bool:
        """As in "Rwandan soldiers in the country", "its border with the country": is it another?"""
        layout = self._board.layout
        last = layout.possessed.get(mention - 1, mention - 1)
        if last < 0 or layout.between(last, mention) not in _IN_THE:
            return False
        there = self._board.mentions[last]
        from_ = (self._board.links[k] for k in there.modifiers)
        tied = there.plural or self._board.is_a(there.cls, self._classes.border)
        return tied and any(r is not None and referent in {r, self._board.twin(r)} for r in from_)

    def count(self, referent: Referent) -> int:
        """How often a land has been spoken of, its state included."""
        other = self._board.known_twin(referent)
        both = (self._memory.trace(r) for r in (referent, other) if r is not None)
        return sum(trace.count for trace in both if trace is not None)

    def standing(self, mention: int, referent: Referent, last: int) -> float:
        """For land that is fought over; against a dateline, or where a body sits, named last."""
        board = self._board
        named = (k for k in referent.mentions if board.mentions[k].form is Form.NAME)
        score = _HELD * any(k in board.held for k in named)
        score -= _DATELINE * (last in board.layout.datelines)
        score -= _OTHERWISE * self._called_otherwise(mention, referent)
        return score - _SEAT * self._seats(last)

    def _called_otherwise(self, mention: int, referent: Referent) -> bool:
        """As in "the city" of a place so far and now "the town": is another word the usual one?"""
        board, city = self._board, self._classes.city
        if not board.is_a(board.mentions[mention].cls, city):
            return False
        so_far = (k for k in referent.mentions if k < mention)
        described = (k for k in so_far if board.mentions[k].form is Form.NOMINAL)
        heads = {board.layout.head(k) for k in described if board.is_a(board.mentions[k].cls, city)}
        return bool(heads) and board.layout.head(mention) not in heads

    def _seats(self, place: int) -> bool:
        """As in "the ministry in Kalun": is it only told where a body is?"""
        if not place or self._board.layout.between(place - 1, place) != " in ":
            return False
        body = self._board.mentions[place - 1].cls
        return any(self._board.is_a(body, c) for c in self._board.vocabulary.seated)

    def told_by(self, mention: int, referent: Referent) -> float:
        """For the country of who speaks the words around; a state calls itself "it"."""
        speaker, is_a = self._board.speaker(mention), self._board.is_a
        kinds = (self._classes.country, self._classes.state)
        if speaker is None or self._board.mentions[mention].cls not in kinds:
            return 0.0
        if not is_a(speaker.cls, self._classes.person):
            return -_OWN * (referent in {speaker, self._board.known_twin(speaker)})
        own = {side.entry.twin for s in speaker.sides if (side := self._board.side(s)).entry}
        entry = referent.entry
        if entry is not None and own & {entry.id, entry.twin} - {None}:
            return _OWN
        return -_FOREIGN

    def apart(self, mention: int, referent: Referent) -> bool:
        """Does a name read since the referent tell that another land is meant?"""
        trace = self._memory.trace(referent)
        if trace is None:
            return False
        if self._named_later(mention, referent) or self._foreign(mention, referent):
            return True
        since = list(self._named(range(mention - 1, trace.mention, -1)))
        return self._elsewhere(mention, referent, since) or self._nearer(referent, since)

    def _named_later(self, mention: int, referent: Referent) -> bool:
        """As in "the town lies near Sake": who is named later in the sentence is another."""
        if not self._board.is_a(referent.cls, self._classes.land):
            return False
        layout = self._board.layout
        return any(
            k > mention
            and layout.sentence[k] == layout.sentence[mention]
            and self._board.mentions[k].form is Form.NAME
            for k in referent.mentions
        )

    def _elsewhere(self, mention: int, referent: Referent, since: list[Referent]) -> bool:
        """Is a capital meant, and of another land than the one that the city lies in?"""
        if self._board.layout.head(mention) not in self._board.vocabulary.capitals:
            return False
        entry = referent.entry
        around = self._board.ontology.world.chain(entry) if entry is not None else ()
        lands = (r.entry for r in since if not self._board.is_a(r.cls, self._classes.city))
        land = next((entry for entry in lands if entry is not None), None)
        return land is not None and not {land.id, land.twin} & set(around)

    def _nearer(self, referent: Referent, since: list[Referent]) -> bool:
        """Has a city been named since a nameless one was spoken of?"""
        city, nameless = self._classes.city, referent.described is not None and not referent.names
        if not nameless or not self._board.is_a(referent.cls, city):
            return False
        return any(self._board.is_a(r.cls, city) for r in since)

    def _named(self, mentions: range) -> Iterator[Referent]:
        """The lands that these mentions name, datelines apart."""
        for k in mentions:
            land, form = self._board.links[k], self._board.mentions[k].form
            if land is None or form is not Form.NAME or k in self._board.layout.datelines:
                continue
            if self._board.is_a(land.cls, self._classes.land):
                yield land
