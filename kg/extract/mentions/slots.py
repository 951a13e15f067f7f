"""What places in a sentence a noun fills, each told by the word that opens it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token


def slots(token: Token) -> Iterator[tuple[str, str]]:
    """The slots that a noun fills, each with the lemma of the word that opens it."""
    above = token.head
    if token.dep_ in {"dobj", "nsubjpass"}:
        yield "object", above.lemma_.lower()
        if token.dep_ == "nsubjpass":
            yield "passive", above.lemma_.lower()
    elif token.dep_ == "nsubj":
        yield "subject", above.lemma_.lower()
    elif token.dep_ == "poss":
        yield "owner", above.lemma_.lower()
    elif token.dep_ == "pobj":
        chain = [above.lower_]
        while above.head.dep_ == "prep":
            above = above.head
            chain.insert(0, above.lower_)
        words = " ".join(chain)
        yield "behind", f"{above.head.lemma_.lower()} {words}"
        if above.i:  # the noun right before, where the parser hung the phrase on the verb
            yield "behind", f"{above.nbor(-1).lemma_.lower()} {words}"
