"""What nobody named is said to say: "The rebels appear to have left", "has reportedly left"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements import clauses
from kg.extract.statements.adjuncts import governor_of
from kg.extract.statements.content import subtree_end
from kg.extract.statements.lexicon import Cue, candidates
from kg.extract.statements.scene import Found, Scene
from kg.model import Span

_VERBAL = {"VERB", "AUX"}
_SUBJECTS = {"nsubj", "nsubjpass"}


def seeming(scene: Scene) -> Iterator[Found]:
    """Verbs such as "seem": their subject and what it seems to be or do, by nobody's word."""
    doc = scene.annotated.doc
    for i in candidates(doc, scene.lexicon.seeming):
        verb = doc[i]
        if verb.pos_ in {"VERB", "AUX"}:
            found = _impression(scene, verb, scene.lexicon.seeming[verb.lemma][0])
            if found is not None:
                yield found


def _impression(scene: Scene, verb: Token, cue: Cue) -> Found | None:
    seen = next((c for c in verb.rights if _is_seen(c)), None)
    if seen is None or seen.lemma in scene.lexicon.verbs:
        return None
    last = scene.span(clauses.clause_start(seen), subtree_end(seen))
    subject = syntax.nearest_subject(verb)
    parts: tuple[Span, ...] = (last,)
    if subject is not None and subject.i < verb.i and seen.dep_ != "ccomp":
        parts = (scene.span(subject.left_edge.i, subject.right_edge.i), last)
    return Found(
        content=Span(parts[0].start, last.end), rule="seeming",
        cue=Span(verb.idx, verb.idx + len(verb)), entry=cue, trigger=verb, predicate=seen,
        negated=syntax.is_negated(verb), parts=parts,
    )  # fmt: skip


def _is_seen(token: Token) -> bool:
    if token.dep_ == "xcomp":
        return clauses.is_infinitive(token)
    return token.dep_ == "ccomp" and token.left_edge.lower_ == "that"


def adverbs(scene: Scene) -> Iterator[Found]:
    """Adverbs ("reportedly") that attribute, but to nobody who is named."""
    doc = scene.annotated.doc
    for i in candidates(doc, scene.lexicon.adverbs):
        token = doc[i]
        cue = scene.lexicon.adverbs[token.lemma][0]
        governor = governor_of(token)
        stop = scene.sentence_at(token)[1]
        end = min(stop - 1, int(governor.right_edge.i))
        if end <= i:
            continue
        span = scene.span(_opening(token, governor), end)
        yield Found(
            content=span, rule="adverb", cue=Span(token.idx, token.idx + len(token)), entry=cue,
            trigger=token, predicate=governor if governor.pos_ in _VERBAL else None,
        )  # fmt: skip


def _opening(adverb: Token, governor: Token) -> int:
    """Where what an adverb hedges begins: behind it, or with the subject of a verb it cuts in two.

    "The convoy reportedly [left]", but "[The convoy has reportedly left]".
    """
    parts = [c for c in governor.lefts if c.dep_ in {"aux", "auxpass"} and c.i < adverb.i]
    subject = next((c for c in governor.lefts if c.dep_ in _SUBJECTS and c.i < adverb.i), None)
    return adverb.i + 1 if not parts or subject is None else int(subject.left_edge.i)
