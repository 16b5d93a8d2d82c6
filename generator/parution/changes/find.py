"""Find change texts in mails: whole, or refused with a reason.

A mail program may quote, wrap, indent, curl quotes, change spaces or make links. Its changes are
undone only if the block's checksum confirms the result: of several readings, the one with the right
checksum counts, and if none has it the text is broken. Nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape as unescape_html
from itertools import islice, product
from urllib.parse import unquote

from parution.changes.block import (
    CHECK,
    compute_checksum,
    decode_value,
    normalize_spaces,
    simplify_characters,
)
from parution.changes.request import UTC_FORMAT, Request, RequestedMeeting, parse_local_moment
from parution.domain.messages import Message, message

VERSION = "1"

LINE_END = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
MARKS = re.compile(r"[>|»]")
QUOTED = re.compile(r"(?:\s*[>|»])*\s*")
"""The prefix that mail programs put before each line of a quoted text."""

DRESSED = r"[\s*_#>|»•-]*"
"""What a program that takes ``####`` for a heading leaves of it, or puts in its place."""
BEGINS = re.compile(
    rf"(?i:#{{2,}}\s*DEMANDE\s+PARUTION\s*#{{2,}})|^{DRESSED}DEMANDE\s+PARUTION{DRESSED}$",
    re.MULTILINE,
)
ENDS = re.compile(
    rf"(?i:#{{2,}}\s*FIN\s+DE\s+DEMANDE\s*#{{2,}})|^{DRESSED}FIN\s+DE\s+DEMANDE{DRESSED}$",
    re.MULTILINE,
)

KEY = r"(?:version|group|made|wish|meeting|set|was|check)(?:\.[a-z0-9_-]+)*"
ROW = re.compile(rf"({KEY})\s*:(?:\s+|$)(.*)")
VERSION_LINE = re.compile(r"version\s*:\s*(\d+)")
ANYWHERE = re.compile(rf"(?:^|\s)({KEY})\s*:\s")

LEAD = re.compile(r"(?:[•·▪*–—-]|\d{1,3}[.)]|\[[^\]\n]{8,40}\] [^:\n]{1,40}:)\s+")
"""A bullet, a number, or the hour and the name of a messenger, before each line of a block."""
DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Invisible marks of direction, which messengers put around names and numbers."""

MADE = re.compile(r"\bmade\s?:\s?(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)")

ADDRESS = r"((?:https?:|mailto:)[^\s<>()]*)"
LINKS = (
    re.compile(rf"([^\s<>]+)\s?<{ADDRESS}>"),
    re.compile(rf"\[([^\s\[\]]+)\]\({ADDRESS}\)"),
)
"""What programs make of a word that looks like an address, as `set.place` does, and its address."""

PLAIN = re.compile(
    r"group|made|wish|meeting\.(?:starts|theme)"
    r"|(?:set|was)\.(?:starts|duration|theme|policy|releases\..+|question\.\d+\.answered)"
)
"""Keys of values that desks write in plain characters: names, dates, lengths and rules."""

MOST_READINGS = 4096
"""Maximum number of ways to join wrapped lines that are tried."""

Rows = tuple[tuple[str, str | None], ...]

BROKEN_REMEDY = message(
    "Ask for the text again, as an attached file (.txt): the mail program changed this one."
)


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of a block, without its markers and without quotation marks."""

    lines: Sequence[str]
    is_cut_off: bool = False
    """Whether its end is missing: then the lines are as they stand."""


@dataclass(frozen=True, slots=True)
class FoundBlock:
    """A whole change text."""

    line: int
    """The line on which its block begins, from 1."""
    request: Request


@dataclass(frozen=True, slots=True)
class Traits:
    """The properties by which copies of one change text are recognized, as far as readable."""

    made: str = ""
    """The moment at which it was written: copies have the same."""
    rows: Mapping[str, str | None] = field(default_factory=dict)

    def may_be_of(self, other: Traits) -> bool:
        """Return whether this may be a damaged copy of another text.

        Without a readable moment it is one if nothing in it speaks against that.
        """
        if self.made and other.made:
            return self.made == other.made
        wishes = {each.get("wish") or "" for each in (self.rows, other.rows)} - {""}
        starts = {each.get("meeting.starts") or "" for each in (self.rows, other.rows)}
        return (
            sum(map(is_wish, wishes)) < 2
            and sum(map(is_local_moment, starts)) < 2
            and {key for key in self.rows if key.startswith("set.")} <= other.rows.keys()
        )


def is_wish(text: str) -> bool:
    """Return whether a text has the form of a wish's name."""
    return re.fullmatch("[a-z]+(?:-[a-z]+)*", text) is not None


