"""Libraries that only some installations have, imported when a file of their kind is met."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from kg.errors import UnreadableError


def extra(module: str, name: str) -> Any:
    """The module of an optional library.

    Args:
        module: what to import.
        name: the extra of this distribution that installs it.

    Raises:
        UnreadableError: it is not installed; the message says how to install it.
    """
    try:
        return import_module(module)
    except ImportError as problem:
        raise UnreadableError(f'needs: pip install "communique[{name}]"') from problem
