"""Where the mentions of a document stand: sentences, quotations, speakers, words around them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import pairwise

from kg.model import Extraction, Function, Mention, Span

_SENTENCE = re.compile(
    r"(?:[.!?\u2026][\"'\u201d\u2019)]*\s+|\n\s*)"
    r"(?=[\"'\u201c\u2018(]?[A-Z\u00c0-\u00de0-9\"\u201c])"
)
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Sen|Rep|Gov|St|Jr|Sr|vs|No|Jan|Feb|Aug|Sept|Oct|Nov"
    r"|Dec|Maj|Capt|Rev)\.$"
)
#: Quotations; a straight mark opens one only before a word, so that a missing mark does no harm.
_QUOTED = re.compile(
    r"\u201c[^\u201d\n]*[\u201d\n]|(?<![^\s(\[\u2014-])\"(?=\S)[^\"\n]*[\"\n]"
    r"|\u201e[^\u201c\u201d\n]*[\u201c\u201d\n]"
)
_BROKEN = re.compile(r"[,;:.()\n]\s")
_DATELINE = re.compile(r"(?:, [\w .]{2,40})?(?: \([^)\n]{2,30}\))? ?(?:-|--|\u2013|\u2014) ")
_BYLINE = re.compile(r"^[^()\n]{2,60}(\([^()\n]{2,30}\))\s*(?:-|--|\u2013|\u2014)\s", re.MULTILINE)
_PREFIX = re.compile(r"(?<!\S)[A-Za-z]+-$")  #: a small word tied on ("pro-")
_LONGEST_PREFIX = 12  #: characters of the text in which it is looked for
_TIED = re.compile(r" (?:of|for|with) (?:the )?")
_WORD_BEFORE = re.compile(
    r"([\w'\u2019-]+)(?:\s+[\"\u201c][\w -]{1,30}[\"\u201d])?\s*$"
)  #: over a word in quote marks ("a 'terrorist' group")


class Layout:
    """Positions of one document's mentions, computed once."""

    def __init__(self, extraction: Extraction) -> None:
        self.text = extraction.document.text
        self.mentions = extraction.mentions
        self.statements = extraction.statements
        quotations = [Span(*m.span()) for m in _QUOTED.finditer(self.text)]
        self._starts = _sentence_starts(self.text, quotations)
        self.sentence = tuple(self.sentence_at(m.span.start) for m in self.mentions)
        self.headed = {m.head.start: i for i, m in enumerate(self.mentions)}  #: offset -> mention
        self.possessed = {k: i for i, m in enumerate(self.mentions) for k in m.modifiers}
        self.nested = _nested(self.mentions)
        self.datelines = _datelines(self.text, self.mentions)
        self.bylines = _bylines(self.text, self.mentions)
        self.leads = _leads(self.sentence, self.nested | self.datelines)
        self.quoted = _quoted(quotations, self.mentions)
        self.inside = _innermost(extraction)
        self.speakers = frozenset(
            f.mention for s in self.statements for f in s.speakers if f.mention is not None
        )
        #: speaker -> what it says word by word
        self.said_by = {
            f.mention: s.content
            for s in self.statements
            for f in s.speakers
            if f.mention is not None and s.directness != "indirect"
        }
        self._spoken_as = {  # speaker -> the words for him
            f.mention: f.span for s in self.statements for f in s.speakers if f.mention is not None
        }
        #: who speaks in a verdict that denies -> the statement that he denies
        self.denied = {
            f.mention: s.assesses
            for s in self.statements
            for f in s.speakers
            if f.mention is not None and s.assesses is not None and s.polarity == "negated"
        }
        self.announced = self._announced()
        self.told = frozenset(
            f.mention for s in self.statements for f in s.via if f.mention is not None
        )
        self._phrases: dict[int, Span] = {}  #: of the mentions that were asked for
        self._tied: dict[int, range] = {}  #: of the mentions that were asked for
        self._words_before: dict[int, str] = {}  #: of the mentions that were asked for

    def _announced(self) -> dict[int, list[tuple[int, Span, int]]]:
        """Sentence -> who speaks behind his words there, these words, and the end of his clause."""
        found: dict[int, list[tuple[int, Span, int]]] = {}
        for statement in self.statements:
            for filler in statement.speakers:
                if filler.mention is None or filler.span.start < statement.content.end:
                    continue
                end = max(filler.span.end, statement.cue.end if statement.cue else 0)
                rows = found.setdefault(self.sentence[filler.mention], [])
                rows.append((filler.mention, statement.content, end))
        return found

    def is_spoken_of(self, mention: int, *, by: int) -> bool:
        """Does a mention stand in what another says behind it ("took Kandro, a source said")?"""
        start = self.mentions[mention].span.start
        return any(
            speaker == by and said.start <= start < said.end
            for speaker, said, _ in self.announced.get(self.sentence[by], ())
        )

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence around this place of the text."""
        return bisect_right(self._starts, offset)

    def function(self, mention: int) -> Function:
        """What the mention does in its clause; where that is unknown, what leads is the subject."""
        grammar = self.mentions[mention].grammar
        if grammar is not None:
            return grammar.function
        return Function.SUBJECT if self.leads[mention] else Function.OTHER

    def order(self) -> Iterator[int]:
        """The mentions as they are read, but who speaks a quotation before its words."""
        ahead: dict[int, list[int]] = {}
        for speaker, said in self.said_by.items():
            words = self.within(said)
            words = range(words.start, min(words.stop, self.within(self._spoken_as[speaker]).start))
            if words and all(self.quoted[i] for i in words):
                ahead.setdefault(words.start, []).append(speaker)
        seen: set[int] = set()
        for i in range(len(self.mentions)):
            first = (k for s in sorted(ahead.get(i, ())) for k in self._speaking(s))
            for k in (*first, i):
                if k not in seen:
                    seen.add(k)
                    yield k

    def _speaking(self, speaker: int) -> tuple[int, ...]:
        """Who speaks, behind the mentions in the words for him ("*its* spokesman, Ali Reza")."""
        inner = self.within(self._spoken_as[speaker])
        return (*self.mentions[speaker].modifiers, *(k for k in inner if k != speaker), speaker)

    def within(self, span: Span) -> range:
        """The mentions that begin inside a stretch of the text."""
        first = bisect_left(self.mentions, span.start, key=lambda m: m.span.start)
        last = bisect_left(self.mentions, span.end, lo=first, key=lambda m: m.span.start)
        return range(first, last)

    def words(self, mention: int) -> str:
        """The mention's own words."""
        span = self.mentions[mention].span
        return self.text[span.start : span.end]

    def phrase(self, mention: int) -> Span:
        """The mention with the mentions that modify it from the left ("Hill Guard spokesman")."""
        known = self._phrases.get(mention)
        if known is None:
            known = self._phrases[mention] = self._phrase(mention)
        return known

    def _phrase(self, mention: int) -> Span:
        found = self.mentions[mention]
        starts = [self.mentions[k].span.start for k in found.modifiers]
        start = min((found.span.start, *starts))
        if _BROKEN.search(self.text, start, found.span.start):
            start = found.span.start
        prefix = _PREFIX.search(self.text, max(0, start - _LONGEST_PREFIX), start)
        return Span(prefix.start() if prefix else start, found.span.end)

    def head(self, mention: int) -> str:
        """The mention's head word, lower-cased."""
        head = self.mentions[mention].head
        return self.text[head.start : head.end].lower()

    def between(self, left: int, right: int) -> str:
        """The text between two mentions, at most 40 characters of it."""
        start, end = self.mentions[left].span.end, self.mentions[right].span.start
        return self.text[start : min(end, start + 40)]

    def tied_behind(self, mention: int) -> range:
        """The mentions that begin where an office is said to be somebody's ("for the group")."""
        known = self._tied.get(mention)
        if known is None:
            tied = _TIED.match(self.text, self.mentions[mention].span.end)
            known = self.within(Span(tied.end(), tied.end() + 1)) if tied else range(0)
            self._tied[mention] = known
        return known

    def word_before(self, mention: int) -> str:
        """The word right before the mention's phrase, lower-cased; empty at the start of a line."""
        known = self._words_before.get(mention)
        if known is None:
            start = self.phrase(mention).start
            found = _WORD_BEFORE.search(self.text, max(0, start - 50), start)
            known = found.group(1).lower() if found and "\n" not in found.group() else ""
            self._words_before[mention] = known
        return known

    def words_before(self, mention: int, count: int) -> list[str]:
        """Up to so many words right before the mention, nearest first, not over punctuation."""
        start = self.mentions[mention].span.start
        window = self.text[max(0, start - 60) : start]
        if not window or not window[-1].isspace():
            return []
        stretch = re.split(r"[^\w\s'\u2019.-]|\n", window)[-1]
        return stretch.split()[: -count - 1 : -1]


