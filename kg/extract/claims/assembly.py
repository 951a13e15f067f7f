"""Makes claims of matches: fills the slots, reads mood, measure and time, finds the statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations, product

from spacy.tokens import Token

from kg.annotated import Annotated
from kg.extract.claims.arguments import arguments
from kg.extract.claims.fillers import Candidate, Chooser
from kg.extract.claims.frames import Frame, Path, Slot, Where
from kg.extract.claims.idioms import means_another
from kg.extract.claims.operators import NEGATED, PLANNED, POSSIBLE, SUPPOSED, Operators
from kg.extract.claims.parts import is_apart
from kg.extract.claims.time import Times, When
from kg.extract.claims.triggers import HYPHENS, Match
from kg.extract.claims.values import Values
from kg.extract.claims.voice import innermost
from kg.extract.phrases import Mentions
from kg.extract.syntax import child, conjuncts, is_past, possessor
from kg.model import Claim, Form, Role, Span, Statement, Value

#: Places where the noun of a pattern may be called by its name.
_NAMES = frozenset({Where.APPOSITION, Where.HEAD, Where.HOST})

_SINGULAR = frozenset({"NN", "NNP"})
_TIMES = frozenset({"DATE", "TIME"})  #: entity labels of times

_AGAINST = frozenset({"non", "anti", "counter", "ex"})

Filled = dict[Slot, tuple[Candidate, ...]]


@dataclass(frozen=True, slots=True)
class Scene:
    """What a document offers to its claims."""

    annotated: Annotated
    mentions: Mentions
    statements: tuple[Statement, ...]


class Assembler:
    """Turns matches into claims."""

    def __init__(self, chooser: Chooser, operators: Operators, times: Times) -> None:
        self._chooser = chooser
        self._operators = operators
        self._values = Values(times, chooser.quantities)
        self._extent = chooser.quantities.properties["extent"]

    def claims(
        self,
        annotated: Annotated,
        mentions: Mentions,
        statements: tuple[Statement, ...],
        matches: Iterable[Match],
    ) -> tuple[Claim, ...]:
        """The claims of a document in the order of the text, each once."""
        scene = Scene(annotated, mentions, statements)
        found: dict[tuple[object, ...], Claim] = {}
        outdone: dict[tuple[object, ...], tuple[str, ...]] = {}
        fired: set[tuple[str, int]] = set()
        for match in matches:
            if any((name, w.i) in fired for name in match.frame.unless for w in match.words):
                continue
            for claim in self._of_match(match, scene):
                fired.update((match.frame.name, w.i) for w in match.words)
                fixed = {p for p, _ in match.frame.values} | {self._operators.property}
                kind = tuple((v.property, v.lexical) for v in claim.values if v.property in fixed)
                key = claim.cls, claim.roles, kind
                found[key] = max(found.get(key, claim), claim, key=lambda c: len(c.values))
                if match.frame.outdone:
                    outdone[key] = match.frame.outdone
        kept = (c for k, c in found.items() if not _is_outdone(c, outdone.get(k, ()), found))
        return tuple(sorted(kept, key=_order))

    def _of_match(self, match: Match, scene: Scene) -> Iterator[Claim]:
        frame = match.frame
        mood = self._operators.mood(match.predicate, match.noun)
        modality = self._operators.plain(mood)
        if frame.fixed is not None and modality != NEGATED:
            modality = frame.fixed
        moods = frame.modalities or {}
        changed = moods.get(mood, moods.get(modality, {}))
        unsure = mood == SUPPOSED or (modality == POSSIBLE and is_past(match.predicate))
        if unsure and not isinstance(changed, str):
            changed = {}  # "may have taken", "is believed to hold": not sure, but no attempt
        if isinstance(changed, str) or (frame.fixed is not None and modality == NEGATED):
            return
        filled = self._fill(match, scene)
        if filled is None:
            return
        sentence = match.anchor.sent
        span = Span(sentence.start_char, sentence.end_char)
        fixed = {**dict(frame.values), self._operators.property: modality, **changed}
        values = [Value(p, fixed[p]) for p in sorted(fixed)]
        document = scene.annotated.document
        times = self._values.times(span, document)
        values += self._values.of_match(match, times, document.text, ahead=modality == PLANNED)
        barred = _tokens(match, times)
        for roles, chosen in self._combinations(frame, filled, barred, scene.mentions):
            own = self._values.of_fillers(chosen, document.text)
            if any(s.land for s in chosen) and not any(v.property == self._extent for v in own):
                own += self._values.of_hold(match)
            present = {r.property for r in roles} | {v.property for v in own}
            if frame.needs and present.isdisjoint(frame.needs):
                continue
            yield Claim(
                cls=frame.claim,
                sentence=span,
                trigger=match.span,
                roles=roles,
                values=(*values, *own),
                statement=innermost(scene.statements, match),
                rule=frame.name,
            )

    def _fill(self, match: Match, scene: Scene) -> Filled | None:
        """Who stands in each slot; None where a required slot stays empty or all is unsure."""
        if means_another(match) or _is_ruled_out(match):
            return None
        filled: Filled = {}
        taken: set[int] = {w.i for w in match.words}
        for slot in match.frame.slots:
            if any(s.role == slot.role for s in filled):
                continue  # what a place further off would say of the same role
            found = self._choose(match, slot, scene.mentions, taken)
            if not found and (slot.required or (slot.nobody and _someone(match, slot, scene))):
                return None
            if found:
                found = found if slot.each or slot.rest else found[:1]
                filled[slot] = found
                taken |= {c.token.i for c in found}
        required = [slot for slot in filled if slot.required]
        unsure = sum(not any(c.sure for c in filled[slot]) for slot in required)
        return filled if unsure < max(len(required), 1) else None

    def _choose(
        self, match: Match, slot: Slot, mentions: Mentions, taken: set[int]
    ) -> tuple[Candidate, ...]:
        """The candidates of the first place that offers one, or of all places together."""
        found: dict[int, Candidate] = {}
        words = {w.i for w in match.words}
        own = {mentions.at(w) for w in match.words}
        named = False  # does another noun say who is meant by the noun itself?
        for path in slot.paths:
            itself = path.where is Where.SELF
            if itself and named:
                break
            barred = taken - words if itself else taken
            for token in _meant(match, path):
                among = _counting(token, path, match)
                offered = self._chooser.candidates(token, slot, mentions, among)
                fresh = {
                    c.token.i: c
                    for c in offered
                    if c.token.i not in {*found, *barred} and (itself or c.mention not in own)
                }
                if any(c.sure for c in fresh.values()) and not slot.collect:
                    return _members(list(fresh.values()), slot)
                named |= bool(fresh) and path.where in _NAMES
                if not found or slot.collect:
                    found.update(fresh)
            if found and not slot.collect:
                return _members(list(found.values()), slot)
        if any(c.sure for c in found.values()):
            found = {i: c for i, c in found.items() if c.sure or not _is_pronoun(c, mentions)}
        return tuple(found[i] for i in sorted(found))

    def _combinations(
        self, frame: Frame, filled: Filled, words: frozenset[int], mentions: Mentions
    ) -> Iterator[tuple[tuple[Role, ...], dict[Slot, Candidate]]]:
        """The roles of each claim: one for each member of a list, or for each pair."""
        heads = frozenset(c.token.i for s, cs in filled.items() if not s.inside for c in cs)
        slots = list(filled)

        def role(slot: Slot, candidate: Candidate, name: str) -> Role:
            barred = (heads | words) - {candidate.token.i}
            if slot.rest is None and any(t.i in barred for t in conjuncts(candidate.token)):
                candidate = replace(candidate, joint=False)  # another role has its own words
            return Role(name, self._chooser.filler(candidate, slot, barred, mentions))

        if frame.pair is not None:
            first, second = frame.pair
            others = {s: filled[s][0] for s in slots[1:]}
            places = tuple(role(s, c, s.role) for s, c in others.items())
            for a, b in combinations(filled[slots[0]], 2):
                if a.mention != b.mention:
                    both = role(slots[0], a, first), role(slots[0], b, second)
                    yield (*both, *places), {slots[0]: a, **others}
            return
        choices = [filled[s] if s.each else filled[s][:1] for s in slots]
        for chosen in product(*choices):
            if len({c.mention for c in chosen}) < len(chosen):
                continue
            roles = [role(s, c, s.role) for s, c in zip(slots, chosen, strict=True)]
            roles += [
                role(s, replace(c, joint=False), s.rest)
                for s in slots
                if s.rest
                for c in filled[s][1:]
            ]
            yield tuple(roles), dict(zip(slots, chosen, strict=True))


def _is_outdone(
    claim: Claim, rules: tuple[str, ...], found: Mapping[tuple[object, ...], Claim]
) -> bool:
    """Does another claim of the sentence say more of the same ("rolled in, seizing it")?"""
    if not rules:
        return False
    own = {(r.property, r.filler.mention) for r in claim.roles}
    others = (c for c in found.values() if c.rule in rules and c.sentence == claim.sentence)
    return any(own <= {(r.property, r.filler.mention) for r in other.roles} for other in others)


def _counting(token: Token, path: Path, match: Match) -> tuple[Token, ...] | None:
    """The members of the list at a place that count there; None: all of them."""
    words = {w.i for w in match.words}
    if path.where is Where.SELF or any(m.i in words for m in conjuncts(token)):
        return (token,)
    if path.where is Where.HEAD:
        return tuple(t for t in conjuncts(token) if t is token or not is_apart(t))
    if path.where is Where.APPOSITION:  # "our ally A and our army": A is the ally
        if match.anchor.tag_ in _SINGULAR and token.i < match.anchor.i:
            return (token,)  # "A, an ally of C, and B": A alone is the ally
        return tuple(t for t in conjuncts(token) if t is token or possessor(t) is None)
    verb = match.predicate.i
    if path.where is Where.SUBJECT and token.i < verb:  # "A, who took it, and B": A took it
        return tuple(t for t in conjuncts(token) if t.i < verb)
    return None


def _tokens(match: Match, times: Iterable[When]) -> frozenset[int]:
    """The tokens of the match and of the time expressions around it: no part of a place."""
    doc = match.anchor.doc
    found = {w.i for w in match.words}
    for when in times:
        words = doc.char_span(when.span.start, when.span.end, alignment_mode="expand")
        found |= {t.i for t in words or ()}
    return frozenset(found)


def _is_ruled_out(match: Match) -> bool:
    """Does something stand where the frame wants nothing? When it was does not count."""
    found = (t for path in match.frame.without for t in arguments(match, path))
    return any(t.ent_type_ not in _TIMES for t in found)


def _is_pronoun(candidate: Candidate, mentions: Mentions) -> bool:
    return mentions[candidate.mention].form is Form.PRONOUN


def _someone(match: Match, slot: Slot, scene: Scene) -> bool:
    """Does somebody stand where a slot looks, fitting or not, or has the verb a subject?"""
    if child(match.predicate, "nsubj", "nsubjpass") is not None:
        return True
    found = (token for path in slot.paths for token in arguments(match, path))
    return any(scene.mentions.covering(token) is not None for token in found)


def _meant(match: Match, path: Path) -> Iterator[Token]:
    """The words at a place, without those that a prefix takes out."""
    return (t for t in arguments(match, path) if not _is_left_out(t))


def _is_left_out(token: Token) -> bool:
    """Does a prefix say that it is not meant ("a non-NATO ally", "anti-Taliban forces")?"""
    if token.i < 2 or token.nbor(-1).whitespace_:  # noqa: PLR2004 - prefix and hyphen
        return False
    return token.nbor(-1).text in HYPHENS and token.nbor(-2).lower_ in _AGAINST


def _members(found: list[Candidate], slot: Slot) -> tuple[Candidate, ...]:
    """One place's candidates; those of a joint filler marked as such."""
    if slot.each or len(found) == 1:
        return tuple(found)
    return tuple(replace(c, joint=i == 0) for i, c in enumerate(found))


def _order(claim: Claim) -> tuple[object, ...]:
    return claim.trigger, claim.rule, tuple(r.filler.span for r in claim.roles)
