"""Compose previews on request, and again after an edit of the sources."""

from __future__ import annotations

import mimetypes
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import Self, TypeVar

from parution import pipeline
from parution.cache.fingerprint import fingerprint_project
from parution.compose import Object, SitePlan
from parution.compose.serving import TEXT_TYPES, TYPES
from parution.compose.site_addresses import locate_site_folder
from parution.domain import PUBLIC_SITE, Catalogue, Site
from parution.domain.instant import Window
from parution.domain.problems import ProblemsFound
from parution.language.catalogues import load_translations
from parution.output import Indexer, Maker, Typesetter
from parution.output.search.index import is_search
from parution.prepared import Prepared
from parution.preview.pending import Mail, Pending, take_fingerprint, weigh
from parution.preview.preview_address import Kind, Preview
from parution.private_store import ObjectLost, PrivateStore, digest_of
from parution.release import list_sites

Made = TypeVar("Made")

PLANS_AT_HAND = 48
"""Maximum number of plans in memory: by kind, site and instant."""

_ = load_translations().gettext


@dataclass(frozen=True)
class PlannedSite:
    """The plan of a site at an instant."""

    plan: SitePlan

    @property
    def window(self) -> Window:
        """The instants at which the plan is valid."""
        return self.plan.window

    @cached_property
    def pages(self) -> Mapping[str, Object]:
        """All objects except those of the search, by path below the folder of all sites."""
        return dict(self._list_objects(of_search=False))

    @cached_property
    def search(self) -> Mapping[str, Object]:
        """The objects of the search; waits until it is indexed."""
        return dict(self._list_objects(of_search=True))

    def find(self, path: str) -> Object | None:
        """Return the object at a path; None if there is none."""
        return self.pages.get(path) or self.search.get(path)

    def _list_objects(self, *, of_search: bool) -> Iterator[tuple[str, Object]]:
        for name in self.plan.layers:
            if is_search(name) is of_search:
                yield from self.plan.files_of(name)


@dataclass
class State:
    """The sources as read, and everything made from them until somebody edits them."""

    fingerprint: str
    prepared: dict[Kind, Prepared] = field(default_factory=dict)
    folders: dict[Kind, Mapping[str, Site]] = field(default_factory=dict)
    planned: OrderedDict[tuple[Kind, Site, datetime], PlannedSite] = field(
        default_factory=OrderedDict
    )
    pending: Pending | None = None
    failure: ProblemsFound | None = None
    """The problems for which nothing can be shown."""


