"""`parution apply` shows a request sent by mail, then carries it out, or says why not."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from unittest import mock

import pytest
from tests.timetable.requests import AT, STARTS, WAS, ask_for

from command_line import Done, run
from parution import filesystem
from parution.changes import Request, RequestedMeeting, write_block
from parution.cli import confirmed_edits
from parution.timetable import replacing
from tiny_project import GROUP, tiny_project

FILE = "groups/blain.yml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return tiny_project(tmp_path)


def apply(project: Path, text: str, *options: str, at: str = AT) -> Done:
    """Apply a text that was saved as a file."""
    (project / "demande.txt").write_text(text, encoding="utf-8")
    return run(project, "apply", "demande.txt", "--at", at, *options)


def group(project: Path) -> str:
    return (project / FILE).read_text(encoding="utf-8")


FREE = {"starts": "2026-11-12 20:30", "title": "Thème libre"}
"""The meeting that has no theme."""

DONE = [
    ("policy", ask_for(sets={"policy": "after"}), "2h}", "2h, policy: after}"),
    ("start", ask_for(sets={"starts": "2026-10-15 20:30"}), "10-08", "10-15"),
    ("length", ask_for(sets={"duration": "1h30"}), "2h}", "1h30}"),
    ("place", ask_for(sets={"place": "Salle « B »"}), "2h}", "2h, place: Salle « B »}"),
    (
        "a rule for members",
        ask_for(sets={"releases.dossier.member": "la veille"}),
        "2h}",
        "2h, releases: {dossier: {member: la veille}}}",
    ),
    (
        "a rule for all",
        ask_for(sets={f"releases.dossier.{each}": "la veille" for each in ("member", "reader")}),
        "2h}",
        "2h, releases: {dossier: la veille}}",
    ),
    (
        "bounds",
        ask_for(sets={"releases.dossier.reader": "à la fin, pas avant 2026-10-20"}),
        "2h}",
        '2h, releases: {dossier: {reader: "à la fin, pas avant 2026-10-20"}}}',
    ),
    (
        "another title",
        ask_for(sets={"title": "Sages-femmes"}, **FREE),
        "title: Thème libre",
        "title: Sages-femmes",
    ),
    (
        "a theme for a free subject",
        ask_for(sets={"theme": "2026/douleur", "title": None}, **FREE),
        "{title: Thème libre, starts: 2026-11-12 20:30}",
        "{starts: 2026-11-12 20:30, theme: 2026/douleur}",
    ),
    (
        "a free subject for a theme",
        ask_for(sets={"theme": None, "title": "L’« étoile »"}),
        "{theme: 2026/douleur, starts: 2026-10-08 20:30, duration: 2h}",
        "{starts: 2026-10-08 20:30, duration: 2h, title: L’« étoile »}",
    ),
    (
        "added between",
        ask_for("add-meeting", {"place": "Ici"}, starts="2026-10-20 20:30", title="Libre", was={}),
        "  - {title: Thème",
        "  - {title: Libre, starts: 2026-10-20 20:30, place: Ici}\n  - {title: Thème",
    ),
    (
        "cancelled",
        ask_for("cancel-meeting", starts="2026-11-12 20:30", title="thème LIBRE"),
        "  - {title: Thème libre, starts: 2026-11-12 20:30}\n",
        "",
    ),
]


@pytest.mark.parametrize(
    ("text", "before", "after"), [row[1:] for row in DONE], ids=[row[0] for row in DONE]
)
def test_a_request_is_carried_out(project: Path, text: str, before: str, after: str) -> None:
    """The group's file gets the requested value, and every other byte stays the same."""
    done = apply(project, text, "--yes")
    assert done.code == 0, done.out + done.err
    assert group(project) == GROUP.replace(before, after)
    assert run(project, "check").code == 0


