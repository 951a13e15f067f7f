"""Finds the words that stand at the places where a frame expects its arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.extract.binding import agrees, binders
from kg.extract.claims import around
from kg.extract.claims.around import BARE
from kg.extract.claims.frames import Path, Shape, Where
from kg.extract.claims.parts import approximated
from kg.extract.claims.scene import scene
from kg.extract.claims.triggers import Match
from kg.extract.syntax import (
    acts_as_verb,
    antecedent,
    child,
    children,
    first_conjunct,
    is_infinitive,
    modifiers,
    object_,
    possessor,
    prepositional,
    reachable,
    subject,
)

_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_THIRD = "Person=3"
_ONE = frozenset({"Gender=Masc", "Gender=Fem"})  #: of "his" and "her", which no group has
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_AMONG, _BE, _BETWEEN, _INCLUD, _OF, _TO = "among", "be", "between", "includ", "of", "to"
_AWAY = frozenset({"off", "out"})  #: particles that tell where somebody was
_TOGETHER = frozenset({"all", "both"})
_LOCATING = frozenset({"in", "near", "on", "at"})  #: prepositions that tell where a place lies
#: Shapes whose phrases the parser may have hung on a later noun.
_REACHING = frozenset({Shape.VERB, Shape.LIGHT, Shape.NOUN})


def arguments(match: Match, path: Path) -> Iterator[Token]:
    """The head words at one place, likeliest first; relative pronouns give way to their noun."""
    for token in _FINDERS[path.where](match, path.word):
        if token.dep_ == "pobj" and child(token.head, "neg") is not None:
            continue  # "between A and B, not between A and C"
        if path.then is not None and not _leads_on(token, match):
            continue
        if path.then is None:
            if token.tag_ == "PRP$" and _THIRD in token.morph:
                bound = sorted(binders(token), key=lambda noun: not agrees(token, noun))
                one = _ONE.intersection(token.morph)
                yield from (noun for noun in bound if not one or agrees(token, noun))
            yield antecedent(token)
        else:
            yield from arguments(
                replace(match, anchor=token, noun=None, verb=None, pattern=BARE), path.then
            )


def _leads_on(noun: Token, match: Match) -> bool:
    """Is it a noun that the frame asks for, where it asks for one ("killed in a rebel attack")?"""
    beside = match.frame.beside
    return not beside or match.pattern is BARE or noun.lemma_.lower() in beside


def _subject(match: Match, word: str) -> Iterator[Token]:
    del word
    predicate = match.predicate
    if match.pattern.shape is Shape.STATE:
        yield from _subjects_above(predicate)
    elif acts_as_verb(predicate):
        found = subject(predicate)
        if found is not None:
            yield from _named_by(found)
            yield found if found.pos_ != "VERB" else subject(found) or found
            yield from around.before_clause(predicate) if found.i == predicate.head.i else ()
        elif predicate.pos_ in _NOMINAL:
            yield from _beside(predicate, -1)
        yield from _purposeful(predicate)
    elif match.pattern.shape is Shape.VERB:
        yield from _beside(predicate, -1)


def _subjects_above(token: Token) -> Iterator[Token]:
    """The subjects of the verbs that a phrase hangs on, nearest first; not of who says so.

    A clause that hangs on another ("after they had agreed to a truce") has a subject of its own.
    """
    found = subject(token) if token.pos_ in _VERBAL else None
    if found is not None:
        yield found
    while token.head.i != token.i and token.dep_ != "ccomp":
        if token.dep_ == "advcl" and found is not None:
            return
        token = token.head
        found = subject(token) if token.pos_ in _VERBAL else None
        if found is not None:
            yield found


def _purposeful(verb: Token) -> Iterator[Token]:
    """Who is there to do it: "the coalition to defeat ...", "helps the army to defeat ..."."""
    while verb.dep_ == "conj" and verb.head.i != verb.i:
        verb = verb.head
    if verb.dep_ == "acl" and is_infinitive(verb):
        yield verb.head
    elif verb.dep_ == "advcl" and is_infinitive(verb):
        helped = child(verb.head, "dobj")
        yield from () if helped is None else (helped,)


def _beside(token: Token, step: int) -> Iterator[Token]:
    """The noun before or behind a verb that the parser took for a noun."""
    doc, i = token.doc, token.i + step
    while 0 <= i < len(doc) and doc[i].pos_ in {"PUNCT", "DET", "ADJ", "NUM", "PART"}:
        i += step
    if step > 0:
        while i + 1 < len(doc) and doc[i + 1].pos_ in _NOMINAL and doc[i + 1].sent == token.sent:
            i += 1
    if 0 <= i < len(doc) and (doc[i].pos_ in _NOMINAL or doc[i].is_title):
        yield doc[i]


def _object(match: Match, word: str) -> Iterator[Token]:
    del word
    if match.pattern.shape is Shape.LIGHT and match.pattern.prepositions:
        yield from _light_object(match)
    elif match.pattern.shape is Shape.LINK:
        yield from _governed(match)
    elif acts_as_verb(match.anchor):
        found = object_(match.anchor) or _behind_particle(match) or approximated(match.anchor)
        if found is not None:
            yield from _named_by(found)
            yield _meant(found)
            yield from _further_up(match.anchor, found)
            yield from around.before_clause(match.anchor) if found.i == match.anchor.head.i else ()
    elif match.pattern.shape is Shape.VERB:
        yield from _beside(match.anchor, 1)


def _behind_particle(match: Match) -> Token | None:
    """The object that the parser hung on the verb's particle ("handing over the district")."""
    particles = match.pattern.words[1:] if match.pattern.shape is Shape.VERB else ()
    own = (c for c in children(match.anchor) if c.dep_ == "prt" and c.lower_ in particles)
    own = (c for c in own if c.lower_ not in _AWAY)
    return next((noun for c in own if (noun := child(c, "pobj")) is not None), None)


