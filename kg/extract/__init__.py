"""Finds what a parsed document says: mentions, statements and the claims that they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.annotated import Annotated
from kg.extract.claims import ClaimRules
from kg.extract.grammar import placed, things
from kg.extract.mentions import MentionRules
from kg.extract.narrator import attach
from kg.extract.roles import RoleRules
from kg.extract.statements import StatementRules
from kg.model import Extraction
from kg.ontology import Ontology


def extract(annotated: Iterable[Annotated], ontology: Ontology) -> Iterator[Extraction]:
    """What each document says, in the order given.

    Args:
        annotated: parsed documents, consumed lazily.
        ontology: where the words of each rule stand.
    """
    mention_rules = MentionRules(ontology)
    statement_rules = StatementRules(ontology)
    claim_rules = ClaimRules(ontology)
    role_rules = RoleRules(ontology)
    for one in annotated:
        mentions = mention_rules.find(one)
        statements = statement_rules.find(one, mentions)
        claims = (
            *claim_rules.find(one, mentions, statements),
            *role_rules.find(one, mentions, statements),
        )
        statements, claims = attach(one, statements, claims)
        found = placed(one.doc, mentions)
        yield Extraction(one.document, found, statements, claims, things(one.doc, found))
