"""Sites are written with the right modes and times, and their files replaced in a safe order."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from parution.compose import Booklet, Composed, SmallFile
from parution.output.tree.manifest import Manifest
from parution.output.tree.write import set_later_times, sort_closing_first
from parution.private_store import ObjectLost, PrivateStore, digest_of
from parution.rendition import Form
from proof.projects import CLOSED, REFERENCES_OPEN, build, project_in

LOCKED = Composed("shell", (), is_locked=True)
OPEN = Composed("page", ())
SITE = "g/blain-abc"


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_in(tmp_path)


def test_sites_are_readable_whatever_the_umask(project: Path) -> None:
    """Another user's server can read the sites; the private folder stays private."""
    with umask(0o077):
        build(project)
        build(project, REFERENCES_OPEN)
    modes = {mode(path) for path in (project / "site").rglob("*")} | {mode(project / "site")}
    assert modes == {0o644, 0o755}
    private = project / ".parution"
    assert mode(private) == 0o700
    objects = [path for path in (private / "objects").rglob("*") if path.is_file()]
    assert {mode(path) for path in objects} == {0o600}


def test_the_private_folder_ignores_itself(project: Path) -> None:
    """`git add --all` adds neither the secret nor a closed text."""
    PrivateStore(project)
    assert (project / ".parution" / ".gitignore").read_text() == "*\n"


def test_a_page_that_closes_goes_before_any_that_opens() -> None:
    """Closing pages are replaced first, then the rest of their theme, then all others."""
    theme = f"{SITE}/2026/douleur"
    changed = {
        f"{SITE}/2026/autre/dossier/index.html": OPEN,
        f"{SITE}/index.html": OPEN,
        f"{theme}/index.html": OPEN,
        f"{theme}/references/index.html": OPEN,
        f"{theme}/dossier/index.html": LOCKED,
        f"{theme}/references/douleur.bib": SmallFile("x"),
        f"{theme}/douleur.html": Booklet(Form.SCREEN, "frame", ()),
    }
    assert sort_closing_first(changed) == [
        f"{theme}/dossier/index.html",
        f"{theme}/index.html",
        f"{theme}/references/index.html",
        f"{theme}/references/douleur.bib",
        f"{theme}/douleur.html",
        f"{SITE}/2026/autre/dossier/index.html",
        f"{SITE}/index.html",
    ]


def record_writes(monkeypatch: pytest.MonkeyPatch, note: object) -> None:
    """Call a function with the path within the site before each file is put in place."""
    replace = os.replace

    def record(source: str | Path, target: str | Path) -> None:
        if "/site/" in str(target):
            note(str(target).partition("/site/")[2])  # type: ignore[operator]
        replace(source, target)

    monkeypatch.setattr(os, "replace", record)


def test_closing_comes_first_in_a_real_build(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A closing page is replaced before any page that could mention it."""
    build(project, REFERENCES_OPEN)
    moves: list[str] = []
    record_writes(monkeypatch, moves.append)
    build(project, CLOSED)
    locked = [
        index
        for index, path in enumerate(moves)
        if path.endswith("references/index.html")
        and 'class="locked"' in (project / "site" / path).read_text()
    ]
    homes = [index for index, path in enumerate(moves) if path.count("/") == 2]
    assert locked
    assert homes
    assert max(locked) < min(homes)


def test_a_document_to_be_taken_away_is_absent_while_it_changes(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A booklet, which may hold closing parts, is removed before any file appears."""
    build(project, REFERENCES_OPEN)
    booklets = list((project / "site").rglob("douleur.html"))
    assert booklets
    at_first: list[bool] = []
    record_writes(
        monkeypatch,
        lambda _: at_first or at_first.extend(path.exists() for path in booklets),
    )
    build(project, CLOSED)
    assert False in at_first


def test_hidden_entries_outlive_a_whole_new_site(project: Path) -> None:
    """A repository in the folder of the sites stays when all sites are written anew."""
    build(project)
    kept = project / "site/.git/HEAD"
    kept.parent.mkdir()
    kept.write_text("ref: refs/heads/sites\n")
    Manifest.forget(PrivateStore(project), project / "site")
    build(project)
    assert kept.read_text() == "ref: refs/heads/sites\n"
    assert sorted(path.name for path in project.glob(".site*")) == []


def test_no_empty_folder_tells_of_a_withdrawn_theme(project: Path) -> None:
    """A folder goes with its last file: a listing would tell that a withdrawn theme was there."""
    build(project, REFERENCES_OPEN)
    index = project / "themes/2026/douleur/index.md"
    index.write_text(index.read_text("utf-8").replace("---\n", "---\ndraft: true\n", 1))
    build(project, REFERENCES_OPEN)
    folders = [path for path in (project / "site").rglob("*") if path.is_dir()]
    assert folders
    assert [folder for folder in folders if not any(folder.iterdir())] == []


def test_a_replaced_file_has_a_later_time(tmp_path: Path) -> None:
    """Two versions of one size, made within one second, still differ by their times."""
    for folder, text, moment in (
        ("site", "8 octobre", 1_800_000_000.2),
        ("new", "6 octobre", 1_800_000_000.9),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page").write_text(text)
        os.utime(tmp_path / folder / "page", (moment, moment))
    set_later_times({"page": tmp_path / "new" / "page"}, tmp_path / "site")
    assert (tmp_path / "new" / "page").stat().st_mtime == 1_800_000_001


def test_two_builds_in_a_row_never_give_other_content_the_same_time(project: Path) -> None:
    """A changed page never keeps both size and time, by which servers tell versions apart."""
    site = project / "site"

    def read_states() -> dict[Path, tuple[int, int, bytes]]:
        return {
            path: (path.stat().st_size, int(path.stat().st_mtime), path.read_bytes())
            for path in site.rglob("*")
            if path.is_file()
        }

    build(project)
    soon = time.time() + 60
    for step in range(3):
        # As though all of it had been made just now, by a clock that runs ahead. The folder's own
        # entry tells whether it still is as a build left it.
        for path in site.rglob("*"):
            if path.is_file() and path.parent != site:
                os.utime(path, (soon, soon))
        before = read_states()
        build(project, (REFERENCES_OPEN, CLOSED)[step % 2] + timedelta(seconds=step))
        after = read_states()
        assert before != after
        for path, (_, moment, content) in after.items():
            if path in before and before[path][2] != content:
                assert before[path][1] < moment, path


def test_a_file_of_any_size_passes_through(tmp_path: Path) -> None:
    """A stored file is the same as with `put`, and is read back unchanged."""
    store = PrivateStore(tmp_path)
    data = os.urandom(3_000_000)
    (tmp_path / "large").write_bytes(data)
    digest = store.put_file(tmp_path / "large")
    assert digest == digest_of(data)
    for reader in (store, PrivateStore(tmp_path)):
        with (tmp_path / "out").open("wb") as stream:
            reader.copy(digest, stream)
        assert (tmp_path / "out").read_bytes() == data
    assert [path.name for path in (tmp_path / ".parution" / "objects").glob("*.part")] == []


def test_a_damaged_object_is_found_out_while_it_is_copied(tmp_path: Path) -> None:
    """A damaged object is noticed while it is copied, and removed, so that it can be made again."""
    digest = PrivateStore(tmp_path).put(b"whole")
    next((tmp_path / ".parution" / "objects").glob("*/*")).write_bytes(b"half")
    with (tmp_path / "out").open("wb") as stream, pytest.raises(ObjectLost):
        PrivateStore(tmp_path).copy(digest, stream)
    assert not PrivateStore(tmp_path).has(digest)
