"""Finds the words of a document that express a frame: its verbs, nouns, compounds and phrases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from spacy.attrs import LEMMA, LOWER  # type: ignore[import-not-found]
from spacy.tokens import Doc, Token

from kg.extract.claims.frames import Frame, Pattern, Shape
from kg.extract.claims.parts import of_phrase
from kg.extract.mentions.spans import texts
from kg.extract.syntax import acts_as_verb, child, children, is_passive, object_
from kg.model import Span

#: What joins the halves of a compound.
HYPHENS = frozenset({"-", "\u2010", "\u2011", "\u2013"})
_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_NOUN_LIKE = _NOMINAL | {"PRON"}  #: pronouns are words of a frame, too ("the town is ours")
_ANY = "*"
_AGAIN = "re"  #: a prefix that may be set off ("re-captured")
_LONGEST_CLIMB = 4  #: nouns between a phrase and the verb that it is taken with


@dataclass(frozen=True, slots=True)
class Match:
    """Words that express a frame, at one place of a document."""

    frame: Frame
    pattern: Pattern
    anchor: Token  #: the word that the arguments hang on (verb, noun, participle, preposition)
    noun: Token | None = None  #: the noun of a light verb or of a phrase
    verb: Token | None = None  #: the verb of a phrase

    @property
    def words(self) -> tuple[Token, ...]:
        """Anchor, noun and verb, in the order of the text."""
        if self.noun is None and self.verb is None:
            return (self.anchor,)
        found = {t.i: t for t in (self.anchor, self.noun, self.verb) if t is not None}
        return tuple(found[i] for i in sorted(found))

    @property
    def span(self) -> Span:
        """From the first to the last of its words."""
        first, last = self.words[0], self.words[-1]
        return Span(first.idx, last.idx + len(last))

    @property
    def predicate(self) -> Token:
        """The word whose mood is the claim's: the verb where there is one."""
        return self.verb if self.verb is not None else self.anchor


#: A frame, one of its patterns, and what tells whether that pattern stands at a token.
_Entry = tuple[Frame, Pattern, Callable[[Token, Frame, Pattern], Match | None]]


class Triggers:
    """All patterns of all frames, looked up by one word."""

    def __init__(self, frames: Iterable[Frame]) -> None:
        self._by_word: dict[str, list[_Entry]] = defaultdict(list)
        for frame in frames:
            for pattern in frame.patterns:
                key = pattern.words[-1] if pattern.shape is Shape.STATE else pattern.words[0]
                for word in key.split("|"):
                    self._by_word[word].append((frame, pattern, _MATCHERS[pattern.shape]))

    def find(self, doc: Doc, headlines: Iterable[Span] = ()) -> list[Match]:
        """The matches in the order of the text; of several on one word the longest of each class.

        Args:
            doc: the parsed document.
            headlines: where verbs are often taken for nouns.
        """
        found: list[Match] = [m for span in headlines for m in self._in_headline(doc, span)]
        for i, (lemma, word) in enumerate(zip(texts(doc, LEMMA), texts(doc, LOWER), strict=True)):
            entries = self._by_word.get(lemma.lower())
            if entries is None:
                entries = self._by_word.get(word)
            elif lemma != word:
                entries = [*entries, *self._by_word.get(word, ())]
            if entries:
                found += _at(doc[i], entries)
        return list(_longest(found))

    def _in_headline(self, doc: Doc, span: Span) -> Iterator[Match]:
        """Verbs that the parser took for nouns ("Rebels 'seize' crossing")."""
        for token in doc.char_span(span.start, span.end, alignment_mode="contract") or ():
            if token.pos_ in _NOMINAL and 0 < token.i < len(doc) - 1:
                for frame, pattern, _ in self._by_word.get(token.lemma_.lower(), ()):
                    if pattern.shape is Shape.VERB and len(pattern.words) == 1 and not frame.forms:
                        yield Match(frame, pattern, token)


def _at(token: Token, entries: Iterable[_Entry]) -> Iterator[Match]:
    for frame, pattern, matches in entries:
        match = matches(token, frame, pattern)
        if match is not None:
            yield match


def _longest(found: list[Match]) -> Iterator[Match]:
    """Drops a match whose words are part of another match of the same class of claims."""
    taken: dict[tuple[str, int], int] = {}
    weighed = [(m, [(m.frame.claim, w.i) for w in m.words], _weight(m)) for m in found]
    for _, keys, weight in weighed:
        for key in keys:
            taken[key] = max(taken.get(key, 0), weight)
    for match, keys, weight in weighed:
        if all(taken[key] == weight for key in keys):
            yield match


def _weight(match: Match) -> int:
    words = match.pattern.words
    specific = sum(w != _ANY for w in words)
    return 2 * specific + (match.pattern.shape is not Shape.VERB)


