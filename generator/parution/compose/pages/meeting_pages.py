"""The meeting pages of a group's site: a page for each day, the list, the questions.

They belong to the group alone. Calendars and feeds do not mention them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from parution.compose import agenda
from parution.compose.context import Context
from parution.compose.pages.literature_searches import list_searches
from parution.compose.pages.meeting_paper import NAME, make_next_sheets
from parution.compose.pages.reasons import word_dated_openness
from parution.compose.pages.shells import compose_own_shell
from parution.compose.plans import Composed, Object, SearchPages, Stored, Value
from parution.compose.relative_links import link_from
from parution.compose.views import MinutesView, OwnMeeting, SiteView
from parution.domain import Part, Question
from parution.domain.messages import message
from parution.domain.minutes import name_question_anchor
from parution.language import labels
from parution.language.dates import word_date, word_time
from parution.rendition import MARKER, Slot

MEETINGS = "meetings/index.html"
QUESTIONS = "questions/index.html"

ANSWER = '<div class="answer">'
ANSWER_SLOT = "answer"


@dataclass(frozen=True, slots=True)
class QuestionInWords:
    """A question in words."""

    asked: str
    anchor: str
    link: str
    """Link to it on the page of its meeting."""

    day: str
    """Day of the meeting that raised it, in words."""

    population: str
    intervention: str
    comparison: str
    outcome: str
    searched_by: str
    answered: str
    """Day of its answer, in words; empty while it is open."""

    searches: tuple[tuple[str, str], ...]
    """Names and addresses of literature searches; none once it is answered."""

    answer: str = ""
    """Marker of the place of its answer in a list; empty without one."""


@dataclass(frozen=True, slots=True)
class PartInWords:
    """A part of the theme, with the time at which it opened or will open."""

    label: str
    link: str
    when: str
    is_open: bool


def compose_meeting_pages(context: Context, view: SiteView) -> Mapping[str, Object]:
    """Compose the pages of a group's meetings and questions, by path."""
    if view.group is None:
        return {}
    pages: dict[str, Object] = {MEETINGS: compose_meeting_list(context, view)}
    pages[QUESTIONS] = compose_question_list(context, view)
    day_of_sheets, sheets = make_next_sheets(context, view) or (None, None)
    for day in dict.fromkeys(meeting.starts.date() for meeting in view.meetings):
        pages[locate_meeting_page(day)] = compose_day_page(
            context, view, day, has_sheets=day == day_of_sheets
        )
    if day_of_sheets and sheets:
        pages[locate_sheets(day_of_sheets)] = sheets
    return pages | dict(list_files_as_written(view))


def locate_meeting_page(day: date) -> str:
    """Return the path of the page of a day's meeting."""
    return f"meetings/{day.isoformat()}/index.html"


def locate_sheets(day: date) -> str:
    """Return the path of the printable sheets for a day's meeting."""
    return f"meetings/{day.isoformat()}/{NAME}"


def list_searchable_minutes(view: SiteView) -> SearchPages:
    """Return the minutes that the search covers, of those that the site shows."""
    return tuple(
        (locate_meeting_page(each.day), each.texts.searchable)
        for each in view.minutes
        if each.texts and each.texts.searchable
    )


# --- one meeting --------------------------------------------------------------------------------


def compose_day_page(context: Context, view: SiteView, day: date, *, has_sheets: bool) -> Composed:
    """Compose the page of a day: meetings, openings, minutes, questions and answers."""
    path = locate_meeting_page(day)
    held = [meeting for meeting in view.meetings if meeting.starts.date() == day]
    minutes = find_minutes(view, day)
    main: Value = (
        context.fill(
            "meeting",
            day=word_date(day, context.translate),
            meetings=[collect_meeting_values(context, view, each, path) for each in held],
            minutes=minutes,
            is_ahead=any(meeting in view.meetings_ahead for meeting in held),
            is_withheld=minutes is not None and minutes.texts is None,
            paper=NAME if has_sheets else "",
            for_facilitator=view.is_facilitators,
        ),
    )
    if minutes is not None:
        main += tuple(render_minutes(context, minutes, path))
    title = ", ".join(dict.fromkeys(agenda.name_subject(context, each) for each in held))
    above = context.say(message("Our meetings"))
    return compose_own_shell(context, view, path, title, main, above, above_link="../")


