"""After any failure the published sites stay sound, and the next build repairs them.

*Sound* means: every file is one of the last build's or of the next one's, and none shows a site
hidden content. Before the sites are touched at all, it means: not one byte is changed.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import pytest

import command_line
from parution.compose.views import ThemeView
from parution.domain.problems import ProblemsFound
from proof.projects import (
    CLOSED,
    DOSSIER,
    HIDDEN,
    REFERENCES_OPEN,
    build,
    built_in,
    files_in,
    find_hidden_word,
    project_in,
)

Files = dict[str, bytes]


class Broken(Exception):
    """The exception that the tests raise."""


class AfterSome:
    """Behaves like a function for some calls, then fails: always, or once."""

    def __init__(
        self,
        function: Callable[..., Any],
        calls: int,
        failure: BaseException,
        lasting: bool = True,
    ) -> None:
        self.function, self.left, self.failure, self.lasting = function, calls, failure, lasting

    def __call__(self, *given: Any, **named: Any) -> Any:
        self.left -= 1
        if self.left == -1 or (self.lasting and self.left < 0):
            raise self.failure
        return self.function(*given, **named)

    def __get__(self, instance: object, _: type) -> Any:
        """Bind, so that it can replace a method too."""
        return self if instance is None else lambda *given, **named: self(instance, *given, **named)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_in(tmp_path, pdf=False)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, built once."""
    project = project_in(tmp_path_factory.mktemp("original"), pdf=False)
    build(project)
    return project


@pytest.fixture
def built(original: Path, tmp_path: Path) -> Path:
    """The project after a build."""
    return built_in(tmp_path / "project", original)


@pytest.fixture(scope="module")
def edited_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The sites of the edited project, built once without failures."""
    project = project_in(tmp_path_factory.mktemp("elsewhere"), pdf=False)
    edit(project)
    return build(project, REFERENCES_OPEN)


def edit(project: Path) -> None:
    """Change one part that is hidden and one that everyone sees."""
    for name in (DOSSIER, "themes/2026/douleur/index.md"):
        path = project / name
        path.write_text(path.read_text(encoding="utf-8") + "\nUn mot de plus.\n", encoding="utf-8")


def test_a_leak_that_the_door_stops_writes_nothing(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If composing asks for hidden content, the build says so in French and writes nothing."""
    before = files_in(built / "site")
    edit(built)
    monkeypatch.setattr(ThemeView, "shows", lambda view, part: False)
    done = command_line.run(built, "build", "--at", "2026-09-01")
    assert (done.code, done.out) == (1, "")
    assert "rien n’a été écrit" in done.err
    assert files_in(built / "site") == before


BEFORE_WRITING = [
    pytest.param("parution.render.rendering.store_page", 1, id="rendering"),
    pytest.param("parution.render.rendering.keep_attachments", 0, id="attachments"),
    pytest.param("parution.render.page_cache.PageCache.save", 0, id="remembering"),
    pytest.param("parution.output.shared_composing.compose", 0, id="composing"),
    pytest.param(
        "parution.compose.pages.theme_pages.compose_locked_page", 2, id="composing-half-way"
    ),
    pytest.param("parution.output.search.index.run_pagefind", 1, id="indexing"),
    pytest.param("parution.output.tree.object_bytes.Maker.bytes_of", 0, id="making-the-first-file"),
    pytest.param("parution.output.tree.object_bytes.Maker.bytes_of", 5, id="making-some-file"),
    pytest.param("parution.private_store.PrivateStore.get", 4, id="private-folder-unreadable"),
]


