"""Calendars, read back by a library other than the one that wrote them."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st

from builders import PARIS, catalogue, edition, group, instant, local, meeting, rules, theme
from command_line import plain
from compose.views import views_at
from parution.compose.calendar.events import write_calendar
from parution.compose.calendar.icalendar import Event, fold, write_icalendar
from parution.compose.calendar.revisions import revise
from parution.domain import PUBLIC_SITE, Audience, Catalogue, Site

BLAIN = Site("blain", Audience.MEMBER)
BEFORE = instant("2026-09-01 00:00Z")
AFTER = instant("2026-12-01 00:00Z")


def association(*meetings, opens_to_public: str | None = None, draft: bool = False) -> Catalogue:
    """Return one theme, « Douleur », and the group of Blain, which opens everything before."""
    dated = meetings or (meeting("2026/douleur", "2026-10-08 20:30"),)
    return catalogue(
        edition(
            "2026",
            theme("2026/douleur", title="La douleur : écouter, évaluer", draft=draft),
            opens_to_public=local(opens_to_public) if opens_to_public else None,
        ),
        groups=[group("blain", *dated)],
    )


def compose_calendar(
    of: Catalogue, at: datetime = BEFORE, site: Site = BLAIN, **settings: str | None
) -> str:
    views = views_at(of, at, **settings)
    return write_calendar(views.context, views.of(site))


def events_of(text: str) -> list[icalendar.Event]:
    """Return the events of a calendar in the order written."""
    return icalendar.Calendar.from_ical(text).walk("VEVENT")


def meeting_of(text: str) -> icalendar.Event:
    return next(event for event in events_of(text) if "Réunion" in event["SUMMARY"])


def opening_of(text: str) -> icalendar.Event:
    return next(event for event in events_of(text) if "Ouverture" in event["SUMMARY"])


def test_a_meeting_has_its_local_start_and_end() -> None:
    """A meeting's event has its local start and end."""
    found = meeting_of(compose_calendar(association()))
    assert found.start == datetime(2026, 10, 8, 20, 30, tzinfo=PARIS)
    assert found.end - found.start == timedelta(hours=2)


def test_a_meeting_is_called_by_its_theme() -> None:
    """The summary names the theme, with the characters that the format reserves."""
    found = meeting_of(compose_calendar(association()))
    assert found["SUMMARY"] == "Réunion : La douleur : écouter, évaluer"


def test_a_free_meeting_is_called_by_its_own_title() -> None:
    """A meeting without a theme has the title its group gave it."""
    found = meeting_of(compose_calendar(association(meeting(None, "2026-11-12 20:30"))))
    assert found["SUMMARY"] == "Réunion : Thème libre"


def test_parts_that_open_together_are_one_event() -> None:
    """The parts that open fifteen days before make one event that blocks nobody's time."""
    found = opening_of(compose_calendar(association()))
    said = (
        "Ouverture : Préparer la réunion, Références, Résumés des documents, L’essentiel,"
        " Dossier – La douleur"
    )
    assert found["SUMMARY"].startswith(said)
    assert found.start == datetime(2026, 9, 23, 8, 0, tzinfo=PARIS)
    assert found["TRANSP"] == "TRANSPARENT"


def test_the_public_calendar_holds_no_group_s_meeting() -> None:
    """The public calendar has the dates that open the year to all, and nothing of any group."""
    text = compose_calendar(association(opens_to_public="2027-07-01 00:00"), site=PUBLIC_SITE)
    assert [event.start for event in events_of(text)] == [datetime(2027, 7, 1, tzinfo=PARIS)]
    assert "Blain" not in text
    assert "Réunion" not in text


def test_a_draft_theme_leaves_no_word() -> None:
    """A meeting on a draft is an event that does not name the draft."""
    text = compose_calendar(association(draft=True))
    assert [event["SUMMARY"] for event in events_of(text)] == ["Réunion"]
    assert "ouleur" not in text


def test_a_draft_cannot_be_told_from_another_by_the_calendar() -> None:
    """Even the events' identifiers are the same whichever draft a meeting is planned on."""
    one = association(draft=True)
    other = catalogue(
        edition("2026", theme("2026/sommeil", title="Le sommeil", draft=True)),
        groups=[group("blain", meeting("2026/sommeil", "2026-10-08 20:30"))],
    )
    assert compose_calendar(one) == compose_calendar(other)