def find_minutes(view: SiteView, day: date) -> MinutesView | None:
    """Return the minutes of a day; None if the site shows none."""
    return next((each for each in view.minutes if each.day == day), None)


def collect_meeting_values(
    context: Context, view: SiteView, meeting: OwnMeeting, path: str
) -> dict[str, object]:
    """Return the template values of a meeting: time, venue, theme, openings of its parts."""
    theme = meeting.theme
    return {
        "time": word_time(meeting.starts, context.translate),
        "venue": meeting.venue,
        "theme": theme,
        "link": link_from(path, view.theme(theme.address).path(Part.PRESENTATION)) if theme else "",
        "parts": list(list_parts(context, view, theme.address, path)) if theme else [],
        "for_members": view.is_facilitators,
    }


def list_parts(context: Context, view: SiteView, theme: str, path: str) -> Iterator[PartInWords]:
    """Yield the parts of a theme, with the time at which each opens to the group's members."""
    watched = view.members if view.is_facilitators else view
    for openness in watched.outlook_on(theme):
        yield PartInWords(
            label=context.say(labels.PARTS[openness.part]),
            link=link_from(path, view.theme(theme).path(openness.part)),
            when=word_dated_openness(openness, context.zone, context.translate),
            is_open=openness.visible,
        )


def render_minutes(context: Context, minutes: MinutesView, path: str) -> Iterator[str | Stored]:
    """Yield the HTML of a meeting's minutes: text, questions with answers, references."""
    pieces = minutes.texts.pieces if minutes.texts else {}
    if text := pieces.get("text"):
        yield context.fill("minutes")
        yield Stored(text)
    questions = list_questions(context, minutes, path)
    if questions:
        yield context.fill("minutes-questions", count=len(questions))
    for number, question in enumerate(questions, start=1):
        yield context.fill("question", question=question)
        if answer := pieces.get(f"answer:{number}"):
            yield from (ANSWER, Stored(answer), "</div>")
    if references := pieces.get("references"):
        yield Stored(references)


# --- questions ----------------------------------------------------------------------------------


def list_questions(context: Context, minutes: MinutesView, origin: str) -> list[QuestionInWords]:
    """Return the questions of a meeting in words, with links from the page ``origin``."""
    return [
        describe_question(context, question, number, minutes.day, origin)
        for number, question in enumerate(minutes.questions, start=1)
    ]


def describe_question(
    context: Context, question: Question, number: int, day: date, origin: str, answer: str = ""
) -> QuestionInWords:
    """Return a question in words, with links from the page ``origin``, and the answer's marker."""
    anchor = name_question_anchor(number)
    answered = question.answered
    return QuestionInWords(
        asked=question.text,
        anchor=anchor,
        link=f"{link_from(origin, locate_meeting_page(day))}#{anchor}",
        day=word_date(day, context.translate, weekday=False),
        population=question.population or "",
        intervention=question.intervention or "",
        comparison=question.comparison or "",
        outcome=question.outcome or "",
        searched_by=question.searched_by or "",
        answered=word_date(answered, context.translate, weekday=False) if answered else "",
        searches=() if answered else tuple(list_searches(question, context.settings.searches)),
        answer=answer,
    )


def compose_question_list(context: Context, view: SiteView) -> Composed:
    """Compose the page of all questions: open ones, then answered ones, newest first."""
    asked = [
        question
        for minutes in reversed(view.minutes)
        for question in list_questions_with_answers(context, minutes)
    ]
    html = context.fill(
        "questions",
        open=[question for question in asked if not question.answered],
        answered=[question for question in asked if question.answered],
    )
    title = context.say(message("Our questions"))
    return compose_own_shell(context, view, QUESTIONS, title, place_answers(html))


