"""The version that a target serves now, as the target itself states it."""

from __future__ import annotations

from dataclasses import dataclass, field

from parution.domain.messages import Message
from parution.publish.folder_digests import Digests, digest_files
from parution.publish.showing import NOTHING, Changes, Showing
from parution.publish.snapshots import Snapshot, SnapshotStore

UNSURE = ""
"""The digest of a file whose content is unknown, because a transfer of it was cut."""


@dataclass(frozen=True, slots=True)
class Served:
    """The version that readers have now."""

    digests: Digests = field(default_factory=dict)
    """The digest of every file by path; `UNSURE` where it is unknown."""

    snapshot: Snapshot | None = None
    """The last snapshot that arrived whole; None before the first, or when its record is damaged.

    Its record lists the parts that are certainly shown.
    """

    is_first: bool = True
    """Whether nobody has published there yet."""

    kept: Digests = field(default_factory=dict)
    """Digests of the version this machine last brought: the next shares its unchanged files."""

    most: Showing | None = None
    """The parts that a cut transfer may show as well."""

    mark: str = ""
    """Changes with every publication there; empty where a lock excludes other publishers."""

    damaged: tuple[str, ...] = ()
    """Names of the snapshots whose records cannot be parsed."""

    remarks: tuple[Message, ...] = ()
    """Facts about the target that whoever publishes should know."""

    @classmethod
    def of(cls, snapshots: SnapshotStore) -> Served:
        """Return the version that a store serves."""
        folder = snapshots.find_served_folder()
        digests = digest_files(folder) if folder else {}
        return cls(
            digests,
            snapshots.current(),
            is_first=folder is None,
            kept=digests,
            damaged=snapshots.find_damaged(),
        )

    @property
    def showing(self) -> Showing:
        """The parts that the sites certainly show; none if the record is missing."""
        return self.snapshot.record.showing if self.snapshot else NOTHING

    @property
    def is_cut(self) -> bool:
        """Whether a transfer was cut and not finished since."""
        return UNSURE in self.digests.values()

    def changes_to(self, showing: Showing) -> Changes:
        """Return the changes for readers: parts that certainly open, or may close."""
        surely = Changes.between(self.showing, showing)
        if self.most is None:
            return surely
        perhaps = Changes.between(self.most, showing)
        return Changes(surely.opens, perhaps.closes, surely.appears, perhaps.vanishes)
