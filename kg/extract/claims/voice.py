"""Finds the statement that makes a claim: whose voice it stands in."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.extract.claims.around import head
from kg.extract.claims.frames import Shape
from kg.extract.claims.triggers import Match
from kg.extract.syntax import is_infinitive
from kg.model import Statement

_NOMINAL = frozenset({"NOUN", "PROPN"})
#: What a noun has that is told of for the first time: article, number, "several".
_TELLING = frozenset({"det", "nummod", "predet", "poss"})
_INDIRECT = "indirect"  #: a statement without quote marks


def innermost(statements: Sequence[Statement], match: Match) -> int | None:
    """The statement with the shortest content around the words, or around the last of them.

    One that names its speaker goes before one inside it that names nobody ("denied reports that").
    Of "announced the capture of the town" only "capture" is part of what is announced.
    """
    trigger = match.span
    for start in (trigger.start, trigger.end - 1):
        around = [
            (not s.speakers, s.content.end - s.content.start, i)
            for i, s in enumerate(statements)
            if s.says(start)
            and not s.narrator
            and not _is_cue(match, s)
            and not _is_told_wish(match, s, statements)
            and not _only_mentioned(match, s)
        ]
        if around:
            return min(around)[-1]
    return None


def _is_cue(match: Match, statement: Statement) -> bool:
    """Is it itself the act in which the statement consists ("threw its weight behind him")?"""
    cue, words = statement.cue, match.span
    return cue is not None and cue.start <= words.start and words.end <= cue.end


def _is_told_wish(match: Match, one: Statement, statements: Sequence[Statement]) -> bool:
    """Is it what somebody is said to want or plan: a claim of who says so?"""
    cue, words = one.cue, match.anchor.doc.char_span(*one.content, alignment_mode="expand")
    if cue is None or words is None or not (words[0].tag_ == "TO" or is_infinitive(words.root)):
        return False
    return any(s is not one and s.speakers and s.says(cue.start) for s in statements)


def _only_mentioned(match: Match, statement: Statement) -> bool:
    """Is it told beside what somebody wants or refuses ("refused to leave the hills it occupies")?

    Who wants or blames something says that, and not what a relative clause or an adjective in it
    says ("criticism of settlements in occupied land"); nor does who reports of a place that all
    know say who holds it ("shelled rebel-held Douma"), but of one that he tells of first ("took a
    rebel-held village").
    """
    content = statement.content
    words = match.anchor.doc.char_span(content.start, content.end, alignment_mode="expand")
    if words is None or statement.directness != _INDIRECT:
        return False
    if match.pattern.shape is Shape.HYPHEN and any(map(_is_known, head(match, ""))):
        return True
    wanted = words[0].tag_ == "TO" or is_infinitive(words.root)  # "urged them to leave the town"
    if not wanted and words.root.pos_ not in _NOMINAL:
        return False
    if match.pattern.shape in {Shape.HYPHEN, Shape.ADJECTIVE}:
        return True
    clause = match.predicate
    while clause.head.i != clause.i and clause.dep_ != "relcl":
        clause = clause.head
    return clause.dep_ == "relcl" and content.start <= clause.head.idx < content.end


def _is_known(noun: Token) -> bool:
    """Is it a name, a noun with "the", or one that is told of in general ("rebel-held areas")?"""
    told = [c for c in noun.children if c.dep_ in _TELLING]
    return noun.pos_ == "PROPN" or not told or any(c.lower_ == "the" for c in told)
