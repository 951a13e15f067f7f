"""Verbal cues: "said that", "..., he said", "denied the charge", "urged X to go"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements import contents, speakers
from kg.extract.statements.adjuncts import beside
from kg.extract.statements.contents import Content, Reach
from kg.extract.statements.lexicon import Cue, Lexicon, candidates, companions
from kg.extract.statements.meaning import first_predicate
from kg.extract.statements.quotations import Quotation
from kg.extract.statements.rebuttal import RULE, rebuttal
from kg.extract.statements.scene import Found, Scene
from kg.extract.statements.tail import set_apart
from kg.model import Span

_VERBAL = {"VERB", "AUX"}
_COMMAS = {",", "-", "--", "(", ")"}
_MARKS = {'"', "'", "''", "``"}
_QUOTE_GAP = 120  #: characters between a quotation and its cue
_STOPS = set(",.!?\u2026-\u2013\u2014;")
_UNREAL = {"if", "unless", "whether", "lest"}


def verbal(scene: Scene) -> Iterator[Found]:
    """Verbs that say, think, want, fear, deny, order, ask, show or judge."""
    doc = scene.annotated.doc
    for i in candidates(doc, scene.lexicon.verbs):
        verb = doc[i]
        if verb.pos_ not in _VERBAL or verb.dep_ in {"aux", "auxpass", "amod", "compound"}:
            continue
        for cue in Lexicon.at(verb, scene.lexicon.verbs):
            found = _attribution(scene, verb, cue)
            if found is not None:
                yield found
                break


def _attribution(scene: Scene, verb: Token, cue: Cue) -> Found | None:
    negated = is_negated(scene, verb)
    if cue.act and (negated or not _happens(scene, verb)):
        return None
    span = cue_span(scene, verb, cue)
    denial = rebuttal(scene, verb)
    if denial is not None:
        return Found(
            content=denial.span, rule=RULE, cue=span, entry=cue,
            speakers=speakers.joint(denial.source), trigger=verb, negated=negated,
        )  # fmt: skip
    apart = set_apart(scene, verb) if cue.act and {"clause", "quote"} <= cue.takes else None
    source, content = apart or (_source(scene, verb, cue), _content(scene, verb, cue, span))
    if content is None or (source is None and not syntax.is_passive(verb)):
        return None
    if source is None and _only_names(scene, verb, content):
        return None
    if source is not None and not _fits(scene, source, cue, content):
        return None
    return Found(
        content=content.span,
        rule="verbal",
        cue=span,
        entry=cue,
        speakers=() if source is None else speakers.joint(source),
        via=_told(scene, verb),
        trigger=verb,
        predicate=content.predicate,
        negated=negated,
        parts=content.parts,
    )


def _only_names(scene: Scene, verb: Token, content: Content) -> bool:
    """Is a thing only given its name: "a program called Bright Path"?"""
    if verb.lemma_ not in scene.lexicon.words("naming"):
        return False
    named = content.predicate
    return verb.dep_ == "acl" or (named is not None and named.pos_ == "PROPN")


def is_negated(scene: Scene, verb: Token) -> bool:
    """Is the act denied: "did not say", "declined to say", "nobody said"?"""
    own = scene.quote_at(verb.idx)
    if any(c.dep_ == "neg" and scene.quote_at(c.idx) == own for c in verb.children):
        return True
    subject = syntax.child(verb, "nsubj", "nsubjpass")
    if subject is not None and (
        syntax.is_negated(subject) or subject.lower_ in scene.lexicon.words("nobody")
    ):
        return True
    governor = verb.head
    return (
        verb.dep_ in {"xcomp", "pcomp", "conj"}
        and governor is not verb
        and (
            governor.lemma_ in scene.lexicon.words("fails")
            or (verb.dep_ == "xcomp" and syntax.is_negated(governor))
        )
    )


def _happens(scene: Scene, verb: Token) -> bool:
    """Is the act told as a fact, not as a possibility, purpose, condition or command?"""
    words = scene.lexicon.words
    for c in verb.children:
        if c.dep_ == "aux" and c.lower_ in words("unreal"):
            return False
        if c.dep_ in {"mark", "advmod"} and c.lower_ in _UNREAL and c.i < verb.i:
            return False
    if contents.is_infinitive(verb):
        return verb.dep_ == "xcomp" and verb.head.lemma_ in words("carriers")
    return verb.tag_ != "VB" or any(c.dep_ in {"aux", "nsubj"} for c in verb.children)


def _source(scene: Scene, verb: Token, cue: Cue) -> Token | None:
    if syntax.is_passive(verb) and verb.dep_ != "acl":
        return syntax.agent(verb)
    found = _perceived(scene, verb) or speakers.of_verb(verb)
    if found is not None and scene.quote_at(found.idx) != scene.quote_at(verb.idx):
        found = None
    if found is None and "quote" in cue.takes and scene.quote_at(verb.idx) is None:
        found = _beside_quote(scene, verb)
    return found


def _perceived(scene: Scene, verb: Token) -> Token | None:
    """Who is seen or heard speaking: "watched Pell telling the crowd"."""
    if verb.tag_ != "VBG" or verb.dep_ not in {"advcl", "xcomp"}:
        return None
    if verb.head.lemma_ not in scene.lexicon.words("perceiving"):
        return None
    seen = syntax.child(verb.head, "dobj")
    apart = seen is not None and any(t.text == "," for t in verb.doc[seen.i : verb.i])
    return None if seen is None or seen.i > verb.i or apart else seen


def _beside_quote(scene: Scene, verb: Token) -> Token | None:
    """The noun between a closing quote mark and the verb, or the verb and the next comma."""
    quote = scene.quote_before(verb.idx)
    doc = scene.annotated.doc
    if quote is None or verb.idx - quote.end > _QUOTE_GAP:
        return None
    if scene.text[quote.end : verb.idx].strip():
        return speakers.between(scene, quote.end, verb.idx)
    stop = verb.i + 1
    while (
        stop < len(doc) and not doc[stop].is_punct and not doc[stop].is_space and stop < verb.i + 9
    ):
        stop += 1
    return speakers.between(scene, verb.idx + len(verb), doc[stop - 1].idx + len(doc[stop - 1]))


def _fits(scene: Scene, source: Token, cue: Cue, content: Content) -> bool:
    """May this noun be the source? Who has no clause, only an object, must be able to speak."""
    lower = source.lower_
    if lower in scene.lexicon.words("narrators"):
        return scene.quote_at(source.idx) is not None
    if cue.unless and _is_one_of(scene, source, cue.unless):
        return False
    if (
        cue.unless
        and content.predicate is not None
        and _is_one_of(scene, content.predicate, cue.unless)
    ):
        return False
    if cue.subject == "any" or speakers.can_speak(scene, source):
        return True
    clausal = content.predicate is not None and content.predicate.pos_ in _VERBAL
    return clausal and source.pos_ == "NOUN" and lower not in scene.lexicon.words("nobody")


def _is_one_of(scene: Scene, noun: Token, name: str) -> bool:
    """Is a noun, or the class of the mention at it, in a list of the lexicon?"""
    words = scene.lexicon.words(name)
    index = scene.mentions.at(noun)
    return noun.lemma_ in words or (
        index is not None and any(scene.ontology.is_a(scene.mentions[index].cls, w) for w in words)
    )


def cue_span(scene: Scene, verb: Token, cue: Cue) -> Span:
    """The verb and the words of the cue that follow it at once."""
    end = verb.i
    for token in companions(verb, cue):
        if token.i == end + 1:
            end = token.i
    doc = scene.annotated.doc
    return Span(verb.idx, doc[end].idx + len(doc[end]))


def _content(scene: Scene, verb: Token, cue: Cue, span: Span) -> Content | None:
    speech = cue.act and "clause" in cue.takes
    reach = own_clause(scene, verb)
    if speech and is_parenthetical(scene, verb, reach):
        return beside(scene, reach, verb)
    before, after = _quoted_beside(scene, verb, cue, reach)
    own = _own_content(verb, cue)
    if before is not None and _ends_as_speech(scene, before, own=own):
        return _around_cue(scene, before, after)
    if not own and after is not None:
        return Content(after.span, first_predicate(scene, after.span), (after.span,))
    for content in contents.constructions(scene, verb, cue):
        if content.span.start < content.span.end:
            return contents.snapped(scene, content, span)
    if speech and _is_set_off(scene, verb, reach):
        return beside(scene, reach, verb)
    return _of_agentless(scene, verb) if speech and syntax.is_passive(verb) else None


def _quoted_beside(
    scene: Scene, verb: Token, cue: Cue, reach: Reach
) -> tuple[Quotation | None, Quotation | None]:
    """The quotations right before and after the cue's clause that may be its content."""
    if "quote" not in cue.takes or scene.quote_at(verb.idx) is not None:
        return None, None
    before, after = contents.adjacent(scene, reach)
    if after is not None and _has_own_cue(scene, reach, after):
        after = None
    return before, after


