"""Laws of reading: no content of a file raises an exception or passes unnoticed."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from parution.domain.problems import list_errors
from parution.language import date_proposals
from parution.language.catalogues import load_translations
from parution.sources import read
from parution.sources.markdown.link_syntax import list_links
from parution.sources.report import Report
from parution.sources.yaml import moments
from parution.sources.yaml.nodes import read_yaml
from sources.rows import THEME, Row, as_found
from sources.test_bad_input import ROWS
from tiny_project import FILES, tiny_project


def rows_of(path: str) -> list[Row]:
    """Return the rows of bad input that change only this file."""
    return [row for row in ROWS if list(row.changes) == [path]]


PATHS = st.sampled_from(sorted(FILES))
PIECES = st.sampled_from(
    [
        *(
            "---\n",
            "\n",
            " ",
            ": ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            "'",
            '"',
            "&a",
            "*a",
            "!x",
            "|",
            "\t",
        ),
        *("](", "[a]:", "<", ">", "<!--", "<![", "<?", "</", "=", "on", "`", "```\n", "&#x0;", "@"),
        *("title", "starts", "2026-10-08", "20:30", "no", "é", "\\uFDD0", "\ufdd0", "![", "../"),
    ]
)
CONTENTS = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(PIECES, max_size=40).map(lambda pieces: "".join(pieces).encode()),
)


@given(PATHS, CONTENTS)
def test_no_bytes_in_any_file_raise(path: str, content: bytes) -> None:
    """Reading any bytes ends, reports in French, and gives the same result twice."""
    with tempfile.TemporaryDirectory() as folder:
        reading = read(tiny_project(Path(folder), {path: content}))
    assert (reading.catalogue is None) == bool(list_errors(reading.problems))
    for problem in reading.problems:
        assert problem.message.text(load_translations("fr").gettext)
        assert problem.hint.text(load_translations("fr").gettext)


@given(PATHS, st.data())
def test_a_file_cut_short_anywhere_raises_nothing(path: str, data: st.DataObject) -> None:
    """A truncated file, as after a full disk, is read or reported."""
    whole = FILES[path].encode()
    cut = whole[: data.draw(st.integers(0, len(whole)))]
    with tempfile.TemporaryDirectory() as folder:
        reading = read(tiny_project(Path(folder), {path: cut}))
    assert (reading.catalogue is None) == bool(list_errors(reading.problems))


@given(st.sampled_from(rows_of(f"{THEME}/guide.md")), st.sampled_from(rows_of("groups/blain.yml")))
def test_a_mistake_does_not_hide_another(one: Row, other: Row) -> None:
    """Mistakes in two unrelated files are both found."""
    with tempfile.TemporaryDirectory() as folder:
        reading = read(tiny_project(Path(folder), {**one.changes, **other.changes}))
    found = tuple(
        as_found(problem, load_translations("fr").gettext) for problem in reading.problems
    )
    assert sorted(found, key=str) == sorted(one.found + other.found, key=str)


@given(st.text())
def test_no_text_upsets_the_readers_of_dates(text: str) -> None:
    """Any text is a moment, a day, a length of time, or unreadable; none raises."""
    moments.parse_day(text)
    moments.parse_moment(text)
    moments.parse_length(text)
    date_proposals.propose_moment(text, "20:30")


@given(st.text(alphabet="ab:-{}[],'\"#\n \u00a0\u200b\u2013\u201c\u2022", max_size=60))
def test_no_text_upsets_the_reader_of_yaml(text: str) -> None:
    """Any text is understood or its mistakes are reported; none raises, none is ignored."""
    report = Report()
    node = read_yaml(text, "file.yml", report)
    assert node is not None or report.problems


@given(st.text(alphabet="[]()!<>\\ab\n ", max_size=60))
def test_no_brackets_upset_the_finder_of_links(text: str) -> None:
    """In any brackets, a link is found within the text or not at all."""
    for link in list_links(text):
        assert 0 <= link.offset <= len(text)
