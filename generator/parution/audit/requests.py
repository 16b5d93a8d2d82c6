"""What a page makes the browser ask of other hosts without the reader's doing.

Every ``<`` before a letter is read as a tag, wherever it stands, as a browser would read it. Pages
share most of their tags, so what was found in one is remembered. Of scripts, which are not run
here, every string that begins as an address of another host does.
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

from parution.audit.readings import unescape

TAG = re.compile(
    r"[a-zA-Z][^\s'\"/>]*"
    r"(?:\s+[^\s'\"=/>]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s'\"=>]+))?+)*+\s*/?>"
)
"""A tag behind its ``<``, written so that nobody can read it in two ways."""

LONGEST = 1 << 16
"""Characters; a tag that is longer is nothing a person or a program of ours writes."""

SUSPECT = re.compile(r"//|[:&\\\t\r\n]|[\s\"'/][oO][nN][a-zA-Z]")
"""Without any of these no address leads to a host: they are `/`, or disappear from addresses; and
nothing is run."""

ADDRESSES = frozenset(
    """
    src href xlink:href data poster background action formaction ping lowsrc dynsrc manifest
    codebase classid archive to from values
    """.split()  # noqa: SIM905
)
SETS = ("srcset", "imagesrcset")
BETWEEN_CANDIDATES = re.compile(r"\s+|(?<=[wxh]),")

FOLLOWED = ("a", "area")
"""Elements whose ``href`` the reader follows."""

ONLY_TOLD = frozenset({"canonical", "alternate", "author", "license", "next", "prev", "me", "help"})
"""What a ``link`` is for when browsers know of it but do not follow it by themselves."""

REFRESH = re.compile(r"[\s\d.]*[;,\s]\s*(?:url\s*=)?\s*[\"']?", re.IGNORECASE)
FOREIGN = re.compile(r"(?:(?P<scheme>https?|ftp|wss?):/*|//+)(?P<rest>[^/].*)", re.IGNORECASE)
PROGRAM = "javascript:"
"""An address that asks nothing of a host, and may ask anything."""

EVENT = re.compile(r"on[a-z]")
"""Begins the name of an attribute that runs what it holds."""

IN_SCRIPT = re.compile(
    r"[\"'`]((?:(?:https?|wss?|ftp)://[\w\[]|//[\w-]+\.\w)[^\s\"'`$<>\\]*)", re.IGNORECASE
)
"""A string of a script that begins with an address."""

ASKED_NOTHING = ("www.w3.org", "example.com")
"""Hosts that name a language, or stand for any host: no program asks them."""

STYLE_SHEET = re.compile(r"<\?xml-stylesheet\b[^>]*?\bhref\s*=\s*[\"']([^\"']*)", re.IGNORECASE)

UNSEEN_IN_ADDRESS = re.compile(r"[\t\r\n]")

LOADING = ("url(", "src(", "image(", "image-set(", "@import")
"""What in a style is followed by something to load, in small letters."""

STYLE = re.compile(r"\s*(?:url\()?\s*[\"']?\s*((?:https?:|[/\\]{2})[^\s\"')]+)")
CANDIDATE = re.compile(r"(?:[^;}]*?[\"',\s(])?((?:https?:|[/\\]{2})[^\s\"')]+)")
"""One of several images, of which the first may be the site's own."""

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
ESCAPED = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)


def foreign_requests(data: bytes, site_url: str | None) -> Iterator[str]:
    """Yield the addresses on other hosts than the site's own that a page or a style asks for."""
    own = urlsplit(site_url or "").netloc
    for address in requests(data):
        if not is_program(address) and host_of(address) != own:
            yield address


def foreign_to_script(data: bytes, site_url: str | None) -> Iterator[str]:
    """Yield the addresses on other hosts that strings of a script hold."""
    harmless = {urlsplit(site_url or "").netloc, *ASKED_NOTHING}
    for address in IN_SCRIPT.findall(unescape(data.decode(errors="replace"))):
        if host_of(address.casefold()) not in harmless:
            yield address


def programs(data: bytes) -> Iterator[str]:
    """Yield what a tag of a page runs by itself, or when it is followed."""
    return filter(is_program, requests(data))


def is_program(address: str) -> bool:
    """Tell whether an address is a program."""
    return address.casefold().startswith(PROGRAM)


def host_of(address: str) -> str | None:
    """Return the host of an address; None of one that is no address at all."""
    try:
        return urlsplit(address).netloc
    except ValueError:
        return None


