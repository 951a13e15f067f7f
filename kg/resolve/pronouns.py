"""Decides pronouns of the third person by class, gender, number, syntax and salience."""

from __future__ import annotations

from kg.model import Function
from kg.resolve.board import Board, Referent
from kg.resolve.memory import Memory, Trace
from kg.resolve.things import Things
from kg.resolve.voices import Voices
from kg.resolve.words import Pronoun

_REACH = 3  #: how many sentences back a pronoun may look
_ENOUGH = {True: 0.35, False: 0.55}  #: salience needed, for persons and for others
_CLEAR = {True: 0.08, False: 0.13}  #: how far the best must be ahead of the next
_GENDER = 0.25  #: gained by a gender that is known and agrees
_OTHER_GENDER = 0.4  #: lost where other pronouns have told the other gender
_NAMED = 0.5  #: lost by who is named in the words that the pronoun's bearer says
_SPEAKS_ON = 0.15  #: gained by a speaker where the pronoun speaks too
_PARALLEL = 0.1  #: gained by a subject where the pronoun is one, a sentence later at most
_SPEAKS_FIRST = 0.1  #: gained there by a body, where the pronoun begins with speaking
_OWN_SENTENCE = 0.3  #: gained by the subject with which the pronoun's own sentence begins
_LEADS_ON = 0.15  #: gained by what the sentence before began with, where this one begins so
_SAID = 0.3  #: gained by the speaker of the words around the pronoun, not quoted
_UNKNOWN = 0.4  #: lost by all where it is not known who says the words around the pronoun
_SAID_FOR = 0.35  #: gained by the speaker's side, where it may be "they"
_SAID_FOR_ONE = 0.1  #: the same where it may be "it"
_DOER = 0.6  #: gained by who does what the predicate says, where the pronoun possesses
_LAND_OF = 0.35  #: gained by a land or state where the pronoun possesses land
_OTHER_NUMBER = 0.3  #: lost by whom the last pronoun has called one, where this one means many
_UNDERGOES = frozenset({Function.OBJECT, Function.OBLIQUE})
_ENOUGH_UNDERGOING = 0.8  #: the same for what something is done to
_ENOUGH_QUOTED = 0.6  #: the same inside quote marks, whose words were said elsewhere
_ENOUGH_EMPLOYING = 0.4  #: the same for the only one that may have the officer told of
_SINGLE = 0.2  #: lost by any other body there
_ANNOUNCES = 0.5  #: lost by an unnamed speaker where his clause is over and tells of another
_MANY = 0.1  #: gained by what consists of many, where the pronoun is a plural
_THING = 0.05  #: how far an actor must be ahead of the things that the pronoun may mean
_AND = ("and", "&", "or")


