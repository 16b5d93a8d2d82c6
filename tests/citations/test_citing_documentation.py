"""The documentation of citations agrees with the code: problem codes, examples and fields."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from pathlib import Path

import markdown
import pytest

import parution
from citations.html_text import Text
from parution.bibliography.bibtex.entry_types import KEPT, OWN, PEOPLE, SYNONYMS
from parution.bibliography.bibtex.parse import parse_bibtex
from parution.citations.extension import CitingExtension

PACKAGE = Path(parution.__file__).parent
MODULES = [
    *(PACKAGE / "bibliography").rglob("*.py"),
    *(PACKAGE / "citations").rglob("*.py"),
    PACKAGE / "sources" / "bibliography_review.py",
]
DOCS = Path(__file__).parents[2] / "docs"
CITING = (DOCS / "citer.md").read_text(encoding="utf-8")
PROBLEMS = (DOCS / "problemes.md").read_text(encoding="utf-8").partition("## Bibliographie")[2]
PROBLEMS = re.split(r"^## ", PROBLEMS, maxsplit=1, flags=re.MULTILINE)[0]

KEYS = ("marjoribanks2015", "marret2010", "munro2018", "gupta2013")
ROWS = re.findall(r"^\| `([^`]*@[^`]*)` \| (.*) \|$", CITING, re.MULTILINE)


def find_codes() -> set[str]:
    """Return every problem code that the package defines."""
    found = set()
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if name in ("Problem", "describe_warning") and isinstance(node.args[0], ast.Constant):
                found.add(node.args[0].value)
    return found


def test_every_code_is_documented() -> None:
    """The section on bibliographies lists exactly the problem codes of the package."""
    documented = set(re.findall(r"^\| `([a-z-]+)`", PROBLEMS, re.MULTILINE))
    assert documented == find_codes()


@pytest.mark.parametrize(("written", "read"), ROWS, ids=[written for written, _ in ROWS])
def test_examples_of_citing_are_true(written: str, read: str) -> None:
    """Each citation of the table renders as its row says."""
    (higham,), _ = parse_bibtex(CITING.partition("```bibtex")[2].partition("```")[0], "f.bib")
    references = {key: replace(higham, key=key) for key in (*KEYS, "higham1990")}
    html = markdown.markdown(written, extensions=[CitingExtension(references)])
    plain = Text(html.partition("<section")[0]).text.replace("\u202f", " ").replace("\u00a0", " ")
    assert plain.strip() == read.replace("\u202f", " ").replace("\u00a0", " ")


def test_example_entry_is_sound() -> None:
    """The entry shown as an example has no problem."""
    _, problems = parse_bibtex(CITING.partition("```bibtex")[2].partition("```")[0], "f.bib")
    assert problems == ()


def test_fields_named_exist() -> None:
    """Every field in the documentation's tables is one that the product reads."""
    tables = re.findall(r"^\| (`\w+`(?:(?:, | ou | et )`\w+`)*) \|", CITING, re.MULTILINE)
    fields = {name for cell in tables for name in re.findall(r"`(\w+)`", cell)}
    assert OWN <= fields <= KEPT | OWN | PEOPLE | set(SYNONYMS)
