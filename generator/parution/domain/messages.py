"""Sentences meant for people, kept apart from the language they are read in.

A message is an English sentence (the gettext *msgid*) and the values it mentions. Pure code
builds messages; only the outermost layer turns them into text, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = "str | int | Message"
"""What a sentence mentions; a message among them is put into the same language."""

Translate = Callable[[str], str]
"""Takes an English msgid, returns the sentence in the reader's language (gettext's ``gettext``)."""


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence, not yet in any language."""

    msgid: str
    """English, with ``%(name)s`` where a value stands."""

    values: tuple[tuple[str, Value], ...] = ()
    """The values by name, in the order they were given."""

    def text(self, translate: Translate = str) -> str:
        """Return the sentence as ``translate`` renders it; English when nothing is given."""
        values = {
            name: value.text(translate) if isinstance(value, Message) else value
            for name, value in self.values
        }
        return translate(self.msgid) % values


def message(msgid: str, /, **values: Value) -> Message:
    """Build a message; the name by which the extractor of msgids finds the sentences.

    >>> message("unknown key: %(key)s", key="titre").text()
    'unknown key: titre'
    """
    return Message(msgid, tuple(values.items()))
