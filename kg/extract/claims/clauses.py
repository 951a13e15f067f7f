"""Tells from its own words alone whether a clause denies, commands, wishes or came to be."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.syntax import child, children

_VERBAL = frozenset({"VERB", "AUX"})
_NO = frozenset({"no", "neither"})
_NOR = frozenset({"neither", "nor"})
_PICKING = frozenset({"det", "preconj", "cc"})


def is_subjunctive(verb: Token) -> bool:
    """Is it a bare verb with a subject of its own ("demands that the army withdraw")?"""
    return (
        verb.tag_ == "VB"
        and child(verb, "aux") is None
        and any(c.dep_ == "nsubj" for c in children(verb))
    )


def came_to_be(verb: Token) -> bool:
    """Is it told as past, as what it hangs on ("held it until they were driven out")?"""
    passive = any(c.dep_ == "auxpass" and c.tag_ == "VBD" for c in children(verb))
    return verb.head.tag_ == "VBD" and (passive or verb.tag_ == "VBD")


def is_command(predicate: Token) -> bool:
    """Is it what somebody is told to do ("Deport them")?"""
    bare = predicate.tag_ == "VB" and predicate.dep_ == "ROOT"
    return bare and all(c.is_punct or c.is_space for c in predicate.lefts)


def of_nobody(predicate: Token) -> bool:
    """Is it said of nobody ("no state shall expel")?"""
    subject = child(predicate, "nsubj", "nsubjpass")
    if subject is None:
        return False
    words = (subject, *children(subject))
    return any(c.dep_ in _PICKING and c.lower_ in _NO for c in words) or (
        subject.left_edge.dep_ == "neg" and subject.left_edge.i < subject.i
    )


def is_neither(verb: Token) -> bool:
    """Is it the one or the other of what is denied ("has neither left the camp nor ceded it")?"""
    return verb.pos_ in _VERBAL and any(c.lower_ in _NOR and c.i < verb.i for c in children(verb))
