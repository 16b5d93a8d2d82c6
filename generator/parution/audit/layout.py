"""The files that a site may hold, and the rights that each requires.

This list is independent on purpose: it does not derive from the plans of composing. So the audit
reports files that it does not name, such as leftovers of a plain ``mkdocs build``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parution.audit.fingerprints import Mark
from parution.audit.hidden_texts import may_link, may_show_page
from parution.audit.leaks import LeakKind
from parution.audit.own_texts import list_own_pages
from parution.audit.rights import NOBODY, Book, PartOf, Rights
from parution.audit.room_codes import RoomCodes
from parution.domain import AssociationPages, Catalogue, Part, Theme

OWN_PAGES = re.compile(
    r"(?:(?:g|archives)/)?index\.html|archive\.json|404\.html|robots\.txt|favicon\.ico|(?:themes|bibliography)/index\.html"
    r"|calendar\.ics|feed\.xml|app\.webmanifest|service-worker\.js|offline\.json|offline/index\.html"
    r"|CNAME|\.nojekyll|\.htaccess|\.well-known/.+"
)
"""A site's own pages, and files that hosts look for in a folder."""

DESK = "desk/index.html"
"""The page on which a facilitator organises her group's year."""

SHARED = re.compile(
    r"assets/[^.].*\.(?:avif|bmp|css|csv|cur|eot|gif|html?|ico|jpe?g|js|json|map|mjs|mp[34]|og[ag]"
    r"|otf|pdf|png|svg|tt[cf]|txt|wasm|wav|web[mp]|webmanifest|woff2?|xml)",
    re.IGNORECASE,
)
"""Assets of a site's design. Excludes files that a host runs, and files that browsers show as a
page but the audit does not parse as one.
"""

SEARCH = re.compile(
    r"pagefind/(?:[0-9a-f]+/)?(?:[\w.-]+\.(?:js|json|css|pf_meta|pagefind)"
    r"|(?:fragment|index|filter)/[\w~.-]+\.(?:json|pf_(?:fragment|index|filter)))"
)
"""Includes Pagefind's own suffixes and script, which versions still published have."""

UNKNOWN = Mark(LeakKind.UNKNOWN_FILE, NOBODY)
PRIVATE = Mark(LeakKind.PRIVATE_FILE, NOBODY)


class Layout:
    """The paths that sites of this catalogue may have."""

    def __init__(self, catalogue: Catalogue, book: Book, codes: RoomCodes) -> None:
        self._book = book
        self._codes = codes
        self._editions = frozenset(edition.name for edition in catalogue.editions)
        self._subjects = {slug: book.group(slug) for slug in catalogue.subjects}
        self._themes = catalogue.themes
        self._pages = dict(list_pages(catalogue.association_pages, book)) | dict(
            list_own_pages(catalogue, book)
        )

    def mark(self, path: str) -> Mark | None:
        """Return the mark of a path within a site; None if any site may have it."""
        if OWN_PAGES.fullmatch(path) or SHARED.fullmatch(path) or SEARCH.fullmatch(path):
            return None
        if any(name.startswith(".") for name in path.split("/")):
            return PRIVATE
        if (found := self._codes.mark(path)) is not None:
            return found
        folder, _, name = path.removeprefix("bibliography/").rpartition("/")
        if folder in self._editions and name == "index.html":
            return None
        if folder in self._subjects and name == "index.html":
            return Mark(LeakKind.OTHER_GROUP, self._subjects[folder])
        if path == DESK:
            return Mark(LeakKind.UNKNOWN_FILE, self._book.facilitators)
        if path in self._pages:
            return self._pages[path]
        theme = self._themes.get("/".join(path.split("/")[:2]))
        return self._mark_theme_page(theme, path) if theme else UNKNOWN

    def _mark_theme_page(self, theme: Theme, path: str) -> Mark | None:
        if theme.draft:
            return Mark(LeakKind.HIDDEN_THEME, NOBODY)
        if self.is_page(path, theme):
            # Any site may have a page for a theme; only its own group's sites for a subject.
            owner = theme.owner
            return Mark(LeakKind.OTHER_GROUP, self._book.group(owner)) if owner else None
        within = path.removeprefix(f"{theme.address}/")
        if within in theme.attachments:
            return Mark(LeakKind.HIDDEN_ATTACHMENT, may_link(theme, within, self._book))
        if Part.REFERENCES in theme.parts and within in name_exports(theme):
            return Mark(LeakKind.HIDDEN_REFERENCE, self._book.part(theme.address, Part.REFERENCES))
        return UNKNOWN

    def is_page(self, path: str, theme: Theme) -> bool:
        """Return whether a path is that of a part's page or of a booklet of a theme."""
        within = path.removeprefix(f"{theme.address}/")
        return self.part_at(path) is not None or within in name_booklets(theme)

    def part_at(self, path: str) -> PartOf | None:
        """Return the part whose page is at a path; None for any other file."""
        folder, _, name = path.rpartition("/")
        if name != "index.html":
            return None
        address, part = "/".join(folder.split("/")[:2]), "/".join(folder.split("/")[2:])
        theme = self._themes.get(address)
        for each in theme.parts if theme else ():
            if part == ("" if each is Part.PRESENTATION else each.value):
                return address, each
        return None


def list_pages(written: AssociationPages, book: Book) -> Iterator[tuple[str, Mark | None]]:
    """Yield the paths of the association's pages and their files, with the mark of each."""
    if written.pages:
        yield "pages/index.html", None
    linked: dict[str, Rights] = {}
    for page in written.pages:
        rights = may_show_page(page, book)
        mark = Mark(LeakKind.HIDDEN_TEXT, rights) if page.for_facilitators else None
        yield f"pages/{page.slug}/index.html", mark
        for path in page.document.attachments:
            linked[path] = linked.get(path, NOBODY) | rights
    for path, rights in linked.items():
        yield f"pages/{path}", Mark(LeakKind.HIDDEN_ATTACHMENT, rights)


def name_booklets(theme: Theme) -> frozenset[str]:
    """Return the names of a theme's booklets; their content is audited like any file."""
    return frozenset(f"{theme.slug}.{ending}" for ending in ("html", "pdf"))


def name_exports(theme: Theme) -> frozenset[str]:
    """Return the paths of a theme's exported references, relative to its folder."""
    return frozenset(f"references/{theme.slug}.{ending}" for ending in ("bib", "ris", "json"))