def _sentence_starts(text: str, quotations: list[Span]) -> list[int]:
    """Where sentences begin; those of one quotation count as one."""
    starts = [q.start for q in quotations]
    found = []
    for match in _SENTENCE.finditer(text):
        k = bisect_left(starts, match.end()) - 1
        inside = k >= 0 and match.end() < quotations[k].end
        if not inside and not _ABBREVIATION.search(
            text, max(0, match.start() - 5), match.start() + 1
        ):
            found.append(match.end())
    return found


def _nested(mentions: tuple[Mention, ...]) -> frozenset[int]:
    """Those that only modify another ("Tajik border") or begin its name ("Russian Navy")."""
    found = {k for m in mentions for k in m.modifiers}
    for i, (one, after) in enumerate(pairwise(mentions)):
        if one.span.end <= after.span.end and after.span.start <= one.span.start:
            found.add(i)
    return frozenset(found)


def _datelines(text: str, mentions: tuple[Mention, ...]) -> frozenset[int]:
    """The places that open a line as where it was written ("KABUL - ...")."""
    return frozenset(
        i
        for i, m in enumerate(mentions)
        if (not m.span.start or text[m.span.start - 1] == "\n")
        and _DATELINE.match(text, m.span.end)
    )


def _bylines(text: str, mentions: tuple[Mention, ...]) -> frozenset[int]:
    """The agencies in brackets between the place of a dateline and its dash ("KABUL (AP) -")."""
    found = set()
    for line in _BYLINE.finditer(text):
        at = bisect_left(mentions, line.start(1), key=lambda m: m.span.start)
        while at < len(mentions) and mentions[at].span.start < line.end(1):
            found.add(at)
            at += 1
    return frozenset(found)


