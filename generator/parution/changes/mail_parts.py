"""Extract texts from saved mails: ``.eml`` and text files, in any encoding."""

from __future__ import annotations

import codecs
import re
from base64 import b64decode
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from parution.file_signatures import JPEG, OLE, PDF, PNG, ZIP
from parution.html_tree import Tree

if TYPE_CHECKING:
    from email.message import Message as Mail

HEAD = re.compile(rb"(?:>?From [^\n]*\n)?[A-Za-z][A-Za-z0-9-]*:[ \t]", re.ASCII)
"""The beginning of a mail: a header field."""

MAILS = re.compile(rb"^From [^\n]*\n", re.MULTILINE)
"""The line before each mail of a mailbox, as Thunderbird and Apple Mail export it."""

ENDINGS = (".txt", ".eml", ".htm", ".html", ".mht", ".mhtml", ".mbox")
"""Suffixes of files that may hold a request."""

DEEPEST = 4
"""How many times files may be attached within each other."""

OF_MAILS = re.compile(
    rb"^(?:received|return-path|mime-version|content-type|message-id|x-mailer|from|subject|date):",
    re.IGNORECASE | re.MULTILINE,
)

NO_TEXT = (
    ZIP,
    OLE,
    b"\x78\x9f\x3e\x22",  # winmail.dat
    b"{\\rtf",
    PDF,
    PNG,
    JPEG,
    b"GIF8",
)
"""First bytes of documents, pictures and archives."""

BREAKS = re.compile(
    r"<(?:br|/(?:p|div|td|th|tr|li|dd|dt|blockquote|pre|section|article|h\d))\b[^>]*>",
    re.IGNORECASE,
)
"""Tags at which HTML ends a line."""

BASE64 = re.compile(r"[A-Za-z0-9+/]+")
SHORTEST_MAIL = 80
"""Characters of Base64 that hold a header of two fields."""

BREAK = "\u2028"


def list_texts(content: bytes, depth: int = DEEPEST) -> Iterator[str]:
    """Yield the texts of a mail, of a mailbox or of a file: plain texts first, then HTML as text.

    They include the texts of forwarded mails and of attached files, ``depth`` files deep.
    """
    if len(mails := MAILS.split(content)) > 1 and content.startswith(b"From "):
        for each in filter(None, mails):
            yield from list_texts(each, depth)
        return
    parts = list_mail_parts(content) if is_mail(content) else ()
    if not parts:
        text = decode_text(content)
        yield text
        if "<" in text:
            yield convert_html(text)
        return
    yield from (read_part_text(part) for part in parts if part.get_content_type() == "text/plain")
    for part in parts:
        if depth and (enclosed := decode_enclosed_mail(part)):
            yield from list_texts(enclosed, depth - 1)
        if part.get_content_type() == "text/html":
            yield convert_html(read_part_text(part))
        elif depth and part.get_content_type() != "text/plain" and is_attached_text(part):
            yield from list_texts(decode_part(part), depth - 1)


def decode_enclosed_mail(part: Mail) -> bytes:
    """Return a mail that was attached in Base64, as some servers do; empty for other parts.

    The standard forbids it, so that the mail is read as a text without a header.
    """
    written = "" if part.keys() else "".join(str(part.get_payload()).split())
    signs = written.rstrip("=")
    is_whole = len(signs) % 4 != 1 and BASE64.fullmatch(signs)
    if len(signs) < SHORTEST_MAIL or not is_whole:
        return b""
    return b64decode(signs + "=" * (-len(signs) % 4))


def is_no_text(content: bytes) -> bool:
    """Return whether bytes are a document, a picture or an archive."""
    return content.startswith(NO_TEXT)


def list_unread_files(content: bytes) -> Iterator[str]:
    """Yield the names of a mail's attached documents, pictures and archives."""
    for part in list_mail_parts(content) if is_mail(content) else ():
        name = part.get_filename()
        if name and not is_attached_text(part):
            yield name


def list_mail_parts(content: bytes) -> Sequence[Mail]:
    """Return the parts of a mail, forwarded ones included; none if it is nested beyond reason."""
    # Imported here, because every build imports `changes`, and none reads a mail.
    from email import message_from_bytes

    try:
        return [part for part in message_from_bytes(content).walk() if not part.is_multipart()]
    except RecursionError:
        return ()


def is_attached_text(part: Mail) -> bool:
    """Return whether a part may be a text or a mail, whatever a program calls its type."""
    if is_no_text(decode_part(part)):
        return False
    is_unknown = part.get_content_type() == "application/octet-stream"
    is_text = part.get_content_maintype() == "text"
    return is_unknown or is_text or (part.get_filename() or "").lower().endswith(ENDINGS)


def is_mail(content: bytes) -> bool:
    """Return whether bytes are a mail with its header, rather than only a text."""
    head = re.split(rb"\r?\n\r?\n", content.lstrip(), maxsplit=1)[0]
    fields = {found[0].lower() for found in OF_MAILS.finditer(head)}
    return HEAD.match(content.lstrip()) is not None and len(fields) >= 2


def decode_part(part: Mail) -> bytes:
    """Return the content of a mail part, with its transfer encoding undone."""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def read_part_text(part: Mail) -> str:
    """Return the text of a mail part."""
    content = decode_part(part)
    charset = part.get_content_charset()
    try:
        return content.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decode_text(content)


def decode_text(content: bytes) -> str:
    """Decode a text from UTF-8 or UTF-16, else from Windows-1252."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def convert_html(html: str) -> str:
    """Return the text that HTML shows, with line ends where a browser ends lines.

    Line ends of the source count only within ``<pre>``.
    """
    marked = re.sub(
        r"(<pre\b[^>]*>)(.*?)(</pre>)",
        lambda found: found[1] + found[2].replace("\n", BREAK) + found[3],
        html,
        flags=re.IGNORECASE | re.DOTALL,
    )
    text = Tree(BREAKS.sub(lambda end: f"{BREAK}{end[0]}", marked)).text
    return "\n".join(" ".join(line.split()) for line in text.split(BREAK))
