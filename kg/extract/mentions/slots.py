"""What places in a sentence a noun or name fills, told by the words around it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.mentions.spans import Name, tied

_LONGEST_DATELINE = 12  #: tokens, agency and date included


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


def names_home(doc: Doc, end: int, words: frozenset[str]) -> bool:
    """Does a word that tells where somebody is from hang on the name ("Kashma-based")?"""
    return tied(doc, end) and end + 1 < len(doc) and doc[end + 1].lower_ in words


def is_dateline(doc: Doc, name: Name) -> bool:
    """Does the name open a line that only says where and by whom it was written?"""
    first = doc[name.start]
    if not first.is_sent_start or name.end >= len(doc) or doc[name.end].text not in {",", "("}:
        return False
    line = first.sent
    whole = len(line) <= _LONGEST_DATELINE and line[-1].text == ")"
    return whole and not any(t.pos_ == "VERB" for t in line)
