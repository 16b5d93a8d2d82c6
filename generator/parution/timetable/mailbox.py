"""Read requests of facilitators from a text, a saved mail, a folder or standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from parution.changes.find import BrokenBlock, find_changes
from parution.changes.mail_parts import ENDINGS, is_no_text, list_texts, list_unread_files
from parution.changes.write_request import word_local_moment
from parution.domain import Catalogue
from parution.domain.messages import Message, Translate, message
from parution.file_signatures import OLE
from parution.filesystem import read_beginning
from parution.timetable.weighing import EditOutcome, Received
from parution.timetable.wishes import Refusal

STANDARD_INPUT = "-"
OUTLOOK_ENDING = ".msg"

MOST_BYTES = 60_000_000
"""The size of a mail with all the attachments that hosts of mail let through, and more."""

AS_TEXT = message(
    "Ask for the request as the site's own desk gives it: pasted into a mail, or as its .txt file."
)

TOO_LARGE = Refusal(
    message(
        "this file holds more than %(most)s MB; a mail or its text was expected",
        most=MOST_BYTES // 1_000_000,
    ),
    message("Save the mail alone, not the whole mailbox; or paste its text."),
)

TITLES: Mapping[str, Message] = {
    "edit-meeting": message("change the meeting of"),
    "add-meeting": message("add a meeting on"),
    "cancel-meeting": message("cancel the meeting of"),
    "minutes": message("write the minutes of the meeting of"),
    "answer": message("answer a question of the meeting of"),
}


def read_requests(
    place: str, translate: Translate
) -> tuple[list[Received], list[tuple[str, EditOutcome]]]:
    """Return the requests at a place, each once, and the broken ones by name.

    The place is a file, a folder or ``-``; raises `OSError` when it is unreadable.
    """
    return find_requests(read_files(place, translate), translate)


def find_requests(
    contents: Iterator[tuple[str, bytes]], translate: Translate
) -> tuple[list[Received], list[tuple[str, EditOutcome]]]:
    """Return the requests in files, given by name and bytes, and the broken ones."""
    received: list[Received] = []
    broken: list[tuple[str, EditOutcome]] = []
    for name, content in contents:
        if len(content) > MOST_BYTES:
            broken.append((name, EditOutcome((TOO_LARGE,))))
            continue
        if is_no_text(content):
            broken.append((name, EditOutcome((describe_unreadable_file(name, content),))))
            continue
        changes = list(find_changes(*list_texts(content)))
        if not changes and (unread := list(list_unread_files(content))):
            broken.append((name, EditOutcome((describe_useless_attachments(unread),))))
        for each in changes:
            source = message("%(file)s, line %(line)s", file=name, line=each.line).text(translate)
            if isinstance(each, BrokenBlock):
                broken.append((source, EditOutcome((Refusal(each.message, each.remedy),))))
            elif all(each.request != other.request for other in received):
                received.append(Received(each.request, source))
    return received, broken


def read_files(place: str, translate: Translate) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each file at a place."""
    path = Path(place)
    if place == STANDARD_INPUT:
        yield message("standard input").text(translate), sys.stdin.buffer.read(MOST_BYTES + 1)
    elif path.is_dir():
        for each in sorted(path.iterdir()):
            if each.suffix.lower() in (*ENDINGS, OUTLOOK_ENDING) and each.is_file():
                yield each.name, read_beginning(each, MOST_BYTES + 1)
    else:
        yield path.name, read_beginning(path, MOST_BYTES + 1)


def say_nothing_found(place: str) -> Message:
    """Return the message that a place holds no request."""
    return message(
        "No request was found in %(place)s: none of its lines reads “%(mark)s”. Give the mail"
        " itself, saved as .eml or .txt; if it has none, ask for one made by the site's own desk.",
        place=place,
        mark="#### DEMANDE PARUTION ####",
    )


def describe_unreadable_file(name: str, content: bytes) -> Refusal:
    """Return the refusal of a document, a picture, an archive, or a message of Outlook's own."""
    if not content.startswith(OLE) or not name.lower().endswith(OUTLOOK_ENDING):
        return Refusal(
            message("this file is a document, a picture or an archive, not a text"), AS_TEXT
        )
    return Refusal(
        message("this message was saved in a form of Outlook's own (.msg)"),
        message("In Outlook choose File, Save as, “Text only (.txt)”, or paste its text."),
    )


def describe_useless_attachments(names: Sequence[str]) -> Refusal:
    """Return the refusal of a mail without a request whose attached files are no texts."""
    return Refusal(
        message(
            "this mail has no request in its text, and its attached files are no texts: %(names)s",
            names=", ".join(names),
        ),
        AS_TEXT,
    )


def name_request(received: Received, catalogue: Catalogue, translate: Translate) -> str:
    """Return a title for a request: its group, its wish, its meeting and its source."""
    request, target = received.request, received.request.target
    group = next(
        (each.name for each in catalogue.groups if each.slug == request.group), request.group
    )
    theme = catalogue.themes.get(target.theme or "")
    about = target.title or (theme.title if theme else target.theme) or ""
    wish = TITLES[request.wish].text(translate) if request.wish in TITLES else request.wish
    return message(
        "%(group)s: %(wish)s %(moment)s, %(about)s (%(source)s)",
        group=group,
        wish=wish,
        moment=word_local_moment(target.starts, translate),
        about=" ".join(about.split()),
        source=received.source,
    ).text(translate)
