"""Joins pieces of sentences by the rules for all references.

A *piece* is one sentence without its full stop: a list of strings and rich text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain, groupby
from typing import Any

from pybtex.richtext import HRef, Text

from parution.patterns import compile_late

Piece = list[Any]

DASH = compile_late(r"(?:\s*(?:--?|[\u2010-\u2015\u2212])\s*|(?<=\d)\s+(?:à|to)\s+(?=\w*\d))")
OPEN_RANGE = compile_late(rf"^{DASH.pattern}|{DASH.pattern}$")

BETWEEN_RANGES = compile_late(r"\s*([,;])\s*")
LABEL_OF_PAGES = compile_late(r"(?:pages?|pp?)\b\.?\s*(?=\d)", re.IGNORECASE)
NO_PAGES = compile_late(r"(?:n/?\.?a\.?|nil|n\.?p\.?|no pagination|non pagin\w+)", re.IGNORECASE)
"""What programs export in place of pages that they do not know."""
PAGE = compile_late(r"([A-Za-z]*|\d+\.[A-Za-z]+)(\d+)")
"""A page: letters, if any, as in supplements (« S93 », « 1123.e1 »), and a number."""

FEWEST_FULL_STOPS = 2
"""Full stops that show that a title of a journal is abbreviated."""

SENTENCE_END = (".", "?", "!", "…")


def join_sentences(pieces: Iterable[Piece]) -> Any:
    """Return sentences as one rich text, with full stops except after other end marks and links."""
    parts: Piece = []
    for piece in pieces:
        if piece:
            first = piece[0].lstrip() if isinstance(piece[0], str) else piece[0]
            parts += [" "] if parts else []
            parts += [first, *piece[1:]]
            if not isinstance(piece[-1], HRef) and not str(piece[-1]).endswith(SENTENCE_END):
                parts.append(".")
    runs = groupby(parts, key=lambda part: isinstance(part, str))
    return Text(*chain.from_iterable(["".join(run)] if is_text else run for is_text, run in runs))


def join_subtitle(title: str, subtitle: str) -> str:
    """Return a title, a colon unless the title ends with a mark, and the subtitle.

    >>> join_subtitle("Dépister", "qui ?"), join_subtitle("Dépister ?", "Oui")
    ('Dépister: qui ?', 'Dépister ? Oui')
    """
    if not title or not subtitle:
        return title or subtitle
    return f"{title}{' ' if title.endswith(('?', '!')) else ': '}{subtitle}"


def join_addition(title: str, addition: str) -> str:
    """Return a title and an addition as a sentence of its own.

    >>> join_addition("Dépister ?", "Résumé"), join_addition("Dépister", "Résumé")
    ('Dépister ? Résumé', 'Dépister. Résumé')
    """
    between = "" if not title else " " if title.endswith(SENTENCE_END) else ". "
    return f"{title}{between}{addition}"


def drop_full_stops(journal: str) -> str:
    """Return an abbreviated title of a journal as PubMed writes it, without full stops.

    >>> drop_full_stops("N. Engl. J. Med."), drop_full_stops("St. Louis Medical Journal")
    ('N Engl J Med', 'St. Louis Medical Journal')
    """
    dotted = sum(word.endswith(".") for word in journal.split())
    return journal.replace(".", "") if dotted >= FEWEST_FULL_STOPS else journal


def shorten_pages(pages: str) -> str:
    """Return ranges of pages with only those digits of the last page that differ.

    Write a letter before the number once, as the ICMJE and the NLM do.

    >>> [*map(shorten_pages, ("133--137", "S93--S99", "917--920, 935--938", "1123.e1-1123.e9"))]
    ['133-7', 'S93-9', '917-20, 935-8', '1123.e1-9']
    >>> [*map(shorten_pages, ("pp. 3-5; quiz 6", "12 à 15"))]
    ['3-5; quiz 6', '12-5']
    >>> shorten_pages("n/a--n/a"), shorten_pages("12-")
    ('', '12')
    """
    first, *rest = BETWEEN_RANGES.split(OPEN_RANGE.sub("", pages.strip()))
    further = zip(rest[::2], rest[1::2], strict=True)
    return shorten(first) + "".join(f"{sign} {shorten(part)}" for sign, part in further if part)


def shorten(pages: str) -> str:
    pages = LABEL_OF_PAGES.sub("", pages.strip())
    ends = DASH.sub("-", pages).split("-")
    if all(map(NO_PAGES.fullmatch, ends)):
        return ""
    first, dash, last = "-".join(end for end in ends if not NO_PAGES.fullmatch(end)).partition("-")
    one, other = PAGE.fullmatch(first), PAGE.fullmatch(last)
    if not one or not other or one[1] != other[1] or "-" in last:
        return f"{first}{dash}{last}"
    digits, further = one[2], other[2]
    if len(digits) != len(further):
        return f"{first}-{further}"
    pairs = enumerate(zip(digits, further, strict=True))
    same = next((place for place, (a, b) in pairs if a != b), None)
    return f"{first}-{further[same:]}" if same is not None else first


def capitalize(sentence: str) -> str:
    """Return a sentence with its first letter as a capital; « c2020 » (copyright) stays."""
    return sentence if sentence[1:2].isdigit() else sentence[:1].upper() + sentence[1:]
