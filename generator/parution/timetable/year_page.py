"""The year as an HTML page to view and print, for the association alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from parution.changes.write import local_in_words
from parution.domain import Group, Part, Settings, Theme
from parution.domain.messages import Translate
from parution.domain.problems import Problem
from parution.language.catalogues import translations
from parution.language.dates import day_in_words
from parution.language.labels import PARTS, POLICIES
from parution.templates import environment
from parution.timetable.overview import ThemeRow

EXPECTED = (Part.PREPARATION, Part.SOURCES, Part.SUMMARY, Part.DOSSIER, Part.COMMENTARY, Part.GUIDE)
"""The parts that the page lists as missing if a theme has no text for them."""


def page(rows: Sequence[ThemeRow], settings: Settings, now: datetime) -> str:
    """Return the page; ``now`` is a local moment, shown on it."""
    translate = translations(labels=settings.labels).gettext
    themes = {row.theme.address: row.theme for row in rows if row.theme.owner is None}
    of_themes = {
        address: [each for row in rows if row.theme.address == address for each in row.of_theme]
        for address in themes
    }
    return (
        environment(labels=settings.labels)
        .get_template("year.html")
        .render(
            site_name=settings.site_name,
            made=day_in_words(now.date(), translate),
            themes=[
                {
                    "title": theme.title,
                    "missing": list_missing_parts(theme, translate),
                    "problems": in_words(of_themes[address], translate),
                }
                for address, theme in themes.items()
            ],
            has_subjects=len({row.theme.address for row in rows}) > len(themes),
            groups=[
                group_row(group, tuple(of_group), translate)
                for group, of_group in groupby(rows, key=lambda row: row.group)
            ],
        )
    )


def group_row(group: Group, rows: Sequence[ThemeRow], translate: Translate) -> dict[str, object]:
    """Return the template values of a group: a cell for each theme, and its own subjects."""
    return {
        "name": group.name,
        "problems": in_words((*rows[0].of_group, *rows[0].of_free_meetings), translate),
        "cells": [cell(row, translate) for row in rows if row.theme.owner is None],
        "subjects": [
            {
                **cell(row, translate),
                "title": row.theme.title,
                "missing": list_missing_parts(row.theme, translate),
                "problems": in_words((*row.of_meetings, *row.of_theme), translate),
            }
            for row in rows
            if row.theme.owner is not None
        ],
    }


def list_missing_parts(theme: Theme, translate: Translate) -> str:
    """Return the names of the expected parts that a theme does not have."""
    return ", ".join(PARTS[part].text(translate) for part in EXPECTED if part not in theme.parts)


def cell(row: ThemeRow, translate: Translate) -> dict[str, object]:
    """Return the template values of the cell of a group and a theme."""
    return {
        "dates": [local_in_words(each.starts, translate) for each in row.meetings],
        "policy": POLICIES[row.policy].text(translate) if row.policy in POLICIES else row.policy,
        "problems": in_words(row.of_meetings, translate),
    }


def in_words(problems: Iterable[Problem], translate: Translate) -> list[str]:
    """Return problems as sentences, each once."""
    return list(dict.fromkeys(each.message.text(translate) for each in problems))
