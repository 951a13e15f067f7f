"""Phrases as contents: objects, predicates and what a preposition of the cue brings."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements import extent, remarks, second
from kg.extract.statements.clauses import clause_start, is_infinitive
from kg.extract.statements.content import Content, subtree_end
from kg.extract.statements.meaning import main_predicate
from kg.extract.statements.scene import Scene
from kg.model import Span

_OF = {"of", "as", "for", "with"}  #: prepositions behind which a passive says what the charge is
_TO = {"to", "on"}  #: what a thing is put down to: "was blamed on rebels"
_SELF = ("self", "selves")  #: who calls himself something only has a name
_SUBJECTS = ("nsubjpass",)
_TIMES = {"DATE", "TIME"}
_AS = "as"
_SO, _THAT = "so", "that"
_RELATIVE = {"WDT", "WP"}
_COMPLEMENTS = {"ccomp", "xcomp", "prep", "prt", "dative", "advcl", "acomp", "oprd"}
_COMPARED = {"JJR", "RBR"}
_OWN = {"prep", "xcomp", "oprd", "ccomp", "dobj", "acomp"}  #: what stands beside an object
_LISTED = {"ADP", "NOUN", "PROPN"}  #: with a verb these are listed only by a misreading


def object_(scene: Scene, verb: Token) -> Content | None:
    """The noun phrase that is praised, denied or wanted, with what else belongs to the verb."""
    if syntax.is_passive(verb):
        subject = syntax.child(verb, "nsubjpass")
        if subject is None:
            return _noun_of_participle(scene, verb)
        subject = syntax.antecedent(subject)
        span = scene.span(subject.left_edge.i, _phrase_end(subject))
        charge = _charge(scene, verb)
        if charge is None or span.start > verb.idx:
            return Content(span, subject)
        return Content(Span(span.start, charge.end), subject, (span, charge))
    for c in syntax.children(verb):
        if c.i > verb.i and (c.dep_ in {"dobj", "oprd", "attr"} or _is_free_relative(c)):
            return Content(scene.span(c.left_edge.i, _last_complement(scene, verb, c)), c)
    return _of_headline(scene, verb) or _described(scene, verb)


def _of_headline(scene: Scene, verb: Token) -> Content | None:
    """What the acts of a headline take where the parse mistakes the second one."""
    torn = second.torn_object(scene, verb)
    if torn is not None:
        return Content(scene.span(torn.left_edge.i, torn.right_edge.i), torn)
    if second.of_noun(scene, verb) is None:
        return None
    first, last = second.taken(scene, verb)
    return Content(scene.span(first, last), verb.doc[last])


def _is_free_relative(clause: Token) -> bool:
    """Is a clause what somebody judges ("condemned what it called an attack")?"""
    return clause.dep_ == "ccomp" and clause.left_edge.tag_ == "WP"


def _described(scene: Scene, verb: Token) -> Content | None:
    """The noun that a relative clause describes by who judges it: "the plan Berg opposes"."""
    subject = syntax.child(verb, "nsubj")
    if verb.dep_ != "relcl" or subject is None or subject.tag_ in _RELATIVE:
        return None
    taken = syntax.child(verb, "dobj")
    label = _charge(scene, verb) if any(c.lower_ == _AS for c in verb.rights) else None
    if label is not None and (taken is None or taken.tag_ in _RELATIVE):
        return Content(label, None)  # "the film, which she describes as a letter"
    if taken is None and any(
        c.dep_ in _COMPLEMENTS and c.i > verb.i for c in syntax.children(verb)
    ):
        return None
    if taken is not None and taken.tag_ not in _RELATIVE:
        return None
    noun = verb.head
    return Content(scene.span(noun.left_edge.i, _phrase_end(noun)), noun)


def _charge(scene: Scene, verb: Token) -> Span | None:
    """What is said of the subject of a passive: "was accused of lying", "are feared dead"."""
    doer = syntax.agent(verb)
    known = _OF | _TO if verb.lemma_ in scene.lexicon.words("putting_down") else _OF
    for c in (*verb.rights, *(() if doer is None else doer.rights)):
        if c.head.i != verb.i and syntax.child(c, "pcomp") is None:  # "accused by X of doing it"
            continue
        inner = syntax.child(c, "pobj", "pcomp") if c.dep_ == "prep" and c.lower_ in known else c
        if inner is not None and inner.ent_type_ in _TIMES:
            continue
        clause = c.dep_ == "xcomp" and is_infinitive(c)  # "was shown to be false"
        if clause or c.dep_ in {"oprd", "acomp"} or (inner is not None and inner.i != c.i):
            first = inner.left_edge.i if inner is not None else c.i
            return scene.span(first, _before_doer(doer, first, c.right_edge.i))
    return None


def _before_doer(doer: Token | None, first: int, last: int) -> int:
    """The end of what is said of somebody, before who says it: "declared the winner by X"."""
    by = -1 if doer is None else int(doer.head.i)
    return by - 1 if first < by <= last else last


def _noun_of_participle(scene: Scene, verb: Token) -> Content | None:
    """The noun behind which a participle says who judges it: "a plan opposed by unions"."""
    if verb.dep_ != "acl" or syntax.agent(verb) is None:
        return None
    noun = verb.head
    return (
        Content(scene.span(noun.left_edge.i, verb.i - 1), noun)
        if noun.left_edge.i < verb.i
        else None
    )


def _phrase_end(noun: Token) -> int:
    last = noun.i
    for c in noun.rights:
        if c.dep_ in {"relcl", "punct", "appos", "acl"}:
            break
        last = c.right_edge.i
    return int(last)


def _last_complement(scene: Scene, verb: Token, first: Token) -> int:
    """Last token of an object and of the phrases after it that belong to the same verb."""
    last = first.right_edge.i
    for c in verb.rights:
        if extent.is_absolute(c) or (c.i > last and remarks.first_of(scene, c) is not None):
            break
        if c.dep_ == "ccomp" and remarks.is_headline_turn(scene, c):
            break
        if _goes_on(scene, c, last):
            last = c.right_edge.i
        elif c.i > first.i and (c.dep_ in _OWN or _is_comparison(c)):
            last = max(last, c.right_edge.i)
    last = second.before(scene, verb, extent.second_act(scene, verb, int(last)))
    return remarks.before_gloss(scene, first.i, last)


def _goes_on(scene: Scene, part: Token, last: int) -> bool:
    """Does a part of the verb right behind an object belong to it?

    "put the toll [higher]", "accused them of revolt [and of attacking it]".
    """
    compared = part.i == last + 1 and part.tag_ in _COMPARED
    listed = part.dep_ == "conj" and part.pos_ in _LISTED and part.i > last
    return compared or listed or _is_condition(scene, part, last) or _is_listed_wish(part, last)


def _is_comparison(part: Token) -> bool:
    """Is it a clause that says as what something is seen ("dismissed it as worse than ...")?"""
    described = part.tag_ in _COMPARED or part.pos_ == "ADJ"
    return part.dep_ == "advcl" and part.left_edge.lower_ == _AS and described


def _taken_for_adjective(preposition: Token) -> Token | None:
    """The noun behind a preposition that the parse has for an adjective: "called for calm"."""
    word = preposition.nbor() if preposition.i + 1 < len(preposition.doc) else preposition
    return word if word.dep_ == "amod" and word.head.i == preposition.i else None


def _with_act(verb: Token, last: int) -> int:
    """The end of whom somebody calls on, with the act right behind: "called for him to resign"."""
    acts = (c for c in verb.rights if c.dep_ == "advcl" and is_infinitive(c))
    return next((int(c.right_edge.i) for c in acts if c.left_edge.i == last + 1), last)


def _is_listed_wish(part: Token, last: int) -> bool:
    """Does a list go on with whom to do what: "called for calm and for the officers to go"?"""
    first = part.left_edge
    marked = any(c.dep_ == "mark" and c.i == first.i for c in part.lefts)
    listed = first.i == last + 2 and first.nbor(-1).dep_ == "cc"
    return part.dep_ == "advcl" and is_infinitive(part) and marked and listed


def _is_condition(scene: Scene, part: Token, last: int) -> bool:
    """Does a condition or an aim stand right behind: "warned of a war if talks fail"?"""
    first = part.left_edge
    if part.dep_ != "advcl" or first.i != last + 1:
        return False
    purpose = first.lower_ == _SO and first.nbor().lower_ == _THAT
    return purpose or first.lower_ in scene.lexicon.words("conditions")


def predicate(scene: Scene, verb: Token) -> Content | None:
    """Something called something: "called it a lie", "was called a lie"."""
    if syntax.is_passive(verb):
        label, about = _charge(scene, verb), syntax.child(verb, *_SUBJECTS)
        if label is None or about is None or about.i > verb.i or about.tag_ in _RELATIVE:
            return None if label is None else Content(label, None)
        named = scene.span(about.left_edge.i, about.right_edge.i)
        return Content(Span(named.start, label.end), about, (named, label))
    naming = verb.lemma_ in scene.lexicon.words("naming")
    to_act = naming and any(c.dep_ == "xcomp" and is_infinitive(c) for c in verb.rights)
    for c in () if to_act else syntax.children(verb):  # "called the envoy to discuss the matter"
        if c.i > verb.i and c.dep_ in {"ccomp", "oprd", "dobj", "xcomp"}:
            if c.dep_ == "dobj" and not _has_second(verb, c) and not _is_labelled(scene, verb, c):
                return None
            if any(t.tag_ == "PRP" and t.lower_.endswith(_SELF) for t in (c, *c.lefts)):
                return None
            last = max(_last_complement(scene, verb, c), _label_after(scene, verb, c))
            last = remarks.before_gloss(scene, c.i, last)
            first = clause_start(c) if c.dep_ == "ccomp" else c.left_edge.i
            return Content(scene.span(first, last), main_predicate(c))
    return None


def _label_after(scene: Scene, verb: Token, named: Token) -> int:
    """Last token of the quotation right behind what it is a label for: "called her "a liar"."""
    last = int(named.right_edge.i)
    if verb.lemma_ not in scene.lexicon.words("naming") or last + 1 >= scene.sentence_at(verb)[1]:
        return last
    quote = scene.quote_at(verb.doc[last + 1].idx)
    if quote is None or quote.start != verb.doc[last + 1].idx:
        return last
    return int(scene.token_at(quote.end - 1).i)


