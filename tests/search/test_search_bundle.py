"""What is made of Pagefind's bundle: lighter, and still one of Pagefind's."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parution.output.search import cbor
from parution.output.search.bundle import LEFT_OUT, SIGNATURE, UnknownBundle, lightened
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
    return {word[0]: word[1:] for chunk in chunks for word in cbor.decoded(unpacked(chunk))[0]}


def chunks(files: dict[str, bytes]) -> list[bytes]:
    return [data for path, data in files.items() if path.endswith(".pf_index")]


def test_nothing_is_lost_but_the_commonest_words(output: Path, files: dict[str, bytes]) -> None:
    """Every word that is worth asking for says what it said as Pagefind wrote it."""
    before = words([path.read_bytes() for path in output.rglob("*.pf_index")])
    assert "le" in before
    assert "souffl" in before
    after = words(chunks(files))
    assert after == {word: said for word, said in before.items() if word not in LEFT_OUT}


def test_a_word_costs_a_small_chunk(files: dict[str, bytes]) -> None:
    """A large index comes in many chunks, none of them large."""
    assert len(chunks(files)) > 6
    assert max(len(unpacked(chunk)) for chunk in chunks(files)) < 20_000


def test_the_list_says_which_words_a_chunk_holds(files: dict[str, bytes]) -> None:
    """The first and the last word of each chunk are in the list, by which a browser chooses."""
    (listing,) = (data for path, data in files.items() if path.endswith(".pf_meta"))
    rows = cbor.decoded(unpacked(listing))[2]
    for first, last, name in rows:
        held = list(words([files[f"index/{name}.pf_index"]]))
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


VALUES = st.recursive(
    st.integers(0, 2**32 - 1) | st.text(), lambda inner: st.lists(inner, max_size=30), max_leaves=60
)


@given(VALUES)
def test_cbor_says_what_it_was_told(value: Any) -> None:
    """What is encoded is decoded to the same, and its end is found without decoding."""
    data = cbor.encoded(value)
    assert cbor.decoded(data) == value
    assert cbor.end_of(data + b"\x01", 0) == len(data)


@pytest.mark.parametrize(
    ("data", "value"),
    [(b"\x20", -1), (b"\x38\x18", -25), (b"\x39\x01\x00", -257), (b"\x82\x01\x61a", [1, "a"])],
)
def test_cbor_reads_what_others_wrote(data: bytes, value: Any) -> None:
    """Examples in the form of RFC 8949's appendix A."""
    assert cbor.decoded(data) == value
