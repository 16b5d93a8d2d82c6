"""Signs that stand in no text of ours, and texts of strangers made fit to be shown."""

from __future__ import annotations

import re

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Control characters other than tab and line feed, lone surrogates, and noncharacters.

Unicode keeps the latter for programs; ours mark the slots of pages with them.
"""

TURNING = re.compile("[\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Separators of lines, and marks of direction, which show a text in another order than it has."""


def make_visible(text: str) -> str:
    """Return a foreign text with U+FFFD for all that would make a terminal show something else.

    >>> make_visible("B\\x1b[2K \\u202esalle")
    'B\ufffd[2K \ufffdsalle'
    """
    return TURNING.sub("\ufffd", FORBIDDEN.sub("\ufffd", text))
