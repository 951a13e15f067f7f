"""What every rule needs of one document: its parse, quotations, paragraphs and spans."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.tokens import Token

from kg.annotated import Annotated
from kg.extract.phrases import Mentions
from kg.extract.statements.lexicon import Cue, Lexicon
from kg.extract.statements.quotations import Quotation, quotations
from kg.model import Span
from kg.ontology import Ontology

_EDGES = " \t\r\n\u00a0,;:-\u2013\u2014\u2015"


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution before it becomes a record."""

    content: Span
    rule: str
    cue: Span | None = None
    entry: Cue | None = None
    speakers: tuple[Token, ...] = ()
    via: tuple[Token, ...] = ()
    trigger: Token | None = None  #: the word of the cue that governs
    predicate: Token | None = None  #: main predicate of the content
    negated: bool = False  #: the cue itself is negated
    narrator: bool = False  #: said in the article's own voice
    about: int | None = None  #: index of the attribution that this one assesses
    verdict: str | None = None  #: unverified | confirmed | denied | disputed
    parts: tuple[Span, ...] = ()  #: the stretches of a content that goes on after its cue


@dataclass(slots=True)
class Scene:
    """A parsed document as the rules look at it."""

    annotated: Annotated
    mentions: Mentions
    lexicon: Lexicon
    ontology: Ontology
    quotes: tuple[Quotation, ...] = ()
    paragraphs: tuple[Span, ...] = ()
    sentence_starts: list[int] = field(default_factory=list)  #: token indices
    offsets: list[int] = field(default_factory=list)  #: of every token
    _quote_starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        doc, text = self.annotated.doc, self.annotated.document.text
        self.offsets = doc.to_array("IDX").tolist() if len(doc) else []
        starts = doc.to_array("SENT_START").tolist() if len(doc) else []
        self.sentence_starts = [i for i, s in enumerate(starts) if s == 1 or i == 0]
        self.paragraphs = self._find_paragraphs(text)
        self.quotes = quotations(text, self.paragraphs)
        self._quote_starts = [q.start for q in self.quotes]

    def _find_paragraphs(self, text: str) -> tuple[Span, ...]:
        """The stretches that were parsed as one: what lies between the gaps."""
        doc = self.annotated.doc
        spaces = doc.to_array("IS_SPACE").nonzero()[0].tolist() if len(doc) else []
        gaps = [
            i for i in spaces
            if _is_gap(text[doc[i].idx : doc[i].idx + len(doc[i])], doc[i].text)
        ]  # fmt: skip
        edges = [-1, *gaps, len(doc)]
        return tuple(
            Span(self.offsets[a + 1], self.offsets[b - 1] + len(doc[b - 1]))
            for a, b in pairwise(edges)
            if a + 1 < b
        )

    @property
    def text(self) -> str:
        """The document's text."""
        return self.annotated.document.text

    def paragraph_at(self, offset: int) -> Span:
        """The paragraph that holds this offset."""
        at = bisect_right(self.paragraphs, (offset, len(self.text) + 1)) - 1
        return self.paragraphs[max(at, 0)]

    def sentence_at(self, token: Token) -> tuple[int, int]:
        """Index of the first token of the token's sentence, and of the first one after it."""
        at = bisect_right(self.sentence_starts, token.i) - 1
        end = self.sentence_starts[at + 1] if at + 1 < len(self.sentence_starts) else len(token.doc)
        return self.sentence_starts[at], end

    def quote_at(self, offset: int) -> Quotation | None:
        """The quotation that holds this offset."""
        at = bisect_right(self._quote_starts, offset) - 1
        if at >= 0 and self.quotes[at].holds(offset):
            return self.quotes[at]
        return None

    def quote_before(self, offset: int) -> Quotation | None:
        """The last quotation that ends at or before this offset, in the same paragraph."""
        at = bisect_right(self._quote_starts, offset) - 1
        if at >= 0 and self.quotes[at].end > offset:
            at -= 1
        if at < 0 or self.quotes[at].end < self.paragraph_at(offset).start:
            return None
        return self.quotes[at]

    def quote_after(self, offset: int) -> Quotation | None:
        """The first quotation that starts at or after this offset, in the same paragraph."""
        at = bisect_left(self._quote_starts, offset)
        if at == len(self.quotes) or self.quotes[at].start >= self.paragraph_at(offset).end:
            return None
        return self.quotes[at]

    def token_at(self, offset: int) -> Token:
        """The token that holds this offset, or the last one before it."""
        return self.annotated.doc[max(bisect_right(self.offsets, offset) - 1, 0)]

    def span(self, first: int, last: int) -> Span:
        """The characters from token to token (both included), without punctuation at the edges.

        Nor is a last "and" part of them.
        """
        doc = self.annotated.doc
        while last > first and doc[last].dep_ == "cc":
            last -= 1
        return self.trim(Span(doc[first].idx, doc[last].idx + len(doc[last])))

    def trim(self, span: Span) -> Span:
        """A span without space, commas, dashes and final full stop; quote marks stay."""
        start, end = span
        text = self.text
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and (text[end - 1] in _EDGES or text[end - 1] == "."):
            end -= 1
        return Span(start, end)


def _is_gap(original: str, seen: str) -> bool:
    # A gap covers a line break or unread words by blanks; a wrapped line keeps its line break.
    return original != seen and bool(original.strip() or "\n" in original or "\r" in original)
