"""What a build can be told: one record instead of many arguments."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

#: Texts longer than this are skipped unless told otherwise: a book in one file exhausts the parser.
MAX_CHARS = 1_000_000
#: Store folder used when none is named and the environment names none.
DEFAULT_STORE = "kg-store"
#: Environment variable that names the store folder.
STORE_VARIABLE = "KG_STORE"


@dataclass(frozen=True, slots=True)
class Settings:
    """How documents are read, understood and written down; every field has a sensible default."""

    model: str | None = (
        None  #: name of a spaCy pipeline; None: the one that the store was built with
    )
    base: str | None = None  #: IRI under which data stand; None: the store's, else the default
    ontology: Path | None = None  #: ontology folder; None: the store's, else the bundled one
    jobs: int = 1  #: processes that read text; the graph is the same for any number
    max_chars: int = MAX_CHARS  #: longer texts are skipped, in code points
    date: str | None = None  #: ISO 8601 publication date for documents that state none
    publisher: str | None = None  #: outlet for documents that state none
    llm: str | None = None  #: address of an endpoint with a language model; None: none is asked
    llm_model: str | None = None  #: name of the model there; needed with `llm`
    progress: bool = False  #: draw a progress bar on stderr


def default_store() -> Path:
    """The store folder where the call names none: `$KG_STORE`, else `./kg-store`."""
    return Path(os.environ.get(STORE_VARIABLE) or DEFAULT_STORE)
