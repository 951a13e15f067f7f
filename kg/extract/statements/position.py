"""Where a cue stands: in a sentence, between commas or dashes, before or behind its subject."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements import nearby, remarks
from kg.extract.statements.clauses import is_infinitive
from kg.extract.statements.content import Content, Reach
from kg.extract.statements.lexicon import Cue
from kg.extract.statements.meaning import first_predicate
from kg.extract.statements.scene import Scene
from kg.extract.statements.speakers import cut_off
from kg.model import Span

_COMMAS = {",", "-", "--", "(", ")"}
_MARKS = {'"', "'", "''", "``"}
_DASHES = {"-", "--", "\u2013", "\u2014"}
_LONG_DASH = "\u2014"
_OWN = {"ccomp", "xcomp", "dobj", "attr", "acomp", "oprd", "advcl"}  #: what a cue may say
_OPENING = {"IN", "WDT", "WP", "WRB", "VBG"}  #: a clause that hangs on the one before opens so


def has_own_content(verb: Token, cue: Cue) -> bool:
    """Has the verb a clause or object after it that is its content, whatever is quoted nearby?"""
    deps = {d for name, d in (("clause", "ccomp"), ("object", "dobj")) if name in cue.takes}
    if any(c.i > verb.i and c.dep_ in deps for c in syntax.children(verb)):
        return True
    if any(c.dep_ == "prep" and c.lower_ in cue.prepositions for c in verb.rights):
        return True
    to_act = bool(cue.takes & {"to", "object_to"})
    return to_act and any(c.dep_ == "xcomp" and is_infinitive(c) for c in verb.rights)


def is_parenthetical(scene: Scene, verb: Token, reach: Reach) -> bool:
    """Is the cue's clause put between commas into what it attributes ("Lenox, he said, is")?"""
    begin, stop = scene.sentence_at(verb)
    doc = scene.annotated.doc
    left, right = reach.first - 1, reach.last + 1
    return (
        not _is_subordinate(verb)
        and begin < left
        and right < stop - 1
        and _is_comma(doc[left])
        and _is_comma(doc[right])
        and syntax.child(verb, "nsubj", "nsubjpass") is not None
        and not (doc[right + 1].tag_ == "VBG" and doc[right + 1].head.i == verb.i)
        and doc[right + 1].text not in _MARKS
        and doc[left - 1].text not in _MARKS
    )


def _is_comma(token: Token) -> bool:
    """Is it a comma, bracket or dash, and not the hyphen of a word?"""
    hyphen = token.text == "-" and not (token.i and token.nbor(-1).whitespace_)
    return token.text in _COMMAS and not hyphen


def _is_subordinate(verb: Token) -> bool:
    """Does the cue stand in a clause of time, contrast or cause, a relative or a passive one?"""
    subject = syntax.child(verb, "nsubjpass")
    if subject is not None and subject.lower_ != "it" and syntax.agent(verb) is not None:
        return True
    return (verb.dep_ == "relcl" and not _is_tail(verb)) or any(
        c.i < verb.i and c.dep_ in {"mark", "advmod"} and c.tag_ in {"IN", "WRB"}
        for c in syntax.children(verb)
    )


def _is_tail(verb: Token) -> bool:
    """Is it who reports a sentence, read as a relative clause: "..., state media KCNA reported"?

    No relative clause has a comma before its own subject and no pronoun.
    """
    subject = syntax.child(verb, "nsubj")
    if subject is None or subject.tag_ in {"WDT", "WP"} or subject.left_edge.i == 0:
        return False
    bare = not any(t.tag_ in {"WDT", "WP", "WP$"} for t in verb.lefts)
    return bare and remarks.follows_comma(subject.left_edge)


def is_set_off(scene: Scene, verb: Token, reach: Reach) -> bool:
    """Does the cue's clause end a sentence after a comma, where the parse gives it no content?"""
    begin, stop = scene.sentence_at(verb)
    doc = scene.annotated.doc
    left, right = reach.first - 1, reach.last + 1
    subject = syntax.child(verb, "nsubj")
    if subject is not None and remarks.is_contact_subject(subject):
        return False
    return (
        not _is_subordinate(verb)
        and begin < left
        and _is_comma(doc[left])
        and (right >= stop - 1 or _is_comma(doc[right]))
        and syntax.child(verb, "nsubj", "nsubjpass") is not None
    )


def clipped(scene: Scene, reach: Reach, content: Content) -> Content:
    """A content that does not leave the dashes or brackets between which its cue stands.

    "drones - about a dozen, he said - were seen", "a bold (some say rash) plan".
    """
    doc, around = scene.annotated.doc, _enclosure(scene, reach)
    if around is None or content.parts[1:]:
        return content
    inside = scene.span(around.first, around.last)
    start, end = content.span
    if inside.start <= start < inside.end:
        return content._replace(span=Span(start, min(end, inside.end)))
    sides = ((around.first, reach.first - 1), (reach.last + 1, around.last))
    spans = [scene.span(a, b) for a, b in sides if any(t.is_alpha for t in doc[a : b + 1])]
    if not spans:
        return content
    span = max(spans, key=lambda s: (first_predicate(scene, s) is not None, s.end - s.start))
    return Content(span, first_predicate(scene, span))


