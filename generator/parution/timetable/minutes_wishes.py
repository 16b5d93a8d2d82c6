"""What wishes about minutes do to a group's file of that day, or why they cannot be carried out.

M1  `minutes` writes the text, the questions, and whether they are a draft; `answer` answers one
    question of one day, with its date. Both make or edit ``groups/<slug>/<day>.md``.
M2  A wish is stale where a value that it replaces is neither what the file says now nor what it
    said before this run. What it adds replaces nothing: a new question takes the next number.
M3  What holds already is not written again.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping

from parution.changes import Request
from parution.changes.block import plainly
from parution.domain import Group
from parution.domain.messages import Message, message
from parution.sources.yaml.moments import Unreadable, day_of
from parution.timetable.draft import Draft
from parution.timetable.edits import Values
from parution.timetable.group_text import CannotEdit
from parution.timetable.minutes_text import DRAFT, KEY, TEXT, by_question, edit_minutes, values_of
from parution.timetable.wishes import (
    NEW_REQUEST,
    Files,
    Run,
    WishRefused,
    find_meeting,
    group_of,
    one_line,
    refuse_changed,
    refuse_key,
)

OF_QUESTIONS = (None, "population", "intervention", "comparison", "outcome", "searched_by")
OF_ANSWERS = ("answer", "answered")
LONG = re.compile(rf"{TEXT}|question\.\d+\.answer", re.ASCII)
"""Keys whose values keep their lines."""


def write_minutes(request: Request, run: Run) -> Files:
    """Write or edit the minutes of a meeting."""
    return write(request, run, is_of_minutes)


def is_of_minutes(key: str) -> bool:
    """Tell whether a key is one that minutes may set."""
    named = KEY.fullmatch(key)
    return key in (TEXT, DRAFT) or bool(named and named[2] in OF_QUESTIONS)


def answer_question(request: Request, run: Run) -> Files:
    """Answer a question that a meeting left open."""
    numbers = {named[1] for key in request.sets if (named := KEY.fullmatch(key))}
    stem = f"question.{min(numbers, default='1')}"
    for key in OF_ANSWERS:
        if not request.sets.get(f"{stem}.{key}") or len(numbers) > 1:
            raise WishRefused(
                message("an answer is given to one question, with its date"), NEW_REQUEST
            )
    answered = request.sets[f"{stem}.answered"] or ""
    if isinstance(day_of(answered), Unreadable):
        raise WishRefused(message("“%(text)s” is no date", text=answered), NEW_REQUEST)
    if not request.was.get(stem):
        raise WishRefused(message("an answer says which question it answers"), NEW_REQUEST)
    return write(request, run, is_of_an_answer)


def is_of_an_answer(key: str) -> bool:
    """Tell whether a key is one that an answer may set."""
    named = KEY.fullmatch(key)
    return bool(named and named[2] in OF_ANSWERS)


def write(request: Request, run: Run, may_set: Callable[[str], bool]) -> Files:
    """Return the file of a day's minutes as it should be."""
    group = group_of(request, run)
    day = find_meeting(request, group, run).starts.date()
    wanted = check_values(request, may_set)
    path = f"groups/{group.slug}/{day}.md"
    mark, whole = text_at(path, run.draft)
    now, before = (state_of(path, group, draft) for draft in (run.draft, run.first))
    sets = renumber(wanted, request.was, now)
    sets = {key: value for key, value in sets.items() if not same(key, value, now.get(key))}
    if not sets:
        return {}
    refuse_stale(request, wanted, (now, before))
    refuse_unwritten_questions(sets, now)
    return {path: mark + edit_minutes(whole, sets).encode()}


def check_values(request: Request, may_set: Callable[[str], bool]) -> Values:
    """Return what a request sets, spaces set right; raise `WishRefused` for what it may not."""
    for key, value in request.sets.items():
        is_flag = key != DRAFT or value in ("true", "false")
        if not may_set(key) or not is_flag:
            refuse_key(key if is_flag else f"{key}: {value}")
    return {
        key: value.strip() if value and LONG.fullmatch(key) else one_line(value)
        for key, value in request.sets.items()
    }


