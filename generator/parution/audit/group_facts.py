"""The facts about each group that only its own sites may state: name, venues, meetings, openings.

AF1 The audit searches for names, venues and titles of meetings of two words and twelve letters.
    Shorter ones (« Rennes », « Chez Anne ») are common words.
AF2 It searches for the moments of meetings and openings to the minute, in every form in which a
    site states a moment: in words, in calendars, and for scripts. A day without a time proves
    nothing: references and minutes state days too.
AF3 A fact of several groups, or one that a text states, may stand wherever one of them may.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from parution.audit.fingerprints import Mark, Named
from parution.audit.leaks import LeakKind
from parution.audit.rights import EVERYBODY, NOBODY, Book, Rights
from parution.domain import Bounded, Catalogue, Group, OnDate, Rule
from parution.release.schedule import convert_to_utc

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def list_group_names(catalogue: Catalogue, book: Book) -> Iterator[Named]:
    """Yield the groups' names and venues, and the titles of their meetings (AF1)."""
    for group in catalogue.groups:
        mark = Mark(LeakKind.OTHER_GROUP, book.group(group.slug))
        titles = {meeting.title for meeting in group.meetings}
        venues = {meeting.venue for meeting in group.meetings}
        for name in sorted(filter(None, {group.name, group.venue, *venues, *titles})):
            yield name, mark


def list_group_moments(catalogue: Catalogue, book: Book) -> Iterator[Named]:
    """Yield the moments of meetings and openings, in every form of `write_moment` (AF2)."""
    settings = catalogue.settings
    zone = settings.timezone
    moments: dict[Rights, set[datetime]] = {
        EVERYBODY: {*list_public_moments(catalogue), *book.openings(None)}
    }
    for group in catalogue.groups:
        openings = book.openings(group.slug)
        moments[book.group(group.slug)] = {*list_meeting_moments(group, zone), *openings}
    rights: dict[datetime, Rights] = {}
    for holders, held in moments.items():
        # A locked page also says when the site is updated after its opening.
        updates = filter(None, (find_next_update(each, settings.updates, zone) for each in held))
        for moment in (*held, *updates):
            rights[moment] = rights.get(moment, NOBODY) | holders
    for moment, holders in rights.items():
        for form in write_moment(moment, zone):
            yield form, Mark(LeakKind.OTHER_GROUP, holders)


def find_next_update(moment: datetime, updates: Sequence[time], zone: ZoneInfo) -> datetime | None:
    """Return the first update of the sites at or after an aware moment; None without updates."""
    day = moment.astimezone(zone).date()
    days = (day, day + timedelta(days=1))
    times = (convert_to_utc(datetime.combine(each, at), zone) for each in days for at in updates)
    return min((each for each in times if each >= moment), default=None)


def list_public_moments(catalogue: Catalogue) -> Iterator[datetime]:
    """Yield the moments that any site may state: of editions, reviews and policies."""
    for local in list_public_local_moments(catalogue):
        if local is not None:
            yield convert_to_utc(local, catalogue.settings.timezone)


def list_public_local_moments(catalogue: Catalogue) -> Iterator[datetime | None]:
    """Yield the same moments in local time, and None for each that is not set."""
    for edition in catalogue.editions:
        yield from (edition.opens_to_all, edition.opens_to_public)
    for theme in catalogue.themes.values():
        yield datetime.combine(theme.reviewed, time()) if theme.reviewed else None
    for policy in catalogue.settings.policies.values():
        for rules in policy.releases.values():
            for written in rules.values():
                yield from list_rule_moments(written.rule)


def list_rule_moments(rule: Rule) -> Iterator[datetime | None]:
    """Yield the moments that a rule states."""
    match rule:
        case OnDate(moment):
            yield moment
        case Bounded(counted, not_before, not_after):
            yield from (*list_rule_moments(counted), not_before, not_after)


def list_meeting_moments(group: Group, zone: ZoneInfo) -> Iterator[datetime]:
    """Yield the beginning and the end of each meeting."""
    for meeting in group.meetings:
        starts = convert_to_utc(meeting.starts, zone)
        yield from (starts, starts + meeting.duration)


def write_moment(moment: datetime, zone: ZoneInfo) -> Iterator[str]:
    """Yield the forms in which a site may state an aware moment.

    >>> moment = datetime(2026, 10, 8, 18, 30, tzinfo=UTC)
    >>> for form in write_moment(moment, ZoneInfo("Europe/Paris")):
    ...     print(form)
    8 octobre 2026 à 20 h 30
    8 octobre 2026, de 20 h 30
    2026-10-08T20:30
    2026-10-08 20:30
    2026-10-08T18:30
    DTSTART;TZID=Europe/Paris:20261008T203000
    """
    local = moment.astimezone(zone)
    day = "1er" if local.day == 1 else str(local.day)
    hour = f"{local.hour} h {local.minute:02}" if local.minute else f"{local.hour} h"
    date = f"{day} {MONTHS[local.month - 1]} {local.year}"
    yield f"{date} à {hour}"
    yield f"{date}, de {hour}"
    yield f"{local:%Y-%m-%dT%H:%M}"
    yield f"{local:%Y-%m-%d %H:%M}"
    yield f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M}"
    yield f"DTSTART;TZID={zone.key}:{local:%Y%m%dT%H%M%S}"
