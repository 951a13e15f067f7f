"""Turns what the rules found into records: overlaps settled, nesting, speakers with their words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.extract.phrases import filler
from kg.extract.statements import meaning
from kg.extract.statements.certainty import certainty
from kg.extract.statements.continuation import continued
from kg.extract.statements.polarity import polarity
from kg.extract.statements.rebuttal import RULE, denied
from kg.extract.statements.scene import Found, Scene
from kg.extract.statements.verification import assessed
from kg.extract.statements.via import is_medium, is_told_of, passed_on
from kg.extract.statements.wording import speaker_filler, without_time
from kg.model import Span, Statement

_NO_VERBS = {"adjectival", "nominal"}


def assemble(scene: Scene, found: Iterable[Found]) -> tuple[Statement, ...]:
    """The statements of a document, in the order of the text."""
    cut = _cut_relays(scene, _cut_adjuncts(scene, sorted(found, key=_order)))
    settled = _settle(scene, _cut_rebuttals(scene, cut))
    settled = [_with_condition(scene, one) for one in settled]
    kept = _meant(scene, assessed(scene, passed_on(scene, continued(scene, settled))))
    order = sorted(range(len(kept)), key=lambda i: _order(kept[i]))
    place = {old: new for new, old in enumerate(order)}
    return tuple(_nested([_record(scene, kept[i], place) for i in order]))


def _with_condition(scene: Scene, one: Found) -> Found:
    """A fear or hope with the condition right behind it: "afraid of a war if talks fail"."""
    if one.trigger is None or one.rule not in _NO_VERBS or one.content.start < one.trigger.idx:
        return one
    last = scene.token_at(one.content.end - 1)
    mark = last.nbor() if last.i + 1 < len(last.doc) else last
    clause = mark.head
    tied = clause.dep_ == "advcl" and clause.head.i in {t.i for t in one.trigger.ancestors}
    if mark.dep_ != "mark" or not tied or mark.lower_ not in scene.lexicon.words("conditions"):
        return one
    end = scene.span(last.i, clause.right_edge.i).end
    return replace(one, content=Span(one.content.start, end), parts=())


def _order(found: Found) -> tuple[int, int, int]:
    return found.content.start, -found.content.end, found.cue.start if found.cue else -1


def _cut_adjuncts(scene: Scene, found: list[Found]) -> list[Found]:
    """A content that runs into a phrase such as "according to" ends before it."""
    phrases = [f for f in found if f.rule == "adjunct" and f.cue is not None]
    cut = []
    for one in found:
        shorter = one
        for phrase in phrases:
            cue = phrase.cue
            if (
                cue is not None and one.cue is not None and one is not phrase
                and phrase.content.start <= one.cue.start < phrase.content.end
                and one.content.start < cue.start < one.content.end
            ):  # fmt: skip
                shorter = replace(
                    one, content=scene.trim(Span(one.content.start, cue.start)), parts=()
                )
        cut.append(shorter)
    return cut


def _cut_relays(scene: Scene, found: list[Found]) -> list[Found]:
    """A content that runs into who passed it on (", the agency reported") ends before that."""
    relays = [
        f for f in found
        if f.cue is not None and f.content.end <= f.cue.start and not f.narrator
        and scene.text[f.content.end : f.content.end + 1] == ","
    ]  # fmt: skip
    cut = []
    for f in found:
        ends = [r.content.end for r in relays if _runs_into(f, r)]
        shorter = Span(f.content.start, min(ends, default=f.content.end))
        cut.append(replace(f, content=shorter, parts=()) if ends else f)
    return cut


def _runs_into(one: Found, relay: Found) -> bool:
    """Does a content behind its cue go on beyond the words that another passes on?"""
    start, end = relay.content
    cue = one.cue
    return (
        one is not relay and cue is not None and cue.end <= one.content.start
        and start <= one.content.start < end < one.content.end
        and (one.content.start == start or start <= cue.start)
    )  # fmt: skip


def _cut_rebuttals(scene: Scene, found: list[Found]) -> list[Found]:
    """A content that ends in ", a charge they deny" ends before it."""
    tails = [(f.content.start, _end_of_clause(f)) for f in found if f.rule == RULE]
    cut = []
    for one in found:
        start, stop = one.content
        end = next((s for s, e in tails if start < s < stop and e + 1 >= stop), None)
        if end is not None and one.cue is not None and one.cue.start < end:
            shorter = scene.trim(Span(one.content.start, end))
            cut.append(replace(one, content=shorter, parts=()))
        else:
            cut.append(one)
    return cut


def _end_of_clause(found: Found) -> int:
    """Where the clause of a cue ends."""
    cue = found.trigger
    return found.content.end if cue is None else int(cue.right_edge.idx + len(cue.right_edge))


def _meant(scene: Scene, found: list[Found]) -> list[Found]:
    """The attributions, denials about "which" or of a whole clause with the words they deny."""
    stand_in = scene.lexicon.words("claim_pronouns") | scene.lexicon.words("claim_fillers")
    meant = []
    for one in found:
        about = None
        if one.rule == RULE and scene.text[one.content.start : one.content.end] in stand_in:
            about = denied(scene, one.content) if one.about is None else found[one.about].content
        elif _denies(scene, one):
            about = _of_others(one, found)
        behind = one.rule == RULE and about is not None and about.end > one.content.start
        meant.append(one if about is None or behind else replace(one, content=about))
    return meant


def _denies(scene: Scene, one: Found) -> bool:
    """Does its cue deny what stands before it ("Army says it holds it, rebels deny")?"""
    words = scene.lexicon.words
    verb = one.trigger
    denies = verb is not None and verb.lemma_ in words("denied") | words("disputed")
    return denies and verb is not None and one.content.end <= verb.idx


def _of_others(one: Found, found: list[Found]) -> Span | None:
    """What somebody else is said to have said, where an attribution has that for its content."""
    return next(
        (
            f.content
            for f in found
            if f.cue is not None
            and f.trigger is not None
            and one.content.start <= f.cue.start < f.cue.end <= f.content.start
            and f.content.end == one.content.end
            and f.trigger.head.i in {f.trigger.i, one.trigger.i if one.trigger else -1}
        ),
        None,
    )


def _settle(scene: Scene, found: list[Found]) -> list[Found]:
    """One attribution a cue; no attitude inside somebody's own words."""
    kept: list[Found] = []
    cues: set[Span] = set()
    for one in found:
        if one.cue is not None and one.cue in cues:
            continue
        if _is_inner_attitude(scene, one, found) or _is_own_attitude(scene, one):
            continue
        if one.rule != RULE and any(_names(f, one) for f in found):
            continue
        if one.cue is not None:
            cues.add(one.cue)
        kept.append(one)
    return kept


