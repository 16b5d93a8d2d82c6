"""The feed of a site: what has opened, as Atom (RFC 4287).

An opening stands in the feed once it has happened and not before. The public site belongs to no
group and so has few openings of its own; its feed also tells the themes that are announced, dated
by the last review of each, which its presentation shows.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from html import escape

from parution.compose.calendar.events import absolute, uid
from parution.compose.context import Desk
from parution.compose.openings import has_happened, is_told, openings
from parution.compose.pages.relative_links import address, page_path
from parution.domain import Opening, Part, Reason, Site, Theme
from parution.domain.messages import message
from parution.language import labels
from parution.release import in_utc

FEED = "feed.xml"

NEWEST = 40
"""Entries that a feed holds: more than a year has of them."""

NEVER_UPDATED = datetime(1970, 1, 1, tzinfo=UTC)
"""Said of a feed in which nothing has happened yet; Atom wants a date."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that has happened."""

    id: str
    """A URN that stays the same for ever."""

    updated: datetime
    """Aware."""

    title: str
    summary: str
    link: str
    """Absolute where the sites' address is known, else relative to the feed."""


def feed(desk: Desk, site: Site, folder: str) -> str:
    """Return a site's feed; ``folder`` is where the site stands."""
    found = [opening_entry(desk, opening, folder) for opening in happened(desk, site)]
    group = desk.group(site)
    name = desk.catalogue.settings.site_name
    if group is None:
        found += announcements(desk, site)
    else:
        name = f"{group.name} – {name}"
    newest = sorted(found, key=lambda entry: (entry.updated, entry.id), reverse=True)[:NEWEST]
    audience = (site.group or "", site.audience.value)
    return atom(urn("feed", *audience), name, link(desk, folder, "index.html"), newest)


def happened(desk: Desk, site: Site) -> list[Opening]:
    """Return the last openings of a site that have happened, and those of the same moment."""
    found = [opening for opening in openings(desk, site) if has_happened(desk, opening)]
    return [opening for opening in found if opening.opens_at >= found[-NEWEST:][0].opens_at]


def opening_entry(desk: Desk, opening: Opening, folder: str) -> Entry:
    """Return the entry of one part that has opened."""
    theme = desk.themes[opening.theme]
    part = labels.PARTS[opening.part].text(desk.translate)
    title = message("%(part)s – %(title)s", part=part, title=theme.title)
    return Entry(
        id=urn(opening.group or "", opening.audience, "opening", opening.theme, opening.part),
        updated=opening.opens_at,
        title=title.text(desk.translate),
        summary=message("This part is open.").text(desk.translate),
        link=link(desk, folder, page_path(opening.theme, opening.part)),
    )


def announcements(desk: Desk, site: Site) -> Iterator[Entry]:
    """Yield the announced themes that a reviewer has dated, from that day on."""
    for edition in desk.catalogue.editions:
        for theme in edition.themes if is_told(desk, edition) else ():
            updated = reviewed_at(desk, theme)
            if updated and updated <= desk.instant and is_announced(desk, site, theme):
                yield Entry(
                    id=urn("announced", theme.address),
                    updated=updated,
                    title=theme.title,
                    summary=theme.question or message("New theme").text(desk.translate),
                    link=link(desk, "", page_path(theme.address, Part.PRESENTATION)),
                )


def is_announced(desk: Desk, site: Site, theme: Theme) -> bool:
    """Tell whether a theme exists for a site: no draft does, save in a preview."""
    return all(
        each.reason is not Reason.DRAFT for each in desk.decisions.outlook(site, theme.address)
    )


def reviewed_at(desk: Desk, theme: Theme) -> datetime | None:
    """Return the beginning of the day on which a theme was last reviewed."""
    if theme.reviewed is None:
        return None
    return in_utc(datetime.combine(theme.reviewed, time()), desk.zone)


def link(desk: Desk, folder: str, path: str) -> str:
    """Return a link to a page of a site."""
    return absolute(desk, folder, path) or address(path) or "./"


def urn(*names: str) -> str:
    """Return an identifier that is the same whenever the same thing is named."""
    return uuid.UUID(uid("feed", *names)).urn


# --- Atom --------------------------------------------------------------------------------------


def atom(identifier: str, title: str, home: str, entries: Iterable[Entry]) -> str:
    """Return a feed, the newest of its entries first."""
    entries = tuple(entries)
    updated = max((entry.updated for entry in entries), default=NEVER_UPDATED)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">\n'
        f"<id>{identifier}</id>\n"
        f"<title>{escape(title)}</title>\n"
        f"<updated>{timestamp(updated)}</updated>\n"
        f"<author><name>{escape(title)}</name></author>\n"
        f'<link rel="alternate" type="text/html" href="{escape(home)}"/>\n'
        f'<link rel="self" type="application/atom+xml" href="{escape(self_of(home))}"/>\n'
        + "".join(map(atom_entry, entries))
        + "</feed>\n"
    )


def self_of(home: str) -> str:
    """Return the address of a feed, which stands beside the site's home."""
    return f"{home.rstrip('/')}/{FEED}" if "//" in home else FEED


def atom_entry(entry: Entry) -> str:
    """Return one entry of a feed."""
    return (
        "<entry>\n"
        f"<id>{entry.id}</id>\n"
        f"<title>{escape(entry.title)}</title>\n"
        f"<updated>{timestamp(entry.updated)}</updated>\n"
        f'<link rel="alternate" type="text/html" href="{escape(entry.link)}"/>\n'
        f"<summary>{escape(entry.summary)}</summary>\n"
        "</entry>\n"
    )


def timestamp(moment: datetime) -> str:
    """Return a moment as Atom writes it (RFC 3339)."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
