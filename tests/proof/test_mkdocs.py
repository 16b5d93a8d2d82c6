"""MkDocs' own commands build and publish the same sites, and never the private folder."""

from __future__ import annotations

import contextlib
import http.client
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import command_line
from mkdocs_command import run_mkdocs
from ports import free_port
from proof.conftest import SECRET
from proof.projects import DOSSIER, HIDDEN, build, files_in, find_hidden_word, project_in, run

HOOKS = "hooks: [hooks.py]\n"

RAISES = "def on_post_build(config):\n    raise ValueError('a hook fails')\n"

LOOKS = """\
from pathlib import Path

def on_post_build(config):
    Path('seen.txt').write_text(config.site_dir)
"""

WARNS = """\
import logging

def on_post_page(output, **_):
    logging.getLogger("mkdocs.hooks").warning("une remarque")
    return output
"""

RENDERING_FAILS = "def on_page_context(context, **_):\n    raise ValueError('a hook fails')\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    return project_in(folder, pdf=False)


def with_hook(project: Path, code: str) -> Path:
    (project / "hooks.py").write_text(code)
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text() + HOOKS)
    return project


def remove_plugin(project: Path) -> str:
    """Return MkDocs' settings for building the same texts the naive way."""
    written = (project / "mkdocs.yml").read_text().replace(": .mkdocs", ": themes")
    return re.sub(r"plugins:\n.*", "plugins: []\nexclude_docs: ''\n", written, flags=re.DOTALL)


def test_mkdocs_build_makes_the_same_sites(project: Path) -> None:
    """`mkdocs build` writes the same bytes as `parution build` of the same moment."""
    ours = build(project, datetime.now(UTC))
    run(project, "mkdocs", "build", "-d", "other", "-q")
    assert files_in(project / "other") == ours


@pytest.mark.parametrize("command", [("mkdocs", "build"), ("parution", "build")])
def test_no_output_tells_the_secret(project: Path, command: tuple[str, ...]) -> None:
    """Neither the output nor the files of a build hold the master secret."""
    done = run(project, *command)
    assert SECRET not in done.stdout + done.stderr
    assert not any(SECRET.encode() in content for content in files_in(project / "site").values())


def test_a_site_built_by_mkdocs_alone_is_cleared_away(project: Path) -> None:
    """The remains of a build without the plugin are removed: pages, search index, sitemap."""
    (project / "naive.yml").write_text(remove_plugin(project))
    assert run_mkdocs(project, "build", "-f", "naive.yml", "-q").code == 0
    assert find_hidden_word(files_in(project / "site"))
    assert run_mkdocs(project, "build", "-q").code == 0
    found = files_in(project / "site")
    assert find_hidden_word(found) == []
    assert not {"sitemap.xml", "sitemap.xml.gz", "search/search_index.json"} & found.keys()


def test_a_site_built_by_mkdocs_alone_over_ours_is_cleared_away_too(project: Path) -> None:
    """The next build notices that another program overwrote the sites, and writes them anew."""
    before = build(project)
    (project / "naive.yml").write_text(remove_plugin(project))
    assert run_mkdocs(project, "build", "-f", "naive.yml", "-q").code == 0
    assert find_hidden_word(files_in(project / "site"))
    assert build(project) == before


def test_other_plugins_find_the_sites_finished_in_the_real_folder(project: Path) -> None:
    """After the build MkDocs gets its own `site_dir` back before other plugins look at it."""
    assert run_mkdocs(with_hook(project, LOOKS), "build", "-q").code == 0
    assert (project / "seen.txt").read_text() == str(project / "site")
    assert (project / "site" / "index.html").exists()


@pytest.mark.parametrize("code", [RENDERING_FAILS, RAISES], ids=["while-rendering", "afterwards"])
def test_a_hook_that_fails_betrays_nothing(project: Path, code: str) -> None:
    """When another plugin fails, at any event, no site shows more than it should."""
    build(project)
    (project / DOSSIER).write_text(f"Le {HIDDEN}, autrement.\n")
    with_hook(project, code)
    assert run_mkdocs(project, "build", "-q").code == 1
    found = files_in(project / "site")
    assert find_hidden_word(found) == []
    assert not any("_/" in path for path in found)


def test_strict_writes_nothing_when_something_warned(project: Path) -> None:
    """With `--strict`, another plugin's warning stops `mkdocs build` before the sites change."""
    group = project / "groups/blain.yml"
    # A mistyped year is a warning of our own, and comes first.
    group.write_text(group.read_text().replace("2098", "2026"))
    before = build(project)
    index = project / "themes/2026/douleur/index.md"
    index.write_text(f"{index.read_text()}\nRelu.\n")
    done = run_mkdocs(with_hook(project, WARNS), "build", "--strict")
    assert done.code == 1
    assert "une remarque" in done.err
    assert files_in(project / "site") == before


