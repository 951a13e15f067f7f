"""Titles that stand with a person's name: the offices and the gender that they tell."""

from __future__ import annotations

from kg.ids import fold
from kg.model import Form
from kg.resolve.board import Board, Referent


def gender_of(board: Board, referent: Referent) -> str | None:
    """The person's gender by titles seen with the name, or by the given name."""
    if referent.gender:
        return referent.gender
    for name in referent.names:
        words = board.vocabulary.core(name)
        if len(words) > 1 and fold(words[0]) in board.vocabulary.given:
            return board.vocabulary.given[fold(words[0])]
    return None


def read_titles(board: Board) -> None:
    """Offices and genders that stand before or in a person's name go to the person."""
    words = board.vocabulary
    for i, mention in enumerate(board.mentions):
        referent = board.links[i]
        if referent is None or mention.form is not Form.NAME:
            continue
        if not board.is_a(referent.cls, words.classes.person):
            continue
        core = words.core(board.layout.words(i))
        own = board.layout.words(i).split()
        leading = own[: next((k for k, w in enumerate(own) if w.strip(",") == core[0]), 0)]
        before = board.layout.words_before(i, 3)[::-1]
        titles = [w.lower() for w in before + leading]
        while titles and not words.is_title(titles[0]):
            titles = titles[1:]
        if titles and all(words.is_title(t) for t in titles):
            _entitle(board, referent, titles)
    for referent in board.referents:
        referent.gender = gender_of(board, referent)


def _entitle(board: Board, referent: Referent, titles: list[str]) -> None:
    words = board.vocabulary
    for k in range(len(titles)):
        office = " ".join(titles[k:])
        if office in words.offices:
            referent.titles.add(office)
    for title in titles:
        gender = words.gender.get(title)
        if gender:
            referent.gender = gender
