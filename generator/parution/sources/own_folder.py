"""Reads ``groups/<slug>/``: the writings of a group, for its own sites alone.

    groups/blain/2026-10-08.md     the minutes of that day's meeting, and the questions it left
    groups/blain/references.bib    records that these may cite
    groups/blain/subjects/         its own subjects (`subject_folder`)

The front matter of the minutes:

---
draft: false                  # true: for the facilitator's eyes alone
questions:
  - question: Le fer un jour sur deux est-il aussi efficace ?
    population: femmes carencées
    intervention: fer un jour sur deux
    comparison: fer tous les jours
    outcome: ferritine à trois mois
    searched_by: A. B.
    answer: |
      Oui, et mieux toléré [@stoffel2017].
    answered: 2026-11-12
---
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from parution.domain import Document, Group, Minutes, OwnWritings, Question, Reference, Theme
from parution.domain.messages import Message, message
from parution.domain.problems import Place
from parution.language.nearest import list_names
from parution.sources.bib_files import decode_bib, read_bib
from parution.sources.files.folders import SourceFolder
from parution.sources.files.strays import report_strays
from parution.sources.files.text import read_content
from parution.sources.files.theme_paths import REFERENCES, SUBJECTS
from parution.sources.markdown.code_blanks import MarkdownText
from parution.sources.markdown.document import make_document, warn_if_empty
from parution.sources.markdown.front_matter import MarkdownFile, split_front_matter
from parution.sources.patient_data import warn_of_patients
from parution.sources.report import Report
from parution.sources.source_context import SourceContext
from parution.sources.theme_folder import check_within_bounds
from parution.sources.yaml import expectations, nodes
from parution.sources.yaml.fields import Fields, read_table
from parution.sources.yaml.moments import parse_day
from parution.sources.yaml.nodes import Node, Scalar, Table

ENDING = ".md"

Bibliography = tuple[str, tuple[Reference, ...]]
"""A group's own bibliography: its text, empty without a file, and its records."""

NEAREST = 3
"""How many days of meetings a remedy lists."""


def read_own(
    folders: Mapping[str, SourceFolder],
    groups: Iterable[Group],
    bibliographies: Mapping[str, Bibliography],
    themes: Mapping[str, Theme],
    sources: SourceContext,
) -> dict[str, OwnWritings]:
    """Return the writings of each group by slug; ``folders`` are the groups', by slug.

    ``bibliographies`` are theirs, by slug; ``themes`` all themes and subjects by address.
    """
    return {
        group.slug: read_writings(
            folders[group.slug], group, bibliographies[group.slug], themes, sources
        )
        for group in groups
        if group.slug in folders
    }


def read_writings(
    folder: SourceFolder,
    group: Group,
    own: Bibliography,
    themes: Mapping[str, Theme],
    sources: SourceContext,
) -> OwnWritings:
    """Return the writings of one group."""
    report_strays(folder, (f"*{ENDING}", REFERENCES), (SUBJECTS,), sources.report)
    bibliography, references = own
    read = (
        read_minutes(f"{folder.path}/{name}", folder, group, references, themes, sources)
        for name in folder.files
        if name.endswith(ENDING)
    )
    return OwnWritings(tuple(filter(None, read)), references, bibliography)


def read_references(folder: SourceFolder, sources: SourceContext) -> Bibliography:
    """Return the bibliography of a group or a subject, from its folder."""
    path = f"{folder.path}/{REFERENCES}"
    if REFERENCES not in folder.files:
        return "", ()
    content = read_content(sources.project, path, sources.report)
    if content is None:
        return "", ()
    references, problems = read_bib(content, path, sources.report, sources.calls)
    sources.report.add(problems)
    return decode_bib(content, path, sources.report) or "", references


def read_minutes(
    path: str,
    folder: SourceFolder,
    group: Group,
    own: Sequence[Reference],
    themes: Mapping[str, Theme],
    sources: SourceContext,
) -> Minutes | None:
    """Return the minutes of a day; None, reported, if they cannot be read."""
    day = read_day_in_name(path, folder, group, sources.report)
    text = sources.text(path)
    file = None if text is None else split_front_matter(text, path, sources.report)
    if text is None or file is None or file.table is None:
        return None
    fields = Fields(file.table, sources.report)
    draft = fields.flag("draft")
    questions = tuple(read_questions(fields, day, text, sources))
    fields.refuse_unknown()
    met = list_met_themes(group, day, themes)
    references, of_theme = collect_citable(own, met, sources)
    minutes = Minutes(
        group=group.slug,
        day=day or date.min,
        themes=tuple(theme.address for theme in met),
        title=find_meeting_title(group, day),
        document=read_minutes_text(path, file.body, file.body_line, sources),
        questions=questions,
        draft=draft,
        references=references,
        of_theme=of_theme,
        as_written=text,
        text_as_written=file.body.strip(),
        answers_as_written=tuple(list_raw_answers(fields.node("questions"))),
        place=file.place,
    )
    if not (questions or draft):
        warn_if_empty(MarkdownText.of(file), sources)
    keys = {reference.key for reference in references}
    for document in minutes.documents:
        check_within_bounds(document, keys, sources.report, sources)
    warn_of_patients(path, text, sources.report)
    return minutes if day else None