def text_at(path: str, draft: Draft) -> tuple[bytes, str]:
    """Return the byte-order mark of a file, if it has one, and its text; empty without a file."""
    content = draft.content(path)
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    try:
        return mark, content.removeprefix(mark).decode()
    except UnicodeDecodeError as error:
        raise CannotEdit from error


def state_of(path: str, group: Group, draft: Draft) -> Mapping[str, str | None]:
    """Return what a day's minutes say, by the keys of `Request.was`."""
    written = draft.catalogue.own.get(group.slug)
    of_day = (each for each in (written.minutes if written else ()) if each.place.file == path)
    is_draft = any(each.draft for each in of_day)
    return {**values_of(text_at(path, draft)[1]), DRAFT: "true" if is_draft else "false"}


def same(key: str, one: str | None, other: str | None) -> bool:
    """Tell whether two values of a key say the same, however they are typed."""
    return type_plainly(key, one) == type_plainly(key, other)


def type_plainly(key: str, value: str | None) -> str:
    """Return a value as a plain keyboard types it, without spaces at the ends of lines."""
    lines = plainly(value or "").strip().splitlines()
    return "\n".join(map(str.rstrip, lines)) if LONG.fullmatch(key) else " ".join(lines)


# --- the numbers of questions ------------------------------------------------------------------


def renumber(wanted: Values, was: Values, now: Mapping[str, str | None]) -> Values:
    """Return what is wanted with new questions under the next numbers, or those they have (M2)."""
    count = len([key for key in now if (named := KEY.fullmatch(key)) and named[2] is None])
    known = {type_plainly("", now.get(f"question.{n}")): n for n in range(1, count + 1)}
    found: dict[str, str | None] = {k: v for k, v in wanted.items() if not KEY.fullmatch(k)}
    for number, values in by_question(wanted).items():
        stem = f"question.{number}"
        if stem in wanted and not was.get(stem):
            asked = type_plainly("", wanted[stem])
            count += asked not in known
            number = known.setdefault(asked, count)
        for key, value in values.items():
            found[f"question.{number}" + ("" if key == "question" else f".{key}")] = value
    return found


def refuse_unwritten_questions(sets: Values, now: Mapping[str, str | None]) -> None:
    """Raise `WishRefused` where a question would have no words, or is not there."""
    for number in by_question(sets):
        stem = f"question.{number}"
        if not sets.get(stem, now.get(stem)):
            raise WishRefused(
                message("there is no question %(number)s in these minutes", number=number),
                message(
                    "Ask for it again with the question in words; to take a question away, edit the"
                    " file."
                ),
            )


# --- whether it is stale ---------------------------------------------------------------------


def refuse_stale(
    request: Request, wanted: Values, states: tuple[Mapping[str, str | None], ...]
) -> None:
    """Raise `WishRefused` where a request was based on another state (M2)."""
    replaced = (key for key in wanted if key != DRAFT)
    keys = dict.fromkeys((*replaced, *request.was))
    refuse_changed(
        label_of(key)
        for key in keys
        if not is_new(key, request)
        and not any(same(key, request.was.get(key), state.get(key)) for state in states)
    )


def is_new(key: str, request: Request) -> bool:
    """Tell whether a key is one of a question that a request adds."""
    named = KEY.fullmatch(key)
    stem = f"question.{named[1]}" if named else ""
    return stem in request.sets and not request.was.get(stem)


def label_of(key: str) -> Message:
    """Return what people call a key."""
    named = KEY.fullmatch(key)
    if named and named[2] in OF_ANSWERS:
        return message("answer to question %(number)s", number=named[1])
    if named:
        return message("question %(number)s", number=named[1])
    return message("text of the minutes") if key == TEXT else Message("%(key)s", (("key", key),))