def test_a_meeting_is_told_by_what_it_is_about(project: Path) -> None:
    """Whoever agrees reads the subject of a meeting beside its date, that of a new one too."""
    asked = ask_for("add-meeting", starts="2026-12-10 20:30", title="Les plaies")
    changed = ask_for(sets={"policy": "after"})
    said = apply(project, asked + changed, "--dry-run").out
    assert "ajouter une réunion le jeudi 10 décembre 2026 à 20 h 30, Les plaies (" in said
    assert "changer la réunion du jeudi 8 octobre 2026 à 20 h 30, La douleur" in said


SOON = "2026-10-07T12:00"
OPEN = "2026-10-09T12:00"

REFUSED = [
    ("another group", ask_for(sets={"policy": "after"}, group="blin"), AT, "ne s’appelle « blin »"),
    (
        "no such meeting",
        ask_for(sets={"policy": "after"}, starts="2026-10-09 20:30"),
        AT,
        "n’a pas de réunion le 2026-10-09 20:30",
    ),
    (
        "another title",
        ask_for("cancel-meeting", starts="2026-11-12 20:30", title="Indicateurs"),
        AT,
        "n’a pas de réunion",
    ),
    (
        "stale policy",
        ask_for(sets={"policy": "after"}, was={**WAS, "policy": "before"}),
        AT,
        "depuis, ceci a changé : Ouverture",
    ),
    (
        "stale length and place",
        ask_for(sets={"policy": "after"}, was={**WAS, "duration": "90 min", "place": None}),
        AT,
        "depuis, ceci a changé : Durée ; Lieu",
    ),
    (
        "stale rule",
        ask_for("cancel-meeting", was={**WAS, "releases.dossier.member": "jamais"}),
        AT,
        "depuis, ceci a changé : Dossier, membres",
    ),
    ("based on nothing", ask_for(sets={"policy": "after"}, was={}), AT, "Durée ; Ouverture ; Lieu"),
    ("unknown policy", ask_for(sets={"policy": "aprs"}), AT, "politique inconnue"),
    ("policy in words", ask_for(sets={"policy": "tout à la fin"}), AT, "écrire « after »"),
    (
        "policy in words, with a comma",
        ask_for(sets={"policy": "Les références avant, le reste à la fin"}),
        AT,
        "écrire « references-first »",
    ),
    ("an empty place", ask_for(sets={"place": " "}), AT, "est vide"),
    ("a day alone", ask_for(sets={"starts": "2026-10-15"}), AT, "n’est pas le début"),
    ("a French date", ask_for(sets={"starts": "15/10/2026 20:30"}), AT, "n’est pas le début"),
    ("a length without a unit", ask_for(sets={"duration": "90"}), AT, "heures ou des minutes"),
    ("a rule for the guide", ask_for(sets={"releases.guide.member": "toujours"}), AT, "réservé"),
    ("always", ask_for(sets={"releases.dossier.member": "toujours"}), AT, "→ toujours – S’OUVRE"),
    ("a group by its name", ask_for(sets={"policy": "after"}, group="Blain"), AT, "« blain »"),
    ("a path for a group", ask_for(sets={"policy": "after"}, group="../x"), AT, "« ../x »"),
    (
        "a theme by its title",
        ask_for(sets={"theme": "La douleur", "title": None}, **FREE),
        AT,
        "écrire « 2026/douleur »",
    ),
    (
        "beyond the end of an earlier one",
        ask_for("add-meeting", starts="2026-10-08 21:30", title="X", was={}),
        AT,
        "celle du 2026-10-08 20:30",
    ),
    (
        "a comment within",
        ask_for(sets={"policy": "after"}).replace("wish:", "Merci\nwish:"),
        AT,
        "ligne de contrôle",
    ),
    ("no end", ask_for(sets={"policy": "after"}).replace("#### FIN", "####"), AT, "la fin"),
    ("a rule nobody understands", ask_for(sets={"releases.dossier.member": "J-15"}), AT, "J-15"),
    ("an unknown key", ask_for(sets={"couleur": "rouge"}), AT, "rien qui s’appelle « couleur »"),
    ("an unknown part", ask_for(sets={"releases.resume.member": "jamais"}), AT, "releases.resume"),
    (
        "for facilitators",
        ask_for(sets={"releases.dossier.facilitator": "jamais"}),
        AT,
        "facilitator",
    ),
    ("no start", ask_for(sets={"starts": None}), AT, "n’est pas le début d’une réunion"),
    ("no such day", ask_for(sets={"starts": "2026-02-30 20:30"}), AT, "n’est pas le début"),
    ("a length nobody understands", ask_for(sets={"duration": "longtemps"}), AT, "longtemps"),
    ("over another", ask_for(sets={"starts": "2026-11-12 21:00"}), AT, "commence avant la fin"),
    ("an unknown theme", ask_for(sets={"theme": "2026/doleur"}), AT, "2026/douleur"),
    ("on nothing", ask_for(sets={"theme": None}), AT, "ni thème ni titre"),
    (
        "two things to be about",
        ask_for("add-meeting", {"theme": "2026/douleur"}, starts="2026-10-20 20:30", title="Libre"),
        AT,
        "rien qui s’appelle « theme »",
    ),
    ("withdrawing by a theme", ask_for(sets={"theme": None, "title": "Libre"}), OPEN, "--withdraw"),
    ("an unknown wish", ask_for("dance", {"policy": "after"}), AT, "ne connaît pas la demande"),
    ("opening at once", ask_for(sets={"policy": "before"}), SOON, "--open-now"),
    ("withdrawing", ask_for("cancel-meeting"), OPEN, "--withdraw blain"),
    (
        "withdrawing by a move",
        ask_for(sets={"starts": "2026-12-08 20:30"}),
        OPEN,
        "--withdraw blain",
    ),
]


