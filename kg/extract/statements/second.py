"""The second act of a headline, which the parse takes for a part of the first.

"Turkey condemns raid, calls for talks" is read as the raid's call, "Minister says talks will go on,
warns of delay" as one clause more of what is said, "Mayor hails bridge and scolds builders" as two
nouns of one list.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements.lexicon import Lexicon
from kg.extract.statements.scene import Scene

_PRESENT = {"VBZ", "VBP"}
_READ_AS_NOUN = "NNS"
_LINKS = {"and", ","}
_OBJECTS = {"NOUN", "PROPN", "ADJ", "NUM"}
_STOPS = set(".!?:\"'\u201d\u2019")


def of_clause(scene: Scene, verb: Token) -> Token | None:
    """The verb whose speaker a verb behind a comma shares, read as a clause of that verb."""
    above = verb.head
    if verb.dep_ != "ccomp" or verb.tag_ not in _PRESENT or not above.i < verb.i - 1:
        return None
    if verb.nbor(-1).text != "," or above.tag_ not in _PRESENT or scene.quote_at(verb.idx):
        return None
    cues = Lexicon.at(above, scene.lexicon.verbs)
    if not cues or not any(c.act for c in Lexicon.at(verb, scene.lexicon.verbs)):
        return None
    subject = syntax.child(verb, "nsubj", "nsubjpass")
    if subject is not None:  # "says army raids town, takes homes" has a clause for its content
        torn = subject.right_edge.i in {verb.i - 1, verb.i - 2}
        has_content = torn and any("object" in c.takes for c in cues)
    else:
        has_content = any(c.dep_ == "ccomp" and c.i < verb.i for c in above.rights)
    return above if has_content and _is_headline(scene, verb) else None


def torn_object(scene: Scene, verb: Token) -> Token | None:
    """The object of a verb, read as the subject of the second act."""
    for c in verb.rights:
        if of_clause(scene, c) is not None:
            return syntax.child(c, "nsubj", "nsubjpass")
    return None


def of_noun(scene: Scene, word: Token) -> Token | None:
    """The first verb of a headline whose second one is read as a plural noun."""
    doc = word.doc
    if word.tag_ != _READ_AS_NOUN or not 1 < word.i < len(doc) - 1:
        return None
    if doc[word.i - 1].lower_ not in _LINKS or doc[word.i + 1].pos_ not in _OBJECTS:
        return None
    if not any(c.act for c in Lexicon.at(word, scene.lexicon.verbs)):
        return None
    begin, stop = scene.sentence_at(word)
    root = next((t for t in doc[begin : word.i] if t.head.i == t.i), None)
    if root is None or doc[word.i + 1].i >= stop or root.lemma not in scene.lexicon.verbs:
        return None
    return root if root.tag_ in _PRESENT and _is_headline(scene, word) else None


def before(scene: Scene, verb: Token, last: int) -> int:
    """The last token of what a verb takes, before the second act of its headline."""
    for token in verb.doc[verb.i + 1 : last + 1]:
        first = of_noun(scene, token)
        if first is not None and first.i == verb.i:
            return int(token.i) - 2
    return last


def taken(scene: Scene, word: Token) -> tuple[int, int]:
    """First and last token of what a second act that is read as a noun takes."""
    return word.i + 1, scene.sentence_at(word)[1] - 1


def _is_headline(scene: Scene, token: Token) -> bool:
    """Does the token stand in a line of one sentence without a stop?"""
    line = scene.paragraph_at(token.idx)
    begin, _ = scene.sentence_at(token)
    return scene.text[line.end - 1] not in _STOPS and begin == scene.token_at(line.start).i
