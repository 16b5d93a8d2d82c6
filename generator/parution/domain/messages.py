"""Sentences for people, independent of the language in which they are read.

A message is an English sentence (the gettext *msgid*) and the values it mentions. Pure code
builds messages; only the outermost layer turns them into text, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = "str | int | Message"
"""A value that a sentence mentions; a nested message is translated with it."""

Translate = Callable[[str], str]
"""A function from an English msgid to the sentence in the reader's language (``gettext``)."""


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence, not yet in any language."""

    msgid: str
    """The English sentence, with ``%(name)s`` in place of each value."""

    values: tuple[tuple[str, Value], ...] = ()
    """The values by name, in the order they were given."""

    def with_values(self, **values: Value) -> Message:
        """Return the same sentence with these values in place of its own."""
        return Message(self.msgid, tuple(values.items()))

    def text(self, translate: Translate = str) -> str:
        """Return the sentence in the language of ``translate``; in English by default."""
        values = {
            name: value.text(translate) if isinstance(value, Message) else value
            for name, value in self.values
        }
        return translate(self.msgid) % values


def message(msgid: str, /, **values: Value) -> Message:
    """Build a message. The extractor of msgids finds sentences by the name of this function.

    >>> message("unknown key: %(key)s", key="titre").text()
    'unknown key: titre'
    """
    return Message(msgid, tuple(values.items()))