def read_minutes_text(path: str, body: str, line: int, sources: SourceContext) -> Document:
    """Check a text of the minutes like any other, and return it; it may be empty."""
    if not body.strip():
        return Document(path, None, "", line)
    file = MarkdownFile(path, None, body, line)
    return make_document(file, Fields(Table({}, {}, file.place), sources.report), None, sources)


# --- the day ------------------------------------------------------------------------------------


def read_day_in_name(path: str, folder: SourceFolder, group: Group, report: Report) -> date | None:
    """Return the day in the name of a file of minutes; report a day without a meeting."""
    name = path.rpartition("/")[2].removesuffix(ENDING)
    day = parse_day(name)
    held = [meeting.starts.date() for meeting in group.meetings]
    if not isinstance(day, date):
        report.error(
            "minutes-not-dated",
            Place(path),
            message("minutes bear the day of their meeting, but “%(name)s” is no day", name=name),
            propose_name(name, held, folder),
        )
        return None
    if day not in held:
        report.error(
            "minutes-without-meeting",
            Place(path),
            message("%(file)s has no meeting on this day", file=group.place.file),
            message(
                "Rename the file to the day of its meeting (%(days)s), or add the meeting to"
                " %(file)s.",
                days=list_names(list_nearest_days(day, held)) or "…",
                file=group.place.file,
            ),
        )
    return day


def propose_name(name: str, held: Sequence[date], folder: SourceFolder) -> Message:
    """Return the remedy for the name of a file of minutes, with the day of a meeting, if known.

    A day that has its file gets no second one.
    """
    digits = re.sub(r"\D", "", name)
    meant = next((day for day in held if digits.startswith(list_day_forms(day))), None)
    if meant and f"{meant.isoformat()}{ENDING}" in folder.files:
        return message(
            "A meeting has one file: put this text into “%(file)s”, then remove this one.",
            file=f"{meant.isoformat()}{ENDING}",
        )
    day = meant or next(iter(held), None)
    example = f"{day.isoformat() if day else '2026-10-08'}{ENDING}"
    return message("Rename the file to the day of its meeting: %(day)s.", day=example)


def list_day_forms(day: date) -> tuple[str, ...]:
    """Return the digits of a day as people write it.

    >>> list_day_forms(date(2026, 10, 8))
    ('20261008', '08102026', '261008', '081026')
    """
    return tuple(day.strftime(form) for form in ("%Y%m%d", "%d%m%Y", "%y%m%d", "%d%m%y"))


def list_nearest_days(day: date, held: Iterable[date]) -> list[str]:
    """Return the days of the group's meetings nearest to a day, in order."""
    close = sorted(held, key=lambda other: abs(other - day))[:NEAREST]
    return [each.isoformat() for each in sorted(close)]


def list_met_themes(group: Group, day: date | None, themes: Mapping[str, Theme]) -> list[Theme]:
    """Return the themes of a group's meetings on a day."""
    met = (meeting.theme for meeting in group.meetings if meeting.starts.date() == day)
    return [themes[address] for address in dict.fromkeys(met) if address and address in themes]


def find_meeting_title(group: Group, day: date | None) -> str:
    """Return the group's title for its meeting of a day; empty without one."""
    titles = (meeting.title for meeting in group.meetings if meeting.starts.date() == day)
    return next(filter(None, titles), "")


# --- references ---------------------------------------------------------------------------------


def collect_citable(
    own: Iterable[Reference], met: Iterable[Theme], sources: SourceContext
) -> tuple[tuple[Reference, ...], tuple[tuple[str, str], ...]]:
    """Return the references that minutes may cite, and the theme of each key that a theme lent."""
    references = {reference.key: reference for reference in own}
    # Before the themes': else an entry added to a theme could hide a text citing a common record.
    for key, reference in sources.bibliographies.common.items():
        references.setdefault(key, reference)
    of_theme: dict[str, str] = {}
    for theme in met:
        for reference in theme.references:
            if reference.key not in references:
                references[reference.key] = reference
                of_theme[reference.key] = theme.address
    return tuple(references.values()), tuple(of_theme.items())


