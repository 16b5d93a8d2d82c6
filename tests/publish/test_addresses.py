"""The address after ``--to`` is read as people mean it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from parution.publish.snapshots import CannotPublish
from parution.publish.targets.target_address import (
    Address,
    FolderAddress,
    GitAddress,
    RcloneAddress,
    SshAddress,
    hide_passwords,
    parse_address,
)
from publish.deliveries import open_target


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
def test_an_address_is_read_as_its_own_program_writes_it(written: str, meant: Address) -> None:
    """The address of each kind of place is read as its own programs write it."""
    assert parse_address(written) == meant


OPTIONS = [
    "rsync://-oProxyCommand=x/www",
    "-oProxyCommand=x@example.org:www",
    "-x:www",
    "rclone:--config=x:www",
    "git+--upload-pack=x#gh-pages",
]
"""They would be options of rsync, rclone and git."""


@pytest.mark.parametrize(
    "written",
    [
        "http://example.org/",
        "ftp://example.org/www",
        "ssh://example.org",
        "ssh://a:b/c",
        *OPTIONS,
    ],
)
def test_an_address_that_is_no_place_is_refused(written: str) -> None:
    """An address that is no place is refused, and the sentence says how to write one."""
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
    """Passwords are removed from an address before it is shown, as in a pipeline's log."""
    assert hide_passwords(written) == shown


def test_the_file_about_a_target_is_private(tmp_path: Path) -> None:
    """The file about a target is for its owner alone, even if it is the private folder's first."""
    open_target(tmp_path, "somewhere:www")
    assert stat.S_IMODE((tmp_path / ".parution").stat().st_mode) == 0o700
    assert (tmp_path / ".parution/.gitignore").read_text() == "*\n"
