"""Caches save time and change nothing: a damaged or outdated one is ignored.

Each test compares a build that used caches with one of the same sources from nothing.
"""

from __future__ import annotations

import ast
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import command_line
from mkdocs_command import run_mkdocs
from parution import pipeline
from parution.cache import Cache, fingerprint
from parution.cache import sweep as sweeping
from parution.prepared import find
from parution.preview import Builds, Kind, Mail, Preview
from parution.private_store import ObjectLost, PrivateStore
from parution.publish.publish import ProjectSources, publish
from parution.publish.targets.folder import FolderTarget
from proof.projects import (
    CLOSED,
    DOSSIER,
    HIDDEN,
    REFERENCES_OPEN,
    build,
    built_in,
    files_in,
    project_in,
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_in(tmp_path / "project")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, built once without any cache."""
    project = project_in(tmp_path_factory.mktemp("elsewhere"))
    build(project)
    return project


@pytest.fixture(scope="module")
def from_nothing(original: Path) -> dict[str, bytes]:
    """The sites of that build."""
    return files_in(original / "site")


@pytest.fixture
def built(original: Path, tmp_path: Path) -> Path:
    """The project after a build, with all its caches."""
    return built_in(tmp_path / "project", original)


# --- objects that were damaged -----------------------------------------------------------------


def damage(project: Path) -> None:
    """Truncate every object, as a full disk or a crash of the machine might."""
    for path in (project / ".parution" / "objects").glob("*/*"):
        path.write_bytes(path.read_bytes()[:-1])


def remove_shelves(project: Path) -> None:
    shutil.rmtree(project / ".parution" / "cache")


def remove_objects(project: Path) -> None:
    shutil.rmtree(project / ".parution" / "objects")


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param([damage], id="all-damaged"),
        pytest.param([damage, remove_shelves], id="all-damaged-and-no-shelves"),
        pytest.param([remove_objects], id="all-removed"),
    ],
)
def test_objects_that_were_lost_are_made_again(
    built: Path, from_nothing: dict[str, bytes], spoil: list[Callable[[Path], None]]
) -> None:
    """A build makes damaged or removed objects again."""
    for step in spoil:
        step(built)
    shutil.rmtree(built / "site")
    assert build(built) == from_nothing


SHELVES = ("composed", "pdf", "plans", "prepared", "read", "rendered", "search")


def test_every_shelf_is_known(built: Path) -> None:
    """A build leaves exactly the shelves named here, so that each is spoiled below."""
    there = {path.stem for path in (built / ".parution" / "cache").iterdir()}
    assert there == set(SHELVES)


SPOILED = {
    "removed": lambda data: None,
    "empty": lambda data: b"",
    "cut short": lambda data: data[:-1],
    "one letter changed": lambda data: data[: len(data) // 2] + b"#" + data[len(data) // 2 + 1 :],
    "of another version": lambda data: data.replace(b"shelf 1", b"shelf 0", 1),
    "something else": lambda data: b"\x80\x04N.",
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_a_spoiled_shelf_is_ignored(
    built: Path, from_nothing: dict[str, bytes], spoil: Callable[[bytes], bytes | None]
) -> None:
    """With any shelf's file spoiled, the sites are those built from nothing."""
    for name in SHELVES:
        path = built / ".parution" / "cache" / f"{name}.shelf"
        spoiled = spoil(path.read_bytes())
        path.unlink()
        if spoiled is not None:
            path.write_bytes(spoiled)
        shutil.rmtree(built / "site")
        assert build(built) == from_nothing, name


def test_another_secret_leaves_no_address_of_before(
    project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Cached plans and pages are not used under another secret."""
    build(project)
    tokens = [path.name for path in (project / "site" / "g").iterdir() if path.is_dir()]
    monkeypatch.setenv("PARUTION_SECRET", "another secret of the same association")
    after = build(project)
    assert tokens
    for path, content in after.items():
        assert not any(token in path or token.encode() in content for token in tokens), path
    assert after == build(project_in(tmp_path / "elsewhere"))


def test_a_preview_leaves_nothing_for_the_sites(
    project: Path, from_nothing: dict[str, bytes]
) -> None:
    """No build uses the pages of a preview, which shows everything in the public site's place."""
    with Builds(project / "mkdocs.yml", Mail((), str), CLOSED) as builds:
        builds.refresh()
        page = builds.read(Preview(Kind.EVERYTHING, CLOSED), "2026/douleur/dossier/index.html")
    assert page
    assert HIDDEN.encode() in page
    assert build(project) == from_nothing


def test_the_command_replaces_damaged_objects(project: Path) -> None:
    """`parution build` silently replaces damaged objects, and keeps the secret."""
    first = command_line.run(project, "build", "--at", "2026-09-01")
    before = files_in(project / "site")
    damage(project)
    shutil.rmtree(project / "site")
    done = command_line.run(project, "build", "--at", "2026-09-01")
    assert (done.code, done.err) == (0, first.err)
    assert files_in(project / "site") == before


def test_publishing_replaces_damaged_objects(
    built: Path, from_nothing: dict[str, bytes], tmp_path: Path
) -> None:
    """`parution publish` replaces damaged objects too."""
    damage(built)
    sources = ProjectSources(built, built / "mkdocs.yml")
    snapshot = publish(
        sources, FolderTarget(tmp_path / "published"), CLOSED, now=CLOSED, agree=lambda _: True
    ).snapshot
    assert snapshot
    assert files_in(snapshot.folder) == from_nothing


def test_mkdocs_forgets_damaged_objects(project: Path) -> None:
    """After damage `mkdocs build` cannot render twice, and asks for a second build, which works."""
    assert run_mkdocs(project, "build", "-q").code == 0
    before = files_in(project / "site")
    damage(project)
    shutil.rmtree(project / "site")
    first = run_mkdocs(project, "build", "-q")
    assert first.code == 1
    assert "construisez à nouveau" in first.err
    assert run_mkdocs(project, "build", "-q").code == 0
    assert files_in(project / "site") == before


def test_a_disk_that_keeps_nothing_is_reported(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If new objects are lost at once as well, the command says so and exits with 1."""

    def lose(store: PrivateStore, digest: str) -> bytes:
        raise ObjectLost(digest)

    monkeypatch.setattr(PrivateStore, "get", lose)
    done = command_line.run(project, "build")
    assert (done.code, done.out) == (1, "")
    assert "Vérifiez le disque" in done.err


def test_forgetting_keeps_the_secret_and_sound_objects(tmp_path: Path) -> None:
    """The repair removes damaged objects only, never the secret that all addresses come from."""
    store = PrivateStore(tmp_path)
    store.secret_path.write_text("s" * 64)
    sound, damaged = store.put(b"sain"), store.put(b"autre")
    path = next((store.folder / "objects").glob(f"{damaged[:2]}/{damaged[2:]}"))
    path.write_bytes(b"")
    store.forget()
    assert store.secret_path.read_text() == "s" * 64
    assert (store.has(sound), store.has(damaged)) == (True, False)


def test_an_object_is_only_trusted_where_it_was_seen(tmp_path: Path) -> None:
    """Storing a damaged object again does not make it sound; storing a lost one does."""
    store = PrivateStore(tmp_path)
    digest = store.put(b"sain")
    path = store.folder / "objects" / digest[:2] / digest[2:]
    path.write_bytes(b"autre")
    later = PrivateStore(tmp_path)
    later.put(b"sain")
    with pytest.raises(ObjectLost):
        later.get(digest)
    later.put(b"sain")
    assert later.get(digest) == b"sain"
    path.unlink()
    with pytest.raises(ObjectLost):
        later.get(digest)
    later.put(b"sain")
    assert later.get(digest) == b"sain"


# --- sweeping ----------------------------------------------------------------------------------


def test_swept_objects_are_not_missed(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After edits with a sweep each, later builds miss nothing and keep nothing unused."""

    def sweep_always(store: PrivateStore) -> None:
        sweeping.sweep(store, set(store.names()))

    monkeypatch.setattr(pipeline, "sweep_when_due", lambda store, *_: sweep_always(store))
    monkeypatch.setattr(PrivateStore, "forget", None)  # No build may need a repair.
    for word in ("un", "deux", "trois"):
        (project / DOSSIER).write_text(f"Le texte, version {word}.\n")
        for instant in (CLOSED, REFERENCES_OPEN):
            build(project, instant)
    shutil.rmtree(project / "site")
    elsewhere = project_in(tmp_path / "elsewhere")
    shutil.copy(project / DOSSIER, elsewhere / DOSSIER)
    assert build(project, REFERENCES_OPEN) == build(elsewhere, REFERENCES_OPEN)
    texts = [path.read_bytes() for path in (project / ".parution/objects").glob("*/*")]
    assert not any(b"version un" in text for text in texts)
    assert any(b"version trois" in text for text in texts)


# --- the environment ---------------------------------------------------------------------------


def set_from_environment(project: Path, setting: str) -> Path:
    """Let a setting of ``mkdocs.yml`` come from the variable DIT."""
    config = project / "mkdocs.yml"
    kept = re.sub(rf"^{setting}:.*\n", "", config.read_text(), flags=re.MULTILINE)
    config.write_text(f"{setting}: !ENV [DIT, 'https://par-defaut.example.org/']\n{kept}")
    return project


@pytest.mark.parametrize("setting", ["site_name", "site_url"])
def test_another_value_in_the_environment_makes_other_sites(project: Path, setting: str) -> None:
    """A build without edited files still notices a variable that `!ENV` names, or its absence."""
    set_from_environment(project, setting)
    values = ["https://premier.example.org/", "https://second.example.org/"]
    built = []
    for value in values:
        assert command_line.run(project, "build", DIT=value).code == 0
        built.append(b"".join(files_in(project / "site").values()))
    command_line.run(project, "build")
    built.append(b"".join(files_in(project / "site").values()))
    words = [*(value.encode() for value in values), b"https://par-defaut.example.org/"]
    assert [[word in site for word in words] for site in built] == [
        [True, False, False],
        [False, True, False],
        [False, False, True],
    ]


def test_another_folder_in_the_environment_is_written_to(project: Path) -> None:
    """`site_dir: !ENV` names the folder of this build, not that of the last."""
    set_from_environment(project, "site_dir")
    for folder in ("premier", "second"):
        command_line.run(project, "build", DIT=folder)
        assert (project / folder / "index.html").is_file()


def test_an_option_from_the_environment_makes_other_pages(project: Path) -> None:
    """A changed variable behind an option of Markdown renders the pages again."""
    config = project / "mkdocs.yml"
    option = "  - toc:\n      permalink: true\n      permalink_title: !ENV TITRE\n"
    config.write_text(f"{config.read_text()}markdown_extensions:\n{option}")
    for title in ("Premier titre", "Second titre"):
        command_line.run(project, "build", TITRE=title)
    pages = b"".join(files_in(project / "site").values())
    assert (b"Premier titre" in pages, b"Second titre" in pages) == (False, True)


# --- libraries ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["pybtex", "pylatexenc", "jinja2"])
def test_another_version_of_a_library_reads_and_renders_anew(
    built: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Nothing read or rendered with another version of a library is used again."""
    usual = fingerprint.format_package_line
    before = (
        fingerprint.digest_programs(),
        fingerprint.fingerprint_project(built, built / "mkdocs.yml"),
    )
    monkeypatch.setattr(
        fingerprint, "format_package_line", lambda each: usual(each) + " upgraded" * (each == name)
    )
    monkeypatch.setattr(fingerprint, "digest_programs", fingerprint.digest_programs.__wrapped__)
    after = (
        fingerprint.digest_programs(),
        fingerprint.fingerprint_project(built, built / "mkdocs.yml"),
    )
    assert (before[0] == after[0], before[1] == after[1]) == (False, False)
    assert find(Cache(PrivateStore(built)).shelf("prepared"), after[1]) is None


NO_HAND_IN_SITES = {
    "babel",  # Compiles translations to a form that is standard.
    "click",
    "cryptography",  # Derives addresses by a standard (RFC 5869).
    "filelock",
    "holidays",  # Warns of days on which people are away.
    "openpyxl",  # Writes and reads workbooks for people, no site.
    "markupsafe",  # Escapes, as part of Jinja.
    "ruamel",  # Writes sources, which are read like any other.
}


def test_every_library_that_has_a_hand_in_the_sites_is_known() -> None:
    """The fingerprint has every imported library that can change a byte of a site."""
    imported = {
        name.partition(".")[0]
        for path in fingerprint.PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in names_of(node)
    }
    others = imported - set(sys.stdlib_module_names) - {"parution"}
    assert others - NO_HAND_IN_SITES <= set(fingerprint.PROGRAMS)


def names_of(node: ast.AST) -> list[str]:
    """Return the modules that a statement imports."""
    match node:
        case ast.Import(names=names):
            return [each.name for each in names]
        case ast.ImportFrom(module=str(module), level=0):
            return [module]
        case _:
            return []
