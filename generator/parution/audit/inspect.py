"""The audit of a ``site_dir``: proof, from its bytes alone, that nothing hidden stands in it.

A1  What each site must not show is decided by `parution.release` at the instant, and known by
    what the authors wrote: not by what was rendered, composed or planned.
A2  Every file below a site's folder is looked at; for the public site, every file outside
    ``g/`` and ``archives/``. A file that cannot be looked into is a leak.
A3  What may stand in a site is what asks for no right, or for one that the site has.
A4  A folder of ``g/`` or ``archives/`` that belongs to no site is a leak, whatever it holds.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from pathlib import Path

from parution.audit.fingerprints import Mark
from parution.audit.hidden_texts import fingerprints, may_link
from parution.audit.layout import PRIVATE, UNKNOWN, Layout
from parution.audit.leaks import Leak, LeakKind
from parution.audit.rights import EVERYBODY, NOBODY, Book, Rights
from parution.audit.scanner import Needles, Scanner
from parution.audit.sealed import Seal, Seals
from parution.audit.verdicts import VerdictCache, Verdicts, what_is_looked_for
from parution.domain import PUBLIC_SITE, Catalogue, Site
from parution.private_store import FOLDER
from parution.release import Decisions

FOLDERS = ("archives", "g")
"""The folders of the archives and of all groups' sites under ``site_dir``."""

INDEX = "index.html"
"""What stands in these folders beside the sites, so that hosts do not list them."""

TOKEN_IN_PATH = re.compile(r"(-|^archives/)[a-z0-9]{16,}(?=/|$)")


@dataclass(frozen=True, slots=True)
class Premises:
    """What is audited, and what must be known to do so."""

    site_dir: Path
    places: Mapping[Site, str]
    """The folder of every site relative to `site_dir`; empty for the public one."""

    secret: bytes = field(repr=False)
    """The master secret, which must stand nowhere."""

    project: Path
    """The folder people write in; absolute."""


def audit(
    catalogue: Catalogue, instant: datetime, premises: Premises, memory: VerdictCache | None = None
) -> tuple[Leak, ...]:
    """Return every leak in a written ``site_dir`` as of an instant (aware), by site and file.

    In a memory it keeps what it found in which bytes (`parution.audit.verdicts`).
    """
    inspector = Inspector(catalogue, Decisions(catalogue, instant), premises, memory)
    leaks = (*inspector.strays(), *inspector.leaks())
    if inspector.verdicts:
        inspector.verdicts.save()
    return leaks


