"""A border is known by the two lands that it divides, in whatever words the text names them."""

from __future__ import annotations

import re

from kg.model import Form
from kg.resolve.board import Board, Referent
from kg.resolve.memory import Memory

_BESIDE = re.compile(
    r"\s+(?:with|between|separating|of|to)\s+(?:the\s+|neighbou?ring\s+)?", re.IGNORECASE
)
_JOINED = re.compile(r"\s+(?:and|with)\s+(?:the\s+|neighbou?ring\s+)?", re.IGNORECASE)
_REACH = 6  #: sentences after which "the border with X" is no longer the one named before


class Borders:
    """Links "the Afghan-Tajik border", "the border between X and Y", "the border with Y"."""

    def __init__(self, board: Board, memory: Memory) -> None:
        self._board = board
        self._memory = memory
        self._cls = board.vocabulary.classes.border

    def decide(self, mention: int) -> None:
        """Links a border whose two lands are named at it, or one of them there and both before."""
        found = self._board.mentions[mention]
        if not self._cls or found.form is Form.PRONOUN or found.plural:
            return
        if not self._board.is_a(found.cls, self._cls) or self._entry(mention):
            return
        within = self._lands(found.modifiers)
        lands = dict.fromkeys((*within, *self._named_after(mention)))
        if len(lands) == 2:  # noqa: PLR2004 - a border has two sides
            border = self._board.border(found.cls, tuple(sorted(lands)))
            if len(within) == len(lands):
                border.names.append(self._name(mention))
            self._board.link(mention, border, "both_lands_named", 1.0)
        elif len(lands) == 1 and self._known(mention):
            before = self._before(mention, next(iter(lands)))
            if before is not None:
                self._board.link(mention, before, "one_land_named", 0.9)

    def _entry(self, mention: int) -> bool:
        referent = self._board.links[mention]
        return referent is not None and referent.entry is not None

    def _known(self, mention: int) -> bool:
        """Does the text take the border for known, as "a border with Y" does not?"""
        article = self._board.layout.word_before(mention)
        return article not in self._board.vocabulary.indefinite

    def _name(self, mention: int) -> str:
        """The words from the first of the two lands to the border itself."""
        found = self._board.mentions[mention]
        spans = [self._board.mentions[m].span for m in found.modifiers]
        start = min(span.start for span in (found.span, *spans))
        return " ".join(self._board.layout.text[start : found.span.end].split())

    def _before(self, mention: int, land: str) -> Referent | None:
        """The border of this land that was spoken of last, unless that is long ago."""
        recent = self._memory.recent(mention, _REACH)
        return next((r for r in recent if land in r.lands), None)

    def _named_after(self, mention: int) -> list[str]:
        """The lands right after the word: "with Y", "between X and Y"."""
        layout, last = self._board.layout, len(self._board.mentions)
        found: list[int] = []
        previous, link = mention, _BESIDE
        for other in range(mention + 1, min(mention + 3, last)):
            if not link.fullmatch(layout.between(previous, other)):
                break
            found.append(other)
            previous, link = other, _JOINED
        return self._lands(found)

    def _lands(self, mentions: tuple[int, ...] | list[int]) -> list[str]:
        """Ids of the lands of these mentions, states as their territories, each once."""
        classes = self._board.vocabulary.classes
        found: dict[str, None] = {}
        for mention in mentions:
            referent = self._board.links[mention]
            entry = referent.entry if referent is not None else None
            if entry is None:
                continue
            if self._board.is_a(entry.cls, classes.state) and entry.twin:
                found[entry.twin] = None
            elif self._board.is_a(entry.cls, classes.land):
                found[entry.id] = None
        return list(found)
