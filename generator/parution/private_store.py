"""The private folder of a project: rendered objects, caches and the master secret.

Everything under ``.parution/`` may hold unreleased text. The folder has mode 0700 and is never
served; objects are named by the SHA-256 of their bytes.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import pickle
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from parution.domain.failures import Failure
from parution.domain.messages import message
from parution.filesystem import PRIVATE_FILE, PRIVATE_FOLDER, flush_folder, read_beginning
from parution.filesystem import replace_file as replace_file

if TYPE_CHECKING:
    from filelock import BaseFileLock

FOLDER = ".parution"
SECRET_FILE = "secret"  # noqa: S105 - the name of a file
SECRET_VARIABLE = "PARUTION_SECRET"  # noqa: S105 - the name of a variable, not a secret
SECRET_BYTES = 32
LONGEST_SECRET = 10_000
SALT = b"parution"
"""The salt of every key derived from the master secret."""

DIGITS = 64
"""Characters of a digest."""

IGNORED_BY_GIT = b"*\n"
"""The folder's ``.gitignore``: it ignores everything, itself included."""

CHUNK = 1 << 20
"""Bytes of a file that are in memory at once."""


UNREADABLE = (
    OSError,
    pickle.PickleError,
    EOFError,
    AttributeError,
    ImportError,
    TypeError,
    ValueError,
    IndexError,
)
"""The exceptions that loading a foreign or outdated pickle can raise."""


class ObjectLost(Failure):
    """An object in the private folder is missing or damaged."""

    def __init__(self, digest: str) -> None:
        self.digest = digest
        super().__init__(
            message("The folder .parution does not hold what was just written into it."),
            message(
                "Check the disk, then remove everything in that folder but its file “secret”, and"
                " build once more."
            ),
        )


class SecretTooShort(Failure):
    """The given master secret has too few characters."""

    def __init__(self, least: int) -> None:
        super().__init__(
            message("The master secret must have at least %(count)s characters.", count=least)
        )


