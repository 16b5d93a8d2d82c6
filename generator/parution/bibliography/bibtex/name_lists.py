"""Parses lists of authors and editors, joined by « and » or by what people write in its place.

Names are separated by ``and``, « ; », « et », « & », « / » or « | », by commas in « Martin A,
Dupont B » and « MARTIN Anne, DUPONT Bernard »; « et al. » ends a list. Where a list shows that
families come first, a name without a comma is read so: « Dupont Jean ».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from parution.bibliography.bibtex.body_forms import is_known_acronym
from parution.bibliography.bibtex.body_names import OF_A_BODY, is_body, is_surely_body, join_bodies
from parution.bibliography.bibtex.eastern_names import put_commas_behind_families
from parution.bibliography.bibtex.given_names import is_given, is_only_given
from parution.bibliography.bibtex.latex import convert_to_plain, resolve_entities
from parution.bibliography.bibtex.person_names import (
    BEFORE_FAMILIES,
    COMMA,
    DEGREES,
    IN_PARENTHESES,
    LONGEST,
    OTHERS,
    PARTICLES,
    SPACE,
    TITLES,
    find_body_in_braces,
    is_in_capitals,
    is_list,
    lower_capitals,
    read_name,
    split,
)
from parution.domain import Name
from parution.patterns import compile_late

AND = compile_late(r"(?:^|\s+|(?<=\s))and(?=\s|$)\s*", re.IGNORECASE)
OR_AND = compile_late(r"\s+(?:et|und|y|&|\\&)\s+")
"""Words that people write in place of ``and``."""

BEFORE_LAST = compile_late(r",\s*(?:\\?&|et)\s+")
"""The separator before the last name in the lists of the APA: « Martin, P., & Durand, C. »."""

SEMICOLON = compile_late(r"\s*;\s*")
SLASH = compile_late(r"\s+[/|]\s+")

BETWEEN_BODIES = compile_late(r";|\s[/|]\s|,\s")

ET_AL = compile_late(
    r"(?<![\s,])[\s,]*+\b(?:et|and|&)\s+(?:al(?:ii)?\b\.?|coll(?:ab\w*)?\b\.?)\s*$|^al\.?$",
    re.IGNORECASE,
)
"""« et al. », « et coll. », at the end of a list."""

LONGEST_ET_AL = 40
"""Number of last characters of a list in which to look for it."""

BESIDE_NAMES = compile_late(
    r"\s*(?:\$\^(?:\{[^{}$]*\}|[^{}$])\$|\\textsuperscript\{[^{}]*\}|<[^<>\s]+@[^<>\s]+>|[*†‡§¶]+"
    r"|[⁰¹²³⁴-⁹]+(?:\s*,\s*[⁰¹²³⁴-⁹]+)*)"
)
"""Calls of notes and addresses of mail, which come along with names copied from a page."""

NUMBERED = compile_late(
    r"(?<![^\s(])\d{1,2}[.)]\s+(?=[^\W\d_])|(?<=[^\W\d_.])\d{1,2}(?:,\d{1,2})*(?=\s*(?:[,;]|$|\sand\s))"
)
"""Numbers before names, « 1. Martin J », and calls of notes as plain digits, « Martin J1 »."""

ROLE_BEFORE = compile_late(
    r"(?i:sous la (?:dir(?:ection)?\.?|coordination) (?:de |du |d['’])"
    r"|edited by |[eé]d\. (?:par|by) "
    r"|(?:coord(?:onné|ination)?|dirigé|dir|rédigé|écrit)\.? (?:par |de )?"
    r"|par |by )(?=[A-ZÀ-ÖØ-Þ])"
)
"""« par », « sous la direction de » before a name."""

ROLE_BEHIND = compile_late(rf"\s*,\s*(?:{DEGREES.pattern})\s*$", re.IGNORECASE)
"""A degree or a role at the end of a list: « Dupont J, Martin A, eds. »."""

FAMILY_AND_INITIALS = compile_late(
    r"([^,=.]+?)\s((?:[A-ZÀ-ÖØ-Þ][\s-]?){1,3}|(?:[A-ZÀ-ÖØ-Þ]\.[\s-]?){1,4})(?:\s([JS]r\.?))?"
)
"""« Dupont JB », « Dupont J.-B. »: a whole name as in PubMed and Vancouver lists."""

INITIALS_AND_FAMILY = compile_late(
    r"(?:[A-ZÀ-ÖØ-Þ]\.[\s-]?){1,4}\s*(?:[a-zà-öø-ÿ'’]+\s){0,3}[A-ZÀ-ÖØ-Þ][\w'’-]+(?:\s[A-ZÀ-ÖØ-Þ][\w'’-]+)?"
)
"""« J.-B. Dupont », « A. de la Tour »."""

PAIRS = compile_late(
    r"[^,;{}]*[a-zà-öø-ÿ][^,;{}]*,\s*(?:[A-ZÀ-ÖØ-Þ]\.?[\s-]?){1,3}"
    r"(?:,\s*[^,;{}]*[a-zà-öø-ÿ][^,;{}]*,\s*(?:[A-ZÀ-ÖØ-Þ]\.?[\s-]?){1,3})+"
)
"""« Martin, A., Dupont, B. »: repeated pairs of family and initials."""

WORD = compile_late(r"[^\W\d_A-ZÀ-ÖØ-Þ]|[^\W\d_]{3}")
"""Shows a family name: a lower-case letter, or more capitals than most initials have."""

INITIAL = compile_late(r"\b[^\W\d_]\b\.?")

INITIALS = compile_late(r"(?:[A-ZÀ-ÖØ-Þ]\.?){1,2}")
NOT_IN_A_NAME = compile_late(r"[\d@|/:()\[\]=;]")
"""Signs that show that a name was misread."""

MOST_WORDS = 4
"""Words of the longest name that is looked through for a given name at its end."""


class NameList(NamedTuple):
    """The people in a field, and the doubts about them."""

    people: tuple[Name, ...] = ()
    is_doubtful: bool = False
    """Whether one of them may be several people, or a name is missing between separators."""
    without_commas: tuple[Name, ...] = ()
    """People written « Dupont JB », « Dupont Jean », which could also be given and family name."""
    bodies: tuple[Name, ...] = ()
    """Bodies without braces of their own."""


def parse_names(value: str) -> tuple[Name, ...]:
    """Return the names in a field like ``author``, in order.

    >>> [name.family for name in parse_names("Martin A.; de la Tour B. and others")]
    ['Martin', 'Tour', '']
    """
    return read_names(value).people


@lru_cache(maxsize=64)
def read_names(value: str) -> NameList:
    """Return the names in a field, with doubts about them."""
    if not value.strip():
        return NameList()
    value = BESIDE_NAMES.sub("", resolve_entities(" ".join(value.split())))
    if "{" not in value:
        value = NUMBERED.sub("", value)
    parts = join_bodies(split_list(value))
    written = [each for part in parts for each in split_further(part.strip(" ,;"))]
    whole = [part for part in written if part]
    named = [ROLE_BEFORE.sub("", part, count=1) for part in whole]
    commas = put_commas([part for part in named if is_person(part) and not is_surely_body(part)])
    people = lower_shouted_families(named, [read_name(commas.get(part, part)) for part in named])
    guessed = tuple(one for part, one in zip(named, people, strict=True) if part in commas)
    doubtful = (
        len(whole) < len(written)
        or any(map(is_doubtful_name, people))
        or is_mixed(whole)
        or any(map(ROLE_BEFORE.match, whole))
    )
    bodies = tuple(
        one
        for part, one in zip(named, people, strict=True)
        if one.literal and is_person(part) and one != OTHERS and not is_known_acronym(part)
    )
    return NameList(tuple(one for one in people if one != Name()), doubtful, guessed, bodies)


def split_list(value: str) -> list[str]:
    """Return the items of a BibTeX list joined by « and », except within braces.

    >>> split_list("Paris and {Trinidad and Tobago}")
    ['Paris', '{Trinidad and Tobago}']
    """
    return [part.strip() for part in split(value, AND)]


# Separators other than « and »


@lru_cache(maxsize=2048)
def split_further(part: str) -> tuple[str, ...]:
    """Return the names in a part that joins several without ``and``, if that is certain.

    People write more than one article: most names come again.
    """
    return tuple(find_names(part))


def find_names(part: str) -> Iterator[str]:
    if part.lower() in ("others", "et al", "et al."):
        yield "others"
        return
    if is_surely_body(part) and not BETWEEN_BODIES.search(part):
        yield part
        return
    part = ROLE_BEHIND.sub("", part) if "{" not in part else part
    is_cut = False
    while found := ET_AL.search(part, max(0, len(part) - LONGEST_ET_AL)):
        part, is_cut = part[: found.start()].strip(" ,"), True
    if is_cut:
        yield from split_further(part) if part else ()
        yield "others"
        return
    pairs = BEFORE_LAST.sub(", ", part) if len(part) <= LONGEST * 10 else ""
    if PAIRS.fullmatch(pairs):
        words = COMMA.split(pairs)
        yield from map(", ".join, zip(words[::2], words[1::2], strict=True))
        return
    for separator, is_certain in (
        (SEMICOLON, are_any),
        (SLASH, are_any),
        (OR_AND, are_people),
        (COMMA, are_whole),
    ):
        pieces = [piece for piece in split(part, separator) if piece.strip()]
        if len(pieces) > 1 and len(part) <= LONGEST * len(pieces) and is_certain(pieces):
            for piece in pieces:
                yield from split_further(piece.strip())
            return
    yield part


def are_any(pieces: list[str]) -> bool:
    return all(is_surely_body(piece) or not OF_A_BODY.search(piece) for piece in pieces)


def are_people(pieces: list[str]) -> bool:
    """Return whether all pieces are whole names: two words or more, each with a capital."""
    words = [[word for word in SPACE.split(piece.replace(",", " ")) if word] for piece in pieces]
    return not any(OF_A_BODY.search(piece) for piece in pieces) and all(
        2 <= len(each) <= 5
        and all(word[0].isupper() or word.lower() in PARTICLES for word in each)
        and each[0][0].isupper()
        for each in words
    )


def are_whole(pieces: list[str]) -> bool:
    """Return whether each piece between commas is a name by itself.

    >>> are_whole(["Dupont J", "Martin A"]), are_whole(["Jean Dupont", "Paul Martin"])
    (True, True)
    >>> are_whole(["Garcia Marquez", "Gabriel José"])
    False
    """
    if all(map(is_one_name, pieces)):
        return True
    if all(INITIALS_AND_FAMILY.fullmatch(convert_to_plain(piece)) for piece in pieces):
        return True
    if any(INITIAL.search(piece) or OF_A_BODY.search(piece) for piece in pieces):
        return False
    return (
        all(map(begins_with_given, pieces))
        or (all(map(ends_with_given, pieces)) and any(map(put_comma_before_given, pieces)))
        or all(map(begins_in_capitals, pieces))
    )


def is_one_name(piece: str) -> bool:
    return bool(
        put_comma_before_initials(piece) or is_surely_body(piece) or is_known_acronym(piece)
    )


def begins_with_given(written: str) -> bool:
    """Return whether a name without a comma has its given name first.

    >>> begins_with_given("Anne Barata"), begins_with_given("Dupont Jean")
    (True, False)
    """
    words = convert_to_plain(written).split()
    return len(words) > 1 and is_given(words[0]) and not is_only_given(words[-1])


def ends_with_given(written: str) -> bool:
    words = convert_to_plain(written).split()
    return len(words) > 1 and is_given(words[-1]) and not is_given(words[0])


def begins_in_capitals(written: str) -> bool:
    words = convert_to_plain(written).split()
    return len(words) > 1 and is_in_capitals(words[0]) and any(map(str.islower, words[-1]))


def is_mixed(written: list[str]) -> bool:
    """Return whether « Jean Dupont, Paul Martin » is among names without a comma."""
    halves = [part.split(",") for part in written if part.count(",") == 1 and "{" not in part]
    looks_two = any(
        all(len(half.split()) > 1 and not INITIAL.search(half) for half in each) for each in halves
    )
    return looks_two and any("," not in part and is_person(part) for part in written)


# Names with the family first


def put_commas(people: list[str]) -> dict[str, str]:
    """Return « Dupont, JB » for « Dupont JB », « Dupont, Jean » for « Dupont Jean ».

    Initials prove nothing if another name in the list has its family last, and little beside names
    with a comma: « Jean LI ».
    """
    initials = {part: found for part in people if (found := put_comma_before_initials(part))}
    if not all(part in initials or "," in part for part in people):
        initials = {}
    elif len(initials) < len(people):
        initials = {
            part: found for part, found in initials.items() if not is_given(part.split()[0])
        }
    rest = [part for part in people if "," not in part and "{" not in part and part not in initials]
    backwards = {part: found for part in rest if (found := put_comma_before_given(part))}
    if backwards and not any(map(begins_with_given, rest)):
        pairs = (part.split() for part in rest)
        backwards = {
            " ".join(pair): ", ".join(pair) for pair in pairs if len(pair) == 2
        } | backwards
    return initials | put_commas_behind_families(rest) | backwards


@lru_cache(maxsize=50_000)
def put_comma_before_initials(written: str) -> str:
    """Return « Dupont, JB » for « Dupont JB »; an empty string for names in other forms."""
    if "," in written or len(written) > LONGEST:
        return ""
    found = FAMILY_AND_INITIALS.fullmatch(convert_to_plain(IN_PARENTHESES.sub("", written)))
    if not found or not WORD.search(found[1]) or is_body(read_name(found[0])):
        return ""
    return ", ".join(part.strip() for part in (found[1], found[3], found[2]) if part)


@lru_cache(maxsize=50_000)
def put_comma_before_given(written: str) -> str:
    """Return « Dupont, Jean » for « Dupont Jean »; an empty string where that is uncertain.

    >>> put_comma_before_given("Le Goff Anne"), put_comma_before_given("Jean Martin")
    ('Le Goff, Anne', '')
    """
    if "," in written or "{" in written or len(written) > LONGEST:
        return ""
    words = convert_to_plain(TITLES.sub("", written, count=1)).split()
    begin = 0
    while begin < len(words) and words[begin] in PARTICLES:
        begin += 1
    capitals = all(word[0].isupper() for word in words[begin:])
    if not begin + 2 <= len(words) <= begin + MOST_WORDS or not capitals:
        return ""
    if is_given(words[begin]) or not is_only_given(words[-1]) or is_in_capitals(words[begin]):
        return ""
    cut = next(place for place in range(len(words) - 1, 0, -1) if not is_given(words[place - 1]))
    if words[cut - 1].lower() in BEFORE_FAMILIES:  # « Omar Al Hassan ».
        return ""
    return f"{' '.join(words[:cut])}, {' '.join(words[cut:])}"


def lower_shouted_families(written: list[str], people: list[Name]) -> list[Name]:
    """Return people with « ROY » as « Roy » if the list writes longer families in capitals."""
    is_shouting = any(
        one.family and not one.family.isupper() and one.family.upper() in part
        for part, one in zip(written, people, strict=True)
    )
    if not is_shouting:
        return people
    return [
        replace(one, family=lower_capitals(one.family))
        if one.given and one.family.isupper()
        else one
        for one in people
    ]


def is_doubtful_name(one: Name) -> bool:
    """Return whether a name is a list, has initials for a family, or signs that no name has."""
    read = " ".join((one.family, one.given, one.particle))
    is_turned = INITIALS.fullmatch(one.family) and any(map(str.islower, one.given))
    return is_list(one) or bool(is_turned) or bool(NOT_IN_A_NAME.search(read))


def is_person(part: str) -> bool:
    return part.lower() != "others" and find_body_in_braces(part) is None
