"""The pages of a theme, for all sites that have the same view of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from parution.citations.numbering import escape_key
from parution.compose.agenda import find_update_after, word_meeting
from parution.compose.booklets import compose_booklets, list_names_by_form
from parution.compose.calendar.events import CALENDAR
from parution.compose.context import Context
from parution.compose.pages.frame import (
    compose_heading,
    fill_outer_slot,
    render_document_title,
)
from parution.compose.pages.group_sees import describe_group_access
from parution.compose.pages.part_steps import list_steps
from parution.compose.pages.reasons import explain_closed, is_awaited, word_openness
from parution.compose.plans import Composed, Filling, Object, Stored, Value
from parution.compose.relative_links import ROOM_PAGE, link_from, locate_page
from parution.compose.views import ThemeView
from parution.domain import Openness, Part, Reason
from parution.language import labels
from parution.language.dates import format_utc_iso, word_moment
from parution.rendition import Slot

LINES, ANCHOR = Slot("lines").marker, Slot("anchor").marker
"""Stand in filled templates for values that follow later; no author can write them."""

OF_REFERENCES = ("source", "cited-in", "in-references")
"""Slots that occur by the dozen in a page. Their values depend only on the states of the parts."""


def compose_theme_pages(context: Context, view: ThemeView) -> Mapping[str, Object]:
    """Compose all pages of a theme: visible parts in full, the others as locked pages."""
    entries: dict[str, Object] = {}
    for openness in view.outlook:
        path = locate_page(view.theme.address, openness.part)
        if openness.visible:
            entries[path] = compose_open_page(context, view, openness.part, path)
            entries |= collect_companions(view, openness.part)
        else:
            entries[path] = compose_locked_page(context, view, openness, path)
    return entries | compose_booklets(context, view)


def compose_open_page(context: Context, view: ThemeView, part: Part, path: str) -> Composed:
    """Compose the page of a visible part."""
    page = view.page(part)
    fill = partial(fill_slot, context, view, path)
    own = tuple((slot, fill(slot)) for slot in page.slots if slot.name not in OF_REFERENCES)
    shared = context.once(fill_reference_slots, view.undated, part)
    return Composed(page.skeleton, (Filling(own), shared))


def fill_reference_slots(context: Context, view: ThemeView, part: Part) -> Filling:
    """Fill the slots beside the references of a visible part."""
    page = view.page(part)
    fill = partial(fill_slot, context, view, locate_page(view.theme.address, part))
    return Filling(tuple((slot, fill(slot)) for slot in page.slots if slot.name in OF_REFERENCES))


def compose_locked_page(
    context: Context, view: ThemeView, openness: Openness, path: str
) -> Composed:
    """Compose the page at the address of a part that is not visible."""
    label = context.say(labels.PARTS[openness.part])
    shell = context.shells[path.count("/")]
    main = context.once(
        render_locked,
        view.undated,
        openness,
        path,
        view.is_public,
        view.awaits_meeting,
        view.sealed if openness.reason is Reason.NOT_YET else "",
    )
    above_link = link_from(path, locate_page(view.theme.address, Part.PRESENTATION))
    own = {
        "title": (render_document_title(context, label, view.theme.title),),
        "heading": (context.once(compose_heading, label, view.theme.title, above_link),),
        "main": (main,),
    }
    fill = partial(fill_slot, context, view, path)
    filling = Filling(tuple((slot, own.get(slot.name) or fill(slot)) for slot in shell.slots))
    return Composed(shell.skeleton, (filling,), is_locked=True)


def render_locked(
    context: Context,
    view: ThemeView,
    openness: Openness,
    path: str,
    is_public: bool,
    awaits_meeting: bool,
    sealed: str,
) -> str:
    """Return the text of a locked page: opening date, reason, and parts to read meanwhile.

    ``sealed`` is the path of the object that the room code opens; empty if the code opens none.
    """
    return context.fill(
        "locked",
        moment=openness.opens_at
        and word_moment(openness.opens_at, context.zone, context.translate),
        when=word_openness(openness, context.zone, context.translate),
        is_awaited=not is_public and is_awaited(openness),
        why=explain_closed(openness, is_public, context.translate),
        # For any other reason, the text already says that the meeting has no date.
        lacks_meeting=awaits_meeting and openness.reason is Reason.NOT_YET,
        open_steps=[step for step in list_steps(context, view, path) if step.state == "open"],
        calendar=openness.opens_at and link_from(path, CALENDAR),
        opens_at=openness.opens_at and format_utc_iso(openness.opens_at),
        update=openness.opens_at and find_update_after(context, openness.opens_at),
        contact=None if is_public else context.settings.contact,
        sealed=sealed and link_from(path, sealed),
    )


def collect_companions(view: ThemeView, part: Part) -> dict[str, Object]:
    """Return the files released with a part: attachments, and exports of the references."""
    theme = view.theme
    files: dict[str, Object] = {
        f"{theme.address}/{path}": Stored(digest) for path, digest in view.attachments(part)
    }
    if part is Part.REFERENCES:
        for ending, digest in view.pieces(part, "export").items():
            files[f"{theme.address}/references/{theme.slug}.{ending}"] = Stored(digest)
    return files


def fill_slot(context: Context, view: ThemeView, path: str, slot: Slot) -> Value:
    """Return the value of a slot in a theme's page."""
    match slot.name:
        case "root":
            return ("../" * (path.count("/") + view.folder_depth),)
        case "head" | "menu":
            return (fill_outer_slot(context, slot, view.is_public, view.is_facilitators),)
        case "steps":
            # This list shows states without dates, so that many sites share it.
            return (context.once(fill_steps, view.undated, path),)
        case "standing":
            return (render_standing(context, view, path),)
        case "group-sees":
            return (context.once(render_group_sees, view, path) if view.group_sees else "",)
        case "onward":
            return (context.once(render_onward_links, view.undated, path),)
        case "source" | "cited-in" | "in-references":
            return fill_slot_by_reference(context, view, path, slot)
        case _:
            raise KeyError(slot.name)


