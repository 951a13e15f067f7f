"""What an entity is called: its fullest name, or its description with whose it is."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Form, Span
from kg.resolve.board import Board, Referent

_MARKS = ' "\u201c\u201d\u201e\u00ab\u00bb'  #: quote marks that are no part of a name
_OWNING = ("'s", "\u2019s", "'", "\u2019")
_LONGEST = 6  #: words of an owner's name that stand in what he owns
_DEEPEST = 2  #: owners of owners that are told ("Cole's brother's wife")


@dataclass(frozen=True, slots=True)
class Called:
    """Words for an entity that has no name of its own."""

    words: str
    written: str | None  #: the text's words, where others may be called the same


def fullest(names: list[str]) -> str | None:
    """The name of most words, then the longest, then by code point."""
    whole = [n for n in (_trimmed(name) for name in names) if n]
    return min(whole, key=lambda n: (-len(n.split()), -len(n), n)) if whole else None


def called_by_owner(board: Board, referent: Referent) -> Called:
    """Its description, "her advisers" and "Berg's advisers" as "Anna Berg's advisers".

    Of an owner who is not known nothing is told: a pronoun is no name.
    """
    written = referent.described or ""
    mention = _described_at(board, referent)
    if mention is None:
        return Called(_trimmed(written), None)
    words, known = _with_owner(board, mention, 0)
    return Called(_trimmed(words), None if known else written)


def _described_at(board: Board, referent: Referent) -> int | None:
    """The first mention whose words are the description."""
    layout = board.layout
    return next(
        (
            i
            for i in sorted(referent.mentions)
            if board.mentions[i].form is Form.NOMINAL
            and " ".join(layout.text[slice(*layout.phrase(i))].split()) == referent.described
        ),
        None,
    )


def _with_owner(board: Board, mention: int, depth: int) -> tuple[str, bool]:
    """The words of a description, and whether they tell whose it is where a pronoun does."""
    phrase, text = board.layout.phrase(mention), board.layout.text
    for k in _possessors(board, mention):
        span = board.mentions[k].span
        if span.start != phrase.start and k in board.mentions[mention].modifiers:
            continue
        if span.end >= phrase.end:
            continue
        owning = _owning(board, k, phrase)
        if owning is None:
            continue
        rest = " ".join(text[owning : phrase.end].split())
        owner = board.links[k]
        name = _owner(board, owner, depth) if owner is not None else None
        if name:
            return f"{name}'{'' if name.endswith('s') else 's'} {rest}", True
        if board.mentions[k].form is Form.PRONOUN:
            return rest, False
    return " ".join(text[phrase.start : phrase.end].split()), True


def _possessors(board: Board, mention: int) -> tuple[int, ...]:
    """What modifies it; before an office the office's pronoun ("*its* commission chairman")."""
    own, office = board.mentions[mention].modifiers, board.layout.possessed.get(mention)
    if own or office is None or board.mentions[office].form is not Form.NOMINAL:
        return own
    near = (k for k in board.mentions[office].modifiers if k == mention - 1)
    return tuple(k for k in near if board.pronoun(k))


def _owning(board: Board, modifier: int, phrase: Span) -> int | None:
    """Where the words behind a possessor begin; None where it is none."""
    text, end = board.layout.text, board.mentions[modifier].span.end
    if board.mentions[modifier].form is Form.PRONOUN:
        return end
    after = text[end : phrase.end]
    mark = next((m for m in _OWNING if after.startswith(f"{m} ")), None)
    return None if mark is None else end + len(mark)


def _owner(board: Board, owner: Referent, depth: int) -> str | None:
    """What an owner is called; None where that is too long, or not known itself."""
    name = owner.entry.label if owner.entry is not None else fullest(owner.names)
    if name is None and depth < _DEEPEST:
        at = _described_at(board, owner)
        name, known = _with_owner(board, at, depth + 1) if at is not None else (None, False)
        name = name if known else None
    return name if name and len(name.split()) <= _LONGEST else None


def _trimmed(words: str) -> str:
    """The words without a quote mark at an end that has no partner inside."""
    bare = words.strip(_MARKS)
    return words if any(mark in bare for mark in _MARKS.strip()) else bare
