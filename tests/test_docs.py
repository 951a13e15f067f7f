"""Every command in the documentation is run, and what it is said to print is what it prints."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
#: Not run here: what installs, and what is itself this test run.
NOT_RUN = re.compile(r"^(make|git|pip|python -m pip|cd|\.venv/bin/pip|source)\b|kg serve")


class Example(NamedTuple):
    """A command of a page, with the lines that it is said to print."""

    page: str
    command: str
    output: list[str]


def blocks(page: Path, language: str) -> list[str]:
    return [body for kind, body in BLOCK.findall(page.read_text()) if kind == language]


def examples(page: Path) -> list[Example]:
    """The commands of a page in order, all blocks together."""
    found: list[Example] = []
    for block in blocks(page, "console"):
        for line in block.replace("\\\n", "").splitlines():
            if line.startswith("$ "):
                found.append(Example(page.name, line[2:], []))
            elif line.strip() and line.strip() != "...":
                found[-1].output.append(line)
    return [one for one in found if not NOT_RUN.search(one.command)]


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Path:
    """A folder with the examples in it, where the commands are run one after another."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "examples", folder / "examples")
    return folder


def run(command: str, folder: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "COLUMNS": "200", "NO_COLOR": "1"}
    return subprocess.run(
        ["bash", "-euc", command], cwd=folder, env=environment, input=stdin,
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


def same(line: str) -> str:
    """A line without the spaces that only align it."""
    return re.sub(r"\s+", " ", line.strip())


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_of_a_page_print_what_it_says(page, desk):
    for example in examples(page):
        done = run(example.command, desk)
        assert done.returncode == 0, (example, done.stderr)
        printed = [same(line) for line in (done.stdout + done.stderr).splitlines()]
        assert [line for line in map(same, example.output) if line not in printed] == [], (
            example.command, done.stdout,
        )  # fmt: skip


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_queries_of_a_page_are_answered(page, examples_built):
    for query in blocks(page, "sparql"):
        done = run(f"kg query - --store {examples_built} --format csv", ROOT, stdin=query)
        assert (done.returncode, done.stdout.count("\n") > 1) == (0, True), (query, done.stderr)


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_python_of_a_page_runs(page, desk):
    for code in blocks(page, "python"):
        script = desk / "page.py"
        script.write_text(code)
        done = run(f"python {script}", desk)
        assert done.returncode == 0, (code, done.stderr)


@pytest.mark.parametrize("page", [*PAGES, *ROOT.glob("docs/decisions/*.md")], ids=lambda p: p.name)
def test_every_link_within_the_project_leads_somewhere(page):
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_readme_names_every_question():
    text = (ROOT / "README.md").read_text()
    names = [path.stem for path in sorted((ROOT / "ontology" / "queries").glob("*.rq"))]
    assert [name for name in names if name not in text] == []
