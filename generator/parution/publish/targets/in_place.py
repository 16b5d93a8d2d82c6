"""A place whose files are changed one by one: a host reached by ssh or FTP, a bucket.

TI1 The state of the place is read from there (see `state`), never guessed from times or sizes.
    Files are listed only where no state is found.
TI2 One publisher works at a time (see `claim`), in a safe order (see `order`).
TI3 A cut transfer leaves files of unknown content. The next one sends or removes them again,
    whichever version it brings.
TI4 Files of other owners in the same folder are left alone. ``take_over`` alone makes them ours;
    then they are replaced or removed like files that we sent.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from parution.domain.messages import Message, message
from parution.filesystem import PRIVATE_FILE, PRIVATE_FOLDER, replace_file
from parution.private_store import SecretMissing
from parution.publish.folder_digests import Digests, digest_files
from parution.publish.served import UNSURE, Served
from parution.publish.showing import Showing
from parution.publish.snapshots import CannotPublish, Snapshot, SnapshotStore
from parution.publish.targets import claim as claims
from parution.publish.targets import state as states
from parution.publish.targets.claim import PublishClaim, read_claim
from parution.publish.targets.order import (
    DeliveryStep,
    find_emptied,
    list_folders_above,
    plan_steps,
    split_step,
)
from parution.publish.targets.programs import ProgramFailed
from parution.publish.targets.remote import Remote
from parution.publish.targets.state import (
    NotOurs,
    TargetState,
    Torn,
    decrypt_state,
    derive_state_key,
    encrypt_state,
)
from parution.publish.targets.target import Delivery, Sent, TransferProgress, confirm_here

MARKS = "marks"
"""The file of the last two marks that this machine wrote there, one a line, the newest first."""

PUBLISHER = "publisher"

OURS = (*states.FILES, claims.FILE)
"""Files in the place that belong to no site."""

FILES_BETWEEN_NOTES, BYTES_BETWEEN_NOTES = 1000, 64_000_000
"""How much arrives between two writes of the state: at most this much is sent twice."""

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
    """Another publisher has taken over the place."""


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
        progress: TransferProgress | None = None,
        alone: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        """Reach a place through a remote.

        ``secret`` returns the project's master secret, None if there is none yet; ``clock`` returns
        the time, aware; ``alone`` waits for programs that an earlier publication left running.
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
        """Wait until nobody publishes there from this project, and exclude others."""
        with self.snapshots.lock(), self._alone():
            yield

    def lock_local_state(self) -> AbstractContextManager[None]:
        """Exclude others from the notes that this machine keeps about the place."""
        return self.lock()

    def read_served(self) -> Served:
        """Read the state of the place; raises `CannotPublish` when it cannot be determined."""
        found, mark = self._read()
        state = self._state_from_files(found) if found is None or self._take_over else found
        is_cut = UNSURE in state.digests.values()
        kept = self.snapshots.find_served_folder()
        return Served(
            state.digests,
            self._find_snapshot(state),
            is_first=state.record is None,
            kept=digest_files(kept) if kept else {},
            most=state.most if is_cut else None,
            mark=mark,
            remarks=tuple(self._list_remarks(state, mark)),
        )

    def _read(self) -> tuple[TargetState | None, str]:
        """Return the state of the place and its mark; None and "" if it holds no state."""
        return self._decrypt(self._remote.read(states.FILES))

    def _decrypt(self, found: Mapping[str, bytes]) -> tuple[TargetState | None, str]:
        """Decrypt the files of `states.FILES` into a state and its mark, as `_read` does."""
        secret = self._secret()
        if found and secret is None:
            raise SecretMissing
        known: dict[int, tuple[TargetState, str]] = {}
        is_of_others = False
        for encrypted in found.values():
            try:
                state = decrypt_state(encrypted, derive_state_key(secret or b""))
                known[state.sequence] = state, digest_state(encrypted)
            except NotOurs:
                is_of_others = True
            except Torn:  # The other file holds the state, unless this is the first.
                continue
        if known:
            return known[max(known)]
        if is_of_others and not self._take_over:
            raise CannotPublish(NOT_OURS.with_values(address=self.address))
        return None, ""

    def _state_from_files(self, state: TargetState | None) -> TargetState:
        """Return the state if all files in the place are ours (TI4)."""
        files = tuple(path for path in self._remote.list() if path not in OURS)
        if files and not self._take_over:
            shown = ", ".join(sorted(files)[:3]) + (", …" if len(files) > 3 else "")
            raise CannotPublish(NOT_EMPTY.with_values(address=self.address, files=shown))
        return replace(state or TargetState(), digests=dict.fromkeys(files, UNSURE))

    def _find_snapshot(self, state: TargetState) -> Snapshot | None:
        """Return the last whole snapshot, as of when this machine last confirmed it."""
        record, name = state.record, state.name
        if record is None or name is None:
            return None
        snapshot = Snapshot(name, self.snapshots.folder(name), record)
        kept = self.snapshots.find(name)
        if kept and kept.record.showing.shown == record.showing.shown:
            return replace(snapshot, record=kept.record)
        return snapshot

    def _list_remarks(self, state: TargetState, mark: str) -> Iterator[Message]:
        marks = self._list_marks()
        if marks and not state.digests:
            yield EMPTIED.with_values(address=self.address)
        elif marks and mark not in marks:
            yield BY_OTHERS.with_values(address=self.address)
        if UNSURE in state.digests.values() and not self._take_over:
            yield CUT.with_values(address=self.address)

    # --- changing, under the lock --------------------------------------------------------------

    def confirm(self, snapshot: Snapshot, showing: Showing) -> None:
        """Note the instant on this machine; write to the place only if it shows other parts."""
        if not confirm_here(self.snapshots, snapshot, showing):
            return
        with self._claim() as (state, _):
            if state and state.name == snapshot.name:
                record = replace(snapshot.record, showing=showing)
                self._write(state.after_arrival(snapshot.name, record, state.digests))

    def bring(self, delivery: Delivery, served: Served) -> None:
        """Send and remove the files that differ, in order, and write the new state."""
        with self._claim() as (state, mark):
            if mark != served.mark:
                raise CannotPublish(MEANWHILE.with_values(address=self.address))
            state = replace(state or TargetState(), digests=served.digests)
            state = self._transfer_all(state, delivery)
            record = delivery.snapshot.record
            self._write(state.after_arrival(delivery.snapshot.name, record, delivery.digests))
        self.snapshots.switch(delivery.snapshot)

    def _transfer_all(self, state: TargetState, delivery: Delivery) -> TargetState:
        """Carry out the steps; return the state as it was last written."""
        folder = delivery.snapshot.folder

        def size(path: str) -> int:
            return (folder / path).stat().st_size

        ordered = plan_steps(
            state.digests, delivery.digests, delivery.closes, delivery.homes, delivery.guards
        )
        touched = [path for step in ordered for path in step.paths]
        state = state.while_changing(delivery.snapshot.record.showing, touched)
        self._write(state)
        known = dict(state.digests)
        sent = Sent(0, len(touched), 0, sum(size(path) for step in ordered for path in step.send))
        noted, kept = sent, list_folders_above(delivery.digests)
        for step in ordered:
            for batch in split_step(step, size):
                self._carry_out(batch, folder, kept)
                update_known(known, batch, delivery.digests)
                sent = sent.more(len(batch.paths), sum(map(size, batch.send)))
                self._progress(sent)
                self._keep_claim()
                if is_state_due(noted, sent):
                    state = state.with_digests(dict(known))
                    self._write(state)
                    noted = sent
        self._keep_claim(now=True)
        return state

    def _carry_out(self, batch: DeliveryStep, folder: Path, kept: Container[str]) -> None:
        """Remove and send the files of a batch, and remove the folders that it empties.

        Names of folders may be keys. They are removed before the state says that their files are
        gone, so that after a cut transfer the next one removes both again.
        """
        if batch.remove:
            self._remote.remove(batch.remove)
            # A host may refuse to remove a folder. Where the line is dead, the next step fails.
            with suppress(ProgramFailed):
                if folders := find_emptied(batch.remove, kept):
                    self._remote.remove_empty_folders(folders)
        if batch.send:
            self._remote.send(folder, batch.send)

    def _write(self, state: TargetState) -> None:
        """Write the state to the place (TS2, TS3), and its mark to this machine."""
        encrypted = encrypt_state(state, derive_state_key(self._secret() or b""))
        marks = [digest_state(encrypted), *self._list_marks()[:1]]
        self._note(MARKS, "\n".join(marks))
        self._put(state.file, encrypted)

    def _put(self, name: str, data: bytes) -> None:
        with TemporaryDirectory(prefix="parution-") as folder:
            Path(folder, name).write_bytes(data)
            self._remote.send(Path(folder), (name,))

    def _list_marks(self) -> list[str]:
        path = self._records / MARKS
        return path.read_text().split() if path.exists() else []

    def _note(self, name: str, text: str) -> None:
        self._records.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        replace_file(self._records / name, text.encode(), PRIVATE_FILE, lasting=True)

    # --- one publisher at a time (TC1 to TC4) ----------------------------------------------------

    @contextmanager
    def _claim(self) -> Iterator[tuple[TargetState | None, str]]:
        """Claim the place; yield its state and mark, which nobody else changes meanwhile."""
        found = read_claim(self._remote.read((claims.FILE,)))
        if found and found.holds(self._publisher, self._clock()) and not self._take_over:
            moment = f"{found.written_at:%Y-%m-%d %H:%M} UTC"
            raise CannotPublish(TAKEN.with_values(address=self.address, moment=moment))
        self._write_claim()
        time.sleep(claims.SETTLING)
        files = dict(self._remote.read((claims.FILE, *states.FILES)))
        self._check(read_claim(files))
        files.pop(claims.FILE, None)
        is_lost = False
        try:
            yield self._decrypt(files)
        except LostClaim:
            is_lost = True
            raise
        finally:
            # If the line is dead the claim stays, and others wait for an hour.
            with suppress(CannotPublish):
                if not is_lost:
                    self._remote.remove((claims.FILE,))

    def _keep_claim(self, *, now: bool = False) -> None:
        """Check now and then that the claim is still ours, and rewrite it (TC2)."""
        moment = self._clock()
        if now or moment - self._checked_at >= claims.CHECKED_EVERY:
            found = self._check(read_claim(self._remote.read((claims.FILE,))))
            if moment - found.written_at > claims.LIFE / 4:
                self._write_claim()

    def _check(self, found: PublishClaim | None) -> PublishClaim:
        """Return the claim if it is ours; raise `LostClaim` otherwise."""
        if found is None or found.publisher != self._publisher:
            raise LostClaim(LOST.with_values(address=self.address))
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


def digest_state(encrypted: bytes) -> str:
    """Return a digest that identifies one state of a target."""
    return hashlib.sha256(encrypted).hexdigest()


def update_known(known: dict[str, str], batch: DeliveryStep, digests: Digests) -> None:
    """Update the known digests after a batch was sent or removed."""
    known.update({path: digests[path] for path in batch.send})
    for path in batch.remove:
        known.pop(path, None)


def is_state_due(before: Sent, after: Sent) -> bool:
    """Return whether enough was sent in between to write the state."""
    files, size = after.files - before.files, after.bytes - before.bytes
    return files >= FILES_BETWEEN_NOTES or size >= BYTES_BETWEEN_NOTES
