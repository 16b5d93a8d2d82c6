"""Reads ``themes/``: the home page, and the editions with their themes in order."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import partial

from parution.domain import Document, Edition, Theme
from parution.domain.messages import message
from parution.domain.problems import Place
from parution.language.nearest import find_nearest, propose_one_of
from parution.release.rule_words import DAY_OPENS_AT
from parution.sources.files.folders import SourceFolder
from parution.sources.files.slugs import SLUG, check_edition, check_slug, make_slug
from parution.sources.files.strays import report_strays
from parution.sources.files.theme_paths import locate_theme_folder
from parution.sources.kept_themes import digest_shared, recall_theme
from parution.sources.markdown.document import read_document
from parution.sources.page_folder import PAGES
from parution.sources.plausible_dates import warn_of_openings
from parution.sources.search_words import BRANDS, SYNONYMS
from parution.sources.source_context import SourceContext
from parution.sources.unknown_theme import name_unknown_theme
from parution.sources.yaml.fields import Fields
from parution.sources.yaml.nodes import Sequence, Table

EDITION_FILE = "edition.yml"
HOME = "index.md"


def list_addresses(themes: SourceFolder) -> tuple[str, ...]:
    """Return the addresses of all themes that have a folder.

    A folder whose name is unfit for an address counts under its `make_slug`, so that the report has
    one problem for the name, not one for each mention of the theme.
    """
    return tuple(
        f"{make_slug(edition)}/{make_slug(theme)}"
        for edition, folder in themes.folders.items()
        if edition != PAGES
        for theme in folder.folders
    )


def read_home(themes: SourceFolder, sources: SourceContext) -> Document | None:
    """Return the text of the public home page."""
    report_strays(themes, (HOME, SYNONYMS, BRANDS), themes.folders, sources.report)
    return read_document(f"{themes.path}/{HOME}", sources)


def read_editions(themes: SourceFolder, sources: SourceContext) -> tuple[Edition, ...]:
    """Return the editions, newest first."""
    folders = [
        folder
        for name, folder in themes.folders.items()
        if name != PAGES and check_edition(name, Place(folder.path), sources.report)
    ]
    read_each = partial(read_edition, sources=sources, shared=digest_shared(sources))
    read = sources.calls.share(read_each, folders, count_themes)
    report_useless_replacements(read, sources)
    return tuple(sorted(read, key=lambda edition: edition.name, reverse=True))


def count_themes(editions: Iterable[SourceFolder]) -> int:
    """Return the number of themes that have a folder in these editions."""
    return sum(len(edition.folders) for edition in editions)


def read_edition(folder: SourceFolder, sources: SourceContext, shared: str) -> Edition:
    """Return an edition with its themes, in the order its file gives.

    ``shared`` is the result of `digest_shared`.
    """
    name = folder.path.rpartition("/")[2]
    meant = report_strays(folder, (EDITION_FILE,), folder.folders, sources.report)
    themes: dict[str, Theme] = {}
    for slug, below in folder.folders.items():
        fits = check_slug(slug, Place(below.path), sources.report)
        if fits and (theme := recall_theme(below, sources, shared)):
            themes[slug] = theme
    path = f"{folder.path}/{EDITION_FILE}"
    table = None if EDITION_FILE in meant else sources.table(path)
    fields = Fields(table or Table({}, {}, Place(path, 1, 1)), sources.report)
    if table is not None:
        fields.need("title", "themes")
    order = read_order(fields, folder.folders, sources) if "themes" in fields else folder.folders
    edition = Edition(
        name=name,
        title=fields.text("title") or name,
        themes=tuple(themes[slug] for slug in order if slug in themes),
        opens_to_all=fields.moment("opens_to_all", day_opens_at=DAY_OPENS_AT),
        opens_to_public=fields.moment("opens_to_public", day_opens_at=DAY_OPENS_AT),
        meetings=fields.whole_number("meetings", default=0),
    )
    warn_of_openings(edition, fields, sources.report)
    if edition.opens_to_all:
        sources.openings[name] = fields.where("opens_to_all")
    fields.refuse_unknown()
    return edition


def read_order(fields: Fields, folders: Collection[str], sources: SourceContext) -> list[str]:
    """Return the slugs under ``themes``; report unknown, repeated and forgotten ones."""
    order: dict[str, Place] = {}
    fit = {name for name in folders if SLUG.fullmatch(name)}
    folders = {make_slug(name): name for name in folders}
    listed = fields.read_placed_words("themes")
    written = [(make_slug(slug), slug) for slug, _ in listed]
    if not isinstance(fields.node("themes"), Sequence):
        return list(folders)
    for slug, place in listed:
        if make_slug(slug) in order:
            sources.report.error(
                "duplicate-theme",
                place,
                message("the theme “%(slug)s” is listed twice", slug=slug),
                message("Keep only one of the two."),
            )
        elif make_slug(slug) not in folders:
            report_unknown_theme(slug, place, folders, sources)
        order.setdefault(make_slug(slug), place)
    mistyped = {find_nearest(slug, fit) for _, slug in written if slug not in folders}
    for slug in sorted(fit - mistyped):
        if slug not in order:
            sources.report.error(
                "theme-not-listed",
                fields.where("themes"),
                message("the theme “%(slug)s” has a folder, but is not listed", slug=slug),
                message("Add “%(slug)s” to the list “themes”, at its place.", slug=slug),
            )
    return list(order)


def report_unknown_theme(
    name: str, place: Place, known: Collection[str], sources: SourceContext
) -> None:
    """Report the name of a theme for which there is no folder."""
    sources.report.error(
        "unknown-theme",
        place,
        name_unknown_theme(name, sorted(known)),
        propose_one_of(name, known, said=True),
    )


def report_useless_replacements(editions: Collection[Edition], sources: SourceContext) -> None:
    """Report a theme whose ``replaced_by`` is itself, a draft, or no theme."""
    themes = {theme.address: theme for edition in editions for theme in edition.themes}
    announced = {address for address, theme in themes.items() if not theme.draft}
    for theme in themes.values():
        known = sorted(announced - {theme.address})
        if theme.replaced_by is not None and theme.replaced_by not in known:
            sources.report.error(
                "bad-replacement",
                theme.days_at["replaced_by"],
                message(
                    "“%(name)s” is no other theme that readers can go to", name=theme.replaced_by
                ),
                propose_one_of(theme.replaced_by, known),
            )


def report_links_to_drafts(themes: Iterable[Theme], sources: SourceContext) -> None:
    """Report links from a text that will be published to a theme that will not.

    ``themes`` are all, groups' own subjects included, once all are read.
    """
    drafts = {theme.folder for theme in themes if theme.draft}
    for target in sources.links:
        if (
            locate_theme_folder(target.path) in drafts
            and locate_theme_folder(target.place.file) not in drafts
        ):
            sources.report.error(
                "link-to-draft",
                target.place,
                message("this link leads to a theme that is still a draft: nobody could follow it"),
                message("Remove the link, or the line “draft: true” of that theme."),
            )
