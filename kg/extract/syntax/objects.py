"""Finds what is acted on, and what a phrase is said of, whatever the voice."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.syntax.nouns import antecedent, child
from kg.extract.syntax.subjects import surface_subject
from kg.extract.syntax.tree import children
from kg.extract.syntax.verbs import is_passive

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
_VERBAL = frozenset({"VERB", "AUX"})
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})


def object_(verb: Token) -> Token | None:
    """The logical object: of a passive its grammatical subject, of a relative clause its noun."""
    if is_passive(verb):
        return verb.head if verb.dep_ == "amod" else surface_subject(verb)
    found = child(verb, "dobj", "attr", "oprd")
    if found is not None:
        return antecedent(found)
    return _distant_object(verb) or _name_behind(verb)


def _name_behind(verb: Token) -> Token | None:
    """A name right behind the verb that the parser took for an adverb ("have retaken Sirte")."""
    behind = (c for c in children(verb) if c.dep_ in {"advmod", "npadvmod"} and c.pos_ == "PROPN")
    return next((c for c in behind if c.left_edge.i == verb.i + 1), None)


def _distant_object(verb: Token) -> Token | None:
    """An object that another verb of the coordination carries, or the noun of a relative clause."""
    for c in children(verb):
        if c.dep_ == "conj" and c.pos_ == "VERB" and verb.i + 1 < len(verb.doc):
            shared = child(c, "dobj")
            if shared is not None and verb.doc[verb.i + 1].dep_ == "cc" and c.i <= verb.i + 3:
                return antecedent(shared)
    own = child(verb, "nsubj")
    if verb.dep_ == "relcl" and verb.head.pos_ in _NOMINAL and own is not None:
        relative = any(c.tag_ in _RELATIVE for c in (*children(verb), *children(own)))
        stranded = any(
            c.dep_ == "prep" and child(c, "pobj", "pcomp") is None for c in children(verb)
        )
        if not relative and not stranded and child(verb, "ccomp", "xcomp") is None:
            return verb.head
    return None


def host(phrase: Token) -> Token | None:
    """What a prepositional phrase is predicated of.

    "The town is under ...", "took the town under ...": the town; "areas under ...": areas.

    Args:
        phrase: the preposition.
    """
    head = phrase.head
    if head.dep_ == "advmod" and head.head.pos_ in _VERBAL:
        head = head.head  # "was back in their hands"
    if head.pos_ in _VERBAL:
        found = object_(head)
        if found is not None and not (phrase.i < found.i and head.i < phrase.i):
            return found
        return found if found is not None else surface_subject(head)
    return antecedent(head) if head.pos_ in _NOMINAL else None
