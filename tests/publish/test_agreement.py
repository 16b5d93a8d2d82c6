"""The command that publishes: what it says, what it asks, and when it says nothing."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
from pathlib import Path

import pytest

from command_line import Done, run
from kept_folder import KeptFolder
from parution.private_store import SECRET_VARIABLE
from tiny_project import WITHOUT_PDF, changed, tiny_project

SHAPE = {"snapshot", "opens", "closes", "appears", "vanishes", "files_changed", "bytes_sent"}
BEFORE, HELD, LATER = "2026-09-30T12:00", "2026-10-09T12:00", "2026-10-10T12:00"
MEETING = "2026-10-08 20:30"


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> KeptFolder:
    """A project that was published once, where nothing need be rendered any more."""
    folder = tmp_path_factory.mktemp("warm")
    tiny_project(folder / "project", WITHOUT_PDF)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(SECRET_VARIABLE, raising=False)
        assert run(folder / "project", "publish", "--to", "../target", "--at", BEFORE).code == 0
    return KeptFolder(folder)


@pytest.fixture
def project(warm: KeptFolder, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(SECRET_VARIABLE, raising=False)
    return warm.restored() / "project"


def publish(project: Path, at: str, *options: str) -> Done:
    return run(project, "publish", "--to", "../target", "--at", at, *options)


def edit(project: Path, path: str, old: str, new: str) -> None:
    (project / path).write_text(changed(path, old, new)[path], encoding="utf-8")


def put_off(project: Path) -> None:
    edit(project, "groups/blain.yml", MEETING, "2026-12-10 20:30")


def served(project: Path) -> str:
    return (project.parent / "target" / "current").readlink().name


def test_the_first_time_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The secret that was made is announced, and what to serve; the links have to last."""
    monkeypatch.delenv(SECRET_VARIABLE, raising=False)
    project = tiny_project(tmp_path / "project")
    done = publish(project, BEFORE)
    assert done.code == 0
    assert "Première publication" in done.out
    assert "target/current" in done.out
    assert ".parution/secret" in done.err
    assert "Publié : " in done.out


def test_what_the_hour_opens_is_published_and_said(project: Path) -> None:
    """For whom, and which parts; nobody has to agree."""
    done = publish(project, HELD)
    assert done.code == 0, done.err
    assert re.search(
        r"S’ouvre :\n  2026/douleur, .*L’essentiel, Dossier, .*: blain \(membres", done.out
    )
    assert done.out.splitlines()[-1].startswith("Publié : ")
    assert "Servez" not in done.out


