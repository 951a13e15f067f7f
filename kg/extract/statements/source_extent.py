"""How far the source goes that a phrase names ("according to X, a watchdog, citing Y, ...")."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from kg.extract import syntax
from kg.extract.statements.scene import Scene

_VERBAL = {"VERB", "AUX"}
_NOMINAL = {"NOUN", "PROPN"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_SUBJECTS = {"nsubj", "nsubjpass"}


def end_with_asides(scene: Scene, first: Token, end: int) -> int:
    """The end of a phrase and of what commas set apart behind its source.

    Args:
        scene: the document.
        first: the word that opens the phrase.
        end: index of the last token of the source.
    """
    return max(_with_basis(scene.annotated.doc, end), _with_description(scene, first, end))


def source_end(scene: Scene, source: Token) -> int:
    """Last token of the source; a source that swallows the sentence ends at its first comma."""
    end = source.right_edge.i
    begin, stop = scene.sentence_at(source)
    doc = scene.annotated.doc
    listed = syntax.child(source, "conj")
    if listed is not None and syntax.child(source, "cc") is None:  # "According to X, General Y"
        return int(listed.left_edge.i) - 1
    swallows = end + 1 < stop and doc[end + 1].tag_ in _FINITE and begin + 3 >= source.left_edge.i
    if swallows or end >= stop - 2:
        for i in range(source.i + 1, end):
            if doc[i].text == "," and i - begin > 1 and has_verb(doc[i + 1 : stop]):
                return i - 1
    return int(end)


def is_fronted(scene: Scene, first: Token) -> bool:
    """Does the phrase open its sentence ("In a new poll, ...")?"""
    begin = scene.sentence_at(first)[0]
    return not any(
        t.pos_ not in {"CCONJ", "ADV", "PUNCT", "SPACE"} for t in first.doc[begin : first.i]
    )


def _with_basis(doc: Doc, end: int) -> int:
    """The end of a phrase and of what its source goes by: "according to X, citing a report,"."""
    opens = end + 2 < len(doc) and doc[end + 1].text == "," and doc[end + 2].tag_ == "VBG"
    basis = doc[end + 2] if opens else None
    if basis is None or basis.dep_ != "advcl" or basis.left_edge.i != basis.i:
        return end
    last = int(basis.right_edge.i)
    return last if basis.head.i > last and doc[last + 1].text == "," else end


def _with_description(scene: Scene, first: Token, end: int) -> int:
    """The end of a source and of who he is: "According to X, a watchdog, ten people died".

    The parse takes the description for a second subject, or ties it to nothing.
    """
    doc, stop = first.doc, scene.sentence_at(first)[1]
    if not is_fronted(scene, first) or end + 2 >= stop or doc[end + 1].text != ",":
        return end
    comma = next((i for i in range(end + 2, stop) if doc[i].text == ","), end)
    described = doc[end + 2 : comma]
    tops = [t for t in described if not end + 2 <= t.head.i < comma]
    named = len(tops) == 1 and tops[0].pos_ in _NOMINAL
    if not named or comma + 1 >= stop or any(t.tag_ in _FINITE for t in described):
        return end
    top, rest = tops[0], doc[comma + 1 : stop]
    listed = any(c.dep_ == "conj" for c in top.rights) or rest[0].dep_ == "cc"
    own = {top.head.i} if top.dep_ in _SUBJECTS else {t.head.i for t in rest}
    second = any(t.dep_ in _SUBJECTS and t.head.i in own for t in rest)
    last = comma + 1 if rest[0].is_quote else comma - 1
    return last if second and not listed else end


def has_verb(tokens: Iterable[Token]) -> bool:
    """Stands a verb among these words?"""
    return any(t.pos_ in _VERBAL for t in tokens)
