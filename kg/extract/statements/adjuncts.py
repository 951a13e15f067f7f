"""Cues beside the clause they attribute: "according to X", "as X put it"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from kg.extract import syntax
from kg.extract.statements import extent, position, speakers
from kg.extract.statements.content import Content, Reach, adjacent, snapped
from kg.extract.statements.lexicon import Cue, Lexicon, candidates
from kg.extract.statements.meaning import first_predicate
from kg.extract.statements.quotations import Quotation
from kg.extract.statements.scene import Found, Scene
from kg.extract.statements.source_extent import (
    end_with_asides,
    has_verb,
    is_fronted,
    source_end,
)
from kg.model import Span

_VERBAL = {"VERB", "AUX"}
_PARTICIPLES = {"VBN", "VBG"}
_NOMINAL = {"amod", "compound", "nsubj", "nsubjpass", "csubj", "csubjpass", "nmod"}  #: no clause
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_SET_OFF = {",", "(", "-", "--", "\u2014", "\u2013", ";"}
_THAT = "that"
_RELATIVE = {"WDT", "WP", "IN"}  #: what opens a relative clause ("who", "in which")
_POSSESSOR = "'s"  #: stands in a phrase for whose view it is ("in_'s_view")


def adjuncts(scene: Scene) -> Iterator[Found]:
    """Phrases that name the source of the clause beside them."""
    doc = scene.annotated.doc
    for i in candidates(doc, scene.lexicon.phrases):
        for cue in scene.lexicon.phrases[doc[i].lemma]:
            found = _phrase(scene, doc[i], cue)
            if found is not None:
                yield found
                break


def _phrase(scene: Scene, first: Token, cue: Cue) -> Found | None:
    last = _matched(first, cue)
    if last is None:
        return None
    source = _possessor(last) if _POSSESSOR in cue.words else syntax.child(last, "pobj", "pcomp")
    if source is None or not (cue.subject == "any" or speakers.can_speak(scene, source)):
        return None
    if _is_measure(scene, source):
        return None
    if cue.takes and (source.lower_ not in cue.takes or not is_fronted(scene, first)):
        return None
    doc = scene.annotated.doc
    end = last.i if _POSSESSOR in cue.words else source_end(scene, source)
    reach = Reach(first.i, end_with_asides(scene, first, end))
    content = beside(scene, reach, governor_of(first))
    if content is None:
        return None
    content = position.clipped(scene, reach, content)
    words = doc[first.i : last.i + 1] if _POSSESSOR not in cue.words else doc[first.i : first.i + 1]
    return Found(
        content=content.span,
        rule="adjunct",
        cue=Span(words.start_char, words.end_char),
        entry=cue,
        speakers=tuple(t for t in speakers.joint(source) if t.i <= end),
        trigger=first,
        predicate=content.predicate,
        parts=content.parts,
    )


def _is_measure(scene: Scene, noun: Token) -> bool:
    """Is it by what something is done, and nobody's account ("according to plan", "to need")?"""
    words, bare = scene.lexicon.words, noun.left_edge.i == noun.i and noun.ent_type_ == ""
    known = words("measures") | (words("bare_measures") if bare else frozenset())
    return noun.lemma_ in known


def _matched(first: Token, cue: Cue) -> Token | None:
    """The last token of the phrase, if its words stand here one after another."""
    at: Token = first
    for word in cue.words[1:]:
        if word == _POSSESSOR:
            owned = next((c for c in syntax.children(first) if c.dep_ == "pobj"), None)
            if owned is None or owned.lower_ != cue.words[-1]:
                return None
            return owned
        if at.i + 1 >= len(at.doc) or at.nbor().lower_ != word:
            return None
        at = at.nbor()
    return at


def _possessor(owned: Token) -> Token | None:
    """Whose view it is; not of what else is listed before it ("in his stare and words")."""
    owner = syntax.child(owned, "poss")
    between = owned.i - owner.right_edge.i - 1 if owner is not None else 0
    return owner if owned.dep_ == "pobj" and between <= 1 else None


