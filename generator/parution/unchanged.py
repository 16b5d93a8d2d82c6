"""What was read and rendered, kept for a build that finds nothing edited.

On most days nothing is written; meetings pass. Such a build starts from what the last one read and
rendered, and neither MkDocs nor the readers are even loaded.
"""

from __future__ import annotations

import copyreg
import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from parution.fingerprint import fingerprint
from parution.model import Catalogue
from parution.private_store import PrivateStore, replace_file
from parution.problems import Problem
from parution.rendition import Rendition

FILE = "unchanged.pickle"

UNREADABLE = (
    OSError,
    pickle.PickleError,
    EOFError,
    AttributeError,
    ImportError,
    TypeError,
    ValueError,
    IndexError,
)
"""What a file that is not one of ours, or from another version, can raise."""


def _view(items: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(items)


def _reduced(view: MappingProxyType[Any, Any]) -> tuple[Any, ...]:
    return _view, (dict(view),)


copyreg.pickle(MappingProxyType, _reduced)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that does not depend on groups' dates: what is said, and how it is rendered."""

    catalogue: Catalogue
    """Without the texts, when it comes from an earlier build."""
    problems: tuple[Problem, ...]
    """Warnings: with an error nothing is prepared."""
    rendition: Rendition


def recall(store: PrivateStore, project: Path, config_file: Path) -> Prepared | None:
    """Return what an earlier build prepared from the very same files; None when anything changed.

    A file that cannot be understood is as good as none. The folder is ours alone (mode 0700):
    whoever could plant a pickle there could as well change the program.
    """
    try:
        with (store.folder / FILE).open("rb") as stream:
            if pickle.load(stream) != fingerprint(project, config_file):  # noqa: S301
                return None
            found = pickle.load(stream)  # noqa: S301
    except UNREADABLE:
        return None
    return found if isinstance(found, Prepared) else None


def keep(prepared: Prepared, mark: str, store: PrivateStore) -> None:
    """Keep what was prepared from the files that had this fingerprint before they were read."""
    if not prepared.rendition.is_closed:
        return
    abridged = Prepared(prepared.catalogue.abridged(), prepared.problems, prepared.rendition)
    replace_file(store.folder / FILE, pickle.dumps(mark) + pickle.dumps(abridged), 0o600)
