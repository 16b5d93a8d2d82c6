"""All ways to read a line of a published file: as text, as tags, as encoded text.

The sources and a page, calendar or search index differ in markup, escapes and typography; the words
are the same. The unit is a line: words on one line of the source are on one line of the output.
"""

from __future__ import annotations

import html
import quopri
import re
from collections.abc import Iterator
from urllib.parse import unquote

from parution.audit.comparable import Words, split_words
from parution.audit.contents import Unreadable, split_lines, unpack_contents
from parution.audit.encodings import encode_line, repair_mojibake

DEEPEST = 3
"""Maximum depth of encoded text within encoded text."""

TAG = re.compile(r"<[!/?a-zA-Z][^>]*>")
CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>")
CUTTING_TAG = re.compile(
    r"</?(?:address|article|aside|blockquote|body|br|button|caption|dd|details|dialog|div|dl|dt"
    r"|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|input|label|legend|li|main"
    r"|nav|ol|option|p|pre|section|select|summary|table|tbody|td|textarea|text|tfoot|th|thead|title"
    r"|tr|ul)\b[^>]*>",
    re.IGNORECASE,
)
"""Tags around which browsers leave a gap; any other tag may be within a word."""

WITHIN_WORD = re.compile(r"\w<[!/?a-zA-Z][^>]*>(?:<[!/?a-zA-Z][^>]*>)*\w")
VALUE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
BARE_TAG = len("<p></p>")
"""A tag no longer than this has no words."""

ESCAPED_CODE = re.compile(
    r"\\+(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|'([0-9a-fA-F]{2}))"
)
OCTAL = re.compile(r"\\([0-3][0-7]{2})")
ESCAPED_SPACE = re.compile(r"\\[nrtbf]")
STYLE_CODE = re.compile(r"\\([0-9a-fA-F]{2,6})\s?")
PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
QUOTED_PRINTABLE = re.compile(r"=[0-9A-F]{2}")
SURROGATE = re.compile("[\ud800-\udfff]")

TEX_ACCENT = re.compile(r"\\(?:['`^\"~=.]|[cvuHkrd](?![a-zA-Z]))\s*\{?\\?([a-zA-Z])\}?")
TEX_LETTER = re.compile(r"\\(oe|OE|ae|AE|ss|[oOlLij])(?![a-zA-Z])\s*")
BRACE_IN_WORD = re.compile(r"(?<=\w)[{}]+|[{}]+(?=\w)")
"""Braces in BibTeX that protect capitals."""

OF_RICH_TEXT = re.compile(r"\\(?:'[0-9a-fA-F]{2}|(?:rtf|cf|fs?|insrsid|[bi]|par|ul)-?\d*[\\ ])")
RICH_TEXT = re.compile(
    r"\\(?:'([0-9a-fA-F]{2})|u(\d{1,6}) ?\??|[a-z]{1,24}(?:-?\d+)? ?)|[{}]"
)  # fmt: skip
"""Commands of RTF, and its numeric codes of letters."""

JOINT = re.compile(r"([\"'`])\s*\+\s*\1")
"""A concatenation of two strings in a program."""

MOST_LAYERS = 4
"""Maximum number of times that entities or percent signs are decoded."""


def read_in_every_way(line: bytes, depth: int = DEEPEST) -> Iterator[Words]:
    """Yield the words of one line of a published file, for every way to read it.

    First the text without tags, then the words within each tag or comment, then text encoded by
    percent signs, Base64 and the like, which may be packed in its turn.
    """
    for text in decode_line(line):
        yield from read_text(text)
        for data in encode_line(text) if depth else ():
            try:
                for part in unpack_contents(data):
                    for each in split_lines(part):
                        yield from read_in_every_way(each, depth - 1)
            except Unreadable:
                continue


def split_plain_words(line: bytes) -> Words:
    """Return the words of a line outside its tags."""
    return split_words(TAG.sub(" ", unescape(line.decode(errors="replace"))))


def join_letters(line: bytes) -> Iterator[str]:
    """Yield the letters of a line without gaps: outside its tags, and with the values of these."""
    text = unescape(line.decode(errors="replace"))
    yield "".join(split_words(TAG.sub("", text)))
    if "=" in text and TAG.search(text):
        yield "".join(split_words(TAG.sub(lambda tag: "".join(list_values(tag[0])), text)))
        yield "".join(
            split_words(TAG.sub(lambda tag: max(list_values(tag[0]), key=len, default=""), text))
        )


