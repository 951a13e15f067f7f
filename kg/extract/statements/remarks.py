"""What the writer adds at the end of a reported clause in his own voice.

", a step Ankara opposes", ", a toll the coalition disputes"; ", hours after the rebels claimed it",
", while residents say it is open"; ", without giving details", "but gave no details".
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements.lexicon import Lexicon
from kg.extract.statements.scene import Scene
from kg.extract.statements.speakers import can_speak

_ARTICLES = {"a", "an"}
_DASHES = {"-", "--", "\u2013", "\u2014"}
_BREAKS = {",", *_DASHES}
_WHAT, _WHILE_AS = "what", "as"
_STOPS = set(".!?:\"'\u201d\u2019")
_AGAINST = "while"
_WITHOUT = "without"
_AFTERWARDS = {"after", "before"}
_PLURAL = {"NNS", "NNPS"}


def first_of(scene: Scene, token: Token) -> int | None:
    """Index of the first token of the writer's remark, if this token heads one."""
    if token.dep_ == "conj":
        return _but_none(scene, token)
    if token.dep_ == "prep":
        apart = _withholds(scene, token) or _sums_up(scene, token) or _turns_to(scene, token)
        return int(token.i) if apart else None
    first = token.left_edge
    if _is_verdict(scene, token) or (follows_comma(first) and takes_up(scene, token)):
        return int(first.i)
    if not follows_comma(first):
        return None
    apart = token.dep_ == "advcl" and (_of_others(scene, token) or _weighs(scene, token))
    return int(first.i) if apart else None


def follows_comma(token: Token) -> bool:
    """Does it stand right behind a comma?"""
    return token.i > 0 and token.nbor(-1).text == ","


def is_headline_turn(scene: Scene, clause: Token) -> bool:
    """Does a headline set another event beside what is said ("X says Y as talks go on")?"""
    first = clause.left_edge
    subject = syntax.child(clause, "nsubj", "nsubjpass")
    if first.lower_ != _WHILE_AS or (subject is not None and subject.pos_ == "PRON"):
        return False
    line = scene.paragraph_at(first.idx)
    return scene.text[line.end - 1] not in _STOPS and scene.sentence_at(clause)[0] == (
        scene.token_at(line.start).i
    )


def takes_up(scene: Scene, noun: Token) -> bool:
    """Does a noun with "a" stand for what was said before it: ", a step Ankara opposes"?"""
    if noun.pos_ != "NOUN" or noun.left_edge.lower_ not in _ARTICLES or can_speak(scene, noun):
        return False
    words = scene.lexicon.words
    if noun.lemma_ in words("claim_nouns") and noun.right_edge.i > noun.i:
        if any(c.lemma_ in words("denied") | words("disputed") for c in noun.rights):
            return True
        following = noun.nbor()
        if following.dep_ == "det" or following.pos_ == "PROPN" or following.tag_ == "PRP":
            return True
    relative = next((c for c in noun.rights if c.dep_ in {"relcl", "acl"}), None)
    subject = None if relative is None else syntax.child(relative, "nsubj")
    if relative is None or subject is None or subject.tag_ in {"WDT", "WP"}:
        return False
    said = noun.lemma_ in words("claim_nouns") or Lexicon.at(relative, scene.lexicon.verbs)
    return bool(said) and can_speak(scene, subject)


def is_contact_subject(subject: Token) -> bool:
    """Is a noun with "a" read as one phrase with the subject of the clause that describes it?

    "a point unionists find hard": no plural has "a" before it.
    """
    if subject.left_edge.lower_ not in _ARTICLES:
        return False
    beside = [c for c in subject.rights if c.i == subject.i + 1 and c.dep_ == "appos"]
    if subject.tag_ == "NN" and any(c.tag_ in _PLURAL for c in beside):
        return True
    parts = [c for c in subject.lefts if c.dep_ == "compound" and c.i == subject.left_edge.i + 1]
    article = any(c.dep_ == "det" for c in subject.lefts)
    return article and subject.tag_ in _PLURAL and any(c.tag_ == "NN" for c in parts)


def _is_verdict(scene: Scene, noun: Token) -> bool:
    """Does the writer say what it means that something is said: ", the latest sign of", "- a blow"?

    Such a noun stands behind a comma or a dash, with or without a quote mark between.
    """
    if noun.pos_ != "NOUN" or noun.lemma_ not in scene.lexicon.words("verdict_nouns"):
        return False
    first = noun.left_edge
    before = first.nbor(-1) if first.i else first
    if before.is_quote and before.i:
        before = before.nbor(-1)
    return before.text in _BREAKS and noun.right_edge.i > noun.i