def _has_own_cue(scene: Scene, reach: Reach, quote: Quotation) -> bool:
    """Does a quotation in the next sentence end in a comma, so that its own cue follows?"""
    last = scene.annotated.doc[reach.last]
    gap = scene.text[last.idx + len(last) : quote.start]
    return any(c in gap for c in ".!?") and "," in scene.text[quote.end - 2 : quote.end + 1]


def _of_agentless(scene: Scene, verb: Token) -> Content | None:
    """What stands before or after a passive ("Clashes were reported near it"), the longer."""
    subject = syntax.child(verb, "nsubjpass")
    if subject is None or verb.dep_ in {"acl", "relcl"}:
        return None
    after = [
        c.right_edge.i
        for c in verb.rights
        if c.dep_ not in {"punct", "agent", "conj", "cc", "advcl"} and c.lower_ != "by"
    ]
    spans = [scene.span(subject.left_edge.i, subject.right_edge.i)]
    if after and max(after) > verb.i:
        spans.append(scene.span(verb.i + 1, max(after)))
    return Content(max(spans, key=lambda s: s.end - s.start), None)


def _own_content(verb: Token, cue: Cue) -> bool:
    """Has the verb a clause or object after it that is its content, whatever is quoted nearby?"""
    deps = {d for name, d in (("clause", "ccomp"), ("object", "dobj")) if name in cue.takes}
    return any(c.i > verb.i and c.dep_ in deps for c in verb.children)