def governor_of(first: Token) -> Token:
    """The verb on which the phrase hangs."""
    at = first.head
    while at.pos_ not in _VERBAL and at.head.i != at.i:
        at = at.head
    return at


def beside(scene: Scene, reach: Reach, governor: Token) -> Content | None:
    """The sentence around, before or after a cue that stands apart in it."""
    doc = scene.annotated.doc
    host = _relative_around(reach, governor)
    if host is not None:
        cue = Span(doc[reach.first].idx, doc[reach.last].idx + len(doc[reach.last]))
        return snapped(scene, Content(scene.span(reach.last + 1, host.right_edge.i), host), cue)
    before, after = adjacent(scene, reach)
    begin, stop = scene.sentence_at(doc[reach.first])
    if before is not None and _is_over(scene, before, begin, reach):
        before = None
    if before is not None and not _words_between(scene, begin, before.start):
        return Content(before.span, first_predicate(scene, before.span), (before.span,))
    left = max(begin, _clause_first(reach, governor, begin))
    left, stop = extent.within_semicolons(scene, reach, left, stop)
    spans = [
        scene.span(a, b) for a, b in ((left, reach.first - 1), (reach.last + 1, stop - 1)) if a <= b
    ]
    if _is_complete(doc[left : reach.first]) and _opens_anew(scene, reach.last + 1, stop):
        spans = spans[:1]
    spans = [s for s in spans if any(c.isalnum() for c in scene.text[s.start : s.end])]
    if len(spans) == 1 and spans[0].start < doc[reach.first].idx and _leads_in(doc[left]):
        return None  # "Asked whether he would go, he said no"
    if not spans:
        return (
            None
            if after is None
            else Content(after.span, first_predicate(scene, after.span), (after.span,))
        )
    cue = Span(doc[reach.first].idx, doc[reach.last].idx + len(doc[reach.last]))
    whole = spans[:1] if _is_complete(doc[left : reach.first]) else spans
    span = max(whole, key=lambda s: (_has_finite(scene, s), s.end - s.start))
    content = Content(span, first_predicate(scene, *spans), (span,))
    return snapped(scene, content, cue)


def _is_over(scene: Scene, quote: Quotation, begin: int, reach: Reach) -> bool:
    """Has a quotation ended before a sentence that goes on behind the cue?

    ""It is over." According to the paper, the reason was clear."
    """
    doc = scene.annotated.doc
    begun = doc[begin].idx >= quote.end and doc[reach.first].text[0].isupper()
    ends = scene.text[quote.end - 2 : quote.end - 1] in {".", "!", "?"}
    return begun and ends and has_verb(doc[reach.last + 1 : scene.sentence_at(doc[begin])[1]])


def _leads_in(token: Token) -> bool:
    """Does a clause begin here that only leads in the speaker, rather than a subject of its own?"""
    return token.tag_ in _PARTICIPLES and token.dep_ not in _NOMINAL


def _relative_around(reach: Reach, governor: Token) -> Token | None:
    """The verb of a relative clause at whose start a cue stands: "who, she said, had left"."""
    host = governor.head if reach.first <= governor.i <= reach.last else governor
    if host.dep_ != "relcl" or not host.left_edge.i < reach.first <= reach.last < host.i:
        return None
    between = host.doc[host.left_edge.i : reach.first]
    return host if all(t.is_punct or t.tag_ in _RELATIVE for t in between) else None


def _is_complete(tokens: Doc | DocSpan) -> bool:
    """Do the words before a cue hold a main clause, or what a headline has for one?"""
    inside = {t.i for t in tokens}
    return any(
        _is_finite_main(t, inside)
        or (t.dep_ == "acl" and t.head.dep_ == "nsubj" and t.head.head.i not in inside)
        for t in tokens
    )


def _has_finite(scene: Scene, span: Span) -> bool:
    """Does a finite verb stand in a part of a sentence?"""
    first, last = scene.token_at(span.start), scene.token_at(span.end - 1)
    return any(t.tag_ in _FINITE for t in first.doc[first.i : last.i + 1])


