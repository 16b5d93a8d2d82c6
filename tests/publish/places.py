"""Real servers on loopback: OpenSSH, FTP, WebDAV, S3, and a Git repository.

    with ftp_server(tmp_path) as place:
        run(project, "publish", "--to", place.address, **place.environment)
        place.files()      # the files that its readers get, by path

Each serves a folder of this machine, so that a test can look at the files that have arrived.
"""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from parution.publish.targets.git import NO_JEKYLL, STATE
from parution.publish.targets.in_place import OURS
from parution.publish.targets.target_address import BRANCH
from ports import PATIENCE, free_port, wait_for

SSHD = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")


@dataclass(frozen=True)
class Place:
    """A place to publish to."""

    address: str
    folder: Path
    """The folder that its server serves."""

    environment: Mapping[str, str] = field(default_factory=dict)
    """The environment variables of those who publish there."""

    def files(self) -> dict[str, bytes]:
        """Return the files that readers get, by path."""
        return read_site(self.folder)

    def put(self, path: str, data: bytes) -> None:
        """Write a file there, as somebody else would."""
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_bytes(data)


@dataclass(frozen=True)
class Branch(Place):
    """A branch of a repository; its files are those of the last commit."""

    def files(self) -> dict[str, bytes]:
        """Return the files that a host would serve."""
        names = self.git("ls-tree", "-r", "-z", "--name-only", BRANCH).decode().split("\0")
        ours = {*OURS, STATE, NO_JEKYLL, ""}
        return {name: self.git("show", f"{BRANCH}:{name}") for name in names if name not in ours}

    def put(self, path: str, data: bytes) -> None:
        """Commit one more file, as a host does with its domain's name."""
        made = subprocess.run(
            ["git", "-C", str(self.folder), "hash-object", "-w", "--stdin"],
            input=data, capture_output=True, check=True,
        ).stdout.decode().strip()  # fmt: skip
        self.git("read-tree", *([BRANCH] if self.commits() else ["--empty"]))
        self.git("update-index", "--add", "--cacheinfo", f"100644,{made},{path}")
        tree = self.git("write-tree").decode().strip()
        who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        parent = ("-p", BRANCH) if self.commits() else ()
        commit = self.git(*who, "commit-tree", tree, "-m", "by others", *parent).decode().strip()
        self.git("update-ref", f"refs/heads/{BRANCH}", commit)

    def commits(self) -> int:
        """Return the number of commits of the branch."""
        listed = self.git("for-each-ref", f"refs/heads/{BRANCH}")
        return len(self.git("rev-list", BRANCH).split()) if listed else 0

    def git(self, *words: str) -> bytes:
        """Run a Git command in the repository."""
        command = ["git", "--git-dir", str(self.folder), *words]
        return subprocess.run(command, check=True, capture_output=True).stdout


@contextmanager
def repository(folder: Path) -> Iterator[Place]:
    """Give a repository without a branch."""
    need(shutil.which("git"), "git")
    path = folder / "site.git"
    subprocess.run(["git", "init", "-q", "--bare", str(path)], check=True)
    yield Branch(f"git+file://{path}", path)


def read_site(folder: Path) -> dict[str, bytes]:
    """Return the files of a site by path, without those that publishing keeps there."""
    found = (path for path in folder.rglob("*") if path.is_file())
    named = {path.relative_to(folder).as_posix(): path for path in found}
    return {name: path.read_bytes() for name, path in named.items() if name not in OURS}


