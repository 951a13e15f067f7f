"""Finds who speaks: the tokens at the head of the noun phrases that a cue names as its source."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements.lexicon import Lexicon
from kg.extract.statements.quoting import quoted
from kg.extract.statements.scene import Scene

_VERBAL = {"VERB", "AUX"}
_FINITE = {"VBD", "VBZ", "VBP"}
_RELATIVE = {"WP", "WDT"}
_NOMINAL = {"PROPN", "NOUN", "PRON"}
_BREAKS = {",", "-", "--", "\u2013", "\u2014"}
_AS, _BY, _IT, _OF = "as", "by", "it", "of"
_NEXT_BUT_ONE = 2
_NEVER = {"there", "nothing", "none", "nobody"}
_VAGUE = {"it", "this", "that", "which", "what", "these", "those", "such"}
_NO_SPEAKER = {
    "DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "EVENT", "LAW", "LANGUAGE", "LOC",
}  # fmt: skip
_PERSONAL = {
    "he", "she", "they", "i", "we", "you", "who", "whoever", "one", "many", "some", "others",
    "all", "both", "most", "several", "few", "each", "everyone", "everybody", "someone",
    "somebody", "another",
}  # fmt: skip


def of_verb(scene: Scene, verb: Token) -> Token | None:
    """The noun that is the logical subject of a verb, or None."""
    spoken_for = quoted(scene, verb) or _singled_out(verb)
    if spoken_for is not None:
        return spoken_for
    if verb.tag_ == "VBG" and verb.dep_ in {"acl", "advcl"} and _is_set_off(verb):
        speaking = _speaking_above(scene, verb)
        if speaking is not None:
            return syntax.surface_subject(speaking)
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return _doer(scene, verb)
    found = cut_off(scene, verb) or _left_behind(scene, verb) or syntax.subject(verb)
    if found is None or found.tag_ == "VBG":
        found = _right_before(scene, verb) or found
    if found is None and verb.dep_ in {"ccomp", "parataxis", "advcl", "conj"}:
        found = _inverted(verb)
    return found if found is not None else taken_for_name(scene, verb)


def taken_for_name(scene: Scene, verb: Token) -> Token | None:
    """Who says what stands before, read as another name of what it ends with.

    "The army took hills near Kashma, a spokesman for the government said."
    """
    clause = syntax.child(verb, "ccomp")
    if clause is None or clause.i > verb.i or verb.tag_ not in _FINITE:
        return None
    noun = verb.nbor(-1)
    while noun.dep_ != "appos" and noun.head.i < noun.i:
        noun = noun.head
    last = noun.dep_ == "appos" and noun.right_edge.i == verb.i - 1
    apart = noun.left_edge.i > 0 and noun.left_edge.nbor(-1).text == ","
    return noun if last and apart and is_somebody(scene, noun) else None


def _singled_out(verb: Token) -> Token | None:
    """Whom a sentence singles out: "it was Pell who said so"."""
    who, state = syntax.child(verb, "nsubj"), verb.head
    if who is None or who.tag_ not in _RELATIVE or state.pos_ != "AUX" or state.i > who.i:
        return None
    subject, named = syntax.child(state, "nsubj", "expl"), syntax.child(state, "attr")
    it = subject is not None and subject.lower_ == _IT
    return named if it and named is not None and named.right_edge.i == who.i - 1 else None


def by_whom(verb: Token) -> Token | None:
    """Who does what a passive says, also behind what is said of the subject ("as X by Y")."""
    found = syntax.agent(verb)
    if found is not None:
        return found
    for c in verb.rights:
        if c.dep_ in {"prep", "mark"} and c.lower_ == _AS:
            by = next((t for t in c.subtree if t.lower_ == _BY and t.i > c.i), None)
            return None if by is None else syntax.child(by, "pobj")
    return None


def _is_set_off(participle: Token) -> bool:
    """Does a comma or dash stand before a participle (", adding that ...")?"""
    first = participle.left_edge.i
    if first > 1 and participle.doc[first - 1].is_quote:
        first -= 1
    return first > 0 and participle.doc[first - 1].text in _BREAKS


def _left_behind(scene: Scene, verb: Token) -> Token | None:
    """The noun that a clause put in between cut off from its verb ("The M, which ..., announced").

    The parse takes the verb for a participle, or gives it a noun of that clause for a subject, and
    leaves the sentence without a verb.
    """
    apart = verb.i > 0 and verb.nbor(-1).text in _BREAKS
    if verb.dep_ not in {"acl", "advcl"} or verb.tag_ not in {"VBN", "VBD"} or not apart:
        return None
    top = verb.doc[scene.sentence_at(verb)[0]]
    while top.head.i != top.i:
        top = top.head
    complements = {"ccomp", "xcomp"} if verb.dep_ == "acl" else {"ccomp", "xcomp", "dobj"}
    governs = any(c.dep_ in complements and c.i > verb.i for c in syntax.children(verb))
    own = governs and syntax.child(verb, "agent") is None
    return top if own and top.i < verb.i and is_somebody(scene, top) else None


def _apposed(verb: Token) -> Token | None:
    """The name before a description in commas that the parse takes for the subject.

    "Turkey, the only state to do so, called ..." is read as a relative clause without "which".
    """
    verb = syntax.first_conjunct(verb)
    subjects = [c for c in verb.lefts if c.dep_ in {"nsubj", "npadvmod"}]
    described = subjects[-1] if subjects else None
    if described is None or described.dep_ != "nsubj" or described.left_edge.i == 0:
        return None
    first = described.left_edge
    if first.dep_ != "det" or first.nbor(-1).text != "," or verb.nbor(-1).text != ",":
        return None
    name = verb.head if verb.dep_ == "relcl" else subjects[0]
    if name is None or name.pos_ != "PROPN" or name.i >= first.i:
        return None
    return name if verb.dep_ == "relcl" or name.i == first.i - _NEXT_BUT_ONE else None


def cut_off(scene: Scene, verb: Token) -> Token | None:
    """The speaker whose description the parse takes for the subject."""
    return _self_named(scene, verb) or _apposed(verb)


def _self_named(scene: Scene, verb: Token) -> Token | None:
    """Who speaks after he is said to have given a name ("a man who gave his name as Thomas told").

    The parse takes the name for the subject.
    """
    gives, name = verb.head, syntax.child(verb, "nsubj")
    as_ = syntax.child(verb, "mark")
    if verb.dep_ != "advcl" or gives.dep_ != "relcl" or name is None or as_ is None:
        return None
    given = syntax.child(gives, "dobj")
    right = as_.lower_ == _AS and as_.i + 1 == name.left_edge.i and name.i + 1 == verb.i
    named = given is not None and given.lemma_ in scene.lexicon.words("given_of_oneself")
    return gives.head if right and named else None


def _right_before(scene: Scene, verb: Token) -> Token | None:
    """The name right before a verb that the parse hung on the phrase in front of it."""
    if verb.tag_ not in _FINITE or verb.i == 0 or verb.nbor(-1).pos_ != "PROPN":
        return None
    name = verb.nbor(-1)
    while name.dep_ == "compound" and name.head.i < verb.i:
        name = name.head
    return name if is_somebody(scene, name) else None


def _speaking_above(scene: Scene, participle: Token) -> Token | None:
    """The act of speech that a participle behind it goes on with ("said it was so, adding ...")."""
    at = participle
    while at.head.i != at.i and at.head.i < participle.i:
        at = at.head
        cues = Lexicon.at(at, scene.lexicon.verbs) if at.pos_ in _VERBAL else ()
        speaks = any(c.act and "clause" in c.takes for c in cues)
        if speaks and not syntax.is_passive(at) and syntax.surface_subject(at) is not None:
            return at
    return None


def _doer(scene: Scene, participle: Token) -> Token:
    """Who does what a participle at a noun says: the noun, the issuer of a text, or the subject.

    "a group backing the plan", "the ministry issued a statement saying ...", "took the stage,
    praising ...".
    """
    noun = participle.head
    if not _is_set_off(participle) and is_somebody(scene, noun):
        return noun
    return issuer(noun)


def is_somebody(scene: Scene, noun: Token) -> bool:
    """Is it a person, body or group, and no text or thing that speaks for one?"""
    index = scene.mentions.at(noun)
    return index is not None and any(
        scene.ontology.is_a(scene.mentions[index].cls, c)
        for c in scene.lexicon.words("speaker_classes")
    )


def _inverted(verb: Token) -> Token | None:
    """The noun after a verb of saying ("..., said the minister") that was parsed as its object."""
    if verb.tag_ in {"VBG", "VB"}:
        return None
    found = syntax.child(verb, "dobj", "attr", "npadvmod")
    before = verb.doc[verb.i - 1] if verb.i else verb
    apart = before.is_punct or before.pos_ == "ADV"
    return found if apart and found is not None and found.i > verb.i else None


def issuer(noun: Token) -> Token:
    """Who issued the thing that says something ("the ministry issued a statement saying ...")."""
    if noun.dep_ in {"dobj", "pobj"}:
        verb = noun.head if noun.dep_ == "dobj" else noun.head.head
        if verb.pos_ in _VERBAL and not syntax.is_passive(verb):
            subject = syntax.surface_subject(verb)
            if subject is not None:
                return subject
    return noun


def joint(head: Token) -> tuple[Token, ...]:
    """All speakers of a coordination, in order."""
    further = tuple(
        t
        for t in syntax.conjuncts(head)
        if t.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"}
    )
    if len(further) == 1:
        further += _beside_name(head)
    first = _listed_before(head) if len(further) > 1 else None
    return further if first is None else (first, *further)


def _beside_name(head: Token) -> tuple[Token, ...]:
    """Who is listed with the name behind a description ("the chief, A, and his deputy, B, said").

    The parse lists them with the name.
    """
    name = syntax.child(head, "appos")
    if name is None or name.pos_ != "PROPN" or name.i < head.i or syntax.child(name, "cc") is None:
        return ()
    return tuple(t for t in syntax.conjuncts(name) if t.i > name.i and t.pos_ in _NOMINAL)


def _listed_before(head: Token) -> Token | None:
    """The first of a list of names that the parse hung on the verb ("A, B and C agreed")."""
    start = head.left_edge.i
    before = head.doc[start - 2] if start > 1 and head.doc[start - 1].text == "," else None
    listed = before is not None and before.dep_ == "npadvmod" and before.head.i == head.head.i
    return before if listed and before is not None and before.pos_ == "PROPN" else None


def can_speak(scene: Scene, token: Token) -> bool:
    """May this noun name someone who says, thinks or wants?"""
    token = _counted(token)
    lower = token.lower_
    if lower in _NEVER or lower in _VAGUE:
        return False
    if token.pos_ == "PRON" or lower in _PERSONAL:
        return lower in _PERSONAL or token.tag_ == "PRP"
    index = scene.mentions.at(token)
    if index is not None:
        cls = scene.mentions[index].cls
        if any(scene.ontology.is_a(cls, c) for c in scene.lexicon.words("speaker_classes")):
            return True
    if token.ent_type_ in _NO_SPEAKER:
        return False
    if token.pos_ == "PROPN" or token.ent_type_:
        return True
    words, lemma = scene.lexicon.words, token.lemma_
    return lemma in words("speakers") or (
        lemma.endswith(tuple(sorted(words("speaker_endings"))))
        and lemma not in words("no_speakers")
    )


def _counted(token: Token) -> Token:
    """The noun of which a quantity is meant ("most of the races"), else the word itself."""
    of = next((c for c in token.rights if c.lower_ == _OF), None)
    whom = None if of is None or token.lower_ not in _PERSONAL else syntax.child(of, "pobj")
    return whom if whom is not None and whom.pos_ == "NOUN" else token


def between(scene: Scene, start: int, end: int) -> Token | None:
    """Head of the first noun phrase between two offsets: a speaker the parse did not tie."""
    first, last = scene.token_at(start), scene.token_at(max(end - 1, start))
    run: list[Token] = []
    for token in first.doc[first.i : last.i + 1]:
        relative = token.tag_ in _RELATIVE and bool(run)
        if start <= token.idx < end and token.pos_ in _NOMINAL and not relative:
            run.append(token)
        elif run and can_speak(scene, run[-1]):
            break
        elif not token.is_punct:
            run = []
    return run[-1] if run and can_speak(scene, run[-1]) else None
