"""Divisions of states that a text names together with their kind ("Donetsk region")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.ids import fold
from kg.model import Form
from kg.ontology.world import Entry
from kg.resolve.board import Board

_BEFORE = re.compile(r"([^\W\d_][\w'\u2019-]*(?: [\w'\u2019-]+)*) $")
_OWNER = re.compile(r".*['\u2019]s? ")
_REACH = 60  #: characters before the noun in which its name is looked for
_LONGEST = 5  #: words of a name


def divisions(board: Board) -> dict[int, list[Entry]]:
    """Mentions that name a division with its kind -> the divisions that can be meant.

    Both the noun and the name beside it are among them: "Donetsk region" is no city, and
    "the state of Kaduna" is Kaduna.
    """
    lexicon = board.ontology.lexicon.get("places", {}).get("divisions", {})
    large, small = frozenset(lexicon.get("words", ())), frozenset(lexicon.get("lesser", ()))
    found: dict[int, list[Entry]] = {}
    for i, mention in enumerate(board.mentions):
        noun = board.layout.head(i)
        if mention.form is not Form.NOMINAL or noun not in large | small:
            continue
        for name, words in _names(board, i):
            entries = _entries(board, words, f"{words} {noun}" if noun in small else "")
            if entries:
                found[i] = entries
                if name is not None:
                    found[name] = entries
                break
    return found


def around(board: Board) -> dict[int, list[Entry]]:
    """Names of countries right behind a town that lies in a part of a state of the same name.

    "Atlanta, Georgia" lies in no country called Georgia.
    """
    world, classes = board.ontology.world, board.vocabulary.classes
    found: dict[int, list[Entry]] = {}
    for i, mention in enumerate(board.mentions[1:], 1):
        if mention.form is not Form.NAME or not board.is_a(board.mentions[i - 1].cls, classes.city):
            continue
        if not _is_state_or_land(board, mention.cls) or board.layout.between(i - 1, i) != ", ":
            continue
        lands = _entries(board, board.layout.words(i), "")
        chains = [set(world.chain(e)[1:]) for e in world.places(fold(board.layout.words(i - 1)))]
        within = [e for e in lands if any(e.id in chain for chain in chains)]
        named = (e for c in mention.candidates if (e := world.entry(c)) and e.twin)
        countries = {x for e in named for x in (e.id, e.twin)}
        if within and not any(countries & chain for chain in chains):
            found[i] = within
    return found


def _is_state_or_land(board: Board, cls: str) -> bool:
    classes = board.vocabulary.classes
    return board.is_a(cls, classes.state) or board.is_a(cls, classes.country)


def contained(board: Board) -> dict[int, list[Entry]]:
    """Names taken for a state's, as capitals are, with the land around right behind them.

    "London, Ontario, has a new mayor": no government sits there.
    """
    world, state = board.ontology.world, board.vocabulary.classes.state
    found: dict[int, list[Entry]] = {}
    for i, mention in enumerate(board.mentions[:-1]):
        if mention.cls != state or board.layout.between(i, i + 1) != ", ":
            continue
        near = (world.entry(c) for c in board.mentions[i + 1].candidates)
        around = {x for e in near if e is not None for x in (e.id, e.twin) if x}
        places = world.places(fold(board.layout.words(i)))
        entries = [e for e in places if around & set(world.chain(e)[1:])]
        if entries:
            found[i] = entries
    return found


def _names(board: Board, noun: int) -> Iterator[tuple[int | None, str]]:
    """What stands before the noun as its name, the longest first, else what stands after "of"."""
    head = board.mentions[noun].head
    before = _BEFORE.search(board.layout.text, max(0, head.start - _REACH), head.start)
    if before:
        words = _OWNER.sub("", before.group(1)).split()[-_LONGEST:]
        for k in range(len(words)):
            name = " ".join(words[k:])
            if name[0].isupper() and fold(name) not in board.ontology.world.by_adjective:
                yield _mention(board, noun, head.start - 1 - len(name), head.start - 1), name
    after = noun + 1
    if after < len(board.mentions) and board.layout.between(noun, after) == " of ":
        yield after, board.layout.words(after)


def _mention(board: Board, noun: int, start: int, end: int) -> int | None:
    """The name that stands there as a mention of its own."""
    near = range(max(0, noun - 3), min(len(board.mentions), noun + 2))
    spans = ((k, board.mentions[k].span) for k in near if k != noun)
    return next((k for k, s in spans if s.start == start and s.end == end), None)


def _entries(board: Board, words: str, whole: str) -> list[Entry]:
    """The lands of that name that are neither whole countries nor towns.

    Where the noun is of a lesser kind they go by name and noun: "a Texas county" is not Texas.
    """
    classes = board.vocabulary.classes
    return [
        entry
        for entry in board.ontology.world.candidates(whole or words)
        if board.is_a(entry.cls, classes.land)
        and not board.is_a(entry.cls, classes.country)
        and not board.is_a(entry.cls, classes.city)
    ]
