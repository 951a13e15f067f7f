"""What role claims and appositions tell: who "the spokeswoman" is, and for whom she speaks."""

from __future__ import annotations

import re
from collections import defaultdict

from kg.model import Claim, Filler, Form, Span
from kg.resolve.beside import named_land, place_beside
from kg.resolve.board import Board, Referent

_RIGHT_BEFORE = re.compile(r"\s+")
_OF = re.compile(r"\s+(?:of|for|at|in|with)\s+(?:the\s+)?")
_NAMED_AFTER = re.compile(r"\s*,\s*(?:the\s+)?")
_NEW = frozenset({"a", "an", "another"})
_CLOSED = re.compile(r"\s*[,.;:\n\u2014-]")
_APPOSED = re.compile(
    r"\s*,\s*(?:(?:the|a|an|his|her|its|their|who is|who was)\s+)?", re.IGNORECASE
)
#: What leads from an office to its field ("head *of* research").
_LEADS_FIELD = frozenset({"of", "for", "in", "on", "at", "to"})
_LONGEST = 60  #: characters of a description before its noun


def fillers(board: Board, name: str) -> frozenset[int]:
    """Mentions that fill this property of role claims, whatever they look like."""
    found = (
        _filler(claim, name)
        for claim in board.extraction.claims
        if claim.cls == board.vocabulary.classes.claim
    )
    return frozenset(f.mention for f in found if f is not None and f.mention is not None)


def holders(board: Board) -> dict[int, int]:
    """What roles are held in -> who holds them, where both are mentions."""
    names, found = board.vocabulary.classes, {}
    for claim in board.extraction.claims:
        if claim.cls == names.claim:
            ends = (_filler(claim, names.role_in), _filler(claim, names.holder))
            side, holder = (f.mention if f is not None else None for f in ends)
            if side is not None and holder is not None:
                found[side] = holder
    return found


class Offices:
    """Whose officer each holder of a role is, as far as the referents of the claim are known."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._by_mention: dict[int, list[Claim]] = defaultdict(list)
        for claim in board.extraction.claims:
            if claim.cls == board.vocabulary.classes.claim:
                for role in claim.roles:
                    if role.filler.mention is not None:
                        self._by_mention[role.filler.mention].append(claim)

    def decide(self) -> None:
        """Links the role noun of each role claim to its holder, and descriptions beside names."""
        for mention in sorted(self._by_mention):
            self.note(mention)
        _appositions(self._board)

    def note(self, mention: int) -> None:
        """Notes office and side that are known now that the mention is decided."""
        for claim in self._by_mention.get(mention, ()):
            _read(self._board, claim)
        _note_side(self._board, mention)


def _read(board: Board, claim: Claim) -> None:
    classes = board.vocabulary.classes
    holder = _filler(claim, classes.holder)
    person = board.links[holder.mention] if holder and holder.mention is not None else None
    if person is None:
        return
    title = next((v for v in claim.values if v.property == classes.title), None)
    if title is not None:
        _entitle(board, person, title.lexical)
        if title.span is not None:
            _link_title(board, title.span, person)
    side = _filler(claim, classes.role_in)
    actor = board.links[side.mention] if side and side.mention is not None else None
    if actor is not None and actor is not person and actor not in person.sides:
        person.sides.append(actor)


def _link_title(board: Board, title: Span, person: Referent) -> None:
    """The descriptions whose noun stands in the words of the title are the person."""
    for i in board.layout.within(Span(title.start - _LONGEST, title.end)):
        mention = board.mentions[i]
        inside = title.start <= mention.head.start and mention.head.end <= title.end
        if inside and mention.form is Form.NOMINAL:
            _same_person(board, i, person)


def _same_person(board: Board, mention: int, person: Referent) -> None:
    cls = board.mentions[mention].cls
    if board.mentions[mention].plural:
        return  # "experts Ana Moe and Per Lund"
    if board.links[mention] is None and board.is_a(cls, board.vocabulary.classes.person):
        board.link(mention, person, "office_of_holder", 0.95)


def _entitle(board: Board, person: Referent, title: str) -> None:
    """Notes the office with and without the words before it, and not what it is for.

    The "deputy head of research" is referred to as "the head" or "the deputy head".
    """
    words = title.lower().split()
    end = next((k for k, word in enumerate(words) if k and word in _LEADS_FIELD), len(words))
    person.titles.update(" ".join(words[k:end]) for k in range(end))
    person.titles.update(" ".join(words[k:]) for k in range(len(words)))
    genders = (board.vocabulary.gender.get(w) for w in (" ".join(words), words[end - 1]))
    person.gender = person.gender or next((g for g in genders if g), None)


def _filler(claim: Claim, name: str) -> Filler | None:
    return next((r.filler for r in claim.roles if r.property == name), None)


def _appositions(board: Board) -> None:
    """As in "spokesman Ali Reza", "Ali Reza, a spokesman": a description right beside a name."""
    for i, mention in enumerate(board.mentions):
        beside = board.layout.headed.get(mention.grammar.apposed) if mention.grammar else None
        if beside is not None:
            _put_beside(board, min(i, beside), max(i, beside))
        _put_before(board, i)
    for i in range(len(board.mentions) - 1):
        right = _next(board, i)
        if right is None:
            continue
        _apposed(board, i, right, i)
        named_land(board, i, right)
        place_beside(board, i, right)
        if _OF.fullmatch(board.layout.between(i, right)):
            whole = board.layout.possessed.get(right, right)
            over = _next(board, whole)
            if over is not None:
                _apposed(board, i, over, whole)


def _put_before(board: Board, named: int) -> None:
    """As in "Secretary of State Anna Berg": an office that stands before a person's name."""
    mention = board.mentions[named]
    if mention.form is Form.NAME and board.is_a(mention.cls, board.vocabulary.classes.person):
        for k in mention.modifiers:
            office = board.mentions[k]
            if office.form is Form.NOMINAL and board.is_a(office.cls, mention.cls):
                _identify(board, k, named)


