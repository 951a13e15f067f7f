"""Decides "its fighters", "his forces": the group that owns them, or the forces of the state."""

from __future__ import annotations

from kg.ids import fold
from kg.resolve.board import Board, Referent


class Forces:
    """Those who bear arms for somebody that a pronoun means."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._classes = board.vocabulary.classes

    def own(self, mention: int, owner: Referent) -> Referent | None:
        """Whom the description means, once its possessor is known.

        Args:
            mention: a description that a pronoun possesses.
            owner: whom the pronoun means; a person stands for the side that he is on.

        Returns:
            a group itself; for a state or a government its forces, by its name; None where the
            description is of no forces, or the owner of no single side.
        """
        board, found = self._board, self._board.mentions[mention]
        if board.layout.head(mention) not in board.vocabulary.forces:
            return None
        if board.is_a(owner.cls, self._classes.person):
            sides = [s for s in owner.sides if not board.is_a(s.cls, self._classes.person)]
            sides = [s for s in sides if s.described is None] or sides  # not "rebel leader"
            if len(sides) != 1:
                return None
            owner = sides[0]
        if board.is_a(owner.cls, self._classes.state) or self._governs(owner):
            return self._of_state(mention, owner)
        return (
            owner
            if self._armed(owner) and board.is_a(found.cls, self._classes.organisation)
            else None
        )

    def _armed(self, owner: Referent) -> bool:
        """Is it a group that has fighters, not an office or a company?"""
        if owner.kind == self._classes.organisation:
            return owner.described is None  # named, and nothing more is known of it
        return any(self._board.is_a(owner.kind, c) for c in self._board.vocabulary.with_forces)

    def _governs(self, owner: Referent) -> bool:
        """Is it a body of a state that is no force itself ("the government")?"""
        military = any(self._board.is_a(owner.cls, c) for c in self._board.vocabulary.many)
        official = any(self._board.is_a(owner.cls, c) for c in self._board.vocabulary.national)
        return official and not military

    def _of_state(self, mention: int, owner: Referent) -> Referent:
        """The forces by the state's name, as the text calls them ("Chadian forces")."""
        board, found = self._board, self._board.mentions[mention]
        entry, head = owner.entry, board.layout.head(mention)
        adjectives = entry.adjectives if entry is not None else ()
        name = min(adjectives, key=lambda a: (len(a), a), default=None)
        name = name or (entry.label if entry else owner.described or owner.names[0])
        words = f"{name} {head}"
        known = (
            r
            for r in board.referents
            if r.described is not None and fold(r.described) == fold(words)
        )
        referent = next(known, None) or board.new(found.cls, described=words, local=True)
        referent.plural = found.plural
        return referent
