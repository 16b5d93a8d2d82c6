"""Typed readers of a YAML table: what was expected, what was found, what to write instead.

A reader asks for one key at a time and goes on after each mistake; whatever nobody asked for is
unknown. A text is taken letter by letter, except where YAML would have made something else of it
(``no``, ``20:30``, nothing at all): there the author is asked for quotes, because other programs
that read the file would disagree with us.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from parution.domain.messages import message
from parution.domain.problems import Place
from parution.language.nearest import list_names, propose_one_of
from parution.sources.report import Report
from parution.sources.yaml import expectations
from parution.sources.yaml.moments import Unreadable, day_of, length_of, moment_of
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

    @property
    def place(self) -> Place:
        return self._table.place

    def __contains__(self, key: str) -> bool:
        return key in self._table.values

    def where(self, key: str) -> Place:
        """Return where the value of ``key`` stands; where the table begins when it has none."""
        node = self._table.values.get(key)
        return node.place if node else self._table.place

    def node(self, key: str) -> Node | None:
        """Return the value of ``key`` as it was written; None when it is not there."""
        self._asked.append(key)
        return self._table.values.get(key)

    def need(self, *keys: str) -> None:
        """Report each of ``keys`` that is not written."""
        for key in keys:
            if key not in self._table.values:
                self._report.error(
                    "missing-key",
                    self._table.place,
                    message("the key “%(key)s” is missing", key=key),
                    message("Add a line “%(key)s: …”.", key=key),
                )

    def text(self, key: str) -> str | None:
        """Return a text."""
        node = self.node(key)
        return None if node is None else text_of(node, key, self._report)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; empty when the key is not there."""
        return tuple(text for text, _ in self.placed_texts(key))

    def placed_texts(self, key: str) -> list[tuple[str, Place]]:
        """Return a list of texts, each with its place."""
        found = ((text_of(item, key, self._report), item.place) for item in self.items(key))
        return [(text, place) for text, place in found if text is not None]

    def items(self, key: str) -> tuple[Node, ...]:
        """Return the items of a list; none when the key is not there."""
        node = self.node(key)
        return () if node is None else items_of(node, key, self._report)

    def flag(self, key: str) -> bool:
        """Return a yes or no; no when the key is not there."""
        node = self.node(key)
        if node is None:
            return False
        if isinstance(node, Scalar) and node.text.casefold() in BOOLEANS:
            return BOOLEANS[node.text.casefold()]
        expectations.yes_or_no(node, key, self._report)
        return False

    def whole_number(self, key: str, default: int) -> int:
        """Return a whole number from 1 to 9,999."""
        node = self.node(key)
        if node is None:
            return default
        if isinstance(node, Scalar) and node.text.isascii() and node.text.isdigit():
            number = int(node.text) if len(node.text) <= 4 else 0
            if number >= 1:
                return number
        expectations.whole_number(node, key, self._report)
        return default

    def day(self, key: str) -> date | None:
        """Return a day of the calendar."""
        return self._parsed(key, day_of, expectations.day)

    def moment(self, key: str, *, day_opens_at: time | None = None) -> datetime | None:
        """Return a naive local moment; of a day alone, the time ``day_opens_at``."""

        def parse(text: str) -> datetime | Unreadable:
            return moment_of(text, day_opens_at=day_opens_at)

        return self._parsed(
            key, parse, expectations.moment if day_opens_at is None else expectations.day
        )

    def length(self, key: str) -> timedelta | None:
        """Return a length of time."""
        return self._parsed(key, length_of, expectations.length)

    def refuse_unknown(self) -> None:
        """Report every key that no reader has asked for."""
        for key, place in self._table.keys.items():
            if key not in self._asked:
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

    def _parsed(
        self,
        key: str,
        parse: Callable[[str], Value | Unreadable],
        refuse: Callable[[Node, str, Unreadable, Report], None],
    ) -> Value | None:
        node = self.node(key)
        if node is None:
            return None
        found = parse(node.text) if isinstance(node, Scalar) else Unreadable.FORM
        if isinstance(found, Unreadable):
            refuse(node, key, found, self._report)
            return None
        return found


def text_of(node: Node, key: str, report: Report) -> str | None:
    """Return the text of a node; None when YAML takes it for something else."""
    match node:
        case Scalar(tag=str()):
            expectations.plain_text(node, key, report)
        case Scalar(meaning=Meaning.NOTHING):
            expectations.something(node, key, report)
        case Scalar(text=text) if not text.strip():
            expectations.something(node, key, report)
        case Scalar(meaning=Meaning.YES_OR_NO | Meaning.SEXAGESIMAL):
            expectations.quoted_text(node, key, report)
        case Scalar(text=text):
            return " ".join(text.split())
        case _:
            expectations.plain_text(node, key, report)
    return None


def items_of(node: Node, key: str, report: Report) -> tuple[Node, ...]:
    """Return the items of a list; none when it is not a list."""
    if isinstance(node, Sequence) and node.tag is None:
        return node.items
    expectations.list_of_values(node, key, report)
    return ()


def table_of(node: Node, key: str, report: Report) -> Table | None:
    """Return a table; None when it is something else."""
    if isinstance(node, Table) and node.tag is None:
        return node
    expectations.table(node, key, report)
    return None
