"""Find change texts in mails: whole, or refused with a reason.

A mail program may quote, wrap, indent, curl quotes or change spaces. Its changes are undone only if
the block's checksum confirms the result: of several readings, the one with the right checksum
counts, and if none has it the text is broken. Nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice, product

from parution.changes.block import CHECK, check_of, decode_value, normalize_spaces
from parution.changes.request import SECONDS, Request, RequestedMeeting, local_moment
from parution.domain.messages import Message, message

VERSION = "1"

LINE_END = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
MARKS = re.compile(r"[>|»]")
QUOTED = re.compile(r"(?:\s*[>|»])*\s*")
"""The prefix that mail programs put before each line of a quoted text."""

BEGINS = re.compile(r"#{2,}\s*DEMANDE\s+PARUTION\s*#{2,}", re.IGNORECASE)
ENDS = re.compile(r"#{2,}\s*FIN\s+DE\s+DEMANDE\s*#{2,}", re.IGNORECASE)

KEY = r"(?:version|group|made|wish|meeting|set|was|check)(?:\.[a-z0-9_-]+)*"
ROW = re.compile(rf"({KEY})\s*:(?:\s+|$)(.*)")
VERSION_LINE = re.compile(r"version\s*:\s*(\d+)")
ANYWHERE = re.compile(rf"(?:^|\s)({KEY})\s*:\s")

MOST_READINGS = 4096
"""Maximum number of ways to join wrapped lines that are tried."""

Rows = tuple[tuple[str, str | None], ...]

BROKEN_REMEDY = message(
    "Ask for the text again, as an attached file (.txt): the mail program changed this one."
)


@dataclass(frozen=True, slots=True)
class FoundBlock:
    """A whole change text."""

    line: int
    """The line on which its block begins, from 1."""
    request: Request


@dataclass(frozen=True, slots=True)
class BrokenBlock:
    """A block that cannot be trusted, with a reason and a remedy."""

    line: int
    said: Message
    remedy: Message


def find_changes(text: str) -> Iterator[FoundBlock | BrokenBlock]:
    """Yield the change texts within a text in their order, each once.

    A text that occurs again, as in a reply that quotes it, counts once. Broken copies do not count
    if any text is whole.
    """
    read = [read_block(line, block) for line, block in find_blocks(text)]
    seen: list[Request] = []
    for each in read:
        if isinstance(each, BrokenBlock):
            if not any(isinstance(other, FoundBlock) for other in read):
                yield each
        elif each.request not in seen:
            seen.append(each.request)
            yield each


def find_blocks(text: str) -> Iterator[tuple[int, list[str] | None]]:
    """Yield first line and lines of each block, without quotation marks; None if it has no end."""
    begun: int | None = None
    lines: list[str] = []
    for number, line in enumerate(LINE_END.split(text), 1):
        typed = normalize_spaces(line)
        if BEGINS.search(typed):
            if begun is not None:
                yield begun, None
            begun, lines = number, []
        if begun is None:
            continue
        lines.append(typed)
        if ENDS.search(typed):
            yield begun, strip_marks(lines)
            begun = None
    if begun is not None:
        yield begun, None


def strip_marks(lines: Sequence[str]) -> list[str]:
    """Return the lines between the two markers of a block, without quotation marks.

    The marker lines are too short to be wrapped, so they show how many times the text was quoted.
    """
    depth = max(count_quotation(lines[0]), count_quotation(lines[-1]))
    whole = "\n".join(strip_quotation(line, depth).rstrip() for line in lines)
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


def read_block(line: int, block: Sequence[str] | None) -> FoundBlock | BrokenBlock:
    """Return the request in a block, or the reason why it is broken."""
    if block is None:
        cut_off = message("the end of the request is missing")
        return BrokenBlock(line, cut_off, BROKEN_REMEDY)
    version = next(filter(None, map(VERSION_LINE.match, block)), None)
    if version and version[1] != VERSION:
        newer = message("this request is in form %(found)s", found=version[1])
        return BrokenBlock(line, newer, message("Update parution, which only knows older forms."))
    for rows in islice(readings(block), MOST_READINGS):
        *told, (last, check) = rows
        if last == CHECK and check == check_of(told):
            return build_request(line, told)
    altered = message("the request was altered or cut on its way: its check does not agree")
    return BrokenBlock(line, altered, BROKEN_REMEDY)


def readings(block: Sequence[str]) -> Iterator[Rows]:
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
            made=datetime.strptime(told["made"], SECONDS).replace(tzinfo=UTC),
            wish=told["wish"],
            target=build_target(told),
            sets=select_under("set.", rows),
            was=select_under("was.", rows),
        )
        if tuple(request.rows()) != tuple(rows):
            raise ValueError("keys that are unknown, or in another order")
    except (KeyError, ValueError):
        foreign = message("this request does not have the form that the sites' desks write")
        return BrokenBlock(
            line, foreign, message("Ask for it again, written by the site's own desk.")
        )
    return FoundBlock(line, request)


def build_target(told: Mapping[str, str]) -> RequestedMeeting:
    """Return the requested meeting; raises ValueError or KeyError if the rows do not name one."""
    theme, title = told.get("meeting.theme"), told.get("meeting.title")
    if theme is None and title is None:
        raise ValueError("a meeting without a theme or a title")
    return RequestedMeeting(local_moment(told["meeting.starts"]), theme, title)


def select_under(stem: str, rows: Sequence[tuple[str, str | None]]) -> dict[str, str | None]:
    """Return the values whose keys begin with ``stem``, by the rest of the key."""
    return {key.removeprefix(stem): value for key, value in rows if key.startswith(stem)}
