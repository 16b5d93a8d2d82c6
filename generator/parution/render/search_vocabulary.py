"""Writes the words for the search of all sites: synonyms, brands, titles of announced themes.

Every site has this file, so everything in it is public: the association's lists of words, and
titles that every site shows anyway. It holds neither groups' own subjects nor any part's text.
"""

from __future__ import annotations

import json

from parution.domain import Catalogue
from parution.language.typography import insert_hard_spaces
from parution.private_store import PrivateStore

PATH = "assets/search.json"

UNITS = (
    ("µg", "mcg", "microgramme"),
    ("mg", "milligramme"),
    ("ml", "millilitre"),
    ("kg", "kilogramme", "kilo"),
    ("UI", "unité internationale"),
    ("mmHg", "millimètre de mercure"),
    ("mmol", "millimole"),
    ("µmol", "micromole"),
)
"""Units, by their signs and their words."""

SHORT_FORMS = {
    "ATB": "antibiotique", "ATCD": "antécédent", "chir": "chirurgie", "cp": "comprimé",
    "cpr": "comprimé", "diag": "diagnostic", "écho": "échographie", "hospit": "hospitalisation",
    "inj": "injection", "kiné": "kinésithérapie", "médoc": "médicament", "ordo": "ordonnance",
    "sd": "syndrome", "trt": "traitement", "ttt": "traitement", "vit": "vitamine",
}  # fmt: skip
"""Words as doctors shorten them when they type, not when they write a dossier."""


def store_search_words(catalogue: Catalogue, store: PrivateStore) -> dict[str, str]:
    """Store the file; return its digest by path under ``site_dir``."""
    return {PATH: store.put_text(write_search_words(catalogue))}


def write_search_words(catalogue: Catalogue) -> str:
    """Return JSON: sets of synonyms, words for brands and short forms, titles by theme."""
    themes = {
        theme.address: insert_hard_spaces(theme.title)
        for edition in catalogue.editions
        for theme in edition.themes
        if not theme.draft
    }
    return json.dumps(
        {
            "synonyms": (*catalogue.synonyms, *UNITS),
            "brands": dict(catalogue.brands),
            "short": SHORT_FORMS,
            "themes": themes,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
