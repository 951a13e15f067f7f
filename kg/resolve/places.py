"""Which of several places of one name is meant: by what stands beside and around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from difflib import SequenceMatcher
from math import log10

from kg.ids import fold
from kg.ontology.world import Entry
from kg.resolve.board import Board

_BESIDE = re.compile(r"\s*,\s*|\s*\(\s*|\s+in\s+")
_BESIDE_WEIGHT = 6.0  #: "Paris, Texas": the territory is named right after the place
_LISTING = frozenset({", ", " and ", ", and ", " or ", ", or "})
_NEAR_WEIGHT = 2.0  #: other places of the text lie in the same territory
_OTHER_NAME = 0.5  #: lost where the world lists the name beside another, better known one
_RANK = 0.1  #: lost per place in the order in which the world lists them
_PROVINCE = 600_000  #: inhabitants that a province is taken to have where none are known
_PROMINENCE = 0.5  #: gained with every tenfold of inhabitants
_DWARFED = 8  #: times the town's inhabitants with which the province around it is meant as well
_LISTED = 0.5  #: gained by an entry of the world files, which the gazetteer's names are not
_UNKNOWN = 15_000  #: inhabitants below which a town is not known by its bare name
_LARGER = 4  #: times its inhabitants that another of the name has, so that few mean the town
_LITTLE = 100_000  #: inhabitants up to which a town is known by few
_KNOWN = 500_000  #: inhabitants from which a city is known by its other names as well
_ALIKE = 0.85  #: how like a name is to another from which they are spellings of one, of 1
_LETTERS = re.compile(r"[\W_]+")  #: what is none
_CAPITAL = 1.0  #: gained by the seat of a state's government
_ROUNDS = 2  #: the second time, what was chosen the first time bears witness

Choices = Mapping[int, list[Entry]]


class Places:
    """Chooses between entries of one name, with the other places of the document as witnesses."""

    def __init__(self, board: Board, choices: Choices) -> None:
        """Weighs all choices of a document.

        Args:
            board: the document.
            choices: mention -> the entries that it can mean, likeliest first.
        """
        self._board = board
        self._choices = choices
        self._names = {i: fold(board.layout.words(i)) for i in choices}
        self._around = self._witnesses({i: e[0] for i, e in choices.items() if self._certain(e)})
        for _ in range(_ROUNDS - 1):
            best = {i: self._best(i, entries) for i, entries in choices.items()}
            self._around = self._witnesses(best)
        self._strange = {self._names[i] for i in best if self._put_elsewhere(i, best)}

    def choose(
        self, mention: int, entries: list[Entry]
    ) -> tuple[Entry, str, float, list[tuple[Entry, float]]]:
        """The likeliest entry, the reason, its score, and the others with theirs."""
        if len(entries) == 1:
            return entries[0], "only_entry_of_that_name", 1.0, []
        beside = self._beside(mention)
        weights = [self._weight(mention, e, k, beside) for k, e in enumerate(entries)]
        best = max(range(len(entries)), key=lambda k: (weights[k], -k))
        total = sum(10**w for w in weights)
        shares = [10**w / total for w in weights]
        others = sorted(
            ((e, s) for k, (e, s) in enumerate(zip(entries, shares, strict=True)) if k != best),
            key=lambda pair: (-pair[1], pair[0].id),
        )[:3]
        chain = set(self._board.ontology.world.chain(entries[best])[1:])
        reason = "stated_containment" if beside & chain else "likeliest_place_here"
        return entries[best], reason, max(0.5, shares[best]), others

    def stated(self, mention: int, entries: list[Entry]) -> bool:
        """Does the text name, right after the place, the land around it ("London, Ontario")?"""
        beside = self._beside(mention)
        return bool(beside) and any(
            beside.intersection(self._board.ontology.world.chain(e)[1:]) for e in entries
        )

    def elsewhere(self, mention: int, entry: Entry) -> bool:
        """Does the text put the place into a land where the world knows none of the name?

        As in "Hinton, Iowa": a little town of the name in another state is not meant, there nor
        wherever else the text names it. Nor is a town known by that name only beside its own, in
        a land of which the text says nothing.
        """
        if self._names[mention] in self._strange and self._is_little(entry):
            return True
        return self._is_other(mention, entry) and not self._is_mentioned(mention, entry)

    def _is_other(self, mention: int, entry: Entry) -> bool:
        """Is it a town that few know, and the name another one than its own?"""
        if entry.population > _KNOWN or not self._is_city(entry):
            return False
        own, name = (_LETTERS.sub(" ", fold(n)) for n in (entry.label, self._names[mention]))
        alike = own[:1] == name[:1] and SequenceMatcher(None, own, name).ratio() >= _ALIKE
        return not alike and not set(own.split()) & set(name.split())

    def _is_mentioned(self, mention: int, entry: Entry) -> bool:
        """Does the text name the land around the place, or what else lies there?"""
        outer = self._board.ontology.world.chain(entry)[1:]
        return any(self._support(mention, land, self._lands) for land in outer[-2:])

    def _is_little(self, entry: Entry) -> bool:
        return self._is_city(entry) and entry.population <= _LITTLE

    def _is_city(self, entry: Entry) -> bool:
        return self._board.is_a(entry.cls, self._board.vocabulary.classes.city)

    def _put_elsewhere(self, mention: int, best: Mapping[int, Entry]) -> bool:
        """Is another land than that of the likeliest place named right behind it?"""
        entry, behind, after = best[mention], best.get(mention + 1), mention + 1
        if behind is None or not self._is_little(entry) or not self._is_around(behind):
            return False
        if self._board.layout.between(mention, after) != ", " or self._listing(after):
            return False
        return self._land(behind) not in self._board.ontology.world.chain(entry)[1:]

    def _listing(self, mention: int) -> bool:
        """Does a list of places go on behind the mention ("Saipan, Guam, Alaska")?"""
        after = mention + 1
        if after not in self._choices:
            return False
        return self._board.layout.between(mention, after) in _LISTING

    def _is_around(self, entry: Entry) -> bool:
        """Is it a land in which towns lie: a state, a country or a part of one?"""
        classes = self._board.vocabulary.classes
        if self._board.is_a(entry.cls, classes.state):
            return True
        outer = self._board.ontology.world.entry(entry.within) if entry.within else None
        country = self._board.is_a(entry.cls, classes.country)
        part = outer is not None and self._board.is_a(outer.cls, classes.country)
        city = self._board.is_a(entry.cls, classes.city)
        return country or (part and not city)

    def _best(self, mention: int, entries: list[Entry]) -> Entry:
        return entries[0] if len(entries) == 1 else self.choose(mention, entries)[0]

    def _certain(self, entries: list[Entry]) -> bool:
        return len({self._land(e) for e in entries}) == 1

    def _weight(self, mention: int, entry: Entry, rank: int, beside: set[str]) -> float:
        chain = self._board.ontology.world.chain(entry)
        weight = self._prominence(mention, entry) - _RANK * rank
        if fold(entry.label) != self._names[mention]:
            weight -= _OTHER_NAME
        if entry.id in self._board.ontology.world.entries:
            weight += _LISTED
        if beside.intersection(chain[1:]):
            weight += _BESIDE_WEIGHT
        outer = chain[1:] or chain
        witnesses = self._grounds if self._is_obscure(mention, entry) else self._lands
        return weight + sum(
            _NEAR_WEIGHT * self._support(mention, land, witnesses) / (k + 1)
            for k, land in enumerate(reversed(outer[-2:]))
        )

    def _is_obscure(self, mention: int, entry: Entry) -> bool:
        """Is it a little town beside a larger one of the name?

        That a state acts ("Russian forces took Kashma") does not tell that its own is meant.
        """
        if entry.population >= _UNKNOWN or not self._is_city(entry):
            return False
        largest = max(e.population for e in self._choices[mention])
        return largest >= max(_UNKNOWN, _LARGER * entry.population)

    def _support(self, mention: int, land: str, witnesses: Counter[str]) -> float:
        """0 to 1: is the land, or what lies in it, named elsewhere in the text, and how often?

        Args:
            mention: a place, whose own name does not count.
            land: around the entry that it may mean.
            witnesses: how often the text names each land.
        """
        name = self._names[mention]
        named = witnesses[land] - self._around[name, land]
        total = self._total.total() - self._total[name]
        return 0.5 * (named > 0) + min(0.5, named / total) if total and named else 0.0

    def _prominence(self, mention: int, entry: Entry) -> float:
        """How likely the place is meant where nothing else tells."""
        others, world = self._choices[mention], self._board.ontology.world
        people = world.size(entry)
        inside = max((world.size(e) for e in others if e.within == entry.id), default=0)
        if inside * _DWARFED > people:
            return 0.0  # a bare name means the town and not the province around it
        if not people and not self._board.is_a(entry.cls, self._board.vocabulary.classes.city):
            people = _PROVINCE
        largest = people and all(e.population <= entry.population for e in others)
        capital = largest and any(map(world.governed_from, (entry.label, *entry.names)))
        return _PROMINENCE * log10(people + 10) + (_CAPITAL if capital else 0)

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

    def _witnesses(self, chosen: Mapping[int, Entry]) -> Counter[tuple[str, str]]:
        """How often the document names, under which name, each territory or something inside it."""
        counted: Counter[tuple[str, str]] = Counter()
        self._total: Counter[str] = Counter()
        self._lands: Counter[str] = Counter()
        self._grounds: Counter[str] = Counter()  #: of them, not by a state that acts
        world = self._board.ontology.world
        for mention, entry in chosen.items():
            land = world.entry(self._land(entry))
            if land is not None:
                name = self._names[mention]
                self._total[name] += 1
                chain = self._board.ontology.world.chain(land)
                self._lands.update(chain)
                acts = self._board.is_a(entry.cls, self._board.vocabulary.classes.state)
                self._grounds.update(() if acts else chain)
                counted.update((name, at) for at in chain)
        return counted
