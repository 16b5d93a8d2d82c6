"""What is made of Pagefind's bundle: lighter, and still one of Pagefind's."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parution.output.search.bundle import (
    LEFT_OUT,
    SIGNATURE,
    UnknownBundle,
    lightened,
    merged,
    runtime,
    typed,
)
from parution.output.search.index import run_pagefind

WORDS = [f"mot{number:05d}" for number in range(12000)]
PAGE = '<!doctype html><html lang="fr"><head><title>t</title>%s</head><body>%s</body></html>'
EVIDENCE = '<meta name="evidence" content="A AE 1">'
DOCUMENTS = {
    "2026/asthme/index.html": PAGE % ("", "<h1>L’ asthme</h1><p>Écouter la respiration.</p>"),
    "2026/asthme/dossier/index.html": PAGE
    % (EVIDENCE, f"<h1>Dossier</h1><p>Le souffle, {' '.join(WORDS)}.</p>"),
}

Index = dict[str, Any]


def indexed(documents: Mapping[str, str], folder: Path) -> Path:
    """Let Pagefind index some pages; return the folder it wrote."""
    for path, document in documents.items():
        (folder / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / path).write_text(document, "utf-8")
    run_pagefind(folder / "site", folder / "bundle")
    return folder / "bundle"


def made_of(documents: Mapping[str, str], folder: Path) -> dict[str, bytes]:
    """Return the lighter bundle of some pages."""
    return lightened(indexed(documents, folder), folder / "site")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Let Pagefind index two pages."""
    return indexed(DOCUMENTS, tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the lighter bundle of the same pages."""
    return made_of(DOCUMENTS, tmp_path_factory.mktemp("lighter"))


def unpacked(data: bytes) -> bytes:
    return gzip.decompress(data).removeprefix(SIGNATURE)


def words(chunks: list[bytes]) -> Index:
    """Return all that an index says of each word."""
    return {word[0]: word[1:] for chunk in chunks for word in cbor2.loads(unpacked(chunk))[0]}


def chunks(files: dict[str, bytes]) -> list[bytes]:
    return [data for path, data in files.items() if path.startswith("index/")]


def test_nothing_is_lost_but_the_commonest_words(output: Path, files: dict[str, bytes]) -> None:
    """Every word that is worth asking for says what it said as Pagefind wrote it."""
    before = words([path.read_bytes() for path in output.rglob("*.pf_index")])
    assert "le" in before
    assert "souffl" in before
    after = words(chunks(files))
    assert after == {word: said for word, said in before.items() if typed(word) not in LEFT_OUT}


def test_a_word_costs_a_small_chunk(files: dict[str, bytes]) -> None:
    """A large index comes in many chunks, none of them large."""
    assert len(chunks(files)) > 6
    assert max(len(unpacked(chunk)) for chunk in chunks(files)) < 20_000


def test_the_list_says_which_words_a_chunk_holds(files: dict[str, bytes]) -> None:
    """The first and the last word of each chunk are in the list, by which a browser chooses."""
    (listing,) = (data for path, data in files.items() if path.startswith("pagefind.fr_"))
    rows = cbor2.loads(unpacked(listing))[2]
    for first, last, name in rows:
        held = list(words([files[f"index/{name}.json"]]))
        assert (held[0], held[-1]) == (first, last)


def test_a_page_is_named_by_what_it_is(files: dict[str, bytes]) -> None:
    """The name of a page says its edition, its theme, its part and its evidence."""
    names = {path.split("/")[1].rsplit("~", 1)[0] for path in files if "fragment/" in path}
    assert names == {"2026~asthme~presentation~", "2026~asthme~dossier~A-AE-1"}


def test_the_same_pages_make_the_same_bytes(tmp_path: Path, files: dict[str, bytes]) -> None:
    """Run again over the same pages, Pagefind and what is made of it give the same files."""
    assert made_of(DOCUMENTS, tmp_path) == files


def test_a_name_changes_with_what_it_names(tmp_path: Path, files: dict[str, bytes]) -> None:
    """No file keeps its name when its content changes, save the entry, which names the list."""
    edited = {path: text.replace("respiration", "toux") for path, text in DOCUMENTS.items()}
    other = made_of(edited, tmp_path)
    kept = {path for path in files.keys() & other.keys() if files[path] != other[path]}
    assert kept <= {"pagefind-entry.json"}
    assert other.keys() != files.keys()


@pytest.mark.parametrize(
    "path", ["pagefind-entry.json", "fragment", "index"], ids=["entry", "fragment", "chunk"]
)
def test_what_is_not_known_is_refused(output: Path, tmp_path: Path, path: str) -> None:
    """A bundle in another form is an error, never half read."""
    for file in output.rglob("*"):
        if file.is_file():
            target = tmp_path / file.relative_to(output)
            target.parent.mkdir(parents=True, exist_ok=True)
            data = gzip.compress(b"other") if file.suffix.startswith(".pf") else b"{}"
            changed = file.relative_to(output).as_posix().startswith(path)
            target.write_bytes(data if changed else file.read_bytes())
    with pytest.raises(UnknownBundle):
        lightened(tmp_path, output.parent / "site")


# --- words as people type them -------------------------------------------------------------------

ODD = "CHA₂DS₂ 10⁹/L œdème cæcum β-bloquant µg b₁₂ b12"
ODD_PAGE = {"2026/asthme/index.html": PAGE % ("", f"<p>{ODD}</p>")}


def test_odd_letters_are_found_as_they_are_typed(tmp_path: Path) -> None:
    """Raised figures, ligatures and Greek letters stand a second time without them."""
    found = words(chunks(made_of(ODD_PAGE, tmp_path)))
    for typed_so in ("cha2ds2", "109l", "oedem", "caecum", "betabloqu", "ug", "b12"):
        assert typed_so in found, typed_so


def test_a_word_written_in_two_ways_stands_wherever_one_of_them_does(tmp_path: Path) -> None:
    """« b₁₂ » and « b12 » are one word to whoever types « b12 », with the places of both."""
    ((_, places, _),), _ = words(chunks(made_of(ODD_PAGE, tmp_path)))["b12"]
    assert [place for place in places if place >= 0] == [7, 6]


@given(
    st.lists(st.integers(0, 40), unique=True, max_size=8),
    st.lists(st.integers(0, 40), unique=True, max_size=8),
)
def test_pages_of_two_words_are_all_there(one: list[int], other: list[int]) -> None:
    """Merged, two lists of pages name each page once, in order, with the places of both."""

    def rows_of(pages: list[int], place: int) -> list[Any]:
        steps = zip(sorted(pages), [0, *sorted(pages)], strict=False)
        return [[number - before, [-25, place], []] for number, before in steps]

    rows = merged(rows_of(one, 1), rows_of(other, 2))
    assert list(accumulate(step for step, *_ in rows)) == sorted({*one, *other})
    both = {*one} & {*other}
    assert sum(numbers == [-25, 1, -25, 2] for _, numbers, _ in rows) == len(both)


def test_every_name_ends_as_hosts_know_it(output: Path, files: dict[str, bytes]) -> None:
    """No file has an ending of Pagefind's own, and its script asks for none."""
    everything = {**files, **runtime(output)}
    assert {Path(path).suffix for path in everything} == {".json", ".js"}
    script = everything["pagefind.js"].decode()
    assert not re.search(r"\.pf_|\.pagefind`", script)
    for asked in ("index/${hash}.json", "fragment/${hash}.json", "wasm.${language}.json"):
        assert asked in script, asked
