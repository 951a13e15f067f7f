"""Decides "the Spaniard", "the 45-year-old", "the former minister": somebody told otherwise."""

from __future__ import annotations

from collections import defaultdict

from kg.ids import fold
from kg.model import Form, Function
from kg.resolve.board import Board, Referent
from kg.resolve.memory import Memory

_REACH = 2  #: how many sentences back whoever is meant was spoken of
_ENOUGH = 0.55  #: salience needed
_CLEAR = 0.25  #: how far the best must be ahead of the next
_ORIGIN = 0.3  #: gained by who is known to be of that land

_THE = "the"
_OF = " of "


class Epithets:
    """Decides one description at a time, while the text is read from start to end."""

    def __init__(self, board: Board, memory: Memory) -> None:
        self._board, self._memory = board, memory
        self._world = board.ontology.world
        self._origins = self._told_origins()

    def decide(self, mention: int) -> bool:
        """Links the description to whom the text spoke of last; True where it is decided."""
        if not self._is_epithet(mention):
            return False
        head = self._board.layout.head(mention)
        if any(self._described_so(r) for r in self._memory.known_as(head)):
            return False  # "an actor ... the actor"
        rows = self._rows(mention) if self._goes_on(mention) else []
        rows = sorted(rows, key=lambda row: (-row[0], row[1].key))[:4]
        rest = tuple((r, s) for s, r in rows[1:])
        clear = rows and rows[0][0] >= _ENOUGH and (not rest or rows[0][0] - rest[0][1] >= _CLEAR)
        if clear:
            self._board.link(mention, rows[0][1], "epithet", min(rows[0][0], 0.9), rest)
            return True
        if self._bare(mention):
            self._board.leave_open(mention, "thin_evidence", tuple((r, s) for s, r in rows))
            return True
        return False

    def _is_epithet(self, mention: int) -> bool:
        """Is it one person who is known, and told by no office that he holds now?"""
        board, found = self._board, self._board.mentions[mention]
        layout, words = board.layout, board.vocabulary
        if found.plural or not board.is_a(found.cls, words.classes.person):
            return False
        if any(self._owns(k) for k in found.modifiers):
            return False  # "the Bayern striker" may be any
        if layout.word_before(mention) != _THE or layout.text.startswith(_OF, found.span.end):
            return False
        former = layout.words(mention).split()[0].lower() in words.past
        return former or layout.head(mention) in words.epithets or self._bare(mention)

    def _owns(self, modifier: int) -> bool:
        """Is it a name by itself, not tied to a word ("the Kremlin-affiliated businessman")?"""
        mention, text = self._board.mentions[modifier], self._board.layout.text
        return mention.form is Form.NAME and not text.startswith("-", mention.span.end)

    def _goes_on(self, mention: int) -> bool:
        """Does a sentence begin with it in the writer's own words, or is it who speaks there?"""
        layout = self._board.layout
        inside = layout.inside[mention]
        if inside is not None and self._board.extraction.statements[inside].speakers:
            return False
        if layout.function(mention) is not Function.SUBJECT:
            return False
        return layout.leads[mention] or (
            mention in layout.speakers and not self._after_others(mention)
        )

    def _after_others(self, mention: int) -> bool:
        """Has the sentence, quotations apart, named somebody else before?"""
        board, k = self._board, mention - 1
        while k >= 0 and board.layout.sentence[k] == board.layout.sentence[mention]:
            if board.mentions[k].form is not Form.PRONOUN and board.layout.inside[k] is None:
                return True
            k -= 1
        return False

    def _bare(self, mention: int) -> bool:
        """Is it nothing but an origin or an age, which names nobody?"""
        words = self._board.layout.words(mention)
        return words[:1].isdigit() or (" " not in words and bool(self._lands(words)))

    def _lands(self, word: str) -> frozenset[str]:
        """The lands and states whose people are called so, one of them or as an adjective."""
        folded = fold(word)
        ids = self._world.by_inhabitants.get(folded + "s", ())
        return frozenset(ids or self._world.by_adjective.get(folded, ()))

    def _described_so(self, referent: Referent) -> bool:
        person = self._board.is_a(referent.cls, self._board.vocabulary.classes.person)
        return person and referent.described is not None

    def _rows(self, mention: int) -> list[tuple[float, Referent]]:
        board = self._board
        origin = self._origin(mention)
        rows = []
        for referent in self._memory.recent(mention, _REACH):
            if not self._possible(referent, mention):
                continue
            known = self._origins.get(referent, frozenset())
            if origin and known and not origin & known:
                continue
            score = self._memory.salience(referent, mention)
            score += _ORIGIN * bool(origin & (known or self._by_side(referent)))
            rows.append((score, referent))
        return [row for row in rows if not board.set_apart(mention, row[1])]

    def _possible(self, referent: Referent, mention: int) -> bool:
        """Is it one person, of no other gender, and not who holds that very office now?"""
        board, found = self._board, self._board.mentions[mention]
        words = board.vocabulary
        if not board.is_a(referent.cls, words.classes.person) or referent.plural:
            return False
        if found.gender and referent.gender and found.gender != referent.gender:
            return False
        trace, layout = self._memory.trace(referent), board.layout
        if trace is not None and trace.sentence == layout.sentence[mention]:
            return False
        former = board.layout.words(mention).split()[0].lower() in words.past
        head = board.layout.head(mention)
        holds = any(t.split()[-1] == head for t in referent.titles)
        was = any(t.split()[0] in words.past for t in referent.titles)
        return not (former and holds and not was)

    def _origin(self, mention: int) -> frozenset[str]:
        """The land that the description tells: its noun's, or that of an adjective before it."""
        if self._bare(mention):
            return self._lands(self._board.layout.head(mention))
        return self._of_adjectives(mention)

    def _of_adjectives(self, mention: int) -> frozenset[str]:
        found: set[str | None] = set()
        for k in self._board.mentions[mention].modifiers:
            land = self._board.links[k]
            if self._board.mentions[k].form is Form.ADJECTIVE and land is not None and land.entry:
                found |= {land.entry.id, land.entry.twin}
        return frozenset(i for i in found if i is not None)

    def _told_origins(self) -> dict[Referent, frozenset[str]]:
        """Whom the text calls of which land ("the American businessman Todd Cole")."""
        found: dict[Referent, frozenset[str]] = defaultdict(frozenset)
        person = self._board.vocabulary.classes.person
        for i, referent in enumerate(self._board.links):
            if referent is not None and self._board.is_a(referent.cls, person):
                lands = self._of_adjectives(i)
                if lands:
                    found[referent] |= lands
        return dict(found)

    def _by_side(self, referent: Referent) -> frozenset[str]:
        """The states that a person holds a role for."""
        entries = (side.entry for side in referent.sides)
        found = {i for e in entries if e is not None for i in (e.id, e.twin, e.part_of)}
        return frozenset(i for i in found if i is not None)
