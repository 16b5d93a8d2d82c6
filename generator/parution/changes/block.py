"""The block of a change text: keys and values as lines that survive mail, with a checksum.

CB1 A line is ``key: value``. Keys are flat, with levels joined by dots, so that no line depends on
    its indentation; yet the block is valid YAML.
CB2 A value that matches `PLAIN` is written as it is, and None as ``~``. Any other value is quoted;
    in quotes, ``\\``, ``"``, line ends and spaces that mail could lose are escaped.
CB3 Lines are wrapped at spaces, to at most `WIDTH` characters; continuation lines are indented. A
    longer word gets a line of its own.
CB4 The last line, ``check``, is the CRC-32 of all rows before it: ``key:value`` and a line end
    each, values normalised by `simplify_characters`, in UTF-8, as eight lower-case hexadecimal
    digits. It detects texts that a mail program damaged; it does not authenticate their author.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator

from parution.patterns import compile_late

BEGIN, END = "#### DEMANDE PARUTION ####", "#### FIN DE DEMANDE ####"
"""The lines around a block: without accents, and without dashes, which mail programs take for the
beginning of a signature or of a quoted mail.
"""

WIDTH = 68
"""Characters of a line: mail programs wrap at 72, and each reply adds a quotation mark."""

CHECK = "check"
NOTHING = "~"

PLAIN = compile_late(r"[^\W_](?:[^\W_]|[ .,'’()/_-]|:(?=\d))*(?<! )")
"""A value that needs no quotes: letters, digits, a few signs, and colons within times."""

LOST_SPACE = compile_late(r"(?<=[ \n]) | (?=\n)|^ | $|[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
"""Spaces that a mail program could lose: after another space or a line end, before a line end, or
at either end of the value; tabs and control characters.
"""

ESCAPED = compile_late(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)

SPACES = compile_late(r"[\u00a0\u202f\u2000-\u200a\u205f\u3000]")
INVISIBLE = compile_late(r"[\u200b-\u200d\u2060\ufeff\u00ad]")

TYPED = (
    (compile_late(r"[‘’‚‛ʼ´`′]"), "'"),
    (compile_late(r"« ?| ?»|[“”„‟″]"), '"'),
    (compile_late(r"[‐‑‒–—―−]"), "-"),
    (compile_late("…"), "..."),
)
"""Typographic variants that mail programs and Word substitute, and the plain characters."""


def simplify_characters(value: str) -> str:
    """Return a value in the characters of a plain keyboard, for comparison.

    >>> simplify_characters("Salle «\\u00a0L’Étoile\\u00a0» – rez-de-chaussée…")
    'Salle "L\\'Étoile" - rez-de-chaussée...'
    """
    value = normalize_spaces(value)
    for pattern, sign in TYPED:
        value = pattern.sub(sign, value)
    return value


def normalize_spaces(value: str) -> str:
    """Return a value with plain spaces, without invisible characters, in NFC."""
    return SPACES.sub(" ", INVISIBLE.sub("", unicodedata.normalize("NFC", value)))


def compute_checksum(rows: Iterable[tuple[str, str | None]]) -> str:
    """Return the checksum of a block's rows (CB4).

    >>> compute_checksum([("version", "1"), ("group", "blain")])
    '13f402d6'
    """
    text = "".join(
        f"{key}:{NOTHING if value is None else simplify_characters(value)}\n" for key, value in rows
    )
    return f"{zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}"


def write_block_lines(rows: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    """Yield the lines of a block, with its markers and its checksum (CB1 to CB4)."""
    rows = tuple((key, value and normalize_spaces(value)) for key, value in rows)
    yield BEGIN
    for key, value in (*rows, (CHECK, compute_checksum(rows))):
        yield from cut(f"{key}: {encode_value(value)}")
    yield END


def encode_value(value: str | None) -> str:
    """Return a value as written in a block (CB2)."""
    if value is None:
        return NOTHING
    if PLAIN.fullmatch(value) and "  " not in value:
        return value
    safe = LOST_SPACE.sub(escape_space, value.replace("\\", "\\\\").replace('"', '\\"'))
    return '"' + safe.replace("\n", "\\n") + '"'


def escape_space(space: re.Match[str]) -> str:
    """Return a space as an escape sequence."""
    return f"\\u{ord(space[0]):04x}"


def decode_value(written: str) -> str | None:
    """Return the value written in a block, in straight, curly or French quotes or none."""
    written = written.strip()
    if written == NOTHING:
        return None
    if len(written) < 2 or written[0] not in '"“”„«' or written[-1] not in '"“”»':
        return written
    return ESCAPED.sub(unescape, written[1:-1].strip())


def unescape(escape: re.Match[str]) -> str:
    """Return the character that an escape sequence stands for."""
    if escape[1]:
        return chr(int(escape[1], 16))
    return "\n" if escape[2] == "n" else escape[2]


def cut(line: str) -> Iterator[str]:
    """Wrap a line at spaces into pieces of at most `WIDTH` characters (CB3)."""
    first, *words = line.split(" ")
    for word in words:
        if len(first) + 1 + len(word) > WIDTH:
            yield first
            first = f"  {word}"
        else:
            first = f"{first} {word}"
    yield first
