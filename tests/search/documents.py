"""Small documents for Pagefind, and the index that is read of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from parution.output.search.index import run_pagefind
from parution.output.search.pagefind_reader import Indexed, read_index

PAGE = '<!doctype html><html lang="fr"><head><title>t</title>%s</head><body>%s</body></html>'


def index_by_pagefind(documents: Mapping[str, str], folder: Path) -> Path:
    """Let Pagefind index documents, by path; return the folder it wrote, next to theirs."""
    for path, document in documents.items():
        (folder / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / path).write_text(document, "utf-8")
    run_pagefind(folder / "site", folder / "bundle")
    return folder / "bundle"


def index_documents(documents: Mapping[str, str], folder: Path) -> Indexed:
    """Return the index read from documents that Pagefind indexed."""
    return read_index(index_by_pagefind(documents, folder), folder / "site")
