"""Decides names that the world knows: whose entry each is, and which of several is meant."""

from __future__ import annotations

from kg.ids import fold
from kg.ontology.world import Entry
from kg.resolve.divisions import around, contained, divisions
from kg.resolve.naming import Naming
from kg.resolve.places import Places

_OF = " of "
_NESTING = 8  #: how many territories may lie around one another


class Known:
    """The names of one document that the world has entries for."""

    def __init__(self, naming: Naming) -> None:
        self._naming, self._board = naming, naming.board
        self._words = naming.words

    def decide(self) -> None:
        """Names of world entries; which of several places is decided by the others around it."""
        choices: dict[int, list[Entry]] = {}
        represented = self._naming.represented()
        surnames, self._states = self._surnames_of_full_names(), self._states_named()
        for i in self._naming.named:
            entries = [e for e in self._compatible(i) if not self._of_another_state(i, e)]
            entries = self._regions(entries) if i in represented else entries
            if entries and self._rather_a_surname(i, entries, surnames):
                self._naming.surnames.add(i)
            elif entries:
                choices[i] = entries
        choices |= contained(self._board) | around(self._board) | divisions(self._board)
        places = Places(self._board, choices)
        for i, entries in choices.items():
            state = None if places.stated(i, entries) else self._governed_from(i, entries)
            if state is not None:
                self._board.link(i, self._board.of_entry(state), "capital_for_state", 0.9)
                continue
            entry, reason, score, others = places.choose(i, entries)
            if places.elsewhere(i, entry):
                continue
            rejected = tuple((self._board.of_entry(e), s) for e, s in others)
            referent = self._board.of_entry(entry)
            self._board.link(i, referent, reason, score, rejected)
            self._naming.by_name.setdefault(fold(self._board.layout.words(i)), referent)

    def _regions(self, entries: list[Entry]) -> list[Entry]:
        """Those that are no towns, if there are any: senators and governors are of states."""
        land, city = self._words.classes.land, self._words.classes.city
        found = [
            e
            for e in entries
            if self._board.is_a(e.cls, land) and not self._board.is_a(e.cls, city)
        ]
        return found or entries

    def _states_named(self) -> frozenset[str]:
        """The states that are named themselves or by one of their lands, as first candidates."""
        world, found = self._board.ontology.world, set()
        for i in self._naming.named:
            at = next(iter(self._board.mentions[i].candidates), None)
            for _ in range(_NESTING):
                entry = world.entry(at) if at else None
                if entry is None:
                    break
                found |= {entry.id, entry.twin}
                at = entry.within
        return frozenset(x for x in found if x is not None)

    def _of_another_state(self, mention: int, entry: Entry) -> bool:
        """Is the entry a body of one state and the name said of another ("Kenya's Supreme Court")?

        A name that any state's body may bear is its own state's only where that state is named.
        """
        world = self._board.ontology.world
        state = entry.part_of or self._bracketed(entry) or self._labelled(entry)
        owner = world.entry(state) if state else None
        if owner is None or not self._board.is_a(owner.cls, self._words.classes.state):
            return False
        said_of = [
            c
            for k in (*self._board.mentions[mention].modifiers, *self._behind(mention))
            if (c := next(iter(self._board.mentions[k].candidates), None))
        ]
        states = {
            s
            for c in said_of
            if (e := world.entry(c))
            for s in (e.id, e.twin)
            if self._board.is_a(e.cls, self._words.classes.state) or e.twin
        }
        if states:
            return state not in states
        common = not entry.part_of or fold(self._board.layout.words(mention)) in self._words.common
        return common and bool(self._states) and state not in self._states

    def _behind(self, mention: int) -> tuple[int, ...]:
        """What stands behind an "of" that is no part of the name."""
        near = mention + 1 < len(self._board.mentions)
        tied = near and self._board.layout.between(mention, mention + 1) == _OF
        return (mention + 1,) if tied else ()

    def _labelled(self, entry: Entry) -> str | None:
        """The state in which the whole name ends, where bodies of the kind are of one state."""
        if not any(self._board.is_a(entry.cls, c) for c in self._words.of_one_state):
            return None
        world, state = self._board.ontology.world, self._words.classes.state
        called = [e.id for e in world.candidates(entry.label.rpartition(_OF)[2])]
        for name in entry.names:  # "German Greens"
            called += world.by_adjective.get(fold(name.split()[0]), ())
        found = (e for i in called if (e := world.entry(i)) is not None)
        return next((e.id for e in found if self._board.is_a(e.cls, state)), None)

    def _bracketed(self, entry: Entry) -> str | None:
        """The state by which the world tells a name from others ("Labour Party (Norway)")."""
        _, bracket, rest = entry.label.partition(" (")
        found = self._board.ontology.world.candidates(rest.rstrip(")")) if bracket else ()
        state = self._words.classes.state
        return next((e.id for e in found if self._board.is_a(e.cls, state)), None)

    def _governed_from(self, mention: int, entries: list[Entry]) -> Entry | None:
        """The state whose capital is named where only an actor can stand ("Lima said")."""
        classes = self._words.classes
        if mention not in self._board.acting:
            return None
        if not all(self._board.is_a(e.cls, classes.land) for e in entries):
            return None
        governed = self._board.ontology.world.governed_from(self._board.layout.words(mention))
        return next((e for e in governed if self._board.is_a(e.cls, classes.state)), None)

    def _surnames_of_full_names(self) -> dict[str, int]:
        """Surname -> first mention of a person with it by full name."""
        found: dict[str, int] = {}
        for i in self._naming.named:
            if len(self._naming.core[i]) > 1 and self._naming.is_person(i):
                found.setdefault(self._words.surname(self._naming.core[i]), i)
        return found

    def _rather_a_surname(
        self, mention: int, entries: list[Entry], surnames: dict[str, int]
    ) -> bool:
        """Is the name of a lesser place the surname of someone named before?"""
        core, classes = self._naming.core[mention], self._words.classes
        if len(core) != 1 or surnames.get(self._words.surname(core), mention) >= mention:
            return False
        if self._board.layout.word_before(mention) in self._words.place_prepositions:
            return False
        world = self._board.ontology.world
        return all(
            self._board.is_a(e.cls, classes.land)
            and not self._board.is_a(e.cls, classes.country)
            and not world.governed_from(e.label)
            for e in entries
        )

    def _compatible(self, mention: int) -> list[Entry]:
        """The candidates that the class allows, twins put in their place, likeliest first."""
        found = self._board.mentions[mention]
        world = self._board.ontology.world
        exact: list[Entry] = []
        near: list[Entry] = []
        for entry in self._candidates(mention):
            if self._board.is_a(entry.cls, found.cls) or self._other_land(entry, found.cls):
                exact.append(entry)
                continue
            twin = world.entry(entry.twin) if entry.twin else None
            if twin is not None and self._board.is_a(twin.cls, found.cls):
                exact.append(twin)
            elif self._board.is_a(found.cls, entry.cls):
                near.append(entry)
        return list(dict.fromkeys(exact or near))

    def _candidates(self, mention: int) -> list[Entry]:
        """What the mention was found to mean, and for a place every other place of the name."""
        found = self._board.mentions[mention]
        world = self._board.ontology.world
        entries = [e for c in found.candidates if (e := world.entry(c)) is not None]
        body = self._naming.of_states.name(mention)
        entries = list(world.candidates(body)) if body and not entries else entries
        classes = self._words.classes
        place = self._board.is_a(found.cls, classes.land)
        inside = any(e.within for e in entries)  # no town is meant by the name of an ocean
        if inside and place and not self._board.is_a(found.cls, classes.country):
            entries += world.candidates(self._board.layout.words(mention))
        return list(dict.fromkeys(entries))

    def _other_land(self, entry: Entry, cls: str) -> bool:
        """Is it another kind of land of the name ("New York" the city, the state)?"""
        classes = self._words.classes
        return (
            self._board.is_a(cls, classes.land)
            and not self._board.is_a(cls, classes.country)
            and self._board.is_a(entry.cls, classes.land)
        )