class Builds:
    """The sites of a project, each composed on request.

    `refresh` reads edited sources. All methods raise `ProblemsFound` when the sources have errors.
    """

    def __init__(self, config_file: Path, mail: Mail, now: datetime) -> None:
        self._config_file = config_file
        self._project = config_file.parent
        self._mail = mail
        self._now = now
        self._store = PrivateStore(self._project)
        self._turn = RLock()
        self._state = State("")
        self._begin()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        """Stop the background processes."""
        self._running.close()

    @property
    def secret(self) -> bytes:
        """The master secret, from which the addresses of the sites derive."""
        return self._store.secret()

    def fingerprint(self) -> str:
        """Return a digest of the sources and pending changes; an edit changes it."""
        files = fingerprint_project(self._project, self._config_file)
        return digest_of(f"{files} {take_fingerprint(self._mail)}".encode())

    def refresh(self) -> str:
        """Drop the state if somebody edited the sources; return the new fingerprint."""
        seen = self.fingerprint()
        with self._turn:
            if seen != self._state.fingerprint:
                self._state = State(seen)
        return seen

    def catalogue(self, kind: Kind) -> Catalogue:
        """Return the sources for a kind of preview."""
        return self._retry_if_lost(lambda: self._prepare(kind).catalogue)

    def find_pending(self) -> Pending | None:
        """Return the pending changes with their effects; None if there are none."""
        if not self._mail:
            return None
        with self._turn, self._remember_failure() as state:
            if state.pending is None:
                state.pending = weigh(self._project, self._config_file, self._mail, self._now, _)
            return state.pending

    def folders(self, kind: Kind) -> Mapping[str, Site]:
        """Return the sites by folder; the preview of everything has only one."""
        return self._retry_if_lost(lambda: self._locate_folders(kind))

    def site_at(self, preview: Preview, path: str) -> Site:
        """Return the site to which an address belongs."""
        folder = "/".join(path.strip("/").split("/")[:2])
        return self.folders(preview.kind).get(folder, PUBLIC_SITE)

    def read(self, preview: Preview, path: str) -> bytes | None:
        """Return a file by its path below the folder of all sites; None if there is none."""

        def made() -> bytes | None:
            entry = self._plan(preview, self.site_at(preview, path)).find(path)
            return None if entry is None else self._maker.bytes_of(entry)

        return self._retry_if_lost(made)

    # ---------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._running = ExitStack()
        self._indexer = self._running.enter_context(Indexer(self._store))
        self._typesetter = self._running.enter_context(Typesetter(self._store))
        self._maker = Maker(self._store, self._typesetter)

    def _retry_if_lost(self, make: Callable[[], Made]) -> Made:
        """Call ``make``; if another build removed an object, rebuild everything and retry."""
        with suppress(ObjectLost):
            return make()
        with self._turn, self._store.lock():
            self._running.close()
            self._store.forget()
            self._state = State(self._state.fingerprint)
            self._begin()
        return make()

    @contextmanager
    def _remember_failure(self) -> Iterator[State]:
        """Yield the state; remember `ProblemsFound`, to raise it again without reading anew."""
        state = self._state
        if state.failure:
            raise state.failure
        try:
            yield state
        except ProblemsFound as failure:
            state.failure = failure
            raise

    def _prepare(self, kind: Kind) -> Prepared:
        with self._turn, self._remember_failure() as state:
            if kind not in state.prepared:
                edited = self._find_pending_texts() if kind is Kind.AFTER else {}
                if kind is not Kind.SITES and not edited:
                    return self._prepare(Kind.SITES)
                with self._store.lock():
                    state.prepared[kind] = pipeline.prepare(
                        self._project, self._config_file, self._store, edited
                    )
            return state.prepared[kind]

    def _find_pending_texts(self) -> Mapping[str, bytes]:
        pending = self.find_pending()
        return pending.texts if pending else {}

    def _locate_folders(self, kind: Kind) -> Mapping[str, Site]:
        if kind is Kind.EVERYTHING:
            return {"": PUBLIC_SITE}
        with self._turn:
            folders = self._state.folders
            if kind not in folders:
                catalogue, secret = self._prepare(kind).catalogue, self._store.secret()
                folders[kind] = {
                    locate_site_folder(catalogue, secret, site): site
                    for site in list_sites(catalogue)
                }
            return folders[kind]

    def _plan(self, preview: Preview, site: Site) -> PlannedSite:
        with self._turn:
            prepared, planned = self._prepare(preview.kind), self._state.planned
            for key, found in planned.items():
                if key[:2] == (preview.kind, site) and preview.instant in found.window:
                    planned.move_to_end(key)
                    return found
            with self._store.lock():
                asked = None if preview.kind is Kind.EVERYTHING else site
                made = PlannedSite(
                    pipeline.plan_site(prepared, self._store, preview.instant, asked, self._indexer)
                )
            planned[preview.kind, site, preview.instant] = made
            if len(planned) > PLANS_AT_HAND:
                planned.popitem(last=False)
            return made


def find_type(path: str) -> str:
    """Return the content type of a file, as hosts of the sites send it.

    >>> find_type("index.html"), find_type("feed.xml"), find_type("a.ics")
    ('text/html; charset=utf-8', 'application/xml; charset=utf-8', 'text/calendar; charset=utf-8')
    """
    ending = Path(path).suffix.lower()
    known = "application/xml" if ending == ".xml" else TYPES.get(ending)
    found = known or mimetypes.guess_type(path)[0] or "application/octet-stream"
    is_text = found in TEXT_TYPES or found == "text/html"
    return f"{found}; charset=utf-8" if is_text else found
