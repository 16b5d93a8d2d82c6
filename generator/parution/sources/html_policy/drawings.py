"""Finds code and external addresses in SVG drawings.

Browsers open a drawing as a page of its own, where scripts run. This module checks it twice: as
plain characters; then parsed, with character references resolved and with the default attributes of
its document type.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.parsers import expat

from parution.patterns import compile_late
from parution.sources.html_policy.attributes import STYLE_THAT_LOADS

ACTIVE = compile_late(
    r"<(?:[\w.-]+:)?script|<(?:[\w.-]+:)?foreignObject|<\?xml-stylesheet|<!ENTITY|@import"
    r"|\son\w+\s*=|(?:href|src)\s*=\s*[\"'](?!#|data:image/(?:png|jpe?g|gif|webp)[;,])"
    r"|url\(\s*[\"']?(?!#)",
    re.IGNORECASE,
)
WITHIN = compile_late(r"#|data:image/(?:png|jpe?g|gif|webp)[;,]|$", re.IGNORECASE)
"""The beginning of an address that stays within the drawing."""

PAINTED = frozenset(
    """
    by clip-path cursor fill filter from marker marker-end marker-mid marker-start mask stroke
    style to values
    """.split()  # noqa: SIM905
)
"""Attributes whose value is parsed like a style."""

HARMLESS_IN_STYLE = compile_late(
    r"url\(\s*[\"']?#[\w.:-]*[\"']?\s*\)|image-rendering|/\*|@media\b", re.IGNORECASE
)
ASCII_WITHIN = compile_late(r"utf-?8|(?:us-)?ascii|iso-8859-\d+|windows-125\d", re.IGNORECASE)
"""Encodings that extend ASCII."""

ACTIVE_ELEMENTS = ("script", "foreignobject", "handler", "listener")
ACTIVE_ATTRIBUTES = ("ping", "base")


class ActiveContent(NamedTuple):
    """An active piece of a drawing: its text for the author, and its line."""

    what: str
    line: int


class NotWellFormed(Exception):
    """Raised for a drawing that is not well-formed XML; its argument is the line."""


def find_active(text: str) -> ActiveContent | None:
    """Return the first active piece of a drawing; raise `NotWellFormed` if it cannot be parsed."""
    if found := ACTIVE.search(text):
        return ActiveContent(found[0].strip(), text.count("\n", 0, found.start()) + 1)
    return _Reader().first(text)


class _Reader:
    """Searches the elements of a drawing."""

    def __init__(self) -> None:
        self._found: ActiveContent | None = None
        self._style: list[str] | None = None
        self._is_first = True
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.XmlDeclHandler = self._check_declaration
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._check_characters

    def first(self, text: str) -> ActiveContent | None:
        try:
            self._parser.Parse(text, True)
        except expat.ExpatError as error:
            if not self._found:
                raise NotWellFormed(error.lineno) from error
        return self._found

    def _check_declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and not ASCII_WITHIN.fullmatch(encoding):
            self._note(f"encoding={encoding}")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if strip_namespace(name) in ACTIVE_ELEMENTS or (
            self._is_first and strip_namespace(name) != "svg"
        ):
            self._note(f"<{name}>")
        self._is_first = False
        for attribute, value in attributes.items():
            if runs_or_loads(attribute, value):
                self._note(f"{attribute}={value}")
        if strip_namespace(name) == "style":
            self._style = []

    def _check_characters(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)

    def _end(self, name: str) -> None:
        if strip_namespace(name) == "style":
            if loading := loads("".join(self._style or ())):
                self._note(f"<style> {loading}")
            self._style = None

    def _note(self, what: str) -> None:
        self._found = self._found or ActiveContent(what, self._parser.CurrentLineNumber)


def runs_or_loads(attribute: str, value: str) -> bool:
    """Return whether an attribute of a drawing runs code or loads from another host."""
    name = strip_namespace(attribute)
    if attribute.startswith("xmlns"):
        return "xhtml" in value
    if name in ("href", "src"):
        return not WITHIN.match(value.strip())
    if name == "attributename":
        return strip_namespace(value.strip()).startswith(("on", "href"))
    if name in PAINTED:
        return bool(loads(value))
    return name.startswith("on") or name in ACTIVE_ATTRIBUTES


def loads(style: str) -> str:
    """Return the piece of a style that might load something; empty if there is none."""
    found = STYLE_THAT_LOADS.search(HARMLESS_IN_STYLE.sub("", style))
    return found[0] if found else ""


def strip_namespace(name: str) -> str:
    """Return a name in lower case without its namespace prefix."""
    return name.rpartition(":")[2].casefold()
