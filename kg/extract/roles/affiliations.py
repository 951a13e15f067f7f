"""Roles without a role noun: "Ada Quill, who heads the union", "Ada Quill (FVU)"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.attrs import LEMMA  # type: ignore[import-not-found]
from spacy.tokens import Token

from kg.extract.mentions.spans import texts
from kg.extract.roles.lexicon import RoleWords, Verb
from kg.extract.roles.scene import Scene
from kg.extract.syntax import agent, object_, particle, prepositional, subject
from kg.model import Form
from kg.ontology import Ontology

_REACH = 7  #: how many words can stand between the preposition and the name
_TOWARDS = frozenset({"to", "into", "through"})
_DASHES = frozenset("-–—")
_GAP = 4  #: characters behind a bracket in which the dash of a dateline stands
_SOME = frozenset({"a", "an"})
_SUBJECT = "nsubj"
_OF, _PARTICIPLE = "of", "VBN"
_BEFORE_NAME = frozenset({"DT", "JJ", "VBN", "HYPH", "POS", "NNP", "NN", "PRP$"})

Found = tuple[int, int, Token, str]


def headed(scene: Scene, words: RoleWords, ontology: Ontology) -> Iterator[Found]:
    """A verb that puts its subject into a role: "who heads the union", "plays for the club"."""
    listed = (i for i, lemma in enumerate(texts(scene.doc, LEMMA)) if lemma in words.verbs)
    for token in map(scene.doc.__getitem__, listed):
        if token.pos_ != "VERB" or particle(token) or not scene.is_fact(token):
            continue  # not "ruled out a coalition"
        who = (agent(token) if token.tag_ == _PARTICIPLE else None) or subject(token)
        holder = None if who is None else scene.person_at(who)
        if holder is None or not ontology.is_a(scene.mentions[holder].cls, words.person):
            continue
        if scene.mentions[holder].form is Form.NOMINAL:
            continue
        for verb in words.verbs[token.lemma_]:
            side = _object(scene, token, verb, words)
            if side is not None and side != holder and _belongs(scene, side, words, ontology):
                yield holder, side, token, verb.title
                break


def affiliated(scene: Scene, words: RoleWords, ontology: Ontology) -> Iterator[Found]:
    """A name tied to an organisation by a preposition or by brackets."""
    for i, mention in enumerate(scene.mentions):
        if mention.form is not Form.NAME or not ontology.is_a(mention.cls, words.person):
            continue
        token = _link(scene, words, scene.last_token(i) + 1)
        if token is not None:
            side = _first_name(scene, token.i + 1)
            if side is None or not _named_body(scene, side, words, ontology):
                continue
            if _ends(scene, token, side):
                yield i, side, token, _rank(scene, i, words)


def _rank(scene: Scene, mention: int, words: RoleWords) -> str:
    """The rank before a name ("Lt. Cmdr."), if there is one."""
    doc, end = scene.doc, scene.first_token(mention)
    start = end
    while start > 0 and (doc[start - 1].lower_ in words.ranks or doc[start - 1].text == "."):
        start -= 1
    return str(doc[start:end].text) if start < end and doc[start].text != "." else ""


def _link(scene: Scene, words: RoleWords, after: int) -> Token | None:
    """The bracket or preposition behind a name, over a comma and an adverb (", also from")."""
    doc = scene.doc
    if not 0 < after < len(doc) - 2:
        return None
    if doc[after].text == ",":
        after += 1 + (doc[after + 1].tag_ == "RB")
        return doc[after] if doc[after].lower_ in words.affiliations else None
    token = doc[after]
    if token.text == "(":
        return token
    # not "removed a bust of Ada Quill from the board"
    own = token.lower_ == _OF or scene.inside.get(token.head.i) == scene.inside[after - 1]
    own = own or _is_behind_verb(doc[after - 1], token)
    return token if own and token.lower_ in words.affiliations else None


def _is_behind_verb(name: Token, link: Token) -> bool:
    """As in "said Ada Quill from the board": behind its verb a subject takes the phrase."""
    return name.dep_ == _SUBJECT and link.head.i == name.head.i < name.i


def owned(scene: Scene, words: RoleWords, ontology: Ontology) -> Iterator[Found]:
    """As in "The Valley Post's Ada Quill": a name right after the possessor's."""
    for i, mention in enumerate(scene.mentions):
        if mention.form is not Form.NAME or not ontology.is_a(mention.cls, words.person):
            continue
        before = scene.first_token(i) - 1
        if before < 1 or not _is_possessive(scene.doc[before]):
            continue
        side = scene.ends.get(before - 1)
        if side is not None and _named_body(scene, side, words, ontology):
            yield i, side, scene.doc[before], ""


