"""Whom an office is held in where it stands behind its holder's name: "of Peru", "(D-Ohio)"."""

from __future__ import annotations

from kg.extract.roles.lexicon import RoleWords
from kg.extract.roles.scene import Scene, Title

_BRACKET, _CLOSING = "(", ")"
_OPENING = frozenset({",", _BRACKET})


def named_behind(scene: Scene, words: RoleWords, title: Title, after: int) -> int | None:
    """What "of" names there; of those elected the place beside their party.

    Args:
        scene: the document.
        words: the lexicon.
        title: the office.
        after: the token behind the holder's name.
    """
    doc, at = scene.doc, after
    if after < len(doc) - 1 and doc[after].text in _OPENING:
        at += 1
        while at < len(doc) - 1 and doc[at].lower_ in words.partisans:
            at += 1
        place = scene.begins.get(at)
        if place is not None and title.office in words.elected and scene.is_named(place):
            bare = at == after + 1 and doc[after].text == _BRACKET
            if _is_district(scene, words, place, bare):
                return place
    return scene.governed_name(at)


def _is_district(scene: Scene, words: RoleWords, place: int, bare: bool) -> bool:
    """Does a party stand beside the place, or is it all that the brackets hold?

    As in "(D-Ohio)", ", R-Texas", ", an Ohio Democrat"; "(Tex.)".
    """
    doc, behind = scene.doc, scene.last_token(place) + 1
    if behind < len(doc) - 1 and doc[behind].text == ".":
        behind += 1
    follows = doc[behind].lower_ if behind < len(doc) else ""
    land = scene.is_any(place, words.lands) or scene.is_unknown(place)
    initial = doc[scene.first_token(place) - 1].tag_ == "HYPH"
    return initial or follows in words.partisans or (bare and land and follows == _CLOSING)
