"""Send mail through this machine's ``sendmail``, if it has one."""

from __future__ import annotations

import os
import shutil
import subprocess
from email.message import EmailMessage

PLACES = f"{os.defpath}:/usr/sbin:/usr/lib"
"""Where to look for ``sendmail`` besides the folders of ``PATH``."""


def find_sendmail() -> str | None:
    """Return the path of the ``sendmail`` program; None if the machine has none."""
    return shutil.which("sendmail") or shutil.which("sendmail", path=PLACES)


def send(to: str, subject: str, text: str) -> bool:
    """Hand a mail to ``sendmail``; return whether it accepted the mail."""
    program = find_sendmail()
    if program is None:
        return False
    mail = EmailMessage()
    mail["To"], mail["Subject"] = to, subject
    mail.set_content(text)
    done = subprocess.run(  # noqa: S603 - no text of the mail is on the command line.
        [program, "-t", "-i"], input=mail.as_bytes(), capture_output=True, check=False
    )
    return done.returncode == 0
