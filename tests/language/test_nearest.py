"""Find the known name nearest to a mistyped one, and word the remedy that proposes it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parution.domain.messages import message
from parution.language.fold import fold
from parution.language.nearest import find_nearest, list_names, propose_name, propose_one_of

KEYS = ["title", "question", "authors", "keywords", "searched_until", "starts", "place", "theme"]

MEANT = [
    ("tilte", "title"),  # two exchanged letters count as one slip
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
UNKNOWN = ["", "x", "pharmacie", "éé", "t" * 5000]


@pytest.mark.parametrize(("written", "meant"), MEANT)
def test_a_mistyped_name_is_found(written: str, meant: str) -> None:
    """A mistyped name, or its French word, leads to the name of the project's vocabulary."""
    assert find_nearest(written, KEYS) == meant


@pytest.mark.parametrize("written", UNKNOWN, ids=lambda text: text[:10])
def test_proposes_nothing_far_fetched(written: str) -> None:
    """A name that resembles no known name finds none."""
    assert find_nearest(written, KEYS) is None


def test_fewer_slips_where_asked() -> None:
    """A lower `slips_per_letter` narrows the search."""
    assert find_nearest("plaze", ["place"], slips_per_letter=0.1) == "place"
    assert find_nearest("plaz", ["place"], slips_per_letter=0.1) is None


def test_a_name_within_a_longer_one() -> None:
    """A theme written without its edition finds its full address."""
    known = ["2026/menstruations", "2026/iatrogenie"]
    assert find_nearest("iatrogénie", known) == "2026/iatrogenie"


@given(st.text(max_size=30), st.lists(st.text(max_size=20), max_size=8))
def test_only_a_known_name_is_found(written: str, known: list[str]) -> None:
    """Whatever the text, the search finds a known name or none."""
    assert find_nearest(written, known) in (None, *known)


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    """Folding a folded text leaves it as it is, except letters that Unicode decomposes twice."""
    assert fold(fold(fold(text))) == fold(fold(text))


def test_remedies() -> None:
    """The remedy names the nearest name, else the names allowed, else another thing to do."""
    otherwise = message("Do something else.")
    assert propose_name("plase", KEYS, otherwise).text() == "Did you mean “place”?"
    assert propose_name("xyzxyz", KEYS, otherwise) == otherwise
    assert propose_one_of("xyzxyz", ["b", "a"]).text() == "Write one of these: a, b."
    assert propose_one_of("x", []).text() == "Remove it: nothing may be named here."


def test_long_lists_are_cut_short() -> None:
    """A sentence lists at most eight names."""
    assert list_names(str(number) for number in range(9)) == "0, 1, 2, 3, 4, 5, 6, 7…"
