"""The files of a store folder and the record of what the store was made with.

FOLDER/store.json   what the store was made with
FOLDER/lock         held by the one process that writes
FOLDER/data/        the database (RocksDB, written by Oxigraph)
FOLDER/snapshots/   frozen copies that a writer leaves for readers while it works
FOLDER/readers/     private copies of open readers
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from kg.errors import StoreError, UsageError

#: Format of the folder and the graph in it; a store of another format cannot be opened.
FORMAT = 1
_NAME = "communique"
_RECORD = "store.json"


@dataclass(frozen=True, slots=True)
class Made:
    """What a store was made with; written once, checked by every later build."""

    base: str  #: IRI under which the data stand
    ontology: str | None  #: absolute path of the ontology folder; None: the bundled one
    digest: str  #: hash of every file of the ontology folder
    model: str  #: name of the spaCy pipeline of the last build


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths inside one store folder."""

    folder: Path

    @property
    def record(self) -> Path:
        """What the store was made with."""
        return self.folder / _RECORD

    @property
    def lock(self) -> Path:
        """Locked by whoever writes, shared by whoever takes a copy."""
        return self.folder / "lock"

    @property
    def data(self) -> Path:
        """The database."""
        return self.folder / "data"

    @property
    def snapshots(self) -> Path:
        """Frozen copies, numbered, left by a writer at work."""
        return self.folder / "snapshots"

    @property
    def readers(self) -> Path:
        """Private copies of open readers, one folder each."""
        return self.folder / "readers"

    def exists(self) -> bool:
        """Is there a store here?

        Raises:
            StoreError: the folder holds something else, or cannot be looked into.
        """
        try:
            if self.record.is_file():
                return True
            if self.folder.exists() and not self.folder.is_dir():
                raise StoreError(f"{self.folder} is a file, not a store folder: name a folder")
            if self.folder.is_dir() and not {p.name for p in self.folder.iterdir()} <= {"lock"}:
                raise StoreError(
                    f"{self.folder} is not a store of kg and not empty: "
                    "name another folder, or an empty one"
                )
        except OSError as problem:
            raise StoreError(f"{self.folder} cannot be read: {problem.strerror}") from problem
        return False

    def read(self) -> Made:
        """What the store was made with.

        Raises:
            StoreError: no store is here, it has another format, or its record is damaged.
        """
        if not self.exists():
            raise StoreError(f"no store in {self.folder}: make one with kg build INPUT --store DIR")
        try:
            raw = json.loads(self.record.read_text(encoding="utf-8"))
            name, version = raw.pop("name"), raw.pop("format")
            made = Made(**raw)
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as problem:
            raise StoreError(f"{self.record} is no record of a store of kg: {problem}") from problem
        if name != _NAME or version != FORMAT:
            raise StoreError(
                f"{self.folder} is a store of {name} in format {version}; this is format {FORMAT}: "
                "build the documents into a new folder"
            )
        return made

    def write(self, made: Made) -> None:
        """Records what the store is made with; the record is whole or absent, never torn.

        Raises:
            StoreError: the folder cannot be written.
        """
        text = json.dumps(
            {"name": _NAME, "format": FORMAT, **asdict(made)}, indent=1, sort_keys=True
        )
        new = self.record.with_suffix(".new")
        try:
            with new.open("w", encoding="utf-8") as file:
                file.write(text + "\n")
                file.flush()
                os.fsync(file.fileno())
            new.replace(self.record)
        except OSError as problem:
            raise StoreError(f"{self.folder} cannot be written: {problem.strerror}") from problem


def agree(known: Made, wanted: Made) -> Made:
    """The record after a build that wants `wanted`, in a store made with `known`.

    The files of an ontology folder may change (its documents are then built again), the folder
    itself and the base may not: identifiers and questions of the older documents depend on them.

    Raises:
        UsageError: another base or another ontology.
    """
    if wanted.base != known.base:
        raise UsageError(
            f"this store stands under --base {known.base}, not {wanted.base}: "
            "leave --base out, or build into another folder"
        )
    if wanted.ontology != known.ontology and wanted.digest != known.digest:
        raise UsageError(
            f"this store was made with {_folder(known)}, not {_folder(wanted)}: "
            "name that one, or build into another folder"
        )
    return replace(known, ontology=wanted.ontology, digest=wanted.digest, model=wanted.model)


def _folder(made: Made) -> str:
    return f"--ontology {made.ontology}" if made.ontology else "the bundled ontology"
