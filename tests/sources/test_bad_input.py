"""Every mistake people make in the files, one row each: its place and its message."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

import parution.sources
from parution.domain.problems import ProblemsFound, Severity
from parution.language.catalogues import load_translations
from parution.sources import read
from sources import (
    bad_beginnings,
    bad_dates,
    bad_files,
    bad_labels,
    bad_minutes,
    bad_names,
    bad_signs,
    bad_slips,
    bad_subjects,
    bad_texts,
    bad_values,
    bad_yaml,
    seen_by_check,
)
from sources.rows import THEME, Found, Row, as_found
from sources.typed_from_memory import TYPED, read_golden, report_on
from tiny_project import changed, tiny_project

ROWS: tuple[Row, ...] = (
    *bad_files.ROWS,
    *bad_yaml.ROWS,
    *bad_values.ROWS,
    *bad_names.ROWS,
    *bad_texts.ROWS,
    *bad_signs.ROWS,
    *bad_dates.ROWS,
    *bad_beginnings.ROWS,
    *bad_slips.ROWS,
    *bad_minutes.ROWS,
    *bad_subjects.ROWS,
    *bad_labels.ROWS,
)

FRENCH = load_translations("fr").gettext

ROOM = Path(parution.sources.__file__).parent
MODULES = [each for each in ROOM.rglob("*.py") if each.stem != "pasted_addresses"]
DOCUMENTATION = Path(__file__).parents[2] / "docs" / "problemes.md"


REPORTING = ("error", "warn", "describe_warning", "report_value", "Slip", "Problem")
"""Functions whose first argument is a problem's code."""


def find_codes(module: Path) -> set[str]:
    """Return the problem codes that a module reports, read from its source."""
    tree = ast.parse(module.read_text())
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    codes = (call.args[0] for call in calls if name_of(call.func) in REPORTING)
    named = {
        name_of(node.targets[0]): node.value for node in tree.body if isinstance(node, ast.Assign)
    }
    values = (named.get(code.id) if isinstance(code, ast.Name) else code for code in codes)
    return {value.value for value in values if isinstance(value, ast.Constant)}


def name_of(function: ast.expr) -> str | None:
    """Return the last name of a call's function."""
    return getattr(function, "attr", None) or getattr(function, "id", None)


CODES = sorted(set().union(*(find_codes(module) for module in MODULES)))


def find_problems(project: Path) -> tuple[Found, ...]:
    """Return the problems, without those that `test_typed_references` counts."""
    found = (as_found(problem, FRENCH) for problem in read(project).problems)
    return tuple(each for each in found if each.code in CODES)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.what)
def test_a_bad_input_is_reported(row: Row, tmp_path: Path) -> None:
    """Each mistake is reported at its place, in French, with its remedy, and nothing else is."""
    assert find_problems(tiny_project(tmp_path, row.changes)) == row.found


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.what)
def test_an_error_leaves_no_catalogue(row: Row, tmp_path: Path) -> None:
    """There is a catalogue if and only if all problems are warnings."""
    only_warnings = all(found.severity is Severity.WARNING for found in row.found)
    reading = read(tiny_project(tmp_path, row.changes))
    assert (reading.catalogue is not None) is only_warnings


def test_all_mistakes_are_reported_in_one_run(tmp_path: Path) -> None:
    """Mistakes in different files are found together, in the order of files and lines."""
    mistakes = {
        **changed("mkdocs.yml", "Europe/Paris", "Europe/Pari"),
        **changed("themes/2026/edition.yml", "opens_to_all", "opens_for_all"),
        **changed(f"{THEME}/index.md", "2026-03-31", "2026-02-30"),
        **changed(f"{THEME}/dossier.md", "(preparation.md)", "(preparations.md)"),
        f"{THEME}/summary.md": "---\ntitle: L’essentiel\n",
        f"{THEME}/guide.md": "Écoutez <script>\n".encode("cp1252"),
        f"{THEME}/sources/durand2019.md": "Voir [@martin2001].\n",
        "groups/blain.yml": "name: no\nmeetings:\n  - {theme: 2026/doleur, starts: 20:30}\n",
    }
    project = tiny_project(tmp_path, mistakes)
    assert [(found.place, found.code) for found in find_problems(project)] == [
        ("groups/blain.yml:1:7", "not-a-text"),
        ("groups/blain.yml:3:13", "unknown-theme"),
        ("groups/blain.yml:3:34", "bad-date"),
        ("mkdocs.yml:7:17", "unknown-timezone"),
        (f"{THEME}/dossier.md:8:64", "broken-link"),
        (f"{THEME}/guide.md:1:1", "not-utf-8"),
        (f"{THEME}/guide.md:1:9", "html-not-allowed"),
        (f"{THEME}/index.md:6:17", "bad-date"),
        (f"{THEME}/sources/durand2019.md:1:7", "unknown-citation"),
        (f"{THEME}/summary.md:1:1", "unclosed-front-matter"),
        ("themes/2026/edition.yml:3:1", "unknown-key"),
    ]


def test_require_raises_every_problem(tmp_path: Path) -> None:
    """Requiring the catalogue of a broken project raises all problems, warnings included."""
    row = next(row for row in ROWS if row.what == "part in the wrong case")
    with pytest.raises(ProblemsFound) as raised:
        read(tiny_project(tmp_path, row.changes)).require()
    assert len(raised.value.problems) == len(row.found)


WITHOUT_A_ROW = {
    "program-in-settings",  # has tables of its own: test_settings
    "symbolic-link",  # needs more than the text of a file: test_files
    "not-a-file",
    "unreadable-name",
    "unreadable-file",
    "unreadable-folder",
    "text-too-complex",  # takes its time: test_limits
    "text-too-long",
    "unknown-audience",  # of pages: test_pages
    "attachment-too-large",  # test_attachments
}


@pytest.mark.parametrize("slip", TYPED)
def test_a_slip_from_memory_is_reported(slip: str) -> None:
    """A beginner's slip gives exactly the words of the golden file."""
    assert report_on(TYPED[slip]) == read_golden()[slip] != ""


@pytest.mark.parametrize("slip", seen_by_check.SLIPS)
def test_what_check_alone_says(slip: str) -> None:
    """`check` says of references and of meetings to come exactly the words of the golden file."""
    said = seen_by_check.report_on(seen_by_check.SLIPS[slip])
    assert said == seen_by_check.read_golden()[slip] != ""


def test_check_says_nothing_of_a_complete_project() -> None:
    """`check` has nothing to say of the project that these slips change."""
    assert seen_by_check.report_on({}) == ""


SHOWN = Counter(code for row in ROWS for code in {found.code for found in row.found})
SHOWN.update(
    code
    for said in (*read_golden().values(), *seen_by_check.read_golden().values())
    for code in set(re.findall(r" (?:error|warning) ([a-z0-9-]+)$", said, re.MULTILINE))
)
"""The number of rows that show each problem."""


@pytest.mark.parametrize("code", CODES)
def test_every_problem_has_three_rows(code: str) -> None:
    """Every problem is shown by at least three rows."""
    assert SHOWN[code] >= 3 or code in WITHOUT_A_ROW


@pytest.mark.parametrize("code", CODES)
def test_every_problem_is_documented(code: str) -> None:
    """The documentation of problems has an entry for every code."""
    assert f"`{code}`" in DOCUMENTATION.read_text()
