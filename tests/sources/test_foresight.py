"""`check` warns of groups' coming needs once, in time, and where somebody can act (F1 to F6)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from command_line import plain, run
from parution.language.catalogues import load_translations
from parution.sources import read
from parution.sources.foresight import foresee
from tiny_project import FILES, Changes, changed, tiny_project

FRENCH = load_translations("fr").gettext
THEME = "themes/2026/douleur"
EDITION = FILES["themes/2026/edition.yml"]
INDEX = f"{THEME}/index.md"


def group(name: str, *meetings: str, said: str = "") -> dict[str, str]:
    lines = "".join(f"  - {{{meeting}}}\n" for meeting in meetings)
    return {f"groups/{name.lower()}.yml": f"name: {name}\n{said}meetings:\n{lines}"}


ON_IT = "theme: 2026/douleur, starts: 2026-10-09 20:30"


def warnings_of_day(folder: Path, now: str, changes: Changes) -> list[tuple[str, str, str]]:
    """Return the warnings of a day: code, place, sentence."""
    reading = read(tiny_project(folder, changes))
    found = foresee(reading.require(), reading.facilitators, datetime.fromisoformat(now))
    return [(each.code, str(each.place), plain(each.message.text(FRENCH))) for each in found]


def test_nothing_is_missing(tmp_path: Path) -> None:
    """A complete theme with the meetings its year wants gives no warning."""
    assert warnings_of_day(tmp_path, "2026-09-20", {}) == []


LACKING = {f"{THEME}/summary.md": None, f"{THEME}/sources/durand2019.md": None}
LACKS = "il manque encore à ce thème : essentiel (summary.md), résumés de documents (sources/)"


@pytest.mark.parametrize(
    ("now", "told"),
    [("2026-09-07", 0), ("2026-09-09", 1), ("2026-10-08T20:30", 1), ("2026-10-08T20:31", 0)],
)
def test_a_theme_lacks_texts(now: str, told: int, tmp_path: Path) -> None:
    """From thirty days before the first meeting on, a theme's missing texts are reported (F1)."""
    expected = (
        "theme-not-ready",
        f"{INDEX}:2:1",
        f"{LACKS} ; Blain se réunit sur lui le 2026-10-08",
    )
    assert warnings_of_day(tmp_path, now, LACKING) == [expected] * told


def test_a_theme_is_reported_once_with_the_first_group(tmp_path: Path) -> None:
    """A theme is reported once, with the first group to meet on it (F1)."""
    changes = {**LACKING, **group("Cholet", ON_IT), **group("Ancenis", ON_IT)}
    (told,) = warnings_of_day(tmp_path, "2026-09-20", changes)
    assert told[2].endswith("Blain se réunit sur lui le 2026-10-08")


def test_the_number_of_days_is_a_setting(tmp_path: Path) -> None:
    """`ready_days` sets the number of days (F1)."""
    settings = FILES["mkdocs.yml"] + "      ready_days: 60\n"
    assert len(warnings_of_day(tmp_path, "2026-08-10", {**LACKING, "mkdocs.yml": settings})) == 1


def test_a_draft_that_is_met_on(tmp_path: Path) -> None:
    """A draft that a group meets on soon is reported (F1)."""
    draft = changed(INDEX, "question:", "draft: true\nquestion:")
    (told,) = warnings_of_day(tmp_path, "2026-09-20", draft)
    assert told[2].startswith("ce thème est encore à l’état de brouillon ; Blain")


def test_a_theme_lacks_its_essentials_alone(tmp_path: Path) -> None:
    """Of three texts only the missing one is named (F1)."""
    (told,) = warnings_of_day(tmp_path, "2026-09-20", {f"{THEME}/summary.md": None})
    assert told[2].startswith("il manque encore à ce thème : essentiel (summary.md) ; Blain")


