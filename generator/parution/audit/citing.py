"""Whether a text cites a reference, decided without the product's own citation parser."""

from __future__ import annotations

import re

BEFORE_KEY = r"(?<![^\W_])(?<![\\.])"
BEHIND_KEY = r"(?!\w|[:.#$%&+?<>~/-]\w|[:/]/)"
"""A key continues with letters, and with punctuation marks between letters."""


def cites(text: str, key: str) -> bool:
    """Return whether a text cites this very key, not only a longer one that begins with it."""
    written = re.escape(key)
    cited = rf"{BEFORE_KEY}@(?:\{{{written}\}}|{written}{BEHIND_KEY})"
    return re.search(cited, text) is not None
