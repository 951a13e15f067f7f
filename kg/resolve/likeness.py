"""How well a description fits somebody met before: by office, name, head, class, salience."""

from __future__ import annotations

from kg.model import Mention
from kg.resolve.board import Board, Referent
from kg.resolve.memory import Memory

_OFFICE, _NAME_HEAD, _NAME_WORD, _SAME_HEAD, _CLASS_ONLY = 0.85, 0.95, 0.75, 0.75, 0.45
_SALIENCE = 0.3  #: weight of salience beside the kind of likeness
_OWNER = 0.1  #: gained where the description names whom the referent belongs to
_TOPIC = 0.05  #: gained by a land per earlier mention, up to five: what the text is about
_DATELINE = 0.1  #: lost by the place where the text was written
_RECENT = 4  #: sentences back for those who only fit by class
_RECENT_LAND = 12  #: the same for lands: a text stays in one city

Row = tuple[float, Referent, str]


class Likeness:
    """Scores those whom a description may mean."""

    def __init__(self, board: Board, memory: Memory) -> None:
        self._board = board
        self._memory = memory
        self._classes = board.vocabulary.classes

    def rows(self, mention: int) -> list[Row]:
        """Those whom the description may mean, best first; of a state and its land the better."""
        found: dict[Referent, tuple[float, str]] = {}
        head = self._board.layout.head(mention)
        for referent in self._memory.known_as(head):
            found[referent] = self._by_word(mention, referent, head)
        land = self._board.is_a(self._board.mentions[mention].cls, self._classes.land)
        for referent in self._memory.recent(mention, _RECENT_LAND if land else _RECENT):
            if referent not in found and self._typed(mention, referent):
                found[referent] = (_CLASS_ONLY, "class_and_salience")
        rows = [
            (self._weighed(mention, referent, base), referent, reason)
            for referent, (base, reason) in found.items()
        ]
        rows = sorted((row for row in rows if row[0] > 0), key=lambda row: (-row[0], row[1].key))
        return self._without_twins(rows)

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
            return _NAME_WORD, "word_of_name_matches"
        return _SAME_HEAD, "same_description"

    def _heads_name(self, mention: int, referent: Referent, word: str) -> bool:
        """Is it a body whose name is this very noun with a word before it ("Lantern Front")?"""
        own = self._own_name(mention)
        return (
            self._board.is_a(referent.cls, self._classes.organisation)
            and self._board.is_a(self._board.mentions[mention].cls, self._classes.organisation)
            and not own - referent.words()
            and any(n.lower().endswith(" " + word) for n in referent.names)
        )

    def _typed(self, mention: int, referent: Referent) -> bool:
        """May the class alone tie the description to the referent? Never for persons."""
        cls = self._board.mentions[mention].cls
        if not self._board.ontology.parents.get(cls) or cls == self._classes.actor:
            return False
        if referent.described is not None or self._board.is_a(cls, self._classes.person):
            return False
        if (
            self._board.is_a(cls, self._classes.land)
            and self._board.layout.head(mention)[-1:] == "s"
        ):
            return False
        if self._own_name(mention) - referent.words():
            return False
        return self._board.is_a(referent.cls, cls) or self.twinned(referent, cls)

    def _own_name(self, mention: int) -> set[str]:
        """Capitalised words inside the description ("the Socialist party"), headlines apart."""
        found, text = self._board.mentions[mention], self._board.layout.text
        if text[found.head.start].isupper():
            return set()
        words = text[found.span.start : found.head.start].split()
        return {w.lower() for w in words if w[0].isupper()}

    def twinned(self, referent: Referent, cls: str) -> bool:
        """Is one a state and the other the land of a state?"""
        pair = (self._classes.state, self._classes.country)
        return any(self._board.is_a(referent.cls, c) for c in pair) and any(
            self._board.is_a(cls, c) for c in pair
        )

    def _weighed(self, mention: int, referent: Referent, base: float) -> float:
        found = self._board.mentions[mention]
        if base != _NAME_HEAD and not self._agrees(found, referent):
            return 0.0
        if base == _NAME_HEAD and found.plural:
            return 0.0
        actors = [r for k in found.modifiers if (r := self._board.links[k]) is not None]
        if actors:
            if referent in actors or not any(self.tied(referent, a) for a in actors):
                return 0.0
            base += _OWNER
        trace = self._memory.trace(referent)
        if trace is not None and self._board.is_a(found.cls, self._classes.land):
            base += _TOPIC * min(trace.count, 5)
            base -= _DATELINE * (trace.mention in self._board.layout.datelines)
        return base + _SALIENCE * self._memory.salience(referent, mention)

    def _agrees(self, found: Mention, referent: Referent) -> bool:
        """Class, gender and, for persons, number."""
        if not (self._board.fits(referent, found.cls) or self.twinned(referent, found.cls)):
            return False
        if not self._board.is_a(found.cls, self._classes.person):
            return True
        if found.gender and referent.gender and found.gender != referent.gender:
            return False
        return found.plural == referent.plural

    def tied(self, referent: Referent, actor: Referent) -> bool:
        """Does the referent belong to the actor that the description names?"""
        ids = {actor.entry.id, actor.entry.twin} if actor.entry else set()
        for one in (referent, *referent.sides):
            if one is actor:
                return True
            entry = one.entry
            if entry is not None and {entry.id, entry.part_of, entry.twin} & ids - {None}:
                return True
        names = {w.lower() for n in actor.names for w in n.split()}
        if actor.entry is not None:
            names |= {a.lower() for a in actor.entry.adjectives}
        own = (*referent.names, referent.described or "")
        return bool(names & {w for n in own for w in n.lower().split()})
