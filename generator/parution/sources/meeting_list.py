"""The meetings of a group: each on its own, then all of them side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from types import MappingProxyType

from parution.domain import Audience, Meeting, Part, Policy, Releases
from parution.domain.messages import Message, message
from parution.domain.problems import Place
from parution.language.nearest import find_nearest, list_names, propose_one_of
from parution.sources.plausible_dates import warn_of_meeting
from parution.sources.release_rules import read_releases, refuse_policy
from parution.sources.report import Report
from parution.sources.yaml.fields import Fields, items_of, table_of
from parution.sources.yaml.nodes import Meaning, Node, Scalar, Table

USUAL_LENGTH = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Known:
    """The names that a group's file may use."""

    themes: Mapping[str, bool]
    """Address of each theme, and whether it is a draft."""
    policies: Mapping[str, Policy] | None
    """None when the settings are broken: then any name is let through."""
    default_policy: str
    parts: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    """The parts of each theme that could be read."""
    scheduled_drafts: set[str] = field(default_factory=set)
    """The drafts that were met on so far: one warning each is enough."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """The address of each theme by its title."""


def read_meetings(fields: Fields, known: Known, report: Report) -> tuple[Meeting, ...]:
    """Return the meetings of the group whose file ``fields`` reads, in order of their start."""
    venue = fields.text("place")
    read = [read_meeting(item, venue, known, report) for item in items_of_meetings(fields, report)]
    meetings = sorted(filter(None, read), key=lambda meeting: meeting.starts)
    refuse_overlaps(meetings, report)
    refuse_contradictions(meetings, report)
    return tuple(meetings)


def items_of_meetings(fields: Fields, report: Report) -> tuple[Node, ...]:
    """Return what is listed under ``meetings``; report a meeting written there without its dash."""
    node = fields.node("meetings")
    if not isinstance(node, Table):
        return () if node is None or is_nothing(node) else items_of(node, "meetings", report)
    report.error(
        "wrong-kind",
        node.place,
        message("“meetings” should be a list, but a meeting without a dash was found"),
        message(
            "Begin each meeting with a dash and a space:"
            " “- {theme: 2026/iatrogenie, starts: 2026-11-12 20:30}”."
        ),
    )
    return ()


def read_meeting(node: Node, venue: str | None, known: Known, report: Report) -> Meeting | None:
    """Return one meeting; None when it has no date to count from."""
    table = table_of(node, "meetings", report)
    if table is None:
        return None
    fields = Fields(table, report)
    fields.node("starts")
    theme, title = fields.word("theme"), fields.text("title")
    length = fields.length("duration") or USUAL_LENGTH
    place, policy = fields.text("place"), policy_of(fields, known, report)
    releases = releases_of(fields, theme, known, report)
    starts = read_start(fields, report)
    fields.refuse_unknown()
    if "theme" not in table.values and "title" not in table.values:
        refuse_nameless(fields.place, report)
    if theme is not None:
        check_theme(theme, fields.where("theme"), known, report)
    if starts is None:
        return None
    if theme is not None and theme in known.themes:
        warn_of_meeting(starts, theme.partition("/")[0], fields.where("starts"), report)
    return Meeting(
        starts=starts,
        duration=length,
        place=fields.place,
        theme=theme,
        title=title,
        venue=place or venue,
        policy=policy,
        releases=releases,
    )


def read_start(fields: Fields, report: Report) -> datetime | None:
    """Return when a meeting starts; report one that has no date yet."""
    if "starts" in fields and not is_nothing(fields.node("starts")):
        return fields.moment("starts")
    if fields.is_mistyped("starts"):
        return None
    report.error(
        "undated-meeting",
        fields.where("starts"),
        message("this meeting has no date; “starts” was expected with a day and a time"),
        message(
            "Write for example “starts: 2026-10-08 20:30”. If the date is not known yet, leave the"
            " whole meeting out until it is: nothing opens before."
        ),
    )
    return None


def is_nothing(node: Node | None) -> bool:
    """Tell whether a key has no value."""
    return isinstance(node, Scalar) and node.meaning is Meaning.NOTHING


def policy_of(fields: Fields, known: Known, report: Report) -> str | None:
    """Return the policy that a group or a meeting names, if it names one."""
    name = fields.word("policy")
    if name is not None and known.policies is not None and name not in known.policies:
        refuse_policy(name, fields.where("policy"), known.policies, report)
    return name


def releases_of(fields: Fields, theme: str | None, known: Known, report: Report) -> Releases:
    """Return the rules that a meeting sets apart from its policy."""
    node = fields.node("releases")
    if isinstance(node, Scalar) and node.text:
        report.error(
            "wrong-kind",
            node.place,
            message("“releases” does not say of which part “%(rule)s” is", rule=node.text),
            message("Write for example: releases: {dossier: %(rule)s}.", rule=node.text),
        )
        return MappingProxyType({})
    table = None if node is None else table_of(node, "releases", report)
    if table is None:
        return MappingProxyType({})
    releases = read_releases(table, report)
    if theme is not None and theme in known.parts:
        for part in releases:
            if part not in known.parts[theme]:
                warn_of_absent(part, theme, table.keys[part], report)
    return releases


def warn_of_absent(part: Part, theme: str, place: Place, report: Report) -> None:
    """Warn of a rule for a part that the theme does not have, or not yet."""
    report.warn(
        "rule-without-part",
        place,
        message(
            "the theme “%(theme)s” has no part “%(part)s”: this rule opens nothing",
            theme=theme,
            part=part.value,
        ),
        message("Remove this line, or wait until the association has written this part."),
    )


def check_theme(address: str, place: Place, known: Known, report: Report) -> None:
    """Report a theme that does not exist; warn of one that is still a draft."""
    if address not in known.themes:
        report.error(
            "unknown-theme",
            place,
            message(
                "unknown theme “%(name)s”; one of these was expected: %(known)s",
                name=address,
                known=list_names(sorted(known.themes, reverse=True)),
            ),
            instead_of_theme(address, known),
        )
    elif known.themes[address] and address not in known.scheduled_drafts:
        known.scheduled_drafts.add(address)
        report.warn(
            "draft-scheduled",
            place,
            message("the theme “%(theme)s” is still a draft: nobody will see it", theme=address),
            message("Remove the line “draft: true” of its index.md when it is ready."),
        )


def instead_of_theme(name: str, known: Known) -> Message:
    """Return the remedy for an unknown theme, which may be the title of a free subject."""
    if titled := find_nearest(name, known.titles):
        return propose_one_of(known.titles[titled], known.themes)
    if find_nearest(name, known.themes):
        return propose_one_of(name, known.themes)
    return message(
        "Write the address of a theme; if the meeting is not about one, write “title: %(title)s”.",
        title="…" if "/" in name else name,
    )


def refuse_nameless(place: Place, report: Report) -> None:
    """Report a meeting that nothing names."""
    report.error(
        "nameless-meeting",
        place,
        message("this meeting has neither a theme nor a title; one of them was expected"),
        message("Add “theme: 2026/…”, or “title: Thème libre”."),
    )


def refuse_overlaps(meetings: Sequence[Meeting], report: Report) -> None:
    """Report meetings of the same group that are held at the same time."""
    for earlier, later in pairwise(meetings):
        if later.starts < earlier.starts + earlier.duration:
            report.error(
                "meetings-overlap",
                later.place,
                message(
                    "this meeting begins before the one of line %(line)s ends",
                    line=earlier.place.line or 0,
                ),
                message("Correct one of the two dates, or the duration."),
            )


def refuse_contradictions(meetings: Sequence[Meeting], report: Report) -> None:
    """Report meetings on one theme that want the same part to open by different rules."""
    said: dict[tuple[str, Part | None, Audience | None], tuple[str, Meeting]] = {}
    for meeting in meetings:
        for subject, wish in wishes(meeting):
            before, first = said.setdefault(subject, (wish, meeting))
            if before != wish:
                report.error(
                    "contradictory-meetings",
                    meeting.place,
                    message(
                        "this meeting says “%(here)s” of the theme “%(theme)s”,"
                        " but the one of line %(line)s says “%(there)s”",
                        here=wish,
                        theme=subject[0],
                        line=first.place.line or 0,
                        there=before,
                    ),
                    message("Write the policy and the releases once, or alike in both meetings."),
                )


def wishes(
    meeting: Meeting,
) -> Iterator[tuple[tuple[str, Part | None, Audience | None], str]]:
    """Yield what a meeting says of its theme's opening: of what, and in which words."""
    if meeting.theme is None:
        return
    if meeting.policy is not None:
        yield (meeting.theme, None, None), meeting.policy
    for part, rules in meeting.releases.items():
        for audience, written in rules.items():
            yield (meeting.theme, part, audience), f"{part}: {written.text}"
