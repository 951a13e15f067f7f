"""Runs the notebooks to the end, in order, and stores them without times, counts or paths.

    python notebooks/run.py [FOLDER]

writes the notebooks into FOLDER, by default in place. The store that they share is made anew.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).resolve().parent
STORE = HERE.parent / "build" / "notebooks"


def run(file: Path) -> nbformat.NotebookNode:
    """The notebook with fresh outputs, the same for the same graph on every machine.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell failed; the message shows it.
    """
    book = nbformat.read(file, as_version=4)
    client = NotebookClient(
        book,
        timeout=600,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(HERE)}},
    )
    client.execute()
    for place, cell in enumerate(book.cells, 1):
        cell["id"] = f"cell-{place:02d}"
        cell.metadata.clear()
    book.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return book


def main(target: Path) -> None:
    """Runs all notebooks on a new store."""
    shutil.rmtree(STORE, ignore_errors=True)
    for file in sorted(HERE.glob("*.ipynb")):
        book = run(file)
        nbformat.write(book, target / file.name)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
