"""Tells of each phrase what it does in its clause, so that later words find whom they mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.attrs import IDX, TAG  # type: ignore[import-not-found]
from spacy.tokens import Doc, Token

from kg.extract.syntax import child, first_conjunct, surface_subject
from kg.model import Function, Grammar, Mention, Span, Thing

_FUNCTIONS = {
    "nsubj": Function.SUBJECT,
    "nsubjpass": Function.SUBJECT,
    "csubj": Function.SUBJECT,
    "dobj": Function.OBJECT,
    "dative": Function.OBJECT,
    "attr": Function.OBJECT,
    "oprd": Function.OBJECT,
    "pobj": Function.OBLIQUE,
    "poss": Function.POSSESSOR,
    "compound": Function.MODIFIER,
    "nmod": Function.MODIFIER,
    "amod": Function.MODIFIER,
    "npadvmod": Function.MODIFIER,
}
_PREDICATES = frozenset({"VERB", "AUX"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_PLURALS = frozenset({"NNS", "NNPS"})
_CORE = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
#: Kinds of the name finder that no pronoun takes up: times and numbers.
_COUNTED = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})
#: After a verb with an object, what follows these is the object's doing ("praised X for its ...").
_OF_THE_OBJECT = frozenset({"for", "of", "over", "against"})
#: Clauses whose doer is the one of the clause around them where they name none.
_WITHOUT_SUBJECT = frozenset({"pcomp", "xcomp", "advcl", "acl"})


def placed(doc: Doc, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions with their grammar."""
    at = {start: i for i, start in enumerate(doc.to_array([IDX]).ravel().tolist())}
    found = []
    for mention in mentions:
        i = at.get(mention.head.start)
        found.append(mention if i is None else replace(mention, grammar=_grammar(doc[i])))
    return tuple(found)


def things(doc: Doc, mentions: Sequence[Mention]) -> tuple[Thing, ...]:
    """The nouns that head a phrase of their own and lie in no mention."""
    taken = {
        offset for m in mentions for offset in range(m.span.start, max(m.span.end, m.head.end))
    }
    return tuple(
        Thing(Span(t.idx, t.idx + len(t)), _place(t, with_doer=False), t.tag_ in _PLURALS)
        for t in map(doc.__getitem__, _tagged(doc, _NOUNS))
        if t.idx not in taken and first_conjunct(t).dep_ in _CORE and t.ent_type_ not in _COUNTED
    )


def _tagged(doc: Doc, tags: Iterable[str]) -> list[int]:
    """The tokens with one of the tags, by index; others cost no token object."""
    strings = doc.vocab.strings
    wanted = {strings[tag] for tag in tags if tag in strings}
    return [i for i, tag in enumerate(doc.to_array([TAG]).ravel().tolist()) if tag in wanted]


def _grammar(token: Token) -> Grammar:
    """What the phrase of this head word does in its clause, and who else does it."""
    return _place(token, with_doer=True)


def _place(token: Token, *, with_doer: bool) -> Grammar:
    first = first_conjunct(token)
    apposed = first.head.idx if first.dep_ == "appos" else -1
    while first.dep_ == "appos" and first.head.i != first.i:
        first = first_conjunct(first.head)
    function = _FUNCTIONS.get(first.dep_, Function.OTHER)
    predicate = _predicate(first)
    if predicate is None:
        return Grammar(function, apposed=apposed)
    governor = first.head if function is Function.POSSESSOR else predicate
    doer = _doer(token, predicate) if with_doer else None
    at = -1 if doer is None else doer.idx
    return Grammar(function, predicate.idx, governor.lemma_.lower(), at, apposed)


def _predicate(token: Token) -> Token | None:
    """The nearest verb above."""
    below, above = token, token.head
    while above.i != below.i:
        if above.pos_ in _PREDICATES:
            return above
        below, above = above, above.head
    return None


def _doer(token: Token, predicate: Token) -> Token | None:
    """Who does what is said around the token, other than itself.

    Beside an object, what stands behind a preposition may be the doer ("took the map with her").
    """
    if token.dep_ == "pobj" and child(predicate, "dobj") is not None:
        return None
    above: Token = token
    found: Token | None = None
    while above.head.i not in {predicate.i, above.i}:
        if above.dep_ == "prep" and above.lower_ == "for" and above.head.dep_ == "dobj":
            found = above.head
        if above.dep_ == "conj" and above.head.pos_ not in _PREDICATES:
            found = above.head  # "Kurti and his minister"
        above = above.head
    if above.dep_ == "prep" and above.lower_ in _OF_THE_OBJECT:
        found = child(predicate, "dobj")
    while found is None:
        found = surface_subject(predicate)
        around = _predicate(predicate)
        if around is None or predicate.dep_ not in _WITHOUT_SUBJECT:
            break
        predicate = around
    return None if found is None or found.i == token.i else found
