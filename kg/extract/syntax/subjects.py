"""Finds who does what a verb says, whatever its voice and wherever it hangs."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.syntax.nouns import (
    antecedent,
    child,
    possessor,
    prepositional,
    reachable,
    renamed,
)
from kg.extract.syntax.tree import children
from kg.extract.syntax.verbs import goes_on, is_infinitive, is_passive, is_predicate

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
_VERBAL = frozenset({"VERB", "AUX"})
_CLAUSE = frozenset({"relcl", "acl"})
_CALLED, _AS = "on", "as"
_OWN_DOING = frozenset({"use"})  #: verbs whose object does nothing
#: Prepositions after which the object of the verb does the gerund ("accused them of seizing").
_OBJECT_CONTROL = frozenset({"of", "from", "for", "into", "with", "as"})


def subject(verb: Token) -> Token | None:
    """The logical subject: of a passive its agent, of an infinitive whoever controls it."""
    if is_passive(verb):
        return agent(verb)
    return surface_subject(verb)


def agent(verb: Token) -> Token | None:
    """The noun of a passive's "by" phrase."""
    for c in children(verb):
        if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by"):
            return child(c, "pobj")
    of_another = (agent(v) for v in children(verb) if v.dep_ == "conj")
    behind = (noun for noun in reachable(verb, "by") if not _does_another(noun))
    further = (noun for noun in behind if not _is_set_off(verb, noun))
    return next((a for a in (*of_another, *further) if a is not None), None)


def _is_set_off(verb: Token, noun: Token) -> bool:
    """Does a comma part them ("were killed in Haiti, a report by the mission found")?"""
    return any(t.text == "," for t in verb.doc[verb.i : noun.i])


def _does_another(noun: Token) -> bool:
    """Is it the doer of a noun of action of its own ("freed after its occupation by the army")?"""
    owned = noun.head.head
    found = possessor(owned) if owned.pos_ == "NOUN" else None
    return found is not None and found.tag_ == "PRP$" and noun.head.i == owned.i + 1


def surface_subject(verb: Token) -> Token | None:
    """The grammatical subject, followed through relative clauses, coordination and control."""
    seen: set[int] = set()
    while verb.i not in seen:
        seen.add(verb.i)
        found = nearest_subject(verb)
        if found is not None:
            return antecedent(found)
        found, above = _controller(verb)
        if found is not None or above is None:
            return found
        verb = above
    return None


def nearest_subject(verb: Token) -> Token | None:
    """The subject at the verb itself; where the parser sees several, the one next to it.

    A subject behind a place ("In X province, the army seized ...") may be taken for another name of
    the place: a noun in apposition that ends right before the verb is its subject then.
    """
    subjects = [c for c in children(verb) if c.dep_ in {"nsubj", "nsubjpass"}]
    if not subjects:  # "the town was re-captured" may hang the town on "was"
        auxiliary = child(verb, "auxpass", "aux")
        subjects = (
            [] if auxiliary is None else [c for c in children(auxiliary) if c.dep_ == "nsubj"]
        )
    if subjects:
        return next((c for c in reversed(subjects) if c.i < verb.i), subjects[0])
    if verb.dep_ != "ROOT" or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    before = next(
        (c for c in children(verb) if c.dep_ == "prep" and c.right_edge.i == verb.i - 1), None
    )
    if before is None:
        return None
    return next(
        (t for t in before.subtree if t.dep_ == "appos" and t.right_edge.i == verb.i - 1), None
    )


def _controller(verb: Token) -> tuple[Token | None, Token | None]:
    """Who does a verb without subject, or else the verb whose subject does it."""
    head = verb.head
    gerund = gerund_before(verb)
    if head.i == verb.i or gerund is not None:
        return None, gerund
    if verb.dep_ in _CLAUSE:
        return _of_noun(verb)
    if verb.dep_ == "pcomp" and head.pos_ in {"ADP", "SCONJ"}:
        told = _told_before(head)
        return _of_gerund(head) if told is None else (None, told)
    if (verb.dep_ == "xcomp" and verb.tag_ == "VB") or _says_of_object(verb):
        return _undergoer(head)
    if verb.dep_ == "ccomp":
        goes_on = head.pos_ == "AUX" or verb.tag_ in {"VBG", "VB"}
        return None, head if goes_on else None
    shares = verb.dep_ in {"xcomp", "advcl", "acomp", "conj", "dep"} or is_predicate(verb)
    return None, head if shares else None


