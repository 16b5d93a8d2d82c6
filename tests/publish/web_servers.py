"""Real programs that serve a folder on this machine: Apache, nginx, Caddy.

with serving(nginx(folder, settings, port), port) as get:
    assert get("g/").code == 200
"""

from __future__ import annotations

import os
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from email.message import Message
from pathlib import Path
from typing import NamedTuple

import pytest

from ports import PATIENCE, wait_for

MODULES = "/usr/lib/apache2/modules"

APACHE_MODULES = (
    "alias",
    "mpm_event",
    "authn_core",
    "authn_file",
    "authz_core",
    "authz_user",
    "auth_basic",
    "autoindex",
    "deflate",
    "dir",
    "filter",
    "headers",
    "mime",
    "setenvif",
)

APACHE = """
ServerRoot {folder}
PidFile {folder}/apache.pid
ErrorLog {folder}/apache.log
ServerName localhost
{modules}
TypesConfig /etc/mime.types
Listen 127.0.0.1:{port}
{settings}
"""

SHARED_HOST = r"""
DocumentRoot {site}
<Directory {site}>
  Options +Indexes +FollowSymLinks
  AllowOverride All
  Require all granted
</Directory>
<FilesMatch "^\.ht">
  Require all denied
</FilesMatch>
"""
"""Apache as on a shared host: it lists folders, and reads the published `.htaccess` files."""


class Answer(NamedTuple):
    code: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


Get = Callable[..., Answer]


def needs(program: str) -> pytest.MarkDecorator:
    missing = shutil.which(program) is None and "PARUTION_TEST_ALL" not in os.environ
    return pytest.mark.skipif(missing, reason=f"{program} is not installed")


@contextmanager
def serving(command: list[str], port: int) -> Iterator[Get]:
    """Run a server in the foreground; give a function that asks it for a path."""

    def get(path: str, method: str = "GET", **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/{path}", headers=named, method=method
        )
        try:
            with urllib.request.urlopen(request) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as refused:
            return Answer(refused.code, refused.headers, refused.read())

    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, process)
        yield get
    finally:
        process.terminate()
        process.wait(PATIENCE)


def apache(folder: Path, settings: str, port: int) -> list[str]:
    """Write a server's settings around the given ones; return the command that runs it."""
    modules = "\n".join(
        f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in APACHE_MODULES
    )
    config = folder / "apache.conf"
    config.write_text(APACHE.format(folder=folder, port=port, modules=modules, settings=settings))
    return ["apache2", "-D", "FOREGROUND", "-f", str(config)]


def nginx(folder: Path, settings: str, port: int = 0) -> list[str]:
    """Write a server's settings around the given ones; return the command that runs it."""
    paths = "".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    shutil.copy("/etc/nginx/mime.types", folder)
    (folder / "block.conf").write_text(settings)
    config = folder / "nginx.conf"
    config.write_text(
        f"daemon off; user root; pid {folder}/nginx.pid; error_log {folder}/error.log;"
        f" events {{}} http {{ access_log off; {paths} include mime.types;"
        f" include {folder}/block.conf; }}"
    )
    return ["nginx", "-c", str(config)]


def caddy(folder: Path, settings: str, port: int = 0) -> list[str]:
    """Write the settings of a server that leaves the rest of this machine alone."""
    config = folder / "Caddyfile"
    config.write_text(f"{{\n\tadmin off\n\tstorage file_system {folder}/storage\n}}\n\n{settings}")
    own = f"XDG_CONFIG_HOME={folder}"
    return ["env", own, "caddy", "run", "--config", str(config), "--adapter", "caddyfile"]


RUN: Mapping[str, Callable[[Path, str, int], list[str]]] = {
    "apache": apache,
    "nginx": nginx,
    "caddy": caddy,
}

PROGRAMS = {"apache": "apache2", "nginx": "nginx", "caddy": "caddy"}


def on_loopback(server: str, settings: str, port: int) -> str:
    """Return printed settings with a port of this machine instead of the host's name."""
    listening = {
        "apache": ("<VirtualHost *:80>", f"<VirtualHost 127.0.0.1:{port}>"),
        "nginx": ("listen 80;", f"listen 127.0.0.1:{port};"),
        "caddy": ("\ndossiers.example.org {", f"\nhttp://127.0.0.1:{port} {{"),
    }
    before, after = listening[server]
    assert settings.count(before) == 1
    return settings.replace(before, after)
