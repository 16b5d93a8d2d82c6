"""Audit a ``site_dir``: prove from its bytes alone that it holds nothing hidden.

A1  `parution.release` decides what each site must not show at the instant; the sources provide the
    texts to look for, not the rendering, the composed pages or the plans.
A2  The audit reads every file below a site's folder; for the public site, every file outside ``g/``
    and ``archives/``. A file that it cannot read is a leak.
A3  A site may hold texts that require no right, or a right that the site has.
A4  A folder of ``g/`` or ``archives/`` that belongs to no site is a leak, whatever it holds.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from itertools import chain
from pathlib import Path

from parution.audit.fingerprints import Mark
from parution.audit.hidden_texts import fingerprint_hidden_texts, may_link
from parution.audit.layout import PRIVATE, UNKNOWN, Layout
from parution.audit.leaks import Leak, LeakKind
from parution.audit.premises import Premises
from parution.audit.rights import NOBODY, Book, Rights
from parution.audit.room_codes import RoomCode, RoomCodes
from parution.audit.scanner import Needles, Scanner
from parution.audit.unread_files import explain_unread_file
from parution.audit.verdicts import VerdictCache, Verdicts, digest_search
from parution.domain import PUBLIC_SITE, Catalogue, Site
from parution.private_store import FOLDER
from parution.release import Decisions

FOLDERS = ("archives", "g")
"""The folders under ``site_dir`` that hold the archives and the groups' sites."""

INDEX = "index.html"
"""The page in these folders that keeps hosts from listing them."""

TOKEN_IN_PATH = re.compile(r"(-|^archives/)[a-z0-9]{16,}(?=/|$)")


def audit(
    catalogue: Catalogue, instant: datetime, premises: Premises, memory: VerdictCache | None = None
) -> tuple[Leak, ...]:
    """Return every leak in a written ``site_dir`` as of an instant (aware), by site and file.

    ``memory`` keeps the verdicts on files for later audits (`parution.audit.verdicts`).
    """
    inspector = Inspector(catalogue, Decisions(catalogue, instant), premises, memory)
    leaks = (*inspector.strays(), *inspector.leaks())
    if inspector.verdicts:
        inspector.verdicts.save()
    return leaks


class Inspector:
    """One audit: the rights of the sites, and the marks of files and paths seen so far."""

    def __init__(
        self,
        catalogue: Catalogue,
        decisions: Decisions,
        premises: Premises,
        memory: VerdictCache | None,
    ) -> None:
        self._premises = premises
        self._book = Book(decisions)
        self._codes = RoomCodes(catalogue, self._book, premises.secret)
        self._layout = Layout(catalogue, self._book, self._codes)
        self._paths: dict[str, frozenset[Mark]] = {}
        known = fingerprint_hidden_texts(catalogue, self._book, premises, self._codes)
        self.verdicts: Verdicts | None = None
        if memory is not None:
            looked_for = digest_search(known, catalogue, self._book, premises, memory.programs)
            self.verdicts = Verdicts(memory.shelf, premises.site_dir.absolute(), looked_for)
        self._scanner = Scanner(
            known,
            collect_needles(catalogue, self._book, premises),
            layout=self._layout,
            book=self._book,
            codes=self._codes,
            site_url=catalogue.settings.site_url,
            verdicts=self.verdicts,
        )

    def strays(self) -> Iterator[Leak]:
        """Yield a leak for each folder or file beside the sites that belongs to none (A4)."""
        known = {self._premises.site_dir / folder for folder in self._premises.folders.values()}
        for name in FOLDERS:
            folder = self._premises.site_dir / name
            known.add(folder / INDEX)  # The public site's audit covers it.
            for entry in sorted(folder.iterdir()) if folder.is_dir() else ():
                if entry not in known:
                    yield Leak(LeakKind.STALE_SITE, None, drop_token(f"{name}/{entry.name}"))

    def leaks(self) -> Iterator[Leak]:
        """Yield a leak for each find that its site has no right to hold (A2, A3)."""
        for site, folder in self._premises.folders.items():
            granted = self._book.all_of(site)
            root = str(self._premises.site_dir / folder)
            if not os.path.isdir(root):
                continue
            files = walk(root)
            if site == PUBLIC_SITE:
                files = chain(
                    walk(root, skipped=FOLDERS), *(find_index(root, each) for each in FOLDERS)
                )
            for within, status in files:
                path = f"{root}/{within}"
                marks = self._list_marks(path, within, status)
                for mark in [mark for mark in marks if not mark.rights & granted]:
                    yield self._make_leak(site, path, within, mark)

    def _list_marks(self, path: str, within: str, status: os.stat_result) -> Iterable[Mark]:
        if stat.S_ISLNK(status.st_mode):
            return (Mark(LeakKind.SYMLINK, NOBODY),)
        if stat.S_ISDIR(status.st_mode):
            return (PRIVATE,)
        if not stat.S_ISREG(status.st_mode):
            return (UNKNOWN,)
        code = self._codes.at(within)
        if code is not None:
            return chain(self._mark_path(within), self._mark_sealed(path, code))
        told = self._scanner.marks(path, (status.st_dev, status.st_ino))
        return chain(self._mark_path(within), told)

    def _mark_sealed(self, path: str, code: RoomCode) -> Iterator[Mark]:
        """Yield the marks of a sealed object that is malformed or holds too much (AK2 to AK4).

        The caller drops those that the site may hold unsealed.
        """
        data = Path(path).read_bytes()
        opened = code.open(data) if self._codes.is_sound(data) else None
        if opened is None:
            yield Mark(LeakKind.SEALED, NOBODY)
            return
        for mark in self._scanner.find_marks_in(opened):
            if not mark.rights & code.content:
                yield mark

    def _mark_path(self, within: str) -> frozenset[Mark]:
        if within not in self._paths:
            own = self._layout.mark(within)
            marks = self._scanner.line_marks(within.encode(errors="replace"))
            self._paths[within] = marks | {own} if own else marks
        return self._paths[within]

    def _make_leak(self, site: Site, path: str, within: str, mark: Mark) -> Leak:
        return Leak(
            kind=mark.kind,
            site=site,
            file=drop_token(within),
            part=self._book.first_part(mark.rights),
            evidence=self._scanner.evidence(within, Path(path), mark),
            why=explain_unread_file(Path(path)) if mark.kind is LeakKind.UNREADABLE else None,
        )


