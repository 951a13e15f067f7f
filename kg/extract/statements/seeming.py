"""What is only said to seem so: "The rebels appear to have left" is nobody's claim, and no fact."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements import clauses
from kg.extract.statements.content import subtree_end
from kg.extract.statements.lexicon import Cue, candidates
from kg.extract.statements.scene import Found, Scene
from kg.model import Span


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
