"""Room codes: six French words, derived and never stored, and typed forgivingly."""

from __future__ import annotations

import math
import re
import tomllib
from pathlib import Path

from parution.compose.room_key import WORDS, RoomKey
from parution.language.code_words import LIST, distinguish, read_code_words
from parution.output.sealing import ROUNDS, SMALLEST

SECRET = b"a master secret of more than thirty-two bytes"


PINNED = ("room/b25af7e83929f42d6657.bin", "élyme obsidienne orvet qatari œdème socque")


def test_a_code_holds_at_least_77_bits() -> None:
    """A code is six words drawn evenly from 7,500."""
    assert WORDS * math.log2(len(read_code_words())) >= 77


def test_the_threat_model_has_the_figures_of_the_code() -> None:
    """SECURITY.md gives words, bits, rounds and the smallest size as they are."""
    text = (Path(__file__).parents[2] / "SECURITY.md").read_text(encoding="utf-8")
    count = len(read_code_words())
    assert f"six words of {count:,}" in text
    assert f"or {WORDS * math.log2(count):.1f} bits" in text
    assert f"costs {ROUNDS:,} rounds" in text
    assert f"is {SMALLEST // 1024} KiB" in text


def test_four_letters_tell_a_word() -> None:
    """The first four letters of a word are unique, and everybody can type them."""
    told = [distinguish(word) for word in read_code_words()]
    assert len(set(told)) == len(told) == 7500
    assert all(re.fullmatch("[a-z]{4}", letters) for letters in told)


def test_the_order_of_the_words_has_not_changed() -> None:
    """The list of words, on which every code depends, has not changed its order."""
    told = [distinguish(word) for word in read_code_words()]
    assert told == sorted(told)


def test_everything_that_names_a_code_changes_it() -> None:
    """Another secret, group, generation or theme gives other words, another name, another seed."""
    base = RoomKey.derive(SECRET, "blain", 1, "2026/douleur")
    others = (
        RoomKey.derive(SECRET + b"!", "blain", 1, "2026/douleur"),
        RoomKey.derive(SECRET, "laval", 1, "2026/douleur"),
        RoomKey.derive(SECRET, "blain", 2, "2026/douleur"),
        RoomKey.derive(SECRET, "blain", 1, "2026/sommeil"),
    )
    for other in others:
        assert other.words != base.words
        assert other.path != base.path
        assert other.seed != base.seed
    assert RoomKey.derive(SECRET, "blain", 1, "2026/douleur") == base


def test_a_code_stays_the_same() -> None:
    """A printed code still opens pages sealed by a later version of the program."""
    key = RoomKey.derive(SECRET, "blain", 1, "2026/douleur")
    assert (key.path, " ".join(key.words)) == PINNED


def test_a_name_says_nothing() -> None:
    """A sealed file's name contains neither the group nor the theme."""
    assert re.fullmatch(r"room/[0-9a-f]{20}\.bin", RoomKey.derive(SECRET, "a", 1, "2026/b").path)


def test_a_key_is_not_printed() -> None:
    """Printing a key, in a message or a log, reveals nothing of it."""
    key = RoomKey.derive(SECRET, "blain", 1, "2026/douleur")
    assert repr(key) == "RoomKey()"


def test_the_list_names_its_licence() -> None:
    """The file and the package both name MPL 2.0, the licence of the dictionary used."""
    notice = [line for line in LIST.read_text(encoding="utf-8").splitlines() if line[:1] == "#"]
    assert "Mozilla Public License, v. 2.0" in " ".join(notice)
    assert "https://mozilla.org/MPL/2.0/" in " ".join(notice)
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["license"] == "MIT AND MPL-2.0"
