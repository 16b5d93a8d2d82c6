"""Lines of content, with their spaces as a browser shows them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from parution.output.pdf.content import Content, Contents

UNSEEN = ("at", "br")
"""Kinds of pieces that show nothing by themselves."""

APART = ("note", "again")
"""Kinds of pieces that belong to a line but appear elsewhere."""


ENDLESS = re.compile(r"[^\s/\u00ad\u200b-]{40,}")
"""A word that may be longer than a line, so that it must break somewhere."""

PIECE = re.compile(r".{1,12}")


def make_divisible(text: str) -> str:
    """Return a text with break opportunities after every 12 characters of endless words.

    >>> make_divisible("x" * 40).count("\u200b")
    3
    """
    return ENDLESS.sub(lambda word: "\u200b".join(PIECE.findall(word[0])), text)


def trim(line: Contents) -> Contents:
    """Return a line with single spaces and none at its ends; empty if it shows nothing."""
    spaced, _ = collapse_spaces(line, after_space=True)
    while spaced and (last := strip_end(spaced[-1])) != spaced[-1]:
        spaced[-1:] = [last] if last else []
    return spaced if any(map(shows, spaced)) else []


def shows(piece: Content) -> bool:
    """Return whether a piece of a line shows something."""
    return isinstance(piece, str) or (isinstance(piece, Mapping) and piece["k"] not in UNSEEN)


def has_words(line: Sequence[Content]) -> bool:
    """Return whether a line has words."""
    return any(
        bool(piece.strip()) if isinstance(piece, str) else has_words(list_inner_pieces(piece))
        for piece in line
        if isinstance(piece, str | Mapping)
    )


def collapse_spaces(line: Sequence[Content], *, after_space: bool) -> tuple[Contents, bool]:
    """Return a line without spaces that follow a space, and whether it ends with one.

    Leave out marks that enclose nothing.
    """
    made: Contents = []
    for piece in line:
        if isinstance(piece, str):
            words = piece.lstrip(" ") if after_space else piece
            made += [words] if words else []
            after_space = words.endswith(" ") if words else after_space
        elif isinstance(piece, Mapping):
            after_space = piece["k"] == "br" or (after_space and piece["k"] != "img")
            if "c" in piece and piece["k"] not in APART:
                spaced, after_space = collapse_spaces(
                    list_inner_pieces(piece), after_space=after_space
                )
                made += [{**piece, "c": spaced}] if spaced else []
            else:
                made.append(piece)
    return made, after_space


def strip_end(piece: Content) -> Content:
    """Return the last piece of a line without the space, or the break, that it ends with."""
    if isinstance(piece, str):
        return piece.rstrip(" ")
    if not isinstance(piece, Mapping):
        return piece
    if piece["k"] == "br":
        return ""
    within = list_inner_pieces(piece)
    return {**piece, "c": [*within[:-1], strip_end(within[-1])]} if within else piece


def list_inner_pieces(piece: Mapping[str, Content]) -> Contents:
    """Return the pieces within a piece of a line; none for a note, which appears elsewhere."""
    within = piece.get("c")
    return within if isinstance(within, list) and piece["k"] not in APART else []