def _verb(token: Token, frame: Frame, pattern: Pattern) -> Match | None:
    if not acts_as_verb(token) and token.lower_ not in frame.unmistakable:
        return None
    if (_hyphenated(token) and token.nbor(-2).lower_ != _AGAIN) or not _in_form(token, frame):
        return None
    for word in pattern.words[1:]:
        if not any(c.lower_ == word and c.i > token.i for c in children(token)):
            return None
    return Match(frame, pattern, token)


def _in_form(verb: Token, frame: Frame) -> bool:
    """Does the verb stand in one of the frame's forms, where it asks for some?"""
    if not frame.forms:
        return True
    if verb.dep_ == "amod":  # "elected mayors"
        return "attributive" in frame.forms
    return ("passive" if is_passive(verb) else verb.tag_) in frame.forms


def _light(token: Token, frame: Frame, pattern: Pattern) -> Match | None:
    if token.pos_ not in _VERBAL or not _in_form(token, frame):
        return None
    noun = child(token, "dobj") or object_(token)  # "were handed control of the town"
    wanted = pattern.words[1].split("|")
    if _ANY in wanted and noun is not None:
        return Match(frame, pattern, token)  # the object is an argument, and no word of the pattern
    while noun is not None and noun.lemma_.lower() not in wanted:
        noun = of_phrase(noun) or child(noun, "conj")
    return None if noun is None else Match(frame, pattern, token, noun, token)


def _noun(token: Token, frame: Frame, pattern: Pattern) -> Match | None:
    gerund = token.tag_ == "VBG" and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}
    if not gerund and (token.pos_ not in _NOUN_LIKE or token.dep_ == "npadvmod"):
        return None
    if child(token, "dobj") is not None:
        return None
    return Match(frame, pattern, token)


def _adjective(token: Token, frame: Frame, pattern: Pattern) -> Match | None:
    if token.pos_ not in {"ADJ", "VERB"} or _hyphenated(token):
        return None
    if frame.forms and token.dep_ not in frame.forms:
        return None
    modifies = token.dep_ in {"amod", "acl"} or _is_listed(token)
    if token.pos_ == "VERB" and not modifies and not is_passive(token):
        return None
    return Match(frame, pattern, token)


def _is_listed(participle: Token) -> bool:
    """Is it a participle taken for a verb in a list of nouns ("forces and allied units")?"""
    return participle.dep_ == "conj" and participle.head.pos_ in _NOMINAL


def _hyphen(token: Token, frame: Frame, pattern: Pattern) -> Match | None:
    return Match(frame, pattern, token) if _hyphenated(token) else None


def _hyphenated(token: Token) -> bool:
    """Is it the right half of a compound ("held" in "rebel-held")?"""
    doc, i = token.doc, token.i
    if i < 2:  # noqa: PLR2004 - a word and a hyphen stand before the right half
        return False
    hyphen = doc[i - 1]
    return hyphen.text in HYPHENS and not hyphen.whitespace_ and not doc[i - 2].whitespace_


def _prefix(token: Token, frame: Frame, pattern: Pattern) -> Match | None:
    doc, i = token.doc, token.i
    joined = i + 2 < len(doc) and doc[i + 1].text in HYPHENS and not token.whitespace_
    return Match(frame, pattern, token) if joined else None


def _link(token: Token, frame: Frame, pattern: Pattern) -> Match | None:
    if token.pos_ not in {"ADP", "SCONJ", "ADV"} or token.head.pos_ not in _NOMINAL | _VERBAL:
        return None
    for distance, word in enumerate(pattern.words[1:], start=1):
        if token.i + distance >= len(token.doc) or token.nbor(distance).lower_ != word:
            return None
    return Match(frame, pattern, token)


def _state(token: Token, frame: Frame, pattern: Pattern) -> Match | None:
    verbs, wanted, _ = pattern.words
    if token.dep_ != "pobj":
        return None
    phrase, preposition = _preposition(token.head)
    if preposition not in wanted.split("|"):
        return None
    if verbs == _ANY:
        return Match(frame, pattern, phrase, token)
    verb, steps = phrase.head, 0
    while verb.pos_ not in _VERBAL and verb.head.i != verb.i and steps < _LONGEST_CLIMB:
        verb, steps = verb.head, steps + 1
    if verb.lemma_.lower() not in verbs.split("|"):
        return None
    return Match(frame, pattern, phrase, token, verb)


def _preposition(phrase: Token) -> tuple[Token, str]:
    """A preposition as patterns write it, one of two words as what stands first ("out_of")."""
    above = phrase.head
    if above.dep_ == "prep" and above.i == phrase.i - 1:
        return above, f"{above.lower_}_{phrase.lower_}"
    return phrase, phrase.lower_


_MATCHERS = {
    Shape.VERB: _verb,
    Shape.LIGHT: _light,
    Shape.NOUN: _noun,
    Shape.ADJECTIVE: _adjective,
    Shape.HYPHEN: _hyphen,
    Shape.PREFIX: _prefix,
    Shape.LINK: _link,
    Shape.STATE: _state,
}
