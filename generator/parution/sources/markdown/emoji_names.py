"""Finds names of emoji and icons that would be printed as they stand: « :smile: »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from parution.domain.messages import Message, message
from parution.language.nearest import find_nearest
from parution.sources.markdown.slip import Slip

EMOJI = re.compile(r":(?<![\w:/.]:)(?P<name>[+-]1|[a-z][a-z0-9]*(?:[_+-][a-z0-9]+)*):(?![\w:/])")
EXTENSION = "pymdownx.emoji"
ICONS = "material.extensions.emoji.twemoji"
"""The list of names, for that extension, which also holds Material's icons."""

SIGN = message("Paste the sign itself, such as ✔ or ⚠, or leave it out.")

MOST_PROPOSED = 20
"""Names of one text for which a remedy is looked up, among thousands."""

SETS_OF_ICONS = ("material", "fontawesome", "octicons", "simple")


def find_emoji_names(body: str, extensions: Set[str]) -> Iterator[Slip]:
    """Yield names of emoji and icons, which Markdown prints as they are.

    Where an extension draws them, only unknown names are printed.
    """
    proposed: dict[str, Message] = {}
    for found in EMOJI.finditer(body):
        name, of_set = found["name"], found["name"].partition("-")[0]
        is_drawn = (ICONS if of_set in SETS_OF_ICONS else EXTENSION) in extensions
        if is_drawn and name in (list_icons(of_set) if of_set in SETS_OF_ICONS else list_emoji()):
            continue
        if name not in proposed and len(proposed) < MOST_PROPOSED:
            is_icon = of_set in SETS_OF_ICONS
            proposed[name] = propose_icon(name, of_set, is_drawn) if is_icon else propose_sign(name)
        said = message("“%(name)s” would be printed as it stands", name=found[0])
        yield Slip("emoji-by-name", found.start(), said, proposed.get(name, SIGN))


def propose_icon(name: str, of_set: str, is_drawn: bool) -> Message:
    """Return the remedy for the unknown name of an icon."""
    nearest = find_nearest(name, list_icons(of_set)) if is_drawn else None
    return message("Did you mean “%(nearest)s”?", nearest=f":{nearest}:") if nearest else SIGN


def propose_sign(name: str) -> Message:
    """Return the remedy for the name of an emoji: its sign, since pages load no drawings."""
    nearest = name if name in list_emoji() else find_nearest(name, list_emoji())
    if nearest is None:
        return SIGN
    return message("Paste the sign itself, %(sign)s, or leave it out.", sign=list_emoji()[nearest])


@cache
def list_icons(of_set: str) -> frozenset[str]:
    """Return the names of the icons of a set.

    >>> {"material-account", "material-acount"} & list_icons("material")
    {'material-account'}
    """
    material = find_spec("material")
    for folder in material.submodule_search_locations or () if material else ():
        root = Path(folder) / "templates" / ".icons"
        paths = (path.relative_to(root).with_suffix("") for path in (root / of_set).rglob("*.svg"))
        return frozenset(path.as_posix().replace("/", "-") for path in paths)
    return frozenset()


@cache
def list_emoji() -> Mapping[str, str]:
    """Return the emoji by name.

    >>> list_emoji()["smile"], "sourire" in list_emoji()
    ('😄', False)
    """
    # Loaded here, because few texts name any, and it takes a third of a second.
    from pymdownx import twemoji_db

    codes = {name: each["unicode"] for name, each in twemoji_db.emoji.items()}
    codes |= {alias: codes[name] for alias, name in twemoji_db.aliases.items() if name in codes}
    return {
        name.strip(":"): "".join(chr(int(code, 16)) for code in written.split("-"))
        for name, written in codes.items()
    }
