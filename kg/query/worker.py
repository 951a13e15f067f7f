"""A process that answers one query and can be killed: whatever the query does, it ends here.

Reads a request as JSON from standard input, writes the answer to standard output and an error to
standard error. Run as `python -m kg.query.worker`.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from contextlib import suppress
from typing import Any

import pyoxigraph

from kg.errors import UsageError
from kg.query.formats import render

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  #: flags of Linux's unshare(2)
_MEGABYTE = 1024 * 1024


def main() -> None:
    """Answers the request on standard input; exit code 2 if the query is at fault."""
    request: dict[str, Any] = json.load(sys.stdin)
    _limit(request["megabytes"], request["seconds"])
    _isolate()
    try:
        store = pyoxigraph.Store.read_only(request["path"])
        results = store.query(
            request["query"], use_default_graph_as_union=True, prefixes=request["prefixes"]
        )
        answer = render(results, request["format"], base=request["base"], width=request["width"])
    except (SyntaxError, UsageError, ValueError) as problem:
        _fail(f"{problem}")
    except MemoryError:
        _fail("the answer takes more memory than is allowed: add LIMIT")
    except OSError as problem:
        _fail(f"the query cannot be answered: {problem}")
    else:
        sys.stdout.buffer.write(answer)
        sys.stdout.flush()
    # Without tidying up: nothing here outlives the process.
    os._exit(0)


def _fail(message: str) -> None:
    sys.stderr.write(message.strip().replace("\n", " "))
    sys.stderr.flush()
    os._exit(2)


def _limit(megabytes: int, seconds: int) -> None:
    """Bounds memory and processor time, where the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (megabytes * _MEGABYTE,) * 2)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds + 1,) * 2)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _isolate() -> None:
    """Leaves the network, where the system lets an ordinary process do that (Linux)."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None, use_errno=True).unshare(_NEW_USER | _NEW_NETWORK)


if __name__ == "__main__":
    main()
