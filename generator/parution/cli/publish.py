"""The commands ``audit``, ``publish`` and ``rollback``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from parution import reporting
from parution.audit import Leak, LeakKind
from parution.cli.failure_sentences import describe_failure
from parution.cli.options import Project, Whole, at_option, config_option, format_option
from parution.cli.progress import show_pdf_progress
from parution.cli.prompts import confirm, is_anyone_there
from parution.cli.proposals import (
    FIRST,
    format_size,
    make_result,
    put_in_words,
    put_proposal_in_words,
    write_lines,
)
from parution.cli.target_options import (
    advise_host,
    choose_addresses,
    choose_only_address,
    open_target,
    open_target_with_versions,
    show_transfer,
    to_option,
)
from parution.domain.messages import Message, message
from parution.language.catalogues import load_translations
from parution.language.labels import AUDIENCES, PARTS
from parution.loopback import end_by_signals
from parution.private_store import has_secret
from parution.publish import publish as publishing
from parution.publish.consent import Consent
from parution.publish.proposal import Proposal, describe_damage
from parution.publish.publish import SILENT, ProgressListener, ProjectSources, PublishOutcome
from parution.publish.showing import SitePart
from parution.publish.snapshots import KEPT, CannotPublish
from parution.publish.targets.target import Target
from parution.publish.targets.target_address import hide_passwords

_ = load_translations().gettext

Result = TypeVar("Result")

MOST_SHOWN = 40
"""Number of leaks printed; JSON lists all of them."""

LEAKS = message("Nothing was published: something hidden would have shown.")
REFUSED = message("Nothing was published.")
AHEAD_OF_TIME = message(
    "The moment given with --at is still to come: readers see parts before their time."
)


@click.command("audit")
@config_option
@at_option()
@click.option(
    "-d",
    "--site-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help=_("The folder to look into; mkdocs.yml says it otherwise."),
)
@format_option
def audit_command(
    project: Project, instant: datetime | None, site_dir: Path | None, output: str
) -> None:
    """Print all leaks; exit with 1 when there are any."""
    looked_at = project.site_dir(site_dir)
    if not looked_at.is_dir():
        nothing = message("There is no site in %(folder)s: build it first.", folder=str(looked_at))
        raise click.BadParameter(nothing.text(_), param_hint="--site-dir")
    at = project.instant(instant)
    leaks = explain_failures(lambda: publishing.audit_site(locate_sources(project), at, looked_at))
    if output == "json":
        click.echo(reporting.as_json(map(make_leak_row, leaks)))
    elif leaks:
        print_leaks(leaks)
    else:
        click.echo(
            message("Nothing hidden was found in %(folder)s.", folder=str(looked_at)).text(_)
        )
    sys.exit(1 if leaks else 0)


@click.command("publish")
@config_option
@to_option
@at_option()
@click.option(
    "--keep",
    type=Whole(min=1),
    default=KEPT,
    show_default=True,
    help=_("How many versions to keep to go back to."),
)
@click.option(
    "--withdraw",
    multiple=True,
    metavar=_("WHAT"),
    help=_("Agree that this closes or vanishes: a group, an edition, a theme or a part of one."),
)
@click.option(
    "--new-addresses", is_flag=True, help=_("Agree that links which were sent lead nowhere.")
)
@click.option("--open-now", is_flag=True, help=_("Agree that an edit opens something at once."))
@click.option(
    "--dry-run", is_flag=True, help=_("Only say what would change; readers keep what they have.")
)
@click.option("-q", "--quiet", is_flag=True, help=_("One line when something changed; for cron."))
@click.option(
    "--take-over",
    is_flag=True,
    help=_(
        "Agree that everything that is in the target, whoever put it there, is replaced or removed;"
        " send all anew."
    ),
)
@format_option
def publish_command(
    project: Project,
    target: str | None,
    instant: datetime | None,
    keep: int,
    withdraw: tuple[str, ...],
    new_addresses: bool,
    open_now: bool,
    dry_run: bool,
    quiet: bool,
    take_over: bool,
    output: str,
) -> None:
    """Publish; exit with 1 and change nothing if there are leaks or nobody agrees."""
    now = project.instant(None)
    at = project.instant(instant) if instant else now
    consent = Consent(withdraw, new_addresses, open_now)
    written = (
        [choose_only_address(project, target)]
        if output == "json"
        else choose_addresses(project, target)
    )
    is_quiet = quiet or output == "json"
    went_well = True
    for address in written:
        prompt = PublishPrompt(project, consent, dry_run, is_quiet)
        if len(written) > 1 and not is_quiet:
            click.echo(f"→ {hide_passwords(address)}")
        try:
            progress = None if is_quiet else show_transfer
            opened = open_target(project, address, take_over=take_over, progress=progress)
            published = publish_or_rehearse(project, opened, prompt, at, now, keep)
        except (CannotPublish, OSError) as failure:  # Go on with the other targets.
            click.echo(describe_failure(failure, _), err=True)
            went_well = False
        else:
            went_well &= report_outcome(opened, published, prompt, output, is_early=at > now)
    if not went_well:
        sys.exit(1)


def publish_or_rehearse(
    project: Project, target: Target, prompt: PublishPrompt, at: datetime, now: datetime, keep: int
) -> PublishOutcome:
    """Publish to a target or rehearse it; clean up first if a signal ends the process."""
    sources, listener = locate_sources(project), LISTENER if prompt.shows_progress else SILENT
    with end_by_signals():
        if prompt.dry_run:
            return publishing.rehearse(sources, target, at, agree=prompt.agree, listener=listener)
        return publishing.publish(
            sources, target, at, now=now, agree=prompt.agree, keep=keep, listener=listener
        )


def report_outcome(
    target: Target, published: PublishOutcome, prompt: PublishPrompt, output: str, *, is_early: bool
) -> bool:
    """Print how publishing to one target ended; return whether it succeeded."""
    if output == "json":
        click.echo(reporting.as_json(make_result(published)))
    if published.leaks:
        print_leaks(published.leaks)
        click.echo(LEAKS.text(_), err=True)
        return False
    if prompt.is_refused:
        click.echo(REFUSED.text(_), err=True)
        return False
    if is_early and (published.is_new or prompt.dry_run):
        click.echo(AHEAD_OF_TIME.text(_), err=True)
    if output == "text":
        report_end(published, prompt, target)
    return True


class PublishPrompt:
    """Shows the effects of publishing beforehand, and asks for consent where it is needed."""

    def __init__(self, project: Project, consent: Consent, dry_run: bool, quiet: bool) -> None:
        self.dry_run = dry_run
        self.quiet = quiet
        self.is_refused = False
        """Whether consent was needed and not given."""
        self._consent = consent
        self._project = project
        self._made_secret = not has_secret(project.folder)

    @property
    def shows_progress(self) -> bool:
        """Whether to print progress: not for cron, which mails every line."""
        return not self.quiet and (self.dry_run or sys.stderr.isatty())

    def agree(self, proposal: Proposal) -> bool:
        """Show the changes and the doubts; return whether to publish."""
        self._tell(proposal)
        doubts = tuple(self._consent.find_doubts(proposal))
        for doubt in doubts:
            for paragraph in put_in_words(doubt):
                click.echo(f"\n{paragraph}", err=True)
        self.is_refused = bool(doubts) and not self._is_wanted()
        return not self.is_refused and not self.dry_run

    def _tell(self, proposal: Proposal) -> None:
        if self._made_secret:
            advice = reporting.describe_new_secret(self._project.store.secret_path)
            click.echo(advice, err=True)
        if self.quiet:
            return
        reporting.print_problems(proposal.problems, sys.stderr)
        reporting.print_remarks(proposal.remarks, sys.stderr)
        # A first publication would list everything.
        for line in [FIRST.text(_)] if proposal.is_first else put_proposal_in_words(proposal):
            click.echo(line)

    def _is_wanted(self) -> bool:
        """Return whether the user agrees; without a terminal there is nobody to ask."""
        if self.dry_run or self.quiet or not is_anyone_there():
            return False
        return confirm("\n" + _("Publish all the same?"))


def report_end(published: PublishOutcome, prompt: PublishPrompt, target: Target) -> None:
    """Print how publishing ended; print nothing if readers keep the same version."""
    proposal = published.proposal
    if proposal is None or not (published.is_new or prompt.dry_run):
        return
    files, bytes_sent = proposal.files_changed, format_size(proposal.bytes_sent)
    if published.snapshot is None:
        end = message(
            "Nothing was published: %(files)s files would change (%(size)s).",
            files=files,
            size=bytes_sent,
        )
    elif not published.is_new:
        end = message("Nothing would change.")
    else:
        end = message(
            "Published: %(name)s (%(files)s files, %(size)s)",
            name=published.snapshot.name,
            files=files,
            size=bytes_sent,
        )
    click.echo(end.text(_))
    if published.is_new and proposal.is_first and not prompt.quiet:
        click.echo(advise_host(target).text(_))


@click.command("rollback")
@config_option
@to_option
@click.option("--list", "lists", is_flag=True, help=_("Only list the versions, newest first."))
@click.option("--verbose", is_flag=True, help=_("Say everything that forbids to go back."))
@click.argument("snapshot", required=False, metavar="[VERSION]")
def rollback_command(
    project: Project, target: str | None, lists: bool, verbose: bool, snapshot: str | None
) -> None:
    """Go back; exit with 1 and change nothing if the version shows hidden parts."""
    address = choose_only_address(project, target)
    if lists:
        explain_failures(
            lambda: print_snapshots(open_target_with_versions(project, address), project)
        )
        return
    now = project.instant(None)
    published = explain_failures(
        lambda: publishing.roll_back(
            locate_sources(project),
            open_target_with_versions(project, address, show_transfer),
            now,
            snapshot,
        )
    )
    if published.snapshot is None:
        (print_leaks if verbose else print_in_short)(published.leaks)
        refused = message("Nothing was changed: this version shows what is hidden now.")
        click.echo(refused.text(_), err=True)
        sys.exit(1)
    click.echo(message("Back to the version %(name)s", name=published.snapshot.name).text(_))


def show_stage(stage: Message) -> None:
    """Print the name of a stage that begins, to the standard error."""
    click.echo(stage.text(_), err=True)


LISTENER = ProgressListener(show_stage, show_pdf_progress)


def locate_sources(project: Project) -> ProjectSources:
    """Return the folder and configuration file of a command's project."""
    return ProjectSources(project.folder, project.config_file)


