"""Mentions, statements and the occurrences of claims: all that stands in one document only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from kg import vocabulary as v
from kg.graph.entities import Entities
from kg.graph.scope import Scope
from kg.graph.terms import TYPE, Quads, literal, node, term
from kg.graph.text import Text
from kg.model import Decision, Filler, Resolution, Span, Statement
from kg.vocabulary import Class, Property, Verdict, Voice

_AGENT = node(v.PROV + "agent")
_MADE_BY = node(v.PROV + "wasGeneratedBy")


@dataclass(frozen=True)
class Page:
    """The pieces of one document's graph while it is written."""

    resolution: Resolution
    text: Text
    entities: Entities
    quads: Quads
    scope: Scope
    publisher: NamedNode | None = None
    statements: list[NamedNode] = field(default_factory=list)  #: in the order of the extraction

    def maker(self, model: str | None) -> NamedNode:
        """What made a statement or claim: the rules, or the language model of this name."""
        return self.scope.at(self.scope.maker.by(model).id)


def add_mentions(page: Page) -> None:
    """One node for each span that refers to something, with the reason for its entity."""
    chosen: dict[Span, int] = {}
    for i, mention in enumerate(page.resolution.extraction.mentions):
        kept = chosen.setdefault(mention.span, i)
        if page.resolution.links[kept] is None and page.resolution.links[i] is not None:
            chosen[mention.span] = i
    decisions = {d.mention: d for d in page.resolution.decisions}
    for span, i in chosen.items():
        subject = page.text.path(f"mention/{span.start}-{span.end}")
        page.quads.add(subject, TYPE, term(Class.MENTION))
        form = page.resolution.extraction.mentions[i].form
        page.quads.add(subject, Property.FORM, literal(form.value))
        page.quads.add(subject, Property.SPAN, page.text.span(span))
        page.quads.add(subject, Property.IN_DOCUMENT, page.text.node)
        page.quads.add(subject, Property.REFERS_TO, page.entities.linked(i))
        if i in decisions:
            _add_decision(page, subject, decisions[i])


def _add_decision(page: Page, mention: NamedNode, decision: Decision) -> None:
    page.quads.add(mention, Property.DECIDED_BY, literal(decision.reason))
    page.quads.add(mention, Property.CONFIDENCE, literal(float(decision.score)))
    if page.resolution.links[decision.mention] is None:
        for other, _ in decision.rejected:
            page.quads.add(mention, Property.CANDIDATE, page.entities.entity(other))


def add_statements(page: Page) -> None:
    """One node for each act of saying."""
    statements = page.resolution.extraction.statements
    page.statements.extend(_names(page.text, statements))
    for subject, statement in zip(page.statements, statements, strict=True):
        _add_statement(page, subject, statement)
    _roll_up(page, statements)


def _names(text: Text, statements: Iterable[Statement]) -> Iterable[NamedNode]:
    """IRIs by offsets; a second statement of the same content and cue gets a number."""
    used: dict[str, int] = {}
    for statement in statements:
        cue = statement.cue.start if statement.cue else "n"
        path = f"statement/{statement.content.start}-{statement.content.end}-{cue}"
        used[path] = used.get(path, 0) + 1
        yield text.path(path if used[path] == 1 else f"{path}-{used[path]}")


def _add_statement(page: Page, subject: NamedNode, statement: Statement) -> None:
    add, span = page.quads.add, page.text.span
    add(subject, TYPE, term(Class.STATEMENT))
    if statement.narrator:
        add(subject, TYPE, term(Class.NARRATOR_STATEMENT))
        add(subject, Property.SPEAKER, page.publisher)
    add(subject, Property.IN_DOCUMENT, page.text.node)
    add(subject, Property.CONTENT, span(statement.content))
    add(subject, Property.CUE, span(statement.cue) if statement.cue else None)
    add(subject, Property.EVIDENCE, span(statement.sentence))
    voice = Voice.NARRATOR if statement.narrator else Voice.ATTRIBUTED
    for predicate, value in (
        (Property.CUE_CLASS, statement.cue_class),
        (Property.DIRECTNESS, statement.directness),
        (Property.POLARITY, statement.polarity),
        (Property.CERTAINTY, statement.certainty),
        (Property.VOICE, voice.value),
        (Property.VERDICT, statement.verdict),
        (Property.RULE, statement.rule),
    ):
        if value:
            add(subject, predicate, literal(value))
    if statement.parent is not None:
        add(subject, Property.MADE_WITHIN, page.statements[statement.parent])
    if statement.assesses is not None:
        add(subject, TYPE, term(Class.ASSESSMENT))
        add(subject, Property.ASSESSES, page.statements[statement.assesses])
    add(subject, _MADE_BY, page.maker(statement.maker))
    _add_attributions(page, subject, statement.speakers, reported=False)
    _add_attributions(page, subject, statement.via, reported=True)


def _add_attributions(
    page: Page, subject: NamedNode, fillers: Sequence[Filler], *, reported: bool
) -> None:
    part, link, shortcut = (
        ("via", Property.PASSED_ON, Property.VIA)
        if reported
        else ("speaker", Property.ATTRIBUTED_BY, Property.SPEAKER)
    )
    for k, filler in enumerate(fillers):
        attribution = node(f"{subject.value}/{part}/{k}")
        agent = page.entities.named_by(filler)
        page.quads.add(subject, link, attribution)
        page.quads.add(subject, shortcut, agent)
        page.quads.add(attribution, TYPE, term(Class.ATTRIBUTION))
        page.quads.add(attribution, Property.NUMBER, literal(k))
        page.quads.add(attribution, Property.WORDS, page.text.span(filler.span))
        page.quads.add(attribution, _AGENT, agent)
        if reported:
            page.quads.add(attribution, TYPE, term(Class.REPORT))
            page.quads.add(attribution, Property.REPORTS, subject)


def _roll_up(page: Page, statements: Sequence[Statement]) -> None:
    """Writes onto each assessed statement what was found of it, and who found it."""
    verdicts: dict[int, list[int]] = {}
    for i, statement in enumerate(statements):
        if statement.assesses is not None and statement.verdict:
            verdicts.setdefault(statement.assesses, []).append(i)
    for target, assessments in verdicts.items():
        said = {str(statements[i].verdict) for i in assessments}
        verdict = together(said)
        page.quads.add(page.statements[target], Property.VERIFICATION, literal(verdict))
        for i in assessments:
            if verdict in (statements[i].verdict, Verdict.DISPUTED):
                agents = [page.entities.named_by(f) for f in statements[i].speakers]
                own = [page.publisher] if statements[i].narrator else []
                page.quads.add(page.statements[target], Property.ASSESSED_BY, *agents, *own)


def together(verdicts: Iterable[str]) -> str:
    """What several verdicts on one statement amount to: who confirms and who denies, dispute.

    >>> together(["unverified", "denied"]), together(["confirmed", "denied"])
    ('denied', 'disputed')
    """
    known = set(verdicts)
    if {Verdict.CONFIRMED, Verdict.DENIED} <= known:
        return Verdict.DISPUTED.value
    order = [verdict.value for verdict in Verdict]
    return max(known, key=lambda one: (order.index(one) if one in order else -1, one))
