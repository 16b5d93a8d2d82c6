"""Problems, decisions and links as people and programs read them: text or JSON.

The JSON shapes are a contract with other tools; the text is for people, in their language.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from parution.compose.pages.reasons import when, why
from parution.domain import ARCHIVES, Catalogue, Decision, Opening, Openness, Site
from parution.domain.messages import Message, Translate, message
from parution.domain.problems import Problem, Severity, errors, in_order
from parution.language.catalogues import translations
from parution.language.dates import moment_in_words, utc_iso
from parution.language.labels import AUDIENCES, PARTS
from parution.release import BUILT_IN, FACILITATOR_ONLY, GROUPS_ONLY, NOT_TO_ALL, word_rule

LANGUAGE = "fr"
"""In which people are told the rules that nobody wrote himself."""

OF_POLICIES = {
    written.text: written.rule
    for policy in BUILT_IN.values()
    for rules in policy.releases.values()
    for written in rules.values()
}
"""The rules of the built-in policies, by the words that programs are told."""

OF_THE_PRODUCT = {
    FACILITATOR_ONLY: message("for the facilitator alone"),
    GROUPS_ONLY: message("for the groups alone"),
    NOT_TO_ALL: message("the year has no date from which it is open to all"),
}
"""What is settled before any rule, by the words that programs are told."""


def as_json(said: dict[str, Any] | Iterable[dict[str, Any]]) -> str:
    """Return an object, or rows as a list, as JSON that a person can read too.

    Where the output is in another encoding than UTF-8, which JSON asks for, it is all ASCII.
    """
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    in_utf8 = encoding.lower().replace("-", "") == "utf8"
    written = said if isinstance(said, dict) else list(said)
    return json.dumps(written, ensure_ascii=not in_utf8, indent=2)


def problem_row(problem: Problem, translate: Translate) -> dict[str, Any]:
    """Return a problem as ``check --format json`` gives it."""
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "message": problem.message.text(translate),
        "hint": problem.hint.text(translate),
    }


def decision_row(decision: Decision) -> dict[str, Any]:
    """Return a decision as ``explain --format json`` gives it."""
    return {
        "group": decision.group,
        "audience": decision.audience.value,
        "theme": decision.theme,
        "part": decision.part.value,
        "visible": decision.visible,
        "opens_at": iso(decision.opens_at),
        "reason": decision.reason.value,
        "rule": decision.rule,
    }


def write_opening(opening: Opening) -> dict[str, Any]:
    """Return an opening as ``upcoming --format json`` gives it."""
    return {
        "opens_at": iso(opening.opens_at),
        "group": opening.group,
        "audience": opening.audience.value,
        "theme": opening.theme,
        "part": opening.part.value,
    }


def link_row(site: Site, folder: str) -> dict[str, Any]:
    """Return a site's address as ``links --format json`` gives it."""
    path = f"{folder}/" if folder else ""
    return {"group": site.group, "audience": site.audience.value, "path": path}


def iso(moment: datetime | None) -> str | None:
    """Return an aware moment as ISO-8601 in UTC, or None."""
    return utc_iso(moment) if moment else None


def print_problems(problems: Iterable[Problem], stream: TextIO) -> None:
    """Print problems for people: the place first, so that an editor can jump to it.

    Errors come last, where the screen ends: nothing is built until they are gone.
    """
    translate = translations().gettext
    for problem in sorted(in_order(problems), key=lambda each: each.severity is Severity.ERROR):
        level = WARNING if problem.severity is Severity.WARNING else ERROR
        lines = (
            f"{problem.place}: {level.text(translate)}",
            f"    {problem.message.text(translate)}",
            f"    → {problem.hint.text(translate)}  [{problem.code}]",
        )
        print(*lines, sep="\n", file=stream)


def print_remarks(remarks: Iterable[Message], stream: TextIO) -> None:
    """Print what those who build should know, a sentence a line."""
    for remark in remarks:
        print(remark.text(translations().gettext), file=stream)


ERROR = message("error")
WARNING = message("warning")


def summary(problems: Iterable[Problem]) -> str:
    """Return how many errors and warnings there are, in a sentence."""
    problems = tuple(problems)
    failed = len(errors(problems))
    catalogue = translations()
    counted = catalogue.ngettext("%(count)s error", "%(count)s errors", failed) % {"count": failed}
    warned = len(problems) - failed
    if warned:
        more = catalogue.ngettext("%(count)s warning", "%(count)s warnings", warned)
        counted += ", " + more % {"count": warned}
    return counted


