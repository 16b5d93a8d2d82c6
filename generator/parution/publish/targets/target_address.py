"""Parse the address that people write after ``--to``. Pure.

/srv/dossiers  ../site  file:///srv/dossiers      a folder of this machine
user@host:www  ssh://user@host:22/srv/www         a folder of another, by rsync over ssh
rsync://user@host/srv/www                         the same
remote:www  :ftp,host=example.org:www             one of rclone's remotes
git+https://example.org/site.git#gh-pages         a branch of a git repository
git+git@example.org:team/site.git                 the branch ``gh-pages`` of one
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import unquote, urlsplit

from parution.domain.messages import message
from parution.publish.snapshots import CannotPublish

SSH_SCHEMES = ("ssh", "rsync", "sftp", "scp")
GIT = "git+"
RCLONE = "rclone:"
BRANCH = "gh-pages"

SCP = re.compile(r"(?P<host>[^\s/:@]+@(?:\[[0-9a-fA-F:]+\]|[^\s/:@]+)):(?P<path>.*)")
REMOTE = re.compile(r"(:|[\w.+ -]+(,[^/\\]*)?:).*")
SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://")
HIDDEN = re.compile(r"(?<=//)[^/@\s]+:[^/@\s]+(?=@)|(?<=pass=)[^,:]+")
DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class FolderAddress:
    """A folder of this machine."""

    path: str


@dataclass(frozen=True, slots=True)
class SshAddress:
    """A folder of another machine."""

    host: str
    """Includes the user name, in the form that ssh accepts."""

    path: str
    """Relative to the user's home folder unless it begins with a slash."""

    port: int | None = None


@dataclass(frozen=True, slots=True)
class RcloneAddress:
    """A folder on one of rclone's remotes, in the notation of rclone."""

    remote: str


@dataclass(frozen=True, slots=True)
class GitAddress:
    """A branch of a repository."""

    repository: str
    branch: str


Address = FolderAddress | SshAddress | RcloneAddress | GitAddress


def parse_address(written: str) -> Address:
    """Return the kind of an address and its parts; raises `CannotPublish` with an example.

    A place whose name begins like an option would be one, to the program that it is given to.

    >>> parse_address("ssh://site@example.org:2222/srv/www")
    SshAddress(host='site@example.org', path='/srv/www', port=2222)
    >>> parse_address("hebergeur:www")
    RcloneAddress(remote='hebergeur:www')
    """
    found = recognize_address(written)
    if name_of(found).startswith("-"):
        raise describe_no_place(written)
    return found


def name_of(address: Address) -> str:
    """Return what a program is given as the beginning of an address; empty for a folder."""
    match address:
        case SshAddress():
            return address.host
        case RcloneAddress():
            return address.remote
        case GitAddress():
            return address.repository
    return ""


def recognize_address(written: str) -> Address:
    """Return the kind of an address and its parts, whatever they begin with."""
    if written.startswith(GIT):
        repository, _, branch = written.removeprefix(GIT).partition("#")
        return GitAddress(repository.removeprefix("file://"), branch or BRANCH)
    if written.startswith(RCLONE):
        return RcloneAddress(written.removeprefix(RCLONE))
    if scheme := SCHEME.match(written):
        return parse_by_scheme(written, scheme["scheme"].lower())
    if DRIVE.match(written) and is_drive(written):
        return FolderAddress(written)
    if ssh := SCP.fullmatch(written):
        return SshAddress(ssh["host"], ssh["path"] or ".")
    if REMOTE.fullmatch(written):
        return RcloneAddress(written)
    return FolderAddress(written)


def parse_by_scheme(written: str, scheme: str) -> Address:
    """Parse an address that begins with a scheme; raises `CannotPublish`."""
    parts = urlsplit(written)
    if scheme == "file":
        return FolderAddress(unquote(parts.path))
    with suppress(ValueError):  # The port is not a number.
        if scheme in SSH_SCHEMES and parts.hostname and parts.path:
            user = f"{unquote(parts.username)}@" if parts.username else ""
            path = unquote(parts.path).removeprefix("/~/")
            return SshAddress(user + parts.hostname, path, parts.port)
    raise describe_no_place(written)


def describe_no_place(written: str) -> CannotPublish:
    """Return the exception for an address that nothing can be published to."""
    return CannotPublish(
        message(
            "“%(address)s” is no place to publish to. Write a folder, user@host:folder, a remote of"
            " rclone (name:folder), or git+ followed by the address of a repository.",
            address=written,
        )
    )


def is_drive(written: str) -> bool:
    """Return whether a path begins with a drive letter of Windows."""
    return len(written) == 2 or written[2] in "\\/" or PurePath(written).drive != ""


def hide_passwords(written: str) -> str:
    """Return an address without passwords, fit for logs.

    >>> hide_passwords("git+https://site:ghp_123@example.org/site.git")
    'git+https://…@example.org/site.git'
    """
    return HIDDEN.sub("…", written)
