"""Pages are cut into stretches: every excerpt lies within one, and files are few."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parution.output.search.excerpts import EXCERPT, measure_stretch, share_out, write_texts
from parution.output.search.pagefind_reader import Heading, Page

MOST = 100
LENGTHS = st.lists(st.integers(0, 450), min_size=1, max_size=12)


def page(length: int, number: int = 0, headings: tuple[Heading, ...] = ()) -> Page:
    text = " ".join(f"mot{place}" for place in range(length))
    return Page(f"2026~a~p{number}~", f"2026/a/p{number}/", "Titre", 2, text, headings)


@given(LENGTHS)
def test_an_excerpt_lies_within_one_stretch(lengths: list[int]) -> None:
    """Wherever an excerpt begins, all its words are in the stretch that a browser loads."""
    pages = [page(length, number) for number, length in enumerate(lengths)]
    for number, file in enumerate(share_out(pages, MOST)):
        rows = json.loads(write_texts(pages, file, MOST))
        assert len(rows) == len(file), number
        for (of, first), row in zip(file, rows, strict=True):
            words = row["text"].split()
            last = min(first + measure_stretch(pages[of], MOST), pages[of].length)
            for start in range(first, last):
                wanted = pages[of].words[start : start + EXCERPT]
                assert words[start - first : start - first + EXCERPT] == wanted


@given(LENGTHS)
def test_stretches_make_up_the_pages(lengths: list[int]) -> None:
    """Each page has its stretches, once, one after the other from its first word on."""
    pages = [page(length, number) for number, length in enumerate(lengths)]
    every = sorted(stretch for file in share_out(pages, MOST) for stretch in file)
    assert every == [
        (number, first)
        for number, each in enumerate(pages)
        for first in range(0, max(1, each.length), measure_stretch(each, MOST))
    ]


@given(LENGTHS)
def test_files_are_few_and_none_is_large(lengths: list[int]) -> None:
    """No file exceeds the number of words, and no two would fit in one."""
    pages = [page(length, number) for number, length in enumerate(lengths)]
    sizes = sorted(
        sum(measure_stretch(pages[number], MOST) for number, _ in file)
        for file in share_out(pages, MOST)
    )
    assert sizes[-1] <= MOST
    assert len(sizes) < 2 or sizes[0] + sizes[1] > MOST


LONG = "un titre qui a plus de douze mots parce que c’est une référence entière"


@pytest.mark.parametrize(
    ("place", "text", "told"),
    [(10, LONG, LONG), (210, LONG, ""), (210, "Traitement", "Traitement")],
    ids=["long, within", "long, elsewhere", "short, elsewhere"],
)
def test_a_stretch_knows_the_headings_of_its_page(place: int, text: str, told: str) -> None:
    """A stretch has all headings of its page, to count hits, and its own long ones' text."""
    pages = [page(300, headings=(Heading(place, "a", text),))]
    (row,) = json.loads(write_texts(pages, [(0, 0)], MOST))
    assert row["headings"] == [[place, "a", told]]


def test_no_line_breaks_before_a_mark_of_a_title() -> None:
    """Titles and headings typed with ordinary spaces get French ones."""
    asked = "La fièvre : que faire ?"
    pages = [replace(page(300, headings=(Heading(10, "a", asked),)), title=asked)]
    (row,) = json.loads(write_texts(pages, [(0, 0)], MOST))
    told = "La fièvre\u00a0: que faire\u202f?"
    assert (row["title"], row["headings"][0][2]) == (told, told)
