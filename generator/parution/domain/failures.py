"""What stops a command without being a mistake of the program's: what happened, what to do.

Every such exception is a `Failure`, so that one place can put it into the reader's words. Mistakes
in the sources are one kind (`parution.domain.problems.ProblemsFound`); what the machine refuses
stays an ``OSError``.
"""

from __future__ import annotations

from typing import Any

from parution.domain.messages import Message, Translate


class Failure(Exception):
    """Something a user can cause, and mend."""

    def __init__(self, said: Message, remedy: Message | None = None) -> None:
        self.said = said
        self.remedy = remedy
        super().__init__(said.text())

    def text(self, translate: Translate = str) -> str:
        """Return what happened and what to do, in the reader's language."""
        parts = [self.said, self.remedy] if self.remedy else [self.said]
        return " ".join(part.text(translate) for part in parts)

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes as what is said, whatever the kind."""
        return Failure, (self.said, self.remedy)
