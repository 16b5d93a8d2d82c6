"""Web and mail addresses as people write them in prose, without the marks of a link.

WA1 A web address begins with ``http://``, ``https://`` or ``www.``, or is a host with one of the
    endings in `FAMILIAR`, such as ``lecrat.fr``. A mail address is one with or without ``mailto:``;
    an identifier after ``doi:`` leads to doi.org.
WA2 It ends before a space, a quotation mark of any kind, a bracket that it did not open, a dash of
    prose, and before the punctuation that closes a sentence or a parenthesis.
WA3 A file's name (``dossier.md``), a place of a project (``groups/quimper.fr``) and a made-up host
    without a dot are no addresses.

>>> found = find_addresses("Voir www.ameli.fr (ou «https://a.fr/b_(c)»).")
>>> [read_address(each).href for each in found]
['https://www.ameli.fr', 'https://a.fr/b_(c)']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from parution.patterns import compile_late

FAMILIAR = "fr|com|org|net|eu|bzh"
"""Endings of hosts that readers take for a web address, even without ``www.``."""
FAMILIAR_BEFORE_SLASH = "info|int|edu|gov|io|be|ch|ca|lu|re|uk"
"""Endings that are also words, or too rare to tell, unless a path follows."""

PLAIN = r"[^\s\x00-\x1f<>\"«»“”„‹›’‘`{}^\[\]()\\—…\ufdd0-\ufdef]"
SIGN = rf"(?:{PLAIN}|\[\w*\](?=[=\[.&])|\((?:{PLAIN}|\({PLAIN}*\))*\))"
"""A sign of an address, or a whole pair of brackets within one."""
LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
HOST = rf"(?:{LABEL}\.)+[^\W\d_]{{2,24}}"
KNOWN_HOST = (
    rf"(?:{LABEL}\.)*[^\W_](?:[\w-]*[^\W_])?[^\W\d_]\.(?:(?:{FAMILIAR})(?![\w@-]|\.\w)"
    rf"|(?:{FAMILIAR_BEFORE_SLASH})(?=/\w))"
)
REST = rf"(?::\d{{1,5}})?(?:[/?#]{SIGN}*)?"

ADDRESS = (
    r"(?i)(?:"
    rf"(?<![^\W_])(?<![/=&?#%+~@-])(?P<web>https?://(?:{LABEL}\.)+[^\W_]{{1,24}}{REST})"
    rf"|(?<![\w/.=&?#%+~@:-])(?P<www>www\.{HOST}{REST})"
    rf"|(?<![\w/.+=@-])(?:mailto:)?(?P<mail>[^\W_](?:[\w.+-]*[^\W_])?@{HOST})(?![\w@-]|\.\w)"
    rf"|(?<![\w/.=-])doi[ \xa0]?:[ \xa0]?(?P<doi>10\.\d{{4,9}}/{SIGN}+)"
    rf"|(?<![\w/.=&?#%+~@:-])(?P<host>{KNOWN_HOST}{REST})"
    r")"
)
PATTERN = compile_late(ADDRESS)

BEGINNINGS = {
    "web": "", "www": "https://", "host": "https://", "mail": "mailto:", "doi": "https://doi.org/"
}  # fmt: skip
"""What each kind of address lacks."""

CLOSING = ".,;:!?*_~'\""
"""Signs that close a sentence or a word in bold, and no address."""

HINTS = (
    "://", "www.", "@", "doi",
    *(f".{ending}" for ending in FAMILIAR.split("|")),
    *(f".{ending}/" for ending in FAMILIAR_BEFORE_SLASH.split("|")),
)  # fmt: skip
"""Whatever `PATTERN` matches holds one of these, which are many times quicker to look for."""


class WrittenAddress(NamedTuple):
    """An address in a text."""

    end: int
    """Its end in the text, without the punctuation behind it."""
    href: str
    """Where a link to it leads."""


def find_addresses(text: str, position: int = 0) -> Iterator[re.Match[str]]:
    """Yield the matches of `PATTERN` from a position on, for `read_address`."""
    lowered = text.lower()
    if any(hint in lowered for hint in HINTS):
        yield from PATTERN.finditer(text, position)


def read_address(found: re.Match[str]) -> WrittenAddress:
    """Return the address of a match of `PATTERN` (WA2)."""
    kind = found.lastgroup or "web"
    written = found[kind].rstrip(CLOSING)
    return WrittenAddress(found.start(kind) + len(written), BEGINNINGS[kind] + written)
