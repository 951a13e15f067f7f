"""Answers queries of any origin in a process of their own, with limits on time and memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass

from kg.errors import UsageError
from kg.query import guard
from kg.query.prefixes import prefixes
from kg.store import Store


class LimitError(UsageError):
    """The query took longer or more than is allowed, or brought the engine down."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take."""

    seconds: int = 60  #: of processor and of wall time
    megabytes: int = 4096  #: of address space


def answer(
    store: Store, query: str, form: str, *, limits: Limits, width: int | None = None
) -> bytes:
    """The answer to a query in one of the formats of `kg.query.formats`.

    Args:
        store: an open store; the process opens the same files.
        query: SPARQL that only reads; anything else is refused.
        form: the format.
        limits: what it may take.
        width: of the terminal in characters, for a table.

    Raises:
        UsageError: the query is refused, or wrong.
        LimitError: it took too long, too much, or crashed.
    """
    guard.check(query)
    request = {
        "path": str(store.path), "base": store.base, "query": query, "format": form, "width": width,
        "seconds": limits.seconds, "megabytes": limits.megabytes, "prefixes": prefixes(store.base),
    }  # fmt: skip
    run = _run(json.dumps(request).encode(), limits)
    if run.returncode == 0:
        return run.stdout
    if run.returncode == 2:  # noqa: PLR2004 - the worker's word for "the query is at fault"
        raise UsageError(f"the query is wrong: {run.stderr.decode(errors='replace')}")
    raise LimitError(
        "the query brought the engine down: it is nested too deeply, or needs more than "
        f"{limits.megabytes} MB"
    )


def _run(request: bytes, limits: Limits) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    command = [sys.executable, "-P", "-m", "kg.query.worker"]
    try:
        return subprocess.run(  # noqa: S603 - our own module, nothing of the query in the command
            command, input=request, capture_output=True, timeout=limits.seconds, env=environment,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as problem:
        raise LimitError(
            f"the query took more than {limits.seconds} seconds: narrow it, or add LIMIT"
        ) from problem
