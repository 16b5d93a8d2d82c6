"""Carry out wishes about minutes in a group's file of that day, or refuse them.

MW1 `minutes` writes the text, the questions and the draft flag; `answer` answers one question of
    one day, with a date. Both create or edit ``groups/<slug>/<day>.md``.
MW2 A wish is stale if a value that it replaces is neither the present one nor the one before this
    run. Additions replace nothing: a new question takes the next number.
MW3 Values that are already so are not written again.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping

from parution.changes import Request
from parution.changes.block import simplify_characters
from parution.domain import Group
from parution.domain.messages import Message, message
from parution.sources.yaml.moments import Unreadable, parse_day
from parution.timetable.edits import Values
from parution.timetable.group_text import CannotEdit
from parution.timetable.minutes_text import (
    DRAFT,
    KEY,
    TEXT,
    edit_minutes,
    group_by_question,
    read_values,
)
from parution.timetable.wishes import (
    NEW_REQUEST,
    Files,
    Run,
    WishRefused,
    find_meeting,
    get_group,
    join_on_one_line,
    refuse_changed,
    refuse_key,
)
from parution.timetable.working_copy import WorkingCopy

OF_QUESTIONS = (None, "population", "intervention", "comparison", "outcome", "searched_by")
OF_ANSWERS = ("answer", "answered")
LONG = re.compile(rf"{TEXT}|question\.\d+\.answer", re.ASCII)
"""Keys of values that may have several lines."""


def write_minutes(request: Request, run: Run) -> Files:
    """Return the file after writing or editing the minutes of a meeting."""
    return edit_day(request, run, is_of_minutes)


def is_of_minutes(key: str) -> bool:
    """Return whether the wish `minutes` may set a key."""
    named = KEY.fullmatch(key)
    return key in (TEXT, DRAFT) or bool(named and named[2] in OF_QUESTIONS)


def answer_question(request: Request, run: Run) -> Files:
    """Return the file after answering a question that a meeting left open."""
    numbers = {named[1] for key in request.sets if (named := KEY.fullmatch(key))}
    stem = f"question.{min(numbers, default='1')}"
    for key in OF_ANSWERS:
        if not request.sets.get(f"{stem}.{key}") or len(numbers) > 1:
            raise WishRefused(
                message("an answer is given to one question, with its date"), NEW_REQUEST
            )
    answered = request.sets[f"{stem}.answered"] or ""
    if isinstance(parse_day(answered), Unreadable):
        raise WishRefused(message("“%(text)s” is no date", text=answered), NEW_REQUEST)
    if not request.was.get(stem):
        raise WishRefused(message("an answer says which question it answers"), NEW_REQUEST)
    return edit_day(request, run, is_of_an_answer)


def is_of_an_answer(key: str) -> bool:
    """Return whether the wish `answer` may set a key."""
    named = KEY.fullmatch(key)
    return bool(named and named[2] in OF_ANSWERS)


def edit_day(request: Request, run: Run, may_set: Callable[[str], bool]) -> Files:
    """Return the file of a day's minutes after a request; no file if nothing changes."""
    group = get_group(request, run)
    day = find_meeting(request, group, run).starts.date()
    wanted = check_minutes_values(request, may_set)
    path = f"groups/{group.slug}/{day}.md"
    mark, whole = read_text_with_mark(path, run.copy)
    now, before = (read_minutes_state(path, group, copy) for copy in (run.copy, run.first))
    sets = renumber(wanted, request.was, now)
    sets = {
        key: value
        for key, value in sets.items()
        if not are_alike_in_minutes(key, value, now.get(key))
    }
    if not sets:
        return {}
    refuse_stale_minutes(request, wanted, (now, before))
    refuse_unwritten_questions(sets, now)
    return {path: mark + edit_minutes(whole, sets).encode()}


def check_minutes_values(request: Request, may_set: Callable[[str], bool]) -> Values:
    """Return the values of a request, spaces normalised; raise `WishRefused` for others."""
    for key, value in request.sets.items():
        is_flag = key != DRAFT or value in ("true", "false")
        if not may_set(key) or not is_flag:
            refuse_key(key if is_flag else f"{key}: {value}")
    return {
        key: value.strip() if value and LONG.fullmatch(key) else join_on_one_line(value)
        for key, value in request.sets.items()
    }


