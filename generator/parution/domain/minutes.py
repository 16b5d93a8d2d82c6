"""What a group works out for itself: the minutes of its meetings, and the questions they left."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from parution.domain.problems import Place
from parution.domain.references import Reference
from parution.domain.themes import Document


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a meeting left open, and its answer once somebody has looked for it."""

    text: str
    population: str | None
    intervention: str | None
    comparison: str | None
    outcome: str | None
    """The four are the question worded for a search of the literature (PICO)."""

    searched_by: str | None
    """Initials or a role."""

    answer: Document | None
    """Markdown, written in the front matter of the minutes."""

    answered: date | None
    """The day of the answer; there is one if and only if there is an answer."""

    @property
    def terms(self) -> tuple[str, ...]:
        """The words of the search, those that were given."""
        terms = (self.population, self.intervention, self.comparison, self.outcome)
        return tuple(term for term in terms if term)


def anchor_of_question(number: int) -> str:
    """Return the identifier of a question on its meeting's page; no author's text can have it.

    >>> anchor_of_question(2)
    '__question-2'
    """
    return f"__question-{number}"


@dataclass(frozen=True, slots=True)
class Minutes:
    """A group's short record of what was said on a day."""

    group: str
    """Slug."""

    day: date
    themes: tuple[str, ...]
    """Addresses of the themes that the group met on, that day."""

    title: str
    """What the group called its meeting; empty when it met on a theme."""

    document: Document
    questions: tuple[Question, ...]
    draft: bool
    """For the facilitator's eyes alone."""

    references: tuple[Reference, ...] = field(repr=False)
    """What its texts may cite: the group's own records, the common ones, those of its themes; a key
    names the first of these that has it."""

    of_theme: tuple[tuple[str, str], ...]
    """Keys among `references` that are a theme's, each with the theme's address: these may only be
    shown where the theme's references are."""

    as_written: str = field(repr=False)
    """The whole file, as it came."""

    text_as_written: str = field(repr=False)
    """Its text, as it came, comments included."""

    place: Place

    @property
    def documents(self) -> tuple[Document, ...]:
        """All its texts: the minutes, then the answers."""
        answers = (question.answer for question in self.questions)
        return (self.document, *(answer for answer in answers if answer))


@dataclass(frozen=True, slots=True)
class OwnWritings:
    """All that one group wrote for itself."""

    minutes: tuple[Minutes, ...] = ()
    """In order of their days."""

    references: tuple[Reference, ...] = ()
    """From the group's ``references.bib``."""

    bibliography: str = field(default="", repr=False)
    """That file, as it came; empty without one."""

    def abridge(self) -> OwnWritings:
        """Return that there is nothing: what is composed of it is handed over by rendering."""
        return replace(self, minutes=(), references=(), bibliography="")
