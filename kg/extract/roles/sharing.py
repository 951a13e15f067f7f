"""Whom a role is held in where the text says it of another role: "the bank's head A and aide B"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.extract.roles.lexicon import RoleWords
from kg.extract.roles.scene import WHEN, Scene, Title

_JOINING = frozenset({"and", ",", "&"})
_OWNER, _WHOSE = "PRP$", "WP$"
_PAIR = 2  #: tokens that a noun and a comma take
_NAMING = frozenset({"NN", "NNS", "NNP", "NNPS", "POS", "PRP$"})
_OF = frozenset({"of", "for", "at"})
_NEAR = 40  #: tokens between a role and one that belongs to whom it is held by


@dataclass(frozen=True, slots=True)
class Told:
    """A role that the text tells whole."""

    title: Title
    holder: int
    side: int

    def end(self, scene: Scene) -> int:
        """Last token of the title or of the name behind it."""
        return max(self.title.last, scene.last_token(self.holder))


class Shared:
    """The roles told so far, and what they tell of those that lack a body."""

    def __init__(self, scene: Scene, words: RoleWords, fits: Callable[[int, Title], bool]) -> None:
        self._scene, self._words, self._fits = scene, words, fits
        self._told: list[Told] = []

    def add(self, title: Title, holder: int, side: int) -> None:
        """Remembers a role."""
        self._told.append(Told(title, holder, side))

    def is_bare(self, title: Title, holder: int) -> bool:
        """Does nothing around the title stand for a body, though one that nobody knows?"""
        doc, before = self._scene.doc, title.start - 1
        if before == self._scene.last_token(holder):  # "they named Ada Quill prime minister"
            before = -1
        if before >= 0 and doc[before].tag_ in _NAMING and doc[before].ent_type_ not in WHEN:
            return False
        chunk = title.head.subtree
        return not any(
            t.lower_ in _OF and t.i > title.last and t.head.i in {title.head.i, title.last}
            for t in chunk
        )

    def of(self, title: Title, holder: int) -> int | None:
        """The body of a role that stands without one."""
        tries = (self._joined, self._of_owner, self._of_relative, self._of_name)
        found = (one(title, holder) for one in tries)
        return next((side for side in found if side is not None), None)

    def _joined(self, title: Title, holder: int) -> int | None:
        """As in "Hill Bank director Ada Quill and chairman Tom Rush": the body stands before both.

        Not that of a head of state: "Peruvian President A and Prime Minister B" may be of two.
        """
        scene = self._scene
        for told in reversed(self._told[-2:]):
            between = scene.doc[told.end(scene) + 1 : title.start]
            joined = 0 < len(between) <= 2 and all(t.lower_ in _JOINING for t in between)  # noqa: PLR2004 - comma and "and"
            first = scene.first_token(told.side) < told.title.start
            led = title.office in self._words.leaders and holder != told.holder
            if joined and first and not led and self._fits(told.side, title):
                return told.side
        return None

    def _of_owner(self, title: Title, _: int) -> int | None:
        """As in "Peru's president A and her foreign minister B": the office is one of her state."""
        scene, before = self._scene, title.start - 1
        if before < 0 or scene.doc[before].tag_ != _OWNER:
            return None
        if title.office not in self._words.national or not self._told:
            return None
        told = self._told[-1]
        near = before - told.end(scene) < _NEAR
        state = scene.is_any(told.side, (self._words.state, *self._words.lands))
        return told.side if near and state else None

    def _of_relative(self, title: Title, _: int) -> int | None:
        """As in "the union, whose leader is Ada Quill": the body stands before the clause."""
        scene = self._scene
        owner = next((t for t in title.head.lefts if t.tag_ == _WHOSE), None)
        if owner is None or owner.i < _PAIR:
            return None
        at = owner.i - 1 - (scene.doc[owner.i - 1].text == ",")
        side = scene.ends.get(at, scene.heads.get(at))
        return side if side is not None and self._fits(side, title) else None

    def _of_name(self, title: Title, holder: int) -> int | None:
        """As in "Peru's Ada Quill, president since May": the state stands before the name."""
        scene, before = self._scene, self._scene.first_token(holder) - 1
        if before < 1 or scene.doc[before].tag_ != "POS":
            return None
        side = scene.ends.get(before - 1)
        state = side is not None and scene.is_any(side, (self._words.state, *self._words.lands))
        return side if state and side is not None and self._fits(side, title) else None

    def before(
        self, title: Title, holder: int, side: int, bare: Sequence[tuple[Title, int]]
    ) -> int | None:
        """Which of the roles without a body shares that of the role behind it.

        As in "guitarist Ada Quill and drummer Tom Rush of the Hill Band".
        """
        scene = self._scene
        if not bare or scene.first_token(side) < title.start:
            return None
        other, who = bare[-1]
        if who == holder:
            return None
        end = max(other.last, scene.last_token(who))
        between = scene.doc[end + 1 : title.start]
        joined = 0 < len(between) <= 2 and all(t.lower_ in _JOINING for t in between)  # noqa: PLR2004 - comma and "and"
        both = {title.office, other.office} <= self._words.national  # "King A and Queen B of Peru"
        body = scene.is_any(side, (self._words.body, *((self._words.state,) if both else ())))
        return len(bare) - 1 if joined and body and self._fits(side, other) else None
