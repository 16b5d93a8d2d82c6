"""A hostile ``.bib`` file costs neither a traceback nor much time nor much memory."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parution.bibliography.bibtex.parse import parse_bibtex
from parution.bibliography.export.bibtex_format import FORMATS
from parution.bibliography.vancouver.style import format_reference

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

MANY = 20_000
"""Entries that a file may well hold."""

MISTAKES = 4_000

FLOODS = {
    **{
        f"{name} of {piece!r}": f"@misc{{k, title = {{A}}, {name} = {{{piece * 10_000}}}}}"
        for name, piece in (
            ("author", ", "),
            ("author", "et al. "),
            ("author", "\n "),
            ("url", ", "),
            ("url", "; "),
        )
    },
    "sound entries": "\n".join(ENTRY.format(n=n) for n in range(MANY)),
    "unclosed entries": "@article{k,\n title = {A\n" * MISTAKES,
    "unclosed comments": "@comment{ {\n" * MISTAKES,
    "entries without a key": "@article{title = {A}}\n" * MISTAKES,
    "entries on one line": "".join(f"@misc{{k{n}, title = {{A}}}} " for n in range(MISTAKES)),
    "mistakes on one line": "".join(f"@misc{{k{n}, title = }} text " for n in range(MISTAKES)),
    "unknown fields, all different": "".join(
        f"@misc{{k{n}, title = {{A}}, levle{n} = {{1}}}}\n" for n in range(MISTAKES)
    ),
    "missing parents, all different": "".join(
        f"@misc{{k{n}, title = {{A}}, crossref = {{q{n}}}}}\n" for n in range(MISTAKES)
    ),
    "undefined abbreviations": "".join(
        f"@string{{a{n} = {{x}}}}\n@misc{{k{n}, title = b{n}}}\n" for n in range(MISTAKES)
    ),
    "chain of parents": "".join(
        f"@misc{{k{n}, title = {{A}}, crossref = {{k{n + 1}}}}}\n" for n in range(MISTAKES)
    ),
    "one key": "@misc{k, title = {A}}\n" * MISTAKES,
    "opening braces": "@misc{k, title = " + "{" * 200_000,
    "at signs": "@" * 200_000,
    "lines that only seem entries": "@misc\n" * 20_000,
    "percent signs": "% @misc{\n" * 20_000,
    "backslashes": "@misc{k, title = {" + "\\" * 60_000 + "}}",
    "names": "@misc{k, title = {A}, author = {" + "a and " * 10_000 + "b}}",
    "names in braces": "@misc{k, title = {A}, author = {" + "{a}, {b} and " * 4_000 + "b}}",
    "long name": "@misc{k, title = {A}, author = {" + "a" * 60_000 + ", B}}",
    "long words": "@misc{k, title = {A}, author = {" + "acad agenc " * 5_000 + ", B}}",
    "angle brackets": "@misc{k, title = {A}, doi = {10.1000/" + "<:" * 30_000 + "}}",
    "pairs of angle brackets": "@misc{k, title = {A}, doi = {10.1000/" + "<:>" * 20_000 + "}}",
    "tags": "@misc{k, title = {" + "<a " * 20_000 + "}}",
}


@pytest.mark.parametrize("text", FLOODS.values(), ids=FLOODS)
def test_flood_is_read_in_less_than_ten_seconds(text: str) -> None:
    """20,000 sound entries, or thousands of mistakes, are read in under 10 s."""
    begun = time.process_time()
    parse_bibtex(text, "f.bib")
    assert time.process_time() - begun < 10


def test_expansion_bomb_is_stopped() -> None:
    """Abbreviations that double one another 60 times give a problem, not 2**60 characters."""
    bomb = "@string{a0 = {ha}}\n" + "".join(
        f"@string{{a{n} = a{n - 1} # a{n - 1}}}\n" for n in range(1, 61)
    )
    references, problems = parse_bibtex(bomb + "@misc{k, title = a60}", "f.bib")
    assert "value-too-long" in {problem.code for problem in problems}
    assert all(len(value) < 100_000 for ref in references for value in ref.fields.values())


def test_long_abbreviation_used_everywhere_is_bounded() -> None:
    """What all uses of abbreviations make together stays under a few million characters."""
    used = "".join(f"@misc{{k{n}, title = a # {{{n}}}}}\n" for n in range(2_000))
    references, problems = parse_bibtex("@string{a = {" + "x" * 60_000 + "}}\n" + used, "f.bib")
    assert "value-too-long" in {problem.code for problem in problems}
    assert sum(len(reference.fields.get("title", "")) for reference in references) < 10_000_000


def test_twenty_thousand_entries_take_less_than_500_megabytes() -> None:
    """A process that reads and formats 20,000 entries stays under 500 MB."""
    program = f"""
import resource
from parution.bibliography.bibtex.parse import parse_bibtex
from parution.bibliography.vancouver.style import format_reference
entry = {ENTRY!r}
references, _ = parse_bibtex("".join(entry.format(n=n) for n in range({MANY})), "f.bib")
for reference in references:
    format_reference(reference)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert int(ran.stdout) * 1024 < 500_000_000


PIECES = st.sampled_from(
    ["@", "article", "misc", "string", "comment", "{", "}", "(", ")", '"', ",", "=", "#", "%", "\n",
     " ", "title", "author", "year", "key", "and", "\\'e", "\\", "$", "~", "crossref", "url", "doi",
     "http://x", "<b>", "\x00", "\u202e", "é", "1", "--", "date", "a, b", "_", "/", "\r\n"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    """Whatever a file holds, each entry is formatted and exported, or diagnosed."""
    references, _ = parse_bibtex(text, "f.bib")
    for reference in references:
        format_reference(reference)
    for export in FORMATS.values():
        export(references)


@settings(max_examples=200)
@given(st.data())
def test_damaged_entry_does_not_take_its_neighbours_along(data: st.DataObject) -> None:
    """Whatever one character of an entry is replaced by, the entries around it are still read."""
    before, entry, after = (ENTRY.format(n=n) for n in range(3))
    place = data.draw(st.integers(1, len(entry) - 3))
    sign = data.draw(st.sampled_from('{}",=#%\n x'))
    damaged = entry[:place] + sign + entry[place + 1 :]
    references, _ = parse_bibtex(f"{before}\n{damaged}\n{after}", "f.bib")
    assert {"key0", "key2"} <= {reference.key for reference in references}


@given(st.integers(0, len(ENTRY.format(n=1)) - 2))
def test_truncated_file_says_so(length: int) -> None:
    """A file cut off anywhere inside an entry has a problem."""
    cut = ENTRY.format(n=1)[:length].rstrip()
    _, problems = parse_bibtex(cut, "f.bib")
    assert problems or len(cut) < len("@article{")
