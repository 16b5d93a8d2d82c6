"""A beginner's slips in a bibliography give their messages word for word, three for each code."""

from __future__ import annotations

from collections import Counter
from inspect import getsource
from re import findall

import pytest

from parution.bibliography.bibtex import entry_problems, inheritance, syntax_problems
from sources.typed_references import TYPED, read_golden, report_on

SLIPS_FOR_EACH = 3
CODE = r"(?m)^  douleur\.bib(?::\d+:\d+)? (?:error|warning) ([a-z-]+)$"


@pytest.mark.parametrize("slip", TYPED)
def test_a_slip_in_a_bibliography_is_reported(slip: str) -> None:
    """A beginner's slip gives exactly the words of the golden file."""
    assert report_on(TYPED[slip]) == read_golden()[slip] != ""


def test_each_code_is_provoked_by_three_slips() -> None:
    """Each code that a bibliography can give is shown by three slips."""
    provoked = Counter(code for said in read_golden().values() for code in set(findall(CODE, said)))
    texts = map(getsource, (entry_problems, inheritance, syntax_problems))
    codes = {code for text in texts for code in findall(r'Problem\(\s*"([a-z-]+)"', text)}
    assert len(codes) > 30
    assert {code for code in codes if provoked[code] < SLIPS_FOR_EACH} == set()
