"""Parses one name of an author or editor into family, given name, particle and suffix.

The parser understands « Family, Given », « Given Family », particles (« de », « van der ») before a
family or after a given name, « Family, Jr, Given », bodies in braces (``{Haute Autorité de
Santé}``), BibLaTeX's extended form (``family=Tour, given=Jean, prefix=de la``), and people's own
forms: « MARTIN Anne », « Dr Jean Dupont », « Dupont (Jean) ».
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from parution.bibliography.bibtex.body_forms import is_known_acronym
from parution.bibliography.bibtex.body_names import OF_A_BODY, ON_BEHALF, is_surely_body
from parution.bibliography.bibtex.latex import convert_to_plain
from parution.domain import Name
from parution.patterns import compile_late

OTHERS = Name(literal="et al.")
"""Stands for the authors after ``and others``."""

COMMA = compile_late(r"\s*,\s*")
SPACE = compile_late(r"[\s~]+")

EXTENDED = compile_late(r"\s*([a-z]+(?:-i)?)\s*=\s*(\"[^\"]*\"|\{[^{}]*\}|[^,]*)(?:,|$)")
"""A part of a name in BibLaTeX's extended form; ``useprefix=true`` counts too."""

RANK_BEHIND = compile_late(r"(.*\S)\s+([JS]r\.?|I{2,3}|IV|[2-9](?:nd|rd|th))")
"""A suffix after the given names: « Martin, John III », « Smith, John, Jr »."""

SUFFIX = compile_late(r"(?:jr|sr|junior|senior|fils|père|[ivx]+|\d\w{1,3})\.?", re.IGNORECASE)
"""A suffix, which may be between two commas of one name."""

PARTICLES = frozenset(
    "de du des d' d’ la le les l' van der den von zu zur zum vom da dos do di del della dello ter"  # noqa: SIM905
    " ten 't af av el al bin ibn ver te op".split()
)
"""Particles that some lists of authors put after the given name: « Hoesel, C.P.M. van »."""

BEFORE_FAMILIES = frozenset(
    "le la de du des van von der den el al ben bin ibn mac mc saint sainte san st dos da di del"  # noqa: SIM905
    " della ter ten ait abou abu".split()
)
"""Words that belong to the family after them, also in capitals: « Anne Le Goff »."""

TITLES = compile_late(
    r"(?:(?:dr|pr|prof|professeure?|docteure?|mme|mlle|monsieur|madame|sir)\.?\s+)+(?=\S)", re.I
)
TITLE_BEFORE = compile_late(rf"\A{TITLES.pattern}", re.I)
DEGREES = compile_late(
    r"(?:m\.?d|ph\.?\s?d|m\.?sc|mph|msn?|rn|pharmd?|frcp|md-phd|dphil|bsc|habil|hdr"
    r"|(?-i:dir|[ée]ds?|coord|editors?|[ée]diteurs?|directeurs?|coordonnateurs?))\.?",
    re.I,
)
"""Degrees, and roles, after a name."""