@contextmanager
def ssh_server(folder: Path) -> Iterator[Place]:
    """Run OpenSSH's server as the tests' own user, with a key of its own."""
    need(SSHD, "sshd")
    need(shutil.which("rsync"), "rsync")
    assert SSHD
    served, keys, port = folder / "served", folder / "keys", free_port()
    keys.mkdir(parents=True)
    for name in ("host", "user"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(keys / name)]
        subprocess.run(command, check=True)
    shutil.copy(keys / "user.pub", keys / "authorized")
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    settings = {
        "Port": port,
        "ListenAddress": "127.0.0.1",
        "HostKey": keys / "host",
        "AuthorizedKeysFile": keys / "authorized",
        "PidFile": "none",
        "StrictModes": "no",
        "UsePAM": "no",
        "PermitRootLogin": "yes",
    }
    config = keys / "sshd_config"
    config.write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    known = f"-o UserKnownHostsFile={keys / 'known'} -o StrictHostKeyChecking=accept-new"
    shell = f"ssh -F none -o BatchMode=yes -o LogLevel=ERROR -i {keys / 'user'} {known}"
    with running([SSHD, "-D", "-e", "-f", str(config)], port):
        address = f"ssh://{getpass.getuser()}@127.0.0.1:{port}{served}"
        yield Place(address, served, {"RSYNC_RSH": shell})


@contextmanager
def ftp_server(folder: Path) -> Iterator[Place]:
    """Run an FTP server like those of the cheapest hosts."""
    need(shutil.which("rclone"), "rclone")
    served, port = folder / "served", free_port()
    served.mkdir(parents=True)
    who = ["--username=dossiers", "--password=dossiers"]
    where = ["--interface=127.0.0.1", f"--port={port}", f"--directory={served}"]
    config = write_settings(
        folder,
        type="ftp",
        host="127.0.0.1",
        port=port,
        user="dossiers",
        **obscure_password("dossiers"),
    )
    with running([sys.executable, "-m", "pyftpdlib", "--write", *where, *who], port):
        yield Place("place:", served, {"RCLONE_CONFIG": str(config)})


@contextmanager
def webdav_server(folder: Path) -> Iterator[Place]:
    """Run a WebDAV server."""
    need(shutil.which("rclone"), "rclone")
    served, port = folder / "served", free_port()
    served.mkdir(parents=True)
    config = write_settings(folder, type="webdav", url=f"http://127.0.0.1:{port}", vendor="other")
    options = ["--addr", f"127.0.0.1:{port}", "--config", str(config), "--dir-cache-time=0"]
    with running(["rclone", "serve", "webdav", str(served), *options], port):
        yield Place("place:www", served / "www", {"RCLONE_CONFIG": str(config)})


@contextmanager
def s3_server(folder: Path) -> Iterator[Place]:
    """Run a server that speaks S3; a bucket is a folder."""
    need(shutil.which("rclone"), "rclone")
    bucket, port = folder / "served" / "dossiers", free_port()
    bucket.mkdir(parents=True)
    config = write_settings(
        folder,
        type="s3",
        provider="Other",
        endpoint=f"http://127.0.0.1:{port}",
        access_key_id="x",
        secret_access_key="x",
    )
    command = [sys.executable, "-m", "localbucket", str(bucket.parent), "--port", str(port)]
    with running(command, port):
        # A certificate of the user's own for AWS would keep this rclone from starting.
        yield Place("place:dossiers", bucket, {"RCLONE_CONFIG": str(config), "AWS_CA_BUNDLE": ""})


SERVERS = {
    "ssh": ssh_server,
    "ftp": ftp_server,
    "webdav": webdav_server,
    "git": repository,
}


def write_settings(folder: Path, **settings: object) -> Path:
    """Write rclone's settings with one remote, called “place”; return their path."""
    path = folder / "rclone.conf"
    rows = "".join(f"{name} = {value}\n" for name, value in settings.items())
    path.write_text(f"[place]\n{rows}")
    return path


def obscure_password(plain: str) -> dict[str, str]:
    """Return a password as rclone keeps it."""
    command = ["rclone", "obscure", plain]
    return {"pass": subprocess.run(command, check=True, capture_output=True, text=True).stdout}


@contextmanager
def running(command: Sequence[str], port: int) -> Iterator[None]:
    """Run a server that listens on a port of this machine."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, process)
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


def need(program: str | None, name: str) -> None:
    """Skip where a program is not installed, unless every program must be."""
    if program is None and "PARUTION_TEST_ALL" not in os.environ:
        pytest.skip(f"{name} is not installed")
    assert program is not None, f"{name} is not installed"
