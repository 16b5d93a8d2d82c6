"""Sentences meant for people, kept apart from the language they are read in.

A message is an English sentence (the gettext *msgid*) and the values it mentions. Pure code
builds messages; only the outermost layer turns them into text, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Value = str | int

Translate = Callable[[str], str]
"""Takes an English msgid, returns the sentence in the reader's language (gettext's ``gettext``)."""


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """One sentence, not yet in any language; sentences are ordered as in English."""

    msgid: str
    """English, with ``%(name)s`` where a value stands."""

    values: tuple[tuple[str, Value], ...] = ()
    """The values by name, in the order they were given."""

    def text(self, translate: Translate = str) -> str:
        """Return the sentence as ``translate`` renders it; English when nothing is given."""
        return translate(self.msgid) % dict(self.values)


def message(msgid: str, /, **values: Value) -> Message:
    """Build a message; the name by which the extractor of msgids finds the sentences.

    >>> message("unknown key: %(key)s", key="titre").text()
    'unknown key: titre'
    """
    return Message(msgid, tuple(values.items()))
