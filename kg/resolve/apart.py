"""What speaks against a description's meaning somebody, however alike the words are."""

from __future__ import annotations

from kg.model import Form
from kg.resolve.board import Board, Referent
from kg.resolve.owners import Owners


class Apart:
    """Tells those whom a description cannot mean."""

    def __init__(self, board: Board, owners: Owners) -> None:
        self._board, self._owners = board, owners
        rebels = board.vocabulary.unlisted
        self._of_rebels = any(
            rebels.get(board.layout.head(i))
            for i, m in enumerate(board.mentions)
            if m.form is Form.NOMINAL
        )

    def tells(self, mention: int, referent: Referent) -> bool:
        """Is somebody else described than the referent?"""
        return (
            self._board.set_apart(mention, referent)
            or self._perhaps_rebels(mention, referent)
            or self._of_another(mention, referent)
        )

    def _perhaps_rebels(self, mention: int, referent: Referent) -> bool:
        """Is "the army" told, and an army that nobody lists, in a text that tells of rebels?"""
        unlisted = referent.entry is None and referent.described is None
        return unlisted and self._of_rebels and self._owners.official(mention)

    def _of_another(self, mention: int, referent: Referent) -> bool:
        """As in "the head of the Front": is another's officer described than the referent is?"""
        board = self._board
        if not board.is_a(referent.cls, board.vocabulary.classes.person):
            return False
        behind = [r for k in board.layout.tied_behind(mention) if (r := board.links[k]) is not None]
        return bool(behind) and not any(self._owners.tied(referent, r) for r in behind)
