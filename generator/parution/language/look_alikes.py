"""Finds invisible and look-alike characters: their names, and the characters to type instead.

They come with text pasted from Word, a PDF or a web page. A program distinguishes them from the
characters they resemble; a reader cannot, so a message about one has to name it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from parution.domain.messages import Message, message
from parution.patterns import compile_late

SPACES = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
"""Spaces other than the keyboard's."""

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
"""Hyphens and dashes other than the keyboard's."""

BULLETS = "\u2022\u2023\u25aa\u25cf\u25e6\uf0b7"
"""Bullets, as Word draws them."""

CYRILLIC = (
    "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423"
    "\u0425\u0430\u0435\u0455\u0456\u0458\u043e\u0440\u0441\u0443\u0445\u04bb\u0501"
)
GREEK = (
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7"
    "\u03bf\u03b1"
)

LOOK_ALIKES: Mapping[str, str] = MappingProxyType(
    {
        **dict(zip(CYRILLIC, "ABESIJKMHOPCTYXaesijopcyxhd", strict=True)),
        **dict(zip(GREEK, "ABEZHIKMNOPTYXoa", strict=True)),
        "\uff1a": ":",
        "\u2236": ":",
        "\ua789": ":",
        "\uff0c": ",",
        "\u201a": ",",
        "\u2215": "/",
        "\u2044": "/",
        "\u29f8": "/",
        "\uff0f": "/",
        "\uff20": "@",
        "\uff5b": "{",
        "\uff5d": "}",
        "\uff3b": "[",
        "\uff3d": "]",
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
    }
)
"""Characters of other scripts, each with the keyboard's that looks alike."""

CURLY_QUOTES = "\u201c\u201d\u201e\u201f"
"""Quotation marks that Word puts in place of straight ones."""

PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
"""Characters that one font alone draws, such as the arrows of Word's symbol fonts."""

INVISIBLE = compile_late(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffc\U000e0000-\U000e0fff"
    f"{PRIVATE}]"
)
"""Characters without width, and those that readers cannot see."""

TYPED: Mapping[int, str] = MappingProxyType(
    {
        **dict.fromkeys(map(ord, SPACES), " "),
        **dict.fromkeys(map(ord, DASHES), "-"),
        **dict.fromkeys(map(ord, BULLETS), "-"),
        **dict.fromkeys(map(ord, CURLY_QUOTES), '"'),
        **{ord(sign): plain for sign, plain in LOOK_ALIKES.items()},
    }
)
"""The keyboard's character for each look-alike, by code point."""

ODD = compile_late(
    f"[{SPACES}{DASHES}{BULLETS}{CURLY_QUOTES}{re.escape(''.join(LOOK_ALIKES))}]"
    f"|{INVISIBLE.pattern}"
)

IN_ITS_PLACE = compile_late(
    "(?<=«)[\u00a0\u202f]|[\u00a0\u202f](?=[»:;?!%€])|(?<=\\d)[\u00a0\u202f](?=\\w)"
    "|(?<=\\s)[\u2013\u2014](?=\\s)|(?<=\\d)\u2013(?=\\d)"
)
"""No-break spaces and dashes that French typography requires."""

WORD_BEHIND, WORD_AHEAD = compile_late(r"\w*\Z"), compile_late(r"\w*")
AROUND_WORDS = " ,.;:!?()«»“”[]{}*_"
LONGEST_WORD = 40
"""Letters on each side of a sign that are looked at."""

JOINERS = "\u061c\u200c-\u200f"
OTHER_SCRIPTS = compile_late("[\u0590-\u0fff]")
"""Scripts whose words need joiners and marks of direction: Hebrew, Arabic, those of India."""

BEFORE_ITEM = compile_late(r"(?:\A|\n)[ \t]*\Z")
IS_JOINER, IS_PRIVATE = compile_late(f"[{JOINERS}]"), compile_late(f"[{PRIVATE}]")

