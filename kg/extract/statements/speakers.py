"""Finds who speaks: the tokens at the head of the noun phrases that a cue names as its source."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements.scene import Scene

_VERBAL = {"VERB", "AUX"}
_NOMINAL = {"PROPN", "NOUN", "PRON"}
_NEVER = {"there", "nothing", "none", "nobody"}
_VAGUE = {"it", "this", "that", "which", "what", "these", "those", "such"}
_NO_SPEAKER = {
    "DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "EVENT", "LAW", "LANGUAGE", "LOC",
}  # fmt: skip
_PERSONAL = {
    "he",
    "she",
    "they",
    "i",
    "we",
    "you",
    "who",
    "whoever",
    "one",
    "many",
    "some",
    "others",
}


def of_verb(verb: Token) -> Token | None:
    """The noun that is the logical subject of a verb, or None."""
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return _issuer(verb.head)
    found = syntax.subject(verb)
    if found is None and verb.dep_ in {"ccomp", "parataxis", "advcl", "conj"}:
        found = _inverted(verb)
    return found


def _inverted(verb: Token) -> Token | None:
    """The noun after a verb of saying ("..., said the minister") that was parsed as its object."""
    found = syntax.child(verb, "dobj", "attr", "npadvmod")
    return found if found is not None and found.i > verb.i else None


def _issuer(noun: Token) -> Token:
    """Who issued the thing that says something ("the ministry issued a statement saying ...")."""
    if noun.dep_ in {"dobj", "pobj"}:
        verb = noun.head if noun.dep_ == "dobj" else noun.head.head
        if verb.pos_ in _VERBAL and not syntax.is_passive(verb):
            subject = syntax.surface_subject(verb)
            if subject is not None:
                return subject
    return noun


def joint(head: Token) -> tuple[Token, ...]:
    """All speakers of a coordination, in order."""
    return tuple(
        t
        for t in syntax.conjuncts(head)
        if t.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"}
    )


def can_speak(scene: Scene, token: Token) -> bool:
    """May this noun name someone who says, thinks or wants?"""
    lower = token.lower_
    if lower in _NEVER or lower in _VAGUE:
        return False
    if token.pos_ == "PRON" or lower in _PERSONAL:
        return lower in _PERSONAL or token.tag_ == "PRP"
    index = scene.mentions.at(token)
    if index is not None:
        cls = scene.mentions[index].cls
        if any(scene.ontology.is_a(cls, c) for c in scene.lexicon.words("speaker_classes")):
            return True
    if token.ent_type_ in _NO_SPEAKER:
        return False
    if token.pos_ == "PROPN" or token.ent_type_:
        return True
    words, lemma = scene.lexicon.words, token.lemma_
    return lemma in words("speakers") or (
        lemma.endswith(tuple(sorted(words("speaker_endings"))))
        and lemma not in words("no_speakers")
    )


def between(scene: Scene, start: int, end: int) -> Token | None:
    """Head of the first noun phrase between two offsets: a speaker the parse did not tie."""
    first, last = scene.token_at(start), scene.token_at(max(end - 1, start))
    run: list[Token] = []
    for token in first.doc[first.i : last.i + 1]:
        if start <= token.idx < end and token.pos_ in _NOMINAL:
            run.append(token)
        elif run and can_speak(scene, run[-1]):
            break
        elif not token.is_punct:
            run = []
    return run[-1] if run and can_speak(scene, run[-1]) else None