def _is_finite_main(verb: Token, inside: set[int]) -> bool:
    """Is it a finite verb with a subject of its own, and in no subordinate clause?"""
    if verb.tag_ not in _FINITE or verb.dep_ in {"relcl", "advcl", "pcomp"}:
        return False
    if any(c.dep_ in {"mark", "advmod"} and c.tag_ in {"IN", "WRB"} for c in syntax.children(verb)):
        return False
    subjects = [c for v in (verb, verb.head) for c in syntax.children(v) if c.dep_ in _SUBJECTS]
    return any(c.i in inside for c in subjects)


def _opens_anew(scene: Scene, first: int, stop: int) -> bool:
    """Do the words after a cue open a clause of the writer: ", as talks went on", ", ending it"?"""
    doc = scene.annotated.doc
    words = [t for t in doc[first : min(first + 4, stop)] if not t.is_punct and not t.is_space]
    if not words or scene.quote_at(words[0].idx) is not None:
        return False
    if words[0].dep_ == "cc":
        return any(t.dep_ in _SUBJECTS for t in doc[words[0].i : stop])
    if words[0].pos_ == "ADV" and len(words) > 1:
        words = words[1:]
    opening = words[0]
    return opening.tag_ == "VBG" or opening.lower_ in scene.lexicon.words("asides")


def _clause_first(reach: Reach, governor: Token, begin: int) -> int:
    """Where the governing clause starts, if it is a second main clause or all that is said.

    "Pell said that according to the tally, the club has won".
    """
    if reach.first > begin and governor.doc[reach.first - 1].lower_ == _THAT:
        return reach.first
    if (
        governor.dep_ == "conj"
        and governor.head.pos_ in _VERBAL
        and any(c.dep_ == "nsubj" for c in syntax.children(governor))
    ):
        return int(governor.left_edge.i)
    return begin


def _words_between(scene: Scene, first: int, end: int) -> bool:
    return any(c.isalnum() for c in scene.text[scene.annotated.doc[first].idx : end])


def _has_own_content(scene: Scene, verb: Token) -> bool:
    """Has the verb after "as" a content after it ("as Pell denies taking money")?"""
    if syntax.child(verb, "ccomp", "xcomp") is not None:
        return True
    cues = Lexicon.at(verb, scene.lexicon.verbs)
    if any(c.lower_ in cue.prepositions for cue in cues for c in verb.rights if c.dep_ == "prep"):
        return True
    heard = verb.lemma_ in scene.lexicon.words("telling")
    return not heard and any(c.dep_ == "dobj" and c.i > verb.i for c in syntax.children(verb))


def _can_note(scene: Scene, cue: Cue) -> bool:
    """Is it a cue of "as X noted", and no cheer or deed at the same time ("as crowds cheered")?"""
    speech = cue.cls in scene.lexicon.words("speech_classes")
    return cue.act and speech and "clause" in cue.takes


def as_clauses(scene: Scene) -> Iterator[Found]:
    """Clauses such as "as X noted": what stands beside them is what X says."""
    doc = scene.annotated.doc
    for i in candidates(doc, scene.lexicon.verbs):
        verb = doc[i]
        if verb.pos_ not in _VERBAL or _has_own_content(scene, verb):
            continue
        mark = next((c for c in syntax.children(verb) if c.lower_ == "as" and c.i < verb.i), None)
        subject = syntax.child(verb, "nsubj")
        if mark is None or subject is None or not speakers.can_speak(scene, subject):
            continue
        if not is_fronted(scene, mark) and mark.nbor(-1).text not in _SET_OFF:
            continue
        cue = next(
            (c for c in Lexicon.at(verb, scene.lexicon.verbs) if _can_note(scene, c)),
            None,
        )
        if cue is None:
            continue
        content = beside(scene, Reach(verb.left_edge.i, verb.right_edge.i), verb.head)
        if content is not None:
            yield Found(
                content=content.span, rule="as", entry=cue,
                cue=Span(verb.idx, verb.idx + len(verb)),
                speakers=speakers.joint(subject), trigger=verb, predicate=content.predicate,
                parts=content.parts,
            )  # fmt: skip
