"""A place in memory whose connection can break, whose disk can fill, and whose readers never sleep.

    remote = FakeRemote()
    remote.cut_after = 3                  # the fourth change is half done, then the line is dead
    remote.capacity = 1_000               # bytes it has room for
    remote.readers.append(lambda: ...)    # called after every single change

    remote.files["index.html"]            # the bytes that a reader gets
    remote.folders                        # stay until they are removed, as on every disk
    remote.calls                          # the requests it received: ("send", path), …

It behaves like a poor FTP server: it writes the files of one call in any order, leaves an
interrupted file half written, and can neither lock nor rename.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from parution.domain.messages import Message
from parution.publish.snapshots import CannotPublish
from parution.publish.targets.order import list_folders_above


class LineCut(CannotPublish):
    """The connection broke, or the disk is full."""

    def __init__(self) -> None:
        super().__init__(Message("The line is dead, or the disk full."))


class FakeRemote:
    """A folder of files elsewhere; see above."""

    def __init__(self, seed: int = 0) -> None:
        self.files: dict[str, bytes] = {}
        self.folders: set[str] = set()
        self.calls: list[tuple[str, str]] = []
        self.cut_after: int | None = None
        self.capacity: int | None = None
        self.readers: list[Callable[[], object]] = []
        self._order = random.Random(seed)

    def read(self, paths: Sequence[str]) -> Mapping[str, bytes]:
        """Return the contents of files."""
        self._refuse_when_dead()
        return {path: self.files[path] for path in paths if path in self.files}

    def send(self, folder: Path, paths: Sequence[str]) -> None:
        """Receive files one by one."""
        for path in self._in_no_order(paths):
            data = (folder / path).read_bytes()
            others = sum(len(each) for name, each in self.files.items() if name != path)
            if self.capacity is not None and others + len(data) > self.capacity:
                self._change("send", path, data[: max(0, self.capacity - others)])
                raise LineCut
            self._change("send", path, data)

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files one by one."""
        for path in self._in_no_order(paths):
            self._change("remove", path, None)

    def remove_empty_folders(self, folders: Sequence[str]) -> None:
        """Remove folders, the deepest first."""
        for folder in sorted(self.folders, key=len, reverse=True):
            is_meant = any(f"{folder}/".startswith(f"{each}/") for each in folders)
            if is_meant and not any(path.startswith(f"{folder}/") for path in self.files):
                self._begin_change()
                self.folders.discard(folder)
                self._end_change("remove folder", folder)

    def list(self) -> Sequence[str]:
        """Return the files and folders it holds."""
        self._refuse_when_dead()
        return tuple(self.files)

    def mend(self) -> None:
        """Let the connection work again."""
        self.cut_after = None

    @property
    def is_dead(self) -> bool:
        return self.cut_after is not None and self.cut_after < 0

    def _in_no_order(self, paths: Sequence[str]) -> list[str]:
        return self._order.sample(list(paths), len(paths))

    def _change(self, what: str, path: str, data: bytes | None) -> None:
        self._begin_change()
        if data is not None and self.is_dead:
            data = data[: len(data) // 2]
        if data is None:
            self.files.pop(path, None)
        else:
            self.files[path] = data
            self.folders |= list_folders_above([path])
        self._end_change(what, path)

    def _begin_change(self) -> None:
        self._refuse_when_dead()
        if self.cut_after is not None:
            self.cut_after -= 1

    def _end_change(self, what: str, path: str) -> None:
        self.calls.append((what, path))
        for reader in self.readers:
            reader()
        self._refuse_when_dead()

    def _refuse_when_dead(self) -> None:
        if self.is_dead:
            raise LineCut
