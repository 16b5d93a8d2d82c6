"""The common end of commands that edit groups' files: show the changes, ask, write."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce, wraps
from typing import Any

import click

from parution import reporting
from parution.cli.options import Project, format_option
from parution.cli.prompts import confirm, is_anyone_there
from parution.domain import Catalogue
from parution.domain.messages import Message, message
from parution.language.catalogues import load_translations
from parution.language.labels import AUDIENCES, PARTS
from parution.language.visible_text import make_visible
from parution.publish.consent import Consent
from parution.timetable.effects import Effect, group_effects
from parution.timetable.replacing import replace_all
from parution.timetable.weighing import EditOutcome, join_effects
from parution.timetable.working_copy import WorkingCopy, read_group_texts

_ = load_translations().gettext

NOTHING_WRITTEN = message("Nothing was changed.")
ADD_YES = message("Nothing was changed: nobody could be asked. Add --yes to have it done.")


@dataclass(frozen=True, slots=True)
class Judged:
    """An edit with its title and its outcome."""

    title: str
    outcome: EditOutcome
    log: str = ""
    """Its line in the log of changes."""
    told: tuple[str, ...] = ()
    """The text that it would write, for people to review."""


@dataclass(frozen=True, slots=True)
class Manner:
    """The options that say how a command ends."""

    consent: Consent
    dry_run: bool
    yes: bool
    output: str


def manner_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options for consent and output; the command receives them as ``manner``."""

    @wraps(command)
    def with_manner(
        *args: Any,
        withdraw: tuple[str, ...],
        open_now: bool,
        dry_run: bool,
        yes: bool,
        output: str,
        **others: Any,
    ) -> None:
        manner = Manner(Consent(withdraw, open_now=open_now), dry_run, yes, output)
        command(*args, manner=manner, **others)

    options = (
        format_option,
        click.option("--yes", is_flag=True, help=_("Do it without asking.")),
        click.option("--dry-run", is_flag=True, help=_("Only say what would change.")),
        click.option(
            "--open-now", is_flag=True, help=_("Agree that something opens to readers at once.")
        ),
        click.option(
            "--withdraw",
            multiple=True,
            metavar=_("WHAT"),
            help=_("Agree that this closes: a group, an edition, a theme or a part of one."),
        ),
    )
    return reduce(lambda wrapped, option: option(wrapped), options, with_manner)


def make_working_copy(project: Project) -> WorkingCopy:
    """Return a project before any edit; raise `ProblemsFound` when it has errors."""
    written = read_group_texts(project.folder)
    project.reading.require()
    return WorkingCopy(project.folder, project.config_file, project.reading, written)


def finish(
    project: Project,
    first: WorkingCopy,
    last: WorkingCopy,
    judged: Sequence[Judged],
    manner: Manner,
) -> None:
    """Show the changes, ask, write; exit with 1 when an edit is refused or nobody agrees."""
    tell(judged, first.catalogue, manner.output)
    done = [each for each in judged if each.outcome.is_done]
    refused = any(each.outcome.refusals for each in judged)
    if done and not manner.dry_run:
        if not is_wanted(len(done), manner):
            sys.exit(1)
        before = {path: first.written.get(path) for path in last.texts}
        stamp = reporting.format_iso(project.now.replace(microsecond=0))
        log = [f"{stamp}\t{each.log}" for each in done]
        replace_all(first.project, before, last.texts, log)
        files = message("Written: %(files)s.", files=", ".join(last.texts))
        click.echo(files.text(_), err=manner.output == "json")
    sys.exit(1 if refused else 0)


def is_wanted(count: int, manner: Manner) -> bool:
    """Return whether the user agrees; without a terminal there is nobody to ask."""
    if manner.yes:
        return True
    if manner.output == "json" or not is_anyone_there():
        click.echo(ADD_YES.text(_), err=True)
        return False
    wanted = confirm("\n" + message("Carry this out (%(count)s)?", count=count).text(_))
    if not wanted:
        click.echo(NOTHING_WRITTEN.text(_), err=True)
    return wanted