def before_gloss(scene: Scene, first: int, last: int) -> int:
    """The last token of words that end in a quotation, before the writer's gloss behind a dash.

    "called it "a farce" - a word his rival had used".
    """
    doc = scene.annotated.doc
    dashes = [i for i in range(first + 1, last) if doc[i].text in _DASHES]
    quote = scene.quote_at(doc[dashes[-1] - 1].idx) if dashes else None
    if quote is None or quote.end > doc[dashes[-1]].idx:
        return last
    following = doc[dashes[-1] + 1]
    goes_on = len(dashes) > 1 or following.dep_ == "cc" or following.is_quote
    return last if goes_on else dashes[0] - 1


def _sums_up(scene: Scene, preposition: Token) -> bool:
    """Does the writer say what others call it: ", in what analysts see as a blow"?

    Or what it is to him: ", in a move seen as a warning".
    """
    if not follows_comma(preposition):
        return False
    verb, noun = syntax.child(preposition, "pcomp"), syntax.child(preposition, "pobj")
    if noun is not None:
        words = scene.lexicon.words
        known = noun.lemma_ in words("summing_up") | words("verdict_nouns")
        told = any(c.dep_ in {"acl", "relcl"} for c in noun.rights)
        return known and told and noun.left_edge.lower_ in _ARTICLES
    if verb is None or not Lexicon.at(verb, scene.lexicon.verbs):
        return False
    return any(t.lower_ == _WHAT and t.i == preposition.i + 1 for t in verb.subtree)


def _turns_to(scene: Scene, preposition: Token) -> bool:
    """Does the speaker go on to something else: "vows to stay before outlining her plans"?"""
    verb = syntax.child(preposition, "pcomp")
    if verb is None or verb.tag_ != "VBG" or preposition.lower_ not in _AFTERWARDS:
        return False
    return any(c.act and "clause" in c.takes for c in Lexicon.at(verb, scene.lexicon.verbs))


def _of_others(scene: Scene, clause: Token) -> bool:
    """Does a clause of time or contrast tell what somebody else says?"""
    subject = syntax.child(clause, "nsubj")
    cues = Lexicon.at(clause, scene.lexicon.verbs)
    unwilling = scene.lexicon.words("unwilling_classes")
    speaks = any(c.act and ("clause" in c.takes or c.cls in unwilling) for c in cues)
    if not speaks or subject is None or subject.pos_ == "PRON" or not can_speak(scene, subject):
        return False
    first = clause.left_edge
    if first.lower_ == _AGAINST:
        return True
    timed = any(c.dep_ == "npadvmod" and c.left_edge.i == first.i for c in clause.lefts)
    return timed and any(c.dep_ == "mark" and c.lower_ in _AFTERWARDS for c in clause.lefts)


def _weighs(scene: Scene, participle: Token) -> bool:
    """Does the writer weigh what happened: ", marking the first ...", ", dealing a blow to ..."?"""
    if participle.tag_ != "VBG" or participle.left_edge.i != participle.i:
        return False
    words, verb = scene.lexicon.words, participle.lemma_
    weighed = syntax.child(participle, "dobj")
    noun = None if weighed is None else weighed.lemma_
    return verb in words("weighing") or (verb in words("rousing") and noun in words("roused"))


def _withholds(scene: Scene, preposition: Token) -> bool:
    """Does the speaker keep something back: ", without giving details"?"""
    verb = syntax.child(preposition, "pcomp")
    if preposition.lower_ != _WITHOUT or verb is None:
        return False
    if verb.lemma_ not in scene.lexicon.words("giving"):
        return False
    given = syntax.child(verb, "dobj")
    named = given is not None and given.lemma_ in scene.lexicon.words("given")
    return named or (given is None and follows_comma(preposition))


def _but_none(scene: Scene, verb: Token) -> int | None:
    """Where the speaker keeps something back in a clause beside: "but gave no details"."""
    words = scene.lexicon.words
    if verb.lemma_ not in words("giving") or syntax.child(verb, "nsubj", "nsubjpass") is not None:
        return None
    turn = next((c for c in verb.head.rights if c.dep_ == "cc" and c.i < verb.i), None)
    given = syntax.child(verb, "dobj")
    none = given is not None and syntax.is_negated(given)
    if turn is None or turn.lower_ not in words("turns") or not (none or syntax.is_negated(verb)):
        return None
    if given is not None and given.lemma_ not in words("given"):
        return None
    return int(turn.i) - (1 if follows_comma(turn) else 0)
