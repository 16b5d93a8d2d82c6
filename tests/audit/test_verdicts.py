"""The verdict of an earlier audit spares a second reading only while nothing relevant changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.association import MEMBER, SENTENCE, Association
from audit.test_planted_leaks import page
from parution.audit.fingerprints import Mark
from parution.audit.leaks import LeakKind
from parution.audit.scanner import Scanner
from parution.audit.verdicts import Verdicts, name_verdict
from parution.cache import Cache
from parution.private_store import PrivateStore

HIDDEN = frozenset({Mark(LeakKind.HIDDEN_TEXT, 6)})
SITE = Path("/site")


def load_verdicts(folder: Path, looked_for: str = "a", site: Path = SITE) -> Verdicts:
    """Return the verdicts as another process would find them."""
    return Verdicts(Cache(PrivateStore(folder)).shelf("audit", lasting=True), site, looked_for)


def keep_verdict(folder: Path, marks: frozenset[Mark] = HIDDEN) -> None:
    given = load_verdicts(folder)
    given.keep("x.html", marks)
    given.save()


def test_a_verdict_is_found_again(tmp_path: Path) -> None:
    """The same bytes in the same place have the same marks while the same texts are hidden."""
    keep_verdict(tmp_path)
    assert load_verdicts(tmp_path).find("x.html") == HIDDEN


@pytest.mark.parametrize(
    ("looked_for", "site", "name"),
    [("b", SITE, "x.html"), ("a", Path("/other"), "x.html"), ("a", SITE, "y.html")],
    ids=["other texts are hidden", "another folder", "other bytes"],
)
def test_no_other_verdict_is_found(tmp_path: Path, looked_for: str, site: Path, name: str) -> None:
    """After any difference there is no verdict, and the file is read."""
    keep_verdict(tmp_path)
    assert load_verdicts(tmp_path, looked_for, site).find(name) is None


def test_an_unreadable_file_is_read_again(tmp_path: Path) -> None:
    """An unreadable file keeps no verdict."""
    keep_verdict(tmp_path, frozenset({Mark(LeakKind.UNREADABLE, 0)}))
    assert load_verdicts(tmp_path).find("x.html") is None


def test_a_damaged_shelf_holds_no_verdict(tmp_path: Path) -> None:
    """A shelf of verdicts with one changed byte gives none."""
    keep_verdict(tmp_path)
    (path,) = tmp_path.rglob("audit.shelf")
    data = bytearray(path.read_bytes())
    data[-9] ^= 1
    path.write_bytes(data)
    assert load_verdicts(tmp_path).find("x.html") is None


def test_an_ending_makes_other_bytes_of_a_file() -> None:
    """The same bytes have another verdict as text than as a page, which needs guards."""
    assert name_verdict("0" * 64, Path("x.TXT")) == name_verdict("0" * 64, Path("y.txt"))
    assert name_verdict("0" * 64, Path("x.txt")) != name_verdict("0" * 64, Path("x.html"))


@pytest.fixture
def files_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that audits read from now on."""
    names: list[str] = []
    marks_of = Scanner._mark_file

    def note(scanner: Scanner, path: Path) -> object:
        names.append(path.name)
        return marks_of(scanner, path)

    monkeypatch.setattr(Scanner, "_mark_file", note)
    return names


def test_a_second_audit_reads_changed_files(
    association: Association, files_read: list[str]
) -> None:
    """A second audit reads only the files that changed, and finds the leak there."""
    association.leaks()
    files_read.clear()
    assert association.leaks() == ()
    assert files_read == []
    (association.folder(MEMBER) / "index.html").write_bytes(page(SENTENCE))
    (leak,) = association.leaks()
    assert set(files_read) == {"index.html"}
    assert leak.evidence == "l echelle numerique se lit a voix haute"


def test_a_leak_that_was_found_is_found_again(association: Association) -> None:
    """A verdict keeps the leaks of a file, and a second audit shows them with their words."""
    (association.folder(MEMBER) / "index.html").write_bytes(page(SENTENCE))
    first = association.leaks()
    assert first
    assert association.leaks() == first


def test_an_edit_has_every_file_looked_into(
    association: Association, files_read: list[str]
) -> None:
    """After an edit of hidden words every file is read again."""
    association.leaks()
    files_read.clear()
    guide = association.project / "themes/2026/douleur/guide.md"
    before = guide.read_bytes()
    guide.write_bytes(before + "\nUne phrase de plus que personne n’avait écrite ici.\n".encode())
    try:
        association.leaks()
    finally:
        guide.write_bytes(before)
    assert "feed.xml" in files_read
