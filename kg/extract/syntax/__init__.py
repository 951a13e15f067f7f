"""Reads a dependency parse as predicates and arguments: who does what to whom, whatever the voice.

Functions name grammar only; which words matter stands in `ontology/lexicon/`.
"""

from __future__ import annotations

from kg.extract.syntax.nouns import (
    antecedent,
    child,
    conjuncts,
    first_conjunct,
    modifiers,
    names_of,
    possessor,
    prepositional,
    reachable,
)
from kg.extract.syntax.objects import host, object_
from kg.extract.syntax.subjects import agent, nearest_subject, subject, surface_subject
from kg.extract.syntax.tree import children
from kg.extract.syntax.verbs import (
    acts_as_verb,
    is_infinitive,
    is_negated,
    is_passive,
    is_past,
    particle,
)

__all__ = [
    "acts_as_verb",
    "agent",
    "antecedent",
    "child",
    "children",
    "conjuncts",
    "first_conjunct",
    "host",
    "is_infinitive",
    "is_negated",
    "is_passive",
    "is_past",
    "modifiers",
    "names_of",
    "nearest_subject",
    "object_",
    "particle",
    "possessor",
    "prepositional",
    "reachable",
    "subject",
    "surface_subject",
]
