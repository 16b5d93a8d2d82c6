"""The command ``new``, which creates files to start from."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import click

from parution import scaffold
from parution.cli.new_files import refuse_existing, write_files
from parution.domain import Meeting
from parution.domain.messages import Message, message
from parution.language.catalogues import load_translations
from parution.language.fold import fold
from parution.language.nearest import find_nearest
from parution.sources.files.slugs import DEVICES, make_slug

_ = load_translations().gettext

YEAR = re.compile(r"[12]\d{3}")
LONGEST = 60
"""Letters of the longest name of an address: Windows refuses paths of more than 260."""

KINDS = ("theme", "group", "edition", "minutes", "subject")


@click.command("new")
@click.argument(
    "names", nargs=-1, required=True, metavar=_("[theme|group|edition|minutes|subject] NAME")
)
def new_command(names: tuple[str, ...]) -> None:
    """Create the files and print the next steps; never overwrite an existing file."""
    today = datetime.now().astimezone().date()
    match names:
        case ("theme", name):
            make_theme(name)
        case ("group", name):
            make_group(name)
        case ("edition", name):
            make_edition(name)
        case ("minutes", name):
            make_minutes(name)
        case ("subject", name):
            make_subject(name, today.year)
        case (name,) if name not in KINDS:
            make_association(Path(name), today)
        case (kind, name) if nearest := find_nearest(kind, KINDS):
            refuse(
                message("Did you mean “parution new %(kind)s %(name)s”?", kind=nearest, name=name)
            )
        case _:
            refuse(
                message(
                    "Write “parution new FOLDER”, “parution new theme 2027/sommeil”,"
                    " “parution new group saint-nazaire”, “parution new edition 2027”, “parution"
                    " new minutes saint-nazaire/2027-01-14” or “parution new subject"
                    " saint-nazaire/plaies”."
                )
            )


def make_association(folder: Path, today: date) -> None:
    """Create the folder of an association."""
    if above := find_association_above(folder):
        refuse(
            message(
                "“%(above)s” is an association's folder already. Write what you want to add in it:"
                " “parution new theme 2027/sommeil”, “parution new group saint-nazaire”.",
                above=str(above),
            )
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        refuse(
            message(
                "“%(folder)s” exists already; an empty or new folder was expected.",
                folder=str(folder),
            )
        )
    write(folder, scaffold.make_association(today))
    say(message("The folder “%(folder)s” is ready.", folder=str(folder)))
    say(message("Change “site_name” in mkdocs.yml, then run “parution build” in that folder."))


def make_theme(name: str) -> None:
    """Create a draft theme and list it in its edition."""
    year, slash, written = name.partition("/")
    if not slash or not YEAR.fullmatch(year) or not written:
        refuse(
            message(
                "“%(name)s” was found; a year and a name were expected, as in 2027/sommeil.",
                name=name,
            )
        )
    folder, slug = locate_association(), make_address(written)
    edition = Path("themes", year, "edition.yml")
    files = scaffold.make_theme(int(year), slug, scaffold.make_title(written), is_draft=True)
    if not (folder / edition).exists():
        files = {**files, **scaffold.make_edition(int(year), [slug])}
        write(folder, files)
    else:
        write(folder, files)
        add_to_edition(folder / edition, slug)
    say(
        message(
            "The theme “%(theme)s” is ready, as a draft: “parution serve” shows it.",
            theme=f"{year}/{slug}",
        )
    )


def make_group(name: str) -> None:
    """Create a group without meetings."""
    folder, slug = locate_association(), make_address(name)
    write(folder, scaffold.make_group(slug, scaffold.make_group_name(name)))
    say(message("The file groups/%(slug)s.yml is ready: add its meetings.", slug=slug))


def make_edition(name: str) -> None:
    """Create an edition without themes."""
    if not YEAR.fullmatch(name):
        refuse(message("“%(name)s” was found; a year was expected, as in 2027.", name=name))
    write(locate_association(), scaffold.make_edition(int(name), []))
    say(
        message(
            "The edition “%(name)s” is ready: “parution new theme %(name)s/sommeil” adds a theme.",
            name=name,
        )
    )


def make_minutes(name: str) -> None:
    """Create draft minutes of a group's meeting."""
    written, slash, day = name.partition("/")
    if not slash or not is_day(day):
        refuse(
            message(
                "“%(name)s” was found; a group and the day of its meeting were expected, as in"
                " saint-nazaire/2027-01-14.",
                name=name,
            )
        )
    folder, group = locate_group(written)
    days = [f"{each.starts:%Y-%m-%d}" for each in read_meetings(folder, group)]
    if not days:
        refuse(
            message(
                "“%(group)s” has no meeting yet: write the one of %(day)s into"
                " groups/%(group)s.yml first.",
                group=group,
                day=day,
            )
        )
    if day not in days:
        refuse(
            message(
                "“%(group)s” has no meeting on %(day)s; its meetings: %(days)s.",
                group=group,
                day=day,
                days=", ".join(days),
            )
        )
    write(folder, scaffold.make_minutes(group, day))
    say(
        message(
            "The file groups/%(name)s.md is ready, as a draft: remove its line “draft: true” to"
            " show it to the group.",
            name=f"{group}/{day}",
        )
    )


