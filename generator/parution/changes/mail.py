"""Extract texts from saved mails: ``.eml`` and text files, in any encoding."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from parution.html_tree import Tree

if TYPE_CHECKING:
    from email.message import Message as Mail

HEAD = re.compile(rb"(?:>?From [^\n]*\n)?[A-Za-z][A-Za-z0-9-]*:[ \t]", re.ASCII)
"""The beginning of a mail: a header field."""

OF_MAILS = re.compile(
    rb"^(?:received|return-path|mime-version|message-id|x-mailer|from|subject|date):",
    re.IGNORECASE | re.MULTILINE,
)

BREAKS = re.compile(r"<(?:br|/p|/div|/tr|/li|/blockquote|/pre|/h\d)\b[^>]*>", re.IGNORECASE)
"""Tags at which HTML ends a line."""

BREAK = "\u2028"


def texts_in(content: bytes) -> Iterator[str]:
    """Yield the texts of a mail or a file: plain texts first, then HTML as text.

    They include the texts of a forwarded mail within it.
    """
    if not is_mail(content):
        text = decode_text(content)
        yield text
        if "<" in text:
            yield text_of_html(text)
        return
    # Imported here, because every build imports `changes`, and none reads a mail.
    from email import message_from_bytes

    mail = message_from_bytes(content)
    parts = [part for part in mail.walk() if not part.is_multipart()]
    yield from (text_of(part) for part in parts if part.get_content_type() == "text/plain")
    for part in parts:
        if part.get_content_type() == "text/html":
            yield text_of_html(text_of(part))
        elif part.get_content_type() == "application/octet-stream":
            yield text_of(part)


def is_mail(content: bytes) -> bool:
    """Return whether bytes are a mail with its header, rather than only a text."""
    head = re.split(rb"\r?\n\r?\n", content.lstrip(), maxsplit=1)[0]
    fields = {found[0].lower() for found in OF_MAILS.finditer(head)}
    return HEAD.match(content.lstrip()) is not None and len(fields) >= 2


def text_of(part: Mail) -> str:
    """Return the text of a mail part, with its transfer encoding undone."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
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


def text_of_html(html: str) -> str:
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
