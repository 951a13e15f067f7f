"""The state that is meant without its name: that of the text, or of a person's office."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from kg.model import Form
from kg.ontology.entry import Entry
from kg.resolve.board import Board, Referent

_LEAST = 4  #: mentions of the state, its lands, towns and bodies
_MOST = 0.7  #: their share of the mentions of all states


class Nation:
    """Finds it for one document; none where several states are spoken of alike."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._world = board.ontology.world

    def of(self, mention: int) -> Entry | None:
        """The state whose body a bare description means, if its sentence names no other."""
        main = self._main
        here = self._board.layout.sentence[mention]
        others = (e for i, e in self._named if self._board.layout.sentence[i] == here)
        return main if main is not None and all(e.id == main.id for e in others) else None

    def held_by(self, person: Referent) -> Entry | None:
        """The state that a person holds a role in, as in "his government"."""
        if not self._board.is_a(person.cls, self._board.vocabulary.classes.person):
            return None
        for side in person.sides:
            entry = side.entry
            owner = self._world.entry(entry.part_of) if entry and entry.part_of else entry
            if owner is not None and self._is_state(owner):
                return owner
        return None

    @cached_property
    def _main(self) -> Entry | None:
        counted = Counter(entry.id for _, entry in self._named)
        if not counted:
            return None
        state, count = min(counted.items(), key=lambda row: (-row[1], row[0]))
        enough = count >= _LEAST and count >= _MOST * counted.total()
        itself = any(e.id == state and self._is_itself(i) for i, e in self._named)
        return self._world.entry(state) if enough and itself else None

    @cached_property
    def _named(self) -> list[tuple[int, Entry]]:
        """The mentions of states, of what lies in them and of their bodies, with the state."""
        return list(self._states())

    def _states(self) -> Iterator[tuple[int, Entry]]:
        for i, referent in enumerate(self._board.links):
            mention = self._board.mentions[i]
            if referent is None or referent.entry is None or i in self._board.layout.bylines:
                continue
            if mention.form not in {Form.NAME, Form.ADJECTIVE}:
                continue
            state = next(filter(self._is_state, self._world.around(referent.entry)), None)
            if state is not None:
                yield i, state

    def _is_state(self, entry: Entry) -> bool:
        return self._board.is_a(entry.cls, self._board.vocabulary.classes.state)

    def _is_itself(self, mention: int) -> bool:
        referent = self._board.links[mention]
        entry = referent.entry if referent is not None else None
        return entry is not None and bool(entry.twin)
