"""A branch of a git repository that a host makes into pages: GitHub Pages, GitLab Pages.

TG1 The branch has a single commit without a parent, so its history keeps nothing that closed. The
    host may still keep former commits for a while, for people who know their names.
TG2 The branch moves in one step, and only if nobody else moved it meanwhile: readers of the branch
    have all of the old version or all of the new one. The host decides when to show it.
TG3 An encrypted file in the commit lists the served files (see `state`). Files of other authors
    (``CNAME``) stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from parution.private_store import SecretMissing
from parution.publish.folder_digests import digest_files
from parution.publish.served import UNSURE, Served
from parution.publish.showing import Showing
from parution.publish.snapshots import CannotPublish, Snapshot, SnapshotStore
from parution.publish.targets.in_place import MEANWHILE, NOT_EMPTY, NOT_OURS
from parution.publish.targets.programs import ProgramFailed, Programs
from parution.publish.targets.state import (
    NotOurs,
    TargetState,
    Torn,
    decrypt_state,
    derive_state_key,
    encrypt_state,
)
from parution.publish.targets.target import Delivery, confirm_here
from parution.publish.targets.target_address import GitAddress

STATE = "parution-state"
NO_JEKYLL = ".nojekyll"
"""Keeps GitHub from omitting files whose names begin with an underscore or a dot."""

STANDS = "refs/parution/stands"
"""The last known commit of the branch, in the local copy of the repository."""

WHO = "parution"

SETTINGS = (
    "core.autocrlf=false",
    "core.safecrlf=false",
    "core.fileMode=false",
    "core.trustctime=false",
    "core.quotePath=false",
    "core.attributesFile=",
    "core.excludesFile=",
    "user.name=parution",
    "user.email=parution@localhost",
    "commit.gpgSign=false",
    "gc.auto=200",
)
"""They make git store bytes unchanged, whatever the machine's own settings are."""


