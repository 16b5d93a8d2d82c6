"""Requests to other hosts that a page makes the browser send on its own.

Every ``<`` before a letter counts as a tag, wherever it is, as for a browser. Pages share most of
their tags, so results are cached by tag. Scripts are not run: each string in them that begins with
an address of another host counts as a request.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from html.parser import HTMLParser
from itertools import chain
from types import MappingProxyType
from urllib.parse import urlsplit

from parution.audit.interpretations import unescape

TAG = re.compile(
    r"[a-zA-Z][^\s'\"/>]*"
    r"(?:\s+[^\s'\"=/>]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s'\"=>]+))?+)*+\s*/?>"
)
"""The rest of a tag after its ``<``; the pattern is unambiguous, to avoid backtracking."""

LONGEST = 1 << 16
"""Maximum length of a tag in characters; neither people nor our programs write longer ones."""

SUSPECT = re.compile(r"//|[:&\\\t\r\n]|[\s\"'/][oO][nN][a-zA-Z]")
"""A tag without any of these sends no request and runs no code: an address with a host needs `/`,
and some characters vanish from addresses.
"""

ADDRESSES = frozenset(
    """
    src href xlink:href data poster background action formaction ping lowsrc dynsrc manifest
    codebase classid archive to from values
    """.split()  # noqa: SIM905
)
SETS = ("srcset", "imagesrcset")
BETWEEN_CANDIDATES = re.compile(r"\s+|(?<=[wxh]),")

FOLLOWED = ("a", "area")
"""Elements whose ``href`` is used only when the reader follows it."""

ONLY_TOLD = frozenset({"canonical", "alternate", "author", "license", "next", "prev", "me", "help"})
"""Relations of a ``link`` whose address browsers do not fetch on their own."""

REFRESH = re.compile(r"[\s\d.]*[;,\s]\s*(?:url\s*=)?\s*[\"']?", re.IGNORECASE)
FOREIGN = re.compile(r"(?:(?P<scheme>https?|ftp|wss?):/*|//+)(?P<rest>[^/].*)", re.IGNORECASE)
PROGRAM = "javascript:"
"""The scheme of addresses that run code."""

EVENT = re.compile(r"on[a-z]")
"""Prefix of attributes that run code."""

IN_SCRIPT = re.compile(
    r"[\"'`]((?:(?:https?|wss?|ftp)://[\w\[]|//[\w-]+\.\w)[^\s\"'`$<>\\]*)", re.IGNORECASE
)
"""A string in a script that begins with an address."""

ASKED_NOTHING = ("www.w3.org", "example.com")
"""Hosts that name an XML namespace or serve as an example: no program sends them requests."""

STYLE_SHEET = re.compile(r"<\?xml-stylesheet\b[^>]*?\bhref\s*=\s*[\"']([^\"']*)", re.IGNORECASE)

UNSEEN_IN_ADDRESS = re.compile(r"[\t\r\n]")

LOADING = ("url(", "src(", "image(", "image-set(", "@import")
"""Words in a style, in lower case, that precede an address to load."""

STYLE = re.compile(r"\s*(?:url\()?\s*[\"']?\s*((?:https?:|[/\\]{2})[^\s\"')]+)")
CANDIDATE = re.compile(r"(?:[^;}]*?[\"',\s(])?((?:https?:|[/\\]{2})[^\s\"')]+)")
"""One of several images, of which the first may be the site's own."""

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
ESCAPED = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)


def find_foreign_requests(data: bytes, site_url: str | None) -> Iterator[str]:
    """Yield the addresses on other hosts that a page or style sheet requests."""
    own = urlsplit(site_url or "").netloc
    for address in list_requests(data):
        if not is_program(address) and find_host(address) != own:
            yield address


def find_foreign_in_script(data: bytes, site_url: str | None) -> Iterator[str]:
    """Yield the addresses on other hosts in the strings of a script."""
    harmless = {urlsplit(site_url or "").netloc, *ASKED_NOTHING}
    for address in IN_SCRIPT.findall(unescape(data.decode(errors="replace"))):
        if find_host(address.casefold()) not in harmless:
            yield address


def find_programs(data: bytes) -> Iterator[str]:
    """Yield the code that tags of a page run on their own or when followed."""
    return filter(is_program, list_requests(data))


def is_program(address: str) -> bool:
    """Return whether an address is a program."""
    return address.casefold().startswith(PROGRAM)


def find_host(address: str) -> str | None:
    """Return the host of an address; None if it is not a valid address."""
    try:
        return urlsplit(address).netloc
    except ValueError:
        return None