# --- questions ----------------------------------------------------------------------------------


def read_questions(
    fields: Fields, day: date | None, text: str, sources: SourceContext
) -> Iterator[Question]:
    """Yield the questions that a meeting left open, each with its answer if there is one."""
    written = fields.node("questions")
    if isinstance(written, Table) or (isinstance(written, Scalar) and written.text):
        report_unlisted_questions(written, sources.report)
        return
    for item in fields.items("questions"):
        if isinstance(item, Scalar) and item.text:
            report_bare_question(item, sources.report)
            continue
        table = read_table(item, "questions", sources.report)
        question = read_question(table, day, text, sources) if table else None
        if question:
            yield question


def list_raw_answers(questions: Node | None) -> Iterator[str]:
    """Yield the raw text of each question's answer; an empty string without one."""
    for question in questions.items if isinstance(questions, nodes.Sequence) else ():
        answer = question.values.get("answer") if isinstance(question, Table) else None
        yield answer.text.strip() if isinstance(answer, Scalar) else ""


def report_unlisted_questions(questions: Node, report: Report) -> None:
    """Report questions that are no list: a text, or a question without its dash."""
    values = questions.values if isinstance(questions, Table) else {"question": questions}
    asked = values.get("question") or values.get("-question")
    text = " ".join(asked.text.split()) if isinstance(asked, Scalar) else "…"
    report.error(
        "wrong-kind",
        questions.place,
        message("each question begins with a dash and a space, which are missing here"),
        message("Write “  - question: %(text)s” on the line below “questions:”.", text=text),
    )


def report_bare_question(question: Scalar, report: Report) -> None:
    """Report a question without the key ``question``."""
    report.error(
        "wrong-kind",
        question.place,
        message("a question is written behind “question:”, which is missing"),
        message("Write “- question: %(text)s”.", text=" ".join(question.text.split())),
    )


def read_question(
    table: Table, day: date | None, text: str, sources: SourceContext
) -> Question | None:
    """Return one question; None, reported, if its text is missing."""
    fields = Fields(table, sources.report)
    fields.need("question")
    asked = fields.text("question")
    question = Question(
        text=asked or "",
        population=fields.text("population"),
        intervention=fields.text("intervention"),
        comparison=fields.text("comparison"),
        outcome=fields.text("outcome"),
        searched_by=fields.text("searched_by"),
        answer=read_answer(fields, text, sources),
        answered=fields.day("answered"),
    )
    fields.refuse_unknown()
    check_answer(fields, question, day, sources.report)
    return question if asked else None


def read_answer(fields: Fields, text: str, sources: SourceContext) -> Document | None:
    """Return the answer to a question; its Markdown keeps its lines."""
    node = fields.node("answer")
    if node is None:
        return None
    if not isinstance(node, Scalar) or node.tag:
        expectations.expect_plain_text(node, "answer", sources.report)
        return None
    if not node.text.strip():
        expectations.report_empty_value(node, "answer", sources.report)
        return None
    return read_minutes_text(node.place.file, node.text, locate_first_line(node, text), sources)


def locate_first_line(node: Node, text: str) -> int:
    """Return the line on which the text of a value begins: for a block, the line after its sign."""
    line, column = node.place.line or 1, node.place.column or 1
    written = text.split("\n")[line - 1][column - 1 :]
    return line + 1 if written.startswith(("|", ">")) else line


def check_answer(fields: Fields, question: Question, day: date | None, report: Report) -> None:
    """Report an answer without its day, or the reverse; warn of an answer before the meeting."""
    lacking = {"answer": "answered", "answered": "answer"}
    for key, other in lacking.items():
        if key in fields and other not in fields and not fields.is_mistyped(other):
            report.error(
                "half-answer",
                fields.where(key),
                message("“%(key)s” stands here without “%(other)s”", key=key, other=other),
                message(
                    "Write both once the question is answered, the answer and its day; until then,"
                    " neither."
                ),
            )
    if question.answered and day and question.answered < day:
        report.warn(
            "answered-before-asked",
            fields.where("answered"),
            message(
                "this question is answered on %(answered)s, before the meeting of %(day)s left it",
                answered=question.answered.isoformat(),
                day=day.isoformat(),
            ),
            message("Correct the day of the answer."),
        )