def test_it_says_it_before_the_switch(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should the switch fail, people know what would have come."""
    from parution.publish.snapshots import SnapshotStore

    monkeypatch.setattr(SnapshotStore, "switch", lambda *_: sys.exit(3))
    done = publish(project, HELD)
    assert done.code == 3
    assert "S’ouvre" in done.out


def test_it_prints_warnings(project: Path) -> None:
    """As `build` does; and not where it is to be quiet."""
    (project / "groups/vertou.yml").write_text(
        "name: Vertou\nmeetings:\n  - {theme: 2026/douleur, starts: 2025-10-08 20:30}\n"
    )
    assert "groups/vertou.yml:3:" in publish(project, BEFORE, "--dry-run").err
    done = publish(project, BEFORE, "--quiet")
    assert (done.code, done.err) == (0, "")


def test_when_nothing_changed_it_says_nothing(project: Path) -> None:
    """And it leaves the versions as they are."""
    before = served(project)
    for options in ((), ("--quiet",)):
        done = publish(project, "2026-09-30T13:00", *options)
        assert (done.code, done.out, done.err) == (0, "", "")
    assert served(project) == before


def test_for_cron_there_is_one_line_when_something_changed(project: Path) -> None:
    """One line is one mail that says all."""
    done = publish(project, HELD, "--quiet")
    assert done.code == 0
    assert len(done.out.splitlines()) == 1
    assert done.err == ""


def test_programs_get_the_fixed_shape(project: Path) -> None:
    """What opens is a list of sites and parts; the numbers are those of what changed."""
    told = publish(project, HELD, "--format", "json").json
    assert set(told) == SHAPE
    assert told["snapshot"] == served(project)
    row = {"group": "blain", "audience": "member", "theme": "2026/douleur", "part": "dossier"}
    assert row in told["opens"]
    assert told["closes"] == told["appears"] == told["vanishes"] == []
    assert told["files_changed"] > 0
    assert told["bytes_sent"] > 0
    again = publish(project, HELD, "--format", "json").json
    assert again == {
        "snapshot": told["snapshot"], "opens": [], "closes": [], "appears": [], "vanishes": [],
        "files_changed": 0, "bytes_sent": 0,
    }  # fmt: skip


def test_a_dry_run_changes_nothing(project: Path) -> None:
    """It says what would change, and how much."""
    before = served(project)
    done = publish(project, HELD, "--dry-run")
    assert done.code == 0
    assert "S’ouvre" in done.out
    assert "Rien n’a été publié : " in done.out
    assert publish(project, HELD, "--dry-run", "--format", "json").json["snapshot"] is None
    assert served(project) == before
    assert len(list((project.parent / "target" / "snapshots").iterdir())) == 1


def test_a_dry_run_leaves_nothing_where_nothing_was(project: Path) -> None:
    """A target that does not exist yet still does not exist afterwards."""
    target = project.parent / "new"
    done = run(project, "publish", "--to", "../new", "--at", HELD, "--dry-run")
    assert done.code == 0
    assert not target.exists()


def test_it_says_what_it_does_while_it_takes_its_time(project: Path) -> None:
    """On the error stream: what it prints besides may be read by programs."""
    said = [
        "Lecture et mise en pages des textes…",
        "Composition et écriture des sites…",
        "Vérification que rien de caché n’y figure…",
    ]
    assert publish(project, HELD, "--dry-run").err.splitlines()[:3] == said


def test_who_is_told_to_end_leaves_nothing_half_made(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that is ended in an orderly way removes what it was making in the target."""
    target = project.parent / "target"

    def end(*_: object) -> None:
        assert (target / "staging" / "site" / "index.html").exists()
        os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr("parution.publish.publish.audit_folder", end)
    before = served(project)
    assert publish(project, HELD).code != 0
    assert not (target / "staging").exists()
    assert served(project) == before


WITHDRAWALS = [["blain"], ["2026/douleur"], ["2026"]]


@pytest.mark.parametrize("names", WITHDRAWALS, ids=" ".join)
def test_what_readers_have_is_withdrawn_by_name_alone(project: Path, names: list[str]) -> None:
    """A meeting put off closes what was open: somebody has to say that it is meant."""
    publish(project, HELD)
    before = served(project)
    put_off(project)
    refused = publish(project, LATER)
    assert refused.code == 1
    assert "Se ferme :" in refused.out
    assert "--withdraw blain" in refused.err
    assert publish(project, LATER, "--withdraw", "vertou").code == 1
    assert served(project) == before
    options = [option for name in names for option in ("--withdraw", name)]
    assert publish(project, LATER, *options).code == 0
    assert served(project) != before


def test_a_group_that_is_deleted_vanishes_when_it_is_named(project: Path) -> None:
    """Its sites, and what they showed."""
    (project / "groups/blain.yml").unlink()
    refused = publish(project, BEFORE)
    assert refused.code == 1
    assert "Disparaît :" in refused.out
    told = publish(project, BEFORE, "--withdraw", "blain", "--format", "json")
    assert told.code == 0
    assert {row["group"] for row in told.json["vanishes"]} == {"blain"}


def test_an_edit_that_opens_at_once_wants_agreement(project: Path) -> None:
    """A year mistyped would open the dossier to the group."""
    edit(project, "groups/blain.yml", MEETING, "2025-10-08 20:30")
    refused = publish(project, BEFORE)
    assert refused.code == 1
    assert "--open-now" in refused.err
    assert "Dossier" in refused.err
    assert publish(project, BEFORE, "--open-now").code == 0


def test_other_addresses_want_agreement(project: Path) -> None:
    """A generation raised makes every link that was sent lead nowhere."""
    edit(project, "groups/blain.yml", "readers: true\n", "readers: true\ngeneration: 2\n")
    refused = publish(project, BEFORE)
    assert refused.code == 1
    assert "changeraient d’adresse" in refused.err
    assert "blain" in refused.err
    assert publish(project, BEFORE, "--new-addresses").code == 0


def test_another_secret_is_found_out(project: Path) -> None:
    """The private folder was lost, a build made a new secret: publishing would kill every link."""
    shutil.rmtree(project / ".parution")
    assert publish(project, BEFORE).code == 1
    assert run(project, "build", "--at", BEFORE).code == 0
    refused = publish(project, BEFORE)
    assert refused.code == 1
    assert "Le secret n’est pas celui" in refused.err
    assert publish(project, BEFORE, "--new-addresses").code == 0


def test_other_addresses_are_found_out_without_records(project: Path) -> None:
    """The folders that are served tell, whatever was lost."""
    (record,) = (project.parent / "target" / "records").glob("*.json")
    record.write_text("")
    edit(project, "groups/blain.yml", "readers: true\n", "readers: true\ngeneration: 2\n")
    refused = publish(project, BEFORE)
    assert refused.code == 1
    assert "changeraient d’adresse" in refused.err


def test_a_damaged_record_is_told_and_left_out(project: Path) -> None:
    """Publishing goes on; the listing says which version nobody can go back to."""
    (record,) = (project.parent / "target" / "records").glob("*.json")
    record.write_text("")
    done = publish(project, HELD)
    assert done.code == 0, done.err
    assert f"La fiche de la version « {record.stem} » est abîmée" in done.err
    listed = run(project, "rollback", "--to", "../target", "--list")
    assert record.stem in listed.err
    assert record.stem not in listed.out
    assert served(project) in listed.out


def test_a_refused_rollback_is_short(project: Path) -> None:
    """A line for each theme that would show again, and a number; all of it when asked for."""
    publish(project, HELD)
    put_off(project)
    publish(project, LATER, "--withdraw", "blain")
    refused = run(project, "rollback", "--to", "../target", served_before(project))
    assert refused.code == 1
    assert len(refused.err.splitlines()) <= 5
    assert "2026/douleur, " in refused.err
    assert "--verbose" in refused.err
    whole = run(project, "rollback", "--to", "../target", "--verbose", served_before(project))
    assert len(whole.err.splitlines()) > len(refused.err.splitlines())


def served_before(project: Path) -> str:
    """Return the name of the snapshot of when the meeting seemed held."""
    listed = run(project, "rollback", "--to", "../target", "--list").out.splitlines()
    return listed[1].split()[0]
