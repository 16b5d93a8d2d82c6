"""One digest for several texts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def digest_texts(parts: Iterable[str]) -> str:
    """Return one SHA-256 for several texts in order; texts divided elsewhere have another."""
    named = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")  # A file name may be no UTF-8.
        named.update(b"%d " % len(data))
        named.update(data)
    return named.hexdigest()
