"""States that the world does not know: while their document is read, they are part of the world.

Each has its land as a twin and the adjectives that the text makes of its name, so that whatever
holds of "Russia" and "Russian" holds of them.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import replace

from kg import ids
from kg.ids import fold
from kg.model import Extraction, Form, Mention
from kg.ontology import Ontology
from kg.ontology.entry import Entry
from kg.resolve.words import Words


def with_unlisted(
    extraction: Extraction, ontology: Ontology, words: Words
) -> tuple[Extraction, Ontology]:
    """The extraction and the world in which its unknown states have entries; mostly unchanged."""
    names = _names(extraction, ontology, words)
    if not names:
        return extraction, ontology
    adjectives = _adjectives(extraction, names, words)
    twins = {key: _twins(name, key, adjectives, words) for key, name in names.items()}
    owner = {word: twins[key] for word, key in adjectives.items()}
    mentions = tuple(
        replace(mention, candidates=tuple(e.id for e in found))
        if (found := _meant(extraction, mention, twins, owner))
        else mention
        for mention in extraction.mentions
    )
    entries = {entry.id: entry for pair in twins.values() for entry in pair}
    world = replace(
        ontology.world,
        entries=ChainMap(entries, dict(ontology.world.entries)),
        by_adjective=ChainMap(
            {word: tuple(e.id for e in pair) for word, pair in owner.items()},
            dict(ontology.world.by_adjective),
        ),
    )
    return replace(extraction, mentions=mentions), replace(ontology, world=world)


def _written(extraction: Extraction, mention: Mention) -> str:
    return extraction.document.text[mention.span.start : mention.span.end]


def _names(extraction: Extraction, ontology: Ontology, words: Words) -> dict[str, str]:
    """Folded names of unknown states -> how they are written, rather not in capitals only."""
    classes = (words.classes.state, words.classes.country)
    found: dict[str, str] = {}
    for mention in extraction.mentions:
        if mention.form is not Form.NAME or mention.candidates or mention.cls not in classes:
            continue
        name = " ".join(_written(extraction, mention).split())
        if not any(ontology.world.entry(ids.named_entity(c, name)) for c in classes):
            before = found.setdefault(fold(name), name)
            found[fold(name)] = name if before.isupper() else before
    return found


def _adjectives(extraction: Extraction, names: Mapping[str, str], words: Words) -> dict[str, str]:
    """Folded adjectives of the text -> the folded name that each is made of."""
    made = {a: key for key in sorted(names) for a in words.demonyms.of(key)}
    spoken = {
        fold(_written(extraction, m))
        for m in extraction.mentions
        if m.form is Form.ADJECTIVE and not m.candidates
    }
    return {word: made[word] for word in sorted(spoken) if word in made}


def _twins(name: str, key: str, adjectives: Mapping[str, str], words: Words) -> tuple[Entry, Entry]:
    """The state of that name and its land."""
    own = tuple(sorted(word.title() for word, of in adjectives.items() if of == key))
    state, land = (ids.named_entity(c, name) for c in (words.classes.state, words.classes.country))
    return (
        Entry(state, words.classes.state, name, adjectives=own, twin=land),
        Entry(land, words.classes.country, name, adjectives=own, twin=state),
    )


def _meant(
    extraction: Extraction,
    mention: Mention,
    twins: Mapping[str, tuple[Entry, Entry]],
    owner: Mapping[str, tuple[Entry, Entry]],
) -> tuple[Entry, ...]:
    """The entries that a mention can mean, the one of its class first."""
    if mention.candidates or mention.form not in {Form.NAME, Form.ADJECTIVE}:
        return ()
    known = twins if mention.form is Form.NAME else owner
    found = known.get(fold(_written(extraction, mention)), ())
    return tuple(sorted(found, key=lambda e: e.cls != mention.cls))
