"""A folder of this machine: one link in it is switched, and readers have a version at once."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from parution.publish.served import Served
from parution.publish.showing import Showing
from parution.publish.snapshots import Snapshot, SnapshotStore
from parution.publish.targets.target import Delivery


class FolderTarget:
    """A folder; its versions stand in it, and ``current`` in it is what is served."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.snapshots = SnapshotStore(path)

    @property
    def address(self) -> str:
        """The path."""
        return str(self.path)

    def lock(self) -> AbstractContextManager[None]:
        """Wait for whoever else publishes there, from whichever project."""
        return self.snapshots.lock()

    def reading(self) -> AbstractContextManager[None]:
        """Do nothing: versions stay as they are while others are added."""
        return nullcontext()

    def served(self) -> Served:
        """Look at what the link leads to."""
        return Served.of(self.snapshots)

    def confirm(self, snapshot: Snapshot, showing: Showing) -> None:
        """Note it in the record."""
        self.snapshots.confirm(snapshot, showing)

    def bring(self, delivery: Delivery, served: Served) -> None:  # noqa: ARG002 - of the protocol
        """Switch the link; nobody can have published since `served`, because of the lock."""
        self.snapshots.switch(delivery.snapshot)
