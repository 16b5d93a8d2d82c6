"""French and English punctuation, names and page ranges."""

from __future__ import annotations

import pytest

from parution.bibliography.vancouver.people import derive_initials
from parution.bibliography.vancouver.pieces import shorten_pages
from parution.language.typography import typeset_english, typeset_french

FRENCH = {
    "Le dépistage : pourquoi ?": "Le dépistage\u00a0: pourquoi\u202f?",
    "Contraception: conseils": "Contraception\u00a0: conseils",
    "Oui! Non; si": "Oui\u202f! Non\u202f; si",
    "« mot »": "«\u00a0mot\u00a0»",
    "«mot» : suite": "«\u00a0mot\u00a0»\u00a0: suite",
    "12 % ; 5 °C": "12 %\u202f; 5 °C",
    "20 € ! 5 m² ? CO₂ ; fin": "20 €\u202f! 5 m²\u202f? CO₂\u202f; fin",
    "« mot » ; suite": "«\u00a0mot\u00a0»\u202f; suite",
    "Quoi ?!": "Quoi\u202f?!",
    "Quoi… ?": "Quoi…\u202f?",
    "Statines (?)": "Statines (?)",
    "https://x.fr/? et": "https://x.fr/? et",
    "L'enfant": "L’enfant",
    "à 20:30": "à 20:30",
    "https://x.fr": "https://x.fr",
}


@pytest.mark.parametrize(("written", "set_right"), FRENCH.items())
def test_french_punctuation_gets_its_spaces(written: str, set_right: str) -> None:
    """Colon and guillemets take a no-break space, the other high marks a narrow one."""
    assert typeset_french(written) == set_right


def test_typesetting_twice_changes_nothing() -> None:
    """French typography is idempotent."""
    for written in FRENCH:
        assert typeset_french(typeset_french(written)) == typeset_french(written)


def test_english_loses_french_spaces() -> None:
    """An English title typed the French way is set the English way."""
    assert typeset_english("Screening : why ? It's time") == "Screening: why? It’s time"


@pytest.mark.parametrize(
    ("pages", "short"),
    [
        ("133--137", "133-7"),
        ("1512–1521", "1512-21"),
        ("99-101", "99-101"),
        ("S1-S10", "S1-10"),
        ("e20163107", "e20163107"),
        ("12 - 12", "12"),
        ("", ""),
        ("1-3, 7", "1-3, 7"),
    ],
)
def test_last_page_keeps_only_the_digits_that_differ(pages: str, short: str) -> None:
    """Vancouver shortens ranges of plain numbers of equal length, and nothing else."""
    assert shorten_pages(pages) == short


@pytest.mark.parametrize(
    ("given", "letters"),
    [("Marie-Laure", "ML"), ("H. O. D.", "HOD"), ("MG", "MG"), ("J.-P.", "JP"), ("élodie", "É")],
)
def test_given_names_become_initials(given: str, letters: str) -> None:
    """Initials are joined without full stops."""
    assert derive_initials(given) == letters