IN_PARENTHESES = compile_late(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
"""« (MD) », « (ed.) » after a name."""

CAPITALS = compile_late(r"(?:Ma?c|De|Des|Du|La|Le|Fitz)?[A-ZÀ-ÖØ-Þ]['’A-ZÀ-ÖØ-Þ-]+")
"""A word in capitals, or « MacDONALD »."""

FEWEST_CAPITALS = 4
"""Letters of a family name written in capitals; fewer may be initials or an abbreviation."""

GIVEN_IN_PARENTHESES = compile_late(r"([^(),{}]+?)\s*\(([A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ][^(),{}]*)\)")
"""« Dupont (Jean) »."""

LONGEST = 100
"""Characters of the longest name to analyse; longer ones in a hostile file would take minutes."""

INITIAL = compile_late(r"\b[^\W\d_]\b\.?")

EAST_ASIAN = compile_late(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
"""A word in Chinese, Japanese or Korean script, in which the family comes first."""


@lru_cache(maxsize=50_000)
def read_name(value: str) -> Name:
    """Return one name.

    >>> read_name("de la Tour, Jean").particle
    'de la'
    >>> read_name("MARTIN Anne"), read_name("Dr Jean Dupont")
    (Name(family='Martin', given='Anne', particle='', suffix='', literal=''), \
Name(family='Dupont', given='Jean', particle='', suffix='', literal=''))
    """
    if value.lower() == "others":
        return OTHERS
    is_sure = is_surely_body(value) or is_known_acronym(ON_BEHALF.sub("", value))
    body = find_body_in_braces(value) or (ON_BEHALF.sub("", value) if is_sure else "")
    if body:
        return Name(literal=convert_to_plain(body))
    if "family" in value and EXTENDED.match(value):
        return read_extended(value)
    if (found := GIVEN_IN_PARENTHESES.fullmatch(value)) and not DEGREES.fullmatch(found[2]):
        value = f"{found[1]}, {found[2]}"
    parts = [part.strip() for part in split(value, COMMA)]
    parts[-1] = IN_PARENTHESES.sub("", parts[-1]) if "{" not in parts[-1] else parts[-1]
    parts = [part for part in parts if not DEGREES.fullmatch(part)] or parts
    if len(parts) == 1:
        return read_in_order(split_words(TITLES.sub("", parts[0], count=1)))
    parts[0] = TITLE_BEFORE.sub("", parts[0])
    if len(parts) == 3 and PARTICLES.issuperset(parts[1].split()):
        parts = [f"{parts[1]} {parts[0]}", parts[2]]
    if len(parts) == 2 and (rank := RANK_BEHIND.fullmatch(parts[0])):
        parts = [rank[1], rank[2], parts[1]]
    elif rank := RANK_BEHIND.fullmatch(" ".join(parts[1:])) if len(parts) < 4 else None:
        parts = [parts[0], rank[2], rank[1]]
    particle, family = split_particle(split_words(parts[0]))
    suffix = parts[1] if len(parts) > 2 else ""
    given = ", ".join(convert_to_plain(part) for part in (parts[2:] if suffix else parts[1:]))
    given, behind = split_particle_behind(TITLES.sub("", given, count=1))
    return Name(
        lower_if_shouted(family, given), given, particle or behind, convert_to_plain(suffix)
    )


class Word(NamedTuple):
    """A word of a name."""

    text: str
    is_lower: bool
    """Whether it begins with a lower-case letter outside braces."""


def split_words(part: str) -> list[Word]:
    """Return the words of a part of a name, as plain text."""
    found = []
    for written in split(part, SPACE):
        if text := convert_to_plain(written):
            is_protected = written.startswith("{") and not written.startswith("{\\")
            found.append(Word(text, text[0].islower() and not is_protected))
    return found


def read_in_order(words: list[Word]) -> Name:
    """Return a name written without a comma: given names, particle, family; or family first."""
    if len(words) > 1 and all(EAST_ASIAN.fullmatch(word.text) for word in words):
        return Name(words[0].text, " ".join(word.text for word in words[1:]))
    begin = 0
    while begin < len(words) and words[begin].text in PARTICLES:
        begin += 1
    end = begin
    while end < len(words) and CAPITALS.fullmatch(words[end].text):
        end += 1
    letters = sum(len(word.text) for word in words[begin:end])
    if letters >= FEWEST_CAPITALS and is_given(words[end:]):
        family = " ".join(lower_capitals(word.text) for word in words[begin:end])
        particle = " ".join(word.text for word in words[:begin])
        return Name(family, " ".join(word.text for word in words[end:]), particle)
    first = next((place for place, word in enumerate(words[:-1]) if word.is_lower), None)
    cut = max(len(words) - 1, 0) if first is None else first
    while cut > 1 and first is None and words[cut - 1].text.lower().rstrip(".") in BEFORE_FAMILIES:
        cut -= 1
    particle, family = split_particle(words[cut:])
    given = " ".join(word.text for word in words[:cut])
    return Name(lower_if_shouted(family, given), given, particle)


def is_given(words: list[Word]) -> bool:
    """Return whether the words after a family in capitals are given names, not part of a body."""
    whole = " ".join(word.text for word in words)
    begins = whole[:1].isupper() and not any(word.is_lower for word in words)
    return begins and not OF_A_BODY.search(whole) and not INITIAL.fullmatch(whole)


def lower_if_shouted(family: str, given: str) -> str:
    """Return « Martin » for « Anne MARTIN » and « MARTIN J »; leave what may be an abbreviation.

    >>> [lower_if_shouted(name, "A") for name in ("MARTIN", "LE GOFF", "LEE")]
    ['Martin', 'Le Goff', 'LEE']
    """
    shouts = given and is_in_capitals(family) and len(family) >= FEWEST_CAPITALS
    return lower_capitals(family) if shouts else family


def is_in_capitals(words: str) -> bool:
    """Return whether each word is in capitals: « LE GOFF », « MacDONALD »."""
    return all(map(CAPITALS.fullmatch, words.split()))


def lower_capitals(name: str) -> str:
    """Return a name in capitals with small letters but the first.

    >>> lower_capitals("MARTIN-ROUX"), lower_capitals("MacDONALD")
    ('Martin-Roux', 'MacDonald')
    """
    return re.sub(
        r"(Ma?c|De|Des|Du|La|Le|Fitz)?([A-ZÀ-ÖØ-Þ]+)",
        lambda found: f"{found[1] or ''}{found[2].capitalize()}",
        name,
    )


def split_particle(words: list[Word]) -> tuple[str, str]:
    """Split lower-case words off the beginning of a family name."""
    lower = 0
    while lower < len(words) - 1 and words[lower].is_lower:
        lower += 1
    texts = [word.text for word in words]
    return " ".join(texts[:lower]), " ".join(texts[lower:])


def split_particle_behind(given: str) -> tuple[str, str]:
    """Split given names from a particle after them.

    >>> split_particle_behind("C.P.M. van"), split_particle_behind("Jean")
    (('C.P.M.', 'van'), ('Jean', ''))
    """
    words = given.split()
    last = len(words)
    while last > 1 and words[last - 1] in PARTICLES:
        last -= 1
    return " ".join(words[:last]), " ".join(words[last:])


def find_body_in_braces(value: str) -> str | None:
    """Return the text of a name that one pair of braces holds whole; None for other names.

    >>> find_body_in_braces(r"{Haute Autorit{\\'{e}} de Sant{\\'{e}}}")
    "Haute Autorit{\\\\'{e}} de Sant{\\\\'{e}}"
    >>> find_body_in_braces("{A} and {B}") is None
    True
    """
    if not (value.startswith("{") and value.endswith("}")) or value.startswith("{\\"):
        return None
    depth = 0
    for place, sign in enumerate(value):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return value[1:-1] if place == len(value) - 1 else None
    return None


def split(text: str, separator: re.Pattern[str]) -> list[str]:
    """Split a text at separators outside braces."""
    if "{" not in text:
        return separator.split(text)
    pieces, begin, depth, position = [], 0, 0, 0
    either = re.compile(rf"[{{}}]|{separator.pattern}", separator.flags)
    while found := either.search(text, position):
        position = max(found.end(), found.start() + 1)
        match found[0]:
            case "{":
                depth += 1
            case "}":
                depth = max(0, depth - 1)
            case _ if depth == 0:
                pieces.append(text[begin : found.start()])
                begin = found.end()
            case _:
                # The match may reach over a brace that is not part of the separator.
                position = found.start() + 1
    return [*pieces, text[begin:]]


@lru_cache(maxsize=50_000)
def is_list(name: Name) -> bool:
    """Return whether a name holds several, joined by commas instead of ``and``.

    >>> is_list(read_name("Martin, A., Dupont, B.")), is_list(read_name("Martin, Jr, A."))
    (True, False)
    """
    if name.literal:
        return False
    return "," in name.given or bool(name.suffix and not SUFFIX.fullmatch(name.suffix))


def read_extended(value: str) -> Name:
    given = {found[1]: convert_to_plain(found[2].strip(' "')) for found in EXTENDED.finditer(value)}
    return Name(
        given.get("family", ""),
        given.get("given", ""),
        given.get("prefix", ""),
        given.get("suffix", ""),
    )
