"""Publishing to real servers on loopback: what arrives, what does not, and what is noticed.

The sites are small and written by hand; that whole commands do the same is tried in
`test_targets_of_a_project`. What a transport has a hand in is tried on each of four.
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
from publish.deliveries import SECRET, as_bytes, bring, opened, project_in
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
    return project_in(tmp_path / "project")


@pytest.fixture(scope="module", params=SERVERS)
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Place]:
    with SERVERS[request.param](tmp_path_factory.mktemp(request.param)) as place:
        yield place


one_of_each_kind = pytest.mark.parametrize("server", ["ssh", "git"], indirect=True, scope="module")
"""For what is decided before anything travels: one for files in place, one for a branch."""


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


def empty_folders(folder: Path) -> list[Path]:
    """Return the folders that hold nothing; their names may tell what was there."""
    return [path for path in folder.rglob("*") if path.is_dir() and not any(path.iterdir())]


def test_what_is_published_arrives(project: Path, place: Place) -> None:
    """The first time all of it; afterwards what changed, what is new, nothing that is gone."""
    target = opened(project, place.address)
    for day, files in enumerate((FIRST, SECOND)):
        bring(target, day, files)
        assert place.files() == as_bytes(files)
    assert not target.read_served().is_cut
    if not isinstance(place, Branch):  # Git knows no folders.
        assert not empty_folders(place.folder)


def test_a_bucket_of_s3(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a target like others: what changed arrives, what is gone goes, others' files stay."""
    with s3_server(tmp_path / "s3") as place:
        for name, value in place.environment.items():
            monkeypatch.setenv(name, value)
        target = opened(project, place.address)
        bring(target, 0, FIRST)
        assert place.files() == as_bytes(FIRST)
        place.put("stats.html", b"by others")
        bring(target, 1, SECOND)
        assert place.files() == {**as_bytes(SECOND), "stats.html": b"by others"}


def test_what_did_not_change_is_not_written_anew(project: Path, place: Place) -> None:
    """A file keeps its time; one that changed gets another."""
    if isinstance(place, Branch):  # Commits have no times of files.
        return
    target = opened(project, place.address)
    bring(target, 0, FIRST)
    times = {path: (place.folder / path).stat().st_ino for path in FIRST}
    (place.folder / "g/blain-key/index.html").write_text("marked")
    bring(target, 1, SECOND)
    assert place.files()["g/blain-key/index.html"] == b"marked"
    assert (place.folder / ".htaccess").stat().st_ino == times[".htaccess"]


def test_readers_may_read_whatever_the_umask(project: Path, place: Place) -> None:
    """Files go there with the modes that a server needs."""
    if not place.address.startswith("ssh"):  # The others' servers give modes of their own.
        return
    bring(opened(project, place.address), 0, FIRST)
    for path in place.folder.rglob("*"):
        wanted = 0o755 if path.is_dir() else 0o644
        assert path.stat().st_mode & 0o777 == wanted, path


def test_files_of_others_are_refused_then_taken_over(project: Path, place: Place) -> None:
    """A place that holds something is not published over unless somebody says so."""
    place.put("old/page.html", b"old")
    with pytest.raises(CannotPublish, match=r"old/page\.html"):
        bring(opened(project, place.address), 0, FIRST)
    assert place.files() == {"old/page.html": b"old"}
    bring(opened(project, place.address, take_over=True), 0, FIRST)
    assert place.files() == as_bytes(FIRST)


def test_what_others_put_there_later_stays(project: Path, place: Place) -> None:
    """A file that a host wants for itself is not removed by the next publication."""
    bring(opened(project, place.address), 0, FIRST)
    others = {"CNAME": b"dossiers.example.org", "2026/douleur/documents/x.txt": b"x"}
    for path, data in others.items():
        place.put(path, data)
    bring(opened(project, place.address), 1, SECOND)
    assert place.files() == {**as_bytes(SECOND), **others}


@one_of_each_kind
def test_another_machine_goes_on_where_the_first_stopped(
    project: Path, place: Place, tmp_path: Path
) -> None:
    """With the secret alone it knows what stands there; the first machine then notices it."""
    snapshot = bring(opened(project, place.address), 0, FIRST)
    other = opened(project_in(tmp_path / "other"), place.address)
    served = other.read_served()
    assert served.snapshot
    assert (served.snapshot.name, served.snapshot.record) == (snapshot.name, snapshot.record)
    bring(other, 1, SECOND)
    assert place.files() == as_bytes(SECOND)
    target = opened(project, place.address)
    assert target.read_served().snapshot != snapshot
    if isinstance(target, InPlace):
        assert "somebody else did" in target.read_served().remarks[0].text()


