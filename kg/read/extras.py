"""Libraries that only some installations have, imported when a file of their kind is met."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import UnreadableError


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Around the import of an optional library: tells how to install it where it is missing.

    Args:
        name: the extra of this distribution that installs it.

    Raises:
        UnreadableError: the library is not installed.
    """
    try:
        yield
    except ImportError as problem:
        raise UnreadableError(f'needs: pip install "communique[{name}]"') from problem