def _is_labelled(scene: Scene, verb: Token, named: Token) -> bool:
    """Does a name-giving verb have both the thing and its label in what is read as its object?

    A quotation or a second article tells: "called her "a liar"", "called Pell a liar".
    """
    if verb.lemma_ not in scene.lexicon.words("naming"):
        return False
    first, last = named.left_edge, named.right_edge
    words = named.doc[first.i : min(last.i + 2, len(named.doc))]
    quoted = any(scene.quote_at(t.idx) is not None for t in words)
    outside = scene.quote_at(verb.idx) is None
    return (quoted and outside) or any(
        t.dep_ == "det" and t.i > first.i for t in syntax.children(named)
    )


def _has_second(verb: Token, first: Token) -> bool:
    """Is something said of the object: a noun, adjective or clause after it?

    The parse may tie it to a clause between ("called the deal, which he had read, a scandal").
    """
    last = first.right_edge
    tied = next((t for t in (last, *last.ancestors) if t.dep_ == "appos"), None)
    label = tied is not None and tied.head.i != first.i and first.i < tied.head.i
    if tied is not None and label and remarks.follows_comma(tied.left_edge):
        return any(c.dep_ == "relcl" for c in first.rights)
    return any(
        c.i > first.i and c.dep_ in {"oprd", "acomp", "xcomp", "ccomp", "attr", "dobj"}
        for c in syntax.children(verb)
    )


