"""Finds citations that Markdown would print as they stand: « [@ durand2019] », « [@a](p. 3) »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parution.citations.locators import split_locator
from parution.domain.messages import Message, message
from parution.sources.markdown.link_syntax import ADDRESS
from parution.sources.markdown.slip import Slip

IN_PIECES = re.compile(
    r"\[(?:(?:@\s+(?P<spaced>\w[\w:.+/-]*)[^\[\]\n]*|\s*@\s*"
    r"|[＠﹫]\s*(?P<wide>\w[\w:.+/-]*)[^\[\]\n]*)\]|@(?P<open>\w[\w:+/-]*)(?![^\[\]]*\]))"
)
"""A broken citation: a space after its ``@``, no key, another sign, no end."""

APART = re.compile(r"\[(?P<citation>-?@[^\[\]\n;]{1,200});(?P<words>[^\[\]\n;@]{1,200})\]")
"""Words behind a citation and a semicolon, where another citation is expected."""

LINKED = re.compile(
    r"\[(?<![!\\\]]\[)(?P<citation>-?@[^\[\]\n]{1,200})\]"
    r"(?:\((?P<address>[^()\n]{1,400})\)|\{(?![:.#])(?P<curly>[^{}\n]{1,80})\}"
    r"|\[(?P<square>[^\[\]\n@]{1,80})\])"
)
"""A citation with an address, or with a page outside its brackets."""


def find_broken_citations(body: str) -> Iterator[Slip]:
    """Yield broken citations; a page in parentheses behind one is reported as its link is."""
    for found in IN_PIECES.finditer(body):
        key = found["spaced"] or found["wide"] or found["open"]
        yield make_slip(found, f"[@{key or 'dupont2020'}]")
    for found in APART.finditer(body):
        words = found["words"].strip()
        if words and split_locator(f", {words}")[0] is None:
            yield make_slip(found, f"[{found['citation'].rstrip()}, {words}]")
    for found in LINKED.finditer(body):
        citation, locator = found["citation"], found["curly"] or found["square"]
        if locator:
            yield make_slip(found, f"[{citation}, {locator}]")
        elif ADDRESS.search(found["address"]):
            yield make_slip(found, f"[…]({found['address']}) [{citation}]", in_link=True)


def make_slip(found: re.Match[str], meant: str, *, in_link: bool = False) -> Slip:
    said, remedy = describe_broken(found[0], meant)
    if in_link:
        remedy = message("Write the words of the link: “%(markdown)s”.", markdown=meant)
    return Slip("broken-citation", found.start(), said, remedy)


def describe_broken(text: str, meant: str) -> tuple[Message, Message]:
    """Return the message about a broken citation, and the remedy."""
    return (
        message("this citation would be printed as it stands: “%(text)s”", text=text),
        message("To cite, write “%(markdown)s”.", markdown=meant),
    )
