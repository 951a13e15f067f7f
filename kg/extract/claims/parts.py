"""The parts of a noun phrase as slots need them: measures, names behind it, members left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from kg.extract.phrases import Mentions
from kg.extract.syntax import child, children, conjuncts
from kg.model import Form, Span

_PLURAL = frozenset({"NNS", "NNPS"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OPENING = frozenset({",", ":", "-", "--", "\u2013", "\u2014"})
_APPROXIMATING = frozenset({"over", "under", "about", "around", "above"})
_OF, _INCLUDING, _THAN = "of", "including", "than"
#: Relations of a word that modifies another.
MODIFYING = frozenset({"amod", "compound", "nmod", "npadvmod", "poss", "quantmod"})


def measure_span(measure: Token) -> Span:
    """The words of a measure: "about two-thirds" in "about two-thirds of the border"."""
    doc = measure.doc
    left = measure.left_edge.i
    before = doc[left - 1] if left else None
    # "took over 70 %": the parser may give "over" to the verb; after a noun it governs the measure
    own = doc[left].lower_ in _APPROXIMATING
    if (
        before is not None
        and not own
        and before.lower_ in _APPROXIMATING
        and before.sent == measure.sent
    ):
        governing = measure.head.i == before.i and child(before.head, "dobj") is not None
        stray = before.dep_ in {"prt", "advmod", "quantmod", "prep"} and not governing
        left = before.i if stray else left
    while left < measure.i and (doc[left].dep_ == "det" or doc[left].is_punct):
        left += 1
    if compared(measure.head):
        left = measure.head.i - 1
    right = measure.i
    return Span(doc[left].idx, doc[right].idx + len(doc[right]))


def approximated(verb: Token) -> Token | None:
    """The measure that "around" or "over" took from a verb ("holds around a third of it")."""
    for c in children(verb):
        if c.dep_ == "prep" and c.lower_ in _APPROXIMATING and c.i == verb.i + 1:
            found = child(c, "pobj")
            return found if found is not None and of_phrase(found) is not None else None
    return None


def of_phrase(token: Token) -> Token | None:
    """What the noun's "of" phrase names; a name before a time is taken for a part of it.

    Of "the port and most of the town" the parser may hang "of" on the port.
    """
    counting = token.dep_ == "conj" and token.pos_ not in _NOUNS
    for c in (*children(token), *(children(token.head) if counting else ())):
        if c.dep_ == "prep" and c.lower_ == _OF and (c.head.i == token.i or c.i == token.i + 1):
            last = c.nbor(-1)
            if last.dep_ == "conj" and last.head.i == token.i and last.pos_ not in _NOUNS:
                continue
            noun = child(c, "pobj")
            before = child(noun, "nmod") if noun is not None and noun.pos_ == "NOUN" else None
            listed = before is not None and child(before, "conj") is not None
            return before if listed else noun
    return None


def called_at_once(noun: Token) -> Iterator[Token]:
    """The name right behind a noun: "Turkey" in "our ally Turkey"."""
    return (c for c in children(noun) if c.dep_ == "appos" and c.left_edge.i == noun.i + 1)


def called_by(noun: Token, mentions: Mentions) -> Token:
    """The name that tells which place a noun means, before or behind it; else the noun.

    "The capital, Sittwe", "Walikale, a hub that they seized".
    """
    if noun.dep_ == "appos" and noun.pos_ == "NOUN" and is_name(noun.head, mentions):
        return noun.head
    if mentions.covering(noun) is None and noun.dep_ == "appos":
        return noun.head
    behind = next((c for c in children(noun) if c.dep_ == "appos"), None)
    if noun.pos_ != "NOUN" or behind is None or not is_name(behind, mentions):
        return noun
    return behind if noun.tag_ not in _PLURAL or child(behind, "conj") is None else noun


def names_behind(noun: Token, mentions: Mentions) -> tuple[Token, ...]:
    """The names behind a plural noun that tell which ones it means, wherever they are hung.

    "Two villages, Kashma and Bel, ...": the parser takes them for a list or for another noun's.
    """
    if noun.tag_ not in _PLURAL or child(noun, "cc") is not None:
        return ()
    hung = (c for c in children(noun) if c.dep_ in {"appos", "conj"} and c.left_edge.i > noun.i)
    behind = noun.doc[min(noun.i + 2, len(noun.doc) - 1)]
    beside = [t for t in (behind, *behind.ancestors) if t.left_edge.i == noun.i + 2]
    for first in (*hung, *beside[-1:]):
        opened = first.left_edge.nbor(-1).text in _OPENING
        if opened and first.sent == noun.sent and is_name(first, mentions):
            names = [m for m in conjuncts(first) if is_name(m, mentions)]
            return tuple(names) if len(names) > 1 else ()
    return ()


def owners(noun: Token) -> Iterator[Token]:
    """Whose it is: possessor and modifiers, the nearest first."""
    return (c for c in reversed(list(noun.lefts)) if c.dep_ in MODIFYING)


def is_fraction(token: Token) -> bool:
    """Figures with a stroke ("2/3")."""
    above, _, below = token.text.partition("/")
    return above.isdigit() and below.isdigit()


def is_partitive(token: Token) -> bool:
    """Is it a number of a larger one ("14 of the 17 districts", "one of its mines")?"""
    return token.pos_ == "NUM" and of_phrase(token) is not None


def is_name(token: Token, mentions: Mentions) -> bool:
    """Does a name stand there?"""
    index = mentions.covering(token)
    return index is not None and mentions[index].form is Form.NAME


def shares_determiner(token: Token, mentions: Mentions) -> bool:
    """Is a coordinated noun one thing with the first ("several areas and villages")?"""
    if token.pos_ != "NOUN" or token.dep_ != "conj" or is_name(token, mentions):
        return False
    return token.left_edge.i == token.i and of_phrase(token) is None and token.head.pos_ == "NOUN"


def each_name_once(found: Iterable[Token], mentions: Mentions) -> list[Token]:
    """The members of a list, though the parser may have cut a name ("Pul-e-Khumri")."""
    members = list(found)
    indices = [mentions.covering(t) for t in members]
    names = [i if i is not None and mentions[i].form is Form.NAME else None for i in indices]
    return [t for n, t in enumerate(members) if names[n] is None or names[n] not in names[:n]]


def is_excepted(token: Token) -> bool:
    """Does "not" stand right before a member of a list ("most of the town but not the airport")?"""
    first = token.left_edge
    return first.dep_ == "neg" or (first.i > 0 and first.nbor(-1).dep_ == "neg")


def listed(token: Token) -> Iterator[Token]:
    """All that is coordinated with a noun, by a preposition said twice too ("of A and of B").

    Of a list of things that each have an article the parser takes the second for another name of
    the first ("the port, the airport and the hospital").
    """
    yield from _subject_before(token)
    yield from conjuncts(token)
    yield from _beside_name(token)
    if _is_described(token):
        second = (c for c in children(token) if c.dep_ == "appos" and _is_described(c))
        yield from (m for c in second if child(c, "conj") is not None for m in conjuncts(c))
    yield from _set_beside(token)
    preposition = token.head
    if token.dep_ == "pobj" and preposition.head.dep_ in {"dobj", "pobj", "attr"}:
        # "control of the town and a stretch of the road", the road coordinated with "control"
        yield from (c for c in conjuncts(preposition.head) if c.i > token.i)
    if token.dep_ == "pobj":
        for again in _said_again(preposition):
            noun = child(again, "pobj")
            yield from () if noun is None else listed(noun)


def _beside_name(noun: Token) -> Iterator[Token]:
    """What is listed behind the name of one thing ("the capital, Sanaa, and much of the north")."""
    if noun.pos_ == "NOUN" and noun.tag_ not in _PLURAL:
        names = (c for c in children(noun) if c.dep_ == "appos" and c.pos_ == "PROPN")
        yield from (m for name in names for m in conjuncts(name) if m is not name)


def _subject_before(token: Token) -> Iterator[Token]:
    """The first of a list, hung as a subject of its own ("the road, the bridge and two posts")."""
    left = token.left_edge.i
    for c in children(token.head) if token.dep_ in _SUBJECTS else ():
        joined = c.right_edge.i == left - 1 or token.doc[left - 1].text == ","
        if c.dep_ == token.dep_ and c.right_edge.i in {left - 2, left - 1} and c.i < token.i:
            last = list(conjuncts(token))[-1]
            closed = token.doc[last.right_edge.i + 1].text == ","
            paired = child(c, "cc") is not None or child(token, "conj") is not None
            yield from conjuncts(c) if joined and paired and not closed else ()


def _said_again(preposition: Token) -> Iterator[Token]:
    """The same preposition behind "and", hung on it or on a time ("of A in May and of B")."""
    above = preposition.head
    verb = above.head if above.dep_ == "dobj" else above
    for hung in (preposition, *(c for c in children(verb) if c.dep_ == "prep")):
        for c in children(hung):
            if c.dep_ == "conj" and c.lower_ == preposition.lower_ and c.i > preposition.i:
                yield c


def _set_beside(token: Token) -> Iterator[Token]:
    """Members of a list that the parser hung elsewhere, or on the time of the first.

    "In charge of the port, the airport and the station"; "took A in May and B in June".
    """
    first = token.right_edge.i + 2
    doc = token.doc
    behind_comma = first < len(doc) and doc[first - 1].text == ","
    if behind_comma and first < token.sent.end and _is_described(token):
        opening = doc[first]
        nouns = (t for t in (opening, *opening.ancestors) if t.pos_ == "NOUN")
        noun = next((t for t in nouns if t.left_edge.i == first), token)
        hung = noun.head.i != token.i and not noun.dep_.startswith("nsubj")
        if hung and _is_described(noun) and child(noun, "conj") is not None:
            yield from conjuncts(noun)
    for c in children(token.head) if token.dep_ == "dobj" else ():
        joined = c.dep_ == "conj" and c.i > token.i
        if joined and (c.pos_ == "PROPN" or (c.pos_ != "VERB" and of_phrase(c) is not None)):
            yield c  # "held the capital and most of the north", "took A in May and B a day later"
        elif c.dep_ == "prep" and token.i < c.i:
            times = (m for m in children(c) if m.dep_ == "pobj")
            members = (m for t in times for m in conjuncts(t) if m is not t and m.pos_ == "PROPN")
            yield from (m for m in members if m.i + 1 < len(m.doc) and m.nbor().lower_ == c.lower_)


def _is_described(noun: Token) -> bool:
    """Is it a common noun with an article and nothing more said of it?"""
    return noun.pos_ == "NOUN" and child(noun, "det") is not None


def included(noun: Token) -> Iterator[Token]:
    """What is named as part of a piece of land ("most of the north, including A and B")."""
    behind = min(noun.right_edge.i + 1, len(noun.doc) - 1)
    skips = noun.doc[behind].is_punct and behind + 1 < len(noun.doc)
    word = noun.doc[behind + 1] if skips else noun.doc[behind]
    own = next((t for t in noun.subtree if t.lower_ == _INCLUDING and t.i > noun.i), word)
    inner = child(own, "pobj") if own.lower_ == _INCLUDING else None
    yield from () if inner is None else conjuncts(inner)


def compared(than: Token) -> bool:
    """Is it the "than" of "less than", with what is measured behind it?"""
    return than.lower_ == _THAN and than.head.tag_ == "JJR" and than.head.i == than.i - 1


def is_apart(member: Token) -> bool:
    """Has a member of a list an article or number of its own ("a rebel-held bridge and a bakery")?

    What is said of the first by an adjective is not said of it.
    """
    return any(c.dep_ in {"det", "nummod", "poss"} and c.i < member.i for c in children(member))
