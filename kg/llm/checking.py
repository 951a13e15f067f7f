"""Keeps of an answer what quotes the text, fits the ontology and is not known already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from kg.llm.pieces import sentences
from kg.llm.quotes import Quotes, covering, overlap
from kg.llm.schema import CHOSEN, CLAIMS, KIND, QUOTED, STATEMENTS, Form, Kind, Part
from kg.model import (
    Claim,
    Extraction,
    Filler,
    Resolution,
    Role,
    Span,
    Statement,
    Value,
)
from kg.model import Form as Reference
from kg.ontology import Ontology
from kg.vocabulary import Property

#: Two contents are one where they share more than this part of the longer one.
_SAME = 0.5


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the statements and claims of an answer."""

    kept: int = 0  #: added
    invented: int = 0  #: dropped: not in the words of the text, or nothing the ontology allows
    known: int = 0  #: dropped: the rules found it, or the model had said it before

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(
            self.kept + other.kept, self.invented + other.invented, self.known + other.known
        )


class Checker:
    """What a model says of one document, checked piece by piece."""

    def __init__(self, resolution: Resolution, ontology: Ontology, form: Form, model: str) -> None:
        self._resolution, self._ontology = resolution, ontology
        self._form, self._model = form, model
        table = ontology.lexicon["llm"]
        self._rule: str = table["rule"]
        self._text = resolution.extraction.document.text
        self._quotes = Quotes(self._text, table["limits"]["reach"])
        self._statements = list(resolution.extraction.statements)
        self._claims = list(resolution.extraction.claims)
        self._tally = Tally()
        mentions = resolution.extraction.mentions
        self._mentions = {mention.span: i for i, mention in reversed([*enumerate(mentions)])}
        self._names = {mention.span for mention in mentions if mention.form is Reference.NAME}

    def check(self, answer: dict[str, Any], piece: Span) -> None:
        """Adds what holds of an answer about a piece of the text."""
        for told in _objects(answer, STATEMENTS):
            statement = self._statement(told, piece)
            if statement is None:
                self._tally += Tally(invented=1)
            elif any(_same_statement(statement, known) for known in self._statements):
                self._tally += Tally(known=1)
            else:
                self._statements.append(statement)
                self._tally += Tally(kept=1)
        for told in _objects(answer, CLAIMS):
            claim = self._claim(told, piece)
            if claim is None:
                self._tally += Tally(invented=1)
            elif any(self._same_claim(claim, known) for known in self._claims):
                self._tally += Tally(known=1)
            else:
                self._claims.append(claim)
                self._tally += Tally(kept=1)

    def result(self) -> tuple[Extraction, Tally]:
        """The document with all that was kept, behind what the rules found, and the count."""
        before = self._resolution.extraction
        own = len(before.claims)
        claims = [*before.claims, *(self._placed(claim) for claim in self._claims[own:])]
        return (
            replace(before, statements=tuple(self._statements), claims=tuple(claims)),
            self._tally,
        )

    def _statement(self, told: dict[str, Any], piece: Span) -> Statement | None:
        """The statement in the words of the text; None where its content or cue is not there."""
        content, cue, speaker, via = (told.get(part.value) for part in QUOTED)
        chosen: dict[str, Any] = {part.value: told.get(part.value) for part in CHOSEN}
        if any(chosen[name] not in allowed for name, allowed in self._form.choices.items()):
            return None
        where = self._quotes.find(content, piece, beside=(cue, speaker))
        said = self._quotes.near(cue, where, piece) if where and cue else None
        who = self._quotes.near(speaker, where, piece) if where and speaker else None
        # Words that nobody is said to say are no statement; a cue that is made up spoils it.
        if where is None or (cue and said is None) or (speaker and who is None):
            return None
        if said is None and who is None:
            return None
        if any(one and overlap(one, where) for one in (said, who)):
            return None
        if self._names & {where, said}:
            return None
        teller = self._quotes.near(via, where, piece) if via else None
        parts = [one for one in (where, said, who, teller) if one]
        return Statement(
            sentence=sentences(self._text, covering(parts)),
            content=where,
            cue=said,
            speakers=(self._filler(who),) if who else (),
            via=(self._filler(teller),) if teller else (),
            rule=self._rule,
            maker=self._model,
            **chosen,
        )

    def _claim(self, told: dict[str, Any], piece: Span) -> Claim | None:
        """The claim in the words of the text; None where something that it needs is not there."""
        kind = self._form.kinds.get(str(told.get(KIND)))
        if kind is None:
            return None
        beside = tuple(told.get(part.name) for part in kind.parts if part.range)
        trigger = self._quotes.find(told.get(Property.TRIGGER.value), piece, beside=beside)
        if trigger is None or trigger in self._names:
            return None
        roles = tuple(self._roles(kind, told, trigger, piece))
        values = tuple(self._values(kind, told, trigger, piece))
        given = {one.property for one in roles} | {one.property for one in values}
        spans = [role.filler.span for role in roles]
        if not roles or not given >= {part.name for part in kind.parts if part.required}:
            return None
        if len({*spans, trigger}) <= len(spans):
            return None
        quoted = [value.span for value in values if value.span]
        sentence = sentences(self._text, covering([trigger, *spans, *quoted]))
        return Claim(
            kind.name, sentence, trigger, roles, values, rule=self._rule, maker=self._model
        )

    def _roles(
        self, kind: Kind, told: dict[str, Any], trigger: Span, piece: Span
    ) -> Iterator[Role]:
        for part in kind.parts:
            if not part.range:
                continue
            span = self._quotes.near(told.get(part.name), trigger, piece)
            if span is not None:
                filler = self._filler(span)
                if self._fits(filler, part):
                    yield Role(part.name, filler)

    def _values(
        self, kind: Kind, told: dict[str, Any], trigger: Span, piece: Span
    ) -> Iterator[Value]:
        for part in kind.parts:
            value = told.get(part.name)
            if part.range or not isinstance(value, str):
                continue
            if part.allowed:
                if value in part.allowed:
                    yield Value(part.name, value)
                continue
            span = self._quotes.near(value, trigger, piece)
            if span is not None:
                yield Value(part.name, self._text[span.start : span.end], span=span)

    def _fits(self, filler: Filler, part: Part) -> bool:
        """May the one who is meant stand in the role? Of whom nothing is known may."""
        linked = self._resolution.links[filler.mention] if filler.mention is not None else None
        if linked is None:
            return True
        cls = self._resolution.entities[linked].cls
        return self._ontology.is_a(cls, part.range) or self._ontology.is_a(part.range, cls)

    def _filler(self, span: Span) -> Filler:
        """The words with the mention that they are; none is made, and none is guessed."""
        for words in (self._quotes.bare(span), span):
            if words in self._mentions:
                return Filler(words, self._mentions[words])
        return Filler(span)

    def _same_claim(self, claim: Claim, known: Claim) -> bool:
        """One class, and the same trigger or the same who and what."""
        kin = self._ontology.is_a(claim.cls, known.cls) or self._ontology.is_a(known.cls, claim.cls)
        if not kin:
            return False
        if overlap(claim.trigger, known.trigger):
            return True
        mine = {role.property: role.filler.span for role in claim.roles}
        other = {role.property: role.filler.span for role in known.roles}
        shared = [overlap(mine[name], other[name]) for name in mine if name in other]
        return bool(shared) and all(shared)

    def _placed(self, claim: Claim) -> Claim:
        """The claim with the innermost statement that makes it, else with the article's voice."""
        around = [
            (s.content.end - s.content.start, i)
            for i, s in enumerate(self._statements)
            if s.content.start <= claim.trigger.start < s.content.end and not s.narrator
        ]
        if not around:
            around = [
                (0, i)
                for i, s in enumerate(self._statements)
                if s.narrator and s.sentence == claim.sentence and s.assesses is None
            ]
        if around:
            return replace(claim, statement=min(around)[1])
        voice = Statement(
            claim.sentence, claim.sentence, narrator=True, rule=self._rule, maker=self._model
        )
        self._statements.append(voice)
        return replace(claim, statement=len(self._statements) - 1)


def _objects(answer: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The objects of a list, if the answer has such a list: an endpoint may ignore the schema."""
    told = answer.get(name)
    return [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []


def _same_statement(statement: Statement, known: Statement) -> bool:
    """The same cue, or mostly the same content."""
    if known.narrator:
        return False
    if statement.cue and known.cue and overlap(statement.cue, known.cue):
        return True
    a, b = statement.content, known.content
    return overlap(a, b) > _SAME * max(a.end - a.start, b.end - b.start)
