"""The bar on every previewed page: the current preview, and links to others.

It is inserted into the answer to a browser, within a shadow tree: styles and scripts of the sites
do not affect it, and its own do not affect the sites.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any
from urllib.parse import quote

from parution.compose.site_addresses import locate_site_folder
from parution.domain import ARCHIVES, PUBLIC_SITE, Catalogue, Opening, Site
from parution.domain.messages import Translate, message
from parution.language.catalogues import load_translations
from parution.language.dates import word_moment
from parution.language.labels import AUDIENCES, PARTS
from parution.preview.pending import Judged, Pending
from parution.preview.preview_address import Kind, Preview
from parution.release import Decisions, list_latest_on, list_upcoming_on
from parution.templates import make_environment
from parution.timetable.effects import group_effects

OPENINGS = 12
"""Number of coming openings listed."""

SINCE_EVER = timedelta(days=36500)

BODY = re.compile(rb"<body\b[^>]*>")
HEAD = re.compile(rb"<head\b[^>]*>")

EVERYTHING = Kind.EVERYTHING.value
"""Form value of the preview of everything; those of sites are ``group/audience``."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page in the preview, with its site and its sources."""

    preview: Preview
    site: Site
    path: str
    """Relative to the folder of all sites, with an initial slash."""
    folder: str
    """The folder of its site."""
    catalogue: Catalogue
    pending: Pending | None
    fingerprint: str
    is_there: bool = True

    @property
    def path_within(self) -> str:
        """The path within its site, without an initial slash."""
        return self.path.removeprefix(f"/{self.folder}/" if self.folder else "/")


def add_bar(page: bytes, shown: Shown) -> bytes:
    """Return a page with the bar; its scripts take the previewed instant for now."""
    labels = shown.catalogue.settings.labels
    translate = load_translations(labels=labels).gettext
    bar = (
        make_environment(labels=labels)
        .get_template("preview/bar.html")
        .render(**gather_facts(shown, translate))
        .encode()
    )
    moment = round(shown.preview.instant.timestamp() * 1000)
    clock = f'<script src="/@preview/clock.js" data-instant="{moment}"></script>'.encode()
    page = HEAD.sub(lambda found: found[0] + clock, page, count=1)
    return BODY.sub(lambda found: found[0] + bar, page, count=1)


def gather_facts(shown: Shown, translate: Translate) -> dict[str, Any]:
    """Return the template values of the bar."""
    preview, zone = shown.preview, shown.catalogue.settings.timezone
    openings = list(list_steps(shown, list_upcoming_on, translate))
    past = list(list_steps(shown, list_opened, translate))
    return {
        "kind": preview.kind,
        "whose": name_site(shown.site, preview.kind, shown.catalogue, translate),
        "moment": word_moment(preview.instant, zone, translate),
        "is_there": shown.is_there,
        "sites": list(list_choices(shown, translate)),
        "at": preview.instant.astimezone(zone).replace(tzinfo=None).isoformat(timespec="minutes"),
        "path": shown.path_within,
        "previous": past[0] if past else None,
        "openings": openings[:OPENINGS],
        "switch": list(offer_switch(shown)),
        "changes": [describe_change(each, shown, translate) for each in list_judged(shown.pending)],
        "nothing": shown.pending.nothing.text(translate)
        if shown.pending and shown.pending.nothing
        else "",
        "fingerprint": shown.fingerprint,
    }


def name_site(site: Site, kind: Kind, catalogue: Catalogue, translate: Translate) -> str:
    """Return the name of a site: « La Mothe-Achard, membres »."""
    if kind is Kind.EVERYTHING:
        return message("everything, drafts included").text(translate)
    audience = AUDIENCES[site.audience].text(translate)
    names = {group.slug: group.name for group in catalogue.groups}
    return f"{names[site.group]}, {audience}" if site.group in names else audience


# --- other sites ---------------------------------------------------------------------------------


def list_choices(shown: Shown, translate: Translate) -> Iterator[dict[str, Any]]:
    """Yield the sites to choose from, by group; those without a group come first."""
    catalogue, is_everything = shown.catalogue, shown.preview.kind is Kind.EVERYTHING

    def row(site: Site, kind: Kind) -> dict[str, Any]:
        return {
            "value": EVERYTHING if kind is Kind.EVERYTHING else name_choice(site),
            "label": name_site(site, kind, catalogue, translate),
            "is_shown": is_everything is (kind is Kind.EVERYTHING) and site == shown.site,
        }

    of_all = [row(site, Kind.SITES) for site in (PUBLIC_SITE, *ARCHIVES)]
    yield {"group": "", "sites": [row(PUBLIC_SITE, Kind.EVERYTHING), *of_all]}
    for group in catalogue.groups:
        sites = [Site(group.slug, audience) for audience in group.audiences]
        yield {"group": group.name, "sites": [row(site, Kind.SITES) for site in sites]}


