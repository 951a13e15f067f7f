"""Finds what pronouns and bare nouns take up within their sentence, by grammar alone."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.syntax import (
    antecedent,
    child,
    children,
    first_conjunct,
    possessor,
    prepositional,
    surface_subject,
)

_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
_GENDERS = frozenset({"Gender=Masc", "Gender=Fem"})
_NO_PERSON = frozenset({"GPE", "ORG", "NORP", "LOC", "FAC"})  #: entity labels of what is no one


def binders(pronoun: Token) -> Iterator[Token]:
    """Nouns that a possessive pronoun in an adjunct or a list may stand for, nearest first.

    "Forces took the town in their fight": the forces; "backs the army in its fight": the army;
    "Russia and its allies": Russia, but never "her allies".
    """
    gendered = not _GENDERS.isdisjoint(set(pronoun.morph))
    yield from (n for n in _binders(pronoun) if not (gendered and n.ent_type_ in _NO_PERSON))


def _binders(pronoun: Token) -> Iterator[Token]:
    noun, seen = pronoun.head, set[int]()
    while noun.i not in seen and noun.head.i != noun.i:
        seen.add(noun.i)
        above = noun.head
        if noun.dep_ == "conj":
            yield first_conjunct(noun)
        if above.pos_ in _VERBAL:
            yield from _before(pronoun, child(above, "dobj"), surface_subject(above))
            return
        if above.pos_ in _NOMINAL:
            inner = [found for of in ("of", "for") for found in prepositional(above, of)]
            inner = [*filter(None, [possessor(above)]), *inner]  # "Russia's war, its annexation"
            yield from _before(pronoun, *inner, *(() if noun.dep_ == "appos" else (above,)))
        noun = above


def taken_up(pronoun: Token) -> Token | None:
    """Whom a pronoun in what somebody says takes up: him who says so, where both agree.

    "The rebels said they had taken the town": the rebels.
    """
    if pronoun.tag_ != "PRP" or pronoun.dep_ not in {"nsubj", "nsubjpass"}:
        return None
    verb = first_conjunct(pronoun.head)
    if verb.dep_ == "acl" and verb.head.pos_ == "NOUN":  # "claims by the rebels that they"
        said_by = possessor(verb.head) or next(prepositional(verb.head, "by"), None)
    elif verb.dep_ == "ccomp" and verb.head.pos_ in _VERBAL:
        said_by = surface_subject(verb.head)
    else:
        return None
    return said_by if said_by is not None and agrees(pronoun, said_by) else None


def agrees(pronoun: Token, noun: Token) -> bool:
    """Are both singular, or both plural? A list is plural, a body named in the plural is both."""
    if noun.tag_ == "NNPS" and child(noun, "conj") is None:
        return _GENDERS.isdisjoint(set(pronoun.morph))
    plural = noun.tag_ in {"NNS", "NNPS"} or child(noun, "conj") is not None
    return plural == ("Number=Plur" in pronoun.morph)


def earlier(token: Token) -> Iterator[Token]:
    """The nouns before a token in its sentence, the nearest first."""
    for i in range(token.i - 1, token.sent.start - 1, -1):
        before = token.doc[i]
        if before.pos_ in {"NOUN", "PROPN"}:
            yield before


def before_sentence(pronoun: Token) -> Iterator[Token]:
    """What a pronoun may take up of the sentence before: its object, else subject and phrases."""
    verb = _verb_before(pronoun)
    if verb is None:
        return
    nouns: tuple[Token | None, ...] = tuple(objects_before(pronoun))
    if not nouns:
        phrases = (child(c, "pobj") for c in children(verb) if c.dep_ == "prep")
        nouns = (surface_subject(verb), *phrases)
    for noun in nouns:
        if noun is not None and noun.pos_ in {"NOUN", "PROPN"} and agrees(pronoun, noun):
            yield noun


def objects_before(token: Token) -> Iterator[Token]:
    """What the clause does something to that the sentence before tells."""
    verb = _verb_before(token)
    found = None if verb is None else child(verb, "dobj")
    yield from () if found is None else (found,)


def _verb_before(token: Token) -> Token | None:
    """The verb of the sentence before, or of what somebody says there."""
    if not token.sent.start:
        return None
    verb = token.doc[token.sent.start - 1].sent.root
    while (inner := child(verb, "ccomp")) is not None:
        verb = inner
    return verb


def is_argument(noun: Token) -> bool:
    """Does the noun stand at a verb itself, not inside the phrase of another noun?"""
    if noun.dep_ in {"dobj", "nsubj", "nsubjpass"}:
        return True
    return noun.dep_ == "pobj" and noun.head.head.pos_ in _VERBAL


def is_bare_definite(noun: Token) -> bool:
    """Is it a noun with nothing but "the", "this" or "that"?"""
    words = [c.lower_ for c in children(noun) if not c.is_punct and not c.is_space]
    return noun.pos_ == "NOUN" and len(words) == 1 and words[0] in {"the", "this", "that"}


def _before(pronoun: Token, *nouns: Token | None) -> Iterator[Token]:
    """Those nouns that stand before a pronoun, the last of a coordination included."""
    for noun in nouns:
        if noun is not None and noun.i < pronoun.i and noun.i != pronoun.head.i:
            yield antecedent(noun)
