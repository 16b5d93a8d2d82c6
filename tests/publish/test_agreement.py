"""`publish` reports every change, asks for agreement to some, and says nothing without changes."""

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
    """A project published once, whose pages are all rendered already."""
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


def find_served(project: Path) -> str:
    return (project.parent / "target" / "current").readlink().name


def test_the_first_publication_is_announced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first publication announces its new secret and the folder to serve."""
    monkeypatch.delenv(SECRET_VARIABLE, raising=False)
    project = tiny_project(tmp_path / "project")
    done = publish(project, BEFORE)
    assert done.code == 0
    assert "Première publication" in done.out
    assert "target/current" in done.out
    assert ".parution/secret" in done.err
    assert "Publié : " in done.out


def test_due_openings_are_published_and_reported(project: Path) -> None:
    """Due openings are published without a question, and reported with parts and readers."""
    done = publish(project, HELD)
    assert done.code == 0, done.err
    assert re.search(
        r"S’ouvre :\n  2026/douleur, .*L’essentiel, Dossier, .*: blain \(membres", done.out
    )
    assert done.out.splitlines()[-1].startswith("Publié : ")
    assert "Servez" not in done.out


def test_it_says_it_before_the_switch(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`publish` reports the openings before the switch, so that even if it fails they are known."""
    from parution.publish.snapshots import SnapshotStore

    monkeypatch.setattr(SnapshotStore, "switch", lambda *_: sys.exit(3))
    done = publish(project, HELD)
    assert done.code == 3
    assert "S’ouvre" in done.out


def test_it_prints_warnings(project: Path) -> None:
    """`publish` prints warnings like `build`, except with ``--quiet``."""
    (project / "groups/vertou.yml").write_text(
        "name: Vertou\nmeetings:\n  - {theme: 2026/douleur, starts: 2025-10-08 20:30}\n"
    )
    assert "groups/vertou.yml:3:" in publish(project, BEFORE, "--dry-run").err
    done = publish(project, BEFORE, "--quiet")
    assert (done.code, done.err) == (0, "")


def test_it_warns_of_texts_that_the_next_meeting_lacks(project: Path) -> None:
    """`publish` names a theme whose texts are not ready for a meeting that is near."""
    (project / "themes/2026/douleur/summary.md").unlink()
    said = publish(project, BEFORE, "--dry-run").err
    assert "[theme-not-ready]" in said
    assert "2026-10-08" in said


def test_when_nothing_changed_it_says_nothing(project: Path) -> None:
    """Without changes `publish` prints nothing and makes no version."""
    before = find_served(project)
    for options in ((), ("--quiet",)):
        done = publish(project, "2026-09-30T13:00", *options)
        assert (done.code, done.out, done.err) == (0, "", "")
    assert find_served(project) == before


def test_for_cron_there_is_one_line_when_something_changed(project: Path) -> None:
    """With ``--quiet`` a publication prints one line, for cron's mail."""
    done = publish(project, HELD, "--quiet")
    assert done.code == 0
    assert len(done.out.splitlines()) == 1
    assert done.err == ""


def test_programs_get_the_fixed_shape(project: Path) -> None:
    """The JSON lists the openings by site and part, and counts the changed files and bytes."""
    told = publish(project, HELD, "--format", "json").json
    assert set(told) == SHAPE
    assert told["snapshot"] == find_served(project)
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
    """A dry run reports the changes and their size, and makes none."""
    before = find_served(project)
    done = publish(project, HELD, "--dry-run")
    assert done.code == 0
    assert "S’ouvre" in done.out
    assert "Rien n’a été publié : " in done.out
    assert publish(project, HELD, "--dry-run", "--format", "json").json["snapshot"] is None
    assert find_served(project) == before
    assert len(list((project.parent / "target" / "snapshots").iterdir())) == 1


def test_a_dry_run_leaves_nothing_where_nothing_was(project: Path) -> None:
    """A dry run does not create a missing target."""
    target = project.parent / "new"
    done = run(project, "publish", "--to", "../new", "--at", HELD, "--dry-run")
    assert done.code == 0
    assert not target.exists()


def test_progress_goes_to_the_error_stream(project: Path) -> None:
    """`publish` reports its progress on the error stream, for programs may read its output."""
    said = [
        "Lecture et mise en pages des textes…",
        "Composition et écriture des sites…",
        "Vérification que rien de caché n’y figure…",
    ]
    assert publish(project, HELD, "--dry-run").err.splitlines()[:3] == said