def _leads(sentences: tuple[int, ...], nested: frozenset[int]) -> tuple[bool, ...]:
    """For each mention: is its phrase the first of its sentence, where subjects stand?"""
    led: set[int] = set()
    leads = []
    for i, sentence in enumerate(sentences):
        leads.append(i not in nested and sentence not in led)
        if leads[-1]:
            led.add(sentence)
    return tuple(leads)


def _quoted(spans: list[Span], mentions: tuple[Mention, ...]) -> tuple[bool, ...]:
    starts = [s.start for s in spans]
    found = []
    for mention in mentions:
        k = bisect_right(starts, mention.span.start) - 1
        found.append(k >= 0 and spans[k].end >= mention.span.end)
    return tuple(found)


def _innermost(extraction: Extraction) -> tuple[int | None, ...]:
    """For each mention: the statement with the shortest content around it.

    Contents open and close along the text, so the work grows with their number, not their length.
    """
    coming = sorted(
        ((s.content, i) for i, s in enumerate(extraction.statements) if not s.narrator),
        reverse=True,
    )
    open_: list[tuple[int, int, int, int]] = []  # length, -start, -index, end; the shortest first
    found = []
    for mention in extraction.mentions:
        while coming and coming[-1][0].start <= mention.span.start:
            content, i = coming.pop()
            heappush(open_, (content.end - content.start, -content.start, -i, content.end))
        found.append(_shortest_around(mention.span, open_))
    return tuple(found)


def _shortest_around(span: Span, open_: list[tuple[int, int, int, int]]) -> int | None:
    """The first of the open contents that reaches over the span; closed ones are dropped."""
    crossed, chosen = [], None
    while open_:
        if open_[0][3] >= span.end:
            chosen = -open_[0][2]
            break
        content = heappop(open_)
        if content[3] > span.start:
            crossed.append(content)
    for content in crossed:
        heappush(open_, content)
    return chosen
