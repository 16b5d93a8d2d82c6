"""Reads the meetings of a group: checks each, then all of them together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from types import MappingProxyType

from parution.domain import Audience, Meeting, Part, Releases
from parution.domain.messages import Message, message
from parution.domain.problems import Place
from parution.language.nearest import find_nearest, list_names, propose_one_of
from parution.sources.files.slugs import make_slug
from parution.sources.meeting_theme import (
    Known,
    check_theme,
    describe_theme,
    warn_of_absent,
    warn_of_draft,
)
from parution.sources.plausible_dates import warn_of_meeting
from parution.sources.release_rules import read_releases, report_unknown_policy
from parution.sources.report import Report
from parution.sources.yaml.diagnosis import GLUED
from parution.sources.yaml.fields import Fields, read_items, read_table
from parution.sources.yaml.nodes import Meaning, Node, Scalar, Sequence, Table

USUAL_LENGTH = timedelta(hours=2)
NAMES = ("theme", "subject", "title")
"""Keys of which a meeting must have at least one."""


def read_meetings(fields: Fields, group: str, known: Known, report: Report) -> tuple[Meeting, ...]:
    """Return the meetings of the group whose file ``fields`` reads, in order of their start."""
    venue = fields.text("place")
    read = [
        read_meeting(item, group, venue, known, report)
        for item in list_meeting_items(fields, report)
    ]
    meetings = sorted(filter(None, read), key=lambda meeting: meeting.starts)
    report_overlaps(meetings, report)
    report_contradictions(meetings, known, report)
    return tuple(meetings)


def list_meeting_items(fields: Fields, report: Report) -> tuple[Node, ...]:
    """Return the items of ``meetings``; report a meeting written there without its dash."""
    node = fields.node("meetings")
    if not isinstance(node, Table):
        return () if node is None or is_nothing(node) else read_items(node, "meetings", report)
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


def read_meeting(
    node: Node, group: str, venue: str | None, known: Known, report: Report
) -> Meeting | None:
    """Return one meeting of a group; None, reported, without a date."""
    if not isinstance(node, Table) or is_named_by_theme(node, known):
        report_misshapen_meeting(node, report)
        return None
    fields = Fields(node, report)
    fields.node("starts")
    theme = find_named_theme(fields, group, known, report)
    theme = find_named_subject(fields, group, known, report) or theme
    title = fields.text("title")
    length = fields.length("duration") or USUAL_LENGTH
    place, policy = fields.text("place"), read_policy(fields, known, report)
    releases = read_own_releases(fields, theme, known, report)
    starts = read_start(fields, report)
    fields.refuse_unknown()
    if not any(key in fields or fields.is_mistyped(key) for key in NAMES):
        report_nameless_meeting(fields.place, report)
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


def find_named_theme(fields: Fields, group: str, known: Known, report: Report) -> str | None:
    """Return the address of the theme that a meeting names, if it names one."""
    theme = fields.word("theme")
    if theme is not None:
        check_theme(theme, group, fields.where("theme"), known, report)
    return theme


def find_named_subject(fields: Fields, group: str, known: Known, report: Report) -> str | None:
    """Return the address of its group's own subject that a meeting names, if it names one."""
    name = fields.word("subject")
    if name is None:
        return None
    place = fields.where("subject")
    if "theme" in fields:
        report.error(
            "theme-and-subject",
            place,
            message("this meeting has both a theme and a subject of the group's own"),
            message(
                "Keep one of the two; if both were worked on, write two meetings, one after the"
                " other."
            ),
        )
    own = known.subjects.get(group, {})
    if name not in own:
        report_unknown_subject(name, group, place, known, report)
    elif own[name]:
        warn_of_draft(f"{group}/{name}", place, known, report)
    return f"{group}/{name}"


def report_unknown_subject(
    name: str, group: str, place: Place, known: Known, report: Report
) -> None:
    """Report the name of a subject that the group does not have."""
    own = known.subjects.get(group, {})
    if own:
        said = message(
            "unknown subject “%(name)s”; one of these was expected: %(known)s",
            name=name,
            known=list_names(sorted(own)),
        )
    else:
        said = message("unknown subject “%(name)s”: this group has none of its own", name=name)
    report.error("unknown-subject", place, said, propose_subject(name, group, known))


def propose_subject(name: str, group: str, known: Known) -> Message:
    """Return the remedy for an unknown subject, which may be a theme, or another group's."""
    own = known.subjects.get(group, {})
    slug = name.rpartition("/")[2]
    if theme := find_meant_theme(name, known):
        return message("This is a theme of the association: write “theme: %(theme)s”.", theme=theme)
    if slug in own:
        return message("Write its name alone: “subject: %(name)s”.", name=slug)
    if near := find_nearest(slug, own):
        return propose_one_of(near, own)
    others = sorted(each for each, subjects in known.subjects.items() if slug in subjects)
    if others:
        return message(
            "It is a subject of the group “%(other)s”, and for that group alone: write one of your"
            " own into groups/%(group)s/subjects/%(name)s/, or copy that one's folder there.",
            other=others[0],
            group=group,
            name=slug,
        )
    return message(
        "Write the subject into groups/%(group)s/subjects/%(name)s/index.md; for a meeting without"
        " texts write “title: …”.",
        group=group,
        name=make_slug(slug),
    )


