"""The notebooks run to the end, and are stored with outputs that say nothing of time or machine."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat", reason="the extra `jupyter` is not installed")
pytest.importorskip("nbclient", reason="the extra `jupyter` is not installed")
pytest.importorskip("ipykernel", reason="the extra `jupyter` is not installed")

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module")
def fresh(root, tmp_path_factory):
    """The notebooks as they are after a run on a new store."""
    target = tmp_path_factory.mktemp("notebooks")
    done = subprocess.run(
        [sys.executable, root / "notebooks" / "run.py", target],
        capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return target


def outputs(file):
    book = nbformat.read(file, as_version=4)
    return [output for cell in book.cells if cell.cell_type == "code" for output in cell.outputs]


def test_there_are_three_notebooks():
    assert [file.stem for file in NOTEBOOKS] == [
        "1_build_and_look", "2_ask_in_sparql", "3_the_network",
    ]  # fmt: skip


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_runs_to_the_end_and_shows_something_in_each(fresh, file):
    shown = [output for output in outputs(fresh / file.name) if output.output_type != "error"]
    assert len(shown) >= 3
    nbformat.validate(nbformat.read(fresh / file.name, as_version=4))


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_is_stored_with_its_outputs(file):
    book = nbformat.read(file, as_version=4)
    counts = [cell.execution_count for cell in book.cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1))
    assert [output for output in outputs(file) if output.output_type == "error"] == []


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_stored_notebook_says_nothing_of_time_or_machine(file):
    text = file.read_text(encoding="utf-8")
    shown = re.sub(r"base64,[A-Za-z0-9+/=]+", "", text)
    found = re.findall(
        r"/(?:home|root|work|tmp|Users)/|iopub|execution_state|\d\d:\d\d:\d\d", shown
    )
    assert found == []
    assert set(nbformat.read(file, as_version=4).metadata) == {"kernelspec", "language_info"}


def test_the_graph_is_shown_as_a_picture_that_needs_no_trust(fresh):
    pictures = [
        output
        for output in outputs(fresh / "1_build_and_look.ipynb")
        if "data:image/svg+xml;base64," in output.get("data", {}).get("text/html", "")
    ]
    assert len(pictures) == 1