def is_local_moment(text: str) -> bool:
    """Return whether a text is a local moment as desks write it."""
    try:
        return bool(parse_local_moment(text))
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class BrokenBlock:
    """A block that cannot be trusted, with a reason and a remedy."""

    line: int
    message: Message
    remedy: Message
    traits: Traits


def find_changes(*texts: str) -> Iterator[FoundBlock | BrokenBlock]:
    """Yield the change texts within the texts of a mail in their order, each once.

    A text that occurs again, as in a reply that quotes it or in the HTML of the same mail, counts
    once. A broken copy of another text does not count, nor a block that cannot be told from one.
    """
    read = [read_block(line, block) for text in texts for line, block in find_blocks(text)]
    requests = [each.request for each in read if isinstance(each, FoundBlock)]
    known = [
        Traits(request.made.strftime(UTC_FORMAT), dict(request.rows())) for request in requests
    ]
    yielded: list[Request] = []
    for each in read:
        if isinstance(each, FoundBlock):
            if each.request not in yielded:
                yielded.append(each.request)
                yield each
        elif not any(map(each.traits.may_be_of, known)):
            known.append(each.traits)
            yield each


def find_blocks(text: str) -> Iterator[tuple[int, Block]]:
    """Yield first line and content of each block, without quotation marks."""
    begun: int | None = None
    lines: list[str] = []
    for number, line in enumerate(LINE_END.split(text), 1):
        typed = normalize_spaces(line)
        if BEGINS.search(typed):
            if begun is not None:
                yield begun, Block(lines, is_cut_off=True)
            begun, lines = number, []
        if begun is None:
            continue
        lines.append(typed)
        if ENDS.search(typed):
            yield begun, Block(strip_marks(lines))
            begun = None
    if begun is not None:
        yield begun, Block(lines, is_cut_off=True)


def strip_marks(lines: Sequence[str]) -> list[str]:
    """Return the lines between the two markers of a block, without quotation marks.

    The marker lines are too short to be wrapped, so they show how many times the text was quoted.
    A block holds no two spaces in a row (CB2), so that others come from a mail program.
    """
    depth = max(count_quotation(lines[0]), count_quotation(lines[-1]))
    whole = "\n".join(" ".join(strip_quotation(line, depth).split()) for line in lines)
    opening, closing = BEGINS.search(whole), ENDS.search(whole)
    assert opening
    assert closing
    return [line for line in whole[opening.end() : closing.start()].split("\n") if line.strip()]


def count_quotation(line: str) -> int:
    """Return the number of quotation marks at the beginning of a line."""
    found = QUOTED.match(line)
    return len(MARKS.findall(found[0])) if found else 0


def strip_quotation(line: str, depth: int) -> str:
    """Return a line without its first ``depth`` quotation marks; others belong to the text."""
    for _ in range(depth):
        bare = line.lstrip()
        if not MARKS.match(bare):
            break
        line = bare[1:]
    return line.lstrip()


def read_block(line: int, block: Block) -> FoundBlock | BrokenBlock:
    """Return the request in a block, or the reason why it is broken."""
    stamp = MADE.search(" ".join(block.lines))
    readable = next(list_readings(block.lines), ())
    traits = Traits(stamp[1] if stamp else "", dict(readable))
    if block.is_cut_off:
        cut_off = message("the end of the request is missing")
        return BrokenBlock(line, cut_off, BROKEN_REMEDY, traits)
    version = next(filter(None, map(VERSION_LINE.match, block.lines)), None)
    if version and version[1] != VERSION:
        newer = message("this request is in form %(found)s", found=version[1])
        update = message("Update parution, which only knows older forms.")
        return BrokenBlock(line, newer, update, traits)
    for lines in undo_dressing(block.lines):
        for rows in islice(list_readings(lines), MOST_READINGS):
            *told, (last, check) = rows
            if last == CHECK and check == compute_checksum(told):
                return build_request(line, [*map(make_plain, told)])
    altered = message("the request was altered or cut on its way: its check does not agree")
    return BrokenBlock(line, altered, BROKEN_REMEDY, traits)


def make_plain(row: tuple[str, str | None]) -> tuple[str, str | None]:
    """Return a row without typographic characters, such as the dashes that phones put in dates.

    Texts for people keep theirs.
    """
    key, value = row
    return key, simplify_characters(value) if value and PLAIN.fullmatch(key) else value