def _further_up(verb: Token, noun: Token) -> Iterator[Token]:
    """The noun inside whose phrase a relative clause was hung ("the square in Kiev, which")."""
    above = noun.head.head
    local = noun.dep_ == "pobj" and noun.head.lower_ != _OF  # a "part of the campaign" is no part
    if verb.dep_ == "relcl" and noun.i == verb.head.i and local:
        yield from (above,) if above.pos_ in _NOMINAL else ()


def _meant(noun: Token) -> Token:
    """The coordination that "both" or "all" behind it takes up ("A and B, both held by C")."""
    return first_conjunct(noun.head) if noun.dep_ == "appos" and noun.lower_ in _TOGETHER else noun


def _governed(match: Match) -> Iterator[Token]:
    """What a linking preposition governs."""
    for token in (match.anchor, *children(match.anchor)):
        found = child(token, "pobj")
        if found is not None:
            yield found
            return


def _named_by(noun: Token) -> Iterator[Token]:
    """What is said to be among the noun: A and B in "A and B were among the towns taken"."""
    phrase = noun.head
    if noun.dep_ == "pobj" and phrase.lower_ == _AMONG and phrase.head.lemma_ == _BE:
        yield from (c for c in children(phrase.head) if c.dep_ in {"nsubj", "attr"})
    elif noun.dep_ == "nsubj" and phrase.lemma_.startswith(_INCLUD):
        yield from (c for c in children(phrase) if c.dep_ == "dobj")


def _light_object(match: Match) -> Iterator[Token]:
    """What the preposition of a light verb's noun governs, hung on the noun or on the verb."""
    if match.noun is None:
        return
    for finder in (_at_noun, _at_verb, reachable, _further):
        start = match.noun if finder in {_at_noun, _further} else match.anchor
        for preposition in match.pattern.prepositions:
            yield from finder(start, preposition)


def _at_noun(noun: Token, preposition: str) -> Iterator[Token]:
    """A phrase of the noun, or one that stands right behind it wherever it hangs."""
    yield from prepositional(noun, preposition)
    last = noun.right_edge
    if last.i + 1 < len(last.doc) and last.nbor().lower_ == preposition:
        found = child(last.nbor(), "pobj")
        if found is not None:
            yield found


