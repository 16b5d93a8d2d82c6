"""Reports values of the wrong kind: expected, found, remedy."""

from __future__ import annotations

import re
from collections.abc import Collection

from parution.domain.messages import Message, message
from parution.domain.problems import Place
from parution.language.date_proposals import (
    has_letter_for_digit,
    propose_day,
    propose_length,
    propose_moment,
)
from parution.language.fold import fold
from parution.language.look_alikes import type_plainly
from parution.sources.report import Report
from parution.sources.yaml.diagnosis import GLUED, report_missing_space
from parution.sources.yaml.moments import Unreadable
from parution.sources.yaml.nodes import Meaning, Node, Scalar, Sequence, Table

LONGEST_QUOTE = 60
WITHOUT_A_DATE = re.compile(
    r"(?:date )?(?:a (?:definir|preciser|fixer|confirmer|venir)|annulee?|reportee?|supprimee?"
    r"|inconnue|non fixee|tbd|tba|pas encore|plus tard|[?.x/-]+)[ .!?]*"
)
"""What people write where there is no date yet, or no meeting any more, folded."""


def quote_value(node: Node) -> str:
    """Return a value as one line, shortened."""
    match node:
        case Scalar(text=text):
            line = " ".join(text.split())
            return line if len(line) <= LONGEST_QUOTE else f"{line[:LONGEST_QUOTE]}…"
        case Sequence():
            return "[…]"
        case Table():
            return "{…}"


def report_empty_value(node: Node, key: str, report: Report, *, needed: bool = False) -> None:
    """Report an empty value; the remedy for a ``needed`` key never says to remove it."""
    if needed:
        remedy = message(
            "Write a value. One that begins with a sign such as # or & stands between quotes."
        )
    else:
        remedy = message(
            "Write a value, or remove the line. A value that begins with a sign such as # or &"
            " stands between quotes."
        )
    report.error(
        "empty-value",
        node.place,
        message("“%(key)s” is empty; a value was expected", key=key),
        remedy,
    )


def expect_quoted(node: Node, key: str, report: Report) -> None:
    """Report an unquoted text that YAML takes for a boolean or a number."""
    report.error(
        "not-a-text",
        node.place,
        message(
            "“%(key)s” should be a text, but YAML takes “%(found)s” for something else"
            " (a yes or no, or a number)",
            key=key,
            found=quote_value(node),
        ),
        message('Put it between quotes: "%(found)s".', found=quote_value(node)),
    )


def expect_plain_text(node: Node, key: str, report: Report) -> None:
    """Report a value that is not a text."""
    report_value(
        "wrong-kind",
        node,
        key,
        message(
            "“%(key)s” should be a text, but “%(found)s” was found",
            key=key,
            found=quote_value(node),
        ),
        message("Write “%(key)s: the text”, between quotes when it holds brackets.", key=key),
        report,
    )


def expect_list(node: Node, key: str, report: Report) -> None:
    """Report a value that is not a list."""
    report_value(
        "wrong-kind",
        node,
        key,
        message(
            "“%(key)s” should be a list, but “%(found)s” was found",
            key=key,
            found=quote_value(node),
        ),
        message("Write a list between brackets: %(example)s.", example=as_list(node)),
        report,
    )


def report_lone_key(key: str, table: Table, known: Collection[str], report: Report) -> None:
    """Report text without a colon between the commas of braces."""
    before = [each for each in table.values if table.keys[each] < table.keys[key]]
    text_before = table.values[before[-1]] if before else None
    first, _, rest = key.partition(" ")
    if first in known and rest:
        remedy = message("Write “%(key)s: %(value)s”.", key=first, value=rest)
    elif key[0].isdigit() and isinstance(text_before, Scalar) and text_before.text.isdigit():
        remedy = message("Write a number without a comma; a length of time is written “1h30”.")
    elif isinstance(text_before, Scalar) and text_before.text and before[-1] not in table.lone:
        remedy = message(
            "Put the whole text between quotes: “%(key)s: %(text)s”.",
            key=before[-1],
            text=f'"{text_before.text}, {key}"',
        )
    else:
        remedy = message("Write “key: value”, or put the text between quotes.")
    report.error(
        "unquoted-comma",
        table.keys[key],
        message("between braces a comma begins another key, but “%(text)s” is none", text=key),
        remedy,
    )


def as_list(node: Node) -> str:
    """Return a value as the list that was probably meant, else an example of a list."""
    if isinstance(node, Scalar) and re.fullmatch(r"[\w .’-]+(?:[,;] *[\w .’-]+)*", node.text):
        items = re.split(r"[,;] *| et ", node.text)
        return f"[{', '.join(item.strip(' -') for item in items)}]"
    return "[…, …]"


