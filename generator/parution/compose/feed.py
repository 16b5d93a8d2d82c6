"""The Atom feed of a site (RFC 4287): the parts that have opened.

An opening is in the feed once it has happened, never before. The public site belongs to no group
and has few openings of its own, so its feed also lists announced themes, dated by their last
review, which their presentations show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from parution.compose.agenda import locate_opening
from parution.compose.calendar.events import make_absolute, make_uid
from parution.compose.context import Context
from parution.compose.relative_links import locate_page, strip_index
from parution.compose.views import SiteView
from parution.domain import Opening, Part
from parution.domain.messages import message
from parution.language import labels

FEED = "feed.xml"

NEWEST = 40
"""Maximum number of entries in a feed: more than a year's openings."""

OURS, THEIRS = message("This part is open."), message("Your members read this part.")
"""Summary of an opening, for those who can now read the part, and for their facilitator."""

NEVER_UPDATED = datetime(1970, 1, 1, tzinfo=UTC)
"""Date of an empty feed, because Atom requires one."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry of a feed."""

    id: str
    """A URN that never changes."""

    updated: datetime
    """Aware."""

    title: str
    summary: str
    link: str
    """Absolute if the address of the sites is known, else relative to the feed."""


def compose_feed(context: Context, view: SiteView) -> str:
    """Return a site's feed; a facilitator, who sees everything at once, gets her members' feed."""
    readers = view.members if view.is_facilitators else view
    found = [make_opening_entry(context, view, opening) for opening in list_last_openings(readers)]
    name = context.settings.site_name
    if view.is_public:
        found += list_announcements(context, view)
    if view.group is not None:
        name = f"{view.group.name} – {name}"
    newest = sorted(found, key=lambda entry: (entry.updated, entry.id), reverse=True)[:NEWEST]
    audience = (view.site.group or "", view.site.audience.value)
    return write_atom(
        make_urn("feed", *audience), name, link(context, view.folder, "index.html"), newest
    )


def list_last_openings(view: SiteView) -> list[Opening]:
    """Return the last `NEWEST` past openings of a site, newest first."""
    found = view.past_openings
    # When an edition opens to all groups, hundreds of parts open at the same moment.
    late = [opening for opening in found if opening.opens_at >= found[-NEWEST:][0].opens_at]
    by_time = sorted(late, key=lambda each: (each.opens_at, make_opening_urn(each)), reverse=True)
    return by_time[:NEWEST]


def make_opening_entry(context: Context, view: SiteView, opening: Opening) -> FeedEntry:
    """Return the entry of a part that has opened."""
    theme = view.theme(opening.theme).theme
    part = context.say(labels.PARTS[opening.part])
    is_open = THEIRS if view.is_facilitators else OURS
    return FeedEntry(
        id=make_opening_urn(opening),
        updated=opening.opens_at,
        title=context.say(message("%(part)s – %(title)s", part=part, title=theme.title)),
        summary=context.say(is_open),
        link=link(context, view.folder, locate_opening(view, opening)),
    )


def list_announcements(context: Context, view: SiteView) -> Iterator[FeedEntry]:
    """Yield entries for the announced themes that have a review date."""
    for theme, reviewed in view.announcements():
        yield FeedEntry(
            id=make_urn("announced", theme.address),
            updated=reviewed,
            title=theme.title,
            summary=theme.question or context.say(message("New theme")),
            link=link(context, "", locate_page(theme.address, Part.PRESENTATION)),
        )


def link(context: Context, folder: str, path: str) -> str:
    """Return the link to a page of the site or of its archive."""
    return make_absolute(context, folder, path) or strip_index(path) or "./"


def make_opening_urn(opening: Opening) -> str:
    """Return the URN of an opening."""
    return make_urn(opening.group or "", opening.audience, "opening", opening.theme, opening.part)


def make_urn(*names: str) -> str:
    """Return a URN that depends only on the names."""
    return f"urn:uuid:{make_uid('feed', *names)}"


# --- Atom --------------------------------------------------------------------------------------


def write_atom(identifier: str, title: str, home: str, entries: Iterable[FeedEntry]) -> str:
    """Return a feed; ``entries`` are sorted from newest to oldest."""
    entries = tuple(entries)
    updated = max((entry.updated for entry in entries), default=NEVER_UPDATED)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">\n'
        f"<id>{identifier}</id>\n"
        f"<title>{escape(title)}</title>\n"
        f"<updated>{format_timestamp(updated)}</updated>\n"
        f"<author><name>{escape(title)}</name></author>\n"
        f'<link rel="alternate" type="text/html" href="{escape(home)}"/>\n'
        f'<link rel="self" type="application/atom+xml" href="{escape(locate_feed(home))}"/>\n'
        + "".join(map(write_atom_entry, entries))
        + "</feed>\n"
    )


def locate_feed(home: str) -> str:
    """Return the address of the feed beside the site's home."""
    return f"{home.rstrip('/')}/{FEED}" if "//" in home else FEED


def write_atom_entry(entry: FeedEntry) -> str:
    """Return one entry of a feed."""
    return (
        "<entry>\n"
        f"<id>{entry.id}</id>\n"
        f"<title>{escape(entry.title)}</title>\n"
        f"<updated>{format_timestamp(entry.updated)}</updated>\n"
        f'<link rel="alternate" type="text/html" href="{escape(entry.link)}"/>\n'
        f"<summary>{escape(entry.summary)}</summary>\n"
        "</entry>\n"
    )


def format_timestamp(moment: datetime) -> str:
    """Return a moment in the format of Atom (RFC 3339)."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
