"""Checks the theme or subject that a meeting names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from parution.domain import Part, Policy
from parution.domain.messages import Message, message
from parution.domain.problems import Place
from parution.language.nearest import find_nearest, propose_one_of
from parution.sources.report import Report
from parution.sources.unknown_theme import name_unknown_theme


@dataclass(frozen=True, slots=True)
class Known:
    """The names that a group's file may use."""

    themes: Mapping[str, bool]
    """Address of each theme, and whether it is a draft."""
    policies: Mapping[str, Policy] | None
    """None if the settings are broken; then the reader accepts any name."""
    default_policy: str
    parts: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    """The parts of each theme that could be read."""
    scheduled_drafts: set[str] = field(default_factory=set)
    """The drafts with a meeting so far, so that each gets one warning."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """The address of each theme by its title."""
    subjects: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    """Each group's own subjects, by the group's slug: their slugs, and whether they are drafts."""

    def is_subject(self, address: str) -> bool:
        """Return whether an address is that of a group's own subject, and of no theme."""
        group, _, name = address.partition("/")
        return name in self.subjects.get(group, {}) and address not in self.themes


def check_theme(address: str, group: str, place: Place, known: Known, report: Report) -> None:
    """Report a theme that does not exist; warn of one that is still a draft."""
    if address not in known.themes:
        report.error(
            "unknown-theme",
            place,
            name_unknown_theme(address, sorted(known.themes, reverse=True)),
            propose_theme(address, group, known),
        )
    elif known.themes[address]:
        warn_of_draft(address, place, known, report)


def propose_theme(name: str, group: str, known: Known) -> Message:
    """Return the remedy for an unknown theme: a subject of the group's own, or a title, perhaps."""
    if (slug := name.removeprefix(f"{group}/")) in known.subjects.get(group, {}):
        return message("It is a subject of the group's own: write “subject: %(name)s”.", name=slug)
    if titled := find_nearest(name, known.titles):
        return propose_one_of(known.titles[titled], known.themes)
    if find_nearest(name, known.themes):
        return propose_one_of(name, known.themes)
    return message(
        "Write the address of a theme; if the meeting is not about one, write “title: %(title)s”.",
        title="…" if "/" in name else name,
    )


def warn_of_draft(address: str, place: Place, known: Known, report: Report) -> None:
    """Warn, once, of a meeting on a theme or subject that is still a draft."""
    if address not in known.scheduled_drafts:
        known.scheduled_drafts.add(address)
        report.warn(
            "draft-scheduled",
            place,
            message(
                "%(named)s is still a draft: nobody will see it",
                named=describe_theme(address, is_subject=known.is_subject(address)),
            ),
            message("Remove the line “draft: true” of its index.md when it is ready."),
        )


def warn_of_absent(part: Part, theme: str, place: Place, known: Known, report: Report) -> None:
    """Warn of a rule for a part that the theme does not have, or not yet."""
    report.warn(
        "rule-without-part",
        place,
        message(
            "%(named)s has no part “%(part)s”: this rule opens nothing",
            named=describe_theme(theme, is_subject=known.is_subject(theme)),
            part=part.value,
        ),
        message("Remove this line, or wait until this part is written."),
    )


def describe_theme(address: str, *, is_subject: bool) -> Message:
    """Return words for a theme, by address, or for a group's own subject, by name."""
    if is_subject:
        return message("the subject “%(name)s”", name=address.partition("/")[2])
    return message("the theme “%(theme)s”", theme=address)
