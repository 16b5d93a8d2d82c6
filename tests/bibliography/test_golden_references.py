"""Real documents of all types, formatted as a French medical reader expects them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from parution.bibliography.bibtex.parse import parse_bibtex
from parution.bibliography.vancouver.style import format_plain

GOLDEN = Path(__file__).parent / "golden_references.txt"
EXPECTED = re.compile(r"^@\w+\{([^,]+),.*?^= ([^\n]*)$", re.MULTILINE | re.DOTALL)


def without_expectations() -> str:
    """Return the golden file without its expectations: a ``.bib`` file."""
    lines = GOLDEN.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("= "))


REFERENCES, PROBLEMS = parse_bibtex(without_expectations(), "golden_references.txt")
BY_KEY = {reference.key: reference for reference in REFERENCES}
ROWS = EXPECTED.findall(GOLDEN.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("key", "expected"), ROWS, ids=[key for key, _ in ROWS])
def test_reference_reads_as_expected(key: str, expected: str) -> None:
    """Each real entry becomes the reference written under it, to the letter."""
    assert format_plain(BY_KEY[key]) == expected


def test_golden_set_is_large_and_sound() -> None:
    """The set holds 60 sound entries or more, of 15 types or more."""
    assert len(ROWS) >= 60
    assert len({reference.kind for reference in REFERENCES}) >= 15
    assert PROBLEMS == ()
