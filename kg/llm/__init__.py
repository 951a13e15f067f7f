"""Asks a language model for statements and claims, and keeps only what quotes the text.

It works on documents whose rules and mentions are decided: what the rules found is never changed,
what the model says again is dropped, and the rest is added with the model's name as its maker.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kg.llm.checking import Checker, Tally
from kg.llm.client import Client, Endpoint, Unanswered, require
from kg.llm.pieces import pieces
from kg.llm.schema import form
from kg.model import Resolution
from kg.ontology import Ontology

__all__ = ["Client", "Endpoint", "Heard", "Reader", "Tally", "Unanswered", "require"]


@dataclass(frozen=True, slots=True)
class Heard:
    """A document after the model was asked about it."""

    resolution: Resolution  #: with what the model added; as it was where it did not answer
    tally: Tally  #: what was kept and what was dropped
    failure: str | None = None  #: why the model's voice is missing; None: it answered


class Reader:
    """A language model that reads documents."""

    def __init__(self, ontology: Ontology, endpoint: Endpoint) -> None:
        """Prepares the question; the network is not touched before the first document.

        Raises:
            UsageError: the extra is not installed, or the address is none.
        """
        self._ontology, self._model = ontology, endpoint.model
        self._table: Mapping[str, Any] = ontology.lexicon["llm"]
        self._form = form(ontology)
        self._schema = self._form.json(self._table["limits"])
        self._told = self._form.told(self._table)
        self._client = Client(endpoint, self._table)

    def read(self, resolutions: Iterable[Resolution]) -> Iterator[Heard]:
        """Each document with what the model found in it, in the order given.

        A document about which the endpoint does not answer whole is left as the rules read it.
        """
        for resolution in resolutions:
            yield self._heard(resolution)

    def _heard(self, resolution: Resolution) -> Heard:
        document = resolution.extraction.document
        checker = Checker(resolution, self._ontology, self._form, self._model)
        for piece in pieces(document, self._table["limits"]["characters"]):
            try:
                answer = self._client.ask(
                    self._told, document.text[piece.start : piece.end], self._schema
                )
            except Unanswered as problem:
                return Heard(resolution, Tally(), str(problem))
            checker.check(answer, piece)
        found, tally = checker.result()
        return Heard(replace(resolution, extraction=found), tally)
