"""Parses names of authors and editors into families, given names and bodies.

The parser understands « Family, Given », « Given Family », particles (« de », « van der ») before a
family or after a given name, « Family, Jr, Given », bodies in braces (``{Haute Autorité de
Santé}``), ``and others``, « et al. », BibLaTeX's extended form (``family=Tour, given=Jean,
prefix=de la``), and people's own forms: « MARTIN Anne », « Dr Jean Dupont », « Martin A ; Dupont B
».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from parution.bibliography.bibtex.latex import plain, resolve_entities
from parution.domain import Name

OTHERS = Name(literal="et al.")
"""Stands for the authors after ``and others``."""

AND = re.compile(r"(?:^|\s+|(?<=\s))and(?=\s|$)\s*", re.IGNORECASE)
OR_AND = re.compile(r"\s+(?:et|und|y|&|\\&)\s+")
"""Words that people write in place of ``and``."""

SEMICOLON = re.compile(r"\s*;\s*")
SLASH = re.compile(r"\s+/\s+")
COMMA = re.compile(r"\s*,\s*")
SPACE = re.compile(r"[\s~]+")

ET_AL = re.compile(
    r"(?<![\s,])[\s,]*+\b(?:et|and|&)\s+(?:al(?:ii)?\b\.?|coll(?:ab\w*)?\b\.?)\s*$|^al\.?$",
    re.IGNORECASE,
)
"""« et al. », « et coll. », at the end of a list."""

LONGEST_ET_AL = 40
"""Number of last characters of a list in which to look for it."""

BODY = re.compile(r"\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}")
EXTENDED = re.compile(r"\s*([a-z]+(?:-i)?)\s*=\s*(\"[^\"]*\"|\{[^{}]*\}|[^,]*)(?:,|$)")
"""A part of a name in BibLaTeX's extended form; ``useprefix=true`` counts too."""

RANK_BEHIND = re.compile(r"(.*\S)\s+([JS]r\.?|I{2,3}|IV|[2-9](?:nd|rd|th))")
"""A suffix after the given names: « Martin, John III », « Smith, John, Jr »."""

SUFFIX = re.compile(r"(?:jr|sr|junior|senior|fils|père|[ivx]+|\d\w{1,3})\.?", re.IGNORECASE)
"""A suffix, which may be between two commas of one name."""

PARTICLES = frozenset(
    "de du des d' d’ la le les l' van der den von zu zur zum vom da dos do di del della dello ter"  # noqa: SIM905
    " ten 't af av el al bin ibn ver te op".split()
)
"""Particles that some lists of authors put after the given name: « Hoesel, C.P.M. van »."""

TITLES = re.compile(
    r"(?:(?:dr|pr|prof|professeure?|docteure?|mme|mlle|monsieur|madame|sir)\.?\s+)+(?=\S)", re.I
)
DEGREES = re.compile(
    r"(?:m\.?d|ph\.?\s?d|m\.?sc|mph|msn?|rn|pharmd?|frcp|md-phd|dphil|bsc|habil|hdr)\.?", re.I
)
BESIDE_NAMES = re.compile(
    r"\s*(?:\$\^(?:\{[^{}$]*\}|[^{}$])\$|\\textsuperscript\{[^{}]*\}|<[^<>\s]+@[^<>\s]+>|[*†‡§¶]+)"
)
"""Calls of notes and addresses of mail, which come along with names copied from a page."""

IN_PARENTHESES = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
"""« (MD) », « (ed.) » after a name."""

CAPITALS = re.compile(r"[A-ZÀ-ÖØ-Þ]['’A-ZÀ-ÖØ-Þ-]+")
FEWEST_CAPITALS = 4
"""Letters of a family name written in capitals; fewer may be initials or an abbreviation."""

FAMILY_AND_INITIALS = re.compile(
    r"([^,=.]+?)\s((?:[A-ZÀ-ÖØ-Þ][\s-]?){1,3}|(?:[A-ZÀ-ÖØ-Þ]\.[\s-]?){1,4})(?:\s([JS]r\.?))?"
)
"""« Dupont JB », « Dupont J.-B. »: a whole name as in PubMed and Vancouver lists."""

