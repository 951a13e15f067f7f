"""What is found in `examples/` is what a careful reader finds there (examples/README.md)."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

README = Path(__file__).parent.parent / "examples" / "README.md"
Row = dict[str, str]


def tables(heading: str) -> list[list[str]]:
    """The rows of the table under a heading of examples/README.md."""
    section = README.read_text().split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.fixture(scope="module")
def ask(run_kg, examples_built):
    @cache
    def rows(question: str, *options: str) -> list[Row]:
        call = ("query", question, "--store", examples_built, "--format", "json", *options)
        done = run_kg(*call)
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout)["results"]["bindings"]
        return [{name: cell["value"] for name, cell in row.items()} for row in found]

    return rows


def fold(label: str) -> str:
    return re.sub(r"\W+", " ", label).strip().casefold()


def test_the_disagreements_are_those_that_a_careful_reader_finds(ask):
    wanted = []
    for _, about, degree, one, other in tables("Disagreements"):
        speakers = [side.split(":")[0].strip() for side in (one, other)]
        wanted.append((about, degree, *sorted(map(fold, speakers))))
    found = {
        (
            row["about"],
            row["degree"],
            *sorted(map(fold, (row["speakerALabel"], row["speakerBLabel"]))),
        )
        for row in ask("disagreements")
    }
    assert sorted(found) == sorted(wanted)


def test_both_sides_of_every_disagreement_quote_their_text(ask):
    texts = {path.name: path.read_bytes().decode() for path in README.parent.glob("2*.md")}
    for row in ask("disagreements"):
        assert row["valueA"] in texts[row["fileA"]]
        assert row["valueB"] in texts[row["fileB"]]


def test_every_quotation_stands_at_its_offsets(ask):
    texts = {path.name: path.read_bytes().decode() for path in README.parent.glob("2*.md")}
    found = 0
    for row in ask("mentions"):
        assert texts[row["file"]][int(row["start"]) : int(row["end"])] == row["text"]
        found += 1
    for row in ask("statements"):
        text = texts[row["file"]]
        for part in ("content", "cue"):
            if part in row:
                span = slice(int(row[f"{part}Start"]), int(row[f"{part}End"]))
                assert text[span] == row[part]
                found += 1
    assert found > 100


def test_most_of_what_a_careful_reader_finds_about_control_is_found(ask):
    """Kind, actor and source of each line; the land is checked by its name where it has one."""
    lines = [
        line for line in tables("Who holds what, according to whom") if "planned" not in line[1]
    ]
    rows = ask("control")
    found = [line for line in lines if any(fits(line, row) for row in rows)]
    missed = [line for line in lines if line not in found]
    assert len(found) >= 0.7 * len(lines), missed


def fits(line: list[str], row: Row) -> bool:
    land, kind, actor, source, file = line
    held = row.get("fromLabel" if kind.startswith("loss") else "controllerLabel", "")
    says = fold(source.split(";")[0].split(", via")[0])
    return (
        kind.split(",")[0].split(" ")[0] in row["kind"]
        and fold(actor.split("(")[0]) in fold(held)
        and (says == "the article") == ("source" not in row)
        and any(part in row["file"] for part in file.split(", "))
        and (not land.startswith("Badajoz") or "Badajoz" in row.get("territoryLabel", ""))
    )


def test_the_unverified_claims_are_marked(ask):
    marked = {row["file"] for row in ask("statements") if row.get("verification") == "unverified"}
    assert {"2021-07-09-kabul.md", "2031-03-03-badajoz.md"} <= marked
