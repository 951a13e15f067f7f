"""Decides "I", "we" and "our forces": who speaks the words around them, and for whom."""

from __future__ import annotations

from kg.model import Form
from kg.resolve.board import Board, Referent
from kg.resolve.forces import Forces
from kg.resolve.words import Pronoun


class Deixis:
    """Decides the words whose meaning depends on who speaks, when all speakers are known."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._forces = Forces(board)

    def decide(self) -> None:
        """Links first persons, then the forces and members that are called theirs."""
        mentions = self._board.mentions
        for i, mention in enumerate(mentions):
            pronoun = self._first_person(i) if mention.form is Form.PRONOUN else None
            if pronoun is not None:
                self._decide(i, pronoun)
        for i, mention in enumerate(mentions):
            if mention.form is Form.NOMINAL and mention.modifiers:
                self._of_the_speaker(i)

    def _first_person(self, mention: int) -> Pronoun | None:
        pronoun = self._board.pronoun(mention)
        return pronoun if pronoun is not None and pronoun.person == 1 else None

    def _decide(self, mention: int, pronoun: Pronoun) -> None:
        speaker = self._board.speaker(mention)
        if speaker is None:
            self._board.leave_open(mention, "speaker_unknown")
            return
        person = self._board.is_a(speaker.cls, self._board.vocabulary.classes.person)
        if not pronoun.plural:
            self._board.link(mention, speaker, "speaker_of_quotation", 0.95)
        elif not person:
            self._board.link(mention, speaker, "speaker_of_quotation", 0.9)
        elif speaker.sides:
            self._board.link(mention, self._board.side(speaker.sides[0]), "side_of_speaker", 0.8)
        else:
            self._board.leave_open(mention, "side_of_speaker_unknown", ((speaker, 0.4),))

    def _of_the_speaker(self, mention: int) -> None:
        """Links "our forces" to the group whose side the speaker of "our" is on."""
        board = self._board
        for k in board.mentions[mention].modifiers:
            pronoun, side = self._first_person(k), board.links[k]
            if pronoun is None or not pronoun.plural or side is None:
                continue
            forces = self._forces.own(mention, side)
            if forces is None and self._member(mention, side):
                forces = side
            if forces is not None:
                board.link(mention, forces, "side_of_speaker", 0.7)

    def _member(self, mention: int, side: Referent) -> bool:
        named = self._board.layout.head(mention) in self._board.vocabulary.of_the_group
        return named and self._board.is_a(side.cls, self._board.vocabulary.classes.organisation)
