"""Where a name begins and ends: without articles, titles, adverbs and prefixes."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from kg.extract.mentions.lexicon import Lexicon
from kg.extract.mentions.spans import capital, tied
from kg.ontology.world import World

_POSSESSIVE = {"'s", "'", "’s", "’"}
_BEFORE_NAMES = {"DT", "PRP$", "POS", "IN", "CD", "CC", "TO"}
_JOINING = {"and", "or", "&", ",", "-"}
_SCORE = re.compile(r"\d+-\d+")
_GERUND, _VERB, _ARTICLE = "VBG", "VERB", "DT"


class Trimmer:
    """Trims proposed names and tells those that are none."""

    def __init__(self, world: World, lexicon: Lexicon) -> None:
        self._world, self._lexicon = world, lexicon
        self._person = lexicon.classes.get("person", "")

    def trim(self, doc: Doc, start: int, end: int, cls: str) -> tuple[int, int]:
        """A proposed span without articles, possessive endings, titles and punctuation."""
        while start < end and self._is_before(doc, start):
            start += 1
        while start < end and (
            doc[end - 1].is_space or doc[end - 1].text in _POSSESSIVE
            or (doc[end - 1].is_punct and doc[end - 1].text not in {".", ")"})
        ):  # fmt: skip
            end -= 1
        article = start > 0 and doc[start - 1].tag_ == _ARTICLE  # "the First Quill Command"
        while end - start > 1 and doc[start].lower_ in self._lexicon.adverbs and not article:
            start += 1
        while end - start > 1 and (self._is_after(doc, end) or self._is_next(doc, end, cls)):
            end -= 1
        start = self._without_prefix(doc, start, end)
        return (self.untitled(doc, start, end) if cls == self._person else start), end

    def _is_before(self, doc: Doc, i: int) -> bool:
        """Does the word at i only lead to the name?"""
        token = doc[i]
        if token.is_punct or token.is_space or token.tag_ in _BEFORE_NAMES:
            return True
        if i + 1 < len(doc) and token.tag_ == _GERUND and doc[i + 1].tag_ in _BEFORE_NAMES:
            return True  # "Briefing the Council"
        return token.is_sent_start is True and token.lower_ in self._lexicon.place_prepositions

    def _is_after(self, doc: Doc, end: int) -> bool:
        """Is the last word an adverb, a verb, what tells a body's kind, or the field of an office?

        As in "Quill Then", "Quill cleared", "the Quill militia" and "EU Climate Commissioner".
        """
        lexicon, last = self._lexicon, doc[end - 1]
        if (
            last.lower_ in lexicon.adverbs
            or _SCORE.fullmatch(last.text)
            or (last.is_lower and (last.pos_ == _VERB or last.text in lexicon.named_before))
        ):
            return True
        noun = lexicon.nouns.get(last.lower_)
        return (
            end < len(doc)
            and doc[end].lower_ in lexicon.titles
            and last.lower_ in lexicon.topics
            and doc[end - 2].tag_ not in _BEFORE_NAMES  # "Ministry of Justice official"
            and (noun is None or noun.cls not in lexicon.named_lands)  # "Quill County sheriff"
        )

    def _is_next(self, doc: Doc, end: int, cls: str) -> bool:
        """Does the last word belong to what is named next, or count a person's votes?

        As in "the University of Quill and Professor Ash" and "Ada Quill 2, Ben Ash 1".
        """
        last, before = doc[end - 1], doc[end - 2]
        if last.lower_ in _JOINING or (cls == self._person and last.is_digit):
            return True
        title = last.lower_ in self._lexicon.titles and before.lower_ in _JOINING
        return title and end < len(doc) and capital(doc[end])

    def untitled(self, doc: Doc, start: int, end: int) -> int:
        """Where a person's name begins behind titles."""
        lexicon = self._lexicon
        while (
            end - start > 1
            and not tied(doc, start + 1)
            and (
                doc[start].lower_ in lexicon.honorifics
                or doc[start].lower_ in lexicon.titles
                or f"{doc[start].lower_} {doc[start + 1].lower_}" in lexicon.titles
                or doc[start].text == "-"
            )
        ):
            start += 1
        return start

    def _without_prefix(self, doc: Doc, start: int, end: int) -> int:
        """Where the name begins behind a small prefix ("Kremlin" in "pro-Kremlin").

        Behind a bracket a letter is one, too: that of a party ("(D-Kashma)").
        """
        if not (start + 2 < end and doc[start + 1].text == "-"):
            return start
        lexicon, word = self._lexicon, doc[start].lower_
        letter = len(word) == 1 and start > 0 and doc[start - 1].text == "("
        small = (
            letter
            or word in lexicon.small_prefixes
            or (doc[start].is_lower and word not in lexicon.person_parts)
        )
        return start + 2 if small else start

    def is_no_name(self, token: Token) -> bool:
        """Is the capitalised word a title ("President") or listed as naming nobody ("UTC")?"""
        lexicon, word = self._lexicon, token.lower_
        return (
            len(token) == 1
            or token.text in lexicon.not_names
            or (token.is_upper and token.text.title() in lexicon.not_names)
            or word in lexicon.titles
            or word in lexicon.honorifics
        )

    def is_demonym(self, doc: Doc, start: int, end: int) -> bool:
        """Is it nothing but adjectives of states ("Russian", "Afghan-Tajik")?"""
        words = [t.lower_ for t in doc[start:end] if not t.is_punct]
        world = self._world
        return bool(words) and all(
            w in world.by_adjective or w in world.by_inhabitants for w in words
        )

    def is_described(self, doc: Doc, start: int, end: int) -> bool:
        """Is it an office or bare noun in capitals ("the Foreign Secretary", "the Government")?"""
        if start >= end:
            return False
        lexicon, last = self._lexicon, doc[end - 1].lower_
        if end - start > 1 and doc[end - 1].text in lexicon.suffixes:
            return False
        office = last in lexicon.titles or last in lexicon.honorifics
        if office and last not in lexicon.given_names:
            return all(t.lower_ not in lexicon.given_names for t in doc[start:end])
        bare = last in lexicon.nouns or last.removesuffix("s") in lexicon.nouns
        return end - start == 1 and bare

    def is_name(self, doc: Doc, start: int, end: int) -> bool:
        """Can the trimmed span be a name at all?"""
        if start >= end or self.is_demonym(doc, start, end) or self.is_described(doc, start, end):
            return False
        if not any(capital(t) for t in doc[start:end]):
            return False
        return end - start > 1 or not self.is_no_name(doc[start])
