"""Who holds the role that a title names: each pattern of syntax that ties a title to a person."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from kg.extract.roles.lexicon import RoleWords
from kg.extract.roles.scene import Scene, Title
from kg.extract.syntax import child, is_negated, surface_subject
from kg.model import Form

Pattern = Callable[["Scene", "Title", RoleWords], "int | None"]

_LIST_REACH = 30  #: tokens after a plural title in which its holders are listed
_LISTING = frozenset({",", "and", "of", "the"})
_COMMAS = frozenset({",", "(", "-", "--"})
_JOINED = frozenset({"DT", "PRP$", "WP$", "POS", "VBN", "VBG", "RB"})
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})


def before_name(scene: Scene, title: Title, words: RoleWords) -> int | None:
    """As in "spokeswoman Ada Quill": the name follows the title, or holds it."""
    del words
    inside = scene.inside.get(title.head.i)
    if inside is not None and scene.last_token(inside) > title.last:
        return inside
    return scene.begins.get(title.last + 1)


def listed(scene: Scene, title: Title) -> list[int]:
    """As in "Presidents A of X, B of Y and C": the persons named after a plural title, in order."""
    first = scene.begins.get(title.head.i + 1)
    if first is None or title.head.tag_ not in {"NNS", "NNPS"}:
        return []
    found = [first]
    after = scene.last_token(first) + 1
    while after < len(scene.doc) and after - title.head.i < _LIST_REACH:
        token = scene.doc[after]
        here = scene.begins.get(after)
        if here is not None:
            found.append(here)
            after = scene.last_token(here) + 1
        elif token.lower_ in _LISTING:
            after += 1
        else:
            break
    return found


def apposed_after_name(scene: Scene, title: Title, words: RoleWords) -> int | None:
    """As in "Ada Quill, a spokeswoman for ...": the title's phrase follows the name's comma."""
    del words
    head = title.head
    if head.dep_ == "appos":
        found = scene.at(head.head)
        if found is not None:
            return found
    left = _left_edge(scene, title)
    doc = scene.doc
    if left < 2 or doc[left - 1].text not in _COMMAS:  # noqa: PLR2004 - name and comma
        return None
    found = scene.ends.get(left - 2)
    if found is None or not _closes(scene, title):
        return None
    return found


def _left_edge(scene: Scene, title: Title) -> int:
    """First token of the title's phrase, over what is compounded or possessed there."""
    doc, left = scene.doc, title.start
    while left > 0:
        before = doc[left - 1]
        joined = before.pos_ in _NOUNS or before.tag_ in _JOINED
        if not joined or before.is_punct:
            break
        left -= 1
    return left


def _closes(scene: Scene, title: Title) -> bool:
    """Does the phrase end in punctuation, a preposition or a verb, not in another name?"""
    following = title.last + 1
    if following >= len(scene.doc):
        return True
    token = scene.doc[following]
    return following not in scene.begins and token.pos_ not in {"NOUN", "PROPN", "ADJ", "PART"}


def apposed_before_name(scene: Scene, title: Title, words: RoleWords) -> int | None:
    """As in "The group's leader, Ada Quill,": the name stands in apposition to the title."""
    del words
    for token in title.head.children:
        if token.dep_ == "appos":
            found = scene.at(token)
            if found is not None:
                return found
    return None


def predicated(scene: Scene, title: Title, words: RoleWords) -> int | None:
    """As in "Ada Quill is the chancellor", "was elected president", "became head of ..."."""
    head = title.head
    governor = head.head
    if head.dep_ == "pobj" and governor.lower_ == "as":
        governor = governor.head
        if governor.lemma_ not in words.appointing:
            return None
        undergoer = child(governor, "dobj")
        subject = undergoer if undergoer is not None else surface_subject(governor)
        return None if subject is None else scene.at(subject)
    if head.dep_ not in {"attr", "oprd", "xcomp", "dobj", "ccomp"} or is_negated(governor):
        return None
    if governor.lemma_ != "be" and governor.lemma_ not in words.appointing:
        return None
    undergoer = child(governor, "nsubj") if head.dep_ == "ccomp" else None
    subject = undergoer or surface_subject(governor)
    return None if subject is None else scene.at(subject)


def coordinated(scene: Scene, title: Title, words: RoleWords) -> int | None:
    """As in "Ada Quill, founder and director of ...": the first title's holder holds both."""
    head: Token = title.head
    if head.dep_ != "conj" or head.head.lower_ not in words.heads:
        return None
    first = Title(head.head, head.head.i, head.head.lower_, head.head.i)
    return next((h for p in PATTERNS[:-1] if (h := p(scene, first, words)) is not None), None)


#: Tried in this order; the first that finds a person decides.
PATTERNS: tuple[Pattern, ...] = (
    before_name,
    apposed_before_name,
    apposed_after_name,
    predicated,
    coordinated,
)


def can_hold(scene: Scene, mention: int, is_person: Callable[[str], bool]) -> bool:
    """Is the mention one person, or a name of several words that nobody knows as anything else?"""
    found = scene.mentions[mention]
    if found.plural or found.form is Form.ADJECTIVE:
        return False
    if is_person(found.cls):
        return True
    unknown = found.form is Form.NAME and not found.candidates
    return unknown and scene.last_token(mention) > scene.first_token(mention)
