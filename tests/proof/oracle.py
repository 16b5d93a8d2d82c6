"""Who may see which part, written a second time from the table of policies, without the product.

This module imports nothing of `parution`, so that one mistake cannot hide in both.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from proof.worlds import HIDEABLE, RULED, Group, Meeting, World

ZONE = ZoneInfo("Europe/Paris")

EARLY, LATE = "15 days before", "at end"

POLICIES = {
    #                       preparation references sources summary dossier commentary
    "before": dict(zip(RULED, (EARLY, EARLY, EARLY, EARLY, EARLY, LATE), strict=True)),
    "references-first": dict(zip(RULED, (EARLY, EARLY, LATE, LATE, LATE, LATE), strict=True)),
    "after": dict(zip(RULED, (EARLY, LATE, LATE, LATE, LATE, LATE), strict=True)),
    "readers-first": dict(zip(RULED, (EARLY, LATE, LATE, LATE, LATE, LATE), strict=True)),
}

FOR_READERS = {
    "readers-first": dict.fromkeys(("references", "sources", "summary", "dossier"), EARLY)
}

Site = tuple[str | None, str]
"""Slug of the group, None for the public site, and the audience."""

PUBLIC: Site = (None, "public")

ARCHIVE: Site = (None, "archive")
FACILITATORS_ARCHIVE: Site = (None, "archive-facilitator")
ARCHIVES = (ARCHIVE, FACILITATORS_ARCHIVE)

RULES = (
    "always",
    "never",
    "at end",
    "20 minutes after start",
    "15 days before",
    "2 days before",
    "3 hours after",
)
"""The rules this oracle understands."""


def sites(world: World) -> Iterator[Site]:
    """Yield every site of the world."""
    yield PUBLIC
    for slug, group in world.groups.items():
        yield slug, "member"
        if group.readers:
            yield slug, "reader"
        yield slug, "facilitator"
    yield from ARCHIVES


def archive_of(site: Site) -> Site | None:
    """Return the archive that a group's readers are led into."""
    slug, audience = site
    if slug is None:
        return None
    return FACILITATORS_ARCHIVE if audience == "facilitator" else ARCHIVE


def is_archived(world: World, address: str, instant: datetime) -> bool:
    """Tell whether a theme is in the archives, shared by all groups; no subject ever is."""
    if world.owner(address):
        return False
    edition = world.editions[address.partition("/")[0]]
    dates = (edition.opens_to_all, edition.opens_to_public)
    return any(in_utc(moment) <= instant for moment in dates if moment)


def holds(world: World, site: Site, address: str, instant: datetime) -> bool:
    """Tell whether a site itself has the pages of a theme, rather than its archive."""
    if owner := world.owner(address):
        return site[0] == owner
    archived = is_archived(world, address, instant)
    return site == PUBLIC or archived is (site in ARCHIVES)


def sees(world: World, site: Site, address: str, part: str, instant: datetime) -> bool:
    """Tell whether a site shows a part of a theme at an instant."""
    theme = world.every.get(address)
    if theme is None or theme.draft or part not in theme.parts:
        return False
    if world.owner(address) not in (None, site[0]):
        return False
    audience = site[1]
    if site in ARCHIVES:
        is_for_it = part != "guide" or site == FACILITATORS_ARCHIVE
        return is_for_it and is_archived(world, address, instant)
    if part == "presentation" or audience == "facilitator":
        return True
    if part == "guide":
        return False
    moments = openings(world, site, address, part)
    return any(moment <= instant for moment in moments)


def openings(world: World, site: Site, address: str, part: str) -> list[datetime]:
    """Return the moments that each open a part (not a guide) to members, readers or the public."""
    slug, audience = site
    dates: list[datetime | None] = []
    if not world.owner(address):
        edition = world.editions[address.partition("/")[0]]
        dates = [edition.opens_to_public, edition.opens_to_all if slug else None]
    moments = [in_utc(moment) for moment in dates if moment]
    if slug is None:
        return moments
    group = world.groups[slug]
    meetings = [meeting for meeting in group.meetings if meeting.theme == address]
    for rule in rules(world, group, address, audience)[part]:
        opening = opens(rule, meetings)
        if opening:
            moments.append(opening)
    return moments


def rules(world: World, group: Group, address: str, audience: str) -> dict[str, list[str]]:
    """Return the rules, by part, any of which opens it: readers have those of members too."""
    meets = any(meeting.theme == address for meeting in group.meetings)
    name = group.policy_for.get(address, group.policy) if meets else group.policy
    policy = world.policies.get(name) or POLICIES[name]
    said = {part: [policy[part]] for part in RULED}
    if audience == "reader":
        for part, rule in FOR_READERS.get(name, {}).items():
            said[part].append(rule)
    if meets:
        for part, rule in group.releases_for.get(address, {}).items():
            said[part] = [rule]
    return said


def opens(rule: str, meetings: list[Meeting]) -> datetime | None:
    """Return the instant at which a rule opens a part, in UTC, or None."""
    if rule == "always":
        return datetime.min.replace(tzinfo=UTC)
    if rule == "never" or not meetings:
        return None
    first = min(meeting.starts for meeting in meetings)
    end = max(in_utc(meeting.starts) + meeting.length for meeting in meetings)
    match rule.split():
        case ["at", "end"]:
            return end
        case [minutes, "minutes", "after", "start"]:
            last = max(in_utc(meeting.starts) for meeting in meetings)
            return last + timedelta(minutes=int(minutes))
        case [days, "days", "before"]:
            day = first.date() - timedelta(days=int(days))
            return in_utc(datetime.combine(day, time(8)))
        case [hours, "hours", "after"]:
            return end + timedelta(hours=int(hours))
    raise ValueError(rule)


def in_utc(local: datetime) -> datetime:
    """Return a local moment in UTC; no meeting of these worlds is in a night of clock change."""
    return local.replace(tzinfo=ZONE).astimezone(UTC)


def boundaries(world: World) -> list[datetime]:
    """Return every moment at which something opens to somebody, soonest first."""
    found = {
        moment
        for site in sites(world)
        if site[1] != "facilitator" and site not in ARCHIVES
        for address in world.every
        if world.owner(address) in (None, site[0])
        for part in HIDEABLE
        if part != "guide"
        for moment in openings(world, site, address, part)
        if moment.year > 1
    }
    return sorted(found)
