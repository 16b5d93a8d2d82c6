"""Every failure of a command as a sentence, so that none shows as a traceback."""

from __future__ import annotations

import errno
import sys

import click

from parution import reporting
from parution.compose import WouldLeak
from parution.domain.messages import Message, Translate, message
from parution.domain.problems import ProblemsFound
from parution.output.search.index import PagefindMissing
from parution.private_store import ObjectLost, SecretMissing, SecretTooShort

EXPECTED = (
    ProblemsFound,
    SecretMissing,
    SecretTooShort,
    PagefindMissing,
    ObjectLost,
    OSError,
    WouldLeak,
)
"""What a user, or the user's machine, can be the cause of, and what stops a leak of our making."""

REASONS = {
    errno.EACCES: message("you may not read or write it"),
    errno.EPERM: message("you may not read or write it"),
    errno.EROFS: message("it can only be read"),
    errno.ENOSPC: message("the disk is full"),
    errno.EDQUOT: message("the disk is full"),
    errno.ENOTEMPTY: message("it holds something else than a site"),
    errno.ENOENT: message("it does not exist"),
    errno.ENOTDIR: message("it is not a folder"),
    errno.EISDIR: message("it is a folder"),
    errno.EADDRINUSE: message("another program uses this port already"),
}
"""Why a file or a port could not be used, in plain words."""

LOST = message(
    "The folder .parution does not hold what was just written into it: check the disk, then remove"
    " everything in the folder but its file “secret”, and build once more."
)

WOULD_LEAK = message(
    "parution was about to show a part to readers from whom it is hidden, and stopped: nothing was"
    " written. This is a mistake of the program, not of your texts. Please report it, with this"
    " line: %(detail)s."
)

NO_SECRET = message(
    "There is no master secret here, and with another one every site would have another address:"
    " copy the file .parution/secret from the machine that built the sites, or set PARUTION_SECRET."
)


def tell(failure: BaseException, translate: Translate) -> None:
    """Tell the user of one of the expected failures, on the standard error."""
    if isinstance(failure, ProblemsFound):
        reporting.print_problems(failure.problems, sys.stderr)
    click.echo(sentence(failure, translate), err=True)


def sentence(failure: BaseException, translate: Translate) -> str:
    """Return what to tell the user of one of the expected failures."""
    match failure:
        case ProblemsFound():
            nothing = message(
                "Nothing was built: %(count)s.", count=reporting.summary(failure.problems)
            )
            return nothing.text(translate)
        case SecretMissing():
            return NO_SECRET.text(translate)
        case SecretTooShort():
            wanted = message(
                "The master secret must have at least %(count)s characters.", count=failure.args[0]
            )
            return wanted.text(translate)
        case PagefindMissing():
            return message("Pagefind is not installed: pip install 'pagefind[bin]'").text(translate)
        case ObjectLost():
            return LOST.text(translate)
        case WouldLeak():
            said = Message(WOULD_LEAK.msgid, (("detail", str(failure)),))
            return said.text(translate)
        case OSError():
            return refusal(failure, translate)
    raise TypeError(failure)


def refusal(error: OSError, translate: Translate) -> str:
    """Return why the machine did not do what was asked, and with which file."""
    known = REASONS.get(error.errno or 0)
    reason = known.text(translate) if known else (error.strerror or str(error))
    if error.filename is None:
        return message("This machine refuses: %(reason)s.", reason=reason).text(translate)
    told = message("%(path)s: %(reason)s.", path=str(error.filename), reason=reason)
    return told.text(translate)