PAIRS = re.compile(
    r"[^,;{}]*[a-zà-öø-ÿ][^,;{}]*,\s*(?:[A-ZÀ-ÖØ-Þ]\.?[\s-]?){1,3}"
    r"(?:,\s*[^,;{}]*[a-zà-öø-ÿ][^,;{}]*,\s*(?:[A-ZÀ-ÖØ-Þ]\.?[\s-]?){1,3})+"
)
"""« Martin, A., Dupont, B. »: repeated pairs of family and initials."""

GIVEN_IN_PARENTHESES = re.compile(r"([^(),{}]+?)\s*\(([A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ][^(),{}]*)\)")
"""« Dupont (Jean) »."""

WORD = re.compile(r"[^\W\d_A-ZÀ-ÖØ-Þ]|[^\W\d_]{4}")
"""Shows a family name: a lower-case letter, or more capitals than initials have."""

LONGEST = 100
"""Characters of the longest name to analyse; longer ones in a hostile file would take minutes."""

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
"""Words in names of bodies, French and English, that few people's names have."""

FEWEST_WORDS_OF_A_BODY = 3
"""Fewer words may be a person: « Robert Service »."""


class NameList(NamedTuple):
    """The people in a field, and the doubts about them."""

    people: tuple[Name, ...] = ()
    is_doubtful: bool = False
    """Whether one of them may be several people, or a name is missing between separators."""
    without_commas: tuple[Name, ...] = ()
    """People written « Dupont JB », which could also be a given and a family name."""


def names(value: str) -> tuple[Name, ...]:
    """Return the names in a field like ``author``, in order.

    >>> [name.family for name in names("Martin A.; de la Tour B. and others")]
    ['Martin', 'Tour', '']
    """
    return read_names(value).people


@lru_cache(maxsize=64)
def read_names(value: str) -> NameList:
    """Return the names in a field, with doubts about them."""
    if not value.strip():
        return NameList()
    value = resolve_entities(" ".join(value.split()))
    value = BESIDE_NAMES.sub("", value)
    written = [each for part in split_list(value) for each in _split_further(part)]
    whole = [part for part in written if part]
    commas = {part: _with_comma(part) for part in whole if _is_person(part)}
    if not commas or not all(commas.values()):
        commas = {}
    guessed = tuple(name(commas[part]) for part in whole if part in commas)
    people = tuple(name(commas.get(part, part)) for part in whole)
    doubtful = len(whole) < len(written) or any(map(is_list, people)) or _is_mixed(whole)
    return NameList(tuple(one for one in people if one != Name()), doubtful, guessed)


def split_list(value: str) -> list[str]:
    """Return the items of a BibTeX list joined by « and », except within braces.

    >>> split_list("Paris and {Trinidad and Tobago}")
    ['Paris', '{Trinidad and Tobago}']
    """
    return [part.strip() for part in _split(value, AND)]


def _split(text: str, separator: re.Pattern[str]) -> list[str]:
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


def _split_further(part: str) -> Iterator[str]:
    """Yield the names in a part that joins several without ``and``, if that is certain."""
    if part.lower() in ("others", "et al", "et al."):
        yield "others"
        return
    is_cut = False
    while found := ET_AL.search(part, max(0, len(part) - LONGEST_ET_AL)):
        part, is_cut = part[: found.start()].strip(" ,"), True
    if is_cut:
        yield from _split_further(part) if part else ()
        yield "others"
        return
    if pairs := PAIRS.fullmatch(part) if len(part) <= LONGEST * 10 else None:
        words = COMMA.split(pairs[0])
        yield from map(", ".join, zip(words[::2], words[1::2], strict=True))
        return
    for separator, is_certain in (
        (SEMICOLON, _are_any),
        (SLASH, _are_any),
        (OR_AND, _are_people),
        (COMMA, _are_short),
    ):
        pieces = [piece for piece in _split(part, separator) if piece.strip()]
        if len(pieces) > 1 and len(part) <= LONGEST * len(pieces) and is_certain(pieces):
            for piece in pieces:
                yield from _split_further(piece.strip())
            return
    yield part


