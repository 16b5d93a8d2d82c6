"""The audit reads large files in overlapping windows, and finds a text across an edge."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from audit.association import MEMBER, SENTENCE, Association, copy_sites
from parution.audit import LeakKind, large_files
from parution.audit.contents import split_lines, unpack_contents
from parution.audit.large_files import open_data

LARGE, OVERLAP = 20_000, 2_000
FILM = b"\0\0\0\x20ftypisom"
SAID = SENTENCE.encode()


def film(said: bytes, at: int) -> bytes:
    """Return bytes that begin like a film, with other bytes at a place."""
    return (FILM + bytes(at - len(FILM)) + said).ljust(3 * LARGE, b"\0")


def zip_file(*members: bytes) -> bytes:
    """Return a ZIP file whose members are not compressed."""
    with zipfile.ZipFile(stream := io.BytesIO(), "w") as archive:
        for number, data in enumerate(members):
            archive.writestr(f"{number}.bin", data)
    return stream.getvalue()


EDGES = range(LARGE - len(SAID) - 20, LARGE + 40, 41)
"""Places around the edge of the first window."""

PLANTED = {
    **{f"edge-{at}.mp4": film(SAID, at) for at in EDGES},
    "last.mp4": film(SAID, 3 * LARGE - len(SAID)),
    "table.csv": b"jour;douleur\n" * (LARGE // 4) + SAID,
    "wide.mp4": film(SENTENCE.encode("utf-16-le"), LARGE + 1),
    "packed.mp4": film(gzip.compress(bytes(range(256)) * 200 + b"\n" + SAID), LARGE - 100),
    "member.wav": zip_file(film(b"", 99), SAID),
    "behind.mp4": film(b"", 99) + zip_file(SAID),
}

PLAIN = {
    "film.mp4": film(b"une phrase que tout le monde peut lire", 500),
    "zeros.wav": zip_file(bytes(2 * LARGE)),
}


Found = dict[str, list[LeakKind]]


@pytest.fixture(scope="module")
def leaks(built: Association) -> Found:
    """The kinds of leaks that one audit finds, by the name of the file."""
    association = copy_sites(built)
    folder = association.folder(MEMBER) / "assets"
    folder.mkdir(exist_ok=True)
    for name, data in (PLANTED | PLAIN).items():
        (folder / name).write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large_files, "LARGE", LARGE)
        patch.setattr(large_files, "OVERLAP", OVERLAP)
        found: Found = {}
        for leak in association.leaks():
            found.setdefault(Path(leak.file).name, []).append(leak.kind)
        return found


@pytest.mark.parametrize("name", PLANTED)
def test_a_hidden_text_in_a_large_file_is_found(leaks: Found, name: str) -> None:
    """A hidden text is found anywhere: across the edge of two windows, packed, in wide letters."""
    assert LeakKind.HIDDEN_TEXT in leaks.get(name, [])


def test_a_large_file_that_says_nothing_is_no_leak(leaks: Found) -> None:
    """A harmless large file is recognised without being read at once."""
    assert not {*PLAIN} & {*leaks}


@pytest.mark.parametrize(
    ("name", "data"),
    [("x.pdf", b"%PDF-1.7\n"), ("x.html", b"<!doctype html>"), ("x.gz", gzip.compress(b"x"))],
    ids=["x.pdf", "x.html", "x.gz"],
)
def test_a_large_file_that_must_be_understood_whole_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, data: bytes
) -> None:
    """A file too large to be parsed whole within memory raises `TooMuch`."""
    monkeypatch.setattr(large_files, "LARGE", 1_000)
    monkeypatch.setattr(large_files, "MOST_UNPACKED", 5_000)
    (tmp_path / name).write_bytes(data.ljust(5_001, b"\0"))
    with pytest.raises(large_files.TooMuch), open_data(tmp_path / name, is_code=name == "x.html"):
        pass


def test_a_large_file_takes_little_memory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A file of any size takes the memory of a few windows."""
    monkeypatch.setattr(large_files, "LARGE", LARGE)
    monkeypatch.setattr(large_files, "OVERLAP", OVERLAP)
    path = tmp_path / "table.csv"
    path.write_bytes(b"2026-10-08;une ligne du tableau\n" * (50 * LARGE // 32))
    tracemalloc.start()
    try:
        with open_data(path, is_code=False) as data:
            count = sum(len(set(split_lines(said))) for said in unpack_contents(data, path.name))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count >= 50
    assert peak < 15 * LARGE
