"""Publishing and going back, on real builds: nothing unproven is ever served."""

from __future__ import annotations

import json
import multiprocessing
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
from click.testing import CliRunner
from filelock import FileLock, Timeout

from command_line import plain
from parution import pipeline
from parution.audit import Leak, LeakKind
from parution.cli import parution
from parution.domain import PUBLIC_SITE, Audience, Part, Site
from parution.private_store import PrivateStore
from parution.publish import publish as publication
from parution.publish.folder_digests import digest_files
from parution.publish.proposal import Proposal
from parution.publish.publish import ProjectSources, PublishOutcome, publish, roll_back
from parution.publish.snapshots import CannotPublish, Snapshot, SnapshotStore
from parution.publish.targets.folder import FolderTarget
from tiny_project import WITHOUT_PDF, changed, tiny_project

BEFORE = datetime(2026, 9, 30, 12, tzinfo=UTC)
AFTER = datetime(2026, 10, 9, 12, tzinfo=UTC)
MEMBER = Site("blain", Audience.MEMBER)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_project(tmp_path_factory.mktemp("publication") / "project", WITHOUT_PDF)


@pytest.fixture
def sources(project: Path) -> Iterator[ProjectSources]:
    yield ProjectSources(project, project / "mkdocs.yml")
    tiny_project(project, WITHOUT_PDF)


@pytest.fixture
def target(project: Path) -> Path:
    """An empty target, at the same place for each test, so that audits find their verdicts."""
    target = project.parent / "target"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    return target


LEAK = Leak(LeakKind.SECRET, None, "index.html")


def agree(_: Proposal) -> bool:
    """Agree to everything."""
    return True


def publish_at(sources: ProjectSources, target: Path, at: datetime) -> PublishOutcome:
    return publish(sources, FolderTarget(target), at, now=at, agree=agree)


def edit(sources: ProjectSources, path: str, old: str, new: str) -> None:
    """Replace a phrase in a file of the project."""
    (sources.project / path).write_text(changed(path, old, new)[path])


def digest_served(target: Path) -> dict[str, str]:
    """Return the digest of every file that readers get, by path."""
    return digest_files((target / "current").resolve())


def test_a_clean_build_is_published(sources: ProjectSources, target: Path) -> None:
    """Publishing makes a snapshot, serves it, and leaves no temporary file in the target."""
    made = publish_at(sources, target, BEFORE)
    assert made.leaks == ()
    assert SnapshotStore(target).current() == made.snapshot
    assert (target / "current" / "index.html").is_file()
    assert sorted(path.name for path in target.iterdir()) == [
        "current",
        "index.html",
        "records",
        "snapshots",
    ]


def test_only_so_many_versions_are_kept(sources: ProjectSources, target: Path) -> None:
    """Publishing removes versions beyond the number to keep."""
    publish_at(sources, target, BEFORE)
    last = publish(sources, FolderTarget(target), AFTER, now=AFTER, agree=agree, keep=1)
    assert SnapshotStore(target).snapshots() == (last.snapshot,)