def list_requests(data: bytes) -> Iterator[str]:
    """Yield the addresses with a host that a page or style sheet requests on its own."""
    text = data.decode(errors="replace")
    before, *pieces = text.split("<")
    position = len(before)
    for piece in pieces:
        tag = find_suspect_tag(piece)
        if tag is None:
            yield from find_requests(text[position : position + LONGEST])
        elif tag:
            yield from find_requests(tag)
        position += 1 + len(piece)
    yield from find_in_style(text)
    yield from filter(None, map(resolve_host, STYLE_SHEET.findall(text)))


@lru_cache(maxsize=1 << 18)
def find_suspect_tag(piece: str) -> str | None:
    """Return the tag at the beginning of the text after a ``<``, if it may send a request.

    Empty if it cannot; None if the tag may continue beyond this text.
    """
    if not piece[:1].isascii() or not piece[:1].isalpha():
        return ""
    found = TAG.match(piece)
    if not found:
        return None
    return f"<{found[0]}" if SUSPECT.search(found[0]) else ""


@lru_cache(maxsize=1 << 16)
def find_requests(text: str) -> tuple[str, ...]:
    """Return the addresses with a host that the tag at the beginning of a text requests."""
    reader = _FirstTag()
    with suppress(_Read):
        reader.feed(text)
    return tuple(
        chain.from_iterable(
            find_in_attribute(reader.tag, name, reader.attributes) for name in reader.attributes
        )
    )


class _Read(Exception):
    """The first tag has been read."""


class _FirstTag(HTMLParser):
    """Parses one tag as browsers do, which use the first of two attributes with the same name."""

    tag = ""
    attributes: Mapping[str, str] = MappingProxyType({})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tag = tag
        self.attributes = {name: value or "" for name, value in reversed(attrs)}
        raise _Read


def find_in_attribute(tag: str, name: str, attributes: Mapping[str, str]) -> Iterator[str]:
    """Yield the addresses with a host that an attribute of a tag requests."""
    value = attributes[name]
    if EVENT.match(name):
        yield PROGRAM + value
        return
    if name in SETS:
        written = BETWEEN_CANDIDATES.split(value)
    elif name in ADDRESSES and is_only_told(tag, name, attributes):
        written = [value] if is_program(strip_invisible(value)) else []
    elif name in ADDRESSES:
        written = value.split(";")
    elif name == "content" and attributes.get("http-equiv", "").strip().casefold() == "refresh":
        written = [REFRESH.sub("", value, count=1)]
    else:
        written = []
    yield from filter(None, map(resolve_host, written))
    if name == "srcdoc":
        yield from list_requests(value.encode())
    elif "(" in value or "@" in value:
        yield from find_in_style(value)


def is_only_told(tag: str, name: str, attributes: Mapping[str, str]) -> bool:
    """Return whether browsers do not fetch the address of an attribute on their own."""
    if name not in ("href", "xlink:href"):
        return False
    means = frozenset(attributes.get("rel", "").casefold().split())
    return tag in FOLLOWED or (tag == "link" and bool(means) and means <= ONLY_TOLD)


def find_in_style(text: str) -> Iterator[str]:
    """Yield the addresses with a host that a style loads, even if escaped or among comments."""
    readings = {text}
    if "/*" in text:
        readings.add(COMMENT.sub(" ", text))
    if "\\" in text:
        readings |= {ESCAPED.sub(decode_escape, each) for each in readings}
    found = chain.from_iterable(find_loads(each.lower()) for each in readings)
    yield from sorted(set(filter(None, map(resolve_host, found))))


def find_loads(style: str) -> Iterator[str]:
    """Yield the addresses that a style in lower case loads and that may have a host."""
    for word in LOADING:
        start = style.find(word)
        while start != -1:
            start += len(word)
            pattern = CANDIDATE if word == "image-set(" else STYLE
            if found := pattern.match(style, start):
                yield found[1]
            start = style.find(word, start)


def resolve_host(written: str) -> str | None:
    """Return an address as browsers understand it; None if it has no host.

    >>> resolve_host(" https:\\\\a.example/x")
    'https://a.example/x'
    """
    plain = strip_invisible(written).replace("\\", "/")
    if is_program(plain):
        return plain
    found = FOREIGN.match(plain)
    if not found:
        return None
    return f"{found['scheme']}://{found['rest']}" if found["scheme"] else f"//{found['rest']}"


def strip_invisible(written: str) -> str:
    """Return an address without the characters that browsers ignore."""
    return UNSEEN_IN_ADDRESS.sub("", written).strip("\0\x01\x02\x03\x04\x05\x06\x07\x08\x1b\x1f ")


def decode_escape(escaped: re.Match[str]) -> str:
    """Return the character that an escape in CSS stands for."""
    if escaped[1]:
        number = int(escaped[1], 16)
        return chr(number) if 0 < number <= 0x10FFFF else "\ufffd"
    return "" if escaped[2] == "\n" else escaped[2]