def tally(problems: Iterable[Problem]) -> str:
    """Return how often each kind of problem was found, the most frequent first, a line each."""
    counted = Counter(problem.code for problem in problems)
    return "\n".join(f"{count:>6}  {code}" for code, count in counted.most_common())


def print_decisions(decisions: Iterable[Decision], catalogue: Catalogue) -> None:
    """Print decisions for people: under each site and theme a line for each part, then why."""
    translate = translations().gettext
    zone = catalogue.settings.timezone
    names = {group.slug: group.name for group in catalogue.groups}
    above = ""
    for each in decisions:
        audience = AUDIENCES[each.audience].text(translate)
        heading = " · ".join(filter(None, (names.get(each.group or ""), audience, each.theme)))
        if heading != above:
            print(f"\n{heading}" if above else heading)
            above = heading
        openness = Openness(each.part, each.visible, each.opens_at, each.reason, each.rule)
        label = PARTS[each.part].text(translate)
        print(f"  {label:<24} {when(openness, zone, translate)}")
        if not each.visible and Site(each.group, each.audience) not in ARCHIVES:
            print(f"{'':27}{why(openness, each.group is None, translate)}")
        rule = message("rule: %(rule)s", rule=rule_in_words(each, catalogue, translate)).text(
            translate
        )
        print(f"{'':27}{rule}")


def rule_in_words(decision: Decision, catalogue: Catalogue, translate: Translate) -> str:
    """Return the deciding rule for people: one that the group wrote as it was written."""
    rule = decision.rule
    if rule in OF_THE_PRODUCT:
        return OF_THE_PRODUCT[rule].text(translate)
    if rule in OF_POLICIES and not is_of_group(decision, catalogue):
        return word_rule(OF_POLICIES[rule], LANGUAGE)
    return rule


def is_of_group(decision: Decision, catalogue: Catalogue) -> bool:
    """Tell whether a meeting of the group says the deciding rule in these words."""
    return any(
        written.text == decision.rule
        for group in catalogue.groups
        if group.slug == decision.group
        for meeting in group.meetings
        if meeting.theme == decision.theme
        for written in meeting.releases.get(decision.part, {}).values()
    )


def print_openings(openings: Iterable[Opening], catalogue: Catalogue) -> None:
    """Print openings for people, a line each."""
    translate = translations().gettext
    for opening in openings:
        moment = moment_in_words(opening.opens_at, catalogue.settings.timezone, translate)
        audience = AUDIENCES[opening.audience].text(translate)
        where = " · ".join(filter(None, (opening.group, audience, opening.theme)))
        print(f"{moment} – {PARTS[opening.part].text(translate)} ({where})")


def print_links(places: Iterable[tuple[Site, str]], catalogue: Catalogue) -> None:
    """Print the addresses of sites for people, whole, each on a line of its own."""
    translate = translations(labels=catalogue.settings.labels).gettext
    base = (catalogue.settings.site_url or "").rstrip("/")
    names = {group.slug: group.name for group in catalogue.groups}
    for site, folder in places:
        audience = AUDIENCES[site.audience].text(translate)
        whose = " · ".join(filter(None, (names.get(site.group or ""), audience)))
        print(f"{whose}\n    {base}/{folder}/" if folder else f"{whose}\n    {base}/")


def advice_about_secret(path: Path) -> str:
    """Return a word of advice about the master secret that was just made."""
    return (
        message(
            "A master secret was made in %(path)s. Keep a copy in a safe place: the addresses of"
            " all group sites derive from it, and change with it.",
            path=str(path),
        )
    ).text(translations().gettext)


def about_the_future(moment: datetime, zone: ZoneInfo) -> str:
    """Return a warning that what was built is not yet for readers."""
    words = moment_in_words(moment, zone, translations().gettext)
    warning = message(
        "Careful: these sites show what opens up to %(moment)s."
        " They are not to be published before.",
        moment=words,
    )
    return warning.text(translations().gettext)


def outcome(sites: int, written: int, removed: int, site_dir: Path) -> str:
    """Return what a build did, in a sentence."""
    return message(
        "%(sites)s sites in %(folder)s: %(written)s files written, %(removed)s removed.",
        sites=sites,
        folder=str(site_dir),
        written=written,
        removed=removed,
    ).text(translations().gettext)