def _next(board: Board, mention: int) -> int | None:
    """The first mention that begins where this one has ended."""
    end, last = board.mentions[mention].span.end, min(mention + 4, len(board.mentions))
    after = (j for j in range(mention + 1, last) if board.mentions[j].span.start >= end)
    return next(after, None)


def _apposed(board: Board, left: int, right: int, phrase: int) -> None:
    """Links a description and a name side by side.

    Args:
        board: the document.
        left: the first of the two mentions.
        right: the second.
        phrase: the mention that ends the noun phrase of the first ("spokesman of the *Front*").
    """
    sides = _sides(board, left, right, phrase)
    if sides is None:
        return
    described, named = sides
    person = board.vocabulary.classes.person
    if described != right or board.is_a(board.mentions[described].cls, person):
        _identify(board, described, named)


def _put_beside(board: Board, left: int, right: int) -> None:
    """As in "IG Metall, Germany's biggest union,": what the parser takes for an apposition."""
    forms = board.mentions[left].form, board.mentions[right].form
    if not board.layout.between(left, right).lstrip().startswith(","):
        return
    if forms == (Form.NOMINAL, Form.NAME):
        _identify(board, left, right)
    elif forms == (Form.NAME, Form.NOMINAL):
        _identify(board, right, left)


def _identify(board: Board, described: int, named: int) -> None:
    """Links the description to whom the name means, where class and number allow."""
    referent, mention = board.links[named], board.mentions[described]
    if referent is None or board.links[described] is not None or mention.plural:
        return
    if board.layout.is_spoken_of(named, by=described):
        return
    if not board.fits(referent, mention.cls) or not board.ontology.parents.get(mention.cls):
        return
    board.link(described, referent, "apposition", 0.9)
    board.tell(referent, mention.cls)
    if board.is_a(mention.cls, board.vocabulary.classes.person):
        _entitle(board, referent, board.layout.head(described))
        referent.sides += [
            r
            for k in mention.modifiers
            if (r := board.links[k]) is not None and r is not referent and r not in referent.sides
        ]


def _sides(board: Board, left: int, right: int, phrase: int) -> tuple[int, int] | None:
    """Which of the two mentions is the description and which the name."""
    gap = _without_titles(board, board.layout.between(phrase, right))
    forms = board.mentions[left].form, board.mentions[right].form
    if _introduced(board, left, right, gap):
        return left, right
    if phrase != left:
        return None
    if forms == (Form.NOMINAL, Form.NAME) and _RIGHT_BEFORE.fullmatch(gap):
        return left, right
    if forms == (Form.NAME, Form.NOMINAL) and _APPOSED.fullmatch(gap):
        return right, left
    return None


def _without_titles(board: Board, gap: str) -> str:
    """The text between two mentions without the titles that belong to the second ("Colonel")."""
    words = gap.split()
    while words and board.vocabulary.is_title(words[-1]) and words[-1][0].isupper():
        words.pop()
    return f" {' '.join(words)} " if len(words) < len(gap.split()) else gap


def _introduced(board: Board, left: int, right: int, gap: str) -> bool:
    """As in "its commander, Ali Reza, ...": a person's office, then the name between commas."""
    first, second = board.mentions[left], board.mentions[right]
    if (first.form, second.form) != (Form.NOMINAL, Form.NAME):
        return False
    if not _NAMED_AFTER.fullmatch(gap) or not _CLOSED.match(board.layout.text, second.span.end):
        return False
    person = board.vocabulary.classes.person
    officer = board.layout.head(left) in board.vocabulary.offices
    return (officer and board.is_a(second.cls, person)) or _new_body(board, left, right)


def _new_body(board: Board, left: int, right: int) -> bool:
    """As in "a coalition of rebels, the Front,": a body that is new to the text, then its name."""
    organisation = board.vocabulary.classes.organisation
    new = board.layout.word_before(left) in _NEW
    return new and all(
        board.is_a(board.mentions[k].cls, organisation) and not board.mentions[k].plural
        for k in (left, right)
    )


def _note_side(board: Board, officer: int) -> None:
    """As in "its spokeswoman": whose officer a person is, once the possessor is known too."""
    person, actor = board.vocabulary.classes.person, board.vocabulary.classes.actor
    mention, holder = board.mentions[officer], board.links[officer]
    if mention.form is not Form.NOMINAL or mention.plural or holder is None:
        return
    if not board.is_a(mention.cls, person) or not board.is_a(holder.cls, person):
        return
    if board.layout.head(officer) not in board.vocabulary.offices:
        return
    for k in mention.modifiers:
        side = board.links[k]
        if side is None or side is holder or side in holder.sides:
            continue
        if board.is_a(side.cls, actor) and not board.is_a(side.cls, person):
            holder.sides.append(side)
