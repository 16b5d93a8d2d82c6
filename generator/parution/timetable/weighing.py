"""Weigh the effects of wishes, one after another: each is carried out or refused as a whole.

P1  Requests are carried out in the order of their creation, each on the result of the ones before.
    A refused one leaves no trace.
P2  A request that would prevent a build is refused.
P3  Of two requests that contradict each other the later one wins, and its outcome says so.
P4  A request that would withdraw parts from readers, or open parts at once, is refused unless the
    user consented by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce

from parution.changes import Request
from parution.domain.messages import Message, message
from parution.domain.problems import Problem
from parution.publish.consent import Consent
from parution.publish.showing import SitePart
from parution.release import Decisions
from parution.timetable.carrying_out import (
    carry_out,
    is_on_same_meeting,
    list_contradicted,
    list_values_left_out,
)
from parution.timetable.effects import Effect, find_effects
from parution.timetable.group_text import CannotEdit
from parution.timetable.wishes import (
    Files,
    Refusal,
    Run,
    WishRefused,
    join_changed,
)
from parution.timetable.working_copy import WorkingCopy, find_new_problems


@dataclass(frozen=True, slots=True)
class Received:
    """A request, and its source."""

    request: Request
    source: str
    """For people: name of the file, and line."""


@dataclass(frozen=True, slots=True)
class EditOutcome:
    """The outcome of an edit."""

    refusals: tuple[Refusal, ...] = ()
    """Reasons for refusing it; none if it is made, or if nothing would change."""
    effects: tuple[Effect, ...] = ()
    """Its effects on readers, even if it is refused for lack of consent."""
    warnings: tuple[Problem, ...] = ()
    """The warnings that `check` would add."""
    files: tuple[str, ...] = ()
    """Paths of the files that it changes."""
    remarks: tuple[Message, ...] = ()
    """What it replaces of earlier requests (P3), or does not do."""

    @property
    def is_done(self) -> bool:
        """Whether its files are to be written."""
        return bool(self.files) and not self.refusals


def weigh_in_turn(
    received: Sequence[Received], first: WorkingCopy, consent: Consent, now: datetime
) -> tuple[tuple[tuple[Received, EditOutcome], ...], WorkingCopy]:
    """Return the outcome of each request, and the project after those carried out.

    ``now`` is aware. Raises `ProblemsFound` when the project has errors before any edit.
    """
    run = Run(first, first)
    outcomes: list[tuple[Received, EditOutcome]] = []
    for each in sorted(received, key=lambda one: one.request.made):
        moved = dict(run.moved)
        try:
            outcome, run.copy = weigh(carry_out(each.request, run), run.copy, consent, now)
        except WishRefused as refused:
            outcome = EditOutcome((refused.refusal,))
        except CannotEdit:
            outcome = EditOutcome((describe_uneditable_layout(each.request.group),))
        if outcome.is_done:
            before = [one for one, its in outcomes if its.is_done]
            outcome = replace(outcome, remarks=tuple(list_replaced(each.request, before, run)))
        else:
            run.moved = moved
            if not outcome.refusals:
                outcome = replace(outcome, remarks=tuple(list_left_out(each.request, run)))
        outcomes.append((each, outcome))
    return tuple(outcomes), run.copy


def list_replaced(request: Request, before: Iterable[Received], run: Run) -> Iterator[Message]:
    """Yield a remark for each earlier request of the run that a later one contradicts (P3)."""
    for each in before:
        if not is_on_same_meeting(request, each.request, run):
            continue
        if request.wish == "cancel-meeting":
            yield message(
                "this cancels the meeting of an earlier request (%(source)s)", source=each.source
            )
        elif labels := list_contradicted(request, each.request):
            yield message(
                "this replaces what an earlier request asked for (%(source)s): %(what)s",
                source=each.source,
                what=reduce(join_changed, labels),
            )


def list_left_out(request: Request, run: Run) -> Iterator[Message]:
    """Yield a remark if the meeting that a request adds exists with other values."""
    if labels := list_values_left_out(request, run):
        yield message(
            "the meeting is there already, otherwise than asked for here: %(what)s. To change it,"
            " ask for a change of this meeting.",
            what=reduce(join_changed, labels),
        )


def weigh(
    files: Files, copy: WorkingCopy, consent: Consent, now: datetime
) -> tuple[EditOutcome, WorkingCopy]:
    """Return the outcome of new files, and the project with them, or without if refused."""
    changed = {path: content for path, content in files.items() if content != copy.content(path)}
    if not changed:
        return EditOutcome(), copy
    after = copy.with_texts(changed)
    if broken := after.errors():
        refusals = tuple(Refusal(each.message, each.hint, each.place, each.code) for each in broken)
        return EditOutcome(refusals, files=tuple(changed)), copy
    effects = find_effects(Decisions(copy.catalogue, now), Decisions(after.catalogue, now))
    refusals = tuple(list_objections(effects, consent))
    warnings = find_new_problems(copy.warnings(now), after.warnings(now))
    outcome = EditOutcome(refusals, effects, warnings, tuple(changed))
    return outcome, copy if refusals else after


def list_objections(effects: Sequence[Effect], consent: Consent) -> Iterator[Refusal]:
    """Yield a refusal for each kind of effect without consent (P4)."""
    closing = (SitePart(each.site, each.theme, each.part) for each in effects if each.withdraws)
    withdrawn = consent.find_unnamed(closing)
    if withdrawn:
        groups = dict.fromkeys(row.site.group or "" for row in withdrawn)
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


def describe_uneditable_layout(group: str) -> Refusal:
    """Return the refusal of a file whose layout no program can edit."""
    return Refusal(
        message("the file of the group %(group)s is laid out in a way of its own", group=group),
        message("Make this change by hand, in a text editor."),
    )


def join_effects(outcomes: Iterable[EditOutcome]) -> tuple[Effect, ...]:
    """Return the effects of all outcomes."""
    return tuple(effect for outcome in outcomes for effect in outcome.effects)
