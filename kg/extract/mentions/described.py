"""Finds descriptions ("the spokeswoman", "government forces") and pronouns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.mentions.lexicon import Lexicon, Noun

_PREMODIFIERS = {"amod", "compound", "nmod", "nummod", "quantmod", "advmod", "punct", "npadvmod"}
_COMMON = {"NN", "NNS"}
_PROPER = {"NNP", "NNPS"}
_PLURAL = {"NNS", "NNPS"}
_PARTICIPLES = {"VBN", "VBD", "VBG", "JJ"}
#: Where an adjective is a noun by a slip of the tagger ("the military controls").
_ARGUMENTS = {"nsubj", "nsubjpass", "dobj", "pobj"}
_PRONOUNS = {"PRP", "PRP$"}
_SHORT = 4  #: letters of a word too short to be told a plural by its ending


@dataclass(frozen=True, slots=True)
class Described:
    """A noun that refers to an actor or territory, with the words before it."""

    start: int  #: index of the first token of the span
    head: int  #: index of the noun
    noun: Noun
    plural: bool


def descriptions(doc: Doc, lexicon: Lexicon, names: set[int]) -> Iterator[Described]:
    """The described actors and territories whose noun is no part of a name (tokens `names`)."""
    for token in doc:
        if token.i in names or not (
            token.tag_ in _COMMON
            or _is_capital_noun(token, names)
            or (token.dep_ == "amod" and token.lower_ in lexicon.modifying)
            or (token.tag_ == "JJ" and token.dep_ in _ARGUMENTS)
        ):
            continue
        noun = head_noun(token, lexicon)
        if noun is not None:
            plural = token.tag_ in _PLURAL or noun.plural or _singular(token) != token.lower_
            start = _left(token)
            # A name before the noun is a mention of its own, and listed as the noun's modifier.
            if noun.cls not in lexicon.named_lands:
                start = max([start, *(i + 1 for i in range(start, token.i) if i in names)])
            yield Described(_trimmed(token.doc, start, token.i), token.i, noun, plural)


def _is_capital_noun(token: Token, names: set[int]) -> bool:
    """A noun that an office or body is called by, and no title before a name ("the President")."""
    return token.tag_ in _PROPER and token.i + 1 not in names and token.dep_ != "compound"


def head_noun(token: Token, lexicon: Lexicon) -> Noun | None:
    """The entry of the longest listed phrase that ends at this noun."""
    lemma, lower = _singular(token), token.lower_
    longest = max(lexicon.phrase_heads.get(lemma, 0), lexicon.phrase_heads.get(lower, 0))
    for words in range(longest, 0, -1):
        first = token.i - words + 1
        if first < 0:
            continue
        before = [t.lower_ for t in token.doc[first : token.i]]
        for last in (lower, lemma):
            noun = lexicon.nouns.get(" ".join([*before, last]))
            if noun is not None:
                return noun
    return None


def _singular(token: Token) -> str:
    """Its lemma; of a plural taken for a name, as those that open a sentence are, by its ending."""
    lemma = token.lemma_.lower()
    return lemma.removesuffix("s") if token.tag_ in _PROPER and len(lemma) > _SHORT else lemma


def _left(token: Token) -> int:
    """The first of the modifiers that stand before the noun without a gap."""
    first = token.i
    for child in reversed(list(token.lefts)):
        if child.dep_ not in _PREMODIFIERS or child.right_edge.i != first - 1:
            break
        first = child.left_edge.i
    return first


def _trimmed(doc: Doc, first: int, last: int) -> int:
    """The first token from there on that is no punctuation, space or hyphenated participle."""
    while first < last and (
        doc[first].is_punct or doc[first].is_space
        or (first and doc[first - 1].text == "-" and doc[first].tag_ in _PARTICIPLES)
    ):  # fmt: skip
        first += 1
    return first


def pronouns(doc: Doc) -> Iterator[Token]:
    """Personal and possessive pronouns; not the "it" that refers to nothing."""
    for token in doc:
        if token.tag_ in _PRONOUNS and token.dep_ != "expl":
            yield token
