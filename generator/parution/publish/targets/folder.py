"""A folder of this machine: switching one link gives readers a whole version at once."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from parution.publish.served import Served
from parution.publish.showing import Showing
from parution.publish.snapshots import Snapshot, SnapshotStore
from parution.publish.targets.target import Delivery


class FolderTarget:
    """A folder that holds the versions, and the link ``current``, which is served."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.snapshots = SnapshotStore(path)

    @property
    def address(self) -> str:
        """The path of the folder."""
        return str(self.path)

    def lock(self) -> AbstractContextManager[None]:
        """Wait until nobody else publishes there, from any project, and exclude others."""
        return self.snapshots.lock()

    def lock_local_state(self) -> AbstractContextManager[None]:
        """Lock nothing: versions do not change while others are added."""
        return nullcontext()

    def read_served(self) -> Served:
        """Return the version that the link leads to."""
        return Served.of(self.snapshots)

    def confirm(self, snapshot: Snapshot, showing: Showing) -> None:
        """Write the instant into the record."""
        self.snapshots.confirm(snapshot, showing)

    def bring(self, delivery: Delivery, served: Served) -> None:  # noqa: ARG002 - in the protocol
        """Switch the link; under the lock nobody can have published since `served`."""
        self.snapshots.switch(delivery.snapshot)
