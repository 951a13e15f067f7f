"""Decides whom or what each mention refers to, inside one document and in the world file.

Two steps: the rules decide on a board, from certain to less certain (names, offices, then
descriptions and pronouns in reading order), each with its reason and score; then the decisions are
applied. Thin evidence leaves a mention open. Nothing depends on any other document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.model import Extraction, Form, Resolution
from kg.ontology import Ontology
from kg.resolve.announced import Announced
from kg.resolve.board import Board
from kg.resolve.borders import Borders
from kg.resolve.containment import Containment
from kg.resolve.continued import Continued
from kg.resolve.deixis import Deixis
from kg.resolve.descriptions import Descriptions
from kg.resolve.entities import resolution
from kg.resolve.epithets import Epithets
from kg.resolve.memory import Memory
from kg.resolve.names import decide_names
from kg.resolve.offices import Offices
from kg.resolve.partners import decide_partners
from kg.resolve.pronouns import Pronouns
from kg.resolve.told import decide_told
from kg.resolve.unlisted import with_unlisted
from kg.resolve.words import compiled


def resolve(extractions: Iterable[Extraction], ontology: Ontology) -> Iterator[Resolution]:
    """Each extraction with its mentions linked to entities, in the order given.

    Args:
        extractions: what each document says, consumed lazily.
        ontology: the classes, the world's entries and the lexicon of pronouns, titles and offices.
    """
    words = compiled(ontology)
    for extraction in extractions:
        board = Board(*with_unlisted(extraction, ontology, words), words)
        decide_names(board)
        _decide_in_reading_order(board)
        yield Containment(resolution(extraction, board, ontology), board).told()


def _decide_in_reading_order(board: Board) -> None:
    memory = Memory(board)
    borders = Borders(board, memory)
    offices = Offices(board)
    offices.decide()
    decide_told(board)
    epithets, continued = Epithets(board, memory), Continued(board, memory)
    descriptions, pronouns = Descriptions(board, memory), Pronouns(board, memory)
    for i in board.layout.order():
        mention = board.mentions[i]
        borders.decide(i)
        if board.links[i] is None and i not in board.reasons:
            if mention.form is Form.NOMINAL:
                if not epithets.decide(i) and not continued.decide(i):
                    descriptions.decide(i)
            elif mention.form is Form.PRONOUN:
                pronouns.decide(i)
        referent = board.links[i]
        if referent is not None:
            memory.note(i, referent)
            offices.note(i)
    Announced(board).decide()
    Deixis(board).decide()
    decide_partners(board)
