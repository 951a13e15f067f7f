"""Cues that are nouns or adjectives: "the claim that", "plans to", "is confident that"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements import clauses, contents, speakers
from kg.extract.statements.acts import happens, is_negated, is_nobody, is_unsaid, keeps_silent
from kg.extract.statements.content import Content, snapped, subtree_end
from kg.extract.statements.lexicon import Cue, Lexicon, candidates
from kg.extract.statements.meaning import main_predicate
from kg.extract.statements.scene import Found, Scene
from kg.extract.statements.verbs import cue_span, is_companion
from kg.model import Span

_VERBAL = {"VERB", "AUX"}
_SOURCE_PREPOSITIONS = {"by", "from", "among", "of"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_IN = "in"
_PARTICIPIAL = {"VBN", "JJ"}
_HEADS = {"NOUN", "PROPN", "PRON"}


def nominal(scene: Scene) -> Iterator[Found]:
    """Nouns that name what somebody says, thinks, wants or fears."""
    doc = scene.annotated.doc
    for i in candidates(doc, scene.lexicon.nouns):
        noun = doc[i]
        if noun.pos_ != "NOUN" or noun.dep_ == "compound":
            continue
        for cue in Lexicon.at(noun, scene.lexicon.nouns):
            found = _of_noun(scene, noun, cue)
            if found is not None:
                yield found
                break


def _of_noun(scene: Scene, noun: Token, cue: Cue) -> Found | None:
    content, used = _noun_content(scene, noun, cue)
    if content is None or content.span.start >= content.span.end:
        return None
    if syntax.is_negated(noun) or is_unsaid(scene, noun) or _is_unvoiced(scene, noun):
        return None
    source = _owner(scene, noun, used)
    if not (_fits(scene, source, cue) if source is not None else "sourceless" in cue.takes):
        return None
    negated = source is not None and is_nobody(scene, source)
    if cue.act and negated:
        return None
    whole = unswallowed(scene, noun, content)
    if whole is None:
        return None
    word, entry = _said_in(scene, noun, cue)
    span = Span(word.idx, word.idx + len(word))
    content = snapped(scene, whole, span)
    return Found(
        content=content.span,
        rule="nominal",
        cue=span,
        entry=entry,
        speakers=() if source is None else speakers.joint(source),
        trigger=word,
        predicate=content.predicate,
        negated=negated,
    )


def _said_in(scene: Scene, noun: Token, cue: Cue) -> tuple[Token, Cue]:
    """The word that attributes: the noun, or the verb of "said in a statement that ..."."""
    verb = noun.head.head
    inside = noun.dep_ == "pobj" and noun.head.lower_ == _IN
    if not inside or "clause" not in cue.takes or verb.pos_ != "VERB":
        return noun, cue
    speech = scene.lexicon.words("speech_classes")
    entries = (c for c in Lexicon.at(verb, scene.lexicon.verbs) if len(c.words) == 1)
    said = next((c for c in entries if c.act and c.cls in speech and "clause" in c.takes), None)
    return (noun, cue) if said is None else (verb, said)


def _fits(scene: Scene, source: Token, cue: Cue) -> bool:
    lower, words = source.lower_, scene.lexicon.words
    if lower in words("owners_inside"):
        return scene.quote_at(source.idx) is not None
    told = source.lemma_ in words("showing")  # "the inquiry's conclusion that ..."
    return (
        cue.subject == "any"
        or told
        or speakers.can_speak(scene, source)
        or lower in words("owners")
    )


def unswallowed(scene: Scene, noun: Token, content: Content) -> Content | None:
    """The content without the main verb that the parse hung into it, or None where that is lost.

    "The minister's claim that the road was safe [angered drivers]" is read as one noun phrase.
    """
    begin, stop = scene.sentence_at(noun)
    doc = noun.doc
    ends = any(t.text == "." for t in doc[max(noun.i, stop - 2) : stop])
    reaches = content.span.end >= scene.span(begin, stop - 1).end
    if noun.head.i != noun.i or not ends or not reaches or noun.left_edge.i > begin + 1:
        return content
    first = scene.token_at(content.span.start)
    opening = next((t for t in doc[first.i : stop] if t.pos_ in _HEADS), first)
    about = content.predicate
    if about is not None and about.pos_ in _VERBAL:
        opening = about
    for token in doc[opening.i + 1 : stop]:
        if token.tag_ in _FINITE or (token.tag_ in _PARTICIPIAL and token.lower_.endswith("ed")):
            return Content(scene.span(first.i, token.i - 1), opening)
    return None


def _noun_content(scene: Scene, noun: Token, cue: Cue) -> tuple[Content | None, Token | None]:
    """What the noun brings, and the child that brings it."""
    for c in noun.rights:
        if c.dep_ in {"acl", "ccomp", "relcl"} and "clause" in cue.takes and _is_that_clause(c):
            return Content(
                scene.span(clauses.clause_start(c), subtree_end(c)), main_predicate(c)
            ), c
        if c.dep_ in {"acl", "relcl", "xcomp"} and "to" in cue.takes and clauses.is_infinitive(c):
            return Content(scene.span(c.left_edge.i, subtree_end(c)), c), c
        if c.dep_ == "prep" and c.lower_ in cue.prepositions:
            inner = syntax.child(c, "pobj", "pcomp")
            if inner is not None:
                return Content(
                    scene.span(inner.left_edge.i, subtree_end(inner)),
                    main_predicate(inner),
                ), c
    return _after_copula(scene, noun, cue)


def _after_copula(scene: Scene, noun: Token, cue: Cue) -> tuple[Content | None, Token | None]:
    """The clause after a copula: "X's view is that ..."."""
    verb = noun.head
    if noun.dep_ == "nsubj" and verb.pos_ == "AUX" and {"clause", "to"} & cue.takes:
        states = [c for c in verb.rights if c.dep_ == "acomp"]  # "speculation is rife that ..."
        for c in (c for top in (verb, *states) for c in top.rights):
            if c.dep_ in {"ccomp", "xcomp"} and (_is_that_clause(c) or clauses.is_infinitive(c)):
                return Content(
                    scene.span(clauses.clause_start(c), subtree_end(c)), main_predicate(c)
                ), c
    return None, None


def _is_that_clause(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in syntax.children(verb))


def _owner(scene: Scene, noun: Token, used: Token | None) -> Token | None:
    """Whose claim, plan or fear it is."""
    owner = syntax.child(noun, "poss")
    if owner is not None:
        return owner
    for c in noun.rights:
        if (
            c.dep_ == "prep"
            and c.lower_ in _SOURCE_PREPOSITIONS
            and (used is None or c.i != used.i)
        ):
            return syntax.child(c, "pobj")
    return _attribute(scene, noun) or _subject_of_support(scene, noun)


def _attribute(scene: Scene, noun: Token) -> Token | None:
    """The state, body or person named before the noun: "Russian claims that ..."."""
    named = (c for c in noun.lefts if c.dep_ in {"amod", "compound", "nmod"} and c.ent_type_)
    return next((c for c in named if speakers.can_speak(scene, c)), None)


def _is_unvoiced(scene: Scene, noun: Token) -> bool:
    """Is it the object of a verb of voicing that tells of no fact ("should offer an opinion")?"""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    voicing = verb.pos_ == "VERB" and verb.lemma_ in scene.lexicon.words("voicing")
    return voicing and noun.dep_ in {"dobj", "pobj"} and not happens(scene, verb, act=True)


def _subject_of_support(scene: Scene, noun: Token) -> Token | None:
    """Who makes the claim, has the plan, voices the fear; not who denies or faces it."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if verb.lemma_ not in scene.lexicon.words("voicing") or syntax.is_negated(verb):
        return None
    if noun.dep_ in {"dobj", "pobj"} and verb.pos_ in _VERBAL and not syntax.is_passive(verb):
        return syntax.surface_subject(verb)
    return None


