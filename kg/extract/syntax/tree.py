"""What hangs on the words of a document, read off the parse once for all rules."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from spacy.attrs import HEAD  # type: ignore[import-not-found]
from spacy.tokens import Doc, Token


@lru_cache(maxsize=1)  # of the document that is being read, which every rule asks for
def _children(doc: Doc) -> Sequence[Sequence[Token]]:
    """The children of each token."""
    found: list[list[Token]] = [[] for _ in range(len(doc))]
    for token, step in zip(doc, doc.to_array([HEAD]).astype("int64").ravel().tolist(), strict=True):
        if step:
            found[token.i + step].append(token)
    return found


def children(token: Token) -> Sequence[Token]:
    """What hangs on the token, in the order of the text; quicker than to ask the token."""
    return _children(token.doc)[token.i]
