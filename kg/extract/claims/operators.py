"""Tells fact from attempt, plan, possibility and denial by the words that govern a predicate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from spacy.tokens import Token

from kg.extract.claims.clauses import (
    came_to_be,
    is_command,
    is_neither,
    is_subjunctive,
    of_nobody,
)
from kg.extract.syntax import child, children, is_infinitive, is_negated, is_passive
from kg.extract.syntax.subjects import gerund_before

PLANNED = "planned"
ASSERTED = "asserted"
NEGATED = "negated"
PREVENTED = "prevented"
_DENIALS = frozenset({NEGATED, PREVENTED})
POSSIBLE = "possible"
SUPPOSED = "supposed"  #: a possibility that leaves a claim what it is ("is believed to arm them")
_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_FOR = "for"
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_ATTRIBUTIVE = frozenset({"acl", "relcl"})
#: Dependents whose mood is their governor's.
_GOVERNED = frozenset(
    {"xcomp", "acomp", "pcomp", "acl", "advcl", "ccomp", "dobj", "pobj", "conj", "attr"}
)


class Operators:
    """The words of `operators.toml`, looked up by lemma."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.property: str = table["property"]
        self._plain: Mapping[str, str] = table.get("finer", {})
        self._unplanned: str = table["unplanned"]["mood"]
        self._intended = frozenset(table["unplanned"]["of"])
        self._order: tuple[str, ...] = tuple(table["order"])
        self._kinds = {
            kind: _by_word(table[kind])
            for kind in ("verbs", "nouns", "adjectives", "auxiliaries", "marks", "adverbs")
        }
        self._participles: Mapping[str, str] = _by_word(table["participles"])
        self._suppositions: Mapping[str, str] = table["subjects"]
        self._reached = frozenset(table["reached"]["marks"])
        self._prepositions: Mapping[str, str] = _by_word(table["prepositions"])
        self._clauses: Mapping[str, str] = _by_word(table["clauses"])
        self._prevention = frozenset(table["prevention"]["verbs"])
        self._preposition: str = table["prevention"]["preposition"]
        self._destined: str = table["destined"]["modality"]
        self._default: str = table["nouns"]["default"]
        self._verdicts = _by_word(table["verdicts"])
        self._pending: tuple[str, str] = (table["pending"]["verb"], table["pending"]["adverb"])
        self._believed = frozenset(table["supposed"]["verbs"])
        self._wanted: str = table["infinitives"]["default"]
        self._wish: str = table["commands"]["modality"]
        self._purpose: str = table["purpose"]["modality"]
        self._result = frozenset(table["purpose"]["except"])
        self._factual = frozenset(table["factual"]["verbs"])
        self._enabling = frozenset(table["factual"]["adjectives"])

    def modality(self, predicate: Token) -> str:
        """How the text means the predicate, from its own words and from what governs it."""
        return self.plain(self.mood(predicate))

    def plain(self, mood: str) -> str:
        """The modality that a mood is for those who make no finer difference."""
        return self._plain.get(mood, mood)

    def mood(self, predicate: Token, noun: Token | None = None) -> str:
        """The same more finely: what somebody wishes of others is no plan of theirs.

        Args:
            predicate: the word that says what is so.
            noun: what says it with a light verb ("has no control over the town"); None: nothing.
        """
        found = list(self._all(predicate))
        if noun is not None and noun.i != predicate.i and is_negated(noun):
            found.insert(0, NEGATED)
        planned = next((n for n, m in enumerate(found) if m in self._intended), len(found))
        if NEGATED in found[planned:] and not _DENIALS.intersection(found[:planned]):
            return self._unplanned
        if sum(m in _DENIALS for m in found) % 2 == 0:
            found = [m for m in found if m not in _DENIALS]
        return next((m for m in self._order if m in found), ASSERTED)

    def _all(self, predicate: Token) -> Iterator[str]:
        token, seen = predicate, set[int]()
        while token.i not in seen:
            seen.add(token.i)
            yield from self._at(token)
            if token.dep_ in _SUBJECT and token.pos_ in _NOMINAL:
                yield from self._supposed(token.head)
                yield from self._judged(token)
            if token.pos_ in _NOMINAL:
                yield from self._described(token)
            if (
                token.dep_ == "conj"
                and token.pos_ in _VERBAL
                and child(token, "nsubj", "nsubjpass")
            ):
                return
            governor = _governor(token)
            if governor is None:
                return
            yield from self._governing(governor, token)
            if _is_last(token, governor):
                return
            token = governor

    def _supposed(self, verb: Token) -> Iterator[str]:
        """What "would" says of its subject ("the fall of the town would be a blow").

        With other verbs it is the future of the past ("said that the withdrawal would end in May").
        """
        if verb.tag_ == "VBN" and is_negated(verb):  # "could not be verified"
            yield self._wish
        if verb.lemma_ != "be" or verb.pos_ != "AUX":
            conditions = (c for c in children(verb) if c.dep_ == "advcl")
            if not any(m.lower_ in self._kinds["marks"] for c in conditions for m in children(c)):
                return
        auxiliaries = (c.lower_ for c in children(verb) if c.dep_ == "aux")
        yield from (self._suppositions[a] for a in auxiliaries if a in self._suppositions)

    def _judged(self, noun: Token) -> Iterator[str]:
        """Whether what is told is called untrue ("reports of the capture are not true")."""
        told = self._kinds["nouns"].get(noun.lemma_.lower()) == ASSERTED
        word = child(noun.head, "acomp") if told else None
        verdict = None if word is None else self._verdicts.get(word.lower_)
        if verdict is not None and (verdict == NEGATED) != is_negated(noun.head):
            yield NEGATED

    def _described(self, noun: Token) -> Iterator[str]:
        """What is said of a noun of action ("planned talks", "the talks were cancelled")."""
        words = [c for c in children(noun) if c.dep_ in {"amod", "acl"} and c.tag_ != "VBG"]
        if noun.dep_ == "nsubjpass":
            words.append(noun.head)
        yield from (m for w in words if (m := self._participles.get(w.lower_)) is not None)

    def _at(self, token: Token) -> Iterator[str]:
        """The modality that words at the predicate itself give it."""
        if is_negated(token) or of_nobody(token) or is_neither(token):
            yield NEGATED
        if is_command(token):
            yield self._wish
        for c in children(token):
            kind = None
            if c.dep_ in {"aux", "auxpass"} and c.tag_ == "MD":
                kind = self._kinds["auxiliaries"].get(c.lower_)
            elif c.dep_ == "mark" and not (c.lower_ in self._reached and came_to_be(token)):
                kind = self._kinds["marks"].get(c.lower_)
            elif c.dep_ == "advmod":
                phrase = f"{c.nbor(-1).lower_} {c.lower_}" if c.i else c.lower_
                kind = self._kinds["adverbs"].get(phrase) or self._kinds["adverbs"].get(c.lower_)
            if kind:
                yield kind

    def _governing(self, governor: Token, token: Token) -> Iterator[str]:
        """The modality that the governor gives to what hangs on it."""
        lemma = governor.lemma_.lower()
        kind: str | None
        if token.dep_ == "pcomp" and token.head.lower_ in self._prepositions:
            kind = self._prepositions[token.head.lower_]
        elif self._is_prevented(token):
            kind = PREVENTED
        elif self._is_pending(governor, token):
            kind = NEGATED
        elif governor.pos_ in _VERBAL:
            factual = lemma in self._factual
            kind = self._thought(governor, token) if factual else self._of_verb(governor, token)
        elif governor.pos_ in {"NOUN", "PROPN"}:
            kind = self._kinds["nouns"].get(lemma)
            if kind is None and token.dep_ in _ATTRIBUTIVE and is_infinitive(token):
                kind = self._default
        else:
            kind = None if lemma in self._enabling else self._kinds["adjectives"].get(lemma)
        if kind:
            yield kind

    def _is_prevented(self, token: Token) -> bool:
        """Does "keep N from" or the like govern it, whether "from" hangs on the verb or on N?"""
        phrase = token.head
        if token.dep_ != "pcomp" or phrase.lower_ != self._preposition:
            return False
        verb = phrase.head if phrase.head.pos_ in _VERBAL else phrase.head.head
        return verb.lemma_.lower() in self._prevention

    def _is_pending(self, governor: Token, token: Token) -> bool:
        """Is it what has "yet to" be done?"""
        verb, adverb = self._pending
        return (
            governor.lemma_ == verb
            and is_infinitive(token)
            and any(c.lower_ == adverb for c in (*children(governor), *children(token)))
        )

    def _thought(self, governor: Token, token: Token) -> str | None:
        """What is only thought of somebody ("is believed to hold the town") is not sure."""
        thought = governor.lemma_.lower() in self._believed and is_passive(governor)
        return SUPPOSED if thought and token.dep_ == "xcomp" else None

    def _of_verb(self, governor: Token, token: Token) -> str | None:
        lemma, relation = governor.lemma_.lower(), token.dep_
        particle = child(governor, "prt")
        phrase = lemma if particle is None else f"{lemma} {particle.lower_}"
        verbs = self._kinds["verbs"]
        kind = verbs.get(phrase) or verbs.get(lemma)
        if relation in {"ccomp", "relcl"}:
            return self._of_clause(lemma, kind, token)
        if lemma == "be" and relation == "xcomp" and is_infinitive(token):
            return self._destined  # "was to take the town"
        if relation == "advcl" and is_infinitive(token):
            return kind or (None if lemma in self._result else self._purpose)
        if relation == "xcomp" and is_infinitive(token) and governor.pos_ == "VERB":
            return kind or self._wanted
        return kind if relation in {"xcomp", "pcomp", "attr", "dobj"} else _further(kind, token)

    def _of_clause(self, lemma: str, kind: str | None, token: Token) -> str | None:
        """What a verb makes of the clause that is its object."""
        if lemma in self._clauses:
            return self._clauses[lemma]
        if is_infinitive(token):
            return kind or self._wanted
        return kind if kind == NEGATED or is_subjunctive(token) else None


