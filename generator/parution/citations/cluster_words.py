"""The words and spaces around the numbers of a cluster, on pages and in reports alike."""

from __future__ import annotations

from collections.abc import Callable

from parution.citations.clusters import Citation
from parution.language.typography import NO_BREAK

JOINED = (",", ".", ":", ")", NO_BREAK)
"""Characters at the beginning of a suffix that need no space before them."""

OPENING = ("(", "'", "’", "/", NO_BREAK)
"""Characters at the end of a prefix that need no space after them."""

NUMBER = "1"
"""Stands for any number as an argument of `choose_space`."""


def put_around(citation: Citation, number: str, write: Callable[[str], str] = str) -> str:
    """Return a number, or what stands for it, between the prefix and the suffix of a citation.

    ``write`` writes both of these.
    """
    prefix, suffix = citation.prefix, citation.suffix
    before = write(prefix) + choose_space(prefix, NUMBER)
    return f"{before}{number}{choose_space(NUMBER, suffix)}{write(suffix)}"


def separate(before: Citation, after: Citation, apart: str) -> str:
    """Return the text between two citations: ``apart`` unless a suffix leads to the next."""
    return choose_space(before.suffix, NUMBER) if after.joined else apart


def choose_space(before: str, after: str) -> str:
    """Return the space between two pieces of a citation, or an empty string.

    >>> choose_space("voir", "1"), choose_space("(", "1"), choose_space("1", ", passim")
    (' ', '', '')
    """
    near = before.endswith(OPENING) or after.startswith(JOINED)
    return "" if near or not before or not after else " "
