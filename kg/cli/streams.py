"""What goes into a command as words and comes out as bytes: parameters, results, messages."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from kg.errors import UsageError

#: Stands for standard output where a file is written.
STDOUT = Path("-")


def text(name: str) -> str:
    """The query itself: from standard input, from a file, or as given.

    Raises:
        UsageError: the file cannot be read.
    """
    if name == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    if not name.endswith(".rq"):
        return name
    try:
        return Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise UsageError(f"{name} cannot be read: {problem}") from problem


def params(given: list[str]) -> dict[str, str]:
    """The values of `--param NAME=VALUE` by name.

    Raises:
        UsageError: one has no name or no equals sign, or two have one name.
    """
    found: dict[str, str] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name:
            raise UsageError(f"--param {one!r} is not of the form NAME=VALUE")
        if name in found:
            raise UsageError(f"--param {name} is given twice")
        found[name] = value
    return found


def width() -> int | None:
    """Columns of the terminal; None where the output goes elsewhere."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def save(content: bytes, target: Path) -> None:
    """Writes a result into a file, or to standard output.

    Raises:
        UsageError: the file cannot be written.
    """
    if target == STDOUT:
        write(content)
        return
    try:
        target.write_bytes(content)
    except OSError as problem:
        raise UsageError(f"{target} cannot be written: {problem.strerror}") from problem


def write(content: bytes) -> None:
    """Writes a result to standard output."""
    sys.stdout.buffer.write(content)


def say(message: str) -> None:
    """Writes a message to standard error, on one line, without what drives a terminal."""
    from kg.query.formats import plain

    line = " ".join(plain(message).split())
    sys.stderr.write(f"{line}\n".encode("utf-8", "replace").decode("utf-8"))
