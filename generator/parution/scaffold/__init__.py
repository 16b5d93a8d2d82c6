"""Makes the first files of an association's folder, an edition, a theme, a group, a subject.

The templates are in ``site_templates/starter/``. These functions return texts by path; the caller
writes them.
"""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from string import Template

from parution import templates

Files = Mapping[str, str]
"""Texts by path, relative to the association's folder."""

EXAMPLE = "exemple"
"""The slug of the theme that comes with a new folder."""

ADDRESS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""Matches a name that was typed as an address: ``mal-dormir``."""

ARTICLES = {"la": "La ", "le": "Le ", "les": "Les ", "l": "L’"}
"""What an article at the beginning of a town's name becomes."""

LITTLE_WORDS = frozenset(
    ["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "sous", "sur"]
)
"""Words within a town's name that have no capital: Sablé-sur-Sarthe."""

RENAMED = {"gitignore": ".gitignore"}
"""Template names of files that would have an effect among the templates, with their real names."""


def locate_starter() -> Path:
    """Return the folder of the templates."""
    return templates.locate_templates() / "starter"


def make_association(today: date) -> Files:
    """Return the files of a folder that builds at once: one edition, one theme, one group.

    >>> sorted(make_association(date(2026, 11, 26)))[:3]
    ['.gitignore', '.mkdocs/.gitkeep', 'A-LIRE-D-ABORD.md']
    """
    year = today.year
    meets = f"\n  - {{theme: {year}/{EXAMPLE}, starts: {choose_next_meeting(today)} 20:30}}"
    return {
        ".mkdocs/.gitkeep": "",
        **fill_templates("association", list_years(year)),
        **make_edition(year, [EXAMPLE]),
        **make_theme(year, EXAMPLE, "Un thème d’exemple", is_draft=False),
        "groups/mon-groupe.yml": fill_template(
            "group/group.yml", name="Mon groupe", meetings=meets
        ),
    }


def make_edition(year: int, themes: list[str]) -> Files:
    """Return the file of an edition with these themes."""
    listed = "".join(f"\n  - {slug}" for slug in themes) or " []"
    text = fill_template("edition/edition.yml", themes=listed, **list_years(year))
    return {f"themes/{year}/edition.yml": text}


def make_theme(year: int, slug: str, title: str, *, is_draft: bool) -> Files:
    """Return the files of a theme: parts with instructions to authors, and its bibliography."""
    return make_theme_files(
        f"themes/{year}/{slug}", f"bibliography/{year}/{slug}.bib", title, year, is_draft=is_draft
    )


def make_subject(group: str, slug: str, title: str, year: int) -> Files:
    """Return the files of a subject of a group's own, as a draft."""
    folder = f"groups/{group}/subjects/{slug}"
    return make_theme_files(folder, f"{folder}/references.bib", title, year, is_draft=True)


def make_theme_files(
    folder: str, bibliography: str, title: str, year: int, *, is_draft: bool
) -> Files:
    """Return the files of a theme below a folder, and its bibliography."""
    values = {
        **list_years(year),
        "title": quote_yaml(title),
        "draft": "\ndraft: true" if is_draft else "",
    }
    texts = {
        path: text for path, text in fill_templates("theme", values).items() if path != "theme.bib"
    }
    return {
        **{f"{folder}/{path}": text for path, text in texts.items()},
        bibliography: fill_template("theme/theme.bib"),
    }


def make_group(slug: str, name: str) -> Files:
    """Return the file of a group without meetings."""
    return {
        f"groups/{slug}.yml": fill_template(
            "group/group.yml", name=quote_yaml(name), meetings=" []"
        )
    }


def make_minutes(group: str, day: str) -> Files:
    """Return the file of a meeting's minutes, as a draft."""
    return {f"groups/{group}/{day}.md": fill_template("minutes/minutes.md")}


def make_title(typed: str) -> str:
    """Return a title made of a name as typed: as it is, or words if it is an address.

    >>> make_title("mal-dormir"), make_title("syndrome d’Ehlers-Danlos")
    ('Mal dormir', 'Syndrome d’Ehlers-Danlos')
    """
    words = typed.replace("-", " ") if ADDRESS.fullmatch(typed) else " ".join(typed.split())
    return words[:1].upper() + words[1:]


def make_group_name(typed: str) -> str:
    """Return a group's name as typed: as it is, or a town's if it is an address.

    >>> make_group_name("la-mothe-achard"), make_group_name("Rezé sud")
    ('La Mothe-Achard', 'Rezé sud')
    """
    if not ADDRESS.fullmatch(typed):
        return " ".join(typed.split())
    first, *others = typed.split("-")
    words = [word if word in LITTLE_WORDS else word.capitalize() for word in others]
    town = re.sub(r"\b([dl])-", r"\1’", "-".join(words))
    if first in ARTICLES and town:
        return ARTICLES[first] + town[0].upper() + town[1:]
    return "-".join(filter(None, (first.capitalize(), town)))


def quote_yaml(text: str) -> str:
    """Return a text as a quoted value of YAML, whatever signs it holds."""
    return json.dumps(text, ensure_ascii=False)


def choose_next_meeting(today: date) -> date:
    """Return the first second Thursday of a month that is at least three weeks ahead.

    >>> choose_next_meeting(date(2026, 11, 26))
    datetime.date(2027, 1, 14)
    """
    soonest = today + timedelta(weeks=3)
    return next(day for day in list_second_thursdays(soonest) if day >= soonest)


def list_second_thursdays(since: date) -> Iterator[date]:
    """Yield the second Thursdays of the month of ``since`` and of later months."""
    year, month = since.year, since.month
    while True:
        first = date(year, month, 1)
        ahead = (calendar.THURSDAY - first.weekday()) % 7
        yield first + timedelta(days=ahead + 7)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def list_years(year: int) -> dict[str, str]:
    """Return the years that the texts name."""
    return {"year": str(year), "next_year": str(year + 1), "year_after": str(year + 2)}


def fill_templates(folder: str, values: Mapping[str, str]) -> dict[str, str]:
    """Return the texts below a folder of the templates, by path within it."""
    below = locate_starter() / folder
    paths = sorted(path.relative_to(below) for path in below.rglob("*") if path.is_file())
    named = (path.as_posix() for path in paths)
    return {RENAMED.get(name, name): fill_template(f"{folder}/{name}", **values) for name in named}


def fill_template(path: str, **values: str) -> str:
    """Return a template with its values filled in; raise KeyError if one is missing."""
    return Template((locate_starter() / path).read_text(encoding="utf-8")).substitute(values)
