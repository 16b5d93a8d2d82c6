"""Data for the desk's scripts: a group's meetings and rules, and the clock changes.

DF1 All data that decide an opening are here, so that the browser computes the same instants as
    `parution.release`; `tests/desk` runs one table of cases through both.
DF2 A meeting on an unannounced theme is listed without its theme.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import TypeAlias, assert_never
from zoneinfo import ZoneInfo

from parution.compose.calendar.time_zones import list_change_moments
from parution.compose.views import EditionView, OwnMeeting, SiteView, ThemeView
from parution.domain import (
    Always,
    Audience,
    Bounded,
    DaysFromMeeting,
    ElapsedFromMeeting,
    Never,
    OnDate,
    Part,
    Policy,
    Releases,
    Rule,
    WrittenRule,
)
from parution.language.patient_signs import read_patterns
from parution.release.claims import RULED

Fact: TypeAlias = "str | int | bool | Sequence[Fact] | Mapping[str, Fact] | None"

MINUTE = timedelta(minutes=1)
YEARS = range(2020, 2041)
"""The years for which the desk can compute the instant of an opening."""


def collect_desk_facts(view: SiteView) -> Mapping[str, Fact]:
    """Return the data of the desk's scripts, ready for JSON.

    ``{"group", "zone", "policies", "editions", "themes", "meetings", "contact", "signs"}``. Local
    moments are ``2026-10-08 20:30``; instants are milliseconds since 1970, as in JavaScript;
    ``signs`` are patterns that reveal a patient (`parution.language.patient_signs`).
    """
    settings, rules = view.context.settings, view.rules
    group = view.group
    met = {meeting.theme.address for meeting in view.meetings if meeting.theme}
    themes = [
        collect_theme_facts(theme, edition)
        for edition in view.editions
        # Forms offer current themes, and the one that a meeting is on already.
        for theme in edition.themes
        if not edition.is_archived or theme.theme.address in met
    ]
    return {
        "group": {
            "slug": group.slug if group else "",
            "name": group.name if group else "",
            "policy": rules.policy,
            "place": rules.venue or None,
            "readers": view.readers is not None,
        },
        "zone": collect_zone_facts(settings.timezone),
        "policies": {name: convert_policy(each) for name, each in settings.policies.items()},
        "editions": {
            name: [count_milliseconds(day) for day in days]
            for name, days in view.opening_days.items()
        },
        "themes": themes,
        "meetings": [
            collect_meeting_facts(meeting, policy, releases)
            for meeting, (policy, releases) in zip(view.meetings, rules.of_meetings, strict=True)
        ],
        "contact": settings.contact,
        "signs": read_patterns(),
    }


@cache
def collect_zone_facts(zone: ZoneInfo) -> Mapping[str, Fact]:
    """Return a zone's offset from UTC, in minutes, at the start of `YEARS`, and its changes."""
    begins = datetime(YEARS[0], 1, 1, tzinfo=zone)
    return {
        "years": [YEARS[0], YEARS[-1]],
        "offset": measure_offset(begins),
        "changes": [
            [count_milliseconds(moment), measure_offset(moment.astimezone(zone))]
            for year in YEARS
            for moment in list_change_moments(zone, year)
        ],
    }


def measure_offset(moment: datetime) -> int:
    """Return the offset from UTC, in minutes, of an aware moment."""
    return (moment.utcoffset() or timedelta()) // MINUTE


def collect_theme_facts(theme: ThemeView, edition: EditionView) -> Mapping[str, Fact]:
    """Return a theme's address, title and parts, and whether its edition is archived."""
    return {
        "address": theme.theme.address,
        "title": theme.theme.title,
        "parts": [openness.part.value for openness in theme.outlook],
        "archived": edition.is_archived,
    }


def collect_meeting_facts(
    meeting: OwnMeeting, policy: str | None, releases: Releases
) -> Mapping[str, Fact]:
    """Return a meeting with its own policy and rules."""
    return {
        "starts": f"{meeting.starts:%Y-%m-%d %H:%M}",
        "minutes": meeting.duration // MINUTE,
        "theme": meeting.theme.address if meeting.theme else None,
        "title": meeting.title or None,
        "place": meeting.venue or None,
        "policy": policy,
        "releases": convert_releases(releases),
        "unannounced": meeting.is_on_draft,
    }


def convert_policy(policy: Policy) -> Fact:
    """Return the rules of a policy by part and audience."""
    return convert_releases(
        {part: rules for part, rules in policy.releases.items() if part in RULED}
    )


def convert_releases(releases: Releases) -> Fact:
    """Return rules by part and audience."""
    return {
        part.value: {
            audience.value: convert_written_rule(written) for audience, written in rules.items()
        }
        for part, rules in sort_releases(releases)
    }


def sort_releases(releases: Releases) -> Iterator[tuple[Part, Mapping[Audience, WrittenRule]]]:
    """Yield parts with their rules, in the order of `Part`."""
    for part in Part:
        if part in releases:
            yield part, releases[part]


def convert_written_rule(written: WrittenRule) -> Mapping[str, Fact]:
    """Return a rule as values, with the text that people wrote."""
    return {"text": written.text, **convert_rule(written.rule)}


def convert_rule(rule: Rule) -> Mapping[str, Fact]:
    """Return a rule as values, distinguished by ``kind``."""
    match rule:
        case Always():
            return {"kind": "always"}
        case Never():
            return {"kind": "never"}
        case OnDate(moment):
            return {"kind": "date", "moment": format_local(moment)}
        case DaysFromMeeting(days, at):
            return {"kind": "days", "days": days, "at": f"{at:%H:%M}"}
        case ElapsedFromMeeting(delay, from_start):
            return {"kind": "elapsed", "minutes": delay // MINUTE, "fromStart": from_start}
        case Bounded(counted, not_before, not_after):
            bounds: dict[str, Fact] = {
                "notBefore": format_local(not_before) if not_before else None,
                "notAfter": format_local(not_after) if not_after else None,
            }
            return {**convert_rule(counted), **bounds}
        case _:
            assert_never(rule)


def format_local(moment: datetime) -> str:
    """Return a naive local moment in the desk's format."""
    return f"{moment:%Y-%m-%d %H:%M}"


def count_milliseconds(moment: datetime) -> int:
    """Return an aware moment in milliseconds since 1970."""
    return round(moment.timestamp() * 1000)
