"""Formats authors and editors in Vancouver style: family, then initials without full stops."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from types import MappingProxyType

from parution.bibliography.bibtex.person_names import EAST_ASIAN, OTHERS
from parution.domain import Name
from parution.language.typography import curve_apostrophes

SHOWN = 6
"""Authors named before « et al. »."""

RANKS = MappingProxyType(
    {"II": "2nd", "III": "3rd", "IV": "4th", "V": "5th", "VI": "6th", "Jr.": "Jr", "Sr.": "Sr"}
)
"""How *Citing Medicine* prints a rank within a family."""

LETTERS = re.compile(r"[^\W\d_].*")
LETTERS_OF_NO_CASE = "ʻʼʽʾʿˈˊ"
"""Signs of transliteration, with which a name may begin: « ʿAbd »."""

BETWEEN_GIVEN_NAMES = re.compile(r"[\s.\-\u2010\u2011]+")


@lru_cache(maxsize=50_000)
def format_name(name: Name) -> str:
    """Return a name in Vancouver style.

    >>> format_name(Name(family="Tour", given="Jean-Pierre", particle="de la"))
    'de la Tour JP'
    >>> format_name(Name(family="王", given="小明")), format_name(Name(family="حسن", given="علي"))
    ('王小明', 'حسن علي')
    """
    if EAST_ASIAN.fullmatch(name.family) and EAST_ASIAN.match(name.given):
        return name.family + name.given.replace(" ", "")
    parts = (format_family(name), derive_initials(name.given), RANKS.get(name.suffix, name.suffix))
    return curve_apostrophes(name.literal) or " ".join(part for part in parts if part)


def derive_initials(given: str) -> str:
    """Return the initials of given names; consecutive capitals are initials already.

    >>> derive_initials("Marie-Laure"), derive_initials("MG"), derive_initials("J. P.")
    ('ML', 'MG', 'JP')

    Scripts without capitals, such as the Arabic one, have no initials: their names stay whole.
    """
    words = [found[0] for found in map(LETTERS.search, BETWEEN_GIVEN_NAMES.split(given)) if found]
    if any(map(has_no_capital, words)):
        return " ".join(given.split())
    words = [word.lstrip(LETTERS_OF_NO_CASE) for word in words]
    return "".join(word if len(word) <= 3 and word.isupper() else word[0].upper() for word in words)


def has_no_capital(word: str) -> bool:
    """Return whether a word is in a script without capital letters."""
    return word.upper() == word.lower()


def choose_names(names: Sequence[Name]) -> tuple[list[str], bool]:
    """Return the names to print, and whether others follow them."""
    people = [name for name in names if name != OTHERS]
    return [format_name(name) for name in people[:SHOWN]], (
        len(people) > SHOWN or len(people) < len(names)
    )


def format_family(name: Name) -> str:
    """Return the family name with its particle, or the name of a body.

    >>> format_family(Name(family="Ormesson", particle="d'"))
    'd’Ormesson'
    >>> format_family(Name(family="Hakim", particle="al-"))
    'al-Hakim'
    """
    if name.literal or not name.particle:
        return curve_apostrophes(name.literal or name.family)
    return curve_apostrophes(join_particle(name.particle, name.family))


def join_particle(particle: str, family: str) -> str:
    """Return a family name after its particle, if it has one: « d'Ormesson », « van Hoesel »."""
    between = "" if not particle or particle.endswith(("'", "’", "-")) else " "
    return f"{particle}{between}{family}"
