"""Reads the form of a predicate off a dependency parse: voice, tense, negation, particle."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.syntax.nouns import child
from kg.extract.syntax.tree import children

_VERBAL = frozenset({"VERB", "AUX"})


def acts_as_verb(token: Token) -> bool:
    """Is it a verb, or a word that stands in a verb's place by a slip of the tagger?

    A noun with an object ("troops seize town"), with an auxiliary ("had overrun") or, behind "be",
    with an agent ("was overrun by") is one; so is any word with subject and object ("A and B back
    the army").
    """
    if token.pos_ in _VERBAL:
        return True
    if token.pos_ not in {"NOUN", "PROPN"}:
        return child(token, "nsubj") is not None and child(token, "dobj") is not None
    return child(token, "dobj", "aux", "auxpass") is not None or is_predicate(token)


def is_predicate(noun: Token) -> bool:
    """Does the noun stand behind "be" with an agent of its own?"""
    return noun.dep_ == "attr" and child(noun, "agent") is not None


def is_passive(verb: Token) -> bool:
    """Is the verb a passive, or a participle that modifies a noun ("the town seized by rebels")?"""
    if any(c.dep_ in {"nsubjpass", "auxpass", "csubjpass"} for c in children(verb)):
        return True
    if verb.dep_ in {"acl", "amod"}:
        plain = verb.tag_ == "VBN" and child(verb, "aux", "nsubj") is None
        return plain and not goes_on(verb)
    if verb.pos_ not in _VERBAL:
        return is_predicate(verb)
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.i < verb.i:
        own = child(verb, "aux", "dobj", "nsubj")
        return own is None and verb.head.tag_ == "VBN" and is_passive(verb.head)
    if verb.dep_ in {"advcl", "relcl"} and verb.tag_ == "VBN":
        return child(verb, "aux", "dobj", "nsubj") is None
    return False


def goes_on(verb: Token) -> bool:
    """Is it the verb of a sentence whose subject the parser left behind ("A, part of B, handed")?

    A participle with an object, behind a comma, modifies no noun.
    """
    return (
        verb.dep_ == "acl"
        and verb.tag_ in {"VBN", "VBD"}
        and child(verb, "dobj") is not None
        and child(verb, "aux") is None
        and verb.nbor(-1).is_punct
    )


def is_negated(token: Token) -> bool:
    """Is there a "not", "never" or "no" right at this word?"""
    return any(c.dep_ == "neg" for c in children(token)) or any(
        c.dep_ == "det" and c.lower_ in {"no", "neither"} for c in children(token)
    )


def is_past(verb: Token) -> bool:
    """Is it told as past ("took", "may have taken")?"""
    return verb.tag_ == "VBD" or any(c.lemma_ == "have" and c.dep_ == "aux" for c in children(verb))


def particle(verb: Token) -> str:
    """The lower-case particle of a phrasal verb ("over" of "took over"), or the empty string."""
    found = child(verb, "prt")
    return found.lower_ if found is not None else ""


def is_infinitive(verb: Token) -> bool:
    """Is it an infinitive with "to" ("to take", "to have taken")?"""
    return verb.tag_ in {"VB", "VBN"} and any(c.tag_ == "TO" for c in children(verb))
