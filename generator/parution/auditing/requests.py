"""What a page makes the browser ask of other hosts without the reader's doing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

ELEMENT = re.compile(
    rb"<(?:script|link|img|iframe|frame|embed|object|source|video|audio|track|input|use|image"
    rb"|base)\b[^>]*>?",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    rb"(?:src|href|srcset|data|poster|action)\s*=\s*[\"']?\s*((?:https?:)?//[^\s\"'>,]+)",
    re.IGNORECASE,
)
STYLE = re.compile(
    rb"(?:url\(|@import)\s*(?:url\()?\s*[\"']?\s*((?:https?:)?//[^\s\"')]+)", re.IGNORECASE
)
ONLY_TOLD = re.compile(
    rb"\brel\s*=\s*[\"']?(?:canonical|alternate|author|license|next|prev|me|help)\b", re.IGNORECASE
)
"""Links that a browser knows of but does not follow by itself."""


def foreign_requests(data: bytes, site_url: str | None) -> Iterator[str]:
    """Yield the addresses on other hosts than the site's own that a page or a style asks for."""
    own = urlsplit(site_url or "").netloc
    for address in requests(data):
        if urlsplit(address).netloc != own:
            yield address


def requests(data: bytes) -> Iterator[str]:
    """Yield the addresses with a host that a page or a style asks for by itself."""
    if b"//" not in data:
        return
    for element in ELEMENT.findall(data):
        if b"//" in element and not ONLY_TOLD.search(element):
            yield from (found.decode(errors="replace") for found in ADDRESS.findall(element))
    for found in STYLE.findall(data):
        yield found.decode(errors="replace")