def undo_dressing(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield a block as it stands, then without the links, entities and leads that a program made.

    >>> list(undo_dressing(["set.place <http://set.place>: Mairie"]))[-1]
    ['set.place: Mairie']
    """
    yield lines
    whole = "\n".join(lines)
    for undo in (strip_links, unescape_html, strip_leads):
        if (bare := undo(whole)) != whole:
            whole = bare
            yield [line.strip() for line in whole.split("\n")]


def strip_links(text: str) -> str:
    """Return a text without the addresses behind words that are these addresses themselves."""
    for pattern in LINKS:
        text = pattern.sub(keep_word, text)
    return text


def strip_leads(text: str) -> str:
    """Return a text without bullets before each of its lines, and without marks of direction.

    >>> strip_leads("• group: blain\\n• wish: minutes"), strip_leads("place: Blain\\n- 1er étage")
    ('group: blain\\nwish: minutes', 'place: Blain\\n- 1er étage')
    """
    lines = DIRECTION.sub("", text).split("\n")
    is_list = all(map(LEAD.match, lines))
    return "\n".join(LEAD.sub("", line, count=1) if is_list else line for line in lines)


def keep_word(link: re.Match[str]) -> str:
    """Return the word of a link to its own address, perhaps through a service that checks links.

    Any other link stays as it is.
    """
    word, address = link.groups()
    bare = re.sub("^https?:/*", "", word.strip("\"'“”«»,;")).rstrip("/:.")
    return word if bare and bare in unquote(address) else link[0]


def list_readings(block: Sequence[str]) -> Iterator[Rows]:
    """Yield the possible rows of a block.

    First wrapped lines joined by spaces; then the whole block as one line, as when a page was
    copied; then wrapped lines joined with or without spaces, in all combinations.
    """
    pieces: list[tuple[str, list[str]]] = []
    for line in block:
        if row := ROW.match(line):
            pieces.append((row[1], [row[2]]))
        elif pieces:
            pieces[-1][1].append(line)
    gaps = sum(len(parts) - 1 for _, parts in pieces)
    likely, *others = islice(product((" ", ""), repeat=gaps), MOST_READINGS)
    if pieces:
        yield join_rows(pieces, likely)
    yield from read_one_line(" ".join(block))
    for joints in others:
        yield join_rows(pieces, joints)


def join_rows(pieces: Sequence[tuple[str, Sequence[str]]], joints: Sequence[str]) -> Rows:
    """Join the wrapped lines of each row, with one of ``joints`` at each break."""
    left = iter(joints)
    return tuple(
        (key, decode_value("".join((first, *(f"{next(left)}{part}" for part in rest)))))
        for key, (first, *rest) in pieces
    )


def read_one_line(whole: str) -> Iterator[Rows]:
    """Yield the rows of a block that has lost its line ends, if it has any."""
    keys = list(ANYWHERE.finditer(whole))
    ends = [key.start() for key in keys[1:]]
    if keys:
        yield tuple(
            (key[1], decode_value(whole[key.end() : end]))
            for key, end in zip(keys, (*ends, len(whole)), strict=True)
        )


def build_request(line: int, rows: Sequence[tuple[str, str | None]]) -> FoundBlock | BrokenBlock:
    """Return the request that rows state; a broken block if a desk would not write them so."""
    told = {key: value for key, value in rows if value is not None}
    try:
        if len(dict(rows)) < len(rows):
            raise ValueError("a key that stands twice")
        request = Request(
            group=told["group"],
            made=datetime.strptime(told["made"], UTC_FORMAT).replace(tzinfo=UTC),
            wish=told["wish"],
            target=build_target(told),
            sets=select_under("set.", rows),
            was=select_under("was.", rows),
        )
        if tuple(request.rows()) != tuple(rows):
            raise ValueError("keys that are unknown, or in another order")
    except (KeyError, ValueError):
        foreign = message("this request does not have the form that the sites' desks write")
        again = message("Ask for it again, written by the site's own desk.")
        return BrokenBlock(line, foreign, again, Traits(told.get("made", ""), told))
    return FoundBlock(line, request)


def build_target(told: Mapping[str, str]) -> RequestedMeeting:
    """Return the requested meeting; raises ValueError or KeyError if the rows do not name one."""
    theme, title = told.get("meeting.theme"), told.get("meeting.title")
    if theme is None and title is None:
        raise ValueError("a meeting without a theme or a title")
    return RequestedMeeting(parse_local_moment(told["meeting.starts"]), theme, title)


def select_under(stem: str, rows: Sequence[tuple[str, str | None]]) -> dict[str, str | None]:
    """Return the values whose keys begin with ``stem``, by the rest of the key."""
    return {key.removeprefix(stem): value for key, value in rows if key.startswith(stem)}