class GitBranch:
    """A branch of a repository."""

    def __init__(
        self,
        address: str,
        place: GitAddress,
        store: SnapshotStore,
        secret: Callable[[], bytes | None],
        clock: Callable[[], datetime],
        programs: Programs,
        *,
        take_over: bool = False,
    ) -> None:
        """Store the address of a branch; ``secret`` and ``clock`` are as for `InPlace`."""
        self.address = address
        self.snapshots = store
        self._repository = place.repository
        self._ref = f"refs/heads/{place.branch}"
        self._secret = secret
        self._clock = clock
        self._programs = programs
        self._take_over = take_over
        self._copy = store.target / "copy.git"

    # --- looking -------------------------------------------------------------------------------

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Wait until nobody publishes there from this project, and exclude others."""
        with self.snapshots.lock(), self._programs.alone():
            yield

    def lock_local_state(self) -> AbstractContextManager[None]:
        """Exclude others from this machine's copy of the repository."""
        return self.lock()

    def read_served(self) -> Served:
        """Read the branch; raises `CannotPublish` when its state cannot be determined."""
        tip = self._fetch()
        state = self._find_state(self._list_files(tip))
        kept = self.snapshots.find_served_folder()
        record, name = state.record, state.name
        return Served(
            state.digests,
            Snapshot(name, self.snapshots.folder(name), record) if name and record else None,
            is_first=record is None,
            kept=digest_files(kept) if kept else {},
            mark=tip,
        )

    def _fetch(self) -> str:
        """Fetch the commit of the branch without its files; return its name, or "" if none."""
        if not self._copy.is_dir():
            self._programs.run(("git", "init", "-q", "--bare", str(self._copy)))
            self._run_git("config", "remote.origin.url", self._repository)
            self._run_git("config", "remote.origin.promisor", "true")
            self._run_git("config", "remote.origin.partialclonefilter", "blob:none")
        listed = self._run_git("ls-remote", "origin", self._ref).split()
        tip = listed[0].decode() if listed else ""
        if not tip or tip == self._find_known_tip():
            return tip
        fetched = f"+{self._ref}:{STANDS}"
        self._run_git("fetch", "-q", "--depth=1", "--filter=blob:none", "origin", fetched)
        return self._find_known_tip()

    def _find_known_tip(self) -> str:
        return self._run_git("for-each-ref", "--format=%(objectname)", STANDS).decode().strip()

    def _list_files(self, tip: str) -> Mapping[str, str]:
        """Return the files of a commit: object names by path."""
        if not tip:
            return {}
        rows = self._run_git("ls-tree", "-r", "-z", tip).split(b"\0")
        entries = (row.decode("utf-8", "surrogateescape").split("\t", 1) for row in rows if row)
        return {path: entry.split()[2] for entry, path in entries}

    def _find_state(self, files: Mapping[str, str]) -> TargetState:
        if STATE in files:
            secret = self._secret()
            if secret is None:
                raise SecretMissing
            try:
                state = decrypt_state(
                    self._run_git("cat-file", "blob", files[STATE]), derive_state_key(secret)
                )
            except (NotOurs, Torn):
                if not self._take_over:
                    raise CannotPublish(NOT_OURS.with_values(address=self.address)) from None
            else:
                return self._state_from_files(files, state) if self._take_over else state
        elif files and not self._take_over:
            shown = ", ".join(sorted(files)[:3]) + (", …" if len(files) > 3 else "")
            raise CannotPublish(NOT_EMPTY.with_values(address=self.address, files=shown))
        return self._state_from_files(files, TargetState())

    def _state_from_files(self, files: Mapping[str, str], state: TargetState) -> TargetState:
        ours = (path for path in files if path not in (STATE, NO_JEKYLL))
        return replace(state, digests=dict.fromkeys(ours, UNSURE))

    # --- changing, under the lock --------------------------------------------------------------

    def confirm(self, snapshot: Snapshot, showing: Showing) -> None:
        """Note the instant on this machine; push a commit only if the sites show other parts."""
        if not confirm_here(self.snapshots, snapshot, showing):
            return
        tip = self._fetch()
        state = self._find_state(self._list_files(tip))
        record = replace(snapshot.record, showing=showing)
        self._run_git("read-tree", tip)
        self._commit_and_push(state.after_arrival(snapshot.name, record, state.digests), tip)

    def bring(self, delivery: Delivery, served: Served) -> None:
        """Make a commit of the snapshot and move the branch to it (TG1, TG2)."""
        tip = self._fetch()
        if tip != served.mark:
            raise CannotPublish(MEANWHILE.with_values(address=self.address))
        snapshot = delivery.snapshot
        sent = {*served.digests, *delivery.digests, STATE, NO_JEKYLL}
        of_others = {path: name for path, name in self._list_files(tip).items() if path not in sent}
        self._run_git("add", "--all", "--force", ".", work_tree=snapshot.folder)
        self._add(of_others)
        state = TargetState().after_arrival(snapshot.name, snapshot.record, delivery.digests)
        self._commit_and_push(state, tip)
        self.snapshots.switch(snapshot)

    def _add(self, files: Mapping[str, str]) -> None:
        rows = (f"100644 {name}\t{path}\0" for path, name in files.items())
        given = "".join(rows).encode("utf-8", "surrogateescape")
        self._run_git("update-index", "-z", "--index-info", given=given)

    def _commit_and_push(self, state: TargetState, tip: str) -> None:
        encrypted = encrypt_state(state, derive_state_key(self._secret() or b""))
        self._add({STATE: self._store_object(encrypted), NO_JEKYLL: self._store_object(b"")})
        tree = self._run_git("write-tree", "--missing-ok").decode().strip()
        date = f"{int(self._clock().timestamp())} +0000"
        dated = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
        made = self._run_git("commit-tree", tree, "-m", state.name or WHO, environment=dated)
        commit = made.decode().strip()
        lease = f"--force-with-lease={self._ref}:{tip}"
        try:
            self._run_git("push", "-q", lease, "origin", f"{commit}:{self._ref}")
        except ProgramFailed as failure:
            if "stale info" in failure.stderr or "fetch first" in failure.stderr:
                raise CannotPublish(MEANWHILE.with_values(address=self.address)) from None
            raise
        self._run_git("update-ref", STANDS, commit)

    def _store_object(self, data: bytes) -> str:
        return self._run_git("hash-object", "-w", "--stdin", given=data).decode().strip()

    def _run_git(
        self,
        *words: str,
        given: bytes = b"",
        work_tree: Path | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> bytes:
        settings = (word for setting in SETTINGS for word in ("-c", setting))
        where = ("--git-dir", str(self._copy))
        tree = () if work_tree is None else ("--work-tree", str(work_tree))
        return self._programs.run(
            ("git", *settings, *where, *tree, *words),
            given=given,
            environment={"GIT_TERMINAL_PROMPT": "0", **(environment or {})},
            folder=work_tree,
        )
