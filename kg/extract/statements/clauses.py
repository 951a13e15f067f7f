"""Clauses as contents: finite ones, infinitives and gerunds that depend on a cue."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements import extent, remarks, second
from kg.extract.statements.content import Content, Reach
from kg.extract.statements.meaning import main_predicate
from kg.extract.statements.misread import (
    elsewhere,
    is_addressee,
    is_behind_object,
    is_clause,
    is_that_clause,
)
from kg.extract.statements.rebuttal import rebuttal
from kg.extract.statements.scene import Scene
from kg.extract.statements.speakers import can_speak, taken_for_name
from kg.model import Span

_SUBJECTS = ("nsubj", "nsubjpass")
_EXPLETIVE = "it"
_VERBAL = {"VERB", "AUX"}
_TIMES = {"DATE", "TIME"}
_LISTED = {"conj", "ccomp"}
_LINK = 3  #: tokens between two clauses of a list: "; and that"


def clause(scene: Scene, verb: Token) -> Content | None:
    """The finite clause that depends on a cue, before it or after it."""
    for c in syntax.children(verb):
        if is_clause(verb, c) and not _is_speech_tail(c):
            if second.of_clause(scene, c) is not None:
                continue
            passive = is_infinitive(c) and syntax.is_passive(verb)
            if passive or _is_aside(scene, verb, c) or is_behind_object(verb, c):
                continue
            if is_addressee(verb, c) or rebuttal(scene, c) is not None:
                continue
            head = _behind_expletive(c)
            first = _behind_time(max(clause_start(head), verb.i + 1), verb, head)
            first = _behind_that(_from_object(scene, first, verb, head), verb, head)
            last, head = _to_the_end(scene, verb, head)
            return Content(scene.span(first, last), main_predicate(head))
    subject = syntax.child(verb, *_SUBJECTS)
    if subject is not None and remarks.is_contact_subject(subject):
        return None
    return _before(scene, verb) or elsewhere(scene, verb)


def _before(scene: Scene, verb: Token) -> Content | None:
    """The clause that stands before its cue."""
    before = [c for c in verb.lefts if c.dep_ == "ccomp" and not _leads_in(scene, c)]
    if not before or any(c.dep_ == "xcomp" and is_infinitive(c) for c in verb.rights):
        return None
    start, head = before[0].left_edge.i, before[-1]
    end = max(t.right_edge.i for t in before)
    if any(c.dep_ == "mark" and end < c.i for c in verb.lefts):  # "..., though photographs show"
        return None
    limit = min(end, verb.i - 1, _subject_start(scene, verb) - 1)
    start = extent.within_semicolons(scene, Reach(verb.i, verb.i), start, verb.i)[0]
    if not start <= head.i or limit < start:
        return None
    return Content(scene.span(start, limit), main_predicate(head))


def _leads_in(scene: Scene, head: Token) -> bool:
    """Does it only lead in who speaks: "Asked whether he would go, he said no", "As they ..."?"""
    asides = scene.lexicon.words("asides")
    marked = any(c.dep_ in {"mark", "advmod"} and c.lower_ in asides for c in head.lefts)
    return marked or (head.tag_ in {"VBN", "VBG"} and head.left_edge.i == head.i)


def _behind_that(first: int, verb: Token, head: Token) -> int:
    """The start of a clause behind its "that": "said on state television that they had".

    A name between commas before it belongs to what was there ("told a meeting in Oss, Lund, that").
    """
    marks = [c.i for c in head.lefts if c.tag_ == "IN" and c.lower_ == "that"]
    if first > verb.i + 1 and remarks.follows_comma(head.doc[first]):
        named = head.doc[first : head.i]
        ends = (t for t in named if t.i > first and (t.pos_ in _VERBAL or remarks.follows_comma(t)))
        behind = {first, next(ends, head).i}
        marks += [t.i for t in named if t.i in behind and t.lower_ == "that"]
    return max([first, *(i + 1 for i in marks if verb.i < i)])


def _to_the_end(scene: Scene, verb: Token, head: Token) -> tuple[int, Token]:
    """The end of a clause, and its predicate, where the parse hangs its parts one by one.

    "saying [what was happening] [amounted to theft]", "moving into land [the army has left]",
    "said that [it was over]; and that [talks would resume]".
    """
    last = extent.end(scene, verb, head)
    for c in verb.rights if verb.dep_ not in {"relcl", "acl"} else ():
        if is_that_clause(c) and c.dep_ in _LISTED and 0 < c.left_edge.i - last <= _LINK:
            last = extent.end(scene, verb, c)
        if c.dep_ != "ccomp" or c.left_edge.i != last + 1 or c.left_edge.is_punct:
            continue
        if second.of_clause(scene, c) is not None:
            continue
        if scene.quote_at(c.left_edge.idx) == scene.quote_at(head.idx):
            own = syntax.child(c, *_SUBJECTS, "csubj") is not None
            last, head = extent.end(scene, verb, c), head if own else c
    return last, head


def _from_object(scene: Scene, first: int, verb: Token, head: Token) -> int:
    """The start of a clause without a subject, behind what the parse took for an object.

    "say [army raids Jenin], [takes over homes]".
    """
    taken = syntax.child(verb, "dobj")
    if taken is None or head.tag_ != "VBZ" or not verb.i < taken.i < first:
        return first
    if scene.quote_at(taken.idx) != scene.quote_at(head.idx):
        return first
    if syntax.child(head, *_SUBJECTS, "csubj", "expl") is not None:
        return first
    behind = (t.i + 1 for t in verb.doc[taken.i + 1 : first] if t.lower_ == "that")
    return next(behind, int(taken.left_edge.i))  # "told [residents] that [help is on the way]"


def _is_aside(scene: Scene, verb: Token, head: Token) -> bool:
    """Does the writer add the clause after a cue to what stands before it (", as talks go on")?"""
    first = head.left_edge
    quoted = scene.quote_at(first.idx) is not None
    return not quoted and first.i > verb.i and first.lower_ in scene.lexicon.words("asides")


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
    below = [t for t in head.subtree if t.i > head.i and t.pos_ in _VERBAL]
    return next((t for t in below if syntax.child(t, *_SUBJECTS) is not None), head)


def _subject_start(scene: Scene, verb: Token) -> int:
    subject = syntax.child(verb, "nsubj", "nsubjpass") or taken_for_name(scene, verb)
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


def infinitive(scene: Scene, verb: Token) -> Content | None:
    """A verb with "to", as in "plans to leave"; behind a passive with who is said to do it."""
    for c in syntax.children(verb):
        if _is_purpose(scene, verb, c):
            continue
        if c.i > verb.i and c.dep_ in {"xcomp", "ccomp", "advcl", "acl"} and is_infinitive(c):
            span = scene.span(c.left_edge.i, extent.end(scene, verb, c))
            subject = syntax.child(verb, "nsubjpass")
            if subject is None or subject.i > verb.i or subject.tag_ in {"WDT", "WP"}:
                return Content(span, c)
            who = scene.span(subject.left_edge.i, subject.right_edge.i)
            return Content(Span(who.start, span.end), c, (who, span))
    return None


def _is_purpose(scene: Scene, verb: Token, infinitive: Token) -> bool:
    """Does an infinitive stand behind a thing as object ("seeks an order to stop it")?"""
    taken = syntax.child(verb, "dobj")
    if taken is None or infinitive.dep_ == "xcomp" or not verb.i < taken.i < infinitive.i:
        return False
    return not can_speak(scene, taken)


def is_infinitive(verb: Token) -> bool:
    """Is this a verb with "to"?"""
    return verb.pos_ in {"VERB", "AUX"} and any(
        (c.dep_ == "aux" and c.tag_ == "TO") or (c.dep_ == "mark" and c.lower_ == "to")
        for c in syntax.children(verb)
    )


def gerund(scene: Scene, verb: Token) -> Content | None:
    """A verb in -ing, as in "considered leaving"."""
    for c in syntax.children(verb):
        if c.i > verb.i and c.dep_ in {"xcomp", "pcomp", "ccomp"} and c.tag_ == "VBG":
            return Content(scene.span(c.left_edge.i, extent.end(scene, verb, c)), c)
    return None


def object_to(scene: Scene, verb: Token) -> Content | None:
    """Who is asked to act, with the act: "urged [the army to leave]"; "told them [to leave]"."""
    asked = syntax.child(verb, "dobj")
    below = () if asked is None else asked.rights
    acts = [c for c in verb.rights if c.dep_ in {"xcomp", "ccomp", "advcl"}]
    for c in (*acts, *(c for c in below if c.dep_ in {"acl", "relcl"})):
        if not is_infinitive(c) or (c.head.i == verb.i and _is_purpose(scene, verb, c)):
            continue
        first = c.left_edge.i
        if asked is not None and verb.lemma_ not in scene.lexicon.words("telling"):
            first = _with_asked(asked, first)
        return Content(scene.span(first, extent.end(scene, verb, c)), c)
    return None


def _with_asked(asked: Token, first: int) -> int:
    """The start of an act with who is asked to do it, where nothing stands between them."""
    behind = asked.right_edge.i + 1 == first or asked.i < first <= asked.right_edge.i
    return int(asked.left_edge.i) if behind else first
