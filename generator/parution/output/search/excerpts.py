"""Cuts the texts of pages into the stretches from which browsers take excerpts.

A result shows some twenty words of a page. To load all its words for these would be most of the
cost of a search; a file for each short stretch would be most of the files of a site. So long pages
are cut into equal stretches, and short ones share a file.

SE1 All stretches of a page, but the last, have the same number of words: so browsers find the
    stretch of an excerpt by the place of its first word. A stretch also holds the words after it
    that an excerpt beginning in it needs.
SE2 A stretch has the address of the page, its title, the place of its first word, and all headings
    of the page. Long headings outside the stretch have no text there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from parution.language.typography import insert_hard_spaces
from parution.output.search.pagefind_reader import Heading, Page

EXCERPT = 24
"""Words of an excerpt, as in ``search-excerpts.js``."""

SHORT_HEADING = 12
"""Words of the longest heading whose text stands in every stretch of its page; references, which
can be long, are headings too."""

Stretch = tuple[int, int]
"""The number of a page, and the place of the stretch's first word in it."""


def share_out(pages: Sequence[Page], most: int) -> list[list[Stretch]]:
    """Return the stretches of pages in groups that share a file of at most `most` words.

    >>> page = Page("2026~a~dossier~", "2026/a/dossier/", "Dossier", 1, " ".join(["mot"] * 90), ())
    >>> share_out([page], 100), share_out([page], 50)
    ([[(0, 0)]], [[(0, 0)], [(0, 45)]])
    """
    every = [
        (measure_stretch(page, most), (number, first))
        for number, page in enumerate(pages)
        for first in range(0, max(1, page.length), measure_stretch(page, most))
    ]
    files: list[list[Stretch]] = []
    open_files: list[tuple[int, list[Stretch]]] = []
    for length, stretch in sorted(every, key=lambda each: (-each[0], each[1])):
        fitting = next(((room, file) for room, file in open_files if room >= length), None)
        if fitting is None:
            fitting = (most, [])
            files.append(fitting[1])
        else:
            open_files.remove(fitting)
        fitting[1].append(stretch)
        open_files.append((fitting[0] - length, fitting[1]))
    return [sorted(file) for file in files]


def measure_stretch(page: Page, most: int) -> int:
    """Return the number of words in the stretches of a page."""
    count = max(1, page.length)
    return -(-count // -(-count // most))


def write_texts(pages: Sequence[Page], file: Sequence[Stretch], most: int) -> bytes:
    """Return the JSON of the stretches of a file."""
    rows = [describe_stretch(pages[number], first, most) for number, first in file]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def describe_stretch(page: Page, first: int, most: int) -> dict[str, object]:
    """Return a stretch as JSON data for browsers (SE2)."""
    end = first + measure_stretch(page, most) + EXCERPT
    return {
        "url": f"/{page.address}",
        "title": insert_hard_spaces(page.title),
        "first": first,
        "text": " ".join(page.words[first:end]),
        "headings": list(list_headings(page, range(first, end))),
    }


def list_headings(page: Page, places: range) -> Iterator[Heading]:
    """Yield the headings of a page for the stretch with the words at ``places`` (SE2)."""
    for heading in page.headings:
        is_told = heading.place in places or len(heading.text.split()) <= SHORT_HEADING
        yield heading._replace(text=insert_hard_spaces(heading.text) if is_told else "")
