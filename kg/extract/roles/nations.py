"""The state that a text is about, where an office of a state stands without it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.roles.lexicon import RoleWords
from kg.extract.roles.scene import Scene, Title
from kg.model import Claim, Form, Span
from kg.ontology import Ontology
from kg.ontology.entry import Entry

_LEAST = 3  #: mentions that the state has at least, its land and towns counted with it
_SOME = 0.33  #: its share of all mentions of states where it is also the one last named
_MANY = 0.45  #: its share where another was named last
_MOST = 0.5  #: its share where another stands in the sentence
_PRESUMED = 4  #: how many times as often as the presumed state another is named
_AHEAD, _WELL_AHEAD, _FAR_AHEAD = 1.5, 2.0, 3.0  #: how often, of the next's times, it is then named
_ALL = 0.8  #: its share from which on several persons can have held the office in turn
_BESIDE = 0.8  #: how often, of the next's times, it is named where it opens the sentence
_STEM, _ENDING, _SUFFIX = 4, 2, 4  #: letters that a demonym shares at least, drops and adds


@dataclass(frozen=True, slots=True)
class Bare:
    """An office that stands without its state ("President Ada Quill")."""

    title: Title
    office: str  #: its words in the text, in lower case
    holder: int  #: mention of the person
    rule: str  #: what tied both


@dataclass(frozen=True, slots=True)
class _Held:
    """An office that the text gives to somebody."""

    office: str
    state: str | None  #: id of the state; None: the text does not say
    surname: str
    span: Span  #: the words of the office


class Nation:
    """Finds the state of offices that stand without one."""

    def __init__(self, scene: Scene, words: RoleWords, ontology: Ontology) -> None:
        self._scene, self._words, self._ontology = scene, words, ontology

    def lacks(self, title: Title) -> bool:
        """Is it an office that each state has, and no minister of who knows what?"""
        words, doc = self._words, title.head.doc
        alone = title.office in words.of_field and title.start == title.last
        lesser = any(t.lower_ in words.lesser for t in doc[title.start : title.last])
        return title.office in words.national and not alone and not lesser

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
        taken = [
            *self._taken(claims, states),
            *(_Held(b.office, None, self._surname(b), b.title.span) for b in bare),
        ]
        for one in bare:
            having = {i: of for i, of in states.items() if self._has(of, one.title.office)}
            state = self._state(one, having, taken)
            if state is None or self._is_taken(one, state, having, taken):
                continue
            side = self._named(one, [i for i, of in having.items() if of == state])
            if side is not None:
                yield one, side

    def _is_taken(
        self, bare: Bare, state: str, states: dict[int, str], taken: Sequence[_Held]
    ) -> bool:
        """Does the text tell of another who holds the office there, or may do so?

        In a text about one state that may be who held it before, but not in the same sentence.
        """
        others = [h for h in taken if h.office == bare.office and h.surname != self._surname(bare)]
        others = [h for h in others if h.state in {None, state}]
        if self._is_past(bare) or not others:
            return False
        share = Counter(states.values())[state] / len(states)
        if share < _ALL or not self._is_alone(state, bare, states):
            return True
        start, end = self._scene.sentence(bare.title.span)
        return any(start <= held.span.start < end for held in others)

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

    def _state(self, bare: Bare, states: dict[int, str], taken: Sequence[_Held]) -> str | None:
        """The state that the text speaks of far more than of others, or also spoke of last."""
        counted = Counter(states.values()).most_common(2)
        if not counted or counted[0][1] < _LEAST:
            return self._beside(bare, states) if len(counted) == 1 else None
        (state, count), others = counted[0], len(states) - counted[0][1]
        ahead = count / counted[1][1] if len(counted) > 1 else _FAR_AHEAD
        share = count / (count + others)
        if state != self._words.presumed and self._is_presumed(bare, count, states, taken):
            return None
        if share >= _MOST and ahead >= _FAR_AHEAD:
            return state
        if not self._is_alone(state, bare, states):
            return self._opening(bare, states)
        if share >= _MANY and ahead >= _WELL_AHEAD:
            return state
        near = share >= _SOME and ahead >= _AHEAD and self._is_near(state, bare, states)
        return state if near else None

    def _is_presumed(
        self, bare: Bare, count: int, states: dict[int, str], taken: Sequence[_Held]
    ) -> bool:
        """May it be an office of the state whose leaders English news names without it?

        Not where the text gives that office to somebody else.
        """
        presumed = self._words.presumed
        if any(h.state == presumed and h.office == bare.office for h in taken):
            return False
        other = Counter(states.values())[presumed]
        return count < _PRESUMED * other and self._has(presumed, bare.title.office)

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
        return next(
            (
                state
                for i, state in states.items()
                if start <= scene.mentions[i].span.start < end and self._acts(i)
            ),
            None,
        )

    def _opening(self, bare: Bare, states: dict[int, str]) -> str | None:
        """The state that opens the sentence, of those that the text speaks of about as often.

        As in "Peru's warring parties, led by President Ada Quill and Tom Rush, met in Chile".
        """
        start, at = self._scene.sentence(bare.title.span).start, bare.title.span.start
        mentions = self._scene.mentions
        before = [i for i in states if start <= mentions[i].span.start < at]
        if not any(self._acts(i) for i in before):
            return None
        state = states[before[0]]
        counted = Counter(states.values())
        most = counted.most_common(1)[0][1]
        near = all(states[i] == state for i in before)
        return state if near and counted[state] >= max(_LEAST, _BESIDE * most) else None

    def _acts(self, mention: int) -> bool:
        """Does it name the state as whose something is ("Peru's army", "Peruvian troops")?"""
        scene = self._scene
        after = scene.doc[scene.last_token(mention) + 1]
        own = after.tag_ == "POS" or scene.mentions[mention].form is Form.ADJECTIVE
        return own and self._is_itself(mention)

    def _is_near(self, state: str, bare: Bare, states: dict[int, str]) -> bool:
        """Was the state the one that was named last before the office?"""
        mentions, start = self._scene.mentions, bare.title.span.start
        before = [of for i, of in states.items() if mentions[i].span.start < start]
        return bool(before) and before[-1] == state

    def _has(self, state: str, office: str) -> bool:
        """Does the state have such an office: no kingdom has a president? An unheard one may."""
        known = self._words.known_offices.get(office)
        if known is None or "/" not in state:
            return True
        listed = state.rpartition("/")[2] in known.states
        return listed is known.only

    def _taken(self, claims: Sequence[Claim], states: dict[int, str]) -> Iterator[_Held]:
        """The offices that somebody holds in a state by the text's own words."""
        for claim in claims:
            holder, side = (role.filler.mention for role in claim.roles)
            if holder is not None and side in states and claim.values:
                last = self._scene.doc[self._scene.last_token(holder)].text
                office = claim.values[0].lexical.lower()
                yield _Held(office, states[side], last, claim.trigger)

    def _states(self) -> Iterator[tuple[int, str]]:
        """The mentions of states, their bodies and places, each with the state's id."""
        world, scene = self._ontology.world, self._scene
        named = [
            i
            for i, mention in enumerate(scene.mentions)
            if mention.form in {Form.NAME, Form.ADJECTIVE} and not scene.is_person(i)
        ]
        unheard = sorted({self._lower(i) for i in named if self._is_unheard(i)})
        for i in named:
            known = scene.mentions[i].candidates
            entry = world.entry(known[0]) if known else None
            if entry is not None:
                state = next(filter(self._is_state, world.around(entry)), None)
                if state is not None:
                    yield i, state.id
            elif unheard:
                word = self._lower(i)
                kin = next((name for name in unheard if _is_kin(word, name)), None)
                if kin is not None:
                    yield i, kin

    def _lower(self, mention: int) -> str:
        span = self._scene.mentions[mention].span
        return self._scene.text[span.start : span.end].lower()

    def _is_unheard(self, mention: int) -> bool:
        """Is it a state that only this text knows ("Zambala's government")?"""
        scene, words = self._scene, self._words
        if scene.mentions[mention].candidates or not scene.is_named(mention):
            return False
        land = scene.is_any(mention, words.lands)
        return scene.is_any(mention, (words.state,)) or (land and self._governs(mention))

    def _governs(self, mention: int) -> bool:
        """Is a body told of that only a state has ("the government of the Hill Islands")?"""
        scene = self._scene
        last = scene.doc[scene.last_token(mention)]
        owner = last.head.head if last.head.dep_ == "prep" else last.head
        body = scene.heads.get(owner.i)
        return body is not None and scene.is_any(body, self._words.governing)

    def _is_itself(self, mention: int) -> bool:
        """Does it name the state or its land, not its capital?"""
        found, scene, world = self._scene.mentions[mention], self._scene, self._ontology.world
        if not found.candidates:
            return True
        entry = world.entry(found.candidates[0])
        if entry is None or scene.text[found.span.start : found.span.end] == entry.capital:
            return False
        twin = world.entry(entry.twin) if entry.twin else None
        return any(one is not None and self._is_state(one) for one in (entry, twin))

    def _is_state(self, entry: Entry) -> bool:
        return self._ontology.is_a(entry.cls, self._words.state)


def _is_kin(word: str, name: str) -> bool:
    """Is it the name, or a word that begins alike and is hardly longer ("zambalan", "zambala")?"""
    first = name.split(maxsplit=1)[0]
    stem = first[: max(_STEM, len(first) - _ENDING)]
    alike = word.startswith(stem) and len(word) <= len(first) + _SUFFIX
    return word == name or (alike and " " not in word)
