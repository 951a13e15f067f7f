"""One document as the role rules see it: which mention stands at, begins at or ends at a token."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from spacy.attrs import IDX, LENGTH  # type: ignore[import-not-found]
from spacy.tokens import Doc, Token

from kg.annotated import Annotated
from kg.extract.phrases import Mentions
from kg.extract.syntax import children
from kg.model import Filler, Form, Span, Statement
from kg.ontology import Ontology

WHEN = frozenset({"DATE", "TIME"})  #: kinds of names that tell when
_OF = "of"
_BEFORE = frozenset({"DT", "JJ", "VBG"})  #: words between "of" and a name
_CONDITIONS = frozenset({"if", "unless", "whether"})


@dataclass(frozen=True, slots=True)
class Title:
    """A role noun with the words that belong to it."""

    head: Token
    start: int  #: first token of the title
    office: str  #: the phrase of the lexicon ("prime minister")
    last: int  #: last token of the title ("secretary of *state*"); often the head itself

    @property
    def span(self) -> Span:
        """The words of the title."""
        doc = self.head.doc
        return Span(doc[self.start].idx, doc[self.last].idx + len(doc[self.last]))


class Scene:
    """Lookups over the mentions of one document, computed once."""

    def __init__(
        self,
        annotated: Annotated,
        mentions: Mentions,
        ontology: Ontology,
        person: str,
        is_fact: Callable[[Token], bool],
    ) -> None:
        self.doc: Doc = annotated.doc
        self._ontology, self._person = ontology, person
        self.is_fact = is_fact  #: does the text mean what a verb says as true?
        self.text = annotated.document.text  #: as written; the parsed one has headlines recased
        self.mentions = mentions
        starts, lengths = (self.doc.to_array([a]).ravel().tolist() for a in (IDX, LENGTH))
        self._token_at = {start: i for i, start in enumerate(starts)}
        self._ends_at = {s + n: i for i, (s, n) in enumerate(zip(starts, lengths, strict=True))}
        self.heads: dict[int, int] = {}
        self.begins: dict[int, int] = {}
        self.ends: dict[int, int] = {}
        self.inside: dict[int, int] = {}
        for i, mention in enumerate(mentions):
            self._place(i, mention.span, mention.head, mention.form is Form.NAME)
        self._sentences = [s.start for s in self.doc.sents]

    def _place(self, i: int, span: Span, head: Span, name: bool) -> None:
        start, end = self._token_at.get(span.start), self._ends_at.get(span.end)
        at = self._token_at.get(head.start)
        if at is not None:
            self.heads.setdefault(at, i)
        if start is None or end is None:
            return
        if name or start not in self.begins:
            self.begins[start] = i
        if name or end not in self.ends:
            self.ends[end] = i
        if name:
            for token in range(start, end + 1):
                self.inside[token] = i

    def at(self, token: Token) -> int | None:
        """The mention headed by the token, or the name that the token is part of."""
        found = self.inside.get(token.i)
        return found if found is not None else self.heads.get(token.i)

    def person_at(self, token: Token) -> int | None:
        """The mention there, or the name beside a description ("a general, Ada Quill")."""
        found = self.at(token)
        if found is None or self.mentions[found].form is not Form.NOMINAL:
            return found
        behind = self.name_behind(token.i + 1)
        if behind is not None:
            return behind
        beside = [c for c in children(token) if c.dep_ == "appos"]
        if token.dep_ == "appos":
            beside.append(token.head)
        names = (self.at(other) for other in beside)
        return next((n for n in names if n is not None and self.is_named(n)), found)

    def is_loose(self, token: Token) -> bool:
        """Is it a word of a name that is no mention?"""
        proper = token.tag_ in {"NNP", "NNPS"}
        return proper and token.i not in self.inside and token.i not in self.heads

    def name_behind(self, at: int) -> int | None:
        """The person's name that stands between commas right there (", Ada Quill,")."""
        doc = self.doc
        if not 0 < at < len(doc) - 1 or doc[at].text != ",":
            return None
        found = self.begins.get(at + 1)
        if found is None or not self.is_named(found) or not self.is_person(found):
            return None
        after = self.last_token(found) + 1
        if after < len(doc) - 1 and doc[after].text == ",":  # no list of several
            return None if doc[after + 1].pos_ == "CCONJ" or after + 1 in self.begins else found
        return found if after >= len(doc) or doc[after].is_punct else None

    def is_person(self, mention: int) -> bool:
        """Is the mention one of a person?"""
        return self._ontology.is_a(self.mentions[mention].cls, self._person)

    def is_unknown(self, mention: int) -> bool:
        """Is nothing known of what kind the mention is?"""
        return not self._ontology.parents.get(self.mentions[mention].cls)

    def is_any(self, mention: int, classes: Iterable[str]) -> bool:
        """Is the mention one of the classes?"""
        cls = self.mentions[mention].cls
        return any(self._ontology.is_a(cls, wanted) for wanted in classes)

    def is_named(self, mention: int) -> bool:
        """Is it called by a name?"""
        return self.mentions[mention].form is Form.NAME

    def is_aside(self, span: Span) -> bool:
        """Does the word there stand in a relative clause, and not in what is told?"""
        token = self.doc[self._token_at.get(span.start, 0)]
        while token.head.i != token.i and token.pos_ not in {"VERB", "AUX"}:
            token = token.head
        return token.dep_ in {"relcl", "acl"}

    def is_told(self, noun: Token) -> bool:
        """Does a finite verb tell the predicate ("was elected mayor"), and on no condition?"""
        verb = next((t for t in noun.ancestors if t.pos_ in {"VERB", "AUX"}), None)
        if verb is None or verb.tag_ not in {"VBD", "VBN", "VBZ", "VBP"}:
            return False
        return not any(t.lower_ in _CONDITIONS for t in verb.sent)

    def is_quoted(self, span: Span) -> bool:
        """Does it stand between double quote marks?"""
        start = self.sentence(span).start
        opened = self.text.rfind("\n", 0, start) + 1
        before = self.text[opened : span.start].replace("''", '"').replace("``", '"')
        if any(mark in before for mark in "“„"):
            return max(before.rfind(m) for m in "“„") > before.rfind("”")
        return before.count('"') % 2 == 1

    def governed_name(self, at: int) -> int | None:
        """The name right behind an "of" at that token ("of the Valley Union", "of nearby Peru")."""
        if not 0 < at < len(self.doc) - 1 or self.doc[at].lower_ != _OF:
            return None
        at += 1
        while at < len(self.doc) - 1 and self.doc[at].tag_ in _BEFORE and at not in self.begins:
            at += 1
        found = self.begins.get(at)
        if found is None or self.mentions[found].form is not Form.NAME:
            return None
        return self._owned(found)

    def _owned(self, name: int) -> int | None:
        """What a name owns right behind it, if a mention ("Peru's elected government"), else it."""
        after = self.last_token(name) + 1
        if after >= len(self.doc) or self.doc[after].tag_ != "POS":
            return name
        whole = self.doc[self.last_token(name)].head
        return self.heads.get(whole.i) if whole.i > after else name

    def first_token(self, mention: int) -> int:
        """Index of the mention's first token."""
        return self._token_at.get(self.mentions[mention].span.start, -1)

    def last_token(self, mention: int) -> int:
        """Index of the mention's last token."""
        return self._ends_at.get(self.mentions[mention].span.end, -1)

    def filler(self, mention: int) -> Filler:
        """The mention as what fills a slot."""
        return Filler(self.mentions[mention].span, mention)

    def sentence_number(self, token: int) -> int:
        """Which sentence of the document the token stands in, from 0."""
        return bisect_right(self._sentences, token) - 1

    def sentence(self, span: Span) -> Span:
        """The sentence around the start of the span, without white space at its ends."""
        k = self.sentence_number(self._token_at.get(span.start, 0))
        start = self._sentences[k]
        end = self._sentences[k + 1] if k + 1 < len(self._sentences) else len(self.doc)
        tokens = [t for t in self.doc[start:end] if not t.is_space]
        return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))


def innermost(statements: Sequence[Statement], span: Span) -> int | None:
    """Index of the statement with the shortest content that says the words of the span."""
    around = [
        (s.content.end - s.content.start, i)
        for i, s in enumerate(statements)
        if s.says(span.start) and span.end <= s.content.end
    ]
    return min(around)[1] if around else None
