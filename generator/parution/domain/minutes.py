"""A group's own writings: the minutes of its meetings, and the questions left open there."""

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
    """Together, the four word the question for a search of the literature (PICO)."""

    searched_by: str | None
    """Initials or a role."""

    answer: Document | None
    """Markdown, written in the front matter of the minutes."""

    answered: date | None
    """The day of the answer; there is one if and only if there is an answer."""

    @property
    def terms(self) -> tuple[str, ...]:
        """The given ones of the four PICO terms, in order."""
        terms = (self.population, self.intervention, self.comparison, self.outcome)
        return tuple(term for term in terms if term)


def name_question_anchor(number: int) -> str:
    """Return the HTML id of a question on its meeting's page; no author's text can use it.

    >>> name_question_anchor(2)
    '__question-2'
    """
    return f"__question-{number}"


@dataclass(frozen=True, slots=True)
class Minutes:
    """A group's short record of the meeting on one day."""

    group: str
    """Slug."""

    day: date
    themes: tuple[str, ...]
    """Addresses of the themes that the group worked on that day."""

    title: str
    """The group's own title for the meeting; empty if it worked on a theme."""

    document: Document
    questions: tuple[Question, ...]
    draft: bool
    """Whether only the facilitator sees the minutes."""

    references: tuple[Reference, ...] = field(repr=False)
    """The references that its texts may cite: the group's own, the common ones, those of its
    themes. A key names the first of these that has it."""

    of_theme: tuple[tuple[str, str], ...]
    """Those keys among `references` that belong to a theme, each with the theme's address. A site
    may show them only where it shows that theme's references."""

    as_written: str = field(repr=False)
    """The whole file, unchanged."""

    text_as_written: str = field(repr=False)
    """The Markdown of the file, unchanged, comments included."""

    answers_as_written: tuple[str, ...] = field(repr=False)
    """Of each question the Markdown of its answer, unchanged; empty where it has none."""

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
    """The text of ``references.bib``, unchanged; empty without such a file."""

    def abridge(self) -> OwnWritings:
        """Return empty writings: composing gets their content from the rendition."""
        return replace(self, minutes=(), references=(), bibliography="")
