"""Change texts are written the same everywhere, read back whole, and refused if incomplete."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.changes.examples import NAMES, read_example

from parution.changes import Request, RequestedMeeting, write_block
from parution.changes.block import WIDTH
from parution.changes.find import BrokenBlock, FoundBlock, find_changes

EDIT = read_example("edit")


@pytest.mark.parametrize("name", NAMES)
def test_a_text_is_written_as_its_example(name: str) -> None:
    """Each golden example is written byte for byte."""
    assert read_example(name).written() == read_example(name).text


@pytest.mark.parametrize("name", NAMES)
def test_a_text_is_read_back(name: str) -> None:
    """A written text gives the same request when read."""
    assert [read_requests(each) for each in find_changes(read_example(name).text)] == [
        read_example(name).request
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_block_is_yaml(name: str) -> None:
    """Any YAML reader finds the same keys, and the same words, in a block."""
    rows = yaml.load(write_block(read_example(name).request), yaml.BaseLoader)
    written = dict(read_example(name).request.rows())
    assert {key: rows[key] for key in written} == {
        key: "~" if value is None else value for key, value in written.items()
    }


@pytest.mark.parametrize("name", NAMES)
def test_lines_of_a_block_are_short(name: str) -> None:
    """Lines are shorter than mail programs' limit, except one long word."""
    lines = write_block(read_example(name).request).splitlines()
    assert [line for line in lines if len(line) > WIDTH and " " in line.strip()] == []


def read_requests(each: FoundBlock | BrokenBlock) -> Request | BrokenBlock:
    """Return the requests, or the reason why the text is broken."""
    return each.request if isinstance(each, FoundBlock) else each


def wrap_at(width: int) -> Callable[[str], str]:
    """Return a function that wraps the lines of a text."""
    return lambda text: "\n".join(
        piece
        for line in text.splitlines()
        for piece in textwrap.wrap(line, width, break_long_words=False) or [""]
    )


def quote_by_mail(depth: int) -> Callable[[str], str]:
    return lambda text: "".join("> " * depth + line for line in text.splitlines(keepends=True))


def link_words(form: str) -> Callable[[str], str]:
    """Return a function that links words that look like addresses: `.place` is a domain."""
    return lambda text: re.sub(
        r"(set|was)\.place", lambda word: form % {"word": word[0], "of": quote(word[0])}, text
    )


SAFE = "https://eur03.safelinks.protection.outlook.com/?url=http%%3A%%2F%%2F%(of)s%%2F&data=05"

