"""Clauses that a cue attributes though the parse hangs them on another word, or by another name.

"said when talks began that the road was open", "told a briefing that they had left", "saying in a
statement only that it was over", "which they say left a gap".
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements import extent
from kg.extract.statements.content import Content
from kg.extract.statements.lexicon import Lexicon
from kg.extract.statements.meaning import main_predicate
from kg.extract.statements.scene import Scene
from kg.extract.statements.via import outlet

_SUBJECTS = ("nsubj", "nsubjpass")
_WHOLE = ("dobj", "attr", "acomp")  #: with one of these and a subject a clause lacks nothing
_TIME_WORDS = {"when", "before", "after", "while", "as"}
_FINITE = {"VBD", "VBZ", "VBP"}
_THAT, _ON = "that", "on"
_NO_CONTENT = {
    "so",
    "such",
    "now",
    "given",
    "provided",
    "not",
    ",",
}  #: with these "that" opens another clause


def elsewhere(scene: Scene, verb: Token) -> Content | None:
    """The clause of a cue that has none of its own in the parse."""
    return (
        _taken_for_relative(scene, verb)
        or _on_phrase(scene, verb)
        or _after_time_clause(scene, verb)
        or _of_gerund(scene, verb)
        or _around_main(scene, verb)
    )


def is_clause(verb: Token, part: Token) -> bool:
    """Is a part of a cue's clause after the cue a finite clause of its own?

    A clause cut off from its subject ("which they say left a gap") counts as an infinitive for the
    parse, one behind an adverb ("only that it was over") as a condition.
    """
    if part.i < verb.i:
        return False
    if part.dep_ == "xcomp":
        return part.tag_ in _FINITE
    if part.dep_ == "advcl":
        mark = next((c for c in part.lefts if c.dep_ == "mark"), None)
        said = mark is not None and mark.lower_ == _THAT and mark.tag_ == "IN"
        return said and mark is not None and mark.nbor(-1).lower_ not in _NO_CONTENT
    return part.dep_ == "ccomp"


def is_that_clause(head: Token) -> bool:
    """Does a clause open with "that"?"""
    return any(c.dep_ == "mark" and c.lower_ == _THAT for c in head.lefts)


def is_addressee(verb: Token, part: Token) -> bool:
    """Does the parse make a clause of whom somebody tells ("told the paper Die Welt that ...")?"""
    if syntax.child(part, *_SUBJECTS, "csubj", "expl") is not None:
        return False
    marked = (c for c in verb.rights if c.dep_ == "ccomp" and c.i > part.i)
    return any(
        c.left_edge.lower_ == _THAT and c.left_edge.i == part.right_edge.i + 1 for c in marked
    )


def is_behind_object(verb: Token, head: Token) -> bool:
    """Does a comma part a clause from the object of the verb ("requesting anonymity, that ...")?"""
    first = head.left_edge
    taken = syntax.child(verb, "dobj")
    apart = first.i > 0 and first.nbor(-1).text == "," and first.lower_ == _THAT
    return verb.tag_ == "VBG" and apart and taken is not None and taken.i < first.i


def _after_time_clause(scene: Scene, verb: Token) -> Content | None:
    """The clause after a time, hung on it: "said when talks began that the road was open"."""
    for time in verb.rights:
        inner = time if time.dep_ == "advcl" else syntax.child(time, "pcomp")
        if inner is None or inner.i < verb.i or time.dep_ not in {"advcl", "prep"}:
            continue
        marks = {time.lower_, inner.left_edge.lower_}
        said = syntax.child(inner, "ccomp")
        timed = marks & _TIME_WORDS and not Lexicon.at(inner, scene.lexicon.verbs)
        if not timed and (said is None or not is_behind_object(inner, said)):
            continue
        if said is not None and said.left_edge.lower_ == _THAT and said.i > inner.i:
            last = extent.end(scene, verb, said)
            return Content(scene.span(said.left_edge.i + 1, last), main_predicate(said))
    return None


def _taken_for_relative(scene: Scene, verb: Token) -> Content | None:
    """The clause after an addressee ("told a briefing that they had left it") read as relative.

    No relative clause has both a subject and an object beside its "that".
    """
    heard = syntax.child(verb, "dobj") or _audience(scene, verb)
    inner = None if heard is None else syntax.child(heard, "relcl")
    if heard is None or inner is None or inner.i < verb.i:
        return None
    first = inner.left_edge
    said = first.lower_ == _THAT
    if not said and not _hears(scene, verb, heard, first):
        return None
    own = [c.dep_ for c in syntax.children(inner) if c.i > first.i or not said]
    if said and heard.lemma_ in scene.lexicon.words("audiences"):
        own.append("dobj")
    if not any(d in own for d in _SUBJECTS) or not any(d in own for d in _WHOLE):
        return None
    last = extent.end(scene, verb, inner)
    return Content(scene.span(first.i + said, last), main_predicate(inner))


def _hears(scene: Scene, verb: Token, heard: Token, first: Token) -> bool:
    """Is somebody told what follows without "that" ("told the radio the road was open")?"""
    told = verb.lemma_ in scene.lexicon.words("telling") and heard.i > verb.i
    audience = heard.lemma_ in scene.lexicon.words("audiences")
    return told and first.tag_ not in {"WDT", "WP", "WRB"} and (
        audience or outlet(scene, heard) is not None
    )  # fmt: skip


def _on_phrase(scene: Scene, verb: Token) -> Content | None:
    """The clause hung on when and how it is told: "told them on condition of anonymity that ...".

    What a claim or report brings along ("commented on reports that ...") stays its own.
    """
    words = scene.lexicon.words
    for part in (c for c in verb.rights if c.dep_ == "prep" and c.lower_ in {"in", "at", "on"}):
        noun = syntax.child(part, "pobj")
        if noun is None or noun.lemma_ not in words("occasions") | words("documents"):
            continue
        if part.lower_ == _ON and noun.lemma in scene.lexicon.nouns:
            continue
        for mark in (t for t in part.subtree if t.lower_ == _THAT and t.tag_ == "IN"):
            inner = mark.head
            own = syntax.child(inner, *_SUBJECTS, "expl")
            if inner.i > mark.i and own is not None and own.i > mark.i:
                last = extent.end(scene, verb, inner)
                return Content(scene.span(mark.i + 1, last), main_predicate(inner))
    return None


def _of_gerund(scene: Scene, verb: Token) -> Content | None:
    """A clause with an act for its subject: "said seeing them there was a relief"."""
    act = next((c for c in verb.rights if c.dep_ == "xcomp" and c.tag_ == "VBG"), None)
    inner = None if act is None else next((c for c in act.rights if c.dep_ == "ccomp"), None)
    if act is None or inner is None or inner.tag_ not in _FINITE or act.left_edge.i != verb.i + 1:
        return None
    takes_act = any("gerund" in c.takes for c in Lexicon.at(verb, scene.lexicon.verbs))
    if takes_act or inner.left_edge.lower_ == _THAT:
        return None
    return Content(scene.span(act.left_edge.i, extent.end(scene, verb, act)), inner)


def _around_main(scene: Scene, verb: Token) -> Content | None:
    """A clause whose verb the parse makes the main one: "Experts believe the town, ..., is empty".

    It has no subject but the clause of the cue itself.
    """
    above, taken = verb.head, syntax.child(verb, "dobj")
    if verb.dep_ != "ccomp" or taken is None or not verb.i < taken.i < above.i:
        return None
    if above.tag_ not in _FINITE or taken.left_edge.i != verb.i + 1:
        return None
    if syntax.child(above, *_SUBJECTS, "csubj", "expl") is not None:
        return None
    last = extent.end(scene, verb, above)
    return Content(scene.span(taken.left_edge.i, last), main_predicate(above))


def _audience(scene: Scene, verb: Token) -> Token | None:
    """Where something is said ("said at a briefing that ...")."""
    heard = (syntax.child(c, "pobj") for c in verb.rights if c.dep_ == "prep")
    audiences = scene.lexicon.words("audiences")
    return next((t for t in heard if t is not None and t.lemma_ in audiences), None)
