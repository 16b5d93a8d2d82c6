"""Pagefind's output is read whole, or refused."""

from __future__ import annotations

import gzip
from itertools import accumulate
from pathlib import Path
from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parution.output.search.pagefind_reader import (
    LEFT_OUT,
    UnknownBundle,
    merge_rows,
    read_index,
    spell_as_typed,
    unpack,
)

from .documents import PAGE, index_by_pagefind

EVIDENCE = '<meta name="evidence" content="A AE 1">'
ODD = "CHA₂DS₂ 10⁹/L œdème cæcum β-bloquant µg b₁₂ b12"
DOCUMENTS = {
    "2026/asthme/index.html": PAGE % ("", f"<h1>L’ asthme</h1><p>Écouter le souffle. {ODD}.</p>"),
    "2026/asthme/dossier/index.html": PAGE
    % (EVIDENCE, "<h1>Dossier</h1><h2 id=s>Le\N{NO-BREAK SPACE}souffle</h2><p>Et la toux.</p>"),
}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that Pagefind wrote for two pages."""
    return index_by_pagefind(DOCUMENTS, tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="module")
def words(output: Path) -> dict[str, list[Any]]:
    """The index's entry of each word."""
    found = read_index(output, output.parent / "site").words
    return {word: cbor2.loads(code)[1:] for word, code in found}


def test_nothing_is_lost_but_the_commonest_words(output: Path, words: dict[str, list[Any]]) -> None:
    """Every word but the commonest has the entries that Pagefind wrote."""
    chunks = [cbor2.loads(unpack(path))[0] for path in output.rglob("*.pf_index")]
    before = {word: said for chunk in chunks for word, *said in chunk}
    assert {"le", "souffl"} < before.keys()
    kept = {word: said for word, said in before.items() if spell_as_typed(word) not in LEFT_OUT}
    united = kept.pop("b12")  # It is a form of « b₁₂ » too.
    assert united != words["b12"]
    assert {word: words[word] for word in kept} == kept


def test_a_page_s_name_gives_its_facts(output: Path) -> None:
    """The name of a page gives its edition, theme, part and evidence."""
    names = {page.name for page in read_index(output, output.parent / "site").pages}
    assert names == {"2026~asthme~presentation~", "2026~asthme~dossier~A-AE-1"}


def test_words_are_counted_as_pagefind_counts_them(output: Path) -> None:
    """The position of a word in the index is its position in the text."""
    found = read_index(output, output.parent / "site")
    (number,) = (number for number, page in enumerate(found.pages) if "dossier" in page.name)
    _, rows, _ = cbor2.loads(dict(found.words)["toux"])
    ((step, (_, place), _),) = rows
    assert (step, found.pages[number].words[place]) == (number, "toux.")


def test_a_heading_is_known_by_its_place(output: Path) -> None:
    """A heading has its anchor, its text, and the number of words before it."""
    pages = read_index(output, output.parent / "site").pages
    (page,) = (page for page in pages if "dossier" in page.name)
    ((place, anchor, text),) = page.headings
    assert (anchor, page.words[place]) == ("s", "Le")
    assert text.split() == ["Le", "souffle"]


@pytest.mark.parametrize(
    "path", ["pagefind-entry.json", "fragment", "index"], ids=["entry", "fragment", "chunk"]
)
def test_another_format_is_refused(output: Path, tmp_path: Path, path: str) -> None:
    """A bundle in another format is an error, never half read."""
    for file in output.rglob("*"):
        if file.is_file():
            target = tmp_path / file.relative_to(output)
            target.parent.mkdir(parents=True, exist_ok=True)
            data = gzip.compress(b"other") if file.suffix.startswith(".pf") else b"{}"
            changed = file.relative_to(output).as_posix().startswith(path)
            target.write_bytes(data if changed else file.read_bytes())
    with pytest.raises(UnknownBundle):
        read_index(tmp_path, output.parent / "site")


# --- words as people type them -------------------------------------------------------------------


def test_odd_letters_are_found_as_they_are_typed(words: dict[str, list[Any]]) -> None:
    """Superscripts, ligatures and Greek letters are also indexed as plain letters and digits."""
    for typed_so in ("cha2ds2", "109l", "oedem", "caecum", "betabloqu", "ug", "b12"):
        assert typed_so in words, typed_so


def test_a_word_written_in_two_ways_has_the_places_of_both(
    words: dict[str, list[Any]],
) -> None:
    """« b12 » finds the places of both « b₁₂ » and « b12 »."""
    ((_, places, _),), _ = words["b12"]
    later, earlier = (place for place in places if place >= 0)
    assert later == earlier + 1


@given(
    st.lists(st.integers(0, 40), unique=True, max_size=8),
    st.lists(st.integers(0, 40), unique=True, max_size=8),
)
def test_pages_of_two_words_are_all_there(one: list[int], other: list[int]) -> None:
    """Two merged lists of pages name each page once, in order, with both words' places."""

    def rows_of(pages: list[int], place: int) -> list[Any]:
        steps = zip(sorted(pages), [0, *sorted(pages)], strict=False)
        return [[number - before, [-25, place], []] for number, before in steps]

    rows = merge_rows(rows_of(one, 1), rows_of(other, 2))
    assert list(accumulate(step for step, *_ in rows)) == sorted({*one, *other})
    both = {*one} & {*other}
    assert sum(numbers == [-25, 1, -25, 2] for _, numbers, _ in rows) == len(both)
