"""What an audit can find: a promise of ours that the bytes of a site break.

A *leak* is our fault, never the authors'. (A *problem* is a mistake in the sources and has its own
words, in `parution.domain.problems`.) Leaks are values; printing comes last.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from parution.domain import Part, Site
from parution.domain.messages import Message, message


class LeakKind(StrEnum):
    """Which promise is broken."""

    HIDDEN_TEXT = "hidden-text"
    """Words of a part that the site does not show."""

    HIDDEN_REFERENCE = "hidden-reference"
    """A reference that no part shown by the site holds or cites."""

    HIDDEN_ATTACHMENT = "hidden-attachment"
    """An attachment, or its name, that no part shown by the site links to."""

    HIDDEN_THEME = "hidden-theme"
    """A theme that is not announced yet."""

    SEARCHABLE = "searchable"
    """The search finds a part that the site does not show."""

    REOPENED = "reopened"
    """A snapshot from before shows a part that is hidden now."""

    PRIVATE_NOTE = "private-note"
    """What a documentalist noted for herself in a ``.bib`` file."""

    PRIVATE_FILE = "private-file"
    """The private folder, or another hidden file."""

    SECRET = "secret"  # noqa: S105 - the name of a kind, not a secret
    """The master secret."""

    OTHER_SITE = "other-site"
    """The address of another site."""

    OTHER_GROUP = "other-group"
    """What a group wrote for itself, on a site that is not its own; or a draft of its minutes."""

    STALE_SITE = "stale-site"
    """The folder of a site that no group has (any more)."""

    UNKNOWN_FILE = "unknown-file"
    """A file that belongs to no site as we write them."""

    SEALED = "sealed"
    """What a room code is to open, and not sealed as it must be."""

    ROOM_CODE = "room-code"
    """A room code, or what it is derived from, where its group's facilitator alone may read it."""

    SYMLINK = "symlink"
    """A link that may lead out of the site."""

    UNREADABLE = "unreadable"
    """A file that could not be looked into."""

    MACHINE_PATH = "machine-path"
    """Where the project stands on the machine that built the site."""

    THIRD_PARTY = "third-party"
    """A page that makes the browser ask something of another host."""

    UNGUARDED = "unguarded"
    """A page that may load things from other hosts; or one of a group's site that search engines
    may list, or that tells others its address."""

    SCRIPT = "script"
    """A program that is written into a page: ours stand in files."""


EXPLANATIONS: Mapping[LeakKind, Message] = {
    LeakKind.HIDDEN_TEXT: message("words of a part that this site does not show"),
    LeakKind.HIDDEN_REFERENCE: message("a reference that this site does not show"),
    LeakKind.HIDDEN_ATTACHMENT: message("an attachment that this site does not show, or its name"),
    LeakKind.HIDDEN_THEME: message("a theme that is not announced yet"),
    LeakKind.SEARCHABLE: message("the search finds a part that this site does not show"),
    LeakKind.REOPENED: message("this snapshot shows a part that is hidden now"),
    LeakKind.PRIVATE_NOTE: message("a private note of the bibliography"),
    LeakKind.PRIVATE_FILE: message("a hidden file or folder, which has no place in a site"),
    LeakKind.SECRET: message("the master secret: change it, then publish again"),
    LeakKind.OTHER_SITE: message("the address of another site"),
    LeakKind.OTHER_GROUP: message("what a group wrote for itself, on a site that may not show it"),
    LeakKind.STALE_SITE: message("the folder of a site that no group has"),
    LeakKind.UNKNOWN_FILE: message("a file that no site holds: what is it doing here?"),
    LeakKind.SEALED: message(
        "something that a room code opens, and that is not sealed as it must be"
    ),
    LeakKind.ROOM_CODE: message("a room code, which the group's facilitator alone may have"),
    LeakKind.SYMLINK: message("a symbolic link, which may lead out of the site"),
    LeakKind.UNREADABLE: message("a file that could not be looked into"),
    LeakKind.MACHINE_PATH: message("the place of the project on the machine that built the site"),
    LeakKind.THIRD_PARTY: message("a request to another host"),
    LeakKind.UNGUARDED: message(
        "a page without its guards against search engines, referrers and other hosts"
    ),
    LeakKind.SCRIPT: message("a program written into a page"),
}


@dataclass(frozen=True, slots=True)
class Leak:
    """One thing that stands where it must not."""

    kind: LeakKind
    site: Site | None
    """The site that holds it; None for what belongs to no site."""

    file: str
    """Relative to the site's folder (to ``site_dir`` when there is no site); a token is cut off."""

    part: tuple[str, Part] | None = None
    """The theme's address and the part that is betrayed, where it is one."""

    evidence: str = ""
    """A few words of what was found; empty where showing it would make matters worse."""

    def explain(self) -> Message:
        """Return what was found, in a sentence's worth of words."""
        return EXPLANATIONS[self.kind]
