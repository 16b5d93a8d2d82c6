"""Several files replaced together: all of them, or none; and a line for each in a log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from parution.domain.failures import Failure
from parution.domain.messages import message
from parution.filesystem import replace_file
from parution.private_store import PrivateStore
from parution.sources.group_file import LOG

SOURCE_FILE = 0o644


class ChangedMeanwhile(Failure):
    """Raised where a file is no longer what the edits were made of."""

    def __init__(self, path: str) -> None:
        super().__init__(
            message("The file “%(path)s” was changed meanwhile: nothing was written.", path=path),
            message("Start again."),
        )


def replace_all(
    project: Path, before: Mapping[str, bytes], after: Mapping[str, bytes], log: Iterable[str]
) -> None:
    """Replace files by path below the project, and add lines to the log of changes.

    Raises `ChangedMeanwhile` when one does not hold the bytes ``before`` any more. Whatever fails,
    every file holds in the end what it held before.
    """
    with PrivateStore(project).lock():
        for path, content in before.items():
            if (project / path).read_bytes() != content:
                raise ChangedMeanwhile(path)
        lines = "".join(f"{line}\n" for line in log).encode()
        known = (project / LOG).read_bytes() if (project / LOG).exists() else b""
        written: list[str] = []
        try:
            for path, content in {LOG: known + lines, **after}.items():
                written.append(path)
                replace_file(project / path, content, mode_of(project / path), lasting=True)
        except BaseException:
            undo(project, {**before, LOG: known}, written)
            raise


def undo(project: Path, before: Mapping[str, bytes], written: Iterable[str]) -> None:
    """Give files back what they held."""
    for path in written:
        if before[path] or path != LOG:
            replace_file(project / path, before[path], mode_of(project / path), lasting=True)
        else:
            (project / path).unlink(missing_ok=True)


def mode_of(path: Path) -> int:
    """Return the rights of a file; those of a new one."""
    return path.stat().st_mode & 0o777 if path.exists() else SOURCE_FILE
