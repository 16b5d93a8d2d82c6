"""A slip in a text: valid Markdown that means something else than its author meant."""

from __future__ import annotations

from typing import NamedTuple

from parution.domain.messages import Message


class Slip(NamedTuple):
    """One slip in a text."""

    code: str
    offset: int
    message: Message
    remedy: Message
    is_error: bool = False