def test_a_leak_keeps_anything_from_being_published(
    sources: ProjectSources, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the built sites show something hidden, readers keep the version they had."""
    publish_at(sources, target, BEFORE)
    before = digest_served(target)
    release = pipeline.write_sites

    def too_early(prepared, store, instant, site_dir, **others):  # type: ignore[no-untyped-def]
        return release(prepared, store, AFTER, site_dir, **others)

    monkeypatch.setattr(pipeline, "write_sites", too_early)
    made = publish_at(sources, target, BEFORE + timedelta(hours=1))
    assert made.snapshot is None
    assert {leak.part for leak in made.leaks if leak.site == MEMBER} >= {
        ("2026/douleur", Part.DOSSIER)
    }
    assert digest_served(target) == before
    assert len(SnapshotStore(target).snapshots()) == 1


STEPS = (
    (pipeline, "prepare"),
    (pipeline, "write_sites"),
    (publication, "audit"),
    (publication, "make_proposal"),
    (SnapshotStore, "add"),
    (SnapshotStore, "verify"),
    (SnapshotStore, "switch"),
)


@pytest.mark.parametrize(("owner", "step"), STEPS, ids=[step for _, step in STEPS])
def test_a_failure_at_any_stage_changes_nothing(
    sources: ProjectSources,
    target: Path,
    monkeypatch: pytest.MonkeyPatch,
    owner: object,
    step: str,
) -> None:
    """Whichever stage fails, the published sites stay the same, byte for byte."""
    publish_at(sources, target, BEFORE)
    before = digest_served(target)

    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(owner, step, fail)
    with pytest.raises(KeyboardInterrupt):
        publish_at(sources, target, AFTER)
    assert digest_served(target) == before
    assert not (target / "staging").exists()


def test_sites_that_lack_a_file_are_not_published(
    sources: ProjectSources, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sites that differ from their plan, as after another program's edit, are not published."""
    publish_at(sources, target, BEFORE)
    before = digest_served(target)

    def lose_file(*given: object) -> tuple[()]:
        site_dir = given[-1]
        assert isinstance(site_dir, Path)
        (site_dir / "robots.txt").unlink()
        return ()

    monkeypatch.setattr(publication, "audit_folder", lose_file)
    with pytest.raises(CannotPublish, match="while they were being made"):
        publish_at(sources, target, AFTER)
    assert digest_served(target) == before


def test_a_snapshot_is_read_again_before_the_switch(
    sources: ProjectSources, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If a snapshot differs from the build, readers keep the version they had."""
    publish_at(sources, target, BEFORE)
    before = digest_served(target)
    add = SnapshotStore.add

    def spoil(self: SnapshotStore, *given: Any) -> Snapshot:
        snapshot = add(self, *given)
        (snapshot.folder / "index.html").unlink()
        return snapshot

    monkeypatch.setattr(SnapshotStore, "add", spoil)
    with pytest.raises(CannotPublish, match="altered"):
        publish_at(sources, target, AFTER)
    assert digest_served(target) == before


def test_a_mistake_in_the_sources_changes_nothing(sources: ProjectSources, target: Path) -> None:
    """Sources with errors are not published."""
    from parution.domain.problems import ProblemsFound

    publish_at(sources, target, BEFORE)
    before = digest_served(target)
    edit(sources, "groups/blain.yml", "references-first", "no-such-policy")
    with pytest.raises(ProblemsFound):
        publish_at(sources, target, AFTER)
    assert digest_served(target) == before


def test_going_back_serves_the_snapshot_before(sources: ProjectSources, target: Path) -> None:
    """`rollback` serves the snapshot before if all it shows is still open."""
    first = publish_at(sources, target, BEFORE)
    publish_at(sources, target, AFTER)
    assert roll_back(sources, FolderTarget(target), AFTER).snapshot == first.snapshot
    assert SnapshotStore(target).current() == first.snapshot


def kinds(leaks: tuple[Leak, ...]) -> set[tuple[LeakKind, Site | None]]:
    return {(leak.kind, leak.site) for leak in leaks}


def test_going_back_never_opens_a_hidden_part_again(sources: ProjectSources, target: Path) -> None:
    """After a meeting is postponed, a snapshot of when it seemed held is refused."""
    publish_at(sources, target, AFTER)
    edit(sources, "groups/blain.yml", "2026-10-08 20:30", "2026-12-10 20:30")
    second = publish_at(sources, target, AFTER + timedelta(hours=1))
    back = roll_back(sources, FolderTarget(target), AFTER + timedelta(hours=2))
    assert back.snapshot is None
    assert {(LeakKind.REOPENED, MEMBER), (LeakKind.HIDDEN_TEXT, MEMBER)} <= kinds(back.leaks)
    assert (LeakKind.REOPENED, PUBLIC_SITE) not in kinds(back.leaks)
    assert SnapshotStore(target).current() == second.snapshot


def test_going_back_never_opens_an_older_wording(sources: ProjectSources, target: Path) -> None:
    """A part hidden now is not shown again, even if all its words were rewritten since."""
    publish_at(sources, target, AFTER)
    edit(sources, "groups/blain.yml", "2026-10-08 20:30", "2026-12-10 20:30")
    for name in ("dossier", "summary", "commentary"):
        (sources.project / f"themes/2026/douleur/{name}.md").write_text("Tout autre chose.\n")
    publish_at(sources, target, AFTER + timedelta(hours=1))
    leaks = roll_back(sources, FolderTarget(target), AFTER + timedelta(hours=2)).leaks
    assert {
        leak.part for leak in leaks if leak.kind is LeakKind.REOPENED and leak.site == MEMBER
    } == {("2026/douleur", part) for part in Part if part not in (Part.PRESENTATION, Part.GUIDE)}


def test_going_back_never_restores_an_old_address(sources: ProjectSources, target: Path) -> None:
    """After a group gets new addresses, a snapshot with the old ones is refused."""
    publish_at(sources, target, BEFORE)
    edit(sources, "groups/blain.yml", "readers: true\n", "readers: true\ngeneration: 2\n")
    publish_at(sources, target, BEFORE + timedelta(hours=1))
    back = roll_back(sources, FolderTarget(target), BEFORE + timedelta(hours=2))
    assert (LeakKind.STALE_SITE, None) in kinds(back.leaks)
    assert back.snapshot is None


def test_going_back_to_an_altered_snapshot_is_refused(
    sources: ProjectSources, target: Path
) -> None:
    """A snapshot that somebody changed is not served, even without a leak."""
    first = publish_at(sources, target, BEFORE).snapshot
    publish_at(sources, target, AFTER)
    assert first is not None
    (first.folder / "robots.txt").unlink()
    with pytest.raises(CannotPublish):
        roll_back(sources, FolderTarget(target), AFTER)


def hold(project: Path, held: multiprocessing.synchronize.Event, rest: float) -> None:
    with PrivateStore(project).lock():
        held.set()
        import time

        time.sleep(rest)


def test_two_processes_wait_for_each_other(project: Path) -> None:
    """While one process builds or publishes, another waits; the holder of the lock does not."""
    import time

    held = multiprocessing.get_context("spawn").Event()
    process = multiprocessing.get_context("spawn").Process(target=hold, args=(project, held, 0.5))
    process.start()
    assert held.wait(30)
    started = time.monotonic()
    store = PrivateStore(project)
    with store.lock(), store.lock():
        assert time.monotonic() - started > 0.3
    process.join()


# --- the commands ----------------------------------------------------------------------------


def run(project: Path, *words: str) -> tuple[int, str, str]:
    """Run a command on the project; return its exit code and its output."""
    command, *rest = words
    config = ["-f", str(project / "mkdocs.yml")]
    result = CliRunner().invoke(parution, [command, *config, *rest])
    return result.exit_code, result.stdout, result.stderr


def test_the_commands_in_turn(sources: ProjectSources, target: Path) -> None:
    """Publish twice, list, go back: each command reports its work, and exits with 0."""
    to = ("--to", str(target))
    code, said, _ = run(sources.project, "publish", *to, "--at", "2026-09-30T12:00")
    assert code == 0
    assert "Publié\u00a0: " in said
    assert f"{target}/current" in said
    run(sources.project, "publish", *to, "--at", "2026-10-09T12:00")
    code, listed, _ = run(sources.project, "rollback", *to, "--list")
    assert code == 0
    assert [line[0] for line in listed.splitlines()] == ["→", " "]
    shutil.rmtree(target / "snapshots" / listed.splitlines()[1].split()[0])
    code, _, error = run(sources.project, "rollback", *to)
    assert code == 1
    assert error == "Il n’y a pas de version antérieure à laquelle revenir.\n"


def test_the_audit_reports_leaks_to_people_and_programs(
    sources: ProjectSources, target: Path
) -> None:
    """With leaks `audit` exits with 1, and its JSON has one object for each."""
    site_dir = target / "site"
    pipeline.build(sources.project, sources.config_file, AFTER, site_dir)
    where = ("--site-dir", str(site_dir), "--at")
    code, said, _ = run(sources.project, "audit", *where, "2026-10-09T14:00")
    assert (code, said) == (0, f"Rien de fermé n’a été trouvé dans {site_dir}.\n")
    code, said, _ = run(sources.project, "audit", *where, "2026-09-30T14:00", "--format", "json")
    rows = json.loads(said)
    assert code == 1
    assert set(rows[0]) == {
        "kind", "group", "audience", "file", "theme", "part", "message", "evidence",
    }  # fmt: skip
    assert {row["group"] for row in rows} == {"blain"}
    code, _, error = run(sources.project, "audit", *where, "2026-09-30T14:00")
    assert code == 1
    assert "blain · membres · 2026/douleur/" in error
    assert "[hidden-text]" in error


def test_an_audit_of_nothing_is_wrong_usage(sources: ProjectSources, target: Path) -> None:
    """An audit without a site exits with 2."""
    code, _, error = run(sources.project, "audit", "--site-dir", str(target / "none"))
    assert code == 2
    assert "construisez-le d’abord" in error


def read_calendars(target: Path) -> dict[str, icalendar.Calendar]:
    """Return the calendars that readers get, by path."""
    folder = target / "current"
    return {
        path.relative_to(folder).as_posix(): icalendar.Calendar.from_ical(path.read_bytes())
        for path in folder.rglob("calendar.ics")
    }


def test_a_meeting_that_moved_replaces_its_event(sources: ProjectSources, target: Path) -> None:
    """A meeting moved earlier gets a newer event in all its group's calendars."""
    publish_at(sources, target, BEFORE)
    before = read_calendars(target)
    edit(sources, "groups/blain.yml", "2026-11-12 20:30", "2026-11-05 20:30")
    publish_at(sources, target, BEFORE + timedelta(hours=1))
    newer = {}
    for path, then in read_calendars(target).items():
        # Other tests of this project may have given its other events high numbers.
        former = {str(each["UID"]): each.get("SEQUENCE", 0) for each in before[path].walk("VEVENT")}
        newer[path] = [
            plain(str(event["SUMMARY"]))
            for event in then.walk("VEVENT")
            if event.get("SEQUENCE", 0) > former[str(event["UID"])]
        ]
    newer = {path: names for path, names in newer.items() if "/g/" in f"/{path}"}
    assert newer
    assert set(map(tuple, newer.values())) == {("Réunion : Thème libre",)}


def test_calendars_do_not_change_as_time_passes(sources: ProjectSources, target: Path) -> None:
    """Published an hour later from the same sources, calendars have the same bytes."""
    publish_at(sources, target, BEFORE)
    again = publish_at(sources, target, BEFORE + timedelta(hours=1))
    assert not again.is_new


def test_an_audit_excludes_builds(sources: ProjectSources, monkeypatch: pytest.MonkeyPatch) -> None:
    """While `audit` reads the sites no build may change them."""
    PrivateStore(sources.project).secret()  # Without one there is nothing to audit.

    def look(*_: object) -> tuple[Leak, ...]:
        with pytest.raises(Timeout):
            FileLock(PrivateStore(sources.project).folder / "lock").acquire(timeout=0)
        return (LEAK,)

    monkeypatch.setattr(publication, "audit_folder", look)
    assert publication.audit_site(sources, BEFORE, sources.project) == (LEAK,)
