"""The pages of an edition, for all sites that have the same view of it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from parution.compose.agenda import ahead
from parution.compose.context import Desk
from parution.compose.pages.part_steps import steps
from parution.compose.pages.relative_links import page_path, relative
from parution.compose.pages.shells import shell
from parution.compose.pages.theme_pages import ThemeView, searchable_pages, theme_pages
from parution.compose.plans import (
    Layer,
    Object,
    Searchable,
    SearchPages,
    Stored,
    Value,
    digest_of_texts,
)
from parution.domain import Edition, Openness, Outlook, Part, Reason, Site, Theme
from parution.domain.messages import message
from parution.rendition import Digest


@dataclass(frozen=True)
class EditionView:
    """An edition as some sites see it."""

    edition: Edition
    themes: tuple[ThemeView, ...]
    """The announced themes, in the association's order."""

    folder_depth: int
    """How many folders below ``site_dir`` the sites stand."""

    is_archived: bool
    """Whether the edition is open to every group, and so the same for all of them."""

    @property
    def key(self) -> Hashable:
        """What tells this view from others: equal keys make equal pages."""
        return (self.edition.name, self.folder_depth, tuple(theme.key for theme in self.themes))

    @property
    def with_references(self) -> tuple[Theme, ...]:
        """The themes whose references are shown."""
        return tuple(view.theme for view in self.themes if view.opens(Part.REFERENCES))

    def root(self, path: str) -> str:
        """Return the relative address of ``site_dir`` from a page of the site."""
        return "../" * (path.count("/") + self.folder_depth)


@dataclass(frozen=True)
class EditionPages:
    """What sites with one view of an edition show of it."""

    layers: Mapping[str, Layer]
    """By name: the archive in one, of a current edition each theme by its address."""

    listed: str
    """Its themes with their states, for the page of all years."""

    with_references: tuple[str, ...]
    """Titles of the themes whose references are shown."""

    searchable: tuple[Searchable, ...]
    """What search may find: one list for the whole archive, one for each current theme."""

    guides: tuple[Searchable, ...]
    """The facilitators' guides of the archive; with each theme while it is current."""


THEMES = "themes/index.html"


def edition_view(desk: Desk, site: Site, edition: Edition, folder_depth: int) -> EditionView:
    """Return how a site sees an edition."""
    outlooks = desk.decisions.outlooks(site)
    group = desk.group(site)
    dated = ahead(desk, group) if group else ()
    themes = tuple(
        ThemeView(
            theme,
            settled(outlooks[theme.address]),
            tuple(meeting for meeting in dated if meeting.theme == theme.address),
            folder_depth,
        )
        for theme in edition.themes
        # A draft exists for nobody but those who write it, in their preview.
        if not theme.draft or any(openness.visible for openness in outlooks[theme.address])
    )
    return EditionView(edition, themes, folder_depth, desk.is_archived(edition))


def settled(outlook: Outlook) -> Outlook:
    """Forget when and why the visible parts opened: a theme's pages do not tell it.

    So the pages become one and the same for all groups as their meetings pass.
    """
    return tuple(
        Openness(openness.part, True, None, Reason.OPEN, "") if openness.visible else openness
        for openness in outlook
    )


def archived_pages(desk: Desk, view: EditionView) -> EditionPages:
    """Return what all sites share of an archived edition, as few digests as can stand for it."""

    def merged() -> EditionPages:
        pages = edition_pages(desk, view)
        entries: dict[str, Object] = {}
        for layer in pages.layers.values():
            entries |= layer.entries
        return replace(pages, layers={view.edition.name: Layer.of(entries)})

    rendered = (desk.rendition.digests[theme.address] for theme in view.edition.themes)
    made_from = digest_of_texts((view.edition.title, *rendered))
    return desk.kept(made_from, view.key, EditionPages, merged)


def edition_pages(desk: Desk, view: EditionView) -> EditionPages:
    """Compose everything that sites with this view of an edition share."""
    pages = [pages_of(desk, theme) for theme in view.themes]
    found = [each.found for each in pages]
    own = own_of(desk, view)
    layers = {view.edition.name: own.layer}
    for theme, each in zip(view.themes, pages, strict=True):
        layers[theme.theme.address] = each.layer
    return EditionPages(
        layers=layers,
        listed=own.listed,
        with_references=tuple(theme.title for theme in view.with_references),
        searchable=searchable(view, found),
        guides=guides(found) if view.is_archived else (),
    )


