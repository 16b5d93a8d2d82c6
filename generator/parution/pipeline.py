"""The stages in order, from the sources to the sites.

    read ──► render once ──► decide at an instant ──► compose ──► index ──► write

Nothing is written before everything was read, rendered and composed; until then the published sites
do not change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache as run_once
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from parution.cache import Cache, Recorder
from parution.cache.calls import Calls
from parution.cache.fingerprint import digest_programs, fingerprint_project
from parution.cache.sweep import sweep_when_due
from parution.compose import SitePlan
from parution.compose.site_addresses import list_tokens
from parution.domain import PUBLIC_SITE, Site
from parution.domain.messages import Message, message
from parution.domain.problems import Problem, ProblemsFound, list_errors
from parution.output import (
    Indexer,
    KeptPlans,
    Progress,
    Typesetter,
    Written,
    digest_toolchain,
    find_orphan_manifests,
    write,
)
from parution.prepared import Prepared, find, keep
from parution.private_store import FOLDER, ObjectLost, PrivateStore, digest_of, find_secret

if TYPE_CHECKING:
    from parution.compose.views import Views
    from parution.sources import Reading

Made = TypeVar("Made")

COMPOSED, PREVIEWED = "composed", "preview"
"""The shelves of the values composed for the sites, and for the site that shows everything."""

RENDERING = message("Reading and rendering the texts…")
COMPOSING = message("Composing and writing the sites…")


@dataclass(frozen=True)
class Outcome:
    """The results of a build."""

    plans: Sequence[SitePlan]
    report: Written
    site_dir: Path
    remarks: tuple[Message, ...] = ()
    """Remarks for whoever builds, about other things than errors in the sources."""

    problems: tuple[Problem, ...] = ()
    """The warnings about the sources."""

    def paths(self) -> Iterator[str]:
        """Yield the path of every file under ``site_dir``."""
        for plan in self.plans:
            for path, _ in plan.files():
                yield path


def build(
    project: Path,
    config_file: Path,
    instant: datetime,
    site_dir: Path,
    store: PrivateStore | None = None,
    *,
    stage: Callable[[Message], None] = lambda _: None,
    progress: Progress | None = None,
) -> Outcome:
    """Build every site as of an instant; raise `ProblemsFound` and change nothing on errors.

    A caller that holds the lock of the private folder passes it as ``store``. ``stage`` receives
    the name of each stage when it begins, ``progress`` the number of PDF files made.
    """
    store = store or PrivateStore(project)

    def made() -> Outcome:
        stage(RENDERING)
        prepared = prepare(project, config_file, store)
        stage(COMPOSING)
        return write_sites(prepared, store, instant, site_dir, progress=progress)

    with store.lock():
        return make_again_where_lost(store, made)


def make_again_where_lost(store: PrivateStore, make: Callable[[], Made]) -> Made:
    """Return the result of ``make``; if an object was lost, clear the caches and retry.

    ``make`` must begin with `prepare`. Raises `ObjectLost` if even an object written just now
    cannot be read.
    """
    with suppress(ObjectLost):
        return make()
    store.forget()
    return make()


def prepare(
    project: Path,
    config_file: Path,
    store: PrivateStore,
    edited: Mapping[str, bytes] | None = None,
) -> Prepared:
    """Read and render the sources, reusing unchanged results of the last build.

    ``edited`` holds new contents of groups' files, by path below the project, for a pending edit.
    """
    sources = digest_sources(project, config_file, store.secret(), edited or {})
    cache = Cache(store)
    prepared = find(cache.shelf("prepared"), sources)
    if prepared is not None:
        return prepared
    # Imported here, because a build of unchanged sources needs neither.
    from parution.render import render
    from parution.sources import read

    calls = Calls(cache.shelf("read"), digest_programs())
    reading = read(project, config_file, calls, edited)
    pasted = find_addresses_of_sites(reading, project, config_file, calls)
    calls.save()
    refuse(reading.problems, pasted)
    catalogue = reading.require()
    rendition = render(catalogue, config_file, store)
    prepared = Prepared.of(catalogue, rendition, reading.problems, sources)
    if not edited:  # Builds must start from the real files.
        keep(prepared, cache.shelf("prepared"))
    return prepared


def find_prepared(project: Path, config_file: Path) -> Prepared | None:
    """Return the results of the last build, if nothing was edited since; read no source.

    None, too, if the last build depended on more than these files.
    """
    secret = find_secret(project)
    if secret is None or not (project / FOLDER).is_dir():
        return None
    sources = digest_sources(project, config_file, secret, {})
    return find(Cache(PrivateStore(project)).shelf("prepared"), sources)


def digest_sources(
    project: Path, config_file: Path, secret: bytes, edited: Mapping[str, bytes]
) -> str:
    """Return a digest of all files that are read, and of the programs that process them.

    It includes the secret, because another secret makes other addresses, which may be in the
    sources.
    """
    files = fingerprint_project(project, config_file)
    edits = "".join(f" {path} {digest_of(text)}" for path, text in sorted(edited.items()))
    return digest_of(f"{files} {secret.hex()}{edits}".encode())


def check_further(reading: Reading, project: Path, config_file: Path) -> tuple[Problem, ...]:
    """Return the problems that only a build would find in the sources; write nothing."""
    from parution.render import check_settings, check_texts

    problems = find_addresses_of_sites(reading, project, config_file)
    store = PrivateStore(project) if (project / FOLDER).is_dir() else None
    of_settings = list_errors(
        each for each in reading.problems if each.place.file == config_file.name
    )
    if not of_settings:
        found = check_settings(config_file)
        problems += found
        of_settings = list_errors(found)
    if reading.catalogue is not None and not of_settings:
        problems += check_texts(reading.catalogue, config_file, store)
    return problems


def find_addresses_of_sites(
    reading: Reading, project: Path, config_file: Path, calls: Calls | None = None
) -> tuple[Problem, ...]:
    """Return the problems of sites' addresses that occur in the sources.

    Without a secret, no site has an address yet.
    """
    from parution.sources.pasted_addresses import find_pasted_addresses

    secret = find_secret(project)
    if secret is None:
        return ()
    addresses = list_tokens(secret, reading.groups)
    return tuple(find_pasted_addresses(project, config_file, addresses, calls))


def refuse(found: Iterable[Problem], forbidding: Sequence[Problem]) -> None:
    """Raise `ProblemsFound` with all problems if there are ``forbidding`` ones."""
    if forbidding:
        raise ProblemsFound((*found, *forbidding))


def write_sites(
    prepared: Prepared,
    store: PrivateStore,
    instant: datetime,
    site_dir: Path,
    *,
    pdf: bool = True,
    progress: Progress | None = None,
) -> Outcome:
    """Compose and write the sites as of an instant, with PDF files if the settings ask for them.

    A site that did not change since an earlier build is not composed again. Without ``pdf``, no PDF
    is made, whatever the settings are; ``progress`` receives the number made.
    """
    set_by = digest_toolchain() if pdf and prepared.settings.pdf else ""
    cache = Cache(store)
    everything = prepared.made_from and digest_inputs(prepared, store, set_by)
    kept = KeptPlans(cache.shelf("plans"), everything, instant)

    @run_once
    def views() -> Views:
        return open_views(prepared, store, cache, instant, set_by)

    def compose_due(sites: Sequence[Site]) -> Sequence[SitePlan]:
        # Imported here, because on most days no site changes.
        from parution.output.shared_composing import compose_sites

        shelf, themes = cache.shelf(COMPOSED, lasting=True), len(prepared.catalogue.themes)
        return indexer.with_search(compose_sites(views(), sites, shelf, store, themes))

    with store.lock():
        with Indexer(store) as indexer, Typesetter(store, progress) as typesetter:
            plans = kept.plans(kept.sites or views().sites, compose_due)
            # The plans hold the composed pages: free their inputs. If a kept site needs to list its
            # files, they are loaded again.
            views.cache_clear()
            report = write(plans, store, site_dir, typesetter)
        cache.save()
        sweep_when_due(store, find_orphan_manifests)
    return Outcome(plans, report, site_dir, typesetter.remarks, prepared.problems)


def write_preview(
    prepared: Prepared,
    store: PrivateStore,
    instant: datetime,
    site_dir: Path,
    *,
    pdf: bool = False,
) -> Outcome:
    """Write one site that shows everything, for the authors."""
    from parution.compose.sites import compose

    cache, set_by = Cache(store), digest_toolchain() if pdf else ""
    with store.lock(), Indexer(store) as indexer, Typesetter(store) as typesetter:
        views = open_views(prepared, store, cache, instant, set_by, shows_everything=True)
        plans = indexer.with_search(compose(views, views.sites))
        cache.save()
        return Outcome(plans, write(plans, store, site_dir, typesetter), site_dir)


def open_views(
    prepared: Prepared,
    store: PrivateStore,
    cache: Cache,
    instant: datetime,
    pdf_set_by: str = "",
    *,
    shows_everything: bool = False,
) -> Views:
    """Return the views of all sites at an instant, or of the one site that shows everything.

    Composed values are cached, those of the two apart.
    """
    from parution import templates
    from parution.compose.context import Context, PublicPieces
    from parution.compose.views import Views, digest_decisions
    from parution.language.catalogues import load_translations
    from parution.release import Decisions
    from parution.release.everything import Everything

    catalogue, rendition, digests = prepared.content
    decisions = (Everything if shows_everything else Decisions)(catalogue, instant)
    labels = catalogue.settings.labels
    public = PublicPieces(rendition.shells, rendition.assets, rendition.home, catalogue.home.title)
    known = {**public.digests(), **digests, **digest_decisions(decisions)}
    context = Context(
        settings=catalogue.settings,
        templates=templates.make_environment(labels=labels),
        translate=load_translations(labels=labels).gettext,
        recorder=Recorder(decisions.instant, known),
        shelf=cache.shelf(PREVIEWED if shows_everything else COMPOSED, lasting=True),
        public=public,
        pdf_set_by=pdf_set_by,
        programs=digest_programs(),
    )
    return Views(context, catalogue, rendition, decisions, store.secret())


def digest_inputs(prepared: Prepared, store: PrivateStore, pdf_set_by: str) -> str:
    """Return a digest of all inputs of the sites except the instant."""
    return digest_of(f"{prepared.made_from} {pdf_set_by} {store.secret().hex()}".encode())


def plan_site(
    prepared: Prepared,
    store: PrivateStore,
    instant: datetime,
    site: Site | None,
    indexer: Indexer,
) -> SitePlan:
    """Return the plan of a site at an instant, its search included; write no site.

    Without a site, it is one that shows everything, drafts included. Composed values are cached.
    """
    from parution.compose.sites import compose

    cache = Cache(store)
    views = open_views(prepared, store, cache, instant, shows_everything=site is None)
    (plan,) = indexer.with_search(compose(views, [site or PUBLIC_SITE]))
    cache.save()
    return plan
