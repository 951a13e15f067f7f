"""Who holds the role that a title names: each pattern of syntax that ties a title to a person."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from kg.extract.roles.lexicon import RoleWords
from kg.extract.roles.predicates import predicated, subject_of_name
from kg.extract.roles.scene import Scene, Title
from kg.extract.syntax import children
from kg.model import Form

Pattern = Callable[["Scene", "Title", RoleWords], "int | None"]

_LIST_REACH = 30  #: tokens after a plural title in which its holders are listed
_PAIR = 4  #: tokens that two joined names and a comma take at least
_PHRASE = 12  #: words between a title and the comma before the name
_PLURAL = frozenset({"NNS", "NNPS"})
_LISTING = frozenset({",", "and", "of", "the"})
_COMMAS = frozenset({",", "(", "-", "--"})
_BREAKS = frozenset({":", ";", '"', "“", "''", "``"})
_HYPHEN = "HYPH"
_JOINED = frozenset({"DT", "PRP$", "WP$", "POS", "VBN", "VBG", "RB", "CD", _HYPHEN})
_OWNING = frozenset({"PRP$", "WP$"})
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})


def before_name(scene: Scene, title: Title, words: RoleWords) -> int | None:
    """As in "spokeswoman Ada Quill": the name follows the title, or holds it.

    A rank may stand between ("army spokesman Brig. Gen. Ada Quill").
    """
    inside = scene.inside.get(title.head.i)
    if inside is not None and scene.last_token(inside) > title.last:
        return inside
    doc, after = scene.doc, title.last + 1
    while after < len(doc) - 1 and after not in scene.begins and _is_rank(doc[after], words):
        after += 1
    found = scene.begins.get(after)
    return found if found is not None and scene.is_named(found) else None


def _is_rank(token: Token, words: RoleWords) -> bool:
    """Is it a rank before a name, or the stop of one that is shortened ("Brig.")?"""
    if token.text == ".":
        return token.nbor(-1).lower_ in words.ranks
    return token.lower_ in words.ranks


def listed(scene: Scene, title: Title) -> list[int]:
    """As in "Presidents A of X, B of Y and C": the persons named after a plural title, in order."""
    if title.head.tag_ not in _PLURAL:
        return []
    first = scene.begins.get(title.head.i + 1)
    if first is None or not scene.is_named(first):
        return _apposed_list(scene, title)
    found = [first]
    after = scene.last_token(first) + 1
    while after < len(scene.doc) and after - title.head.i < _LIST_REACH:
        token = scene.doc[after]
        here = scene.begins.get(after)
        if here is not None and scene.is_named(here):
            found.append(here)
            after = scene.last_token(here) + 1
        elif token.lower_ in _LISTING:
            after += 1
        else:
            break
    return found


def _apposed_list(scene: Scene, title: Title) -> list[int]:
    """As in "Ada Quill and Tom Rush, owners of ...": those joined right before the comma."""
    left, last = _left_edge(scene, title), scene.doc[max(0, _left_edge(scene, title) - 2)]
    if left < _PAIR or scene.doc[left - 1].text != "," or not _closes(scene, title):
        return []
    found = scene.ends.get(last.i)
    names: list[int] = []
    while found is not None and scene.is_named(found):
        names.insert(0, found)
        before = scene.first_token(found) - 1
        if before < 1 or scene.doc[before].lower_ not in {"and", ","}:
            break
        found = scene.ends.get(before - 1)
    return names if len(names) > 1 else []


def apposed_after_name(scene: Scene, title: Title, words: RoleWords) -> int | None:
    """As in "Ada Quill, a spokeswoman for ...": the title's phrase follows the name's comma."""
    del words
    head, doc = title.head, scene.doc
    left = _left_edge(scene, title)
    near = scene.ends.get(left - 2) if left > 1 and doc[left - 1].text in _COMMAS else None
    tied = scene.at(head.head) if head.dep_ == "appos" else None
    if tied is not None and _is_tied(scene, tied, near, title):
        return tied if scene.is_person(tied) or _is_closed(head) else None
    if head.dep_ == "nsubj" and not _is_closed(head):
        return None
    return near if near is not None and _closes(scene, title) else None


def _is_tied(scene: Scene, tied: int, near: int | None, title: Title) -> bool:
    """Is it a name, not across a quotation, and no other person's stand right before the title?"""
    between = scene.doc[scene.last_token(tied) + 1 : title.start]
    if any(t.text in _BREAKS for t in between):
        return False
    other = near is not None and near != tied and scene.is_person(near)
    return scene.mentions[tied].form is not Form.NOMINAL and not other


