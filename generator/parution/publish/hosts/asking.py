"""Asking a live host for what it serves."""

from __future__ import annotations

import ssl
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any

TIMEOUT = 20.0
"""Seconds that a host may take to answer."""

LARGEST = 5_000_000
"""Bytes of an answer that are looked at."""


@dataclass(frozen=True, slots=True)
class HostAnswer:
    """What a host answers, once it has led wherever it leads."""

    url: str
    status: int
    headers: Mapping[str, str]
    """By name in small letters."""
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def header(self, name: str) -> str:
        """Return a header in small letters; empty where there is none."""
        return self.headers.get(name, "").lower()


class Unreachable(Exception):
    """No answer came; says why, as the machine says it."""


Ask = Callable[[str], HostAnswer]
"""Asks for an address; raises `Unreachable`."""


def asker() -> Ask:
    """Return what asks a host for an address of the web, as a browser without any memory does."""
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
    """Read what came as an answer."""
    headers = {name.lower(): value for name, value in stream.headers.items()}
    return HostAnswer(url, status, headers, stream.read(LARGEST))
