"""Pieces of sentences, put together by the rules that hold for every reference.

A *piece* is one sentence without its full stop: strings and rich text that follow one another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain, groupby
from typing import Any

from pybtex.richtext import HRef, Text

Piece = list[Any]

DASH = re.compile(r"\s*(?:--?|[–—])\s*")

SENTENCE_END = (".", "?", "!", "…")


def joined(pieces: Iterable[Piece]) -> Any:
    """Return sentences as one rich text, each with its full stop unless it ends otherwise."""
    parts: Piece = []
    for piece in pieces:
        if piece:
            parts += [" ", *piece] if parts else piece
            if not isinstance(piece[-1], HRef) and not str(piece[-1]).endswith(SENTENCE_END):
                parts.append(".")
    runs = groupby(parts, key=lambda part: isinstance(part, str))
    return Text(*chain.from_iterable(["".join(run)] if is_text else run for is_text, run in runs))


def with_subtitle(title: str, subtitle: str) -> str:
    """Return a title and its subtitle behind a colon, or behind the mark that ends the title.

    >>> with_subtitle("Dépister", "qui ?"), with_subtitle("Dépister ?", "Oui")
    ('Dépister: qui ?', 'Dépister ? Oui')
    """
    if not title or not subtitle:
        return title or subtitle
    return f"{title}{' ' if title.endswith(('?', '!')) else ': '}{subtitle}"


def shortened(pages: str) -> str:
    """Return a range of pages with only those digits of the last page that differ.

    >>> shortened("133--137"), shortened("e20-e29"), shortened("S1–S10")
    ('133-7', 'e20-e29', 'S1-S10')
    """
    first, dash, last = DASH.sub("-", pages).partition("-")
    if first.isdigit() and last.isdigit() and len(first) == len(last):
        same = next((n for n, (a, b) in enumerate(zip(first, last, strict=True)) if a != b), None)
        return f"{first}-{last[same:]}" if same is not None else first
    return f"{first}{dash}{last}"


def capitalized(sentence: str) -> str:
    """Return a sentence with its first letter as a capital."""
    return sentence[:1].upper() + sentence[1:]
