"""A speaker at the end of a sentence, whom the parse ties to the clause before him.

"The road is open, Anna Berg, the head of the office, said in a statement": where the verb has no
speaker of its own right before it, the name before the description speaks the clause before it.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract import syntax
from kg.extract.statements import position, speakers
from kg.extract.statements.adjuncts import beside
from kg.extract.statements.content import Content, Reach
from kg.extract.statements.meaning import first_predicate
from kg.extract.statements.scene import Scene

_VERBAL = {"VERB", "AUX"}
_NOMINAL = {"PROPN", "NOUN"}
_FINITE = {"VBD", "VBZ", "VBP"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_SAID = {"ccomp", "xcomp", "oprd", "acomp", "attr"}  #: what a verb says, where it stands behind it
_LOOSE = {"ROOT", "conj", "parataxis"}  #: verbs of saying that the parse ties to nothing said
_HUNG = {"relcl", "advcl", "pcomp"}  #: clauses that say nothing by themselves
_NO_SPEAKER = {"cc", "mark", "prep", "advmod"}  #: what opens no name of a speaker
_LONGEST = 30  #: tokens of a description


def set_apart(scene: Scene, verb: Token) -> tuple[Token, Content] | None:
    """The speaker and what is said, where the verb's own subject stands in that very clause."""
    for find in (_listed, _closing, _inverted):
        found = find(scene, verb)
        if found is not None:
            return found
    return None


def _closing(scene: Scene, verb: Token) -> tuple[Token, Content] | None:
    """The speaker between the last comma and his verb, whom the parse ties to the clause before.

    "Troops took Kandro, a military source told the agency", "..., residents and a nurse said on
    Friday": read as another name of the town, as one more of a list, or as a second subject.
    """
    begin, _ = scene.sentence_at(verb)
    comma = _comma_before(scene, verb.i, begin) if verb.tag_ in _FINITE else None
    if comma is None or _says_more(scene, verb) or not _has_clause(verb.doc, begin, comma):
        return None
    subjects = [c for c in verb.lefts if c.dep_ in _SUBJECTS]
    own = len(subjects) == 1 and subjects[0].left_edge.i > comma
    if own and (verb.dep_ not in _LOOSE or syntax.child(verb, "ccomp") is not None):
        return None
    tops = [t for t in verb.doc[comma + 1 : verb.i] if not comma < t.head.i < verb.i]
    nouns = [t for t in tops if t.pos_ in _NOMINAL]
    joined = all(n.left_edge.nbor(-1).dep_ == "cc" for n in nouns[1:])  # "an aide and two men"
    if not nouns or not joined or verb.doc[comma + 1].dep_ in _NO_SPEAKER:
        return None
    if not all(speakers.can_speak(scene, noun) for noun in nouns):
        return None
    reach = Reach(comma + 1, position.own_clause(scene, verb).last)
    content = beside(scene, reach, verb.head if verb.dep_ == "conj" else verb)
    return None if content is None else (nouns[-1], content)


def _says_more(scene: Scene, verb: Token) -> bool:
    """Has a verb something to say behind it, so that the clause before it is not what is said?"""
    heard = verb.lemma_ in scene.lexicon.words("telling")
    said = _SAID if heard else _SAID | {"dobj"}
    behind = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    return behind.is_quote or behind.text == ":" or any(c.dep_ in said for c in verb.rights)


def _has_clause(doc: Doc, begin: int, end: int) -> bool:
    """Does a stretch that opens a sentence hold a clause of its own?"""
    return doc[begin].text[0].isupper() and any(
        t.tag_ in _FINITE and t.dep_ not in _HUNG for t in doc[begin:end]
    )


def _inverted(scene: Scene, verb: Token) -> tuple[Token, Content] | None:
    """The speaker after his verb, where the parse takes a noun before it for a second subject."""
    if not position.is_inverted(verb):
        return None
    subject = next(c for c in reversed(list(syntax.children(verb))) if c.dep_ == "nsubj")
    said = any(c.dep_ in {"ccomp", "xcomp", "dobj"} for c in syntax.children(verb))
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
    if doc[verb.i - 1].text != "," and head.pos_ != "PROPN":  # "A, the chief, an official said"
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
