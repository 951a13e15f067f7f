"""Asks the graph: named questions, and any SPARQL that only reads."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.errors import OntologyError, UsageError
from kg.query import formats
from kg.query.entities import Entities
from kg.query.limited import LimitError, Limits, answer
from kg.query.prefixes import expanded, prefixes
from kg.query.questions import Parameter, Question, named, parsed, questions
from kg.store import Store

__all__ = ["Asker", "LimitError", "Limits", "Question", "questions"]

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_SPARQL = re.compile(r"[\s{}?]")


class Asker:
    """Answers questions about one open store."""

    def __init__(self, store: Store, *, limits: Limits | None = None) -> None:
        self.store = store
        self.limits = limits or Limits()
        self.entities = Entities(store)

    @property
    def folder(self) -> Path | None:
        """The ontology folder that the store was made with; None: the bundled one."""
        return Path(self.store.made.ontology) if self.store.made.ontology else None

    def rows(self, name: str, **params: str) -> list[dict[str, str]]:
        """The rows of a named question: column -> value as text, without those that have none.

        Raises:
            UsageError: no such question or parameter, or a value that fits none or several.
        """
        return self._rows(name, params)[1]

    def _rows(self, name: str, params: Mapping[str, str]) -> tuple[list[str], list[dict[str, str]]]:
        """The columns of a named question and its rows."""
        results = self._solve(named(name, self.folder), params)
        if not isinstance(results, QuerySolutions):
            raise UsageError(f"the question {name!r} gives no rows")
        columns = [variable.value for variable in results.variables]
        return columns, [
            {c: str(term.value) for c, term in zip(columns, row, strict=True) if term is not None}
            for row in results
        ]

    def table(
        self,
        name: str,
        columns: Sequence[str],
        params: Mapping[str, str],
        *,
        width: int | None = None,
    ) -> bytes:
        """Some columns of a named question as a table, each different row once.

        Raises:
            UsageError: as `rows`, or the question has no such column.
        """
        known, rows = self._rows(name, params)
        for column in columns:
            if column not in known:
                message = f"the question {name!r} has no column {column!r}; it has: "
                raise UsageError(message + ", ".join(known))
        cells = dict.fromkeys(tuple(row.get(c, "") for c in columns) for row in rows)
        return formats.table([*columns], [*map(list, cells)], width=width).encode()

    def answer(
        self,
        query: str,
        params: Mapping[str, str] | None = None,
        *,
        form: str = "table",
        width: int | None = None,
    ) -> bytes:
        """The answer to a named question or a SPARQL query, in one of the known formats.

        Args:
            query: name of a question, or SPARQL.
            params: parameters of the question, or of SPARQL whose first lines declare them.
            form: a format of `kg.query.formats`.
            width: of the terminal in characters, for a table.

        Raises:
            UsageError: question, parameter, format or SPARQL is wrong, or tries to write.
            LimitError: the SPARQL took more than is allowed.
        """
        formats.check(form)
        if _SPARQL.search(query.strip()):
            return self.sparql(
                self._filled(parsed("SPARQL", query), params or {}), form, width=width
            )
        results = self._solve(named(query.strip(), self.folder), params or {})
        return formats.render(results, form, base=self.store.base, width=width)

    def sparql(self, query: str, form: str, *, width: int | None = None) -> bytes:
        """The answer to SPARQL of any origin; see `answer`."""
        return answer(self.store, query, form, limits=self.limits, width=width)

    def _solve(self, question: Question, params: Mapping[str, str]) -> formats.Results:
        text = self._filled(question, params)
        # The questions are the ontology's own and need no process of their own.
        try:
            return self.store.database.query(
                text, use_default_graph_as_union=True, prefixes=prefixes(self.store.base)
            )
        except SyntaxError as problem:
            raise OntologyError(f"queries/{question.name}.rq: {problem}") from problem

    def _filled(self, question: Question, params: Mapping[str, str]) -> str:
        """The question with its parameters put in."""
        return question.sparql(
            {name: self._term(question.parameter(name), text) for name, text in params.items()}
        )

    def _term(self, parameter: Parameter, text: str) -> str:
        """A parameter's value as a SPARQL term, escaped by the engine's own writer."""
        if parameter.type == "entity":
            cls = expanded(parameter.cls) if parameter.cls else None
            return str(NamedNode(self.entities.one(text, cls).iri))
        if parameter.type == "document":
            return str(NamedNode(self.store.catalogue.find(text).iri))
        if parameter.type == "date" and not _DATE.fullmatch(text):
            raise UsageError(
                f"{parameter.name}={text!r} is no date; write YYYY-MM-DD, YYYY-MM or YYYY"
            )
        return str(Literal(text.encode("utf-8", "replace").decode("utf-8")))
