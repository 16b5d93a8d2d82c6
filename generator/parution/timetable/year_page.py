"""The year as an HTML page to view and print, for the association alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from parution.changes.write_request import word_local_moment
from parution.domain import Group, Part, Settings
from parution.domain.messages import Translate
from parution.domain.problems import Problem
from parution.language.catalogues import load_translations
from parution.language.dates import word_date
from parution.language.labels import PARTS, POLICIES
from parution.templates import make_environment
from parution.timetable.overview import ThemeRow

EXPECTED = (Part.PREPARATION, Part.SOURCES, Part.SUMMARY, Part.DOSSIER, Part.COMMENTARY, Part.GUIDE)
"""The parts that the page lists as missing if a theme has no text for them."""


def render_year_page(rows: Sequence[ThemeRow], settings: Settings, now: datetime) -> str:
    """Return the page; ``now`` is a local moment, shown on it."""
    translate = load_translations(labels=settings.labels).gettext
    themes = {row.theme.address: row for row in rows if row.theme.owner is None}
    of_themes = {
        address: [each for row in rows if row.theme.address == address for each in row.of_theme]
        for address in themes
    }
    return (
        make_environment(labels=settings.labels)
        .get_template("year.html")
        .render(
            site_name=settings.site_name,
            made=word_date(now.date(), translate),
            themes=[
                {
                    "title": row.theme.title,
                    "missing": list_missing_parts(row, translate),
                    "problems": word_problems(of_themes[address], translate),
                }
                for address, row in themes.items()
            ],
            has_subjects=len({row.theme.address for row in rows}) > len(themes),
            groups=[
                make_group_row(group, tuple(of_group), translate)
                for group, of_group in groupby(rows, key=lambda row: row.group)
            ],
        )
    )


def make_group_row(
    group: Group, rows: Sequence[ThemeRow], translate: Translate
) -> dict[str, object]:
    """Return the template values of a group: a cell for each theme, and its own subjects."""
    return {
        "name": group.name,
        "problems": word_problems((*rows[0].of_group, *rows[0].of_free_meetings), translate),
        "cells": [make_cell(row, translate) for row in rows if row.theme.owner is None],
        "subjects": [
            {
                **make_cell(row, translate),
                "title": row.theme.title,
                "missing": list_missing_parts(row, translate),
                "problems": word_problems((*row.of_meetings, *row.of_theme), translate),
            }
            for row in rows
            if row.theme.owner is not None
        ],
    }


def list_missing_parts(row: ThemeRow, translate: Translate) -> str:
    """Return the names of the expected parts that a theme does not have."""
    return ", ".join(PARTS[part].text(translate) for part in EXPECTED if part not in row.written)


def make_cell(row: ThemeRow, translate: Translate) -> dict[str, object]:
    """Return the template values of the cell of a group and a theme."""
    return {
        "dates": [word_local_moment(each.starts, translate) for each in row.meetings],
        "policy": POLICIES[row.policy].text(translate) if row.policy in POLICIES else row.policy,
        "problems": word_problems(row.of_meetings, translate),
    }


def word_problems(problems: Iterable[Problem], translate: Translate) -> list[str]:
    """Return problems as sentences, each once."""
    return list(dict.fromkeys(each.message.text(translate) for each in problems))
