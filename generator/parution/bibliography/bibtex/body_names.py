"""Tells the names of bodies from those of people, where no braces do.

A body is sure if its name has no comma and begins or ends as no person's does (« Collège … »,
« … Collaborators »), has a form as in `body_forms`, or a word such as « Santé » among three or more
and no given name first.
"""

from __future__ import annotations

import re
from functools import lru_cache

from parution.bibliography.bibtex.body_forms import has_form_of_body
from parution.bibliography.bibtex.given_names import is_given
from parution.bibliography.bibtex.latex import convert_to_plain
from parution.domain import Name
from parution.patterns import compile_late

OF_A_BODY = compile_late(
    r"\b(?:a(?:cad[eé]m\w+|dministration|genc(?:e|es|y|ies)|lliance|ssembl[eé]e|ssistance"
    r"|ssociations?|ssurance|utorit[eé]|uthority)"
    r"|board|bureau|c(?:aisse|ent(?:re|er)s?|linics?|oll[eèé]g\w+|ollectif|ollaborati(?:on|ve)"
    r"|ollaborators|omit[eé]e?|ommittee|ommission|onsortium|onseil|ouncil)"
    r"|d[eé]fenseure? des droits|d[eé]partement|department|direction|f[eé]d[eé]ration|fondation"
    r"|foundation|faculty|faculté|groupe?|h[oô]pita(?:l|ux)|hospitals?|initiative"
    r"|institut(?:e|ion)?s?|investigators|laborato(?:ire|ry)|league|library|ligue"
    r"|minist(?:[eè]re|ry)|national\w*|observato(?:ire|ry)|office|ordre"
    r"|organi[sz]ation|panel|programme?|r[eé]daction|r[eé]publique|r[eé]seau|registry|revue"
    r"|network|sant[eé]|health|service|soci[eé]t(?:[eé]|y)|syndicat|task ?force|trialists|union"
    r"|unit[eé]?|universit[eéy]\w*|working party|world)\b",
    re.IGNORECASE,
)
"""Words in names of bodies, French and English, that few people's names have."""

ENDS_A_BODY = compile_late(
    r"(?:administration|agency|alliance|association|authority|clinic|collaborati(?:on|ve)"
    r"|collaborators|committee|consortium|council|editors|foundation|groupe?|hospital|initiative"
    r"|institute|investigators|library|network|organi[sz]ation|panel|programme?|r[eé]daction"
    r"|registry|society|taskforce|trialists|university)",
    re.IGNORECASE,
)
"""Last words of bodies that are no family names."""

BEGINS_A_BODY = compile_late(
    r"(?:acad[eé]mie|agence|association|assistance|caisse|centre|coll[eè]ge|collectif|comit[eé]"
    r"|commission|conseil|direction|f[eé]d[eé]ration|fondation|groupe|h[oô]pita(?:l|ux)|institut"
    r"|minist[eè]re|observatoire|ordre|r[eé]seau|revue|soci[eé]t[eé]|syndicat|union|universit[eé])",
    re.IGNORECASE,
)
"""First words of bodies that are no given names."""

ARTICLE = compile_late(r"the\s(?=\S)", re.IGNORECASE)
"""« The RECOVERY Collaborative Group », « The Lancet »."""

ON_BEHALF = compile_late(
    r"\A(?:on behalf of|for|au nom d[eu]|pour)\s+(?:the\s+|les?\s+|la\s+|l['’])?", re.IGNORECASE
)
"""« on behalf of the RECOVERY Collaborative Group »: for whom people wrote."""

LIST_WITHIN = compile_late(r",\s+(?:(?:des?|du|of|and|et|la|le)\b|[dl]['’])")
"""A comma within a body: « Direction de la recherche, des études, de l'évaluation … »."""

INITIAL = compile_late(r"(?<![\w.])[A-ZÀ-ÖØ-Þ]\.?(?![\w'’])(?!\.\w)")

TAIL = compile_late(
    r"(?:blood|care|clinical|digestive|drug|excellence|gyn(?:a?e)cologists|gyna?ecology|human"
    r"|injuries|innovation|kidney|prevention|quality|services|technology|welfare)\b",
    re.IGNORECASE,
)
"""What follows « and » within a body: « Centers for Disease Control and Prevention »."""

FEWEST_WORDS = 3
"""Fewer words may be a person, « Robert Service », unless the first or last one says otherwise."""

LONGEST = 250
"""Characters of the longest name of a body."""


@lru_cache(maxsize=50_000)
def is_surely_body(written: str) -> bool:
    """Return whether a name without braces is a body's, and could hardly be a person's.

    >>> [*map(is_surely_body, ("The RECOVERY Group", "Haute Autorité de Santé (HAS)"))]
    [True, True]
    >>> [*map(is_surely_body, ("Robert Service", "Marie-Anne de la Santé", "Santé, Marie"))]
    [False, False, False]
    """
    if len(written) > LONGEST or "=" in written:
        return False
    plain = convert_to_plain(written)
    words = plain.split()
    if words and "," not in plain and not INITIAL.search(plain) and has_form_of_body(words):
        return True
    if len(words) < FEWEST_WORDS - 1 or INITIAL.search(plain) or is_given(words[0]):
        return False
    if BEGINS_A_BODY.fullmatch(words[0]) or ENDS_A_BODY.fullmatch(words[-1]):
        return "," not in LIST_WITHIN.sub(" ", plain)
    has_word = len(words) >= FEWEST_WORDS and OF_A_BODY.search(plain)
    return "," not in plain and bool(has_word or ARTICLE.match(plain))


def join_bodies(parts: list[str]) -> list[str]:
    """Return the names of a list, putting together bodies with « and » within.

    >>> join_bodies(["National Institute for Health", "Care Excellence", "Martin, Anne"])
    ['National Institute for Health and Care Excellence', 'Martin, Anne']
    """
    joined: list[str] = []
    for part in parts:
        if joined and "," not in part and TAIL.match(part) and may_be_body(joined[-1]):
            joined[-1] += f" and {part}"
        else:
            joined.append(part)
    return joined


def may_be_body(part: str) -> bool:
    """Return whether a part of a list may be the beginning of the name of a body."""
    if len(part) > LONGEST:
        return False
    words = part.split()
    is_list = "," in part and not OF_A_BODY.search(part)
    return len(words) > 1 and "{" not in part and not is_list and not is_given(words[0])


@lru_cache(maxsize=50_000)
def is_body(name: Name) -> bool:
    """Return whether a person's name looks like that of a body.

    >>> is_body(Name(family="Autorité de Santé", given="Haute")), is_body(Name(literal="HAS"))
    (True, False)
    """
    written = " ".join((name.given, name.particle, name.family, name.suffix))
    words = [word for word in written.split() if len(word.rstrip(".")) > 1]
    if len(words) == FEWEST_WORDS - 1:
        return bool(OF_A_BODY.match(words[0]) or ENDS_A_BODY.fullmatch(words[-1]))
    return len(words) >= FEWEST_WORDS and bool(OF_A_BODY.search(" ".join(words)))


def write_as_found(person: Name, value: str) -> str:
    """Return a name in the order in which the raw field has it: « Family, Given », or without."""
    family = f"{person.particle} {person.family}".strip()
    turned = f"{family}, {person.given}"
    return turned if turned in convert_to_plain(value) else f"{person.given} {family}".strip()
