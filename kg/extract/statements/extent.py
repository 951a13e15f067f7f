"""Where a content ends: before the writer goes on in his own voice, or the speaker acts again.

The parse hangs what follows a clause on the clause. "She confirmed that the town had fallen but
denied that ..." has a second cue of the same speaker; ", though the army has lost ground", ", with
Pell calling it a lie" and ", adding that ..." are said by the writer.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements import remarks, second
from kg.extract.statements.content import Reach
from kg.extract.statements.lexicon import Lexicon
from kg.extract.statements.scene import Scene
from kg.extract.statements.speakers import can_speak

_FINITE = {"VBD", "VBN", "VBZ", "VBP"}
_VERBAL = {"VERB", "AUX"}
_STATES = {"be", "have"}
_ABSOLUTE = "with"
_SPOKEN = {"clause", "predicate", "object_to", "as"}  #: what speech takes, and no deed
_BESIDE, _ARTICLE = {"advcl", "xcomp"}, "DT"
_BORDERS = {";", ":"}
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")


def end(scene: Scene, verb: Token, head: Token) -> int:
    """Index of the last token of the clause at a head that a cue attributes."""
    series = _series_above(verb, head)
    if series is not None:
        return int(series.right_edge.i) - series.doc[series.right_edge.i].is_punct
    doc, last = verb.doc, int(head.right_edge.i)
    for token in doc[head.i + 1 : last + 1]:
        if scene.quote_at(token.idx) is not None:
            continue
        first = _of_outer(head, token) or _foreign(scene, verb, token, last)
        if first is not None and first - 1 >= head.i:
            return first - 1
    return remarks.before_gloss(scene, head.i, _with_condition(scene, verb, head, last))


def _series_above(verb: Token, head: Token) -> Token | None:
    """A second verb of the clause that the parse makes the main one, over the cue.

    "found the mill had "cut corners," had kept no books and was to blame": it has no subject, and
    the auxiliary of the first verb.
    """
    above = verb.head
    if verb.dep_ != "ccomp" or not verb.i < head.right_edge.i < above.i:
        return None
    if syntax.child(above, *_SUBJECTS) is not None:
        return None
    first, again = syntax.child(head, "aux"), syntax.child(above, "aux")
    alike = first is not None and again is not None and first.lower_ == again.lower_
    between = verb.doc[head.right_edge.i + 1 : above.left_edge.i]
    return above if alike and all(t.is_punct for t in between) else None


def _is_of_others(scene: Scene, verb: Token) -> bool:
    """Does somebody else speak in a second main clause: "..., and analysts called it a blow"?"""
    subject = syntax.child(verb, "nsubj")
    if verb.dep_ != "conj" or subject is None or subject.pos_ == "PRON":
        return False
    first = verb.doc[_link(verb)]
    speaks = any(c.act and _SPOKEN & c.takes for c in Lexicon.at(verb, scene.lexicon.verbs))
    told = verb.tag_ in _FINITE and not _is_that_clause(verb)
    return speaks and told and first.text == "," and can_speak(scene, subject)


def _of_outer(head: Token, token: Token) -> int | None:
    """Where an infinitive ends before a clause of the cue above: "promised to go and that ..."."""
    if token.dep_ != "conj" or not syntax.is_infinitive(head) or syntax.is_infinitive(token):
        return None
    alike = _is_that_clause(syntax.first_conjunct(token))
    return _link(token) if _is_that_clause(token) and not alike else None


def _is_that_clause(head: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in head.lefts)


def within_semicolons(scene: Scene, reach: Reach, first: int, stop: int) -> tuple[int, int]:
    """The part of a sentence around a cue that semicolons, or a colon before it, set apart."""
    doc = scene.annotated.doc
    marks = [
        i
        for i in range(first, stop)
        if doc[i].text in _BORDERS and scene.quote_at(doc[i].idx) is None
    ]
    before = [i + 1 for i in marks if i < reach.first]
    after = [i for i in marks if i > reach.last and doc[i].text != ":"]
    return max(before, default=first), min(after, default=stop)


def _foreign(scene: Scene, verb: Token, token: Token, last: int) -> int | None:
    """The first token of what is no more part of the content, if this token heads it."""
    governor = shared(scene, token)
    if governor is not None and governor.i == verb.i:
        return _link(token)
    if any(not t.is_punct for t in verb.doc[token.right_edge.i + 1 : last + 1]):
        return None
    if _is_of_others(scene, token):
        return _link(token)
    remark = remarks.first_of(scene, token)
    if remark is None and token.dep_ == "advcl" and _is_set_beside(scene, token):
        remark = int(token.left_edge.i)
    if remark is None and is_absolute(token):
        remark = int(token.i)
    return remark


def _is_set_beside(scene: Scene, clause: Token) -> bool:
    """Does the writer set a clause against the words reported, or the speaker act besides?"""
    first = clause.left_edge
    aside = first.lower_ in scene.lexicon.words("concessions") and remarks.follows_comma(first)
    turn = remarks.is_headline_turn(scene, clause)
    return aside or turn or _is_bare_participle(scene, clause)


def is_absolute(token: Token) -> bool:
    """Does a preposition open a clause of its own: ", with Pell calling it a lie"?"""
    if token.dep_ != "prep" or token.lower_ != _ABSOLUTE or not remarks.follows_comma(token):
        return False
    return any(c.tag_ == "VBG" for t in syntax.children(token) for c in (t, *syntax.children(t)))


def _is_bare_participle(scene: Scene, token: Token) -> bool:
    """Is it a participle of speech behind a comma: what the speaker does besides?"""
    if token.tag_ != "VBG" or token.dep_ != "advcl" or token.left_edge.i != token.i:
        return False
    cues = Lexicon.at(token, scene.lexicon.verbs) if remarks.follows_comma(token) else ()
    unwilling = scene.lexicon.words("unwilling_classes")  # "declining to say when"
    return any(c.act and (_SPOKEN & c.takes or c.cls in unwilling) for c in cues)


def _cue_above(scene: Scene, participle: Token) -> Token | None:
    """The cue whose speaker goes on with a participle: the one whose content it would end."""
    above = participle.head
    beside = (c for c in above.rights if c.dep_ == "parataxis" and c.i < participle.i)
    found = next((c for c in beside if c.lemma in scene.lexicon.verbs), None)
    while found is None and above.head.i != above.i:
        governor = above.head
        if above.dep_ == "ccomp" and governor.lemma in scene.lexicon.verbs and governor.i < above.i:
            found = governor
        above = governor
    return found


def _participle_above(scene: Scene, participle: Token) -> Token | None:
    """The participle that a second one goes on with: "adding that it was over and saying ..."."""
    cues = Lexicon.at(participle, scene.lexicon.verbs)
    says = any(c.act and "clause" in c.takes for c in cues)
    if not says or syntax.child(participle, "ccomp") is None:
        return None
    above = participle.head
    while above.head.i != above.i and not _is_bare_participle(scene, above):
        above = above.head
    first = syntax.first_conjunct(participle)
    return above if above.i != first.i and _is_bare_participle(scene, above) else None


def second_act(scene: Scene, verb: Token, last: int) -> int:
    """The last token before a second participle of the same speaker, if there is one."""
    for token in verb.doc[verb.i + 1 : last + 1]:
        if token.tag_ == "VBG" and token.dep_ == "conj":
            governor = _participle_above(scene, token)
            if governor is not None and governor.i == verb.i:
                return _link(token) - 1
    return last


def _link(token: Token) -> int:
    """The conjunction, with a comma before it, that ties a verb to what stands before it."""
    first = int(token.left_edge.i)
    doc = token.doc
    while first > 0 and (doc[first - 1].dep_ == "cc" or doc[first - 1].text == ","):
        first -= 1
    return first


def _with_condition(scene: Scene, verb: Token, head: Token, last: int) -> int:
    """The end of a clause and of the condition right after it, which may hang on the cue.

    Nor does a clause end with the article of a noun that the parse takes for the next clause.
    """
    words = scene.lexicon.words("bounds")
    for c in verb.rights if head.i > verb.i else ():
        joined = c.left_edge.lower_ in words or verb.doc[last].tag_ == _ARTICLE
        if joined and c.dep_ in _BESIDE and c.left_edge.i == last + 1:
            return int(c.right_edge.i)
    return last


def shared(scene: Scene, verb: Token) -> Token | None:
    """The cue whose speaker a second cue shares, though it hangs on what the first one says.

    "says the plan is fair and calls for a vote": the plan does not call. Where who is spoken of
    could do so as well as the speaker, the parse decides.
    """
    if _is_bare_participle(scene, verb):
        return _cue_above(scene, verb)
    headed = second.of_clause(scene, verb) or second.of_noun(scene, verb)
    if headed is None and verb.dep_ == "conj" and verb.tag_ == "VBG":
        headed = _participle_above(scene, verb)
    if headed is not None or verb.tag_ == "VBG":
        return headed
    if verb.dep_ != "conj" or syntax.child(verb, "nsubj", "nsubjpass") is not None:
        return None
    cues = Lexicon.at(verb, scene.lexicon.verbs)
    if not any(c.act for c in cues) or verb.tag_ not in _FINITE:
        return None
    beside = syntax.first_conjunct(verb)
    above = beside
    while above.dep_ in {
        "ccomp",
        "xcomp",
        "prep",
        "pobj",
        "pcomp",
        "dobj",
        "advcl",
        "relcl",
        "acl",
    }:
        governor = above.head
        if above.dep_ in {"ccomp", "xcomp"} and _may_share(scene, governor, verb):
            return None if _acts_alike(scene, beside, verb) else governor
        above = governor
    return None


def _may_share(scene: Scene, governor: Token, verb: Token) -> bool:
    """Is it a cue before the verb, in the same form and the same voice?"""
    if governor.pos_ not in _VERBAL or governor.lemma not in scene.lexicon.verbs:
        return False
    forms = {governor.tag_, verb.tag_}
    same = len(forms) == 1 or forms == {"VBP", "VBZ"}
    if governor.dep_ == "acl" and remarks.follows_comma(governor):  # "Berg, the head, said ..."
        same = same or forms == {"VBN", "VBD"}
    return same and governor.i < verb.i and scene.quote_at(governor.idx) == scene.quote_at(verb.idx)


def _acts_alike(scene: Scene, beside: Token, verb: Token) -> bool:
    """May who does what the speaker tells do this too: in the same form, and able to speak?

    A state is no deed, and "but" turns from what is said to what the speaker does.
    """
    speaks = any(c.act and "clause" in c.takes for c in Lexicon.at(beside, scene.lexicon.verbs))
    turns = any(
        c.dep_ == "cc" and c.lower_ in scene.lexicon.words("turns") for c in verb.head.rights
    )
    if not speaks and (turns or beside.pos_ == "AUX" or beside.lemma_ in _STATES):
        return False
    if beside.tag_ != verb.tag_ or syntax.child(beside, "aux", "auxpass") is not None:
        return beside.tag_ == verb.tag_ == "VBN"
    doer = syntax.surface_subject(beside)
    return doer is not None and can_speak(scene, doer)
