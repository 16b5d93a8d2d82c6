"""`watch` itself publishes, announces its next run, and reports failures."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from command_line import plain, run
from tiny_project import MKDOCS, tiny_project

CONTACT = {"mkdocs.yml": MKDOCS + "      contact: secretariat@example.org\n"}

SENDMAIL = """#!/bin/sh
echo "$@" > {folder}/arguments
cat > {folder}/mail.part && mv {folder}/mail.part {folder}/mail
"""


@pytest.fixture
def mail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that receives the mail of this machine."""
    program = tmp_path / "bin/sendmail"
    program.parent.mkdir()
    program.write_text(SENDMAIL.format(folder=tmp_path))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    return tmp_path / "mail"


@contextmanager
def watching(project: Path, target: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "parution", "watch", "--to", str(target)],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_for(happened: Callable[[], bool]) -> None:
    for _ in range(600):
        if happened():
            return
        time.sleep(0.1)
    pytest.fail("it never happened")


def test_it_publishes_and_says_when_it_will_again(tmp_path: Path) -> None:
    """It prints its next run, and its interruption is no failure."""
    project, target = tiny_project(tmp_path / "project"), tmp_path / "target"
    with watching(project, target) as process:
        assert process.stdout
        lines = iter(process.stdout.readline, "")
        told = next(line for line in lines if "Prochaine publication" in plain(line))
        assert (target / "current/index.html").exists()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    assert "à" in told


def test_a_failure_is_mailed_to_the_contact(tmp_path: Path, mail: Path) -> None:
    """The contact gets `publish`'s message, and the time of the next attempt."""
    broken = {"groups/blain.yml": "name: Blain\nmeeting: []\n"}
    project = tiny_project(tmp_path / "project", {**CONTACT, **broken})
    with watching(project, tmp_path / "target"):
        wait_for(mail.exists)
    sent = message_from_bytes(mail.read_bytes(), _class=EmailMessage, policy=policy.default)
    assert sent["To"] == "secretariat@example.org"
    assert sent["Subject"] == "Les sites n’ont pas pu être publiés"
    body = plain(sent.get_body().get_content())  # type: ignore[union-attr]
    assert "groups/blain.yml:2" in body
    assert "prochain essai" in body
    assert (tmp_path / "arguments").read_text().split() == ["-t", "-i"]


def test_a_command_that_is_wrong_ends_at_once(tmp_path: Path) -> None:
    """A failure that waiting cannot cure is not tried again."""
    project = tiny_project(tmp_path / "project")
    assert run(project, "watch").code == 2
