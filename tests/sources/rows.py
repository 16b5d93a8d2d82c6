"""The shape of a row of bad input: a change of the tiny project, and the problems it gives."""

from __future__ import annotations

from dataclasses import dataclass

from command_line import plain
from parution.domain.messages import Translate
from parution.domain.problems import Problem, Severity
from tiny_project import Changes

THEME = "themes/2026/douleur"


@dataclass(frozen=True)
class Found:
    """A problem as a person sees it, in French."""

    code: str
    place: str
    """``file``, ``file:line`` or ``file:line:column``."""
    message: str
    hint: str
    severity: Severity = Severity.ERROR

    def __post_init__(self) -> None:
        """Let rows use ordinary spaces; another test checks the French ones."""
        for name in ("message", "hint"):
            object.__setattr__(self, name, plain(getattr(self, name)))


@dataclass(frozen=True, init=False)
class Row:
    """One bad input."""

    what: str
    changes: Changes
    found: tuple[Found, ...]
    """Everything that is reported, in order: nothing more, nothing less."""

    def __init__(self, what: str, changes: Changes, *found: Found) -> None:
        object.__setattr__(self, "what", what)
        object.__setattr__(self, "changes", changes)
        object.__setattr__(self, "found", found)


def as_found(problem: Problem, translate: Translate) -> Found:
    """Return a problem in the words of a language."""
    return Found(
        problem.code,
        str(problem.place),
        problem.message.text(translate),
        problem.hint.text(translate),
        problem.severity,
    )


def second_theme(body: str, front_matter: str = "draft: false") -> dict[str, str]:
    """Return the files of a second theme of the same edition."""
    return {
        "themes/2026/autre/index.md": f"---\ntitle: Autre\n{front_matter}\n---\n\n{body}\n",
        "themes/2026/edition.yml": "title: Année 2026\nthemes: [douleur, autre]\n",
    }
