"""Parses YAML into texts with their places, without guessing types.

PyYAML's safe loader turns ``20:30`` into 1230, ``no`` into false, keeps the last of two equal keys
and expands aliases without end. This parser builds nodes from its *events* instead: every scalar
keeps its own letters, with the type that YAML would give it, and each oddity is a problem.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

import yaml

from parution.domain.messages import Message, message
from parution.domain.problems import Place
from parution.language import look_alikes
from parution.language.visible_text import FORBIDDEN
from parution.sources.files.text import report_forbidden_character
from parution.sources.report import Report
from parution.sources.yaml.diagnosis import (
    GLUED,
    Position,
    diagnose,
    report_missing_space,
    report_tabs,
    warn_of_cut_texts,
)
from parution.sources.yaml.repairs import Explanation
from parution.sources.yaml.typed_plainly import type_plainly

SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

DEEPEST = 20
"""Levels of nested lists and tables; nobody writes deeper ones by hand."""


class Meaning(Enum):
    """The type that YAML 1.1 would give an unquoted scalar."""

    TEXT = "str"
    NOTHING = "null"
    YES_OR_NO = "bool"
    SEXAGESIMAL = "sexagesimal"
    """``20:30``, which YAML 1.1 reads as twenty times sixty plus thirty."""
    OTHER = "other"
    """A number or a date, which we treat like a text."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value with its original letters."""

    text: str
    meaning: Meaning
    place: Place
    tag: str | None = None
    """Such as ``!ENV``; only in files that other programs read too."""

    @property
    def plain(self) -> str:
        """The text with look-alike characters replaced by the keyboard's; not for prose."""
        return look_alikes.type_plainly(look_alikes.unquote(self.text)).strip(" «»")


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    place: Place
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Keys and values (YAML's mapping), in the order they were written, each key once."""

    values: Mapping[str, Node]
    keys: Mapping[str, Place]
    """The place of each key."""
    place: Place
    tag: str | None = None
    lone: frozenset[str] = frozenset()
    """Keys without a colon, alone between the commas of braces."""


Node = Scalar | Sequence | Table


def read_yaml(
    text: str, file: str, report: Report, *, first_line: int = 1, foreign: bool = False
) -> Node | None:
    """Return the root node of ``text``; None, reported, if it cannot be parsed.

    ``first_line`` is the line of the file on which ``text`` begins. Tags and aliases are problems,
    except in a ``foreign`` file, which other programs read too.
    """
    written = text
    if not foreign:
        text = type_plainly(text)
        if report_tabs(text, file, first_line, report):
            return None
        warn_of_cut_texts(text, file, first_line, report)
    composer = _Composer(text, file, first_line, foreign, report)
    try:
        return composer.document()
    except _Refused:
        return None
    except yaml.YAMLError as error:
        known, position = diagnose(error, text)
        said, remedy = name_indent(known, position, written)
        report.error("broken-yaml", composer.place(position), said, remedy)
        return None


def name_indent(
    known: Explanation, position: Position | None, written: str
) -> tuple[Message, Message]:
    """Return what is said of a broken line, and of a space in its indentation that is no space."""
    lines = written.split("\n")
    line = lines[position.line] if position and position.line < len(lines) else ""
    sign = look_alikes.find_odd(line[: len(line) - len(line.lstrip())])
    if sign is None:
        return known.found, known.remedy
    said = message("%(said)s; it begins with %(sign)s", said=known.found, sign=sign.name)
    return said, message("Type the spaces at its beginning again, as many as its neighbours have.")


class _Refused(Exception):
    """Raised to give up a document once the reason is reported."""


class _Composer:
    """Builds nodes from the events of one document."""

    def __init__(
        self, text: str, file: str, first_line: int, foreign: bool, report: Report
    ) -> None:
        self._loader = SAFE_LOADER(text)
        self._file = file
        self._first_line = first_line
        self._foreign = foreign
        self._report = report

    def place(self, position: Position | None) -> Place:
        if position is None:
            return Place(self._file, self._first_line, 1)
        return Place(self._file, position.line + self._first_line, position.column + 1)

    def document(self) -> Node:
        """Return the root node of the only document; an empty scalar if it is empty."""
        self._loader.get_event()  # the stream starts
        if isinstance(self._loader.get_event(), yaml.StreamEndEvent):
            return Scalar("", Meaning.NOTHING, Place(self._file, self._first_line, 1))
        node = self._compose_node(self._loader.get_event(), 0)
        self._loader.get_event()  # the document ends
        following = self._loader.get_event()
        if not isinstance(following, yaml.StreamEndEvent) and not self._is_empty_to_the_end():
            self._report.error(
                "several-documents",
                self.place(following.start_mark),
                message("a line “---” begins a second document; one was expected"),
                message("Remove the line “---”."),
            )
        return node

    def _is_empty_to_the_end(self) -> bool:
        """Return whether the document that begins here is the last one, and empty."""
        event = self._loader.get_event()
        nothing = isinstance(event, yaml.ScalarEvent) and not event.value and event.implicit[0]
        self._loader.get_event()  # the document ends
        return nothing and isinstance(self._loader.get_event(), yaml.StreamEndEvent)

    def _compose_node(self, event: yaml.Event, depth: int) -> Node:
        place = self.place(event.start_mark)
        if depth > DEEPEST:
            self._report.error(
                "too-deep",
                place,
                message("more than %(deepest)s lists within each other", deepest=DEEPEST),
                message("Check the brackets: one was probably left open."),
            )
            raise _Refused
        tag = self._read_tag(event, place)
        match event:
            case yaml.SequenceStartEvent():
                return Sequence(self._compose_items(depth), place, tag)
            case yaml.MappingStartEvent():
                return self._compose_table(place, tag, depth)
            case yaml.AliasEvent():
                return self._refuse_alias(event, place)
            case yaml.ScalarEvent():
                self._refuse_escaped(event.value, place)
                return Scalar(event.value, self._read_meaning(event), place, tag)
            case _:
                raise AssertionError(f"no value begins with {event}")

    def _compose_items(self, depth: int) -> tuple[Node, ...]:
        items: list[Node] = []
        while not isinstance(event := self._loader.get_event(), yaml.SequenceEndEvent):
            items.append(self._compose_node(event, depth + 1))
        return tuple(items)

    def _compose_table(self, place: Place, tag: str | None, depth: int) -> Table:
        values: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        lone: set[str] = set()
        while not isinstance(event := self._loader.get_event(), yaml.MappingEndEvent):
            key = self._compose_node(event, depth + 1)
            value_event = self._loader.get_event()
            value = self._compose_node(value_event, depth + 1)
            name = self._name(key)
            if name is None:
                self._report.error(
                    "key-not-a-word",
                    key.place,
                    message("a list was found where a key was expected"),
                    message("Write “key: value”; put text with brackets between quotes."),
                )
            elif name in keys:
                self._report.error(
                    "duplicate-key",
                    key.place,
                    message(
                        "the key “%(key)s” was already written on line %(line)s",
                        key=name,
                        line=keys[name].line or 0,
                    ),
                    message("Keep only one of the two keys."),
                )
            else:
                if event.end_mark.index == value_event.start_mark.index and not self._foreign:
                    if glued := GLUED.match(name):
                        name, value = glued["key"], self._unglue(glued, name, key.place)
                    else:
                        lone.add(name)
                values[name], keys[name] = value, key.place
        return Table(values, keys, place, tag, frozenset(lone))

    def _unglue(self, glued: re.Match[str], text: str, place: Place) -> Scalar:
        """Report a key whose value touches its colon, and return the value."""
        report_missing_space(glued, text, place, self._report)
        return Scalar(glued["value"], Meaning.TEXT, place)

    def _name(self, key: Node) -> str | None:
        """Return the text of a key, typed plainly unless ``foreign``; None if it is a list."""
        if not isinstance(key, Scalar):
            return None
        return key.text if self._foreign else key.plain

    def _refuse_alias(self, event: yaml.AliasEvent, place: Place) -> Node:
        if not self._foreign:
            self._report.error(
                "yaml-alias",
                place,
                message("“*%(name)s” repeats a value written elsewhere", name=event.anchor or ""),
                message("Write the value itself, or put the text between quotes."),
            )
        return Scalar(f"*{event.anchor}", Meaning.OTHER, place, "*" if self._foreign else None)

    def _read_tag(self, event: yaml.Event, place: Place) -> str | None:
        """Return a tag in a file that other programs read too; report it in ours."""
        tag: str | None = getattr(event, "tag", None)
        if tag and not self._foreign:
            self._report.error(
                "yaml-tag",
                place,
                message(
                    "“%(tag)s” is an instruction to programs; a value was expected",
                    tag=tag.replace("tag:yaml.org,2002:", "!!"),
                ),
                message("Remove it, or put the whole text between quotes."),
            )
        return tag if self._foreign else None

    def _refuse_escaped(self, text: str, place: Place) -> None:
        """Report a forbidden character written as an escape such as ``\\uFDD0``."""
        found = FORBIDDEN.search(text)
        if found:
            report_forbidden_character(found[0], place, self._report)

    def _read_meaning(self, event: yaml.ScalarEvent) -> Meaning:
        if not event.implicit[0]:
            return Meaning.TEXT
        tag = self._loader.resolve(yaml.ScalarNode, event.value, (True, False))
        match tag.rpartition(":")[2]:
            case "str":
                return Meaning.TEXT
            case "null":
                return Meaning.NOTHING
            case "bool":
                return Meaning.YES_OR_NO
            case "int" | "float" if ":" in event.value:
                return Meaning.SEXAGESIMAL
            case _:
                return Meaning.OTHER
