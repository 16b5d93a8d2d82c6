"""Replace several files together, all or none, and log each edit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from parution.domain.failures import Failure
from parution.domain.messages import message
from parution.filesystem import read_if_present, replace_file
from parution.private_store import PrivateStore
from parution.sources.group_file import LOG

SOURCE_FILE = 0o644


class ChangedMeanwhile(Failure):
    """A file changed after the edits were computed."""

    def __init__(self, path: str) -> None:
        super().__init__(
            message("The file “%(path)s” was changed meanwhile: nothing was written.", path=path),
            message("Start again."),
        )


def replace_all(
    project: Path,
    before: Mapping[str, bytes | None],
    after: Mapping[str, bytes],
    log: Iterable[str],
) -> None:
    """Replace files by path below the project, and add lines to the log of changes.

    ``before`` holds their expected contents, None for new files. Raises `ChangedMeanwhile` when a
    file differs from that. On any failure, every file is restored.
    """
    with PrivateStore(project).lock():
        for path, content in before.items():
            if read_if_present(project / path) != content:
                raise ChangedMeanwhile(path)
        lines = "".join(f"{line}\n" for line in log).encode()
        known = read_if_present(project / LOG)
        written: list[str] = []
        try:
            for path, content in {LOG: (known or b"") + lines, **after}.items():
                written.append(path)
                (project / path).parent.mkdir(exist_ok=True)
                replace_file(project / path, content, choose_mode(project / path), lasting=True)
        except BaseException:
            undo(project, {**before, LOG: known}, written)
            raise


def undo(project: Path, before: Mapping[str, bytes | None], written: Iterable[str]) -> None:
    """Restore the contents of files."""
    for path in written:
        held = before[path]
        if held is None:
            (project / path).unlink(missing_ok=True)
        else:
            replace_file(project / path, held, choose_mode(project / path), lasting=True)


def choose_mode(path: Path) -> int:
    """Return the permissions of a file, or those for a new one."""
    return path.stat().st_mode & 0o777 if path.exists() else SOURCE_FILE