class SecretUnreadable(Failure):
    """The file of the master secret is no file, or no text."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            message("%(path)s is not a file with one line of text.", path=str(path)),
            message(
                "Copy the file back from where you keep the secret. Without any, all sites of the"
                " groups get new addresses."
            ),
        )


class SecretMissing(Failure):
    """There is no master secret, and a new one would change all addresses."""

    def __init__(self) -> None:
        super().__init__(
            message(
                "There is no master secret here, and with another one every site would have"
                " another address."
            ),
            message(
                "Copy the file .parution/secret from the machine that built the sites, or set"
                " PARUTION_SECRET."
            ),
        )


def has_secret(project: Path) -> bool:
    """Return whether a project has a master secret; create nothing."""
    return SECRET_VARIABLE in os.environ or os.path.lexists(project / FOLDER / SECRET_FILE)


def find_secret(project: Path) -> bytes | None:
    """Return the master secret of a project, None if there is none; create nothing."""
    given = os.environ.get(SECRET_VARIABLE)
    if given is not None:
        return check_secret(given)
    path = project / FOLDER / SECRET_FILE
    return read_secret(path) if os.path.lexists(path) else None


def read_secret(path: Path) -> bytes:
    """Return the master secret in a file; refuse a pipe, a device, a folder, a lost link."""
    if not path.is_file():
        raise SecretUnreadable(path)
    try:
        return check_secret(read_beginning(path, LONGEST_SECRET).decode())
    except UnicodeDecodeError as error:
        raise SecretUnreadable(path) from error


def check_secret(written: str) -> bytes:
    """Return a master secret as bytes; raise `SecretTooShort` if it is too short."""
    secret = written.strip().encode()
    if len(secret) < SECRET_BYTES:
        raise SecretTooShort(SECRET_BYTES)
    return secret


def derive_key(secret: bytes, purpose: str, length: int = 32) -> bytes:
    """Return a key of up to 32 bytes for one purpose, by HKDF-SHA-256 (RFC 5869).

    Nobody can tell it from random bytes, or find the secret or another key from it. For a single
    block the standard is these two lines; most builds need addresses, and would load a library of
    ciphers for them.
    """
    extracted = hmac.digest(SALT, secret, "sha256")
    return hmac.digest(extracted, purpose.encode() + b"\x01", "sha256")[:length]


def digest_of(data: bytes) -> str:
    """Return the name under which these bytes are stored."""
    return hashlib.sha256(data).hexdigest()


class PrivateStore:
    """The private folder of the project in ``project``, created on first use."""

    def __init__(self, project: Path) -> None:
        self.folder = project / FOLDER
        self.folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        self.folder.chmod(PRIVATE_FOLDER)
        ignored = self.folder / ".gitignore"
        if not ignored.exists():
            replace_file(ignored, IGNORED_BY_GIT, PRIVATE_FILE)
        self._objects = self.folder / "objects"
        self._objects.mkdir(exist_ok=True)
        self._known: set[str] = set()
        """Objects known to exist."""
        self._sound: set[str] = set()
        """Objects whose bytes this process wrote or verified."""
        self.added = 0
        """Number of new objects since somebody last reset it."""

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Wait until no other process builds or publishes, and exclude others.

        Whoever holds the lock may take it again. The system releases it when the process ends,
        however it ends.
        """
        with self._lock:
            yield

    @cached_property
    def _lock(self) -> BaseFileLock:
        # Imported here, because a command that only reads locks nothing.
        from filelock import FileLock

        return FileLock(self.folder / "lock", mode=PRIVATE_FILE)

    # --- objects -------------------------------------------------------------------------------

    def put(self, data: bytes) -> str:
        """Store bytes and return their digest; cheap if they are stored already."""
        digest = digest_of(data)
        if digest not in self._known:
            path = self._locate(digest)
            if not path.exists():
                path.parent.mkdir(exist_ok=True)
                replace_file(path, data, PRIVATE_FILE)
                self.added += 1
                self._sound.add(digest)
            self._known.add(digest)
        return digest

    def put_text(self, text: str) -> str:
        """Store a text as UTF-8 and return its digest."""
        return self.put(text.encode())

    def put_file(self, source: Path) -> str:
        """Store the bytes of a file of any size and return their digest."""
        beside = self._objects / f"{secrets.token_hex(8)}.part"
        try:
            descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
            with source.open("rb") as read, open(descriptor, "wb") as written:
                digest = copy_stream(read, written)
            if not self.has(digest):
                self._locate(digest).parent.mkdir(exist_ok=True)
                os.replace(beside, self._locate(digest))
                self.added += 1
                self._sound.add(digest)
        finally:
            beside.unlink(missing_ok=True)
        self._known.add(digest)
        return digest

    def copy(self, digest: str, written: BinaryIO) -> None:
        """Write the bytes of an object of any size to a stream; raise `ObjectLost` as `get` does.

        If the object is damaged, its bytes have been written by then.
        """
        try:
            with self._locate(digest).open("rb") as read:
                if digest in self._sound:
                    shutil.copyfileobj(read, written, CHUNK)
                    return
                found = copy_stream(read, written)
        except FileNotFoundError:
            self._known.discard(digest)
            raise ObjectLost(digest) from None
        if found != digest:
            self.drop(digest)
            raise ObjectLost(digest)
        self._sound.add(digest)

    def get(self, digest: str) -> bytes:
        """Return the bytes of an object; raise `ObjectLost` if it is missing or damaged.

        A damaged object is removed, so that it can be stored again. Objects that this process wrote
        or verified are not verified again.
        """
        path = self._locate(digest)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            self._known.discard(digest)
            raise ObjectLost(digest) from None
        if digest not in self._sound:
            if digest_of(data) != digest:
                self.drop(digest)
                raise ObjectLost(digest)
            self._sound.add(digest)
        return data

    def get_text(self, digest: str) -> str:
        """Return an object as text; raise `ObjectLost` as `get` does."""
        return self.get(digest).decode()

    def has(self, digest: str) -> bool:
        """Return whether an object is stored."""
        return digest in self._known or self._locate(digest).exists()

    def names(self) -> Iterator[str]:
        """Yield the digests of all objects."""
        for path in self._objects.glob("*/*"):
            if len(name := path.parent.name + path.name) == DIGITS:
                yield name

    def drop(self, digest: str) -> None:
        """Remove an object that nothing refers to any more."""
        self._locate(digest).unlink(missing_ok=True)
        self._known.discard(digest)
        self._sound.discard(digest)

    def forget(self) -> None:
        """Remove the caches of builds, and every damaged object.

        The secret and sound objects stay: the next build finds the objects again.
        """
        for remembered in (*self.folder.glob("*.pickle"), *self.folder.glob("*.json")):
            remembered.unlink()
        for folder in ("cache", "search"):
            shutil.rmtree(self.folder / folder, ignore_errors=True)
        for path in self._objects.glob("*/*"):
            with path.open("rb") as stream:
                found = hashlib.file_digest(stream, "sha256").hexdigest()
            if found != path.parent.name + path.name:
                path.unlink()
        self._known.clear()
        self._sound.clear()

    def _locate(self, digest: str) -> Path:
        return self._objects / digest[:2] / digest[2:]

    # --- the secret ----------------------------------------------------------------------------

    @property
    def secret_path(self) -> Path:
        """The file of the master secret, used unless the environment gives one."""
        return self.folder / SECRET_FILE

    def has_secret(self) -> bool:
        """Return whether a master secret exists."""
        return has_secret(self.folder.parent)

    def secret(self) -> bytes:
        """Return the master secret, creating one if there is none.

        It comes from ``PARUTION_SECRET`` or from ``.parution/secret`` (mode 0600). Raises
        `SecretTooShort` if it has fewer than 32 characters.
        """
        given = os.environ.get(SECRET_VARIABLE)
        if given is not None:
            return check_secret(given)
        if not os.path.lexists(self.secret_path):
            made = secrets.token_hex(SECRET_BYTES).encode()
            replace_file(self.secret_path, made + b"\n", PRIVATE_FILE, lasting=True)
            flush_folder(self.folder.parent)
        return read_secret(self.secret_path)


def copy_stream(read: BinaryIO, written: BinaryIO) -> str:
    """Copy a stream to another in chunks, and return the digest of its bytes."""
    passed = hashlib.sha256()
    while chunk := read.read(CHUNK):
        passed.update(chunk)
        written.write(chunk)
    return passed.hexdigest()
