"""Files that make other programs publish on time: systemd, cron, GitHub, GitLab. Pure.

SC1 A machine of one's own checks every quarter of an hour: that costs nothing, and the files need
    no change when meetings move.
SC2 A pipeline is billed by the minute: it runs at the times of day at which a part opens in the
    coming year, and at the times listed in ``updates``.
SC3 GitHub schedules in UTC. Each local time is written once for every UTC offset that the zone has
    in that year, so that it is right both before and after clocks change.
SC4 GitHub starts jobs late, and on busy days drops those scheduled at the full hour: each time is
    written twice, seven and thirty-seven minutes later. A job that ran before its time would open
    nothing.
"""

from __future__ import annotations

import re
import shlex
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from parution import templates
from parution.domain import Settings
from parution.domain.messages import Translate, message

YEAR = timedelta(days=366)
LATER = (timedelta(minutes=7), timedelta(minutes=37))
FALLBACK = time(5)
"""The time at which a pipeline runs when no opening is due."""

MOST_RUNS = 24
"""Runs a day; a schedule that needs more runs every half hour of the same hours instead."""


class Scheduler(StrEnum):
    """A program that starts other programs at set times."""

    SYSTEMD = "systemd"
    CRON = "cron"
    GITHUB = "github"
    GITLAB = "gitlab"


FILES: Mapping[Scheduler, Mapping[str, str]] = {
    Scheduler.SYSTEMD: {
        f"/etc/systemd/system/{name}": f"schedules/{name}"
        for name in ("parution.service", "parution.timer", "parution-failure.service")
    },
    Scheduler.CRON: {"crontab": "schedules/crontab"},
    Scheduler.GITHUB: {".github/workflows/parution.yml": "schedules/github.yml"},
    Scheduler.GITLAB: {".gitlab-ci.yml": "schedules/gitlab.yml"},
}
"""The path of each file to write, and its template, by scheduler."""

SECRETS = message(
    "Its secrets: PARUTION_SECRET (the line of .parution/secret); then SSH_KEY and SSH_KNOWN_HOSTS,"
    " or RCLONE_CONF (the text of rclone.conf), as the target needs."
)
WHEEL = message("Beside mkdocs.yml it expects the file %(wheel)s.", wheel="")
PRIVATE = message("The repository must be private: it holds what is not open yet.")
GITHUB_MAIL = message(
    "When it fails, GitHub writes to whoever last changed the times below. Its hours are UTC, and"
    " it starts late: some minutes, at times half an hour."
)
GITHUB_TIMES = message(
    "The times are those at which something opens in the coming year, in summer and in winter;"
    " print the file anew when other hours are chosen."
)
GITLAB_MAIL = message("When it fails, GitLab writes to the owner of the schedule.")
GITLAB_TIMES = message(
    "GitLab's schedules are made on its pages (Build, Pipeline schedules), one for each of these"
    " lines, in the time zone %(zone)s:",
    zone="",
)


@dataclass(frozen=True, slots=True)
class Job:
    """The command to schedule, its user and its place."""

    command: tuple[str, ...]
    """The words of the publishing command."""

    project: str
    """Absolute path of the folder that holds ``mkdocs.yml``."""

    user: str
    wheel: str
    """The wheel that pipelines install, relative to the project."""


def write_schedule_files(
    scheduler: Scheduler,
    job: Job,
    settings: Settings,
    openings: Iterable[datetime],
    now: datetime,
    translate: Translate,
) -> dict[str, str]:
    """Return the text of each file by the path where it belongs.

    ``openings`` are the aware instants after `now` at which parts open.
    """
    times = choose_times(openings, settings, now)
    environment = templates.make_environment().overlay()
    environment.filters |= {
        "shell": shlex.quote,
        "cron": escape_cron,
        "unit": escape_unit_text,
        "unit_word": quote_unit_word,
        "unit_ascii": reduce_to_ascii,
    }
    values = {
        "command": job.command,
        "project": job.project,
        "user": job.user,
        "wheel": shlex.quote(f"./{job.wheel}"),
        "contact": choose_address(settings.contact),
        "site_name": settings.site_name,
        "times": group_by_minute(list_utc_times(times, settings, now)),
        "about": [*write_advice(scheduler, job, settings, times, translate)],
    }
    return {
        path: environment.get_template(template).render(**values).strip() + "\n"
        for path, template in FILES[scheduler].items()
    }


