"""Who may be the source of a verbal cue, and who is told."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements import extent, speakers
from kg.extract.statements.clauses import is_infinitive
from kg.extract.statements.content import Content, Reach
from kg.extract.statements.lexicon import Cue, Lexicon
from kg.extract.statements.quoting import quoted
from kg.extract.statements.scene import Scene
from kg.extract.statements.via import is_medium, outlet

_SUBJECTS = ("nsubj", "nsubjpass")
_JUDGED = {"oprd", "acomp", "ccomp", "xcomp"}
_VERBAL = {"VERB", "AUX"}
_NOMINAL = {"NOUN", "PROPN"}
_BODIES = {"ORG", "GPE", "NORP"}
_NAMING = {"NOUN", "PROPN", "DET", "ADJ", "ADP", "PART", "NUM", "CCONJ", "PUNCT", "PRON"}
_SPOKEN = {",", "?", "!"}  #: what ends a quotation that a cue follows
_HEARD = {"to", "on"}  #: before an outlet that hears or carries what is said
_IT = "it"
_DASHES = {"-", "--", "\u2013", "\u2014"}
_BEHIND_PLACE = {",", "("}  #: what follows the place of a dateline
_QUOTE_GAP = 120  #: characters between a quotation and its cue


def only_stands_behind(scene: Scene, verb: Token, cue: Cue, content: Content) -> bool:
    """Is somebody described by whom he backs or who backs him, and nothing said?

    "a party backed by the mayor", "a group which backs the mayor", "they were backed by him".
    """
    about = content.predicate
    stands = cue.cls in scene.lexicon.words("standing_classes")
    described = verb.dep_ in {"acl", "relcl"}
    only_they = about is not None and about.pos_ == "PRON" and syntax.is_passive(verb)
    return (
        stands
        and (described or only_they)
        and about is not None
        and speakers.can_speak(scene, about)
    )


def only_names(scene: Scene, verb: Token, content: Content) -> bool:
    """Is a thing only given its name: "a program called Bright Path"?"""
    if verb.lemma_ not in scene.lexicon.words("naming"):
        return False
    named = content.predicate
    return verb.dep_ == "acl" or (named is not None and named.pos_ == "PROPN")


def source(scene: Scene, verb: Token, cue: Cue) -> Token | None:
    """The noun that the cue names as its source, beside it or across a quotation."""
    if (syntax.is_passive(verb) and verb.dep_ != "acl") or _is_reduced(verb):
        return quoted(scene, verb) or _of_this(verb, speakers.by_whom(verb))
    if _is_of_noun(verb):
        return None
    found = _perceived(scene, verb) or _behind_phrase(verb)
    found = found or speakers.of_verb(scene, extent.shared(scene, verb) or verb)
    found = _behind_dateline(scene, found, verb) if found is not None else None
    if found is not None and scene.quote_at(found.idx) != scene.quote_at(verb.idx):
        found = None
    if found is None and "quote" in cue.takes and scene.quote_at(verb.idx) is None:
        found = _beside_quote(scene, verb)
    return found


def _behind_dateline(scene: Scene, found: Token, verb: Token) -> Token:
    """Who speaks behind the dash of a dateline that the parse takes for the subject.

    "BEIRUT, Lebanon (AP) - The movement said ...".
    """
    begin, place = scene.sentence_at(verb)[0], found.left_edge
    if place.i != begin or found.pos_ != "PROPN" or found.i >= verb.i:
        return found
    dashes = [t for t in found.doc[found.i : verb.i] if t.text in _DASHES]
    spaced = len(dashes) == 1 and dashes[0].nbor(-1).whitespace_ and dashes[0].whitespace_
    if not spaced or found.nbor().text not in _BEHIND_PLACE:
        return found
    behind = speakers.between(scene, dashes[0].idx + len(dashes[0]), verb.idx)
    return found if behind is None else behind


def _is_reduced(verb: Token) -> bool:
    """Is it a passive without auxiliary behind "with": "with snow expected to fall"?"""
    return verb.tag_ == "VBN" and verb.dep_ == "pcomp" and syntax.child(verb, "aux", "dobj") is None


def _is_of_noun(verb: Token) -> bool:
    """Does a form in "-ing" hang on a noun, so that who acts stays open ("delay in announcing")?"""
    behind = verb.tag_ == "VBG" and verb.dep_ == "pcomp" and verb.head.dep_ == "prep"
    return behind and verb.head.head.pos_ == "NOUN" and syntax.child(verb, "nsubj") is None


def _of_this(verb: Token, agent: Token | None) -> Token | None:
    """The agent of a passive, unless it is that of another verb further on."""
    between = () if agent is None else agent.ancestors
    for above in between:
        if above.i == verb.i:
            break
        if above.pos_ == "VERB" and above.dep_ != "conj":
            return None
    return agent


def _behind_phrase(verb: Token) -> Token | None:
    """The subject that the parse lists with the noun of the phrase before it.

    "According to the agency, General Pell, the chief of staff, warned ...".
    """
    if verb.dep_ != "ROOT" or syntax.child(verb, "nsubj", "nsubjpass", "csubj") is not None:
        return None
    nouns = (n for c in verb.lefts for n in c.subtree if n.dep_ == "pobj")
    for noun in nouns:
        listed = syntax.child(noun, "conj")
        if listed is not None and syntax.child(noun, "cc") is None:
            return listed
    return None


def _perceived(scene: Scene, verb: Token) -> Token | None:
    """Who is seen or heard speaking: "watched Pell telling the crowd"."""
    if verb.tag_ != "VBG" or verb.dep_ not in {"advcl", "xcomp"}:
        return None
    if verb.head.lemma_ not in scene.lexicon.words("perceiving"):
        return None
    seen = syntax.child(verb.head, "dobj")
    apart = seen is not None and any(t.text == "," for t in verb.doc[seen.i : verb.i])
    return None if seen is None or seen.i > verb.i or apart else seen


def since_quotation(scene: Scene, verb: Token, reach: Reach) -> Reach:
    """The clause of a cue from the quotation on, where nothing but names stands between the two.

    ""We stay," the town's mayor, Ivo Kralj, told the paper": the parse ties the mayor elsewhere.
    """
    quote = scene.quote_before(verb.idx)
    if quote is None or scene.text[quote.end - 2] not in _SPOKEN:
        return reach
    first = scene.token_at(quote.end - 1).i + 1
    named = first < reach.first and all(t.pos_ in _NAMING for t in verb.doc[first : reach.first])
    return Reach(first, reach.last) if named else reach


def _beside_quote(scene: Scene, verb: Token) -> Token | None:
    """The noun between a closing quote mark and the verb, or the verb and the next comma."""
    quote = scene.quote_before(verb.idx)
    doc = scene.annotated.doc
    if quote is None or verb.idx - quote.end > _QUOTE_GAP:
        return None
    if scene.text[quote.end : verb.idx].strip():
        return speakers.between(scene, quote.end, verb.idx)
    stop = verb.i + 1
    while (
        stop < len(doc) and not doc[stop].is_punct and not doc[stop].is_space and stop < verb.i + 9
    ):
        stop += 1
    return speakers.between(scene, verb.idx + len(verb), doc[stop - 1].idx + len(doc[stop - 1]))


def fits(scene: Scene, source: Token, cue: Cue, content: Content) -> bool:
    """May this noun be the source? Only what tells a clause need not be able to speak."""
    lower = source.lower_
    if lower in scene.lexicon.words("narrators"):
        return scene.quote_at(source.idx) is not None
    about = content.predicate
    if not is_apt(scene, cue, about, source):
        return False
    if cue.subject == "any" or speakers.can_speak(scene, source) or _is_body(scene, source, cue):
        return True
    told = about is not None and about.pos_ in _VERBAL and cue.act and not is_infinitive(about)
    return told and source.pos_ == "NOUN" and lower not in scene.lexicon.words("nobody")


def _is_body(scene: Scene, it: Token, cue: Cue) -> bool:
    """May "it", with this very verb, stand for a state or body: the subject last named?"""
    if it.tag_ != "PRP" or it.lower_ != _IT or it.dep_ not in _SUBJECTS:
        return False
    verbs = (it.head, *(c for c in it.head.rights if c.dep_ == "advcl" and c.tag_ == "VBG"))
    if not any(cue in Lexicon.at(verb, scene.lexicon.verbs) for verb in verbs):
        return False
    begin = scene.sentence_at(it)[0]
    begin = scene.sentence_at(it.doc[begin - 1])[0] if begin else begin
    named = [t for t in it.doc[begin : it.i] if t.dep_ in _SUBJECTS and t.pos_ in _NOMINAL]
    return bool(named) and _is_no_person(scene, named[-1])


def _is_no_person(scene: Scene, noun: Token) -> bool:
    """Is it a state or body, by the parse or by its mention?"""
    is_a, words = scene.ontology.is_a, scene.lexicon.words
    index = scene.mentions.at(noun)
    cls = None if index is None else scene.mentions[index].cls
    if noun.ent_type_ in _BODIES:
        return True
    person = cls is None or any(is_a(cls, c) for c in words("person_classes"))
    return not person and any(is_a(cls or "", c) for c in words("speaker_classes"))


def is_apt(scene: Scene, cue: Cue, about: Token | None, source: Token | None = None) -> bool:
    """Is the word a cue with this object and source, by what the lexicon asks of them?"""
    asked = (t for t in (source, about) if t is not None)
    if cue.unless and any(_is_one_of(scene, t, cue.unless) for t in asked):
        return False
    if cue.by and (source is None or not _is_one_of(scene, source, cue.by)):
        return False
    if about is None:
        return not cue.only
    if cue.never and _is_one_of(scene, about, cue.never):
        return False
    beside = [about, *(c for c in about.head.rights if c.dep_ in _JUDGED and c.i > about.i)]
    return not cue.only or any(_is_one_of(scene, t, cue.only) for t in beside)


def _is_one_of(scene: Scene, noun: Token, name: str) -> bool:
    """Is a noun, or the class of the mention at it, in a list of the lexicon?"""
    words = scene.lexicon.words(name)
    index = scene.mentions.at(noun)
    return noun.lemma_ in words or (
        index is not None and any(scene.ontology.is_a(scene.mentions[index].cls, w) for w in words)
    )


def told(scene: Scene, verb: Token, cue: Cue) -> tuple[Token, ...]:
    """The outlet that is told: "told Reuters", "confirmed to Reuters", "said on state radio"."""
    named: Token | None
    if verb.lemma_ in scene.lexicon.words("telling"):
        found = syntax.child(verb, "dative", "dobj", "iobj")
        named = outlet(scene, found) if found is not None and found.i > verb.i else None
    elif "clause" in cue.takes:
        heard = (syntax.child(c, "pobj") for c in verb.rights if c.lower_ in _HEARD)
        named = next((t for t in heard if t is not None and _carries(scene, t)), None)
    else:
        named = None
    return () if named is None else speakers.joint(named)


def _carries(scene: Scene, noun: Token) -> bool:
    """Is it an outlet, and no place where anybody may write ("on its website")?"""
    anybody = scene.lexicon.words("platforms")
    named = {noun.text, noun.lemma_, *(c.lower_ for c in noun.lefts)}
    return is_medium(scene, noun) and not named & anybody
