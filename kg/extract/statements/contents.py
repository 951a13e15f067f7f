"""Finds what a cue attributes: the clause, infinitive, phrase or quotation that is its content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements.lexicon import Cue, Lexicon, companions
from kg.extract.statements.meaning import main_predicate
from kg.extract.statements.quotations import Quotation
from kg.extract.statements.scene import Scene
from kg.extract.statements.speakers import can_speak
from kg.model import Span

_SUBJECTS = ("nsubj", "nsubjpass")
_EXPLETIVE = "it"
_TIMES = {"DATE", "TIME"}
_TIME_WORDS = {"when", "before", "after", "while", "as"}
_LONG_TIME = 4  #: tokens; a longer phrase of time describes what it stands behind
_WORD_GAP = 9  #: tokens between a cue and its quotation ("said in a statement on Monday: ...")


class Content(NamedTuple):
    """What is attributed, and the predicate that governs it."""

    span: Span
    predicate: Token | None
    parts: tuple[Span, ...] = ()  #: where a cue stands inside: the stretches around it


class Reach(NamedTuple):
    """The tokens that a cue's own clause covers, its content aside."""

    first: int
    last: int


def clause(scene: Scene, verb: Token) -> Content | None:
    """The finite clause that depends on a cue, before it or after it."""
    for c in verb.children:
        if c.dep_ == "ccomp" and c.i > verb.i and not _is_speech_tail(c):
            head = _behind_expletive(c)
            first = _behind_time(max(clause_start(head), verb.i + 1), verb, head)
            return Content(scene.span(first, subtree_end(head)), main_predicate(head))
    before = [c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i]
    if before:
        start, head = before[0].left_edge.i, before[-1]
        end = max(t.right_edge.i for t in before)
        limit = min(end, verb.i - 1, _subject_start(verb) - 1)
        if limit >= start:
            return Content(scene.span(start, limit), main_predicate(head))
    return _taken_for_relative(scene, verb) or _after_time_clause(scene, verb)


def _after_time_clause(scene: Scene, verb: Token) -> Content | None:
    """The clause after a time, hung on it: "said when talks began that the road was open"."""
    for time in verb.rights:
        inner = time if time.dep_ == "advcl" else syntax.child(time, "pcomp")
        if inner is None or inner.i < verb.i or time.dep_ not in {"advcl", "prep"}:
            continue
        marks = {time.lower_, inner.left_edge.lower_}
        if not marks & _TIME_WORDS or Lexicon.at(inner, scene.lexicon.verbs):
            continue
        said = syntax.child(inner, "ccomp")
        if said is not None and said.left_edge.lower_ == "that" and said.i > inner.i:
            return Content(scene.span(clause_start(said), subtree_end(said)), main_predicate(said))
    return None


def _behind_time(first: int, verb: Token, head: Token) -> int:
    """The start of a clause without the time right after the cue: "said on Monday they had"."""
    if first != verb.i + 1:
        return first
    subject = syntax.child(head, *_SUBJECTS)
    opening = next((c for c in head.lefts if c.left_edge.i == first), None)
    if opening is None or subject is None or opening.right_edge.i >= subject.left_edge.i:
        return first
    named = syntax.child(opening, "pobj") if opening.dep_ == "prep" else opening
    if named is None or named.ent_type_ not in _TIMES or opening.dep_ not in {"prep", "npadvmod"}:
        return first
    if opening is named and opening.left_edge.i < opening.i:  # "says last night ...": the deed's
        return first
    return int(opening.right_edge.i) + 1


def _behind_expletive(head: Token) -> Token:
    """The clause that "it" stands for: "made it clear that ..."."""
    if head.pos_ != "ADJ" or head.left_edge.lower_ != _EXPLETIVE:
        return head
    return syntax.child(head, "ccomp") or head


def _taken_for_relative(scene: Scene, verb: Token) -> Content | None:
    """The clause after an addressee ("told a briefing that they had left it") read as relative.

    No relative clause has both a subject and an object beside its "that".
    """
    heard = syntax.child(verb, "dobj")
    inner = None if heard is None else syntax.child(heard, "relcl")
    if inner is None or inner.i < verb.i or inner.left_edge.lower_ != "that":
        return None
    own = [c.dep_ for c in inner.children if c.i > inner.left_edge.i]
    audience = heard is not None and heard.lemma_ in scene.lexicon.words("audiences")
    if audience and any(d in own for d in _SUBJECTS):
        own.append("dobj")
    if not any(d in own for d in _SUBJECTS) or not any(d in own for d in ("dobj", "attr")):
        return None
    return Content(scene.span(inner.left_edge.i + 1, subtree_end(inner)), main_predicate(inner))


def _subject_start(verb: Token) -> int:
    subject = syntax.child(verb, "nsubj", "nsubjpass")
    return subject.left_edge.i if subject is not None and subject.i < verb.i else verb.i


