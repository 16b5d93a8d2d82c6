"""Words for a book's edition: its number if the entry has one, else the entry's own words."""

from __future__ import annotations

import re
from types import MappingProxyType

from parution.domain.messages import Message, message

ORDINAL = re.compile(r"(\d+)\s*(?:st|nd|rd|th|re|er|ère|e|ᵉ|ème)?\.?(?:\s+[eé]d\w*\.?)?", re.I)
WORD = re.compile(r"([^\W\d_]+)(?:\s+[eé]d\w*\.?)?", re.I)
SAYS_EDITION = re.compile(r"\b[eé]d(?:\.|it|n\b|\b)", re.I)

NUMBERS = MappingProxyType(
    {
        "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6",
        "seventh": "7", "eighth": "8", "ninth": "9", "tenth": "10",
        "première": "1", "deuxième": "2", "seconde": "2", "troisième": "3", "quatrième": "4",
        "cinquième": "5", "sixième": "6", "septième": "7", "huitième": "8", "neuvième": "9",
        "dixième": "10",
    }
)  # fmt: skip
"""Numbers of editions by the words that people write in BibTeX."""


def describe_edition(written: str) -> Message | None:
    """Return the words for an edition; None if the entry's own words are complete.

    >>> describe_edition("deuxième"), describe_edition("2e édition revue")
    (Message(msgid='ed. %(number)s', values=(('number', '2'),)), None)
    """
    ordinal, word = ORDINAL.fullmatch(written), WORD.fullmatch(written)
    number = ordinal[1] if ordinal else NUMBERS.get(word[1].lower()) if word else None
    if number == "1":
        return message("1st ed.")
    if number:
        return message("ed. %(number)s", number=number)
    if written[:1].isalpha() and not SAYS_EDITION.search(written):
        return message("%(name)s ed.", name=written)
    return None