def test_an_empty_calendar_is_a_valid_one() -> None:
    """A calendar without an event still has the component that the format requires."""
    parsed = icalendar.Calendar.from_ical(compose_calendar(association(), site=PUBLIC_SITE))
    assert not parsed.walk("VEVENT")
    assert parsed.walk("VTIMEZONE")


REQUIRED = ("VERSION", "PRODID", "CALSCALE", "METHOD", "X-WR-CALNAME")


@pytest.mark.parametrize("name", REQUIRED)
def test_a_calendar_has_its_properties(name: str) -> None:
    """A calendar has the properties that Thunderbird, Google and Apple read."""
    assert icalendar.Calendar.from_ical(compose_calendar(association())).get(name)


@pytest.mark.parametrize("name", ["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"])
def test_every_event_has_its_properties(name: str) -> None:
    """Every event has RFC 5545's three required properties, and the others for people."""
    assert all(name in event for event in events_of(compose_calendar(association())))


def test_every_identifier_is_used_once() -> None:
    """Several meetings, on one theme and on none, have different identifiers."""
    meetings = (
        meeting("2026/douleur", "2026-10-08 20:30"),
        meeting("2026/douleur", "2026-12-08 20:30"),
        meeting(None, "2026-11-12 20:30"),
        meeting(None, "2027-01-12 20:30"),
    )
    found = [event["UID"] for event in events_of(compose_calendar(association(*meetings)))]
    assert len(found) == len(set(found)) == 6


def test_a_meeting_that_moves_stays_the_same_event() -> None:
    """A moved meeting and its openings keep their identifiers: subscribers see no second event."""
    moved = association(meeting("2026/douleur", "2026-10-15 20:30"))
    before, after = compose_calendar(association()), compose_calendar(moved)
    assert meeting_of(before)["UID"] == meeting_of(after)["UID"]
    assert opening_of(before)["UID"] == opening_of(after)["UID"]
    assert meeting_of(before)["DTSTAMP"] != meeting_of(after)["DTSTAMP"]


def test_groups_and_audiences_do_not_share_openings() -> None:
    """A designated reader's openings have other identifiers than a member's."""
    with_readers = catalogue(
        edition("2026", theme("2026/douleur")),
        groups=[group("blain", meeting("2026/douleur", "2026-10-08 20:30"), readers=True)],
    )
    member = compose_calendar(with_readers)
    reader = compose_calendar(with_readers, site=Site("blain", Audience.READER))
    assert opening_of(member)["UID"] != opening_of(reader)["UID"]


@pytest.mark.parametrize("at", [BEFORE, AFTER], ids=["before", "after"])
def test_the_bytes_do_not_depend_on_the_moment(at: datetime) -> None:
    """A calendar is the same before and after the meeting: it holds no clock time."""
    assert compose_calendar(association(), at) == compose_calendar(
        association(), instant("2026-10-08 18:30Z")
    )


def test_texts_do_not_change_a_calendar() -> None:
    """The texts of parts do not change a calendar."""
    plain = association()
    other = catalogue(
        edition(
            "2026",
            theme(
                "2026/douleur",
                title="La douleur : écouter, évaluer",
                bodies=dict.fromkeys(plain.themes["2026/douleur"].documents, "Autre chose."),
            ),
        ),
        groups=[group("blain", meeting("2026/douleur", "2026-10-08 20:30"))],
    )
    assert compose_calendar(plain) == compose_calendar(other)


def test_events_lead_to_the_site_when_its_address_is_known() -> None:
    """Events have absolute links, because calendars are read outside the site."""
    known = meeting_of(compose_calendar(association(), site_url="https://dossiers.example.org/"))
    assert re.fullmatch(
        r"https://dossiers\.example\.org/g/blain-[a-z2-7]{32}/2026/douleur/", known["URL"]
    )
    assert "URL" not in meeting_of(compose_calendar(association(), site_url=None))


def test_a_past_year_leaves_the_calendar() -> None:
    """A year after an edition opened to all, its openings leave the calendar."""
    of = association(opens_to_public="2027-07-01 00:00")
    assert events_of(compose_calendar(of, instant("2027-08-01 00:00Z"), PUBLIC_SITE))
    assert not events_of(compose_calendar(of, instant("2028-08-01 00:00Z"), PUBLIC_SITE))


