"""Claims, one node for equal contents, and their occurrences, one node for each place in a text."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode

from kg import ids
from kg import vocabulary as v
from kg.graph.scope import Scope
from kg.graph.statements import Page
from kg.graph.terms import TYPE, Quads, literal, node, term, typed
from kg.model import Claim, Role, Value
from kg.vocabulary import Class, Property, words_of

#: Datatype of a value that is words of the text.
WORDS = "string"

#: Roles with who stands in them; None: a pronoun that was left open.
Roles = Sequence[tuple[Role, NamedNode | None]]

_MADE_BY = node(v.PROV + "wasGeneratedBy")


def add_claims(page: Page, scope: Scope) -> None:
    """Adds each claim to the shared graph and its occurrence to the document's."""
    used: dict[str, int] = {}
    for claim in page.resolution.extraction.claims:
        ordered = sorted(claim.roles, key=lambda role: (role.property, role.filler.span))
        roles = tuple((role, page.entities.taking_part(role.filler)) for role in ordered)
        content = _content(claim, roles, scope)
        if content not in page.entities.shared:
            page.entities.share(content, _described(content, claim, roles, scope))
        path = f"occurrence/{claim.trigger.start}-{content.value.rpartition('/')[2]}"
        used[path] = used.get(path, 0) + 1
        subject = page.text.path(path if used[path] == 1 else f"{path}-{used[path]}")
        _add_occurrence(page, subject, claim, content)
        _add_roles(page, subject, roles)
        _add_values(page, subject, claim, scope)


def _lasting(claim: Claim, scope: Scope) -> list[Value]:
    """The values that belong to the claim wherever it is made, in the order of their names.

    Where the ontology wants a date or a figure and the text has words only ("in recent days"), the
    words stay with the occurrence: a value is never made up for them.
    """
    values = {(x.property, x.datatype, x.lexical): x for x in claim.values}
    return [
        value
        for _, value in sorted(values.items())
        if value.property not in scope.of_occurrence
        and not (value.datatype == WORDS and value.property in scope.measured)
    ]


def _content(claim: Claim, roles: Roles, scope: Scope) -> NamedNode:
    """The claim's IRI: a hash of its class, of who stands in which role, and of its values."""
    parts = [claim.cls]
    # Entities enter by their path, so that the hash does not depend on the base.
    parts += sorted(
        {f"{role.property}={who.value.removeprefix(scope.base)}" for role, who in roles if who}
    )
    parts += [f"{x.property}={x.lexical}^^{x.datatype}" for x in _lasting(claim, scope)]
    return scope.at(f"claim/{ids.digest(*parts, length=16)}")


def _described(subject: NamedNode, claim: Claim, roles: Roles, scope: Scope) -> Quads:
    quads = Quads(scope.shared)
    quads.add(subject, TYPE, *scope.types(claim.cls))
    for name, who in sorted({(role.property, who.value) for role, who in roles if who}):
        quads.add(subject, name, node(who))
    for value in _lasting(claim, scope):
        quads.add(subject, value.property, typed(value.lexical, value.datatype))
    return quads


def _add_occurrence(page: Page, subject: NamedNode, claim: Claim, content: NamedNode) -> None:
    add = page.quads.add
    add(subject, TYPE, term(Class.OCCURRENCE))
    add(subject, Property.OF_CLAIM, content)
    add(subject, Property.IN_DOCUMENT, page.text.node)
    add(subject, Property.EVIDENCE, page.text.span(claim.sentence))
    add(subject, Property.TRIGGER, page.text.span(claim.trigger))
    add(subject, _MADE_BY, page.maker(claim.maker))
    if claim.statement is not None:
        add(subject, Property.MADE_IN, page.statements[claim.statement])
    if claim.rule:
        add(subject, Property.RULE, literal(claim.rule))


def _add_roles(page: Page, subject: NamedNode, roles: Roles) -> None:
    """Adds who stands in each role there, and by which words."""
    for k, (role, who) in enumerate(roles):
        words = page.text.span(role.filler.span)
        page.quads.add(subject, words_of(role.property), words)
        if who is None:
            continue
        # Of several who share a role, this node tells whose words are whose.
        part = node(f"{subject.value}/part/{k}")
        page.quads.add(subject, Property.PARTICIPATION, part)
        page.quads.add(part, TYPE, term(Class.PARTICIPATION))
        page.quads.add(part, Property.IN_ROLE, literal(role.property))
        page.quads.add(part, Property.PARTICIPANT, who)
        page.quads.add(part, Property.WORDS, words)


def _add_values(page: Page, subject: NamedNode, claim: Claim, scope: Scope) -> None:
    """Adds the words of each value, and the values that belong to this place only."""
    for value in claim.values:
        if value.property in scope.of_occurrence:
            page.quads.add(subject, value.property, typed(value.lexical, value.datatype))
        if value.span is not None:
            page.quads.add(subject, words_of(value.property), page.text.span(value.span))