def _is_speech_tail(token: Token) -> bool:
    return token.dep_ == "ccomp" and token.pos_ not in {
        "VERB",
        "AUX",
        "NOUN",
        "ADJ",
        "PROPN",
        "PRON",
        "ADV",
        "NUM",
        "ADP",
        "DET",
        "INTJ",
    }


def clause_start(head: Token) -> int:
    """First token of a clause, after its "that"."""
    first: Token = head.left_edge
    while first.i < head.i and ((first.is_punct and first.text not in "\"'") or first.is_space):
        first = first.nbor()
    if first.lower_ == "that" and first.dep_ == "mark" and first.i < head.i:
        first = first.nbor()
    return first.i


def subtree_end(head: Token) -> int:
    """Last token of a clause or phrase."""
    return int(head.right_edge.i)


def infinitive(scene: Scene, verb: Token) -> Content | None:
    """A verb with "to", as in "plans to leave"."""
    for c in verb.children:
        if c.i > verb.i and c.dep_ in {"xcomp", "ccomp", "advcl", "acl"} and is_infinitive(c):
            return Content(scene.span(c.left_edge.i, subtree_end(c)), c)
    return None


def is_infinitive(verb: Token) -> bool:
    """Is this a verb with "to"?"""
    return verb.pos_ in {"VERB", "AUX"} and any(
        (c.dep_ == "aux" and c.tag_ == "TO") or (c.dep_ == "mark" and c.lower_ == "to")
        for c in verb.children
    )


def gerund(scene: Scene, verb: Token) -> Content | None:
    """A verb in -ing, as in "considered leaving"."""
    for c in verb.children:
        if c.i > verb.i and c.dep_ in {"xcomp", "pcomp", "ccomp"} and c.tag_ == "VBG":
            return Content(scene.span(c.left_edge.i, subtree_end(c)), c)
    return None


def object_(scene: Scene, verb: Token) -> Content | None:
    """The noun phrase that is praised, denied or wanted, with what else belongs to the verb."""
    if syntax.is_passive(verb):
        subject = syntax.child(verb, "nsubjpass")
        if subject is None:
            return _noun_of_participle(scene, verb)
        subject = syntax.antecedent(subject)
        return Content(scene.span(subject.left_edge.i, _phrase_end(subject)), subject)
    for c in verb.children:
        if c.dep_ in {"dobj", "oprd", "attr"} and c.i > verb.i:
            return Content(scene.span(c.left_edge.i, _last_complement(verb, c)), c)
    return None


def _noun_of_participle(scene: Scene, verb: Token) -> Content | None:
    if verb.dep_ != "acl":
        return None
    noun = verb.head
    return (
        Content(scene.span(noun.left_edge.i, verb.i - 1), noun)
        if noun.left_edge.i < verb.i
        else None
    )


def _phrase_end(noun: Token) -> int:
    last = noun.i
    for c in noun.rights:
        if c.dep_ in {"relcl", "punct", "appos", "acl"}:
            break
        last = c.right_edge.i
    return int(last)


def _last_complement(verb: Token, first: Token) -> int:
    """Last token of an object and of the phrases after it that belong to the same verb."""
    last = first.right_edge.i
    for c in verb.rights:
        if c.i > first.i and c.dep_ in {"prep", "xcomp", "oprd", "ccomp", "dobj", "acomp"}:
            last = max(last, c.right_edge.i)
    return int(last)


def object_to(scene: Scene, verb: Token) -> Content | None:
    """An infinitive whose subject is the cue's object: "urged the army to leave"."""
    for c in verb.children:
        if c.i > verb.i and c.dep_ in {"xcomp", "ccomp", "advcl"} and is_infinitive(c):
            return Content(scene.span(c.left_edge.i, subtree_end(c)), c)
    found = syntax.child(verb, "dobj")
    if found is not None:
        for c in found.rights:
            if c.dep_ in {"acl", "relcl"} and is_infinitive(c):
                return Content(scene.span(c.left_edge.i, subtree_end(c)), c)
    return None


def predicate(scene: Scene, verb: Token) -> Content | None:
    """Something called something: "called it a lie"."""
    for c in verb.children:
        if c.i > verb.i and c.dep_ in {"ccomp", "oprd", "dobj", "xcomp"}:
            label = verb.lemma_ in scene.lexicon.words("naming")
            if c.dep_ == "dobj" and not label and not _has_second(verb, c):
                return None
            return Content(scene.span(c.left_edge.i, _last_complement(verb, c)), main_predicate(c))
    return None


def _has_second(verb: Token, first: Token) -> bool:
    """Is something said of the object: a noun, adjective or clause after it?"""
    return any(
        c.i > first.i and c.dep_ in {"oprd", "acomp", "xcomp", "ccomp", "advcl", "attr", "dobj"}
        for c in verb.children
    )


def as_(scene: Scene, verb: Token) -> Content | None:
    """Something described as something."""
    if not any(c.dep_ in {"prep", "mark"} and c.lower_ == "as" for c in verb.rights):
        nested = syntax.child(verb, "dobj")
        if nested is None or not any(c.lower_ == "as" for c in nested.children):
            return None
    return object_(scene, verb)


