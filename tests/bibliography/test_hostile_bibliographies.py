"""A hostile ``.bib`` file costs neither a traceback nor much time nor much memory."""

from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parution.bibliography.bibtex import inheritance, syntax_problems
from parution.bibliography.bibtex.parse import parse_bibtex
from parution.bibliography.export.bibtex_format import FORMATS
from parution.bibliography.vancouver.style import format_reference
from parution.limits import limiting

ENTRY = """\
@article{{key{n},
  author = {{Marret, Henri and Fauconnier, Arnaud and Golfier, Fran{{\\c c}}ois and {{HAS}}}},
  title = {{Clinical practice guidelines on {{Menorrhagia}}: number {n}}},
  journaltitle = {{Eur J Obstet Gynecol Reprod Biol}},
  date = {{2010-01-02}}, volume = {{152}}, number = {{2}}, pages = {{133--137}},
  doi = {{10.1016/j.ejogrb.2010.07.{n}}}, langid = {{english}}, level = {{2}}, grade = {{B}},
  interests = {{none-declared}}
}}
"""

Flood = Callable[[int], str]


def repeat(piece: str, before: str = "", after: str = "") -> Flood:
    """Return a function that writes a piece many times."""
    return lambda count: f"{before}{piece * count}{after}"


def number_forms(form: str) -> Flood:
    """Return a function that writes a form with the numbers 0, 1, … and each one's next."""
    return lambda count: "".join(form.format(n=n, next=n + 1) for n in range(count))


def repeat_in_field(name: str, piece: str, after: str = "") -> Flood:
    """Return a function that writes a piece many times into a field."""
    return repeat(piece, f"@misc{{k, title = {{A}}, {name} = {{", f"{after}}}}}")


FLOODS: dict[str, tuple[int, Flood]] = {
    "names without names": (10_000, repeat_in_field("author", ", ")),
    "names that stop short": (10_000, repeat_in_field("author", "et al. ")),
    "names on empty lines": (10_000, repeat_in_field("author", "\n ")),
    "bodies that go on": (10_000, repeat_in_field("author", "Food and Drug ", "Group")),
    "bodies joined": (10_000, repeat_in_field("author", "Drug Board and ", "Drug")),
    "notes of empty lines": (60_000, repeat_in_field("note", "\n")),
    "notes of blanks": (60_000, repeat_in_field("note", "~ ")),
    "notes of facts": (10_000, repeat_in_field("note", "JORF n° 3 du 4 Preprint, posted ")),
    "titles withdrawn": (10_000, repeat_in_field("titleaddon", "(retracted ")),
    "addresses between commas": (10_000, repeat_in_field("url", ", ")),
    "addresses between semicolons": (10_000, repeat_in_field("url", "; ")),
    "sound entries": (20_000, number_forms(ENTRY + "\n")),
    "unclosed entries": (4_000, repeat("@article{k,\n title = {A\n")),
    "unclosed comments": (4_000, repeat("@comment{ {\n")),
    "entries without a key": (4_000, repeat("@article{title = {A}}\n")),
    "entries on one line": (4_000, number_forms("@misc{{k{n}, title = {{A}}}} ")),
    "mistakes on one line": (4_000, number_forms("@misc{{k{n}, title = }} text ")),
    "unknown fields, all different": (
        4_000, number_forms("@misc{{k{n}, title = {{A}}, levle{n} = {{1}}}}\n"),
    ),
    "missing parents, all different": (
        4_000, number_forms("@misc{{k{n}, title = {{A}}, crossref = {{q{n}}}}}\n"),
    ),
    "undefined abbreviations": (
        4_000, number_forms("@string{{a{n} = {{x}}}}\n@misc{{k{n}, title = b{n}}}\n"),
    ),
    "chain of parents": (
        4_000, number_forms("@misc{{k{n}, title = {{A}}, crossref = {{k{next}}}}}\n"),
    ),
    "one key": (4_000, repeat("@misc{k, title = {A}}\n")),
    "opening braces": (200_000, repeat("{", "@misc{k, title = ")),
    "at signs": (200_000, repeat("@")),
    "lines that only seem entries": (20_000, repeat("@misc\n")),
    "percent signs": (20_000, repeat("% @misc{\n")),
    "backslashes": (60_000, repeat("\\", "@misc{k, title = {", "}}")),
    "names": (10_000, repeat_in_field("author", "a and ", "b")),
    "names in braces": (4_000, repeat_in_field("author", "{a}, {b} and ", "b")),
    "long name": (60_000, repeat_in_field("author", "a", ", B")),
    "long words": (5_000, repeat_in_field("author", "acad agenc ", ", B")),
    "angle brackets": (30_000, repeat("<:", "@misc{k, title = {A}, doi = {10.1000/", "}}")),
    "pairs of angle brackets": (
        20_000, repeat("<:>", "@misc{k, title = {A}, doi = {10.1000/", "}}"),
    ),
    "tags": (20_000, repeat("<a ", "@misc{k, title = {", "}}")),
}  # fmt: skip
"""Numbers of pieces that a hostile file may well hold, and the functions that write them."""