def _is_closed(head: Token) -> bool:
    """Does punctuation end the phrase? Not "they reached Kashma, a commander told Reuters"."""
    following = head.right_edge.i + 1
    return following >= len(head.doc) or head.doc[following].is_punct


def _left_edge(scene: Scene, title: Title) -> int:
    """First token of the title's phrase, over what is compounded or possessed there."""
    doc, left = scene.doc, title.start
    while left > 0:
        before = doc[left - 1]
        joined = before.pos_ in _NOUNS or before.tag_ in _JOINED
        if not joined or (before.is_punct and before.tag_ != _HYPHEN):
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
    for token in children(title.head):
        if token.dep_ == "appos":
            found = scene.at(token)
            if found is not None:
                return found
    owned = any(t.tag_ in _OWNING or t.dep_ == "poss" for t in title.head.lefts)
    return scene.name_behind(title.last + 1) if owned and title.head.tag_ not in _PLURAL else None


def named_behind(scene: Scene, title: Title, words: RoleWords) -> int | None:
    """As in "The leader of the union, Ada Quill, said": the name ends the title's phrase."""
    doc, at = scene.doc, title.last + 1
    if title.head.tag_ in _PLURAL or at >= len(doc) or doc[at].dep_ != "prep":
        return None
    end = min(len(doc) - 1, at + _PHRASE)
    while at < end and doc[at].text != ",":
        if doc[at].pos_ in {"VERB", "AUX"} or doc[at].lower_ in words.heads:
            return None
        at += 1
    name = scene.begins.get(at + 1) if doc[at].text == "," else None
    if name is None or scene.mentions[name].form is not Form.NAME or not scene.is_person(name):
        return None
    last = doc[scene.last_token(name)]
    closed = last.i + 1 >= len(doc) or doc[last.i + 1].is_punct
    return name if closed and last.dep_ != "conj" and title.head in last.ancestors else None


def named_after_body(scene: Scene, title: Title, words: RoleWords) -> int | None:
    """As in "Mayor of Kashma Ada Quill": the name follows whom the title is held in."""
    del words
    body = scene.governed_name(title.last + 1)
    if body is None or scene.is_person(body):
        return None
    return scene.begins.get(scene.last_token(body) + 1)


def coordinated(scene: Scene, title: Title, words: RoleWords) -> int | None:
    """As in "Ada Quill, founder and director of ...": the first title's holder holds both."""
    head: Token = title.head
    first = head.head
    if head.dep_ not in {"conj", "appos"} or first.pos_ not in _NOUNS or first.i in scene.inside:
        return None
    one = Title(first, first.i, first.lower_, first.i)
    return next((h for p in PATTERNS[:-1] if (h := p(scene, one, words)) is not None), None)


#: Tried in this order; the first that finds a person decides.
PATTERNS: tuple[Pattern, ...] = (
    before_name,
    named_after_body,
    apposed_before_name,
    named_behind,
    apposed_after_name,
    predicated,
    subject_of_name,
    coordinated,
)

#: Names of those that say of a person that is spoken of what the person is.
ABOUT = frozenset(p.__name__ for p in PATTERNS[:5])


def can_hold(scene: Scene, mention: int) -> bool:
    """Is the mention one person, or a name of several words that nobody knows as anything else?

    A description holds none: it is an office itself ("the first woman president").
    """
    found = scene.mentions[mention]
    if found.plural or found.form in {Form.ADJECTIVE, Form.NOMINAL}:
        return False
    if scene.is_person(mention):
        return True
    unknown = found.form is Form.NAME and not found.candidates and scene.is_unknown(mention)
    return unknown and scene.last_token(mention) > scene.first_token(mention)
