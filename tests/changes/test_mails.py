"""Requests are found in mails as doctors' and secretaries' programs write, quote and wrap them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.changes.examples import read_example

from parution.changes.block import simplify_characters
from parution.changes.find import BrokenBlock, FoundBlock, find_changes
from parution.changes.mail_parts import list_texts

MAILS = sorted((Path(__file__).parent / "mails").iterdir())
EDIT = read_example("edit").request


def with_straight_quotes(values: object) -> object:
    """Return values as a keyboard types them: Word curls quotes."""
    assert isinstance(values, dict)
    return {key: value and simplify_characters(value) for key, value in values.items()}


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.name)
def test_a_request_is_found_in_a_mail(path: Path) -> None:
    """The sent request is found whole, whatever the program did to the mail."""
    found = list(find_changes(*list_texts(path.read_bytes())))
    whole = [each.request for each in found if isinstance(each, FoundBlock)]
    assert len(whole) == len(found) > 0
    for request in whole:
        assert (request.group, request.made, request.wish) == (EDIT.group, EDIT.made, EDIT.wish)
        assert with_straight_quotes(request.sets) == with_straight_quotes(EDIT.sets)
        assert with_straight_quotes(request.was) == with_straight_quotes(EDIT.was)


DRESSED: dict[str, Callable[[str], str]] = {
    "headings": lambda text: text.replace("#### ", "").replace(" ####", ""),
    "bold headings": lambda text: text.replace("#### ", "**").replace(" ####", "**"),
    "bullets": lambda text: re.sub("^(?!#)", "• ", text, flags=re.MULTILINE),
    "a list of dashes": lambda text: re.sub("^(?!#)", "- ", text, flags=re.MULTILINE),
    "a numbered list": lambda text: re.sub("^(?!#)", "12. ", text, flags=re.MULTILINE),
    "a messenger": lambda text: re.sub(
        "^(?!#)", "[08/09/2026 12:33:01] Dr Anne: ", text, flags=re.MULTILINE
    ),
    "marks of direction": lambda text: text.replace("group:", "\u200egroup:\u2068"),
}
"""What programs that lay texts out make of a request."""


@pytest.mark.parametrize("dressed", DRESSED)
def test_a_request_survives_being_laid_out(dressed: str) -> None:
    """A request is found though a program took its lines for headings or a list."""
    text = read_example("edit").text
    (found,) = find_changes(f"Bonjour,\n{DRESSED[dressed](text.strip())}\n")
    assert isinstance(found, FoundBlock)
    assert found.request == EDIT


def test_words_about_a_request_are_none() -> None:
    """The words of the markers within a sentence, or in small letters, begin no request."""
    assert list(find_changes("Demande parution\nVoici la DEMANDE PARUTION, merci.\n")) == []


PIECES = st.sampled_from(
    [
        *(b"From: a\r\nSubject: b\r\n", b"Content-Type: ", b"multipart/mixed; boundary=", b'"x'),
        *(
            b"text/html; charset=",
            b"utf-8",
            b"=?q?",
            b"\r\n\r\n",
            b"--x\r\n",
            b"--x--",
            b"\xe9\x00",
        ),
        *(b"Content-Transfer-Encoding: base64\r\n", b"message/rfc822", b"<pre>", b"A=", b"> "),
        *(
            b"#### DEMANDE PARUTION ####\n",
            b"#### FIN DE DEMANDE ####",
            b"version: 1\n",
            b"check: ",
        ),
    ]
)


@given(st.lists(PIECES | st.binary(max_size=8), max_size=14))
def test_nothing_that_is_sent_makes_reading_fail(pieces: list[bytes]) -> None:
    """Any bytes sent as a mail are read without failure and give no request."""
    for text in list_texts(b"".join(pieces)):
        assert all(isinstance(each, BrokenBlock) for each in find_changes(text))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Bonjour",
        b"Subject: x\nFrom: y\n\n",
        b"\xff\xfe\x00",
        b"MIME-Version: 1.0\n\n\xff",
        b"From: a\nSubject: b\nContent-Type: text/plain; charset=nope\n\n\xe9",
        b"From: a\nSubject: b\nContent-Type: message/rfc822\n\n" * 3000,
        b"From: a\nSubject: b\nContent-Type: application/octet-stream\n\n" * 3000,
        b"From a\n" * 3000,
        b"From: a\nSubject: b\nContent-Type: message/rfc822\n\n\n" + b"A" * 81,
    ],
)
def test_another_file_holds_no_request(content: bytes) -> None:
    """A file that is no request, broken mails included, is read without failure."""
    assert [each for text in list_texts(content) for each in find_changes(text)] == []