def _are_any(pieces: list[str]) -> bool:
    return not any(OF_A_BODY.search(piece) for piece in pieces)


def _are_people(pieces: list[str]) -> bool:
    """Return whether all pieces are whole names: two words or more, each with a capital."""
    words = [[word for word in SPACE.split(piece.replace(",", " ")) if word] for piece in pieces]
    return not any(OF_A_BODY.search(piece) for piece in pieces) and all(
        2 <= len(each) <= 5
        and all(word[0].isupper() or word.lower() in PARTICLES for word in each)
        and each[0][0].isupper()
        for each in words
    )


def _are_short(pieces: list[str]) -> bool:
    return all(map(_with_comma, pieces))


def _is_mixed(written: list[str]) -> bool:
    """Return whether « Jean Dupont, Paul Martin » is among names without a comma."""
    halves = [part.split(",") for part in written if part.count(",") == 1 and "{" not in part]
    looks_two = any(
        all(len(half.split()) > 1 and not INITIAL.search(half) for half in each) for each in halves
    )
    return looks_two and any("," not in part and _is_person(part) for part in written)


INITIAL = re.compile(r"\b[^\W\d_]\b\.?")


@lru_cache(maxsize=50_000)
def name(value: str) -> Name:
    """Return one name.

    >>> name("de la Tour, Jean").particle
    'de la'
    >>> name("MARTIN Anne"), name("Dr Jean Dupont")
    (Name(family='Martin', given='Anne', particle='', suffix='', literal=''), \
Name(family='Dupont', given='Jean', particle='', suffix='', literal=''))
    """
    if value.lower() == "others":
        return OTHERS
    if (body := BODY.fullmatch(value)) and not body[1].startswith("\\"):
        return Name(literal=plain(body[1]))
    if "family" in value and EXTENDED.match(value):
        return _read_extended(value)
    if (found := GIVEN_IN_PARENTHESES.fullmatch(value)) and not DEGREES.fullmatch(found[2]):
        value = f"{found[1]}, {found[2]}"
    parts = [part.strip() for part in _split(value, COMMA)]
    parts[-1] = IN_PARENTHESES.sub("", parts[-1]) if "{" not in parts[-1] else parts[-1]
    parts = [part for part in parts if not DEGREES.fullmatch(part)] or parts
    if len(parts) == 1:
        return _in_order(_words(TITLES.sub("", parts[0], count=1)))
    particle, family = _particle(_words(parts[0]))
    if rank := RANK_BEHIND.fullmatch(" ".join(parts[1:])) if len(parts) < 4 else None:
        parts = [parts[0], rank[2], rank[1]]
    suffix = parts[1] if len(parts) > 2 else ""
    given = ", ".join(plain(part) for part in (parts[2:] if suffix else parts[1:]))
    given, behind = _particle_behind(TITLES.sub("", given, count=1))
    return Name(_in_small_if_shouted(family, given), given, particle or behind, plain(suffix))


class Word(NamedTuple):
    """A word of a name."""

    text: str
    is_lower: bool
    """Whether it begins with a lower-case letter outside braces."""


def _words(part: str) -> list[Word]:
    """Return the words of a part of a name, as plain text."""
    found = []
    for written in _split(part, SPACE):
        if text := plain(written):
            is_protected = written.startswith("{") and not written.startswith("{\\")
            found.append(Word(text, text[0].islower() and not is_protected))
    return found


def _in_order(words: list[Word]) -> Name:
    """Return a name written without a comma: given names, particle, family; or family first."""
    capitals = 0
    while capitals < len(words) and CAPITALS.fullmatch(words[capitals].text):
        capitals += 1
    rest = " ".join(word.text for word in words[capitals:])
    letters = sum(len(word.text) for word in words[:capitals])
    if letters >= FEWEST_CAPITALS and _is_given(words[capitals:]):
        return Name(" ".join(_in_small(word.text) for word in words[:capitals]), rest)
    first = next((place for place, word in enumerate(words[:-1]) if word.is_lower), None)
    cut = max(len(words) - 1, 0) if first is None else first
    particle, family = _particle(words[cut:])
    given = " ".join(word.text for word in words[:cut])
    return Name(_in_small_if_shouted(family, given), given, particle)


