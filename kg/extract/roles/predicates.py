"""Who holds the role that a verb tells: "was elected mayor", "its leader is Ada Quill"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.roles.lexicon import RoleWords
from kg.extract.roles.scene import Scene, Title
from kg.extract.syntax import (
    antecedent,
    child,
    is_passive,
    particle,
    prepositional,
    surface_subject,
)


def predicated(scene: Scene, title: Title, words: RoleWords) -> int | None:
    """As in "Ada Quill is the chancellor", "was elected president", "became head of ..."."""
    head = title.head
    governor = head.head
    if head.dep_ == "pobj" and governor.lower_ == "as":
        return _appointed(scene, governor, words)
    if head.dep_ not in {"attr", "oprd", "xcomp", "dobj", "ccomp"}:
        return None
    if head.dep_ == "dobj" and governor.lemma_ not in words.becoming:
        return None  # "they dismissed the director"
    if governor.lemma_ != "be" and governor.lemma_ not in words.appointing:
        return None
    if not scene.is_fact(governor):
        return None
    subject = _undergoer(governor, head, words)
    return None if subject is None else scene.person_at(subject)


def _undergoer(governor: Token, head: Token, words: RoleWords) -> Token | None:
    """Who is or comes to be what the verb says: of "they appointed" whom they appointed."""
    if head.dep_ == "ccomp":
        inner = child(governor, "nsubj")
        if inner is not None:
            return inner
    becomes = governor.lemma_ == "be" or governor.lemma_ in words.becoming
    if becomes or is_passive(governor):
        return surface_subject(governor)
    found = child(governor, "dobj")
    return None if found is None or found.i == head.i else antecedent(found)


def _appointed(scene: Scene, phrase: Token, words: RoleWords) -> int | None:
    """Who is what a phrase with "as" says: "was hired as ...", "As head of ..., Ada Quill said"."""
    governor = phrase.head
    if governor.pos_ not in {"VERB", "AUX"} or not scene.is_fact(governor):
        return None
    subject = surface_subject(governor)
    held = None if subject is None else scene.person_at(subject)
    if governor.lemma_ not in words.appointing:
        opens = subject is not None and phrase.i < subject.i and bool(phrase.is_sent_start)
        return held if opens else None
    if is_passive(governor) or governor.lemma_ in words.succeeding:
        return held
    object_ = child(governor, "dobj")
    put = None if object_ is None else scene.person_at(object_)
    if put is not None and scene.is_person(put):
        return put
    # "they swore in Ada Quill as judge" makes no judge of those who did
    return None if governor.lemma_ in words.putting else held


def subject_of_name(scene: Scene, title: Title, words: RoleWords) -> int | None:
    """As in "the union's leader is Ada Quill": the office is the subject, the name follows."""
    del words
    head, governor = title.head, title.head.head
    if head.dep_ != "nsubj" or governor.lemma_ != "be" or not scene.is_fact(governor):
        return None
    name = child(governor, "attr")
    found = None if name is None else scene.at(name)
    return found if found is not None and scene.is_named(found) else None


def followed(scene: Scene, title: Title, words: RoleWords) -> int | None:
    """Who held the office before: "Ada Quill succeeded Tom Rush as head of ..."."""
    phrase = title.head.head
    governor = phrase.head
    if title.head.dep_ != "pobj" or phrase.lower_ != "as" or is_passive(governor):
        return None
    if not scene.is_fact(governor):
        return None
    before = None
    if governor.lemma_ in words.succeeding:
        before = child(governor, "dobj")
    elif f"{governor.lemma_} {particle(governor)}" in words.succeeding_from:
        before = next(prepositional(governor, "from"), None)
    found = None if before is None else scene.at(before)
    return found if found is not None and scene.is_person(found) else None
