"""Warns of tasks before the next meetings: missing texts, meetings without a date.

« Too late: one week before », readers say of a dossier. So `parution check` warns in time of
everything that a group will miss. Each warning appears once, however many groups it concerns, at
the theme, the group or the meeting that somebody can correct.

    F1  A theme that some group meets on, or a subject of its own, within ``ready_days`` has a
        dossier, a summary and summaries of its documents, and is no draft.
    F2  Each group dates as many meetings in a year as its ``edition.yml`` says (``meetings``).
    F3  Some group meets on each theme of the year; where the year says how many meetings it
        wants, every group does that takes part in it.
    F4  Two groups do not meet in one room, nor with one facilitator, at the same time.
    F5  No meeting falls on a public holiday, nor, where ``school_zone`` is given, in school
        holidays.
    F6  No question has its answer more than half a year from now: it would be news for years.

A year lasts from the first meeting on one of its themes to its ``opens_to_all``, else for a year;
there are no warnings about years that are over. Rooms and people are compared however they are
written (`find_common_room`, `list_people`). A venue counts as one room only if its name has a
number or a proper name: « Maison de santé » is in every town, « Maison de santé, 3 rue du Port » is
not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce

from parution.domain import Catalogue, Edition, Group, Meeting, Part, Settings, Theme
from parution.domain.messages import Message, message
from parution.domain.problems import Place, Problem, Severity, sort_problems
from parution.language.fold import fold
from parution.language.nearest import list_names
from parution.sources.days_off import find_public_holiday, find_school_holiday
from parution.sources.meeting_theme import describe_theme

UNREADY = "theme-not-ready"
"""The code of the warning about a theme that a group meets on soon."""

A_YEAR = timedelta(days=366)
HALF_A_YEAR = timedelta(days=183)
BEFORE_THE_FIRST = timedelta(days=31)
"""Free subjects this long before the first meeting on a theme belong to the year too."""

TELLS_ROOMS_APART = re.compile(r"\d|(?<=[\s’'-])[A-ZÀ-ÖØ-Þ]")
"""Matches a number in a venue's name, or a proper name after its first word."""

SHORT_WORDS = {"av": "avenue", "bd": "boulevard", "pl": "place", "r": "rue", "st": "saint"}
"""Words that addresses shorten, folded."""

NO_MATTER = frozenset(["a", "au", "d", "de", "des", "du", "l", "la", "le", "les"])
"""Words of a venue that one writer leaves out, folded."""

TITLES = frozenset(["dr", "docteur", "docteure", "m", "mme", "monsieur", "madame", "pr"])
"""What may stand before a person's name, folded."""


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting of a group."""

    group: Group
    meeting: Meeting

    @property
    def day(self) -> str:
        return f"{self.meeting.starts:%Y-%m-%d}"


def foresee(
    catalogue: Catalogue, facilitators: Mapping[str, str], now: datetime
) -> tuple[Problem, ...]:
    """Return the warnings for the meetings from ``now`` on, a naive local moment.

    ``facilitators`` are the names in the groups' files, by slug.
    """
    held = list_held(catalogue)
    to_come = [each for each in held if each.meeting.starts >= now]
    return sort_problems(
        (
            *find_unready(catalogue, to_come, now),
            *find_missing_meetings(catalogue, held, now),
            *find_shared(to_come, facilitators),
            *find_on_holidays(to_come, catalogue.settings),
            *find_early_answers(catalogue, now),
        )
    )


def foresee_texts(catalogue: Catalogue, now: datetime) -> tuple[Problem, ...]:
    """Return the warnings about unready themes alone (F1), which readers are about to miss."""
    to_come = [each for each in list_held(catalogue) if each.meeting.starts >= now]
    return sort_problems(find_unready(catalogue, to_come, now))


def add_foreseen(
    problems: Iterable[Problem], foreseen: Iterable[Problem], catalogue: Catalogue
) -> tuple[Problem, ...]:
    """Return problems with the foreseen ones; a draft that both warn of is reported once.

    The foreseen warning stays, because it names the group and the day.
    """
    foreseen = tuple(foreseen)
    unready = {each.place for each in foreseen if each.code == UNREADY}
    drafts = [each for each in catalogue.themes.values() if each.draft and each.place in unready]
    alone = (each for each in problems if not any(is_of_draft(each, draft) for draft in drafts))
    return (*alone, *foreseen)


def is_of_draft(problem: Problem, draft: Theme) -> bool:
    """Return whether a problem in a group's file is that a meeting is on this draft."""
    named = describe_theme(draft.address, is_subject=draft.owner is not None)
    return (
        problem.code == "draft-scheduled"
        and dict(problem.message.values)["named"] == named
        and draft.owner in (None, problem.place.file.removeprefix("groups/").removesuffix(".yml"))
    )


