"""What wishes would do, one after the other, each weighed on its own: done, or refused as a whole.

P1  Requests are carried out in the order in which they were made, each on what those before
    have left. One that is refused leaves nothing behind.
P2  What would keep the sites from being built is refused.
P3  What would withdraw something from readers, or open something at once, is refused unless
    whoever runs this has named it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from parution.changes import Request
from parution.domain.messages import message
from parution.domain.problems import Problem
from parution.release import Decisions
from parution.timetable.carrying_out import carry_out
from parution.timetable.draft import Draft, new_among
from parution.timetable.effects import Effect, effects_of, find_unnamed_withdrawals
from parution.timetable.group_text import CannotEdit
from parution.timetable.wishes import Files, Refusal, Run, WishRefused


@dataclass(frozen=True, slots=True)
class EditConsent:
    """What whoever runs this has named beforehand (P3)."""

    withdraw: tuple[str, ...] = ()
    """Groups, editions, themes or parts that may be withdrawn."""
    open_now: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """A request, and where it was found."""

    request: Request
    source: str
    """For people: the name of the file, and the line."""


@dataclass(frozen=True, slots=True)
class EditOutcome:
    """What becomes of an edit."""

    refusals: tuple[Refusal, ...] = ()
    """Why it is not made; none when it is, or when all of it holds already."""
    effects: tuple[Effect, ...] = ()
    """What it changes for readers, or would if somebody agreed."""
    warnings: tuple[Problem, ...] = ()
    """What `check` would warn of besides."""
    files: tuple[str, ...] = ()
    """Paths of the files that would be other than they are."""

    @property
    def is_done(self) -> bool:
        """Whether it is among what is to be written."""
        return bool(self.files) and not self.refusals


def propose(
    received: Sequence[Received], first: Draft, consent: EditConsent, now: datetime
) -> tuple[tuple[tuple[Received, EditOutcome], ...], Draft]:
    """Return what becomes of each request, and the project with those that are carried out.

    ``now`` is aware. Raises `ProblemsFound` when the project has errors before any edit.
    """
    run = Run(first, first)
    answers = []
    for each in sorted(received, key=lambda one: one.request.made):
        moved = dict(run.moved)
        try:
            answer, run.draft = weigh(carry_out(each.request, run), run.draft, consent, now)
        except WishRefused as refused:
            answer = EditOutcome((refused.refusal,))
        except CannotEdit:
            answer = EditOutcome((layout(each.request.group),))
        if not answer.is_done:
            run.moved = moved
        answers.append((each, answer))
    return tuple(answers), run.draft


def weigh(
    files: Files, draft: Draft, consent: EditConsent, now: datetime
) -> tuple[EditOutcome, Draft]:
    """Return what becomes of files as they should be, and the project with them if they may be."""
    changed = {path: content for path, content in files.items() if content != draft.content(path)}
    if not changed:
        return EditOutcome(), draft
    after = draft.with_texts(changed)
    if broken := after.errors():
        refusals = tuple(Refusal(each.message, each.hint, each.place, each.code) for each in broken)
        return EditOutcome(refusals, files=tuple(changed)), draft
    effects = effects_of(Decisions(draft.catalogue, now), Decisions(after.catalogue, now))
    refusals = tuple(objections(effects, consent))
    warnings = new_among(draft.warnings(now), after.warnings(now))
    answer = EditOutcome(refusals, effects, warnings, tuple(changed))
    return answer, draft if refusals else after


def objections(effects: Sequence[Effect], consent: EditConsent) -> Iterator[Refusal]:
    """Yield what nobody has agreed to yet (P3)."""
    withdrawn = find_unnamed_withdrawals(effects, consent.withdraw)
    if withdrawn:
        groups = dict.fromkeys(each.site.group or "" for each in withdrawn)
        yield Refusal(
            message("readers have today what would close"),
            message(
                "If this is meant, add: %(options)s",
                options=" ".join(f"--withdraw {name}" for name in groups),
            ),
        )
    if any(each.opens_now for each in effects) and not consent.open_now:
        yield Refusal(
            message("this would open something at once"),
            message("If this is meant, add: %(options)s", options="--open-now"),
        )


def layout(group: str) -> Refusal:
    """Say that a file has a form that no program can edit without touching the rest."""
    return Refusal(
        message("the file of the group %(group)s is laid out in a way of its own", group=group),
        message("Make this change by hand, in a text editor."),
    )


def all_effects(answers: Iterable[EditOutcome]) -> tuple[Effect, ...]:
    """Return what the answers change for readers, or would."""
    return tuple(effect for answer in answers for effect in answer.effects)
