"""Puts an association's own words into the sentences of its sites.

A French sentence has a mark, such as ``{theme}``, in place of one of these words. Because nobody
knows the gender of an association's word, no mark follows an article or a word that agrees with it:
only words with one form precede a mark: « votre », « des », a preposition, or none.

    marks(Labels())["theme"]                                     # "thème"
    marks(Labels(facilitator=("tuteur", "tutrice")))["facilitator"]    # "tuteur ou tutrice"
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from parution.domain.own_labels import Labels

THEME = ("thème", "thèmes")
GROUP = ("groupe", "groupes")
FACILITATOR = ("animateur", "animatrice")

MARK = re.compile(r"\{([A-Za-z_]+)\}")


def choose_words(labels: Labels) -> dict[str, str]:
    """Return the word for each mark."""
    theme, themes = labels.theme or THEME
    group, groups = labels.group or GROUP
    return {
        "theme": theme,
        "themes": themes,
        "Theme": capitalize(theme),
        "Themes": capitalize(themes),
        "group": group,
        "groups": groups,
        "Group": capitalize(group),
        "facilitator": " ou ".join(labels.facilitator or FACILITATOR),
        **choose_phrases(labels, group, groups),
    }


def choose_phrases(labels: Labels, group: str, groups: str) -> dict[str, str]:
    """Return phrases with a gender: the usual ones, or neutral ones for an association's words."""
    our = labels.group is not None
    led = bool(labels.facilitator)
    return {
        "my_group": f"notre {group}" if our else "mon groupe",
        "My_group": f"Notre {group}" if our else "Mon groupe",
        "of_the_group": f"de notre {group}" if our else "du groupe",
        "all_groups": f"l’ensemble des {groups}" if our else "tous les groupes",
        "of_all_facilitators": "avec les guides" if led else "de tous les animateurs",
        "Facilitator": capitalize(" ou ".join(labels.facilitator)) if led else "Animateur",
        "guide": "Guide d’animation" if led else "Guide de l’animateur",
    }


def capitalize(word: str) -> str:
    """Return a word with a capital first letter."""
    return word[:1].upper() + word[1:]


def put_words(sentence: str, words: Mapping[str, str]) -> str:
    """Return a sentence with the words in place of their marks; other braces stay.

    >>> put_words("{Themes} par année", {"Themes": "Sujets"})
    'Sujets par année'
    """
    if "{" not in sentence:
        return sentence
    return MARK.sub(lambda mark: words.get(mark[1], mark[0]), sentence)
