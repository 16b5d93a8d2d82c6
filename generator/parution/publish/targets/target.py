"""The interface of a place where readers get the sites, whatever its kind.

    with target.lock():
        served = target.read_served()
        ...build, audit, agree...
        target.bring(Delivery(snapshot, digests, closes, homes), served)
        target.snapshots.prune(keep)

TT1 The versions of a target are kept on this machine, in its store: publishing sends a whole
    version from there, and one can go back to it.
TT2 The state of the target is read from the target, never inferred from earlier transfers.
TT3 `bring` begins only if the target is still as `served` saw it. If it is cut, readers have the
    old or the new version of each file, closing parts went first, and the next `bring` finishes it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Protocol

from parution.publish.folder_digests import Digests
from parution.publish.served import Served
from parution.publish.showing import Showing
from parution.publish.snapshots import Snapshot, SnapshotStore


@dataclass(frozen=True, slots=True)
class Sent:
    """The progress of a transfer: files and bytes sent, of how many."""

    files: int
    of_files: int
    bytes: int
    of_bytes: int

    def more(self, files: int, size: int) -> Sent:
        """Return the progress after more files, of ``size`` bytes in all."""
        return replace(self, files=self.files + files, bytes=self.bytes + size)


TransferProgress = Callable[[Sent], None]
"""Receives the progress of a transfer now and then."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A snapshot to bring to a target, with the facts needed for a safe order."""

    snapshot: Snapshot
    digests: Digests
    """Digests of its files, by path."""

    closes: Callable[[str], bool] = lambda _: True
    """Returns whether a changed or removed file may belong to a part that closes."""

    homes: frozenset[str] = frozenset()
    """The first pages of sites, which lead to the others."""

    guards: frozenset[str] = frozenset()
    """Files that keep a server from revealing the addresses of sites."""


class Target(Protocol):
    """A place where readers get the sites."""

    @property
    def address(self) -> str:
        """The address, as people write it."""

    @property
    def snapshots(self) -> SnapshotStore:
        """The store on this machine that keeps its versions (TT1)."""

    def lock(self) -> AbstractContextManager[None]:
        """Wait until nobody else on this machine publishes there, and exclude others."""

    def lock_local_state(self) -> AbstractContextManager[None]:
        """Exclude others from what this machine keeps about the target; a folder needs no lock."""

    def read_served(self) -> Served:
        """Read the state of the target (TT2), changing nothing. Raises `CannotPublish`."""

    def confirm(self, snapshot: Snapshot, showing: Showing) -> None:
        """Record that the served version is still right at a later instant."""

    def bring(self, delivery: Delivery, served: Served) -> None:
        """Serve a snapshot of the store (TT3). Raises `CannotPublish`."""


def confirm_here(store: SnapshotStore, snapshot: Snapshot, showing: Showing) -> bool:
    """Record here that a snapshot is still right; return whether it shows other parts now.

    Only then must the target be updated: it records the parts that it shows, not since when.
    """
    if store.find(snapshot.name):
        store.confirm(snapshot, showing)
    before = snapshot.record.showing
    return (before.shown, before.parts) != (showing.shown, showing.parts)