each_flood = pytest.mark.parametrize(("most", "flood"), FLOODS.values(), ids=FLOODS)


def count_calls(text: str) -> int:
    """Return the number of functions called while a file is read, those in C included."""
    calls = 0

    def count(_: object, event: str, __: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        parse_bibtex(text, "f.bib")
    finally:
        sys.setprofile(None)
    return calls


@each_flood
def test_work_grows_with_the_file_and_no_faster(
    monkeypatch: pytest.MonkeyPatch, most: int, flood: Flood
) -> None:
    """A file four times as long takes no more than five times the calls."""
    for module in (inheritance, syntax_problems):  # Each mistake is compared with so many names.
        monkeypatch.setattr(module, "MOST_KNOWN", 10)
    few = most // 80
    parse_bibtex(flood(4 * few + 1), "f.bib")  # Compiles the patterns, which would count too.
    assert count_calls(flood(4 * few)) <= 5 * count_calls(flood(few)) + 1_000


@pytest.mark.long
@each_flood
def test_a_flood_is_read_to_its_end(most: int, flood: Flood) -> None:
    """20,000 sound entries, or thousands of mistakes, are read; no regular expression runs wild."""
    with limiting(seconds=60):
        parse_bibtex(flood(most), "f.bib")


def test_expansion_bomb_is_stopped() -> None:
    """Abbreviations that double one another 60 times give a problem, not 2**60 characters."""
    bomb = "@string{a0 = {ha}}\n" + "".join(
        f"@string{{a{n} = a{n - 1} # a{n - 1}}}\n" for n in range(1, 61)
    )
    references, problems = parse_bibtex(bomb + "@misc{k, title = a60}", "f.bib")
    assert "value-too-long" in {problem.code for problem in problems}
    assert all(len(value) < 100_000 for ref in references for value in ref.fields.values())


def test_long_abbreviation_used_everywhere_is_bounded() -> None:
    """All expanded abbreviations together stay under a few million characters."""
    used = "".join(f"@misc{{k{n}, title = a # {{{n}}}}}\n" for n in range(2_000))
    references, problems = parse_bibtex("@string{a = {" + "x" * 60_000 + "}}\n" + used, "f.bib")
    assert "value-too-long" in {problem.code for problem in problems}
    assert sum(len(reference.fields.get("title", "")) for reference in references) < 10_000_000


def test_an_entry_takes_less_than_25_kilobytes() -> None:
    """Reading and formatting a file of 20,000 entries thus stays under 500 MB."""
    text = "".join(ENTRY.format(n=n) for n in range(400))
    format_reference(
        parse_bibtex(ENTRY.format(n=0), "f.bib")[0][0]
    )  # Loads everything loaded only once.
    tracemalloc.start()
    try:
        references, _ = parse_bibtex(text, "f.bib")
        for reference in references:
            format_reference(reference)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 400 * 25_000


PIECES = st.sampled_from(
    ["@", "article", "misc", "string", "comment", "{", "}", "(", ")", '"', ",", "=", "#", "%", "\n",
     " ", "title", "author", "year", "key", "and", "\\'e", "\\", "$", "~", "crossref", "url", "doi",
     "http://x", "<b>", "\x00", "\u202e", "é", "1", "--", "date", "a, b", "_", "/", "\r\n"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    """In any file each entry is formatted and exported, or diagnosed."""
    references, _ = parse_bibtex(text, "f.bib")
    for reference in references:
        format_reference(reference)
    for export in FORMATS.values():
        export(references)


@settings(max_examples=2 * settings.default.max_examples)
@given(st.data())
def test_damaged_entry_does_not_take_its_neighbours_along(data: st.DataObject) -> None:
    """Whichever character of an entry is replaced, and by any, its neighbours are still read."""
    before, entry, after = (ENTRY.format(n=n) for n in range(3))
    place = data.draw(st.integers(1, len(entry) - 3))
    sign = data.draw(st.sampled_from('{}",=#%\n x'))
    damaged = entry[:place] + sign + entry[place + 1 :]
    references, _ = parse_bibtex(f"{before}\n{damaged}\n{after}", "f.bib")
    assert {"key0", "key2"} <= {reference.key for reference in references}


@given(st.integers(0, len(ENTRY.format(n=1)) - 2))
def test_truncated_file_says_so(length: int) -> None:
    """A file truncated anywhere inside an entry has a problem."""
    cut = ENTRY.format(n=1)[:length].rstrip()
    _, problems = parse_bibtex(cut, "f.bib")
    assert problems or len(cut) < len("@article{")
