"""Run the programs that carry files: rsync, rclone, git.

TP1 A program we started goes on if our process is killed. It inherits a lock, so that the next
    publisher waits for its end: otherwise it would overwrite new files by old ones.
TP2 The error output of a program is shown without the secret tokens in addresses of sites.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from parution.domain.messages import Message, message
from parution.filesystem import PRIVATE_FILE
from parution.publish.snapshots import CannotPublish

LAST_LINES = 4

TOKEN = re.compile(r"[a-z2-7]{32}")
"""The secret token in the address of a site."""

PACKAGES = {"rsync": "rsync", "ssh": "openssh-client", "rclone": "rclone", "git": "git"}
"""The Debian package to install, by program."""


UNKNOWN_REMOTE = message(
    "rclone does not know this remote: “rclone listremotes” lists those that it knows,"
    " “rclone config” adds one. A folder of this machine is written with a slash: ./name."
)
FULL = message("The disk there is full, or your share of it: make room, then publish again.")
NO_RSYNC = message(
    "There is no rsync on that machine: install it there, or publish by SFTP (rclone)."
)
NO_LOGIN = message(
    "Check the account and the host: “ssh account@host”, typed on this machine, must connect and"
    " ask for nothing, neither a password nor whether the host is known."
)
NO_REPOSITORY = message(
    "Check the address: “git ls-remote address”, typed on this machine, must answer and ask for"
    " nothing."
)

REMEDIES: Mapping[str, tuple[tuple[re.Pattern[str], Message], ...]] = MappingProxyType(
    {
        "rsync": (
            (re.compile(r"No space left|quota exceeded", re.IGNORECASE), FULL),
            (re.compile(r"rsync: (?:command )?not found|rsync: No such file"), NO_RSYNC),
            (re.compile(r"^ssh: |Permission denied \(|Host key verif", re.MULTILINE), NO_LOGIN),
        ),
        "rclone": (
            (re.compile(r"No space left|quota exceeded|Insufficient Storage", re.IGNORECASE), FULL),
            (re.compile(r"didn't find section in config file"), UNKNOWN_REMOTE),
        ),
        "git": (
            (
                re.compile(
                    r"unable to access|not appear to be a git|Could not read from remote"
                    r"|could not read Username|Authentication failed|does not exist"
                ),
                NO_REPOSITORY,
            ),
        ),
    }
)
"""For each program the words by which it reports what a person can mend, with the remedy."""


class ProgramFailed(CannotPublish):
    """A program ended with an exit code other than 0; `code` and `stderr` are its own."""

    def __init__(self, program: str, code: int, output: str) -> None:
        self.code = code
        self.stderr = output
        shown = TOKEN.sub("…", output)
        lines = [line.strip() for line in shown.splitlines() if line.strip()]
        super().__init__(
            message(
                "%(program)s failed (%(code)s): %(said)s",
                program=program,
                code=code,
                said=" / ".join(lines[-LAST_LINES:]),
            ),
            find_remedy(program, shown),
        )


def find_remedy(program: str, output: str) -> Message | None:
    """Return what a person can do about the failure of a program, if its output says it."""
    known = REMEDIES.get(program, ())
    return next((remedy for words, remedy in known if words.search(output)), None)


class Programs:
    """Runs programs, and holds a lock that they inherit (TP1)."""

    def __init__(self, lock_file: Path) -> None:
        self._lock_file = lock_file
        self._lock: int | None = None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Wait for programs left over from before; hold the lock that ours inherit."""
        if sys.platform == "win32":  # On Windows, programs end with their console.
            yield
            return
        import fcntl

        descriptor = os.open(self._lock_file, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            self._lock = descriptor
            yield
        finally:
            self._lock = None
            os.close(descriptor)

    def run(
        self,
        command: Sequence[str],
        *,
        given: bytes = b"",
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> bytes:
        """Run a program, in a folder if one is given, and return its output.

        Raises `ProgramFailed` when it fails, and `CannotPublish` when it is not installed. Programs
        are told to speak English, because callers look for English words in their errors.
        """
        try:
            ended = subprocess.run(  # noqa: S603 - never through a shell
                command,
                input=given,
                capture_output=True,
                env={**os.environ, "LC_ALL": "C", **(environment or {})},
                pass_fds=() if self._lock is None else (self._lock,),
                cwd=folder,
                check=False,
            )
        except FileNotFoundError:
            raise CannotPublish(say_missing(command[0])) from None
        if ended.returncode:
            raise ProgramFailed(
                command[0], ended.returncode, ended.stderr.decode("utf-8", "replace")
            )
        return ended.stdout


def say_missing(program: str) -> Message:
    """Return the sentence that a program is not installed, and how to install it."""
    return message(
        "The program “%(program)s” is needed for this target and is not installed. On Debian and"
        " Ubuntu: apt install %(package)s.",
        program=program,
        package=PACKAGES.get(program, program),
    )


def list_paths(paths: Sequence[str], ending: bytes = b"\n") -> bytes:
    """Return paths as bytes, each followed by ``ending``, as programs read lists of files."""
    return b"".join(path.encode() + ending for path in paths)
