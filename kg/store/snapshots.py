"""Frozen copies of the database: readers look at one while a writer goes on.

The files of the database that hold data are never changed once written, so a copy is made of hard
links and costs milliseconds; the few small files that are rewritten are copied.
"""

from __future__ import annotations

import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pyoxigraph

from kg.errors import StoreError
from kg.store import lock
from kg.store.layout import Layout

_IMMUTABLE = (".sst", ".log", ".blob")
_SKIPPED = ("LOCK", "LOG")
_TRIES = 40  #: a writer may take the snapshot away while it is being copied, or still be making one
_PAUSE = 0.05  #: seconds between two tries


@contextmanager
def private_copy(layout: Layout) -> Iterator[Path]:
    """A folder with the newest state of the database that no other process touches.

    It is removed at the end; what a killed process left is swept by the next reader or writer.
    A store folder that cannot be written is read where it stands: nobody changes it.

    Raises:
        StoreError: the database is missing or cannot be copied.
    """
    sweep(layout)
    name = f"{os.getpid()}-{secrets.token_hex(4)}"
    try:
        layout.readers.mkdir(exist_ok=True)
        marker = layout.readers / f"{name}.lock"
        descriptor = lock.create_held(marker)
    except OSError:
        yield layout.data
        return
    target = layout.readers / name
    try:
        _newest(layout, target)
        yield target
    finally:
        shutil.rmtree(target, ignore_errors=True)
        marker.unlink(missing_ok=True)
        os.close(descriptor)


def _newest(layout: Layout, target: Path) -> None:
    problem: OSError | None = None
    for _ in range(_TRIES):
        with lock.shared(layout.lock) as quiet:
            source = layout.data if quiet else _last(layout)
            if source is not None:
                try:
                    _link(source, target)
                except OSError as found:
                    problem = found
                    shutil.rmtree(target, ignore_errors=True)
                else:
                    return
        time.sleep(_PAUSE)
    reason = problem.strerror if problem else "another process is making it"
    raise StoreError(f"{layout.folder} cannot be opened for reading: {reason}")


def _last(layout: Layout) -> Path | None:
    found = [p for p in _entries(layout.snapshots) if p.name.isdigit()]
    return max(found, key=lambda p: int(p.name), default=None)


def _link(source: Path, target: Path) -> None:
    target.mkdir()
    for file in sorted(source.iterdir()):
        if file.name.startswith(_SKIPPED):
            continue
        if file.suffix in _IMMUTABLE:
            with suppress(OSError):
                os.link(file, target / file.name)
                continue
        shutil.copyfile(file, target / file.name)


def publish(layout: Layout, database: pyoxigraph.Store) -> None:
    """Leaves a frozen copy of the database for readers and takes the former ones away.

    Raises:
        StoreError: the disk refuses.
    """
    former = [p for p in _entries(layout.snapshots) if p.name.isdigit()]
    number = max((int(p.name) for p in former), default=0) + 1
    fresh = layout.snapshots / f"{number}.new"
    try:
        layout.snapshots.mkdir(exist_ok=True)
        shutil.rmtree(fresh, ignore_errors=True)
        database.backup(fresh)
        fresh.rename(layout.snapshots / str(number))
    except OSError as problem:
        raise StoreError(f"{layout.folder} cannot be written: {problem}") from problem
    for old in former:
        shutil.rmtree(old, ignore_errors=True)


def withdraw(layout: Layout) -> None:
    """Takes every snapshot away: the database itself can be read again."""
    shutil.rmtree(layout.snapshots, ignore_errors=True)


def sweep(layout: Layout) -> None:
    """Removes the copies of readers that were killed before they could tidy up."""
    for marker in _entries(layout.readers):
        if marker.suffix == ".lock" and lock.abandoned(marker):
            shutil.rmtree(marker.with_suffix(""), ignore_errors=True)
            marker.unlink(missing_ok=True)


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []
