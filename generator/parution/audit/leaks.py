"""The findings of an audit: promises of the product that the bytes of a site break.

A *leak* is a bug of the product, never a mistake of authors. (A *problem* is a mistake in the
sources; see `parution.domain.problems`.) Leaks are values; printing comes last.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from parution.domain import Part, Site
from parution.domain.messages import Message, message


class LeakKind(StrEnum):
    """The promise that is broken."""

    HIDDEN_TEXT = "hidden-text"
    """Words of a part that the site does not show."""

    HIDDEN_REFERENCE = "hidden-reference"
    """A reference that no part shown by the site holds or cites."""

    HIDDEN_ATTACHMENT = "hidden-attachment"
    """An attachment, or its name, that no part shown by the site links to."""

    HIDDEN_THEME = "hidden-theme"
    """A theme that is not announced yet."""

    SEARCHABLE = "searchable"
    """A file of the search leads to a part that the site does not show."""

    REOPENED = "reopened"
    """A snapshot from before shows a part that is hidden now."""

    PRIVATE_NOTE = "private-note"
    """A private note from a ``.bib`` file."""

    PRIVATE_FILE = "private-file"
    """The private folder, or another hidden file."""

    SECRET = "secret"  # noqa: S105 - the name of a kind, not a secret
    """The master secret."""

    OTHER_SITE = "other-site"
    """The address of another site."""

    OTHER_GROUP = "other-group"
    """A group's own text on a site of another group, or a draft of its minutes."""

    STALE_SITE = "stale-site"
    """The folder of a site that no group has, or has any more."""

    UNKNOWN_FILE = "unknown-file"
    """A file that the product never writes into a site."""

    SEALED = "sealed"
    """An object for a room code that is not sealed correctly."""

    ROOM_CODE = "room-code"
    """A room code, or its key, outside of the site of the group's facilitator."""

    SYMLINK = "symlink"
    """A link that may lead out of the site."""

    UNREADABLE = "unreadable"
    """A file that the audit could not read."""

    MACHINE_PATH = "machine-path"
    """The path of the project on the machine that built the site."""

    THIRD_PARTY = "third-party"
    """A page that makes the browser send a request to another host."""

    UNGUARDED = "unguarded"
    """A page that may load files from other hosts; or a page of a group that search engines may
    list, or that reveals its address to others.
    """

    SCRIPT = "script"
    """Code within a page: the product's scripts are files."""


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
    """A find in a place that must not hold it."""

    kind: LeakKind
    site: Site | None
    """The site that holds it; None if it belongs to no site."""

    file: str
    """Relative to the site's folder, or to ``site_dir`` without a site; tokens are cut off."""

    part: tuple[str, Part] | None = None
    """Address of the theme, and the part that is revealed; None if no part is."""

    evidence: str = ""
    """A few words of the find; empty if showing them would do more harm."""

    why: Message | None = None
    """Why the file could not be looked into."""

    def explain(self) -> Message:
        """Return a description of the leak, to be used within a sentence."""
        said = EXPLANATIONS[self.kind]
        return message("%(said)s: %(why)s", said=said, why=self.why) if self.why else said
