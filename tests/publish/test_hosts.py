"""What is published protects itself: real Apache and nginx serve it, and list nothing."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.message import Message
from pathlib import Path
from typing import NamedTuple

import pytest

from proof.projects import REFERENCES_OPEN, build, project_in

DOCS = Path(__file__).parents[2] / "docs"

APACHE = """
ServerRoot {folder}
PidFile {folder}/apache.pid
ErrorLog {folder}/apache.log
Listen 127.0.0.1:{port}
ServerName localhost
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule autoindex_module {modules}/mod_autoindex.so
LoadModule dir_module {modules}/mod_dir.so
LoadModule headers_module {modules}/mod_headers.so
LoadModule mime_module {modules}/mod_mime.so
LoadModule setenvif_module {modules}/mod_setenvif.so
TypesConfig /etc/mime.types
DocumentRoot {site}
<Directory {site}>
  Options +Indexes +FollowSymLinks
  AllowOverride All
  Require all granted
</Directory>
"""
MODULES = "/usr/lib/apache2/modules"


class Answer(NamedTuple):
    code: int
    headers: Message
    text: str


Get = Callable[[str], Answer]


def needs(program: str) -> pytest.MarkDecorator:
    missing = shutil.which(program) is None and "PARUTION_TEST_ALL" not in os.environ
    return pytest.mark.skipif(missing, reason=f"{program} is not installed")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = project_in(tmp_path_factory.mktemp("hosts"))
    build(project, REFERENCES_OPEN)
    return project / "site"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def serving(command: list[str], port: int) -> Iterator[Get]:
    """Run a server in the foreground; give a function that asks it for a path."""

    def get(path: str) -> Answer:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}") as answer:
                return Answer(answer.status, answer.headers, answer.read().decode())
        except urllib.error.HTTPError as refused:
            return Answer(refused.code, refused.headers, refused.read().decode())

    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            assert process.poll() is None, command
            time.sleep(0.05)
        yield get
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def apache(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Get]:
    """Apache as a shared host has it: it lists folders, and reads the files that travel along."""
    folder, port = tmp_path_factory.mktemp("apache"), free_port()
    config = folder / "apache.conf"
    config.write_text(APACHE.format(folder=folder, port=port, site=site, modules=MODULES))
    with serving(["apache2", "-D", "FOREGROUND", "-f", str(config)], port) as get:
        yield get


def documented() -> str:
    """Return the settings of nginx as the documentation prints them."""
    found = re.findall(r"```nginx\n(.*?)```", (DOCS / "publier.md").read_text("utf-8"), re.DOTALL)
    assert len(found) == 1
    return str(found[0])


def nginx_config(folder: Path, block: str) -> list[str]:
    """Write the settings of a server around a block; return the command that runs it."""
    paths = "".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    shutil.copy("/etc/nginx/mime.types", folder)
    (folder / "block.conf").write_text(block)
    config = folder / "nginx.conf"
    config.write_text(
        f"daemon off; user root; pid {folder}/nginx.pid; error_log {folder}/error.log;"
        f" events {{}} http {{ access_log off; {paths} include mime.types;"
        f" include {folder}/block.conf; }}"
    )
    return ["nginx", "-c", str(config)]


@pytest.fixture(scope="module")
def nginx(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Get]:
    """The documented settings, with another port and another folder."""
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    block = documented().replace("listen 80;", f"listen 127.0.0.1:{port};")
    block = block.replace("/srv/dossiers/current", str(site))
    with serving(nginx_config(folder, block), port) as get:
        yield get


@needs("nginx")
def test_nginx_accepts_what_the_documentation_prints(tmp_path: Path) -> None:
    """Not a letter of it need be changed."""
    command = nginx_config(tmp_path, documented())
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True)
    assert tried.returncode == 0, tried.stderr
    assert "warn" not in tried.stderr


SERVERS = [
    pytest.param("apache", marks=needs("apache2")),
    pytest.param("nginx", marks=needs("nginx")),
]


@pytest.fixture(params=SERVERS)
def get(request: pytest.FixtureRequest) -> Get:
    return request.getfixturevalue(request.param)  # type: ignore[no-any-return]


def folders_of_groups(site: Path) -> list[str]:
    return [path.name for path in (site / "g").iterdir() if path.is_dir()]


def test_no_folder_tells_the_addresses_of_the_sites(get: Get, site: Path) -> None:
    """Where the sites of the groups stand together, there is a page that names none of them."""
    answer = get("g/")
    assert answer.code == 200
    assert "Cette adresse n’est pas complète" in answer.text
    assert folders_of_groups(site)
    assert not any(folder in answer.text for folder in folders_of_groups(site))


def test_a_folder_without_an_index_is_not_listed(get: Get) -> None:
    """A host that would list folders is told not to."""
    answer = get("assets/")
    assert answer.code in (403, 404)
    assert "Index of" not in answer.text


TYPES = [
    ("", "text/html; charset=utf-8"),
    ("{group}/", "text/html; charset=utf-8"),
    ("{group}/calendar.ics", "text/calendar; charset=utf-8"),
    ("{group}/feed.xml", "xml; charset=utf-8"),
    ("{group}/app.webmanifest", "application/manifest+json; charset=utf-8"),
    ("{group}/2026/douleur/references/douleur.bib", "application/x-bibtex; charset=utf-8"),
    ("{group}/service-worker.js", "javascript; charset=utf-8"),
]


@pytest.mark.parametrize(("path", "kind"), TYPES, ids=[path or "home" for path, _ in TYPES])
def test_each_file_has_its_type_and_its_letters(get: Get, site: Path, path: str, kind: str) -> None:
    """Browsers are told what they get, and that it is UTF-8."""
    answers = [get(path.format(group=f"g/{folder}")) for folder in folders_of_groups(site)]
    found = [answer for answer in answers if answer.code == 200]
    assert found
    for answer in found:
        assert str(answer.headers["Content-Type"]).lower().endswith(kind)


def test_guards_travel_with_every_answer(get: Get, site: Path) -> None:
    """No guessing of types, no referrer, no stale page; no listing of groups' pages by robots."""
    answer = get(f"g/{folders_of_groups(site)[0]}/calendar.ics")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "noindex" in str(answer.headers["X-Robots-Tag"])
    assert get("").headers["X-Robots-Tag"] is None


def test_an_address_that_leads_nowhere_has_a_page(get: Get) -> None:
    """The page of the sites answers, not the server's own."""
    answer = get("g/no-such-site/2026/")
    assert answer.code == 404
    assert "Le lien de votre groupe" in answer.text


def test_robots_may_read_that_a_page_is_not_to_be_listed(site: Path) -> None:
    """What a robot may not fetch can be listed by its bare address; calendars must be fetched."""
    assert (site / "robots.txt").read_text() == "User-agent: *\nDisallow:\n"
    for folder in (*folders_of_groups(site), "."):
        assert 'content="noindex' in (site / "g" / folder / "index.html").read_text()
