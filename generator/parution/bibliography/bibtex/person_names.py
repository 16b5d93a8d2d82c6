"""Names of authors and editors: from the writing of BibTeX to families, given names and bodies.

Understood are « Family, Given », « Given Family », particles (« de », « van der »), « Family, Jr,
Given », bodies between braces (``{Haute Autorité de Santé}``), ``and others``, and the extended
form of BibLaTeX (``family=Tour, given=Jean, prefix=de la``). pybtex takes apart whatever holds
braces or LaTeX; the plain names, nearly all, are taken apart here because it is 20 times faster.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pybtex.bibtex.utils import split_name_list
from pybtex.database import InvalidNameString, Person
from pybtex.exceptions import PybtexError

from parution.bibliography.bibtex.latex import cleaned, plain
from parution.domain import Name

OTHERS = Name(literal="et al.")
"""Stands for the authors behind ``and others``."""

AND = re.compile(r"\s+and\s+", re.IGNORECASE)
BODY = re.compile(r"\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}")
NEEDS_PYBTEX = re.compile(r"[{}\\~$]")
EXTENDED = re.compile(r"\s*([a-z]+(?:-i)?)\s*=\s*(\"[^\"]*\"|[^,]*)(?:,|$)")
"""A part of a name in BibLaTeX's extended form; ``useprefix=true`` is one, too."""

SUFFIX = re.compile(r"(?:jr|sr|junior|senior|fils|père|[ivx]+|\d\w{1,3})\.?", re.IGNORECASE)
"""What may stand between two commas of one name."""

OF_PUBMED = re.compile(r"\S*[^\W\d_A-Z]\S*(?: \S+)* [A-Z]{1,3}")
"""« Dupont AB »: a whole name without a comma, as PubMed and Vancouver lists give it."""

FAMILY_AND_INITIALS = re.compile(
    r"([^,=.]+?)\s((?:[A-ZÀ-ÖØ-Þ][\s-]?){1,3}|(?:[A-ZÀ-ÖØ-Þ]\.[\s-]?){1,3})(?:\s([JS]r\.?))?"
)
WORD = re.compile(r"[^\W\d_A-ZÀ-ÖØ-Þ]|[^\W\d_]{4}")
"""In a family's name: a small letter, or more capitals than initials are."""

LONGEST_OF_PUBMED = 100
"""Characters; looking at more would take a hostile file minutes."""

OF_A_BODY = re.compile(
    r"\b(?:a(?:cad[eé]m\w+|genc[ey]|ssociations?|ssurance|utorit[eé]|uthority)"
    r"|c(?:ent(?:re|er)|oll[eèé]g\w+|ollectif|ollaborati(?:on|ve)|omit[eé]e?|ommission"
    r"|onsortium|onseil|ouncil)"
    r"|d[eé]partement|department|f[eé]d[eé]ration|fondation|foundation|groupe?"
    r"|h[oô]pita(?:l|ux)|institut(?:e|ion)?s?|minist(?:[eè]re|ry)|national\w*|observatoire"
    r"|organi[sz]ation|r[eé]seau|network|sant[eé]|health|service|soci[eé]t(?:[eé]|y)"
    r"|syndicat|task force|unit[eé]?|universit[eéy]\w*|world)\b",
    re.IGNORECASE,
)
"""Words that bodies are called by, in French and English, and few people are."""

FEWEST_WORDS_OF_A_BODY = 3
"""« Robert Service » is a person."""


def names(value: str) -> tuple[Name, ...]:
    """Return the names in a field like ``author``, in order."""
    if not value.strip():
        return ()
    found = without_commas(value) or map(name, listed(value))
    return tuple(one for one in found if one != Name())


def listed(value: str) -> list[str]:
    """Return what « and » joins in a list as BibTeX writes it; braces protect it.

    >>> listed("Paris and {Trinidad and Tobago}")
    ['Paris', '{Trinidad and Tobago}']
    """
    parts = split_name_list(value) if NEEDS_PYBTEX.search(value) else AND.split(value)
    return [part.strip() for part in parts]


@lru_cache(maxsize=50_000)
def name(value: str) -> Name:
    """Return one name.

    >>> name("de la Tour, Jean").particle
    'de la'
    """
    if value.lower() == "others":
        return OTHERS
    if body := BODY.fullmatch(value):
        return Name(literal=plain(body[1]))
    if "family" in value and EXTENDED.match(value):
        return _extended(value)
    if NEEDS_PYBTEX.search(value):
        return _by_pybtex(value)
    return _plain_name(cleaned(value))


