"""Whose somebody is that a description names with a possessor or a land ("the Lebanese group")."""

from __future__ import annotations

from kg.model import Form, Function
from kg.resolve.board import Board, Referent
from kg.resolve.memory import Memory

_NEAR = 1  #: how many sentences back one was spoken of whose land is not known


class Owners:
    """Tells whether a description's possessors are those of a referent."""

    def __init__(self, board: Board, memory: Memory) -> None:
        self._board, self._memory = board, memory
        self._classes = board.vocabulary.classes

    def homeless(self, mention: int, referent: Referent, actors: list[Referent]) -> bool:
        """As in "the Lebanese group": one of which the world does not tell whose it is."""
        entry, head = referent.entry, self._board.layout.head(mention)
        states = all(self._board.is_a(a.cls, self._classes.state) for a in actors)
        if entry is None or entry.part_of or entry.within or entry.twin or not states:
            return False
        one = head in self._board.vocabulary.kinds and not self._board.mentions[mention].plural
        return one and self._memory.reach(mention)(referent) <= _NEAR

    def owns(self, mention: int, modifier: int) -> bool:
        """Is it more than a noun that says what kind ("the rebel group"), or who backs one?"""
        text, span = self._board.layout.text, self._board.mentions[modifier].span
        tied = text[span.start : self._board.mentions[mention].head.start].split()
        if tied and self.backing(mention, tied[0]):
            return False
        if self._creed(mention, modifier):
            return False
        possessor = self._board.layout.function(modifier) is Function.POSSESSOR
        return possessor or self._board.mentions[modifier].form is not Form.NOMINAL

    def _creed(self, mention: int, modifier: int) -> bool:
        """As in "the Islamist group": a people of which the world does not know a land."""
        people, referent = self._classes.people, self._board.links[modifier]
        unknown = referent is not None and referent.entry is None
        kind = self._board.layout.head(mention) in self._board.vocabulary.kinds
        return unknown and kind and self._board.is_a(self._board.mentions[modifier].cls, people)

    def tied(self, referent: Referent, actor: Referent) -> bool:
        """Does the referent belong to the actor that the description names?"""
        ids = {actor.entry.id, actor.entry.twin} if actor.entry else set()
        for one in (referent, *referent.sides):
            if one is actor:
                return True
            entry = one.entry
            if entry is not None and {entry.id, entry.part_of, entry.twin} & ids - {None}:
                return True
        called = [*actor.names, *(actor.entry.adjectives if actor.entry is not None else ())]
        own = (*referent.names, referent.described or "")
        words = {w.removesuffix("'s") for n in own for w in n.lower().split()}
        return any(words.issuperset(name.lower().split()) for name in called)

    def backing(self, mention: int, word: str) -> bool:
        """As in "the Iran-backed group": does the word tell only who backs one that is known?"""
        _, dash, tie = word.lower().rpartition("-")
        one = not self._board.mentions[mention].plural and not self.official(mention)
        return bool(dash) and one and tie in self._board.vocabulary.backed

    def official(self, mention: int) -> bool:
        """Is it a body of which each state has one?"""
        cls = self._board.mentions[mention].cls
        words = self._board.vocabulary
        several = any(self._board.is_a(cls, c) for c in words.units)
        return not several and any(self._board.is_a(cls, c) for c in words.national)

    def named_within(self, mention: int) -> set[str]:
        """Capitalised words inside the description ("the Socialist party"), headlines apart."""
        found, text = self._board.mentions[mention], self._board.layout.text
        if text[found.head.start].isupper():
            return self._bare_name(mention)
        words = text[found.span.start : found.head.start].split()
        return {w.lower() for w in words if w[0].isupper() and not self.backing(mention, w)}

    def _bare_name(self, mention: int) -> set[str]:
        """Of "the Liberals" inside a sentence the name; nothing of a headline's capitals."""
        found, before = self._board.mentions[mention], self._board.layout.word_before(mention)
        text_before = self._board.layout.text[max(0, found.span.start - 2) : found.span.start]
        after_comma = text_before.endswith(", ")
        named = found.span == found.head and (after_comma or (found.plural and before.islower()))
        return {self._board.layout.head(mention).removesuffix("s")} if named else set()
