"""Citations as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from parution.citations.locators import Locator


class Mode(StrEnum):
    """The way in which a citation names its author."""

    BRACKETED = "bracketed"
    """``[@k]``: by number alone."""

    NARRATIVE = "narrative"
    """``@k``: the author's name is part of the sentence."""

    WITHOUT_AUTHOR = "without-author"
    """``[-@k]``: the sentence names the author already."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One key cited in a text."""

    key: str
    offset: int
    """Offset of the ``@`` in the text."""
    mode: Mode = Mode.BRACKETED
    prefix: str = ""
    locator: Locator | None = None
    suffix: str = ""
    line: int = 0
    """Counted from 1."""
    column: int = 0
    """Counted from 1, of the ``@``."""
    joined: bool = False
    """Whether the suffix of the citation before leads to it, not a semicolon."""

    @property
    def bare(self) -> bool:
        """Whether it has no words besides the number."""
        return not (self.prefix or self.locator or self.suffix)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Citations written together, and their offsets in the text."""

    citations: tuple[Citation, ...]
    start: int
    end: int
    """Offset of the character after the cluster."""
