"""YAML as it would be had it been typed on a keyboard, where a paste can only mean one thing.

Word puts no-break spaces before colons, dashes and bullets before items. Where such a sign stands
for the structure of the file and not within a text, the one of the keyboard takes its place, one
for one, so that lines and columns stay what they are.
"""

from __future__ import annotations

import re

from parution.language.signs import BULLETS, DASHES, INVISIBLE, SPACES, TYPED

BLOCK_TEXT = re.compile(r"[|>][-+]?\d?[ \t]*$", re.MULTILINE)
"""Begins a text of several lines, in which any sign is the author's."""

LEAD = re.compile(rf"^[ {SPACES}]+", re.MULTILINE)
ITEM = re.compile(rf"^( *)[-{DASHES}{BULLETS}][ {SPACES}]+(?=\S)", re.MULTILINE)
KEY = re.compile(rf"((?:^ *(?:- )?|[{{,] *)[\w-]+[ {SPACES}]*:)[{SPACES}]", re.MULTILINE)
BEFORE_COLON = re.compile(rf"((?:^ *(?:- )?|[{{,] *)[\w-]+)[ {SPACES}]+(?=:)", re.MULTILINE)


def type_plainly(text: str) -> str:
    r"""Return YAML with the signs of the keyboard for indentation, bullets and around keys.

    >>> type_plainly("name\u00a0:\u00a0Les Herbiers")
    'name : Les Herbiers'
    """
    if text.isascii():
        return text
    text = LEAD.sub(_type_plainly, text)
    if not BLOCK_TEXT.search(text):
        text = ITEM.sub(_type_plainly, text)
    return KEY.sub(_type_plainly, BEFORE_COLON.sub(_type_plainly, text))


def _type_plainly(found: re.Match[str]) -> str:
    return INVISIBLE.sub(" ", found[0].translate(TYPED))
