"""Makes the sheets for a meeting (attendance, cases, minutes) into data for Typst.

The sheets name the meeting but no person, and leave room to write. The facilitator's copy ends with
the timings that the guide proposes: its first section that holds a table.
"""

from __future__ import annotations

import json
from itertools import count

from parution.compose import MeetingSheets
from parution.domain.messages import Translate, message
from parution.html_tree import Tree
from parution.output.booklet_document import Load
from parution.output.pdf.booklet_data import WORDS, TypstInput, find_linked_ids, make_chapter_blocks
from parution.output.pdf.content import Content, Contents, Picture
from parution.output.pdf.document_elements import convert_tree
from parution.output.pdf.reader import DocumentReader
from parution.rendition import fill, find_slots

TEMPLATE = "meeting.typ"

LEVEL = 2
"""The level of the heading of the timings; the sheets before it have titles of level 1."""

LINES = {
    "attendance": message("Attendance sheet"),
    "case": message("Case sheet"),
    "anonymous": message("Nothing here may let anybody recognise the patient."),
    "told": message("The case, in three lines"),
    "raises": message("The question that it raises for me"),
    "searched": message("What I have looked for already"),
    "secretary": message("The secretary’s sheet"),
    "worded": message(
        "A question left open, worded for a search: in whom, what, compared with what, to what end."
    ),
    "decided": message("What was decided"),
    "practice": message("My practice, after this meeting"),
    "kept": message("For yourself: you hand it to nobody."),
    "change": message("What I will change"),
    "hinder": message("What may hinder me"),
    "notice": message("By what I will notice it"),
    "again": message("When I will look again"),
    "remarks": message("My remarks"),
}

HEADS = {
    "attended": (
        message("Name"),
        message("Arrival"),
        message("Departure"),
        message("Signature"),
    ),
    "open": (message("Question"), message("Who searches (initials)"), message("For when")),
}


def read_meeting_sheets(sheets: MeetingSheets, load: Load, translate: Translate) -> TypstInput:
    """Read the sheets of a meeting as the input of Typst; ``load`` reads the private store."""
    timings, pictures = (
        read_timings(load(sheets.guide).decode()) if sheets.guide is not None else ([], ())
    )
    content: dict[str, Content] = {
        "title": sheets.title,
        "author": sheets.author,
        "above": sheets.above,
        "name": sheets.title,
        "notice": sheets.notice,
        "facts": sheets.facts,
        "chapters": [{"part": "guide", "c": timings}] if timings else [],
        "words": {
            **{name: text.text(translate) for name, text in (*WORDS.items(), *LINES.items())},
            **{name: [head.text(translate) for head in heads] for name, heads in HEADS.items()},
        },
    }
    return TypstInput(sheets.title, json.dumps(content, ensure_ascii=False), pictures, TEMPLATE)


def read_timings(html: str) -> tuple[Contents, tuple[Picture, ...]]:
    """Return the first section of a guide that holds a table, and its pictures; empty without one.

    ``html`` is the guide as a chapter. Slots, such as links to other parts, become empty: the
    sheets hold none of their targets.
    """
    without_slots = fill(html, dict.fromkeys(find_slots(html), ""))
    root = convert_tree(Tree(without_slots))
    reader = DocumentReader(find_linked_ids(root))
    section = next(root.find("section", "chapter"))
    held: Contents = []
    for block in make_chapter_blocks(section, reader, count()):
        if is_heading(block):
            if any(map(is_table, held)):
                break
            held = []
        held.append(block)
    if not any(map(is_table, held)):
        return [], ()
    return [put_on_level(block) for block in held], tuple(reader.pictures)


def put_on_level(block: Content) -> Content:
    """Return a block; a heading follows those of the sheets, without a gap between levels."""
    return {**block, "l": LEVEL} if isinstance(block, dict) and is_heading(block) else block


def is_heading(block: Content) -> bool:
    """Return whether a block is a heading."""
    return isinstance(block, dict) and block["k"] == "h"


def is_table(block: Content) -> bool:
    """Return whether a block is a table."""
    return isinstance(block, dict) and block["k"] == "table"
