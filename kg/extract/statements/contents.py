"""Finds what a cue attributes in each of the constructions that it takes."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements import clauses, objects, remarks
from kg.extract.statements.clauses import is_infinitive
from kg.extract.statements.content import Content, subtree_end
from kg.extract.statements.lexicon import Cue, companions
from kg.extract.statements.meaning import main_predicate
from kg.extract.statements.scene import Scene
from kg.extract.statements.speakers import can_speak
from kg.extract.statements.via import outlet
from kg.model import Span

_TIMES = {"DATE", "TIME"}
_AT = {"on", "in", "at"}
_TO, _PRONOUN, _NAME = "to", "PRP", "PROPN"
_RESUMING = {"to", "as", "a", "an"}  #: "expects the canal, which ..., to open"
_RELATIVE = {"WDT", "WP", "WP$", "WRB"}
_LONG_TIME = 4  #: tokens; a longer phrase of time describes what it stands behind


def _of_phrase(scene: Scene, verb: Token, cue: Cue) -> Content | None:
    """What the last word of a phrase brings: "threw its weight behind the plan"."""
    found = objects.prepositional(scene, verb, frozenset(cue.words[1:]))
    asked = clauses.infinitive(scene, verb) if "object_to" in cue.takes else None
    if found is not None and asked is not None and asked.span.end > found.span.end:
        found = found._replace(span=Span(found.span.start, asked.span.end))
    if found is None:
        last = companions(verb, cue)[-1:]
        inner = syntax.child(last[0], "pobj", "pcomp") if last else None
        if inner is not None:
            span = scene.span(inner.left_edge.i, subtree_end(inner))
            found = Content(span, main_predicate(inner))
    return found


def _trimmed(scene: Scene, verb: Token, cue: Cue, found: Content) -> Content:
    """A phrase without what is told of the act itself, or added by the writer."""
    inner = found.parts[-1] if found.parts else found.span
    if scene.quote_at(inner.end - 1) is not None:
        return _without_time(scene, verb, cue, found)
    timeless = _without_time(scene, verb, cue, _before_aside(scene, verb, found))
    return _before_hearers(scene, verb, cue, timeless)


def _without_time(scene: Scene, verb: Token, cue: Cue, found: Content) -> Content:
    """A noun phrase without the time of the act itself; what is yet to come keeps its time."""
    if not cue.act or cue.certainty != "certain":
        return _with_time(scene, verb, found)
    for c in verb.rights:
        noun = syntax.child(c, "pobj") if c.dep_ == "prep" else None
        if noun is None or noun.ent_type_ not in _TIMES or c.lower_ not in _AT:
            continue
        if found.predicate is not None and found.predicate.lemma_ in scene.lexicon.words("counted"):
            continue  # "put the figure at a quarter"
        long = c.right_edge.i - c.i > _LONG_TIME and not any(n.dep_ == "relcl" for n in noun.rights)
        last = not long and scene.span(c.i, c.right_edge.i).end >= found.span.end
        if last and found.span.start < c.idx < found.span.end and not _is_clausal(found):
            end = scene.span(verb.i, c.i - 1).end
            return found._replace(span=Span(found.span.start, end))
    return found


def _before_hearers(scene: Scene, verb: Token, cue: Cue, found: Content) -> Content:
    """A noun phrase without to whom it is told: "confirmed the handover to reporters"."""
    if not cue.act or _is_clausal(found) or verb.lemma_ in scene.lexicon.words("putting_down"):
        return found
    for c in verb.rights:
        inside = c.dep_ == "prep" and found.span.start < c.idx < found.span.end
        noun = syntax.child(c, "pobj") if inside and c.lower_ == _TO else None
        if noun is not None and _hears(scene, noun):
            return found._replace(span=Span(found.span.start, scene.span(verb.i, c.i - 1).end))
    return found


def _hears(scene: Scene, noun: Token) -> bool:
    """Is it somebody or an outlet to whom things are told?"""
    told = noun.tag_ == _PRONOUN or noun.lemma_ in scene.lexicon.words("hearers")
    return told or (noun.pos_ == _NAME and outlet(scene, noun) is not None)


def _before_aside(scene: Scene, verb: Token, found: Content) -> Content:
    """What is wanted, praised or refused, without what the writer adds of it behind a comma.

    "welcomed the truce, which began on Saturday".
    """
    if found.predicate is not None and found.predicate.dep_ == "ccomp":
        return found
    last = scene.token_at(found.span.end - 1)
    for clause in (last, *last.ancestors):
        first = clause.left_edge
        if clause.dep_ != "relcl" or first.tag_ not in _RELATIVE or first.i <= verb.i <= last.i:
            continue
        returns = any(t.lower_ in _RESUMING and remarks.follows_comma(t) for t in clause.subtree)
        if remarks.follows_comma(first) and found.span.start < first.idx and not returns:
            return found._replace(span=scene.trim(Span(found.span.start, first.idx)))
    return found


def _with_time(scene: Scene, verb: Token, found: Content) -> Content:
    """What is yet to come with its time right behind it: "expects growth this year"."""
    last = scene.token_at(found.span.end - 1)
    for c in verb.rights:
        if c.dep_ == "npadvmod" and c.ent_type_ in _TIMES and c.left_edge.i == last.i + 1:
            end = scene.span(verb.i, c.right_edge.i).end
            return found._replace(span=Span(found.span.start, end))
    return found


def _is_clausal(content: Content) -> bool:
    """Is the content more than a noun phrase?"""
    return content.predicate is not None and content.predicate.pos_ in {"VERB", "AUX", "ADJ"}


def _is_asked(scene: Scene, verb: Token, asked: Content) -> bool:
    """Is somebody asked, or asked to do something (not "appealed to a sense of shame")?"""
    to_act = any(c.i > verb.i and is_infinitive(c) for c in syntax.children(verb))
    return to_act or (asked.predicate is not None and can_speak(scene, asked.predicate))


def _is_addressee(scene: Scene, cue: Cue, found: Content, about: Content | None) -> bool:
    """Is the object whom somebody asks or tells: "asked Pell about the bridge"?"""
    asks = about is not None or cue.cls in scene.lexicon.words("asking_classes")
    return asks and found.predicate is not None and can_speak(scene, found.predicate)


def constructions(scene: Scene, verb: Token, cue: Cue) -> Iterator[Content]:
    """What stands in each construction that the cue takes, the surest first."""
    own = _of_phrase(scene, verb, cue) if len(cue.words) > 1 else None
    if own is not None and "object_to" in cue.takes and not _is_asked(scene, verb, own):
        return
    if own is not None:
        yield _trimmed(scene, verb, cue, own)
    for last in companions(verb, cue)[-1:]:
        found = clauses.clause(scene, last) if last.pos_ == "VERB" else None
        if found is not None:
            yield found
    about = objects.prepositional(scene, verb, cue.prepositions)
    for name, build in _BUILDERS:
        found = build(scene, verb) if name in cue.takes else None
        if found is None or (name == "object" and _is_addressee(scene, cue, found, about)):
            continue
        yield found if name == "clause" else _trimmed(scene, verb, cue, found)
    if about is not None:
        yield _trimmed(scene, verb, cue, about)


_BUILDERS = (
    ("clause", clauses.clause),
    ("object_to", clauses.object_to),
    ("to", clauses.infinitive),
    ("gerund", clauses.gerund),
    ("predicate", objects.predicate),
    ("as", objects.as_),
    ("object", objects.object_),
)
