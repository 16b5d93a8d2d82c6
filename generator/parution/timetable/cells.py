"""What the cells of the year's sheets mean, compared with the groups' files.

A cell with the same meaning as the file changes nothing, however it is written (I2 of
`sheet_edits`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from parution.domain.messages import Message, message
from parution.language.date_proposals import propose_length, propose_moment
from parution.language.fold import fold
from parution.language.nearest import find_nearest
from parution.release.claims import RULED as RULED_PARTS
from parution.sources.yaml.moments import Unreadable, parse_length
from parution.timetable.columns import (
    EDITED,
    ERROR_VALUE,
    MEANING_NO,
    MEANING_YES,
    Column,
    parse_start,
)
from parution.timetable.wishes import Refusal

LEADING_WORD = re.compile(r"^\D{1,12} (?=\d)")
"""A day of the week before a date in figures."""

NUMBER = re.compile(r"\d{1,2}(?:[.,]\d{1,2})?", re.ASCII)
PART_OF_DAY = re.compile(r"0[.,]\d{3,}", re.ASCII)
"""A length of time in a cell whose format was cleared."""
SERIAL = re.compile(r"[45]\d{4}(?:[.,]\d+)?", re.ASCII)
FIRST_DAY = datetime(1899, 12, 30)
CANCELLED = frozenset(["annule", "annulee", "annuler", "a annuler", "supprimer", "supprimee"])
"""Folded words that mean yes in the column of cancelled meetings."""

TICKS = frozenset("✓✔☑✅")
RULE = re.compile(r"(\w+)\.(member|reader) ?: ?(.+)", re.IGNORECASE)

POSTPONED = re.compile(r"(?:a )?(?:report|decal|deplac|repouss|remis)\w*(?: .*)?")
"""Folded words for a meeting that is to be held on another day."""

PIECE = re.compile(
    r"(?P<part>[^\W\d_][\w’' ]*?)[ .,-]*"
    r"(?:\(? ?(?P<who>membres?|members?|lecteurs?|readers?)\b[^:=]*)? ?[:=] ?(?P<rule>.+)",
    re.IGNORECASE,
)
"""A part, perhaps an audience, and a rule, as somebody may type them."""

NO_DATE = message("this meeting has no date; “starts” was expected with a day and a time")


class Unusable(Exception):
    """A cell cannot be used, so its row is refused."""

    def __init__(self, column: Column, said: Message, remedy: Message) -> None:
        self.column = column
        self.refusal = Refusal(said, remedy)
        super().__init__(said.text())


def refuse_error_values(texts: Mapping[Column, str]) -> None:
    """Raise `Unusable` for a cell that shows an error of the spreadsheet program."""
    for column, text in texts.items():
        if ERROR_VALUE.fullmatch(text):
            raise Unusable(
                column,
                message("“%(text)s” is an error of the spreadsheet program", text=text),
                message("Write the value itself."),
            )


def find_changed_values(
    texts: Mapping[Column, str], own: Mapping[Column, str]
) -> dict[str, str | None]:
    """Return the values in which cells differ from a file, by the keys of the file (I2)."""
    sets: dict[str, str | None] = {}
    for column in EDITED:
        if column not in texts or texts[column] == own[column]:
            continue
        if column is Column.STARTS:
            refuse_month_first(texts[column], parse_start(own[column]))
        if column is Column.DURATION:
            refuse_bare_length(texts[column])
        wanted = read_wanted(column, texts[column])
        if not means_the_same(column, wanted, own[column]):
            if column is Column.STARTS:
                refuse_midnight(wanted)
            sets[column.value] = wanted or None
    if Column.RELEASES in texts and texts[Column.RELEASES] != own[Column.RELEASES]:
        before, after = parse_rules(own[Column.RELEASES]), parse_rules(texts[Column.RELEASES])
        gone = {key: None for key in before if key not in after}
        sets |= {key: rule for key, rule in after.items() if before.get(key) != rule} | gone
    return sets


def read_wanted(column: Column, text: str) -> str:
    """Return the value of a cell in the files' format; raise `Unusable` for an invalid date."""
    if column is not Column.STARTS:
        return text
    if not text:
        cancel = message(
            "Write for example 08/10/2026 20:30. To cancel the meeting, write oui under Cancel."
        )
        raise Unusable(column, NO_DATE, cancel)
    starts = parse_start(text)
    if starts is None:
        raise Unusable(
            column, message("“%(text)s” is no day with a time", text=text), propose_start(text)
        )
    return starts


def propose_start(text: str) -> Message:
    """Return the remedy for an unreadable start: the day and the time that it names, if any."""
    meant = read_serial(text) or propose_moment(LEADING_WORD.sub("", text), "")
    if meant is None or meant.endswith(" "):
        return message("Write for example 08/10/2026 20:30.")
    nearest = f"{datetime.fromisoformat(meant):%d/%m/%Y %H:%M}"
    return message("Did you mean “%(nearest)s”?", nearest=nearest)


