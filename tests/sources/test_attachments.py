"""Readers may get a file only by the extension of its name and by its content."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from parution.sources import read
from parution.sources.files.attachment_kinds import KINDS, holds
from sources.rows import THEME
from tiny_project import tiny_project


def zip_file(*members: str, mimetype: str = "") -> bytes:
    """Return a ZIP file with these members, ``mimetype`` first if there is one."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for member in members:
            archive.writestr(member, "a")
    return stream.getvalue()


OPEN = "application/vnd.oasis.opendocument"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

SOUND = {
    "pdf": b"%PDF-1.7\n",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff\xe0",
    "jpeg": b"\xff\xd8\xff\xe1",
    "gif": b"GIF89a",
    "webp": b"RIFF\0\0\0\0WEBPVP8 ",
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "docx": zip_file("[Content_Types].xml", "word/document.xml"),
    "xlsx": zip_file("[Content_Types].xml", "xl/workbook.xml"),
    "pptx": zip_file("[Content_Types].xml", "ppt/presentation.xml"),
    "odt": zip_file("content.xml", mimetype=f"{OPEN}.text"),
    "ods": zip_file("content.xml", mimetype=f"{OPEN}.spreadsheet"),
    "odp": zip_file("content.xml", mimetype=f"{OPEN}.presentation"),
    "epub": zip_file("META-INF/container.xml", mimetype="application/epub+zip"),
    "doc": OLD,
    "xls": OLD,
    "ppt": OLD,
    "rtf": rb"{\rtf1 a}",
    "zip": zip_file("a.csv"),
    "mp3": b"ID3\x04",
    "m4a": b"\0\0\0\x20ftypM4A ",
    "mp4": b"\0\0\0\x20ftypisom",
    "webm": b"\x1a\x45\xdf\xa3",
    "ogg": b"OggS\0",
    "wav": b"RIFF\0\0\0\0WAVEfmt ",
    "csv": "âge;poids\n".encode("cp1252"),
    "txt": "\ufeffUne note : a < b.\n".encode(),
}


def find_codes(project: Path) -> set[str]:
    """Return the codes of the problems, links aside."""
    return {each.code for each in read(project).problems} - {"attachment-not-linked"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_sound_file_is_let_through(kind: str, tmp_path: Path) -> None:
    """A sound file of each kind is accepted, even with capitals in its extension."""
    changes = {
        f"{THEME}/documents/a.{kind}": SOUND[kind],
        f"{THEME}/documents/B.{kind.upper()}": SOUND[kind],
    }
    assert find_codes(tiny_project(tmp_path, changes)) == set()


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"svg", "txt", "csv"}))
def test_a_page_is_no_file_of_another_kind(kind: str, tmp_path: Path) -> None:
    """An HTML page is found under any extension."""
    path = tmp_path / f"a.{kind}"
    path.write_bytes(b"<!doctype html><script>x()</script>")
    assert not holds(path, kind)


MISMATCHED = {
    "a.txt": b"\n<html><script>x()</script>",
    "b.csv": b"\xef\xbb\xbf<?xml version='1.0'?><html/>",
    "c.txt": b"<SCRIPT\n>x()</SCRIPT>",
    "d.txt": "texte".encode("utf-16"),
    "e.docx": zip_file("word/document.xml", "word/vbaProject.bin"),
    "f.docx": zip_file("xl/workbook.xml"),
    "g.docx": b"PK\x03\x04 cut short",
    "h.odt": zip_file("mimetype"),
    "i.pdf": b"",
    "j.png": b"GIF89a/*\x89PNG",
    "k.zip": b"MZ",
}


@pytest.mark.parametrize("name", MISMATCHED)
def test_contents_must_match_the_extension(name: str, tmp_path: Path) -> None:
    """A file whose content does not match its extension is an error."""
    project = tiny_project(tmp_path, {f"{THEME}/documents/{name}": MISMATCHED[name]})
    assert find_codes(project) == {"attachment-mismatch"}


RUN_SOMEWHERE = """
    asp aspx bat cgi class com css dll docm exe fcgi fr gpx htaccess hta htm html html5 ini jar js
    jsp key lnk map md mht mjs mobi msi php php5 phtml pl pps ps1 py rb rdf rss scr sh shtml sql
    svgz swf ts tsx url vbs wasm webmanifest xht xhtml xml xsd xsl xslt yml
    """.split()  # noqa: SIM905


@pytest.mark.parametrize("ending", RUN_SOMEWHERE)
def test_no_other_extension_is_let_through(ending: str, tmp_path: Path) -> None:
    """Extensions that a browser, a host or a computer executes are not on the list."""
    project = tiny_project(tmp_path, {f"{THEME}/documents/outil.{ending}": b"a\n"})
    assert "active-attachment" in find_codes(project)


def test_a_drawing_must_be_a_drawing(tmp_path: Path) -> None:
    """An HTML page named as a drawing is refused."""
    page = b"<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>"
    project = tiny_project(tmp_path, {f"{THEME}/documents/plan.svg": page})
    assert find_codes(project) == {"active-attachment"}


def test_an_attachment_has_a_size_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file beyond the limit is an error, whose message gives both sizes."""
    monkeypatch.setattr("parution.sources.files.attachments.MOST_BYTES", 2_000_000)
    project = tiny_project(tmp_path, {f"{THEME}/documents/a.txt": b"a" * 3_000_000})
    said = [each.message.text() for each in read(project).problems if "MB" in each.message.text()]
    assert said == ["this file holds 3 MB; at most 2 MB were expected"]


@pytest.mark.parametrize(("size", "is_refused"), [(50_000_000, False), (50_000_001, True)])
def test_the_limit_is_the_documented_one(size: int, is_refused: bool, tmp_path: Path) -> None:
    """As docs/problemes.md says, a file of 50 MB is handed out, a larger one refused."""
    project = tiny_project(tmp_path, {f"{THEME}/documents/a.pdf": SOUND["pdf"]})
    os.truncate(project / f"{THEME}/documents/a.pdf", size)
    assert ("attachment-too-large" in find_codes(project)) is is_refused