@pytest.mark.parametrize(("place", "calls"), BEFORE_WRITING)
@pytest.mark.parametrize("is_first", [True, False], ids=["first-build", "later-build"])
def test_a_failure_before_writing_changes_nothing_published(
    tmp_path: Path,
    original: Path,
    edited_elsewhere: Files,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    calls: int,
    is_first: bool,
) -> None:
    """A failure in reading, rendering, composing, indexing or making files touches no site."""
    folder = tmp_path / "project"
    project = project_in(folder, pdf=False) if is_first else built_in(folder, original)
    before = files_in(project / "site")
    edit(project)
    with monkeypatch.context() as patch:
        broken = AfterSome(resolve_name(place), calls, Broken())
        patch.setattr(place, broken)
        patch.setattr("os.cpu_count", lambda: 1)
        with pytest.raises(Broken):
            build(project, REFERENCES_OPEN)
    assert files_in(project / "site") == before
    assert build(project, REFERENCES_OPEN) == edited_elsewhere


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which one build after another fails and is repaired."""
    return project_in(tmp_path_factory.mktemp("lasting"))


@pytest.fixture(scope="module")
def stood(lasting: Path) -> dict[datetime, Files]:
    """The sites of that project at two instants."""
    return {instant: build(lasting, instant) for instant in (CLOSED, REFERENCES_OPEN)}


@pytest.mark.parametrize("then", [CLOSED, REFERENCES_OPEN], ids=["back", "again"])
@pytest.mark.parametrize("call", [0, 9, 25])
@pytest.mark.parametrize(
    "place", ["os.replace", "os.unlink", "os.rmdir", "os.link", "shutil.rmtree"]
)
def test_a_full_disk_while_writing_leaves_sound_sites(
    lasting: Path,
    stood: dict[datetime, Files],
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    call: int,
    then: datetime,
) -> None:
    """A half-written site reveals nothing, and the next build repairs it, at either instant."""
    assert build(lasting) == stood[CLOSED] != stood[REFERENCES_OPEN]
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    with monkeypatch.context() as patch, suppress(OSError):
        patch.setattr(place, AfterSome(resolve_name(place), call, full))
        build(lasting, REFERENCES_OPEN)
    found = files_in(lasting / "site")
    for path, content in found.items():
        assert content in (files.get(path) for files in stood.values()), path
    assert find_hidden_word(found) == []
    assert build(lasting, then) == stood[then]


@pytest.mark.parametrize("call", range(4))
def test_a_failure_while_a_new_folder_takes_the_old_ones_place_loses_neither(
    built: Path, edited_elsewhere: Files, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    """The swap is made or undone, and hidden content of the folder (``.git``) survives it."""
    before = files_in(built / "site")
    (built / "site" / ".git").mkdir()
    (built / "site" / ".git" / "HEAD").write_text("ref: refs/heads/pages")
    (built / ".parution" / "written").rename(built / ".parution" / "forgotten")
    edit(built)
    with monkeypatch.context() as patch, suppress(OSError):
        once = AfterSome(os.rename, call, OSError(errno.EIO, "I/O"), lasting=False)
        patch.setattr("os.rename", once)
        build(built, REFERENCES_OPEN)
    found = files_in(built / "site")
    found.pop(".git/HEAD", None)
    assert found in (before, edited_elsewhere)
    found = build(built, REFERENCES_OPEN)
    assert found.pop(".git/HEAD") == b"ref: refs/heads/pages"
    assert found == edited_elsewhere


MISTAKES = [
    pytest.param(DOSSIER, b"---\ntitle: [\n---\n\nTexte.\n", id="broken-front-matter"),
    pytest.param(DOSSIER, "é".encode("latin-1"), id="latin-1"),
    pytest.param("groups/blain.yml", b"name: Blain\npolicy: nulle\n", id="unknown-policy"),
    pytest.param("bibliography/2026/douleur.bib", b"@article{a,", id="broken-bibliography"),
    pytest.param("themes/2026/edition.yml", b"title: A\nthemes: []\n", id="theme-not-listed"),
    pytest.param("mkdocs.yml", b"plugins: [parution", id="broken-settings"),
]


@pytest.mark.parametrize(("path", "content"), MISTAKES)
def test_a_mistake_in_the_sources_changes_nothing_published(
    built: Path, path: str, content: bytes
) -> None:
    """While the sources have an error, every site stays the same, byte for byte."""
    before = files_in(built / "site")
    edit(built)
    (built / path).write_bytes(content)
    with pytest.raises(ProblemsFound):
        build(built, REFERENCES_OPEN)
    assert files_in(built / "site") == before


def test_the_private_folder_is_for_its_owner_alone(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only its owner may enter the private folder and read the secret made there."""
    monkeypatch.delenv("PARUTION_SECRET")
    old = os.umask(0)
    try:
        build(project)
    finally:
        os.umask(old)
    private = project / ".parution"
    assert private.stat().st_mode & 0o777 == 0o700
    assert (private / "secret").stat().st_mode & 0o777 == 0o600
    secret = (private / "secret").read_bytes().strip()
    assert not any(secret in content for content in files_in(project / "site").values())


def test_a_private_folder_that_others_could_enter_is_closed(project: Path) -> None:
    """The next build closes a private folder that, for example, a copy made too open."""
    (project / ".parution").mkdir(mode=0o755)
    build(project)
    assert (project / ".parution").stat().st_mode & 0o777 == 0o700


def test_the_hidden_word_can_be_found_at_all(project: Path) -> None:
    """The facilitator's site holds the hidden word, so the tests that look for it could fail."""
    assert any(HIDDEN.encode() in content for content in build(project, CLOSED).values())
    assert find_hidden_word({"2026/douleur/dossier/index.html": HIDDEN.encode()})
