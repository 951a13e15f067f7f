"""The words of a noun phrase and the mention at its head, as slots need them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from spacy.attrs import IDX  # type: ignore[import-not-found]
from spacy.tokens import Doc, Token

from kg.extract.syntax import child, children, conjuncts, first_conjunct
from kg.model import Filler, Form, Mention, Span

_OUTSIDE = frozenset({"relcl", "acl", "conj", "cc", "punct", "appos", "advcl", "prep",
                      "parataxis", "preconj"})  # fmt: skip
#: Prepositions that go on with the name of a piece of land ("border with Iran", "hills near Homs").
_LOCAL = frozenset({"of", "in", "between", "with", "near", "along", "around", "outside", "at",
                    "north", "south", "east", "west"})  # fmt: skip
_ARTICLES = frozenset({"the", "a", "an"})


class Mentions(Sequence[Mention]):
    """The mentions of one document, found by index or by the token at their head."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self._mentions = tuple(mentions)
        by_offset = {m.head.start: i for i, m in enumerate(self._mentions)}
        starts = enumerate(map(int, doc.to_array([IDX]).ravel()))
        self._by_token = {i: by_offset[start] for i, start in starts if start in by_offset}
        self._named: dict[int, int] | None = None
        self._doc = doc

    def __len__(self) -> int:
        return len(self._mentions)

    def __iter__(self) -> Iterator[Mention]:
        return iter(self._mentions)

    @overload
    def __getitem__(self, index: int) -> Mention: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Mention]: ...
    def __getitem__(self, index: int | slice) -> Mention | Sequence[Mention]:
        return self._mentions[index]

    def at(self, token: Token) -> int | None:
        """Index of the mention whose head is this token."""
        return self._by_token.get(token.i)

    def covering(self, token: Token) -> int | None:
        """Index of the mention at this token, or of the name that the token is a part of.

        A parser may take another word of a name for its head than the one who found the name.
        """
        found = self._by_token.get(token.i)
        return found if found is not None else self._names().get(token.i)

    def _names(self) -> dict[int, int]:
        """Token -> name that covers it, of several the shortest."""
        if self._named is None:
            self._named = {}
            names = [(m.span, i) for i, m in enumerate(self._mentions) if m.form is Form.NAME]
            for span, i in sorted(names, key=lambda n: n[0].start - n[0].end):
                covered = self._doc.char_span(span.start, span.end, alignment_mode="contract")
                for token in covered or ():
                    self._named[token.i] = i
        return self._named


def noun_phrase(
    token: Token, *, with_prepositions: bool = True, with_appositions: bool = True
) -> Span:
    """The contiguous phrase headed by a noun, without leading article and relative clauses."""
    outside = set(_OUTSIDE)
    if with_prepositions:
        outside -= {"prep"}
    if with_appositions:
        outside -= {"appos"}
    inside = {token.i}
    queue = [token]
    while queue:
        parent = queue.pop()
        for c in children(parent):
            if _is_own_ending(c, token, with_prepositions):
                continue
            between = c.dep_ == "punct" and token.i > c.i > token.left_edge.i
            joined = _joins_adjectives(c, parent) or _joins_governed(c, parent, token)
            if c.dep_ not in outside or between or joined:
                inside.add(c.i)
                queue.append(c)
    return _contiguous(token, inside)


def _is_own_ending(token: Token, head: Token, with_prepositions: bool) -> bool:
    """Is it the head's own "'s", or an adjective behind it whose phrase is left out?"""
    if token.head.i != head.i:
        return False
    return token.dep_ == "case" or (
        token.dep_ == "amod" and token.i > head.i and not with_prepositions
    )


def _joins_governed(token: Token, parent: Token, head: Token) -> bool:
    """Is it a further one of those that a preposition governs ("coalition of A, B and C")?"""
    if token.dep_ not in {"conj", "cc", "punct"} or parent.i == head.i:
        return False
    first = first_conjunct(parent)
    return (
        first.dep_ == "pobj"
        and token.i > parent.i
        and (token.dep_ != "punct" or child(parent, "conj") is not None)
    )