def _says_of_object(verb: Token) -> bool:
    """Is it what a verb says of its object ("marked the town as occupied")?"""
    marks = (c for c in children(verb) if c.dep_ == "mark")
    return verb.dep_ == "advcl" and verb.tag_ == "VBN" and any(c.lower_ == _AS for c in marks)


def gerund_before(verb: Token) -> Token | None:
    """The gerund that an infinitive hung too high goes with ("accused of planning to attack")."""
    left = verb.left_edge.i
    if verb.dep_ != "advcl" or not left or not is_infinitive(verb):
        return None
    before = verb.doc[left - 1]
    own = before.dep_ == "pcomp" and before.tag_ == "VBG" and before.head.head.i == verb.head.i
    return before if own else None


def _of_gerund(preposition: Token) -> tuple[Token | None, Token | None]:
    """The doer of a gerund behind a preposition."""
    governor = preposition.head
    again = governor if preposition.dep_ == "conj" else governor.head
    if again.lower_ == preposition.lower_ and (again is governor or governor.dep_ == "pcomp"):
        return _of_gerund(again)  # "accused them of A and of B"
    if governor.dep_ == "dobj" and governor.ent_type_ and preposition.lower_ in _OBJECT_CONTROL:
        return antecedent(governor), None  # "accused Kashma's government of arming them"
    if governor.pos_ in {"NOUN", "PROPN"}:
        return _owner(governor)
    return _undergoer(governor) if preposition.lower_ in _OBJECT_CONTROL else (None, governor)


def _told_before(preposition: Token) -> Token | None:
    """The clause that a phrase goes on with, though it hangs on who says so behind it.

    "Rebels left the town, hours after taking it, an elder said": the rebels took it.
    """
    saying = preposition.head
    told = saying.head if saying.dep_ == "advcl" else child(saying, "ccomp")
    speaker = child(saying, "nsubj")
    if told is None or speaker is None or told.i > preposition.i or told.pos_ not in _VERBAL:
        return None
    return told if preposition.i < speaker.i else None


def _undergoer(governor: Token) -> tuple[Token | None, Token | None]:
    """Whom a verb makes do something, or the verb itself where it makes nobody do anything."""
    if governor.lemma_ in _OWN_DOING:
        return None, governor
    found = child(governor, "dobj")
    if found is None:  # "called on the army to leave"
        found = next(prepositional(governor, _CALLED), None)
    return (None, governor) if found is None else (antecedent(found), None)


def _of_noun(verb: Token) -> tuple[Token | None, Token | None]:
    """Who does what a clause at a noun says: the noun, or the owner of an "offensive to ..."."""
    if is_infinitive(verb):
        return _owner(verb.head)
    if goes_on(verb):
        return renamed(verb.head), None
    return (verb.head, None) if verb.dep_ == "acl" else (None, None)


def _owner(noun: Token) -> tuple[Token | None, Token | None]:
    """Whose plan, attempt or offensive it is: the possessor, else the subject of its verb."""
    owners = (*prepositional(noun, "by"), *prepositional(noun, "of"), possessor(noun))
    owner = next((o for o in owners if o is not None and o.pos_ in _NOMINAL), None)
    if owner is not None:
        return owner, None
    if noun.dep_ == "appos":
        return noun.head, None
    if noun.dep_ in {"dobj", "attr", "pobj"}:
        verb = noun.head
        while verb.pos_ == "ADP" and verb.head.i != verb.i:
            verb = verb.head
        return (None, verb) if verb.pos_ in _VERBAL else (None, None)
    return None, None
