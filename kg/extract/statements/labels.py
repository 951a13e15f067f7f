"""Sources set apart by a colon or a dash: headlines, transcripts, signed quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from kg.annotated import NO_WORD
from kg.extract import syntax
from kg.extract.statements.lexicon import Cue
from kg.extract.statements.meaning import first_predicate
from kg.extract.statements.scene import Found, Scene
from kg.extract.statements.speakers import is_somebody
from kg.extract.statements.turns import end_of_turn, lines, recurring
from kg.extract.statements.via import is_medium
from kg.model import Form, Span

_SIGNED = re.compile(r"\s*([\u2014\u2015\u2013]|--?)\s*(?=[^\W\d_])")
_NAME = {"PROPN", "CCONJ", "PUNCT", "PART", "DET", "ADJ", "SYM"}  #: what a name is made of
#: The end of a headline that names who says it: "Rebels take Goma: UN", "Bridge is mined - police".
_CLOSING = re.compile(
    r"(?:[^.!?:]|\.(?=\w)){10,110}?(:|\s[\u2014\u2013-])\s+([^:\u2014\u2013]{2,50})"
)
_TO = "to"
_ASKING = {"WP", "WDT", "WRB"}
_TELLING = {"VBD", "VBZ", "VBP"}
_STOPS = {".", "!", "?", ":", '"', "\u201d"}
_FEW_WORDS = 2
_MOST_WORDS = 7  #: a longer label is no source
_SIGNATURE = 60  #: characters; a longer line is no signature


def labelled(scene: Scene) -> Iterator[Found]:
    """A paragraph that starts with its speaker and a colon."""
    entry = label_entry(scene)
    found = lines(scene) if entry else []
    names = recurring(scene, found)
    for i, line in enumerate(found):
        if line is None:
            continue
        named = scene.text[line.label.start : line.label.end] in names
        source = scene.token_at(line.label.end - 1) if named else name_in(scene, line.label)
        content = scene.trim(Span(line.start, end_of_turn(scene, found, i, names)))
        if source is None or not _is_sentence(scene, content):
            continue
        if named or _may_speak(scene, line.label, content):
            yield Found(
                content=content, rule="label", cue=line.colon, entry=entry,
                speakers=(source,), predicate=first_predicate(scene, content),
            )  # fmt: skip


def label_entry(scene: Scene) -> Cue | None:
    """The lexicon's entry for the sign between a label and what it says."""
    entries = list(scene.lexicon.labels.values())
    return entries[0][0] if entries else None


def name_in(scene: Scene, span: Span) -> Token | None:
    """The head of a label that names a source ("Berg to Pell: ..." names the first)."""
    first, last = scene.token_at(span.start), scene.token_at(span.end - 1)
    tokens = [t for t in first.doc[first.i : last.i + 1] if not t.is_space]
    if any(t.text == "(" for t in tokens) and tokens[-1].text != ")":
        return None
    addressed = next((i for i, t in enumerate(tokens) if i and t.lower_ == _TO), None)
    tokens = tokens[:addressed]
    if not 0 < len(tokens) <= _MOST_WORDS or any(
        t.lower_ in scene.lexicon.words("no_label") for t in tokens
    ):
        return None
    head = next(
        (t for t in tokens if not first.i <= t.head.i <= tokens[-1].i or t.dep_ == "ROOT"),
        tokens[-1],
    )
    if _is_known(scene, head):
        return head
    nouns = scene.lexicon.words("label_nouns")
    if any(
        t.pos_ not in _NAME and t.lower_ not in nouns and not _is_capital_alone(tokens, t)
        for t in tokens
    ):
        return None
    named = any(
        t.pos_ == "PROPN" or t.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"} for t in tokens
    )
    named = named or (len(tokens) <= _FEW_WORDS and all(t.is_upper for t in tokens))
    named = named or (len(tokens) == 1 and head.text[0].isupper() and head.lex.check_flag(NO_WORD))
    return head if named or head.lemma_.lower() in nouns else None


def _is_known(scene: Scene, head: Token) -> bool:
    """Is the label a person or body that is described ("Army chief", "Rights group")?"""
    index = scene.mentions.at(head)
    if index is None or scene.mentions[index].form is not Form.NOMINAL or head.dep_ == "pobj":
        return False
    classes = scene.lexicon.words("label_classes")
    return any(scene.ontology.is_a(scene.mentions[index].cls, c) for c in classes)


def _may_speak(scene: Scene, label: Span, content: Span) -> bool:
    """A land only tells what a line is about; a capital speaks in headlines, any land in quotes.

    What "Why ..." or "What ..." opens without being asked explains something.
    """
    if scene.quote_at(content.start) is not None:
        return True
    line = scene.text[label.start : content.end + 1]
    if scene.token_at(content.start).tag_ in _ASKING and not line.rstrip().endswith("?"):
        return False
    if not _is_land(scene, label):
        return True
    capital = scene.ontology.world.governed_from(scene.text[label.start : label.end])
    return bool(capital) and not line.endswith(".")