NAMES: Mapping[str, Message] = MappingProxyType(
    {
        "\x00": message("an empty byte"),
        "\x08": message("a backspace"),
        "\x0b": message("a line break of Word"),
        "\x0c": message("a page break"),
        "\x1b": message("an escape sign"),
        "\u00a0": message("a no-break space"),
        "\u202f": message("a narrow no-break space"),
        "\u00ad": message("a soft hyphen"),
        "\u200b": message("a zero-width space"),
        "\u200c": message("a zero-width non-joiner"),
        "\u200d": message("a zero-width joiner"),
        "\u200e": message("a mark of the direction of writing"),
        "\u200f": message("a mark of the direction of writing"),
        "\u2011": message("a no-break hyphen"),
        "\u2012": message("a figure dash"),
        "\u2013": message("an en dash"),
        "\u2014": message("an em dash"),
        "\u2060": message("a word joiner"),
        "\u2212": message("a minus sign"),
        "\ufeff": message("a byte-order mark"),
    }
)


@dataclass(frozen=True, slots=True)
class OddSign:
    """An invisible or look-alike character in a text."""

    character: str
    offset: int

    @property
    def typed(self) -> str:
        """The character to type instead; empty for an invisible one."""
        return TYPED.get(ord(self.character), "")

    @property
    def name(self) -> Message:
        """Its name, with its Unicode number."""
        code = f"U+{ord(self.character):04X}"
        return message("%(name)s (%(code)s)", name=name_character(self.character), code=code)

    @property
    def remedy(self) -> Message:
        """A message that says which character to type instead."""
        if IS_PRIVATE.match(self.character):
            return message("Type the sign that was meant: “→”, “•”, “✓”, or a word.")
        if not self.typed:
            return message("Delete it: delete the letters on both sides as well, then type them.")
        if self.typed == " ":
            return message("Delete it, and type an ordinary space.")
        return message("Delete it, and type “%(sign)s”.", sign=self.typed)


def find_odd(text: str) -> OddSign | None:
    r"""Return the first invisible or look-alike character that is out of place; None without one.

    >>> find_odd("2026\u201110-08").typed
    '-'
    >>> find_odd("Qui\u00a0? Lui\u00a0: 20\u00a0mg") is None
    True
    """
    return next(list_odd(text), None)


def find_invisible(text: str) -> OddSign | None:
    """Return the first invisible character that is out of place; None without one."""
    return next((sign for sign in list_odd(text) if not sign.typed), None)


def drop_unseen(text: str) -> tuple[str, tuple[OddSign, ...]]:
    r"""Return a text without what readers cannot see, and the signs dropped.

    The offset of each sign is where it stood in the text that is left.

    >>> text, (sign,) = drop_unseen("Dou\u00adleur")
    >>> text, sign.offset
    ('Douleur', 3)
    """
    if text.isascii():
        return text, ()
    found = [each for each in INVISIBLE.finditer(text) if not is_at_home(text, each)]
    ends = [0, *(each.end() for each in found)]
    starts = [*(each.start() for each in found), len(text)]
    kept = "".join(text[end:start] for end, start in zip(ends, starts, strict=True))
    dropped = (OddSign(each[0], each.start() - number) for number, each in enumerate(found))
    return kept, tuple(dropped)


def list_odd(text: str) -> Iterator[OddSign]:
    """Yield the invisible and look-alike characters that are out of place."""
    if text.isascii():
        return
    odd = [*ODD.finditer(text)]
    # Most texts hold none: what is in its place need not be looked for there.
    proper = {found.start() for found in IN_ITS_PLACE.finditer(text)} if odd else set()
    for found in odd:
        if found.start() not in proper and not is_at_home(text, found):
            yield OddSign(found[0], found.start())


def find_disguised(text: str) -> Iterator[OddSign]:
    r"""Yield the signs that falsify words: invisible ones, and letters of another script.

    A Greek letter at the end of a name, « TNFα », is in its place.

    >>> [each.offset for each in find_disguised("Dou\u200bleur, d\u043euleur, TNF\u03b1")]
    [3, 11]
    """
    for sign in list_odd(text):
        is_unseen = INVISIBLE.match(sign.character)
        if is_unseen or (sign.character.isalpha() and not ends_a_name(text, sign)):
            yield sign


