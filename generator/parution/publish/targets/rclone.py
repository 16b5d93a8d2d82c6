"""A folder on one of rclone's remotes: FTP, SFTP, WebDAV, S3 and some seventy others.

Users configure the remotes and their passwords in rclone itself (``rclone config``).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from parution.publish.targets.programs import ProgramFailed, Programs, list_paths
from parution.publish.targets.target_address import RcloneAddress

NO_FOLDER, NO_FILE = 3, 4
"""Exit codes of rclone when a folder or a file does not exist."""

ENVIRONMENT = {"RCLONE_FTP_DISABLE_MLSD": "true"}
"""Makes rclone use LIST instead of MLSD: asked to list a missing folder by MLSD, some FTP servers
return an error that rclone does not recognise.
"""

PATIENCE = ("--contimeout=20s", "--timeout=120s", "--low-level-retries=3", "--retries=2")

AT_ONCE = 4
"""Number of rclone processes in parallel: hosts limit connections."""


class Rclone:
    """A folder that rclone can reach."""

    def __init__(self, address: RcloneAddress, programs: Programs) -> None:
        self._root = address.remote
        self._programs = programs

    def read(self, paths: Sequence[str]) -> Mapping[str, bytes]:
        """Copy files into a temporary folder, and return their bytes by path."""
        with TemporaryDirectory(prefix="parution-") as folder:
            try:
                self._run("copy", self._root, folder, "--no-traverse", given=paths)
            except ProgramFailed as failure:
                if failure.code not in (NO_FOLDER, NO_FILE):
                    raise
            found = ((path, Path(folder, path)) for path in paths)
            return {path: copy.read_bytes() for path, copy in found if copy.is_file()}

    def send(self, folder: Path, paths: Sequence[str]) -> None:
        """Send files without comparing them: the caller knows which ones differ."""
        self._run("copy", str(folder), self._root, "--no-traverse", "--no-check-dest", given=paths)

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files; leave empty folders, on remotes that have folders."""
        self._run_ignoring_missing("delete", self._root, given=paths)

    def remove_empty_folders(self, folders: Sequence[str]) -> None:
        """Remove folders, several in parallel: each takes an rclone process of its own."""
        if not self._has_folders:
            return
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for _ in pool.map(self._remove_empty_folder, folders):
                pass

    def _remove_empty_folder(self, folder: str) -> None:
        separator = "" if self._root.endswith((":", "/")) else "/"
        self._run_ignoring_missing("rmdirs", f"{self._root}{separator}{folder}")

    @cached_property
    def _has_folders(self) -> bool:
        """Whether folders exist without files: in a bucket they are only parts of names."""
        features = json.loads(self._run("backend", "features", self._root))["Features"]
        return bool(features["CanHaveEmptyDirectories"])

    def list(self) -> Sequence[str]:
        """List all files with rclone; empty if the folder does not exist."""
        try:
            printed = self._run("lsf", self._root, "--recursive", "--files-only")
        except ProgramFailed as failure:
            if failure.code == NO_FOLDER:
                return ()
            raise
        return tuple(printed.decode("utf-8", "replace").splitlines())

    def _run_ignoring_missing(self, *command: str, given: Sequence[str] = ()) -> None:
        """Run rclone, ignoring its error that a file or folder is missing."""
        try:
            self._run(*command, given=given)
        except ProgramFailed as failure:
            if failure.code not in (NO_FOLDER, NO_FILE):
                raise

    def _run(self, *command: str, given: Sequence[str] = ()) -> bytes:
        files = ("--files-from-raw=-",) if given else ()
        return self._programs.run(
            ("rclone", *command, *PATIENCE, *files),
            given=list_paths(given),
            environment=ENVIRONMENT,
        )
