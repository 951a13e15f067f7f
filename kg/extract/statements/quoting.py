"""Who is quoted and who quotes: "the agency quoted Berg as saying", "Berg was quoted as saying".

The one who is quoted speaks; the one who quotes passes it on.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements.scene import Scene

_AS = "as"


def quoted(scene: Scene, verb: Token) -> Token | None:
    """Who says what a verb behind "as" brings, or what "quoted her as saying" follows."""
    relay = relaying(scene, verb)
    if relay is not None:
        found = _spoken_for(relay)
        return None if found is None else syntax.antecedent(found)
    quotes = verb.lemma_ in scene.lexicon.words("quoting")
    if quotes and verb.dep_ != "acl" and _inner(verb) is not None:
        found = _spoken_for(verb)
        return None if found is None else syntax.antecedent(found)
    return None


def relaying(scene: Scene, verb: Token) -> Token | None:
    """The verb that quotes somebody with a second one behind "as" ("quoted" of "as saying")."""
    behind = verb.dep_ == "pcomp" and verb.tag_ == "VBG" and verb.head.lower_ == _AS
    relay = verb.head.head
    quotes = behind and relay.lemma_ in scene.lexicon.words("quoting")
    return relay if quotes and relay.i < verb.head.i else None


def relayer(scene: Scene, verb: Token) -> Token | None:
    """Who quotes the speaker of a verb, or None."""
    relay = relaying(scene, verb)
    if relay is None:
        inner = _inner(verb) if quoted(scene, verb) is not None else None
        if inner is None:
            return None
        passive = syntax.is_passive(verb)
        by = syntax.agent(verb) if passive else syntax.surface_subject(verb)
        return by or syntax.agent(inner)
    if not syntax.is_passive(relay):
        return syntax.surface_subject(relay)
    return syntax.agent(relay) or syntax.agent(verb)


def _spoken_for(relay: Token) -> Token | None:
    """The noun whose words a quoting verb gives."""
    if syntax.is_passive(relay):
        return relay.head if relay.dep_ == "acl" else syntax.child(relay, "nsubjpass")
    return syntax.child(relay, "dobj")


def _inner(relay: Token) -> Token | None:
    """The verb behind "as" of a quoting verb."""
    for c in relay.rights:
        if c.lower_ == _AS and c.dep_ in {"prep", "mark"}:
            return syntax.child(c, "pcomp")
    return None
