"""What the forms of a facilitator's page begin with: minutes as they stand, and what they may cite.

It is JSON that stands in a page as it is: no value in it can end the element around it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import partial

from jinja2.utils import htmlsafe_json_dumps

from parution.bibliography.vancouver.style import short_name
from parution.domain import Minutes, Question, Reference
from parution.domain.messages import Translate

briefly = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


def minutes_in_form(minutes: Minutes) -> str:
    """Return what minutes say: ``{"day", "draft", "text", "questions"}``.

    Questions are told by the keys of the file; what is not said is left out.
    """
    return in_page(
        {
            "day": minutes.day.isoformat(),
            "draft": minutes.draft,
            "text": minutes.text_as_written,
            "questions": [told(question) for question in minutes.questions],
        }
    )


def told(question: Question) -> dict[str, str]:
    """Return what is said of a question, by the keys of the file."""
    said = {
        "question": question.text,
        "population": question.population,
        "intervention": question.intervention,
        "comparison": question.comparison,
        "outcome": question.outcome,
        "searched_by": question.searched_by,
        "answered": question.answered.isoformat() if question.answered else None,
    }
    return {key: value for key, value in said.items() if value}


def citable(references: Iterable[Reference], translate: Translate) -> str:
    """Return references as a form offers them: ``[key, words]`` each, by their words."""
    offered = ((reference.key, in_words(reference, translate)) for reference in references)
    return in_page(sorted(offered, key=lambda pair: pair[1].casefold()))


def in_words(reference: Reference, translate: Translate) -> str:
    """Return a reference in one line by which somebody who has read it knows it."""
    name, title = short_name(reference, translate), reference.fields.get("title", "")
    year = reference.fields.get("year", "")
    dated = f"{name}, {year}" if year else name
    return dated if not title or title == name else f"{dated}. {title}"


def in_page(value: object) -> str:
    """Return a value as JSON that may stand in an element of a page."""
    return str(htmlsafe_json_dumps(value, dumps=briefly))
