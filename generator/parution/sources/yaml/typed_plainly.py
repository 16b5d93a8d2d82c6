"""Replaces look-alike characters in the structure of YAML by the keyboard's.

Word puts no-break spaces before colons, and dashes or bullets before items. Where such a character
is part of the structure, not of a text, the keyboard's takes its place, one for one, so that lines
and columns stay the same.
"""

from __future__ import annotations

import re

from parution.language.look_alikes import BULLETS, DASHES, INVISIBLE, SPACES, TYPED

BLOCK_TEXT = re.compile(r"[|>][-+]?\d?[ \t]*$", re.MULTILINE)
"""The beginning of a text of several lines, in which nothing is replaced."""

LEAD = re.compile(rf"^[ {SPACES}]+", re.MULTILINE)
ITEM = re.compile(rf"^( *)[-{DASHES}{BULLETS}][ {SPACES}]+(?=\S)", re.MULTILINE)
KEY = re.compile(rf"((?:^ *(?:- )?|[{{,] *)[\w-]+[ {SPACES}]*:)[{SPACES}]", re.MULTILINE)
BEFORE_COLON = re.compile(rf"((?:^ *(?:- )?|[{{,] *)[\w-]+)[ {SPACES}]+(?=:)", re.MULTILINE)


def type_plainly(text: str) -> str:
    r"""Return YAML with the keyboard's characters in indentation, bullets and around keys.

    >>> type_plainly("name\u00a0:\u00a0Les Herbiers")
    'name : Les Herbiers'
    """
    if text.isascii():
        return text
    text = LEAD.sub(type_value_plainly, text)
    if not BLOCK_TEXT.search(text):
        text = ITEM.sub(type_value_plainly, text)
    return KEY.sub(type_value_plainly, BEFORE_COLON.sub(type_value_plainly, text))


def type_value_plainly(found: re.Match[str]) -> str:
    return INVISIBLE.sub(" ", found[0].translate(TYPED))