NIGHTS = {
    "spring forward": ("2027-03-28 02:30", "2027-03-28T01:30:00Z"),
    "fall back": ("2026-10-25 02:30", "2026-10-25T01:30:00Z"),
    "winter": ("2026-12-08 20:30", "2026-12-08T19:30:00Z"),
    "summer": ("2026-10-08 20:30", "2026-10-08T18:30:00Z"),
}


@pytest.mark.parametrize(("starts", "utc"), NIGHTS.values(), ids=NIGHTS)
def test_a_meeting_begins_when_the_release_engine_says(starts: str, utc: str) -> None:
    """In both nights of clock change a meeting starts at the later reading, like openings."""
    found = meeting_of(compose_calendar(association(meeting(None, starts))))
    assert found.start.astimezone(UTC) == datetime.fromisoformat(utc)


ZONES = {
    "by one rule": "Europe/Paris",
    "never changing": "Indian/Reunion",
    "west": "America/Miquelon",
    "with the moon": "Africa/Casablanca",
}


@pytest.mark.parametrize("name", ZONES.values(), ids=ZONES)
def test_the_zone_in_the_calendar_is_right(name: str) -> None:
    """At every hour of two years the written time zone gives the real offset.

    dateutil reads it, which neither wrote it nor knows the zone.
    """
    zone = ZoneInfo(name)
    summers = [datetime(year, 6, 1, tzinfo=UTC) for year in (2026, 2027)]
    text = write_icalendar("Nom", zone, [Event("1", *summers, "Une année")])
    defined = text[text.index("BEGIN:VTIMEZONE") : text.index("BEGIN:VEVENT")]
    own_zone = tzical(io.StringIO(defined)).get()
    first = datetime(2026, 1, 1, 12, tzinfo=UTC)
    for hours in range(2 * 364 * 24):
        wall = (first + timedelta(hours=hours)).astimezone(zone)
        assert wall.replace(tzinfo=own_zone).utcoffset() == wall.utcoffset() or wall.fold, wall


def test_clocks_go_forward_at_the_instant_they_do() -> None:
    """Summer time begins at 02:00 of the winter time before it (RFC 5545, 3.6.5)."""
    (spring,) = icalendar.Calendar.from_ical(compose_calendar(association())).walk("DAYLIGHT")
    begins, before = spring["DTSTART"].dt, spring["TZOFFSETFROM"].td
    assert (begins - before).time() == time(1)


def test_a_zone_is_the_same_in_every_calendar() -> None:
    """A zone has one definition in all calendars, for programs know it by its name."""
    years = [association(meeting(None, f"{year}-10-08 20:30")) for year in (2026, 2031)]
    first, second = (
        icalendar.Calendar.from_ical(compose_calendar(year)).walk("VTIMEZONE")[0].to_ical()
        for year in years
    )
    assert first == second


def test_a_rule_with_a_date_moves_its_event() -> None:
    """A meeting's own rule for a part moves that part's event."""
    early = meeting("2026/douleur", "2026-10-08 20:30", releases=rules(dossier="2026-09-12 07:00"))
    starts = [event.start for event in events_of(compose_calendar(association(early)))]
    assert datetime(2026, 9, 12, 7, 0, tzinfo=PARIS) in starts


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=300))
def test_any_text_comes_back_as_it_was(said: str) -> None:
    """Any title is read back as it was written."""
    when = datetime(2026, 10, 8, tzinfo=UTC)
    event = Event("1", when, when, "Titre" + said, description="Question" + said)
    parsed = events_of(write_icalendar("Nom", PARIS, [event]))[0]
    assert (parsed["SUMMARY"], parsed["DESCRIPTION"]) == ("Titre" + said, "Question" + said)


SIGNS = {"a comma": (",", r"\,"), "a semicolon": (";", r"\;"), "a backslash": ("\\", r"\\")}


@pytest.mark.parametrize(("sign", "written"), SIGNS.values(), ids=SIGNS)
def test_a_sign_of_the_format_is_escaped(sign: str, written: str) -> None:
    """Reserved characters are escaped: strict readers would cut the text there."""
    when = datetime(2026, 10, 8, tzinfo=UTC)
    text = write_icalendar("Nom", PARIS, [Event("1", when, when, f"a{sign}b")])
    assert f"SUMMARY:a{written}b\r\n" in text


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=80, max_size=300))
def test_no_line_is_longer_than_the_format_allows(said: str) -> None:
    """Lines have at most 75 octets, whatever the characters (RFC 5545, 3.1)."""
    lines = fold(f"SUMMARY:{said}").removesuffix("\r\n").split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "".join([lines[0], *(line[1:] for line in lines[1:])]) == f"SUMMARY:{said}"


