"""The pages of one theme, for all sites that have the same outlook on it."""

from __future__ import annotations

import html
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import partial

from parution.citations.numbering import anchor
from parution.compose.agenda import in_words
from parution.compose.booklets import booklets, named
from parution.compose.calendar.events import CALENDAR
from parution.compose.context import Desk
from parution.compose.pages.part_steps import states, steps
from parution.compose.pages.reasons import is_awaited, when, why
from parution.compose.pages.relative_links import page_path, relative
from parution.compose.plans import Composed, Filling, Object, Stored, Value
from parution.domain import Meeting, Openness, Outlook, Part, Reason, Theme
from parution.language import labels
from parution.language.dates import moment_in_words
from parution.rendition import Digest, Page, Slot

OF_REFERENCES = ("source", "cited-in")
"""Slots that a page has by the dozen. What fills them depends on the states of the parts alone."""


@dataclass(frozen=True)
class ThemeView:
    """A theme as some sites see it."""

    theme: Theme
    outlook: Outlook
    meetings: tuple[Meeting, ...]
    """The meetings that these sites' group holds on the theme."""

    folder_depth: int
    """How many folders below ``site_dir`` the sites stand."""

    @property
    def key(self) -> Hashable:
        """What tells this view from others: equal keys make equal pages."""
        dated = tuple((meeting.starts, meeting.venue) for meeting in self.meetings)
        return (self.theme.address, self.outlook, dated, self.folder_depth)

    @property
    def is_public(self) -> bool:
        """Whether the site is the public one."""
        return self.folder_depth == 0

    @property
    def awaits_meeting(self) -> bool:
        """Whether a group's readers wait for parts, and for the date of its meeting too."""
        awaited = any(is_awaited(openness) for openness in self.outlook)
        return awaited and not self.is_public and not self.meetings

    def opens(self, part: Part) -> bool:
        """Tell whether a part is visible."""
        return any(openness.visible for openness in self.outlook if openness.part is part)


def theme_pages(desk: Desk, view: ThemeView) -> Mapping[str, Object]:
    """Compose every page of a theme: the visible parts, and a word about those that are not."""
    entries: dict[str, Object] = {}
    for openness in view.outlook:
        path = page_path(view.theme.address, openness.part)
        if openness.visible:
            page = desk.rendered(view.theme).pages[openness.part]
            entries[path] = open_page(desk, view, page, path)
            entries |= companions(desk, view.theme, openness.part)
        else:
            entries[path] = locked_page(desk, view, openness, path)
    return entries | booklets(desk, view.theme, view.outlook)


def searchable_pages(desk: Desk, view: ThemeView) -> dict[Part, tuple[str, Digest]]:
    """Return what search may find of a theme: its visible parts."""
    found = {}
    for openness in view.outlook:
        page = desk.rendered(view.theme).pages[openness.part]
        if openness.visible and page.searchable is not None:
            found[openness.part] = (page.path, page.searchable)
    return found


def open_page(desk: Desk, view: ThemeView, page: Page, path: str) -> Composed:
    """Compose the page of a visible part."""
    fill = partial(value, desk, view, path)
    own = tuple((slot, fill(slot)) for slot in page.slots if slot.name not in OF_REFERENCES)
    shared = desk.once(
        ("of references", path, states(view.outlook)),
        lambda: Filling(
            tuple((slot, fill(slot)) for slot in page.slots if slot.name in OF_REFERENCES)
        ),
    )
    return Composed(page.skeleton, (Filling(own), shared))


def locked_page(desk: Desk, view: ThemeView, openness: Openness, path: str) -> Composed:
    """Compose what stands at the address of a part that is not visible."""
    label = labels.PARTS[openness.part].text(desk.translate)
    shell = desk.rendition.shells[path.count("/")]
    key = ("locked", path, openness, states(view.outlook), view.is_public, view.awaits_meeting)
    main = desk.once(key, lambda: locked_text(desk, view, openness, path))
    above_link = relative(path, page_path(view.theme.address, Part.PRESENTATION))
    own = {
        "title": (document_title(desk, label, view.theme.title),),
        "heading": (heading(desk, label, view.theme.title, above_link),),
        "main": (main,),
    }
    fill = partial(value, desk, view, path)
    filling = Filling(tuple((slot, own.get(slot.name) or fill(slot)) for slot in shell.slots))
    return Composed(shell.skeleton, (filling,), is_locked=True)


def locked_text(desk: Desk, view: ThemeView, openness: Openness, path: str) -> str:
    """Return when a part opens, why it is closed, and what can be read until then."""
    around = steps(desk, view.theme, view.outlook, path)
    return desk.fill(
        "locked",
        moment=openness.opens_at and moment_in_words(openness.opens_at, desk.zone, desk.translate),
        when=when(openness, desk.zone, desk.translate),
        is_awaited=not view.is_public and is_awaited(openness),
        why=why(openness, view.is_public, desk.translate),
        # Where nothing else says when the part opens, the reason is this already.
        lacks_meeting=view.awaits_meeting and openness.reason is Reason.NOT_YET,
        open_steps=[step for step in around if step.state == "open"],
        calendar=openness.opens_at and relative(path, CALENDAR),
    )