class Inspector:
    """One audit: the rights of the sites, and what is remembered of files and paths."""

    def __init__(
        self,
        catalogue: Catalogue,
        decisions: Decisions,
        premises: Premises,
        memory: VerdictCache | None,
    ) -> None:
        self._premises = premises
        self._book = Book(decisions)
        self._seals = Seals(catalogue, self._book, premises.secret)
        self._layout = Layout(catalogue, self._book, self._seals)
        self._paths: dict[str, frozenset[Mark]] = {}
        known = fingerprints(
            catalogue,
            self._book,
            premises.places,
            premises.project,
            premises.secret,
            self._seals,
        )
        self.verdicts: Verdicts | None = None
        if memory is not None:
            site_dir = premises.site_dir.absolute()
            looked_for = what_is_looked_for(
                known,
                catalogue,
                self._book,
                premises.project,
                site_dir,
                premises.secret,
                memory.programs,
            )
            self.verdicts = Verdicts(memory.shelf, site_dir, looked_for)
        self._scanner = Scanner(
            known,
            needles(catalogue, self._book, premises),
            self._layout,
            self._book,
            self._seals,
            catalogue.settings.site_url,
            self.verdicts,
        )

    def strays(self) -> Iterator[Leak]:
        """Yield what stands beside the sites that have an address of their own (A4)."""
        known = {self._premises.site_dir / place for place in self._premises.places.values()}
        for name in FOLDERS:
            folder = self._premises.site_dir / name
            known.add(folder / INDEX)  # Looked at with the public site.
            for entry in sorted(folder.iterdir()) if folder.is_dir() else ():
                if entry not in known:
                    yield Leak(LeakKind.STALE_SITE, None, without_token(f"{name}/{entry.name}"))

    def leaks(self) -> Iterator[Leak]:
        """Yield what the sites hold without a right to it (A2, A3)."""
        for site, place in self._premises.places.items():
            granted = self._book.all_of(site)
            root = str(self._premises.site_dir / place)
            if not os.path.isdir(root):
                continue
            files = walk(root)
            if site == PUBLIC_SITE:
                files = chain(
                    walk(root, skipped=FOLDERS), *(index_of(root, each) for each in FOLDERS)
                )
            for within, status in files:
                path = f"{root}/{within}"
                marks = self._marks(path, within, status)
                for mark in [mark for mark in marks if not mark.rights & granted]:
                    yield self._leak(site, path, within, mark)

    def _marks(self, path: str, within: str, status: os.stat_result) -> Iterable[Mark]:
        if stat.S_ISLNK(status.st_mode):
            return (Mark(LeakKind.SYMLINK, NOBODY),)
        if stat.S_ISDIR(status.st_mode):
            return (PRIVATE,)
        if not stat.S_ISREG(status.st_mode):
            return (UNKNOWN,)
        seal = self._seals.at(within)
        if seal is not None:
            return chain(self._of_path(within), self._of_sealed(path, seal))
        told = self._scanner.marks(path, (status.st_dev, status.st_ino))
        return chain(self._of_path(within), told)

    def _of_sealed(self, path: str, seal: Seal) -> Iterator[Mark]:
        """Yield what is wrong with what a room code opens (K2 to K4)."""
        data = Path(path).read_bytes()
        opened = seal.open(data) if self._seals.is_sound(data) else None
        if opened is None:
            yield Mark(LeakKind.SEALED, NOBODY)
            return
        for mark in self._scanner.said_in(opened):
            if not mark.rights & (seal.content | EVERYBODY):
                yield mark

    def _of_path(self, within: str) -> frozenset[Mark]:
        if within not in self._paths:
            own = self._layout.mark(within)
            told = self._scanner.line_marks(within.encode(errors="replace"))
            self._paths[within] = told | {own} if own else told
        return self._paths[within]

    def _leak(self, site: Site, path: str, within: str, mark: Mark) -> Leak:
        return Leak(
            kind=mark.kind,
            site=site,
            file=without_token(within),
            part=self._book.first_part(mark.rights),
            evidence=self._scanner.evidence(within, Path(path), mark),
        )


def needles(catalogue: Catalogue, book: Book, premises: Premises) -> Needles:
    """Return what is looked for byte for byte."""
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
        machine_paths=tuple(machine_paths(premises)),
        attachments=attachments,
        sizes=frozenset(sizes),
    )


def machine_paths(premises: Premises) -> Iterator[bytes]:
    """Yield the paths of this machine that no page may tell.

    A folder right below the root has too common a name to be looked for.
    """
    for path in (premises.project, premises.site_dir.absolute()):
        if len(path.parts) > 2:
            yield str(path).encode()
    yield f"{FOLDER}/".encode()


def walk(
    root: str, within: str = "", skipped: Collection[str] = ()
) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the path below ``root`` of every file, with its status, in order.

    Links and hidden folders come as themselves and are not entered; ``skipped`` are left out. A
    folder that cannot be listed raises `OSError`: the audit would prove nothing.
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


def index_of(root: str, folder: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the page that keeps hosts from listing a folder of sites, as `walk` does."""
    path = f"{folder}/{INDEX}"
    with suppress(FileNotFoundError, NotADirectoryError):
        yield path, os.lstat(f"{root}/{path}")


def without_token(path: str) -> str:
    """Return a path fit for a log: the unguessable end of a site's folder is left out.

    >>> without_token("g/blain-abcdefghijklmnop234567/index.html")
    'g/blain-…/index.html'
    """
    return TOKEN_IN_PATH.sub(r"\1…", path)
