"""The quotations beside a cue: which of them are its content, and what one after "that" is."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements.content import Content, Reach, adjacent
from kg.extract.statements.lexicon import Cue, Lexicon
from kg.extract.statements.meaning import first_predicate
from kg.extract.statements.quotations import Quotation
from kg.extract.statements.scene import Scene
from kg.model import Span

_LONGEST_TITLE = 6  #: words
_NAMED = {"NOUN", "PROPN", "PRON"}
_LEADING = {"IN", "TO", "DT", "PDT", "PRP$", "POS", "CC", "JJ"}
_STOPS = set(",.!?\u2026-\u2013\u2014;")


def quoted_beside(
    scene: Scene, verb: Token, cue: Cue, reach: Reach
) -> tuple[Quotation | None, Quotation | None]:
    """The quotations right before and after the cue's clause that may be its content."""
    if "quote" not in cue.takes or scene.quote_at(verb.idx) is not None:
        return None, None
    before, after = adjacent(scene, reach)
    if before is not None and (_is_over(scene, before, reach) or _is_title(scene, before)):
        before = None
    part = after is not None and is_fragment(scene, after) and (
        _is_in_object(verb, after) or is_of_other(scene, verb, after)
    )  # fmt: skip
    if after is not None and (part or _has_own_cue(scene, reach, after)):
        after = None
    return before, after


def _is_over(scene: Scene, quote: Quotation, reach: Reach) -> bool:
    """Does the quotation end a sentence before, which began with other words than its own?"""
    if scene.text[quote.end : quote.end + 1] == ".":
        return True
    ends = scene.text[quote.end - 2 : quote.end - 1] in {".", "!", "?"}
    begin, stop = scene.sentence_at(scene.token_at(quote.start))
    return ends and scene.annotated.doc[begin].idx < quote.start - 1 and stop <= reach.first


def _is_title(scene: Scene, quote: Quotation) -> bool:
    """Is the quotation the name of a thing: "on the network's "Morning Hour," she said"?

    It stands behind a preposition, an owner or a noun, and holds no clause.
    """
    first = scene.token_at(quote.start)
    begin = scene.sentence_at(first)[0]
    if quote.words > _LONGEST_TITLE or first.i <= begin:
        return False
    before = first.nbor(-1)
    doc = scene.annotated.doc
    inside = [t for t in doc[first.i : scene.token_at(quote.end - 1).i + 1] if t.is_alpha]
    if before.pos_ not in {"ADP", "PART", "DET", "NOUN", "PROPN", "PUNCT"}:
        return False
    if before.pos_ == "PUNCT" and before.text != ",":
        return False
    if any(t.pos_ in {"VERB", "AUX"} for t in doc[begin : first.i]):
        return False
    return before.pos_ != "PUNCT" or all(t.is_title for t in inside if t.pos_ != "ADP")


def _has_own_cue(scene: Scene, reach: Reach, quote: Quotation) -> bool:
    """Does a quotation in the next sentence end in a comma, so that its own cue follows?"""
    last = scene.annotated.doc[reach.last]
    gap = scene.text[last.idx + len(last) : quote.start]
    return any(c in gap for c in ".!?") and "," in scene.text[quote.end - 2 : quote.end + 1]


def _is_in_object(verb: Token, quote: Quotation) -> bool:
    """Is the quotation but the end of a longer object ("noted her work from "A to B"")?"""
    taken = syntax.child(verb, "dobj")
    if taken is None or not verb.i < taken.i or taken.idx >= quote.start:
        return False
    return quote.start <= int(taken.right_edge.idx) and taken.right_edge.i > taken.i


def is_of_other(scene: Scene, verb: Token, quote: Quotation) -> bool:
    """Does a relative clause between them bring the quotation: "said Pell, who called it "low""?"""
    first = scene.token_at(quote.start)
    between = (t for t in first.ancestors if verb.i < t.i < first.i and t.dep_ == "relcl")
    return any(c.act for t in between for c in Lexicon.at(t, scene.lexicon.verbs))


def is_fragment(scene: Scene, quote: Quotation) -> bool:
    """Does a clause run into the quotation: "They warned of "a dark day", he said"?"""
    before = scene.text[scene.paragraph_at(quote.start).start : quote.start].rstrip()
    if before.endswith(")"):  # "The Front (FLV) "holds the town""
        subject = scene.token_at(quote.start).nbor(-1).head
        return subject.dep_ in {"nsubj", "nsubjpass"}
    return bool(before) and before[-1].isalnum()


def after_that(scene: Scene, verb: Token, quote: Quotation) -> Content | None:
    """The clause behind "that" that holds the quotation after a cue, where the parse has none."""
    doc = scene.annotated.doc
    stop = scene.sentence_at(verb)[1]
    named = doc[verb.i + 1 : scene.token_at(quote.start).i]
    labelled = verb.lemma_ in scene.lexicon.words("naming") and named  # "called it "a crime""
    if labelled and named[-1].pos_ in _NAMED and not any(t.is_punct for t in named):
        return Content(Span(named.start_char, quote.end), named.root)
    for token in doc[verb.i + 1 : stop]:
        if token.idx >= quote.start:
            return None
        if token.lower_ == "that" and token.nbor().pos_ not in {"VERB", "AUX"}:
            span = scene.span(token.i + 1, stop - 1)
            return Content(span, first_predicate(scene, span))
    return None


def ends_as_speech(scene: Scene, quote: Quotation, *, own: bool) -> bool:
    """Is there punctuation at the closing mark, as there is not after a quoted word?

    Before a cue with a content of its own, a quotation that ends a sentence is not the cue's.
    """
    tail = scene.text[quote.end - 3 : quote.end + 1]
    if own and "." in tail:
        return False
    return any(c in _STOPS for c in tail)


def around_cue(scene: Scene, before: Quotation, after: Quotation | None) -> Content:
    """A quotation before the cue, with the one after it where both are one sentence."""
    parts: tuple[Span, ...] = (before.span,)
    after = after or _behind_participle(scene, before)
    if after is not None and _is_one_sentence(scene, before.end, after.start):
        parts = (before.span, after.span)
    return Content(Span(before.start, parts[-1].end), first_predicate(scene, *parts), parts)


def _behind_participle(scene: Scene, before: Quotation) -> Quotation | None:
    """The quotation that goes on behind what a speaker does: ""So," he said, nodding, "it is."."""
    after = scene.quote_after(before.end)
    if after is None or not scene.text[after.start + 1 : after.start + 2].islower():
        return None
    gap = scene.text[before.end : after.start].rstrip()
    return after if gap.endswith(",") and not any(c in gap for c in ".!?:") else None


def _is_one_sentence(scene: Scene, end: int, start: int) -> bool:
    """Does the quotation go on in the same sentence after the cue, and is no word of another?"""
    gap = scene.text[end:start].rstrip()
    if gap[-1:].isalnum() and scene.token_at(start - 1).tag_ in _LEADING:  # "hinting that "..." "
        return False
    return not gap.endswith((".", "!", "?")) and (
        gap.endswith(",") or scene.text[start + 1 : start + 2].islower()
    )
