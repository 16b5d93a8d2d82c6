"""`parution year` shows the year of all groups, and `parution shift` moves meetings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from command_line import plain, run
from tiny_project import GROUP, tiny_project

FILE = "groups/blain.yml"
AT = ("--at", "2026-09-01T12:00")


def test_a_row_for_each_group_and_theme(tmp_path: Path) -> None:
    """A group and a theme have their dates, the policy in force, and the parts written."""
    project = tiny_project(tmp_path, {"groups/arzal.yml": "name: Arzal\npolicy: after\n"})
    rows = run(project, "year", "--format", "json", *AT).json
    assert [(row["group"], row["theme"], row["meetings"], row["policy"]) for row in rows] == [
        ("arzal", "2026/douleur", [], "after"),
        ("blain", "2026/douleur", ["2026-10-08T20:30"], "references-first"),
    ]
    assert rows[0].keys() == {"group", "theme", "meetings", "policy", "written", "problems"}
    assert "dossier" in rows[0]["written"]


def test_what_a_new_theme_came_with_is_not_written(tmp_path: Path) -> None:
    """A part that is as `new theme` made it is not written; one with words of its own is."""
    project = tiny_project(tmp_path)
    assert run(project, "new", "theme", "2027/sommeil").code == 0
    year = ("year", "--edition", "2027", *AT)
    (row,) = run(project, *year, "--format", "json").json
    assert row["written"] == []
    assert "rien n’est encore écrit" in run(project, *year).out
    folder = project / "themes/2027/sommeil"
    with (folder / "dossier.md").open("a", encoding="utf-8") as dossier:
        dossier.write("\nOn dort mal.\n")
    (folder / "sources/has2013preuve.md").write_text("**Question.** Dormir.\n", encoding="utf-8")
    (row,) = run(project, *year, "--format", "json").json
    assert row["written"] == ["sources", "dossier"]


def test_a_bibliography_with_errors_is_not_written(tmp_path: Path) -> None:
    """References of which the file has an error are not among the written parts."""
    of_theme = "bibliography/2026/douleur.bib"
    whole, broken = tiny_project(tmp_path / "whole"), tiny_project(tmp_path / "broken")
    with (broken / of_theme).open("a", encoding="utf-8") as stream:
        stream.write("@article{martin2019,\n title={Essai\n")
    written = [
        run(each, "year", "--format", "json", *AT).json[0]["written"] for each in (whole, broken)
    ]
    assert ["references" in parts for parts in written] == [True, False]


def test_a_meeting_s_own_policy_is_shown(tmp_path: Path) -> None:
    """A meeting's own policy replaces its group's."""
    project = tiny_project(tmp_path, {FILE: GROUP.replace("2h}", "2h, policy: before}")})
    (row,) = run(project, "year", "--edition", "2026", "--format", "json", *AT).json
    assert row["policy"] == "before"


TWO_GROUPS = "name: Arzal\nanimateur: C. R.\nmeetings:\n  - {%s, starts: 2026-10-08 21:00}\n"

PROBLEMS = [
    ("none", {}, []),
    (
        "a holiday",
        {FILE: GROUP.replace("2026-10-08", "2026-11-11")},
        ["meeting-on-holiday"],
    ),
    (
        "one animateur in two places",
        {
            FILE: GROUP.replace("readers", "animateur: c. r.\nreaders").replace("20:30", "21:30"),
            "groups/arzal.yml": TWO_GROUPS % "title: Libre",
        },
        ["shared-facilitator"],
    ),
    (
        "an error",
        {FILE: GROUP.replace("2h}", "2h, policy: aprs}")},
        ["unknown-policy"],
    ),
    (
        "an error in the theme's bibliography",
        {"bibliography/2026/douleur.bib": "@article{durand2019,\n title={Essai\n"},
        ["missing-bibliography", "unclosed-brace"],
    ),
    (
        "an error in another bibliography",
        {"bibliography/autre.bib": "@article{martin2019,\n title={Essai\n"},
        [],
    ),
]


@pytest.mark.parametrize(
    ("changes", "codes"), [row[1:] for row in PROBLEMS], ids=[row[0] for row in PROBLEMS]
)
def test_problems_are_shown_on_their_own_row(
    tmp_path: Path, changes: dict[str, str | None], codes: list[str]
) -> None:
    """Clashes, gaps and mistakes are on the row of their group and theme."""
    project = tiny_project(tmp_path, changes)
    rows = run(project, "year", "--format", "json", "--at", "2026-06-01T12:00").json
    assert [row["problems"] for row in rows if row["group"] == "blain"] == [codes]


def test_people_read_titles_dates_and_policies(tmp_path: Path) -> None:
    """The text has themes' titles and policies in words."""
    done = run(tiny_project(tmp_path), "year", *AT)
    assert done.code == 0
    assert "2026-10-08 20:30  La douleur" in done.out
    assert "les références avant, le reste à la fin" in done.out


