"""Decides "the general said", right after somebody spoke whose office the text does not tell."""

from __future__ import annotations

from kg.model import Form
from kg.resolve.board import Board, Referent
from kg.resolve.memory import Memory

_THE = "the"
_SCORE = 0.6


class Continued:
    """Decides one description at a time, while the text is read from start to end."""

    def __init__(self, board: Board, memory: Memory) -> None:
        self._board, self._memory = board, memory
        self._offices = frozenset(
            word for r in board.referents for title in r.titles for word in title.split()[-1:]
        )

    def decide(self, mention: int) -> bool:
        """Links a speaker told by an office to the only one who has just spoken; True if so."""
        if not self._is_office(mention):
            return False
        spoke = [r for r in self._memory.recent(mention, 1) if self._person(r)]
        if len(spoke) != 1 or not self._may_hold(spoke[0], mention):
            return False
        self._board.link(mention, spoke[0], "speaks_on", _SCORE)
        return True

    def _is_office(self, mention: int) -> bool:
        """Is it a speaker by an office that the text gives to nobody, of no body that is told?"""
        board, found = self._board, self._board.mentions[mention]
        layout, head = board.layout, board.layout.head(mention)
        if found.form is not Form.NOMINAL or found.plural or found.modifiers:
            return False
        if mention not in layout.speakers or layout.inside[mention] is not None:
            return False
        if head not in board.vocabulary.offices or layout.word_before(mention) != _THE:
            return False
        told = head in self._offices or bool(self._memory.known_as(head))
        return not told and not layout.tied_behind(mention)

    def _person(self, referent: Referent) -> bool:
        return self._board.is_a(referent.cls, self._board.vocabulary.classes.person)

    def _may_hold(self, referent: Referent, mention: int) -> bool:
        """Is it one person, known by name and by no office, who spoke outside quotations?"""
        trace, gender = self._memory.trace(referent), self._board.mentions[mention].gender
        if trace is None or not trace.speaker or referent.plural or referent.titles:
            return False
        named = referent.described is None and bool(referent.names)
        return named and not (gender and referent.gender and gender != referent.gender)