def test_a_text_of_comments_alone_is_missing(tmp_path: Path) -> None:
    """A file with comments alone, as `new theme` makes it, counts as missing (F1)."""
    comments = {f"{THEME}/summary.md": "<!-- à écrire -->\n"}
    (told,) = warnings_of_day(tmp_path, "2026-09-20", comments)
    assert told[2].startswith("il manque encore à ce thème : essentiel (summary.md) ; Blain")


def test_a_draft_is_reported_once_by_reading(tmp_path: Path) -> None:
    """Without an instant, a draft that several groups meet on gives one warning."""
    draft = changed(INDEX, "question:", "draft: true\nquestion:")
    project = tiny_project(tmp_path, {**draft, **group("Cholet", ON_IT)})
    assert [each.code for each in read(project).problems].count("draft-scheduled") == 1


SUBJECT = {
    "groups/blain/subjects/village/index.md": "---\ntitle: Village\ndraft: true\n---\n\nTexte.\n",
    **group("Blain", "subject: village, starts: 2026-10-08 20:30"),
}


@pytest.mark.parametrize("draft", [changed(INDEX, "question:", "draft: true\nquestion:"), SUBJECT])
@pytest.mark.parametrize(
    ("now", "code"), [("09-07", "draft-scheduled"), ("09-20", "theme-not-ready")]
)
def test_check_reports_a_draft_once(draft: Changes, now: str, code: str, tmp_path: Path) -> None:
    """`check` says once that a theme or subject is a draft; within thirty days also for whom."""
    project = tiny_project(tmp_path, draft)
    shown = run(project, "check", "--at", f"2026-{now}T12:00", "--format", "json").json
    found = [each["code"] for each in shown if "brouillon" in each["message"]]
    assert found == [code]


def test_a_group_has_fewer_meetings_than_its_year_wants(tmp_path: Path) -> None:
    """A group with fewer meetings than its year wants is reported (F2)."""
    wants = {"themes/2026/edition.yml": EDITION + "meetings: 3\n"}
    told = ("few-meetings", "groups/blain.yml:1:1")
    (found,) = warnings_of_day(tmp_path, "2026-09-01", wants)
    assert found == (*told, "réunions datées pour « Année 2026 » : 2 ; il en fallait 3")


def test_a_year_that_is_over_needs_no_meetings(tmp_path: Path) -> None:
    """A year open to all asks for no more meetings (F2)."""
    wants = {"themes/2026/edition.yml": EDITION + "meetings: 3\n"}
    assert warnings_of_day(tmp_path, "2027-07-01T08:00", wants) == []


SECOND = {
    "themes/2026/autre/index.md": "---\ntitle: Autre\n---\n\nTexte.\n",
    "themes/2026/edition.yml": "title: Année 2026\nthemes: [douleur, autre]\n",
}


def test_a_theme_without_any_meeting(tmp_path: Path) -> None:
    """A theme of the year that no group meets on is reported (F3)."""
    told = ("theme-without-meeting", "themes/2026/autre/index.md:2:1")
    assert warnings_of_day(tmp_path, "2026-09-01", SECOND) == [
        (*told, "aucun groupe n’a daté de réunion sur ce thème")
    ]


def test_a_theme_that_some_groups_forgot(tmp_path: Path) -> None:
    """A theme that some group has no meeting on is reported if its year wants meetings (F3)."""
    edition = SECOND["themes/2026/edition.yml"] + "meetings: 1\n"
    cholet = group("Cholet", "theme: 2026/autre, starts: 2026-11-05 20:30", ON_IT)
    changes = {**SECOND, "themes/2026/edition.yml": edition, **cholet}
    told = ("theme-without-meeting", "themes/2026/autre/index.md:2:1")
    assert warnings_of_day(tmp_path, "2026-09-01", changes) == [
        (*told, "groupes sans réunion datée sur ce thème (1) : Blain")
    ]


AT_ONCE = "title: Thème libre, starts: 2026-10-08 21:00"
ROOM = "place: Maison de santé, 3 rue du Port\n"


