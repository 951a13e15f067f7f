"""Decides pronouns by person, gender, number and salience; quoted "we" is the speaker's side."""

from __future__ import annotations

from kg.resolve.board import Board, Referent
from kg.resolve.memory import Memory
from kg.resolve.words import Pronoun

_REACH = 3  #: how many sentences back a pronoun may look
_ENOUGH = {True: 0.35, False: 0.5}  #: salience needed, for persons and for others
_CLEAR = {True: 0.08, False: 0.13}  #: how far the best must be ahead of the next
_SPEAKS_ON = 0.15  #: gained by a speaker where the pronoun speaks too
_PARALLEL = 0.25  #: gained by what the sentence before began with, where this one begins with "it"
_AND = ("and", "&", "or")
_GENDER = 0.25  #: gained by a gender that is known and agrees


class Pronouns:
    """Decides one pronoun at a time, while the text is read from start to end."""

    def __init__(self, board: Board, memory: Memory) -> None:
        self._board = board
        self._memory = memory

    def _pronoun(self, mention: int) -> Pronoun | None:
        return self._board.vocabulary.pronouns.get(self._board.layout.words(mention).lower())

    def first_person(self, mention: int) -> None:
        """Links "I" and "we" to the speaker or the speaker's side; passes over other pronouns."""
        pronoun = self._pronoun(mention)
        if pronoun is not None and pronoun.person == 1:
            self._first_person(mention, pronoun)

    def of_the_speaker(self, mention: int) -> None:
        """Links "our forces" to the group whose side the speaker of "our" is on."""
        board = self._board
        if board.layout.head(mention) not in board.vocabulary.of_the_group:
            return
        for k in board.mentions[mention].modifiers:
            pronoun, side = self._pronoun(k), board.links[k]
            if pronoun is None or pronoun.person != 1 or not pronoun.plural or side is None:
                continue
            if board.is_a(side.cls, board.vocabulary.classes.organisation):
                board.link(mention, side, "side_of_speaker", 0.7)

    def third_person(self, mention: int) -> None:
        """Links "she" or "it", or leaves it open with its candidates; passes over the others."""
        pronoun = self._pronoun(mention)
        if pronoun is not None and pronoun.person != 1:
            self._third_person(mention, pronoun)

    def _first_person(self, mention: int, pronoun: Pronoun) -> None:
        speaker = self._speaker(mention)
        if speaker is None:
            self._board.leave_open(mention, "speaker_unknown")
            return
        person = self._board.is_a(speaker.cls, self._board.vocabulary.classes.person)
        if not pronoun.plural:
            self._board.link(mention, speaker, "speaker_of_quotation", 0.95)
        elif not person:
            self._board.link(mention, speaker, "speaker_of_quotation", 0.9)
        elif speaker.sides:
            self._board.link(mention, self._side(speaker.sides[0]), "side_of_speaker", 0.8)
        else:
            self._board.leave_open(mention, "side_of_speaker_unknown", ((speaker, 0.4),))

    def _side(self, actor: Referent) -> Referent:
        """For a body of a state the state, for a land its state, else the actor itself."""
        world = self._board.ontology.world
        classes = self._board.vocabulary.classes
        entry = actor.entry
        if entry is not None and entry.part_of and (owner := world.entry(entry.part_of)):
            return self._board.of_entry(owner)
        if entry is not None and self._board.is_a(entry.cls, classes.country):
            return self._board.twin(actor) or actor
        return actor

    def _speaker(self, mention: int) -> Referent | None:
        """Who says the innermost statement around the mention."""
        inside = self._board.layout.inside[mention]
        if inside is None:
            return None
        statement = self._board.extraction.statements[inside]
        for filler in statement.speakers:
            if filler.mention is not None and filler.mention != mention:
                return self._board.links[filler.mention]
        return None

    def _third_person(self, mention: int, pronoun: Pronoun) -> None:
        rows = sorted(
            (
                (self._score(r, mention, pronoun), r)
                for r in self._memory.recent(mention, _REACH)
                if self._possible(r, mention, pronoun)
            ),
            key=lambda row: (-row[0], row[1].key),
        )
        rows = [row for row in rows if row[0] > 0][:4]
        if not rows:
            self._board.leave_open(mention, "no_candidate")
            return
        candidates = tuple((r, min(s, 1.0)) for s, r in rows)
        person = pronoun.gender is not None
        ahead = rows[0][0] - (rows[1][0] if len(rows) > 1 else 0.0)
        joint = len(rows) > 1 and self._joint(rows[0][1], rows[1][1])
        if rows[0][0] < _ENOUGH[person] or ahead < _CLEAR[person] or joint:
            self._board.leave_open(mention, "several_equally_likely", candidates)
            return
        chosen = rows[0][1]
        self._board.link(mention, chosen, "pronoun_salience", candidates[0][1], candidates[1:])
        if pronoun.gender:
            chosen.gender = chosen.gender or pronoun.gender

    def _joint(self, one: Referent, other: Referent) -> bool:
        """Were they named last as "X and Y", where a gender known of one only tells nothing?"""
        traces = [self._memory.trace(r) for r in (one, other)]
        first, second = sorted(t.mention for t in traces if t is not None)
        joined = self._board.layout.between(first, second).strip()
        return one.gender != other.gender and other.gender is None and joined in _AND

    def _possible(self, referent: Referent, mention: int, pronoun: Pronoun) -> bool:
        """May the pronoun stand for the referent, by class, gender, number and quotation?"""
        is_a, classes = self._board.is_a, self._board.vocabulary.classes
        if not any(is_a(referent.cls, c) for c in pronoun.classes):
            return False
        acts = mention in self._board.acting or mention in self._board.employing
        if acts and not is_a(referent.cls, classes.actor):
            return False
        if mention in self._board.employing and is_a(referent.cls, classes.person):
            return pronoun.gender is not None
        if pronoun.gender and referent.gender and referent.gender != pronoun.gender:
            return False
        return self._number_agrees(referent, pronoun) and not self._speaks_here(referent, mention)

    def _number_agrees(self, referent: Referent, pronoun: Pronoun) -> bool:
        """One person is no "they", many are no "it"; a body can be both, a state only "it"."""
        is_a, classes = self._board.is_a, self._board.vocabulary.classes
        if is_a(referent.cls, classes.person):
            return referent.plural == pronoun.plural
        if pronoun.plural:
            return referent.plural or not is_a(referent.cls, classes.state)
        return not (referent.plural and referent.described is not None)

    def _speaks_here(self, referent: Referent, mention: int) -> bool:
        """Inside quote marks the speaker is "I", not "he", and the speaker's side is "we"."""
        if not self._board.layout.quoted[mention]:
            return False
        speaker = self._speaker(mention)
        return speaker is referent or (speaker is not None and referent in speaker.sides)

    def _score(self, referent: Referent, mention: int, pronoun: Pronoun) -> float:
        score = self._memory.salience(referent, mention)
        if pronoun.gender and referent.gender == pronoun.gender:
            score += _GENDER
        trace, layout = self._memory.trace(referent), self._board.layout
        if trace is None:
            return score
        if mention in layout.speakers and trace.speaker:
            score += _SPEAKS_ON
        if layout.leads[mention] and trace.lead:
            score += _PARALLEL * (layout.sentence[mention] - trace.sentence == 1)
        return score
