"""What a validation found, as records and as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.reason import Reasoning


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is not as it should be."""

    severity: str  #: "Violation", or "Warning" for what is odd but allowed
    message: str  #: what is wrong
    node: str = ""  #: IRI of what it is wrong with
    path: str = ""  #: the property, where it is one
    value: str = ""  #: the value, where it is one


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of all checks of one store."""

    problems: tuple[Problem, ...]  #: violations first
    documents: int  #: graphs of documents that were checked
    quotations: int  #: quotations compared with the text at their offsets
    shapes: str  #: "pySHACL", or "SPARQL" for a large store
    reasoning: Reasoning  #: which engine ran over ontology and entities
    unchecked: tuple[str, ...] = ()  #: constraints that a large store cannot be asked about

    @property
    def violations(self) -> tuple[Problem, ...]:
        """The problems that make the store invalid."""
        return tuple(p for p in self.problems if p.severity == "Violation")

    @property
    def conforms(self) -> bool:
        """Is there no violation?"""
        return not self.violations

    def lines(self) -> Iterator[str]:
        """The report as a person reads it, line by line."""
        yield f"{self.documents} documents, {self.quotations} quotations compared with their texts"
        over = f"over {self.reasoning.classes} classes and {self.reasoning.facts} facts"
        yield f"shapes checked by {self.shapes}; consistency by {self.reasoning.engine} {over}"
        for name in self.unchecked:
            yield f"not checked in a store of this size: {name}"
        for problem in self.problems:
            detail = " ".join(part for part in (problem.path, problem.value) if part)
            where = f": {problem.node}" if problem.node else ""
            yield f"{problem.severity}: {problem.message}{where}" + (
                f" ({detail})" if detail else ""
            )
        count = len(self.violations)
        yield "conforms" if not count else f"{count} violation{'s' if count > 1 else ''}"