def list_held(catalogue: Catalogue) -> list[Held]:
    """Return the meetings of all groups in the order of their dates."""
    held = (Held(group, meeting) for group in catalogue.groups for meeting in group.meetings)
    return sorted(held, key=lambda each: each.meeting.starts)


def find_unready(catalogue: Catalogue, to_come: Sequence[Held], now: datetime) -> Iterator[Problem]:
    """Yield a warning for each unready theme with a meeting soon (F1), naming the first group."""
    until = now + timedelta(days=catalogue.settings.ready_days)
    first: dict[str, Held] = {}
    for each in to_come:
        if each.meeting.theme in catalogue.themes and each.meeting.starts <= until:
            first.setdefault(each.meeting.theme or "", each)
    for address, soonest in first.items():
        theme = catalogue.themes[address]
        if theme.draft:
            said = (
                message("this subject is still a draft")
                if theme.owner
                else message("this theme is still a draft")
            )
            remedy = message("Remove the line “draft: true” of its index.md when it is ready.")
        elif missing := list(list_missing_texts(theme)):
            parts = enumerate_names(missing)
            said = (
                message("this subject still lacks: %(parts)s", parts=parts)
                if theme.owner
                else message("this theme still lacks: %(parts)s", parts=parts)
            )
            remedy = message("Write it in time: groups ask for a fortnight to read.")
        else:
            continue
        yield describe_warning(
            UNREADY,
            theme.place,
            message(
                "%(said)s; %(group)s meets on it on %(day)s",
                said=said,
                group=soonest.group.name,
                day=soonest.day,
            ),
            remedy,
        )


def list_missing_texts(theme: Theme) -> Iterator[Message]:
    """Yield the names of the texts that a theme lacks for its meeting."""
    written = {part for part, text in theme.documents.items() if text.body.strip()}
    if Part.DOSSIER not in written:
        yield message("dossier")
    if Part.SUMMARY not in written:
        yield message("summary")
    if not any(text.body.strip() for text in theme.sources.values()):
        yield message("summaries of its documents")


def enumerate_names(names: Sequence[Message]) -> Message:
    """Return names joined by commas."""
    return reduce(
        lambda before, last: message("%(before)s, %(last)s", before=before, last=last), names
    )


def find_missing_meetings(
    catalogue: Catalogue, held: Sequence[Held], now: datetime
) -> Iterator[Problem]:
    """Yield warnings about groups with too few meetings, and themes without one (F2, F3)."""
    for edition in catalogue.editions:
        addresses = {theme.address for theme in edition.themes}
        on_themes = [each for each in held if each.meeting.theme in addresses]
        if not on_themes:
            continue
        begins = on_themes[0].meeting.starts - BEFORE_THE_FIRST
        ends = edition.opens_to_all or begins + A_YEAR
        if ends <= now:
            continue
        of_year = [each for each in held if begins <= each.meeting.starts < ends]
        yield from find_idle_groups(edition, catalogue.groups, of_year)
        yield from find_idle_themes(edition, on_themes)


def find_idle_groups(
    edition: Edition, groups: Sequence[Group], of_year: Sequence[Held]
) -> Iterator[Problem]:
    """Yield a warning for each group with fewer meetings than the year asks for (F2)."""
    for group in groups if edition.meetings else ():
        count = sum(each.group is group for each in of_year)
        if count < edition.meetings:
            yield describe_warning(
                "few-meetings",
                group.place,
                message(
                    "meetings dated for %(year)s: %(count)s; %(wanted)s were expected",
                    count=count,
                    year=edition.title,
                    wanted=edition.meetings,
                ),
                message("Add the dates that are missing, as soon as they are known."),
            )


def find_idle_themes(edition: Edition, on_themes: Sequence[Held]) -> Iterator[Problem]:
    """Yield a warning for each theme on which no group, or not every group, meets (F3)."""
    taking_part = {each.group.slug: each.group.name for each in on_themes}
    for theme in edition.themes:
        if theme.draft:
            continue
        met = {each.group.slug for each in on_themes if each.meeting.theme == theme.address}
        without = [name for slug, name in taking_part.items() if slug not in met]
        if not met:
            said = message("no group has dated a meeting on this theme")
        elif without and edition.meetings:
            said = message(
                "%(count)s groups have not dated a meeting on this theme: %(names)s",
                count=len(without),
                names=list_names(without),
            )
        else:
            continue
        yield describe_warning(
            "theme-without-meeting",
            theme.place,
            said,
            message("Add the meetings to the groups' files; without them nothing opens."),
        )


