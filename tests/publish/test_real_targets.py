"""Publish small sites to real servers on loopback, and check the files there and the reports.

`test_targets_of_a_project` runs whole commands. Tests that depend on the transport run on each of
four.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from parution.private_store import SECRET_VARIABLE
from parution.publish.snapshots import CannotPublish
from parution.publish.targets import claim
from parution.publish.targets.in_place import InPlace
from parution.publish.targets.programs import ProgramFailed
from publish.deliveries import SECRET, bring, encode, make_project, open_target
from publish.places import SERVERS, Branch, Place, s3_server
from publish.test_snapshots import FIRST_DAY, SHOWING

FIRST = {
    "index.html": "home",
    "2026/douleur/dossier/index.html": "open",
    "2026/douleur/documents/grille à lire #1.csv": "0;1",
    "g/blain-key/index.html": "group",
    "g/old [key]*/2026/index.html": "withdrawn",
    ".htaccess": "Options -Indexes",
}
SECOND = {
    "index.html": "home again",
    "2026/douleur/dossier/index.html": "shut",
    "g/blain-key/index.html": "group",
    "g/blain-key/2026/sommeil/index.html": "new",
    ".htaccess": "Options -Indexes",
}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claim, "SETTLING", 0.0)
    monkeypatch.delenv(SECRET_VARIABLE, raising=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project")


@pytest.fixture(scope="module", params=SERVERS)
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Place]:
    with SERVERS[request.param](tmp_path_factory.mktemp(request.param)) as place:
        yield place


one_of_each_kind = pytest.mark.parametrize("server", ["ssh", "git"], indirect=True, scope="module")
"""One place for each kind of decision made before a transfer: files in place, and a branch."""


@pytest.fixture
def place(server: Place, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    yield server
    if isinstance(server, Branch):
        server.git("update-ref", "-d", "refs/heads/gh-pages")
        return
    for path in server.folder.iterdir() if server.folder.is_dir() else ():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def find_empty_folders(folder: Path) -> list[Path]:
    """Return the folders that hold nothing; their names may reveal withdrawn pages."""
    return [path for path in folder.rglob("*") if path.is_dir() and not any(path.iterdir())]


def test_a_publication_arrives(project: Path, place: Place) -> None:
    """The first publication sends everything; the next sends changes and removes old files."""
    target = open_target(project, place.address)
    for day, files in enumerate((FIRST, SECOND)):
        bring(target, day, files)
        assert place.files() == encode(files)
    assert not target.read_served().is_cut
    if not isinstance(place, Branch):  # Git knows no folders.
        assert not find_empty_folders(place.folder)


def test_a_bucket_of_s3(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a bucket changes arrive, old files go, and other people's files stay."""
    with s3_server(tmp_path / "s3") as place:
        for name, value in place.environment.items():
            monkeypatch.setenv(name, value)
        target = open_target(project, place.address)
        bring(target, 0, FIRST)
        assert place.files() == encode(FIRST)
        place.put("stats.html", b"by others")
        bring(target, 1, SECOND)
        assert place.files() == {**encode(SECOND), "stats.html": b"by others"}


def test_an_unchanged_file_is_not_written_anew(project: Path, place: Place) -> None:
    """An unchanged file keeps its time; a changed one gets another."""
    if isinstance(place, Branch):  # Commits have no times of files.
        return
    target = open_target(project, place.address)
    bring(target, 0, FIRST)
    times = {path: (place.folder / path).stat().st_ino for path in FIRST}
    (place.folder / "g/blain-key/index.html").write_text("marked")
    bring(target, 1, SECOND)
    assert place.files()["g/blain-key/index.html"] == b"marked"
    assert (place.folder / ".htaccess").stat().st_ino == times[".htaccess"]


def test_readers_may_read_whatever_the_umask(project: Path, place: Place) -> None:
    """Files arrive with the modes that a server needs."""
    if not place.address.startswith("ssh"):  # The other servers give modes of their own.
        return
    bring(open_target(project, place.address), 0, FIRST)
    for path in place.folder.rglob("*"):
        wanted = 0o755 if path.is_dir() else 0o644
        assert path.stat().st_mode & 0o777 == wanted, path


