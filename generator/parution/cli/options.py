"""Options that commands share: the project, the instant, the format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

import click

from parution import pipeline
from parution.domain import Catalogue, Settings
from parution.domain.messages import Message, Translate, message
from parution.language.catalogues import load_translations
from parution.language.date_proposals import propose_moment
from parution.language.dates import YEARS
from parution.language.nearest import find_nearest, list_names
from parution.prepared import Prepared
from parution.private_store import ObjectLost, PrivateStore
from parution.release import convert_to_utc

if TYPE_CHECKING:
    from parution.sources import Reading

_ = load_translations().gettext

CONFIG_FILE = "mkdocs.yml"

Command = TypeVar("Command", bound=Callable[..., Any])


class Project:
    """The folder that a command works on, which holds ``mkdocs.yml``."""

    def __init__(self, config_file: Path) -> None:
        self.config_file = config_file.absolute()
        self.folder = self.config_file.parent
        self._prepared: Prepared | None = None

    def prepare(self) -> Prepared:
        """Read and render the sources; raise `ProblemsFound` when they have errors."""
        self._prepared = pipeline.prepare(self.folder, self.config_file, self.store)
        return self._prepared

    @property
    def settings(self) -> Settings:
        """The settings in ``mkdocs.yml``."""
        return (self._prepared or self.timetable).settings

    @property
    def translate(self) -> Translate:
        """Translates for the sites' readers, with the association's own labels."""
        return load_translations(labels=self.settings.labels).gettext

    @cached_property
    def reading(self) -> Reading:
        """The sources, with all problems found in them."""
        # Imported here, because a build of unchanged sources does not read them.
        from parution.sources import read

        return read(self.folder, self.config_file)

    @property
    def catalogue(self) -> Catalogue:
        """The sources; raises `ProblemsFound` when they have errors."""
        return self.reading.require()

    @cached_property
    def timetable(self) -> Catalogue:
        """The sources without their texts, from the last build if nothing was edited since.

        Raises `ProblemsFound` when they have errors.
        """
        # A private folder of another user, or a damaged one, is ignored.
        with suppress(OSError, ObjectLost):
            is_read = "reading" in vars(self)
            found = None if is_read else pipeline.find_prepared(self.folder, self.config_file)
            if found is not None:
                return found.catalogue
        return self.catalogue.abridge()

    @cached_property
    def store(self) -> PrivateStore:
        """The private folder."""
        return PrivateStore(self.folder)

    @cached_property
    def now(self) -> datetime:
        """The time of the clock, read once per command; aware."""
        return datetime.now(UTC)

    def site_dir(self, given: Path | None) -> Path:
        """Return the folder for the sites: the given one, else that of ``mkdocs.yml``."""
        if given is None:
            return self.folder / self.settings.site_dir
        from parution.sources.settings_file import is_among_sources

        if is_among_sources(given, self.folder):
            over = message("“%(folder)s” holds sources, or lies among them.", folder=str(given))
            raise click.BadParameter(over.text(_), param_hint="--site-dir")
        return given.absolute()

    def instant(self, given: datetime | None) -> datetime:
        """Return an aware instant; a naive one is local time in the project's zone."""
        if given is None:
            return self.now
        if given.tzinfo is None:
            return convert_to_utc(given, self.zone)
        return given.astimezone(UTC)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of local times."""
        return self.settings.timezone


class InstantParameter(click.ParamType[datetime]):
    """An ISO 8601 date or moment; naive without an offset."""

    name = "INSTANT"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Return the moment, or fail with an example."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(explain_moment(value).text(_), param, ctx)
        if moment.year not in YEARS:
            near = message(
                "“%(value)s” lies too far away; a year from %(first)s to %(last)s was expected",
                value=value,
                first=YEARS[0],
                last=YEARS[-1],
            )
            self.fail(near.text(_), param, ctx)
        return moment


def explain_moment(value: str) -> Message:
    """Return the message for an invalid moment, with a proposal if one is recognisable."""
    clock = propose_moment(value.replace("T", " "), "")
    meant = clock.strip().replace(" ", "T") if clock else None
    if meant is None:
        return message(
            "“%(value)s” is not a moment; write it like 2026-10-08T22:30 or 2026-10-08",
            value=value,
        )
    return message("“%(value)s” is not a moment; write %(meant)s", value=value, meant=meant)


class Choice(click.Choice[str]):
    """A choice among words; an error message proposes the nearest one."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """Return the message for an unknown word."""
        text = super().get_invalid_choice_message(value, ctx)
        nearest = find_nearest(str(value), self.choices)
        if nearest is None:
            return text
        return f"{text} {message('Did you mean “%(nearest)s”?', nearest=nearest).text(_)}"


class Whole(click.IntRange):
    """A whole number within limits, which are said in words."""

    def _describe_range(self) -> str:
        if self.max is None:
            return message("%(least)s or more", least=str(self.min)).text(_)
        return message("from %(least)s to %(most)s", least=str(self.min), most=str(self.max)).text(
            _
        )


def at_option(required: bool = False) -> Callable[[Command], Command]:
    """Return the option ``--at``."""
    return click.option(
        "--at",
        "instant",
        type=InstantParameter(),
        required=required,
        help=_("The moment to look at, e.g. 2026-10-08T22:30; without an offset it is local time."),
    )


def format_option(command: Command) -> Command:
    """Add the option ``--format``."""
    return click.option(
        "--format",
        "output",
        type=Choice(["text", "json"]),
        default="text",
        help=_("Text for people, JSON for other tools."),
    )(command)


def config_option(command: Command) -> Command:
    """Add the option ``--config-file``; the command receives a `Project`."""

    def as_project(_ctx: click.Context, _param: click.Parameter, value: Path) -> Project:
        if not value.exists():
            raise click.UsageError(explain_missing(value).text(_))
        return Project(value)

    return click.option(
        "-f",
        "--config-file",
        "project",
        type=click.Path(path_type=Path, dir_okay=False),
        default=CONFIG_FILE,
        callback=as_project,
        help=_("The project's mkdocs.yml."),
    )(command)


def explain_missing(missing: Path) -> Message:
    """Return the message that the settings are missing, with the nearest folder that has some."""
    if missing.name != CONFIG_FILE or missing.parent != Path():
        return message("The file “%(path)s” does not exist.", path=str(missing))
    here = Path.cwd()
    around = (*here.parents, *sorted(path for path in here.iterdir() if path.is_dir()))
    project = next((folder for folder in around if (folder / CONFIG_FILE).is_file()), None)
    if project is None:
        return message(
            "There is no mkdocs.yml in this folder: go to the folder of your project first, with"
            " “cd”, or name the file with -f."
        )
    return message(
        "There is no mkdocs.yml in this folder: go to that of your project first, with"
        " “cd %(folder)s”.",
        folder=quote_path(project),
    )


def quote_path(folder: Path) -> str:
    """Quote a path for a command line if it contains spaces."""
    return f'"{folder}"' if " " in str(folder) else str(folder)


def describe_missing_site(group: str, audiences: Iterable[str]) -> Message:
    """Return the message that a group has no site for an audience."""
    return message(
        "The group “%(group)s” has no site for this audience; it has: %(known)s.",
        group=group,
        known=", ".join(audiences),
    )


def check_known(value: str | None, names: Iterable[str], option: str) -> str | None:
    """Return ``value`` if it is one of the names; else end as wrong usage with the nearest one."""
    names = sorted(names)
    if value is None or value in names:
        return value
    nearest = find_nearest(value, names)
    wrong = message("“%(value)s” does not exist.", value=value).text(_)
    if nearest:
        wrong += " " + message("Did you mean “%(nearest)s”?", nearest=nearest).text(_)
    elif names:
        wrong += " " + message("Write one of these: %(known)s.", known=list_names(names)).text(_)
    raise click.BadParameter(wrong, param_hint=option)
