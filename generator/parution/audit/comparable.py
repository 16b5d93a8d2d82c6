"""Text as the audit compares it: words without case, accents or markup.

What an author wrote and what stands in a page, a calendar or a search index differ in markup,
escapes and typography. Their words are the same. A line is the unit: an author's words that stand
on one line come out on one line.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

Words = tuple[str, ...]

WORD = re.compile(r"[^\W_]+")
UNSEEN = re.compile("[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]")
"""Accents once they are apart from their letters, and characters that take no space."""

TAG = re.compile(r"<[!/?a-zA-Z][^>]*>")
ESCAPED_CODE = re.compile(r"\\u([0-9a-fA-F]{4})")
ESCAPED_SPACE = re.compile(r"\\[nrtbf]")
PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
ENCODED = re.compile(r"base64,([A-Za-z0-9+/]{16,}={0,2})")


def words(text: str) -> Words:
    """Return the words of a plain text, made comparable.

    >>> words("L’« Œdème » : évaluer_le !")
    ('l', 'oedeme', 'evaluer', 'le')
    """
    text = text.casefold()
    if not text.isascii():
        text = UNSEEN.sub("", unicodedata.normalize("NFKD", text))
        text = text.replace("œ", "oe").replace("æ", "ae")
    return tuple(WORD.findall(text))


def readings(line: str) -> Iterator[Words]:
    """Yield the words of one line of a published file, in every way they can be read.

    First the text without tags, then each tag's or comment's own words, then what is hidden by
    percent signs or Base64.
    """
    text = unescaped(line)
    tags = TAG.findall(text)
    yield words(TAG.sub(" ", text) if tags else text)
    for tag in tags:
        if len(tag) > len("<p></p>"):
            yield words(tag)
    if "%" in text and PERCENT.search(text):
        yield words(unquote(text, errors="replace"))
    for encoded in ENCODED.findall(line):
        yield words(decoded(encoded))


def unescaped(text: str) -> str:
    """Return a text without the escapes of JSON, JavaScript, calendars and HTML."""
    if "\\" in text:
        text = ESCAPED_CODE.sub(lambda match: chr(int(match[1], 16)), text)
        text = ESCAPED_SPACE.sub(" ", text).replace("\\", "")
    if "&" in text:
        text = html.unescape(html.unescape(text))
    return text


def decoded(encoded: str) -> str:
    """Return what Base64 hides; nothing when it is not valid."""
    try:
        return base64.b64decode(encoded, validate=True).decode(errors="replace")
    except binascii.Error:
        return ""