SUBJECTS = {
    "groups/arzal.yml": "name: Arzal\npolicy: after\n",
    FILE: (
        "name: Blain\npolicy: before\nmeetings:\n"
        "  - {theme: 2026/douleur, starts: 2026-10-08 20:30}\n"
        "  - {subject: plaies, starts: 2026-11-12 20:30}\n"
        "  - {subject: plaies, starts: 2026-12-10 20:30, policy: after}\n"
        "  - {subject: gale, starts: 2024-11-14 20:30}\n"
    ),
    "groups/blain/subjects/plaies/index.md": "---\ntitle: Les plaies\n---\n\nPourquoi.\n",
    "groups/blain/subjects/gale/index.md": "---\ntitle: La gale\n---\n\nPourquoi.\n",
    "groups/blain/subjects/toux/index.md": "---\ntitle: La toux\n---\n\nPourquoi.\n",
}


def test_a_groups_own_subjects_have_rows_of_their_own(tmp_path: Path) -> None:
    """After its themes: those of the year, and those without a meeting; no other group's."""
    rows = run(tiny_project(tmp_path, SUBJECTS), "year", "--format", "json", *AT).json
    assert [(row["group"], row["theme"], row["meetings"], row["policy"]) for row in rows] == [
        ("arzal", "2026/douleur", [], "after"),
        ("blain", "2026/douleur", ["2026-10-08T20:30"], "before"),
        ("blain", "blain/toux", [], "before"),
        ("blain", "blain/plaies", ["2026-11-12T20:30", "2026-12-10T20:30"], "after"),
    ]
    assert [row["problems"] for row in rows if row["theme"] == "blain/toux"] == [
        ["subject-without-meeting"]
    ]


def test_people_read_a_groups_own_subjects(tmp_path: Path) -> None:
    """Subjects are in the text's meetings, in a column of the page, and at the sheet's end."""
    project = tiny_project(tmp_path, SUBJECTS)
    assert "2026-11-12 20:30  Les plaies" in run(project, "year", *AT).out
    assert run(project, "year", "--export", "annee.html", *AT).code == 0
    page = (project / "annee.html").read_text("utf-8")
    cells = re.findall(r"<t[dh][ >].*?</t[dh]>", page, re.DOTALL)
    assert len(cells) == 3 * 3
    assert "Les plaies" in cells[-1]
    assert "jeudi 12\N{NO-BREAK SPACE}novembre 2026" in cells[-1]
    assert run(project, "year", "--export", "annee.xlsx", *AT).code == 0
    sheet = load_workbook(project / "annee.xlsx")["Année"]
    dates = "12/11/2026 20:30, 10/12/2026 20:30"
    assert ("Blain", "Les plaies", dates) in [row[:3] for row in sheet.iter_rows(values_only=True)]


