"""A browser loads the whole index, made in pieces, as few small files."""

from __future__ import annotations

import gzip
import re
from itertools import accumulate
from pathlib import Path
from typing import Any

import cbor2
import pytest

from parution.output.search.bundle import (
    FEW_PAGES,
    LARGEST_CHUNK,
    LARGEST_OF_FEW_PAGES,
    Piece,
    dump_piece,
    encode_piece,
    load_piece,
    merge_pieces,
)
from parution.output.search.pagefind_reader import Indexed, Page

from .documents import PAGE, index_documents

ASTHMA = {
    "2026/asthme/index.html": PAGE % ("", "<h1>L’ asthme</h1><p>Écouter la respiration.</p>"),
    "2026/asthme/dossier/index.html": PAGE % ("", "<h1>Dossier</h1><p>Le souffle.</p>"),
}
PAIN = {"2026/douleur/index.html": PAGE % ("", "<h1>La douleur</h1><p>Le souffle coupé.</p>")}
WORDS_OF_A_TEXT = 100

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> list[Piece]:
    """Two themes, each a piece of its own."""
    folder = tmp_path_factory.mktemp("pieces")
    found = [
        index_documents(each, folder / f"{number}") for number, each in enumerate((ASTHMA, PAIN))
    ]
    return [encode_piece(each, WORDS_OF_A_TEXT)[0] for each in found]


@pytest.fixture(scope="module")
def files(pieces: list[Piece]) -> Files:
    """The bundle of both."""
    return merge_pieces(pieces)


def make_large_piece(count: int, page: int = 0) -> Piece:
    """Return a piece of one page that has many words."""
    words = [f"mot{number:05d}" for number in range(count)]
    entries = [
        (word, cbor2.dumps([word, [[0, [-25, place], []]], []])) for place, word in enumerate(words)
    ]
    text = Page(f"2026~a~part{page}~", f"2026/a/part{page}/", "T", 1, " ".join(words), ())
    return encode_piece(Indexed(["title"], [text], entries), WORDS_OF_A_TEXT)[0]


def unpack(data: bytes) -> Any:
    return cbor2.loads(gzip.decompress(data))


def listing(files: Files) -> Any:
    (found,) = (data for path, data in files.items() if path.startswith("pagefind.fr_"))
    return unpack(found)


def chunks(files: Files) -> dict[str, Any]:
    return {path: unpack(data) for path, data in files.items() if path.startswith("index/")}


def test_each_entry_has_the_number_of_its_piece(pieces: list[Piece], files: Files) -> None:
    """All entries of all pieces are in the chunks, each with the number of its piece."""
    found = [(number, entry) for chunk in chunks(files).values() for number, entry in chunk]
    for number, piece in enumerate(pieces):
        own = [entry for of, entry in found if of == number]
        assert own == [cbor2.loads(code) for _, code in piece.words]
    assert [number for number, (word, *_) in found if word == "souffl"] == [0, 1]


@pytest.mark.parametrize(
    ("pages", "largest"), [(FEW_PAGES - 1, LARGEST_OF_FEW_PAGES), (FEW_PAGES, LARGEST_CHUNK)]
)
def test_a_word_costs_a_small_chunk(pages: int, largest: int) -> None:
    """An index of few pages, which stands in many sites, has fewer chunks, none of them large."""
    others = [make_large_piece(1, number) for number in range(1, pages)]
    found = merge_pieces([make_large_piece(12_000), *others])
    sizes = [len(gzip.decompress(data)) for path, data in found.items() if "index/" in path]
    assert len(sizes) > 6
    assert largest * 0.9 < max(sizes) < largest * 1.5


def test_pieces_together_make_no_more_chunks_than_their_words_need() -> None:
    """Ten small pieces have one chunk together, not one each."""
    together = merge_pieces([make_large_piece(20, number) for number in range(10)])
    assert len(chunks(together)) == 1


def test_a_word_is_in_one_chunk() -> None:
    """A browser loads one file for a word, whichever pieces have it."""
    found = chunks(merge_pieces([make_large_piece(3000, number) for number in range(3)]))
    words = [{word for _, (word, *_) in chunk} for chunk in found.values()]
    assert len(words) > 2
    assert sum(map(len, words)) == len(set().union(*words))


def test_the_list_says_which_words_a_chunk_holds() -> None:
    """The list has the first and the last word of each chunk, so that a browser can choose."""
    found = merge_pieces([make_large_piece(6000)])
    _, rows = listing(found)
    for first, last, name in rows:
        held = [word for _, (word, *_) in chunks(found)[f"index/{name}.json"]]
        assert (held[0], held[-1]) == (first, last)


def test_the_list_names_every_page_of_every_piece(files: Files) -> None:
    """From the list a browser knows each result's page and length without loading a text."""
    (asthma, pain), _ = listing(files)
    assert {name for name, *_ in asthma[1]} == {
        "2026~asthme~presentation~",
        "2026~asthme~dossier~",
    }
    ((name, words, titles, _),) = pain[1]
    assert (name, words, titles) == ("2026~douleur~presentation~", 5, 2)


def test_the_words_alone_are_those_of_all_pieces(files: Files) -> None:
    """The list for mistyped words has every piece's words once."""
    (data,) = (data for path, data in files.items() if path.startswith("words.fr_"))
    words = accumulate(
        unpack(data), lambda last, each: last[: int(each[0], 36)] + each[1:], initial=""
    )
    assert [*words] == ["", "asthme", "coup", "dossi", "douleur", "ecout", "respir", "souffl"]


def test_the_same_pages_make_the_same_bytes(tmp_path: Path) -> None:
    """Indexed again, the same pages give the same files."""
    first, again = (
        encode_piece(index_documents(ASTHMA, tmp_path / name), 100) for name in ("one", "two")
    )
    assert first == again
    assert merge_pieces([first[0]]) == merge_pieces([again[0]])


def test_a_name_changes_with_its_content(tmp_path: Path) -> None:
    """After any edit a file whose content changes has another name."""

    def made_of(text: str, folder: str) -> Files:
        documents = {path: page.replace("respiration", text) for path, page in ASTHMA.items()}
        piece, texts = encode_piece(index_documents(documents, tmp_path / folder), WORDS_OF_A_TEXT)
        return texts | merge_pieces([piece])

    one, other = made_of("respiration", "one"), made_of("toux", "two")
    assert one.keys() != other.keys()
    assert all(one[path] == other[path] for path in one.keys() & other.keys())


def test_every_name_ends_as_hosts_know_it(files: Files) -> None:
    """No file has an extension that some hosts refuse."""
    assert all(re.search(r"fr_[0-9a-f]{10}\.json$", path) for path in files)


def test_a_piece_that_was_kept_is_the_same(pieces: list[Piece]) -> None:
    """A cached piece gives later builds the same index."""
    for piece in pieces:
        again = load_piece(dump_piece(piece))
        assert (again.listed, list(again.words)) == (piece.listed, list(piece.words))


def test_pages_without_words_are_a_piece(tmp_path: Path) -> None:
    """Pages without words give an empty index rather than an error."""
    empty = {"2026/vide/index.html": PAGE % ("", "<h1>De la</h1>")}
    piece, _ = encode_piece(index_documents(empty, tmp_path), WORDS_OF_A_TEXT)
    again = load_piece(dump_piece(piece))
    assert chunks(merge_pieces([again])) is not None
