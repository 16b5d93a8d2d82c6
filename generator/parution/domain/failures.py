"""Failures: errors that a user can cause and fix, each with a message and a remedy.

Every such exception is a `Failure`, so that one place can translate it for the user. Mistakes in
the sources are one kind (`parution.domain.problems.ProblemsFound`); errors of the operating system
stay ``OSError``.
"""

from __future__ import annotations

from typing import Any

from parution.domain.messages import Message, Translate


class Failure(Exception):
    """An error that a user can cause and fix."""

    def __init__(self, said: Message, remedy: Message | None = None) -> None:
        self.message = said
        self.remedy = remedy
        super().__init__(said.text())

    def text(self, translate: Translate = str) -> str:
        """Return the message and its remedy as one text, in the reader's language."""
        parts = [self.message, self.remedy] if self.remedy else [self.message]
        return " ".join(part.text(translate) for part in parts)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle every kind as a plain `Failure`, so that it can cross between processes."""
        return Failure, (self.message, self.remedy)