TO_SETTLE = {
    "themes/2026/douleur/summary.md": None,
    "themes/2026/edition.yml": "title: Année 2026\nthemes: [douleur]\nmeetings: 3\n",
    FILE: GROUP.replace("readers", "animateur: C. R.\nreaders"),
    "groups/arzal.yml": (
        "name: Arzal\nanimateur: cr\nmeetings:\n"
        "  - {title: Libre, starts: 2026-10-08 21:00}\n"
        "  - {theme: 2026/douleur, starts: 2026-10-09 20:30}\n"
    ),
}
SAID_ONCE = [
    ("il manque encore à ce thème", 1),
    ("réunions datées pour « Année 2026 »", 2),  # Each group lacks some.
    ("Blain se réunit à la même heure avec le même animateur", 1),
]


@pytest.mark.parametrize(("said", "times"), SAID_ONCE)
def test_people_read_each_problem_once(said: str, times: int, tmp_path: Path) -> None:
    """A problem of a theme, a group or a free meeting is shown once to people."""
    project, at = tiny_project(tmp_path, TO_SETTLE), ("--at", "2026-09-20")
    assert plain(run(project, "year", *at).out).count(said) == times
    assert run(project, "year", "--export", "annee.html", *at).code == 0
    assert plain((project / "annee.html").read_text("utf-8")).count(said) == times


def test_the_page_names_gaps_and_clashes(tmp_path: Path) -> None:
    """A theme's missing text is named at its head, a group's clash in its row."""
    changes = {
        "themes/2026/douleur/summary.md": None,
        FILE: GROUP.replace("2026-10-08", "2026-11-11"),
    }
    project = tiny_project(tmp_path, changes)
    assert run(project, "year", "--export", "annee.html", "--at", "2026-06-01T12:00").code == 0
    page = (project / "annee.html").read_text("utf-8")
    assert "L’essentiel" in page
    assert "2026-11-11 est un jour férié" in page


def test_an_unknown_edition_is_refused(tmp_path: Path) -> None:
    """An unknown year is wrong usage."""
    assert run(tiny_project(tmp_path), "year", "--edition", "2031").code == 2


def shift(project: Path, *options: str) -> int:
    return run(project, "shift", "--group", "blain", *AT, *options).code


def test_meetings_from_a_day_on_are_moved(tmp_path: Path) -> None:
    """Meetings from that day on move by whole days; earlier ones, and every other byte, stay."""
    project = tiny_project(tmp_path)
    assert shift(project, "--from", "2026-11-12", "--by", "7d", "--yes") == 0
    assert (project / FILE).read_text("utf-8") == GROUP.replace("2026-11-12", "2026-11-19")


def test_a_time_of_day_is_kept_over_the_change_of_clocks(tmp_path: Path) -> None:
    """A week is seven calendar days, not a number of hours."""
    project = tiny_project(tmp_path)
    assert shift(project, "--from", "2026-10-01", "--by", "3 semaines", "--yes") == 0
    text = (project / FILE).read_text("utf-8")
    assert "2026-10-29 20:30" in text
    assert "2026-12-03 20:30" in text


@pytest.mark.parametrize("by", ["7", "0d", "bientôt", "7h", "1000d"])
def test_a_length_that_is_none_is_wrong_usage(tmp_path: Path, by: str) -> None:
    """Only days and weeks move meetings."""
    assert shift(tiny_project(tmp_path), "--from", "2026-10-01", "--by", by, "--yes") == 2


def test_a_withdrawal_by_a_move_must_be_named(tmp_path: Path) -> None:
    """A move that withdraws a part is refused like a request, and nothing is written."""
    project = tiny_project(tmp_path)
    late = ("--at", "2026-10-09T12:00", "--from", "2026-10-01", "--by", "4 weeks", "--yes")
    done = run(project, "shift", "--group", "blain", *late)
    assert done.code == 1
    assert "--withdraw blain" in done.out
    assert (project / FILE).read_text("utf-8") == GROUP
    assert run(project, "shift", "--group", "blain", *late, "--withdraw", "blain").code == 0


def test_no_meeting_to_move_is_reported(tmp_path: Path) -> None:
    """A message says that no meeting was found to move."""
    assert shift(tiny_project(tmp_path), "--from", "2027-01-01", "--by", "7d", "--yes") == 1