def list_questions_with_answers(
    context: Context, minutes: MinutesView
) -> Iterator[QuestionInWords]:
    """Yield the questions of a meeting for the list of all, with places for the answers."""
    pieces = minutes.texts.pieces if minutes.texts else {}
    for number, question in enumerate(minutes.questions, start=1):
        digest = pieces.get(f"listed:{number}")
        answer = Slot(ANSWER_SLOT, digest).marker if digest else ""
        yield describe_question(context, question, number, minutes.day, QUESTIONS, answer)


def place_answers(html: str) -> Value:
    """Put the stored answers in the places that markers hold for them."""
    texts_and_answers = MARKER.split(html)
    return tuple(
        Stored(piece.removeprefix(f"{ANSWER_SLOT} ")) if number % 2 else piece
        for number, piece in enumerate(texts_and_answers)
    )


def list_unanswered(context: Context, view: SiteView, origin: str) -> list[QuestionInWords]:
    """Return the unanswered questions, oldest first."""
    return [
        question
        for minutes in view.minutes
        for question in list_questions(context, minutes, origin)
        if not question.answered
    ]


def list_lately_answered(context: Context, view: SiteView, origin: str) -> list[QuestionInWords]:
    """Return the questions answered since the last past meeting, newest answer first."""
    over = [each.starts.date() for each in view.meetings if each not in view.meetings_ahead]
    last = over[-1] if over else date.min
    found = [
        (each.answered, describe_question(context, each, number, minutes.day, origin))
        for minutes in view.minutes
        for number, each in enumerate(minutes.questions, start=1)
        if each.answered and each.answered > last
    ]
    return [question for _, question in sorted(found, key=lambda pair: pair[0], reverse=True)]


# --- all meetings -------------------------------------------------------------------------------


def compose_meeting_list(context: Context, view: SiteView) -> Composed:
    """Compose the list of a group's meetings by year, newest first."""
    years: dict[int, list[dict[str, object]]] = {}
    for meeting in reversed(view.meetings):
        years.setdefault(meeting.starts.year, []).append(
            collect_list_values(context, view, meeting)
        )
    main = context.fill(
        "meetings",
        years=years,
        files=link_files(view),
        questions=link_from(MEETINGS, QUESTIONS) if any(m.questions for m in view.minutes) else "",
    )
    title = context.say(message("Our meetings"))
    return compose_own_shell(context, view, MEETINGS, title, (main,))


def collect_list_values(context: Context, view: SiteView, meeting: OwnMeeting) -> dict[str, object]:
    """Return the template values of a meeting in the list."""
    day = meeting.starts.date()
    minutes = find_minutes(view, day)
    questions = minutes.questions if minutes else ()
    return {
        "meeting": agenda.word_meeting(context, meeting, agenda.name_subject(context, meeting)),
        "link": link_from(MEETINGS, locate_meeting_page(day)),
        "has_minutes": minutes is not None,
        "is_draft": minutes is not None and minutes.is_draft,
        "is_ahead": meeting in view.meetings_ahead,
        "open": sum(1 for each in questions if not each.answered),
        "answered": sum(1 for each in questions if each.answered),
    }


# --- to take away -------------------------------------------------------------------------------


def list_files_as_written(view: SiteView) -> Iterator[tuple[str, Stored]]:
    """Yield the group's source files for its facilitator alone: comments may be hers."""
    if not view.is_facilitators:
        return
    for minutes in view.minutes:
        if minutes.texts:
            yield f"meetings/{minutes.day.isoformat()}.md", Stored(minutes.texts.as_written)
    for path, digest in view.files_as_written:
        yield path, Stored(digest)


def link_files(view: SiteView) -> Sequence[tuple[str, str]]:
    """Return the names of these files, with links from the list of meetings."""
    paths = [path for path, _ in list_files_as_written(view)]
    return [(path.removeprefix("meetings/"), link_from(MEETINGS, path)) for path in paths]
