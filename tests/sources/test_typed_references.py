"""What is said of a beginner's slips in a bibliography, word for word, three for each code."""

from __future__ import annotations

from collections import Counter
from inspect import getsource
from re import findall

import pytest

from parution.bibliography.bibtex import entry_problems, inheritance, syntax_problems
from sources.typed_references import TYPED, read_golden, report_on

SLIPS_FOR_EACH = 3
ACROSS_FILES = {"key-of-two-documents"}
"""Codes about two files together, which `test_bibliographies` provokes."""

CODE = r"(?m)^  douleur\.bib(?::\d+:\d+)? (?:error|warning) ([a-z-]+)$"


@pytest.mark.parametrize("slip", TYPED)
def test_what_is_said_of_what_is_typed_into_a_bibliography(slip: str) -> None:
    """What a beginner types is answered by the words of the golden file, and by no others."""
    assert report_on(TYPED[slip]) == read_golden()[slip] != ""


def test_each_code_is_provoked_by_three_slips() -> None:
    """Of each code that a bibliography alone can give, three slips show what a beginner reads."""
    provoked = Counter(code for said in read_golden().values() for code in set(findall(CODE, said)))
    texts = map(getsource, (entry_problems, inheritance, syntax_problems))
    codes = {code for text in texts for code in findall(r'Problem\(\s*"([a-z-]+)"', text)}
    assert len(codes) > 30
    assert {code for code in codes - ACROSS_FILES if provoked[code] < SLIPS_FOR_EACH} == set()
