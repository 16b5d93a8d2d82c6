"""Normalise words for the audit: no case, accents, invisible characters or look-alikes."""

from __future__ import annotations

import re
import unicodedata

from parution.language.look_alikes import INVISIBLE, LOOK_ALIKES

Words = tuple[str, ...]

WORD = re.compile(r"[^\W_]+")

UNSEEN = re.compile(
    f"{INVISIBLE.pattern}|[\u0300-\u036f\u0483-\u0489\u180b-\u180f\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufff9-\ufffb\U000e0100-\U000e01ef\x00-\x08\x0e-\x1f]"
)
"""Combining accents, and characters without width."""

SMALL = {
    "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445": "abekmhopctyx",
    "\u0455\u0456\u0458\u04bb\u0501\u051b\u051d\u04cf\u0433\u043f\u0475": "sijhdqwlrnv",
    "\u03b1\u03b2\u03b5\u03b6\u03b7\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5": "abeznikvoptu",
    "\u03c7": "x",
    "\u0578\u0585\u057d\u0570\u0581": "nouhg",
    "\u1d00\u0299\u1d04\u1d05\u1d07\ua730\u0262\u029c\u026a\u1d0a\u1d0b\u029f": "abcdefghijkl",
    "\u1d0d\u0274\u1d0f\u1d18\u0280\ua731\u1d1b\u1d1c\u1d20\u1d21\u028f\u1d22": "mnoprstuvwyz",
    "\u0251\u0261\u0131\u0237\u00f8\u0111\u0142\u0127": "agijodlh",
}
"""Cyrillic, Greek, Armenian and phonetic small letters, with the Latin ones that they resemble."""

FOREIGN = str.maketrans(
    {sign: plain for sign, plain in LOOK_ALIKES.items() if plain.isalnum()}
    | {sign: plain for row in SMALL.items() for sign, plain in zip(*row, strict=True)}
)
"""Letters that look like another one, mapped to that one."""

IS_FOREIGN = re.compile(f"[{''.join(map(chr, FOREIGN))}]")


def replace_look_alikes(text: str) -> str:
    """Replace look-alikes by the Latin letters that they resemble, in both cases."""
    return text.translate(FOREIGN) if IS_FOREIGN.search(text) else text


def split_words(text: str) -> Words:
    """Return the words of a plain text, normalised for comparison.

    >>> split_words("L’« Œdème » : évaluer_le !")
    ('l', 'oedeme', 'evaluer', 'le')
    >>> split_words("\u0441\u043eeur")  # Two letters of which are Cyrillic.
    ('coeur',)
    """
    if not text.isascii():
        text = UNSEEN.sub("", unicodedata.normalize("NFKD", text))
        text = (
            replace_look_alikes(replace_look_alikes(text).casefold())
            .replace("œ", "oe")
            .replace("æ", "ae")
        )
        return tuple(WORD.findall(text))
    return tuple(WORD.findall(text.lower()))
