"""The words that stand for a speaker and for a content, without what the parse hangs on them."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from kg.extract.phrases import filler
from kg.extract.statements.rebuttal import RULE
from kg.extract.statements.scene import Found, Scene
from kg.model import Filler, Form, Span

_CLOSING = re.compile(r"\.?\)")
#: The time before an entry of a live report ("10:45 - ", "10.45am: ").
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?|GMT|UTC)?\s?[-\u2013\u2014:]\s+")
_TIMES = {"DATE", "TIME"}
_OF = "of"


def speaker_filler(scene: Scene, head: Token, one: Found) -> Filler:
    """A speaker as the text names him, with the name behind his description as the mention."""
    found = filler(head, scene.mentions)
    span = _own(scene, head, found.span, one)
    return replace(found, span=span, mention=_name_behind(scene, found.mention, span))


def _own(scene: Scene, head: Token, span: Span, one: Found) -> Span:
    """The speaker's own words: no noun before, no time, cue or content, no bracket left open.

    The noun that a rebuttal takes up ("a charge Kigali denies") ends before the speaker.
    """
    start, end = span
    if one.rule == RULE and one.content.start <= start < one.content.end < end:
        start = one.content.end
    ends = [one.cue.start] if one.cue is not None else []
    if one.rule != RULE:
        ends.append(one.content.start)
    ends += [c.idx for c in head.rights if _is_time(c)]
    end = min([end, *(e for e in ends if start < e < end)])
    return _closed(scene.text, scene.trim(Span(start, end)))


def _is_time(token: Token) -> bool:
    """Does a phrase tell when it was said ("the chief on Monday said")?"""
    if token.dep_ == "npadvmod":
        return token.ent_type_ in _TIMES
    named = next((c for c in token.children if c.dep_ == "pobj"), None)
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


def _name_behind(scene: Scene, mention: int | None, span: Span) -> int | None:
    """The person named after a comma at the end of a description ("its spokesman, Karl Berg")."""
    if mention is not None and scene.mentions[mention].form is not Form.NOMINAL:
        return mention
    comma = scene.text.rfind(",", span.start, span.end)
    last = scene.mentions.covering(scene.token_at(span.end - 1)) if comma >= 0 else None
    if last is None:
        return mention
    other = scene.mentions[last]
    apart = other.span.end == span.end and other.span.start > comma
    person = any(scene.ontology.is_a(other.cls, c) for c in scene.lexicon.words("person_classes"))
    return last if apart and person and other.form is Form.NAME else mention


def without_time(scene: Scene, content: Span) -> Span:
    """A content without the time before an entry of a live report."""
    clock = _CLOCK.match(scene.text, *content)
    return content if clock is None else Span(clock.end(), content.end)