def as_(scene: Scene, verb: Token) -> Content | None:
    """Something described as something."""
    if not any(c.dep_ in {"prep", "mark"} and c.lower_ == "as" for c in verb.rights):
        nested = syntax.child(verb, "dobj")
        if nested is None or not any(c.lower_ == "as" for c in syntax.children(nested)):
            return None
    return object_(scene, verb)


def prepositional(scene: Scene, verb: Token, words: frozenset[str]) -> Content | None:
    """What a preposition of the cue brings: "called for talks", "called for the army to leave"."""
    for c in verb.rights:
        if c.dep_ in {"advcl", "ccomp", "xcomp"} and is_infinitive(c):
            mark = syntax.child(c, "mark")
            if mark is not None and mark.lower_ in words:
                return Content(scene.span(mark.i + 1, subtree_end(c)), c)
        if c.dep_ in {"prep", "prt", "agent", "advmod"} and c.lower_ in words:
            inner = syntax.child(c, "pobj", "pcomp") or _taken_for_adjective(c)
            if inner is not None and inner.ent_type_ in _TIMES:  # "announced on Monday"
                continue
            found = object_(scene, verb) if c.dep_ in {"prt", "advmod"} else None
            if inner is None and found is not None:
                return found
            if inner is not None:
                last = _with_act(verb, _last_complement(scene, verb, inner))
                last = max([last, *(t.right_edge.i for t in c.rights if t.dep_ == "conj")])
                return Content(scene.span(inner.left_edge.i, last), main_predicate(inner))
    return None