@one_of_each_kind
def test_another_secret_is_refused(project: Path, place: Place, tmp_path: Path) -> None:
    """Somebody else's sites are not replaced by mistake."""
    bring(opened(project, place.address), 0, FIRST)
    other = project_in(tmp_path / "other")
    (other / ".parution/secret").write_bytes(b"o" * 64)
    with pytest.raises(CannotPublish, match="another master secret"):
        opened(other, place.address).read_served()
    bring(opened(other, place.address, take_over=True), 1, SECOND)
    assert place.files() == as_bytes(SECOND)


@one_of_each_kind
def test_who_publishes_meanwhile_is_noticed(project: Path, place: Place, tmp_path: Path) -> None:
    """Between looking and bringing somebody else published: nothing is mixed."""
    other = opened(project_in(tmp_path / "other"), place.address)
    target = opened(project, place.address)
    bring(target, 0, FIRST)
    served = target.read_served

    def then_the_other() -> object:
        seen = served()
        bring(other, 1, SECOND)
        return seen

    target.read_served = then_the_other  # type: ignore[method-assign, assignment]
    with pytest.raises(CannotPublish, match="start again"):
        bring(target, 2, FIRST)
    assert place.files() == as_bytes(SECOND)


@one_of_each_kind
def test_what_is_kept_there_is_sealed(project: Path, place: Place) -> None:
    """Neither an address nor the secret can be read in it."""
    bring(opened(project, place.address), 0, FIRST)
    if isinstance(place, Branch):
        kept = [place.git("show", "gh-pages:parution-state")]
    else:
        kept = [path.read_bytes() for path in place.folder.glob("parution-*")]
    assert kept
    assert not any(word in data for data in kept for word in (b"blain-key", b"2026", SECRET))


def test_a_branch_has_no_history(project: Path, place: Place) -> None:
    """What is withdrawn is not in a former commit of the branch."""
    if not isinstance(place, Branch):
        return
    target = opened(project, place.address)
    for day, files in enumerate((FIRST, SECOND, FIRST)):
        bring(target, day, files)
    assert place.commits() == 1


@one_of_each_kind
def test_confirming_notes_what_else_is_shown(project: Path, place: Place) -> None:
    """Where the same files show another part than before, that is said there, too."""
    target = opened(project, place.address)
    snapshot = bring(target, 0, FIRST, showing=SHOWING)
    more = SHOWING.together(SHOWING)
    shown = {site: dict.fromkeys(themes, ()) for site, themes in more.shown.items()}
    later = type(more)(FIRST_DAY + timedelta(days=1), shown, more.parts)
    with target.lock():
        target.confirm(snapshot, later)
    other = opened(project, place.address).read_served()
    assert other.snapshot
    assert other.showing.shown == shown
    assert place.files() == as_bytes(FIRST)


def test_a_place_that_cannot_be_reached(project: Path, place: Place) -> None:
    """A sentence, not a traceback; nothing of the address's password."""
    wrong = place.address.replace("127.0.0.1", "127.0.0.2").replace("place:", "nowhere:")
    wrong = wrong.replace("site.git", "none.git")
    with pytest.raises(CannotPublish, match=r"failed \("):
        opened(project, wrong).read_served()


@pytest.mark.parametrize(
    ("address", "has_remedy"), [("nowhere:www", True), ("git+file:///nowhere/site.git", False)]
)
def test_a_remote_that_rclone_does_not_know(project: Path, address: str, has_remedy: bool) -> None:
    """The remedy names the command that lists the known ones; another failure has another cause."""
    with pytest.raises(CannotPublish) as failure:
        opened(project, address).read_served()
    assert ("rclone listremotes" in str(failure.value.remedy)) is has_remedy


def test_a_reader_sees_what_closes_closed_first(project: Path, place: Place) -> None:
    """Somebody who reads all the time: pages are whole, and nothing is new before all is shut."""
    if not place.address.startswith("ssh"):  # Elsewhere a file is replaced under a reader's eyes.
        return
    target, stop, seen = opened(project, place.address), Event(), []
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
    assert place.files() == as_bytes(SECOND)
