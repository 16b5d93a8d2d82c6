"""The words every room shares: parts, audiences, reasons."""

from __future__ import annotations

from enum import StrEnum


class Part(StrEnum):
    """The unit of release of a theme, in the order in which a reader meets them."""

    PRESENTATION = "presentation"
    """The question and scope of the theme; public as soon as it is announced. ``index.md``"""

    PREPARATION = "preparation"
    """A vignette and questions to prepare the meeting. ``preparation.md``"""

    REFERENCES = "references"
    """The theme's bibliography: each reference with its evidence, interests, access. ``.bib``"""

    SOURCES = "sources"
    """« Résumés des documents »: the findings of each document, and their bearing. ``sources/``"""

    SUMMARY = "summary"
    """« L'essentiel »: at most five messages. ``summary.md``"""

    DOSSIER = "dossier"
    """The synthesis. ``dossier.md``"""

    COMMENTARY = "commentary"
    """« Commentaires de cas ». ``commentary.md``"""

    GUIDE = "guide"
    """« Guide de l'animateur »: for the facilitator alone. ``guide.md``"""


COLLECTED = frozenset({Part.REFERENCES, Part.SOURCES})
"""The parts that have no text file of their own: rendering assembles them from many files."""


class Audience(StrEnum):
    """The role a site is for."""

    MEMBER = "member"
    READER = "reader"
    """A designated early reader; exists for groups that say ``readers: true``."""

    FACILITATOR = "facilitator"
    PUBLIC = "public"
    """Anybody: the one site that belongs to no group."""

    ARCHIVE = "archive"
    """The members and early readers of all groups: the archived editions, stored once."""

    ARCHIVE_FACILITATOR = "archive-facilitator"
    """The facilitators of all groups: the archived editions with their guides."""


class Reason(StrEnum):
    """Why a part is visible or not."""

    OPEN = "open"
    NOT_YET = "not-yet"
    UNSCHEDULED = "unscheduled"
    """The group has no dated meeting on the theme, so the rule has nothing to count from."""
    NEVER = "never"
    NOT_FOR_AUDIENCE = "not-for-audience"
    DRAFT = "draft"
