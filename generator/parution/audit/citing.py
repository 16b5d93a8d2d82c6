"""Whether a text cites a reference, told without the product's own reading of citations."""

from __future__ import annotations

import re

BEFORE_KEY = r"(?<![^\W_])(?<![\\.])"
BEHIND_KEY = r"(?!\w|[:.#$%&+?<>~/-]\w|[:/]/)"
"""A key goes on with letters, and with marks between letters."""


def cites(text: str, key: str) -> bool:
    """Tell whether a text cites a key, and not only a longer one that begins as it does."""
    written = re.escape(key)
    cited = rf"{BEFORE_KEY}@(?:\{{{written}\}}|{written}{BEHIND_KEY})"
    return re.search(cited, text) is not None
