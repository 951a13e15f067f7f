"""Answers as text: a table for people, the W3C formats for programs."""

from __future__ import annotations

import io

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    serialize,
)

from kg.errors import UsageError

#: Names of the formats, the first by default.
FORMATS = ("table", "json", "csv", "tsv", "xml", "ttl")
Results = QueryBoolean | QuerySolutions | QueryTriples
Term = NamedNode | BlankNode | Literal | Triple

_SOLUTIONS = {
    "json": QueryResultsFormat.JSON,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
_TRIPLES = {"json": RdfFormat.JSON_LD, "xml": RdfFormat.RDF_XML, "ttl": RdfFormat.TURTLE}
_NARROWEST, _WIDEST = 4, 60  #: columns of a table, in characters
_GAP = "  "


def check(name: str) -> None:
    """Is there a format of that name?

    Raises:
        UsageError: there is none.
    """
    if name not in FORMATS:
        raise UsageError(f"no format {name!r}; known: {', '.join(FORMATS)}")


def render(results: Results, name: str, *, base: str = "", width: int | None = None) -> bytes:
    """An answer in one of the `FORMATS`.

    Args:
        results: what the engine gave; used up.
        name: the format.
        base: IRI whose beginning is left out in a table.
        width: of the terminal in characters; None: a table is as wide as its cells.

    Raises:
        UsageError: the format does not fit the kind of answer.
    """
    check(name)
    if isinstance(results, QueryTriples):
        return _triples(results, name, base, width)
    if name == "table":
        if isinstance(results, QueryBoolean):
            return b"true\n" if results else b"false\n"
        columns = [variable.value for variable in results.variables]
        rows = [[_cell(row[i], base) for i in range(len(columns))] for row in results]
        return table(columns, rows, width=width).encode()
    if name == "ttl":
        raise UsageError(
            "ttl is for CONSTRUCT and DESCRIBE; a SELECT gives table, json, csv, tsv or xml"
        )
    output = io.BytesIO()
    results.serialize(output, format=_SOLUTIONS[name])
    return output.getvalue()


def _triples(results: QueryTriples, name: str, base: str, width: int | None) -> bytes:
    if name == "table":
        rows = [[_cell(x, base) for x in (t.subject, t.predicate, t.object)] for t in results]
        return table(["subject", "predicate", "object"], sorted(rows), width=width).encode()
    if name not in _TRIPLES:
        raise UsageError(
            f"{name} is for SELECT; CONSTRUCT and DESCRIBE give table, ttl, json or xml"
        )
    output = io.BytesIO()
    serialize(sorted(set(results), key=str), output, format=_TRIPLES[name])
    return output.getvalue()


def table(columns: list[str], rows: list[list[str]], *, width: int | None = None) -> str:
    """Aligned columns under a heading; empty columns are left out where space is short."""
    rows = [[*map(plain, row)] for row in rows]
    shown = list(range(len(columns)))
    widths = [max([len(columns[i]), *(len(row[i]) for row in rows)]) for i in shown]
    if width is not None:
        shown = [i for i in shown if not rows or any(row[i] for row in rows)]
        widths = [min(w, _WIDEST) for w in widths]
        widths = _squeezed(widths, shown, width)
    lines = [_line(columns, shown, widths), _GAP.join("-" * widths[i] for i in shown)]
    lines += [_line(row, shown, widths) for row in rows]
    count = f"{len(rows)} row{'' if len(rows) == 1 else 's'}"
    return "\n".join([*lines, "", count, ""])


def _squeezed(widths: list[int], shown: list[int], room: int) -> list[int]:
    """Takes from the widest columns until the table fits, or nothing more can be taken."""
    widths = list(widths)
    while shown and sum(widths[i] + len(_GAP) for i in shown) - len(_GAP) > room:
        widest = max(shown, key=lambda i: widths[i])
        if widths[widest] <= _NARROWEST:
            break
        widths[widest] -= 1
    return widths


def _line(cells: list[str], shown: list[int], widths: list[int]) -> str:
    return _GAP.join(_fit(cells[i], widths[i]) for i in shown).rstrip()


def _fit(text: str, width: int) -> str:
    return text.ljust(width) if len(text) <= width else text[: width - 1] + "\u2026"


def _cell(term: Term | None, base: str) -> str:
    if term is None:
        return ""
    text = str(term.value) if isinstance(term, NamedNode | Literal) else str(term)
    if base and isinstance(term, NamedNode):
        text = text.removeprefix(base)
    return text


def plain(text: str) -> str:
    r"""The text without what would break a line or drive a terminal.

    >>> plain("new\nline \x1b[31mred")
    'new line  [31mred'
    """
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else " " for character in text)