WAYS: dict[str, Callable[[str], str]] = {
    "quoted": quote_by_mail(1),
    "quoted four times": quote_by_mail(4),
    "quoted without spaces": lambda text: text.replace("\n", "\n>>"),
    "wrapped": wrap_at(72),
    "wrapped narrowly": wrap_at(40),
    "wrapped, quoted, wrapped": lambda text: wrap_at(50)(quote_by_mail(2)(wrap_at(60)(text))),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "trailing spaces": lambda text: text.replace("\n", "   \n"),
    "indented": lambda text: textwrap.indent(text, "    "),
    "indentation lost": lambda text: "\n".join(line.strip() for line in text.splitlines()),
    "blank lines between": lambda text: text.replace("\n", "\n\n"),
    "links": link_words("%(word)s<http://%(word)s>"),
    "links after a space": link_words("%(word)s <http://%(word)s/>"),
    "links, wrapped and quoted": lambda text: quote_by_mail(1)(
        link_words("%(word)s\n<http://%(of)s>")(text)
    ),
    "links behind a service": link_words("%(word)s<" + SAFE + ">"),
    "links of Markdown": link_words("[%(word)s](http://%(word)s)"),
    "entities": html.escape,
    "two spaces for one": lambda text: text.replace(" ", "  "),
    "tabs before lines": lambda text: textwrap.indent(text, "\t"),
    "every other line end lost": lambda text: re.sub(r"\n(.+)\n", r" \1\n", text),
    "quoted by a bar": lambda text: text.replace("\n", "\n| "),
    "guillemets for quotes": lambda text: re.sub('"(.+?)"', "«\u00a0\\1\u00a0»", text, flags=re.S),
    "no line ends": lambda text: " ".join(text.split()),
    "non-breaking spaces": lambda text: text.replace(" ", "\u00a0"),
    "byte-order mark": lambda text: "\ufeff" + text,
    "curly apostrophes": lambda text: text.replace("'", "’"),
    "straight apostrophes": lambda text: text.replace("’", "'"),
    "dashes of a phone": lambda text: re.sub(r"(?<=\d)-(?=\d)", "–", text),
    "hyphens that do not break": lambda text: text.replace("-", "‑"),
    "curly quotes": lambda text: text.replace('"', "”"),
    "a signature after it": lambda text: text + "\n-- \nDr M. D.\nMaison de santé",
    "words before and after": lambda text: f"Bonjour,\nvoici.\n{text}\nBien à vous",
    "twice": lambda text: text + "\nMerci.\n" + quote_by_mail(1)(text),
    "whole, then broken": lambda text: text + text.replace("after", "before"),
    "a hyphen at which a line was cut": lambda text: text.replace("references-f", "references-\nf"),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_text_survives_the_mail(way: str) -> None:
    """Whatever mail programs do to the form of a text, its request is read."""
    (read,) = find_changes(WAYS[way](EDIT.text))
    assert isinstance(read, FoundBlock)
    assert read.request.sets.keys() == EDIT.request.sets.keys()
    assert read.request.sets["policy"] == "after"
    assert read.request.sets["starts"] == "2026-10-15 20:30"
    assert (read.request.sets["place"] or "").endswith("maison de santé, premier étage")


DAMAGE: dict[str, Callable[[str], str]] = {
    "a word changed": lambda text: text.replace("set.policy: after", "set.policy: before"),
    "a line lost": lambda text: text.replace("set.duration: 1h30\n", ""),
    "a line twice": lambda text: text.replace("set.policy: after\n", "set.policy: after\n" * 2),
    "two lines exchanged": lambda text: text.replace(
        "set.duration: 1h30\nset.policy: after\n", "set.policy: after\nset.duration: 1h30\n"
    ),
    "accents lost": lambda text: text.replace("é", "?"),
    "another encoding": lambda text: text.encode().decode("cp1252", "replace"),
    "the end cut off": lambda text: text[: text.index("was.place")],
    "the check lost": lambda text: text.replace("check:", "chek:"),
    "a newer form": lambda text: text.replace("version: 1", "version: 2"),
    "a word cut": lambda text: text.replace("maison de", "mai son de"),
    "another address behind a word": link_words("%(word)s<http://example.org/>"),
    "emptied": lambda text: text[: text.index("version")] + text[text.index("#### FIN") :],
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_text_that_lost_something_is_refused(damage: str) -> None:
    """A changed text is broken, never half understood."""
    (read,) = find_changes(DAMAGE[damage](EDIT.text))
    assert isinstance(read, BrokenBlock)


def test_a_text_without_a_request_says_nothing() -> None:
    """An ordinary mail holds no change."""
    assert list(find_changes("Bonjour,\nversion: 1\ngroup: blain\nÀ jeudi.")) == []


def test_several_requests_are_found() -> None:
    """Several requests of a mail are found in their order."""
    text = read_example("add").text + "\n" + quote_by_mail(1)(read_example("cancel").text)
    assert [read_requests(each) for each in find_changes(text)] == [
        read_example("add").request,
        read_example("cancel").request,
    ]


def test_a_broken_request_beside_a_whole_one_is_reported() -> None:
    """A damaged request is reported even beside a whole one, unless it is a copy of that one."""
    whole, damaged = read_example("cancel").text, EDIT.text.replace("1h30", "1h")
    (read, broken) = find_changes(whole + damaged + quote_by_mail(1)(damaged))
    assert read_requests(read) == read_example("cancel").request
    assert isinstance(broken, BrokenBlock)
    (read,) = find_changes(damaged, EDIT.text)
    assert read_requests(read) == EDIT.request


@pytest.mark.parametrize("name", ["add", "cancel", "minutes"])
def test_another_request_without_its_moment_is_reported(name: str) -> None:
    """A damaged request whose moment is unreadable is no copy of a whole one that differs."""
    damaged = re.sub("made: .*", "made: ?", read_example(name).text)
    read = list(find_changes(EDIT.text, damaged, quote_by_mail(1)(damaged)))
    assert [type(each) for each in read] == [FoundBlock, BrokenBlock]
    copy = re.sub("made: .*", "made: ?", EDIT.text)
    assert len(list(find_changes(EDIT.text, copy))) == 1


def test_the_line_of_a_broken_text_is_reported() -> None:
    """A broken text is reported with its line."""
    (read,) = find_changes("Bonjour\n\n" + write_block(EDIT.request).replace("1h30", "1h"))
    assert read.line == 3


def test_a_line_of_the_text_may_begin_like_a_quotation() -> None:
    """A word « > » that wrapping puts at the start of a line is not read as a mail's quotation."""
    sets = {"text": f"{'mot ' * 13}mots > une citation"}
    made = datetime(2026, 9, 20, tzinfo=UTC)
    request = Request(
        "blain", made, "minutes", RequestedMeeting(datetime(2026, 10, 8), "2026/a"), sets
    )
    assert "\n  > une" in write_block(request)
    for depth in (0, 1, 3):
        assert [
            read_requests(each) for each in find_changes(quote_by_mail(depth)(write_block(request)))
        ] == [request]


PROSE = st.text(st.sampled_from("abé~:#>\"'’\\ \n\r\t\u2028-–\u00a0"), max_size=120)


@given(st.dictionaries(st.sampled_from(("place", "text", "question.1")), st.none() | PROSE))
def test_any_value_comes_back(sets: dict[str, str | None]) -> None:
    """Any value, spaces and line ends included, is read as it was written."""
    made = datetime(2026, 9, 20, tzinfo=UTC)
    request = Request(
        "blain", made, "minutes", RequestedMeeting(datetime(2026, 10, 8, 20, 30), "2026/a"), sets
    )
    (read,) = find_changes(quote_by_mail(2)(write_block(request)))
    assert isinstance(read, FoundBlock)
    spaced = {k: v if v is None else v.replace("\u00a0", " ") for k, v in sets.items()}
    assert {**read.request.sets} == spaced
