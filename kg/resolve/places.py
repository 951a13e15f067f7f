"""Which of several places of one name is meant: by what stands beside it and around it in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from math import log10

from kg.ontology.world import Entry
from kg.resolve.board import Board

_BESIDE = re.compile(r"\s*,\s*|\s*\(\s*|\s+in\s+")
_NESTING = 8  #: how many territories may lie around one another
_BESIDE_WEIGHT = 6.0
_NEAR_WEIGHT = 2.0
_RANK = 0.1  #: lost per place in the order in which the world lists them
_PROVINCE = 600_000  #: inhabitants that a province is taken to have where none are known
_CAPITAL = 1.0  #: gained by the seat of a state's government


class Places:
    """Chooses between entries of one name, with the other places of the document as witnesses."""

    def __init__(self, board: Board, choices: Mapping[int, list[Entry]]) -> None:
        self._board = board
        self._choices = choices
        self._around = self._witnesses()

    def choose(
        self, mention: int, entries: list[Entry]
    ) -> tuple[Entry, str, float, list[tuple[Entry, float]]]:
        """The likeliest entry, the reason, its score, and the others with theirs."""
        if len(entries) == 1:
            return entries[0], "only_entry_of_that_name", 1.0, []
        beside = self._beside(mention)
        weights = [self._weight(mention, e, k, beside) for k, e in enumerate(entries)]
        best = max(range(len(entries)), key=lambda k: (weights[k], -k))
        total = sum(10 ** min(w, 12) for w in weights)
        shares = [10 ** min(w, 12) / total for w in weights]
        others = sorted(
            ((e, s) for k, (e, s) in enumerate(zip(entries, shares, strict=True)) if k != best),
            key=lambda pair: (-pair[1], pair[0].id),
        )[:3]
        chain = set(self._chain(entries[best]))
        reason = "stated_containment" if beside & chain else "likeliest_place_here"
        return entries[best], reason, max(0.5, shares[best]), others

    def _weight(self, mention: int, entry: Entry, rank: int, beside: set[str]) -> float:
        chain = self._chain(entry)
        weight = self._prominence(mention, entry) - _RANK * rank
        if beside.intersection(chain[1:]):
            weight += _BESIDE_WEIGHT
        own = {e.id for e in self._choices[mention]}
        support = sum(self._around[c] for c in chain[1:] if c not in own)
        total = sum(self._around.values()) or 1
        return weight + _NEAR_WEIGHT * min(1.0, 2 * support / total)

    def _prominence(self, mention: int, entry: Entry) -> float:
        """How likely the place is meant where nothing else tells."""
        classes = self._board.vocabulary.classes
        others = self._choices[mention]
        if any(e.within == entry.id for e in others):
            return 0.0  # a bare name means the town and not the province around it
        people = entry.population
        if not people and not self._board.is_a(entry.cls, classes.city):
            people = _PROVINCE
        capital = self._board.ontology.world.governed_from(entry.label)
        largest = all(e.population <= entry.population for e in others)
        return log10(people + 10) / 2 + (_CAPITAL if capital and largest and entry.population else 0)

    def _chain(self, entry: Entry) -> list[str]:
        """The entry and the territories around it, states as their lands."""
        chain = [entry.id]
        world = self._board.ontology.world
        for _ in range(_NESTING):
            outer = world.entry(entry.within) if entry.within else None
            if outer is None or outer.id in chain:
                break
            chain.append(outer.id)
            entry = outer
        return chain

    def _land(self, entry: Entry) -> str:
        state = self._board.vocabulary.classes.state
        return entry.twin if entry.twin and self._board.is_a(entry.cls, state) else entry.id

    def _beside(self, mention: int) -> set[str]:
        """Territories named right after the mention ("Paris, Texas")."""
        found: set[str] = set()
        last = mention
        for other in range(mention + 1, min(mention + 3, len(self._board.mentions))):
            if not _BESIDE.fullmatch(self._board.layout.between(last, other)):
                break
            found.update(self._land(e) for e in self._choices.get(other, ()))
            last = other
        return found

    def _witnesses(self) -> Counter[str]:
        """How often the document names a territory that is certain, or one inside it."""
        counted: Counter[str] = Counter()
        world = self._board.ontology.world
        for entries in self._choices.values():
            if len({self._land(e) for e in entries}) != 1:
                continue
            land = world.entry(self._land(entries[0]))
            if land is not None:
                counted.update(self._chain(land))
        return counted
