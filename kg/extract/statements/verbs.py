"""Verbal cues: "said that", "..., he said", "denied the charge", "urged X to go"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements import acts, contents, nearby, position, second, sources, speakers
from kg.extract.statements.adjuncts import beside
from kg.extract.statements.clauses import is_infinitive
from kg.extract.statements.content import Content, Reach, snapped
from kg.extract.statements.lexicon import Cue, Lexicon, candidates, companions
from kg.extract.statements.meaning import first_predicate
from kg.extract.statements.rebuttal import RULE, is_merged, read_as_noun, rebuttal
from kg.extract.statements.scene import Found, Scene
from kg.extract.statements.tail import set_apart
from kg.model import Span

_VERBAL = {"VERB", "AUX"}
_QUOTES = {"quote"}
_EXPLETIVE, _AS = "it", "as"
_NO_HEADS = {"aux", "auxpass", "amod", "compound"}


def verbal(scene: Scene) -> Iterator[Found]:
    """Verbs that say, think, want, fear, deny, order, ask, show or judge."""
    doc = scene.annotated.doc
    for i in candidates(doc, scene.lexicon.verbs):
        verb = doc[i]
        acts_as_verb = verb.pos_ in _VERBAL and verb.dep_ not in _NO_HEADS
        acts_as_verb = acts_as_verb or read_as_noun(scene, verb) or _governs_clause(verb)
        if not (acts_as_verb or second.of_noun(scene, verb)) or is_companion(scene, verb):
            continue
        for cue in Lexicon.at(verb, scene.lexicon.verbs):
            found = _attribution(scene, verb, cue)
            if found is not None:
                yield found
                break


def _governs_clause(word: Token) -> bool:
    """Is it a verb that the parse takes for a plural noun: "footage seen on Monday shows that"?

    No noun has both a subject before it and a clause with "that" after it.
    """
    if word.tag_ != "NNS" or syntax.child(word, "nsubj") is None:
        return False
    return any(c.dep_ == "ccomp" and c.left_edge.lower_ == "that" for c in word.rights)


def is_companion(scene: Scene, verb: Token) -> bool:
    """Is it a part of the cue above it ("let them know")?"""
    return verb.head.i != verb.i and any(
        verb.i in {t.i for t in companions(verb.head, cue)}
        for cue in scene.lexicon.verbs.get(verb.head.lemma, ())
    )


def _attribution(scene: Scene, verb: Token, cue: Cue) -> Found | None:
    negated = acts.is_negated(scene, verb)
    if (cue.act and negated) or not acts.happens(scene, verb, act=cue.act):
        return None
    if acts.withholds(scene, verb, cue):
        return None
    if _is_torn(verb, cue) or _lacks(verb, cue) or is_merged(scene, verb):
        return None
    span = cue_span(scene, verb, cue)
    denial = rebuttal(scene, verb)
    if denial is not None:
        return Found(
            content=denial.span, rule=RULE, cue=span, entry=cue,
            speakers=speakers.joint(denial.source), trigger=verb, negated=negated,
        )  # fmt: skip
    apart = set_apart(scene, verb) if cue.act and {"clause", "quote"} <= cue.takes else None
    source, content = apart or (sources.source(scene, verb, cue), _content(scene, verb, cue, span))
    if content is None or not _attributes(scene, verb, cue, source, content):
        return None
    return Found(
        content=content.span, rule="verbal", cue=span, entry=cue,
        speakers=() if source is None else speakers.joint(source),
        via=sources.told(scene, verb, cue),
        trigger=verb, predicate=content.predicate, negated=negated, parts=content.parts,
    )  # fmt: skip


def _is_headless(scene: Scene, verb: Token) -> bool:
    """Is it, behind a name and a description, all that a full sentence has for a verb?

    "Pell, the envoy, accused outside powers" is read as a passive; who is accused is then unsure.
    """
    top = verb.head
    stop = scene.sentence_at(verb)[1]
    ends = any(t.text == "." for t in verb.doc[max(verb.i, stop - 2) : stop])
    described = syntax.child(top, "appos")
    own = verb.dep_ == "acl" and top.head.i == top.i and verb.nbor(-1).text == ","
    return own and ends and described is not None and described.i < verb.i


def _is_torn(verb: Token, cue: Cue) -> bool:
    """Does a cue of quotations lack its particle right behind it ("going "low" on Friday")?"""
    particle = next(iter(companions(verb, cue)), None)
    return particle is not None and cue.takes == _QUOTES and particle.i != verb.i + 1


def _lacks(verb: Token, cue: Cue) -> bool:
    """Do all words lack without which the verb is no cue ("charged the hill", "loves to mock")?"""
    taken = syntax.child(verb, "dobj")
    beside = [*syntax.children(verb), *(() if taken is None else taken.rights)]
    return bool(cue.needs) and not any(c.lower_ in cue.needs for c in beside)


def _has_particle(verb: Token, cue: Cue) -> bool:
    """Does a particle that is no part of the cue make it another verb ("called off the visit")?"""
    own = {t.i for t in companions(verb, cue)}
    behind = (c for c in verb.rights if c.dep_ == "prep" and c.i == verb.i + 1)
    bare = (
        c for c in behind if syntax.child(c, "pobj", "pcomp", "ccomp") is None and c.lower_ != _AS
    )
    return any(c.i not in own for c in (*bare, *(c for c in verb.rights if c.dep_ == "prt")))


def _attributes(
    scene: Scene, verb: Token, cue: Cue, source: Token | None, content: Content
) -> bool:
    """Does the cue attribute the content to this source, or as a passive to nobody?"""
    if acts.only_leads_in(scene, verb, named=source is not None):
        return False
    about = content.predicate
    standing = sources.only_stands_behind(scene, verb, cue, content)
    if standing or acts.says_nothing(scene, verb, cue, about):
        return False
    if source is not None:
        return sources.fits(scene, source, cue, content)
    if not syntax.is_passive(verb) or _tells_of_deed(scene, verb) or _is_only_whom(content):
        return False
    if _is_headless(scene, verb) or sources.only_names(scene, verb, content):
        return False
    return sources.is_apt(scene, cue, about)


def _is_only_whom(content: Content) -> bool:
    """Is a content no more than a pronoun: "they were criticized"?"""
    about = content.predicate
    return (
        about is not None and about.pos_ == "PRON"
        and content.span.start >= about.idx and content.span.end <= about.idx + len(about)
    )  # fmt: skip


def _tells_of_deed(scene: Scene, verb: Token) -> bool:
    """Does a passive by nobody tell of a deed ("access was denied")?

    "It is admitted that ..." is what people say.
    """
    subject = syntax.child(verb, "nsubjpass")
    it = subject is not None and subject.lower_ == _EXPLETIVE
    told = it and syntax.child(verb, "ccomp") is not None
    return not told and verb.lemma_ in scene.lexicon.words("deeds")


def cue_span(scene: Scene, verb: Token, cue: Cue) -> Span:
    """The verb and the words of the cue that follow it at once."""
    end = verb.i
    for token in companions(verb, cue):
        if token.i == end + 1:
            end = token.i
    doc = scene.annotated.doc
    return Span(verb.idx, doc[end].idx + len(doc[end]))


def _content(scene: Scene, verb: Token, cue: Cue, span: Span) -> Content | None:
    """What the cue attributes, within the dashes or brackets between which it may stand."""
    reach = sources.since_quotation(scene, verb, position.own_clause(scene, verb))
    content = _unclipped(scene, verb, cue, span, reach)
    if (
        content is None
        or not {"clause", "quote"} <= cue.takes
        or scene.quote_at(content.span.start) is not None
    ):
        return content
    return position.clipped(scene, Reach(reach.first, verb.i), content)


def _unclipped(scene: Scene, verb: Token, cue: Cue, span: Span, reach: Reach) -> Content | None:
    speech = cue.act and "clause" in cue.takes
    near = position.behind_opening(scene, verb, reach)
    if speech and position.is_parenthetical(scene, verb, near):
        return beside(scene, near, verb)
    found = _whole(scene, verb, cue, span, _quoted(scene, verb, cue, reach))
    found = found or (_answer(scene, verb) if speech else None)
    if found is not None or not speech:
        return found
    if position.is_set_off(scene, verb, reach):
        return beside(scene, reach, verb)
    return _of_agentless(scene, verb, cue) if syntax.is_passive(verb) else None


def _whole(
    scene: Scene, verb: Token, cue: Cue, span: Span, quoted: Content | None
) -> Content | None:
    """The words that the cue takes where a quotation is but a part of them, else the quotation.

    "spoke of "smoke and screams" and of soldiers who shot at anything".
    """
    if quoted is not None and (len(quoted.parts) > 1 or quoted.span.start < verb.idx):
        return quoted
    built = _constructed(scene, verb, cue, span)
    if quoted is None or built is None:
        return quoted or built
    covers = built.span.start <= quoted.span.start and quoted.span.end < built.span.end
    return built if covers else quoted


def _quoted(scene: Scene, verb: Token, cue: Cue, reach: Reach) -> Content | None:
    """The quotation beside a cue, or the clause of which it is a part."""
    if "clause" not in cue.takes and any(
        is_infinitive(c) for c in verb.rights if c.dep_ == "xcomp"
    ):
        return None  # "went on to call it a lie": the second verb is the cue
    before, after = nearby.quoted_beside(scene, verb, cue, reach)
    if before is not None and _only_dates(scene, verb, before.end):
        before = None
    own = position.has_own_content(verb, cue)
    if before is not None and nearby.ends_as_speech(scene, before, own=own):
        if not nearby.is_fragment(scene, before):
            return nearby.around_cue(scene, before, after)
        if cue.act and "clause" in cue.takes and not own and verb.tag_ != "VBG":
            return beside(scene, reach, verb)
    announces = cue.act and verb.tag_ != "VBG"
    if own or after is None or (not announces and _is_next(scene, verb, after.start)):
        return None
    whole = Content(after.span, first_predicate(scene, after.span), (after.span,))
    return nearby.after_that(scene, verb, after) or whole


def _is_next(scene: Scene, verb: Token, start: int) -> bool:
    """Does what is quoted open behind the sentence of the verb?"""
    return scene.sentence_at(scene.token_at(start))[0] >= scene.sentence_at(verb)[1]


def _only_dates(scene: Scene, verb: Token, end: int) -> bool:
    """Does the verb tell when or why something is done, in a sentence after a quotation?"""
    opened = any(c.tag_ == "WRB" for c in verb.lefts)
    begin = scene.annotated.doc[scene.sentence_at(verb)[0]]
    return opened and verb.dep_ == "advcl" and end <= begin.idx


def _constructed(scene: Scene, verb: Token, cue: Cue, span: Span) -> Content | None:
    """What stands in one of the constructions of the cue, without the words of the cue."""
    if cue.takes == _QUOTES:
        return None
    torn = _has_particle(verb, cue)
    for content in contents.constructions(scene, verb, cue):
        start, end = content.span
        if torn and (content.predicate is None or content.predicate.dep_ != "ccomp"):
            continue
        if span.start <= start < span.end < end:  # "made clear his aim"
            start = scene.trim(Span(span.end, end)).start
        if start < end:
            return snapped(scene, content._replace(span=Span(start, end)), span)
    return None


def _answer(scene: Scene, verb: Token) -> Content | None:
    """A yes or no: "she said no"."""
    word = syntax.child(verb, "intj")
    return None if word is None or word.i < verb.i else Content(scene.span(word.i, word.i), word)


def _is_told(scene: Scene, verb: Token, cue: Cue) -> bool:
    """Is the subject of a passive whom somebody tells, asks or knows?"""
    subject = syntax.child(verb, "nsubjpass")
    person = subject is not None and (subject.tag_ == "PRP" or subject.ent_type_ == "PERSON")
    if person and subject is not None and subject.lower_ != "it" and syntax.agent(verb) is not None:
        return True
    asked = cue.cls in scene.lexicon.words("asking_classes")
    return asked or verb.lemma_ in scene.lexicon.words("telling")


def _of_agentless(scene: Scene, verb: Token, cue: Cue) -> Content | None:
    """What stands before or after a passive ("Clashes were reported near it"), the longer."""
    subject = syntax.child(verb, "nsubjpass")
    if subject is None or verb.dep_ in {"acl", "relcl"} or _is_told(scene, verb, cue):
        return None
    making = verb.lemma_ in scene.lexicon.words("making")  # "the letter was written by Pell"
    if making or cue.cls in scene.lexicon.words("impersonal_classes"):  # "the film was shown"
        return None
    if any(c.dep_ == "xcomp" and is_infinitive(c) for c in verb.rights):  # "is said to have left"
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