def requests(data: bytes) -> Iterator[str]:
    """Yield the addresses with a host that a page or a style asks for by itself."""
    text = data.decode(errors="replace")
    before, *pieces = text.split("<")
    position = len(before)
    for piece in pieces:
        tag = suspect(piece)
        if tag is None:
            yield from find_requests(text[position : position + LONGEST])
        elif tag:
            yield from find_requests(tag)
        position += 1 + len(piece)
    yield from in_style(text)
    yield from filter(None, map(with_host, STYLE_SHEET.findall(text)))


@lru_cache(maxsize=1 << 18)
def suspect(piece: str) -> str | None:
    """Return the tag at the beginning of what stands between two ``<``, when it may ask something.

    Empty when it does not; None where the tag goes on behind the piece, or may do so.
    """
    if not piece[:1].isascii() or not piece[:1].isalpha():
        return ""
    found = TAG.match(piece)
    if not found:
        return None
    return f"<{found[0]}" if SUSPECT.search(found[0]) else ""


@lru_cache(maxsize=1 << 16)
def find_requests(text: str) -> tuple[str, ...]:
    """Return the addresses with a host that the tag at the beginning of a text asks for."""
    reader = _FirstTag()
    with suppress(_Read):
        reader.feed(text)
    return tuple(
        chain.from_iterable(
            in_attribute(reader.tag, name, reader.attributes) for name in reader.attributes
        )
    )


class _Read(Exception):
    """The first tag has been read."""


class _FirstTag(HTMLParser):
    """Reads one tag as browsers do, for whom the first of two equal attributes counts."""

    tag = ""
    attributes: Mapping[str, str] = MappingProxyType({})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tag = tag
        self.attributes = {name: value or "" for name, value in reversed(attrs)}
        raise _Read


def in_attribute(tag: str, name: str, attributes: Mapping[str, str]) -> Iterator[str]:
    """Yield the addresses with a host that one attribute of a tag asks for."""
    value = attributes[name]
    if EVENT.match(name):
        yield PROGRAM + value
        return
    if name in SETS:
        written = BETWEEN_CANDIDATES.split(value)
    elif name in ADDRESSES and only_told(tag, name, attributes):
        written = [value] if is_program(plainly(value)) else []
    elif name in ADDRESSES:
        written = value.split(";")
    elif name == "content" and attributes.get("http-equiv", "").strip().casefold() == "refresh":
        written = [REFRESH.sub("", value, count=1)]
    else:
        written = []
    yield from filter(None, map(with_host, written))
    if name == "srcdoc":
        yield from requests(value.encode())
    elif "(" in value or "@" in value:
        yield from in_style(value)


def only_told(tag: str, name: str, attributes: Mapping[str, str]) -> bool:
    """Tell whether browsers do not follow the address of an attribute by themselves."""
    if name not in ("href", "xlink:href"):
        return False
    means = frozenset(attributes.get("rel", "").casefold().split())
    return tag in FOLLOWED or (tag == "link" and bool(means) and means <= ONLY_TOLD)


def in_style(text: str) -> Iterator[str]:
    """Yield the addresses with a host that a style asks for, escaped or between comments."""
    readings = {text}
    if "/*" in text:
        readings.add(COMMENT.sub(" ", text))
    if "\\" in text:
        readings |= {ESCAPED.sub(character, each) for each in readings}
    found = chain.from_iterable(find_loads(each.lower()) for each in readings)
    yield from sorted(set(filter(None, map(with_host, found))))


def find_loads(style: str) -> Iterator[str]:
    """Yield what a style, in small letters, loads from an address that may have a host."""
    for word in LOADING:
        start = style.find(word)
        while start != -1:
            start += len(word)
            pattern = CANDIDATE if word == "image-set(" else STYLE
            if found := pattern.match(style, start):
                yield found[1]
            start = style.find(word, start)


def with_host(written: str) -> str | None:
    """Return an address as browsers understand it; None when it leads to no host.

    >>> with_host(" https:\\\\a.example/x")
    'https://a.example/x'
    """
    plain = plainly(written).replace("\\", "/")
    if is_program(plain):
        return plain
    found = FOREIGN.match(plain)
    if not found:
        return None
    return f"{found['scheme']}://{found['rest']}" if found["scheme"] else f"//{found['rest']}"


def plainly(written: str) -> str:
    """Return an address without what browsers do not see in it."""
    return UNSEEN_IN_ADDRESS.sub("", written).strip("\0\x01\x02\x03\x04\x05\x06\x07\x08\x1b\x1f ")


def character(escaped: re.Match[str]) -> str:
    """Return what an escape of CSS stands for."""
    if escaped[1]:
        number = int(escaped[1], 16)
        return chr(number) if 0 < number <= 0x10FFFF else "\ufffd"
    return "" if escaped[2] == "\n" else escaped[2]