def test_files_of_others_are_refused_then_taken_over(project: Path, place: Place) -> None:
    """A place that holds other files is refused unless told to take it over."""
    place.put("old/page.html", b"old")
    with pytest.raises(CannotPublish, match=r"old/page\.html"):
        bring(open_target(project, place.address), 0, FIRST)
    assert place.files() == {"old/page.html": b"old"}
    bring(open_target(project, place.address, take_over=True), 0, FIRST)
    assert place.files() == encode(FIRST)


def test_files_of_others_stay(project: Path, place: Place) -> None:
    """The next publication keeps a file that the host added for itself."""
    bring(open_target(project, place.address), 0, FIRST)
    others = {"CNAME": b"dossiers.example.org", "2026/douleur/documents/x.txt": b"x"}
    for path, data in others.items():
        place.put(path, data)
    bring(open_target(project, place.address), 1, SECOND)
    assert place.files() == {**encode(SECOND), **others}


@one_of_each_kind
def test_another_machine_goes_on_where_the_first_stopped(
    project: Path, place: Place, tmp_path: Path
) -> None:
    """Another machine with the secret continues from the state there, and the first notices."""
    snapshot = bring(open_target(project, place.address), 0, FIRST)
    other = open_target(make_project(tmp_path / "other"), place.address)
    served = other.read_served()
    assert served.snapshot
    assert (served.snapshot.name, served.snapshot.record) == (snapshot.name, snapshot.record)
    bring(other, 1, SECOND)
    assert place.files() == encode(SECOND)
    target = open_target(project, place.address)
    assert target.read_served().snapshot != snapshot
    if isinstance(target, InPlace):
        assert "somebody else did" in target.read_served().remarks[0].text()


@one_of_each_kind
def test_another_secret_is_refused(project: Path, place: Place, tmp_path: Path) -> None:
    """Sites published with another secret are not replaced."""
    bring(open_target(project, place.address), 0, FIRST)
    other = make_project(tmp_path / "other")
    (other / ".parution/secret").write_bytes(b"o" * 64)
    with pytest.raises(CannotPublish, match="another master secret"):
        open_target(other, place.address).read_served()
    bring(open_target(other, place.address, take_over=True), 1, SECOND)
    assert place.files() == encode(SECOND)


@one_of_each_kind
def test_a_publication_in_between_is_noticed(project: Path, place: Place, tmp_path: Path) -> None:
    """A publication between this one's look and its transfer is noticed, and nothing is mixed."""
    other = open_target(make_project(tmp_path / "other"), place.address)
    target = open_target(project, place.address)
    bring(target, 0, FIRST)
    served = target.read_served

    def then_the_other() -> object:
        seen = served()
        bring(other, 1, SECOND)
        return seen

    target.read_served = then_the_other  # type: ignore[method-assign, assignment]
    with pytest.raises(CannotPublish, match="start again"):
        bring(target, 2, FIRST)
    assert place.files() == encode(SECOND)


@one_of_each_kind
def test_the_state_kept_there_is_encrypted(project: Path, place: Place) -> None:
    """The state file there reveals neither an address nor the secret."""
    bring(open_target(project, place.address), 0, FIRST)
    if isinstance(place, Branch):
        kept = [place.git("show", "gh-pages:parution-state")]
    else:
        kept = [path.read_bytes() for path in place.folder.glob("parution-*")]
    assert kept
    assert not any(word in data for data in kept for word in (b"blain-key", b"2026", SECRET))


def test_a_branch_has_no_history(project: Path, place: Place) -> None:
    """A withdrawn file is in no earlier commit of the branch."""
    if not isinstance(place, Branch):
        return
    target = open_target(project, place.address)
    for day, files in enumerate((FIRST, SECOND, FIRST)):
        bring(target, day, files)
    assert place.commits() == 1


