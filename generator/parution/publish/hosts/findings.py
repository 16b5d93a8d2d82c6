"""Defects of a live host, in words for people. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from parution.domain.messages import Message, message


class Code(StrEnum):
    """The kinds of defects."""

    UNREACHABLE = "unreachable"
    OTHER_SITE = "other-site"
    HTTP = "http"
    LISTING = "listing"
    EXPOSED = "exposed"
    MISSING = "missing"
    CHARSET = "charset"
    TYPE = "type"
    HEADER = "header"
    CACHE = "cache"
    NOT_FOUND = "not-found"
    STALE = "stale"
    OVERDUE = "overdue"
    EARLY = "early"


TOKEN = re.compile(r"((?:/g/[^/]+-|/archives/)[a-z2-7]{4})[a-z2-7]{28}")

SETTINGS = message(
    "Use the settings that “parution host-config” prints, or see that .htaccess is read."
)
PUBLISH = message("Publish again, and look at “parution status”.")

HINTS: dict[Code, Message] = {
    Code.UNREACHABLE: message("Look at the address, the name of the host and its certificate."),
    Code.OTHER_SITE: message(
        "Look at the address, and at the folder that the host serves: it must be the folder"
        " “current” of what is published."
    ),
    Code.HTTP: message("Have the host lead every address to https://."),
    Code.LISTING: message(
        "Close the host at once, then forbid lists of folders (parution host-config). Whoever saw"
        " the list has all links: raise “generation” in each group's file and send new links."
    ),
    Code.EXPOSED: message(
        "Have the host serve the folder “current” of what is published, and nothing else."
    ),
    Code.MISSING: PUBLISH,
    Code.STALE: message(
        "Have whatever stands between (a proxy, a cache) ask again each time: Cache-Control is"
        " no-cache. Until then readers see what was, even what you have closed."
    ),
    Code.OVERDUE: PUBLISH,
    Code.EARLY: message("Look at the clock of the machine that publishes, then publish again."),
}
"""The remedies other than `SETTINGS`."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A defect of a live host."""

    code: Code
    url: str
    """Without the unguessable part of a group's address, since others may read the logs."""
    message: Message

    @property
    def hint(self) -> Message:
        """The remedy."""
        return HINTS.get(self.code, SETTINGS)


def make_finding(code: Code, url: str, said: Message) -> Finding:
    """Return a finding about an address, with its unguessable part shortened.

    >>> make_finding(Code.STALE, "https://a.fr/g/blain-" + "a" * 32 + "/", message("")).url
    'https://a.fr/g/blain-aaaa…/'
    """
    return Finding(code, TOKEN.sub(r"\1…", url), said)
