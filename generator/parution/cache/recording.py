"""Notes what is asked while a value is made, and passes it on to whatever uses the value again.

A function that is given a value made before depends on all that the value was made from. So a
recorder keeps a value together with its trace, and who gets the value gets the trace noted too:

>>> noon = Instant(datetime(2026, 10, 8, 12, tzinfo=UTC))
>>> recorder = Recorder(noon, {"title of 2026/pain": "La douleur"})
>>> def title() -> str:
...     return recorder.ask("title of 2026/pain")
>>> for _ in range(2):  # Made once, asked twice.
...     made, trace = recorder.record(lambda: recorder.once("title", title))
...     sorted(trace.questions)
['title of 2026/pain']
['title of 2026/pain']
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from parution.cache.digests import digest_of_texts
from parution.domain.instant import ALWAYS, Instant, Window

Made = TypeVar("Made")

Answers = Mapping[str, str]
"""By question: the answer, or a digest of it."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What a value was made from, besides the arguments of the function that made it."""

    questions: frozenset[str] = frozenset()
    window: Window = ALWAYS
    """The instants at which every comparison comes out as it did."""


NOTHING = Trace()


class Recorder:
    """Knows the answers, and notes which of them are asked for."""

    def __init__(self, instant: Instant, answers: Answers) -> None:
        self.instant = instant
        self._answers = answers
        self._asked: set[str] = set()
        self._made: dict[Hashable, tuple[Any, Trace]] = {}

    def ask(self, question: str) -> str:
        """Return the answer to a question, and note that it was asked; KeyError without one."""
        self._asked.add(question)
        return self._answers[question]

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what ``make`` made the first time something was asked for under this key."""
        known = self._made.get(key)
        if known is None:
            known = self._made[key] = self.record(make)
        elif known[1] is not NOTHING:
            self.replay(known[1])
        return cast(Made, known[0])

    def forget_after(self, make: Callable[[], object]) -> None:
        """Make something; of what is made `once` on the way nothing is held for others."""
        before = len(self._made)
        make()
        while len(self._made) > before:
            self._made.popitem()

    def record(self, make: Callable[[], Made]) -> tuple[Made, Trace]:
        """Return what ``make`` makes, and what it was made from."""
        around, self._asked = self._asked, set()
        try:
            with self.instant.watch() as seen:
                made = make()
        finally:
            asked, self._asked = self._asked, around
            around |= asked
        if not asked and seen.window is ALWAYS:
            return made, NOTHING
        return made, Trace(frozenset(asked), seen.window)

    def replay(self, trace: Trace) -> None:
        """Note what a value was made from that is used again."""
        self._asked |= trace.questions
        self.instant.note(trace.window)

    def digest_of_answers(self, questions: tuple[str, ...]) -> str | None:
        """Return a digest of today's answers to some questions; None where one has none."""
        try:
            return digest_of_texts(map(self._answers.__getitem__, questions))
        except KeyError:
            return None