# --- revisions ------------------------------------------------------------------------------------


def calendar_with_move(starts: str, hours: float = 2) -> str:
    """Return the calendar of a group whose second meeting starts at a moment."""
    return compose_calendar(
        association(meeting("2026/douleur", "2026-10-08 20:30"), meeting(None, starts, hours=hours))
    )


PLANNED = calendar_with_move("2026-11-12 20:30")
FIRST, LATER = instant("2026-09-01 08:00Z"), instant("2026-09-20 08:00Z")


def revision_numbers(text: str) -> dict[str, int]:
    """Return the revision of each event by its title; 0, RFC 5545's default, if none is written."""
    return {plain(event["SUMMARY"]): int(event.get("SEQUENCE", 0)) for event in events_of(text)}


@pytest.mark.parametrize(
    "edited",
    [
        calendar_with_move("2026-11-19 20:30"),
        calendar_with_move("2026-11-05 20:30"),
        calendar_with_move("2026-11-12 20:00"),
        calendar_with_move("2026-11-12 20:30", hours=1),
    ],
    ids=["later day", "earlier day", "earlier hour", "shorter"],
)
def test_a_changed_event_is_newer(edited: str) -> None:
    """A meeting that moved, either way, has a higher revision and a later stamp."""
    first, known = revise(PLANNED, {}, FIRST)
    then, _ = revise(edited, known, LATER)
    (before,) = [each for each in events_of(first) if each.start.month == 11]
    (after,) = [each for each in events_of(then) if each.start.month == 11]
    assert before["UID"] == after["UID"]
    assert before.get("SEQUENCE", 0) < after["SEQUENCE"]
    assert after["DTSTAMP"].dt == after["LAST-MODIFIED"].dt == LATER


def test_an_unchanged_event_keeps_its_revision() -> None:
    """When one meeting moves, all other events keep their bytes."""
    first, known = revise(PLANNED, {}, FIRST)
    then, _ = revise(calendar_with_move("2026-11-19 20:30"), known, LATER)
    before, after = revision_numbers(first), revision_numbers(then)
    assert [title for title in before if before[title] != after[title]] == ["Réunion : Thème libre"]


def test_an_unchanged_calendar_keeps_its_bytes() -> None:
    """An unchanged calendar published later keeps its bytes."""
    first, known = revise(PLANNED, {}, FIRST)
    assert revise(PLANNED, known, LATER) == (first, known)


def test_a_meeting_moved_to_and_fro_is_newest_at_the_end() -> None:
    """A meeting moved back to its old time is newer still, even within a minute."""
    known, seen = {}, []
    for text in (PLANNED, calendar_with_move("2026-11-19 20:30"), PLANNED):
        said, known = revise(text, known, FIRST)
        seen.append(revision_numbers(said)["Réunion : Thème libre"])
    assert seen == sorted(set(seen))


def test_without_records_calendars_have_the_same_bytes_every_time() -> None:
    """Without records of earlier runs, as in a pipeline, calendars are those that `build` makes."""
    assert revise(PLANNED, {}, FIRST)[0] == revise(PLANNED, {}, LATER)[0] == PLANNED


def test_a_revision_lasts_until_the_next_change() -> None:
    """An event that changed once keeps its revision until it changes again."""
    _, first = revise(PLANNED, {}, FIRST)
    then, known = revise(calendar_with_move("2026-11-19 20:30"), first, LATER)
    much_later = instant("2026-10-20 08:00Z")
    assert revise(calendar_with_move("2026-11-19 20:30"), known, much_later) == (then, known)


def test_a_cancelled_meeting_leaves_the_calendar() -> None:
    """A cancelled meeting has no event, so subscribed calendars drop it."""
    _, known = revise(PLANNED, {}, FIRST)
    then, kept = revise(compose_calendar(association()), known, LATER)
    assert "Réunion : Thème libre" not in revision_numbers(then)
    assert len(kept) < len(known)


def test_revisions_are_numbers_that_programs_hold() -> None:
    """A revision of the year 2099 fits in the 31 bits of RFC 5545."""
    _, known = revise(PLANNED, {}, FIRST)
    said, _ = revise(calendar_with_move("2026-11-19 20:30"), known, instant("2099-12-31 00:00Z"))
    assert 0 < max(revision_numbers(said).values()) < 2**31
