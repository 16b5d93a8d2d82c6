"""Report a group's year, as proof of its work: meetings, questions, answers.

The report of a group is Markdown: the meetings held, the questions asked and their answers with the
references that these cite, and the members' plans to try something. The association's report
compares all groups, in numbers only: the texts of a group remain its own.

    write_group_report(catalogue, "blain", 2026, instant, translate)  # "# Groupe de Blain : …"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from itertools import pairwise
from pathlib import Path

from parution.bibliography.vancouver.style import format_plain, name_document
from parution.citations.cluster_words import put_around, separate
from parution.citations.clusters import Citation, Cluster, Mode
from parution.citations.numbering import Numbering
from parution.citations.syntax import find_clusters
from parution.domain import Catalogue, Group, Meeting, Minutes, OwnWritings, Question, Theme
from parution.domain.messages import Message, Translate, message
from parution.language.dates import word_date, word_period
from parution.release import convert_to_utc

TRIED = re.compile(
    r"\b(?:essay(?:er|ons|ez|é(?:e?s?|r\w*)|a\w*)|essai(?:e|es|ent)|tr(?:y|ied|ies))\b",
    re.IGNORECASE,
)
"""Matches, in minutes, the heading of a section on things that members want to try.

« Essai » alone is a trial of a medicine.
"""

HIGHEST_WITHIN = 4
"""The highest level of a heading within an answer or a section of minutes."""

SECTION = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t#]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Year:
    """The year of a group, up to an instant."""

    group: Group
    held: tuple[Meeting, ...]
    """The meetings that are over, in order."""

    minutes: tuple[Minutes, ...]
    """The minutes of these meetings, except drafts."""

    @property
    def questions(self) -> tuple[tuple[Minutes, Question], ...]:
        """Every question, with the minutes that ask it."""
        return tuple((each, question) for each in self.minutes for question in each.questions)

    @property
    def answered(self) -> int:
        """Number of questions that have an answer."""
        return sum(question.answer is not None for _, question in self.questions)


def collect_year(catalogue: Catalogue, group: Group, year: int, instant: datetime) -> Year:
    """Return the calendar year of a group, up to an instant (aware)."""
    zone = catalogue.settings.timezone
    held = tuple(
        meeting
        for meeting in group.meetings
        if meeting.starts.year == year
        and convert_to_utc(meeting.starts, zone) + meeting.duration <= instant
    )
    days = {meeting.starts.date() for meeting in held}
    writings = catalogue.own.get(group.slug, OwnWritings())
    minutes = tuple(each for each in writings.minutes if each.day in days and not each.draft)
    return Year(group, held, minutes)


# --- one group ---------------------------------------------------------------------------------


def write_group_report(
    catalogue: Catalogue, slug: str, year: int, instant: datetime, translate: Translate
) -> str:
    """Return the report of a group in Markdown; raise LookupError for an unknown group."""
    group = next((each for each in catalogue.groups if each.slug == slug), None)
    if group is None:
        raise LookupError(slug)
    done = collect_year(catalogue, group, year, instant)
    references = Cited(done.minutes, translate)
    blocks = [
        f"# {title_group_report(group, year).text(translate)}",
        summarize_year(done).text(translate),
        *write_meetings(catalogue, done, translate),
        *write_questions(done, references, translate),
        *list_attempts(done, references, translate),
        *references.list_references(translate),
    ]
    return "\n\n".join(blocks) + "\n"


def title_group_report(group: Group, year: int) -> Message:
    """Return the title of a group's report."""
    return message("Group of %(name)s: the year %(year)s", name=group.name, year=str(year))


def summarize_year(done: Year) -> Message:
    """Return the year in one sentence."""
    return message(
        "Meetings held: %(held)s. Questions asked: %(asked)s, answered: %(answered)s.",
        held=len(done.held),
        asked=len(done.questions),
        answered=done.answered,
    )


def write_meetings(catalogue: Catalogue, done: Year, translate: Translate) -> Iterator[str]:
    """Yield the heading and the table of the meetings held; nothing if there are none."""
    if not done.held:
        return
    yield f"## {message('Meetings held').text(translate)}"
    heads = (message("Date"), message("On what"), message("Place"), message("Minutes"))
    written = {minutes.day for minutes in done.minutes}
    yes, no = message("yes").text(translate), message("no").text(translate)
    rows = (
        (
            word_period(meeting.starts, meeting.duration, translate),
            name_subject(catalogue, meeting, translate),
            meeting.venue or "",
            yes if meeting.starts.date() in written else no,
        )
        for meeting in done.held
    )
    yield write_table([head.text(translate) for head in heads], rows)


