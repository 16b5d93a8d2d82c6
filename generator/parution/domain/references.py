"""References: the records of the bibliographies, as plain text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from parution.domain.problems import Place


class Interests(StrEnum):
    """The interests that a document's authors declared; *unknown* is never shown as *none*."""

    NONE_DECLARED = "none-declared"
    DECLARED = "declared"
    INDUSTRY_FUNDED = "industry-funded"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Name:
    """A person, or a body when `literal` is given."""

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""
    """A corporate author, e.g. « Haute Autorité de Santé »."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A record of a ``.bib`` file, as plain text: no LaTeX, no HTML, nothing trusted."""

    key: str
    kind: str
    """The BibTeX or BibLaTeX entry type, lower case."""

    fields: Mapping[str, str]
    """Lower-case names as written (BibLaTeX names already translated to one vocabulary)."""

    authors: tuple[Name, ...]
    editors: tuple[Name, ...]
    place: Place
    level: int | None = None
    """Level of evidence 1 to 4 of the HAS scale."""
    grade: str | None = None
    """Grade A, B, C or AE of the HAS scale."""
    scheme: str | None = None
    """The name of the grading scheme, if it is not the HAS's."""
    interests: Interests = Interests.UNKNOWN
    interests_note: str | None = None
    translators: tuple[Name, ...] = ()
    access: str | None = None
    """``free`` or ``paywalled``; None if unknown."""
