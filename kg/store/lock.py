"""One writer at a time, across processes: an advisory lock that dies with its process."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from kg.errors import StoreError

try:
    import fcntl as _fcntl
except ImportError:  # Windows: the database's own lock still keeps a second writer out
    fcntl: ModuleType | None = None
else:
    fcntl = _fcntl

_PAUSE = 0.05  #: seconds between two tries


@contextmanager
def exclusive(path: Path, *, wait: float = 2.0) -> Iterator[None]:
    """Holds the lock alone; readers hold it for milliseconds only, so a short wait is enough.

    Args:
        path: the lock file, made if it is missing.
        wait: seconds to wait for others.

    Raises:
        StoreError: another process holds the lock, or the file cannot be written.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as problem:
        raise StoreError(f"{path.parent} cannot be written: {problem.strerror}") from problem
    try:
        if not _acquire(descriptor, shared=False, wait=wait):
            raise StoreError(
                f"{path.parent} is being written by another process"
                f"{_holder(path)}: wait until it has ended"
            )
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def shared(path: Path, *, wait: float = 0.0) -> Iterator[bool]:
    """Tries to keep writers out for a moment; yields whether that worked.

    A lock file that cannot be opened counts as held by nobody: then nobody can write either.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        yield True
        return
    try:
        yield _acquire(descriptor, shared=True, wait=wait)
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, *, shared: bool, wait: float) -> bool:
    if fcntl is None:
        return True
    mode = (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB
    until = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(descriptor, mode)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(_PAUSE)
        else:
            return True


def _holder(path: Path) -> str:
    try:
        number = path.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
    return f" ({number})" if number.isdigit() else ""


def create_held(path: Path) -> int:
    """Makes a file that is in use until its descriptor is closed or the process ends.

    It appears under its name only once it is held, so that nobody takes it for an abandoned one.

    Raises:
        OSError: the folder cannot be written.
    """
    fresh = path.with_suffix(".new")
    descriptor = os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    _acquire(descriptor, shared=False, wait=0.0)
    fresh.rename(path)
    return descriptor


def abandoned(path: Path) -> bool:
    """Was the file held by a process that no longer lives?"""
    if fcntl is None:
        return False
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        return _acquire(descriptor, shared=False, wait=0.0)
    finally:
        os.close(descriptor)
