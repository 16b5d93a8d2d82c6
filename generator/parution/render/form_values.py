"""The initial values of a facilitator's forms: existing minutes, and citable references.

They are JSON, escaped so that no value can end the element of the page that holds it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import partial

from jinja2.utils import htmlsafe_json_dumps

from parution.bibliography.vancouver.style import name_document
from parution.domain import Minutes, Question, Reference
from parution.domain.messages import Translate

briefly = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


def encode_minutes(minutes: Minutes) -> str:
    """Return minutes as JSON: ``{"day", "draft", "text", "questions"}``.

    Questions have the same keys as in the file of minutes, without empty ones.
    """
    return encode_for_page(
        {
            "day": minutes.day.isoformat(),
            "draft": minutes.draft,
            "text": minutes.text_as_written,
            "questions": [
                list_question_values(question, answer)
                for question, answer in zip(
                    minutes.questions, minutes.answers_as_written, strict=True
                )
            ],
        }
    )


def list_question_values(question: Question, answer: str) -> dict[str, str]:
    """Return the values of a question by the keys of the file, without empty ones.

    ``answer`` is its answer as it is written.
    """
    values = {
        "question": question.text,
        "population": question.population,
        "intervention": question.intervention,
        "comparison": question.comparison,
        "outcome": question.outcome,
        "searched_by": question.searched_by,
        "answer": answer,
        "answered": question.answered.isoformat() if question.answered else None,
    }
    return {key: value for key, value in values.items() if value}


def encode_citable(references: Iterable[Reference], translate: Translate) -> str:
    """Return JSON of the references that a form offers: ``[key, words]`` each, sorted by words."""
    offered = ((reference.key, word_reference(reference, translate)) for reference in references)
    return encode_for_page(sorted(offered, key=lambda pair: pair[1].casefold()))


def word_reference(reference: Reference, translate: Translate) -> str:
    """Return a reference in one line: first author, year, title."""
    name, title = name_document(reference, translate), reference.fields.get("title", "")
    year = reference.fields.get("year", "")
    dated = f"{name}, {year}" if year else name
    return dated if not title or title == name else f"{dated}. {title}"


def encode_for_page(value: object) -> str:
    """Return a value as JSON that is safe within an HTML element."""
    return str(htmlsafe_json_dumps(value, dumps=briefly))
