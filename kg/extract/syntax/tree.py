"""What hangs on the words of a document, read off the parse once for all rules."""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Doc, Token


@lru_cache(maxsize=1)  # of the document that is being read, which every rule asks for
def _known(doc: Doc) -> dict[int, tuple[Token, ...]]:  # noqa: ARG001 - the key
    """The children of the tokens that were asked for."""
    return {}


def children(token: Token) -> tuple[Token, ...]:
    """What hangs on the token, in the order of the text; quicker than to ask the token again."""
    known = _known(token.doc)
    found = known.get(token.i)
    if found is None:
        found = known[token.i] = tuple(token.children)
    return found
