"""Mail to whoever can act, by way of this machine's own `sendmail`, if there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
from email.message import EmailMessage

PLACES = f"{os.defpath}:/usr/sbin:/usr/lib"
"""Where `sendmail` may stand besides the folders of ``PATH``."""


def sendmail() -> str | None:
    """Return the program that takes mail, if there is one."""
    return shutil.which("sendmail") or shutil.which("sendmail", path=PLACES)


def send(to: str, subject: str, text: str) -> bool:
    """Hand a mail over; tell whether the machine took it."""
    program = sendmail()
    if program is None:
        return False
    mail = EmailMessage()
    mail["To"], mail["Subject"] = to, subject
    mail.set_content(text)
    done = subprocess.run(  # noqa: S603 - nothing of the mail reaches the command line.
        [program, "-t", "-i"], input=mail.as_bytes(), capture_output=True, check=False
    )
    return done.returncode == 0