def ends_a_name(text: str, sign: OddSign) -> bool:
    """Return whether a Greek letter stands as it does in names of substances."""
    around = text[sign.offset - 1 : sign.offset] + text[sign.offset + 1 : sign.offset + 2]
    return sign.character == "\u03b1" and not (len(around) == 2 and around.islower())


def find_word_around(text: str, offset: int) -> str:
    r"""Return the word that holds a character, for a message; of one between words, its neighbours.

    >>> find_word_around("La Dou\u200bleur vient", 6), find_word_around("Douleur \uf0e0 repos", 8)
    ('Dou\u200bleur', 'Douleur')
    """
    begin = max(text.rfind(space, 0, offset) for space in " \n\t") + 1
    ends = (end for space in " \n\t" if (end := text.find(space, offset)) >= 0)
    word = text[begin : min(ends, default=len(text))].strip(AROUND_WORDS)
    if any(map(str.isalnum, word)):
        return word
    before = text[max(0, offset - LONGEST_WORD) : offset].rpartition("\n")[2]
    after = text[offset + 1 : offset + LONGEST_WORD].partition("\n")[0]
    return before.strip(AROUND_WORDS) or after.strip(AROUND_WORDS)


def type_plainly(text: str) -> str:
    r"""Return a text with the keyboard's characters for look-alikes, without invisible ones.

    >>> type_plainly("2026\u201110\u201108\u00a020:30")
    '2026-10-08 20:30'
    """
    if text.isascii():
        return text
    composed = unicodedata.normalize("NFC", text)
    return INVISIBLE.sub("", composed.translate(TYPED))


def unquote(text: str) -> str:
    r"""Return a text without curly quotation marks around it, if it has none inside.

    >>> unquote("\u201cQuimper\u201d"), unquote("Le \u201cfrigo\u201d")
    ('Quimper', 'Le \u201cfrigo\u201d')
    """
    bare = text.strip()
    inner = bare[1:-1]
    around = len(bare) > 2 and bare[0] in CURLY_QUOTES and bare[-1] in CURLY_QUOTES
    return inner if around and not any(sign in inner for sign in CURLY_QUOTES) else text


def is_at_home(text: str, found: re.Match[str]) -> bool:
    """Return whether a sign is in its place.

    That is a letter in a word of its own script, a joiner within an emoji or where a script needs
    it, or a bullet of Word before its item.
    """
    if IS_JOINER.match(found[0]):
        around = text[max(0, found.start() - 1) : found.end() + 1]
        if OTHER_SCRIPTS.search(around.replace(found[0], "")):
            return True
        return found[0] == "\u200d" and not text[found.start() - 1 : found.start()].isalnum()
    if IS_PRIVATE.match(found[0]):
        lead = text[max(0, found.start() - LONGEST_WORD) : found.start()]
        return BEFORE_ITEM.search(lead) is not None
    if not found[0].isalpha() or found[0] not in LOOK_ALIKES:
        return False
    before = WORD_BEHIND.search(text[max(0, found.start() - LONGEST_WORD) : found.start()])
    after = WORD_AHEAD.match(text, found.end(), found.end() + LONGEST_WORD)
    around = (before[0] if before else "") + (after[0] if after else "")
    return not any("a" <= letter.lower() <= "z" for letter in around)


def name_character(character: str) -> Message:
    if character in NAMES:
        return NAMES[character]
    if character in SPACES:
        return message("a space that is not that of the keyboard")
    if character in DASHES:
        return message("a dash that is not that of the keyboard")
    if character in LOOK_ALIKES:
        return message("a sign that passes for “%(sign)s”", sign=LOOK_ALIKES[character])
    if character in BULLETS:
        return message("a bullet of Word")
    if IS_PRIVATE.match(character):
        return message("a sign of a symbol font")
    if character in CURLY_QUOTES:
        return message("a curly quotation mark")
    return message("a sign that cannot be seen")