@pytest.mark.parametrize(("room", "told"), [(ROOM, 1), ("place: Maison de santé\n", 0), ("", 0)])
def test_two_groups_in_one_room(room: str, told: int, tmp_path: Path) -> None:
    """Two groups in one room at one time are reported, if its name is specific to one town (F4)."""
    blain = {
        "groups/blain.yml": FILES["groups/blain.yml"].replace("place: Maison de santé\n", room)
    }
    found = warnings_of_day(
        tmp_path, "2026-09-01", {**blain, **group("Cholet", AT_ONCE, said=room)}
    )
    assert [code for code, *_ in found] == ["shared-room"] * told


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ("3, rue du Port, maison de sante", 1),
        ("MAISON DE SANTÉ 3 r. du Port", 1),
        ("3 rue du Port", 1),
        ("Maison de santé, 3 rue du Port, Blain", 1),
        ("Maison de santé, 5 rue du Port", 0),
        ("Maison de santé", 0),
        ("Salle 3", 0),
    ],
)
def test_a_room_is_known_however_it_is_written(other: str, told: int, tmp_path: Path) -> None:
    """A room is recognised despite order, commas, capitals, accents and abbreviations (F4)."""
    blain = FILES["groups/blain.yml"].replace("place: Maison de santé\n", ROOM)
    cholet = group("Cholet", AT_ONCE, said=f"place: {other}\n")
    found = warnings_of_day(tmp_path, "2026-09-01", {"groups/blain.yml": blain, **cholet})
    assert [code for code, *_ in found] == ["shared-room"] * told


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("C. R.", "CR", 1),
        ("c.r", "Dr C. R.", 1),
        ("Léa Roy", "ROY Lea", 1),
        ("Léa Roy et M. D.", "MD", 1),
        ("M. D.", "MD", 1),
        ("Dr Roy", "Docteur Roy", 1),
        ("C. R.", "C. S.", 0),
        ("Dr Roy", "Dr Petit", 0),
        ("Léa Roy", "Léa Petit", 0),
    ],
)
def test_a_facilitator_is_known_however_written(
    one: str, other: str, told: int, tmp_path: Path
) -> None:
    """Dots, capitals, accents, titles and the order of names do not matter; two may share (F4)."""
    blain = changed("groups/blain.yml", "readers: true", f"readers: true\nanimateur: {one}")
    cholet = group("Cholet", AT_ONCE, said=f"animateur: {other}\n")
    found = warnings_of_day(tmp_path, "2026-09-01", {**blain, **cholet})
    assert [code for code, *_ in found] == ["shared-facilitator"] * told


@pytest.mark.parametrize(("starts", "told"), [("21:00", 1), ("22:29", 1), ("22:30", 0)])
def test_two_groups_with_one_facilitator(starts: str, told: int, tmp_path: Path) -> None:
    """One facilitator of two groups that meet at one time is reported (F4)."""
    blain = changed("groups/blain.yml", "readers: true", "readers: true\nanimateur: C. R.")
    cholet = group("Cholet", AT_ONCE.replace("21:00", starts), said="animateur: c. r.\n")
    found = warnings_of_day(tmp_path, "2026-09-01", {**blain, **cholet})
    expected = ("shared-facilitator", "groups/cholet.yml:4:5")
    assert [each[:2] for each in found] == [expected] * told


def test_check_looks_ahead_from_an_instant(tmp_path: Path) -> None:
    """`check --at` reports the needs of that moment; only errors change its exit code."""
    project = tiny_project(tmp_path, LACKING)
    for at, expected in (
        ("2026-09-20", True),
        ("2026-07-01T12:00", False),
        ("2026-09-20T00:00Z", True),
        ("2026-10-08T18:29Z", True),
        ("2026-10-08T18:31Z", False),
    ):
        done = run(project, "check", "--at", at, "--format", "json")
        assert done.code == 0
        assert ("theme-not-ready" in {each["code"] for each in done.json}) is expected


