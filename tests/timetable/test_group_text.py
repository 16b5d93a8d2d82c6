"""Edits of a group's file change only the requested value, and no other byte."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from parution.timetable.group_text import (
    MEETINGS,
    Path,
    Written,
    add_item,
    format_value,
    locate_meetings,
    put,
    remove_meeting,
)

TEXT = """\
# Le groupe de Blain
name: Blain
meetings:
  # en octobre
  - theme: 2026/a  # à confirmer
    starts: 2026-10-08 20:30
    releases:
      dossier: à la fin
      # la fin, pas après
  - {title: Libre, starts: 2026-11-12 20:30,
     duration: 2h}   # chez nous
# fin
policy: before
"""

PUT: list[tuple[str, Path, Written | None, str, str]] = [
    ("a value", ("policy",), "after", "policy: before", "policy: after"),
    ("of a table in lines", ("meetings", 0, "starts"), "2026-10-15 20:30", "10-08", "10-15"),
    ("of braces", ("meetings", 1, "duration"), "1h30", "2h}", "1h30}"),
    ("new in braces", ("meetings", 1, "place"), "Ici", "2h}", "2h, place: Ici}"),
    ("quoted", ("meetings", 1, "place"), "A: b, #3", "2h}", '2h, place: "A: b, #3"}'),
    (
        "new in lines",
        ("meetings", 0, "policy"),
        "after",
        "      dossier: à la fin\n",
        "      dossier: à la fin\n    policy: after\n",
    ),
    ("gone from braces", ("meetings", 1, "duration"), None, ",\n     duration: 2h}", "}"),
    ("gone from lines", ("meetings", 0, "starts"), None, "    starts: 2026-10-08 20:30\n", ""),
    ("first and gone", ("meetings", 0, "theme"), None, "theme: 2026/a  #", "  #"),
    ("within", ("meetings", 0, "releases", "dossier"), "jamais", "à la fin\n", "jamais\n"),
    ("not there, gone", ("meetings", 0, "place"), None, "", ""),
]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize(
    ("path", "value", "before", "after"), [row[1:] for row in PUT], ids=[row[0] for row in PUT]
)
def test_a_value_is_put(
    path: Path, value: Written | None, before: str, after: str, line_end: str
) -> None:
    """One value of the file becomes another; line ends are those of the file."""
    text = TEXT.replace("\n", line_end)
    expected = text.replace(before.replace("\n", line_end), after.replace("\n", line_end), 1)
    assert put(text, path, value) == expected


NEW = {"title": "no", "starts": "2027-01-01 20:30"}
LINE = '{title: "no", starts: 2027-01-01 20:30}'

ADDED = [
    ("at the end", TEXT, None, TEXT.replace("nous\n", f"nous\n  - {LINE}\n")),
    ("in between", TEXT, 1, TEXT.replace("  - {title", f"  - {LINE}\n  - {{title")),
    ("to none", "name: B\n", None, f"name: B\nmeetings:\n  - {LINE}\n"),
    ("to an empty key", "meetings:  # rien\n", None, f"meetings:  # rien\n  - {LINE}\n"),
    ("to an empty list", "meetings: []\npolicy: a", None, f"meetings:\n  - {LINE}\npolicy: a"),
    (
        "without a last line end",
        "meetings:\n- {title: A, starts: 2026-10-08 20:30}",
        None,
        f"meetings:\n- {{title: A, starts: 2026-10-08 20:30}}\n- {LINE}",
    ),
    (
        "to a list in brackets",
        "meetings: [{title: A, starts: 2026-10-08 20:30}]\n",
        None,
        f"meetings: [{{title: A, starts: 2026-10-08 20:30}}, {LINE}]\n",
    ),
]


@pytest.mark.parametrize(
    ("text", "before", "expected"), [row[1:] for row in ADDED], ids=[row[0] for row in ADDED]
)
def test_a_meeting_is_added(text: str, before: int | None, expected: str) -> None:
    """A new meeting gets a line of its own, at the place of its date."""
    assert add_item(text, MEETINGS, before, NEW) == expected


@pytest.mark.parametrize("number", [0, 1])
def test_a_meeting_is_removed(number: int) -> None:
    """A meeting's lines are removed; other meetings' lines and notes stay."""
    gone = [
        TEXT[TEXT.index("  - theme") : TEXT.index("      # la fin")],
        TEXT[TEXT.index("  - {title") : TEXT.index("# fin\n")],
    ]
    assert remove_meeting(TEXT, number) == TEXT.replace(gone[number], "")


def test_meetings_are_found_where_they_stand() -> None:
    """Line and column of each meeting are those that problems show."""
    assert locate_meetings(TEXT) == ((5, 5), (10, 5))


@example("-")
@given(st.text(st.characters(exclude_categories=("C", "Z")) | st.sampled_from(" :#,-"), min_size=1))
def test_any_text_is_written_so_that_it_is_read(value: str) -> None:
    """Any YAML reader reads the text back, in braces and on a line of its own."""
    for text in (f"{{key: {format_value(value)}}}", f"key: {format_value(value)}"):
        assert yaml.load(text, yaml.BaseLoader) == {"key": value}