@pytest.mark.parametrize(
    ("text", "at", "said"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_a_request_is_refused(project: Path, text: str, at: str, said: str) -> None:
    """A refused request changes nothing, and the reason says which request to send instead."""
    done = apply(project, text, "--yes", at=at)
    assert done.code == 1
    assert said in done.out
    assert "→" in done.out
    assert group(project) == GROUP
    assert not (project / "groups/changes.log").exists()


def test_a_group_without_meetings_is_told_from_others(tmp_path: Path) -> None:
    """If the group has no meetings, the message does not promise a list of them."""
    project = tiny_project(tmp_path, {"groups/clis.yml": "name: Clis\npolicy: after\n"})
    done = apply(project, ask_for(sets={"policy": "before"}, group="clis"), "--yes")
    assert "le groupe n’a plus de réunion" in done.out


NAMED = [
    (ask_for(sets={"policy": "before"}), SOON, ("--open-now",)),
    (ask_for("cancel-meeting"), OPEN, ("--withdraw", "blain")),
    (ask_for("cancel-meeting"), OPEN, ("--withdraw", "2026/douleur")),
]


@pytest.mark.parametrize(("text", "at", "options"), NAMED)
def test_a_named_part_may_open_or_close(
    project: Path, text: str, at: str, options: tuple[str, ...]
) -> None:
    """With the option that names it, the same request is carried out."""
    assert apply(project, text, "--yes", *options, at=at).code == 0
    assert group(project) != GROUP


def test_rules_that_are_settled_do_not_make_a_request_stale(project: Path) -> None:
    """Rules without effect, which a site's desk does not know, do not make a request stale."""
    text = GROUP.replace("2h}", "2h, releases: {presentation: toujours, summary: la veille}}")
    (project / FILE).write_text(text, encoding="utf-8")
    was = {**WAS, **{f"releases.summary.{each}": "la veille" for each in ("member", "reader")}}
    sets = {f"releases.summary.{each}": None for each in ("member", "reader")}
    assert apply(project, ask_for(sets=sets, was=was), "--yes").code == 0
    assert group(project) == text.replace(", summary: la veille", "")


def test_a_rule_for_readers_that_a_group_has_no_more_makes_no_request_stale(project: Path) -> None:
    """A rule for readers in the file says nothing of a group that gave up its readers."""
    text = GROUP.replace("readers: true\n", "").replace(
        "2h}", "2h, releases: {dossier: {reader: la veille}}}"
    )
    (project / FILE).write_text(text, encoding="utf-8")
    assert apply(project, ask_for(sets={"place": "Ici"}), "--yes").code == 0


BROKEN = [
    ("altered", ask_for(sets={"policy": "after"}).replace("after", "before"), "ligne de contrôle"),
    ("cut off", ask_for(sets={"policy": "after"})[:200], "la fin de la demande manque"),
    ("nothing", "Bonjour,\nchangez tout.\n", "Aucune demande"),
]


@pytest.mark.parametrize(
    ("text", "said"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN]
)
def test_a_broken_text_is_refused(project: Path, text: str, said: str) -> None:
    """An incomplete text is reported as broken, and nothing changes."""
    done = apply(project, text, "--yes")
    assert done.code == 1
    assert said in done.out + done.err
    assert group(project) == GROUP


def test_a_dry_run_tells_and_changes_nothing(project: Path) -> None:
    """The rows of a dry run say for whom and when parts open, before and after."""
    done = apply(project, ask_for(sets={"policy": "after"}), "--dry-run", "--format", "json")
    assert done.code == 0
    assert {
        "group": "blain",
        "audience": "member",
        "theme": "2026/douleur",
        "part": "references",
        "from": "2026-09-23T06:00:00Z",
        "to": "2026-10-08T20:30:00Z",
        "opens_now": False,
        "withdraws": False,
    } in done.json
    assert {row["part"] for row in done.json} == {"references"}
    assert group(project) == GROUP


def test_what_is_done_is_json_alone(project: Path) -> None:
    """Carried out with `--format json`, the output is JSON; files are named beside it."""
    done = apply(project, ask_for(sets={"policy": "after"}), "--yes", "--format", "json")
    assert done.code == 0
    assert {row["part"] for row in done.json} == {"references"}
    assert FILE in done.err


def test_a_dry_run_marks_changes_that_need_agreement(project: Path) -> None:
    """A dry run marks openings at once and withdrawals, and exits with 1 until they are named."""
    opening = apply(
        project, ask_for(sets={"policy": "before"}), "--dry-run", "--format", "json", at=SOON
    )
    assert opening.code == 1
    assert {row["part"] for row in opening.json if row["opens_now"]} == {
        "sources",
        "summary",
        "dossier",
    }
    closing = apply(project, ask_for("cancel-meeting"), "--dry-run", "--format", "json", at=OPEN)
    assert all(row["withdraws"] and not row["opens_now"] for row in closing.json)


def test_requests_are_carried_out_in_the_order_of_their_dates(project: Path) -> None:
    """The last request wins, in whatever order they come; a moved meeting is still recognised."""
    last = ask_for(sets={"policy": "before"}, made=3)
    moved = ask_for(sets={"starts": "2026-10-15 20:30"}, made=1)
    between = ask_for(sets={"policy": "after", "duration": "1h"}, made=2)
    assert apply(project, last + between + moved, "--yes").code == 0
    assert "starts: 2026-10-15 20:30, duration: 1h, policy: before}" in group(project)


ADDED = {"starts": "2026-10-20 20:30", "title": "Libre", "was": {}}
OTHERWISE = "une demande plus ancienne (demande.txt, ligne 1) disait autre chose"

CONTRADICTING = [
    (
        "policy, and a length that agrees",
        ask_for(sets={"policy": "after", "duration": "1h30"}),
        ask_for(sets={"policy": "before", "duration": "1 h 30"}, made=1),
        f"{OTHERWISE} ; la plus récente l’emporte : Ouverture",
    ),
    (
        "day, of a meeting known by its former day",
        ask_for(sets={"starts": "2026-10-15 20:30"}),
        ask_for(sets={"starts": "2026-10-22 20:30"}, made=1),
        f"{OTHERWISE} ; la plus récente l’emporte : Date",
    ),
    (
        "rule of a part",
        ask_for(sets={"releases.dossier.member": "la veille"}),
        ask_for(sets={"releases.dossier.member": "à la fin"}, made=1),
        f"{OTHERWISE} ; la plus récente l’emporte : Dossier, membres",
    ),
    (
        "meeting that is cancelled afterwards",
        ask_for(sets={"policy": "after"}),
        ask_for("cancel-meeting", made=1),
        "la réunion d’une demande plus ancienne (demande.txt, ligne 1) est annulée",
    ),
    (
        "meeting that is added twice",
        ask_for("add-meeting", {"place": "Ici"}, **ADDED),
        ask_for("add-meeting", {"place": "Là-bas"}, **ADDED, made=1),
        "la réunion existe déjà, autrement qu’ici : Lieu.",
    ),
    (
        "text of the minutes",
        ask_for("minutes", {"text": "On a parlé."}, was={}),
        ask_for("minutes", {"text": "On s’est tu."}, was={}, made=1),
        f"{OTHERWISE} ; la plus récente l’emporte : texte du compte rendu",
    ),
]


@pytest.mark.parametrize(
    ("first", "last", "said"), [row[1:] for row in CONTRADICTING], ids=[r[0] for r in CONTRADICTING]
)
def test_a_request_says_that_it_replaces_an_earlier_one(
    project: Path, first: str, last: str, said: str
) -> None:
    """P3: of requests that contradict each other the later wins, and says so."""
    assert f"à savoir : {said}" in apply(project, first + last, "--dry-run").out


@pytest.mark.parametrize(
    "last",
    [
        ask_for(sets={"policy": "after"}, made=1),
        ask_for(sets={"duration": "1h"}, made=1),
        ask_for(sets={"policy": "before"}, **FREE, made=1),
        ask_for("minutes", {"question.1": "Et la nuit ?"}, was={}, made=1),
    ],
)
def test_requests_that_agree_say_nothing_of_each_other(project: Path, last: str) -> None:
    """P3: another value, another meeting or the same wish again is no contradiction."""
    first = ask_for(sets={"policy": "after"}) + ask_for(
        "minutes", {"question.1": "Et le jour ?"}, was={}
    )
    done = apply(project, first + last, "--dry-run")
    assert "à savoir" not in done.out + done.err


def test_a_meeting_is_known_by_its_former_theme(project: Path) -> None:
    """A second request made on the same state of the site still names the former theme."""
    about = ask_for(sets={"theme": None, "title": "Sages-femmes"})
    then = ask_for(sets={"duration": "1h"}, made=1)
    assert apply(project, about + then, "--yes").code == 0
    assert "duration: 1h, title: Sages-femmes}" in group(project)


OWN = "blain/gale"
"""A group's own subject."""

SUBJECTS = [
    (
        "on a subject of its own",
        ask_for(sets={"theme": OWN, "title": None}, **FREE),
        GROUP,
        "{starts: 2026-11-12 20:30, subject: gale}",
    ),
    (
        "on a theme again",
        ask_for(sets={"theme": "2026/douleur"}, starts="2026-11-12 20:30", theme=OWN),
        GROUP.replace("title: Thème libre", "subject: gale"),
        "{starts: 2026-11-12 20:30, theme: 2026/douleur}",
    ),
    (
        "another on a subject of its own",
        ask_for("add-meeting", starts="2026-12-10 20:30", theme=OWN),
        GROUP,
        "{subject: gale, starts: 2026-12-10 20:30}",
    ),
]


@pytest.mark.parametrize(
    ("text", "before", "said"), [row[1:] for row in SUBJECTS], ids=[row[0] for row in SUBJECTS]
)
def test_a_subject_of_its_own_is_asked_for_like_a_theme(
    tmp_path: Path, text: str, before: str, said: str
) -> None:
    """The file gets the key of a subject in place of the key of a theme."""
    gale = "---\ntitle: La gale\n---\n\nTexte.\n"
    project = tiny_project(tmp_path, {"groups/blain/subjects/gale/index.md": gale, FILE: before})
    done = apply(project, text, "--yes")
    assert done.code == 0, done.out + done.err
    assert said in group(project)
    assert apply(project, text, "--yes").out.count("rien à faire") == 1


def test_one_refused_request_does_not_keep_the_others(project: Path) -> None:
    """A refused request changes nothing, the others are carried out, and the exit code is 1."""
    text = ask_for(sets={"policy": "aprs"}) + ask_for(sets={"duration": "1h"}, made=1)
    assert apply(project, text, "--yes").code == 1
    assert group(project) == GROUP.replace("2h", "1h")


def test_a_request_without_agreement_does_not_slip_in_with_the_others(project: Path) -> None:
    """An opening at once that nobody agreed to stays undone when another request is carried out."""
    text = ask_for(sets={"policy": "before"}) + ask_for(sets={"place": "Ici"}, made=1)
    assert apply(project, text, "--yes", at=SOON).code == 1
    assert group(project) == GROUP.replace("2h}", "2h, place: Ici}")


def test_applied_again_it_does_nothing(project: Path) -> None:
    """A text applied twice, as from an answer, does nothing the second time."""
    text = ask_for(sets={"starts": "2026-10-15 20:30", "policy": "after"})
    assert apply(project, text, "--yes").code == 0
    once = group(project)
    again = apply(project, text, "--yes")
    assert (again.code, group(project)) == (0, once)
    assert "rien à faire" in again.out


def test_nobody_to_ask_means_no(project: Path) -> None:
    """Without --yes and without anybody at the keyboard, nothing is changed."""
    done = apply(project, ask_for(sets={"policy": "after"}))
    assert done.code == 1
    assert "--yes" in done.err
    assert group(project) == GROUP


def test_a_holiday_is_warned_of(project: Path) -> None:
    """A meeting on a public holiday is accepted with a warning."""
    done = apply(project, ask_for(sets={"starts": "2026-11-11 20:30"}), "--yes")
    assert done.code == 0
    assert "attention : le 2026-11-11 est un jour férié : Armistice" in done.out


def test_each_change_is_logged(project: Path) -> None:
    """A line of the log names each change's time, group, value and source."""
    apply(project, ask_for(sets={"policy": "after"}), "--yes")
    (line,) = (project / "groups/changes.log").read_text(encoding="utf-8").splitlines()
    when, *told = line.split("\t")
    assert when.endswith("Z")
    assert told == ["blain", "edit-meeting", STARTS, "policy='after'", "demande.txt, ligne 1"]


def test_a_folder_of_mails_is_applied(project: Path) -> None:
    """Saved mails and texts of a folder are read, other files are not."""
    folder = project / "demandes"
    folder.mkdir()
    (folder / "b.eml").write_bytes(
        b"From: a@example.org\r\nSubject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        + ask_for(sets={"policy": "after"}, made=1).replace("\n", "\r\n> ").encode()
    )
    (folder / "a.txt").write_text(ask_for(sets={"duration": "1h"}), encoding="cp1252")
    (folder / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert run(project, "apply", "demandes", "--at", AT, "--yes").code == 0
    assert "duration: 1h, policy: after}" in group(project)


def test_a_pasted_answer_is_applied(project: Path) -> None:
    """With `-` the text is read from the standard input, in any encoding."""
    text = ask_for(sets={"place": "Café"}).replace("\n", "\r\n> ").encode("cp1252")
    with mock.patch("sys.stdin", io.TextIOWrapper(io.BytesIO(text))):
        done = run(project, "apply", "-", "--at", AT, "--yes")
    assert done.code == 0, done.out
    assert "place: Café" in group(project)


def test_a_file_in_outlooks_own_form_is_refused(project: Path) -> None:
    """A .msg file is refused, and the message says how to save it as a text."""
    (project / "x.msg").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100))
    done = run(project, "apply", "x.msg", "--yes")
    assert done.code == 1
    assert "Texte seulement" in done.out


def test_a_request_says_what_it_changes(project: Path) -> None:
    """Before consent, the wanted values stand beside the present ones, openings or not."""
    done = apply(project, ask_for(sets={"place": "Mairie"}), "--dry-run")
    assert "- Lieu : Mairie (jusqu’ici : Maison de santé)" in done.out


CLAIM = "n’ouvre et ne ferme rien"
FORGED = f"\n{CLAIM}\n."


@pytest.mark.parametrize(
    "text",
    [
        ask_for(sets={"place": f"Mairie{FORGED}"}),
        ask_for(group=f"blain{FORGED}", sets={"place": "Mairie"}),
        ask_for(f"edit-meeting{FORGED}"),
        ask_for(title=f"Thème libre{FORGED}", sets={"place": "Mairie"}),
        ask_for(sets={"starts": f"2026{FORGED}"}),
        ask_for(sets={"releases.dossier.member": f"after{FORGED}"}),
    ],
    ids=["place", "group", "wish", "title", "starts", "rule"],
)
def test_a_request_forges_no_line_of_the_report(project: Path, text: str) -> None:
    """What stands in a mail never looks like what parution says of it."""
    done = apply(project, text, "--dry-run")
    said = [line.strip() for line in (done.out + done.err).splitlines()]
    is_true = done.code == 0
    assert said.count(CLAIM) == is_true


SIGNS = ["\x1b[2J", "\x9b2J", "\u202e", "\u2028"]


@pytest.mark.parametrize("sign", SIGNS, ids=ascii)
@pytest.mark.parametrize("key", ["place", "group", "title"])
def test_a_request_moves_no_terminal(project: Path, key: str, sign: str) -> None:
    """Signs with which a mail would rule the terminal of its reader are shown as no signs."""
    given = {"sets": {"place": f"A{sign}B" if key == "place" else "A"}}
    if key != "place":
        given[key] = f"blain{sign}"
    done = apply(project, ask_for(**given), "--dry-run")
    assert sign[0] not in done.out + done.err
    assert "\ufffd" in done.out + done.err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("demande.docx", b"PK\x03\x04" + bytes(100)),
        ("demande.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)),
        ("demande.rtf", b"{\\rtf1 #### DEMANDE PARUTION ####\\par}"),
        ("ecran.png", b"\x89PNG\r\n\x1a\n" + bytes(100)),
    ],
)
def test_a_document_or_picture_is_refused(project: Path, name: str, content: bytes) -> None:
    """A document or picture is called so, given alone or attached to a mail."""
    (project / name).write_bytes(content)
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@example.org", "Demande"
    mail.set_content("Voir la pièce jointe.")
    mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    (project / "courriel.eml").write_bytes(mail.as_bytes())
    alone, attached = run(project, "apply", name), run(project, "apply", "courriel.eml")
    assert (alone.code, attached.code) == (1, 1)
    assert "ce fichier est un document, une image ou une archive" in alone.out
    assert f"ses pièces jointes ne sont pas des textes : {name}" in attached.out


