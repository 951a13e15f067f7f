"""The words of a noun phrase and the mention at its head, as slots of statements and claims need them."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from kg.model import Filler, Mention, Span

_OUTSIDE = {"relcl", "acl", "conj", "cc", "punct", "appos", "advcl", "prep", "case", "parataxis"}
_ARTICLES = {"the", "a", "an"}


class Mentions(Sequence[Mention]):
    """The mentions of one document, found by index or by the token at their head."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self._mentions = tuple(mentions)
        by_offset = {m.head.start: i for i, m in enumerate(self._mentions)}
        self._by_token = {t.i: by_offset[t.idx] for t in doc if t.idx in by_offset}

    def __len__(self) -> int:
        return len(self._mentions)

    def __getitem__(self, index):  # type: ignore[no-untyped-def]
        return self._mentions[index]

    def at(self, token: Token) -> int | None:
        """Index of the mention whose head is this token."""
        return self._by_token.get(token.i)


def noun_phrase(token: Token, *, with_prepositions: bool = True, with_appositions: bool = True) -> Span:
    """The contiguous phrase headed by a noun, without leading article and relative clauses."""
    outside = set(_OUTSIDE)
    if with_prepositions:
        outside -= {"prep"}
    if with_appositions:
        outside -= {"appos"}
    inside = {token.i}
    queue = [token]
    while queue:
        for c in queue.pop().children:
            if c.dep_ not in outside or (c.dep_ == "punct" and token.i > c.i > token.left_edge.i):
                inside.add(c.i)
                queue.append(c)
    left = right = token.i
    while left - 1 in inside:
        left -= 1
    while right + 1 in inside or _bridges(token.doc, right + 1, inside):
        right += 1
    while left < token.i and (token.doc[left].lower_ in _ARTICLES or token.doc[left].is_space or token.doc[left].is_punct):
        left += 1
    while right > token.i and (token.doc[right].is_punct or token.doc[right].is_space):
        right -= 1
    return Span(token.doc[left].idx, token.doc[right].idx + len(token.doc[right]))


def _bridges(doc: Doc, i: int, inside: set[int]) -> bool:
    """Does punctuation or space at i lie between two parts of the phrase?"""
    return i + 1 < len(doc) and i + 1 in inside and (doc[i].is_punct or doc[i].is_space)


def filler(token: Token, mentions: Mentions) -> Filler:
    """The slot filler headed by this token."""
    return Filler(noun_phrase(token, with_prepositions=True), mentions.at(token))
