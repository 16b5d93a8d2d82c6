"""“Did you mean …?”: finds the known name nearest to a mistyped one, and proposes it.

The distance is the number of letters to change, add, leave out or exchange with their neighbour
(Damerau and Levenshtein), as in Rust's compiler and Git. A name may have one such slip for each
three letters, or as many as ``slips_per_letter`` allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from parution.domain.messages import Message, message
from parution.language.fold import fold

SHOWN = 8
"""How many known names a sentence lists before it stops."""

LONGEST = 80
"""Letters of the longest name to compare; a longer one has no near name."""

FEWEST_LETTERS = 4
"""The fewest first letters that identify a name if the rest is missing."""

SAME_IN_FRENCH: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "15-jours-avant": ("before",),
        "a-la-fin": ("after",),
        "abonnes": ("paywalled",),
        "animateur": ("facilitator",),
        "animatrice": ("facilitator", "animateur"),
        "annee": ("year", "edition"),
        "apres": ("after",),
        "aucun": ("none-declared",),
        "aucun-lien": ("none-declared",),
        "aucuns": ("none-declared",),
        "auteur": ("author", "authors"),
        "auteurs": ("authors", "author"),
        "avant": ("before",),
        "bibliographie": ("references",),
        "brouillon": ("draft",),
        "cherche": ("searched_by",),
        "cherche-par": ("searched_by",),
        "commentaire": ("commentary",),
        "commentaires": ("commentary",),
        "commentaires-de-cas": ("commentary",),
        "compte-rendu": ("minutes",),
        "critere": ("outcome",),
        "date": ("starts", "date", "answered"),
        "debut": ("starts",),
        "declares": ("declared",),
        "duree": ("duration",),
        "editeur": ("publisher",),
        "end": ("duration",),
        "ends": ("duration",),
        "essentiel": ("summary",),
        "facilitator": ("animateur",),
        "fin": ("duration",),
        "fuseau": ("timezone",),
        "fuseau-horaire": ("timezone",),
        "gratuit": ("free",),
        "groupe": ("name",),
        "heure": ("starts",),
        "i": ("1",),
        "ii": ("2",),
        "iii": ("3",),
        "inconnu": ("unknown",),
        "inconnus": ("unknown",),
        "industrie": ("industry-funded",),
        "interets": ("interests",),
        "iv": ("4",),
        "jour": ("starts",),
        "l-essentiel": ("summary",),
        "lecteur": ("reader",),
        "lecteurs": ("readers", "reader", "readers-first"),
        "lecteurs-d-abord": ("readers-first",),
        "les-lecteurs-designes-avant,-les-autres-a-la-fin": ("readers-first",),
        "les-references-avant,-le-reste-a-la-fin": ("references-first",),
        "libre": ("free",),
        "liens": ("interests",),
        "liens-d-interets": ("interests",),
        "lieu": ("place",),
        "membre": ("member",),
        "membres": ("member",),
        "mots-cles": ("keywords",),
        "niveau": ("level",),
        "nom": ("name",),
        "par": ("searched_by",),
        "payant": ("paywalled",),
        "policies": ("policy",),
        "policy": ("default_policy",),
        "politique": ("policy", "default_policy"),
        "politiques": ("policies",),
        "preparer-la-reunion": ("preparation",),
        "preuve": ("level",),
        "question": ("question",),
        "qui": ("searched_by",),
        "recherche": ("searched_until",),
        "recherche-par": ("searched_by",),
        "references-d-abord": ("references-first",),
        "regle": ("policy",),
        "regles": ("releases",),
        "relu": ("reviewed",),
        "repondu": ("answered",),
        "reponse": ("answer",),
        "resultat": ("outcome",),
        "resume": ("summary", "abstract"),
        "resumes": ("sources",),
        "resumes-des-documents": ("sources",),
        "reunion": ("meetings",),
        "reunions": ("meetings",),
        "revue": ("journal",),
        "salle": ("place",),
        "sujet": ("subject", "title"),
        "synonymes": ("synonyms",),
        "synthese": ("dossier",),
        "theme": ("theme", "themes"),
        "titre": ("title",),
        "tout,-quinze-jours-avant": ("before",),
        "tout-a-la-fin": ("after",),
        "tout-apres": ("after",),
        "tout-avant": ("before",),
        "who": ("searched_by",),
    }
)
"""Words that a French author may write, folded, and the names they may stand for."""


def find_nearest(
    written: str, known: Iterable[str], *, slips_per_letter: float = 1 / 3
) -> str | None:
    """Return the known name that was most likely meant; None if none is near enough.

    Names are compared `fold`-ed. Of equally near names the first one is returned.

    >>> find_nearest("menstruation", ["iatrogenie", "menstruations"])
    'menstruations'
    >>> find_nearest("titre", ["title", "themes"])
    'title'
    """
    asked = fold(written)[: LONGEST + 1]
    if not asked or len(asked) > LONGEST:
        return None
    names: dict[str, str] = {}
    for name in known:
        names.setdefault(fold(name), name)
    exact = next((meant for meant in may_stand_for(asked) if meant in names), None)
    within = next((name for name in names if is_within(asked, name)), None)
    found = (
        exact
        or within
        or find_least_distant(asked, names, slips_per_letter)
        or find_by_beginning(asked, names)
    )
    return names[found] if found else None


def propose_name(written: str, known: Iterable[str], otherwise: Message) -> Message:
    """Return the remedy for an unknown name: the nearest known one, or ``otherwise``."""
    likely = find_nearest(written, known)
    return message("Did you mean “%(nearest)s”?", nearest=likely) if likely else otherwise


def propose_one_of(written: str, known: Iterable[str], *, said: bool = False) -> Message:
    """Return the remedy for an unknown name: the nearest known one, or a list of them.

    Do not list the names again if the message has already ``said`` them.
    """
    names = sorted(known)
    if not names:
        otherwise = message("Remove it: nothing may be named here.")
    elif said:
        otherwise = message("Write one of these names, or remove this one.")
    else:
        otherwise = message("Write one of these: %(known)s.", known=list_names(names))
    return propose_name(written, names, otherwise)


def list_names(names: Iterable[str]) -> str:
    """Return names separated by commas, cut short if there are many."""
    everything = list(names)
    shown = ", ".join(everything[:SHOWN])
    return f"{shown}…" if len(everything) > SHOWN else shown


def may_stand_for(asked: str) -> tuple[str, ...]:
    """Return the names that a folded word may stand for: itself, then its translations."""
    stem, dot, ending = asked.partition(".")
    translated = SAME_IN_FRENCH.get(re.sub("[ _']", "-", stem), ())
    return asked, *(f"{name}{dot}{ending}" for name in translated)


def is_within(asked: str, name: str) -> bool:
    """Return whether one of two paths is the other with a folder or an ending added."""
    return (
        name.endswith(f"/{asked}")
        or asked.endswith(f"/{name}")
        or asked.startswith((f"{name}/", f"{name}."))
    )


def find_by_beginning(asked: str, names: Iterable[str]) -> str | None:
    """Return the only name that begins with ``asked``, if that has enough letters."""
    begun = [name for name in names if name.startswith(asked)]
    return begun[0] if len(begun) == 1 and len(asked) >= FEWEST_LETTERS else None


def find_least_distant(asked: str, names: Iterable[str], slips_per_letter: float) -> str | None:
    # Loaded here, because most runs find no mistake.
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    most = max(1, int(len(asked) * slips_per_letter)) if len(asked) > 1 else 0
    found = process.extractOne(asked, list(names), scorer=OSA.distance, score_cutoff=most)
    return str(found[0]) if found else None
