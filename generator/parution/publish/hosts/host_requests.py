"""Request pages from a live host."""

from __future__ import annotations

import ssl
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any

TIMEOUT = 20.0
"""Seconds to wait for an answer."""

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
    """No answer came; carries the reason that the system gives."""


Ask = Callable[[str], HostAnswer]
"""Requests an address; raises `Unreachable`."""


def make_asker() -> Ask:
    """Return a function that requests an address as a browser without cookies or cache would."""
    trusted = urllib.request.HTTPSHandler(context=ssl.create_default_context())
    opener = urllib.request.build_opener(trusted)
    opener.addheaders = [("User-Agent", "parution verify")]

    def ask(url: str) -> HostAnswer:
        try:
            with opener.open(url, timeout=TIMEOUT) as answer:
                return read_answer(answer.url, answer.status, answer)
        except urllib.error.HTTPError as refused:
            return read_answer(refused.url or url, refused.code, refused)
        except urllib.error.URLError as error:
            raise Unreachable(str(error.reason)) from error
        except (OSError, HTTPException, ValueError) as error:
            raise Unreachable(str(error)) from error

    return ask


def read_answer(url: str, status: int, stream: Any) -> HostAnswer:
    """Read an open response, at most `LARGEST` bytes of its body."""
    headers = {name.lower(): value for name, value in stream.headers.items()}
    return HostAnswer(url, status, headers, stream.read(LARGEST))
