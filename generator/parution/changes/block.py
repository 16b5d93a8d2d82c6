"""The block of a change text: keys and values as lines that survive the mail, and its check.

B1  A line is ``key: value``. Keys are flat, their levels joined by dots, so that no line
    depends on the spaces before it; the block is YAML all the same.
B2  A value that `PLAIN` matches stands as it is, nothing is ``~``, and any other stands in
    quotes, where ``\\``, ``"``, line ends and spaces that a mail could lose are escaped.
B3  Lines are cut at spaces, at most `WIDTH` characters long; what follows is indented. A word
    that is longer stands on a line of its own.
B4  The last line, ``check``, is the CRC-32 of all rows before it, one ``key:value`` and a line
    end each, values `plainly` typed, in UTF-8, as eight small hexadecimal digits. It tells a
    text that a mail program broke from a whole one; it does not prove who wrote it.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator

BEGIN, END = "#### DEMANDE PARUTION ####", "#### FIN DE DEMANDE ####"
"""The lines around a block: without accents, and without dashes, which mail programs take for the
beginning of a signature or of an answered mail."""

WIDTH = 68
"""Characters of a line: mail programs cut at 72, and answers to answers quote."""

CHECK = "check"
NOTHING = "~"

PLAIN = re.compile(r"[^\W_](?:[^\W_]|[ .,'’()/_-]|:(?=\d))*(?<! )")
"""A value that needs no quotes: letters, figures, a few signs, and colons within times."""

LOST_SPACE = re.compile(r"(?<=[ \n]) | (?=\n)|^ | $|[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
"""What a mail program could lose: a space after another or a line end, before one or at an end;
tabs and what is like them."""

ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)

SPACES = re.compile(r"[\u00a0\u202f\u2000-\u200a\u205f\u3000]")
INVISIBLE = re.compile(r"[\u200b-\u200d\u2060\ufeff\u00ad]")

TYPED = (
    (re.compile(r"[‘’‚‛ʼ´`′]"), "'"),
    (re.compile(r"« ?| ?»|[“”„‟″]"), '"'),
    (re.compile(r"[‐‑‒–—―−]"), "-"),
    (re.compile("…"), "..."),
)
"""What mail programs and Word make of plain signs, and those signs."""


def plainly(value: str) -> str:
    """Return a value as a plain keyboard types it: what programs compare.

    >>> plainly("Salle «\\u00a0L’Étoile\\u00a0» – rez-de-chaussée…")
    'Salle "L\\'Étoile" - rez-de-chaussée...'
    """
    value = normalize_spaces(value)
    for pattern, sign in TYPED:
        value = pattern.sub(sign, value)
    return value


def normalize_spaces(value: str) -> str:
    """Return a value with plain spaces alone, without what cannot be seen, letters composed."""
    return SPACES.sub(" ", INVISIBLE.sub("", unicodedata.normalize("NFC", value)))


def check_of(rows: Iterable[tuple[str, str | None]]) -> str:
    """Return the check of a block's rows (B4).

    >>> check_of([("version", "1"), ("group", "blain")])
    '6f0f5b38'
    """
    text = "".join(f"{key}:{NOTHING if value is None else plainly(value)}\n" for key, value in rows)
    return f"{zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}"


def lines_of(rows: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    """Yield the lines of a block, its marks and its check included (B1 to B4)."""
    rows = tuple((key, value and normalize_spaces(value)) for key, value in rows)
    yield BEGIN
    for key, value in (*rows, (CHECK, check_of(rows))):
        yield from cut(f"{key}: {encode_value(value)}")
    yield END


def encode_value(value: str | None) -> str:
    """Return a value as the block writes it (B2)."""
    if value is None:
        return NOTHING
    if PLAIN.fullmatch(value) and "  " not in value:
        return value
    safe = LOST_SPACE.sub(by_number, value.replace("\\", "\\\\").replace('"', '\\"'))
    return '"' + safe.replace("\n", "\\n") + '"'


def by_number(space: re.Match[str]) -> str:
    """Return a space as an escape."""
    return f"\\u{ord(space[0]):04x}"


def decode_value(written: str) -> str | None:
    """Return the value that stands in a block, its quotes straight, curly or French."""
    written = written.strip()
    if written == NOTHING:
        return None
    if len(written) < 2 or written[0] not in '"“”„«' or written[-1] not in '"“”»':
        return written
    return ESCAPED.sub(meant, written[1:-1].strip())


def meant(escape: re.Match[str]) -> str:
    """Return what an escape stands for."""
    if escape[1]:
        return chr(int(escape[1], 16))
    return "\n" if escape[2] == "n" else escape[2]


def cut(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most `WIDTH` characters, cut at spaces (B3)."""
    first, *words = line.split(" ")
    for word in words:
        if len(first) + 1 + len(word) > WIDTH:
            yield first
            first = f"  {word}"
        else:
            first = f"{first} {word}"
    yield first