def prepositional(scene: Scene, verb: Token, words: frozenset[str]) -> Content | None:
    """What a preposition of the cue brings: "called for talks", "called for the army to leave"."""
    for c in verb.rights:
        if c.dep_ in {"advcl", "ccomp", "xcomp"} and is_infinitive(c):
            mark = syntax.child(c, "mark")
            if mark is not None and mark.lower_ in words:
                return Content(scene.span(mark.i + 1, subtree_end(c)), c)
        if c.dep_ in {"prep", "prt", "agent", "advmod"} and c.lower_ in words:
            inner = syntax.child(c, "pobj", "pcomp")
            found = object_(scene, verb) if c.dep_ in {"prt", "advmod"} else None
            if inner is None and found is not None:
                return found
            if inner is not None:
                return Content(
                    scene.span(inner.left_edge.i, _last_complement(verb, inner)),
                    main_predicate(inner),
                )
    return None


def _of_phrase(scene: Scene, verb: Token, cue: Cue) -> Content | None:
    """What the last word of a phrase brings: "threw its weight behind the plan"."""
    found = prepositional(scene, verb, frozenset(cue.words[1:]))
    if found is None:
        last = companions(verb, cue)[-1:]
        inner = syntax.child(last[0], "pobj", "pcomp") if last else None
        if inner is not None:
            span = scene.span(inner.left_edge.i, subtree_end(inner))
            found = Content(span, main_predicate(inner))
    return found


def _without_time(scene: Scene, verb: Token, cue: Cue, found: Content) -> Content:
    """A noun phrase without the time of the act itself; what is yet to come keeps its time."""
    if not cue.act or cue.certainty != "certain":
        return found
    for c in verb.rights:
        noun = syntax.child(c, "pobj") if c.dep_ == "prep" else None
        if noun is None or noun.ent_type_ not in _TIMES:
            continue
        long = c.right_edge.i - c.i > _LONG_TIME and not any(n.dep_ == "relcl" for n in noun.rights)
        last = not long and scene.span(c.i, c.right_edge.i).end >= found.span.end
        if last and found.span.start < c.idx < found.span.end and not _is_clausal(found):
            end = scene.span(verb.i, c.i - 1).end
            return found._replace(span=Span(found.span.start, end))
    return found


def _is_clausal(content: Content) -> bool:
    """Is the content more than a noun phrase?"""
    return content.predicate is not None and content.predicate.pos_ in {"VERB", "AUX", "ADJ"}


def _is_asked(scene: Scene, verb: Token, asked: Content) -> bool:
    """Is somebody asked, or asked to do something (not "appealed to a sense of shame")?"""
    to_act = any(c.i > verb.i and is_infinitive(c) for c in verb.children)
    return to_act or (asked.predicate is not None and can_speak(scene, asked.predicate))


def constructions(scene: Scene, verb: Token, cue: Cue) -> Iterator[Content]:
    """What stands in each construction that the cue takes, the surest first."""
    own = _of_phrase(scene, verb, cue) if len(cue.words) > 1 else None
    if own is not None and "object_to" in cue.takes and not _is_asked(scene, verb, own):
        return
    if own is not None:
        yield _without_time(scene, verb, cue, own)
    for name, build in _BUILDERS:
        if name in cue.takes:
            found = build(scene, verb)
            if found is not None:
                yield _without_time(scene, verb, cue, found)
    found = prepositional(scene, verb, cue.takes)
    if found is not None:
        yield _without_time(scene, verb, cue, found)


_BUILDERS = (
    ("clause", clause),
    ("object_to", object_to),
    ("to", infinitive),
    ("gerund", gerund),
    ("predicate", predicate),
    ("as", as_),
    ("object", object_),
)


def snapped(scene: Scene, content: Content, cue: Span) -> Content:
    """The content grown to the ends of the quotations it cuts, unless the cue stands in them."""
    start, end = content.span
    for offset in (start, max(start, end - 1)):
        quote = scene.quote_at(offset)
        if quote is None or quote.holds(cue.start) or cue.start < quote.start < cue.end:
            continue
        start, end = min(start, quote.start), max(end, quote.end)
    return content._replace(span=Span(start, end))


def adjacent(scene: Scene, reach: Reach) -> tuple[Quotation | None, Quotation | None]:
    """The quotations right before and right after the clause of a cue."""
    doc = scene.annotated.doc
    first, last = doc[reach.first], doc[reach.last]
    before = scene.quote_before(first.idx)
    if before is not None and any(c.isalnum() for c in scene.text[before.end : first.idx]):
        before = None
    after = scene.quote_after(last.idx + len(last))
    if after is not None:
        gap = scene.text[last.idx + len(last) : after.start]
        if any(c.isalnum() for c in gap) or after.start >= scene.paragraph_at(last.idx).end:
            after = None
    return before, after
