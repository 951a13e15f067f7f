"""Decides names that the text gives somebody besides: "Ali Reza, better known as Abu Tarab"."""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.ids import fold
from kg.model import Form
from kg.resolve.board import Referent
from kg.resolve.naming import Naming

_OWNED = re.compile(r"\b(?:his|her|their|its)\b")
_REACH = 120  #: characters between a name and its alias
_NAME = r"\s+[\"'\u201c\u2018]?((?-i:[A-Z])[\w'\u2019-]+(?: (?-i:[A-Z])[\w'\u2019-]+){0,3})"


def decide_aliases(naming: Naming) -> None:
    """Links each alias, wherever it stands, to the person to whom the text gives it."""
    given = _given(naming)
    for i in naming.named if given else ():
        person = given.get(fold(naming.board.layout.words(i)))
        other = naming.board.links[i]
        if person is None or person is other or (other is not None and other.entry is not None):
            continue
        if other is not None:
            naming.join(person, other, "alias_given")
        else:
            naming.board.link(i, person, "alias_given", 0.9)


def _given(naming: Naming) -> dict[str, Referent]:
    """Alias -> the person named last before it, in the same sentence and near."""
    words = naming.words.aliases
    if not words:
        return {}
    found: dict[str, Referent] = {}
    persons = [
        i
        for i in naming.named
        if naming.board.mentions[i].form is Form.NAME and naming.is_person(i)
    ]
    ends = [naming.board.mentions[i].span.end for i in persons]
    introduced = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))}){_NAME}", re.IGNORECASE)
    for match in introduced.finditer(naming.board.layout.text):
        k = bisect_left(ends, match.start()) - 1
        if k >= 0 and _near(naming, persons[k], match):
            found.setdefault(fold(match.group(1)), _person(naming, persons[k]))
    return found


def _near(naming: Naming, name: int, alias: re.Match[str]) -> bool:
    layout, span = naming.board.layout, naming.board.mentions[name].span
    same = layout.sentence[name] == layout.sentence_at(alias.start())
    if _OWNED.search(layout.text, span.end, alias.start()):
        return False  # "Quill cited his reform, known as Quillcare"
    return same and alias.start() - span.end <= _REACH


def _person(naming: Naming, name: int) -> Referent:
    known = naming.board.links[name]
    return known or naming.named_so(name, " ".join(naming.core[name]))
