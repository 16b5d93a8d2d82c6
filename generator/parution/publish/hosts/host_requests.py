"""Request pages from a live host, which may be anybody's.

HR1 A redirect leads to the web alone, and takes the address of a group, which is a key, nowhere
    unencrypted, except to this machine.
HR2 Each answer has a limit of time and of size, however slowly or endlessly it comes.
HR3 What a host says reaches no terminal as it is: signs that would rule one are replaced.
"""

from __future__ import annotations

import re
import socket
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, Any
from urllib.parse import urlsplit

from parution.domain.messages import Message, message
from parution.language.visible_text import make_visible
from parution.loopback import is_this_machine

TIMEOUT = 20.0
"""Seconds to wait for the next bytes of an answer."""

PATIENCE = 60.0
"""Seconds to wait for a whole answer."""

LONGEST_REASON = 200
"""Characters of the reason why no answer came."""

KEY = re.compile(r"/[^/]*[a-z2-7]{32}(?:/|$)")
"""A folder of an address that is a key."""

TOO_LATE = message("it did not come in time")

LARGEST = 5_000_000
"""Bytes of an answer that are read."""


@dataclass(frozen=True, slots=True)
class HostAnswer:
    """The answer of a host, after redirects."""

    url: str
    status: int
    headers: Mapping[str, str]
    """By name in lower case."""
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def header(self, name: str) -> str:
        """Return a header's value in lower case; empty if it is missing."""
        return self.headers.get(name, "").lower()


class Unreachable(Exception):
    """No answer came; carries the reason."""

    def __init__(self, why: Message) -> None:
        self.why = why
        super().__init__(why.text())


Ask = Callable[[str], HostAnswer]
"""Requests an address; raises `Unreachable`."""


class CarefulRedirects(urllib.request.HTTPRedirectHandler):
    """Follows the redirects that HR1 allows; of any other, the redirect itself is the answer."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Return the request that follows a redirect; None if there should be none."""
        if not may_be_asked(newurl):
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def may_be_asked(url: str) -> bool:
    """Return whether a redirect may lead to an address (HR1).

    >>> [may_be_asked(f"{root}/g/a-{'b' * 32}/") for root in ("https://a.fr", "http://a.fr")]
    [True, False]
    >>> [may_be_asked(url) for url in ("http://a.fr/", "http://127.0.0.1/", "ftp://a.fr/")]
    [True, True, False]
    """
    parts = urlsplit(url)
    if parts.scheme == "https" or is_this_machine(parts.netloc):
        return parts.scheme in ("https", "http")
    return parts.scheme == "http" and not KEY.search(parts.path)


def make_asker(patience: float = PATIENCE) -> Ask:
    """Return a function that requests an address as a browser without cookies or cache would.

    It waits for a whole answer so many seconds (HR2).
    """
    trusted = urllib.request.HTTPSHandler(context=ssl.create_default_context())
    opener = urllib.request.build_opener(trusted, CarefulRedirects)
    opener.addheaders = [("User-Agent", "parution verify")]

    def ask(url: str) -> HostAnswer:
        answers: SimpleQueue[HostAnswer | Unreachable] = SimpleQueue()
        # Nothing stops a request that gets a byte now and then: it is left alone.
        Thread(target=lambda: answers.put(ask_once(opener, url)), daemon=True).start()
        try:
            found = answers.get(timeout=patience)
        except Empty:
            raise Unreachable(TOO_LATE) from None
        if isinstance(found, Unreachable):
            raise found
        return found

    return ask


def ask_once(opener: urllib.request.OpenerDirector, url: str) -> HostAnswer | Unreachable:
    """Return the answer of a host, or why none came."""
    try:
        try:
            with opener.open(url, timeout=TIMEOUT) as answer:
                return read_answer(answer.url, answer.status, answer)
        except urllib.error.HTTPError as refused:
            return read_answer(refused.url or url, refused.code, refused)
    except urllib.error.URLError as error:
        return describe_silence(error.reason)
    except (OSError, HTTPException, ValueError) as error:
        return describe_silence(error)


def describe_silence(reason: object) -> Unreachable:
    """Return why no answer came, if need be in the host's own words (HR3)."""
    match reason:
        case socket.gaierror():
            return Unreachable(message("no host of this name was found; check the address"))
        case ConnectionRefusedError():
            return Unreachable(message("the host takes no connection there"))
        case TimeoutError():
            return Unreachable(TOO_LATE)
        case ssl.SSLCertVerificationError():
            why = shorten(reason.verify_message)
            return Unreachable(message("its certificate is not valid (%(why)s)", why=why))
    return Unreachable(message("%(why)s", why=shorten(str(reason))))


def shorten(text: str) -> str:
    """Return a host's words in one line that a terminal may show."""
    return make_visible(" ".join(text.split()))[:LONGEST_REASON]


def read_answer(url: str, status: int, stream: Any) -> HostAnswer:
    """Read an open response, at most `LARGEST` bytes of its body."""
    headers = {name.lower(): make_visible(value) for name, value in stream.headers.items()}
    return HostAnswer(make_visible(url), status, headers, stream.read(LARGEST))