def warn_of_joined_items(text: str, key: str, place: Place, report: Report) -> None:
    """Warn of an item that holds several, joined by semicolons instead of commas."""
    items = [item.strip() for item in text.split(";") if item.strip()]
    if len(items) > 1:
        report.warn(
            "joined-items",
            place,
            message("“%(text)s” is one item of “%(key)s”", text=text[:LONGEST_QUOTE], key=key),
            message("Put commas between the items: %(items)s.", items=f"[{', '.join(items)}]"),
        )


def expect_table(node: Node, key: str, report: Report) -> None:
    """Report a value without keys and values."""
    if isinstance(node, Scalar) and (glued := GLUED.match(node.text)):
        report_missing_space(glued, quote_value(node), node.place, report)
        return
    report_value(
        "wrong-kind",
        node,
        key,
        message(
            "“%(key)s” should hold keys and values, but “%(found)s” was found",
            key=key,
            found=quote_value(node),
        ),
        message("Write “key: value” lines, or {key: value} on one line."),
        report,
    )


def expect_yes_or_no(node: Node, key: str, report: Report) -> None:
    """Report a value that is neither yes nor no."""
    report_value(
        "wrong-kind",
        node,
        key,
        message(
            "“%(key)s” should be true or false, but “%(found)s” was found",
            key=key,
            found=quote_value(node),
        ),
        message("Write “%(key)s: true” or “%(key)s: false”.", key=key),
        report,
    )


def expect_whole_number(node: Node, key: str, report: Report, example: int) -> None:
    """Report a value that is not a whole number from 1 to 9999."""
    report_value(
        "wrong-kind",
        node,
        key,
        message(
            "“%(key)s” should be a whole number from 1 to 9999, but “%(found)s” was found",
            key=key,
            found=quote_value(node),
        ),
        message("Write for example “%(key)s: %(number)s”.", key=key, number=example),
        report,
    )


def expect_day(node: Node, key: str, why: Unreadable, report: Report) -> None:
    """Report a value that is not a day of the calendar."""
    report_moment(node, key, why, "2026-10-08", report)


def expect_moment(node: Node, key: str, why: Unreadable, report: Report) -> None:
    """Report a value that is not a day with a time."""
    report_moment(node, key, why, "2026-10-08 20:30", report)


def expect_length(node: Node, key: str, why: Unreadable, report: Report) -> None:
    """Report a value that is not a length of time."""
    match why:
        case Unreadable.NO_UNIT:
            said = message(
                "“%(key)s”: “%(found)s” may be hours or minutes", key=key, found=quote_value(node)
            )
        case _:
            said = message(
                "“%(key)s” should be a length of time from 1 minute to 24 hours,"
                " but “%(found)s” was found",
                key=key,
                found=quote_value(node),
            )
    meant = propose_length(type_plainly(quote_value(node))) if why is Unreadable.FORM else None
    remedy = (
        message("Write “%(meant)s”.", meant=meant)
        if meant
        else message("Write for example “2h”, “1h30” or “90 min”.")
    )
    report_value("bad-duration", node, key, said, remedy, report)


def report_moment(node: Node, key: str, why: Unreadable, example: str, report: Report) -> None:
    written = quote_value(node)
    match why:
        case Unreadable.IMPOSSIBLE:
            said = message("“%(key)s”: “%(found)s” is in no calendar", key=key, found=written)
        case Unreadable.NO_SUCH_TIME:
            said = message(
                "“%(key)s”: the time of “%(found)s” is on no clock", key=key, found=written
            )
        case Unreadable.UNLIKELY:
            said = message(
                "“%(key)s”: “%(found)s” lies too far away to be meant", key=key, found=written
            )
        case Unreadable.NO_TIME:
            said = message("“%(key)s”: “%(found)s” lacks the time of day", key=key, found=written)
        case _ if has_letter_for_digit(written):
            said = message(
                "“%(key)s”: in “%(found)s” a letter (O or l) stands in place of a digit (0 or 1)",
                key=key,
                found=written,
            )
        case _:
            said = message(
                "“%(key)s” should be a date such as %(example)s, but “%(found)s” was found",
                key=key,
                example=example,
                found=written,
            )
    report_value("bad-date", node, key, said, propose_instead(written, example), report)


def propose_instead(written: str, example: str) -> Message:
    """Return the remedy with the date that was probably meant, else with an example."""
    plain = type_plainly(written)
    clock = example[11:]
    if clock and WITHOUT_A_DATE.fullmatch(fold(plain)):
        return message("If the date is not known yet, or the meeting cancelled, leave it out.")
    if meant := propose_moment(plain, clock) if clock else propose_day(plain):
        return message("Write year-month-day, local time without zone: %(example)s.", example=meant)
    return message(
        "Write year-month-day, local time without zone, for example %(example)s.",
        example=example,
    )


def report_value(
    code: str, node: Node, key: str, said: Message, remedy: Message, report: Report
) -> None:
    if isinstance(node, Scalar) and node.meaning is Meaning.NOTHING:
        report_empty_value(node, key, report)
    else:
        report.error(code, node.place, said, remedy)
