"""Decides descriptions ("the spokeswoman", "the militants", "government forces") against what was met before."""

from __future__ import annotations

from kg.ids import fold
from kg.model import Form
from kg.resolve.board import Board, Referent
from kg.resolve.memory import Memory

_ENOUGH = 0.6  #: score from which a description is given its referent
_CLEAR = 0.1  #: how far the best must be ahead of the next
_OFFICE, _NAME_WORD, _SAME_HEAD, _CLASS_ONLY = 0.85, 0.75, 0.75, 0.45


class Descriptions:
    """Decides one nominal mention at a time, while the text is read from start to end."""

    def __init__(self, board: Board, memory: Memory) -> None:
        self._board = board
        self._memory = memory
        self._words = board.vocabulary
        self._by_words: dict[str, Referent] = {}
        for referent in board.referents:
            for name in referent.names:
                self._by_words.setdefault(fold(name), referent)

    def decide(self, mention: int) -> None:
        """Links the description to someone known, to one of its own, or leaves it open."""
        entry = self._entry(mention)
        if entry is not None:
            self._board.link(mention, entry, "name_of_entry", 0.9)
            return
        same = self._by_words.get(fold(self._board.layout.words(mention)))
        if same is not None and self._board.fits(same, self._board.mentions[mention].cls):
            self._board.link(mention, same, "same_words", 0.9)
            return
        scored = self._scored(mention) if self._definite(mention) else []
        if not scored:
            self._on_its_own(mention)
            return
        best = scored[0]
        rest = tuple((r, s) for s, r, _ in scored[1:4])
        if best[0] >= _ENOUGH and (not rest or best[0] - rest[0][1] >= _CLEAR):
            self._board.link(mention, self._land_or_state(mention, best[1]), best[2], min(best[0], 1.0), rest)
        elif best[0] >= _ENOUGH:
            self._board.leave_open(mention, "several_equally_likely", ((best[1], best[0]), *rest))
        else:
            self._on_its_own(mention, ((best[1], best[0]), *rest))

    def _entry(self, mention: int) -> Referent | None:
        """The world entry whose name the description is ("the Russian foreign ministry")."""
        found = self._board.mentions[mention]
        for candidate in found.candidates:
            entry = self._board.ontology.world.entry(candidate)
            if entry is not None and self._board.is_a(entry.cls, found.cls):
                return self._board.of_entry(entry)
        return None

    def _definite(self, mention: int) -> bool:
        found = self._board.mentions[mention]
        first = self._board.layout.words(mention).split()[0].lower()
        before = self._board.layout.word_before(mention)
        determiner = first if first in self._words.definite | self._words.indefinite else before
        if determiner in self._words.definite:
            return True
        if determiner in self._words.indefinite or determiner in self._words.pronouns:
            return False
        return not found.plural and found.span == found.head and before in {"", "said", "by"}

    def _scored(self, mention: int) -> list[tuple[float, Referent, str]]:
        """Those whom the description may mean, best first."""
        found: dict[Referent, tuple[float, str]] = {}
        head = self._board.layout.head(mention)
        for word in (head, head.removesuffix("s")):
            for referent in self._memory.known_as(word):
                found.setdefault(referent, self._by_word(mention, referent, word))
        for referent in self._memory.recent(mention, 4):
            if referent not in found and self._typed(mention, referent):
                found[referent] = (_CLASS_ONLY, "class_and_salience")
        rows = []
        for referent, (base, reason) in found.items():
            score = self._weighed(mention, referent, base)
            if score > 0:
                rows.append((score, referent, reason))
        return sorted(rows, key=lambda row: (-row[0], row[1].key))

    def _by_word(self, mention: int, referent: Referent, word: str) -> tuple[float, str]:
        if any(word == t.split()[-1] for t in referent.titles):
            return _OFFICE, "office_matches"
        if word in referent.words():
            return _NAME_WORD, "word_of_name_matches"
        return _SAME_HEAD, "same_description"

    def _typed(self, mention: int, referent: Referent) -> bool:
        """May the class alone tie the description to the referent? Never for persons."""
        cls = self._board.mentions[mention].cls
        if not self._board.ontology.parents.get(cls) or self._board.is_a(cls, self._words.classes.person):
            return False
        if referent.described is not None:
            return False
        return self._board.fits(referent, cls) or self._twinned(referent, cls)

    def _twinned(self, referent: Referent, cls: str) -> bool:
        classes = self._words.classes
        return any(self._board.is_a(referent.cls, c) for c in (classes.state, classes.country)) and any(
            self._board.is_a(cls, c) for c in (classes.state, classes.country)
        )

    def _weighed(self, mention: int, referent: Referent, base: float) -> float:
        found = self._board.mentions[mention]
        if not (self._board.fits(referent, found.cls) or self._twinned(referent, found.cls)):
            return 0.0
        if found.gender and referent.gender and found.gender != referent.gender and found.gender != "n":
            return 0.0
        if self._board.is_a(found.cls, self._words.classes.person) and found.plural != referent.plural:
            return 0.0
        actors = [r for k in found.modifiers if (r := self._board.links[k]) is not None]
        if actors:
            if not any(self._tied(referent, a) for a in actors):
                return 0.0
            base += 0.1
        return base + 0.3 * self._memory.salience(referent, mention)

    def _tied(self, referent: Referent, actor: Referent) -> bool:
        """Does the referent belong to the actor that the description names?"""
        if referent is actor:
            return True
        ids = {actor.entry.id, actor.entry.twin} if actor.entry else set()
        for one in (referent, *referent.sides):
            if one is actor:
                return True
            if one.entry is not None and {one.entry.id, one.entry.part_of, one.entry.twin} & ids - {None}:
                return True
        names = {w.lower() for n in actor.names for w in n.split()}
        if actor.entry is not None:
            names |= {a.lower() for a in actor.entry.adjectives}
        text = {w for n in (*referent.names, referent.described or "") for w in n.lower().split()}
        return bool(names & text)

    def _land_or_state(self, mention: int, referent: Referent) -> Referent:
        cls = self._board.mentions[mention].cls
        if self._board.is_a(referent.cls, cls) or not self._twinned(referent, cls):
            return referent
        return self._board.twin(referent) or referent

    def _on_its_own(
        self, mention: int, rejected: tuple[tuple[Referent, float], ...] = ()
    ) -> None:
        """Gives a description that is new here a referent known in this document only."""
        found = self._board.mentions[mention]
        words = self._board.layout.words(mention)
        referent = self._board.new(found.cls, described=words, local=True)
        referent.plural = found.plural
        referent.gender = found.gender
        if found.form is Form.NOMINAL and self._board.is_a(found.cls, self._words.classes.person):
            referent.titles.add(self._board.layout.head(mention))
            referent.sides = [r for k in found.modifiers if (r := self._board.links[k]) is not None]
        self._by_words.setdefault(fold(words), referent)
        self._board.link(mention, referent, "described_only", 0.5, rejected)
