"""A speaker with his description at the end of a sentence, which the parse takes for a list.

"The road is open, Anna Berg, the head of the office, said in a statement": where the verb has no
speaker of its own right before it, the name before the description speaks the clause before it.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements import position, speakers
from kg.extract.statements.adjuncts import beside
from kg.extract.statements.content import Content
from kg.extract.statements.meaning import first_predicate
from kg.extract.statements.scene import Scene

_VERBAL = {"VERB", "AUX"}
_NOMINAL = {"PROPN", "NOUN"}
_UNLISTED = ("nsubj", "nsubjpass", "ccomp", "xcomp", "dobj")
_LONGEST = 30  #: tokens of a description


def set_apart(scene: Scene, verb: Token) -> tuple[Token, Content] | None:
    """The speaker and what is said, where the verb's own subject stands in that very clause."""
    for find in (_described, _listed, _enumerated, _inverted):
        found = find(scene, verb)
        if found is not None:
            return found
    return None


def _enumerated(scene: Scene, verb: Token) -> tuple[Token, Content] | None:
    """Speakers whom the parse lists with the last noun of the clause before them.

    "Rebels have taken two towns, residents and an aid worker said on Friday".
    """
    begin, _ = scene.sentence_at(verb)
    before = verb.doc[max(verb.i - 1, begin)]
    if before.dep_ != "conj" or syntax.child(verb, *_UNLISTED) is not None:
        return None
    at, first = before, None
    while at.dep_ == "conj" and speakers.can_speak(scene, at):
        first, at = at, at.head
    if first is None or speakers.can_speak(scene, at) or at.i <= begin:
        return None
    comma = first.left_edge.i - 1
    if verb.doc[comma].text != "," or not any(t.pos_ in _VERBAL for t in verb.doc[begin:comma]):
        return None
    span = scene.span(begin, comma - 1)
    return first, Content(span, first_predicate(scene, span), (span,))


def _inverted(scene: Scene, verb: Token) -> tuple[Token, Content] | None:
    """The speaker after his verb, where the parse takes a noun before it for a second subject."""
    if not position.is_inverted(verb):
        return None
    subject = next(c for c in reversed(list(verb.children)) if c.dep_ == "nsubj")
    said = any(c.dep_ in {"ccomp", "xcomp", "dobj"} for c in verb.children)
    if said or not speakers.can_speak(scene, subject):
        return None
    content = beside(scene, position.own_clause(scene, verb), verb)
    return None if content is None else (subject, content)


def _listed(scene: Scene, verb: Token) -> tuple[Token, Content] | None:
    """The name before a description between commas: "..., Ana Berg, head of it, said"."""
    doc = verb.doc
    begin, _ = scene.sentence_at(verb)
    if verb.i - 1 <= begin or any(
        c.dep_ in {"ccomp", "xcomp"} and c.i > verb.i for c in verb.rights
    ):
        return None
    second = _description_start(scene, verb, begin)
    first = None if second is None else _comma_before(scene, second, begin)
    if second is None or first is None or not any(t.pos_ in _VERBAL for t in doc[begin:first]):
        return None
    head = _head(doc[second - 1], first)
    subject = syntax.child(verb, "nsubj")
    if head is None or (subject is not None and subject.i > first):
        return None
    if not speakers.can_speak(scene, head) or not scene.text[doc[begin].idx].isupper():
        return None
    span = scene.span(begin, first - 1)
    return head, Content(span, first_predicate(scene, span), (span,))


def _description_start(scene: Scene, verb: Token, begin: int) -> int | None:
    """Index of the comma before a description that ends right before a verb, with a comma or not.

    Without one, the parse must tie it to the name before it ("Ana Berg, head of the port said").
    """
    doc = verb.doc
    if doc[verb.i - 1].text == ",":
        return _comma_before(scene, verb.i - 1, begin)
    at = doc[verb.i - 1]
    while at.dep_ != "appos" and at.head.i != at.i and at.head.i < verb.i:
        at = at.head
    first = at.left_edge
    tied = at.dep_ == "appos" and at.right_edge.i == verb.i - 1 and first.i - 1 > begin
    return first.i - 1 if tied and doc[first.i - 1].text == "," else None


def _described(scene: Scene, verb: Token) -> tuple[Token, Content] | None:
    """The speaker read as the description of a name that ends the clause before him.

    "Troops control Soledar, minister Ana Berg said on Friday, hours after ...".
    """
    begin, _ = scene.sentence_at(verb)
    subject, above = syntax.child(verb, "nsubj"), verb.head
    if subject is None or verb.dep_ != "ccomp" or not begin < above.i < subject.left_edge.i:
        return None
    if syntax.child(above, "nsubj", "nsubjpass") is None or syntax.child(above, "dobj") is not None:
        return None
    speaker = next((c for c in subject.rights if c.dep_ == "appos"), None)
    if speaker is None or speaker.right_edge.i != verb.i - 1:
        return None
    first = speaker.left_edge
    if first.nbor(-1).text != "," or not speakers.can_speak(scene, speaker):
        return None
    if any(c.dep_ in {"ccomp", "xcomp", "dobj"} and c.i > verb.i for c in verb.children):
        return None
    span = scene.span(begin, first.i - 1)
    return speaker, Content(span, first_predicate(scene, span), (span,))


def _comma_before(scene: Scene, end: int, begin: int) -> int | None:
    """Index of the last comma before a token, with nothing but names and nouns between them."""
    doc = scene.annotated.doc
    for i in range(end - 1, max(begin, end - _LONGEST), -1):
        if doc[i].text == ",":
            return i if i + 1 < end else None
        named = doc[i].is_title or doc[i].nbor(-1).is_title  # "the Coalition to Stop Crimes"
        if (doc[i].pos_ in _VERBAL and not named) or scene.quote_at(doc[i].idx) is not None:
            return None
    return None


def _head(last: Token, first: int) -> Token | None:
    """The noun at the end of a run of nouns and names between two commas."""
    return last if last.i > first and last.pos_ in _NOMINAL else None
