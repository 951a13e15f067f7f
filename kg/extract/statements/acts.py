"""Judges whether an act of saying took place: not where it is denied or only thought of."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements.clauses import is_infinitive
from kg.extract.statements.lexicon import Cue
from kg.extract.statements.scene import Scene

_NEITHER, _FROM = "neither", "from"
_TOLD = {"VBD", "VBZ", "VBP"}
_BARE = {"VB", "VBP"}
_SUBJECTS = ("nsubj", "nsubjpass")
_UNREAL = {"if", "unless", "whether", "lest"}
_WHENEVER = {"when", "whenever"}
_ANY = {"a", "an", "any", "every", "each"}
_ANYBODY = {"somebody", "someone", "anybody", "anyone", "everybody", "everyone", "you"}


def is_negated(scene: Scene, verb: Token) -> bool:
    """Is the act denied: "did not say", "declined to say", "nobody said"?"""
    own = scene.quote_at(verb.idx)
    if any(c.dep_ == "neg" and scene.quote_at(c.idx) == own for c in syntax.children(verb)):
        return True
    if any(
        c.dep_ == "advmod" and c.lower_ in scene.lexicon.words("seldom")
        for c in syntax.children(verb)
    ):
        return True
    subject = syntax.child(verb, "nsubj", "nsubjpass")
    if subject is not None and is_nobody(scene, subject):
        return True
    governor = verb.head
    if verb.dep_ == "conj" and any(
        c.dep_ == "preconj" and c.lower_ == _NEITHER for c in syntax.children(governor)
    ):
        return True
    beside = verb.dep_ == "conj" and verb.tag_ == governor.tag_ in _TOLD  # "refused and told them"
    return (
        verb.dep_ in {"xcomp", "pcomp", "conj"}
        and governor is not verb
        and not beside
        and (
            governor.lemma_ in scene.lexicon.words("fails")
            or (verb.dep_ == "xcomp" and syntax.is_negated(governor))
        )
    )


def asks_for_no_name(scene: Scene, about: Token | None) -> bool:
    """Does somebody only ask or decline to be named ("asked that his name be withheld")?"""
    if about is None or syntax.child(about, "auxpass") is None:
        return False
    words, subject = scene.lexicon.words, syntax.child(about, "nsubjpass")
    if subject is not None and subject.lemma_ in words("given_of_oneself"):
        return True
    return is_infinitive(about) and about.lemma_ in words("giving_names")


def is_nobody(scene: Scene, noun: Token) -> bool:
    """Does a subject name nobody: "no official", "neither side", "none of them"?"""
    return (
        syntax.is_negated(noun)
        or noun.lower_ in scene.lexicon.words("nobody")
        or noun.left_edge.lower_ == _NEITHER
    )


def keeps_silent(scene: Scene, cue: Cue, about: Token | None, *, negated: bool) -> bool:
    """Does somebody only decline, or not want, to say something?"""
    words = scene.lexicon.words
    unwilling = negated or cue.cls in words("unwilling_classes")
    if not unwilling or about is None or not is_infinitive(about):
        return False
    thing = syntax.child(about, "dobj")
    gives = thing is not None and about.lemma_ in words("giving") and thing.lemma_ in words("given")
    return gives or about.lemma_ in words("silent_about")


def is_unsaid(scene: Scene, verb: Token) -> bool:
    """Does it stand in what somebody declines to speak of ("declined to comment on claims")?"""
    words = scene.lexicon.words
    return any(
        above.lemma_ in words("silent_about")
        and is_infinitive(above)
        and above.head.lemma_ in words("fails")
        for above in verb.ancestors
    )


def withholds(scene: Scene, verb: Token, cue: Cue) -> bool:
    """Is something kept from somebody, and no word said: "aid workers were denied access"?"""
    if cue.cls not in scene.lexicon.words("withholding_classes"):
        return False
    if any(c.dep_ == "auxpass" for c in syntax.children(verb)):
        return any(
            c.dep_ in {"dobj", "oprd", "attr"} and c.i > verb.i for c in syntax.children(verb)
        )
    return syntax.child(verb, "dative") is not None and syntax.child(verb, "dobj") is not None


def says_nothing(scene: Scene, verb: Token, cue: Cue, about: Token | None) -> bool:
    """Is a verb about words that are not spoken: declined, unwanted, or within such?"""
    open_ = verb.lemma_ in scene.lexicon.words("unknown_to_nobody") and syntax.is_passive(verb)
    if open_ and syntax.agent(verb) is None and is_negated(scene, verb):
        return True  # "it is not known who fired"
    return (
        asks_for_no_name(scene, about)
        or keeps_silent(scene, cue, about, negated=is_negated(scene, verb))
        or is_unsaid(scene, verb)
    )


def only_leads_in(scene: Scene, verb: Token, *, named: bool) -> bool:
    """Does a participle only lead up to what is said: "Asked why, ...", "Commenting on it, ..."?"""
    if verb.tag_ not in {"VBG", "VBN"}:
        return False
    timed = verb.dep_ == "relcl" and verb.left_edge.tag_ == "WRB"  # "Berg, when asked why, said"
    if verb.dep_ not in {"advcl", "prep"} and not timed:
        return False
    if syntax.child(verb, "nsubj", "nsubjpass") is not None:
        return False
    if any(
        c.right_edge.i == verb.i - 2 and c.lemma in scene.lexicon.phrases for c in verb.head.lefts
    ):
        return True  # "according to the agency, citing a report, ..."
    words = scene.lexicon.words("leading_in")
    asked = verb.tag_ == "VBN" and not named
    return verb.lemma_ in words and (asked or (verb.tag_ == "VBG" and verb.i < verb.head.i))


def happens(scene: Scene, verb: Token, *, act: bool) -> bool:
    """Is the act told as a fact, not as a possibility, purpose, condition or command?

    An attitude is no act: who would like to leave, or is said to want to, has it.
    """
    words = scene.lexicon.words
    unreal = words("unreal") if act else words("unreal_attitude")
    if any(c.lower_ in unreal for c in _auxiliaries(verb)):
        return False
    for c in syntax.children(verb):
        if c.dep_ in {"mark", "advmod"} and c.lower_ in _UNREAL and c.i < verb.i:
            return False
    if act and _is_imagined(verb):
        return False
    if not act or _is_prevented(scene, verb):
        return not act and not _is_wished_of_others(scene, verb)
    if is_infinitive(verb):
        return verb.dep_ == "xcomp" and verb.head.lemma_ in words("carriers")
    return verb.tag_ != "VB" or any(c.dep_ in {"aux", "nsubj"} for c in syntax.children(verb))


def _is_imagined(verb: Token) -> bool:
    """Is it what anybody at any time may say: "when a sailor says he is tired, nobody listens"?"""
    if verb.dep_ != "advcl" or verb.tag_ != "VBZ":
        return False
    subject = syntax.child(verb, "nsubj")
    article = None if subject is None else syntax.child(subject, "det")
    whenever = any(c.lower_ in _WHENEVER and c.i < verb.i for c in verb.lefts)
    anybody = subject is not None and subject.lower_ in _ANYBODY
    return whenever and (anybody or (article is not None and article.lower_ in _ANY))


def _auxiliaries(verb: Token) -> list[Token]:
    """The auxiliaries of a verb, or of the one with which it shares them ("may hear and say")."""
    own = [c for c in syntax.children(verb) if c.dep_ == "aux"]
    shares = verb.dep_ == "conj" and verb.tag_ in _BARE and syntax.child(verb, *_SUBJECTS) is None
    if own or not shares:
        return own
    return [c for c in syntax.children(verb.head) if c.dep_ == "aux"]


def _is_wished_of_others(scene: Scene, verb: Token) -> bool:
    """Is an attitude one that others are made or needed to have ("needs voters to back him")?"""
    above = verb.head
    if not is_infinitive(verb) or verb.dep_ not in {"xcomp", "ccomp"}:
        return False
    others = syntax.child(verb, "nsubj") or syntax.child(above, "dobj")
    made = above.lemma_ in scene.lexicon.words("making_others")
    return made and others is not None and others.i < verb.i


def _is_prevented(scene: Scene, verb: Token) -> bool:
    """Is somebody kept from the act: "barred her from writing about it"?"""
    away = verb.dep_ == "pcomp" and verb.head.lower_ == _FROM
    return away and verb.head.head.lemma_ in scene.lexicon.words("prevents")
