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
#: Short, for a file that people read.
BASE = "urn:e/"
#: Reference facts have their own source under ontology/world and would drown the rest; the maker
#: changes with every version and every word of the ontology.
LEFT_OUT = (f"{BASE}graph/world> .", f"{BASE}graph/makers> .")
#: What follows from an IRI that names offsets and from the text, or stands on every node.
FOLLOWS = re.compile(
    r"<[^>]*(#type|oa#(hasSource|hasSelector|prefix|suffix|start|end)|prov#wasGeneratedBy"
    r"|ontology#(inDocument|describes|confidence))> "
)


def build(store: Path) -> list[str]:
    """Builds the examples; gives the quads of the golden file, sorted."""
    folder = str(ROOT / "examples")
    run("build", folder, "--base", BASE, "--store", str(store))
    lines = run("export", "nq", "--store", str(store)).split("\n")
    return sorted(line for line in lines if line and kept(line))


def kept(line: str) -> bool:
    """Does the golden file hold this quad?"""
    return not line.endswith(LEFT_OUT) and not FOLLOWS.match(line.split(" ", 1)[1])


def run(*call: str) -> str:
    """Runs the command."""
    command = [sys.executable, "-m", "kg", *call]
    return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode()


def main() -> None:
    """Builds the graph of the examples anew and writes it."""
    with tempfile.TemporaryDirectory() as folder:
        lines = build(Path(folder) / "store")
    GOLDEN.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{GOLDEN.relative_to(ROOT)}: {GOLDEN.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