@dataclass(frozen=True, slots=True)
class ThemePages:
    """What sites with one view of a theme show of it."""

    layer: Layer
    found: Mapping[Part, tuple[str, Digest]]
    """What search may find of it, by part."""


def pages_of(desk: Desk, view: ThemeView) -> ThemePages:
    """Return a theme's pages in a view: from another site, an earlier build, or composed now."""
    key = view.key

    def composed() -> ThemePages:
        return ThemePages(Layer.of(theme_pages(desk, view)), searchable_pages(desk, view))

    rendered = desk.rendition.digests[view.theme.address]
    return desk.once(("theme", key), lambda: desk.kept(rendered, key, ThemePages, composed))


@dataclass(frozen=True, slots=True)
class OwnPages:
    """What sites with one view of an edition show besides its themes."""

    layer: Layer
    listed: str


def own_of(desk: Desk, view: EditionView) -> OwnPages:
    """Return an edition's own pages in a view: from an earlier build, or composed now."""
    return desk.kept(
        digest_of_texts((desk.rendition.facts, *reference_lists(desk, view))),
        view.key,
        OwnPages,
        lambda: OwnPages(Layer.of(dict(own_pages(desk, view))), listing(desk, view, THEMES)),
    )


def own_pages(desk: Desk, view: EditionView) -> Iterator[tuple[str, Object]]:
    """Yield the page that lists an edition's themes, and the one that lists its references."""
    name, title = view.edition.name, view.edition.title
    path = f"{name}/index.html"
    yield path, shell(desk, path, view.root(path), title, (listing(desk, view, path),))
    path = f"bibliography/{name}/index.html"
    heading = message("References of %(edition)s", edition=title).text(desk.translate)
    yield path, shell(desk, path, view.root(path), heading, references(desk, view))


def references(desk: Desk, view: EditionView) -> Value:
    """Return the reference lists of an edition that are visible, theme after theme."""
    listed = tuple(map(Stored, reference_lists(desk, view)))
    return listed or (desk.fill("no-references"),)


def reference_lists(desk: Desk, view: EditionView) -> list[Digest]:
    """Return the reference lists of the themes that show theirs."""
    return [desk.rendered(theme).fragments["bibliography"].digest for theme in view.with_references]


def listing(desk: Desk, view: EditionView, origin: str) -> str:
    """Return the list of an edition's themes with the states of their parts."""
    return desk.once(("edition", origin, view.key), lambda: listed_from(desk, view, origin))


def listed_from(desk: Desk, view: EditionView, origin: str) -> str:
    """Fill the template of an edition's list, for the page at ``origin``."""
    return desk.fill(
        "edition",
        edition=view.edition,
        link=relative(origin, f"{view.edition.name}/index.html"),
        themes=[
            {
                "theme": theme.theme,
                "link": relative(origin, page_path(theme.theme.address, Part.PRESENTATION)),
                "steps": steps(desk, theme.theme, theme.outlook, origin),
            }
            for theme in view.themes
        ],
    )


FoundPages = Sequence[Mapping[Part, tuple[str, Digest]]]
"""What search may find of each theme, by part."""


def searchable(view: EditionView, found: FoundPages) -> tuple[Searchable, ...]:
    """Return the visible pages as search pieces take them: the archive's in one, no guides."""
    if not view.is_archived:
        return tuple(Searchable.of(tuple(theme.values())) for theme in found if theme)
    pages: SearchPages = tuple(
        page for theme in found for part, page in theme.items() if part is not Part.GUIDE
    )
    return (Searchable.of(pages),) if pages else ()


def guides(found: FoundPages) -> tuple[Searchable, ...]:
    """Return the facilitators' guides among the visible pages."""
    pages: SearchPages = tuple(theme[Part.GUIDE] for theme in found if Part.GUIDE in theme)
    return (Searchable.of(pages),) if pages else ()
