"""Reads a dependency parse as predicates and arguments: who does what to whom, whatever the voice.

Functions name grammar only; which words matter stands in `ontology/lexicon/`.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

_NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"}
_VERBAL = {"VERB", "AUX"}
_CLAUSE = {"relcl", "acl"}


def conjuncts(token: Token) -> Iterator[Token]:
    """The token and all that is coordinated with it, from left to right."""
    yield token
    for child in token.children:
        if child.dep_ == "conj":
            yield from conjuncts(child)


def first_conjunct(token: Token) -> Token:
    """The head of a coordination ("A" of "A, B and C")."""
    while token.dep_ == "conj" and token.head is not token:
        token = token.head
    return token


def child(token: Token, *deps: str) -> Token | None:
    """The first child in one of these dependency relations."""
    return next((c for c in token.children if c.dep_ in deps), None)


def is_passive(verb: Token) -> bool:
    """Is the verb a passive, or a participle that modifies a noun ("the town seized by rebels")?"""
    if any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children):
        return True
    return verb.dep_ == "acl" and verb.tag_ == "VBN"


def is_negated(token: Token) -> bool:
    """Is there a "not", "never" or "no" right at this word?"""
    return any(c.dep_ == "neg" for c in token.children) or any(
        c.dep_ == "det" and c.lower_ in {"no", "neither"} for c in token.children
    )


def particle(verb: Token) -> str:
    """The lower-case particle of a phrasal verb ("over" of "took over"), or the empty string."""
    found = child(verb, "prt")
    return found.lower_ if found is not None else ""


def antecedent(token: Token) -> Token:
    """For a relative pronoun, the noun that it stands for; otherwise the token itself."""
    if token.tag_ in {"WDT", "WP", "WP$"}:
        clause = token.head
        while clause.dep_ not in _CLAUSE and clause.head is not clause and clause.pos_ in _VERBAL:
            clause = clause.head
        if clause.dep_ in _CLAUSE and clause.head.pos_ in _NOMINAL:
            return clause.head
    return token


def subject(verb: Token) -> Token | None:
    """The logical subject: of a passive its agent, of an infinitive the subject that controls it."""
    if is_passive(verb):
        return agent(verb)
    return surface_subject(verb)


def agent(verb: Token) -> Token | None:
    """The noun of a passive's "by" phrase."""
    for c in verb.children:
        if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by"):
            return child(c, "pobj")
    return None


def surface_subject(verb: Token) -> Token | None:
    """The grammatical subject, followed through relative clauses, coordination and control."""
    seen = set()
    while verb.i not in seen:
        seen.add(verb.i)
        found = child(verb, "nsubj", "nsubjpass", "csubj")
        if found is not None and found.dep_ != "csubj":
            return antecedent(found)
        if verb.dep_ == "conj" and verb.head.pos_ in _VERBAL:
            verb = verb.head
        elif verb.dep_ in {"xcomp", "advcl", "pcomp"} and verb.head.pos_ in _VERBAL | {"ADP"}:
            controller = child(verb.head, "dobj") if verb.dep_ == "xcomp" else None
            if controller is not None and verb.tag_ == "VB":
                return antecedent(controller)
            verb = verb.head.head if verb.head.pos_ == "ADP" else verb.head
        elif verb.dep_ == "acl" and verb.tag_ in {"VBG", "VBN"}:
            return verb.head
        elif verb.dep_ == "ccomp" and verb.head.pos_ == "AUX":
            verb = verb.head
        else:
            return None
    return None


def object_(verb: Token) -> Token | None:
    """The logical object: of a passive its grammatical subject, of a relative clause its noun."""
    if is_passive(verb):
        return surface_subject(verb)
    found = child(verb, "dobj", "attr", "oprd")
    if found is not None:
        return antecedent(found)
    if verb.dep_ == "conj" and verb.head.pos_ in _VERBAL and is_passive(verb.head):
        return object_(verb.head) if verb.tag_ == "VBN" else None
    return None


def prepositional(token: Token, preposition: str) -> Iterator[Token]:
    """The nouns (or gerunds) that hang on this preposition at the token, first ones first."""
    words = preposition.split("_")
    for c in token.children:
        if c.dep_ in {"prep", "dative", "agent", "prt"} and c.lower_ == words[0]:
            inner = c
            for word in words[1:]:
                inner = next((g for g in inner.children if g.lower_ == word), None)  # type: ignore[assignment]
                if inner is None:
                    break
            if inner is not None:
                found = child(inner, "pobj", "pcomp")
                if found is not None:
                    yield antecedent(found)
