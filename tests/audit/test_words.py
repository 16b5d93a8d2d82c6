"""The audit makes texts comparable, and recognises a hidden one by few of its words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parution.audit.comparable import split_words
from parution.audit.fingerprints import STEP, WINDOW, Fingerprints, Mark
from parution.audit.hidden_texts import cites
from parution.audit.interpretations import read_in_every_way
from parution.audit.leaks import LeakKind
from parution.audit.markdown_words import split_into_runs
from parution.audit.private_notes import list_private_notes, read_value
from parution.audit.requests import list_requests

MARK = Mark(LeakKind.HIDDEN_TEXT, 2)

RUNS = {
    "a citation cuts": ("Croire [voir @a, p. 3; @b] le patient", ["croire", "le patient"]),
    "a narrative citation cuts": ("@durand2019 [p. 3] montrent", ["montrent"]),
    "cells": ("| un mot | deux |", ["un mot", "deux"]),
    "a list's mark is forgotten": ("  - un mot", ["un mot"]),
    "a number too": ("12. un mot", ["un mot"]),
    "an admonition": ('!!! tip "Un titre"', ["un titre"]),
    "a link's words stay": ("la [grille](documents/a_b.csv) ici", ["la grille ici"]),
    "an image's words stand alone": ("a ![une image](x.svg) b", ["a", "une image", "b"]),
    "a footnote's call cuts": ("un mot[^1] puis", ["un mot", "puis"]),
    "entities": ("l&rsquo;&eacute;tude", ["l etude"]),
}


@pytest.mark.parametrize(("text", "expected"), RUNS.values(), ids=RUNS)
def test_runs(text: str, expected: list[str]) -> None:
    """A run is a stretch of Markdown that every rendering keeps as it is."""
    assert [" ".join(run) for run in split_into_runs(text)] == expected


@given(st.lists(st.sampled_from("abcdef"), min_size=WINDOW + STEP - 1, max_size=60), st.data())
def test_eleven_words_in_a_row_are_always_known(text: list[str], data: st.DataObject) -> None:
    """A text that repeats WINDOW + STEP - 1 words of a hidden one is always found."""
    known = Fingerprints()
    known.take([tuple(text)], MARK)
    length = WINDOW + STEP - 1
    start = data.draw(st.integers(0, len(text) - length))
    assert MARK in set(known.found(("x", *text[start : start + length], "y")))


def test_a_number_at_the_edge_of_a_window_is_not_part_of_it() -> None:
    """A citation number before words that two texts share makes no leak."""
    known = Fingerprints()
    known.take([("6", *"abcdefg", "h")], MARK)
    known.allow(tuple("abcdefgh"), 4)
    assert set(known.found(("6", *"abcdefg"))) == {Mark(LeakKind.HIDDEN_TEXT, 6)}


def test_words_that_another_text_has_too_ask_for_either_right() -> None:
    """Words of two texts may appear where either of them may."""
    known = Fingerprints()
    sentence = tuple("abcdefgh")
    known.take([sentence], MARK)
    known.allow(("x", *sentence), 4)
    assert set(known.found(sentence)) == {Mark(LeakKind.HIDDEN_TEXT, 6)}


READINGS = {
    "tags": ("un<em>mot</em>deux", ["un mot deux", "unmotdeux"]),
    "entities": ("l&rsquo;&eacute;tude", ["l etude"]),
    "entities twice": ("l&amp;rsquo;&amp;eacute;tude", ["l etude"]),
    "escapes of JSON": (r'"l\u2019\u00e9tude\nsuit\""', ["l etude suit"]),
    "a soft hyphen": ("ré\u00adponse", ["reponse"]),
    "a comment": ("<!-- un mot -->", ["", "un mot"]),
    "an attribute": ('<p title="un mot">', ["", "p title un mot"]),
    "percent signs": ("un%20mot", ["un 20mot", "un mot"]),
    "Base64": ("base64,dW4gbW90IHBsdXMgbG9uZw==", None),
}


@pytest.mark.parametrize(("line", "expected"), READINGS.values(), ids=READINGS)
def test_readings(line: str, expected: list[str] | None) -> None:
    """A line is read in every way in which it may hide words."""
    found = [" ".join(reading) for reading in read_in_every_way(line.encode())]
    assert found == expected if expected else "un mot plus long" in found


@given(st.text())
def test_no_line_is_too_odd_to_read(line: str) -> None:
    """Reading a line never fails."""
    read = read_in_every_way(line.encode(errors="replace"))
    assert all(isinstance(reading, tuple) for reading in read)


@given(st.text(st.characters(max_codepoint=0x36F, exclude_characters="\u0345")))
def test_case_does_not_matter(text: str) -> None:
    """A text in Latin letters and its lower case have the same words.

    (The Greek iota subscript is a mark that becomes a letter by itself.)
    """
    assert split_words(text) == split_words(text.casefold())


NOTES = {
    "braces within": ("a {b} c}, x", "{", "a {b} c"),
    "quotes": ('a {"} b", x', '"', 'a {"} b'),
    "never closed": ("a b", "{", "a b"),
}


@pytest.mark.parametrize(("text", "opening", "expected"), NOTES.values(), ids=NOTES)
def test_a_note_ends_where_its_delimiter_does(text: str, opening: str, expected: str) -> None:
    """A private field of a ``.bib`` file is read to its end."""
    assert read_value(text, 0, opening) == expected


FIELDS = {
    "on one line": ("@article{k, title={T}, annote={a secret}}", ["a secret"]),
    "a remark": ("@misc{k,\n note = {a secret}, notes = {another}}", ["a secret", "another"]),
    "tags": ('@misc{k, keywords = "to be read"}', ["to be read"]),
    "a field nobody knows": ("@misc{k, for-ann = {a secret}}", ["a secret"]),
    "pieces put together": ('@misc{k, note = "a " # {secret}}', ["a secret"]),
    "an abbreviation": ("@string{s = {a secret}}\n@misc{k, note = s}", ["a secret"]),
    "facts that a reference prints": (
        "@misc{k, note = {JORF n° 3 du 4 janvier 2020, p. 12\nNNT : 2021NANT1234\nPreprint}}", [],
    ),
    "a remark on a fact": ("@misc{k, note = {JORF à relire}}", ["JORF à relire"]),
    "what a title says": ("@misc{k, title = {On note = {a}}, year = 2019}", []),
    "what is shown elsewhere": (
        "@misc{k, publisher = {A Press}, note = {Publisher: A Press\nPMID: 12345678}}", [],
    ),
    "what other programs keep": ("@misc{k, bdsk-url-1 = {https://doi.org/10.1000/x}}", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FIELDS.values(), ids=FIELDS)
def test_private_notes(text: str, expected: list[str], tmp_path: Path) -> None:
    """A field that no list of ours names is private, however it is written."""
    (tmp_path / "bibliography").mkdir()
    (tmp_path / "bibliography/a.bib").write_text(text)
    assert list(list_private_notes(tmp_path)) == expected


CITED = {
    "in brackets": ("[voir @durand2019, p. 3]", True),
    "without its author": ("[-@durand2019]", True),
    "at the end of a sentence": ("selon @durand2019. Puis", True),
    "in braces": ("@{durand2019}", True),
    "before a colon": ("@durand2019: oui", True),
    "a longer key": ("@durand2019a", False),
    "a longer key with a mark": ("[@durand2019:annexe; @durand2019.b]", False),
    "a longer key with slashes": ("@durand2019://x", False),
    "a longer key in braces": ("@{durand2019, annexe}", False),
    "an address of mail": ("moi@durand2019", False),
}


@pytest.mark.parametrize(("text", "expected"), CITED.values(), ids=CITED)
def test_a_key_is_cited_whole(text: str, *, expected: bool) -> None:
    """A text that cites a longer key has no right to a reference whose key begins it."""
    assert cites(text, "durand2019") is expected


REQUESTS = {
    "a script": (b'<script src="https://a.example/x"></script>', ["https://a.example/x"]),
    "without a scheme": (b"<img src=//a.example/x>", ["//a.example/x"]),
    "a style": (b"a{background:url('https://a.example/x')}", ["https://a.example/x"]),
    "an import": (b'@import "https://a.example/x";', ["https://a.example/x"]),
    "a connection made ahead": (
        b'<link rel="preconnect" href="https://a.example">', ["https://a.example"],
    ),
    "the second image of a set": (
        b'<img srcset="a.png 1x, https://a.example/b 2x">', ["https://a.example/b"],
    ),
    "a script that says it is help": (
        b'<script rel=help src="https://a.example/x"></script>', ["https://a.example/x"],
    ),
    "an alternate style sheet": (
        b'<link rel="alternate stylesheet" href="https://a.example">', ["https://a.example"],
    ),
    "a page that sends elsewhere": (
        b'<meta http-equiv=refresh content="0;url=https://a.example">', ["https://a.example"],
    ),
    "a bracket in an attribute before": (
        b'<img alt="a>b" src=https://a.example/x>', ["https://a.example/x"],
    ),
    "a quotation mark that is never closed": (
        b"<img alt=l' src=https://a.example/x>\n<p>", ["https://a.example/x"],
    ),
    "a quotation mark in a name": (
        b'<img a"b="c>" src="https://a.example/x">', ["https://a.example/x"],
    ),
    "a tag in an attribute before": (
        b'<img alt="<b>" src="https://a.example/x">', ["https://a.example/x"],
    ),
    "slashes as entities": (b'<img src="https:&#47;/a.example/x">', ["https://a.example/x"]),
    "slashes turned round": (b'<img src="\\\\a.example/x">', ["//a.example/x"]),
    "an address over two lines": (b'<img src="ht\ntps:/\n/a.example">', ["https://a.example"]),
    "a form": (b'<form action="https://a.example/">', ["https://a.example/"]),
    "a background": (b'<td background="https://a.example/x">', ["https://a.example/x"]),
    "a report of what is followed": (b'<a href="x" ping="https://a.example">', ["https://a.example"]),
    "a page within": (
        b"<iframe srcdoc='&lt;img src=//a.example&gt;'></iframe>", ["//a.example"],
    ),
    "a set of images in a style": (
        b'a{background:image-set("a" 1x, "https://a.example/x" 2x)}', ["https://a.example/x"],
    ),
    "an escaped style": (b'a{background:u\\72l(//a.example/x)}', ["//a.example/x"]),
    "an escaped import": (b'@\\69mport "//a.example/x";', ["//a.example/x"]),
    "an import behind a comment": (b'@import/**/"//a.example/x";', ["//a.example/x"]),
    "a style as entities": (
        b'<p style="background:u&#114;l(//a.example/x)">', ["//a.example/x"],
    ),
    "an animated address": (
        b'<animate attributeName="href" values="a;https://a.example">', ["https://a.example"],
    ),
    "an address set to a program": (
        b'<set attributeName="href" to="javascript:x()"/>', ["javascript:x()"],
    ),
    "a link to follow": (b'<a href="https://a.example/x">', []),
    "words beside a picture in a style": (b'a{content:url(a.png) "https://a.example/x"}', []),
    "an alternate": (b'<link rel="alternate" href="https://a.example">', []),
    "a namespace": (b'<svg xmlns="http://www.w3.org/2000/svg">', []),
}  # fmt: skip


@pytest.mark.parametrize(("data", "expected"), REQUESTS.values(), ids=REQUESTS)
def test_requests(data: bytes, expected: list[str]) -> None:
    """A request is an address that a browser fetches by itself."""
    assert list(list_requests(data)) == expected