def find_shared(to_come: Sequence[Held], facilitators: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a warning for each two simultaneous meetings with a common room or facilitator (F4)."""
    for earlier, later in pair_overlapping(to_come):
        if room := find_common_room(earlier.meeting, later.meeting):
            yield describe_warning(
                "shared-room",
                later.meeting.place,
                message(
                    "%(group)s meets in the same room at the same time: %(room)s",
                    group=earlier.group.name,
                    room=room,
                ),
                message("Move one of the two meetings, or correct its date or its place."),
            )
        named = (list_people(facilitators.get(each.group.slug, "")) for each in (earlier, later))
        if not frozenset.isdisjoint(*named):
            yield describe_warning(
                "shared-facilitator",
                later.meeting.place,
                message(
                    "%(group)s, which has the same facilitator, meets at the same time",
                    group=earlier.group.name,
                ),
                message("Move one of the two meetings, or correct its date."),
            )


def find_on_holidays(to_come: Sequence[Held], settings: Settings) -> Iterator[Problem]:
    """Yield a warning for each meeting on a holiday (F5)."""
    for each in to_come:
        day = each.meeting.starts.date()
        if name := find_public_holiday(day, settings.timezone.key):
            yield describe_warning(
                "meeting-on-holiday",
                each.meeting.place,
                message("the %(day)s is a public holiday: %(name)s", day=each.day, name=name),
                message("Move the meeting, or let it be if the group wants it so."),
            )
        elif name := find_school_holiday(day, settings.school_zone):
            yield describe_warning(
                "meeting-in-school-holidays",
                each.meeting.place,
                message("the %(day)s lies in school holidays: %(name)s", day=each.day, name=name),
                message("Move the meeting, or let it be if the group wants it so."),
            )


def find_early_answers(catalogue: Catalogue, now: datetime) -> Iterator[Problem]:
    """Yield a warning for each answer dated more than half a year ahead (F6)."""
    latest = (now + HALF_A_YEAR).date()
    for writings in catalogue.own.values():
        for minutes in writings.minutes:
            for question in minutes.questions:
                if question.answered and question.answered > latest:
                    yield describe_warning(
                        "answer-to-come",
                        minutes.place,
                        message(
                            "the question “%(question)s” has its answer on %(day)s: this day is"
                            " still to come",
                            question=question.text,
                            day=question.answered.isoformat(),
                        ),
                        message("Check the year of this date."),
                    )


def pair_overlapping(to_come: Sequence[Held]) -> Iterator[tuple[Held, Held]]:
    """Yield each pair of meetings of different groups that overlap."""
    for number, earlier in enumerate(to_come):
        ends = earlier.meeting.starts + earlier.meeting.duration
        for later in to_come[number + 1 :]:
            if later.meeting.starts >= ends:
                break
            if later.group is not earlier.group:
                yield earlier, later


def find_common_room(one: Meeting, other: Meeting) -> str | None:
    """Return the common room of two meetings; None if they differ or the name is too general.

    Order, commas, articles and usual abbreviations do not matter; a street address with its number
    (three words) is that of the same address with more words around it.
    """
    rooms = [split_venue(each.venue or "") for each in (one, other)]
    fewer, more = sorted(rooms, key=len)
    is_address = len(fewer) >= 3 and any(word.isdecimal() for word in fewer)
    if not fewer or not (fewer == more or (is_address and fewer < more)):
        return None
    venues = (one.venue or "", other.venue or "")
    return venues[0] if any(map(TELLS_ROOMS_APART.search, venues)) else None


def split_venue(venue: str) -> frozenset[str]:
    """Return the words that tell a venue from others.

    >>> sorted(split_venue("Maison de santé, 3 r. du Port"))
    ['3', 'maison', 'port', 'rue', 'sante']
    """
    words = re.findall(r"[^\W_]+", fold(venue))
    return frozenset(SHORT_WORDS.get(word, word) for word in words) - NO_MATTER


def list_people(named: str) -> frozenset[str]:
    """Return who is named, each as the letters of their names in one order; none is nobody.

    >>> list_people("Dr C. R.") == list_people("cr"), sorted(list_people("Léa Roy et M. D."))
    (True, ['learoy', 'md'])
    """
    each = re.split(r"[,;/&+]|\bet\b|\band\b", fold(named))
    return frozenset(filter(None, map(normalize_name, each)))


def normalize_name(name: str) -> str:
    """Return initials, or a name without its title and its words in alphabetical order."""
    words = re.findall(r"[^\W_]+", name)
    if len(words) > 1 and words[0] in TITLES and len("".join(words[1:])) > 1:
        words = words[1:]
    return "".join(words if max(map(len, words), default=0) == 1 else sorted(words))


def describe_warning(code: str, place: Place, said: Message, remedy: Message) -> Problem:
    return Problem(code, place, said, remedy, Severity.WARNING)