def _names(denial: Found, one: Found) -> bool:
    """Is its cue the noun by which a denial takes up what was said: ", a claim he denied"?"""
    cue = one.cue
    return (
        denial.rule == RULE and cue is not None
        and denial.content.start <= cue.start and cue.end <= denial.content.end
    )  # fmt: skip


def _is_inner_attitude(scene: Scene, one: Found, found: list[Found]) -> bool:
    """Does it stand in another's content without being an act of speech?

    What a medium only reports ("..., the agency said") is as good as told by the text itself.
    """
    speech = scene.lexicon.words("speech_classes")
    if one.cue is None or (one.entry is not None and one.entry.cls in speech):
        return False
    told = one.entry is not None and one.entry.act and bool(one.speakers)
    for other in found:
        if (
            other is not one
            and other.content.start <= one.cue.start
            and one.cue.end <= other.content.end
            and not (told and other.speakers and all(is_medium(scene, t) for t in other.speakers))
            and not is_told_of(one, other)
        ):
            return True
    return False


def _is_own_attitude(scene: Scene, one: Found) -> bool:
    """Does somebody who is quoted speak of himself, or think inside his own words?"""
    if one.cue is None or one.rule == "label":  # a transcript may stand in quote marks as a whole
        return False
    return scene.quote_at(one.cue.start) is not None


def _parts(one: Found) -> tuple[Span, ...]:
    """The stretches of a content that are said; of what a tail denies, none."""
    if one.rule == RULE:
        return (Span(one.content.end, one.content.end),)
    return one.parts if len(one.parts) > 1 else ()


def _record(scene: Scene, one: Found, place: Mapping[int, int]) -> Statement:
    parts = [one.content, *([one.cue] if one.cue else [])]
    named = () if _is_impersonal(scene, one) else one.speakers
    speakers = tuple(speaker_filler(scene, token, one) for token in named)
    via = tuple(filler(t, scene.mentions) for t in one.via)
    parts += [f.span for f in (*speakers, *via)]
    return Statement(
        sentence=_sentence(scene, parts),
        content=without_time(scene, one.content),
        cue=one.cue,
        cue_class=one.entry.cls if one.entry else None,
        speakers=speakers,
        via=via,
        parts=_parts(one),
        directness=meaning.directness(scene, one.content, one.parts),
        polarity=polarity(one, scene.lexicon),
        certainty=certainty(scene, one),
        narrator=one.narrator,
        assesses=None if one.about is None else place[one.about],
        verdict=one.verdict if one.about is not None else None,
        rule=one.rule,
    )


def _is_impersonal(scene: Scene, one: Found) -> bool:
    """Is it only a fact that shows something ("It shows that ...", "That suggests ...")?"""
    words = scene.lexicon.words
    return (
        one.entry is not None
        and one.entry.cls in words("impersonal_classes")
        and all(t.lower_ in words("impersonal") for t in one.speakers)
    )


def _sentence(scene: Scene, parts: list[Span]) -> Span:
    """The sentences that hold all parts."""
    first = scene.token_at(min(p.start for p in parts))
    last = scene.token_at(max(p.end for p in parts) - 1)
    start, end = scene.sentence_at(first)[0], scene.sentence_at(last)[1]
    doc = scene.annotated.doc
    while end - 1 > start and doc[end - 1].is_space:
        end -= 1
    while start < end - 1 and doc[start].is_space:
        start += 1
    return Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))


def _nested(statements: list[Statement]) -> list[Statement]:
    """Each statement with the innermost other one whose content holds it."""
    order = sorted(range(len(statements)), key=lambda i: statements[i].content.start)
    starts = [statements[i].content.start for i in order]
    longest = max(map(_size, statements), default=0)
    result = []
    for inner in statements:
        last = max((inner.cue or inner.content).end, inner.content.end)
        best: int | None = None
        for k in range(bisect_right(starts, inner.content.start) - 1, -1, -1):
            # What opens before this is too short to reach the end, or longer than the best.
            if last - starts[k] > (longest if best is None else _size(statements[best])):
                break
            outer = order[k]
            if _holds(statements[outer], inner) and (
                best is None or (_size(statements[outer]), outer) < (_size(statements[best]), best)
            ):
                best = outer
        result.append(replace(inner, parent=best))
    return result


def _holds(outer: Statement, inner: Statement) -> bool:
    cue = inner.cue or inner.content
    return (
        outer.content.start <= min(cue.start, inner.content.start)
        and max(cue.end, inner.content.end) <= outer.content.end
        and outer.content != inner.content
    )


def _size(statement: Statement) -> int:
    return statement.content.end - statement.content.start