def test_strict_refuses_warnings_about_the_sources(project: Path) -> None:
    """`mkdocs build` prints a warning and goes on; with `--strict` it builds nothing."""
    (project / "themes/2026/douleur/documents/seul.csv").write_text("a;b\n")
    assert "attachment-not-linked" in run_mkdocs(project, "build", "-q").err
    before = files_in(project / "site")
    (project / "groups/blain.yml").write_text("name: Autre\npolicy: before\n")
    done = run_mkdocs(project, "build", "--strict")
    assert done.code == 1
    assert "1 avertissement" in done.err
    assert files_in(project / "site") == before


# --- gh-deploy -------------------------------------------------------------------------------


def git(folder: Path, *command: str) -> str:
    identity = ("-c", "user.name=Essai", "-c", "user.email=essai@example.org")
    done = subprocess.run(
        ["git", *identity, *command], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout


@pytest.fixture
def remote(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository to push to; the project is a clone that does not ignore its private folder."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Essai")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "essai@example.org")
    bare = tmp_path / "remote.git"
    git(tmp_path, "init", "-q", "--bare", str(bare))
    git(project, "init", "-q", "-b", "main")
    git(project, "remote", "add", "origin", str(bare))
    git(project, "add", "themes", "groups", "bibliography", "mkdocs.yml")
    git(project, "commit", "-q", "-m", "Sources")
    return bare


def branches(remote: Path) -> list[str]:
    return git(remote, "branch", "--format=%(refname:short)").split()


def read_branch(remote: Path, to: Path) -> dict[str, bytes]:
    """Return the files of the branch of the published pages."""
    git(remote.parent, "clone", "-q", "--branch", "gh-pages", str(remote), str(to))
    return {path: data for path, data in files_in(to).items() if not path.startswith(".git/")}


def test_gh_deploy_pushes_the_sites_and_nothing_else(
    project: Path, remote: Path, tmp_path: Path
) -> None:
    """The branch has exactly the composed sites, without the private folder."""
    run(project, "mkdocs", "gh-deploy", "-q")
    found = read_branch(remote, tmp_path / "clone")
    assert find_hidden_word(found) == []
    assert found.pop(".nojekyll", None) is not None
    assert found == files_in(project / "site")


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda project: with_hook(project, RENDERING_FAILS), id="while-rendering"),
        pytest.param(lambda project: with_hook(project, RAISES), id="in-another-hook"),
        pytest.param(
            lambda project: (project / DOSSIER).write_bytes(b"---\ntitle: [\n---\n"),
            id="mistake-in-the-sources",
        ),
    ],
)
def test_gh_deploy_pushes_nothing_when_the_build_fails(
    project: Path, remote: Path, spoil: object
) -> None:
    """A failed build pushes to no branch."""
    spoil(project)  # type: ignore[operator]
    assert run_mkdocs(project, "gh-deploy", "-q").code == 1
    assert branches(remote) == []


# --- serve -----------------------------------------------------------------------------------


@contextlib.contextmanager
def serving(project: Path, *command: str) -> Iterator[None]:
    """Run a server in the background for a while."""
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=project,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=60)


def fetch(port: int, path: str, patience: float = 40) -> str:
    """Return a page, once the server answers."""
    until = time.monotonic() + patience
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", path)
            return connection.getresponse().read().decode()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def test_mkdocs_serve_previews_everything_and_publishes_nothing(project: Path) -> None:
    """The preview shows the dossier, and leaves the folder of the published sites alone."""
    before = build(project)
    port = free_port()
    with serving(project, "mkdocs", "serve", "-q", "-a", f"127.0.0.1:{port}"):
        page = fetch(port, "/2026/douleur/dossier/")
    assert HIDDEN in page
    assert files_in(project / "site") == before


def test_mkdocs_serve_leaves_no_note_of_its_folder(project: Path) -> None:
    """No record is kept of the folder that MkDocs makes anew for each preview."""
    port = free_port()
    command = [sys.executable, "-m", "mkdocs", "serve", "-q", "-a", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, cwd=project, stderr=subprocess.DEVNULL)
    fetch(port, "/")
    process.send_signal(signal.SIGINT)
    process.wait(timeout=60)
    assert list((project / ".parution" / "written").iterdir()) == []


def test_mkdocs_serve_refuses_the_network(project: Path) -> None:
    """`mkdocs serve`, which shows everything, refuses to listen to other machines."""
    address = f"0.0.0.0:{free_port()}"
    done = run_mkdocs(project, "serve", "-q", "-a", address)
    assert done.code == 1
    assert "réservé à cette machine" in done.err
    assert not (project / ".parution").exists()


@pytest.mark.parametrize(
    ("audience", "is_shown"), [("member", False), ("facilitator", True)], ids=str
)
def test_parution_serve_shows_the_site_of_one_group(
    project: Path, audience: str, is_shown: bool
) -> None:
    """`parution serve --as` shows a group's own site at the moment asked for."""
    port = free_port()
    asked = ("--as", "blain", "--audience", audience, "--at", "2026-09-28T12:00")
    with serving(project, "parution", "serve", "--port", str(port), *asked):
        links = command_line.run(project, "links", "--format", "json").json
        (path,) = [each["path"] for each in links if each["audience"] == audience]
        page = fetch(port, f"/{path}2026/douleur/dossier/")
    assert (HIDDEN in page) is is_shown
