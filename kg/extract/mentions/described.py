"""Finds descriptions ("the spokeswoman", "government forces") and pronouns."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass

from spacy.attrs import LEMMA, LOWER  # type: ignore[import-not-found]
from spacy.tokens import Doc, Token

from kg.extract.mentions.lexicon import Lexicon, Noun
from kg.extract.mentions.spans import opens, texts, tied
from kg.extract.syntax import children

_TIED = {"compound", "amod", "nmod"}  #: how the parse ties a body to an office behind it
_PREMODIFIERS = {"amod", "compound", "nmod", "nummod", "quantmod", "advmod", "punct", "npadvmod"}
_COMMON = {"NN", "NNS"}
_PROPER = {"NNP", "NNPS"}
_PLURAL = {"NNS", "NNPS"}
_PARTICIPLES = {"VBN", "VBD", "VBG", "JJ"}
#: Where an adjective is a noun by a slip of the tagger ("the military controls").
_ARGUMENTS = {"nsubj", "nsubjpass"}
_PRONOUNS = {"PRP", "PRP$"}
_QUOTE = '"'
_DASH = "-"
_ARTICLE, _OF = "DT", "of"
_SMALL = {"IN", "DT", "RP", "UH"}
_SHORT = 4  #: letters of a word too short to be told a plural by its ending


@dataclass(frozen=True, slots=True)
class Described:
    """A noun that refers to an actor or territory, with the words before it."""

    start: int  #: index of the first token of the span
    head: int  #: index of the noun
    noun: Noun
    plural: bool


class Describer:
    """Finds the described actors and territories of a document."""

    def __init__(self, lexicon: Lexicon, is_a: Callable[[str, str], bool]) -> None:
        self._lexicon, self._is_a = lexicon, is_a

    def find(self, doc: Doc, names: Mapping[int, str]) -> Iterator[Described]:
        """The descriptions whose noun is no part of a name.

        Args:
            doc: the parsed text.
            names: token of a name -> class of the name.
        """
        for i in self._candidates(doc):
            token = doc[i]
            noun = self._noun(token, names)
            if noun is None:
                continue
            plural = token.tag_ in _PLURAL or noun.plural or _singular(token) != token.lower_
            start = _left(token)
            region = self._region(token, names)
            if region:
                land = self._is_a(noun.cls, self._lexicon.classes["territory"])
                if not land or names[token.i - 1] not in self._lexicon.regions.values():
                    start = self._with_name(token, names)  # else the name says it already
                noun = noun._replace(cls=region)
            # A name before the noun is a mention of its own, and listed as the noun's modifier.
            elif noun.cls not in self._lexicon.named_lands:
                start = max([start, *(i + 1 for i in range(start, token.i) if i in names)])
            yield Described(_trimmed(token.doc, start, token.i), token.i, noun, plural)

    def _candidates(self, doc: Doc) -> Iterator[int]:
        """The tokens that can be a listed noun by their letters alone."""
        heads, modifying = self._lexicon.phrase_heads, self._lexicon.modifying
        for i, (word, lemma) in enumerate(zip(texts(doc, LOWER), texts(doc, LEMMA), strict=True)):
            if word in heads or lemma in heads or word[:-1] in heads or word in modifying:
                yield i

    def _noun(self, token: Token, names: Mapping[int, str]) -> Noun | None:
        """What the token refers to, if it describes somebody or some land here."""
        lexicon = self._lexicon
        if token.i in names or not (
            token.tag_ in _COMMON
            or (token.tag_ in _PROPER and token.is_lower)
            or _is_capital_noun(token, names)
            or self._has_officer(token)
            or (token.dep_ == "amod" and token.lower_ in lexicon.modifying)
            or (token.tag_ == "JJ" and token.dep_ in _ARGUMENTS)
        ):
            return None
        noun = head_noun(token, lexicon)
        if noun is None or self._is_field(token, noun):
            return None
        if noun.cls == lexicon.classes["person"] and token.text[:1].isupper():
            # "The Observer" and "the Guard" within a sentence are bodies.
            body = None if opens(token) else lexicon.suffixes.get(token.text)
            noun = noun._replace(cls=body, gender=None) if body else noun
        land = self._is_a(noun.cls, lexicon.classes["territory"])
        if land and (tied(token.doc, token.i + 1) or _modifies(token)):
            return None  # "ground-based" and "capital markets", but "rebel-held"
        return None if self._is_empty(token, names) else noun

    def _has_officer(self, token: Token) -> bool:
        """Is it a body by the last word of its name, before an office ("Front spokesman")?"""
        office = token.nbor() if token.i + 1 < len(token.doc) else token
        if not token.text[:1].isupper() or token.dep_ not in _TIED or not office.is_lower:
            return False
        if office.lemma_ not in self._lexicon.titles:
            return False
        noun = head_noun(token, self._lexicon)
        return noun is not None and self._is_a(noun.cls, self._lexicon.classes["organisation"])

    def _is_empty(self, token: Token, names: Mapping[int, str]) -> bool:
        """Does the noun refer to nothing here ("for his part", "by force", "either side")?"""
        lexicon, word = self._lexicon, _singular(token)
        if tied(token.doc, token.i - 1) and token.nbor(-2).tag_ in _SMALL:
            return True  # "in-person interviews", "on-site"
        behind = [t.lower_ for t in token.doc[token.i + 1 : token.i + 3]]
        if behind[:1] == [_OF] and " ".join([word, *behind]) in lexicon.idioms:
            return True  # "a state of emergency"
        phrase = f"{token.nbor(-1).lower_} {word}" if token.i else word
        if phrase in lexicon.idioms or phrase in lexicon.nouns:
            return phrase in lexicon.idioms
        if word in lexicon.vague and not self._is_located(token, names):
            return True
        return (
            word in lexicon.bare
            and token.tag_ == "NN"
            and not any(c.i < token.i for c in children(token))
            and (token.dep_ != "compound" or head_noun(token.head, lexicon) is None)
        )

    def _is_field(self, token: Token, noun: Noun) -> bool:
        """Is it but the field of an office ("Secretary of State", "chief of staff")?"""
        if token.i < 2 or token.nbor(-1).lower_ != _OF or noun.cls in self._lexicon.bodies:  # noqa: PLR2004 - the office and "of"
            return False
        return token.nbor(-2).lower_ in self._lexicon.titles and token.tag_ not in _PLURAL

    def _region(self, token: Token, names: Mapping[int, str]) -> str | None:
        """The class of region that a small noun right behind the name of land tells."""
        cls = names.get(token.i - 1)
        if cls is None or not token.is_lower or token.nbor(-1).whitespace_ != " ":
            return None
        known = self._is_a(cls, self._lexicon.classes["territory"])
        return self._lexicon.regions.get(token.lower_) if known else None

    def _with_name(self, token: Token, names: Mapping[int, str]) -> int:
        """The first token of the name before the noun, or of the direction before that."""
        first = token.i - 1
        while first and first - 1 in names:
            first -= 1
        directed = first and token.doc[first - 1].lower_ in self._lexicon.directions
        return first - 1 if directed else first

    def _is_located(self, token: Token, names: Mapping[int, str]) -> bool:
        """Does something tell which part, side or place it is: a direction, a name, other land?"""
        for word in token.subtree:
            if word.i == token.i:
                continue
            if word.lower_ in self._lexicon.directions or self._is_land(word, names):
                return True
        return names.get(token.i - 1) is not None

    def _is_land(self, word: Token, names: Mapping[int, str]) -> bool:
        cls = names.get(word.i)
        if cls is None and word.tag_ in _COMMON and word.dep_ == "pobj":
            noun = head_noun(word, self._lexicon)
            cls = noun.cls if noun else None
        lands = (self._lexicon.classes["territory"], self._lexicon.classes["state"])
        return cls is not None and any(self._is_a(cls, land) for land in lands)


def _modifies(token: Token) -> bool:
    """Does the noun only tell what kind of thing another common noun is?"""
    return token.tag_ == "NN" and token.dep_ == "compound" and token.head.tag_ in _COMMON


def _is_capital_noun(token: Token, names: Mapping[int, str]) -> bool:
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
            noun = lexicon.nouns.get(" ".join([*before, last]).replace(" - ", "-"))
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
        near = child.right_edge.i == first - 1 and child.text != _QUOTE
        dash = child.text == _DASH and child.i and child.nbor(-1).whitespace_
        if child.dep_ not in _PREMODIFIERS or not near or dash:
            break
        first = child.left_edge.i
    return first


def _trimmed(doc: Doc, first: int, last: int) -> int:
    """The first token from there on that is no article, space or hyphenated participle."""
    while first < last and (
        doc[first].is_punct or doc[first].is_space or doc[first].tag_ == _ARTICLE
        or (first and doc[first - 1].text == "-" and doc[first].tag_ in _PARTICIPLES)
    ):  # fmt: skip
        first += 1
    return first


def pronouns(doc: Doc, words: Container[str]) -> Iterator[Token]:
    """Those of the words that are pronouns; not the "it" that refers to nothing."""
    for i, word in enumerate(texts(doc, LOWER)):
        if word in words and doc[i].tag_ in _PRONOUNS and doc[i].dep_ != "expl":
            yield doc[i]
