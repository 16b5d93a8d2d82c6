"""Reads files as clean text: UTF-8, lines ended by ``\\n``, no control characters.

The reader drops a byte-order mark and converts the line ends of Windows. It reports a file in
another encoding, then decodes it as what it probably is, to find its other mistakes too.
"""

from __future__ import annotations

import codecs
import re
import stat
from pathlib import Path

from parution.domain.messages import Message, message
from parution.domain.problems import Place, Problem
from parution.file_signatures import OLE, PDF, ZIP
from parution.language.look_alikes import OddSign
from parution.language.visible_text import FORBIDDEN
from parution.limits import TEXT_BYTES
from parution.sources.files.old_encodings import NAMES, find_wide_encoding, guess_old_encoding
from parution.sources.report import Report

IN_ITS_STEAD = "\u00b7"
"""Stands in place of a forbidden character while the rest of the file is read."""

MISREAD = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u20ac\u0152\u0153]|\u00e2\u20ac[\u0080-\u2122]|\ufffd"
)
"""A letter of UTF-8 read as two of Windows, or the sign for a letter that was lost."""


RICH_TEXT = "{\\rtf"
"""What a document in RTF begins with, as TextEdit and WordPad save one."""
OTHER_DOCUMENTS = (ZIP, PDF, OLE)
"""The first bytes of word processors' documents and of PDF files."""

LIMITED = (".md", ".yml", ".yaml")
"""Endings of files whose size is limited, because people write them by hand."""


def read_text(project: Path, path: str, report: Report, *, may_be_link: bool = False) -> str | None:
    """Return the text of a file of the project; None, reported, if it is not a text."""
    content = read_content(project, path, report, may_be_link=may_be_link)
    return None if content is None else decode(content, path, report)


def read_content(
    project: Path, path: str, report: Report, *, may_be_link: bool = False
) -> bytes | None:
    """Return the bytes of a file of the project; None, reported, if it cannot be read.

    A link is not followed, unless it may be one: it could lead to the secret, and problems quote
    what they find.
    """
    try:
        file = project / path
        status = file.stat() if may_be_link else file.lstat()
        if unfit := describe_unfit_kind(status.st_mode, Place(path)):
            report.add([unfit])
            return None
        if excess := describe_excess(path, status.st_size):
            report.add([excess])
            return None
        if path.endswith(LIMITED) and status.st_size > TEXT_BYTES:
            report_excessive_length(status.st_size, path, report)
            return None
        return file.read_bytes()
    except FileNotFoundError:
        report.error(
            "missing-file",
            Place(path),
            message("the file “%(path)s” is missing", path=path),
            message("Create it; the documentation shows what it holds."),
        )
    except OSError:
        report.error(
            "unreadable-file",
            Place(path),
            message("the file “%(path)s” cannot be read", path=path),
            message("Give yourself the right to read it."),
        )
    return None


def describe_excess(path: str, size: int) -> Problem | None:
    """Return the problem of a bibliography that is too large; None for other files."""
    # Loaded here, because few files are bibliographies.
    from parution.bibliography.bounds import describe_excess_of_bytes

    return describe_excess_of_bytes(size, Place(path)) if path.lower().endswith(".bib") else None


def describe_unfit_kind(mode: int, place: Place) -> Problem | None:
    """Return the problem of what is neither a file nor a folder, by its mode; None if it is."""
    if stat.S_ISLNK(mode):
        return Problem(
            "symbolic-link",
            place,
            message("this is a link to another file; a real file or folder was expected"),
            message("Replace the link by a copy of what it points to."),
        )
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        return Problem(
            "not-a-file",
            place,
            message("this is neither a file nor a folder"),
            message("Remove it."),
        )
    return None


def report_excessive_length(size: int, path: str, report: Report) -> None:
    """Report a text longer than `TEXT_BYTES`."""
    report.error(
        "text-too-long",
        Place(path),
        message(
            "this file holds %(found)s kB; a text of at most %(most)s kB was expected",
            found=size // 1000,
            most=TEXT_BYTES // 1000,
        ),
        message("Spread the text over several parts, or give it as a file in “documents/”."),
    )


def decode(content: bytes, path: str, report: Report) -> str | None:
    """Return bytes as text; None, reported, if they are not a text."""
    content = content.removeprefix(codecs.BOM_UTF8)
    if find_wide_encoding(content):
        report_utf_16(path, report)
        return None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        if content.startswith(OTHER_DOCUMENTS):
            report_document(path, report)
            return None
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            report_utf_16(path, report)
            return None
        report_undecodable(content, error.start, path, report)
        if b"\0" in content:
            return None
        text = content.decode(guess_old_encoding(content), "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.startswith(RICH_TEXT):
        report_document(path, report)
        return None
    forbidden = FORBIDDEN.search(text)
    if forbidden and content.startswith(OTHER_DOCUMENTS):
        report_document(path, report)
        return None
    if forbidden:
        report_forbidden_character(
            forbidden[0], locate_after(text[: forbidden.start()], path), report
        )
        text = FORBIDDEN.sub(IN_ITS_STEAD, text)
    return text


def describe_misread(found: str) -> tuple[Message, Message]:
    """Return a message about a misread letter, and its remedy."""
    return (
        message("“%(found)s” was a letter that a program misread", found=found),
        message("Type it again, here and wherever it stands; save the file in UTF-8."),
    )


def report_document(path: str, report: Report) -> None:
    """Report a word processor's document or a PDF under the name of a text."""
    report.error(
        "not-utf-8",
        Place(path, 1, 1),
        message("this is a document of a word processor, or a PDF, under the name of a text"),
        message("Open it, copy its text, and save that in a file of plain text of this name."),
    )


SAVE_AS_UTF_8 = message(
    "Save the file again, choosing the encoding UTF-8: in Notepad by File, Save as, Encoding."
)


def report_utf_16(path: str, report: Report) -> None:
    """Report a file in UTF-16, which Notepad calls “Unicode”."""
    report.error(
        "not-utf-8",
        Place(path, 1, 1),
        message("this file is in UTF-16, which Notepad calls “Unicode”; UTF-8 was expected"),
        SAVE_AS_UTF_8,
    )


def report_undecodable(content: bytes, start: int, path: str, report: Report) -> None:
    """Report the first byte that is not UTF-8, with the letter its author probably saw."""
    encoding = guess_old_encoding(content)
    before = content[:start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    report.error(
        "not-utf-8",
        locate_after(before, path),
        message(
            "this file is not in UTF-8: byte %(byte)s was found,"
            " which stands for “%(letter)s” in the encoding of %(origin)s",
            byte=f"0x{content[start]:02X}",
            letter=content[start : start + 1].decode(encoding, "replace"),
            origin=NAMES[encoding],
        ),
        SAVE_AS_UTF_8,
    )


def report_forbidden_character(character: str, place: Place, report: Report) -> None:
    """Report a forbidden character."""
    report.error(
        "forbidden-character",
        place,
        message(
            "here stands %(sign)s; only letters, signs, tabs and line ends were expected",
            sign=OddSign(character, 0).name,
        ),
        message("Delete it; it often comes with a text copied from a PDF file."),
    )


def find_line_end(text: str, index: int) -> int:
    """Return the end of the line that contains an index, before the line break."""
    end = text.find("\n", index)
    if end < 0:
        return len(text)
    return end - 1 if end > index and text[end - 1] == "\r" else end


def locate_after(before: str, path: str) -> Place:
    """Return the place in a file right after the text ``before``."""
    return Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