def explain_failures(act: Callable[[], Result]) -> Result:
    """Run a function; on `CannotPublish`, print the sentence and exit with 1."""
    try:
        return act()
    except CannotPublish as cannot:
        click.echo(cannot.text(_), err=True)
        sys.exit(1)


def print_snapshots(target: Target, project: Project) -> None:
    """Print the versions, newest first, with a mark at the served one."""
    store = target.snapshots
    for name in store.find_damaged():
        click.echo(describe_damage(name).text(_), err=True)
    for snapshot in reversed(store.list_published()):
        mark = "→" if snapshot.folder == store.find_served_folder() else " "
        moment = snapshot.record.published_at.astimezone(project.zone)
        click.echo(f"{mark} {snapshot.name}  {moment:%Y-%m-%d %H:%M}")


def make_leak_row(leak: Leak) -> dict[str, Any]:
    """Return a leak as a row of ``audit --format json``."""
    theme, part = leak.part or (None, None)
    return {
        "kind": leak.kind.value,
        "group": leak.site.group if leak.site else None,
        "audience": leak.site.audience.value if leak.site else None,
        "file": leak.file,
        "theme": theme,
        "part": part.value if part else None,
        "message": leak.explain().text(_),
        "evidence": leak.evidence,
    }


def print_leaks(leaks: Iterable[Leak]) -> None:
    """Print leaks to the error stream: place, description, a few words of evidence."""
    leaks = tuple(leaks)
    for leak in leaks[:MOST_SHOWN]:
        click.echo(f"{locate_leak(leak)}\n    {describe_leak(leak)}  [{leak.kind}]", err=True)
    more = len(leaks) - MOST_SHOWN
    if more > 0:
        click.echo(message("… and %(count)s more.", count=more).text(_), err=True)


def print_in_short(leaks: Iterable[Leak]) -> None:
    """Print the reopened parts, a line per theme, and the number of other findings."""
    leaks = tuple(leaks)
    reopened = [leak for leak in leaks if leak.kind is LeakKind.REOPENED]
    for line in write_lines(
        SitePart(leak.site, *leak.part) for leak in reopened if leak.site and leak.part
    ):
        click.echo(line, err=True)
    others = len(leaks) - len(reopened)
    if others:
        more = message("%(count)s more findings; --verbose shows them all.", count=others)
        click.echo(more.text(_), err=True)


def locate_leak(leak: Leak) -> str:
    """Return the place of a leak: group, audience and file."""
    if leak.site is None:
        return leak.file
    site = " · ".join(filter(None, (leak.site.group, AUDIENCES[leak.site.audience].text(_))))
    return f"{site} · {leak.file}" if leak.file else site


def describe_leak(leak: Leak) -> str:
    """Return the description of a leak, its part and its evidence."""
    said = leak.explain().text(_)
    if leak.part:
        theme, part = leak.part
        said += f" ({theme}, {PARTS[part].text(_)})"
    return f"{said} « {leak.evidence} »" if leak.evidence else said