def _enclosure(scene: Scene, reach: Reach) -> Reach | None:
    """The tokens between the two dashes, or brackets, around a cue's clause."""
    doc = scene.annotated.doc
    begin, stop = scene.sentence_at(doc[reach.first])
    before = [t for t in doc[begin : reach.first] if _is_edge(t) or t.text == "("]
    opening = before[-1] if before else None
    if opening is None or (opening.text != "(" and len(before) % 2 == 0):
        return None
    ends = (t for t in doc[reach.last + 1 : stop] if _is_edge(t) or t.text == ")")
    closing = next(ends, None)
    if closing is None or (opening.text == "(") != (closing.text == ")"):
        return None
    return Reach(opening.i + 1, closing.i - 1)


def _is_edge(token: Token) -> bool:
    """Is it a dash with space before it, or a long one?"""
    spaced = token.i > 0 and bool(token.nbor(-1).whitespace_)
    return token.text in _DASHES and (spaced or token.text == _LONG_DASH)


def is_inverted(verb: Token) -> bool:
    """Does the subject stand behind the verb, and a noun that the parse takes for another before?

    "The vote signals the end, said Ana Berg" with "signals" read as a noun.
    """
    subjects = [c for c in syntax.children(verb) if c.dep_ == "nsubj"]
    behind = bool(subjects) and subjects[0].i < verb.i < subjects[-1].i
    return behind and remarks.follows_comma(verb)


def own_clause(scene: Scene, verb: Token) -> Reach:
    """The tokens of the cue's clause: its subject, the verb, adverbs and addressees, no content."""
    first = last = verb.i
    subjects = [c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}]
    inverted = bool(subjects) and is_inverted(verb)
    for c in syntax.children(verb):
        if subjects[1:] and c.i < subjects[-1].left_edge.i:  # "Ten killed, police say"
            continue
        if c.i < verb.i and inverted:
            continue
        if c.dep_ in {"ccomp", "punct", "advcl", "conj", "parataxis", "cc"}:
            continue
        if _is_quoted(scene, c) or _is_added(scene, verb, c):
            continue
        first, last = min(first, c.left_edge.i), max(last, c.right_edge.i)
    named = cut_off(scene, verb)
    first = first if named is None else min(first, named.left_edge.i)
    first, last = _outside_quotes(scene, verb, first, last)
    return Reach(first, last)


def _is_added(scene: Scene, verb: Token, phrase: Token) -> bool:
    """Is a phrase with a quotation added behind a comma: "said, in what he called "haste""?"""
    if phrase.dep_ != "prep" or phrase.i < verb.i or not remarks.follows_comma(phrase):
        return False
    quote = scene.quote_after(phrase.idx)
    inside = quote is not None and quote.start < phrase.right_edge.idx
    return inside and quote is not None and nearby.is_of_other(scene, verb, quote)


def _outside_quotes(scene: Scene, verb: Token, first: int, last: int) -> tuple[int, int]:
    """Shrinks a stretch around a verb so that it holds no quotation."""
    doc = scene.annotated.doc
    before = scene.quote_before(verb.idx)
    if before is not None:
        while first < verb.i and doc[first].idx < before.end:
            first += 1
    after = scene.quote_after(verb.idx)
    if after is not None:
        while last > verb.i and doc[last].idx >= after.start:
            last -= 1
    return first, last


def behind_opening(scene: Scene, verb: Token, reach: Reach) -> Reach:
    """The cue's clause without what a comma sets apart before its subject: "Each day, he said,".

    Only where the cue has nothing else to say and no second clause of the writer follows.
    """
    subject = syntax.child(verb, "nsubj")
    if subject is None or not reach.first < subject.left_edge.i < verb.i:
        return reach
    first, doc = subject.left_edge, verb.doc
    heard = verb.lemma_ in scene.lexicon.words("telling")
    own = _OWN - {"dobj"} if heard else _OWN
    if not remarks.follows_comma(first) or any(c.dep_ in own and c.i > verb.i for c in verb.rights):
        return reach
    words = doc[reach.last + 1 : scene.sentence_at(verb)[1]]
    following = next((t for t in words if not t.is_punct), None)
    if following is None or following.dep_ in {"cc", "mark"} or following.tag_ in _OPENING:
        return reach
    return Reach(first.i, reach.last)


def _is_quoted(scene: Scene, token: Token) -> bool:
    return scene.quote_at(token.idx) is not None
