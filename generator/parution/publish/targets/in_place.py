"""A place whose files are changed one by one: a host by ssh, by FTP, a bucket.

I1  What stands there is read from there (see `standing`); nothing of it is guessed from times
    or sizes, and nothing is listed, save where nothing says what stands there.
I2  One publisher at a time (see `claim`), in a safe order (see `order`).
I3  A transfer that is cut leaves files of which nobody knows what they hold. They are sent or
    removed anew by the next, whichever version that brings.
I4  Files of others in the same folder are left alone. Only ``take over`` makes them ours; then
    they go like what we had sent.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from parution.domain.messages import Message, message
from parution.filesystem import PRIVATE_FILE, PRIVATE_FOLDER, replace_file
from parution.private_store import SecretMissing
from parution.publish.digests import Digests, digests_of
from parution.publish.served import UNSURE, Served
from parution.publish.showing import Showing
from parution.publish.snapshots import CannotPublish, Snapshot, SnapshotStore
from parution.publish.targets import claim as claims
from parution.publish.targets import standing as standings
from parution.publish.targets.claim import PublishClaim, read_claim
from parution.publish.targets.order import DeliveryStep, batches, steps
from parution.publish.targets.remote import Remote
from parution.publish.targets.standing import NotOurs, Standing, Torn, key_of, open_sealed, seal
from parution.publish.targets.target import Delivery, Progress, Sent, confirm_here

MARKS = "marks"
"""What this machine last noted there, and what it noted before: one a line."""

PUBLISHER = "publisher"

OURS = (*standings.FILES, claims.FILE)
"""Files in the place that are no site's."""

FILES_BETWEEN_NOTES, BYTES_BETWEEN_NOTES = 1000, 64_000_000
"""After how much it is noted there what has arrived: so much is sent twice at most."""

NOT_EMPTY = message(
    "Nothing was ever published in %(address)s, and yet there are files: %(files)s. If all of them"
    " may be replaced or removed, add --take-over.",
    address="",
    files="",
)
NOT_OURS = message(
    "%(address)s was published with another master secret, or what says so is damaged. Copy the"
    " file .parution/secret from the machine that published there. If all that is there may be"
    " replaced or removed, add --take-over.",
    address="",
)
TAKEN = message(
    "Another machine is publishing to %(address)s, since %(moment)s at least. Wait for its end; if"
    " it was stopped, add --take-over.",
    address="",
    moment="",
)
LOST = message(
    "Another publisher has begun to publish to %(address)s: this one has stopped. Publish again"
    " when the other is done.",
    address="",
)
MEANWHILE = message(
    "Somebody published to %(address)s while this publication was being made: start again.",
    address="",
)
BY_OTHERS = message(
    "Since this machine last published to %(address)s somebody else did, or older files were put"
    " back there. What changes is counted from what stands there now.",
    address="",
)
CUT = message(
    "The last transfer to %(address)s was cut. This one finishes it.",
    address="",
)
EMPTIED = message(
    "%(address)s is empty, though this machine published there: all is sent anew.", address=""
)


class LostClaim(CannotPublish):
    """Another publisher has taken the place over."""


