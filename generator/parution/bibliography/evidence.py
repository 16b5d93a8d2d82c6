"""Writes badges for a reference's evidence, interests and access.

Grade and level are separate: a level rates a study, a grade rates a recommendation. Interests have
four states, and *unknown* is never shown as *none*.
"""

from __future__ import annotations

import html
from functools import lru_cache
from types import MappingProxyType

from parution.domain import Interests, Reference
from parution.domain.messages import Message, Translate, message
from parution.language.typography import insert_hard_spaces_in_prose

LEVELS = MappingProxyType(
    {
        1: message("strong randomised trials, meta-analyses of them, decision analyses"),
        2: message("weaker randomised trials, non-randomised controlled studies, cohorts"),
        3: message("case-control studies"),
        4: message("comparative studies with important bias, retrospective studies, case series"),
    }
)
"""The HAS's levels of evidence (guide « Niveau de preuve et gradation », 2013)."""

GRADES = MappingProxyType(
    {
        "A": message("established scientific proof (level 1)"),
        "B": message("scientific presumption (level 2)"),
        "C": message("low level of proof (levels 3 and 4)"),
        "AE": message("expert agreement, for want of studies"),
    }
)
"""The HAS's grades of recommendations. No grade does not mean no use."""

INTERESTS = MappingProxyType(
    {
        Interests.NONE_DECLARED: message("Authors declare no interests"),
        Interests.DECLARED: message("Authors declare interests"),
        Interests.INDUSTRY_FUNDED: message("Funded by industry"),
        Interests.UNKNOWN: message("Interests unknown"),
    }
)

UNKNOWN_IS_NOT_NONE = message(
    "No declaration of the authors was read, or there is none. Unknown does not mean none."
)

ACCESS = MappingProxyType({"free": message("Free access"), "paywalled": message("Paid access")})


def render_badges(reference: Reference, translate: Translate) -> str:
    """Return all badges of a reference as inline HTML."""
    shown = (
        render_evidence_badge(reference, translate),
        render_interests_badge(reference, translate),
        render_access_badge(reference, translate),
    )
    return '<span class="badges">' + " ".join(badge for badge in shown if badge) + "</span>"


def render_evidence_badge(reference: Reference, translate: Translate) -> str:
    """Return the badges of grade and level; one that says “not graded” if both are missing."""
    return render_evidence(reference.grade, reference.level, reference.scheme, translate)


@lru_cache(4096)
def render_evidence(
    grade: str | None, level: int | None, scheme: str | None, translate: Translate
) -> str:
    badge = []
    if grade:
        words = message("Grade %(grade)s", grade=grade)
        badge.append(
            render_badge("grade", grade, words, None if scheme else GRADES.get(grade), translate)
        )
    if level:
        words = message("Level of evidence %(level)s", level=level)
        known = None if scheme else LEVELS.get(level)
        badge.append(render_badge("level", str(level), words, known, translate))
    if scheme and badge:
        badge.append(f'<span class="scheme">({html.escape(scheme)})</span>')
    if not badge:
        badge.append(
            render_badge("evidence-none", "", message("Evidence not graded"), None, translate)
        )
    return f'<span class="evidence">{" ".join(badge)}</span>'


def render_interests_badge(reference: Reference, translate: Translate) -> str:
    """Return the state of the authors' interests, with the note about them."""
    state = reference.interests
    badge = render_badge("interests", state.value, INTERESTS[state], None, translate)
    if not reference.interests_note:
        return badge
    note = insert_hard_spaces_in_prose(html.escape(reference.interests_note))
    return f'{badge} <span class="interests-note">{note}</span>'


def render_access_badge(reference: Reference, translate: Translate) -> str:
    """Return the badge of free or paid access; an empty string if unknown."""
    if reference.access is None:
        return ""
    return render_badge("access", reference.access, ACCESS[reference.access], None, translate)


def render_legend(translate: Translate) -> str:
    """Return the HAS's scale, and what unknown interests are, as a ``details`` element."""
    grades = "".join(
        f"<dt>{escape_words(message('Grade %(grade)s', grade=grade), translate)}</dt>"
        f"<dd>{escape_words(meaning, translate)}</dd>"
        for grade, meaning in GRADES.items()
    )
    levels = "".join(
        f"<dt>{escape_words(message('Level of evidence %(level)s', level=level), translate)}</dt>"
        f"<dd>{escape_words(meaning, translate)}</dd>"
        for level, meaning in LEVELS.items()
    )
    title = message("What grades and levels (HAS) and interests mean")
    rated = message("A grade rates a recommendation, a level rates a study.")
    ungraded = message("No grade does not mean no use.")
    return (
        f'<details class="evidence-legend"><summary>{escape_words(title, translate)}</summary>'
        f"<p>{escape_words(rated, translate)} {escape_words(ungraded, translate)}</p>"
        f"<dl>{grades}{levels}<dt>{escape_words(INTERESTS[Interests.UNKNOWN], translate)}</dt>"
        f"<dd>{escape_words(UNKNOWN_IS_NOT_NONE, translate)}</dd></dl></details>"
    )


def has_scale(reference: Reference) -> bool:
    """Return whether a reference is rated on the HAS's scale."""
    return reference.scheme is None and bool(reference.grade or reference.level)


def render_badge(
    kind: str, value: str, words: Message, meaning: Message | None, translate: Translate
) -> str:
    """Return one badge as HTML; ``meaning`` becomes its ``title``."""
    title = f' title="{escape_words(meaning, translate)}"' if meaning else ""
    data = f' data-value="{html.escape(value)}"' if value else ""
    return f'<span class="badge badge-{kind}"{data}{title}>{escape_words(words, translate)}</span>'


def escape_words(words: Message, translate: Translate) -> str:
    return html.escape(words.text(translate))
