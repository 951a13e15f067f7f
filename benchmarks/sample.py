"""Draws statements or claims of a graph, each with its context, for a person to judge.

    python benchmarks/sample.py {statements,claims} FOLDER... [--seed N] [--size N] [--all]

Of the texts in each FOLDER (or FOLDER/text) only the unread fifth is taken, whose errors nobody
looks at, unless `--all` is given. Annotations are never read. The same texts, program and seed give
the same sample; `docs/error-classes.md` says what a reader found in one.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import zlib
from pathlib import Path

import kg

#: The questions whose rows are claims, and where the words of a row begin and end.
CLAIMS = {"control": "territory", "alliances": "", "roles": "", "events": ""}
#: At least so many claims of each kind are drawn, where there are so many.
LEAST = 12
#: Characters of context on either side.
CONTEXT = 260
Row = dict[str, str]


def unread(file: Path) -> bool:
    """Is this one of the texts whose errors nobody looks at? By a hash of the name, as scored."""
    return zlib.crc32(file.name.encode()) % 5 == 0


def texts(folders: list[Path], *, every: bool) -> dict[str, Path]:
    """The texts by file name."""
    places = [folder / "text" if (folder / "text").is_dir() else folder for folder in folders]
    found = (file for place in places for file in sorted(place.glob("*.txt")))
    return {file.name: file for file in found if every or unread(file)}


def span(row: Row, name: str) -> tuple[int, int] | None:
    """The place of a column such as "cue"; with no name, of the row itself."""
    keys = (f"{name}Start", f"{name}End") if name else ("start", "end")
    return (int(row[keys[0]]), int(row[keys[1]])) if all(row.get(key) for key in keys) else None


def merged(rows: list[Row], keys: tuple[str, ...]) -> list[Row]:
    """Rows that differ only by joint speakers or sources become one, in a fixed order."""
    one: dict[tuple[str, ...], Row] = {}
    for row in sorted(rows, key=lambda row: sorted(row.items())):
        one.setdefault(tuple(row.get(key, "") for key in keys), row)
    return [one[key] for key in sorted(one)]


def population(graph: kg.Graph, what: str) -> dict[str, list[Row]]:
    """All that can be drawn, by kind."""
    if what == "statements":
        rows = [row for row in graph.rows("statements") if row.get("narrator") != "true"]
        return {what: merged(rows, ("file", "statement"))}
    keys = ("file", "start", "end", "territoryStart", "controllerStart", "kind", "type", "relation")
    ends = ("role", "controller", "territory", "a", "b", "person", "of", "agent", "patient")
    return {
        kind: merged([row for row in graph.rows(kind) if row.get("file")], keys + ends)
        for kind in CLAIMS
    }


def shares(numbers: dict[str, int], size: int) -> dict[str, int]:
    """How many of each kind: by their numbers, but none below the least."""
    drawn = {kind: min(LEAST, number) for kind, number in numbers.items()}
    while sum(drawn.values()) < min(size, sum(numbers.values())):
        open_ = [kind for kind in numbers if drawn[kind] < numbers[kind]]
        drawn[max(open_, key=lambda kind: numbers[kind] / (drawn[kind] + 1))] += 1
    return drawn


def shown(number: int, kind: str, row: Row, text: str) -> str:
    """One item: what is claimed, then the text with the words marked."""
    spans = {name: span(row, name) for name in ("speaker", "cue", "content", "controller")}
    spans["words"] = span(row, CLAIMS.get(kind, "content"))
    places = [place for place in spans.values() if place]
    first, last = min(start for start, _ in places), max(end for _, end in places)
    around = text[max(0, first - CONTEXT) : first] + "⟦" + text[first:last] + "⟧"
    around += text[last : last + CONTEXT]
    facts = {name: repr(text[slice(*place)]) for name, place in spans.items() if place}
    if kind == "statements":
        facts.pop("words")
    facts |= {
        key: value
        for key, value in sorted(row.items())
        if value and not value.startswith("http") and not key.lower().endswith(("start", "end"))
        if key not in {"file", "narrator", "cue", "content"}
    }
    head = f"#{number} {kind} {row['file']} {first}-{last}"
    lines = [f"  {name}: {value}" for name, value in facts.items()]
    return "\n".join([head, *lines, "  | " + " ".join(around.split())])


def main() -> None:
    """Builds a graph of the texts in a temporary store and prints the sample."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("statements", "claims"))
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=100)
    parser.add_argument("--all", action="store_true", help="not only the unread fifth")
    parser.add_argument("--store", type=Path, help="keep the graph here (default: temporary)")
    call = parser.parse_args()
    files = texts(call.folders, every=call.all)
    with tempfile.TemporaryDirectory() as folder:
        store = call.store or Path(folder) / "store"
        graph = kg.build([str(file) for file in files.values()], store=store)
        found = population(graph, call.what)
    counts = {kind: len(rows) for kind, rows in found.items()}
    drawn = shares(counts, call.size)
    rng = random.Random(call.seed)
    print(f"{len(files)} texts, seed {call.seed}; drawn of all: ", end="")
    print(", ".join(f"{kind} {drawn[kind]} of {counts[kind]}" for kind in counts))
    number = 0
    for kind, rows in found.items():
        for row in rng.sample(rows, drawn[kind]):
            number += 1
            text = files[row["file"]].read_bytes().decode("utf-8")
            print("\n" + shown(number, kind, row, text))


if __name__ == "__main__":
    main()
