"""Finds the arguments around a noun: what it modifies, renames, is said of or joined to."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.binding import objects_before
from kg.extract.claims.frames import Pattern, Shape
from kg.extract.claims.triggers import Match
from kg.extract.syntax import (
    child,
    children,
    first_conjunct,
    is_infinitive,
    names_of,
    object_,
    subject,
    surface_subject,
)
from kg.extract.syntax import host as host_of

_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
BARE = Pattern(Shape.NOUN, ())  #: what a path goes on from is a noun like any other
_SINGULAR, _LISTED = "singular", "listed"
_EQUATING = frozenset(
    {"as", "among", "of", "under", "in"}
)  #: prepositions that say what something is
_ALONG = frozenset({"with", "alongside"})  #: prepositions that join as "and" does


def before_clause(clause: Token) -> Iterator[Token]:
    """The noun right before a clause that the parser hung on a noun further up.

    "The mayor of Kashma, which rebels hold": Kashma, though the clause hangs on the mayor.
    """
    if clause.dep_ not in {"relcl", "acl"}:
        return
    i = clause.left_edge.i - 1
    while i > clause.head.i and clause.doc[i].is_punct:
        i -= 1
    noun = clause.doc[i]
    if noun.i > clause.head.i and noun.pos_ in _NOMINAL and clause.head.is_ancestor(noun):
        yield noun


def head(match: Match, word: str) -> Iterator[Token]:
    """The noun that an adjective, compound or modifying noun stands before or behind."""
    del word
    anchor = match.anchor
    if match.pattern.shape is Shape.NOUN:
        if anchor.dep_ in {"compound", "nmod", "amod"}:
            yield anchor.head
        return
    if _is_listed(anchor):
        yield from (c for c in children(anchor) if c.dep_ == "dobj")
        return
    token = anchor.nbor(2) if match.pattern.shape is Shape.PREFIX else anchor
    while token.dep_ in {
        "amod",
        "compound",
        "nmod",
        "npadvmod",
        "punct",
        "conj",
        "acl",
        "intj",
        "quantmod",
    }:
        token = token.head
        if token.pos_ in {"NOUN", "PROPN"} and token.i > anchor.i:
            yield token  # and in "a Saudi-led coalition camp" the coalition
            yield from (c for c in token.lefts if c.i > anchor.i and c.dep_ == "compound")
            return
    if token.pos_ in {"NOUN", "PROPN", "PRON"} and token.i != anchor.i:
        yield token


def _is_listed(participle: Token) -> bool:
    """Is it a participle taken for a verb in a list of nouns ("forces and allied units")?"""
    return (
        participle.dep_ == "conj" and participle.head.pos_ in _NOMINAL and participle.pos_ == "VERB"
    )


def itself(match: Match, word: str) -> Iterator[Token]:
    """The noun of the pattern, where it has the number or place that is asked for."""
    noun = match.noun if match.noun is not None else match.anchor
    if word == _SINGULAR and noun.tag_ not in {"NN", "NNP"}:
        return
    if word != _LISTED or noun.dep_ == "conj":
        yield noun


def host(match: Match, word: str) -> Iterator[Token]:
    """What a phrase, adjective or noun is said of, through "be" or by standing at it.

    With a preposition as word: who does with it what the clause says ("grew with the capture").
    """
    yield from _doing_with(match.anchor, word) if word else _said_of(match)


def _said_of(match: Match) -> Iterator[Token]:
    """What is said to be it, through "be" or by standing at it."""
    anchor = _picked(match.anchor)
    if match.pattern.shape in {Shape.STATE, Shape.LINK}:
        found = host_of(anchor) if match.pattern.shape is Shape.STATE else _joined(anchor)
        if found is not None:
            yield found
    elif anchor.dep_ in {"amod", "acl"}:
        yield anchor.head
    elif anchor.dep_ in {"acomp", "attr", "oprd", "conj", "advcl"} or anchor.pos_ in _VERBAL:
        governor = anchor if anchor.pos_ in _VERBAL else anchor.head
        called = object_(governor) if anchor.dep_ == "oprd" else None
        found = called or surface_subject(governor)  # "the group, which he calls a proxy of A"
        if found is not None:
            yield found
    elif anchor.dep_ == "pobj" and anchor.head.lower_ in _EQUATING:
        found = host_of(anchor.head)
        if found is not None:
            yield found


def _doing_with(noun: Token, preposition: str) -> Iterator[Token]:
    """Who does with the noun what the clause says."""
    phrase = noun.head
    if noun.dep_ == "pobj" and phrase.lower_ == preposition and phrase.head.pos_ in _VERBAL:
        found = subject(phrase.head)
        yield from () if found is None else (found,)


def _picked(noun: Token) -> Token:
    """The word that picks out one of a plural ("one of its allies"), else the noun itself."""
    above = noun.head.head
    picks = noun.dep_ == "pobj" and noun.head.lower_ == "of" and above.pos_ == "NUM"
    return above if picks else noun


def _joined(preposition: Token) -> Token | None:
    """The noun to which a linking preposition joins another."""
    head = preposition.head
    return surface_subject(head) if head.pos_ in _VERBAL else head


def apposition(match: Match, word: str) -> Iterator[Token]:
    """The other name of the noun, however the parser hung it ("Turkey, a NATO member")."""
    del word
    noun = match.anchor
    if noun.dep_ == "appos" and match.pattern is not BARE:
        yield first_conjunct(noun.head) if noun.tag_ == "NNS" else noun.head
    if noun.dep_ != "attr":  # "X is an ally of A (B)": B names A
        yield from (c for c in children(noun) if c.dep_ == "appos")
        listed = names_of(noun)
        if listed is not None:
            yield listed
    if match.pattern is not BARE:
        yield from _name_behind(noun)
        if noun.dep_ == "dobj":  # "asked their ally Israel for help": two objects of one verb
            yield from (
                c for c in children(noun.head) if c.dep_ == "dobj" and c.left_edge.i == noun.i + 1
            )
        if noun.dep_ == "nsubj":  # "Jordan, part of the coalition, said": two subjects of one verb
            before = (c for c in children(noun.head) if c.dep_ == "nsubj" and c.i < noun.i)
            yield from (c for c in before if c.right_edge.i == noun.left_edge.i - 2)


def _name_behind(noun: Token) -> Iterator[Token]:
    """The name right behind a noun, hung elsewhere by the parser.

    "Its ally Hezbollah said", "fighters of the army and its ally, the Youth Brigade".
    """
    following = noun.right_edge.i + 1
    if following >= noun.sent.end:
        return
    if noun.doc[following].text == ",":
        above = (t for t in noun.ancestors if t.pos_ in _NOMINAL)
        beside = (c for t in above for c in children(t) if c.dep_ == "appos")
        yield from (c for c in beside if c.left_edge.i == following + 1)
        return
    name = noun.doc[following]
    while name.dep_ == "compound" and name.head.i > name.i:
        name = name.head
    if name.pos_ != "PROPN":
        return
    if name.dep_ in {"nsubj", "nsubjpass"} and name.left_edge.i == following:
        yield name


def doer_before(match: Match, word: str) -> Iterator[Token]:
    """Who does what the clause says with which this one is coordinated."""
    del word
    verb = match.predicate
    if verb.dep_ == "conj" and verb.head.pos_ in _VERBAL:
        found = subject(verb.head)
        if found is not None:
            yield found


def object_before(match: Match, word: str) -> Iterator[Token]:
    """The logical object of the clause that this one goes on or hangs on."""
    del word
    verb = match.predicate
    yield from _held_before(verb)
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    if verb.dep_ in {"conj", "advcl", "pcomp"} and above.pos_ in _VERBAL and above.i < verb.i:
        found = object_(above)
        if found is not None:
            yield found
    driven = child(verb, "dobj", "nsubjpass")
    if driven is not None and driven.tag_ == "PRP":  # "seized the town. The army drove them out"
        yield from objects_before(driven)


def _held_before(verb: Token) -> Iterator[Token]:
    """The object of the clause that hangs on the subject ("A, which held B, was driven out")."""
    noun = surface_subject(verb)
    for clause in () if noun is None else children(noun):
        found = child(clause, "dobj") if clause.dep_ in {"relcl", "acl"} else None
        if found is not None and clause.i < verb.i:
            yield found


def coordinated(match: Match, word: str) -> Iterator[Token]:
    """What the noun is joined to by "and" or "together with"."""
    if word and not any(c.lower_ == word for c in children(match.anchor)):
        return
    if _is_listed(match.anchor):
        yield match.anchor.head
        return
    noun = match.anchor
    if match.anchor.dep_ == "amod":
        noun = match.anchor.head
        yield from _joined_before(match.anchor)
    if noun.dep_ == "conj":
        yield noun.head
    elif noun.dep_ == "pobj" and noun.head.lower_ in _ALONG:
        above = noun.head.head
        yield above.head if above.dep_ == "advmod" else above
    for c in children(noun):
        if c.dep_ == "conj":
            yield c


def _joined_before(adjective: Token) -> Iterator[Token]:
    """The noun right before "and" and an adjective, wherever the parser hung it."""
    if adjective.i > 1 and adjective.nbor(-1).dep_ == "cc" and adjective.head.dep_ != "conj":
        before = adjective.nbor(-2)
        if before.pos_ in _NOMINAL:
            yield before


def tells_where(noun: Token, start: Token) -> bool:
    """Does it only tell where a place lies ("marched to Kashma, a port on the lake")?"""
    while noun.i not in {start.i, noun.head.i}:
        if noun.dep_ == "appos":
            return True
        noun = noun.head
    return False


def infinitive(match: Match, word: str) -> Iterator[Token]:
    """The verb that it governs; of these words, also the purpose ("entered to deliver aid")."""
    relations = {"xcomp", "advcl"} if word else {"xcomp"}
    for c in children(match.anchor):
        if c.dep_ in relations and is_infinitive(c) and (not word or c.lemma_ in word.split("|")):
            yield c


def complement(match: Match, word: str) -> Iterator[Token]:
    """What a verb says of its subject, and its particle: "silent", "apart"."""
    del word
    yield from (c for c in children(match.anchor) if c.dep_ in {"acomp", "prt", "oprd"})
