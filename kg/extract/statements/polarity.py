"""Judges whether what is attributed is affirmed or denied, by the cue and the main clause."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements.lexicon import Lexicon
from kg.extract.statements.scene import Found

_SUBJECTS = {"nsubj", "nsubjpass"}
_COMPLEMENTS = {"attr", "dobj", "pobj"}
_NO = {"no", "neither"}
_BE, _INFINITIVES = "be", {"xcomp"}
_NOUN = "NOUN"


def polarity(found: Found, lexicon: Lexicon) -> str:
    """Negated where one of cue and content denies; a cue that denies by itself decides alone."""
    if found.entry is not None and found.entry.polarity == "negated":
        return "negated"
    about = found.predicate
    content_denies = about is not None and _denies(about, lexicon, found.content.end)
    return "negated" if found.negated != content_denies else "affirmed"


def is_denied(token: Token, lexicon: Lexicon) -> bool:
    """Is there a "not" or "no" right at this word that denies it (unlike "not only")?"""
    for c in syntax.children(token):
        if c.dep_ == "neg" and not _denies_nothing(c, lexicon):
            return True
        if c.dep_ == "det" and c.lower_ in _NO and token.lemma_ not in lexicon.words("undenied"):
            return True
    return False


def _denies_nothing(negation: Token, lexicon: Lexicon) -> bool:
    following = negation.i + 1
    doc = negation.doc
    return following < len(doc) and doc[following].lower_ in lexicon.words("no_denial")


def _denies(predicate: Token, lexicon: Lexicon, end: int) -> bool:
    """Does an odd number of words deny this predicate: a "not", its own sense, its arguments?

    What stands behind the end of the content, which the parse hung on it, does not count.
    """
    own = _means_no(predicate, lexicon)
    beside = any(_argument_denies(c, lexicon) for c in syntax.children(predicate) if c.idx < end)
    governed = predicate.dep_ in {"pobj", "pcomp"} and (
        predicate.head.lower_ in lexicon.words("negative_prepositions")
    )
    return (is_denied(predicate, lexicon) != own) != (
        beside or governed or _is_ruled_out(predicate, lexicon)
    )


def _is_ruled_out(predicate: Token, lexicon: Lexicon) -> bool:
    """Does the "not" of a copula hang on the infinitive behind it ("were not to be sold")?"""
    behind = (c for c in predicate.rights if c.dep_ in _INFINITIVES)
    return predicate.lemma_ == _BE and any(
        c.dep_ == "neg" and c.i == predicate.i + 1 and not _denies_nothing(c, lexicon)
        for infinitive in behind
        for c in infinitive.lefts
    )


def _means_no(predicate: Token, lexicon: Lexicon) -> bool:
    """Is it a verb that denies its object, or what it governs ("failed to agree")?

    What is denied or rejected is so nonetheless ("they were denied entry").
    """
    if predicate.lemma_ in lexicon.words("negative"):
        if predicate.pos_ == _NOUN:  # "pointed to a lack of funds"
            return False
        return predicate.pos_ != "VERB" or not syntax.is_passive(predicate)
    return (
        predicate.lemma_ in lexicon.words("negative_governors")
        and syntax.child(predicate, "xcomp", "ccomp") is not None
    )


def _argument_denies(token: Token, lexicon: Lexicon) -> bool:
    """Does a subject, object or adverb deny its verb ("nobody", "no troops", "no longer")?"""
    words = lexicon.words("negative")
    if token.dep_ in _SUBJECTS | {"acomp", "advmod"}:
        return token.lower_ in words or is_denied(token, lexicon)
    if token.dep_ not in _COMPLEMENTS:
        return False
    return token.lower_ in words or any(
        c.dep_ == "det" and c.lower_ in _NO and token.lemma_ not in lexicon.words("undenied")
        for c in syntax.children(token)
    )
