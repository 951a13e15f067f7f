"""How well a description fits somebody met before: by office, name, head, class, salience."""

from __future__ import annotations

from kg.model import Function
from kg.resolve.apart import Apart
from kg.resolve.board import Board, Referent
from kg.resolve.lands import Lands
from kg.resolve.memory import Memory
from kg.resolve.owners import Owners

_OFFICE, _NAME_HEAD, _NAME_WORD, _SAME_HEAD = 0.85, 0.95, 0.76, 0.75
_SAME_KIND = 0.55  #: called by the same word before, one that many bodies are called by
_ONLY_LAND = 0.5  #: the only land of the kind lately
_CLASS_ONLY = 0.45  #: fits by class alone
_PASSING = 0.1  #: lost there by one that was no subject
_ONLY_ONE = 0.62  #: ... and nobody else named so far does
_UNTYPED = 0.38  #: a body of which only that it is one is known
_LISTED = 0.5  #: the word stands in a name that the world has, not in the text
_SALIENCE = 0.3  #: weight of salience beside the kind of likeness
_OWNER = 0.1  #: gained where the description names whom the referent belongs to
_JUST_CALLED = 0.2  #: gained by whom the same word has just meant
_SPOKEN_FOR = 0.1  #: gained by those for whom the speaker of the words around speaks
_TOPIC = 0.05  #: gained by a land per earlier mention, up to five: what the text is about
_WRITTEN_IN = 0.2  #: gained by the country in which the text was written
_RECENT = 4  #: sentences back for those who only fit by class
_RECENT_LAND = 12  #: the same for lands: a text stays in one city
_RECENT_ONLY = 16  #: the same for the only one that fits
_RECENT_UNTYPED = 1  #: the same for bodies of an unknown kind

Row = tuple[float, Referent, str]