def test_an_ended_publication_leaves_nothing_half_made(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A publication ended by a signal removes its unfinished files from the target."""
    target = project.parent / "target"

    def end(*_: object) -> None:
        assert (target / "staging" / "site" / "index.html").exists()
        os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr("parution.publish.publish.audit_folder", end)
    before = find_served(project)
    assert publish(project, HELD).code != 0
    assert not (target / "staging").exists()
    assert find_served(project) == before


WITHDRAWALS = [["blain"], ["2026/douleur"], ["2026"]]


@pytest.mark.parametrize("names", WITHDRAWALS, ids=" ".join)
def test_open_parts_are_withdrawn_by_name_alone(project: Path, names: list[str]) -> None:
    """A postponed meeting closes open parts only if ``--withdraw`` names them."""
    publish(project, HELD)
    before = find_served(project)
    put_off(project)
    refused = publish(project, LATER)
    assert refused.code == 1
    assert "Se ferme :" in refused.out
    assert "--withdraw blain" in refused.err
    assert publish(project, LATER, "--withdraw", "vertou").code == 1
    assert find_served(project) == before
    options = [option for name in names for option in ("--withdraw", name)]
    assert publish(project, LATER, *options).code == 0
    assert find_served(project) != before


def test_a_group_that_is_deleted_vanishes_when_it_is_named(project: Path) -> None:
    """A deleted group's sites vanish only if ``--withdraw`` names it."""
    (project / "groups/blain.yml").unlink()
    refused = publish(project, BEFORE)
    assert refused.code == 1
    assert "Disparaît :" in refused.out
    told = publish(project, BEFORE, "--withdraw", "blain", "--format", "json")
    assert told.code == 0
    assert {row["group"] for row in told.json["vanishes"]} == {"blain"}


def test_an_edit_that_opens_at_once_wants_agreement(project: Path) -> None:
    """A mistyped year that would open the dossier at once needs ``--open-now``."""
    edit(project, "groups/blain.yml", MEETING, "2025-10-08 20:30")
    refused = publish(project, BEFORE)
    assert refused.code == 1
    assert "--open-now" in refused.err
    assert "Dossier" in refused.err
    assert publish(project, BEFORE, "--open-now").code == 0


def test_a_doubted_date_opens_nothing_unasked(project: Path) -> None:
    """A meeting typed at 2:30 for 20:30, apparently over, opens nothing without agreement."""
    edit(project, "groups/blain.yml", MEETING, "2026-09-29 2:30")
    refused = publish(project, BEFORE)
    assert refused.code == 1
    assert "[unusual-date]" in refused.err
    assert "--open-now" in refused.err


def test_other_addresses_want_agreement(project: Path) -> None:
    """A raised generation, which breaks every link that was sent, needs agreement."""
    edit(project, "groups/blain.yml", "readers: true\n", "readers: true\ngeneration: 2\n")
    refused = publish(project, BEFORE)
    assert refused.code == 1
    assert "changeraient d’adresse" in refused.err
    assert "blain" in refused.err
    agreed = publish(project, BEFORE, "--new-addresses")
    assert agreed.code == 0
    assert "Change d’adresse :\n  blain\n" in agreed.out


def test_another_secret_is_found_out(project: Path) -> None:
    """`publish` refuses a new secret, made after the private folder was lost: it breaks all
    links."""
    shutil.rmtree(project / ".parution")
    assert publish(project, BEFORE).code == 1
    assert run(project, "build", "--at", BEFORE).code == 0
    refused = publish(project, BEFORE)
    assert refused.code == 1
    assert "Le secret n’est pas celui" in refused.err
    assert publish(project, BEFORE, "--new-addresses").code == 0


def test_other_addresses_are_found_out_without_records(project: Path) -> None:
    """Even without records, the served folders show that the addresses would change."""
    (record,) = (project.parent / "target" / "records").glob("*.json")
    record.write_text("")
    edit(project, "groups/blain.yml", "readers: true\n", "readers: true\ngeneration: 2\n")
    refused = publish(project, BEFORE)
    assert refused.code == 1
    assert "changeraient d’adresse" in refused.err


def test_a_damaged_record_is_reported_and_left_out(project: Path) -> None:
    """Despite a damaged record `publish` works; the list of versions says which one is lost."""
    (record,) = (project.parent / "target" / "records").glob("*.json")
    record.write_text("")
    done = publish(project, HELD)
    assert done.code == 0, done.err
    assert f"La fiche de la version « {record.stem} » est abîmée" in done.err
    listed = run(project, "rollback", "--to", "../target", "--list")
    assert record.stem in listed.err
    assert record.stem not in listed.out
    assert find_served(project) in listed.out


def test_a_refused_rollback_is_short(project: Path) -> None:
    """A refused rollback has a line for each theme, and lists all only on request."""
    publish(project, HELD)
    put_off(project)
    publish(project, LATER, "--withdraw", "blain")
    refused = run(project, "rollback", "--to", "../target", find_earlier_snapshot(project))
    assert refused.code == 1
    assert len(refused.err.splitlines()) <= 5
    assert "2026/douleur, " in refused.err
    assert "--verbose" in refused.err
    whole = run(
        project, "rollback", "--to", "../target", "--verbose", find_earlier_snapshot(project)
    )
    assert len(whole.err.splitlines()) > len(refused.err.splitlines())


def find_earlier_snapshot(project: Path) -> str:
    """Return the name of the snapshot made when the meeting seemed held."""
    listed = run(project, "rollback", "--to", "../target", "--list").out.splitlines()
    return listed[1].split()[0]
