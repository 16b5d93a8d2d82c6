"""What readers have in a target now, as far as the target itself says it."""

from __future__ import annotations

from dataclasses import dataclass, field

from parution.domain.messages import Message
from parution.publish.digests import Digests, digests_of
from parution.publish.showing import NOTHING, Changes, Showing
from parution.publish.snapshots import Snapshot, SnapshotStore

UNSURE = ""
"""The digest of a file of which nobody knows what it holds: a transfer was cut while it went."""


@dataclass(frozen=True, slots=True)
class Served:
    """What readers have now."""

    digests: Digests = field(default_factory=dict)
    """Of every file by path; `UNSURE` where it is not known."""

    snapshot: Snapshot | None = None
    """The last one that stood there whole; None before the first, and when its record is damaged.

    Its record tells what is surely shown."""

    is_first: bool = True
    """Whether nothing was ever published there."""

    kept: Digests = field(default_factory=dict)
    """Of the version last brought from this machine: the next shares its unchanged files."""

    most: Showing | None = None
    """What is perhaps shown as well, where a transfer was cut."""

    mark: str = ""
    """Changes whenever somebody publishes there; empty where nobody else can meanwhile."""

    damaged: tuple[str, ...] = ()
    """Names of the snapshots whose records cannot be understood."""

    remarks: tuple[Message, ...] = ()
    """What those who publish should know of the target."""

    @classmethod
    def of(cls, snapshots: SnapshotStore) -> Served:
        """Look at what is served from a store."""
        folder = snapshots.find_served_folder()
        digests = digests_of(folder) if folder else {}
        return cls(
            digests,
            snapshots.current(),
            is_first=folder is None,
            kept=digests,
            damaged=snapshots.find_damaged(),
        )

    @property
    def showing(self) -> Showing:
        """What its sites surely show, as far as it is known."""
        return self.snapshot.record.showing if self.snapshot else NOTHING

    @property
    def is_cut(self) -> bool:
        """Whether a transfer was cut and nobody has finished it."""
        return UNSURE in self.digests.values()

    def changes_to(self, showing: Showing) -> Changes:
        """Return what readers will notice: what opens for sure, and what perhaps closes."""
        surely = Changes.between(self.showing, showing)
        if self.most is None:
            return surely
        perhaps = Changes.between(self.most, showing)
        return Changes(surely.opens, perhaps.closes, surely.appears, perhaps.vanishes)
