"""Communique reads news and writes down who said what about whom, where and when.

    >>> import kg
    >>> graph = kg.build("articles/", store="kg-store")  # doctest: +SKIP
    >>> graph.query("control", territory="Afghan-Tajik border")  # doctest: +SKIP

Nothing heavy is imported until it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from kg.errors import CommuniqueError

if TYPE_CHECKING:
    from pathlib import Path

    from kg.api import Graph, build
    from kg.settings import Settings
    from kg.table import Table

__all__ = ["CommuniqueError", "Graph", "Settings", "Table", "build", "open"]

_HOMES = {"Graph": "kg.api", "build": "kg.api", "Settings": "kg.settings", "Table": "kg.table"}


def open(store: str | Path | None = None) -> Graph:  # noqa: A001 - read as `kg.open`
    """Opens a store to ask it, by default `$KG_STORE` or `./kg-store`.

    Raises:
        StoreError: no store is there, or it cannot be read.
    """
    from kg.api import Graph

    return Graph(store)


def __getattr__(name: str) -> object:
    """Imports a public name when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
