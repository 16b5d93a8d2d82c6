"""Writes the words for the search of all sites: synonyms, brands, titles of announced themes.

Every site has this file, so everything in it is public: the association's lists of words, and
titles that every site shows anyway. It holds neither groups' own subjects nor any part's text.
"""

from __future__ import annotations

import json

from parution.domain import Catalogue
from parution.private_store import PrivateStore

PATH = "assets/search.json"


def store_search_words(catalogue: Catalogue, store: PrivateStore) -> dict[str, str]:
    """Store the file; return its digest by path under ``site_dir``."""
    return {PATH: store.put_text(write_search_words(catalogue))}


def write_search_words(catalogue: Catalogue) -> str:
    """Return JSON: the sets of synonyms, the words for each brand, titles by theme's address."""
    themes = {
        theme.address: theme.title
        for edition in catalogue.editions
        for theme in edition.themes
        if not theme.draft
    }
    return json.dumps(
        {
            "synonyms": catalogue.synonyms,
            "brands": dict(catalogue.brands),
            "themes": themes,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
