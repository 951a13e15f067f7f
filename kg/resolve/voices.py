"""What those who speak around a pronoun tell of whom it means."""

from __future__ import annotations

from kg.model import Function
from kg.resolve.board import Board, Referent
from kg.resolve.words import Pronoun


class Voices:
    """Reads who says the words in which a pronoun stands, or beside it."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def answers(self, referent: Referent, mention: int) -> bool:
        """As in "They deny this": is it denied what the referent himself has said?"""
        denied = self._board.layout.denied.get(mention)
        if denied is None:
            return False
        speakers = self._board.extraction.statements[denied].speakers
        return any(
            f.mention is not None and self._board.links[f.mention] is referent for f in speakers
        )

    def whole_content(self, mention: int) -> bool:
        """As in "Pakistan denied it": is the pronoun all that was said, and so no actor?"""
        if mention in self._board.acting or self._board.pronoun(mention) is None:
            return False
        span, inside = self._board.mentions[mention].span, self._board.layout.inside[mention]
        return inside is not None and self._board.layout.statements[inside].content == span

    def joint_speakers(self, mention: int, pronoun: Pronoun) -> bool:
        """As in "Berg and Stahl said they": several say together what is said of them."""
        inside = self._board.layout.inside[mention]
        if inside is None or not pronoun.plural or self._board.layout.quoted[mention]:
            return False
        many = len(self._board.extraction.statements[inside].speakers) > 1
        return many and self._board.layout.function(mention) is Function.SUBJECT

    def own_words(self, mention: int) -> frozenset[Referent]:
        """Who is named in what the pronoun's bearer says word by word: speakers say "I"."""
        layout = self._board.layout
        said = layout.said_by.get(mention)
        if said is None:
            return frozenset()
        return frozenset(
            r for i in layout.within(said) if layout.quoted[i] and (r := self._board.links[i])
        )

    def announcers(self, mention: int) -> frozenset[Referent]:
        """As in "Moe has died, a spokesman announced, a day after he fell": the spokesman."""
        layout, start = self._board.layout, self._board.mentions[mention].span.start
        if layout.inside[mention] is not None and self._board.speaker(mention) is not None:
            return frozenset()
        found = set()
        for speaker, said, cue in layout.announced.get(layout.sentence[mention], ()):
            referent = self._board.links[speaker]
            over = "," in layout.text[cue:start]
            if referent is None or referent.described is None or not over:
                continue
            if any(layout.function(i) is Function.SUBJECT for i in layout.within(said)):
                found.add(referent)
        return frozenset(found)