def find_meant_theme(name: str, known: Known) -> str | None:
    """Return the association's theme that somebody probably meant by a subject's name."""
    if name in known.themes:
        return name
    alike = [each for each in known.themes if each.rpartition("/")[2] == name]
    return max(alike, default=None) or (find_nearest(name, known.themes) if "/" in name else None)


def is_named_by_theme(table: Table, known: Known) -> bool:
    """Return whether a theme was written as a key: ``2026/douleur: 2026-10-08 20:30``."""
    return len(table.values) == 1 and next(iter(table.values)) in known.themes


def report_misshapen_meeting(node: Node, report: Report) -> None:
    """Report a meeting that is not written as keys and values."""
    if isinstance(node, Scalar) and GLUED.match(node.text):
        read_table(node, "meetings", report)
        return
    report.error(
        "wrong-kind",
        node.place,
        message("a meeting is written as keys and values; none were found"),
        message(
            "Write for example: - {theme: 2026/iatrogenie, starts: 2026-11-12 20:30}, or"
            " - {title: Thème libre, starts: 2026-12-10 20:30}."
        ),
    )


def read_start(fields: Fields, report: Report) -> datetime | None:
    """Return the start of a meeting; report one without a date."""
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
    """Return whether a value is empty."""
    return isinstance(node, Scalar) and node.meaning is Meaning.NOTHING


def read_policy(fields: Fields, known: Known, report: Report) -> str | None:
    """Return the policy that a group or a meeting names, if it names one."""
    name = fields.word("policy")
    if name is not None and known.policies is not None and name not in known.policies:
        report_unknown_policy(name, fields.where("policy"), known.policies, report)
    return name


def read_own_releases(fields: Fields, theme: str | None, known: Known, report: Report) -> Releases:
    """Return a meeting's own rules, which go before its policy."""
    node = fields.node("releases")
    if isinstance(node, Scalar) and node.text:
        first, _, rest = node.text.partition(" ")
        part, rule = (first, rest) if first in set(Part) and rest else ("dossier", node.text)
        report.error(
            "wrong-kind",
            node.place,
            message("“releases” does not say of which part “%(rule)s” is", rule=node.text),
            message("Write for example: releases: {%(part)s: %(rule)s}.", part=part, rule=rule),
        )
        return MappingProxyType({})
    if isinstance(node, Sequence):
        report.error(
            "wrong-kind",
            node.place,
            message("“releases” should hold parts and their rules, but a list was found"),
            message("Write braces in place of brackets: releases: {dossier: à la fin}."),
        )
        return MappingProxyType({})
    table = None if node is None else read_table(node, "releases", report)
    if table is None:
        return MappingProxyType({})
    releases = read_releases(table, report)
    if theme is not None and theme in known.parts:
        for part in releases:
            if part not in known.parts[theme]:
                warn_of_absent(part, theme, table.keys[part], known, report)
    return releases


def report_nameless_meeting(place: Place, report: Report) -> None:
    """Report a meeting with neither theme, subject nor title."""
    report.error(
        "nameless-meeting",
        place,
        message("this meeting has neither a theme nor a title; one of them was expected"),
        message("Add “theme: 2026/…”, “subject: …”, or “title: Thème libre”."),
    )


def report_overlaps(meetings: list[Meeting], report: Report) -> None:
    """Report meetings of the same group that are held at the same time."""
    for earlier, later in pairwise(meetings):
        if later.starts < earlier.starts + earlier.duration:
            report.error(
                "meetings-overlap",
                later.place,
                message(
                    "this meeting begins before the one of %(moment)s ends",
                    moment=f"{earlier.starts:%Y-%m-%d %H:%M}",
                ),
                message("Correct one of the two dates, or the duration."),
            )


def report_contradictions(meetings: list[Meeting], known: Known, report: Report) -> None:
    """Report meetings on one theme with different policies, or different rules for a part."""
    said: dict[tuple[str, Part | None, Audience | None], tuple[str, Meeting]] = {}
    for meeting in meetings:
        for subject, wish in list_wishes(meeting):
            before, first = said.setdefault(subject, (wish, meeting))
            if before != wish:
                report.error(
                    "contradictory-meetings",
                    meeting.place,
                    message(
                        "for %(named)s this meeting says “%(here)s”,"
                        " but the one of %(moment)s says “%(there)s”",
                        here=wish,
                        named=describe_theme(subject[0], is_subject=known.is_subject(subject[0])),
                        moment=f"{first.starts:%Y-%m-%d %H:%M}",
                        there=before,
                    ),
                    message("Write the policy and the releases once, or alike in both meetings."),
                )


def list_wishes(
    meeting: Meeting,
) -> Iterator[tuple[tuple[str, Part | None, Audience | None], str]]:
    """Yield a meeting's policy and rules: (theme, part, audience) and the words of each."""
    if meeting.theme is None:
        return
    if meeting.policy is not None:
        yield (meeting.theme, None, None), meeting.policy
    for part, rules in meeting.releases.items():
        for audience, written in rules.items():
            yield (meeting.theme, part, audience), f"{part}: {written.text}"
