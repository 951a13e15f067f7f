"""Stretches of tokens that are names, and the words of a stretch."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from spacy.attrs import IDX, ORTH, SPACY  # type: ignore[import-not-found]
from spacy.tokens import Doc, Token

from kg.annotated import NO_WORD
from kg.model import Span
from kg.ontology.world import Entry

PROPER = {"NNP", "NNPS"}  #: tags of proper nouns
_QUOTES = {'"', "\u201c", ":"}


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch of tokens that is a proper name."""

    start: int  #: index of the first token
    end: int  #: index after the last token
    cls: str  #: class that its finder proposes
    entries: tuple[Entry, ...] = ()  #: what the world knows under this name, likeliest first
    listed: bool = False  #: stands in the world files, not only in the gazetteer


def surface(doc: Doc, start: int, end: int) -> str:
    """The text of a stretch of tokens, without what follows it."""
    words, (text, starts) = texts(doc), _written(doc)
    return text[starts[start] : starts[end - 1] + len(words[end - 1])]


def span(doc: Doc, start: int, end: int) -> Span:
    """The offsets of a stretch of tokens."""
    words, (_, starts) = texts(doc), _written(doc)
    return Span(starts[start], starts[end - 1] + len(words[end - 1]))


@lru_cache(maxsize=1)
def _written(doc: Doc) -> tuple[str, tuple[int, ...]]:
    """The text of a document, and where each token begins in it."""
    spaces = doc.to_array([SPACY]).astype(bool).ravel().tolist()
    text = "".join(word + " " * space for word, space in zip(texts(doc), spaces, strict=True))
    return text, tuple(doc.to_array([IDX]).astype("uint64").ravel().tolist())


def head(doc: Doc, start: int, end: int) -> Token:
    """The token of the stretch on which the others hang; of several the last."""
    if end - start == 1:
        return doc[start]
    words = [doc[i] for i in range(start, end)]
    outer = [t for t in words if not start <= t.head.i < end or t.head.i == t.i]
    return next((t for t in reversed(outer) if not t.is_punct), doc[end - 1])


def tied(doc: Doc, i: int) -> bool:
    """Is token i a hyphen that ties its neighbours without a space?"""
    return (
        0 < i < len(doc) - 1
        and doc[i].text == "-"
        and not doc[i].whitespace_
        and not doc[i - 1].whitespace_
    )


def capital(token: Token) -> bool:
    """Does the word begin with a capital letter?"""
    return token.text[:1].isupper()


@lru_cache(maxsize=4)  # of the document that is being read, which every finder asks for
def texts(doc: Doc, attribute: int = ORTH) -> tuple[str, ...]:
    """The tokens' texts (or another attribute of text); quicker than to ask each."""
    strings = doc.vocab.strings
    keys: list[int] = doc.to_array([attribute]).astype("uint64").ravel().tolist()
    words = {key: strings[key] for key in set(keys)}
    return tuple(map(words.__getitem__, keys))


@lru_cache(maxsize=1)
def capitals(doc: Doc) -> tuple[int, ...]:
    """The tokens that begin with a capital letter, by index."""
    return tuple(i for i, word in enumerate(texts(doc)) if word[:1].isupper())


def foreign(token: Token) -> bool:
    """Is the word none of English, so that it is likely a name?"""
    return bool(token.lex.check_flag(NO_WORD))


def namelike(token: Token) -> bool:
    """Is it a capitalised word that the tagger holds for a proper noun?"""
    return (
        token.tag_ in PROPER
        and token.text[:1].isupper()
        and (token.is_alpha or token.text.replace("'", "").isalpha())
    )


def opens(token: Token) -> bool:
    """Is it the first word of its sentence or quotation, where a capital tells nothing?"""
    return bool(token.is_sent_start) or (token.i > 0 and token.nbor(-1).text in _QUOTES)
