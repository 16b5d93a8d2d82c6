"""The kinds of files allowed as attachments, and how to recognize each by its content.

The list holds only kinds that no browser and no host runs. The content of a file must match its
ending, because browsers may guess the kind from the content if a host does not name it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from parution.file_signatures import JPEG, OLE, PDF, PNG, ZIP

HEAD = 4096
"""Number of first bytes by which a kind is recognized."""

MARKUP = re.compile(
    rb"\s*<(?:!--|\?xml|(?:!doctype|html|head|script|iframe|h1|div|font|table|a|style|title|b|body"
    rb"|br|p|svg)(?:[\s>/]|\Z))",
    re.IGNORECASE,
)
"""The beginning of files that browsers take for a page if no type is given (WHATWG, MIME
sniffing)."""

MACROS = "vbaproject.bin"

Recognize = Callable[[Path, bytes], bool]
"""A function that takes a file and its first bytes, and returns whether the file is of a kind."""


def begins(*signatures: bytes, at: int = 0) -> Recognize:
    """Recognize files that hold one of these signatures at the offset ``at``."""
    return lambda _, head: head.startswith(signatures, at)


def is_text(_: Path, head: bytes) -> bool:
    """Recognize texts: without zero bytes, and not a page."""
    return b"\0" not in head and not MARKUP.match(head.removeprefix(b"\xef\xbb\xbf"))


def is_drawing(_: Path, head: bytes) -> bool:
    """Recognize files that may be SVG drawings; `check_drawing` parses them later."""
    return b"\0" not in head and b"<" in head


def is_riff(kind: bytes) -> Recognize:
    """Recognize one of the kinds in a RIFF container."""
    return lambda _, head: head.startswith(b"RIFF") and head[8:12] == kind


def is_packed(_: Path, head: bytes) -> bool:
    """Recognize a zip file."""
    return head.startswith((ZIP, b"PK\x05\x06"))


def recognize_office(folder: str) -> Recognize:
    """Recognize a Microsoft Office document, without macros, by the folder it must hold."""

    def recognize(path: Path, head: bytes) -> bool:
        members = [name.lower() for name in list_members(path, head)]
        has_macros = any(name.endswith(MACROS) for name in members)
        return not has_macros and any(name.startswith(folder) for name in members)

    return recognize


def recognize_declared(kind: bytes) -> Recognize:
    """Recognize a zipped document by its first member, ``mimetype``."""
    return lambda path, head: is_packed(path, head) and b"mimetype" + kind in head


def list_members(path: Path, head: bytes) -> list[str]:
    """Return the names of the files in a zip file; empty if it is not a zip file."""
    if not is_packed(path, head):
        return []
    try:
        with zipfile.ZipFile(path) as packed:
            return packed.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return []


OLD_OFFICE = begins(OLE)

KINDS: Mapping[str, Recognize] = {
    "pdf": begins(PDF),
    "png": begins(PNG),
    "jpg": begins(JPEG),
    "jpeg": begins(JPEG),
    "gif": begins(b"GIF87a", b"GIF89a"),
    "webp": is_riff(b"WEBP"),
    "svg": is_drawing,
    "docx": recognize_office("word/"),
    "xlsx": recognize_office("xl/"),
    "pptx": recognize_office("ppt/"),
    "odt": recognize_declared(b"application/vnd.oasis.opendocument.text"),
    "ods": recognize_declared(b"application/vnd.oasis.opendocument.spreadsheet"),
    "odp": recognize_declared(b"application/vnd.oasis.opendocument.presentation"),
    "epub": recognize_declared(b"application/epub+zip"),
    "doc": OLD_OFFICE,
    "xls": OLD_OFFICE,
    "ppt": OLD_OFFICE,
    "rtf": begins(rb"{\rtf"),
    "zip": is_packed,
    "mp3": begins(b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"),
    "m4a": begins(b"ftyp", at=4),
    "mp4": begins(b"ftyp", at=4),
    "webm": begins(b"\x1a\x45\xdf\xa3"),
    "ogg": begins(b"OggS"),
    "wav": is_riff(b"WAVE"),
    "csv": is_text,
    "txt": is_text,
}
"""How to recognize each kind, by ending; kinds with a sure signature come first."""

SHOWN = ("pdf", "png", "jpg", "svg", "csv", "txt", "docx", "odt", "xlsx", "ods", "mp3", "mp4")
"""Kinds that a remedy names, because people mostly have these."""

UNSURE = ("svg", "zip", "csv", "txt")
"""Kinds that no remedy suggests, because many other files look like them."""


def get_kind(path: Path) -> str:
    """Return the ending of a file's name in lower case, without the dot."""
    return path.suffix.lower().removeprefix(".")


def holds(path: Path, kind: str) -> bool:
    """Return whether the content of a file fits ``kind``, one of `KINDS`."""
    return KINDS[kind](path, read_head(path))


def recognize_kind(path: Path) -> str | None:
    """Return the kind that a file's content shows for sure; None if it shows none."""
    head = read_head(path)
    sure = (kind for kind in KINDS if kind not in UNSURE)
    return next((kind for kind in sure if KINDS[kind](path, head)), None)


def read_head(path: Path) -> bytes:
    """Return the first `HEAD` bytes of a file; raise OSError if it cannot be read."""
    with path.open("rb") as stream:
        return stream.read(HEAD)
