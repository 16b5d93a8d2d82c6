"""The list of mutants fits the product, so that `make mutants` makes the mistakes it names."""

from __future__ import annotations

import re

import pytest

from mutants.must_die import ROOT, Mutant, path_of, read

MUTANTS = read()


@pytest.mark.parametrize("mutant", MUTANTS.values(), ids=MUTANTS)
def test_a_mutant_can_be_made(mutant: Mutant) -> None:
    """Each mutant's text occurs exactly once in the product, and its tests exist."""
    for edit in mutant.edits:
        text = path_of(edit, ROOT).read_text("utf-8")
        assert text.count(edit.find) == 1, (edit.file, edit.find)
    for test in mutant.kills:
        assert (ROOT / test.partition("::")[0]).exists(), test


def test_security_names_a_mutant_for_each_promise() -> None:
    """Each promise of SECURITY.md names the mutants that its tests kill, and all of these exist."""
    text = (ROOT / "SECURITY.md").read_text("utf-8")
    table = text.partition("## What is promised")[2].partition("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ")][1:]
    assert rows
    for row in rows:
        promise, _, killed = row.strip("| ").split(" | ")
        named = re.findall(r"`([a-z-]+)`", killed)
        assert named, promise
        assert MUTANTS.keys() >= set(named), promise
