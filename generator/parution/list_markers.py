"""Spells out markers of lists as people paste and type them, one line at a time.

LM1 Bullets of any font become « • »: those of Word's symbol fonts, « ► », « ◆ », glued to their
    word or not; a sign that the line holds again, « □ oui □ non », is a box to tick. A letter that
    was such a bullet (« o », « § », « Ø », « ü ») needs a second line.
LM2 « 1- », « 1 - », « 1/ », « 1° », « (1) » and « 1.un » become « 1. » if the next number follows;
    « -un » and « *un » become « - un » if there are two.
LM3 « A. », « a. », « i. », « I. » and « 1.1 » begin lines of their own if the next one follows.
LM4 Boxes to tick, « - [x] », become ☐ and ☑. A backslash at the end of a line breaks it.
LM5 Code stays unchanged, and the number of lines too.

>>> spell_markers(["► un", "-deux", "-trois", "1/ quatre", "2/ cinq"])
['• un', '- deux', '- trois', '1. quatre', '2. cinq']
>>> spell_markers(["-un mot composé", "1/ seul"])
['-un mot composé', '1/ seul']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parution.patterns import compile_late

BULLETS = "•●▪■□▫◦○►▶▸▹▻◆◇♦❖★☆∙⁃⦁✦✧✱❏❑❒➢➣➤‣"
"""Bullets that can stand for nothing else at the beginning of a line."""

BULLET = compile_late(rf"( *)[{BULLETS}\ue000-\uf8ff]\ufe0f?\s*(?=[^\s{BULLETS}])")
DRAWN_WIDE = compile_late(r"( *[^\w\s])\ufe0f(?=\s)")
"""A sign with the mark that makes an emoji of it."""

BOX = compile_late(r"( *[-*+] +)\[([ xX])\] +(?=\S)")
BREAK = compile_late(r"(?<!\\)\\$")

FENCE = compile_late(r" *(`{3,}|~{3,})")
ITEM = compile_late(r" *(?:[-*+•]|\d{1,9}[.)])\s")
STEP = 4
FARTHEST = 6
"""Lines among which the next item is looked for."""

WORD = r"(?=[^\W\d_]|[«\"“(])"
_SIGNS = (
    rf"[{BULLETS}\ue000-\uf8ff]|[-–](?=[^\W\d_])|\*(?=[^\W\d_][^*\n]*$)|[-*+] +\[|[^\w\s]\ufe0f"
    r"|\(?\d{1,2}(?:\.[^\s\d]|\.\d{1,2}\s|\ufe0f?\u20e3| ?[-–—/°)])|[o§Øü]\s"
)
UNUSUAL = compile_late(rf"^ *(?:{_SIGNS}|(?:[Aai]|[IVX]{{1,4}})\s?[-–/.)])|\\$", re.MULTILINE)
"""What a text must hold to have any line changed; most have none, and are returned at once."""

UNUSUAL_LINE = compile_late(
    rf" *(?:{_SIGNS}|(?:[A-Za-z]|[ivx]{{1,4}}|[IVX]{{1,4}})\s?[-–/.)])|.*\\$"
)

LETTER = compile_late(r"(?P<indent> *)(?P<sign>[o§Øü])\s+(?=[^\W\d_]|[«\"“(])")
GLUED = compile_late(r"(?P<indent> *)(?P<sign>[-–]|\*(?=[^*]*$))(?=[^\W\d_])")
NUMBER = compile_late(
    r"(?P<indent> *)(?:\((?P<inside>\d{1,2})\)\s*"
    r"|(?P<number>\d{1,2})(?P<sign>\ufe0f?\u20e3\s*| ?[-–—]\s*|°\)?\s*| °\s*| ?/\s+|[.)]))" + WORD
)
OUTLINE = compile_late(
    r"(?P<indent> *)(?:(?P<number>[IVX]{1,4}|[A-Z]|[ivx]{1,4}|[a-z])(?P<sign>[.)]|\s?[-–/])"
    r"|(?P<chapter>\d{1,2})\.(?P<section>\d{1,2}))\s+(?=\S)"
)
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


@dataclass(frozen=True, slots=True)
class Marker:
    """The marker of a line, which means a list only beside another of its kind."""

    kind: str
    indent: str
    end: int
    """Column of the text after it."""
    number: int | None = None
    letter: Marker | None = None
    """What it is if « i » or « V » is a letter, and no number."""

    def precedes(self, other: Marker | None) -> bool:
        """Return whether another marker is that of the next item."""
        if self.letter and self.letter.precedes(other and (other.letter or other)):
            return True
        if other and other.letter and self.precedes(other.letter):
            return True
        if other is None or (other.kind, other.indent) != (self.kind, self.indent):
            return False
        return self.number is None or other.number == self.number + 1


def spell_markers(lines: Sequence[str]) -> list[str]:
    """Return as many lines, with the markers of lists that Python-Markdown knows."""
    out = [*lines]
    if not UNUSUAL.search("\n".join(lines)):
        return out
    markers = dict[int, Marker]()
    for place in find_text_lines(lines):
        if not UNUSUAL_LINE.match(lines[place]):
            continue
        out[place] = spell_alone(lines, place)
        if marker := read_marker(out[place]):
            markers[place] = marker
    for place in find_in_lists(markers, out):
        marker = markers[place]
        if marker.kind.startswith("outline"):
            if place and out[place - 1].strip():
                out[place - 1] = f"{out[place - 1].rstrip()}  "
            continue
        written = "-" if marker.number is None else f"{marker.number}."
        out[place] = f"{marker.indent}{written} {out[place][marker.end :]}"
    return out


def find_text_lines(lines: Sequence[str]) -> Iterator[int]:
    """Yield the places of lines that are no code."""
    fence, after_blank, in_list = "", True, False
    for place, line in enumerate(lines):
        if ("```" in line or "~~~" in line) and (found := FENCE.match(line)):
            if not fence:
                fence = found[1]
            elif line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif not fence and line.strip():
            indent = len(line) - len(line.lstrip(" "))
            if indent < STEP or not after_blank or in_list:
                yield place
            if indent < STEP:
                in_list = bool(ITEM.match(line) or UNUSUAL_LINE.match(line))
        after_blank = not line.strip()


def spell_alone(lines: Sequence[str], place: int) -> str:
    """Return a line with the marks that mean the same beside any other line (LM1, LM4)."""
    line = lines[place]
    bullet = BULLET.match(line)
    if bullet and line.count(bullet[0].strip()) == 1:
        line = f"{bullet[1]}• {line[bullet.end() :]}"
    line = DRAWN_WIDE.sub(r"\1", line, count=1)
    line = BOX.sub(lambda box: f"{box[1]}{'☐' if box[2] == ' ' else '☑'} ", line, count=1)
    goes_on = place + 1 < len(lines) and lines[place + 1].strip()
    return BREAK.sub("  ", line) if goes_on else line


def read_marker(line: str) -> Marker | None:
    """Return the marker at the beginning of a line, if it is one that needs another."""
    if found := LETTER.match(line) or GLUED.match(line):
        return Marker(found["sign"], found["indent"], found.end())
    if found := NUMBER.match(line):
        number = int(found["inside"] or found["number"])
        kind = "()" if found["inside"] else found["sign"].strip()
        return Marker(kind, found["indent"], found.end(), number)
    found = OUTLINE.match(line)
    return read_outline(found) if found else None


def read_outline(found: re.Match[str]) -> Marker | None:
    """Return the marker of a match of `OUTLINE`; None for letters that are no number."""
    written, begins = found["number"], found["indent"]
    if written is None:
        kind = f"outline {found['chapter']}."
        return Marker(kind, begins, found.end(), int(found["section"]))
    case, sign = ("a", "i") if written.islower() else ("A", "I"), found["sign"].strip()
    kinds = [f"outline {each}{sign}" for each in case]
    letter = Marker(kinds[0], begins, found.end(), ord(written)) if len(written) == 1 else None
    if written.lower() in ROMAN:
        return Marker(kinds[1], begins, found.end(), ROMAN.index(written.lower()), letter)
    return letter


def find_in_lists(markers: dict[int, Marker], lines: Sequence[str]) -> Iterator[int]:
    """Yield the places of markers that another one of their list follows or precedes."""
    certain = set[int]()
    for place, marker in markers.items():
        for other in range(place + 1, min(place + FARTHEST, len(lines))):
            if marker.precedes(markers.get(other)):
                certain |= {place, other}
                break
            if not lines[other].strip() and marker.number is None:
                break
    yield from sorted(certain)
