"""What the search of all sites knows of words: synonyms, brands, the titles of announced themes.

Of groups' own subjects it knows nothing: every site has it.

All are public: the association's own lists of words, and what every site tells of its themes
anyway. Nothing of any part's text is here.
"""

from __future__ import annotations

import json

from parution.domain import Catalogue
from parution.private_store import PrivateStore

PATH = "assets/search.json"


def kept(catalogue: Catalogue, store: PrivateStore) -> dict[str, str]:
    """Store the file; return its digest by path under ``site_dir``."""
    return {PATH: store.put_text(search_words(catalogue))}


def search_words(catalogue: Catalogue) -> str:
    """Return as JSON the sets of synonyms, what brands stand for, and titles by theme's address."""
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