def _further(kind: str | None, token: Token) -> str | None:
    """What a verb makes of a noun behind a preposition: denies it or is out for it.

    "Denied reports of a withdrawal", "called for a withdrawal".
    """
    reached = kind == NEGATED or token.head.lower_ == _FOR
    return kind if token.dep_ == "pobj" and reached else None


def _by_word(table: Mapping[str, Any]) -> dict[str, str]:
    """Word -> modality, of a table that lists the words of each modality."""
    return {w: m for m, words in table.items() if isinstance(words, list) for w in words}


def _is_last(token: Token, governor: Token) -> bool:
    """Does the mood of what stands above the governor leave the token alone?"""
    if token.dep_ == "advcl":
        return not is_infinitive(token)
    if token.dep_ == "acl" and governor.dep_ == "pobj" and governor.head.head.pos_ not in _VERBAL:
        return True  # "no comment on a claim to have taken it"
    content = token.dep_ == "ccomp" and governor.pos_ not in _NOMINAL
    return content or (token.dep_ in {"dobj", "pobj"} and governor.pos_ in _VERBAL)


def _governor(token: Token) -> Token | None:
    """What the predicate hangs on, prepositions passed over; None where nothing governs it."""
    gerund = gerund_before(token)
    if gerund is not None:
        return gerund
    head = token.head
    # "That" taken for a relative pronoun, "an operation to retake it" for a relative clause.
    said = token.dep_ == "relcl" and (head.pos_ in _VERBAL or is_infinitive(token))
    if (token.dep_ not in _GOVERNED and not said) or head.i == token.i:
        return None
    if head.pos_ in {"ADP", "SCONJ"} and token.dep_ in {"pcomp", "pobj"}:
        head = head.head
        if token.dep_ == "pobj" and head.pos_ not in {"NOUN", "VERB"}:
            return None
    if token.dep_ == "acl" and not is_infinitive(token) and child(token, "mark") is None:
        return None
    return head
