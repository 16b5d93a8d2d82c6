"""A pattern that is compiled late is like any other, and none of the package's is wrong."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re

import parution
from parution.patterns import LatePattern, compile_late


def test_a_late_pattern_finds_what_its_expression_does() -> None:
    """Matches, groups and flags are those of `re.compile`."""
    expression, flags = r"(?P<word>é+)(\d)?", re.IGNORECASE
    late, usual = compile_late(expression, flags), re.compile(expression, flags)
    assert [each.groupdict() for each in late.finditer("É1 éé")] == [{"word": "É"}, {"word": "éé"}]
    assert (late.pattern, late.flags, late.groups) == (usual.pattern, usual.flags, usual.groups)


def test_bytes_have_patterns_too() -> None:
    """A pattern of bytes finds bytes."""
    assert compile_late(rb"\d+").findall(b"10 or 12") == [b"10", b"12"]


def test_each_pattern_of_the_package_can_be_compiled() -> None:
    """Nobody meets a mistake in an expression on its first use."""
    for module in pkgutil.walk_packages(parution.__path__, "parution."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found = [each for each in gc.get_objects() if isinstance(each, LatePattern)]
    assert len(found) > 100
    assert [each.pattern for each in found if not callable(each.search)] == []