def _is_given(words: list[Word]) -> bool:
    """Return whether the words after a family in capitals are given names, not part of a body."""
    whole = " ".join(word.text for word in words)
    begins = whole[:1].isupper() and not any(word.is_lower for word in words)
    return begins and not OF_A_BODY.search(whole) and not INITIAL.fullmatch(whole)


def _in_small_if_shouted(family: str, given: str) -> str:
    """Return « Martin » for « Anne MARTIN »; leave a family of which only initials are given.

    >>> [_in_small_if_shouted("MARTIN", given) for given in ("Anne", "ANNE", "AB")]
    ['Martin', 'Martin', 'MARTIN']
    """
    shouts = all(map(CAPITALS.fullmatch, family.split())) and len(family) >= FEWEST_CAPITALS
    has_names = any(map(str.islower, given)) or any(len(word) > 3 for word in given.split())
    return _in_small(family) if shouts and has_names and "." not in given else family


def _in_small(name: str) -> str:
    """Return « Martin-Roux » for « MARTIN-ROUX »."""
    return re.sub(r"[^\W\d_]+", lambda found: found[0].capitalize(), name)


def _particle(words: list[Word]) -> tuple[str, str]:
    """Split lower-case words off the beginning of a family name."""
    lower = 0
    while lower < len(words) - 1 and words[lower].is_lower:
        lower += 1
    texts = [word.text for word in words]
    return " ".join(texts[:lower]), " ".join(texts[lower:])


def _particle_behind(given: str) -> tuple[str, str]:
    """Split given names from a particle after them.

    >>> _particle_behind("C.P.M. van"), _particle_behind("Jean")
    (('C.P.M.', 'van'), ('Jean', ''))
    """
    words = given.split()
    last = len(words)
    while last > 1 and words[last - 1] in PARTICLES:
        last -= 1
    return " ".join(words[:last]), " ".join(words[last:])


def _is_person(part: str) -> bool:
    return part.lower() != "others" and not BODY.fullmatch(part)


@lru_cache(maxsize=50_000)
def _with_comma(written: str) -> str:
    """Return « Dupont, JB » for « Dupont JB »; an empty string for names in other forms."""
    if "," in written or len(written) > LONGEST:
        return ""
    found = FAMILY_AND_INITIALS.fullmatch(plain(written))
    if not found or not WORD.search(found[1]) or is_body(name(found[0])):
        return ""
    return ", ".join(part.strip() for part in (found[1], found[3], found[2]) if part)


@lru_cache(maxsize=50_000)
def is_list(name: Name) -> bool:
    """Return whether a name holds several, joined by commas instead of ``and``.

    >>> is_list(name("Martin, A., Dupont, B.")), is_list(name("Martin, Jr, A."))
    (True, False)
    """
    if name.literal:
        return False
    return "," in name.given or bool(name.suffix and not SUFFIX.fullmatch(name.suffix))


@lru_cache(maxsize=50_000)
def is_body(name: Name) -> bool:
    """Return whether a person's name looks like that of a body.

    >>> is_body(name("Haute Autorité de Santé")), is_body(name("{Haute Autorité de Santé}"))
    (True, False)
    """
    written = " ".join((name.given, name.particle, name.family, name.suffix))
    words = [word for word in written.split() if len(word.rstrip(".")) > 1]
    return len(words) >= FEWEST_WORDS_OF_A_BODY and bool(OF_A_BODY.search(" ".join(words)))


def _read_extended(value: str) -> Name:
    given = {found[1]: plain(found[2].strip(' "')) for found in EXTENDED.finditer(value)}
    return Name(
        given.get("family", ""),
        given.get("given", ""),
        given.get("prefix", ""),
        given.get("suffix", ""),
    )