def _ends_as_speech(scene: Scene, quote: Quotation, *, own: bool) -> bool:
    """Is there punctuation at the closing mark, as there is not after a quoted word?

    Before a cue with a content of its own, a quotation that ends a sentence is not the cue's.
    """
    tail = scene.text[quote.end - 3 : quote.end + 1]
    if own and "." in tail:
        return False
    return any(c in _STOPS for c in tail)


def _around_cue(scene: Scene, before: Quotation, after: Quotation | None) -> Content:
    """A quotation before the cue, with the one after it where both are one sentence."""
    parts: tuple[Span, ...] = (before.span,)
    if after is not None and _is_one_sentence(scene, before.end, after.start):
        parts = (before.span, after.span)
    longest = max(parts, key=lambda s: s.end - s.start)
    return Content(Span(before.start, parts[-1].end), first_predicate(scene, longest), parts)


def _is_one_sentence(scene: Scene, end: int, start: int) -> bool:
    """Does the quotation go on in the same sentence after the cue?"""
    gap = scene.text[end:start].rstrip()
    return not gap.endswith((".", "!", "?")) and (
        gap.endswith(",") or scene.text[start + 1 : start + 2].islower()
    )


def is_parenthetical(scene: Scene, verb: Token, reach: Reach) -> bool:
    """Is the cue's clause put between commas into what it attributes ("Lenox, he said, is")?"""
    begin, stop = scene.sentence_at(verb)
    doc = scene.annotated.doc
    left, right = reach.first - 1, reach.last + 1
    return (
        verb.dep_ != "relcl"
        and begin < left
        and right < stop - 1
        and doc[left].text in _COMMAS
        and doc[right].text in _COMMAS
        and syntax.child(verb, "nsubj", "nsubjpass") is not None
        and not (doc[right + 1].tag_ == "VBG" and doc[right + 1].head.i == verb.i)
        and doc[right + 1].text not in _MARKS
        and doc[left - 1].text not in _MARKS
    )


def _is_set_off(scene: Scene, verb: Token, reach: Reach) -> bool:
    """Does the cue's clause end a sentence after a comma, where the parse gives it no content?"""
    begin, stop = scene.sentence_at(verb)
    doc = scene.annotated.doc
    left, right = reach.first - 1, reach.last + 1
    return (
        verb.dep_ != "relcl"
        and begin < left
        and doc[left].text in _COMMAS
        and (right >= stop - 1 or doc[right].text in _COMMAS)
        and syntax.child(verb, "nsubj", "nsubjpass") is not None
    )


def own_clause(scene: Scene, verb: Token) -> Reach:
    """The tokens of the cue's clause: its subject, the verb, adverbs and addressees, no content."""
    first = last = verb.i
    for c in verb.children:
        if c.dep_ in {"ccomp", "punct", "advcl", "conj", "parataxis", "cc"}:
            continue
        if _is_quoted(scene, c):
            continue
        first, last = min(first, c.left_edge.i), max(last, c.right_edge.i)
    first, last = _outside_quotes(scene, verb, first, last)
    return Reach(first, last)


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


def _is_quoted(scene: Scene, token: Token) -> bool:
    return scene.quote_at(token.idx) is not None


def _told(scene: Scene, verb: Token) -> tuple[Token, ...]:
    """The named addressee: "told Reuters"."""
    if verb.lemma_ not in scene.lexicon.words("telling"):
        return ()
    found = syntax.child(verb, "dative", "dobj", "iobj")
    if (
        found is None
        or found.i < verb.i
        or not (found.pos_ == "PROPN" or found.lemma_ in scene.lexicon.words("outlets"))
    ):
        return ()
    return speakers.joint(found)
