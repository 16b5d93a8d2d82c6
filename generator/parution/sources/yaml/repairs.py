"""Repairs of typing slips in a line of YAML, to find out the line that was meant.

No repair changes the file. `diagnosis` tries each on the parser; if the parser gets further, the
slip is found, and the problem explains it to the author.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parution.domain.messages import Message, message
from parution.language.look_alikes import OddSign, list_odd
from parution.patterns import compile_late

TAB = compile_late(r"^ *\t", re.MULTILINE)
NO_SPACE = compile_late(
    r"(?:^\s*(?:- ?)?|[{,]\s*)(?P<key>[A-Za-z_-]+):(?P<value>[^\s:,{}\[\]/][^,{}]*)"
)
"""A key and a value without a space between them, but no address (``https://``)."""

NO_SPACE_AFTER_DASH = compile_late(r"^\s*-(?=[\[{\w])")
IN_PARENTHESES = compile_late(r"(?P<lead>\s*- ?)\((?P<inner>.*)\)\s*")
NO_VALUE = compile_late(r"[{,]\s*(?P<key>[A-Za-z_-]+):(?=[,}])")

KEYS = (
    "name|policy|readers|generation|place|meetings|theme|subject|title|starts|duration|releases"
    "|question|authors|themes|opens_to_all|opens_to_public|timezone|default_policy"
)
"""Our keys, by which the repairs recognise a line without its colon, or with two."""

KEY_ON_A_LINE = compile_late(r"(?P<lead>\s*(?:- )?)(?P<key>[\w-]+) *:(?:\s|$)")
OTHER_SIGN = compile_late(r"(?P<lead>\s*(?:- )?)(?P<key>[a-z_]+)\s*[;=]\s*(?P<value>\S.*)")
KEY_WITHOUT_COLON = compile_late(
    rf"(?P<lead>\s*(?:- )?)(?P<key>{KEYS}) +(?P<value>[^\s:](?:[^:]|:(?!\s))*)"
)
NEXT_KEY = compile_late(rf"(?P<sign>\s*[,;])?(?P<space>\s+)(?P<key>{KEYS})(?=\s*:\s)")
"""A key after the value of another, and the characters between them."""

KEY_AND_VALUE = r"(?P<lead>\s*(?:- )?(?P<key>[\w-]+) *: +)"
RESERVED = compile_late(rf"{KEY_AND_VALUE}(?P<text>(?:[*&!%@`|>?]|- ).*)")
AFTER_BRACKETS = compile_late(rf"{KEY_AND_VALUE}(?P<text>\[[^\[\]]*\](?!\s*(?:#.*)?$).*)")
BLOCK_BEGINS = compile_late(r"(?P<lead>\s*(?:- )?)(?P<key>[\w-]+) *: +[|>][+-]?\s*")
RESERVED_IN_BRACES = compile_late(r"[{,]\s*(?P<key>[\w-]+): +(?P<text>[*&!%@`?][^,{}]*)")
QUOTED = compile_late(rf"{KEY_AND_VALUE}(?P<quote>['\"])(?P<text>.*)(?P=quote)\s*")
QUOTED_WITHIN = compile_late(r'"([^"]*)"')

ASTERISK = compile_late(r"(?P<lead>\s*)\*\s+(?=\S)")
SLASHES = compile_late(r"(?P<lead>\s*)//")
BRACES_ALONE = compile_late(r"(?P<lead>\s+)\{.*\}\s*")
EMPTY_LIST = compile_late(r"(?P<lead>\s*(?P<key>[\w-]+) *:) *\[ *\](?=\s*(?:#.*)?$)")
TWO_COMMAS = compile_late(r",(?P<second>\s*,)")
AFTER_CLOSING = compile_late(r"[}\]]\s*(?P<sign>[,.;])\s*$")

MOST_SIGNS = 20
"""The most odd characters replaced in one line."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """An error of the parser in our words."""

    fragments: tuple[str, ...]
    """Pieces of the error messages of libyaml and PyYAML; any one of them is enough."""
    found: Message
    remedy: Message
    at_opening: bool = False
    """Whether the mistake is where the list or text began, not where the parser gave up."""


TAB_FOUND = Explanation(
    (),
    message("a tab was found where spaces were expected"),
    message("Replace the tab by two spaces."),
)

PARENTHESES = Explanation(
    (),
    message("parentheses were found where braces were expected"),
    message("Write for example: {theme: 2026/iatrogenie, starts: 2026-11-12 20:30}."),
)

NO_SPACE_AFTER_A_DASH = Explanation(
    (),
    message("a space is missing after this dash"),
    message("Write a dash, a space, then the value: “- {title: Thème libre, …}”."),
)

ASTERISK_FOUND = Explanation(
    (),
    message("an asterisk was found where a dash was expected"),
    NO_SPACE_AFTER_A_DASH.remedy,
)

NO_DASH = Explanation(
    (), message("a dash is missing before this brace"), NO_SPACE_AFTER_A_DASH.remedy
)

STRAY_DASH = Explanation(
    (), message("a dash stands before a key that is no item of a list"), message("Remove the dash.")
)

SLASHES_FOUND = Explanation(
    (),
    message("a remark begins with “#”, but “//” was found"),
    message("Write “#” in place of “//”."),
)

TWO_COMMAS_FOUND = Explanation(
    (), message("a comma follows another"), message("Remove one of the two.")
)

SEMICOLON_FOUND = Explanation(
    (), message("a semicolon was found where a comma was expected"), message("Write a comma.")
)

NO_COLON = Explanation(
    ("could not find expected ':'",),
    message("this line has no colon; “key: value” was expected"),
    message("Write the key, a colon, a space and the value."),
    at_opening=True,
)

Repair = tuple[str, Explanation, int]
"""A repaired line, the explanation of its mistake, and the mistake's column, from 0."""


def repair(lines: list[str], number: int) -> Iterator[Repair]:
    """Yield the repairs of a line, the likeliest first."""
    line = lines[number]
    yield from repair_signs(line)
    yield from repair_items(line)
    yield from repair_keys(line)
    yield from repair_texts(line)
    yield from indent_block(lines, number)
    if (
        "{" in line
        and number + 1 < len(lines)
        and (below := KEY_ON_A_LINE.match(lines[number + 1]))
    ):
        yield f"{line.rstrip()},", explain_missing_comma(below["key"]), len(line.rstrip())


def repair_signs(line: str) -> Iterator[Repair]:
    """Yield repairs that replace characters or add a space."""
    signs = list(list_odd(line))[:MOST_SIGNS]
    if signs:
        yield "".join(list_typed(line, signs)), explain_odd_sign(signs[0]), signs[0].offset
    if (tab := TAB.match(line)) and "\t" in tab[0]:
        yield f"{tab[0].replace(chr(9), '  ')}{line[tab.end() :]}", TAB_FOUND, tab.end() - 1
    if found := IN_PARENTHESES.fullmatch(line):
        mended = f"{found['lead']}{{{found['inner']}}}"
        yield mended, PARENTHESES, len(found["lead"])
    for found in NO_SPACE_AFTER_DASH.finditer(line):
        mended = f"{found[0]} {line[found.end() :]}"
        yield mended, NO_SPACE_AFTER_A_DASH, found.end() - 1
    for found in NO_VALUE.finditer(line):
        mended = f"{line[: found.end()]} {line[found.end() :]}"
        yield mended, explain_empty_value(found["key"]), found.start("key")
    for found in NO_SPACE.finditer(line):
        key, value = found["key"], found["value"]
        mended = f"{line[: found.end('key')]}: {line[found.start('value') :]}"
        yield mended, explain_missing_space(key, value), found.end("key")


def list_typed(line: str, signs: list[OddSign]) -> Iterator[str]:
    begin = 0
    for sign in signs:
        yield line[begin : sign.offset] + sign.typed
        begin = sign.offset + 1
    yield line[begin:]


def explain_odd_sign(sign: OddSign) -> Explanation:
    """Return the explanation for an invisible or look-alike character."""
    return Explanation((), message("here stands %(sign)s", sign=sign.name), sign.remedy)


def explain_empty_value(key: str) -> Explanation:
    """Return the explanation for a key without a value between braces."""
    return Explanation(
        (),
        message("“%(key)s” is empty; a value was expected", key=key),
        message(
            "Write a value after the colon, or remove the key. A meeting whose date is not known"
            " yet is left out until it is."
        ),
    )


def explain_missing_space(key: str, value: str) -> Explanation:
    """Return the explanation for a missing space after a colon."""
    return Explanation(
        (),
        message("a space is missing after this colon"),
        message("Write “%(key)s: %(value)s”.", key=key, value=value),
    )


def repair_items(line: str) -> Iterator[Repair]:
    """Yield repairs of list items and comments with a wrong character at their ends."""
    if found := ASTERISK.match(line):
        yield f"{found['lead']}- {line[found.end() :]}", ASTERISK_FOUND, len(found["lead"])
    if found := SLASHES.match(line):
        yield f"{found['lead']}# {line[found.end() :]}", SLASHES_FOUND, len(found["lead"])
    if found := BRACES_ALONE.fullmatch(line):
        lead = found["lead"]
        yield f"{lead}- {line[len(lead) :]}", NO_DASH, len(lead)
    if found := EMPTY_LIST.match(line):
        mended = f"{found['lead']}{line[found.end() :]}"
        yield mended, explain_empty_list(found["key"]), len(found["lead"]) + 1
    if found := TWO_COMMAS.search(line):
        mended = f"{line[: found.start('second')]}{line[found.end() :]}"
        yield mended, TWO_COMMAS_FOUND, found.end() - 1
    if found := AFTER_CLOSING.search(line):
        yield line[: found.start("sign")], explain_extra_sign(found["sign"]), found.start("sign")
    if line.startswith("- ") and KEY_ON_A_LINE.match(line):
        yield line[2:], STRAY_DASH, 0


def repair_keys(line: str) -> Iterator[Repair]:
    """Yield repairs that add a missing colon or comma, or split a line with two keys."""
    for pattern in (OTHER_SIGN, KEY_WITHOUT_COLON):
        if found := pattern.fullmatch(line):
            key, value, lead = found["key"], found["value"], found["lead"]
            remedy = message("Write “%(key)s: %(value)s”.", key=key, value=value)
            yield f"{lead}{key}: {value}", Explanation((), NO_COLON.found, remedy), len(lead)
    glued = [found for found in NEXT_KEY.finditer(line) if (found["sign"] or "").strip() != ","]
    if "{" in line and glued:
        first = glued[0]
        said = SEMICOLON_FOUND if first["sign"] else explain_missing_comma(first["key"])
        yield (
            NEXT_KEY.sub(r", \g<key>", line),
            said,
            first.start("sign" if first["sign"] else "key"),
        )
    elif (
        "}" not in line
        and (key := KEY_ON_A_LINE.match(line))
        and (second := NEXT_KEY.search(line, key.end()))
    ):
        below = f"\n{' ' * len(key['lead'])}"
        mended = NEXT_KEY.sub(lambda found: f"{below}{found['key']}", line)
        yield mended, explain_second_key(second["key"]), second.start("key")


def repair_texts(line: str) -> Iterator[Repair]:
    """Yield repairs that put a text between quotes of a kind that it does not hold."""
    if found := RESERVED.fullmatch(line) or AFTER_BRACKETS.fullmatch(line):
        text = quote(found["text"].rstrip())
        yield (
            f"{found['lead']}{text}",
            explain_reserved_sign(found["key"], text),
            found.start("text"),
        )
    for found in RESERVED_IN_BRACES.finditer(line):
        key, text = found["key"], quote(found["text"].rstrip())
        said = (
            explain_reserved_sign(key, text)
            if found["text"].strip(" ?")
            else explain_empty_value(key)
        )
        mended = f"{line[: found.start('text')]}{text}{line[found.end() :]}"
        yield mended, said, found.start("text")
    if (found := QUOTED.fullmatch(line)) and found["quote"] in found["text"]:
        text = quote(QUOTED_WITHIN.sub("« \\1 »", found["text"]))
        column = found.start("text") + found["text"].index(found["quote"])
        yield f"{found['lead']}{text}", explain_early_close(found["key"], text), column


def indent_block(lines: list[str], number: int) -> Iterator[Repair]:
    """Yield the repair of a text that begins no deeper than the key of its block above."""
    above = BLOCK_BEGINS.fullmatch(lines[number - 1]) if number else None
    line = lines[number]
    depth = len(line) - len(line.lstrip(" "))
    if above and line.strip() and depth <= len(above["lead"]):
        missing = " " * (len(above["lead"]) + 2 - depth)
        yield f"{missing}{line}", explain_shallow_block(above["key"]), depth


def realign(lines: list[str], number: int) -> Iterator[Repair]:
    """Yield repairs that align a key, or an item, with its neighbours."""
    line = lines[number]
    said = line.lstrip(" ")
    if not said.startswith("- ") and not KEY_ON_A_LINE.match(line):
        return
    depth = len(line) - len(said)
    near = [lines[other] for other in (number - 1, number + 1) if 0 <= other < len(lines)]
    for neighbour in filter(str.strip, near):
        expected = len(neighbour) - len(neighbour.lstrip(" "))
        if neighbour.lstrip().startswith("- ") and not said.startswith("- "):
            expected += 2
        if expected != depth:
            yield f"{' ' * expected}{said}", explain_misalignment(depth, expected), depth


def quote(text: str) -> str:
    """Return a text between double quotes; between single ones if it holds a double one."""
    quote = "'" if '"' in text else '"'
    return f"{quote}{text}{quote}"


def explain_misalignment(found: int, expected: int) -> Explanation:
    """Return the explanation for a line that is not aligned with its neighbours."""
    return Explanation(
        (),
        message(
            "spaces at the beginning of this line: %(found)s; expected: %(expected)s",
            found=found,
            expected=expected,
        ),
        message("Align it with its neighbours: %(expected)s spaces.", expected=expected),
    )


def explain_extra_sign(sign: str) -> Explanation:
    """Return the explanation for a character after a closing bracket."""
    return Explanation(
        (),
        message("“%(sign)s” follows the closing bracket; nothing was expected there", sign=sign),
        message("Remove it."),
    )


def explain_missing_comma(key: str) -> Explanation:
    """Return the explanation for a missing comma before a key."""
    return Explanation(
        (),
        message("a comma is missing before “%(key)s”", key=key),
        message("Write “, %(key)s: …”.", key=key),
    )


def explain_empty_list(key: str) -> Explanation:
    """Return the explanation for items below a list that is said to be empty."""
    return Explanation(
        (),
        message("“%(key)s: []” is an empty list, but lines of it follow", key=key),
        message("Remove “[]” after “%(key)s:”.", key=key),
    )


def explain_second_key(key: str) -> Explanation:
    """Return the explanation for a second key on a line."""
    return Explanation(
        (),
        message("“%(key)s” is another key, on a line that already has one", key=key),
        message(
            "Begin a line with “%(key)s”, aligned with the key above; or write all of it between"
            " braces, with commas: {theme: 2026/iatrogenie, starts: 2026-11-12 20:30}.",
            key=key,
        ),
    )


def explain_reserved_sign(key: str, text: str) -> Explanation:
    """Return the explanation for a text that begins with a reserved character."""
    return Explanation(
        (),
        message("this text begins with “%(sign)s”, which YAML keeps for itself", sign=text[1]),
        propose_quotes(key, text),
    )


def explain_shallow_block(key: str) -> Explanation:
    """Return the explanation for a block of text that is not indented."""
    return Explanation(
        (),
        message("the text of “%(key)s” begins no deeper than its key", key=key),
        message("Indent each of its lines by two spaces more than “%(key)s”.", key=key),
    )


def explain_early_close(key: str, text: str) -> Explanation:
    """Return the explanation for a quote within a quoted text."""
    return Explanation(
        (), message("this quote closes the text before its end"), propose_quotes(key, text)
    )


def propose_quotes(key: str, text: str) -> Message:
    """Return the remedy for a text that needs quotes."""
    return message("Put the text between quotes: “%(key)s: %(text)s”.", key=key, text=text)
