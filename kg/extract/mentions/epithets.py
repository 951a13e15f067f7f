"""Finds persons who are told by where they come from or how old they are ("the Spaniard")."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.mentions.spans import Name, capitals, span, texts
from kg.ids import fold
from kg.model import Form, Mention
from kg.ontology import Ontology

_PHRASE = {"nsubj", "nsubjpass", "dobj", "pobj", "agent", "attr", "dative", "appos"}
_NOUNS = {"NN", "NNP", "JJ"}
_ARTICLES = {"the", "a", "an"}


class Epithets:
    """Finds them in one document at a time."""

    def __init__(self, ontology: Ontology, person: str) -> None:
        table = ontology.lexicon.get("reference", {}).get("epithets", {})
        self._world, self._person = ontology.world, person
        self._collective = tuple(table.get("collective", ()))
        self._age = tuple(table.get("age", ()))

    def find(self, doc: Doc, names: list[Name]) -> dict[int, Mention]:
        """Token of its head -> each person who is told so; names are passed over."""
        taken = {
            i
            for name in names
            if name.end - name.start > 1 or name.listed or name.cls == self._person
            for i in range(name.start, name.end)
        }
        found = {i: self._mention(doc, i, i) for i in capitals(doc) if self._origin(doc[i], taken)}
        found.update((last, self._mention(doc, first, last)) for first, last in self._aged(doc))
        return found

    def _mention(self, doc: Doc, first: int, last: int) -> Mention:
        words, head = span(doc, first, last + 1), span(doc, last, last + 1)
        return Mention(words, head, Form.NOMINAL, self._person)

    def _origin(self, token: Token, taken: set[int]) -> bool:
        """Is it one person of a land, and no adjective, people or language?"""
        if token.i in taken or not token.i or token.tag_ not in _NOUNS:
            return False
        word, before = fold(token.text), token.nbor(-1)
        one = word + "s" in self._world.by_inhabitants
        one = one or (word in self._world.by_adjective and not word.endswith(self._collective))
        if not one or before.lower_ not in _ARTICLES or token.dep_ not in _PHRASE:
            return False
        after = token.nbor() if token.i + 1 < len(token.doc) else None
        return after is None or not (after.text == "-" or after.is_title or after.tag_[:2] == "NN")

    def _aged(self, doc: Doc) -> Iterator[tuple[int, int]]:
        """First and last token of an age that stands for the person ("the 45-year-old")."""
        words, size = texts(doc), len(self._age)
        for last in range(size, len(words)) if size else ():
            if words[last] != self._age[-1] or words[last - size + 1 : last + 1] != self._age:
                continue
            if doc[last].dep_ in _PHRASE and words[last - size].isdigit():
                yield last - size, last
