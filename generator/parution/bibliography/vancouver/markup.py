"""Renders formatted references as HTML: escapes everything, links only to http(s)."""

from __future__ import annotations

import html
import re
from types import MappingProxyType
from typing import Any

from pybtex.backends import BaseBackend
from pybtex.richtext import Tag

SAFE = re.compile(r"https?://", re.IGNORECASE)
SUBSCRIPTS = re.compile("[₀-₉₊₋₌₍₎]+")
TO_DIGITS = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", "0123456789+-=()")

LANGUAGE = "lang-"
"""The beginning of tags that mark the language of a piece."""


class Markup(BaseBackend):
    """Renders pybtex's rich text as inline HTML."""

    def __init__(self) -> None:
        super().__init__("utf-8")  # type: ignore[no-untyped-call]

    symbols = MappingProxyType({"ndash": "–", "newblock": " ", "nbsp": "\u00a0"})

    def format_str(self, str_: str) -> str:
        return lower(html.escape(str_))

    def format_tag(self, tag_name: str, text: str) -> str:
        if tag_name.startswith(LANGUAGE):
            language = html.escape(tag_name.removeprefix(LANGUAGE))
            return f'<span lang="{language}">{text}</span>'
        return f"<{tag_name}>{text}</{tag_name}>"

    def format_href(self, url: str, text: str, external: bool = False) -> str:  # noqa: ARG002
        if not SAFE.match(url):
            return text
        return f'<a href="{html.escape(url)}" rel="noreferrer noopener">{text}</a>'


def lower(text: str) -> str:
    """Return a text with subscript digits as ``<sub>``, so that a search finds « CHA2DS2 »."""
    return SUBSCRIPTS.sub(lambda found: f"<sub>{found[0].translate(TO_DIGITS)}</sub>", text)


def mark_language(text: str, language: str) -> Any:
    """Return rich text marked with its language."""
    return Tag(LANGUAGE + language, text)