def _at_verb(verb: Token, preposition: str) -> Iterator[Token]:
    yield from prepositional(verb, preposition)


def _further(noun: Token, preposition: str) -> Iterator[Token]:
    """A phrase further right, before the next finite verb ("strikes using planes against ...")."""
    for token in noun.doc[noun.i + 1 : noun.sent.end]:
        if token.tag_ in _FINITE:
            return
        if token.lower_ == preposition and token.dep_ == "prep":
            found = child(token, "pobj")
            if found is not None:
                yield found


def _prep(match: Match, word: str) -> Iterator[Token]:
    start = match.noun if match.pattern.shape is Shape.STATE else match.anchor
    if start is None:
        return
    if match.noun is not None and start.i != match.noun.i:
        yield from prepositional(match.noun, word)
    if word == _TO:  # "gives the rebels control of it"
        yield from (c for c in children(start) if c.dep_ == "dative" and c.pos_ in _NOMINAL)
    reaching = match.pattern.shape in _REACHING
    if match.pattern.shape is Shape.NOUN and word == _OF:
        reaching = False  # what a further noun's "of" names is that noun's own
    finder = reachable if reaching else prepositional
    found = finder(start, word)
    yield from (t for t in found if word not in _LOCATING or not around.tells_where(t, start))
    if match.pattern.shape is Shape.NOUN:
        yield from _outside(match.anchor, word)


def _outside(noun: Token, preposition: str) -> Iterator[Token]:
    """A phrase of the noun that the parser hung on what the noun itself hangs on."""
    if preposition == _BETWEEN and noun.dep_ in {"nsubj", "nsubjpass", "dobj"}:
        yield from prepositional(noun.head, preposition)  # "fighting broke out between ..."
    if preposition == _OF and noun.dep_ == "attr":  # "of which A and B are members"
        yield from (t for t in prepositional(noun.head, preposition) if t.i < noun.i)
    following = noun.right_edge.i + 1
    if following >= len(noun.doc):
        return
    phrase = noun.doc[following]
    if phrase.lower_ == preposition and phrase.dep_ in {"prep", "agent"}:
        found = child(phrase, "pobj")
        if found is not None:
            yield found


def _possessive(match: Match, word: str) -> Iterator[Token]:
    del word
    noun = match.noun if match.noun is not None else match.anchor
    found = possessor(noun)
    if found is not None:
        yield found


def _modifier(match: Match, word: str) -> Iterator[Token]:
    del word
    noun = match.noun if match.noun is not None else match.anchor
    yield from (t for t in modifiers(noun) if not _is_left_half(t))


def _is_left_half(token: Token) -> bool:
    """Is it the "Russian" of "a Russian-backed offensive"?"""
    if token.whitespace_ or token.i + 2 >= len(token.doc):
        return False
    return token.nbor().tag_ == "HYPH" and token.nbor(2).tag_ == "VBN"


def _left(match: Match, word: str) -> Iterator[Token]:
    del word
    if match.anchor.i > 1:
        yield match.anchor.nbor(-2)


def _right(match: Match, word: str) -> Iterator[Token]:
    del word
    if match.anchor.i + 2 < len(match.anchor.doc):
        yield match.anchor.nbor(2)


_FINDERS: dict[Where, Callable[[Match, str], Iterator[Token]]] = {
    Where.SUBJECT: _subject,
    Where.OBJECT: _object,
    Where.COMPLEMENT: around.complement,
    Where.PREP: _prep,
    Where.POSSESSIVE: _possessive,
    Where.MODIFIER: _modifier,
    Where.LEFT: _left,
    Where.RIGHT: _right,
    Where.HEAD: around.head,
    Where.SELF: around.itself,
    Where.HOST: around.host,
    Where.APPOSITION: around.apposition,
    Where.BEFORE: around.doer_before,
    Where.EARLIER: around.object_before,
    Where.INFINITIVE: around.infinitive,
    Where.SCENE: scene,
    Where.COORDINATED: around.coordinated,
}
