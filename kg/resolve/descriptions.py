"""Decides descriptions ("the spokeswoman", "the militants", "government forces")."""

from __future__ import annotations

from itertools import pairwise

from kg.ids import fold
from kg.model import Form, Function
from kg.ontology.entry import Entry
from kg.resolve.beside import land_before
from kg.resolve.board import Board, Referent
from kg.resolve.forces import Forces
from kg.resolve.likeness import Likeness
from kg.resolve.memory import Memory
from kg.resolve.nation import Nation
from kg.resolve.offices import holders
from kg.resolve.told import group_before, group_behind

_OF = frozenset({"of", "for"})
_ENOUGH = 0.6  #: score from which a description is given its referent
_ENOUGH_LAND = 0.55  #: the same for "the country", "the city"
_ENOUGH_ALONE = 0.49  #: the same where nobody else fits
_ENOUGH_KIND = 0.53  #: the same for "the group", "the movement"
_CLEAR = 0.1  #: how far the best must be ahead of the next


class Descriptions:
    """Decides one nominal mention at a time, while the text is read from start to end."""

    def __init__(self, board: Board, memory: Memory) -> None:
        self._board = board
        self._words = board.vocabulary
        self._memory = memory
        self._likeness = Likeness(board, memory)
        self._forces = Forces(board)
        self._nation = Nation(board)
        self._held_in = holders(board)
        self._by_words: dict[str, Referent] = {}
        for referent in board.referents:
            for name in referent.names:
                self._by_words.setdefault(fold(name), referent)

    def decide(self, mention: int) -> None:
        """Links the description to someone known, to one of its own, or leaves it open."""
        if self._tells_kind(mention):
            self._board.leave_open(mention, "tells_only_what_kind", ())
            return
        for rule in (
            self._entry,
            self._named_land,
            self._named_group,
            self._short_name,
            self._own_forces,
            self._land_of_holder,
            self._side_of_owner,
            self._same_words,
        ):
            found = rule(mention)
            if found is not None:
                self._board.link(mention, found, rule.__name__.strip("_"), 0.9)
                return
        known = self._definite(mention) and not self._of_somebody(mention)
        known = known and not self._tells_side(mention)
        rows = self._likeness.rows(mention) if known else []
        if not rows:
            self._on_its_own(mention)
            return
        score, best, reason = rows[0]
        rest = tuple((r, s) for s, r, _ in rows[1:4])
        if score < self._enough(mention, alone=not rest):
            self._on_its_own(mention, ((best, score), *rest))
        elif rest and score - rest[0][1] < _CLEAR:
            self._board.leave_open(mention, "several_equally_likely", ((best, score), *rest))
        else:
            found = self._land_or_state(mention, best)
            self._board.link(mention, found, reason, min(score, 1.0), rest)

    def _tells_kind(self, mention: int) -> bool:
        """As in "state television": a land's noun that says of what kind something else is."""
        layout, found = self._board.layout, self._board.mentions[mention]
        if found.form is not Form.NOMINAL or mention not in layout.possessed:
            return False
        if layout.word_before(mention) in self._words.definite:
            return False
        bare = found.span == found.head and layout.function(mention) is not Function.POSSESSOR
        return bare and self._board.is_a(found.cls, self._words.classes.state)

    def _tells_side(self, mention: int) -> bool:
        """As in "the rebel factions": a bare noun before one for bodies, of which it tells more."""
        body, is_a = self._words.classes.organisation, self._board.is_a
        layout, found = self._board.layout, self._board.mentions[mention]
        outer = layout.possessed.get(mention)
        if outer is None or layout.head(mention) not in self._words.kinds:
            return False
        bodies = is_a(found.cls, body) and is_a(self._board.mentions[outer].cls, body)
        bare = found.span == found.head and layout.function(mention) is Function.MODIFIER
        return bodies and bare

    def _enough(self, mention: int, *, alone: bool) -> float:
        """The score that links the description; less where nobody else fits."""
        cls = self._board.mentions[mention].cls
        if self._board.is_a(cls, self._words.classes.land):
            return _ENOUGH_ALONE if alone else _ENOUGH_LAND
        specific = cls != self._words.classes.organisation
        bare = self._board.layout.words(mention).lower() in self._words.kinds
        if alone and bare and not specific:
            return _ENOUGH_KIND
        return _ENOUGH_ALONE if alone and specific else _ENOUGH

    def _entry(self, mention: int) -> Referent | None:
        """The world entry whose name the description is ("the Russian foreign ministry")."""
        found = self._board.mentions[mention]
        for candidate in found.candidates:
            entry = self._board.ontology.world.entry(candidate)
            if entry is not None and self._board.is_a(entry.cls, found.cls):
                return self._board.of_entry(entry)
        return None

    def _named_land(self, mention: int) -> Referent | None:
        """As in "Dorvan province"."""
        return land_before(self._board, mention)

    def _short_name(self, mention: int) -> Referent | None:
        """As in "the Guards": a word in capitals of the only body in whose name it stands."""
        board, layout = self._board, self._board.layout
        words = layout.words(mention)
        found = board.mentions[mention]
        body = board.is_a(found.cls, self._words.classes.organisation) or found.plural
        if " " in words or not words[:1].isupper() or not body or words.isupper():
            return None
        if layout.word_before(mention) not in self._words.definite:
            return None
        if words.lower() in board.ontology.world.by_inhabitants:
            return None
        forms = {words.lower(), words.lower().removesuffix("s"), words.lower() + "s"}
        bodies = {
            r
            for word in forms
            for r in self._memory.known_as(word)
            if r.described is None and self._of_body(r, word)
        }
        return next(iter(bodies)) if len(bodies) == 1 else None

    def _of_body(self, referent: Referent, word: str) -> bool:
        """Does the name of a body hold the word, in the text or in the world?"""
        names = [*referent.names, *sorted(referent.written)]
        body = self._board.is_a(referent.cls, self._words.classes.organisation)
        plural = word.endswith("s")
        return body and any(_heads(name.lower().split(), word, plural=plural) for name in names)

    def _named_group(self, mention: int) -> Referent | None:
        """As in "Hill Guard militants", "fighters of the Hill Guard": the group that is named."""
        if self._board.layout.head(mention) not in self._words.of_the_group:
            return None
        named = group_before(self._board, mention)
        named = group_behind(self._board, mention) if named is None else named
        if named is not None:
            return self._board.links[named]
        return self._named_in_singular(mention)

    def _named_in_singular(self, mention: int) -> Referent | None:
        """As in "Forest Lion rebels": the group whose name is the plural, "Forest Lions"."""
        board, start = self._board, self._board.layout.phrase(mention).start
        words = board.layout.text[start : board.mentions[mention].head.start].strip()
        if not words[:1].isupper():
            return None
        for entry in board.ontology.world.candidates(words + "s"):
            if board.is_a(entry.cls, self._words.classes.organisation):
                return board.of_entry(entry)
        return None

    def _own_forces(self, mention: int) -> Referent | None:
        """As in "its fighters": the group that the pronoun means."""
        for k in self._board.mentions[mention].modifiers:
            owner = self._board.links[k] if self._board.pronoun(k) else None
            if owner is not None:
                return self._forces.own(mention, owner)
        return None

    def _side_of_owner(self, mention: int) -> Referent | None:
        """As in "his party": the body of that kind in which the person holds a role."""
        board, found = self._board, self._board.mentions[mention]
        if found.plural or board.is_a(found.cls, self._words.classes.person):
            return None
        country = board.is_a(found.cls, self._words.classes.country)
        for k in found.modifiers:
            owner = board.links[k] if board.pronoun(k) else None
            if owner is None or not board.is_a(owner.cls, self._words.classes.person):
                continue
            if country:
                return self._country_of(owner)
            general = self._words.classes.organisation
            sides = [
                s for s in owner.sides if s.cls == general or self._likeness.of_kind(mention, s)
            ]
            if len(sides) == 1:
                return sides[0]
        return None

    def _land_of_holder(self, mention: int) -> Referent | None:
        """As in "he was the country's minister": the land whose officer the text calls him."""
        holder = self._held_in.get(mention)
        person = self._board.links[holder] if holder is not None else None
        lands = (self._words.classes.country, self._words.classes.state)
        if person is None or self._board.mentions[mention].cls not in lands:
            return None
        found = self._country_of(person) if self._definite(mention) else None
        return self._land_or_state(mention, found) if found is not None else None

    def _country_of(self, person: Referent) -> Referent | None:
        """As in "his country": the land of the state that the person holds a role in."""
        state = self._nation.held_by(person)
        return self._board.twin(self._board.of_entry(state)) if state is not None else None

    def _whose(self, mention: int) -> Entry | None:
        """The state of a bare body: that of its possessor's office, or that of the whole text."""
        owners = self._board.mentions[mention].modifiers
        if owners:
            owner = self._board.links[owners[0]] if len(owners) == 1 else None
            return self._nation.held_by(owner) if owner is not None else None
        return self._nation.of(mention) if self._definite(mention) else None

    def _same_words(self, mention: int) -> Referent | None:
        """A name or a description of several words that was met in the same words."""
        found = self._board.mentions[mention]
        if any(self._board.pronoun(k) for k in found.modifiers):
            return None  # "our forces" are those of whoever speaks
        phrase = self._board.layout.phrase(mention)
        words = self._board.layout.text[phrase.start : phrase.end]
        if len(words.split()) == 1 and self._definite(mention):
            return None
        same = self._by_words.get(fold(words))
        return same if same is not None and self._board.fits(same, found.cls) else None

    def _of_somebody(self, mention: int) -> bool:
        """Does it belong to somebody of whom it is not known who he is ("its fighters")?"""
        board = self._board
        owners = board.mentions[mention].modifiers
        return any(board.links[k] is None and board.pronoun(k) for k in owners)

    def _definite(self, mention: int) -> bool:
        """Does the phrase speak of someone known? A bare singular does in headlines and titles."""
        found = self._board.mentions[mention]
        first = self._board.layout.words(mention).split()[0].lower()
        before = self._board.layout.word_before(mention)
        known = self._words.definite | self._words.indefinite
        determiner = first if first in known else before
        if determiner in self._words.definite:
            return True
        if determiner in self._words.indefinite or determiner in self._words.pronouns:
            return False
        if found.span != found.head or self._board.layout.head(mention).endswith("s"):
            return False
        if not found.plural:
            places = (self._words.classes.land, self._words.classes.state)
            return not any(self._board.is_a(found.cls, c) for c in places)
        body = self._board.is_a(found.cls, self._words.classes.organisation)
        return body and self._board.layout.head(mention) not in self._words.of_the_group

    def _land_or_state(self, mention: int, referent: Referent) -> Referent:
        cls = self._board.mentions[mention].cls
        if self._board.is_a(referent.cls, cls) or not self._likeness.twinned(referent, cls):
            return referent
        return self._board.twin(referent) or referent

    def _on_its_own(self, mention: int, rejected: tuple[tuple[Referent, float], ...] = ()) -> None:
        """Gives a description that is new here a referent known in this document only."""
        found = self._board.mentions[mention]
        phrase = self._board.layout.phrase(mention)
        words = " ".join(self._board.layout.text[phrase.start : phrase.end].split())
        referent = self._board.new(found.cls, described=words, local=True)
        referent.plural = found.plural
        bare = found.span == found.head
        pronouns = any(self._board.pronoun(k) for k in found.modifiers)
        referent.doubtful = (bool(rejected) and bare) or pronouns
        referent.gender = found.gender
        if bare and not found.plural:
            referent.state = self._whose(mention)
        if self._board.is_a(found.cls, self._words.classes.person):
            office = self._board.layout.words(mention).lower().split()
            referent.titles.update(" ".join(office[k:]) for k in range(len(office)))
            referent.sides = [r for k in found.modifiers if (r := self._board.links[k]) is not None]
        self._by_words.setdefault(fold(words), referent)
        self._board.link(mention, referent, "described_only", 0.5, rejected)


def _heads(name: list[str], word: str, *, plural: bool) -> bool:
    """Is the word the noun of a name of several words, its last one or that before "of"?"""
    heads = {name[-1], *(a for a, b in pairwise(name) if b in _OF)}
    return len(name) > 1 and (word in heads or (plural and word.removesuffix("s") in name))
