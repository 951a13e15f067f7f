"""Finds the titles of a document: role nouns with the words that belong to them."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.attrs import LOWER  # type: ignore[import-not-found]
from spacy.tokens import Token

from kg.extract.mentions.spans import texts
from kg.extract.roles.lexicon import RoleWords, longest_office, phrase
from kg.extract.roles.scene import WHEN, Scene, Title
from kg.model import Form

_REACH = 5  #: how many words before the role noun can belong to the title
_FIXED = 4  #: how many words of a fixed office can follow its noun ("speaker of the house")
_FIELD = 5  #: how many words a field can have ("of economic affairs and energy")
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
_PLURAL = frozenset({"NNS", "NNPS"})
_LEADS_FIELD = frozenset({"of", "for"})
_BETWEEN = 10  #: words between a title and whom it is held in
_PART = frozenset({"ADP", "DET", "ADJ", "NOUN", "PROPN", "PRON", "CCONJ", "PART", "NUM"})
_MODIFIERS = frozenset({"compound", "nmod", "amod"})
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
        if _is_name(scene, words, token) or _is_half(token) or _is_rank(token, words):
            continue
        if _shouted(scene, token) or _praises(token, words) or _labels(token):
            continue
        first = max(-1, token.i - _REACH)
        before = [lower, *(doc[i].lower_ for i in range(token.i - 1, first, -1))]
        count = longest_office(words, before)
        if not count:
            continue
        start, office = token.i - count + 1, phrase(before, count)
        while start > 0 and _belongs(scene, words, doc[start - 1], office):
            start -= 1
        office, last = _with_field(scene, words, token, office)
        yield Title(_governing(token, start), start, office, last)


def with_part(scene: Scene, title: Title, holder: int, side: int) -> int:
    """Last token of the title with the part of the body between both.

    Who is "head *of research* at the institute" is not the head of the institute.
    """
    doc, first = scene.doc, scene.first_token(side)
    if not title.last < first <= title.last + _BETWEEN or title.head.tag_ in _PLURAL:
        return title.last
    if title.last < scene.first_token(holder) < first:  # "MP Ada Quill of the union's left"
        return title.last
    after = scene.last_token(side) + 1
    if after < len(doc) and doc[after].tag_ == "POS":
        whole = doc[after].head.head
        return whole.i if after < whole.i <= after + _REACH else title.last
    last = first - 1
    while last > title.last and doc[last].pos_ not in {"ADP", "SCONJ"}:
        last -= 1
    part = doc[title.last + 1 : last]
    plain = part and part[0].pos_ == "ADP" and all(t.pos_ in _PART for t in part)
    return last - 1 if plain else title.last


def _governing(token: Token, start: int) -> Token:
    """The word on which the phrase hangs: "editor" in "editor-in-chief", else the role noun."""
    while start <= token.head.i < token.i:
        token = token.head
    return token


def past(scene: Scene, title: Title, words: RoleWords) -> Iterator[str]:
    """The word that ends or lowers an office, where a body or field stands between.

    As in "former Florida governor", "deputy North Sea director".
    """
    for i in range(title.start - 1, max(-1, title.start - _REACH - 1), -1):
        before = scene.doc[i]
        if before.lower_ in words.past or _is_rank(before, words):
            yield before.text
            return
        if before.pos_ not in _NOUNS and before.tag_ not in {"POS", "HYPH"}:
            return


def _belongs(scene: Scene, words: RoleWords, before: Token, office: str) -> bool:
    """Does the word before a title belong to it: a prefix, or a field that is no body's name?"""
    found = scene.inside.get(before.i)
    long = found is not None and scene.first_token(found) < scene.last_token(found)
    if long or before.ent_type_ in WHEN:  # "on Monday Trade Minister Ada Quill said"
        return False
    if before.lower_ in words.prefixes:
        body = found is not None and scene.mentions[found].candidates  # "Labour MP Ada Quill"
        field = before.lower_ in words.topics and (not body or office in words.of_field)
        return found is None or field
    if found is not None or before.i in scene.heads:
        return found is None and before.lower_ in words.topics and office in words.of_field
    if before.pos_ == "PROPN":  # the "Information" of "Information Minister"
        return before.dep_ in _MODIFIERS and office in words.of_field
    if before.pos_ not in {"NOUN", "ADJ"} or (before.is_lower and before.nbor().is_title):
        return False  # not "the action President Ada Quill took"
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


def _is_rank(token: Token, words: RoleWords) -> bool:
    """Is it the rank of an office behind it ("deputy" of "deputy North Sea director")?"""
    office = token.head
    apart = token.i + 1 < office.i and office.lower_ in words.heads
    return apart and token.dep_ in _MODIFIERS and token.lower_ in words.deputising


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


def _labels(token: Token) -> bool:
    """As in "Editor: Ada Quill": a line that tells who made the text."""
    return token.i + 1 < len(token.doc) and token.nbor().text == ":"


def _with_field(scene: Scene, words: RoleWords, token: Token, office: str) -> tuple[str, int]:
    """The office with the fixed words and the field after it, and the last token of these."""
    doc = scene.doc
    whole, end = office, token.i
    if end + 2 < len(doc) and doc[end + 1].lower_ in _LEADS_FIELD:
        for last in range(min(end + _FIXED, len(doc)) - 1, end + 1, -1):
            longer = f"{office} {' '.join(t.lower_ for t in doc[end + 1 : last + 1])}"
            if longer in words.fixed:
                whole, end = longer, last
                break
    return whole, _field(scene, words, end) if office in words.with_field else end


def _field(scene: Scene, words: RoleWords, end: int) -> int:
    """Last token of the field ("of foreign affairs"); the title's own end where a body follows."""
    doc, last = scene.doc, end
    if end + 2 >= len(doc) or doc[end + 1].lower_ not in _LEADS_FIELD:
        return end
    at = end + 2
    if doc[at].lower_ == "the":
        at += 1
    named = scene.inside.get(at)
    if named is not None and _is_field(scene, words, doc[at]):  # "Defense for Health Affairs"
        return scene.last_token(named)
    for word in doc[at : at + _FIELD]:
        if _is_field(scene, words, word):
            last = word.i
        elif word.i in scene.heads and word.i not in scene.inside and word.i == last + 1:
            return end  # "of the multinational mission": the phrase names a body
        elif word.lower_ not in {"and", "&"}:
            break
    return last


def _is_field(scene: Scene, words: RoleWords, word: Token) -> bool:
    """Is it a word for a field of work, and neither a role nor what a role is held in?"""
    role = word.lower_ in words.heads and word.lower_ not in words.topics
    if word.pos_ not in _NOUNS or role:
        return False
    inside, found = scene.inside.get(word.i), scene.heads.get(word.i)
    if inside is not None:  # what looks like a name
        known = bool(scene.mentions[inside].candidates)
        return not known and word.lower_ in words.topics and word.i == scene.first_token(inside)
    if found is None:
        return True
    if scene.mentions[found].form is not Form.NOMINAL:
        return False
    owned = any(c.tag_ in {"DT", "PRP$"} or c.dep_ == "poss" for c in word.lefts)
    return not owned and not scene.is_any(found, (words.body, *words.crowds))
