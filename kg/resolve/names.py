"""Decides names: world entries, equal full names, acronyms, surnames and other short forms."""

from __future__ import annotations

import re
from collections import defaultdict

from kg.ids import fold
from kg.model import Form
from kg.ontology.world import Entry
from kg.resolve.board import Board, Referent
from kg.resolve.divisions import divisions
from kg.resolve.offices import fillers
from kg.resolve.places import Places
from kg.resolve.titles import gender_of, read_titles

_BRACKET = re.compile(r"\s*\(\s*[\"'\u201c\u2018]?$")
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9&.-]{1,8}$|^[A-Z]{2,7}s$")
_ADDED = frozenset({"&", "the", "vs", "v"})
_MIN_SHORT = 2  #: letters that a short form has at least, so that initials are no short forms


def decide_names(board: Board) -> None:
    """Links every name and demonym, in the order from certain to less certain."""
    names = _Names(board)
    names.world()
    names.full()
    names.acronyms()
    names.short()
    read_titles(board)


class _Names:
    """One document's names, and what has been found about them so far."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.words = board.vocabulary
        self.person = board.vocabulary.classes.person
        self.named = [
            i for i, m in enumerate(board.mentions) if m.form in {Form.NAME, Form.ADJECTIVE}
        ]
        self.holders = fillers(board, board.vocabulary.classes.holder)
        self.bodies = fillers(board, board.vocabulary.classes.role_in)
        self.core = {i: self._core(i) for i in self.named}
        self.by_name: dict[str, Referent] = {}
        self.surnames: set[int] = set()  #: places by their class, but rather persons

    def _core(self, mention: int) -> tuple[str, ...]:
        words = self.board.layout.words(mention)
        if self._is_person(mention):
            return self.words.core(words)
        return tuple(fold(words).split()) and tuple(words.split())

    def _class_of(self, mention: int) -> str:
        """Its class, or the one that a role of the text gives it."""
        if self._is_person(mention):
            return self.person
        cls = self.board.mentions[mention].cls
        if mention in self.bodies and not self.board.ontology.parents.get(cls):
            return self.words.classes.organisation
        return cls

    def _is_person(self, mention: int) -> bool:
        """By its class, or because it holds a role and is nothing that the world knows."""
        found = self.board.mentions[mention]
        if self._personal(found.cls) or mention not in self.holders or found.candidates:
            return self._personal(found.cls)
        organisation = self.words.classes.organisation
        return found.cls == organisation or not self.board.is_a(found.cls, organisation)

    def _personal(self, cls: str) -> bool:
        return self.board.is_a(cls, self.person)

    def world(self) -> None:
        """Names of world entries; which of several places is decided by the others around it."""
        choices: dict[int, list[Entry]] = {}
        surnames = self._surnames_of_full_names()
        for i in self.named:
            entries = self._compatible(i)
            if entries and self._rather_a_surname(i, entries, surnames):
                self.surnames.add(i)
            elif entries:
                choices[i] = entries
        choices |= divisions(self.board)
        places = Places(self.board, choices)
        for i, entries in choices.items():
            state = None if places.stated(i, entries) else self._governed_from(i, entries)
            if state is not None:
                self.board.link(i, self.board.of_entry(state), "capital_for_state", 0.9)
                continue
            entry, reason, score, others = places.choose(i, entries)
            rejected = tuple((self.board.of_entry(e), s) for e, s in others)
            referent = self.board.of_entry(entry)
            self.board.link(i, referent, reason, score, rejected)
            self.by_name.setdefault(fold(self.board.layout.words(i)), referent)

    def _governed_from(self, mention: int, entries: list[Entry]) -> Entry | None:
        """The state whose capital is named where only an actor can stand ("Lima said")."""
        classes = self.words.classes
        if mention not in self.board.acting:
            return None
        if not all(self.board.is_a(e.cls, classes.land) for e in entries):
            return None
        governed = self.board.ontology.world.governed_from(self.board.layout.words(mention))
        return next((e for e in governed if self.board.is_a(e.cls, classes.state)), None)

    def _surnames_of_full_names(self) -> dict[str, int]:
        """Surname -> first mention of a person with it by full name."""
        found: dict[str, int] = {}
        for i in self.named:
            if len(self.core[i]) > 1 and self._is_person(i):
                found.setdefault(self.words.surname(self.core[i]), i)
        return found

    def _rather_a_surname(
        self, mention: int, entries: list[Entry], surnames: dict[str, int]
    ) -> bool:
        """Is the name of a lesser place the surname of someone named before?"""
        core, classes = self.core[mention], self.words.classes
        if len(core) != 1 or surnames.get(self.words.surname(core), mention) >= mention:
            return False
        if self.board.layout.word_before(mention) in self.words.place_prepositions:
            return False
        world = self.board.ontology.world
        return all(
            self.board.is_a(e.cls, classes.land)
            and not self.board.is_a(e.cls, classes.country)
            and not world.governed_from(e.label)
            for e in entries
        )

    def _compatible(self, mention: int) -> list[Entry]:
        """The candidates that the class allows, twins put in their place, likeliest first."""
        found = self.board.mentions[mention]
        world = self.board.ontology.world
        exact: list[Entry] = []
        near: list[Entry] = []
        for entry in self._candidates(mention):
            if self.board.is_a(entry.cls, found.cls) or self._other_land(entry, found.cls):
                exact.append(entry)
                continue
            twin = world.entry(entry.twin) if entry.twin else None
            if twin is not None and self.board.is_a(twin.cls, found.cls):
                exact.append(twin)
            elif self.board.is_a(found.cls, entry.cls):
                near.append(entry)
        return list(dict.fromkeys(exact or near))

    def _candidates(self, mention: int) -> list[Entry]:
        """What the mention was found to mean, and for a place every other place of the name."""
        found = self.board.mentions[mention]
        world = self.board.ontology.world
        entries = [e for c in found.candidates if (e := world.entry(c)) is not None]
        classes = self.words.classes
        place = self.board.is_a(found.cls, classes.land)
        if entries and place and not self.board.is_a(found.cls, classes.country):
            entries += world.candidates(self.board.layout.words(mention))
        return list(dict.fromkeys(entries))

    def _other_land(self, entry: Entry, cls: str) -> bool:
        """Is it another kind of land of the name ("New York" the city, the state)?"""
        classes = self.words.classes
        return (
            self.board.is_a(cls, classes.land)
            and not self.board.is_a(cls, classes.country)
            and self.board.is_a(entry.cls, classes.land)
        )

    def full(self) -> None:
        """Names of several words, or of one that is no person's: equal words are one."""
        for i in self.named:
            if self.board.links[i] is not None or self._single_person(i):
                continue
            if self.board.mentions[i].form is Form.ADJECTIVE:
                self.board.leave_open(i, "no_such_demonym")
                continue
            self._as_full_name(i, " ".join(self.core[i]))

    def _single_person(self, mention: int) -> bool:
        cls = self.board.mentions[mention].cls
        root = not self.board.ontology.parents.get(cls)
        unknown = (root and mention not in self.bodies) or mention in self.surnames
        return len(self.core[mention]) == 1 and (unknown or self._is_person(mention))

    def _as_full_name(self, mention: int, name: str) -> Referent:
        key, cls = fold(name), self._class_of(mention)
        referent = self.by_name.get(key)
        reason = "full_name_matches"
        if referent is not None and not self.board.fits(referent, cls):
            key = f"{cls}/{key}"
            referent = self.by_name.get(key)
        if referent is None:
            referent = self.by_name[key] = self.board.new(cls)
            reason = "full_name"
        if name not in referent.names:
            referent.names.append(name)
        self.board.link(mention, referent, reason, 1.0)
        return referent

    def acronyms(self) -> None:
        """An acronym in brackets after its full name, or one that is a name's initials."""
        initials = self._initials()
        for k, i in enumerate(self.named):
            word = self.board.layout.words(i)
            if not _ACRONYM.match(word) or self.board.mentions[i].form is Form.ADJECTIVE:
                continue
            before = self.named[k - 1] if k else None
            if before is not None and self._introduces(before, i):
                self._same(before, i, "acronym_introduced", 0.95)
            elif self._unknown(i):
                known = initials.get(word.removesuffix("s").replace(".", ""), set())
                if len(known) == 1:
                    self._same(min(known), i, "initials_match", 0.85)

    def _unknown(self, mention: int) -> bool:
        referent = self.board.links[mention]
        return referent is None or referent.entry is None

    def _introduces(self, name: int, acronym: int) -> bool:
        return (
            len(self.core[name]) > 1
            and not self._personal(self.board.mentions[name].cls)
            and bool(_BRACKET.fullmatch(self.board.layout.between(name, acronym)))
        )

    def _initials(self) -> dict[str, set[int]]:
        """Initials of the longer names that are no person's -> first mention of each."""
        found: dict[str, set[int]] = defaultdict(set)
        seen: set[Referent] = set()
        for i in self.named:
            referent = self.board.links[i]
            if referent is None or referent in seen or self._personal(referent.cls):
                continue
            parts = [p for w in self.core[i] for p in w.split("-") if p]
            if len(parts) > 1:
                seen.add(referent)
                found["".join(p[0] for p in parts).upper()].add(i)
                kept = [p for p in parts if p.lower() not in self.words.skipped]
                found["".join(p[0] for p in kept).upper()].add(i)
        return found

    def _same(self, first: int, second: int, reason: str, score: float) -> None:
        kept, other = self.board.links[first], self.board.links[second]
        if kept is None or kept is other:
            return
        if other is not None and other.entry is not None:
            if kept.entry is not None:
                return
            kept, other = other, kept
            first, second = second, first
        if other is not None:
            self.board.merge(kept, other)
            for key, referent in self.by_name.items():
                if referent is other:
                    self.by_name[key] = kept
        self.board.link(second, kept, reason, score)

    def short(self) -> None:
        """A surname to its full name, a shortened name to the longer one."""
        self._longer_forms_of_people()
        self._longer_forms_of_organisations()
        people = self._people()
        for i in self.named:
            if self.board.links[i] is None and self._single_person(i):
                self._surname(i, people)

    def _people(self) -> dict[str, list[tuple[int, Referent]]]:
        """Surname, and given name after a "^" -> the persons of that name with first mention."""
        found: dict[str, list[tuple[int, Referent]]] = defaultdict(list)
        seen: set[tuple[str, int]] = set()
        for i in self.named:
            referent = self.board.links[i]
            if referent is None or not self._personal(referent.cls):
                continue
            names = [self.core[i]] + [self.words.core(n) for n in referent.names]
            for core in (c for c in names if len(c) > 1):
                for key in (self.words.surname(core), "^" + fold(core[0])):
                    if (key, referent.key) not in seen:
                        seen.add((key, referent.key))
                        found[key].append((i, referent))
        return found

    def _surname(self, mention: int, people: dict[str, list[tuple[int, Referent]]]) -> None:
        word = self.core[mention][0]
        surname = self.words.surname((word,))
        bearers = people.get(surname, [])
        if bearers:
            referent, reason, score = self._which(mention, bearers)
            others = tuple((r, 0.4) for _, r in bearers if r is not referent)
            self.board.link(mention, referent, reason, score, others)
            return
        given = people.get("^" + fold(word), [])
        if given and len(word) >= _MIN_SHORT:
            before = [b for b in given if b[0] < mention]
            if len(given) == 1 or len({b[0] for b in before}) == 1:
                chosen = given[0] if len(given) == 1 else before[0]
                self.board.link(mention, chosen[1], "given_name_matches", 0.75)
                return
        local = self._as_full_name(mention, word)
        local.local = True

    def _which(
        self, mention: int, bearers: list[tuple[int, Referent]]
    ) -> tuple[Referent, str, float]:
        """Of several people of one surname: by gender, by title, else the one named last before."""
        if len(bearers) == 1:
            return bearers[0][1], "surname_matches", 0.95
        gender = self.board.mentions[mention].gender or self._title_gender(mention)
        agreeing = [b for b in bearers if gender and gender_of(self.board, b[1]) == gender]
        if len(agreeing) == 1:
            return agreeing[0][1], "surname_and_gender_match", 0.85
        kept = agreeing or bearers
        before = [b for b in kept if b[0] < mention]
        last = max(before, key=lambda b: self._last_named(b[1], mention)) if before else kept[0]
        return last[1], "surname_of_nearest", 0.6

    def _last_named(self, referent: Referent, before: int) -> int:
        return max(
            (i for i in self.named if i < before and self.board.links[i] is referent), default=-1
        )

    def _title_gender(self, mention: int) -> str | None:
        words = self.board.layout.words_before(mention, 1)
        words += self.board.layout.words(mention).split()[:1]
        return next((g for w in words if (g := self.words.gender.get(w.lower()))), None)

    def _longer_forms_of_people(self) -> None:
        """As in "Fattah al-Sisi" and "Donald Trump" for names with one word more."""
        people: dict[str, list[Referent]] = defaultdict(list)
        for referent in self.board.referents:
            if referent.entry is None and referent.names and self._personal(referent.cls):
                people[self.words.surname(tuple(referent.names[0].split()))].append(referent)
        for bearers in people.values():
            bearers.sort(key=lambda r: (-len(r.names[0].split()), r.key))
            for k, shorter in enumerate(bearers):
                longer = [b for b in bearers[:k] if _abbreviates(shorter.names[0], b.names[0])]
                if len(longer) == 1:
                    self._join(longer[0], shorter, "shorter_form_matches")

    def _join(self, kept: Referent, other: Referent, reason: str) -> None:
        for i in self.named:
            if self.board.links[i] is other:
                self.board.reasons[i] = (reason, 0.9, ())
        self.board.merge(kept, other)
        for key, referent in self.by_name.items():
            if referent is other:
                self.by_name[key] = kept

    def _longer_forms_of_organisations(self) -> None:
        """As in "Bayern" for the one organisation whose longer name starts or ends so."""
        organisation = self.words.classes.organisation
        linked = (r for r in dict.fromkeys(self.board.links) if r is not None)
        bodies = [r for r in linked if r.names and self.board.is_a(r.cls, organisation)]
        longer: dict[str, dict[Referent, None]] = defaultdict(dict)
        for referent in bodies:
            for part in {p for name in referent.names for p in _parts(fold(name).split())}:
                longer[part][referent] = None
        for referent in bodies:
            if referent.entry is None and len(referent.names[0]) >= _MIN_SHORT:
                found = [r for r in longer.get(fold(referent.names[0]), ()) if r is not referent]
                if len(found) == 1:
                    self._join(found[0], referent, "shorter_form_matches")


def _parts(words: list[str]) -> set[str]:
    """Every beginning and ending of a name; none of two names that stand side by side."""
    if _ADDED & set(words):
        return set()
    cuts = range(1, len(words))
    return {" ".join(words[:k]) for k in cuts} | {" ".join(words[k:]) for k in cuts}


def _abbreviates(short: str, long: str) -> bool:
    """Is the short name the end of the long one, or its first and last word?"""
    a, b = fold(short).split(), fold(long).split()
    return len(a) < len(b) and (b[-len(a) :] == a or (a[0] == b[0] and a[-1] == b[-1]))
