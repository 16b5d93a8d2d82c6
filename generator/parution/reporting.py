"""Print problems, decisions and links as text or JSON.

The JSON shapes are a contract with other tools; the text is for people, in their language.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from parution.domain import Catalogue, Decision, Opening, Site
from parution.domain.messages import Message, Translate, message
from parution.domain.problems import Problem, Severity, list_errors, sort_problems
from parution.language.catalogues import load_translations
from parution.language.dates import format_utc_iso, word_moment
from parution.language.labels import AUDIENCES, PARTS
from parution.language.visible_text import make_visible


def as_json(value: dict[str, Any] | Iterable[dict[str, Any]]) -> str:
    """Return an object, or rows as a list, as indented JSON.

    If the output encoding is not UTF-8, which JSON requires, the JSON is ASCII.
    """
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    in_utf8 = encoding.lower().replace("-", "") == "utf8"
    written = value if isinstance(value, dict) else list(value)
    return json.dumps(written, ensure_ascii=not in_utf8, indent=2)


def write_problem(problem: Problem, translate: Translate) -> dict[str, Any]:
    """Return a problem as a row of ``check --format json``."""
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "message": problem.message.text(translate),
        "hint": problem.hint.text(translate),
    }


def write_decision(decision: Decision) -> dict[str, Any]:
    """Return a decision as a row of ``explain --format json``."""
    openness = decision.openness
    return {
        "group": decision.site.group,
        "audience": decision.site.audience.value,
        "theme": decision.theme,
        "part": openness.part.value,
        "visible": openness.visible,
        "opens_at": format_iso(openness.opens_at),
        "reason": openness.reason.value,
        "rule": str(openness.rule),
    }


def write_opening(opening: Opening) -> dict[str, Any]:
    """Return an opening as a row of ``upcoming --format json``."""
    return {
        "opens_at": format_iso(opening.opens_at),
        "group": opening.group,
        "audience": opening.audience.value,
        "theme": opening.theme,
        "part": opening.part.value,
    }


def write_link(site: Site, folder: str) -> dict[str, Any]:
    """Return a site's address as a row of ``links --format json``."""
    path = f"{folder}/" if folder else ""
    return {"group": site.group, "audience": site.audience.value, "path": path}


def format_iso(moment: datetime | None) -> str | None:
    """Return an aware moment as ISO 8601 in UTC, or None."""
    return format_utc_iso(moment) if moment else None


def print_problems(problems: Iterable[Problem], stream: TextIO) -> None:
    """Print problems for people: the place first, so that an editor can jump to it.

    Errors come first, because nothing is built until they are solved. Below many warnings, at the
    bottom of the screen, the errors' places and messages are printed again, a line each.
    """
    translate = load_translations().gettext
    problems = sort_problems(problems)
    failing = list_errors(problems)
    warnings = [each for each in problems if each.severity is Severity.WARNING]
    for problem in (*failing, *warnings):
        level = WARNING if problem.severity is Severity.WARNING else ERROR
        lines = (
            f"{problem.place}: {level.text(translate)}",
            f"    {problem.message.text(translate)}",
            f"    → {problem.hint.text(translate)}  [{problem.code}]",
        )
        print(*map(show_line, lines), sep="\n", file=stream)
    if failing and len(warnings) > MANY:
        print(*map(show_line, list_again(failing, translate)), sep="\n", file=stream)


def show_line(line: str) -> str:
    """Return a line as one line, whatever the sources that it quotes hold.

    >>> show_line("« a\\nthemes/b.md: erreur » is no theme")
    '« a themes/b.md: erreur » is no theme'
    """
    return make_visible(line).replace("\n", " ")


def list_again(failing: Sequence[Problem], translate: Translate) -> Iterator[str]:
    """Yield the lines that name the first errors again."""
    yield ""
    yield ERRORS_ABOVE.text(translate)
    for problem in failing[:MANY]:
        yield f"    {problem.place}: {problem.message.text(translate)}"
    if (more := len(failing) - MANY) > 0:
        yield "    " + message("… and %(count)s more.", count=more).text(translate)


def print_remarks(remarks: Iterable[Message], stream: TextIO) -> None:
    """Print remarks for whoever builds, one per line."""
    for remark in remarks:
        print(remark.text(load_translations().gettext), file=stream)


ERROR = message("error")
WARNING = message("warning")
ERRORS_ABOVE = message("To correct first, or else nothing is built; the remedies stand above:")

MANY = 5
"""More warnings than this push the errors off the screen; so many errors are named again."""


def summarize_problems(problems: Iterable[Problem]) -> str:
    """Return the numbers of errors and warnings in words."""
    problems = tuple(problems)
    failed = len(list_errors(problems))
    catalogue = load_translations()
    counted = catalogue.ngettext("%(count)s error", "%(count)s errors", failed) % {"count": failed}
    warned = len(problems) - failed
    if warned:
        more = catalogue.ngettext("%(count)s warning", "%(count)s warnings", warned)
        counted += ", " + more % {"count": warned}
    return counted


def tally(problems: Iterable[Problem]) -> str:
    """Return the number of problems of each kind, the most frequent first, one kind per line."""
    counted = Counter(problem.code for problem in problems)
    return "\n".join(f"{count:>6}  {code}" for code, count in counted.most_common())


def print_openings(openings: Iterable[Opening], catalogue: Catalogue) -> None:
    """Print openings for people, one per line."""
    translate = load_translations().gettext
    for opening in openings:
        moment = word_moment(opening.opens_at, catalogue.settings.timezone, translate)
        audience = AUDIENCES[opening.audience].text(translate)
        where = " · ".join(filter(None, (opening.group, audience, opening.theme)))
        print(f"{moment} – {PARTS[opening.part].text(translate)} ({where})")


def print_links(places: Iterable[tuple[Site, str]], catalogue: Catalogue) -> None:
    """Print the full addresses of sites for people, each on a line of its own."""
    translate = load_translations(labels=catalogue.settings.labels).gettext
    base = (catalogue.settings.site_url or "").rstrip("/")
    names = {group.slug: group.name for group in catalogue.groups}
    for site, folder in places:
        audience = AUDIENCES[site.audience].text(translate)
        whose = " · ".join(filter(None, (names.get(site.group or ""), audience)))
        print(f"{whose}\n    {base}/{folder}/" if folder else f"{whose}\n    {base}/")


def describe_new_secret(path: Path) -> str:
    """Return advice about a master secret that was just made."""
    return (
        message(
            "A master secret was made in %(path)s. Keep a copy in a safe place: the addresses of"
            " all group sites derive from it, and change with it.",
            path=str(path),
        )
    ).text(load_translations().gettext)


def describe_future_moment(moment: datetime, zone: ZoneInfo) -> str:
    """Return a warning that the sites show parts before their time."""
    words = word_moment(moment, zone, load_translations().gettext)
    warning = message(
        "Careful: these sites show what opens up to %(moment)s."
        " They are not to be published before.",
        moment=words,
    )
    return warning.text(load_translations().gettext)


def describe_outcome(sites: int, written: int, removed: int, site_dir: Path) -> str:
    """Return the results of a build in a sentence."""
    return message(
        "%(sites)s sites in %(folder)s: %(written)s files written, %(removed)s removed.",
        sites=sites,
        folder=str(site_dir),
        written=written,
        removed=removed,
    ).text(load_translations().gettext)
