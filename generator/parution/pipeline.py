"""The stages in order, from what people wrote to the sites that readers open.

    read ──► render once ──► decide at an instant ──► compose ──► index ──► write

Nothing is written before everything could be read, rendered and composed; what stood published
stays as it was until then.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from parution import templates
from parution.composing import Desk, SitePlan, compose
from parution.composing.addresses import site_folder
from parution.fingerprint import fingerprint, of_programs
from parution.messages import Message, message
from parution.model import Catalogue, Site
from parution.private_store import PrivateStore
from parution.releasing import Decisions
from parution.releasing.everything import Everything
from parution.rendition import Rendition
from parution.translating import translations
from parution.unchanged import Prepared, keep, recall
from parution.writing import KeptArchive, Report, Typesetter, with_search, write


@dataclass(frozen=True)
class Outcome:
    """What a build made."""

    plans: tuple[SitePlan, ...]
    report: Report
    site_dir: Path
    remarks: tuple[Message, ...] = ()
    """What those who build should know, though nothing is wrong with their sources."""


NO_PDF = message(
    "The sites offer no PDF, because WeasyPrint is missing: install it with"
    " “pip install parution[pdf]”, or take “pdf” out of mkdocs.yml."
)


def build(project: Path, config_file: Path, instant: datetime, site_dir: Path) -> Outcome:
    """Build every site as it is at an instant; raises `ProblemsFound` and changes nothing then."""
    store = PrivateStore(project)
    with store.lock():
        prepared = prepare(project, config_file, store)
        return release(prepared.catalogue, prepared.rendition, store, instant, site_dir)


def prepare(project: Path, config_file: Path, store: PrivateStore) -> Prepared:
    """Read and render the sources; what did not change since the last build is taken from there."""
    unchanged = recall(store, project, config_file)
    if unchanged is not None:
        return unchanged
    # Loaded here, because a build that finds nothing edited needs neither of them.
    from parution.reading import read
    from parution.reading.recollection import Recollection
    from parution.rendering import render

    mark, programs = fingerprint(project, config_file), of_programs()
    recollection = Recollection.load(store, programs)
    reading = read(project, config_file, recollection)
    recollection.save(store, programs)
    catalogue = reading.require()
    prepared = Prepared(catalogue, reading.problems, render(catalogue, config_file, store))
    keep(prepared, mark, store)
    return prepared


def release(
    catalogue: Catalogue,
    rendition: Rendition,
    store: PrivateStore,
    instant: datetime,
    site_dir: Path,
) -> Outcome:
    """Compose and write the sites as they are at an instant, with PDF where the settings say so."""
    sets_pdf = catalogue.settings.pdf and Typesetter(store).is_available()
    outcome = put(
        catalogue, rendition, store, Decisions(catalogue, instant), site_dir, sets_pdf=sets_pdf
    )
    lacks_pdf = catalogue.settings.pdf and not sets_pdf
    return replace(outcome, remarks=(NO_PDF,)) if lacks_pdf else outcome


def without_pdf(catalogue: Catalogue) -> Catalogue:
    """Return the catalogue for a build that takes no time to set documents as PDF."""
    return replace(catalogue, settings=replace(catalogue.settings, pdf=False))


def preview(
    catalogue: Catalogue,
    rendition: Rendition,
    store: PrivateStore,
    instant: datetime,
    site_dir: Path,
) -> Outcome:
    """Write one site that shows everything, for the eyes of those who write it."""
    return put(catalogue, rendition, store, Everything(catalogue, instant), site_dir)


def put(
    catalogue: Catalogue,
    rendition: Rendition,
    store: PrivateStore,
    decisions: Decisions,
    site_dir: Path,
    *,
    sets_pdf: bool = False,
) -> Outcome:
    """Compose, index and write the sites that these decisions make."""
    archive = KeptArchive(store, f"{of_programs()} {sets_pdf}")
    desk = Desk(
        catalogue=catalogue,
        rendition=rendition,
        decisions=decisions,
        templates=templates.environment(),
        translate=translations("fr").gettext,
        secret=store.secret(),
        archive=archive,
        sets_pdf=sets_pdf,
    )
    with store.lock():
        plans = with_search(compose(desk), store)
        archive.save()
        return Outcome(plans, write(plans, store, site_dir), site_dir)


def build_preview(
    project: Path,
    config_file: Path,
    instant: datetime,
    site_dir: Path,
    site: Site | None = None,
) -> str:
    """Build what a preview shows; return the path of its home under ``site_dir``.

    Without a site it is everything on one site, drafts included; with one, all sites as they are
    at the instant.
    """
    store = PrivateStore(project)
    with store.lock():
        prepared = prepare(project, config_file, store)
        if site is None:
            preview(prepared.catalogue, prepared.rendition, store, instant, site_dir)
            return ""
        release(without_pdf(prepared.catalogue), prepared.rendition, store, instant, site_dir)
    folder = site_folder(prepared.catalogue, store.secret(), site)
    return f"{folder}/" if folder else ""