class Pronouns:
    """Decides one pronoun at a time, while the text is read from start to end."""

    def __init__(self, board: Board, memory: Memory) -> None:
        self._board = board
        self._memory = memory
        self._things = Things(board)
        self._voices = Voices(board)
        self._quoted: frozenset[Referent] = frozenset()  #: who is named by the pronoun's bearer
        self._announcing: frozenset[Referent] = frozenset()  #: who only tells of the others
        self._called: dict[
            Referent, tuple[bool, int]
        ] = {}  #: number of its last pronoun, and where

    def decide(self, mention: int) -> None:
        """Links "she" or "it", or leaves it open with its candidates; passes over the others."""
        pronoun = self._board.pronoun(mention)
        if pronoun is None or pronoun.person == 1:
            return
        if pronoun.gender is None and self._voices.whole_content(mention):
            self._board.leave_open(mention, "what_was_said")
            return
        self._quoted = self._voices.own_words(mention)
        self._announcing = self._voices.announcers(mention) if pronoun.gender else frozenset()
        if self._voices.joint_speakers(mention, pronoun):
            self._board.leave_open(mention, "said_jointly")
            return
        rows = self._rows(mention, pronoun)
        if not rows:
            self._board.leave_open(mention, "no_candidate")
            return
        candidates = tuple((r, min(s, 1.0)) for s, r in rows)
        doubt = self._doubt(mention, pronoun, rows)
        if doubt is not None:
            self._board.leave_open(mention, doubt, candidates)
            return
        chosen = rows[0][1]
        if mention in self._board.acting or mention in self._board.employing:
            chosen = self._state(chosen) or chosen
        self._board.link(mention, chosen, "pronoun_salience", candidates[0][1], candidates[1:])
        self._called[chosen] = (pronoun.plural, self._board.layout.sentence[mention])

    def _rows(self, mention: int, pronoun: Pronoun) -> list[tuple[float, Referent]]:
        """The four best of those whom the pronoun may mean."""
        rows = [
            (self._score(r, mention, pronoun), r)
            for r in self._memory.recent(mention, _REACH)
            if self._possible(r, mention, pronoun)
        ]
        rows.sort(key=lambda row: (-row[0], row[1].key))
        return [row for row in rows if row[0] > 0][:4]

    def _doubt(
        self, mention: int, pronoun: Pronoun, rows: list[tuple[float, Referent]]
    ) -> str | None:
        """Why the best candidate is not good enough, if so."""
        person = pronoun.gender is not None
        best = rows[0][0]
        enough = self._enough(mention, person=person)
        if len(rows) == 1 and mention in self._board.employing:
            enough = min(enough, _ENOUGH_EMPLOYING)
        if best < enough:
            return "thin_evidence"
        second = rows[1][0] if len(rows) > 1 else 0.0
        joint = len(rows) > 1 and self._joint(rows[0][1], rows[1][1])
        joint = joint or (person and self._told(mention, rows))
        if best - second < _CLEAR[person] or joint:
            return "several_equally_likely"
        thing = 0.0
        person = person or mention in self._board.employing
        if not person and mention not in self._board.acting | self._board.held:
            thing = self._things.salience(mention, plural=pronoun.plural)
        return "rather_a_thing" if thing and best - thing < _THING else None

    def _enough(self, mention: int, *, person: bool) -> float:
        """The salience needed; more where the pronoun may well mean an event or what was said."""
        if person:
            return _ENOUGH[person]
        function = self._board.layout.function(mention)
        if function in _UNDERGOES and mention not in self._board.acting | self._board.held:
            return _ENOUGH_UNDERGOING
        return _ENOUGH_QUOTED if self._board.layout.quoted[mention] else _ENOUGH[person]

    def _told(self, mention: int, rows: list[tuple[float, Referent]]) -> bool:
        """As in "Stein told Cole that he was free": may it be who is told as well as who tells?"""
        if rows[0][1] is not self._board.speaker(mention) or self._board.layout.quoted[mention]:
            return False
        if self._board.layout.function(mention) is not Function.SUBJECT:
            return False
        told = self._board.addressees(mention)
        return any(referent in told for _, referent in rows[1:])

    def _joint(self, one: Referent, other: Referent) -> bool:
        """Were they named last as "X and Y", where a gender known of one only tells nothing?"""
        traces = [self._memory.trace(r) for r in (one, other)]
        first, second = sorted(t.mention for t in traces if t is not None)
        joined = self._board.layout.between(first, second).strip()
        return one.gender != other.gender and other.gender is None and joined in _AND

    def _possible(self, referent: Referent, mention: int, pronoun: Pronoun) -> bool:
        """May the pronoun stand for the referent, by class, gender, number and syntax?"""
        return (
            self._kind_agrees(referent, mention, pronoun)
            and self._number_agrees(referent, pronoun)
            and not (pronoun.gender and referent.gender and referent.gender != pronoun.gender)
            and referent is not self._possessed(mention)
            and not self._bound(referent, mention, pronoun)
            and not self._speaks_here(referent, mention)
            and not self._voices.answers(referent, mention)
        )

    def _kind_agrees(self, referent: Referent, mention: int, pronoun: Pronoun) -> bool:
        """Is the referent what the pronoun stands for, and an actor where one is needed?"""
        is_a, classes = self._board.is_a, self._board.vocabulary.classes
        if not any(is_a(referent.cls, c) for c in pronoun.classes):
            return False
        if mention in self._board.held:
            return is_a(referent.cls, classes.land)
        employs = mention in self._board.employing
        if employs and is_a(referent.cls, classes.person):
            return pronoun.gender is not None
        acts = employs or mention in self._board.acting
        return not acts or is_a(referent.cls, classes.actor) or self._state(referent) is not None

    def _state(self, referent: Referent) -> Referent | None:
        """The state of a land that has one, which acts in its place."""
        land = self._board.is_a(referent.cls, self._board.vocabulary.classes.country)
        return self._board.twin(referent) if land else None

    def _possessed(self, mention: int) -> Referent | None:
        """Who is called the pronoun's own ("his captain"): nobody possesses himself."""
        owned = self._board.layout.possessed.get(mention)
        return self._board.links[owned] if owned is not None else None

    def _bound(self, referent: Referent, mention: int, pronoun: Pronoun) -> bool:
        """Does the referent do in this clause what is done to the pronoun, which is no "itself"?"""
        if pronoun.reflexive:
            return self._board.doer(mention) not in {None, referent}
        function = self._board.layout.function(mention)
        return function in _UNDERGOES and self._board.doer(mention) is referent

    def _number_agrees(self, referent: Referent, pronoun: Pronoun) -> bool:
        """One person is no "they", many are no "it"; a body can be both, a state only "it"."""
        is_a, classes = self._board.is_a, self._board.vocabulary.classes
        if is_a(referent.cls, classes.person):
            return referent.plural == pronoun.plural
        if pronoun.plural:
            one = (classes.state, classes.land)
            return referent.plural or not any(is_a(referent.cls, c) for c in one)
        return not (referent.plural and referent.described is not None)

    def _speaks_here(self, referent: Referent, mention: int) -> bool:
        """Inside quote marks the speaker is "I", not "he", and the speaker's side is "we"."""
        if not self._board.layout.quoted[mention]:
            return False
        speaker = self._board.speaker(mention)
        return speaker is referent or (speaker is not None and referent in speaker.sides)

    def _score(self, referent: Referent, mention: int, pronoun: Pronoun) -> float:
        score = self._memory.salience(referent, mention)
        score += self._gender(referent, pronoun)
        score -= _NAMED * (referent in self._quoted)
        score -= _ANNOUNCES * (referent in self._announcing)
        if pronoun.plural and not self._board.is_a(
            referent.cls, self._board.vocabulary.classes.person
        ):
            score += self._as_many(referent)
        score += _LAND_OF * self._has_land(referent, mention)
        score += self._by_clause(referent, mention, pronoun)
        plural, sentence = self._called.get(referent, (pronoun.plural, 0))
        distance = self._board.layout.sentence[mention] - sentence
        if plural != pronoun.plural and distance <= 1:
            score -= _OTHER_NUMBER * (1 if distance else 2)
        trace = self._memory.trace(referent, mention)
        return score if trace is None else score + self._parallel(trace, mention, pronoun)

    def _has_land(self, referent: Referent, mention: int) -> bool:
        """As in "its airstrip": is what the pronoun possesses land, and the referent land too?"""
        owned, words = self._board.layout.possessed.get(mention), self._board.vocabulary.classes
        if owned is None:
            return False
        officer = self._board.layout.head(owned) in self._board.vocabulary.of_lands
        officer = officer or (
            self._board.layout.words(owned).lower() in self._board.vocabulary.of_states
        )
        if not officer and not self._board.is_a(self._board.mentions[owned].cls, words.land):
            return False
        return any(self._board.is_a(referent.cls, c) for c in (words.land, words.state))

    @staticmethod
    def _gender(referent: Referent, pronoun: Pronoun) -> float:
        """For a gender that agrees; against one that other pronouns have told otherwise."""
        if pronoun.gender is None:
            return 0.0
        agreeing = referent.called[pronoun.gender]
        if referent.gender == pronoun.gender or agreeing > referent.called.total() - agreeing:
            return _GENDER
        return 0.0 if agreeing * 2 >= referent.called.total() else -_OTHER_GENDER

    def _as_many(self, referent: Referent) -> float:
        """For what consists of many; against any other body."""
        words = self._board.vocabulary
        if referent.plural or any(self._board.is_a(referent.kind, c) for c in words.many):
            return _MANY
        return -_SINGLE

    def _by_clause(self, referent: Referent, mention: int, pronoun: Pronoun) -> float:
        """For who does what is said around a possessor, else for who says the words around."""
        doer = self._board.doer(mention)
        if self._board.unknown_speaker(mention):
            return -_UNKNOWN
        if self._board.layout.function(mention) is Function.POSSESSOR and doer is not None:
            return _DOER * (doer is referent)
        return self._as_speaker(referent, mention, pronoun)

    def _as_speaker(self, referent: Referent, mention: int, pronoun: Pronoun) -> float:
        """For who says, without quote marks, the words in which the pronoun stands."""
        if self._board.layout.quoted[mention]:
            return 0.0
        speaker = self._board.speaker(mention)
        if speaker is referent:
            return _SAID
        if speaker is None or pronoun.gender or referent not in speaker.sides:
            return 0.0
        return _SAID_FOR if pronoun.plural else _SAID_FOR_ONE

    def _parallel(self, trace: Trace, mention: int, pronoun: Pronoun) -> float:
        layout = self._board.layout
        distance = layout.sentence[mention] - trace.sentence
        score = _SPEAKS_ON * (mention in layout.speakers and trace.speaker)
        subjects = trace.function is layout.function(mention) is Function.SUBJECT
        score += _PARALLEL * (subjects and distance <= 1)
        officer = mention in self._board.employing and trace.function is Function.SUBJECT
        own = (subjects or officer) and distance == 0 and trace.lead
        score += _OWN_SENTENCE * (own and pronoun.gender is not None)
        if layout.leads[mention] and trace.lead and distance == 1:
            body = pronoun.gender is None and not pronoun.plural
            score += _LEADS_ON + _SPEAKS_FIRST * (body and mention in layout.speakers)
        return score
