"""Previews show unreleased text: they answer only this machine, and leave nothing behind."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from parution.loopback import is_this_machine
from ports import free_port
from proof.projects import project_in

COMMANDS = {
    "parution": ("parution", "serve", "--port", "0"),
    "mkdocs": ("mkdocs", "serve", "--dev-addr", "127.0.0.1:{port}", "--no-livereload"),
    "mkdocs-live": ("mkdocs", "serve", "--dev-addr", "127.0.0.1:{port}"),
}


@contextmanager
def previewing(
    folder: Path, name: str, scratch: Path
) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Run a preview with its temporary files in a folder; give the process and its port."""
    program, *options = (word.format(port=free_port()) for word in COMMANDS[name])
    process = subprocess.Popen(
        [str(Path(sys.executable).with_name(program)), *options],
        cwd=folder,
        env={**os.environ, "TMPDIR": str(scratch), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if found := re.search(r"http://[\d.]+:(\d+)/", line):
                break
        else:
            pytest.fail("the preview ended before it began")
        yield process, int(found[1])
    finally:
        process.terminate()  # A preview that is killed leaves its indexer behind.
        process.communicate(timeout=60)


def ask(port: int, host: str) -> int:
    """Wait until a server listens; return the status of its answer for a host."""
    for _ in range(100):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            connection.request("GET", "/", headers={"Host": host})
            return connection.getresponse().status
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise AssertionError("nobody listens")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_preview_is_for_this_machine_and_leaves_nothing(name: str, tmp_path: Path) -> None:
    """A preview refuses another host's name, and after a signal leaves no text on disk."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    project = project_in(tmp_path / "project", pdf=False)
    with previewing(project, name, scratch) as (process, port):
        assert ask(port, f"127.0.0.1:{port}") == 200
        assert ask(port, f"localhost:{port}") == 200
        assert ask(port, "evil.example") == 421
        assert bool(find_texts(scratch)) is name.startswith("mkdocs")
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert find_texts(scratch) == []


def find_texts(scratch: Path) -> list[Path]:
    """Return the files a preview wrote outside the private folder, without other processes'."""
    return [path for path in scratch.iterdir() if "pymp" not in path.name]


def list_listeners(port: int) -> set[str]:
    """Return the addresses that listen on a port, as Linux lists them."""
    rows = [
        row.split()
        for table in ("/proc/net/tcp", "/proc/net/tcp6")
        if Path(table).exists()
        for row in Path(table).read_text().splitlines()[1:]
    ]
    return {
        row[1].split(":")[0] for row in rows if row[1].endswith(f":{port:04X}") and row[3] == "0A"
    }


def test_a_preview_listens_to_nobody_else(tmp_path: Path) -> None:
    """A preview listens only on this machine's own address, none of the network's."""
    with previewing(project_in(tmp_path / "project", pdf=False), "parution", tmp_path) as (_, port):
        assert ask(port, "localhost") == 200
        assert list_listeners(port) == {"0100007F"}


HOSTS = [
    ("localhost", True),
    ("127.0.0.1:8000", True),
    ("LOCALHOST:8000", True),
    ("[::1]:8000", True),
    ("", False),
    ("evil.example", False),
    ("evil.example:8000", False),
    ("localhost.evil.example", False),
    ("127.0.0.1.nip.io", False),
    ("0.0.0.0", False),
    ("[", False),
]


@pytest.mark.parametrize(("host", "is_ours"), HOSTS)
def test_hosts(host: str, is_ours: bool) -> None:
    """Only the names by which this machine calls itself are accepted."""
    assert is_this_machine(host) is is_ours