def name_subject(catalogue: Catalogue, meeting: Meeting, translate: Translate) -> str:
    """Return the subject of a meeting."""
    theme = catalogue.themes.get(meeting.theme or "")
    return (theme.title if theme else meeting.title) or message("Free subject").text(translate)


def write_questions(done: Year, references: Cited, translate: Translate) -> Iterator[str]:
    """Yield the questions with their answers, as Markdown blocks."""
    if not done.questions:
        return
    yield f"## {message('Questions').text(translate)}"
    for minutes, question in done.questions:
        yield f"### {question.text}"
        sentences = [
            message("Asked on %(day)s.", day=word_short_day(minutes.day, translate)).text(translate)
        ]
        if question.searched_by:
            by = message("Searched by: %(who)s", who=question.searched_by)
            sentences.append(by.text(translate))
        yield " ".join(sentences)
        if question.terms:
            yield " · ".join(word_terms(question, translate))
        if question.answer is None or question.answered is None:
            yield f"*{message('Still open.').text(translate)}*"
        else:
            answered = message(
                "Answer of %(day)s", day=word_short_day(question.answered, translate)
            )
            yield f"**{answered.text(translate)}**"
            yield references.number_citations(deepen(question.answer.body), minutes)


def word_terms(question: Question, translate: Translate) -> Iterator[str]:
    """Yield the terms of a question that is worded for a search, each with its name."""
    terms = (
        (message("Population"), question.population),
        (message("Intervention"), question.intervention),
        (message("Comparison"), question.comparison),
        (message("Outcome"), question.outcome),
    )
    for name, term in terms:
        if term:
            said = message("%(name)s: %(term)s", name=name, term=term)
            yield said.text(translate)


def deepen(text: str) -> str:
    """Return a text with its headings below those of questions and days.

    >>> deepen("# Pour\\n\\n## Contre")
    '#### Pour\\n\\n##### Contre'
    """
    levels = [len(heading[1]) for heading in SECTION.finditer(text)]
    further = max(0, HIGHEST_WITHIN - min(levels, default=HIGHEST_WITHIN))

    def lower(heading: re.Match[str]) -> str:
        return f"{'#' * min(6, len(heading[1]) + further)} {heading[2]}"

    return SECTION.sub(lower, text)


def list_attempts(done: Year, references: Cited, translate: Translate) -> Iterator[str]:
    """Yield the sections of minutes on things that members want to try."""
    found = [
        (minutes, text)
        for minutes in done.minutes
        for text in list_attempt_sections(minutes.document.body)
    ]
    if found:
        yield f"## {message('What members wanted to try').text(translate)}"
    for minutes, text in found:
        yield f"### {word_short_day(minutes.day, translate)}"
        yield references.number_citations(deepen(text), minutes)


def list_attempt_sections(text: str) -> Iterator[str]:
    """Yield the sections of minutes whose heading speaks of trying something.

    >>> list(list_attempt_sections("# Décidé\\n\\nRien.\\n\\n## Ce que nous essayons\\n\\nCela."))
    ['Cela.']
    >>> list(list_attempt_sections("# Essais randomisés\\n\\nDix-sept."))
    []
    """
    headings = list(SECTION.finditer(text))
    end = 0
    for number, heading in enumerate(headings):
        if heading.start() >= end and TRIED.search(heading[2]):
            level = len(heading[1])
            following = (each for each in headings[number + 1 :] if len(each[1]) <= level)
            end = next((each.start() for each in following), len(text))
            yield text[heading.end() : end].strip()


def word_short_day(of: date, translate: Translate) -> str:
    """Return a day in words, without its weekday."""
    return word_date(of, translate, weekday=False)