def adjectival(scene: Scene) -> Iterator[Found]:
    """Adjectives of attitude: "is confident that", "was afraid to", "opposed to"."""
    doc = scene.annotated.doc
    for i in candidates(doc, scene.lexicon.adjectives):
        word = doc[i]
        if word.pos_ not in {"ADJ", "VERB"} or word.dep_ not in {
            "acomp",
            "ROOT",
            "conj",
            "oprd",
            "ccomp",
            "xcomp",
            "advcl",
            "relcl",
            "amod",
            "acl",
        }:
            continue
        for cue in Lexicon.at(word, scene.lexicon.adjectives):
            found = _of_adjective(scene, word, cue)
            if found is not None:
                yield found
                break


def _of_adjective(scene: Scene, word: Token, cue: Cue) -> Found | None:
    if is_companion(scene, word):
        return None
    if word.pos_ == "VERB" and (word.tag_ != "VBN" or syntax.child(word, "dobj") is not None):
        return None  # a deed and no state: "surprised the mayor by leaving"
    verb = word.head if word.dep_ in {"acomp", "oprd"} else word
    source = syntax.surface_subject(verb) or syntax.child(verb, "nsubjpass")
    if source is None and word.dep_ in {"amod", "acl"}:
        source = word.head
    if (
        source is None
        or not speakers.can_speak(scene, source)
        or source.lower_ in scene.lexicon.words("narrators")
    ):
        return None
    content = next((c for c in contents.constructions(scene, word, cue)), None)
    if content is None and verb.i != word.i:
        content = next(
            (c for c in contents.constructions(scene, verb, cue) if c.span.start > word.idx), None
        )
    if content is None or content.span.start >= content.span.end:
        return None
    negated = is_negated(scene, verb)
    if keeps_silent(scene, cue, content.predicate, negated=negated):
        return None
    span = cue_span(scene, word, cue)
    return Found(
        content=snapped(scene, content, span).span,
        rule="adjectival",
        cue=span,
        entry=cue,
        speakers=speakers.joint(source),
        trigger=word,
        predicate=content.predicate,
        negated=negated,
    )
