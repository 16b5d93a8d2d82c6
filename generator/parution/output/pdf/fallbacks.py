"""Replaces the things in a booklet that Typst cannot set, and describes them."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from parution.domain.messages import Message, message
from parution.output.pdf.booklet_data import TypstInput
from parution.output.pdf.content import Content, Picture

NO_GLYPH = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
CODE_POINT = re.compile(r"\\u\{([0-9a-f]+)\}")
"""The form in which Typst's messages name a character that it cannot show."""

REPLACEMENT = "□"

EVERYTHING = "*"
"""In a list of lost things: everything except words."""


def remove_broken(
    broken: Iterable[Picture], diagnostic: str, typst_input: TypstInput
) -> tuple[TypstInput, list[str]]:
    """Return input without broken pictures and missing characters, and a list of these."""
    characters = find_missing(diagnostic)
    kinds = {each.name: each.kind for each in broken}

    def describe(node: dict[str, Content]) -> Content:
        return node["alt"] if node.get("file") in kinds else node

    text = typst_input.content.translate(characters)
    content = json.dumps(json.loads(text, object_hook=describe), ensure_ascii=False)
    return typst_input.replace_content(content), [*map(chr, characters), *kinds.values()]


def find_missing(diagnostic: str) -> Mapping[int, str]:
    """Return a substitute for each character that no font has, by code point.

    >>> find_missing('error: the text `"\\\\u{65e5}"` could not be displayed with font')
    {26085: '□'}
    """
    quoted = "".join(NO_GLYPH.findall(diagnostic))
    text = CODE_POINT.sub(lambda code: chr(int(code[1], 16)), quoted)
    missing = sorted({ord(each) for each in text if not each.isascii()})
    return {
        code: "" if unicodedata.category(chr(code))[0] in "MC" else REPLACEMENT for code in missing
    }


def keep_words_alone(typst_input: TypstInput) -> TypstInput:
    """Return input with the same text as plain paragraphs: no tables, notes or pictures."""
    content = json.loads(typst_input.content)
    for chapter in content["chapters"]:
        heading = next((block for block in chapter["c"] if block["k"] == "h"), None)
        others = (block for block in chapter["c"] if block is not heading)
        lines = (line for block in others for line in list_texts(block))
        words = [{"k": "p", "c": [line]} for line in lines if line.strip()]
        chapter["c"] = [heading, *words] if heading else words
    return typst_input.replace_content(json.dumps(content, ensure_ascii=False))


def list_texts(block: Content) -> Iterator[str]:
    """Yield the text of a block, one string for each block within it."""
    match block:
        case {"k": "pre", "t": str(text)}:
            yield text
        case {"k": "p" | "h" | "label", "c": line}:
            yield "".join(list_words(line))
        case Mapping():
            for value in block.values():
                yield from list_texts(value)
        case list():
            for each in block:
                yield from list_texts(each)


def list_words(piece: Content) -> Iterator[str]:
    """Yield all the text of a piece of a line."""
    match piece:
        case str():
            yield piece
        case list():
            for each in piece:
                yield from list_words(each)
        case {"c": within}:
            yield from list_words(within)


def list_losses(title: str, lost: Sequence[str]) -> Iterator[Message]:
    """Yield messages about the things that the PDF of a booklet lacks."""
    if EVERYTHING in lost:
        yield message(
            "The PDF of “%(title)s” holds its words alone: its tables, notes and pictures could not"
            " be set.",
            title=title,
        )
        return
    if kinds := ", ".join(each for each in lost if "/" in each):
        yield message(
            "In the PDF of “%(title)s” a description stands in place of a picture that cannot be"
            " shown (%(kinds)s).",
            title=title,
            kinds=kinds,
        )
    if characters := [each for each in lost if "/" not in each]:
        yield message(
            "In the PDF of “%(title)s” a square stands for characters that its font does not have:"
            " %(characters)s.",
            title=title,
            characters=" ".join(f"{each} (U+{ord(each):04X})" for each in characters),
        )
