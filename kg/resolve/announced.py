"""Decides "a spokesman for the group said", where the text names the officer only later."""

from __future__ import annotations

from kg.resolve.board import Board, Referent

_REACH = 6  #: sentences in which a description may wait for its name
_REASON, _SCORE = "announced_office", 0.65


class Announced:
    """Officers, and the sides they speak for, that are described first and named afterwards."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._first: dict[Referent, int] = {}  #: the first mention of each
        for i, referent in enumerate(board.links):
            if referent is not None:
                self._first.setdefault(referent, i)

    def decide(self) -> None:
        """Makes each description one with the only person who is introduced with the office."""
        persons = [r for r in self._first if self._is_person(r) and r.titles and not r.plural]
        named = [r for r in persons if r.described is None]
        for waiting in [r for r in persons if r.described is not None]:
            found = [r for r in named if self._near(waiting, r) and self._one(waiting, r)]
            if len(found) == 1:
                self._join_sides(waiting, found[0])
                self._join(found[0], waiting)

    def _is_person(self, referent: Referent) -> bool:
        return self._board.is_a(referent.cls, self._board.vocabulary.classes.person)

    def _near(self, waiting: Referent, named: Referent) -> bool:
        sentence = self._board.layout.sentence
        return 0 <= sentence[self._first[named]] - sentence[self._first[waiting]] <= _REACH

    def _one(self, waiting: Referent, named: Referent) -> bool:
        """Is it one office, of the same side? Several words tell it alone ("trade secretary")."""
        if waiting.gender and named.gender and waiting.gender != named.gender:
            return False
        side_of = self._sides(waiting)
        if not side_of:
            return self._by_words(waiting, named)
        same = self._board.vocabulary.same_office
        offices = waiting.titles | {o for t in waiting.titles for o in same.get(t, ())}
        sides = all(any(self._same_side(s, t) for t in named.sides) for s in side_of)
        return sides and not offices.isdisjoint(named.titles)

    def _by_words(self, waiting: Referent, named: Referent) -> bool:
        """Is it told in the same words, or as "the governor" where the text has one only?"""
        whole, first = (waiting.described or "").lower(), self._first[waiting]
        if " " in whole and whole in named.titles:
            return True
        office = self._board.layout.head(first)
        holders = [
            r
            for r in self._first
            if self._is_person(r) and any(t.split()[-1:] == [office] for t in r.titles)
        ]
        definite = self._board.layout.word_before(first) in self._board.vocabulary.definite
        return definite and office in named.titles and {*holders} == {waiting, named}

    def _sides(self, waiting: Referent) -> list[Referent]:
        """Whom it speaks for, as the words before or right behind it tell ("for the group")."""
        tied = (k for i in waiting.mentions for k in self._board.layout.tied_behind(i))
        found = {r.key: r for k in tied if (r := self._board.links[k]) is not None}
        return waiting.sides or list(found.values())

    def _same_side(self, side: Referent, other: Referent) -> bool:
        """Is it the side itself, or may it be the name of one that is described only?"""
        if side is other:
            return True
        fits = self._board.fits(other, side.cls) and not self._is_person(other)
        return fits and side.described is not None and other.described is None and side.local

    def _join_sides(self, waiting: Referent, named: Referent) -> None:
        for side in self._sides(waiting)[:1]:
            same = [t for t in named.sides if self._same_side(side, t)]
            if same and same[0] is not side:
                self._join(same[0], side)

    def _join(self, named: Referent, waiting: Referent) -> None:
        for i in waiting.mentions:
            self._board.reasons[i] = (_REASON, _SCORE, ((waiting, 1 - _SCORE),))
        self._board.merge(named, waiting)
