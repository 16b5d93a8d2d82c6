"""A folder of another machine, by rsync over ssh: the host need allow no other program.

The programs and keys are those of ssh on the command line (``~/.ssh/config``). The environment
variable ``RSYNC_RSH``, which belongs to rsync, replaces the whole ssh command.
"""

from __future__ import annotations

import os
import re
import shlex
from atexit import register
from collections.abc import Mapping, Sequence
from functools import cache as run_once
from pathlib import Path, PurePath, PurePosixPath
from shutil import rmtree
from tempfile import TemporaryDirectory, mkdtemp

from parution.publish.targets.programs import ProgramFailed, Programs, list_paths
from parution.publish.targets.target_address import SshAddress

SSH = "ssh -o BatchMode=yes -o ConnectTimeout=20 -o ServerAliveInterval=15"
"""Never prompts, since nobody may be at the keyboard; detects a dead connection within a minute."""

PATIENCE = "--timeout=120"
MODES = "--chmod=D755,F644"

ESCAPED = re.compile(rb"\\#(\d{3})")
"""How rsync prints a byte that is not a valid character."""

WILD = re.compile(r"[*?\[\\]")
"""Characters that rsync interprets in its filter rules."""


class Rsync:
    """A folder that rsync can reach."""

    def __init__(self, address: SshAddress, programs: Programs) -> None:
        self._place = f"{address.host}:{address.path.rstrip('/') or '/'}/"
        self._programs = programs
        shell = shlex.split(os.environ.get("RSYNC_RSH") or SSH)
        port = () if address.port is None else ("-p", str(address.port))
        shared = share_connection() if PurePath(shell[0]).name == "ssh" else ()
        self._command = ("rsync", "-s", PATIENCE, "-e", shlex.join((*shell, *port, *shared)))
        self._is_there = False
        """Whether the folder is known to exist."""

    def read(self, paths: Sequence[str]) -> Mapping[str, bytes]:
        """Copy files into a temporary folder, and return their bytes by path."""
        with TemporaryDirectory(prefix="parution-") as folder:
            try:
                self._run(
                    "--files-from=-", "--ignore-missing-args", self._place, folder, given=paths
                )
            except ProgramFailed as failure:
                if not is_no_folder(failure):
                    raise
                return {}
            self._is_there = True
            found = ((path, Path(folder, path)) for path in paths)
            return {path: copy.read_bytes() for path, copy in found if copy.is_file()}

    def send(self, folder: Path, paths: Sequence[str]) -> None:
        """Send files with their times; rsync writes each beside its place, then renames it."""
        make = () if self._is_there else ("--mkpath",)
        options = ("--ignore-times", "--times", "--perms", MODES, *make)
        self._run("--files-from=-", *options, f"{folder}/", self._place, given=paths)
        self._is_there = True

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files: rsync deletes those that a temporary folder lacks."""
        with TemporaryDirectory(prefix="parution-") as lacking:
            for folder in {PurePosixPath(path).parent for path in paths}:
                Path(lacking, folder).mkdir(parents=True, exist_ok=True)
            options = ("--dirs", "--no-implied-dirs", "--delete-missing-args", "--files-from=-")
            self._run(*options, f"{lacking}/", self._place, given=paths)

    def remove_empty_folders(self, folders: Sequence[str]) -> None:
        """Remove folders: rsync deletes those that a temporary folder lacks, but no files."""
        with TemporaryDirectory(prefix="parution-") as lacking:
            above = {str(each) for folder in folders for each in PurePosixPath(folder).parents}
            for folder in above:
                Path(lacking, folder).mkdir(parents=True, exist_ok=True)
            seen = (f"+ /{escape(folder)}/" for folder in sorted(above - {"."}))
            emptied = (f"+ /{escape(each)}/{end}" for each in folders for end in ("", "**/"))
            rules = (*seen, *emptied, "- *")
            options = ("--recursive", "--existing", "--delete", "--exclude-from=-")
            self._run(*options, f"{lacking}/", self._place, given=rules)

    def list(self) -> Sequence[str]:
        """List all files by a dry run of rsync; empty if the folder does not exist."""
        with TemporaryDirectory(prefix="parution-") as empty:
            try:
                printed = self._run("-r", "--dry-run", "--out-format=%n", self._place, empty)
            except ProgramFailed as failure:
                if not is_no_folder(failure):
                    raise
                return ()
        names = (unescape(line).decode("utf-8", "replace") for line in printed.splitlines())
        return tuple(name for name in names if not name.endswith("/"))

    def _run(self, *options: str, given: Sequence[str] = ()) -> bytes:
        list_ends_with = ("--from0",) if given else ()
        return self._programs.run(
            (*self._command, *list_ends_with, *options), given=list_paths(given, b"\0")
        )


@run_once
def share_connection() -> tuple[str, ...]:
    """Return ssh options that share one connection, because hosts limit their number."""
    if os.name == "nt":  # OpenSSH cannot share connections on Windows.
        return ()
    folder = mkdtemp(prefix="parution-")  # Private, and its path short enough for a socket.
    register(rmtree, folder, ignore_errors=True)
    options = ("ControlMaster=auto", f"ControlPath={folder}/%C", "ControlPersist=15")
    return tuple(word for option in options for word in ("-o", option))


def is_no_folder(failure: ProgramFailed) -> bool:
    """Return whether rsync failed because the folder does not exist."""
    return "change_dir" in failure.stderr and "No such file" in failure.stderr


def escape(path: str) -> str:
    """Escape a path for the filter rules of rsync."""
    return WILD.sub(r"\\\g<0>", path)


def unescape(name: bytes) -> bytes:
    """Return the bytes of a name that rsync printed with escapes."""
    return ESCAPED.sub(lambda found: bytes([int(found[1], 8)]), name)