def collect_needles(catalogue: Catalogue, book: Book, premises: Premises) -> Needles:
    """Return the byte strings to look for, and the digests of attachments."""
    attachments: dict[str, Rights] = {}
    sizes = set()
    for theme in catalogue.themes.values():
        for path, attachment in theme.attachments.items():
            if attachment.size:
                rights = attachments.get(attachment.digest, NOBODY)
                attachments[attachment.digest] = rights | may_link(theme, path, book)
                sizes.add(attachment.size)
    return Needles(
        secret=premises.secret,
        machine_paths=tuple(list_machine_paths(premises)),
        attachments=attachments,
        sizes=frozenset(sizes),
    )


def list_machine_paths(premises: Premises) -> Iterator[bytes]:
    """Yield paths of this machine that no page may reveal.

    A folder directly below the root has too common a name to look for.
    """
    for path in (premises.project, premises.site_dir.absolute()):
        if len(path.parts) > 2:
            yield str(path).encode()
    yield f"{FOLDER}/".encode()


def walk(
    root: str, within: str = "", skipped: Collection[str] = ()
) -> Iterator[tuple[str, os.stat_result]]:
    """Yield path and status of every file below ``root``, in order; paths are relative to it.

    Links and hidden folders are yielded themselves, not entered; ``skipped`` folders are left out.
    Raises `OSError` for a folder that cannot be listed, since the audit would prove nothing.
    """
    with os.scandir(f"{root}/{within}") as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            path = within + entry.name
            hidden = entry.name.startswith(".") and path != ".well-known"
            if entry.is_dir(follow_symlinks=False) and not hidden:
                if path not in skipped:
                    yield from walk(root, f"{path}/")
            else:
                yield path, entry.stat(follow_symlinks=False)


def find_index(root: str, folder: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the index page of a folder of sites, in the form of `walk`."""
    path = f"{folder}/{INDEX}"
    with suppress(FileNotFoundError, NotADirectoryError):
        yield path, os.lstat(f"{root}/{path}")


def drop_token(path: str) -> str:
    """Return a path without the unguessable end of a site's folder, fit for logs.

    >>> drop_token("g/blain-abcdefghijklmnop234567/index.html")
    'g/blain-…/index.html'
    """
    return TOKEN_IN_PATH.sub(r"\1…", path)
