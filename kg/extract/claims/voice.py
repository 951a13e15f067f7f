"""Finds the statement that makes a claim: whose voice it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kg.extract.claims.frames import Shape
from kg.extract.claims.triggers import Match
from kg.extract.syntax import child, is_infinitive
from kg.model import Statement

_NOMINAL = frozenset({"NOUN", "PROPN"})
_GOVERNED = frozenset({"dobj", "pobj", "dative", "attr", "oprd"})  #: relations of what a verb takes
_CLAUSES = frozenset({"relcl", "acl"})
_EMBEDDED = frozenset({"relcl", "acl", "advcl"})
_INDIRECT = "indirect"  #: a statement without quote marks
_NEGATED = "negated"


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
            and not _out_of_reach(match, s)
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
    says ("criticism of settlements in occupied land"). What the writer adds behind a comma to what
    he has somebody say is the writer's ("said they had entered Kashma, which rebels held").
    """
    content = statement.content
    words = match.anchor.doc.char_span(content.start, content.end, alignment_mode="expand")
    if words is None or statement.directness != _INDIRECT:
        return False
    if statement.polarity == _NEGATED and match.pattern.shape is Shape.HYPHEN:
        return True  # who denies an attack on rebel-held Douma does not deny who holds it
    above = [t for t in _upwards(match.predicate) if content.start <= t.head.idx < content.end]
    led_in = statement.cue is not None and statement.cue.start < content.start
    if led_in and any(_is_aside(t, words.root) for t in above):
        return True
    wanted = words[0].tag_ == "TO" or is_infinitive(words.root)  # "urged them to leave the town"
    if not wanted and not _is_governed(words.root):
        return False
    adjectival = match.pattern.shape in {Shape.HYPHEN, Shape.ADJECTIVE}
    return adjectival or any(_tells_more(t) for t in above)


def _is_governed(noun: Token) -> bool:
    """Is it a noun that verb or preposition governs ("condemned the attack"), and no sentence?"""
    return noun.pos_ in _NOMINAL and noun.dep_ in _GOVERNED


def _upwards(token: Token) -> Iterator[Token]:
    """The token and what it hangs on, up to the root of its sentence."""
    yield token
    while token.head.i != token.i:
        token = token.head
        yield token


def _tells_more(clause: Token) -> bool:
    """Does it tell more of its noun, and not what the noun is about ("reports that they left")?"""
    if clause.dep_ == "relcl":
        return True
    return clause.dep_ == "acl" and child(clause, "mark") is None and not is_infinitive(clause)


def _is_aside(phrase: Token, content: Token) -> bool:
    """Does the writer add it behind a comma, and not to say what all is about?"""
    first = phrase.left_edge
    named_again = phrase.dep_ == "appos" and phrase.head.i != content.i
    return (named_again or _tells_more(phrase)) and first.i > 0 and first.nbor(-1).is_punct


def _out_of_reach(match: Match, statement: Statement) -> bool:
    """Does a source named within a clause speak for that clause alone?

    "The town, held by rebels, was shelled, wounding six people according to medics."
    """
    cue, doc = statement.cue, match.anchor.doc
    words = None if cue is None else doc.char_span(*cue, alignment_mode="expand")
    if words is None or words.root.dep_ != "prep":
        return False
    clause = next((t for t in _upwards(words.root) if t.dep_ in _EMBEDDED), None)
    if clause is None or (clause.dep_ not in _CLAUSES and clause.i > words.root.i):
        return False
    return all(t.i != clause.i for t in _upwards(match.anchor))
