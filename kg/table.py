"""The answer to a question, as rows for a program and as a table for a reader."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from html import escape
from typing import Any, overload

Value = str | int | Decimal | bool
Row = dict[str, Value]

_SHOWN = 100  # rows that a notebook shows
_WIDEST = 160  # characters of a cell that a notebook shows
_XSD = "http://www.w3.org/2001/XMLSchema#"
_READ: dict[str, Callable[[str], Value]] = {
    _XSD + "integer": int,
    _XSD + "decimal": Decimal,
    _XSD + "boolean": lambda text: text in {"true", "1"},
}


class Table(Sequence[Row]):
    """Rows as dictionaries; a column without a value is absent from its row.

    xsd:integer, xsd:decimal and xsd:boolean come as `int`, `Decimal` and `bool`, all else as text.
    In a notebook it shows as a table without the columns that hold identifiers or nothing.

    >>> table = Table(["who", "times"], [{"who": "Pell", "times": 2}, {"who": "Kask"}])
    >>> [row.get("times", 0) for row in table]
    [2, 0]
    >>> table.only("times").columns
    ('times',)
    """

    def __init__(
        self, columns: Sequence[str], rows: Sequence[Row], identifiers: Sequence[str] = ()
    ) -> None:
        """Takes the rows as they are.

        Args:
            columns: Names of all columns, in order.
            rows: Values by column.
            identifiers: Columns that hold IRIs; they are not shown unless asked for.
        """
        self.columns = tuple(columns)
        self._rows = list(rows)
        self._identifiers = frozenset(identifiers)

    @classmethod
    def from_json(cls, answer: bytes) -> Table:
        """Reads W3C SPARQL 1.1 Results JSON; the answer of an ASK is one row with one column."""
        read = json.loads(answer)
        if "boolean" in read:
            return cls(["answer"], [{"answer": read["boolean"]}])
        columns = read["head"]["vars"]
        rows = read["results"]["bindings"]
        iris = {name for row in rows for name, term in row.items() if term["type"] == "uri"}
        other = {name for row in rows for name, term in row.items() if term["type"] != "uri"}
        values = [{name: _value(row[name]) for name in columns if name in row} for row in rows]
        return cls(columns, values, sorted(iris - other))

    def only(self, *columns: str) -> Table:
        """The same rows with these columns alone, in this order; shown even if identifiers."""
        rows = [{name: row[name] for name in columns if name in row} for row in self._rows]
        return Table(columns, rows)

    def shown(self) -> list[str]:
        """The columns that a reader sees: those with a value that are no mere identifiers."""
        filled = [name for name in self.columns if any(name in row for row in self._rows)]
        return [name for name in filled if name not in self._identifiers] or filled

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Table: ...
    def __getitem__(self, index: int | slice) -> Row | Table:
        if isinstance(index, slice):
            return Table(self.columns, self._rows[index], sorted(self._identifiers))
        return self._rows[index]

    def __repr__(self) -> str:
        return f"<Table of {_count(len(self))}: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        """Plain table elements: they survive in a notebook that is not trusted."""
        columns = self.shown()
        if not columns:
            return f"<p>{_count(len(self))}</p>"
        head = "".join(f"<th>{escape(name)}</th>" for name in columns)
        body = "\n".join(
            "<tr>" + "".join(f"<td>{_cell(row.get(name))}</td>" for name in columns) + "</tr>"
            for row in self._rows[:_SHOWN]
        )
        rest = len(self) - _SHOWN
        count = _count(len(self)) + (f", {rest:,} of them not shown" if rest > 0 else "")
        return (
            f"<table><thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table>\n"
            f"<p>{count}</p>"
        )


def _value(term: dict[str, Any]) -> Value:
    text = str(term["value"])
    return _READ.get(term.get("datatype", ""), str)(text)


def _cell(value: Value | None) -> str:
    if value is None:
        return ""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return escape(text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…")


def _count(rows: int) -> str:
    return f"{rows:,} {'row' if rows == 1 else 'rows'}"
