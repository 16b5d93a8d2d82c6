"""What stands in the ``.bib`` files and must never leave them: notes to oneself, paths, abstracts.

Reading drops these fields long before rendering. So the audit takes them from the files' own bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

FOLDER = "bibliography"

NOTE = re.compile(
    r"^\s*(?:annote|annotation|abstract|abstractnote|comment|file|review)\s*=\s*([{\"])",
    re.MULTILINE | re.IGNORECASE,
)
DELIMITER = re.compile(r"[{}\"]")


def private_notes(project: Path) -> Iterator[str]:
    """Yield the text of every private field of every ``.bib`` file of a project."""
    for path in sorted((project / FOLDER).rglob("*.bib")):
        text = path.read_text("utf-8", errors="replace")
        for match in NOTE.finditer(text):
            yield value(text, match.end(), match[1])


def value(text: str, start: int, opening: str) -> str:
    """Return what stands between a field's delimiters; to the end when they do not close."""
    depth = 0
    for match in DELIMITER.finditer(text, start):
        if match[0] == ("}" if opening == "{" else '"') and depth == 0:
            return text[start : match.start()]
        depth += {"{": 1, "}": -1, '"': 0}[match[0]]
    return text[start:]
