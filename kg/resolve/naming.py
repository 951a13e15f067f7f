"""One document's names: which they are, whose words count, and who is called by them so far."""

from __future__ import annotations

from collections.abc import Iterator

from kg.ids import fold
from kg.model import Form
from kg.resolve.board import Board, Referent
from kg.resolve.bodies import Bodies
from kg.resolve.offices import fillers
from kg.resolve.spelling import plain


class Naming:
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
        self.of_states = Bodies(board)
        self.core = {i: self._core(i) for i in self.named}
        self.borne = self._borne()  #: words of the persons' names that have several
        self.regimes = dict(self._regimes())  #: names of rulers -> the noun for their government
        self.core |= {i: self._with_noun(i, noun) for i, noun in self.regimes.items()}
        self.by_name: dict[str, Referent] = {}
        self.surnames: set[int] = set()  #: places by their class, but rather persons

    def _core(self, mention: int) -> tuple[str, ...]:
        words = self.of_states.name(mention) or self.board.layout.words(mention)
        if self.is_person(mention):
            return self.words.core(words)
        return tuple(fold(words).split()) and tuple(words.split())

    def class_of(self, mention: int) -> str:
        """Its class, or the one that a role of the text gives it."""
        if self.is_person(mention):
            return self.person
        cls = self.board.mentions[self.regimes.get(mention, mention)].cls
        if mention in self.bodies and not self.board.ontology.parents.get(cls):
            return self.words.classes.organisation
        return cls

    def is_person(self, mention: int) -> bool:
        """By its class, or because it holds a role and is nothing that the world knows."""
        found = self.board.mentions[mention]
        if self.personal(found.cls) or mention not in self.holders or found.candidates:
            return self.personal(found.cls)
        organisation = self.words.classes.organisation
        return found.cls == organisation or not self.board.is_a(found.cls, organisation)

    def personal(self, cls: str) -> bool:
        """Is it a class of persons?"""
        return self.board.is_a(cls, self.person)

    def single_person(self, mention: int) -> bool:
        """Is it one word, of a person or of nobody knows what?"""
        cls = self.board.mentions[mention].cls
        root = not self.board.ontology.parents.get(cls)
        unknown = (root and mention not in self.bodies) or mention in self.surnames
        unknown = unknown or self._rather_a_person(mention)
        return len(self.core[mention]) == 1 and (unknown or self.is_person(mention))

    def _borne(self) -> frozenset[str]:
        persons = (i for i, core in self.core.items() if len(core) > 1 and self.is_person(i))
        return frozenset(
            form
            for i in persons
            for w in (self.core[i][0], self.core[i][-1])
            for form in (fold(w), plain(w, self.words.spellings))
        )

    def _rather_a_person(self, mention: int) -> bool:
        """Is a body of which nothing is known called like somebody of the text ("Babar")?"""
        found = self.board.mentions[mention]
        unknown = found.cls == self.words.classes.organisation and not found.candidates
        words = self.board.layout.words(mention)
        return unknown and not self.borne.isdisjoint(
            {fold(words), plain(words, self.words.spellings)}
        )

    def _regimes(self) -> Iterator[tuple[int, int]]:
        """As in "the Quill regime", where the text does not tell who Quill is."""
        layout, ruled = self.board.layout, self.words.ruled
        nouns = {i: layout.possessed.get(i) for i in self.named}
        alone = {
            layout.words(i) for i, k in nouns.items() if k is None or layout.head(k) not in ruled
        }
        for i in self.named:
            noun, found = nouns[i], self.board.mentions[i]
            if noun is None or layout.words(i) in alone:
                continue
            unknown = found.cls == self.words.classes.organisation and not found.candidates
            if unknown and not self._rather_a_person(i):
                yield i, noun

    def _with_noun(self, name: int, noun: int) -> tuple[str, ...]:
        return (*self.core[name], self.board.layout.head(noun))

    def represented(self) -> frozenset[int]:
        """Where an office is held that towns do not have ("the senator of New York")."""
        words, found = self.words, set()
        for claim in self.board.extraction.claims:
            office = next((v for v in claim.values if v.property == words.classes.title), None)
            if office is not None and office.lexical.lower().split()[-1] in words.of_regions:
                found |= {
                    r.filler.mention for r in claim.roles if r.property == words.classes.role_in
                }
        return frozenset(k for k in found if k is not None)

    def named_so(self, mention: int, name: str) -> Referent:
        """Links the mention to the one called so, who may be new."""
        key, cls = fold(name), self.class_of(mention)
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

    def join(self, kept: Referent, other: Referent, reason: str, score: float = 0.9) -> None:
        """Makes two who were taken apart one, for this reason."""
        if kept is other:
            return
        for i in other.mentions:
            self.board.reasons[i] = (reason, score, ())
        self.board.merge(kept, other)
        for name in (*other.names, *sorted(other.written)):
            for key in (fold(name), f"{other.cls}/{fold(name)}"):
                if self.by_name.get(key) is other:
                    self.by_name[key] = kept
