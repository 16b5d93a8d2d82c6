r"""Edit a file of minutes without touching anything else: text, questions, answers.

>>> whole = "---\nquestions:\n  - question: Quand ?\n---\n\nNeuf.\n"
>>> print(edit_minutes(whole, {"question.1.answer": "Demain.", "text": "Dix."}), end="")
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
    find_line_break,
    find_value,
    format_value,
    get_node,
    is_plain,
    parse_root,
    put,
)

QUESTIONS = "questions"
TEXT, DRAFT, QUESTION, ANSWER = "text", "draft", "question", "answer"

KEY = re.compile(r"question\.([1-9]\d{0,2})(?:\.([a-z_]+))?", re.ASCII)
"""A question by its number in the file, from 1, or one of its values: ``question.2.answer``."""

OPENING = re.compile(r"---[ \t]*(?:\r?\n|\Z)")
CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
DASHES = re.compile(r"[-\u2010-\u2015\u2212]+[ \t]*(?:\n|\Z)")
"""A line at the top of a file that would be taken for the beginning of front matter."""

NOT_IN_A_BLOCK = re.compile(r"\A[ \t\n]|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
"""Characters that a block text cannot hold in YAML, or cannot begin with."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """A file of minutes, split into its parts."""

    opening: str
    front: str
    closing: str
    """The front matter, and the lines around it; all empty without front matter."""
    lead: str
    text: str
    tail: str
    """The text, and the blank lines before and after it."""

    @property
    def whole(self) -> str:
        """The whole file."""
        front = self.opening + self.front + self.closing
        return front + self.lead + self.text + self.tail


def split_pieces(whole: str) -> Pieces:
    """Split a file of minutes into its parts; raise `CannotEdit` if front matter has no end."""
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


def read_values(whole: str) -> dict[str, str]:
    """Return the values in a file, by the keys of requests; missing ones are left out.

    >>> read_values("---\\nquestions:\\n  - question: Quand ?\\n---\\nNeuf.\\n")
    {'text': 'Neuf.', 'question.1': 'Quand ?'}
    """
    pieces = split_pieces(whole)
    values = {TEXT: pieces.text} if pieces.text else {}
    for number, table in enumerate(list_questions(pieces.front), 1):
        for key, value in table.value if isinstance(table, yaml.MappingNode) else ():
            if isinstance(value, yaml.ScalarNode) and value.value.strip():
                name = str(key.value).strip()
                stem = f"{QUESTION}.{number}"
                values[stem if name == QUESTION else f"{stem}.{name}"] = value.value.strip()
    return values


def list_questions(front: str) -> list[yaml.Node]:
    """Return the questions of front matter as YAML nodes."""
    found = find_value(parse_root(front), QUESTIONS) if says_something(front) else None
    return found.value if isinstance(found, yaml.SequenceNode) else []


def says_something(front: str) -> bool:
    """Return whether front matter holds more than spaces and comments."""
    return any(line.strip() and not line.strip().startswith("#") for line in front.split("\n"))


def edit_minutes(whole: str, sets: Mapping[str, str | None]) -> str:
    """Return a file of minutes with new values, by the keys of requests.

    A question with the next free number is added, with all its values. Raises `CannotEdit` when the
    layout of the file forbids an edit.
    """
    pieces = split_pieces(whole)
    line_end = find_line_break(whole)
    front = pieces.front
    if DRAFT in sets:
        front = set_first_key(front, DRAFT, Bare(sets[DRAFT] or "false"), line_end)
    for number, values in group_by_question(sets).items():
        if number > len(list_questions(front)):
            front = add_question(front, values, line_end)
        else:
            for key, value in values.items():
                front = set_question_value(front, number, key, value, line_end)
    if front != pieces.front and not pieces.opening:
        pieces = add_dashes(pieces, line_end)
    pieces = replace(pieces, front=front)
    if TEXT in sets:
        pieces = replace_text(pieces, sets[TEXT] or "", line_end)
    return pieces.whole


def group_by_question(sets: Mapping[str, str | None]) -> dict[int, dict[str, str | None]]:
    """Return the values of questions by number, in the order of numbers."""
    found: dict[int, dict[str, str | None]] = {}
    for key, value in sets.items():
        if named := KEY.fullmatch(key):
            found.setdefault(int(named[1]), {})[named[2] or QUESTION] = value
    return dict(sorted(found.items()))


def replace_text(pieces: Pieces, text: str, line_end: str) -> Pieces:
    """Return the parts with another text; the blank lines around it stay."""
    text = text.strip().replace("\n", line_end)
    if not pieces.opening and DASHES.match(text):
        pieces = add_dashes(pieces, line_end)
    lead = pieces.lead or (line_end if pieces.opening else "")
    return replace(pieces, lead=lead, text=text, tail=pieces.tail or line_end)


def add_dashes(pieces: Pieces, line_end: str) -> Pieces:
    """Return the parts with delimiters for front matter, which the file did not have."""
    dashes = f"---{line_end}"
    return replace(pieces, opening=dashes, closing=dashes, lead=pieces.lead or line_end)


def set_first_key(front: str, key: str, value: Written, line_end: str) -> str:
    """Return front matter with a value set, which may be its first."""
    if says_something(front):
        return put(front, (key,), value)
    return f"{front}{key}: {format_value(value)}{line_end}"


def add_question(front: str, values: Mapping[str, str | None], line_end: str) -> str:
    """Return front matter with a question added, one value per line."""
    given = {key: value for key, value in values.items() if value}
    listed = find_value(parse_root(front), QUESTIONS) if says_something(front) else None
    if isinstance(listed, yaml.SequenceNode) and listed.value and listed.flow_style:
        return add_item(front, QUESTIONS, None, given)
    column = listed.start_mark.column if listed is not None and listed.value else 2
    below = line_end + " " * (column + 2)
    item = Bare(below.join(f"{key}: {format_on_line(value)}" for key, value in given.items()))
    if not says_something(front):
        return f"{front}{QUESTIONS}:{line_end}  - {item}{line_end}"
    return add_item(front, QUESTIONS, None, item)


def format_on_line(value: str) -> str:
    """Return a value as it is written after its key, on a line of its own.

    >>> format_on_line("Quand ?"), format_on_line("Quand : ?")
    ('Quand ?', '"Quand : ?"')
    """
    return value if is_plain(value, "key: {}") else format_value(value)


def set_question_value(front: str, number: int, key: str, value: str | None, line_end: str) -> str:
    """Return front matter with a new value for one question."""
    path = (QUESTIONS, number - 1)
    table = get_node(parse_root(front), path)
    if not isinstance(table, yaml.MappingNode):
        raise CannotEdit
    if value is None or table.flow_style:
        return put(front, (*path, key), value)
    if key != ANSWER or NOT_IN_A_BLOCK.search(value):
        return put(front, (*path, key), Bare(format_on_line(value)))
    below = line_end + " " * (table.value[0][0].start_mark.column + 2)
    lines = (line and below + line for line in value.rstrip().split("\n"))
    return put(front, (*path, key), Bare("|" + "".join(line or line_end for line in lines)))
