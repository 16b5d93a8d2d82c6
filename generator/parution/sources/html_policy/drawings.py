"""What an SVG drawing would run, or fetch from elsewhere.

A drawing is opened as a page of its own, where scripts run. It is looked at twice: as characters,
which needs no understanding; and as a browser's parser sees it, without references to characters
and with the attributes that its own document type may give it.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.parsers import expat

from parution.sources.html_policy.attributes import STYLE_THAT_LOADS

ACTIVE = re.compile(
    r"<(?:[\w.-]+:)?script|<(?:[\w.-]+:)?foreignObject|<\?xml-stylesheet|<!ENTITY|@import"
    r"|\son\w+\s*=|(?:href|src)\s*=\s*[\"'](?!#|data:image/(?:png|jpe?g|gif|webp)[;,])"
    r"|url\(\s*[\"']?(?!#)",
    re.IGNORECASE,
)
WITHIN = re.compile(r"#|data:image/(?:png|jpe?g|gif|webp)[;,]|$", re.IGNORECASE)
"""Begins an address that leads into the drawing itself."""

PAINTED = frozenset(
    """
    by clip-path cursor fill filter from marker marker-end marker-mid marker-start mask stroke
    style to values
    """.split()  # noqa: SIM905
)
"""Attributes that are read as a style is."""

HARMLESS_IN_STYLE = re.compile(
    r"url\(\s*[\"']?#[\w.:-]*[\"']?\s*\)|image-rendering|/\*|@media\b", re.IGNORECASE
)
ASCII_WITHIN = re.compile(r"utf-?8|(?:us-)?ascii|iso-8859-\d+|windows-125\d", re.IGNORECASE)
"""Encodings in which the characters of ASCII are those of ASCII."""

ACTIVE_ELEMENTS = ("script", "foreignobject", "handler", "listener")
ACTIVE_ATTRIBUTES = ("ping", "base")


class ActiveContent(NamedTuple):
    """What makes a drawing active, as it is named to its author, and the line it stands on."""

    what: str
    line: int


class NotWellFormed(Exception):
    """A drawing that browsers and we may read in different ways; holds the line."""


def active_in(text: str) -> ActiveContent | None:
    """Return the first thing found in a drawing; raises `NotWellFormed`."""
    if found := ACTIVE.search(text):
        return ActiveContent(found[0].strip(), text.count("\n", 0, found.start()) + 1)
    return _Reader().first(text)


class _Reader:
    """Goes through the elements of a drawing."""

    def __init__(self) -> None:
        self._found: ActiveContent | None = None
        self._style: list[str] | None = None
        self._is_first = True
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.XmlDeclHandler = self._declaration
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters

    def first(self, text: str) -> ActiveContent | None:
        try:
            self._parser.Parse(text, True)
        except expat.ExpatError as error:
            if not self._found:
                raise NotWellFormed(error.lineno) from error
        return self._found

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and not ASCII_WITHIN.fullmatch(encoding):
            self._note(f"encoding={encoding}")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if local(name) in ACTIVE_ELEMENTS or (self._is_first and local(name) != "svg"):
            self._note(f"<{name}>")
        self._is_first = False
        for attribute, value in attributes.items():
            if runs_or_loads(attribute, value):
                self._note(f"{attribute}={value}")
        if local(name) == "style":
            self._style = []

    def _characters(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)

    def _end(self, name: str) -> None:
        if local(name) == "style":
            if loading := loads("".join(self._style or ())):
                self._note(f"<style> {loading}")
            self._style = None

    def _note(self, what: str) -> None:
        self._found = self._found or ActiveContent(what, self._parser.CurrentLineNumber)


def runs_or_loads(attribute: str, value: str) -> bool:
    """Tell whether an attribute of a drawing runs something, or asks something of another host."""
    name = local(attribute)
    if attribute.startswith("xmlns"):
        return "xhtml" in value
    if name in ("href", "src"):
        return not WITHIN.match(value.strip())
    if name == "attributename":
        return local(value.strip()).startswith(("on", "href"))
    if name in PAINTED:
        return bool(loads(value))
    return name.startswith("on") or name in ACTIVE_ATTRIBUTES


def loads(style: str) -> str:
    """Return what in a style might load something; empty when nothing does."""
    found = STYLE_THAT_LOADS.search(HARMLESS_IN_STYLE.sub("", style))
    return found[0] if found else ""


def local(name: str) -> str:
    """Return a name in small letters without the prefix of its namespace."""
    return name.rpartition(":")[2].casefold()
