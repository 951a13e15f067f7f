"""Adverbs that attribute, but to nobody who is named: "The convoy has reportedly left"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.statements.adjuncts import governor_of
from kg.extract.statements.lexicon import candidates
from kg.extract.statements.scene import Found, Scene
from kg.model import Span

_VERBAL = {"VERB", "AUX"}
_SUBJECTS = {"nsubj", "nsubjpass"}


def adverbs(scene: Scene) -> Iterator[Found]:
    """Adverbs such as "reportedly", with what they hedge."""
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
