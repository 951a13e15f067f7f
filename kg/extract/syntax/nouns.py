"""Reads noun phrases off a dependency parse: lists, owners, modifiers and prepositional phrases."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.syntax.tree import children

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
_VERBAL = frozenset({"VERB", "AUX"})
_CLAUSE = frozenset({"relcl", "acl"})
_PREPOSITIONAL = frozenset({"prep", "dative", "agent", "prt", "advmod"})
_MODIFIER = frozenset({"amod", "compound", "nmod", "npadvmod", "nounmod", "quantmod"})
#: Dependents in which a phrase goes on; what hangs elsewhere belongs to another predicate.
_SAME_PHRASE = frozenset({
    "prep", "pobj", "dobj", "conj", "appos", "compound", "nmod", "dative", "agent", "attr",
    "npadvmod", "nummod", "oprd", "prt", "advmod",
})  # fmt: skip

#: Marks before a list of names that tells who is meant.
_OPENING = frozenset({",", "-", "\N{EN DASH}", "\N{EM DASH}", ":"})


def conjuncts(token: Token) -> Iterator[Token]:
    """The token and all that is coordinated with it, from left to right."""
    yield token
    for child in children(token):
        if child.dep_ == "conj":
            yield from conjuncts(child)


def first_conjunct(token: Token) -> Token:
    """The head of a coordination ("A" of "A, B and C")."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def child(token: Token, *deps: str) -> Token | None:
    """The first child in one of these dependency relations."""
    for c in children(token):
        if c.dep_ in deps:
            return c
    return None


def antecedent(token: Token) -> Token:
    """For a relative pronoun, the noun that it stands for; otherwise the token itself."""
    if token.tag_ in {"WDT", "WP", "WP$"} or (token.lower_ == "that" and token.dep_ != "det"):
        clause = token.head
        above = _VERBAL | {"ADP"}
        while clause.dep_ not in _CLAUSE and clause.head.i != clause.i and clause.pos_ in above:
            clause = clause.head
        if clause.dep_ in _CLAUSE and clause.head.pos_ in _NOMINAL:
            return _nearest_member(clause.head, token)
    return token


def _nearest_member(noun: Token, pronoun: Token) -> Token:
    """Of a coordination before a relative pronoun the last ("the army and the rebels, who ...").

    Behind names alone and a comma it takes up all ("Finland and Sweden, which joined NATO").
    """
    if _speaks_of_one(pronoun) and noun.tag_ == "NNS":
        inner = next(prepositional(noun, "of"), None)  # "fighters of the group, which is"
        return noun if inner is None or inner.tag_ == "NNS" else inner
    behind_comma = pronoun.nbor(-1).is_punct
    first = first_conjunct(noun) if behind_comma and noun.pos_ == "PROPN" else noun
    members = [m for m in conjuncts(first) if m.i < pronoun.i]
    if behind_comma and all(m.pos_ == "PROPN" for m in members):
        return first
    return members[-1] if members else noun


def _speaks_of_one(pronoun: Token) -> bool:
    """Is the verb of a relative pronoun in the singular?"""
    finite = (pronoun.head, *(c for c in children(pronoun.head) if c.dep_ in {"aux", "auxpass"}))
    return pronoun.dep_ in {"nsubj", "nsubjpass"} and any(v.tag_ == "VBZ" for v in finite)


def names_of(noun: Token) -> Token | None:
    """The first of the names that tell who is meant by a plural, whether it is hung on or listed.

    "Its allies, the army and the militia, have": a list that a comma closes is none of three.
    """
    names = [c for c in children(noun) if c.dep_ in {"appos", "conj"} and c.pos_ == "PROPN"]
    if noun.tag_ != "NNS" or not names or child(names[0], "conj") is None:
        return None
    if noun.i < noun.head.i < names[0].i:  # "rebels left two villages, A and B": no rebels
        return None
    first, last = names[0], list(conjuncts(names[0]))[-1].right_edge.i + 1
    closed = last < len(noun.doc) and noun.doc[last].is_punct
    joined = any(c.dep_ == "cc" for c in children(noun))
    return first if closed and not joined and first.left_edge.nbor(-1).text in _OPENING else None


def renamed(noun: Token) -> Token:
    """The noun that another one names once more, or inside whose other name it stands."""
    above = noun
    while above.dep_ in {"appos", "pobj", "prep"} and above.head.i < above.i:
        if above.dep_ == "appos":
            return above.head
        above = above.head
    return noun


def possessor(noun: Token) -> Token | None:
    """Who has it: "its" in "its control", "the army" in "the army's advance"."""
    return child(noun, "poss")


def modifiers(noun: Token) -> Iterator[Token]:
    """Words that modify the noun from the left, those of hyphenated pairs included, in order."""
    for c in children(noun):
        if c.dep_ in _MODIFIER and c.i < noun.i:
            yield from modifiers(c)
            yield c


def prepositional(token: Token, preposition: str) -> Iterator[Token]:
    """The nouns (or gerunds) that hang on this preposition at the token, first ones first."""
    words = preposition.split("_")
    for c in children(token):
        if c.lower_ == words[0] and c.dep_ in _PREPOSITIONAL:
            inner: Token | None = c
            for word in words[1:]:
                inner = _next_word(inner, word)
            if inner is not None:
                found = child(inner, "pobj", "pcomp")
                if found is not None:
                    yield antecedent(found)


def _next_word(preposition: Token | None, word: str) -> Token | None:
    """The second word of a compound preposition: below the first, or right behind it."""
    if preposition is None:
        return None
    below = next((g for g in children(preposition) if g.lower_ == word), None)
    if below is None and preposition.i + 1 < len(preposition.doc):
        behind = preposition.nbor()
        return behind if behind.lower_ == word else None
    return below


def reachable(token: Token, preposition: str) -> Iterator[Token]:
    """As `prepositional`, and then wherever the phrase goes on to the right of the token.

    The parser often hangs a phrase on the nearest noun ("took the village of A from B"): so the
    nouns below the token are looked through too, but no other clause.
    """
    first = list(prepositional(token, preposition))
    yield from first
    seen = {t.i for t in first}
    queue = _further(token)
    while queue:
        inner = queue.pop(0)
        for found in prepositional(inner, preposition):
            if found.i not in seen:
                seen.add(found.i)
                yield found
        queue += _further(inner)


def _further(token: Token) -> list[Token]:
    """Where a phrase goes on behind a word; what another verb of passive sense does is its own."""
    found = [c for c in children(token) if c.dep_ in _SAME_PHRASE and c.i > token.i]
    return [c for c in found if c.dep_ != "conj" or child(c, "auxpass", "nsubjpass") is None]
