"""Every file of the folder ``bibliography/`` is read, whatever its bytes, and keys are compared."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from parution.domain.problems import Severity
from parution.language.catalogues import load_translations
from parution.sources.bib_files import read_bibliography

FRENCH = load_translations("fr").gettext
A = "@misc{a, title = {Étude}, year = {2020}}\n"


def write_project(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write files below ``bibliography/``; return the project's folder."""
    for name, content in files.items():
        path = folder / "bibliography" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def find_problems(folder: Path) -> list[tuple[str, str, Severity]]:
    """Return the codes, places and severities of the problems."""
    _, problems = read_bibliography(folder)
    return [(problem.code, str(problem.place), problem.severity) for problem in problems]


@pytest.mark.parametrize(
    "content",
    [
        A.encode(),
        b"\xef\xbb\xbf" + A.encode(),
        A.replace("\n", "\r\n").encode(),
        A.encode() * 1,
        A.encode("utf-16-le"),
        A.encode("utf-16-be"),
    ],
    ids=["UTF-8", "byte-order mark", "CRLF", "plain", "UTF-16 LE", "UTF-16 BE"],
)
def test_file_of_any_system_is_read(tmp_path: Path, content: bytes) -> None:
    """A byte-order mark, Windows line ends and UTF-16 without a mark change nothing."""
    references, problems = read_bibliography(write_project(tmp_path, {"a.bib": content}))
    assert problems == ()
    assert references["bibliography/a.bib"][0].fields["title"] == "Étude"


def test_latin_1_is_a_problem_and_still_read(tmp_path: Path) -> None:
    """The problem points at the first byte that is not UTF-8, and other mistakes are found too."""
    content = "@misc{a, title = {Étude},\n levle = 2}".encode("latin-1")
    references, problems = read_bibliography(write_project(tmp_path, {"a.bib": content}))
    assert [(p.code, p.place.line, p.place.column) for p in problems] == [
        ("not-utf-8", 1, 19),
        ("unknown-field", 2, 2),
    ]
    assert references["bibliography/a.bib"][0].fields["title"] == "Étude"


@pytest.mark.parametrize(
    ("encoding", "name"), [("mac-roman", "Macintosh"), ("cp850", "MS-DOS"), ("cp1252", "Windows")]
)
def test_an_old_encoding_is_called_by_its_name(tmp_path: Path, encoding: str, name: str) -> None:
    """The letter that the problem shows is the one that was typed, whatever program saved it."""
    content = "@misc{a, title = {Étude à Orléans}}".encode(encoding)
    references, (problem, *_) = read_bibliography(write_project(tmp_path, {"a.bib": content}))
    said = problem.message.text(FRENCH)
    assert "«\u00a0É\u00a0»" in said
    assert name in said
    assert references["bibliography/a.bib"][0].fields["title"] == "Étude à Orléans"


def test_project_without_bibliography_has_no_references(tmp_path: Path) -> None:
    """The folder may be absent."""
    assert read_bibliography(tmp_path) == ({}, ())


def test_link_and_other_files_are_refused(tmp_path: Path) -> None:
    """A link is not followed, and a file that is not ``.bib`` is refused."""
    folder = write_project(tmp_path, {"notes.txt": "x", "2026/t.bib": A})
    (tmp_path / "secret.bib").write_text(A)
    (folder / "bibliography" / "link.bib").symlink_to(tmp_path / "secret.bib")
    references, problems = read_bibliography(folder)
    assert list(references) == ["bibliography/2026/t.bib"]
    assert {problem.code for problem in problems} == {"symbolic-link", "unexpected-file"}


OTHER = A.replace("Étude", "Autre")
ERROR, WARNING = Severity.ERROR, Severity.WARNING

ACROSS = {
    "same document in two themes": ({"2018/x.bib": A, "2026/y.bib": A}, []),
    "same document in a theme and a common file": ({"2026/y.bib": A, "c.bib": A}, []),
    "two documents in two themes": (
        {"2018/x.bib": A, "2026/y.bib": OTHER},
        [("key-of-two-documents", "bibliography/2026/y.bib:1:1", WARNING)],
    ),
    "two documents in a theme and a common file": (
        {"2026/y.bib": A, "c.bib": OTHER},
        [("key-of-two-documents", "bibliography/2026/y.bib:1:1", ERROR)],
    ),
    "same document in two common files": (
        {"b.bib": A, "c.bib": A},
        [("duplicate-citekey", "bibliography/c.bib:1:1", ERROR)],
    ),
    "two documents in two common files": (
        {"b.bib": A, "c.bib": OTHER},
        [("key-of-two-documents", "bibliography/c.bib:1:1", ERROR)],
    ),
}


@pytest.mark.parametrize(("files", "expected"), ACROSS.values(), ids=ACROSS)
def test_key_in_several_files(
    tmp_path: Path,
    files: dict[str, str | bytes],
    expected: list[tuple[str, str, Severity]],
) -> None:
    """Two themes may have one key, but it is an error where borrowing it is ambiguous."""
    assert find_problems(write_project(tmp_path, files)) == expected


def test_a_bibliography_of_too_many_bytes_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its size decides, before a byte is read; the problem says both sizes."""
    folder = write_project(tmp_path, {"a.bib": A})
    with (folder / "bibliography" / "b.bib").open("wb") as stream:
        stream.truncate(60_000_001)
    monkeypatch.setattr(Path, "read_bytes", refuse_large(Path.read_bytes))
    references, (problem,) = read_bibliography(folder)
    assert list(references) == ["bibliography/a.bib"]
    assert str(problem.place) == "bibliography/b.bib"
    assert problem.message.text(FRENCH).replace("\u00a0", " ").replace("\u202f", " ") == (
        "cette bibliographie pèse 61 Mo ; 60 Mo au plus étaient attendus"
    )


def refuse_large(read: Callable[[Path], bytes]) -> Callable[[Path], bytes]:
    """Return a reader that fails for large files."""

    def read_small(path: Path) -> bytes:
        assert path.stat().st_size < 1_000_000
        return read(path)

    return read_small


def test_a_bibliography_of_too_many_references_is_refused_unparsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """20,001 entries are counted, and none is read."""
    monkeypatch.setattr("parution.bibliography.bibtex.parse.parse_bibtex", lambda *_: 1 / 0)
    folder = write_project(tmp_path, {"a.bib": "@misc{a, title = {A}}\n" * 20_001})
    (problem,) = read_bibliography(folder)[1]
    assert problem.code == "bibliography-too-large"
    assert problem.message.values == (("found", 20_001), ("most", 20_000))
