"""Finds names of emoji and icons that would be printed as they stand: « :smile: »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parution.domain.messages import message
from parution.sources.markdown.slip import Slip

EMOJI = re.compile(r":(?<![\w:/.]:)(?P<name>[+-]1|[a-z][a-z0-9]*(?:[_+-][a-z0-9]+)*):(?![\w:/])")
SETS_OF_ICONS = ("material-", "fontawesome-", "octicons-", "simple-")
"""Sets of icons whose names an extension may know, beside those of emoji."""


def find_emoji_names(body: str, *, drawn: bool) -> Iterator[Slip]:
    """Yield names of emoji and icons, which Markdown prints as they are.

    Where an extension has them `drawn`, only unknown names are printed.
    """
    for found in EMOJI.finditer(body):
        if drawn and is_known_emoji(found["name"]):
            continue
        yield Slip(
            "emoji-by-name",
            found.start(),
            message("“%(name)s” would be printed as it stands", name=found[0]),
            message("Paste the sign itself, such as ✔ or ⚠, or leave it out."),
        )


def is_known_emoji(name: str) -> bool:
    """Return whether the extension for emoji may know a name.

    >>> is_known_emoji("smile"), is_known_emoji("material-account"), is_known_emoji("sourire")
    (True, True, False)
    """
    # Loaded here, because few texts name any, and it takes a third of a second.
    from pymdownx.twemoji_db import aliases, emoji

    return name.startswith(SETS_OF_ICONS) or f":{name}:" in emoji or f":{name}:" in aliases
