"""Puts what the commands print now into README.md: run it when a test of the documentation fails.

    python tools/readme.py

Blocks marked `console` are run in order over a copy of the examples; the first lines of each answer
are kept, and "..." stands for the others.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
LINES = 8  #: of each answer


def answer(command: str, folder: Path) -> list[str]:
    """The first lines that the command prints."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euc", command], cwd=folder, env={**os.environ, "PATH": path},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    lines = [one.rstrip() for one in (done.stdout + done.stderr).splitlines() if one.strip()]
    return lines[:LINES] + ["..."] * (len(lines) > LINES)


def main() -> None:
    """Rewrites README.md."""
    page = ROOT / "README.md"
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder) / "examples")

        def block(match: re.Match[str]) -> str:
            lines: list[str] = []
            for command in re.findall(r"^\$ (.*)$", match[1], re.MULTILINE):
                lines.append(f"$ {command}")
                if not command.startswith("make"):
                    lines += answer(command, Path(folder))
            return "```console\n" + "\n".join(lines) + "\n```"

        text = re.sub(r"```console\n(.*?)\n```", block, page.read_text(), flags=re.DOTALL)
    page.write_text(text)


if __name__ == "__main__":
    main()
