"""Judges how certain a content is to its speaker, by the cue and the first main clause.

The scale is FactBank's, with what is yet to come and what hangs on a condition apart. A cue with a
certainty of its own ("hopes", "plans") decides, unless the clause is conditional; else the clause
does: its auxiliaries, adverbs and adjectives, and the verb that governs it ("is expected to").
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements.lexicon import Lexicon
from kg.extract.statements.scene import Found, Scene

_PRESENT = {"VBZ", "VBP"}
_PAST = {"VBD", "VBN"}
_TIMES = {"DATE", "TIME"}
_SPEAKER = {"i", "we", "he", "she", "they", "it"}  #: "it": a body, with verbs of attitude
_SUBJECTS = {"nsubj", "nsubjpass"}
_BROUGHT = {"acl", "relcl", "ccomp", "xcomp"}
_LONGEST_CHAIN = 4  #: verbs between a predicate and the one its condition hangs on


def certainty(scene: Scene, found: Found) -> str:
    """certain, probable, possible, future or conditional, according to the speaker."""
    entry, predicate, words = found.entry, found.predicate, scene.lexicon
    given = entry.certainty if entry is not None else "certain"
    if predicate is None:
        return given
    if given in {"certain", "future"} and _is_conditional(scene, found, predicate):
        return "conditional"
    if given == "certain":
        given = "probable" if _is_raised(found, words) else _named(predicate, words)
    if given != "certain":
        return given
    if _is_open_question(predicate, words):
        return "possible"
    for name in ("probable", "possible"):
        if _is_hedged(predicate, name, words):
            return name
    return "future" if _is_to_come(found, predicate, words) else "certain"


def _is_raised(found: Found, words: Lexicon) -> bool:
    """Does somebody only seem to think or do so ("lawyers appeared to oppose the move")?"""
    cue = found.trigger
    return cue is not None and cue.dep_ == "xcomp" and cue.head.lemma_ in words.words("raising")


def _named(predicate: Token, words: Lexicon) -> str:
    """The certainty of the thing announced or voiced: "announced plans to", "voiced hope that"."""
    if predicate.pos_ != "NOUN" or not any(c.dep_ in _BROUGHT for c in predicate.rights):
        return "certain"
    entries = words.nouns.get(predicate.lemma, ())
    return next((e.certainty for e in entries if e.certainty != "certain"), "certain")


def _is_hedged(predicate: Token, name: str, words: Lexicon) -> bool:
    """Does an adverb, adjective, governor, noun or auxiliary make it probable or possible?"""
    around = [predicate, *(c for c in syntax.children(predicate) if c.dep_ in {"advmod", "acomp"})]
    attribute = syntax.child(predicate, "attr")  # "was most likely arson"
    if attribute is not None:
        bare = syntax.child(attribute, "det") is None
        around += [c for c in attribute.lefts if c.dep_ == "advmod" or (bare and c.dep_ == "amod")]
    if any(t.lower_ in words.words(name) for t in around):
        return True
    if _governs(predicate, name, words) or _is_put_in(predicate, name, words):
        return True
    noun = syntax.child(predicate, "attr", "dobj")
    there = syntax.child(predicate, "expl") is not None
    if there and noun is not None and noun.lemma_ in words.words(f"{name}_nouns"):
        return True
    return any(
        _is_auxiliary(predicate, c, f"{name}_aux", words) for c in syntax.children(predicate)
    )


def _is_auxiliary(predicate: Token, token: Token, name: str, words: Lexicon) -> bool:
    """Is it an auxiliary of the list, and not merely a denied ability ("cannot leave")?"""
    if token.dep_ != "aux" or token.lower_ not in words.words(name):
        return False
    perfect = any(c.dep_ == "aux" and c.lower_ == "have" for c in syntax.children(predicate))
    able = token.lower_ in words.words("ability")
    if able and any(c.dep_ in _SUBJECTS and _denies(c, words) for c in syntax.children(predicate)):
        return False  # "nobody could have known"
    return perfect or not (able and any(c.dep_ == "neg" for c in syntax.children(predicate)))


def _denies(subject: Token, words: Lexicon) -> bool:
    return subject.lower_ in words.words("negative") or syntax.is_negated(subject)


def _governs(predicate: Token, name: str, words: Lexicon) -> bool:
    """Is it a verb or adjective that makes what it governs so ("is expected to", "seems")?"""
    for token in (predicate, *(c for c in syntax.children(predicate) if c.dep_ == "acomp")):
        if token.lemma_ in words.words(f"{name}_governors") and _has_complement(token):
            if name == "future" or token.lemma_ in words.words("raising"):
                return True
            if syntax.is_passive(token) or _speaks_for_himself(token):
                return True
    return False


def _has_complement(token: Token) -> bool:
    """Does it govern a clause or adjective, after it or (", it seems") before it?"""
    return any(
        c.dep_ == "ccomp" or (c.dep_ in {"xcomp", "oprd", "acomp"} and c.i > token.i)
        for c in syntax.children(token)
    )


def _speaks_for_himself(verb: Token) -> bool:
    subject = syntax.child(verb, "nsubj")
    return subject is None or subject.lower_ in _SPEAKER


def _is_put_in(predicate: Token, name: str, words: Lexicon) -> bool:
    """Is it hedged in passing: ", it seems"?"""
    aside = [c for c in syntax.children(predicate) if c.dep_ == "parataxis"]
    if predicate.dep_ == "ccomp" and predicate.i < predicate.head.i:
        aside.append(predicate.head)
    return any(
        t.lemma_ in words.words("raising") and t.lemma_ in words.words(f"{name}_governors")
        for t in aside
    )


def _is_open_question(predicate: Token, words: Lexicon) -> bool:
    """Is it asked or unknown whether it is so?"""
    mark = syntax.child(predicate, "mark")
    return (
        predicate.dep_ in {"ccomp", "pcomp"}
        and mark is not None
        and mark.lower_ in words.words("open_questions")
    )


def _is_to_come(found: Found, predicate: Token, words: Lexicon) -> bool:
    """Is it yet to happen, by auxiliary, governor, infinitive or time?"""
    auxiliaries = {
        c.lower_ for c in syntax.children(predicate) if c.dep_ == "aux" and c.tag_ == "MD"
    }
    if _is_polite(predicate, words):
        return False
    return (
        bool(auxiliaries & (words.words("future_aux") | words.words("shifted_aux")))
        or _governs(predicate, "future", words)
        or _goes_ahead(predicate, words)
        or _looks_ahead(predicate, words)
        or _is_to_be_done(found, predicate, words)
        or (_is_present(predicate) and _is_set_ahead(predicate, words))
    )


def _is_present(predicate: Token) -> bool:
    present = predicate.tag_ in _PRESENT or any(
        c.dep_ in {"aux", "auxpass"} and c.tag_ in _PRESENT for c in syntax.children(predicate)
    )
    return present and predicate.tag_ not in _PAST


def _goes_ahead(predicate: Token, words: Lexicon) -> bool:
    """Is it "is to close", "is about to close" or "is set to close"?"""
    if predicate.lemma_ in words.words("future_passives") and _has_complement(predicate):
        return syntax.is_passive(predicate)
    beside = [c for c in syntax.children(predicate) if c.dep_ in {"acomp", "advmod"}]
    if any(c.lower_ in words.words("future") and _has_complement(c) for c in beside):
        return True
    goal = syntax.child(predicate, "xcomp")
    return (
        predicate.pos_ == "AUX"
        and goal is not None
        and syntax.is_infinitive(goal)
        and goal.lemma_ not in words.words("not_ahead")
        and not any(c.dep_ in {"acomp", "attr", "csubj"} for c in syntax.children(predicate))
        and goal.left_edge.i == predicate.i + 1
    )


def _is_to_be_done(found: Found, predicate: Token, words: Lexicon) -> bool:
    """Is it an infinitive that somebody agrees to do or is asked to do?"""
    entry = found.entry
    return (
        entry is not None
        and entry.cls in words.words("to_act")
        and predicate.tag_ == "VB"
        and syntax.is_infinitive(predicate)
    )


def _looks_ahead(predicate: Token, words: Lexicon) -> bool:
    """Is it "going to", or a verb with an adverb that look ahead together ("look forward to")?"""
    if predicate.tag_ == "VBG" and predicate.lemma_ in words.words("prospective"):
        return _has_complement(predicate)
    return any(
        f"{predicate.lemma_}_{c.lower_}" in words.words("future_governors")
        for c in syntax.children(predicate)
        if c.dep_ in {"advmod", "prt"}
    )


def _is_set_ahead(predicate: Token, words: Lexicon) -> bool:
    """Stands a time yet to come at the verb ("leaves tomorrow", "are leaving next week")?"""
    times = words.words("ahead")
    for c in syntax.children(predicate):
        if c.dep_ in {"advmod", "npadvmod"} and c.lower_ in times:
            return True
        noun = syntax.child(c, "pobj") if c.dep_ == "prep" else c
        dated = noun is not None and noun.ent_type_ in _TIMES and c.dep_ != "nsubj"
        if noun is not None and dated and any(d.lower_ in times for d in noun.lefts):
            return True
    return False


def _is_conditional(scene: Scene, found: Found, predicate: Token) -> bool:
    """Does it hang on a condition, or stand in a "would" that no past cue shifted from "will"?"""
    if any(_opens_condition(scene, c) for c in _clauses(found, predicate)):
        return True
    words = scene.lexicon.words
    auxiliaries = {c.lower_: c for c in syntax.children(predicate) if c.dep_ == "aux"}
    shifted = [a for w, a in auxiliaries.items() if w in words("shifted_aux")]
    if not any(a.tag_ == "MD" for a in shifted):
        return False
    if "have" in auxiliaries:
        return True
    if _is_polite(predicate, scene.lexicon):
        return False
    inside = scene.quote_at(shifted[0].idx) is not None
    cue = found.trigger
    present = cue is not None and cue.tag_ in _PRESENT
    return inside or present


def _is_polite(predicate: Token, words: Lexicon) -> bool:
    """Does "would" only soften what is said or wished ("I would say that", "would like to")?"""
    if not any(c.lower_ in words.words("shifted_aux") for c in syntax.children(predicate)):
        return False
    return predicate.lemma_ in words.words("polite") and _speaks_for_himself(predicate)


def _clauses(found: Found, predicate: Token) -> Iterator[Token]:
    """The adverbial clauses of the predicate, of what it governs, and of the cue before it."""
    at: Token | None = predicate
    for _ in range(_LONGEST_CHAIN):
        if at is None:
            break
        yield from (c for c in syntax.children(at) if c.dep_ == "advcl")
        at = syntax.child(at, "xcomp", "acomp")
    cue = found.trigger
    if cue is not None:
        for c in syntax.children(cue):
            if c.dep_ == "advcl" and found.content.start <= c.idx < found.content.end:
                yield c


def _opens_condition(scene: Scene, clause: Token) -> bool:
    words = scene.lexicon.words
    for mark in syntax.children(clause):
        if mark.dep_ in {"mark", "advmod"} and mark.lower_ in words("conditions"):
            before = mark.nbor(-1).lower_ if mark.i else ""
            return before not in words("no_conditions")
    first = clause.left_edge
    return first.dep_ == "aux" and first.lower_ in words("inverted") and first.head.i == clause.i
