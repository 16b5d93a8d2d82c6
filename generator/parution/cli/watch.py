"""The command ``watch``, which publishes at each opening."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import click

from parution.cache.fingerprint import fingerprint_project
from parution.cli.options import Project, config_option
from parution.cli.target_options import to_option
from parution.domain import Catalogue, Settings
from parution.domain.messages import message
from parution.language.catalogues import load_translations
from parution.language.dates import word_moment
from parution.publish import mail
from parution.publish.watch import Attempt, watch
from parution.release import list_moments_ahead

_ = load_translations().gettext

WRONG_USAGE = 2

SUBJECT = message("The sites could not be published")
RECOVERED = message("The sites are published again")
UNTOLD = message("Nobody can be told by mail: “contact” or the program sendmail is missing.")


@click.command("watch")
@config_option
@to_option
def watch_command(project: Project, target: str | None) -> None:
    """Publish at each opening; end when interrupted, or when ``publish`` is used wrongly."""
    timetable = Timetable(project)
    publisher = Publisher(project, target)
    reporter = WatchReporter(timetable)
    try:
        watch(timetable.openings, publisher.publish, read_clock, sleep, reporter)
    except KeyboardInterrupt:
        click.echo()


def read_clock() -> datetime:
    """Return the time of the clock."""
    return datetime.now(UTC)


def sleep(duration: timedelta) -> None:
    """Sleep; if the machine is suspended meanwhile, it wakes up late."""
    time.sleep(duration.total_seconds())


class Timetable:
    """The coming openings, read again whenever somebody edits the sources."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._seen = ""
        self._since: datetime | None = None
        self._instants: tuple[datetime, ...] = ()
        self._catalogue: Catalogue | None = None
        self.settings: Settings | None = None
        """The settings last read without errors, even if other sources have some."""

    def openings(self, since: datetime) -> Sequence[datetime]:
        """Return the instants of the openings after ``since``, soonest first.

        While the sources have errors, returns those known before: publishing will report the
        errors.
        """
        seen = fingerprint_project(self._project.folder, self._project.config_file)
        if seen != self._seen:
            self._read()
            self._seen = seen
            self._since = None
        if self._catalogue and (self._since is None or since < self._since):
            self._instants = list_moments_ahead(self._catalogue, since)
            self._since = since
        return self._instants

    def _read(self) -> None:
        # Imported here to keep the start of the program fast.
        from parution.sources.report import Report
        from parution.sources.settings_file import read_settings

        folder, config_file = self._project.folder, self._project.config_file
        with suppress(OSError):
            self.settings = read_settings(folder, config_file, Report()) or self.settings
            read = Project(config_file).reading.catalogue
            self._catalogue = read.abridge() if read else self._catalogue


class Publisher:
    """Runs ``parution publish`` as a separate process, which frees all its memory at the end."""

    def __init__(self, project: Project, target: str | None) -> None:
        to = () if target is None else ("--to", target)
        here = ("-f", str(project.config_file))
        self._command = (sys.executable, "-m", "parution", "publish", "--quiet", *here, *to)

    def publish(self) -> Attempt:
        """Publish, and print the output of the process."""
        done = subprocess.run(  # noqa: S603 - our own program
            self._command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )
        output = (done.stderr + done.stdout).decode("utf-8", "replace").strip()
        if done.returncode == WRONG_USAGE:
            click.echo(output, err=True)
            sys.exit(WRONG_USAGE)
        if output:
            click.echo(output, err=done.returncode != 0)
        return Attempt(done.returncode == 0, output)


class WatchReporter:
    """Prints the events of the watch, and mails failures to the contact."""

    def __init__(self, timetable: Timetable) -> None:
        self._timetable = timetable

    def next_is(self, due: datetime) -> None:
        """Print when publishing is due."""
        click.echo(message("Next publication: %(moment)s", moment=self._word_moment(due)).text(_))

    def report_failure(self, attempt: Attempt, again_at: datetime, is_news: bool) -> None:
        """Print when the next try is due; send a mail if ``is_news``."""
        again = message(
            "What is published stays as it is; next try: %(moment)s",
            moment=self._word_moment(again_at),
        ).text(_)
        click.echo(again, err=True)
        if is_news and not self._send_mail(SUBJECT.text(_), f"{attempt.output}\n\n{again}\n"):
            click.echo(UNTOLD.text(_), err=True)

    def report_recovery(self) -> None:
        """Print and mail that publishing works again."""
        text = RECOVERED.text(_)
        click.echo(text)
        self._send_mail(text, f"{text}.\n")

    def _send_mail(self, subject: str, text: str) -> bool:
        settings = self._timetable.settings
        contact = settings.contact if settings else None
        return contact is not None and mail.send(contact, subject, text)

    def _word_moment(self, moment: datetime) -> str:
        settings = self._timetable.settings
        if settings is None:
            return f"{moment:%Y-%m-%d %H:%M} UTC"
        return word_moment(moment, settings.timezone, _)