def _joins_adjectives(token: Token, parent: Token) -> bool:
    """Is it the second of two adjectives ("Kurdish and Arab fighters")?"""
    return token.dep_ in {"conj", "cc"} and parent.dep_ == "amod"


def land_phrase(token: Token, barred: frozenset[int] = frozenset()) -> Span:
    """The words that name a piece of land: class noun, "of" phrase and what locates it.

    Args:
        token: head of the phrase.
        barred: tokens of other slots and time expressions, at which the phrase ends.
    """
    inside = {token.i}
    queue = [token]
    while queue:
        parent = queue.pop()
        for c in children(parent):
            if c.i in barred or (c.dep_ == "case" and c.head.i == token.i):
                continue
            local = c.dep_ == "prep" and c.lower_ in _LOCAL and c.i > token.i
            if local and _object(c) in barred:
                continue
            before = c.dep_ == "punct" and c.i < token.i
            if local or before or _pairs(c, parent) or c.dep_ not in _OUTSIDE:
                inside.add(c.i)
                queue.append(c)
    inside |= _bearing(_contiguous(token, inside), token, barred)
    return _contiguous(token, inside)


def _bearing(land: Span, token: Token, barred: frozenset[int]) -> set[int]:
    """The tokens behind a place that tell where it lies, hung on the verb ("north of Homs")."""
    doc, i = token.doc, token.i
    while i < len(doc) and doc[i].idx < land.end:
        i += 1
    if i >= len(doc) or doc[i].dep_ != "advmod" or doc[i].lower_ not in _LOCAL:
        return set()
    words = {t.i for t in doc[i].subtree}
    return words if len(words) > 1 and min(words) == i and not words & barred else set()


def _pairs(token: Token, parent: Token) -> bool:
    """Is it the second of the two that something lies between?"""
    return token.dep_ in {"cc", "conj"} and parent.head.lower_ == "between"


def joint_phrase(token: Token) -> Span:
    """A phrase with all that is coordinated with its head ("the army and the police")."""
    span = noun_phrase(token)
    for member in conjuncts(token):
        if any(c.dep_ == "relcl" and c.i < member.i for c in children(member.head)):
            break  # a clause stands between
        own = noun_phrase(member, with_prepositions=member.i == token.i)
        span = Span(min(span.start, own.start), max(span.end, own.end))
    return span


def _object(preposition: Token) -> int:
    return next((c.i for c in children(preposition) if c.dep_ in {"pobj", "pcomp"}), -1)


def _contiguous(token: Token, inside: set[int]) -> Span:
    """The run of tokens around the head that are inside, trimmed of articles and punctuation."""
    doc = token.doc
    left = right = token.i
    while left - 1 in inside:
        left -= 1
    while right + 1 in inside or _bridges(doc, right + 1, inside):
        right += 1
    while left < token.i and _is_outside(doc[left]):
        left += 1
    while right > token.i and (doc[right].is_punct or doc[right].is_space):
        right -= 1
    return Span(doc[left].idx, doc[right].idx + len(doc[right]))


def _is_outside(token: Token) -> bool:
    """Does the first word belong to no name: an article, what stands before one ("only the")?"""
    if token.dep_ in {"advmod", "predet"}:
        return token.nbor().lower_ in _ARTICLES
    return token.lower_ in _ARTICLES or token.is_space or token.is_punct


def _bridges(doc: Doc, i: int, inside: set[int]) -> bool:
    """Does punctuation or space at i lie between two parts of the phrase?"""
    return i + 1 < len(doc) and i + 1 in inside and (doc[i].is_punct or doc[i].is_space)


def filler(token: Token, mentions: Mentions) -> Filler:
    """The slot filler headed by this token, or by the name beside it ("a rival, Paul Dans")."""
    mention = mentions.at(token)
    if mention is None:
        mention = _named_beside(token, mentions)
    return Filler(noun_phrase(token, with_prepositions=True), mention)


def _named_beside(token: Token, mentions: Mentions) -> int | None:
    """The name put beside a noun that is no mention of its own."""
    beside = (mentions.at(c) for c in token.rights if c.dep_ == "appos")
    return next((m for m in beside if m is not None and mentions[m].form is Form.NAME), None)
