"""Other programs that carry files: rsync, rclone, git.

G1  A program that we started goes on when we are killed. It keeps a lock that we took, so that
    whoever publishes next waits for its end: otherwise it would write old files over new ones.
G2  What a program says when it fails is shown, without the keys that addresses of sites hold.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from parution.domain.messages import Message, message
from parution.filesystem import PRIVATE_FILE
from parution.publish.snapshots import CannotPublish

LAST_LINES = 4

TOKEN = re.compile(r"[a-z2-7]{32}")
"""What makes the address of a site a key."""

PACKAGES = {"rsync": "rsync", "ssh": "openssh-client", "rclone": "rclone", "git": "git"}
"""What to install, by program."""


UNKNOWN_REMOTE = message(
    "rclone does not know this remote: “rclone listremotes” lists those that it knows,"
    " “rclone config” adds one. A folder of this machine is written with a slash: ./name."
)


class ProgramFailed(CannotPublish):
    """A program ended with an error; `code` and `said` are what it left."""

    def __init__(self, program: str, code: int, said: str) -> None:
        self.code = code
        self.stderr = said
        said = TOKEN.sub("…", said)
        lines = [line.strip() for line in said.splitlines() if line.strip()]
        super().__init__(
            message(
                "%(program)s failed (%(code)s): %(said)s",
                program=program,
                code=code,
                said=" / ".join(lines[-LAST_LINES:]),
            ),
            UNKNOWN_REMOTE if "didn't find section in config file" in said else None,
        )


class Programs:
    """Runs programs that outlive us at most as long as nobody publishes anew (G1)."""

    def __init__(self, lock_file: Path) -> None:
        self._lock_file = lock_file
        self._lock: int | None = None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Wait for the end of programs that were left over; hand what we start the lock."""
        if sys.platform == "win32":  # Windows ends the programs of a console with it.
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
        """Return what a program prints, run in a folder; raises `ProgramFailed`.

        Where it is not installed, `CannotPublish` says so. It is asked to speak English: some of
        what it says is understood here.
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
    """Say that a program is not installed."""
    return message(
        "The program “%(program)s” is needed for this target and is not installed. On Debian and"
        " Ubuntu: apt install %(package)s.",
        program=program,
        package=PACKAGES.get(program, program),
    )


def list_paths(paths: Sequence[str], ending: bytes = b"\n") -> bytes:
    """Return paths as programs read lists of them."""
    return b"".join(path.encode() + ending for path in paths)
