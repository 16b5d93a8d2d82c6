r"""Edits of a file of minutes that touch nothing else: its text, its questions, their answers.

>>> whole = "---\nquestions:\n  - question: Quand ?\n---\n\nNeuf.\n"
>>> print(edited(whole, {"question.1.answer": "Demain.", "text": "Dix."}), end="")
---
questions:
  - question: Quand ?
    answer: |
      Demain.
---
<BLANKLINE>
Dix.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import yaml

from parution.timetable.group_text import (
    Bare,
    CannotEdit,
    Written,
    add_item,
    at,
    is_plain,
    newline,
    put,
    root_of,
    value_of,
    written,
)

QUESTIONS = "questions"
TEXT, DRAFT, QUESTION, ANSWER = "text", "draft", "question", "answer"

KEY = re.compile(r"question\.([1-9]\d{0,2})(?:\.([a-z_]+))?", re.ASCII)
"""A question by its number in the file, counted from 1, or a value of it: ``question.2.answer``."""

OPENING = re.compile(r"---[ \t]*(?:\r?\n|\Z)")
CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
DASHES = re.compile(r"[-\u2010-\u2015\u2212]+[ \t]*(?:\n|\Z)")
"""What at the top of a file would be taken for the beginning of front matter."""

NOT_IN_A_BLOCK = re.compile(r"\A[ \t\n]|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
"""What a text of several lines cannot hold in YAML, or begin with, without quotes."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """A file of minutes, cut where its parts stand."""

    opening: str
    front: str
    closing: str
    """The lines around the front matter, and what it holds; all empty without any."""
    lead: str
    text: str
    tail: str
    """Its text, and the blank lines before and after."""

    @property
    def whole(self) -> str:
        """The file."""
        front = self.opening + self.front + self.closing
        return front + self.lead + self.text + self.tail


def pieces_of(whole: str) -> Pieces:
    """Return the parts of a file of minutes; raise `CannotEdit` where they cannot be told."""
    opening = OPENING.match(whole)
    closing = CLOSING.search(whole, opening.end()) if opening else None
    if opening and not closing:
        raise CannotEdit
    body = closing.end() if closing else 0
    text = whole[body:].strip()
    lead = whole[body:].partition(text)[0] if text else whole[body:]
    start = body + len(lead)
    return Pieces(
        opening[0] if opening else "",
        whole[opening.end() : closing.start()] if opening and closing else "",
        closing[0] if closing else "",
        lead,
        text,
        whole[start + len(text) :],
    )


def values_of(whole: str) -> dict[str, str]:
    """Return what a file says, by the keys of requests; what it does not say is left out.

    >>> values_of("---\\nquestions:\\n  - question: Quand ?\\n---\\nNeuf.\\n")
    {'text': 'Neuf.', 'question.1': 'Quand ?'}
    """
    pieces = pieces_of(whole)
    values = {TEXT: pieces.text} if pieces.text else {}
    for number, table in enumerate(questions_of(pieces.front), 1):
        for key, value in table.value if isinstance(table, yaml.MappingNode) else ():
            if isinstance(value, yaml.ScalarNode) and value.value.strip():
                name = str(key.value).strip()
                stem = f"{QUESTION}.{number}"
                values[stem if name == QUESTION else f"{stem}.{name}"] = value.value.strip()
    return values


def questions_of(front: str) -> list[yaml.Node]:
    """Return the questions of a front matter as YAML's tree."""
    found = value_of(root_of(front), QUESTIONS) if says_something(front) else None
    return found.value if isinstance(found, yaml.SequenceNode) else []


def says_something(front: str) -> bool:
    """Tell whether a front matter holds more than spaces and comments."""
    return any(line.strip() and not line.strip().startswith("#") for line in front.split("\n"))


