"""Reads Turtle files as one graph of rdflib, for the engines that want one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rdflib

from kg.errors import OntologyError


def read_turtle(files: Iterable[Path]) -> rdflib.Graph:
    """All that the files state.

    Raises:
        OntologyError: a file is no Turtle; the message names it.
    """
    graph = rdflib.Graph()
    for file in files:
        try:
            graph.parse(file, format="turtle")
        except Exception as problem:  # rdflib's parser raises errors of many kinds
            raise OntologyError(f"{file}: {problem}".split("\n", maxsplit=1)[0]) from problem
    return graph
