"""Compiles the cues of the lexicon: which words attribute, and what they take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from kg.errors import OntologyError

#: Constructions a cue may take besides prepositions, which are named by themselves.
CONSTRUCTIONS = frozenset({
    "clause", "quote", "to", "to_noun", "gerund", "object", "object_to", "predicate", "as",
    "addressee", "sourceless",
})  # fmt: skip


_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry of the lexicon."""

    words: tuple[str, ...]  #: lemma, then the words that must go with it ("call", "for")
    cls: str  #: kind of attribution: report, belief, intention, ...
    takes: frozenset[str]  #: constructions and prepositions that bring the content
    certainty: str  #: of the content according to the speaker; "certain" leaves it to the content
    polarity: str  #: "negated" where the word itself denies its content
    act: bool  #: an act of saying: denied or merely possible, it attributes nothing
    subject: str  #: "speaker": who acts must be able to speak; "any": a report or poll may
    unless: str = ""  #: list of words or classes of source and object with which the word is no cue

    only: str = ""  #: list of words of which the object must be one
    never: str = ""  #: list of words or classes of the object with which the word is no cue
    by: str = ""  #: list of words of which the source must be one
    needs: frozenset[str] = _NONE  #: words of which one must hang on the verb or its object
    close: bool = False  #: an object between the verb and its preposition makes it no cue

    @property
    def prepositions(self) -> frozenset[str]:
        """The prepositions that bring the content; "to_noun" is "to" before a noun."""
        found = self.takes - (CONSTRUCTIONS - {"as"})
        return found | {"to"} if "to_noun" in self.takes else found


class Lexicon:
    """All cues, found by the lemma of a token."""

    def __init__(self, tables: Mapping[str, Mapping[str, Any]]) -> None:
        files = [t for name, t in sorted(tables.items()) if name.split("/")[0] == "cues"]
        self.verbs = _compile(e for t in files for e in t.get("verb", ()))
        self.nouns = _compile(e for t in files for e in t.get("noun", ()))
        self.adjectives = _compile(e for t in files for e in t.get("adjective", ()))
        self.phrases = _compile(e for t in files for e in t.get("phrase", ()))
        self.adverbs = _compile(e for t in files for e in t.get("adverb", ()))
        self.passing = _compile(e for t in files for e in t.get("passing", ()))
        self.labels = _compile(e for t in files for e in t.get("label", ()))
        self._sets = {
            name: frozenset(words)
            for t in [*files, tables.get("hedges", {}), tables.get("verification", {})]
            for name, words in t.get("words", {}).items()
        }

    def words(self, name: str) -> frozenset[str]:
        """A named set of words that a rule needs ("carriers"); empty if the lexicon has none."""
        return self._sets.get(name, _NONE)

    @staticmethod
    def at(token: Token, table: Mapping[int, tuple[Cue, ...]]) -> tuple[Cue, ...]:
        """The entries whose words all stand at this token, the longest first."""
        return tuple(c for c in table.get(token.lemma, ()) if _companions(token, c) is not None)


def _compile(entries: Iterable[Mapping[str, Any]]) -> dict[int, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = {}
    for entry in entries:
        for lemma in entry["lemmas"].split():
            words = tuple(lemma.split("_"))
            found.setdefault(words[0], []).append(_cue(words, entry))
    return {
        get_string_id(word): tuple(sorted(cues, key=lambda c: (-len(c.words), c.words)))
        for word, cues in found.items()
    }


def _cue(words: tuple[str, ...], entry: Mapping[str, Any]) -> Cue:
    try:
        return Cue(
            words=words,
            cls=entry["class"],
            takes=frozenset(entry.get("takes", ())),
            certainty=entry.get("certainty", "certain"),
            polarity=entry.get("polarity", "affirmed"),
            act=entry.get("act", True),
            subject=entry.get("subject", "speaker"),
            unless=entry.get("unless", ""),
            only=entry.get("only", ""),
            never=entry.get("never", ""),
            by=entry.get("by", ""),
            needs=frozenset(entry.get("needs", ())),
            close=entry.get("close", False),
        )
    except KeyError as problem:
        message = f"lexicon/cues: the entry with {'_'.join(words)!r} lacks the key {problem}"
        raise OntologyError(message) from problem


def _companions(token: Token, cue: Cue) -> tuple[Token, ...] | None:
    """The tokens that stand for the further words of a cue, or None if one is missing."""
    if len(cue.words) == 1:
        return ()
    found = []
    head = token
    for word in cue.words[1:]:
        match = next((c for c in head.rights if word in {c.lower_, c.lemma_}), None)
        if match is None and head is not token:
            match = next((c for c in token.rights if c.lower_ == word), None)
        if match is None and head.i + 1 < len(head.doc) and head.nbor().lower_ == word:
            match = head.nbor()
        if match is None or (cue.close and _is_behind_object(token, match)):
            return None
        found.append(match)
        head = match
    return tuple(found)


def _is_behind_object(verb: Token, word: Token) -> bool:
    """Does an object stand between a verb and a preposition ("called an election for June")?"""
    return any(c.dep_ == "dobj" and verb.i < c.i < word.i for c in verb.rights)


def companions(token: Token, cue: Cue) -> tuple[Token, ...]:
    """The tokens that stand for the further words of a cue that was found at the token."""
    return _companions(token, cue) or ()


def candidates(doc: Doc, table: Mapping[int, Any]) -> list[int]:
    """Indices of the tokens whose lemma is a key of the table; others cost no token object."""
    places = _places(doc)
    return sorted(i for lemma in places.keys() & table.keys() for i in places[lemma])


@lru_cache(maxsize=1)  # of the document that is being read, which every rule asks for
def _places(doc: Doc) -> dict[int, list[int]]:
    """Where each lemma stands in the document."""
    found: dict[int, list[int]] = {}
    for i, lemma in enumerate(doc.to_array("LEMMA").tolist()):
        found.setdefault(lemma, []).append(i)
    return found
