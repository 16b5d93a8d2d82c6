"""Says why the audit could not look into a file."""

from __future__ import annotations

from pathlib import Path

from parution.audit.contents import Unreadable, is_known, unpack_contents
from parution.audit.scanner import open_file
from parution.domain.messages import Message, message
from parution.pdf_text import TooMuch
from parution.unpacking import MOST_UNPACKED

TOO_MUCH = message(
    "it unpacks to more than %(most)s MB, or is packed within itself too often",
    most=MOST_UNPACKED // (1024 * 1024),
)
DAMAGED = message("what is packed in it is damaged, or has a password")
REFUSED = message("this machine refuses to read it")
UNKNOWN = message("it is neither a text nor of a kind that sites hold")


def explain_unread_file(path: Path) -> Message | None:
    """Return why a file cannot be looked into; None if it can be now."""
    try:
        with open_file(path) as data:
            for _ in unpack_contents(data, path.name):
                pass
            return None if is_known(data) else UNKNOWN
    except TooMuch:
        return TOO_MUCH
    except OSError:
        return REFUSED
    except Unreadable as unread:
        return TOO_MUCH if isinstance(unread.__cause__, TooMuch) else DAMAGED