class InPlace:
    """A place whose files are changed one by one."""

    def __init__(
        self,
        address: str,
        remote: Remote,
        store: SnapshotStore,
        secret: Callable[[], bytes | None],
        clock: Callable[[], datetime],
        *,
        take_over: bool = False,
        progress: Progress | None = None,
        alone: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        """Know a place by its remote.

        ``secret`` gives the project's master secret once there is one, ``clock`` the time, aware;
        ``alone`` waits for the end of programs that an earlier publication left behind.
        """
        self.address = address
        self.snapshots = store
        self._remote = remote
        self._secret = secret
        self._clock = clock
        self._take_over = take_over
        self._progress = progress or (lambda _: None)
        self._alone = alone
        self._records = store.target / "records"
        self._checked_at = datetime.min.replace(tzinfo=UTC)

    # --- looking -------------------------------------------------------------------------------

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Wait for whoever publishes there from this project, and for what they had started."""
        with self.snapshots.lock(), self._alone():
            yield

    def reading(self) -> AbstractContextManager[None]:
        """Keep to oneself what is noted here of the place."""
        return self.lock()

    def served(self) -> Served:
        """Read what stands there; raises `CannotPublish` where that cannot be told."""
        found, mark = self._read()
        standing = self._taken_over(found) if found is None or self._take_over else found
        is_cut = UNSURE in standing.digests.values()
        kept = self.snapshots.find_served_folder()
        return Served(
            standing.digests,
            self._snapshot(standing),
            is_first=standing.record is None,
            kept=digests_of(kept) if kept else {},
            most=standing.most if is_cut else None,
            mark=mark,
            remarks=tuple(self._remarks(standing, mark)),
        )

    def _read(self) -> tuple[Standing | None, str]:
        """Return what stands there, None where nothing says it, and its mark."""
        return self._understood(self._remote.read(standings.FILES))

    def _understood(self, found: Mapping[str, bytes]) -> tuple[Standing | None, str]:
        """Return what the files of `standings.FILES` say, as `_read` does."""
        secret = self._secret()
        if found and secret is None:
            raise SecretMissing
        known: dict[int, tuple[Standing, str]] = {}
        is_of_others = False
        for sealed in found.values():
            try:
                standing = open_sealed(sealed, key_of(secret or b""))
                known[standing.sequence] = standing, mark_of(sealed)
            except NotOurs:
                is_of_others = True
            except Torn:  # The other file says what stands there; before the first nothing does.
                continue
        if known:
            return known[max(known)]
        if is_of_others and not self._take_over:
            raise CannotPublish(said(NOT_OURS, address=self.address))
        return None, ""

    def _taken_over(self, standing: Standing | None) -> Standing:
        """Return what stands there when all files there are ours (I4)."""
        files = tuple(path for path in self._remote.list() if path not in OURS)
        if files and not self._take_over:
            shown = ", ".join(sorted(files)[:3]) + (", …" if len(files) > 3 else "")
            raise CannotPublish(said(NOT_EMPTY, address=self.address, files=shown))
        return replace(standing or Standing(), digests=dict.fromkeys(files, UNSURE))

    def _snapshot(self, standing: Standing) -> Snapshot | None:
        """Return what last stood there whole, as of when this machine last found it right."""
        record, name = standing.record, standing.name
        if record is None or name is None:
            return None
        snapshot = Snapshot(name, self.snapshots.folder(name), record)
        kept = self.snapshots.find(name)
        if kept and kept.record.showing.shown == record.showing.shown:
            return replace(snapshot, record=kept.record)
        return snapshot

    def _remarks(self, standing: Standing, mark: str) -> Iterator[Message]:
        marks = self._marks()
        if marks and not standing.digests:
            yield said(EMPTIED, address=self.address)
        elif marks and mark not in marks:
            yield said(BY_OTHERS, address=self.address)
        if UNSURE in standing.digests.values() and not self._take_over:
            yield said(CUT, address=self.address)

    # --- changing, under the lock --------------------------------------------------------------

    def confirm(self, snapshot: Snapshot, showing: Showing) -> None:
        """Note on this side that all is right; there, only where something else is shown."""
        if not confirm_here(self.snapshots, snapshot, showing):
            return
        with self._claim() as (standing, _):
            if standing and standing.name == snapshot.name:
                record = replace(snapshot.record, showing=showing)
                self._write(standing.whole(snapshot.name, record, standing.digests))

    def bring(self, delivery: Delivery, served: Served) -> None:
        """Send and remove what differs, in order, and note what stands there."""
        with self._claim() as (standing, mark):
            if mark != served.mark:
                raise CannotPublish(said(MEANWHILE, address=self.address))
            standing = replace(standing or Standing(), digests=served.digests)
            arrived = self._transfer(standing, delivery)
            record = delivery.snapshot.record
            self._write(arrived.whole(delivery.snapshot.name, record, delivery.digests))
        self.snapshots.switch(delivery.snapshot)

    def _transfer(self, standing: Standing, delivery: Delivery) -> Standing:
        """Do the steps; return what stands there then, as it was last noted."""
        folder = delivery.snapshot.folder

        def size(path: str) -> int:
            return (folder / path).stat().st_size

        ordered = steps(
            standing.digests, delivery.digests, delivery.closes, delivery.homes, delivery.guards
        )
        touched = [path for step in ordered for path in step.paths]
        standing = standing.towards(delivery.snapshot.record.showing, touched)
        self._write(standing)
        known = dict(standing.digests)
        sent = Sent(0, len(touched), 0, sum(size(path) for step in ordered for path in step.send))
        noted = sent
        for step in ordered:
            for batch in batches(step, size):
                self._carry_out(batch, folder)
                learn(known, batch, delivery.digests)
                sent = sent.more(len(batch.paths), sum(map(size, batch.send)))
                self._progress(sent)
                self._keep_claim()
                if is_much(noted, sent):
                    standing = standing.with_digests(dict(known))
                    self._write(standing)
                    noted = sent
        self._keep_claim(now=True)
        return standing

    def _carry_out(self, batch: DeliveryStep, folder: Path) -> None:
        if batch.remove:
            self._remote.remove(batch.remove)
        if batch.send:
            self._remote.send(folder, batch.send)

    def _write(self, standing: Standing) -> None:
        """Note what stands there (S2, S3), and on this side that we noted it."""
        sealed = seal(standing, key_of(self._secret() or b""))
        marks = [mark_of(sealed), *self._marks()[:1]]
        self._note(MARKS, "\n".join(marks))
        self._put(standing.file, sealed)

    def _put(self, name: str, data: bytes) -> None:
        with TemporaryDirectory(prefix="parution-") as folder:
            Path(folder, name).write_bytes(data)
            self._remote.send(Path(folder), (name,))

    def _marks(self) -> list[str]:
        path = self._records / MARKS
        return path.read_text().split() if path.exists() else []

    def _note(self, name: str, text: str) -> None:
        self._records.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        replace_file(self._records / name, text.encode(), PRIVATE_FILE, lasting=True)

    # --- one publisher at a time (K1 to K4) ----------------------------------------------------

    @contextmanager
    def _claim(self) -> Iterator[tuple[Standing | None, str]]:
        """Claim the place; give what stands there, and its mark, as nobody else will change it."""
        found = read_claim(self._remote.read((claims.FILE,)))
        if found and found.holds(self._publisher, self._clock()) and not self._take_over:
            moment = f"{found.written_at:%Y-%m-%d %H:%M} UTC"
            raise CannotPublish(said(TAKEN, address=self.address, moment=moment))
        self._write_claim()
        time.sleep(claims.SETTLING)
        files = dict(self._remote.read((claims.FILE, *standings.FILES)))
        self._check(read_claim(files))
        files.pop(claims.FILE, None)
        is_lost = False
        try:
            yield self._understood(files)
        except LostClaim:
            is_lost = True
            raise
        finally:
            # Where the line is dead nothing can be removed: others wait for an hour then.
            with suppress(CannotPublish):
                if not is_lost:
                    self._remote.remove((claims.FILE,))

    def _keep_claim(self, *, now: bool = False) -> None:
        """See now and then that the claim still is ours, and write it anew (K2)."""
        moment = self._clock()
        if now or moment - self._checked_at >= claims.CHECKED_EVERY:
            found = self._check(read_claim(self._remote.read((claims.FILE,))))
            if moment - found.written_at > claims.LIFE / 4:
                self._write_claim()

    def _check(self, found: PublishClaim | None) -> PublishClaim:
        """Return a claim that is ours; raises `LostClaim`."""
        if found is None or found.publisher != self._publisher:
            raise LostClaim(said(LOST, address=self.address))
        self._checked_at = self._clock()
        return found

    def _write_claim(self) -> None:
        self._put(claims.FILE, PublishClaim(self._publisher, self._clock()).as_bytes())

    @cached_property
    def _publisher(self) -> str:
        path = self._records / PUBLISHER
        if not path.exists():
            self._note(PUBLISHER, secrets.token_hex(16))
        return path.read_text()


def mark_of(sealed: bytes) -> str:
    """Return what tells one state of a target from any other."""
    return hashlib.sha256(sealed).hexdigest()


def learn(known: dict[str, str], batch: DeliveryStep, digests: Digests) -> None:
    """Note what is known of files that have arrived, or are gone."""
    known.update({path: digests[path] for path in batch.send})
    for path in batch.remove:
        known.pop(path, None)


def is_much(before: Sent, after: Sent) -> bool:
    """Tell whether enough was sent in between that it should be noted."""
    files, size = after.files - before.files, after.bytes - before.bytes
    return files >= FILES_BETWEEN_NOTES or size >= BYTES_BETWEEN_NOTES


def said(sentence: Message, **values: str) -> Message:
    """Return a sentence with these values."""
    return Message(sentence.msgid, tuple(values.items()))