def _plain_name(value: str) -> Name:
    """Take apart a name without braces or LaTeX."""
    parts = [part.strip() for part in value.split(",")]
    if len(parts) == 1:
        words = value.split()
        first = next((n for n, word in enumerate(words[:-1]) if word[0].islower()), None)
        cut = max(len(words) - 1, 0) if first is None else first
        particle, family = _particle(words[cut:])
        return Name(family, " ".join(words[:cut]), particle)
    particle, family = _particle(parts[0].split())
    suffix = parts[1] if len(parts) > 2 else ""
    return Name(family, ", ".join(parts[2:] if suffix else parts[1:]), particle, suffix)


def _particle(words: list[str]) -> tuple[str, str]:
    """Split lower-case words off the beginning of a family name."""
    lower = 0
    while lower < len(words) - 1 and words[lower][0].islower():
        lower += 1
    return " ".join(words[:lower]), " ".join(words[lower:])


@lru_cache(maxsize=64)
def without_commas(value: str) -> tuple[Name, ...]:
    """Return the names of a list in which everybody is written « Dupont JB »; else nobody.

    >>> [name.family for name in without_commas("Dupont JB and de la Tour M and others")]
    ['Dupont', 'Tour', '']
    >>> without_commas("Dupont JB and Anne Martin")
    ()
    """
    parts = listed(value)
    commas = {part: _with_comma(part) for part in parts if _is_person(part)}
    if not commas or not all(commas.values()):
        return ()
    return tuple(_plain_name(commas[part]) if part in commas else name(part) for part in parts)


def _is_person(part: str) -> bool:
    return part.lower() != "others" and not BODY.fullmatch(part)


@lru_cache(maxsize=50_000)
def _with_comma(written: str) -> str:
    """Return « Dupont, JB » for « Dupont JB »; nothing for a name that does not look so."""
    if "," in written or len(written) > LONGEST_OF_PUBMED:
        return ""
    found = FAMILY_AND_INITIALS.fullmatch(plain(written))
    if not found or not WORD.search(found[1]) or is_body(_plain_name(found[0])):
        return ""
    return ", ".join(part.strip() for part in (found[1], found[3], found[2]) if part)


@lru_cache(maxsize=50_000)
def is_list(name: Name) -> bool:
    """Tell whether a name is several, joined by commas instead of ``and``.

    >>> is_list(name("Martin A, Dupont B")), is_list(name("Martin, Jr, A."))
    (True, False)
    """
    if name.literal:
        return False
    if "," in name.given or (name.suffix and not SUFFIX.fullmatch(name.suffix)):
        return True
    whole = " ".join(part for part in (name.particle, name.family) if part)
    if max(len(whole), len(name.given)) > LONGEST_OF_PUBMED:
        return False
    return bool(OF_PUBMED.fullmatch(whole) and OF_PUBMED.fullmatch(name.given))


@lru_cache(maxsize=50_000)
def is_body(name: Name) -> bool:
    """Tell whether what was taken for a person's name seems to be that of a body.

    >>> is_body(name("Haute Autorité de Santé")), is_body(name("{Haute Autorité de Santé}"))
    (True, False)
    """
    written = " ".join((name.given, name.particle, name.family, name.suffix))
    words = [word for word in written.split() if len(word.rstrip(".")) > 1]
    return len(words) >= FEWEST_WORDS_OF_A_BODY and bool(OF_A_BODY.search(" ".join(words)))


def _extended(value: str) -> Name:
    given = {found[1]: plain(found[2].strip(' "')) for found in EXTENDED.finditer(value)}
    return Name(
        given.get("family", ""),
        given.get("given", ""),
        given.get("prefix", ""),
        given.get("suffix", ""),
    )


def _by_pybtex(value: str) -> Name:
    try:
        person = Person(value)
    except (PybtexError, InvalidNameString, IndexError):
        return Name(literal=plain(value))
    return Name(
        family=plain(" ".join(person.last_names)),
        given=plain(" ".join(person.bibtex_first_names)),
        particle=plain(" ".join(person.prelast_names)),
        suffix=plain(" ".join(person.lineage_names)),
    )