def write_advice(
    scheduler: Scheduler,
    job: Job,
    settings: Settings,
    times: Sequence[time],
    translate: Translate,
) -> Iterator[str]:
    """Yield advice about a pipeline, line by line."""
    yield PRIVATE.text(translate)
    yield SECRETS.text(translate)
    yield message(WHEEL.msgid, wheel=job.wheel).text(translate)
    if scheduler is Scheduler.GITHUB:
        yield GITHUB_MAIL.text(translate)
        yield GITHUB_TIMES.text(translate)
        return
    yield GITLAB_MAIL.text(translate)
    yield message(GITLAB_TIMES.msgid, zone=settings.timezone.key).text(translate)
    for minutes, hours in group_by_minute(add_delay(each) for each in times):
        yield f"    {minutes} {hours} * * *"


def choose_times(
    openings: Iterable[datetime], settings: Settings, now: datetime
) -> tuple[time, ...]:
    """Return the local times of day at which a pipeline should run, earliest first (SC2)."""
    soon = (each for each in openings if each < now + YEAR)
    found = {each.astimezone(settings.timezone).time().replace(tzinfo=None) for each in soon}
    return tuple(sorted({*found, *settings.updates})) or (FALLBACK,)


def list_utc_times(times: Iterable[time], settings: Settings, now: datetime) -> set[time]:
    """Return UTC times of day that come shortly after local ones in every season (SC3, SC4)."""
    days = [now + timedelta(days=day) for day in range(0, YEAR.days, 7)]
    offsets = {day.astimezone(settings.timezone).utcoffset() or timedelta() for day in days}
    return {
        (datetime.combine(now, each, UTC) - offset + later).time()
        for each in times
        for offset in offsets
        for later in LATER
    }


def add_delay(local: time) -> time:
    """Return a time of day seven minutes later, when every part due at it is open."""
    return (datetime.combine(datetime(2000, 1, 1), local) + LATER[0]).time()


def group_by_minute(times: Iterable[time]) -> list[tuple[str, str]]:
    """Return times of day as minutes and hours of cron, one pair for each minute.

    >>> group_by_minute([time(6, 7), time(20, 37), time(7, 7)])
    [('7', '6,7'), ('37', '20')]
    """
    hours: dict[int, set[int]] = defaultdict(set)
    for each in times:
        hours[each.minute].add(each.hour)
    if sum(map(len, hours.values())) > MOST_RUNS:
        every = sorted(set().union(*hours.values()))
        return [("7,37", ",".join(map(str, every)))]
    return [
        (str(minute), ",".join(map(str, sorted(found)))) for minute, found in sorted(hours.items())
    ]


def choose_address(contact: str | None) -> str:
    """Return the address for mail: the contact, else ``root``, whose mail the machine delivers.

    An address with characters that a shell or cron would interpret is not used.
    """
    return contact if contact and re.fullmatch(r"[\w.+-]+@[\w.-]+", contact) else "root"


def escape_cron(command: str) -> str:
    """Escape percent signs in a command, which would end it in a crontab."""
    return command.replace("%", r"\%")


def escape_unit_text(text: str) -> str:
    """Return a text as the value of a systemd setting: on one line, percent signs doubled."""
    return re.sub(r"\s+", " ", text).replace("%", "%%")


def quote_unit_word(word: str) -> str:
    """Quote a word of a command for systemd."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"' if re.search(r"[\s\"'\\;]", word) else escaped


def reduce_to_ascii(text: str) -> str:
    """Return a text reduced to ASCII that is safe in a mail header within shell quotes."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^\w .,-]", "", plain)
