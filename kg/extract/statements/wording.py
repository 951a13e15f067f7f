"""The words that stand for a speaker and for a content, without what the parse hangs on them."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.phrases import filler
from kg.extract.statements.rebuttal import RULE
from kg.extract.statements.scene import Found, Scene
from kg.extract.statements.speakers import is_somebody, issuer
from kg.model import Filler, Form, Span

_CLOSING = re.compile(r"\.?\)")
#: The time before an entry of a live report ("10:45 - ", "10.45am: ").
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?|GMT|UTC)?\s?[-\u2013\u2014:]\s+")
_TIMES = {"DATE", "TIME"}
_OF = "of"
_AS = "as"
_THE = "the"
_NEAR = 200  #: tokens before a document in which it may be spoken of with its issuer
_FROM = {"from", "by"}


def speaker_filler(scene: Scene, head: Token, one: Found) -> Filler:
    """A speaker as the text names him, with the name behind his description as the mention.

    Of two persons whom the parse takes for one ("asked about Berg, Mayor Pell said") the second
    speaks.
    """
    found = filler(head, scene.mentions)
    span = _own(scene, head, found.span, one)
    if found.mention is None:
        found = replace(found, mention=_issuer(scene, head))
    last = _last_person(scene, span)
    if last is None or last == found.mention:
        return replace(found, span=span)
    described = found.mention is None or scene.mentions[found.mention].form is Form.NOMINAL
    if described:
        return replace(found, span=span, mention=last)
    if not _is_person(scene, found.mention):
        return replace(found, span=span)
    comma = scene.text.rfind(",", span.start, span.end)
    return replace(found, span=scene.trim(Span(comma, span.end)), mention=last)


def _issuer(scene: Scene, document: Token) -> int | None:
    """Whose document it is that says something, as it or an earlier mention of it tells.

    "A statement from the panel said", "the panel said in a statement ... The statement added".
    """
    if document.lemma_ not in scene.lexicon.words("issued"):
        return None
    own = _named_issuer(scene, document)
    if own is not None or not any(c.lower_ == _THE for c in document.lefts):
        return own
    for token in reversed(document.doc[max(document.i - _NEAR, 0) : document.i]):
        if token.lemma == document.lemma:
            by = issuer(token)
            named = scene.mentions.at(by) if by.i != token.i and is_somebody(scene, by) else None
            return named if named is not None else _named_issuer(scene, token)
    return None


def _named_issuer(scene: Scene, document: Token) -> int | None:
    """Who issues a document by its own words ("a report by the panel", "the panel's report")."""
    by = (c for c in document.rights if c.dep_ in {"prep", "agent"} and c.lower_ in _FROM)
    named = [syntax.child(c, "pobj") for c in by]
    named += [c for c in document.lefts if c.dep_ in {"poss", "compound"}]
    found = next((t for t in named if t is not None and is_somebody(scene, t)), None)
    return None if found is None else scene.mentions.at(found)


def _own(scene: Scene, head: Token, span: Span, one: Found) -> Span:
    """The speaker's own words: no noun before, no time, cue or content, no bracket left open.

    The noun that a rebuttal takes up ("a charge Kigali denies") ends before the speaker.
    """
    start, end = span
    if scene.token_at(start).dep_ == "preconj" and scene.token_at(start).i < head.i:
        start = scene.token_at(start).nbor().idx  # "neither he nor ..."
    if one.rule == RULE and one.content.start <= start < one.content.end < end:
        start = one.content.end
    if one.cue is not None and start < one.cue.end <= head.idx:
        start = scene.trim(Span(one.cue.end, end)).start
    ends = [one.cue.start] if one.cue is not None else []
    if one.rule != RULE:
        ends.append(one.content.start)
    doer = head.dep_ == "pobj" and head.head.dep_ == "agent"  # "described by him as calm"
    ends += [c.idx for c in head.rights if _is_time(c)]
    ends += [c.left_edge.idx for c in head.rights if doer and c.left_edge.lower_ == _AS]
    ends += [c.idx for c in head.rights if doer and c.dep_ == "prep" and _is_of_act(c)]
    end = min([end, *(e for e in ends if start < e < end)])
    return _closed(scene.text, _with_stop(scene, scene.trim(Span(start, end))))


def _is_of_act(preposition: Token) -> bool:
    """Does a preposition bring what somebody is accused of ("accused by pupils of lying")?"""
    return any(c.dep_ == "pcomp" for c in preposition.rights)


def _with_stop(scene: Scene, span: Span) -> Span:
    """A span with the full stop that belongs to its last word ("Jr.", "U.S.")."""
    last = scene.token_at(span.end - 1)
    end = last.idx + len(last)
    return Span(span.start, end) if end == span.end + 1 and last.text.endswith(".") else span


def _is_time(token: Token) -> bool:
    """Does a phrase tell when it was said ("the chief on Monday said")?"""
    if token.dep_ == "npadvmod":
        return token.ent_type_ in _TIMES
    named = next((c for c in syntax.children(token) if c.dep_ == "pobj"), None)
    timed = named is not None and named.ent_type_ in _TIMES
    return token.dep_ == "prep" and token.lower_ != _OF and timed


def _closed(text: str, span: Span) -> Span:
    """A span with the bracket that closes right behind it, or without the one left open."""
    opened = text.rfind("(", span.start, span.end)
    if opened < 0 or text.find(")", opened, span.end) >= 0:
        return span
    close = _CLOSING.match(text, span.end)
    if close is not None:
        return Span(span.start, close.end())
    end = len(text[:opened].rstrip())
    return Span(span.start, end) if end > span.start else span


def _last_person(scene: Scene, span: Span) -> int | None:
    """The person whose name ends a phrase behind a comma ("its spokesman, Karl Berg")."""
    comma = scene.text.rfind(",", span.start, span.end)
    last = scene.mentions.covering(scene.token_at(span.end - 1)) if comma >= 0 else None
    if last is None or not _is_person(scene, last):
        return None
    mention = scene.mentions[last]
    below = scene.token_at(span.end - 1).dep_ in {"pobj", "poss"}  # "former aide to Karl Berg"
    apart = mention.span.end == span.end and mention.span.start > comma and not below
    return last if apart and mention.form is Form.NAME else None


def _is_person(scene: Scene, mention: int | None) -> bool:
    classes = scene.lexicon.words("person_classes")
    return mention is not None and any(
        scene.ontology.is_a(scene.mentions[mention].cls, c) for c in classes
    )


def without_time(scene: Scene, content: Span) -> Span:
    """A content without the time before an entry of a live report."""
    clock = _CLOCK.match(scene.text, *content)
    return content if clock is None else Span(clock.end(), content.end)
