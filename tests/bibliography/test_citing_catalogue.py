"""Every sentence of citing has a French translation, and no translation is unused."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

import parution
from parution.domain.messages import message

PACKAGE = Path(parution.__file__).parent
SOURCES = [
    *sorted((PACKAGE / "bibliography").rglob("*.py")),
    *sorted((PACKAGE / "citations").rglob("*.py")),
    PACKAGE / "sources" / "bib_files.py",
    PACKAGE / "sources" / "bibliography_review.py",
]
CATALOGUE = PACKAGE / "locale" / "fr" / "LC_MESSAGES" / "bibliography.po"
SAYING = {message.__name__, "translate"}
PLACEHOLDER = re.compile(r"%\(\w+\)s|%%")


def find_sentences() -> Iterator[str]:
    """Yield the sentences written in the code."""
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                first = node.args[0]
                if name in SAYING and isinstance(first, ast.Constant):
                    yield str(first.value)


def read_translations() -> dict[str, str]:
    with CATALOGUE.open("rb") as stream:
        return {
            str(entry.id): str(entry.string)
            for entry in read_po(stream, abort_invalid=True)
            if entry.id and entry.string and not entry.fuzzy
        }


def test_every_sentence_is_translated() -> None:
    """The room's catalogue has exactly the msgids of the code."""
    assert set(find_sentences()) == set(read_translations())


def test_translations_keep_their_values() -> None:
    """A translation mentions exactly the values of its msgid."""
    for msgid, french in read_translations().items():
        assert sorted(PLACEHOLDER.findall(msgid)) == sorted(PLACEHOLDER.findall(french)), msgid


def test_french_has_its_spaces() -> None:
    """No plain space precedes a high mark or stands inside guillemets."""
    for french in read_translations().values():
        assert not re.search(r" [:;?!»]|« ", french), french
