"""Describe the effects of publishing, and the consent that they need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from parution.domain.messages import message
from parution.language.catalogues import load_translations
from parution.language.labels import AUDIENCES, PARTS
from parution.publish.consent import (
    Doubt,
    Moves,
    OpensNow,
    Withdraws,
    list_withdrawn_names,
)
from parution.publish.proposal import Proposal
from parution.publish.publish import PublishOutcome
from parution.publish.showing import Changes, SitePart

_ = load_translations().gettext

MOST_LINES = 20
"""Lines printed for each kind of change; JSON lists all of them."""

HEADINGS = {
    "opens": message("Opens:"),
    "closes": message("Closes:"),
    "appears": message("Appears:"),
    "vanishes": message("Vanishes:"),
}
"""The kinds of change, by their names in `Changes` and JSON, and their headings."""

OTHER_ADDRESSES = message("Other addresses:")

FIRST = message("First publication in this place.")
WHOLE_SITE = message("the whole site")

WITHDRAWN = message(
    "Readers have today what would close or vanish. If this is meant, add: %(options)s"
)
RENAMED = message(
    "%(new)s has the very sites that %(old)s had. If only its file got another name, give it the"
    " old name again, and write the new one under “name:”: the addresses then stay the same."
)
MOVED = message(
    "The sites of these groups would have other addresses, and every link sent to them would lead"
    " nowhere: %(groups)s. If this is meant, add --new-addresses, then send the new links"
    " (parution links)."
)
OTHER_SECRET = message(
    "The master secret is not the one that gave readers their addresses: every link that was sent"
    " would lead nowhere. Copy the file .parution/secret from the machine that published before. If"
    " another secret is meant, add --new-addresses, then send the new links (parution links)."
)
SUDDEN = message(
    "An edit opens this at once, and no meeting of these days explains it. Check the dates: year,"
    " day and month, hour. If this is meant, add --open-now."
)


def put_in_words(doubt: Doubt) -> Iterator[str]:
    """Yield the paragraphs on a change that needs consent, with the option that gives it."""
    match doubt:
        case Withdraws(rows, renamed):
            options = " ".join(f"--withdraw {name}" for name in list_withdrawn_names(rows))
            yield WITHDRAWN.with_values(options=options).text(_)
            for old, new in renamed:
                yield RENAMED.with_values(old=old, new=new).text(_)
        case Moves(is_other_secret=True):
            yield OTHER_SECRET.text(_)
        case Moves(groups):
            yield MOVED.with_values(groups=", ".join(groups)).text(_)
        case OpensNow(rows):
            yield "\n".join((SUDDEN.text(_), *write_lines(rows)))


def put_proposal_in_words(proposal: Proposal) -> Iterator[str]:
    """Yield lines on the parts that open, close, appear or vanish, and on sites that move."""
    for kind, heading in HEADINGS.items():
        rows: tuple[SitePart, ...] = getattr(proposal.changes, kind)
        if rows:
            yield heading.text(_)
            yield from write_lines(rows)
    if proposal.moved:
        yield OTHER_ADDRESSES.text(_)
        yield f"  {', '.join(proposal.moved)}"


def write_lines(rows: Iterable[SitePart]) -> Iterator[str]:
    """Yield a line for each theme and set of parts, with their sites."""
    by_site: dict[tuple[str | None, str], dict[str, list[str]]] = {}
    for (theme, site), parts in group_parts_by_site(rows).items():
        audiences = by_site.setdefault((theme, ", ".join(parts)), {})
        audiences.setdefault(site[0], []).append(site[1])
    found = [format_line(theme, parts, sites) for (theme, parts), sites in by_site.items()]
    yield from found[:MOST_LINES]
    if len(found) > MOST_LINES:
        yield "  " + message("… and %(count)s more.", count=len(found) - MOST_LINES).text(_)


def group_parts_by_site(
    rows: Iterable[SitePart],
) -> dict[tuple[str | None, tuple[str, str]], list[str]]:
    """Return the names of parts by theme and by site (group, audience)."""
    found: dict[tuple[str | None, tuple[str, str]], list[str]] = {}
    for site, theme, part in rows:
        audience = AUDIENCES[site.audience].text(_)
        parts = found.setdefault((theme, (site.group or "", audience)), [])
        parts.append((PARTS[part] if part else WHOLE_SITE).text(_))
    return found


def format_line(theme: str | None, parts: str, sites: dict[str, list[str]]) -> str:
    """Format a line: ``2026/douleur, Dossier: blain (members, facilitator); public``."""
    whose = "; ".join(
        f"{group} ({', '.join(audiences)})" if group else ", ".join(audiences)
        for group, audiences in sites.items()
    )
    what = f"{theme}, {parts}" if theme else parts
    return "  " + message("%(what)s: %(whose)s", what=what, whose=whose).text(_)


def format_size(count: int) -> str:
    """Return a number of bytes with a unit."""
    if count < 1000:
        return message("%(count)s bytes", count=count).text(_)
    if count < 1_000_000:
        return message("%(count)s kB", count=round(count / 1000)).text(_)
    return message("%(count)s MB", count=round(count / 1_000_000)).text(_)


def make_part_row(part: SitePart) -> dict[str, Any]:
    """Return a part of a site as a row of ``publish --format json``."""
    return {
        "group": part.site.group,
        "audience": part.site.audience.value,
        "theme": part.theme,
        "part": part.part.value if part.part else None,
    }


def make_result(published: PublishOutcome) -> dict[str, Any]:
    """Return the outcome of publishing as the object of ``publish --format json``."""
    proposal = published.proposal
    changes = proposal.changes if proposal else Changes()
    return {
        "snapshot": published.snapshot.name if published.snapshot else None,
        **{kind: [make_part_row(each) for each in getattr(changes, kind)] for kind in HEADINGS},
        "files_changed": proposal.files_changed if proposal else 0,
        "bytes_sent": proposal.bytes_sent if proposal else 0,
    }