def edit_minutes(whole: str, sets: Mapping[str, str | None]) -> str:
    """Return a file of minutes in which some values are others, by the keys of requests.

    A question whose number is the next one is added, with what else is said of it. Raises
    `CannotEdit` where the layout of the file forbids it.
    """
    pieces = pieces_of(whole)
    line_end = newline(whole)
    front = pieces.front
    if DRAFT in sets:
        front = with_first_key(front, DRAFT, Bare(sets[DRAFT] or "false"), line_end)
    for number, values in by_question(sets).items():
        if number > len(questions_of(front)):
            front = with_question(front, values, line_end)
        else:
            for key, value in values.items():
                front = with_value_of_question(front, number, key, value, line_end)
    if front != pieces.front and not pieces.opening:
        pieces = with_dashes(pieces, line_end)
    pieces = replace(pieces, front=front)
    if TEXT in sets:
        pieces = with_text(pieces, sets[TEXT] or "", line_end)
    return pieces.whole


def by_question(sets: Mapping[str, str | None]) -> dict[int, dict[str, str | None]]:
    """Return what is said of questions, by their number, in the order of numbers."""
    found: dict[int, dict[str, str | None]] = {}
    for key, value in sets.items():
        if named := KEY.fullmatch(key):
            found.setdefault(int(named[1]), {})[named[2] or QUESTION] = value
    return dict(sorted(found.items()))


def with_text(pieces: Pieces, text: str, line_end: str) -> Pieces:
    """Return a file with another text; the blank lines around it stay."""
    text = text.strip().replace("\n", line_end)
    if not pieces.opening and DASHES.match(text):
        pieces = with_dashes(pieces, line_end)
    lead = pieces.lead or (line_end if pieces.opening else "")
    return replace(pieces, lead=lead, text=text, tail=pieces.tail or line_end)


def with_dashes(pieces: Pieces, line_end: str) -> Pieces:
    """Return a file with the lines around a front matter, which it has not had."""
    dashes = f"---{line_end}"
    return replace(pieces, opening=dashes, closing=dashes, lead=pieces.lead or line_end)


def with_first_key(front: str, key: str, value: Written, line_end: str) -> str:
    """Return a front matter with a value of its own, which may be its first."""
    if says_something(front):
        return put(front, (key,), value)
    return f"{front}{key}: {written(value)}{line_end}"


def with_question(front: str, values: Mapping[str, str | None], line_end: str) -> str:
    """Return a front matter with one more question, a line a value."""
    told = {key: value for key, value in values.items() if value}
    listed = value_of(root_of(front), QUESTIONS) if says_something(front) else None
    if isinstance(listed, yaml.SequenceNode) and listed.value and listed.flow_style:
        return add_item(front, QUESTIONS, None, told)
    column = listed.start_mark.column if listed is not None and listed.value else 2
    below = line_end + " " * (column + 2)
    item = Bare(below.join(f"{key}: {on_a_line(value)}" for key, value in told.items()))
    if not says_something(front):
        return f"{front}{QUESTIONS}:{line_end}  - {item}{line_end}"
    return add_item(front, QUESTIONS, None, item)


def on_a_line(value: str) -> str:
    """Return a value as it is written after its key, on a line of its own.

    >>> on_a_line("Quand ?"), on_a_line("Quand : ?")
    ('Quand ?', '"Quand : ?"')
    """
    return value if is_plain(value, "key: {}") else written(value)


def with_value_of_question(
    front: str, number: int, key: str, value: str | None, line_end: str
) -> str:
    """Return a front matter in which one question says something else."""
    path = (QUESTIONS, number - 1)
    table = at(root_of(front), path)
    if not isinstance(table, yaml.MappingNode):
        raise CannotEdit
    if value is None or table.flow_style:
        return put(front, (*path, key), value)
    if key != ANSWER or NOT_IN_A_BLOCK.search(value):
        return put(front, (*path, key), Bare(on_a_line(value)))
    below = line_end + " " * (table.value[0][0].start_mark.column + 2)
    lines = (line and below + line for line in value.rstrip().split("\n"))
    return put(front, (*path, key), Bare("|" + "".join(line or line_end for line in lines)))
