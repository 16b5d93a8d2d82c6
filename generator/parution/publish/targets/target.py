"""What publishing asks of a place where readers get the sites, whatever its kind.

    with target.lock():
        served = target.served()
        ...build, audit, agree...
        target.bring(Delivery(snapshot, digests, closes, homes), served)
        target.snapshots.prune(keep)

T1  The versions of a target are kept on this side, in its store: a version is sent whole from
    there, and one can go back to it.
T2  What stands in the target is read from the target, never concluded from what was sent.
T3  `bring` begins only where the target still is what `served` saw. Where it is cut, readers have
    for each file the old or the new, what closes went first, and the next `bring` finishes it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Protocol

from parution.publish.digests import Digests
from parution.publish.served import Served
from parution.publish.showing import Showing
from parution.publish.snapshots import Snapshot, SnapshotStore


@dataclass(frozen=True, slots=True)
class Sent:
    """How far a transfer is."""

    files: int
    of_files: int
    bytes: int
    of_bytes: int

    def more(self, files: int, size: int) -> Sent:
        """Return how far it is after some files more, of this many bytes."""
        return replace(self, files=self.files + files, bytes=self.bytes + size)


Progress = Callable[[Sent], None]
"""Told now and then how far a transfer is."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A snapshot to bring to a target, and what has to be known to do that in a safe order."""

    snapshot: Snapshot
    digests: Digests
    """Of its files."""

    closes: Callable[[str], bool] = lambda _: True
    """Whether a file that changes or goes is, or may be, among what closes."""

    homes: frozenset[str] = frozenset()
    """The first pages of sites: they lead to the others."""

    guards: frozenset[str] = frozenset()
    """Files that keep a server from giving away the addresses of sites."""


class Target(Protocol):
    """A place where readers get the sites."""

    @property
    def address(self) -> str:
        """Where it is, as people write it."""

    @property
    def snapshots(self) -> SnapshotStore:
        """Its versions, kept on this side (T1)."""

    def lock(self) -> AbstractContextManager[None]:
        """Wait until nobody else publishes there from this machine; keep them waiting."""

    def reading(self) -> AbstractContextManager[None]:
        """Keep the target readable meanwhile; of a folder nothing is made, nor kept from others."""

    def served(self) -> Served:
        """Look at what stands there (T2); changes nothing. Raises `CannotPublish`."""

    def confirm(self, snapshot: Snapshot, showing: Showing) -> None:
        """Note that what stands there still is right, at a later instant."""

    def bring(self, delivery: Delivery, served: Served) -> None:
        """Let readers have a snapshot of the store (T3). Raises `CannotPublish`."""


def confirm_here(store: SnapshotStore, snapshot: Snapshot, showing: Showing) -> bool:
    """Note on this side that a snapshot still is right; tell whether it shows something else now.

    Only then has the target to be told: what stands there says what it shows, and not since when.
    """
    if store.find(snapshot.name):
        store.confirm(snapshot, showing)
    before = snapshot.record.showing
    return (before.shown, before.parts) != (showing.shown, showing.parts)