def test_a_whole_mailbox_is_refused(project: Path) -> None:
    """A file far larger than any mail is refused, and not read to its end."""
    with (project / "boite.txt").open("wb") as stream:
        stream.truncate(10**12)
    done = run(project, "apply", "boite.txt")
    assert done.code == 1
    assert "ce fichier pèse plus de 60 Mo" in done.out
    assert "Enregistrez le courriel seul" in done.out


def test_nothing_in_a_folder_is_lost_in_silence(project: Path) -> None:
    """A file in Outlook's form, and a damaged request beside a whole one, are refused by name."""
    folder = project / "demandes"
    folder.mkdir()
    (folder / "a.msg").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100))
    damaged = ask_for(sets={"policy": "after"}, made=1).replace("after", "before")
    (folder / "b.txt").write_text(ask_for(sets={"duration": "1h"}) + damaged, encoding="utf-8")
    done = run(project, "apply", "demandes", "--at", AT, "--yes")
    assert done.code == 1
    assert "a.msg" in done.out
    assert "b.txt, ligne 14" in done.out
    assert group(project) == GROUP.replace("2h", "1h")


LAYOUTS: Mapping[str, str] = {
    "byte-order mark": "\ufeff" + GROUP,
    "line ends of Windows": GROUP.replace("\n", "\r\n"),
    "no-break spaces": GROUP.replace(": ", "\u00a0: "),
    "comments": GROUP.replace("\n", "  # oui\n").replace("meetings:", "# non\nmeetings:"),
    "lines": GROUP.replace(
        "  - {theme: 2026/douleur, starts: 2026-10-08 20:30, duration: 2h}",
        "  # en octobre\n  - theme: 2026/douleur\n\n    starts:   2026-10-08 20:30\n"
        "    duration: '2h'   # longue",
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_file_keeps_its_layout(project: Path, layout: str) -> None:
    """In a file of any layout only the requested value changes."""
    before = LAYOUTS[layout].encode()
    (project / FILE).write_bytes(before)
    assert apply(project, ask_for(sets={"starts": "2026-10-15 20:30"}), "--yes").code == 0
    assert (project / FILE).read_bytes() == before.replace(b"2026-10-08", b"2026-10-15")


def test_a_failure_leaves_everything_as_it_was(project: Path) -> None:
    """If the second of two files cannot be written, the first gets its content back."""
    two = {"groups/blain.yml": b"name: X\n", "mkdocs.yml": b"x"}
    before = {path: (project / path).read_bytes() for path in two}
    real = filesystem.replace_file

    def fail(path: Path, data: bytes, *rest: object, **others: object) -> None:
        if data == b"x":
            raise OSError(28, "full")
        real(path, data, *rest, **others)  # type: ignore[arg-type]

    with (
        mock.patch.object(replacing, "replace_file", fail),
        pytest.raises(OSError, match="full"),
    ):
        replacing.replace_all(project, before, two, ["line"])
    assert {path: (project / path).read_bytes() for path in two} == before
    assert not (project / replacing.LOG).exists()


def test_a_file_that_changed_meanwhile_is_not_overwritten(project: Path) -> None:
    """A file that somebody saves while the question waits for its answer is not overwritten."""
    saved = GROUP + "# Téléphoner à Anne.\n"

    def answer_late(_question: str) -> bool:
        (project / FILE).write_text(saved, encoding="utf-8")
        return True

    with (
        mock.patch.object(confirmed_edits, "is_anyone_there", return_value=True),
        mock.patch.object(confirmed_edits, "confirm", answer_late),
    ):
        done = apply(project, ask_for(sets={"policy": "after"}))
    assert (done.code, group(project)) == (1, saved)
    assert "a été modifié entre-temps" in done.err


OF_A_SUBJECT = {
    "groups/blain/subjects/plaies/index.md": "---\ntitle: Les plaies\n---\n\nVoilà.\n",
    "groups/blain.yml": GROUP.replace("{title: Thème libre,", "{subject: plaies,"),
}


def ask_on_subject(wish: str, held: str, **sets: str) -> str:
    """Return a request about a meeting on a group's own subject."""
    target = RequestedMeeting(datetime.fromisoformat(held), "blain/plaies", None)
    was = {**WAS, "duration": "2h"}
    return write_block(Request("blain", datetime(2026, 9, 1, tzinfo=UTC), wish, target, sets, was))


def test_a_meeting_on_a_subject_is_moved(tmp_path: Path) -> None:
    """A meeting is found by its subject's address, and the file keeps the group's word."""
    project = tiny_project(tmp_path, OF_A_SUBJECT)
    text = ask_on_subject("edit-meeting", "2026-11-12 20:30", starts="2026-11-19 20:30")
    assert apply(project, text, "--yes").code == 0
    assert "{subject: plaies, starts: 2026-11-19 20:30}" in group(project)


def test_a_meeting_on_a_subject_is_added(tmp_path: Path) -> None:
    """A new meeting on a subject is written with the subject's key, not the theme's."""
    project = tiny_project(tmp_path, OF_A_SUBJECT)
    assert apply(project, ask_on_subject("add-meeting", "2026-12-10 20:30"), "--yes").code == 0
    assert "{subject: plaies, starts: 2026-12-10 20:30" in group(project)
