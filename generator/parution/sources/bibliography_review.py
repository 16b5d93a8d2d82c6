"""Warns of references and themes that a documentalist should complete.

Each finding is a warning: the site is right, its sources could be better.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from parution.bibliography.bibtex.entry_types import ARTICLES, IDENTIFYING
from parution.bibliography.duplicates import list_traits
from parution.bibliography.web_addresses import is_home_page
from parution.citations.syntax import find_cited_keys
from parution.domain import Interests, Reference, Theme
from parution.domain.messages import Message, message
from parution.domain.problems import Place, Problem, Severity, sort_problems
from parution.domain.themes import YEARS_UNTIL_STALE
from parution.language.fold import fold

OF_STUDIES = re.compile(
    r"\b(?:trial|essai|cohort|randomi[sz]|controlled|case.control|cas.temoins|cross.sectional"
    r"|systematic review|revue systematique|meta.?anal|prospective|retrospective|observational"
    r"|effectiveness|efficac|survey|enquete|etude de|study of|incidence|prevalence|double.blind)"
)
OF_RECOMMENDATIONS = re.compile(r"recomm[ae]nd|guid(?:e|ance|elin)|consensus|statement|position")
"""Words in the titles of studies and of recommendations, folded."""


def review(
    themes: Iterable[Theme], today: date, known_errors: Iterable[Problem] = ()
) -> tuple[Problem, ...]:
    """Return the warnings about all themes that are not drafts, on a given day.

    If a text of a theme has an error, parts of it may not have been read, so the review does not
    warn of uncited references of that theme.
    """
    in_error = {problem.place.file for problem in known_errors}
    found = (
        problem
        for theme in themes
        if not theme.draft
        for problem in review_theme(theme, today)
        if problem.code != "never-cited" or not has_error(theme, in_error)
    )
    return sort_problems(found)


def has_error(theme: Theme, files: Iterable[str]) -> bool:
    return any(file.startswith(f"{theme.folder}/") for file in files)


def review_theme(theme: Theme, today: date) -> Iterator[Problem]:
    """Yield the warnings about one theme and its references."""
    texts = (*theme.documents.values(), *theme.sources.values())
    cited = {key for document in texts for key in find_cited_keys(document.body)}
    for reference in theme.references:
        yield from check_reference(reference, cited=reference.key in cited)
    yield from find_duplicates(theme.references)
    yield from find_staleness(theme, today)


def check_reference(reference: Reference, cited: bool) -> Iterator[Problem]:
    yield from check_use(reference, cited)
    yield from check_appraisal(reference)


def check_use(reference: Reference, cited: bool) -> Iterator[Problem]:
    """Yield a problem if readers are not led to a reference, or not from it to the document."""
    key = reference.key
    if not cited:
        yield describe_warning(
            "never-cited",
            reference.place,
            message("no text of the theme cites “%(key)s”", key=key),
            message("Cite it where it supports the text, or remove it from the bibliography."),
        )
    elif reference.fields.keys().isdisjoint({"url", *IDENTIFYING}):
        yield describe_warning(
            "no-link",
            reference.place,
            message("“%(key)s” is cited, but has neither DOI nor address", key=key),
            message("Add doi = {…} or url = {…}, so that readers can go and see."),
        )
    if is_home_page(reference.fields.get("url", "")):
        yield describe_warning(
            "home-page",
            reference.place,
            message("the address of “%(key)s” leads to a home page, not to the document", key=key),
            message("Give the address of the document itself, which readers are to find."),
        )


def check_appraisal(reference: Reference) -> Iterator[Problem]:
    """Yield a problem for a missing or unlikely judgement: evidence, the authors' interests."""
    key = reference.key
    if reference.grade and reference.scheme is None and is_study(reference):
        no_grade = message("Remove the grade, which rates a recommendation; the level is enough.")
        level = message("A grade rates a recommendation; a study has a level: level = {1} to {4}.")
        yield describe_warning(
            "grade-of-a-study",
            reference.place,
            message("“%(key)s” has a grade, but seems to be a study", key=key),
            no_grade if reference.level else level,
        )
    if reference.level is None and reference.grade is None:
        yield describe_warning(
            "no-evidence",
            reference.place,
            message("“%(key)s” has neither level nor grade of evidence", key=key),
            message("Add level = {1} to {4}, or grade = {A}, {B}, {C} or {AE}, where they apply."),
        )
    if reference.interests is Interests.UNKNOWN:
        yield describe_warning(
            "interests-unknown",
            reference.place,
            message("the interests of the authors of “%(key)s” are unknown", key=key),
            message("Add interests = {none-declared}, {declared} or {industry-funded}."),
        )


def is_study(reference: Reference) -> bool:
    """Return whether an article's title says that it is a study, and no recommendation.

    >>> from parution.domain.problems import Place
    >>> is_study(Reference("a", "article", {"title": "A randomised trial"}, (), (), Place("x")))
    True
    """
    title = fold(reference.fields.get("title", "") + " " + reference.fields.get("subtitle", ""))
    calls_itself = OF_STUDIES.search(title) and not OF_RECOMMENDATIONS.search(title)
    return reference.kind in ARTICLES and bool(calls_itself)


def find_duplicates(references: Iterable[Reference]) -> Iterator[Problem]:
    """Yield a warning for each reference that has the DOI, or title and year, of an earlier one."""
    earlier: dict[tuple[str, ...], Reference] = {}
    reported: dict[str, set[str]] = defaultdict(set)
    for reference in references:
        for trait in list_traits(reference):
            other = earlier.setdefault(trait, reference)
            if other is not reference and other.key not in reported[reference.key]:
                reported[reference.key].add(other.key)
                yield describe_warning(
                    "possible-duplicate",
                    reference.place,
                    message(
                        "“%(key)s” and “%(other)s” seem to be the same document",
                        key=reference.key,
                        other=other.key,
                    ),
                    message("Keep one of the two and cite it everywhere."),
                )


def find_staleness(theme: Theme, today: date) -> Iterator[Problem]:
    limit = subtract_years(today, YEARS_UNTIL_STALE)
    for name, day in (("reviewed", theme.reviewed), ("searched_until", theme.searched_until)):
        if day is not None and day > today:
            yield describe_warning(
                "review-to-come",
                theme.days_at.get(name, theme.place),
                message(
                    "“%(name)s” says %(day)s: this day is still to come",
                    name=name,
                    day=day.isoformat(),
                ),
                message("Check the year of this date."),
            )
        if day is not None and day < limit:
            yield describe_warning(
                "stale-theme",
                theme.days_at.get(name, theme.place),
                message(
                    "“%(name)s” says %(day)s: more than %(years)s years ago",
                    name=name,
                    day=day.isoformat(),
                    years=YEARS_UNTIL_STALE,
                ),
                message("Search the literature again, or review the text, then change the date."),
            )


def subtract_years(today: date, years: int) -> date:
    try:
        return today.replace(year=today.year - years)
    except ValueError:  # 29 February
        return today.replace(year=today.year - years, day=28)


def describe_warning(code: str, place: Place, said: Message, hint: Message) -> Problem:
    return Problem(code, place, said, hint, Severity.WARNING)