def read_text_with_mark(path: str, copy: WorkingCopy) -> tuple[bytes, str]:
    """Return the byte order mark of a file, if any, and its text; both empty without a file."""
    content = copy.content(path)
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    try:
        return mark, content.removeprefix(mark).decode()
    except UnicodeDecodeError as error:
        raise CannotEdit from error


def read_minutes_state(path: str, group: Group, copy: WorkingCopy) -> Mapping[str, str | None]:
    """Return the values of a day's minutes, by the keys of `Request.was`."""
    written = copy.catalogue.own.get(group.slug)
    of_day = (each for each in (written.minutes if written else ()) if each.place.file == path)
    is_draft = any(each.draft for each in of_day)
    return {
        **read_values(read_text_with_mark(path, copy)[1]),
        DRAFT: "true" if is_draft else "false",
    }


def are_alike_in_minutes(key: str, one: str | None, other: str | None) -> bool:
    """Return whether two values of a key mean the same, however they are typed."""
    return type_plainly(key, one) == type_plainly(key, other)


def type_plainly(key: str, value: str | None) -> str:
    """Return a value in the characters of a plain keyboard, without trailing spaces."""
    lines = simplify_characters(value or "").strip().splitlines()
    return "\n".join(map(str.rstrip, lines)) if LONG.fullmatch(key) else " ".join(lines)


# --- the numbers of questions ------------------------------------------------------------------


def renumber(wanted: Values, was: Values, now: Mapping[str, str | None]) -> Values:
    """Return the wanted values with new questions under the next free numbers (MW2).

    A new question that the file already holds keeps its number there.
    """
    count = len([key for key in now if (named := KEY.fullmatch(key)) and named[2] is None])
    known = {type_plainly("", now.get(f"question.{n}")): n for n in range(1, count + 1)}
    found: dict[str, str | None] = {k: v for k, v in wanted.items() if not KEY.fullmatch(k)}
    for number, values in group_by_question(wanted).items():
        stem = f"question.{number}"
        if stem in wanted and not was.get(stem):
            asked = type_plainly("", wanted[stem])
            count += asked not in known
            number = known.setdefault(asked, count)
        for key, value in values.items():
            found[f"question.{number}" + ("" if key == "question" else f".{key}")] = value
    return found


def refuse_unwritten_questions(sets: Values, now: Mapping[str, str | None]) -> None:
    """Raise `WishRefused` if a question would have no text, or does not exist."""
    for number in group_by_question(sets):
        stem = f"question.{number}"
        if not sets.get(stem, now.get(stem)):
            raise WishRefused(
                message("there is no question %(number)s in these minutes", number=number),
                message(
                    "Ask for it again with the question in words; to take a question away, edit the"
                    " file."
                ),
            )


# --- stale requests ----------------------------------------------------------------------------


def refuse_stale_minutes(
    request: Request, wanted: Values, states: tuple[Mapping[str, str | None], ...]
) -> None:
    """Raise `WishRefused` if a request was based on another state (MW2)."""
    replaced = (key for key in wanted if key != DRAFT)
    keys = dict.fromkeys((*replaced, *request.was))
    refuse_changed(
        label_minutes_key(key)
        for key in keys
        if not is_new(key, request)
        and not any(
            are_alike_in_minutes(key, request.was.get(key), state.get(key)) for state in states
        )
    )


def is_new(key: str, request: Request) -> bool:
    """Return whether a key belongs to a question that a request adds."""
    named = KEY.fullmatch(key)
    stem = f"question.{named[1]}" if named else ""
    return stem in request.sets and not request.was.get(stem)


def label_minutes_key(key: str) -> Message:
    """Return the label of a key."""
    named = KEY.fullmatch(key)
    if named and named[2] in OF_ANSWERS:
        return message("answer to question %(number)s", number=named[1])
    if named:
        return message("question %(number)s", number=named[1])
    return message("text of the minutes") if key == TEXT else Message("%(key)s", (("key", key),))