def party(scene: Scene, words: RoleWords, ontology: Ontology) -> Iterator[Found]:
    """As in "Ada Quill's liberal Valley Party": a party right after a person's name."""
    for i, mention in enumerate(scene.mentions):
        if mention.form is not Form.NAME or not ontology.is_a(mention.cls, words.person):
            continue
        after = scene.last_token(i) + 1
        if (
            not words.party
            or not 0 < after < len(scene.doc)
            or not _is_possessive(scene.doc[after])
        ):
            continue
        side = _first_name(scene, after + 1)
        if side is None or _is_modifier(scene, side):
            continue  # "Ada Quill's Valley Party rival" may be of another
        if ontology.is_a(scene.mentions[side].cls, words.party):
            yield i, side, scene.doc[after], ""


def _is_modifier(scene: Scene, mention: int) -> bool:
    """Does a name stand before a noun that it tells the kind of?"""
    after = scene.last_token(mention) + 1
    return after < len(scene.doc) and scene.doc[after].pos_ in {"NOUN", "PROPN", "ADJ"}


def _is_possessive(token: Token) -> bool:
    return token.tag_ == "POS" or token.dep_ == "case"


def _object(scene: Scene, token: Token, verb: Verb, words: RoleWords) -> int | None:
    """The mention that the verb puts its subject into; none in "ran a campaign"."""
    behind = token.tag_ == _PARTICIPLE and token.i > 1 and token.nbor(-1).text == ","
    if behind and token.i - 2 in scene.ends:  # "the Hill Union, chaired by ..."
        return scene.ends[token.i - 2]
    what = (
        next(prepositional(token, verb.preposition), None) if verb.preposition else object_(token)
    )
    if what is None or what.lemma_ in words.undertakings or _is_figure(token, what):
        return None
    return scene.at(what)


def _is_figure(verb: Token, what: Token) -> bool:
    """As in "led her team even in defeat", "led the party to disaster": that is no office.

    Nor is it one in "led a group of lawmakers".
    """
    own = any(t.tag_ == "PRP$" for t in what.lefts)
    after = what.nbor().lower_ if what.i + 1 < len(what.doc) else ""
    some = after == _OF and any(t.lower_ in _SOME for t in what.lefts)
    return own or some or after in _TOWARDS or any(t.lower_ in _TOWARDS for t in verb.rights)


def _first_name(scene: Scene, start: int) -> int | None:
    """The name that begins there, over an article and adjectives ("of the liberal Union")."""
    for token in scene.doc[start : start + _REACH]:
        found = scene.begins.get(token.i)
        if found is not None and scene.mentions[found].form is Form.NAME:
            after = scene.last_token(found) + 1
            if after >= len(scene.doc) or not (
                _is_possessive(scene.doc[after]) or scene.doc[after].tag_ == "HYPH"
            ):  # not the "Kashma" of "of the Kashma-based Hill Guard"
                return found
        if token.tag_ not in _BEFORE_NAME:
            return None
    return None


def _ends(scene: Scene, token: Token, side: int) -> bool:
    """For a bracket: does it hold nothing else?"""
    doc, after = scene.doc, scene.last_token(side) + 1
    if token.text != "(":
        return True
    if after >= len(doc) or doc[after].text != ")":
        return False
    rest = scene.text[doc[after].idx + 1 :][:_GAP].lstrip()
    dateline = rest[:1] in _DASHES
    return not dateline  # "KASHMA (Hill News) - ..."


def _belongs(scene: Scene, mention: int, words: RoleWords, ontology: Ontology) -> bool:
    cls = scene.mentions[mention].cls
    return any(ontology.is_a(cls, c) for c in words.affiliated)


def _named_body(scene: Scene, mention: int, words: RoleWords, ontology: Ontology) -> bool:
    return scene.mentions[mention].form is Form.NAME and _belongs(scene, mention, words, ontology)