def tell(judged: Sequence[Judged], catalogue: Catalogue, output: str) -> None:
    """Print the changes; with JSON output, refusals go to the error stream."""
    if output == "json":
        effects = join_effects(each.outcome for each in judged)
        click.echo(reporting.as_json(map(make_effect_row, effects)))
    for each in judged:
        lines = list(put_outcome_in_words(each.outcome, catalogue))
        if output == "text":
            click.echo(join_lines((each.title, *each.told, *lines)))
        elif each.outcome.refusals or each.outcome.remarks:
            remarks = word_remarks(each.outcome)
            click.echo(join_lines((each.title, *remarks, *word_refusals(each.outcome))), err=True)


def join_lines(lines: Iterable[str]) -> str:
    """Return lines to print; what a stranger's mail put into one makes no further line.

    >>> join_lines(["a\\nopens nothing", "b"])
    'a\ufffdopens nothing\\nb'
    """
    return "\n".join(make_visible(line).replace("\n", "\ufffd") for line in lines)


def make_effect_row(effect: Effect) -> dict[str, Any]:
    """Return an effect as a row of ``apply --dry-run --format json``."""
    return {
        "group": effect.site.group,
        "audience": effect.site.audience.value,
        "theme": effect.theme,
        "part": effect.part.value,
        "from": reporting.format_iso(effect.before),
        "to": reporting.format_iso(effect.after),
        "opens_now": effect.opens_now,
        "withdraws": effect.withdraws,
    }


def put_outcome_in_words(outcome: EditOutcome, catalogue: Catalogue) -> Iterator[str]:
    """Yield lines on the outcome of an edit."""
    yield from word_effects(outcome.effects, catalogue)
    for warning in outcome.warnings:
        said, hint = warning.message.text(_), warning.hint.text(_)
        yield "  " + message("careful: %(said)s. %(hint)s", said=said, hint=hint).text(_)
    yield from word_remarks(outcome)
    yield from word_refusals(outcome)
    if outcome.remarks and not outcome.files:
        return
    if not outcome.files and not outcome.refusals:
        yield "  " + message("nothing to do: it is so already").text(_)
    elif not outcome.effects and not outcome.refusals:
        yield "  " + message("opens and closes nothing").text(_)


def word_remarks(outcome: EditOutcome) -> Iterator[str]:
    """Yield lines that say what an edit replaces, or leaves out."""
    for remark in outcome.remarks:
        yield "  " + message("note: %(remark)s", remark=remark).text(_)


def word_refusals(outcome: EditOutcome) -> Iterator[str]:
    """Yield lines that say why an edit is refused, each with a remedy."""
    for refusal in outcome.refusals:
        yield "  " + message("refused: %(said)s", said=refusal.message.text(_)).text(_)
        yield f"    → {refusal.remedy.text(_)}"


def word_effects(effects: Iterable[Effect], catalogue: Catalogue) -> Iterator[str]:
    """Yield a line for all parts of a theme that move together, with group and audiences."""
    rows = tuple(group_effects(effects))
    is_of_several = len({each.group for each in rows}) > 1
    for each in rows:
        whose = f"{each.group}, {each.theme}" if is_of_several else each.theme
        what = message(
            "%(parts)s (%(audiences)s): %(before)s → %(after)s",
            parts=join_names(PARTS[part] for part in each.parts),
            audiences=join_names(AUDIENCES[audience] for audience in each.audiences),
            before=each.say_before(catalogue.settings.timezone, _),
            after=each.say_after(catalogue.settings.timezone, _),
        )
        marks = ((each.opens_now, OPENS_NOW), (each.withdraws, WITHDRAWS))
        remarks = "".join(f" – {mark.text(_)}" for is_so, mark in marks if is_so)
        yield f"  {whose}, {what.text(_)}{remarks}"


OPENS_NOW = message("OPENS AT ONCE")
WITHDRAWS = message("CLOSES what readers have")


def join_names(names: Iterable[Message]) -> str:
    """Return names joined by commas."""
    return ", ".join(name.text(_) for name in names)
