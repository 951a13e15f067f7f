"""Finds the titles of a document: role nouns with the words that belong to them."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.attrs import LOWER  # type: ignore[import-not-found]
from spacy.tokens import Token

from kg.extract.mentions.spans import texts
from kg.extract.roles.lexicon import RoleWords, longest_office, phrase
from kg.extract.roles.scene import Scene, Title

_REACH = 5  #: how many words before the role noun can belong to the title
_FIXED = 4  #: how many words of a fixed office can follow its noun ("speaker of the house")
_FIELD = 5  #: how many words a field can have ("of economic affairs and energy")
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
_PLURAL = frozenset({"NNS", "NNPS"})
_LEADS_FIELD = frozenset({"of", "for"})
_CHAIN = 3  #: words in capitals around a title from which on the line is a headline


def titles(scene: Scene, words: RoleWords) -> Iterator[Title]:
    """The role nouns of the document with the words that belong to them."""
    doc = scene.doc
    for i, word in enumerate(texts(doc, LOWER)):
        if word not in words.heads and word.removesuffix("s") not in words.heads:
            continue
        token = doc[i]
        lower = token.lower_.removesuffix("s") if token.tag_ in _PLURAL else token.lower_
        if lower not in words.heads or token.pos_ not in _NOUNS:
            continue
        if _is_name(scene, words, token) or _is_half(token):
            continue
        if _shouted(scene, token) or _praises(token, words):
            continue
        first = max(-1, token.i - _REACH)
        before = [lower, *(doc[i].lower_ for i in range(token.i - 1, first, -1))]
        count = longest_office(words, before)
        if not count:
            continue
        start = token.i - count + 1
        while start > 0 and _belongs(scene, words, doc[start - 1]):
            start -= 1
        office, last = _with_field(scene, words, token, phrase(before, count))
        yield Title(token, start, office, last)


def past(scene: Scene, title: Title, words: RoleWords) -> Iterator[str]:
    """The word that ends an office, where the body stands between: "former Florida governor"."""
    for i in range(title.start - 1, max(-1, title.start - _REACH - 1), -1):
        before = scene.doc[i]
        if before.lower_ in words.past:
            yield before.text
            return
        if before.pos_ not in _NOUNS and before.tag_ not in {"POS", "HYPH"}:
            return


def _belongs(scene: Scene, words: RoleWords, before: Token) -> bool:
    """Does the word before a title belong to it: a prefix, or a field that is no body's name?"""
    found = scene.inside.get(before.i)
    if found is not None and scene.first_token(found) < scene.last_token(found):
        return False
    if before.lower_ in words.prefixes:
        return found is None or before.lower_ in words.topics
    if before.i in scene.heads or before.pos_ not in {"NOUN", "ADJ"}:
        return False
    # "finance chief", and the "human" of "human rights chief"
    inner = before.dep_ == "amod" and before.head.dep_ == "compound" and before.head.i > before.i
    return inner or (before.dep_ == "compound" and before.pos_ == "NOUN")


def _is_name(scene: Scene, words: RoleWords, token: Token) -> bool:
    """Is it a part of a name ("Steve King", "Dean Baker", "Border Guard Service")?"""
    found = scene.inside.get(token.i)
    if found is None:
        return False
    first, last = scene.first_token(found), scene.last_token(found)
    if not scene.is_person(found):
        return token.i < last and token.nbor().pos_ == "PROPN"
    return first < last and (first < token.i or token.lower_ in words.given)


def _is_half(token: Token) -> bool:
    """Is it the left half of a compound ("secretary" of "secretary-general")?"""
    following = token.i + 1
    if following + 1 >= len(token.doc) or token.whitespace_:
        return False
    hyphen = token.doc[following]
    return hyphen.text == "-" and not hyphen.whitespace_


def _shouted(scene: Scene, token: Token) -> bool:
    """Does it stand in a chain of capitals, where a parse tells nothing?"""
    if len(token) <= _CHAIN or not _in_capitals(scene, token):
        return False
    around = token.doc[max(0, token.i - _CHAIN) : token.i + _CHAIN + 1]
    return sum(_in_capitals(scene, t) for t in around) > _CHAIN


def _in_capitals(scene: Scene, token: Token) -> bool:
    return scene.text[token.idx : token.idx + len(token)].isupper()


def _praises(token: Token, words: RoleWords) -> bool:
    """As in "the foremost expert": what somebody thinks of a person is no office."""
    return any(
        t.lower_ in words.superlatives or any(c.tag_ == "RBS" for c in t.lefts) for t in token.lefts
    )


def _with_field(scene: Scene, words: RoleWords, token: Token, office: str) -> tuple[str, int]:
    """The office with the fixed words or the field after it, and the last token of these."""
    doc = scene.doc
    if token.i + 2 >= len(doc) or doc[token.i + 1].lower_ not in _LEADS_FIELD:
        return office, token.i
    for last in range(min(token.i + _FIXED, len(doc)) - 1, token.i + 1, -1):
        whole = f"{office} {' '.join(t.lower_ for t in doc[token.i + 1 : last + 1])}"
        if whole in words.fixed:
            return whole, last
    return office, _field(scene, words, token) if office in words.with_field else token.i


def _field(scene: Scene, words: RoleWords, token: Token) -> int:
    """Last token of the field ("of foreign affairs"); the noun itself where a body follows."""
    doc = scene.doc
    at, last = token.i + 2, token.i
    if doc[at].lower_ == "the":
        at += 1
    for word in doc[at : at + _FIELD]:
        free = word.i not in scene.inside and word.i not in scene.heads
        if free and word.pos_ in _NOUNS and word.lower_ not in words.heads:
            last = word.i
        elif word.lower_ not in {"and", "&"}:
            break
    return last
