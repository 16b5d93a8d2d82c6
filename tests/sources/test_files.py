"""A folder may hold more than plain files: links, pipes, unreadable names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from parution.sources import read
from sources.rows import THEME, as_found
from tiny_project import OWN_BIBLIOGRAPHY, tiny_project

GUIDE = f"{THEME}/guide.md"


def codes(project: Path) -> list[tuple[str, str]]:
    return [(problem.code, str(problem.place)) for problem in read(project).problems]


def test_a_link_to_a_file_is_refused(tmp_path: Path) -> None:
    """A symbolic link is a problem, even within the project."""
    project = tiny_project(tmp_path, {GUIDE: None})
    (project / GUIDE).symlink_to(project / THEME / "dossier.md")
    assert codes(project) == [("symbolic-link", GUIDE)]


def test_a_link_to_a_folder_is_not_followed(tmp_path: Path) -> None:
    """A linked folder is a problem, and is not read, even if it loops."""
    project = tiny_project(tmp_path)
    (project / "themes/2026/boucle").symlink_to(project / "themes")
    assert codes(project) == [("symbolic-link", "themes/2026/boucle")]


def test_a_pipe_is_refused(tmp_path: Path) -> None:
    """A named pipe is a problem, and reading it does not wait for ever."""
    project = tiny_project(tmp_path, {GUIDE: None})
    os.mkfifo(project / GUIDE)
    assert codes(project) == [("not-a-file", GUIDE)]


SECRET = "a secret that no report may quote, however it is reached"
NAMED_FILES = [
    "themes/index.md",
    "themes/synonyms.yml",
    "themes/2026/edition.yml",
    f"{THEME}/index.md",
    f"{THEME}/dossier.md",
    f"{THEME}/sources/durand2019.md",
    "groups/blain.yml",
    "bibliography/2026/douleur.bib",
]


@pytest.mark.parametrize("path", NAMED_FILES)
def test_no_report_quotes_what_a_link_leads_to(path: str, tmp_path: Path) -> None:
    """Whatever file a link stands for, it is reported and not followed."""
    project = tiny_project(tmp_path)
    (project / path).unlink()
    (project / "elsewhere").write_text(SECRET)
    (project / path).symlink_to(project / "elsewhere")
    problems = read(project).problems
    assert ("symbolic-link", path) in [(each.code, each.place.file) for each in problems]
    assert not [each for each in problems if SECRET[:20] in each.message.text()]


@pytest.mark.parametrize("path", [*NAMED_FILES, "mkdocs.yml"])
def test_no_pipe_is_waited_for(path: str, tmp_path: Path) -> None:
    """Whatever file a named pipe stands for, it is reported and not read."""
    project = tiny_project(tmp_path)
    (project / path).unlink()
    os.mkfifo(project / path)
    assert ("not-a-file", path) in codes(project)


def test_the_settings_may_be_a_link(tmp_path: Path) -> None:
    """Whoever has several projects may keep one file of settings."""
    project = tiny_project(tmp_path)
    (project / "mkdocs.yml").rename(project / "shared.yml")
    (project / "mkdocs.yml").symlink_to("shared.yml")
    assert codes(project) == []


@pytest.mark.parametrize("sign", ["\n", "\t", "\u2028", "\u202e", "\x1b"])
def test_a_name_forges_no_line_of_a_report(sign: str, tmp_path: Path) -> None:
    """A name with a line break or a mark of direction is a problem, shown without it."""
    project = tiny_project(tmp_path)
    (project / f"groups/a{sign}b.yml").write_text("name: A\n")
    assert codes(project) == [("unreadable-name", "groups/a\ufffdb.yml")]


def test_a_name_in_another_encoding_is_refused(tmp_path: Path) -> None:
    """A file name that is not UTF-8 is a problem, shown with a character in place of its bytes."""
    project = tiny_project(tmp_path)
    with open(os.fsencode(project / THEME) + b"/r\xe9sum\xe9.md", "wb"):
        pass
    assert codes(project) == [("unreadable-name", f"{THEME}/r\ufffdsum\ufffd.md")]


def test_a_folder_in_place_of_a_file_is_reported(tmp_path: Path) -> None:
    """Settings that are a folder are a problem, not a traceback."""
    project = tiny_project(tmp_path, {"mkdocs.yml": None})
    (project / "mkdocs.yml").mkdir()
    assert codes(project) == [("unreadable-file", "mkdocs.yml")]


def test_an_empty_folder_is_reported(tmp_path: Path) -> None:
    """In an empty folder each missing piece of a project is reported."""
    assert codes(tmp_path) == [
        ("unreadable-folder", "groups"),
        ("missing-file", "mkdocs.yml"),
        ("unreadable-folder", "themes"),
        ("missing-file", "themes/index.md"),
    ]


LEFT_BEHIND = [
    *(".DS_Store", "._guide.md", "Icon\r", ".Trash-1000", "Thumbs.db", "Desktop.ini"),
    *(".guide.md.swp", "guide.md~", "#guide.md#", ".#guide.md", "~$guide.docx", "~WRL0001.tmp"),
    *(
        ".nfs0000000004a2",
        ".fuse_hidden0000b",
        ".syncthing.guide.md.tmp",
        "~syncthing~guide.md.tmp",
    ),
    *(
        ".stfolder",
        ".stversions",
        ".dropbox",
        ".dropbox.cache",
        ".sync_a1b2.db",
        "._sync_a1.db-wal",
    ),
    *("guide.pdf.part", "guide.pdf.crdownload", ".goutputstream-X1Y2", ".git", ".gitattributes"),
]


@pytest.mark.parametrize("name", LEFT_BEHIND, ids=repr)
def test_files_of_the_system_are_ignored(name: str, tmp_path: Path) -> None:
    """Files that systems make by themselves are neither read nor reported."""
    assert codes(tiny_project(tmp_path, {f"{THEME}/{name}": b"\0\1"})) == []


@pytest.mark.parametrize("folder", ["groups", "themes", "themes/2026", "bibliography"])
def test_they_are_ignored_everywhere(folder: str, tmp_path: Path) -> None:
    """The remains of a synchronisation stop no build, in any folder."""
    left = {f"{folder}/.nfs000000000001": b"\0", f"{folder}/.stfolder/marker": b""}
    assert codes(tiny_project(tmp_path, left)) == []


def test_a_file_left_in_the_cloud_is_named(tmp_path: Path) -> None:
    """The remedy for a file that iCloud kept for itself is to download it."""
    project = tiny_project(tmp_path, {GUIDE: None, f"{THEME}/.guide.md.icloud": b"bplist"})
    assert codes(project) == [("unreadable-file", f"{THEME}/.guide.md.icloud")]


def test_an_accent_apart_from_its_letter_is_the_same_name(tmp_path: Path) -> None:
    """A summary that macOS named with decomposed accents is that of its reference."""
    entry = OWN_BIBLIOGRAPHY.replace("durand2019", "l\u00e9ger2019")
    changes: dict[str, str | bytes | None] = {
        "bibliography/2026/douleur.bib": OWN_BIBLIOGRAPHY + entry.replace("10.1000", "10.2000"),
        f"{THEME}/sources/le\u0301ger2019.md": "Une \u00e9tude.\n",
    }
    found = [code for code, _ in codes(tiny_project(tmp_path, changes)) if "summary" in code]
    assert found == []


def test_windows_texts_are_read(tmp_path: Path) -> None:
    """A byte-order mark and Windows line ends change nothing in a text."""
    plain = read(tiny_project(tmp_path / "plain"))
    windows = tiny_project(tmp_path / "windows")
    for path in windows.rglob("*.md"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read(windows).require() == plain.require()


def test_a_place_outside_the_project_is_shown_in_full(tmp_path: Path) -> None:
    """Settings outside the project are read, and their problems show the whole path."""
    project = tiny_project(tmp_path / "project", {"mkdocs.yml": None})
    elsewhere = tmp_path / "elsewhere.yml"
    elsewhere.write_text("site_name: Dossiers\n")
    (problem,) = read(project, elsewhere).problems
    assert as_found(problem, str).place == f"{elsewhere}:1:1"
