"""What people mean by what they write after ``--to``."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from parution.publish.snapshots import CannotPublish
from parution.publish.targets.address import (
    Address,
    FolderAddress,
    GitAddress,
    RcloneAddress,
    SshAddress,
    parse_address,
    without_passwords,
)
from publish.deliveries import opened


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("/srv/dossiers", FolderAddress("/srv/dossiers")),
        ("../site", FolderAddress("../site")),
        ("site", FolderAddress("site")),
        ("./a:b", FolderAddress("./a:b")),
        ("file:///srv/mes%20sites", FolderAddress("/srv/mes sites")),
        ("C:\\sites", FolderAddress("C:\\sites")),
        ("C:/sites", FolderAddress("C:/sites")),
        ("anne@example.org:www", SshAddress("anne@example.org", "www")),
        ("anne@example.org:", SshAddress("anne@example.org", ".")),
        ("anne@[::1]:www", SshAddress("anne@[::1]", "www")),
        ("ssh://anne@example.org:2222/srv/www", SshAddress("anne@example.org", "/srv/www", 2222)),
        ("ssh://example.org/~/www", SshAddress("example.org", "www")),
        ("rsync://anne@example.org/srv/www", SshAddress("anne@example.org", "/srv/www")),
        ("hebergeur:www", RcloneAddress("hebergeur:www")),
        ("hebergeur:", RcloneAddress("hebergeur:")),
        ("mon hébergeur:www/site", RcloneAddress("mon hébergeur:www/site")),
        (":ftp,host=example.org:www", RcloneAddress(":ftp,host=example.org:www")),
        (':webdav,url="https://a.org/b":www', RcloneAddress(':webdav,url="https://a.org/b":www')),
        ("rclone:x:www", RcloneAddress("x:www")),
        ("git+https://a.org/b.git", GitAddress("https://a.org/b.git", "gh-pages")),
        ("git+git@a.org:b/c.git#pages", GitAddress("git@a.org:b/c.git", "pages")),
        ("git+ssh://git@a.org/b.git#pages", GitAddress("ssh://git@a.org/b.git", "pages")),
        ("git+file:///srv/b.git", GitAddress("/srv/b.git", "gh-pages")),
        ("git+../b.git", GitAddress("../b.git", "gh-pages")),
    ],
)
def test_what_is_meant(written: str, meant: Address) -> None:
    """Each kind of place, as its own programs write it."""
    assert parse_address(written) == meant


@pytest.mark.parametrize(
    "written", ["http://example.org/", "ftp://example.org/www", "ssh://example.org", "ssh://a:b/c"]
)
def test_what_is_no_place(written: str) -> None:
    """A sentence that says what to write."""
    with pytest.raises(CannotPublish, match=r"git\+"):
        parse_address(written)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("git+https://site:ghp_1@a.org/b.git", "git+https://…@a.org/b.git"),
        (":ftp,host=a.org,user=x,pass=abc:www", ":ftp,host=a.org,user=x,pass=…:www"),
        ("ssh://anne@a.org/www", "ssh://anne@a.org/www"),
    ],
)
def test_passwords_are_not_shown(written: str, shown: str) -> None:
    """An address may stand in the log of a pipeline."""
    assert without_passwords(written) == shown


def test_what_is_kept_of_a_target_is_private(tmp_path: Path) -> None:
    """Even where nothing else was made in the private folder yet."""
    opened(tmp_path, "somewhere:www")
    assert stat.S_IMODE((tmp_path / ".parution").stat().st_mode) == 0o700
    assert (tmp_path / ".parution/.gitignore").read_text() == "*\n"
