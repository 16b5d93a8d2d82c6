"""The targets of publishing: from the command line, else from ``mkdocs.yml``."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from parution.cli.options import Command, Project
from parution.domain.messages import Message, message
from parution.domain.problems import ProblemsFound, list_errors
from parution.language.catalogues import load_translations
from parution.language.nearest import list_names
from parution.publish.current import CURRENT
from parution.publish.snapshots import CannotPublish, find_store_around
from parution.publish.targets.folder import FolderTarget
from parution.publish.targets.git import GitBranch
from parution.publish.targets.opening import Opener, locate_folder
from parution.publish.targets.target import Sent, Target, TransferProgress
from parution.publish.targets.target_address import FolderAddress, parse_address
from parution.publish.web_roots import find_sign_of_web_root

_ = load_translations().gettext

ONLY_BY_LINK = message(
    "Serve the folder %(folder)s, and no other, without listings of folders: a group's site is for"
    " those who have its address.",
    folder="",
)
PRIVATE_REPOSITORY = message(
    "Keep the repository private: it holds the addresses of all groups' sites, and a group's site"
    " is for those who have its address."
)
EVERY = 1000
"""Files per progress line, if lines cannot be overwritten."""


def to_option(command: Command) -> Command:
    """Add the option ``--to``."""
    return click.option(
        "--to",
        "target",
        metavar=_("TARGET"),
        help=_(
            "Where to publish: a folder, user@host:folder, a remote of rclone (name:folder),"
            " git+ADDRESS#BRANCH, or a name that “targets” in mkdocs.yml gives. Of a folder DIR,"
            " DIR/current is what is served."
        ),
    )(command)


def choose_addresses(
    project: Project, written: str | None, example: str = "--to ../publication"
) -> tuple[str, ...]:
    """Return the addresses to publish to: the given one, or all in ``mkdocs.yml``.

    Ends as wrong usage if there is none, with an ``example`` of what to write.
    """
    if written is not None and not is_bare(written):
        return (written,)
    remembered = read_targets(project)
    if written is not None:
        return (remembered.get(written) or accept_folder_name(written, remembered),)
    if not remembered:
        none = message(
            "Say where, as in “%(example)s”, or let mkdocs.yml remember it: “targets: {web: …}”"
            " under the plugin “parution”.",
            example=example,
        )
        raise click.UsageError(none.text(_))
    return tuple(remembered.values())


def accept_folder_name(written: str, remembered: Mapping[str, str]) -> str:
    """Return a name that is a folder's; end as wrong usage if it may be a mistyped target's."""
    if not written.strip():
        raise click.BadParameter(message("The name is empty.").text(_), param_hint="--to")
    if remembered and not Path(written).is_dir():
        unknown = message(
            "mkdocs.yml names no target “%(name)s”, only: %(known)s. For a folder write"
            " ./%(name)s.",
            name=written,
            known=list_names(remembered),
        )
        raise click.BadParameter(unknown.text(_), param_hint="--to")
    return written


def choose_only_address(project: Project, written: str | None) -> str:
    """Return the only address to publish to; end as wrong usage if there are several."""
    found = choose_addresses(project, written)
    if len(found) > 1:
        raise click.UsageError(message("Name one of the targets with --to.").text(_))
    return found[0]


def read_targets(project: Project) -> Mapping[str, str]:
    """Return the addresses in ``mkdocs.yml`` by name; raise `ProblemsFound`.

    A folder is relative to the project's.
    """
    # Imported here, because with an address on the command line the settings are not needed.
    from parution.sources.report import Report
    from parution.sources.settings_file import read_settings

    report = Report()
    settings = read_settings(project.folder, project.config_file, report)
    if settings is None or list_errors(report.problems):
        raise ProblemsFound(tuple(report.problems))
    return {name: make_absolute(project, each) for name, each in settings.targets.items()}


def make_absolute(project: Project, address: str) -> str:
    """Return an address that is valid from any folder."""
    place = parse_address(address)
    if isinstance(place, FolderAddress):
        return str(project.folder / locate_folder(place))
    return address


def is_bare(written: str) -> bool:
    """Return whether a target may be a name: it has no character of an address."""
    return not set(written) & set("/\\:~.")


def open_target(
    project: Project,
    address: str,
    *,
    take_over: bool = False,
    progress: TransferProgress | None = None,
) -> Target:
    """Return the target at an address; raise `CannotPublish` if it is not a valid one."""
    opener = Opener(project.folder, lambda: datetime.now(UTC), take_over, progress)
    target = opener.open(address)
    if isinstance(target, FolderTarget):
        refuse_published(target)
        refuse_misplaced(project, target)
        refuse_web_root(target)
    return target


def open_target_with_versions(
    project: Project, address: str, progress: TransferProgress | None = None
) -> Target:
    """Return a target to go back at; raise `CannotPublish` if this machine keeps none of it."""
    target = open_target(project, address, progress=progress)
    if not isinstance(target, FolderTarget) and not target.snapshots.snapshots():
        raise CannotPublish(
            message("This machine keeps no version of %(address)s.", address=target.address),
            message("Going back is up to a machine that has published there."),
        )
    return target


def refuse_published(target: FolderTarget) -> None:
    """Refuse a folder within another target: its versions would be served to readers."""
    if around := find_store_around(target.path):
        raise CannotPublish(
            message("%(folder)s lies within what is published.", folder=target.address),
            message("The target is the folder above: --to %(folder)s.", folder=str(around)),
        )


def refuse_misplaced(project: Project, target: FolderTarget) -> None:
    """Refuse a folder whose versions builds would sweep away, or read as sources.

    Errors in the settings are reported with those of all sources, by whoever reads these.
    """
    from parution.sources.report import Report
    from parution.sources.settings_file import is_among_sources, overlap, read_settings

    settings = read_settings(project.folder, project.config_file, Report())
    for place in target.snapshots.places:
        if settings and overlap(place, project.folder / settings.site_dir):
            raise CannotPublish(
                message(
                    "%(folder)s is where builds write, and each would remove the published"
                    " versions.",
                    folder=target.address,
                ),
                message("Publish into another folder: --to ../published."),
            )
        if is_among_sources(place, project.folder):
            raise CannotPublish(
                message("“%(folder)s” holds sources, or lies among them.", folder=target.address)
            )


def refuse_web_root(target: FolderTarget) -> None:
    """Refuse a folder that a host serves as a whole, before anything is published there."""
    is_new = not (target.path / "snapshots").is_dir()
    if is_new and (sign := find_sign_of_web_root(target.path)):
        raise CannotPublish(
            message(
                "%(folder)s seems to be served as a whole, as %(sign)s shows: readers would get"
                " all versions.",
                folder=target.address,
                sign=str(sign),
            ),
            message(
                "Publish into a folder that nobody serves, such as --to %(example)s, and have the"
                " host serve its “current” alone (parution host-config, or a link in place of the"
                " served folder).",
                example="/srv/dossiers",
            ),
        )


def advise_host(target: Target) -> Message:
    """Return what a host needs to know so that addresses of groups stay theirs."""
    if isinstance(target, GitBranch):
        return PRIVATE_REPOSITORY
    served = target.path / CURRENT if isinstance(target, FolderTarget) else target.address
    return ONLY_BY_LINK.with_values(folder=str(served))


def show_transfer(sent: Sent) -> None:
    """Print the progress of a transfer, on one line of a terminal or now and then in a log."""
    from parution.cli.proposals import format_size

    is_shown, ends = sys.stderr.isatty(), sent.files == sent.of_files
    if not is_shown and not ends and sent.files % EVERY:
        return
    said = message(
        "Sent: %(files)s of %(of_files)s files, %(bytes)s of %(of_bytes)s",
        files=sent.files,
        of_files=sent.of_files,
        bytes=format_size(sent.bytes),
        of_bytes=format_size(sent.of_bytes),
    )
    text = said.text(_)
    sys.stderr.write(f"\r{text}\033[K" if is_shown else text)
    sys.stderr.write("\n" if ends or not is_shown else "")
    sys.stderr.flush()
