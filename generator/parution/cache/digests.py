"""One digest for several texts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def digest_of_texts(parts: Iterable[str]) -> str:
    """Return one digest for several texts in their order, however they are divided."""
    named = hashlib.sha256()
    for part in parts:
        data = part.encode()
        named.update(b"%d " % len(data))
        named.update(data)
    return named.hexdigest()