def read_serial(text: str) -> str | None:
    """Return the start that a count of days since 1899 means; None for other texts.

    Cells whose format was cleared show it.

    >>> read_serial("46303,8541666667"), read_serial("2026")
    ('2026-10-08 20:30', None)
    """
    if not SERIAL.fullmatch(text):
        return None
    moment = FIRST_DAY + timedelta(days=float(text.replace(",", ".")), seconds=30)
    return f"{moment:%Y-%m-%d %H:%M}"


def refuse_bare_length(text: str) -> None:
    """Raise `Unusable` for a length without its unit: 1,5 or 2."""
    meant = (
        f"{round(float(text.replace(',', '.')) * 24 * 60)}'" if PART_OF_DAY.fullmatch(text) else ""
    )
    if NUMBER.fullmatch(text):
        meant = f"{text} h"
    if meant and (nearest := propose_length(meant)):
        raise Unusable(
            Column.DURATION,
            message("“%(text)s” has no unit: hours or minutes?", text=text),
            message("Did you mean “%(nearest)s”?", nearest=nearest),
        )


def refuse_midnight(starts: str) -> None:
    """Raise `Unusable` for a start that is a day alone: programs read it as midnight."""
    if starts.endswith(" 00:00"):
        raise Unusable(
            Column.STARTS,
            message("the time of the meeting is missing: a day alone means midnight"),
            message("Write for example 08/10/2026 20:30."),
        )


def refuse_month_first(text: str, present: str | None) -> None:
    """Raise `Unusable` for a start that equals the present one with day and month swapped."""
    if present is not None and read_month_first(text) == present != parse_start(text):
        raise Unusable(
            Column.STARTS,
            message("“%(text)s” has the month before the day", text=text),
            message("Save the table with its dates as shown: day, month, year."),
        )


def read_month_first(text: str) -> str | None:
    """Return the start that a text means if the month comes first, as in the United States.

    >>> read_month_first("10/08/2026 20:30")
    '2026-10-08 20:30'
    """
    first, slash, rest = text.partition("/")
    second, further, year = rest.partition("/")
    return parse_start(f"{second}/{first}/{year}") if slash and further else None


def means_the_same(column: Column, one: str, other: str) -> bool:
    """Return whether two values of a column mean the same."""
    match column:
        case Column.STARTS:
            return one == parse_start(other)
        case Column.DURATION:
            length = parse_length(one)
            return not isinstance(length, Unreadable) and length == parse_length(other)
        case _:
            return one == other


def parse_rules(text: str) -> dict[str, str | None]:
    """Return the rules in a cell by key; raise `Unusable` for other text."""
    rules: dict[str, str | None] = {}
    for piece in filter(None, (each.strip() for each in text.split(";"))):
        rule = RULE.fullmatch(piece)
        if rule is None:
            raise Unusable(
                Column.RELEASES,
                message("“%(text)s” does not say of which part and for whom", text=piece),
                propose_rules(piece),
            )
        key = f"releases.{rule[1]}.{rule[2]}".casefold()
        if key in rules:
            raise Unusable(
                Column.RELEASES,
                message("“%(key)s” stands twice", key=key.removeprefix("releases.")),
                message("Keep one of the two rules."),
            )
        rules[key] = rule[3]
    return rules


def propose_rules(piece: str) -> Message:
    """Return the remedy for a rule without its part or audience, as it should be if that is clear.

    >>> propose_rules("Dossier (membres) : la veille").text()
    'Did you mean “dossier.member: la veille”?'
    """
    found = PIECE.fullmatch(piece)
    part = find_nearest(found["part"], RULED_PARTS) if found else None
    if found is None or part is None:
        return message("Write for example: dossier.member: la veille ; dossier.reader: jamais.")
    is_of_readers = (found["who"] or "").casefold().startswith(("l", "r"))
    audiences = (
        ("reader",) if is_of_readers else ("member",) if found["who"] else ("member", "reader")
    )
    nearest = " ; ".join(f"{part}.{each}: {found['rule']}" for each in audiences)
    return message("Did you mean “%(nearest)s”?", nearest=nearest)


def is_yes(text: str, column: Column) -> bool:
    """Return whether a cell means yes; raise `Unusable` if it means neither yes nor no."""
    meant = fold(text).strip(" .!")
    if meant in (*MEANING_YES, *TICKS) or (column is Column.CANCEL and meant in CANCELLED):
        return True
    if meant in MEANING_NO:
        return False
    if column is Column.CANCEL and POSTPONED.fullmatch(meant):
        raise Unusable(
            column,
            message("“%(text)s” does not say to which day", text=text),
            message("Write the new day and time under Start; oui here cancels the meeting."),
        )
    raise Unusable(
        column,
        message("“%(text)s” is neither yes nor no", text=text),
        message("Write oui, or leave the cell empty."),
    )
