"""The examples in docstrings are true."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import parution

PACKAGE = Path(parution.__file__).parent
PROMPT = ">>>"


def modules_with_examples() -> list[str]:
    """Return the dotted names of all modules of the package that hold an example."""
    return [
        ".".join(
            (parution.__name__, *path.relative_to(PACKAGE).with_suffix("").parts)
        ).removesuffix(".__init__")
        for path in sorted(PACKAGE.rglob("*.py"))
        if PROMPT in path.read_text(encoding="utf-8")
    ]


@pytest.mark.parametrize("name", modules_with_examples())
def test_the_examples_of_a_module_are_true(name: str) -> None:
    """Each example in a module's docstrings gives the result written below it."""
    outcome = doctest.testmod(import_module(name))
    assert outcome.attempted
    assert not outcome.failed


def test_modules_with_examples_are_found() -> None:
    """The list of modules is not empty, nor cut to one package."""
    assert {"parution.html_tree", "parution.cache.recording"} <= {*modules_with_examples()}
