"""From the INPUTs of a call to the files behind them: folders, globs, files, standard input."""

from __future__ import annotations

import glob
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from kg.read.records import Skipped, Source

#: Stands for standard input among the INPUTs, and is its key.
STDIN = "-"


def sources(inputs: Iterable[str | Path], suffixes: frozenset[str]) -> Iterator[Source | Skipped]:
    """Every file behind the inputs: inputs in the order given, files of a folder sorted.

    A folder is read with all below it; hidden files and a README (it tells about the folder) are
    passed over, files with a suffix that no reader has are skipped, and so are links that lead out
    of the folder and what is no file (a pipe, a device). A key is the path relative to the input:
    to the folder, or to the part of a glob before its first wildcard.

    Args:
        inputs: folders, files, globs, or `-`.
        suffixes: the endings that readers know, lower case, with the dot.
    """
    for one in inputs:
        name = os.fspath(one)
        if name == STDIN:
            yield Source(STDIN, STDIN, STDIN, _kept(lambda: sys.stdin.buffer))
        elif os.path.isdir(name):  # noqa: PTH112 - the name may be no valid path (NUL)
            yield from _folder(Path(name), suffixes)
        elif _exists(name):
            yield _file(Path(name), Path(name).parent)
        elif glob.has_magic(name):
            yield from _glob(name)
        else:
            yield Skipped(_printable(name), "no such file or folder")


def _kept(stream: Callable[[], BinaryIO]) -> Callable[[], BinaryIO]:
    """What can be read once, kept in memory: it is opened for its kind first, then for its text."""
    kept: list[bytes] = []

    def reopen() -> BinaryIO:
        if not kept:
            kept.append(stream().read())
        return io.BytesIO(kept[0])

    return reopen


def _exists(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):
        return False


def _folder(folder: Path, suffixes: frozenset[str]) -> Iterator[Source | Skipped]:
    files = sorted(_below(folder), key=lambda path: path.relative_to(folder).parts)
    if not files:
        yield Skipped(_printable(str(folder)), "a folder without text")
    for path in files:
        reason = _objection(path, folder, suffixes)
        yield Skipped(_printable(str(path)), reason) if reason else _file(path, folder)


def _objection(path: Path, folder: Path, suffixes: frozenset[str]) -> str | None:
    """Why a file that nobody named, but that stands in the folder, is not read, if so."""
    if path.suffix and not path.name.lower().endswith(tuple(suffixes)):
        return f"no reader for {path.suffix} files"
    if not path.resolve().is_relative_to(folder.resolve()):
        return "a link that leads out of the folder"
    if path.exists() and not path.is_file():
        return "no file (a pipe or a device)"
    return None


def _below(folder: Path) -> Iterator[Path]:
    for where, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith(".") and Path(name).stem.lower() != "readme":
                yield Path(where) / name


def _glob(pattern: str) -> Iterator[Source | Skipped]:
    fixed = Path(pattern)
    while glob.has_magic(str(fixed)):
        fixed = fixed.parent
    found = sorted(path for path in map(Path, glob.glob(pattern, recursive=True)) if path.is_file())  # noqa: PTH207 - absolute patterns, too
    if not found:
        yield Skipped(_printable(pattern), "no file matches")
    for path in found:
        yield _file(path, fixed)


def _file(path: Path, folder: Path) -> Source:
    stream = partial(_open, path)
    return Source(
        path=_printable(str(path)),
        key=_printable(path.relative_to(folder).as_posix()),
        file=_printable(path.name),
        open=stream if path.is_file() else _kept(stream),
    )


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _printable(name: str) -> str:
    # A file name may hold bytes that are no UTF-8; in a graph they cannot stand as they are.
    return os.fsencode(name).decode("utf-8", "replace")
