"""Words announced by a colon: "The mayor went further:" before a quotation or a paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.statements import speakers
from kg.extract.statements.labels import label_entry, name_in
from kg.extract.statements.lexicon import Cue, Lexicon
from kg.extract.statements.meaning import first_predicate
from kg.extract.statements.scene import Found, Scene
from kg.extract.statements.turns import is_spoken_line
from kg.model import Span

_VERBAL = {"VERB", "AUX"}
_EDGES = (" - ", " \u2013 ", " \u2014 ", ". ", "] ", "\u201d ", '" ')
_QUOTES = set("\"'\u201c\u2018\u201e\u00ab(")
_FEWEST_WORDS = 3  #: a shorter quotation may be a title or a term
_ANY = Cue(
    (), "report", frozenset(), "certain", "affirmed", act=True, subject="any", unless="", only=""
)


def introduced(scene: Scene) -> Iterator[Found]:
    """Quotations, and paragraphs after a cue, that a sentence with a colon at its end announces."""
    text = scene.text
    for i, paragraph in enumerate(scene.paragraphs):
        if i + 1 < len(scene.paragraphs) and text[paragraph.end - 1] == ":":
            below = scene.paragraphs[i + 1]
            quote = scene.quote_at(below.start)
            listed = scene.trim(Span(below.start, _end_of_list(scene, i + 1)))
            content = quote.span if quote is not None else listed
            found = _announced(scene, paragraph.end - 1, content, quoted=quote is not None)
            if found is None and quote is not None:
                found = _document(scene, paragraph.end - 1, quote.span)
            if found is not None:
                yield found
    for quote in scene.quotes:
        before = text[scene.paragraph_at(quote.start).start : quote.start].rstrip()
        if before.endswith(":") and quote.words >= _FEWEST_WORDS and not quote.single:
            colon = scene.paragraph_at(quote.start).start + len(before) - 1
            found = _named(scene, colon, quote.span)
            found = found or _announced(scene, colon, quote.span, quoted=True, same=True)
            if found is not None:
                yield found


def _end_of_list(scene: Scene, first: int) -> int:
    """Where the items end that a paragraph with a bullet or number opens; else the paragraph."""
    end = scene.paragraphs[first].end
    sign = scene.text[scene.paragraphs[first].start]
    if sign.isalnum() or sign in _QUOTES:
        return end
    for item in scene.paragraphs[first + 1 :]:
        if scene.text[item.start] != sign:
            break
        end = item.end
    return end


def _announced(
    scene: Scene, colon: int, content: Span, *, quoted: bool, same: bool = False
) -> Found | None:
    """What the sentence before a colon announces.

    A sentence with a cue of its own is read by the rule for verbs where the quotation stands beside
    it; without a cue, any verb whose subject can speak announces a quotation.
    """
    verb, cue = _announcing(scene, colon)
    if verb is None or (cue is None and not quoted) or (cue is not None and same):
        return None
    subject = speakers.of_verb(scene, verb)
    if subject is None or not speakers.can_speak(scene, subject):
        return None
    if subject.lower_ in scene.lexicon.words("narrators") or syntax.is_negated(verb):
        return None
    return Found(
        content=content, rule="introduced", cue=Span(verb.idx, verb.idx + len(verb)),
        entry=cue or _ANY, speakers=speakers.joint(subject), trigger=verb,
        predicate=first_predicate(scene, content), parts=(content,),
    )  # fmt: skip


def _named(scene: Scene, colon: int, content: Span) -> Found | None:
    """A quotation after nothing but a name and a colon ("Anna Berg: ...") inside a paragraph."""
    start = scene.paragraph_at(colon).start
    ends = [(scene.text.rfind(mark, start, colon), len(mark)) for mark in _EDGES]
    edge = max((at + length - 1 for at, length in ends if at >= 0), default=-1)
    entry = label_entry(scene)
    if edge < 0 or entry is None or not scene.text[edge + 1 : colon].strip():
        return None
    source = name_in(scene, scene.trim(Span(edge + 1, colon)))
    if source is None:
        return None
    return Found(
        content=content, rule="label", cue=Span(colon, colon + 1), entry=entry,
        speakers=(source,), predicate=first_predicate(scene, content), parts=(content,),
    )  # fmt: skip


def _document(scene: Scene, colon: int, content: Span) -> Found | None:
    """What a document that is named before a colon says ("The letter as follows:")."""
    at = scene.token_at(colon)
    begin = scene.sentence_at(at)[0]
    names = scene.lexicon.words("documents")
    noun = next((t for t in at.doc[begin : at.i] if t.lower_ in names), None)
    if noun is None or noun.i + 1 >= at.i or is_spoken_line(scene.text, content):
        return None
    return Found(
        content=content, rule="introduced", cue=scene.span(noun.i + 1, at.i - 1), entry=_ANY,
        speakers=(noun,), trigger=noun, predicate=first_predicate(scene, content),
        parts=(content,),
    )  # fmt: skip


def _announcing(scene: Scene, colon: int) -> tuple[Token | None, Cue | None]:
    """The last verb of speech before a colon with its entry, or the main verb of the sentence."""
    at = scene.token_at(colon)
    begin = scene.sentence_at(at)[0]
    main: Token | None = None
    for token in reversed(list(at.doc[begin : at.i])):
        if token.pos_ not in _VERBAL or scene.quote_at(token.idx) is not None:
            continue
        cues = Lexicon.at(token, scene.lexicon.verbs)
        cue = next((c for c in cues if "quote" in c.takes and c.act), None)
        if cue is not None:
            return token, cue
        if token.dep_ == "ROOT":
            main = token
    return main, None
