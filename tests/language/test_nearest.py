"""The name that was meant by a mistyped one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parution.domain.messages import message
from parution.language.fold import fold
from parution.language.nearest import find_nearest, list_names, propose, propose_one_of

KEYS = ["title", "question", "authors", "keywords", "searched_until", "starts", "place", "theme"]

MEANT = [
    ("tilte", "title"),  # two letters exchanged count once
    ("Title", "title"),
    ("titel", "title"),
    ("titre", "title"),
    ("mots-clés", "keywords"),
    ("mots_clés", "keywords"),
    ("mots clés", "keywords"),
    ("auteur", "authors"),
    ("keyword", "keywords"),
    ("searched-until", "searched_until"),
    ("stars", "starts"),
    ("lieu", "place"),
]
NOBODY_KNOWS = ["", "x", "pharmacie", "éé", "t" * 5000]


@pytest.mark.parametrize(("written", "meant"), MEANT)
def test_finds_what_was_meant(written: str, meant: str) -> None:
    """A slip of one letter in three, or a French word, leads to the name that was meant."""
    assert find_nearest(written, KEYS) == meant


@pytest.mark.parametrize("written", NOBODY_KNOWS, ids=lambda text: text[:10])
def test_proposes_nothing_far_fetched(written: str) -> None:
    """A name that resembles none is not led to any."""
    assert find_nearest(written, KEYS) is None


def test_fewer_slips_where_asked() -> None:
    """Who asks for fewer slips a letter gets a narrower search."""
    assert find_nearest("plaze", ["place"], slips_per_letter=0.1) == "place"
    assert find_nearest("plaz", ["place"], slips_per_letter=0.1) is None


def test_a_name_within_a_longer_one() -> None:
    """A theme without its edition is found with it."""
    known = ["2026/menstruations", "2026/iatrogenie"]
    assert find_nearest("iatrogénie", known) == "2026/iatrogenie"


@given(st.text(max_size=30), st.lists(st.text(max_size=20), max_size=8))
def test_only_a_known_name_is_found(written: str, known: list[str]) -> None:
    """Whatever was written, what is proposed is one of the names there are."""
    assert find_nearest(written, known) in (None, *known)


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded text is its own folding, but for letters that Unicode takes apart twice."""
    assert fold(fold(fold(text))) == fold(fold(text))


def test_remedies() -> None:
    """The remedy names the nearest name, else what may be written, else what to do."""
    otherwise = message("Do something else.")
    assert propose("plase", KEYS, otherwise).text() == "Did you mean “place”?"
    assert propose("xyzxyz", KEYS, otherwise) == otherwise
    assert propose_one_of("xyzxyz", ["b", "a"]).text() == "Write one of these: a, b."
    assert propose_one_of("x", []).text() == "Remove it: nothing may be named here."


def test_long_lists_are_cut_short() -> None:
    """A sentence lists eight names at most."""
    assert list_names(str(number) for number in range(9)) == "0, 1, 2, 3, 4, 5, 6, 7…"