class Likeness:
    """Scores those whom a description may mean."""

    def __init__(self, board: Board, memory: Memory) -> None:
        self._board = board
        self._memory = memory
        self._lands = Lands(board, memory)
        self._owners = Owners(board, memory)
        self._classes = board.vocabulary.classes
        self._apart = Apart(board, self._owners)

    def rows(self, mention: int) -> list[Row]:
        """Those whom the description may mean, best first; of a state and its land the better."""
        found: dict[Referent, tuple[float, str]] = {}
        head = self._board.layout.head(mention)
        for referent in self._memory.known_as(head):
            found[referent] = self._by_word(mention, referent, head)
        for office in self._same_offices(mention):
            for referent in self._memory.known_as(office.split()[-1]):
                if office in referent.titles:
                    found[referent] = (_OFFICE, "office_matches")
        for referent, base in self._by_class(mention).items():
            if base > found.get(referent, (0.0, ""))[0]:
                found[referent] = (base, "class_and_salience")
        rows = [
            (self._weighed(mention, referent, base), referent, reason)
            for referent, (base, reason) in found.items()
            if not self._apart.tells(mention, referent) and not self._lands.apart(mention, referent)
        ]
        rows = sorted((row for row in rows if row[0] > 0), key=lambda row: (-row[0], row[1].key))
        return self._without_twins(rows)

    def _same_offices(self, mention: int) -> tuple[str, ...]:
        """Other words for the office that a description tells ("senator" for "lawmaker")."""
        same, layout = self._board.vocabulary.same_office, self._board.layout
        return same.get(layout.words(mention).lower()) or same.get(layout.head(mention), ())

    def _by_class(self, mention: int) -> dict[Referent, float]:
        """Those who fit by class: of several the recent ones, of one also from further back."""
        if not self._tells_by_class(mention):
            return {}
        reach = self._memory.reach(mention)
        if self._board.is_a(self._board.mentions[mention].cls, self._classes.land):
            near = self._memory.recent(mention, _RECENT_LAND)
            lands = [r for r in near if self._typed(mention, r)]
            only = len({r.entry.twin or r.entry.id if r.entry else r.key for r in lands}) == 1
            return dict.fromkeys(lands, _ONLY_LAND if only else _CLASS_ONLY)
        fitting = [r for r in self._memory.recent(mention, _RECENT_ONLY) if self._typed(mention, r)]
        if len(fitting) == 1:
            return {fitting[0]: _ONLY_ONE}
        found = {r: _CLASS_ONLY - self._passing(r) for r in fitting if reach(r) <= _RECENT}
        if not fitting:
            near = self._memory.recent(mention, _RECENT_UNTYPED)
            found = {r: _UNTYPED for r in near if self._untyped(mention, r)}
        return found

    def _passing(self, referent: Referent) -> float:
        """What is lost where others fit too and this one was not what was spoken of."""
        trace = self._memory.trace(referent)
        topic = trace is None or trace.function is Function.SUBJECT or trace.pronoun
        return 0.0 if topic else _PASSING

    @staticmethod
    def _without_twins(rows: list[Row]) -> list[Row]:
        kept: list[Row] = []
        taken: set[str] = set()
        for row in rows:
            entry = row[1].entry
            if entry is not None and entry.id in taken:
                continue
            if entry is not None and entry.twin:
                taken.add(entry.twin)
            kept.append(row)
        return kept

    def _by_word(self, mention: int, referent: Referent, word: str) -> tuple[float, str]:
        if any(word == t.split()[-1] for t in referent.titles):
            return _OFFICE, "office_matches"
        if self._heads_name(mention, referent, word):
            return _NAME_HEAD, "head_of_name_matches"
        if word in referent.words():
            written = any(word in n.lower().split() for n in referent.written)
            return (_NAME_WORD if written else _LISTED), "word_of_name_matches"
        person = self._board.is_a(referent.cls, self._classes.person)
        named = referent.described is None and not person
        words = (referent.described or "").split()
        told = any(w[:1].isupper() for w in words[:-1])
        told = told and self._owners.named_within(mention) <= {w.lower() for w in words}
        general = named or referent.doubtful or (word in self._board.vocabulary.kinds and not told)
        return (_SAME_KIND if general else _SAME_HEAD), "same_description"

    def _heads_name(self, mention: int, referent: Referent, word: str) -> bool:
        """Is it a body whose name is this very noun with a word before it ("Lantern Front")?"""
        own = self._owners.named_within(mention)
        return (
            self._board.is_a(referent.cls, self._classes.organisation)
            and self._board.is_a(self._board.mentions[mention].cls, self._classes.organisation)
            and (not self._owners.official(mention) or self._agrees(mention, referent))
            and not own - referent.words()
            and any(n.lower().endswith(" " + word) for n in referent.written)
        )

    def _tells_by_class(self, mention: int) -> bool:
        """Is it of a class by which its referent may be told? Persons and peoples never are."""
        cls, layout = self._board.mentions[mention].cls, self._board.layout
        if layout.head(mention) in self._board.vocabulary.relational:
            return False
        known = bool(self._board.ontology.parents.get(cls)) and cls != self._classes.actor
        if not known or self._board.is_a(cls, self._classes.person):
            return False
        places = (self._classes.land, self._classes.state)
        return any(self._board.is_a(cls, c) for c in places) or self._tells_body(mention)

    def _tells_body(self, mention: int) -> bool:
        """Is it "the group", "the ministry", one that is known, and not "the media"?"""
        found, words, layout = (
            self._board.mentions[mention],
            self._board.vocabulary,
            self._board.layout,
        )
        head, general = layout.head(mention), self._classes.organisation
        shortened = head in words.kinds and not found.plural  # "Group Holds Port", in a headline
        if layout.word_before(mention) not in words.definite and not shortened:
            return False
        if head in words.kinds:
            return True
        many = any(self._board.is_a(found.cls, c) for c in words.many)
        if head in words.general or found.cls == general or (found.plural and not many):
            return False
        return found.span == found.head and not self._board.is_a(found.cls, self._classes.people)

    def _typed(self, mention: int, referent: Referent) -> bool:
        """May the class alone tie the description to the referent?"""
        cls = self._board.mentions[mention].cls
        if self._board.is_a(cls, self._classes.land) and not self._lands.possible(
            mention, referent
        ):
            return False
        if referent.described is not None and not self._national(mention, referent):
            return False
        if self._owners.named_within(mention) - referent.words() or self._part(referent, cls):
            return False
        return self.of_kind(mention, referent) or self.twinned(referent, cls)

    def _unlisted_town(self, mention: int, referent: Referent, cls: str) -> bool:
        """May a place of which only the name is known be the town or village that is told?"""
        if referent.entry is not None or not self._board.is_a(cls, self._classes.city):
            return False
        last = next((r for r in self._memory.recent(mention, _RECENT_LAND) if self._local(r)), None)
        return last is referent and referent.kind in {self._classes.place, self._classes.city}

    def _local(self, referent: Referent) -> bool:
        """Is it named, and a town or a place of which nothing more is known?"""
        town = self._board.is_a(referent.kind, self._classes.city)
        named = referent.described is None and (town or referent.kind == self._classes.place)
        return named and not self._board.layout.datelines.issuperset(referent.mentions)

    def _part(self, referent: Referent, cls: str) -> bool:
        """Is it but one of the forces that the description means together ("the military")?"""
        parts = (c for c in self._board.vocabulary.parts if self._board.is_a(referent.kind, c))
        return any(not self._board.is_a(cls, part) for part in parts)

    def of_kind(self, mention: int, referent: Referent) -> bool:
        """Is the referent what the noun is used for, or of the class that it has?"""
        words, head = self._board.vocabulary, self._board.layout.head(mention)
        kinds, cls = words.kinds.get(head), self._board.mentions[mention].cls
        if kinds is None or cls not in kinds:
            if referent.described is not None:
                return self._board.fits(referent, cls)
            town = self._classes.city  # the world has cities, towns and villages as one class
            towns = referent.kind == town and self._board.is_a(cls, town)
            return (
                towns
                or self._board.is_a(referent.kind, cls)
                or self._unlisted_town(mention, referent, cls)
            )
        if referent.entry is None:
            kinds += words.unlisted[head]
            if not words.bearing[head].isdisjoint(referent.words()):
                return self._board.is_a(referent.kind, self._classes.organisation)
        general = self._classes.organisation
        return any(
            referent.kind == c if c == general else self._board.is_a(referent.kind, c)
            for c in kinds
        )

    def _national(self, mention: int, referent: Referent) -> bool:
        """Are they "the army" and "the Israeli military", one named by whose it is?"""
        bare = self._board.mentions[mention]
        if bare.span != bare.head or (referent.plural and not bare.plural):
            return False
        general = referent.cls == self._classes.organisation
        return (
            not general
            and self._owners.official(mention)
            and self._board.fits(referent, bare.cls)
            and any(w[:1].isupper() for w in (referent.described or "").split())
        )

    def _untyped(self, mention: int, referent: Referent) -> bool:
        """Is the description a kind of body and the referent a named one of unknown kind?"""
        cls, general = self._board.mentions[mention].cls, self._classes.organisation
        if cls == general or self._owners.named_within(mention) or referent.described is not None:
            return False
        if self._board.mentions[mention].plural:
            return False
        known = referent.kind == general and self._board.is_a(cls, general)
        return known and not self._owners.official(mention)

    def twinned(self, referent: Referent, cls: str) -> bool:
        """Is one a state and the other the land of a state?"""
        pair = (self._classes.state, self._classes.country)
        return any(self._board.is_a(referent.cls, c) for c in pair) and any(
            self._board.is_a(cls, c) for c in pair
        )

    def _weighed(self, mention: int, referent: Referent, base: float) -> float:
        found = self._board.mentions[mention]
        same = base == _SAME_HEAD or (base == _NAME_WORD and not self._owners.official(mention))
        same = same and not self._board.is_a(found.cls, self._classes.person)
        if base == _NAME_WORD and self._board.layout.head(mention) in self._board.vocabulary.kinds:
            same = False
        if not same and base not in {_NAME_HEAD, _UNTYPED} and not self._agrees(mention, referent):
            return 0.0
        if base == _NAME_HEAD and self._means_members(mention):
            return 0.0
        actors = [
            r
            for k in found.modifiers
            if self._owners.owns(mention, k) and (r := self._board.links[k]) is not None
        ]
        if actors:
            tied = any(self._owners.tied(referent, a) for a in actors)
            if referent in actors or not (tied or self._owners.homeless(mention, referent, actors)):
                return 0.0
            base += _OWNER if tied else -_OWNER
        trace = self._memory.trace(referent)
        if trace is not None and self._board.is_a(found.cls, self._classes.land):
            base += _TOPIC * min(self._lands.count(referent), 5)
            base += self._lands.told_by(mention, referent)
            base += self._lands.standing(mention, referent, trace.mention)
            base += _WRITTEN_IN * self._board.around_dateline(referent)
        head = self._board.layout.head(mention)
        base += _JUST_CALLED * (self._memory.just_called(head, mention) is referent)
        speaker = self._board.speaker(mention)
        base += _SPOKEN_FOR * (speaker is not None and referent in speaker.sides)
        return base + _SALIENCE * self._memory.salience(referent, mention)

    def _means_members(self, mention: int) -> bool:
        """As in "the forces", which may be some of a body whose name ends so."""
        forces = self._board.layout.head(mention) in self._board.vocabulary.forces
        return forces and self._board.mentions[mention].plural

    def _agrees(self, mention: int, referent: Referent) -> bool:
        """Class, gender and, for persons, number."""
        found = self._board.mentions[mention]
        fits = self._board.fits(referent, found.cls) or self.of_kind(mention, referent)
        if not (fits or self.twinned(referent, found.cls)):
            return False
        if not self._board.is_a(found.cls, self._classes.person):
            return True
        if found.gender and referent.gender and found.gender != referent.gender:
            return False
        return found.plural == referent.plural