class Cited:
    """The references that a report cites, numbered by first citation."""

    def __init__(self, minutes: Sequence[Minutes], translate: Translate) -> None:
        self._translate = translate
        self._known = {
            (each.day, reference.key): reference
            for each in minutes
            for reference in each.references
        }
        self._numbering = Numbering()

    def number_citations(self, text: str, minutes: Minutes) -> str:
        """Return a text with numbers in place of its citations."""
        pieces, position = [], 0
        for cluster in find_clusters(text):
            pieces += [text[position : cluster.start], self._write_cluster(cluster, minutes)]
            position = cluster.end
        return "".join((*pieces, text[position:])).strip()

    def list_references(self, translate: Translate) -> Iterator[str]:
        """Yield the heading and the list of the cited references."""
        if self._numbering.cited:
            yield f"## {message('References').text(translate)}"
            yield "\n".join(
                f"{number}. {cited}" for number, cited in enumerate(self._numbering.cited, start=1)
            )

    def _write_cluster(self, cluster: Cluster, minutes: Minutes) -> str:
        """Return citations as text, with the words around them."""
        first = cluster.citations[0]
        written = self._write_citation(first, minutes)
        for before, each in pairwise(cluster.citations):
            apart = ", " if before.bare and each.bare else "; "
            written += separate(before, each, apart) + self._write_citation(each, minutes)
        return f"{self._name_author(first, minutes)}[{written}]"

    def _name_author(self, first: Citation, minutes: Minutes) -> str:
        """Return the author before the brackets of a narrative citation."""
        reference = self._known.get((minutes.day, first.key))
        if first.mode is not Mode.NARRATIVE or reference is None:
            return ""
        return f"{name_document(reference, self._translate)} "

    def _write_citation(self, citation: Citation, minutes: Minutes) -> str:
        return put_around(citation, self._number(citation, minutes))

    def _number(self, citation: Citation, minutes: Minutes) -> str:
        reference = self._known.get((minutes.day, citation.key))
        # Two bibliographies may use one key for two documents, so the printed text identifies them.
        text = format_plain(reference) if reference else citation.key
        number = str(self._numbering.number(text))
        return f"{number}, {citation.locator}" if citation.locator else number


# --- all groups --------------------------------------------------------------------------------


def write_report(catalogue: Catalogue, year: int, instant: datetime, translate: Translate) -> str:
    """Return the report of all groups in Markdown: a table of numbers, without their texts."""
    heads = [
        head.text(translate)
        for head in (
            message("Group"),
            message("Meetings held"),
            message("on a theme"),
            message("on a subject of their own"),
            message("with minutes"),
            message("Questions asked"),
            message("answered"),
        )
    ]
    counted = [
        count_year(collect_year(catalogue, group, year, instant), catalogue.subjects_of(group.slug))
        for group in catalogue.groups
    ]
    names = [*(group.name for group in catalogue.groups), message("Together").text(translate)]
    sums = [sum(column) for column in zip(*counted, strict=True)]
    rows = (
        (name, *map(str, numbers)) for name, numbers in zip(names, [*counted, sums], strict=True)
    )
    title = message("All groups: the year %(year)s", year=str(year)).text(translate)
    return f"# {title}\n\n{write_table(heads, rows)}\n"


def count_year(done: Year, subjects: Iterable[Theme]) -> tuple[int, ...]:
    """Return the numbers of a group with its own subjects, in the order of the table's columns."""
    own = {subject.address for subject in subjects}
    on_own = sum(meeting.theme in own for meeting in done.held)
    on_theme = sum(meeting.theme is not None for meeting in done.held) - on_own
    of_meetings = (len(done.held), on_theme, on_own, len(done.minutes))
    return (*of_meetings, len(done.questions), done.answered)


def write_table(heads: Sequence[str], rows: Iterator[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(map(escape_cell, line))} |" for line in lines)


def escape_cell(text: str) -> str:
    """Escape a text for a table cell."""
    return text.replace("|", "\\|")


# --- on paper ----------------------------------------------------------------------------------


def set_report(report: str, site_name: str, translate: Translate, folder: Path) -> bytes:
    """Return a report as PDF; ``folder`` is created, used and removed."""
    # Imported here: a report in Markdown needs none of these.
    from markdown import markdown

    from parution.output.pdf.booklet_data import read_booklet
    from parution.output.pdf.typst_program import typeset_pdf

    title, _, text = report.removeprefix("# ").partition("\n")
    html = markdown(text, extensions=["tables", "sane_lists"])
    document = (
        f'<html lang="fr"><head><meta name="author" content="{escape(site_name)}">'
        f"<title>{escape(title)}</title></head><body><header>"
        f'<p class="cover__above">{escape(site_name)}</p>'
        f'<h1 class="cover__title">{escape(title)}</h1></header><main>'
        f'<section class="chapter chapter--report" id="report">{html}</section></main>'
        "</body></html>"
    )
    return typeset_pdf(read_booklet(document, translate), folder)[0]
