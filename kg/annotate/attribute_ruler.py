"""spaCy's attribute ruler, asked once for each kind of token instead of once for each token.

The ruler is a table from tag, dependency and a few words to part of speech, morphology and lemma,
but it searches every text with all of its patterns anew, which costs a tenth of the pipeline. What
it says of a token depends on what its patterns read of that token alone, as long as no pattern is
longer than one token. So its answers are remembered by just that, and a text in which a longer
pattern may begin is left to the ruler itself: the outcome is the ruler's in every case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from spacy.vocab import Vocab

#: The component's name in a pipeline.
NAME = "remembered_attribute_ruler"
#: What the ruler itself reads and must not find changed by an answer that was remembered.
_READ_FIRST = frozenset({"TAG", "DEP"})


class RememberedRuler:
    """Sets what the ruler sets, and asks it only about kinds of token that it has not met."""

    def __init__(self, ruler: AttributeRuler, vocab: Vocab) -> None:
        self._ruler = ruler
        self._vocab = vocab
        self._alone = AttributeRuler(vocab)  # the patterns whose answers can be remembered
        self._others = Matcher(vocab)  # the first tokens of all others
        read, written, words = set[str](), set[str](), list[Any]()
        rules: Any = ruler.patterns  # typed too widely to be read
        for number, rule in enumerate(rules):
            for pattern in rule["patterns"]:
                first = pattern[0]
                read |= set(first) - {"LOWER"}
                words += [first["LOWER"]] if "LOWER" in first else []
                if len(pattern) > 1 or _READ_FIRST & set(rule["attrs"]):
                    self._others.add(str(number), [[first]])
                else:
                    self._alone.add([pattern], rule["attrs"], rule["index"])
                    written |= set(rule["attrs"])
        asked_for = vocab.add_flag(lambda word: _is_one(word.lower(), words))
        self._read: list[int | str] = ["LOWER", asked_for, *sorted(read)]
        self._written: list[int | str] = [*sorted(written)]
        self._rows: dict[bytes, Any] = {}  # None: a longer pattern may begin here

    def __call__(self, doc: Doc) -> Doc:
        """The text with part of speech, morphology and lemma as the ruler sets them."""
        seen = doc.to_array(self._read)
        seen[:, 0] *= seen[:, 1]  # a word that no pattern names is any word
        kinds = [kind.tobytes() for kind in seen]
        if unknown := {kind: i for i, kind in enumerate(kinds) if kind not in self._rows}:
            self._learn(unknown, doc)
        rows = [row for kind in kinds if (row := self._rows[kind]) is not None]
        if len(rows) < len(kinds):
            return self._ruler(doc)
        answers: Any = np.stack(rows) if rows else None
        return doc if answers is None else doc.from_array(self._written, answers)

    def _learn(self, unknown: Mapping[bytes, int], doc: Doc) -> None:
        """Asks the ruler about one token of each kind, set apart from its neighbours."""
        tokens = [doc[i] for i in unknown.values()]
        apart = Doc(
            self._vocab,
            words=[token.text for token in tokens],
            tags=[token.tag_ for token in tokens],
            deps=[token.dep_ for token in tokens],
            heads=list(range(len(tokens))),
        )
        self._rows |= zip(unknown, self._alone(apart).to_array(self._written), strict=True)
        begun = list(unknown)
        self._rows |= {begun[start]: None for _, start, _ in self._others(apart)}


def _is_one(word: str, asked: list[Any]) -> bool:
    """Does a pattern that asks for one of these words, written in spaCy's way, look at this one?"""
    return any(_holds(word, one) for one in asked)


def _holds(word: str, asked: Any) -> bool:
    if isinstance(asked, str):
        return word == asked
    tests: dict[str, Callable[[Any], bool]] = {
        "IN": lambda words: word in words,
        "REGEX": lambda regex: re.search(regex, word) is not None,
    }
    return all(tests.get(test, lambda _: True)(value) for test, value in asked.items())


def remember(model: Language) -> None:
    """Puts a remembered ruler in the place of the pipeline's own, where it has one.

    Args:
        model: the pipeline, changed in place; the ruler stays in it, disabled.
    """
    if "attribute_ruler" not in model.pipe_names:
        return
    model.add_pipe(NAME, before="attribute_ruler")
    model.disable_pipe("attribute_ruler")


@Language.factory(NAME)
def _made(nlp: Language, name: str) -> RememberedRuler:  # noqa: ARG001 - as spaCy calls it
    ruler: Any = nlp.get_pipe("attribute_ruler")
    return RememberedRuler(ruler, nlp.vocab)
