"""Turn every failure of a command into a sentence, so that no user sees a traceback."""

from __future__ import annotations

import errno
import sys
import tempfile
import traceback
from pathlib import Path

import click

from parution import reporting
from parution.domain.failures import Failure
from parution.domain.messages import Translate, message
from parution.domain.problems import ProblemsFound
from parution.language.visible_text import make_visible

DISK_FULL = (errno.ENOSPC, errno.EDQUOT)

REASONS = {
    errno.EACCES: message("you may not read or write it"),
    errno.EPERM: message("you may not read or write it"),
    errno.EROFS: message("it can only be read"),
    errno.ENOTEMPTY: message("it holds something else than a site"),
    errno.ENOENT: message("it does not exist"),
    errno.ENOTDIR: message("it is not a folder"),
    errno.EISDIR: message("it is a folder"),
    errno.EEXIST: message("it exists already"),
    errno.ENAMETOOLONG: message("its name is too long"),
    errno.EINVAL: message("this system takes no such name"),
    errno.EADDRINUSE: message("another program uses this port already"),
}
"""Reasons why a file or a port cannot be used, in plain words."""

UNFORESEEN = message(
    "parution has failed at something that it should have foreseen. Your files are not at fault,"
    " and nothing that is published has changed."
)
UNFORESEEN_REMEDY = message("Please report it, with the file %(path)s.", path="")


def is_foreseen(failure: BaseException) -> bool:
    """Return whether the user or the machine caused the failure, not a bug."""
    return isinstance(failure, Failure | OSError | MemoryError)


def tell(failure: BaseException, translate: Translate) -> None:
    """Print why a command failed to the standard error."""
    if isinstance(failure, ProblemsFound):
        reporting.print_problems(failure.problems, sys.stderr)
    click.echo(make_visible(describe_failure(failure, translate)), err=True)


def describe_failure(failure: BaseException, translate: Translate) -> str:
    """Return the sentence about a failure; for a bug, also write a report."""
    match failure:
        case ProblemsFound():
            nothing = message(
                "Nothing was done: %(count)s.",
                count=reporting.summarize_problems(failure.problems),
            )
            return nothing.text(translate)
        case Failure():
            return failure.text(translate)
        case OSError():
            return explain_os_error(failure, translate)
        case MemoryError():
            return message("This machine has not enough memory for it.").text(translate)
        case _:
            said = UNFORESEEN_REMEDY.with_values(path=str(write_report(failure)))
            return f"{UNFORESEEN.text(translate)} {said.text(translate)}"


def write_report(failure: BaseException) -> Path:
    """Write the traceback to a new temporary file, for a bug report."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="parution-", suffix=".txt", delete=False, encoding="utf-8"
    ) as stream:
        stream.writelines(traceback.format_exception(failure))
    return Path(stream.name)


def explain_os_error(error: OSError, translate: Translate) -> str:
    """Return why the system refused an operation, and on which file."""
    if error.errno in DISK_FULL:
        # The name of the file does not help: no other file would have fitted either.
        full = message(
            "The disk is full. Make room on it and start again: nothing that is published has"
            " changed."
        )
        return full.text(translate)
    known = REASONS.get(error.errno or 0)
    reason = known.text(translate) if known else (error.strerror or str(error))
    if error.filename is None:
        return message("This machine refuses: %(reason)s.", reason=reason).text(translate)
    refused = message("%(path)s: %(reason)s.", path=str(error.filename), reason=reason)
    return refused.text(translate)