def test_a_facilitator_s_name_is_shown_to_nobody(tmp_path: Path) -> None:
    """Naming a group's facilitator changes not one byte of any site."""
    sites = []
    for number, said in enumerate(("", "animateur: Claire Renaudin\n")):
        group_file = {"groups/blain.yml": FILES["groups/blain.yml"] + said}
        project = tiny_project(tmp_path / str(number), group_file)
        secret = {"PARUTION_SECRET": "s" * 43}
        assert run(project, "build", "--at", "2026-11-01T12:00", **secret).code == 0
        site = project / "site"
        sites.append(
            {
                path.relative_to(site).as_posix(): path.read_bytes()
                for path in site.rglob("*")
                if path.is_file()
            }
        )
    assert sites[0] == sites[1]


AWAY = [
    ("Europe/Paris", "", "2027-05-06", "meeting-on-holiday", "Ascension"),
    ("Europe/Paris", "", "2026-12-10", None, ""),
    ("America/Cayenne", "", "2026-12-10", None, ""),
    ("America/Cayenne", "", "2027-06-10", "meeting-on-holiday", "Abolition de l'esclavage"),
    ("Europe/Brussels", "", "2027-05-06", None, ""),
    ("Europe/Paris", "school_zone: B", "2026-10-28", "meeting-in-school-holidays", "Toussaint"),
    ("Europe/Paris", "school_zone: Zone B", "2026-12-10", None, ""),
]


@pytest.mark.parametrize(("zone", "school", "day", "code", "name"), AWAY)
def test_holidays_are_warned_of(
    tmp_path: Path, zone: str, school: str, day: str, code: str | None, name: str
) -> None:
    """A meeting on a local holiday or in school holidays is reported (F5)."""
    settings = FILES["mkdocs.yml"].replace("Europe/Paris", f"{zone}\n      {school}".rstrip())
    meeting = f"theme: 2026/douleur, starts: {day} 20:30"
    changes = {"mkdocs.yml": settings, **group("Blain", meeting)}
    found = [row for row in warnings_of_day(tmp_path, "2026-09-20", changes) if "holiday" in row[0]]
    assert [row[0] for row in found] == ([code] if code else [])
    assert all(name in row[2] for row in found)


def test_a_subject_of_a_group_lacks_texts(tmp_path: Path) -> None:
    """The missing texts of a group's own subject are reported like a theme's (F1)."""
    folder = "groups/cholet/subjects/plaies"
    index = {f"{folder}/index.md": "---\ntitle: Plaies\n---\n\nVoilà.\n"}
    dossier = {f"{folder}/dossier.md": "Ainsi.\n", f"{folder}/summary.md": "1. Cela.\n"}
    changes = {**index, **dossier, **group("Cholet", "subject: plaies, starts: 2026-10-09 20:30")}
    assert warnings_of_day(tmp_path, "2026-09-20", changes) == [
        (
            "theme-not-ready",
            f"{folder}/index.md:2:1",
            "il manque encore à ce sujet : résumés de documents (sources/) ; Cholet se réunit sur"
            " lui le 2026-10-09",
        )
    ]


ANSWERED = (
    "---\nquestions:\n  - {question: Que doser ?, answer: Rien., answered: 2062-10-19}\n---\n"
)


@pytest.mark.parametrize("now", ["2026-10-20", "2062-05-20"])
def test_an_answer_on_a_day_to_come_is_reported(tmp_path: Path, now: str) -> None:
    """An answer dated in the future, which would stay news until then, is reported (F6)."""
    told = warnings_of_day(tmp_path, now, {"groups/blain/2026-10-08.md": ANSWERED})
    early = [each for each in told if each[0] == "answer-to-come"]
    expected = (
        "la réponse à la question « Que doser ? » "
        "est datée du 2062-10-19 : ce jour est encore à venir"
    )
    place = "groups/blain/2026-10-08.md:1:1"
    assert early == ([("answer-to-come", place, expected)] if now < "2062" else [])