def _is_land(scene: Scene, label: Span) -> bool:
    index = scene.mentions.covering(scene.token_at(label.start))
    if index is None:
        return False
    mention, is_a, words = scene.mentions[index], scene.ontology.is_a, scene.lexicon.words
    entries = [scene.ontology.world.entry(c) for c in mention.candidates]
    known = [e.cls for e in entries if e is not None]
    lands = words("land_classes")
    if any(is_a(mention.cls, land) for land in lands):
        return True
    person = any(is_a(mention.cls, c) for c in words("person_classes"))
    return bool(known) and not person and all(any(is_a(k, x) for x in lands) for k in known)


def _is_capital_alone(tokens: list[Token], token: Token) -> bool:
    """A capitalised noun that the parse of a headline took for a common one."""
    return (
        (token.pos_ == "NOUN" or token.is_upper)
        and token.text[0].isupper()
        and len(tokens) <= _FEW_WORDS
    )


def _is_sentence(scene: Scene, content: Span) -> bool:
    """Does the label introduce words that somebody can say, and no list or date?"""
    if content.end - content.start < 2:  # noqa: PLR2004 - nothing is said in one character
        return False
    if scene.quote_at(content.start) is not None:
        return True
    first, last = scene.token_at(content.start), scene.token_at(content.end - 1)
    return any(t.pos_ in {"VERB", "AUX"} for t in first.doc[first.i : last.i + 1])


def headlined(scene: Scene) -> Iterator[Found]:
    """A headline that ends with a sign and its speaker ("Rebels take Goma: UN")."""
    entry = label_entry(scene)
    for paragraph in scene.paragraphs if entry else ():
        line = scene.text[paragraph.start : paragraph.end].rstrip()
        match = _CLOSING.fullmatch(line) if line and line[-1] not in _STOPS else None
        if match is None:
            continue
        start = paragraph.start + match.start(2)
        source = name_in(scene, Span(start, paragraph.start + len(line)))
        content = scene.trim(Span(paragraph.start, paragraph.start + match.start(1)))
        if source is not None and _closes(scene, source, content):
            yield Found(
                content=content, rule="label", entry=entry, speakers=(source,),
                cue=Span(paragraph.start + match.end(1) - 1, paragraph.start + match.end(1)),
                predicate=first_predicate(scene, content),
            )  # fmt: skip


def _closes(scene: Scene, source: Token, content: Span) -> bool:
    """Does the end of a headline name who says it, and not who publishes it or what it is about?"""
    first, last = scene.token_at(content.start), scene.token_at(content.end - 1)
    tells = any(t.tag_ in _TELLING for t in first.doc[first.i + 1 : last.i + 1])
    published = source.pos_ == "PROPN" and is_medium(scene, source)
    speaks = is_somebody(scene, source) or bool(scene.ontology.world.governed_from(source.text))
    return tells and not published and speaks


def signed(scene: Scene) -> Iterator[Found]:
    """A quotation followed by a dash and a name, in its paragraph or as a paragraph of its own."""
    entry = label_entry(scene)
    for i, paragraph in enumerate(scene.paragraphs if entry else ()):
        for quote, start in _quotes_with_ends(scene, i):
            match = _SIGNED.match(scene.text, start, paragraph.end)
            if match is None or paragraph.end - match.end() > _SIGNATURE:
                continue
            source = _name_after(scene, match.end(), paragraph.end)
            if source is not None:
                yield Found(
                    content=quote, rule="signed", cue=Span(*match.span(1)), entry=entry,
                    speakers=(source,), predicate=first_predicate(scene, quote),
                )  # fmt: skip


def _quotes_with_ends(scene: Scene, i: int) -> Iterator[tuple[Span, int]]:
    """The last quotation with the offset after it; for a signature alone, the paragraph above."""
    paragraph = scene.paragraphs[i]
    quote = scene.quote_before(paragraph.end)
    if quote is not None and quote.start >= paragraph.start:
        whole = scene.quote_at(paragraph.start) is not None  # quotations within close it too early
        yield Span(paragraph.start if whole else quote.start, quote.end), quote.end
    elif i and _SIGNED.match(scene.text, paragraph.start, paragraph.end):
        yield scene.trim(scene.paragraphs[i - 1]), paragraph.start


def _name_after(scene: Scene, start: int, end: int) -> Token | None:
    first = scene.token_at(start)
    if first.pos_ != "PROPN" and first.ent_type_ not in {"PERSON", "ORG"}:
        return None
    last = first
    while last.i + 1 < len(last.doc) and last.nbor().pos_ == "PROPN" and last.nbor().idx < end:
        last = last.nbor()
    return syntax.first_conjunct(last) if last.dep_ == "conj" else last
