"""The errors that a caller may meet: one family, each message says what is wrong and what to do."""

from __future__ import annotations


class CommuniqueError(Exception):
    """Base of every error raised on purpose; its message is one line for a person."""


class UsageError(CommuniqueError):
    """The call itself is wrong (unknown question, bad parameter, foreign store); exit code 2."""


class UnreadableError(CommuniqueError):
    """One input cannot be read; the batch goes on without it; exit code 3, or 2 if none is left."""


class OntologyError(CommuniqueError):
    """The ontology folder holds something that cannot be used; names the file and the entry."""


class StoreError(CommuniqueError):
    """The store cannot be opened, locked or written."""
