"""Compiled templates and translations are kept with Python's byte code, and never out of date."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from parution import byte_code


class Compiler:
    """Returns the content of a file, and counts its calls."""

    def __init__(self, source: Path) -> None:
        self.source = source
        self.asked = 0

    def __call__(self) -> bytes:
        self.asked += 1
        return self.source.read_bytes()


@pytest.fixture
def compiler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Compiler:
    """A compiler of one file, where byte code may be written."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(byte_code, "FOLDER", tmp_path / "kept")
    source = tmp_path / "site.po"
    source.write_bytes(b"first")
    return Compiler(source)


def compile_with(compiler: Compiler) -> bytes:
    return byte_code.compile_once("fr.mo", [compiler.source], compiler)


def test_an_unchanged_file_is_compiled_once(compiler: Compiler) -> None:
    """An unchanged file is compiled once, and read the second time."""
    assert [compile_with(compiler), compile_with(compiler)] == [b"first", b"first"]
    assert compiler.asked == 1


def test_a_changed_file_is_compiled_again(compiler: Compiler) -> None:
    """A changed file is compiled again, and its old byte code removed."""
    compile_with(compiler)
    compiler.source.write_bytes(b"second text")
    assert compile_with(compiler) == b"second text"
    assert len(list((byte_code.FOLDER / "fr.mo").iterdir())) == 1


def test_nothing_is_written_when_python_was_told_so(
    compiler: Compiler, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With Python's option against byte code a file is compiled each time."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert [compile_with(compiler), compile_with(compiler)] == [b"first", b"first"]
    assert not byte_code.FOLDER.exists()


def test_a_place_that_cannot_be_written_is_no_error(compiler: Compiler) -> None:
    """In a read-only installation a file is compiled each time."""
    byte_code.FOLDER.write_text("a file, where a folder should be")
    assert [compile_with(compiler), compile_with(compiler)] == [b"first", b"first"]
    assert compiler.asked == 2
