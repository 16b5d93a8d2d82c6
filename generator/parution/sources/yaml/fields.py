"""Reads typed values from a YAML table, and reports wrong ones with a remedy.

A reader asks for one key at a time and goes on after each mistake; keys that no reader asked for
are unknown. A text keeps its letters, except where YAML would take it for another type (``no``,
``20:30``, nothing): then the problem asks the author for quotes, because other programs that read
the file would disagree with us.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from parution.domain.messages import message
from parution.domain.problems import Place
from parution.language.look_alikes import (
    INVISIBLE,
    find_disguised,
    find_word_around,
    type_plainly,
    unquote,
)
from parution.language.nearest import find_nearest, list_names, propose_one_of
from parution.sources.files.text import MISREAD, describe_misread
from parution.sources.report import Report
from parution.sources.yaml import expectations
from parution.sources.yaml.moments import Unreadable, parse_day, parse_length, parse_moment
from parution.sources.yaml.nodes import Meaning, Node, Scalar, Sequence, Table

Value = TypeVar("Value")

BOOLEANS: Mapping[str, bool] = {
    **dict.fromkeys(("true", "yes", "on", "oui", "vrai"), True),
    **dict.fromkeys(("false", "no", "off", "non", "faux"), False),
}


class Fields:
    """The keys of one table, read one at a time."""

    def __init__(self, table: Table, report: Report) -> None:
        self._table = table
        self._report = report
        self._asked: list[str] = []
        self._needed: list[str] = []

    @property
    def place(self) -> Place:
        return self._table.place

    def __contains__(self, key: str) -> bool:
        return key in self._table.values

    def where(self, key: str) -> Place:
        """Return the place of the value of ``key``; the table's place without one."""
        node = self._table.values.get(key)
        return node.place if node else self._table.place

    def node(self, key: str) -> Node | None:
        """Return the node of ``key``; None without one."""
        if key not in self._asked:
            self._asked.append(key)
        return self._table.values.get(key)

    def need(self, *keys: str) -> None:
        """Have `refuse_unknown` report each of ``keys`` that is not written."""
        self._needed.extend(keys)

    def text(self, key: str) -> str | None:
        """Return a text; None without one, or if reported."""
        node = self.node(key)
        if node is None:
            return None
        return read_text_node(node, key, self._report, needed=key in self._needed)

    def word(self, key: str) -> str | None:
        """Return a name: a text with look-alike characters replaced by the keyboard's."""
        text = self.text(key)
        return None if text is None else type_plainly(text)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; empty without the key. Warn of two in one item."""
        found = self.read_placed_texts(key)
        for text, place in found:
            expectations.warn_of_joined_items(text, key, place, self._report)
        return tuple(text for text, _ in found)

    def read_placed_texts(self, key: str) -> list[tuple[str, Place]]:
        """Return a list of texts, each with its place."""
        found = ((read_text_node(item, key, self._report), item.place) for item in self.items(key))
        return [(text, place) for text, place in found if text is not None]

    def read_placed_words(self, key: str) -> list[tuple[str, Place]]:
        """Return a list of names, typed plainly, each with its place."""
        return [(type_plainly(text), place) for text, place in self.read_placed_texts(key)]

    def items(self, key: str) -> tuple[Node, ...]:
        """Return the items of a list; empty without the key."""
        node = self.node(key)
        return () if node is None else read_items(node, key, self._report)

    def flag(self, key: str, default: bool = False) -> bool:
        """Return a yes or no; the default without the key; False if reported."""
        node = self.node(key)
        if node is None:
            return default
        if isinstance(node, Scalar) and node.plain.casefold() in BOOLEANS:
            return BOOLEANS[node.plain.casefold()]
        expectations.expect_yes_or_no(node, key, self._report)
        return False

    def whole_number(self, key: str, default: int) -> int:
        """Return a whole number from 1 to 9,999; the default without one, or if reported."""
        node = self.node(key)
        if node is None:
            return default
        if isinstance(node, Scalar) and node.plain.isascii() and node.plain.isdigit():
            number = int(node.plain) if len(node.plain) <= 4 else 0
            if number >= 1:
                return number
        digits = re.search("[1-9][0-9]{0,3}", node.plain) if isinstance(node, Scalar) else None
        example = int(digits[0]) if digits else default or 2
        expectations.expect_whole_number(node, key, self._report, example)
        return default

    def day(self, key: str) -> date | None:
        """Return a day of the calendar; None without one, or if reported."""
        return self._parse(key, parse_day, expectations.expect_day)

    def moment(self, key: str, *, day_opens_at: time | None = None) -> datetime | None:
        """Return a naive local moment; for a day alone, the moment at ``day_opens_at``."""

        def parse(text: str) -> datetime | Unreadable:
            return parse_moment(text, day_opens_at=day_opens_at)

        return self._parse(
            key,
            parse,
            expectations.expect_moment if day_opens_at is None else expectations.expect_day,
        )

    def length(self, key: str) -> timedelta | None:
        """Return a length of time; None without one, or if reported."""
        return self._parse(key, parse_length, expectations.expect_length)

    def refuse_unknown(self) -> None:
        """Report every key that no reader asked for, and every needed one that is missing."""
        for key in self._needed:
            if key not in self._table.values and not self.is_mistyped(key):
                self._report.error(
                    "missing-key",
                    self._table.place,
                    message("the key “%(key)s” is missing", key=key),
                    message("Add a line “%(key)s: …”.", key=key),
                )
        for key, place in self._table.keys.items():
            if key in self._asked:
                continue
            if key in self._table.lone:
                expectations.report_lone_key(key, self._table, self._asked, self._report)
            else:
                self._report.error(
                    "unknown-key",
                    place,
                    message(
                        "unknown key “%(key)s”; one of these was expected: %(known)s",
                        key=key,
                        known=list_names(self._asked),
                    ),
                    propose_one_of(key, self._asked, said=True),
                )

    def is_mistyped(self, key: str) -> bool:
        """Return whether `refuse_unknown` will take some unknown key for this one."""
        unknown = [each for each in self._table.values if each not in self._asked]
        return any(
            find_nearest(each, self._asked) == key
            or (each in self._table.lone and each.startswith(f"{key} "))
            for each in unknown
        )

    def _parse(
        self,
        key: str,
        parse: Callable[[str], Value | Unreadable],
        refuse: Callable[[Node, str, Unreadable, Report], None],
    ) -> Value | None:
        node = self.node(key)
        if node is None:
            return None
        found = parse(node.plain) if isinstance(node, Scalar) else Unreadable.FORM
        if isinstance(found, Unreadable):
            refuse(node, key, found, self._report)
            return None
        return found


def read_text_node(node: Node, key: str, report: Report, *, needed: bool = False) -> str | None:
    """Return the text of a node; None, reported, if empty or of another type to YAML."""
    match node:
        case Scalar(tag=str()):
            expectations.expect_plain_text(node, key, report)
        case Scalar(meaning=Meaning.NOTHING):
            expectations.report_empty_value(node, key, report, needed=needed)
        case Scalar(text=text) if not text.strip():
            expectations.report_empty_value(node, key, report, needed=needed)
        case Scalar(meaning=Meaning.YES_OR_NO | Meaning.SEXAGESIMAL):
            expectations.expect_quoted(node, key, report)
        case Scalar(text=text):
            warn_of_odd_letters(text, node.place, report)
            return " ".join(unquote(INVISIBLE.sub("", text)).split())
        case _:
            expectations.expect_plain_text(node, key, report)
    return None


def warn_of_odd_letters(text: str, place: Place, report: Report) -> None:
    """Warn of an invisible character, which the reader drops, of a foreign or a misread letter.

    What compares a name of one word, such as a theme's, types it plainly.
    """
    is_prose = " " in text.strip()
    sign = next((each for each in find_disguised(text) if is_prose or not each.typed), None)
    if sign:
        said = (
            message(
                "“%(word)s” holds %(sign)s",
                word=type_plainly(find_word_around(text, sign.offset)),
                sign=sign.name,
            )
            if sign.typed
            else message("this text holds %(sign)s, which is left out", sign=sign.name)
        )
        report.warn("invisible-sign", place, said, sign.remedy)
    if not text.isascii() and (misread := MISREAD.search(text)):
        report.warn("forbidden-character", place, *describe_misread(misread[0]))


def read_items(node: Node, key: str, report: Report) -> tuple[Node, ...]:
    """Return the items of a list; empty, reported, if it is not a list."""
    if isinstance(node, Sequence) and node.tag is None:
        return node.items
    expectations.expect_list(node, key, report)
    return ()


def read_table(node: Node, key: str, report: Report) -> Table | None:
    """Return a table; None, reported, if the node is not a table."""
    if isinstance(node, Table) and node.tag is None:
        return node
    expectations.expect_table(node, key, report)
    return None
