"""Refuses queries that would write, or reach out of the store, before the engine sees them.

The engine follows `SERVICE` over HTTP and has no switch for it, so the words of a query are looked
at first: outside strings, comments and IRIs, where each of these can be told for certain.
"""

from __future__ import annotations

import re

from kg.errors import UsageError

#: Longest query that is looked at, in characters.
MAX_LENGTH = 100_000

_TOKEN = re.compile(
    r'''(?P<string>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!\'\'))*\'\'\''''
    r"""|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')"""
    r"|(?P<iri><[^<>\"{}|^`\\\x00-\x20]*>)"
    r"|(?P<comment>\#[^\n\r]*)"
    r"|(?P<other>[?$]\w+|@[A-Za-z-]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<name>[\w.-]*:(?:[\w.:%-]|\\.)*)"
    r"|(?P<word>[A-Za-z_]\w*)"
    r"|(?P<open>[\"'])"
    r"|(?P<sign>.|\n)",
    re.DOTALL,
)
_READS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_WRITES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
_REFUSED = {
    "SERVICE": "asks another server (SERVICE)",
    "FROM": "names what it is asked of (FROM); it is always asked of the union of all graphs",
    "LOAD": "loads data (LOAD)",
}
#: Between `<` and `>`, these begin a comment or a string if `<` means "less than".
_AMBIGUOUS = re.compile(r"[#']")
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")


def check(query: str) -> None:
    """Lets a query pass that only reads, and only this store.

    Raises:
        UsageError: it writes, asks elsewhere, is too long, or cannot be told for certain.
    """
    form(query)


def form(query: str) -> str:
    """Whether it is a SELECT, ASK, CONSTRUCT or DESCRIBE, and lets only such pass.

    Raises:
        UsageError: as in `check`.
    """
    if len(query) > MAX_LENGTH:
        raise UsageError(f"the query has {len(query)} characters; at most {MAX_LENGTH} are read")
    words = _words(query)
    first = next((w for w in words if w not in ("PREFIX", "BASE")), None)
    if first in _WRITES:
        raise UsageError(
            f"queries only read, and this one begins with {first}: use kg build or kg remove"
        )
    if first not in _READS:
        raise UsageError(
            "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, after its prefixes"
        )
    for word in words:
        for refused, reason in _REFUSED.items():
            # Contained, not equal: the engine needs no space between one keyword and the next.
            if refused in word:
                raise UsageError(f"the query {reason}: refused")
    return first


def _words(query: str) -> list[str]:
    """The bare words in upper case, in order: keywords, and names of functions."""
    found = []
    for match in _TOKEN.finditer(query):
        kind, text = match.lastgroup, match.group()
        if kind == "open":
            raise UsageError(
                f"the query opens a string that it does not close: {query[match.start() :][:20]!r}"
            )
        if kind == "iri" and _AMBIGUOUS.search(text) and not _ABSOLUTE.match(text):
            raise UsageError(
                f"{text} may be an IRI or a comparison: write IRIs in full, with ://, and leave "
                "spaces around <"
            )
        if kind == "word":
            found.append(text.upper())
        if kind == "name":
            # `SERVICE:x` may be a name with that prefix, or the keyword and a name with none.
            found += [r for r in _REFUSED if r in text.partition(":")[0].upper()]
    return found