def fill_slot_by_reference(context: Context, view: ThemeView, path: str, slot: Slot) -> Value:
    """Return the value of a slot beside a reference, whose key is the slot's argument."""
    match slot.name:
        case "source":
            return fill_source_summary(context, view, path, slot.argument)
        case "cited-in":
            return (link_citing_parts(context, view, path, slot.argument),)
        case _:
            return (link_to_reference(context, view, path, slot.argument),)


def render_standing(context: Context, view: ThemeView, path: str) -> str:
    """Return the overview of a theme: the group's meetings, the parts, the booklets."""
    return context.fill(
        "standing",
        steps=list_steps(context, view, path),
        meetings=[word_meeting(context, meeting, meeting.title) for meeting in view.meetings],
        lacks_meeting=view.awaits_meeting,
        group_sees=list_group_sees(context, view),
        booklets=dict(list_names_by_form(context, view)),
        sealed=view.sealed and link_from(path, view.sealed),
        room_page=link_from(path, ROOM_PAGE) if view.has_code else "",
    )


def render_group_sees(context: Context, view: ThemeView, path: str) -> str:
    """Return the note to a facilitator on when her group sees the part at a path.

    In print, the note marks the copy as hers, and lists the parts closed to her members.
    """
    address = view.theme.address
    part = next(each.part for each in view.outlook if locate_page(address, each.part) == path)
    closed = [context.say(labels.PARTS[each]) for each in view.closed_to_members]
    lines = describe_group_access(view, part, context.zone, context.translate)
    return context.fill("group-sees", lines=lines, closed=closed)


def list_group_sees(context: Context, view: ThemeView) -> list[tuple[str, list[str]]]:
    """Return for each part its label and the sentences on when the group sees it."""
    return [
        (
            context.say(labels.PARTS[each.part]),
            describe_group_access(view, each.part, context.zone, context.translate),
        )
        for each in view.outlook
        if view.group_sees and each.part is not Part.PRESENTATION
    ]


def fill_steps(context: Context, view: ThemeView, path: str) -> str:
    """Return the list of the theme's parts that each of its pages shows."""
    theme_link = link_from(path, locate_page(view.theme.address, Part.PRESENTATION))
    shown = list_steps(context, view, path)
    return context.fill("steps", theme=view.theme, steps=shown, theme_link=theme_link)


def render_onward_links(context: Context, view: ThemeView, path: str) -> str:
    """Return the links at the end of a text: to the next open part, and to the theme."""
    shown = list_steps(context, view, path)
    here = next(place for place, step in enumerate(shown) if step.current)
    following = next((step for step in shown[here + 1 :] if step.state == "open"), None)
    theme_link = link_from(path, locate_page(view.theme.address, Part.PRESENTATION))
    return context.fill("onward", next=following, theme_link=theme_link)


def fill_source_summary(context: Context, view: ThemeView, path: str, key: str) -> Value:
    """Return the first lines of a document's summary; empty if this site hides the summaries."""
    lines = view.piece(Part.SOURCES, f"source:{key}") if view.shows(Part.SOURCES) else None
    if lines is None:
        return ("",)
    link = link_from(path, locate_page(view.theme.address, Part.SOURCES))
    filled = context.fill("source", link=f"{link}#ref-{escape_key(key)}", lines=LINES)
    before, after = filled.split(LINES)
    return (before, Stored(lines), after)


def link_to_reference(context: Context, view: ThemeView, path: str, key: str) -> str:
    """Return the link from a summary to its reference; empty while the references are closed."""
    if not view.shows(Part.REFERENCES):
        return ""
    link = link_from(path, locate_page(view.theme.address, Part.REFERENCES))
    return context.fill("in-references", link=f"{link}#ref-{escape_key(key)}")


def link_citing_parts(context: Context, view: ThemeView, path: str, key: str) -> str:
    """Return links to the visible parts that cite a reference."""
    citing = tuple(
        (context.say(labels.PARTS[part]), link_from(path, page.path))
        for part in view.visible
        if key in (page := view.page(part)).cited
    )
    # Rendered once for all references cited by the same parts.
    return context.once(link_parts, citing).replace(ANCHOR, escape_key(key)) if citing else ""


def link_parts(context: Context, citing: tuple[tuple[str, str], ...]) -> str:
    """Return links to some parts, with a marker in place of the anchor."""
    return context.fill("cited-in", citing=citing, anchor=ANCHOR)