def list_values(tag: str) -> list[str]:
    """Return the values of a tag's attributes."""
    return [double or single for _, double, single in VALUE.findall(tag)]


def decode_line(line: bytes) -> tuple[str, ...]:
    """Decode a line from UTF-8; if that fails, also from Windows-1252."""
    try:
        return (line.decode(),)
    except UnicodeDecodeError:
        return line.decode(errors="replace"), line.decode("cp1252", errors="replace")


def read_text(line: str) -> Iterator[Words]:
    """Yield the words of a line, for every way in which a program may show it."""
    text = unescape(CDATA.sub(r"\1", line) if "<![CDATA[" in line else line)
    tags = TAG.findall(text)
    yield split_words(TAG.sub(" ", text) if tags else text)
    if tags and WITHIN_WORD.search(text):
        yield split_words(TAG.sub("", CUTTING_TAG.sub(" ", text)))
    for tag in tags:
        if len(tag) > BARE_TAG:
            yield split_words(tag)
    yield from find_strewn(tags)
    if "%" in text and PERCENT.search(text):
        yield split_words(unquote_percent(text))
    if "\\" in line and STYLE_CODE.search(line):
        yield split_words(
            TAG.sub(" ", STYLE_CODE.sub(lambda code: decode_character(code[1]), line))
        )
    yield from find_joined(line)
    if "=" in line and QUOTED_PRINTABLE.search(line):
        plain = quopri.decodestring(line.encode()).decode(errors="replace")
        yield split_words(TAG.sub(" ", html.unescape(plain)))
    repaired_text = repair_mojibake(text)
    if repaired_text != text:
        yield split_words(TAG.sub(" ", repaired_text))


def find_joined(line: str) -> Iterator[Words]:
    """Yield the words of a line in which BibTeX, RTF or a program splits words."""
    if BRACE_IN_WORD.search(line) or TEX_ACCENT.search(line):
        plain = TEX_LETTER.sub(r"\1", TEX_ACCENT.sub(r"\1", line))
        yield split_words(BRACE_IN_WORD.sub("", plain))
    if "\\" in line and OF_RICH_TEXT.search(line):
        yield split_words(RICH_TEXT.sub(decode_rich_text_letter, line))
    if JOINT.search(line):
        yield split_words(unescape(JOINT.sub("", line)))


def find_strewn(tags: list[str]) -> Iterator[Words]:
    """Yield the words that several tags hold one by one in the same attribute."""
    if len(tags) < 4:
        return
    values: dict[str, list[str]] = {}
    for tag in tags:
        for name, double, single in VALUE.findall(tag):
            values.setdefault(name, []).append(double or single)
    for texts in values.values():
        if len(texts) >= 4:
            yield split_words(" ".join(texts))


def unescape(text: str) -> str:
    """Undo the escapes of JSON, JavaScript, calendars and HTML in a text."""
    if "\\" in text:
        text = ESCAPED_CODE.sub(
            lambda code: decode_character("".join(filter(None, code.groups()))), text
        )
        text = OCTAL.sub(lambda code: chr(int(code[1], 8)), text)
        text = ESCAPED_SPACE.sub(" ", text).replace("\\", "")
        if SURROGATE.search(text):
            halves = text.encode("utf-16", "surrogatepass")
            text = halves.decode("utf-16", errors="replace")
    for _ in range(MOST_LAYERS):
        if "&" not in text or text == (plain := html.unescape(text)):
            break
        text = plain
    return text


def unquote_percent(text: str) -> str:
    """Decode the percent signs of a text, several times if needed."""
    for _ in range(MOST_LAYERS):
        if not PERCENT.search(text):
            break
        text = unquote(text, errors="replace")
    return text


def decode_rich_text_letter(written: re.Match[str]) -> str:
    """Return the letter of an RTF code; empty if the code is a command or brace."""
    if written[2]:
        return decode_character(f"{int(written[2]):x}")
    return bytes.fromhex(written[1] or "").decode("cp1252", errors="replace")


def decode_character(digits: str) -> str:
    """Return the character of a hexadecimal code point."""
    number = int(digits, 16)
    return chr(number) if 0 < number <= 0x10FFFF else "\ufffd"
