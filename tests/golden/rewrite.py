"""The golden graph of `examples/`: what it is, where it stands, and how it is rewritten.

`make golden` writes it anew; the difference is read in review before it is committed.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
GOLDEN = Path(__file__).parent / "examples.nq"
#: Reference facts have their own source under ontology/world and would drown the rest; the maker
#: changes with every version and every word of the ontology.
LEFT_OUT = ("graph/world> .", "graph/makers> .")
MAKER = re.compile(r"maker/[0-9a-f]{12}")


def graph_of(store: Path) -> list[str]:
    """The quads of a store as the golden file holds them: sorted, without reference facts."""
    command = [sys.executable, "-m", "kg", "export", "nq", "--store", str(store)]
    done = subprocess.run(command, capture_output=True, check=True)
    return [
        line for line in done.stdout.decode().split("\n") if line and not line.endswith(LEFT_OUT)
    ]


def main() -> None:
    """Builds the graph of the examples anew and writes it."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        command = [
            sys.executable,
            "-m",
            "kg",
            "build",
            str(ROOT / "examples"),
            "--store",
            str(store),
        ]
        subprocess.run(command, check=True)
        GOLDEN.write_text("".join(f"{line}\n" for line in graph_of(store)), encoding="utf-8")
    print(f"{GOLDEN.relative_to(ROOT)}: {GOLDEN.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