def companions(desk: Desk, theme: Theme, part: Part) -> dict[str, Object]:
    """Return the files that are released with a part: attachments, and the references' exports."""
    attached = desk.rendered(theme).attached.get(part, ())
    files: dict[str, Object] = {
        f"{theme.address}/{path}": Stored(theme.attachments[path].digest) for path in attached
    }
    if part is Part.REFERENCES:
        for name, fragment in desk.rendered(theme).fragments.items():
            kind, _, ending = name.partition(":")
            if kind == "export":
                files[export_path(theme, ending)] = Stored(fragment.digest)
    return files


def export_path(theme: Theme, ending: str) -> str:
    """Return where a theme's references can be downloaded in a format."""
    return f"{theme.address}/references/{theme.slug}.{ending}"


def value(desk: Desk, view: ThemeView, path: str, slot: Slot) -> Value:
    """Return what fills a slot of a theme's page."""
    match slot.name:
        case "root":
            return ("../" * (path.count("/") + view.folder_depth),)
        case "head":
            return (head(desk, view.is_public, slot.argument),)
        case "steps":
            # Beside a text the states stand without their dates, and so are the same for many.
            key = ("steps", path, states(view.outlook))
            return (desk.once(key, lambda: path_of_theme(desk, view, path)),)
        case "standing":
            shown = steps(desk, view.theme, view.outlook, path)
            meetings = [in_words(desk, meeting) for meeting in view.meetings]
            taken = dict(named(desk, view.theme, view.outlook))
            return (
                desk.fill(
                    "standing",
                    steps=shown,
                    meetings=meetings,
                    lacks_meeting=view.awaits_meeting,
                    booklets=taken,
                ),
            )
        case "onward":
            key = ("onward", path, states(view.outlook))
            return (desk.once(key, lambda: onward(desk, view, path)),)
        case "source":
            return source_summary(desk, view, path, slot.argument)
        case "cited-in":
            return (cited_in(desk, view, path, slot.argument),)
        case _:
            raise KeyError(slot.name)


def path_of_theme(desk: Desk, view: ThemeView, path: str) -> str:
    """Return the theme's parts as they stand beside the text of each of them."""
    shown = steps(desk, view.theme, view.outlook, path)
    theme_link = relative(path, page_path(view.theme.address, Part.PRESENTATION))
    return desk.fill("steps", theme=view.theme, steps=shown, theme_link=theme_link)


def onward(desk: Desk, view: ThemeView, path: str) -> str:
    """Return the links at the end of a text: to the next part that can be read, to the theme."""
    shown = steps(desk, view.theme, view.outlook, path)
    here = next(place for place, step in enumerate(shown) if step.current)
    following = next((step for step in shown[here + 1 :] if step.state == "open"), None)
    theme_link = relative(path, page_path(view.theme.address, Part.PRESENTATION))
    return desk.fill("onward", next=following, theme_link=theme_link)


def document_title(desk: Desk, *names: str) -> str:
    """Return what a browser calls a page that has no text of its own; ends with the site's name."""
    return html.escape(" – ".join(dict.fromkeys((*names, desk.catalogue.settings.site_name))))


def heading(desk: Desk, title: str, above: str = "", above_link: str = "") -> str:
    """Return the heading of a page that has no text of its own, and what stands above it."""
    return desk.once(
        ("heading", title, above, above_link),
        lambda: desk.fill("heading", title=title, above=above, above_link=above_link),
    )


def head(desk: Desk, is_public: bool, home: str) -> str:
    """Return what the head of a page says to robots, to linked sites and to readers of feeds.

    ``home`` is the relative address of the site's home.
    """
    return desk.once(
        ("head", is_public, home), lambda: desk.fill("head", is_public=is_public, home=home)
    )


def source_summary(desk: Desk, view: ThemeView, path: str, key: str) -> Value:
    """Return the first lines of a document's summary, where this site shows the references."""
    fragment = desk.rendered(view.theme).fragments.get(f"source:{key}")
    if fragment is None or not view.opens(Part.REFERENCES):
        return ("",)
    link = relative(path, page_path(view.theme.address, Part.REFERENCES))
    before, after = desk.fill("source", link=f"{link}#ref-{anchor(key)}", lines="\n").split("\n", 1)
    return (before, Stored(fragment.digest), after)


def cited_in(desk: Desk, view: ThemeView, path: str, key: str) -> str:
    """Return links to the parts that cite a reference, among those this site shows."""
    citing = [
        (labels.PARTS[openness.part].text(desk.translate), relative(path, page.path))
        for openness in view.outlook
        if openness.visible
        and key in (page := desk.rendered(view.theme).pages[openness.part]).cited
    ]
    if not citing:
        return ""
    # Filled once for all references that the same parts cite, with a sign where each is named.
    filled = desk.once(
        ("cited-in", *citing), lambda: desk.fill("cited-in", citing=citing, anchor="\n")
    )
    return filled.replace("\n", anchor(key))