@one_of_each_kind
def test_confirming_records_other_parts_shown(project: Path, place: Place) -> None:
    """Files that now show another part are recorded there as showing it."""
    target = open_target(project, place.address)
    snapshot = bring(target, 0, FIRST, showing=SHOWING)
    more = SHOWING.together(SHOWING)
    shown = {site: dict.fromkeys(themes, ()) for site, themes in more.shown.items()}
    later = type(more)(FIRST_DAY + timedelta(days=1), shown, more.parts)
    with target.lock():
        target.confirm(snapshot, later)
    other = open_target(project, place.address).read_served()
    assert other.snapshot
    assert other.showing.shown == shown
    assert place.files() == encode(FIRST)


def test_a_place_that_cannot_be_reached(project: Path, place: Place) -> None:
    """An unreachable place gives a sentence, without a traceback or the address's password."""
    wrong = place.address.replace("127.0.0.1", "127.0.0.2").replace("place:", "nowhere:")
    wrong = wrong.replace("site.git", "none.git")
    with pytest.raises(CannotPublish, match=r"failed \("):
        open_target(project, wrong).read_served()


REFUSALS = {
    "ssh://nobody@127.0.0.1:1/srv": "ssh account@host",
    "git+file:///nowhere/site.git": "git ls-remote",
    "nowhere:www": "rclone listremotes",
}


@pytest.mark.parametrize(("address", "command"), REFUSALS.items())
def test_who_cannot_reach_a_place_is_told_what_to_try(
    project: Path, address: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The remedy names the command that shows what is wrong."""
    monkeypatch.delenv("RSYNC_RSH", raising=False)
    with pytest.raises(CannotPublish) as failure:
        open_target(project, address).read_served()
    assert command in str(failure.value.remedy)


@pytest.mark.parametrize(
    ("program", "said", "told"),
    [
        ("rsync", "Host key verification failed.\nrsync: connection unexpectedly closed", "ssh"),
        ("rsync", "anne@example.org: Permission denied (publickey).\nrsync: closed", "ssh"),
        ("rsync", "bash: line 1: rsync: command not found\nrsync: closed", "no rsync"),
        ("rsync", "rsync: write failed: No space left on device (28)", "full"),
        ("rsync", "rsync: mkstemp: Disk quota exceeded (122)", "full"),
        ("rclone", "ERROR: 507 Insufficient Storage", "full"),
        ("git", "fatal: could not read Username for 'https://a.org': prompts off", "ls-remote"),
        ("git", "fatal: another thing", "None"),
    ],
)
def test_what_a_program_says_has_its_remedy(program: str, said: str, told: str) -> None:
    """What programs say of a missing key, a full disk or a host without rsync has a remedy."""
    assert told in str(ProgramFailed(program, 1, said).remedy)


@pytest.mark.parametrize(
    ("address", "has_remedy"), [("nowhere:www", True), ("git+file:///nowhere/site.git", False)]
)
def test_a_remote_that_rclone_does_not_know(project: Path, address: str, has_remedy: bool) -> None:
    """For an unknown remote the remedy names the command that lists them; other failures differ."""
    with pytest.raises(CannotPublish) as failure:
        open_target(project, address).read_served()
    assert ("rclone listremotes" in str(failure.value.remedy)) is has_remedy


def test_a_reader_sees_closings_before_openings(project: Path, place: Place) -> None:
    """A constant reader gets whole pages, and nothing new before everything closing is closed."""
    if not place.address.startswith("ssh"):  # Other places replace a file under a reader's eyes.
        return
    target, stop, seen = open_target(project, place.address), Event(), []
    new, shut = "g/blain-key/2026/sommeil/index.html", "2026/douleur/dossier/index.html"

    def read_all_the_time() -> None:
        while not stop.is_set():
            has_new = (place.folder / new).exists()
            seen.append((has_new, (place.folder / shut).read_text()))

    bring(target, 0, FIRST)
    reader = Thread(target=read_all_the_time)
    reader.start()
    bring(target, 1, SECOND, closes=lambda path: path.startswith("2026/douleur"))
    stop.set()
    reader.join()
    assert {text for _, text in seen} == {"open", "shut"}
    assert {text for has_new, text in seen if has_new} <= {"shut"}
    assert [text for _, text in seen] == sorted(text for _, text in seen)
    assert place.files() == encode(SECOND)
