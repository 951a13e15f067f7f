"""The state that a text is about, where an office of a state stands without it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.extract.roles.lexicon import RoleWords
from kg.extract.roles.scene import Scene, Title
from kg.model import Claim, Form
from kg.ontology import Ontology
from kg.ontology.entry import Entry

_LEAST = 3  #: mentions that the state has at least, its land and towns counted with it
_SOME = 0.33  #: its share of all mentions of states where it is also the one last named
_MANY = 0.45  #: its share where another was named last
_MOST = 0.5  #: its share where another stands in the sentence
_PRESUMED = 4  #: how many times as often as the presumed state another is named
_AHEAD, _WELL_AHEAD, _FAR_AHEAD = 1.5, 2.0, 3.0  #: how often, of the next's times, it is then named


@dataclass(frozen=True, slots=True)
class Bare:
    """An office that stands without its state ("President Ada Quill")."""

    title: Title
    office: str  #: its words in the text, in lower case
    holder: int  #: mention of the person
    rule: str  #: what tied both


class Nation:
    """Finds the state of offices that stand without one."""

    def __init__(self, scene: Scene, words: RoleWords, ontology: Ontology) -> None:
        self._scene, self._words, self._ontology = scene, words, ontology

    def lacks(self, title: Title) -> bool:
        """Is it an office that each state has, and no minister of who knows what?"""
        alone = title.office in self._words.of_field and title.start == title.last
        return title.office in self._words.national and not alone

    def of(self, bare: Sequence[Bare], claims: Sequence[Claim]) -> Iterator[tuple[Bare, int]]:
        """Each office that has a state, with the state's mention nearest before, else its first.

        Args:
            bare: the offices without a state.
            claims: the roles found before. An office that the text gives to somebody else in
                that state, or to two persons at all, is held elsewhere.
        """
        if not bare:
            return
        states = dict(self._states())
        taken = self._taken(claims, states) | {(b.office, "", self._surname(b)) for b in bare}
        for one in bare:
            state = self._state(one, states)
            if state is None or not self._has(state, one.title.office):
                continue
            others = {s for office, of, s in taken if office == one.office and of in {"", state}}
            if self._is_past(one) or len(others | {self._surname(one)}) == 1:
                side = self._named(one, [i for i, of in states.items() if of == state])
                if side is not None:
                    yield one, side

    def _named(self, bare: Bare, found: list[int]) -> int | None:
        """The mention of the state itself, and of no place in it, last before the office."""
        own = [i for i in found if self._is_itself(i)]
        start = bare.title.span.start
        before = [i for i in own if self._scene.mentions[i].span.start < start]
        return next(iter([*reversed(before), *own]), None)

    def _surname(self, bare: Bare) -> str:
        return self._scene.doc[self._scene.last_token(bare.holder)].text

    def _is_past(self, bare: Bare) -> bool:
        return any(word in self._words.past for word in bare.office.split())

    def _state(self, bare: Bare, states: dict[int, str]) -> str | None:
        """The state that the text speaks of far more than of others, or also spoke of last."""
        counted = Counter(states.values()).most_common(2)
        if not counted or counted[0][1] < _LEAST:
            return self._beside(bare, states) if len(counted) == 1 else None
        (state, count), others = counted[0], len(states) - counted[0][1]
        ahead = count / counted[1][1] if len(counted) > 1 else _FAR_AHEAD
        share = count / (count + others)
        if self._is_presumed(bare, count, states.values()) and state != self._words.presumed:
            return None
        if share >= _MOST and ahead >= _FAR_AHEAD:
            return state
        if not self._is_alone(state, bare, states):
            return None
        if share >= _MANY and ahead >= _WELL_AHEAD:
            return state
        near = share >= _SOME and ahead >= _AHEAD and self._is_near(state, bare, states)
        return state if near else None

    def _is_presumed(self, bare: Bare, count: int, named: Iterable[str]) -> bool:
        """May it be an office of the state whose leaders English news names without it?"""
        other = Counter(named)[self._words.presumed]
        return count < _PRESUMED * other and self._has(self._words.presumed, bare.title.office)

    def _is_alone(self, state: str, bare: Bare, states: dict[int, str]) -> bool:
        """Does the sentence name no other state?"""
        start, end = self._scene.sentence(bare.title.span)
        places = ((self._scene.mentions[i].span.start, of) for i, of in states.items())
        return all(of == state for at, of in places if start <= at < end)

    def _beside(self, bare: Bare, states: dict[int, str]) -> str | None:
        """The only state of a short text, where its body or office stands in the sentence.

        As in "Peru's army says that President Ada Quill left", not in "President Ada Quill
        arrived in Peru".
        """
        scene = self._scene
        start, end = scene.sentence(bare.title.span)
        for i, state in states.items():
            span = scene.mentions[i].span
            if start <= span.start < end and self._is_itself(i):
                after = scene.doc[scene.last_token(i) + 1]
                if after.tag_ == "POS" or scene.mentions[i].form is Form.ADJECTIVE:
                    return state
        return None

    def _is_near(self, state: str, bare: Bare, states: dict[int, str]) -> bool:
        """Was the state the one that was named last before the office?"""
        mentions, start = self._scene.mentions, bare.title.span.start
        before = [of for i, of in states.items() if mentions[i].span.start < start]
        return bool(before) and before[-1] == state

    def _has(self, state: str, office: str) -> bool:
        """Does the state have such an office: no kingdom has a president?"""
        known = self._words.known_offices.get(office)
        if known is None:
            return True
        listed = state.rpartition("/")[2] in known.states
        return listed is known.only

    def _taken(self, claims: Sequence[Claim], states: dict[int, str]) -> set[tuple[str, str, str]]:
        """Office, state and surname of those who hold one by the text's own words."""
        found = set()
        for claim in claims:
            holder, side = (role.filler.mention for role in claim.roles)
            if holder is not None and side in states and claim.values:
                last = self._scene.doc[self._scene.last_token(holder)].text
                found.add((claim.values[0].lexical.lower(), states[side], last))
        return found

    def _states(self) -> Iterator[tuple[int, str]]:
        """The mentions of states, their bodies and places, each with the state's id."""
        world, scene = self._ontology.world, self._scene
        for i, mention in enumerate(scene.mentions):
            if mention.form not in {Form.NAME, Form.ADJECTIVE} or not mention.candidates:
                continue
            entry = world.entry(mention.candidates[0])
            if entry is None or scene.is_person(i):
                continue
            state = next(filter(self._is_state, world.around(entry)), None)
            if state is not None:
                yield i, state.id

    def _is_itself(self, mention: int) -> bool:
        """Does it name the state or its land, not its capital?"""
        found, scene, world = self._scene.mentions[mention], self._scene, self._ontology.world
        entry = world.entry(found.candidates[0])
        if entry is None or scene.text[found.span.start : found.span.end] == entry.capital:
            return False
        twin = world.entry(entry.twin) if entry.twin else None
        return any(one is not None and self._is_state(one) for one in (entry, twin))

    def _is_state(self, entry: Entry) -> bool:
        return self._ontology.is_a(entry.cls, self._words.state)