def make_subject(name: str, year: int) -> None:
    """Create a draft subject of a group, dated ``year``."""
    named, slash, written = name.partition("/")
    if not slash or not written:
        refuse(
            message(
                "“%(name)s” was found; a group and a name were expected, as in"
                " saint-nazaire/plaies.",
                name=name,
            )
        )
    folder, group = locate_group(named)
    slug = make_address(written)
    write(folder, scaffold.make_subject(group, slug, scaffold.make_title(written), year))
    say(
        message(
            "The subject %(folder)s is ready, as a draft: “parution serve” shows it. Write"
            " “subject: %(slug)s” at the meeting.",
            folder=f"groups/{group}/subjects/{slug}",
            slug=slug,
        )
    )


def make_address(name: str) -> str:
    """Return the last part of an address made of a name; refuse one that no system would take."""
    slug = make_slug(name)
    if not re.search(r"[a-z0-9]", fold(name)):
        refuse(message("“%(name)s” holds no letter; a name was expected.", name=name))
    if slug in DEVICES:
        refuse(message("“%(name)s” is a name that Windows keeps for itself.", name=name))
    if len(slug) > LONGEST:
        refuse(
            message(
                "This name has %(count)s letters; at most %(most)s were expected, for an address."
                " The whole title is written in the file.",
                count=len(slug),
                most=LONGEST,
            )
        )
    return slug


def find_association_above(folder: Path) -> Path | None:
    """Return the association's folder that a folder lies in; None without one."""
    for each in folder.resolve().parents:
        if (each / "mkdocs.yml").is_file() and (each / "groups").is_dir():
            return each
    return None


def is_day(text: str) -> bool:
    """Return whether a text is a day of the calendar, year first."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def read_meetings(folder: Path, group: str) -> Sequence[Meeting]:
    """Return the meetings of a group, even if the project has mistakes elsewhere."""
    from parution.sources import read

    found = next((each for each in read(folder).groups if each.slug == group), None)
    return found.meetings if found else ()


def locate_group(named: str) -> tuple[Path, str]:
    """Return the association's folder and the slug of a group in it, named as people do."""
    folder, group = locate_association(), make_slug(named)
    if not (folder / f"groups/{group}.yml").is_file():
        refuse(
            message("There is no group “%(group)s”: groups/%(group)s.yml is missing.", group=group)
        )
    return folder, group


def locate_association() -> Path:
    """Return the association's folder, which must be the current one."""
    if not Path("mkdocs.yml").is_file():
        refuse(
            message(
                "There is no mkdocs.yml here: go to the association's folder first, or make"
                " one with “parution new FOLDER”."
            )
        )
    return Path()


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write new files; if one of them exists, write none and end as wrong usage."""
    refuse_existing(folder, files)
    write_files(folder, {path: text.encode() for path, text in files.items()})


def add_to_edition(edition: Path, slug: str) -> None:
    """Add a theme to the list of its edition, unless it is there, keeping comments."""
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 10_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(edition.read_text(encoding="utf-8"))
    data.setdefault("themes", [])
    if not data["themes"]:
        data["themes"] = []
    if slug in data["themes"]:
        return  # Somebody deleted its folder, and begins it anew.
    data["themes"].append(slug)
    written = io.StringIO()
    yaml.dump(data, written)
    edition.write_text(written.getvalue(), encoding="utf-8")


def say(said: Message) -> None:
    """Print a message to the user."""
    click.echo(said.text(_))


def refuse(said: Message) -> None:
    """End the command as wrong usage."""
    raise click.UsageError(said.text(_))
