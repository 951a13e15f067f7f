"""Shows on what a node of the graph rests: every sentence, with its document and offsets."""

from __future__ import annotations

from collections.abc import Iterator

from kg.query import Asker
from kg.query.formats import plain

#: The question that is asked; a contract of the command line, like the names of its columns.
_QUESTION = "evidence"


def explain(asker: Asker, name: str) -> list[dict[str, str]]:
    """The rows of the question `evidence` about a node; a state and its land are asked together.

    Args:
        asker: the open store.
        name: IRI, Wikidata identifier or label.

    Raises:
        UsageError: nothing is called so, or several that have nothing to do with each other.
    """
    found = asker.entities.all(name)
    if len(found) < 2 or not asker.entities.twins(found):  # noqa: PLR2004 - one is no pair
        found = [asker.entities.one(name)]
    rows = {
        tuple(sorted(row.items())): row
        for one in found
        for row in asker.rows(_QUESTION, node=one.iri)
    }
    return sorted(rows.values(), key=_place)


def lines(rows: list[dict[str, str]]) -> Iterator[str]:
    """The rows for a person: documents as headings, each sentence once, with its offsets."""
    document = None
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        place = (row["document"], row["start"], row["end"])
        if place in seen:
            continue
        seen.add(place)
        if row["document"] != document:
            document = row["document"]
            yield plain(f"{row['file']}  {document}")
        text = " ".join(plain(row["text"]).split())
        yield f"  {row['start']}-{row['end']}  {row['part']}: {text}"


def _place(row: dict[str, str]) -> tuple[str, str, int, int, str, str]:
    return (
        row["file"],
        row["document"],
        int(row["start"]),
        int(row["end"]),
        row["part"],
        row.get("statement", ""),
    )