def name_choice(site: Site) -> str:
    """Return the form value of a site.

    >>> name_choice(PUBLIC_SITE)
    '/public'
    """
    return f"{site.group or ''}/{site.audience}"


def find_address(
    preview: Preview, secret: bytes, catalogue: Catalogue, chosen: str, path: str
) -> str:
    """Return the address of a page, by its path within a site, on the site chosen in the form.

    Raises LookupError if there is no such site.
    """
    if chosen == EVERYTHING:
        return f"{preview.show(Kind.EVERYTHING).prefix}/{quote(path)}"
    kind = Kind.SITES if preview.kind is Kind.EVERYTHING else preview.kind
    known = {name_choice(site): site for site in (PUBLIC_SITE, *ARCHIVES)}
    known |= {
        name_choice(Site(group.slug, audience)): Site(group.slug, audience)
        for group in catalogue.groups
        for audience in group.audiences
    }
    folder = locate_site_folder(catalogue, secret, known[chosen])
    return f"{preview.show(kind).prefix}/{folder}{'/' if folder else ''}{quote(path)}"


# --- other instants ------------------------------------------------------------------------------


def list_opened(decisions: Decisions, site: Site) -> Iterable[Opening]:
    """Return the openings before the instant, latest first."""
    now = decisions.moment
    return (each for each in list_latest_on(decisions, site, SINCE_EVER) if each.opens_at < now)


def list_steps(
    shown: Shown,
    list_openings: Callable[[Decisions, Site], Iterable[Opening]],
    translate: Translate,
) -> Iterator[dict[str, str]]:
    """Yield moment and parts of openings, with a link to the same page at that instant."""
    if shown.preview.kind is Kind.EVERYTHING:
        return
    decisions = Decisions(shown.catalogue, shown.preview.instant)
    zone = shown.catalogue.settings.timezone
    openings = list_openings(decisions, shown.site)
    for moment, together in groupby(openings, key=attrgetter("opens_at")):
        yield {
            "href": shown.preview.at(moment).prefix + quote(shown.path),
            "moment": word_moment(moment, zone, translate),
            "what": "; ".join(say_what_opens(together, shown.catalogue, translate)),
        }


def say_what_opens(
    openings: Iterable[Opening], catalogue: Catalogue, translate: Translate
) -> Iterator[str]:
    """Yield each theme with the parts that open."""
    by_theme: dict[str, list[str]] = {}
    for each in openings:
        by_theme.setdefault(each.theme, []).append(PARTS[each.part].text(translate))
    for theme, parts in by_theme.items():
        title = catalogue.themes[theme].title
        opening = message("%(theme)s – %(parts)s", theme=title, parts=", ".join(parts))
        yield opening.text(translate)


# --- before and after a change -------------------------------------------------------------------


def offer_switch(shown: Shown) -> Iterator[dict[str, Any]]:
    """Yield links to the page before and after the pending change, if there is one."""
    if shown.pending is None or shown.preview.kind is Kind.EVERYTHING:
        return
    for kind in (Kind.SITES, Kind.AFTER):
        other = shown.preview.show(kind)
        yield {
            "is_after": kind is Kind.AFTER,
            "href": other.prefix + quote(shown.path),
            "is_shown": shown.preview.kind is kind,
        }


def list_judged(pending: Pending | None) -> tuple[Judged, ...]:
    """Return the pending requests with their outcomes."""
    return pending.judged if pending else ()


def describe_change(judged: Judged, shown: Shown, translate: Translate) -> dict[str, Any]:
    """Return the template values of a pending request."""
    outcome = judged.outcome

    def said(refusals: Iterable[Any]) -> list[dict[str, str]]:
        return [
            {"said": each.message.text(translate), "remedy": each.remedy.text(translate)}
            for each in refusals
        ]

    return {
        "title": judged.title,
        "refusals": said(outcome.refusals),
        "needed": said(judged.needed),
        "warnings": [each.message.text(translate) for each in outcome.warnings],
        "is_nothing": not outcome.files and not outcome.refusals,
        "rows": list(describe_effects(judged, shown, translate)),
    }


def describe_effects(
    judged: Judged, shown: Shown, translate: Translate
) -> Iterator[dict[str, Any]]:
    """Yield the rows of the table of effects."""
    pending = shown.pending
    catalogue = pending.before if pending and pending.before else shown.catalogue
    names = {group.slug: group.name for group in catalogue.groups}
    zone = catalogue.settings.timezone
    for row in group_effects(judged.outcome.effects):
        yield {
            "group": names.get(row.group or "", row.group),
            "theme": catalogue.themes[row.theme].title,
            "parts": ", ".join(PARTS[part].text(translate) for part in row.parts),
            "audiences": ", ".join(AUDIENCES[each].text(translate) for each in row.audiences),
            "before": row.say_before(zone, translate),
            "after": row.say_after(zone, translate),
            "opens_now": row.opens_now,
            "withdraws": row.withdraws,
        }
