"""The nearest known name to a mistyped one, and the remedy that names it."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from types import MappingProxyType

from parution.domain.messages import Message, message

SHOWN = 8
"""How many known names a hint lists before it stops."""

SAME_IN_FRENCH = MappingProxyType(
    {
        "apres": "after",
        "auteurs": "authors",
        "avant": "before",
        "brouillon": "draft",
        "commentaires": "commentary",
        "date": "starts",
        "debut": "starts",
        "duree": "duration",
        "essentiel": "summary",
        "interets": "interests",
        "lecteurs": "readers",
        "lieu": "place",
        "mots-cles": "keywords",
        "nom": "name",
        "politique": "policy",
        "recherche": "searched_until",
        "regle": "policy",
        "regles": "releases",
        "relu": "reviewed",
        "resume": "summary",
        "reunions": "meetings",
        "sujet": "title",
        "synthese": "dossier",
        "titre": "title",
    }
)
"""What a French author writes from memory, and the name it stands for."""


def nearest(written: str, known: Iterable[str]) -> str | None:
    """Return the known name that was most likely meant, if any is near enough.

    >>> nearest("menstruation", ["iatrogenie", "menstruations"])
    'menstruations'
    """
    names = {folded(name): name for name in known}
    asked = folded(written)
    stem, dot, ending = asked.partition(".")
    translated = SAME_IN_FRENCH.get(stem, stem) + dot + ending
    if translated in names:
        return names[translated]
    close = difflib.get_close_matches(asked, names, n=1, cutoff=0.6)
    ends_alike = (name for name in names if asked and name.endswith(f"/{asked}"))
    found = next(ends_alike, None) or (close[0] if close else None)
    return names[found] if found else None


def instead(written: str, known: Iterable[str], *, said: bool = False) -> Message:
    """Return the remedy for an unknown name: the nearest one, or what may be written.

    Names that were already ``said``, in the message above the remedy, are not listed again.
    """
    names = sorted(known)
    likely = nearest(written, names)
    if likely:
        return message("Did you mean “%(nearest)s”?", nearest=likely)
    if not names:
        return message("Remove it: nothing may be named here.")
    if said:
        return message("Write one of these names, or remove this one.")
    return message("Write one of these: %(known)s.", known=listed(names))


def listed(names: Iterable[str]) -> str:
    """Return names as a person reads them, cut short when there are many."""
    everything = list(names)
    shown = ", ".join(everything[:SHOWN])
    return f"{shown}…" if len(everything) > SHOWN else shown


def folded(name: str) -> str:
    """Return a name without case and accents."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
