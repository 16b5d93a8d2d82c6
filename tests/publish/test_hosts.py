"""Real Apache, nginx and Caddy serve the published sites rightly with the printed settings.

Apache runs twice: with the printed settings, and as on a shared host, where only the published
files configure it.
"""

from __future__ import annotations

import base64
import gzip
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from command_line import run
from parution.compose.pages.redirects import HTACCESS
from parution.compose.serving import CONTENT_POLICY
from ports import free_port
from proof.projects import REFERENCES_OPEN, build, project_in
from publish.web_servers import (
    PROGRAMS,
    RUN,
    SHARED_HOST,
    Get,
    apache,
    on_loopback,
    serving,
)

GROUP_404 = "Ce thème a rejoint les archives."
PLANTED = "what somebody else put there"
UNSEEN = (".git/HEAD", ".git/objects/ab/cd.html", ".env", "2026/.cache/index.html")
"""What a host may find beside the sites, such as the history of a repository that it pulls."""
CERTIFICATE = ".well-known/acme-challenge/token"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = project_in(tmp_path_factory.mktemp("hosts"))
    build(made, REFERENCES_OPEN)
    return made


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    """The built sites; one of them has its own page for missing addresses."""
    first = sorted((project / "site/g").glob("*/"))[0]
    (first / "404.html").write_text(f"<!doctype html><title>Absent</title>{GROUP_404}")
    for path in (*UNSEEN, CERTIFICATE):
        planted = project / "site" / path
        planted.parent.mkdir(parents=True, exist_ok=True)
        planted.write_text(PLANTED)
    return project / "site"


def print_settings(project: Path, server: str, *arguments: str) -> str:
    """Return the printed settings for the usual place."""
    done = run(
        project, "host-config", "--for", server, "--name", "dossiers.example.org", *arguments
    )
    assert done.code == 0, done.err
    return done.out


@pytest.fixture(scope="module", params=["apache", "nginx", "caddy", "shared host"])
def get(
    request: pytest.FixtureRequest,
    project: Path,
    site: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Get]:
    """Ask a server for a path."""
    folder, port = tmp_path_factory.mktemp("server"), free_port()
    if request.param == "shared host":
        command = apache(folder, SHARED_HOST.format(site=site), port)
    else:
        settings = print_settings(project, request.param, "--root", str(site))
        command = RUN[request.param](folder, on_loopback(request.param, settings, port), port)
    with serving(command, port) as asked:
        yield asked


@pytest.mark.parametrize("server", PROGRAMS)
def test_a_server_accepts_the_printed_settings(server: str, project: Path, tmp_path: Path) -> None:
    """Each server accepts the printed settings unchanged."""
    folder = "/srv/dossiers/current" if server != "apache" else str(tmp_path)
    command = RUN[server](tmp_path, print_settings(project, server, "--root", folder), free_port())
    tries = [*command[:-5], "validate", *command[-4:]] if server == "caddy" else [*command, "-t"]
    tried = subprocess.run(tries, capture_output=True, text=True)
    assert tried.returncode == 0, tried.stderr
    assert "warn" not in tried.stderr.lower()


def folders_of_groups(site: Path) -> list[str]:
    return [path.name for path in (site / "g").iterdir() if path.is_dir()]


def test_no_folder_tells_the_addresses_of_the_sites(get: Get, site: Path) -> None:
    """The folder that holds the groups' sites shows a page that names none of them."""
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
    """Each file is served with its type, and texts as UTF-8."""
    answers = [get(path.format(group=f"g/{folder}")) for folder in folders_of_groups(site)]
    found = [answer for answer in answers if answer.code == 200]
    assert found
    for answer in found:
        assert str(answer.headers["Content-Type"]).lower().endswith(kind)


def test_guards_travel_with_every_answer(get: Get, site: Path) -> None:
    """Answers forbid type guessing, referrers and stale pages, and listing of groups' pages."""
    answer = get(f"g/{folders_of_groups(site)[0]}/calendar.ics")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers.get_all("Cache-Control") == ["no-cache"]
    assert "noindex" in str(answer.headers["X-Robots-Tag"])
    assert get("").headers["X-Robots-Tag"] is None


def test_files_named_by_their_content_are_kept(get: Get, site: Path) -> None:
    """Browsers keep files named by their content, such as styles and pieces of the search."""
    lasting = [*site.glob("assets/stylesheets/main.*.min.css"), *site.glob("pagefind/index/*.json")]
    assert len(lasting) >= 2
    for path in lasting:
        kept = get(str(path.relative_to(site))).headers.get_all("Cache-Control")
        assert kept == ["private, max-age=31536000, immutable"], path
    for name in ("assets/parution/site.js", "pagefind/pieces.json", "2026/douleur/"):
        assert get(name).headers["Cache-Control"] == "no-cache", name


@pytest.mark.parametrize(
    "path",
    ["no-such-page", "assets/stylesheets/main.0123abcd.min.css", "pagefind/x_0123456789.json"],
)
def test_a_missing_file_may_come_back(get: Get, path: str) -> None:
    """No browser keeps the answer that a file is missing, whatever name its content gave it."""
    answer = get(path)
    assert (answer.code, answer.headers.get_all("Cache-Control")) == (404, ["no-cache"])


def test_the_policy_of_the_host_is_that_of_the_pages(get: Get, site: Path) -> None:
    """The header of everything but PDF has the same policy as the pages."""
    page = (site / "index.html").read_text("utf-8")
    assert f'<meta http-equiv="Content-Security-Policy" content="{CONTENT_POLICY}">' in page
    for path in ("", "assets/images/parution.svg", "no-such-page"):
        policy = str(get(path).headers["Content-Security-Policy"])
        assert policy == f"{CONTENT_POLICY}; frame-ancestors 'self'", path
    pdf = next((site / "g").rglob("*.pdf")).relative_to(site)
    assert get(str(pdf)).headers["Content-Security-Policy"] is None


@pytest.mark.parametrize("path", ["", "calendar.ics", "assets/parution/site.js"])
def test_texts_travel_compressed(get: Get, site: Path, path: str) -> None:
    """Texts travel compressed, and arrive unchanged."""
    answer = get(path, Accept_Encoding="gzip")
    file = site / (path or "index.html")
    if file.stat().st_size > 1000:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(answer.body) == file.read_bytes()
    assert get(path).body == file.read_bytes()


def test_an_unchanged_page_is_not_sent_again(get: Get) -> None:
    """An unchanged page gets an answer without content, compressed or not."""
    for encoding in ("gzip", "identity"):
        tag = str(get("", Accept_Encoding=encoding).headers["ETag"])
        again = get("", Accept_Encoding=encoding, If_None_Match=tag)
        assert (again.code, again.body) == (304, b""), encoding


def test_an_address_that_leads_nowhere_has_a_page(get: Get) -> None:
    """A missing address gets the sites' own page, not the server's."""
    for path in ("no-such-page", "g/no-such-site/2026/", "assets/no-such.css"):
        answer = get(path)
        assert answer.code == 404
        assert answer.headers["Content-Type"].lower() == "text/html; charset=utf-8"
        assert "Le lien de votre groupe" in answer.text


def test_a_site_s_own_page_answers_for_its_missing_addresses(get: Get, site: Path) -> None:
    """A missing address within a site that has its own page gets that page."""
    one, *others = sorted(folders_of_groups(site))
    for path in ("2025/", "2025/cough/dossier/", "2025/cough/note.csv", "2025/coping/dossier/"):
        assert (get(f"g/{one}/{path}").code, GROUP_404 in get(f"g/{one}/{path}").text) == (
            404,
            True,
        )
    for other in others:
        assert GROUP_404 not in get(f"g/{other}/2025/").text


def test_dot_files_are_refused(get: Get) -> None:
    """Files whose names begin with a dot are refused."""
    assert get(".htaccess").code in (403, 404)


@pytest.mark.parametrize("path", [*UNSEEN, ".%67it/HEAD", "/.git/HEAD", "2026/../.git/HEAD"])
def test_what_lies_in_dot_folders_is_refused(get: Get, path: str) -> None:
    """Nothing below a folder whose name begins with a dot is served, however it is asked for."""
    answer = get(path)
    assert answer.code in (403, 404)
    assert PLANTED not in answer.text


def test_a_certificate_can_be_asked_for(get: Get) -> None:
    """The answers to those who issue certificates are served; Caddy gives them by itself."""
    if get("").headers["Server"] != "Caddy":
        assert get(CERTIFICATE).text == PLANTED


METHODS = ("PUT", "DELETE", "PATCH", "POST", "OPTIONS", "PROPFIND", "MKCOL")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("path", ["", "{group}/", "{group}/new.html", "no-such-page"])
def test_pages_are_read_and_nothing_else(get: Get, site: Path, path: str, method: str) -> None:
    """Any request but one to read is refused as such, and changes nothing."""
    group = f"g/{folders_of_groups(site)[0]}"
    before = sorted(site.rglob("*"))
    assert get(path.format(group=group), method).code == 405
    assert sorted(site.rglob("*")) == before


def test_the_head_of_a_page_can_be_read(get: Get) -> None:
    """Browsers and programs that watch a site ask for heads."""
    assert get("", "HEAD").code == 200


@pytest.mark.parametrize("server", PROGRAMS)
def test_no_request_is_sent_back(server: str, project: Path, site: Path, tmp_path: Path) -> None:
    """TRACE, which tells a script what a browser added to its request, is refused."""
    port = free_port()
    settings = print_settings(project, server, "--root", str(site))
    with serving(RUN[server](tmp_path, on_loopback(server, settings, port), port), port) as asked:
        assert asked("", "TRACE").code == 405


PASSWORD = "une phrase de passe"


@pytest.mark.parametrize("server", PROGRAMS)
def test_a_group_can_have_a_password(
    server: str, project: Path, site: Path, tmp_path: Path
) -> None:
    """A password made with the printed command opens the group's sites and the archives."""
    settings = print_settings(project, server, "--root", str(site), "--auth", "blain")
    found = re.search(r"^#    (.*(/etc/\S+/blain\.\w+).*)$", settings, re.MULTILINE)
    assert found, settings
    passwords = tmp_path / "passwords"
    passwords_line = found[1].replace(found[2], str(passwords))
    for asking, told in (
        ("htpasswd -B -c", f"htpasswd -b -B -c {passwords} blain '{PASSWORD}' #"),
        ("$(caddy hash-password)", f"$(caddy hash-password --plaintext '{PASSWORD}')"),
    ):
        passwords_line = passwords_line.replace(asking, told)
    subprocess.run(passwords_line, shell=True, check=True, capture_output=True)
    passwords.chmod(0o644)
    joined = re.search(r"^#    (cat (\S+) > (\S+))$", settings, re.MULTILINE)
    assert joined, settings
    of_archives = tmp_path / "of-archives"
    join = joined[1].replace(joined[3], str(of_archives)).replace(joined[2], str(passwords))
    subprocess.run(join, shell=True, check=True)
    settings = settings.replace(joined[3], str(of_archives)).replace(found[2], str(passwords))
    settings = on_loopback(server, settings, port := free_port())
    key = base64.b64encode(f"blain:{PASSWORD}".encode()).decode()
    with serving(RUN[server](tmp_path, settings, port), port) as get:
        assert get("").code == 200
        for folder in folders_of_groups(site):
            for path in ("", "calendar.ics", "no-such-page/"):
                assert get(f"g/{folder}/{path}").code == 401
            assert get(f"g/{folder}/", Authorization=f"Basic {key}").code == 200
            assert get(f"g/{folder}/", Authorization="Basic YmxhaW46eA==").code == 401
        archive = f"archives/{'a' * 32}/2025/"
        assert get(archive).code == 401
        assert get(archive, Authorization=f"Basic {key}").code == 404


def test_archives_are_open_while_a_group_has_no_password(project: Path) -> None:
    """Archives stay open, and the settings say so, while some group has no password."""
    (project / "groups/nantes.yml").write_text("name: Nantes\n")
    settings = print_settings(project, "nginx", "--auth", "blain")
    (project / "groups/nantes.yml").unlink()
    assert "Les archives" in settings
    assert "^/archives/" not in settings


@pytest.fixture(scope="module")
def deeper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose sites lie in a folder of a host with other content."""
    made = project_in(tmp_path_factory.mktemp("deeper"), pdf=False)
    settings = made / "mkdocs.yml"
    text = settings.read_text().replace("example.org/", "example.org/les-dossiers/")
    settings.write_text(text)
    build(made, REFERENCES_OPEN)
    return made


def extract_settings(settings: str) -> str:
    """Return the printed settings to insert among those of a host with other content."""
    return settings[settings.index("# ▼") : settings.index("# ▲")]


def insert_settings(server: str, settings: str, folder: Path) -> str:
    """Return the settings of a host with another site, with the printed ones inserted."""
    piece = extract_settings(settings)
    head = settings[: settings.index("\nserver {")] if server == "nginx" else ""
    return {
        "apache": f'<VirtualHost *:80>\nDocumentRoot "{folder}"\n<Directory "{folder}">\n'
        f"Require all granted\n</Directory>\n{piece}</VirtualHost>\n",
        "nginx": f"{head}\nserver {{\nlisten 80;\nroot {folder};\n{piece}}}\n",
        "caddy": f"\ndossiers.example.org {{\nroot * {folder}\n{piece}\nfile_server\n}}\n",
    }[server]


BELOW = "les-dossiers"
OTHERS = "the site of the association"


def settings_of_folder(deeper: Path, server: str, *arguments: str) -> str:
    """Return the settings printed for sites in a folder."""
    site = str(deeper / "site")
    done = run(deeper, "host-config", "--for", server, "--root", site, *arguments)
    assert done.code == 0, done.err
    return done.out


@pytest.fixture(
    scope="module", params=["apache", "nginx", "caddy", "apache +", "nginx +", "caddy +", "shared"]
)
def ask_below(
    request: pytest.FixtureRequest, deeper: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Get]:
    """Ask a host that has the sites in a folder: alone, or (+) among its other content."""
    server, port = request.param.removesuffix(" +"), free_port()
    folder, others = tmp_path_factory.mktemp("server"), tmp_path_factory.mktemp("others")
    (others / "index.html").write_text(OTHERS)
    if server == "shared":
        (others / BELOW).symlink_to(deeper / "site")
        command = apache(folder, SHARED_HOST.format(site=others), port)
    else:
        settings = settings_of_folder(deeper, server)
        if request.param != server:
            settings = insert_settings(server, settings, others)
        command = RUN[server](folder, on_loopback(server, settings, port), port)
    with serving(command, port) as get:
        yield get


def test_sites_in_a_folder_are_served_there(ask_below: Get, deeper: Path) -> None:
    """The folder answers with and without its slash, and no site answers outside."""
    group = folders_of_groups(deeper / "site")[0]
    for path in (BELOW, f"{BELOW}/", f"{BELOW}/g/{group}", f"{BELOW}/g/{group}/"):
        assert ask_below(path).code == 200, path
    page = ask_below(f"{BELOW}/g/{group}/")
    assert page.headers["X-Robots-Tag"]
    assert page.headers["Referrer-Policy"] == "no-referrer"
    outside = ask_below(f"g/{group}/")
    assert outside.code == 404 or not outside.body  # Caddy has no such settings.


def test_other_content_of_a_host_stays(ask_below: Get, request: pytest.FixtureRequest) -> None:
    """The host's own pages keep their addresses, and get none of our headers."""
    answer = ask_below("")
    if "+" in request.node.name or "shared" in request.node.name:
        assert (answer.code, answer.text) == (200, OTHERS)
        assert answer.headers["Content-Security-Policy"] is None
    else:
        assert "<title>Dossiers" not in answer.text


def test_an_address_in_the_folder_that_leads_nowhere(ask_below: Get, deeper: Path) -> None:
    """A missing address gets the sites' page or the site's own; dot files are refused."""
    group = folders_of_groups(deeper / "site")[0]
    for path in ("no-such-page", "g/no-such-site/2026/", "assets/no-such.css"):
        answer = ask_below(f"{BELOW}/{path}")
        assert answer.code == 404, path
        assert "Le lien de votre groupe" in answer.text
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert ask_below(f"{BELOW}/.htaccess").code in (403, 404)
    (deeper / f"site/g/{group}/404.html").write_text(f"<!doctype html>{GROUP_404}")
    answer = ask_below(f"{BELOW}/g/{group}/2025/")
    assert (answer.code, GROUP_404 in answer.text) == (404, True)


def test_some_hosts_lead_archived_addresses_on_by_themselves(
    ask_below: Get, deeper: Path, request: pytest.FixtureRequest
) -> None:
    """Apache redirects addresses of archived years by itself, without a script."""
    site, page = deeper / "site", "2020/cough/dossier/index.html"
    group = folders_of_groups(site)[0]
    leads = HTACCESS.format(editions="2020", archive="archives/key")
    (site / f"g/{group}/.htaccess").write_text(leads)
    (site / f"archives/key/{page}").parent.mkdir(parents=True, exist_ok=True)
    (site / f"archives/key/{page}").write_text("in the archive")
    answer = ask_below(f"{BELOW}/g/{group}/{page}")
    if "apache" in request.node.name or "shared" in request.node.name:
        assert (answer.code, answer.text) == (200, "in the archive")
    else:
        assert answer.code == 404


def test_types_in_the_folder(ask_below: Get, deeper: Path) -> None:
    """A calendar in the folder has its usual type and is always revalidated; assets last a year."""
    group = folders_of_groups(deeper / "site")[0]
    answer = ask_below(f"{BELOW}/g/{group}/calendar.ics", Accept_Encoding="gzip")
    assert answer.headers["Content-Type"].lower() == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    style = next((deeper / "site").glob("assets/stylesheets/main.*.min.css"))
    kept = ask_below(f"{BELOW}/{style.relative_to(deeper / 'site')}").headers["Cache-Control"]
    assert kept == "private, max-age=31536000, immutable"


def test_the_address_of_a_day_that_a_meeting_left_leads_to_the_meetings(
    ask_below: Get, deeper: Path, request: pytest.FixtureRequest
) -> None:
    """Apache redirects it by itself; elsewhere it is answered as any missing address."""
    site = deeper / "site"
    group = folders_of_groups(site)[0]
    day = next((site / f"g/{group}/meetings").glob("2*-*/")).name
    meetings = (site / f"g/{group}/meetings/index.html").read_bytes()
    assert ask_below(f"{BELOW}/g/{group}/meetings/{day}/").body != meetings
    for page in ("", "index.html", "sheets.pdf"):
        answer = ask_below(f"{BELOW}/g/{group}/meetings/2020-02-29/{page}")
        if "apache" in request.node.name or "shared" in request.node.name:
            assert (answer.code, answer.body) == (200, meetings)
        else:
            assert answer.code == 404
    assert ask_below(f"{BELOW}/g/{group}/meetings/another/").code == 404


@pytest.mark.parametrize("server", PROGRAMS)
def test_a_group_in_the_folder_can_have_a_password(
    server: str, deeper: Path, tmp_path: Path
) -> None:
    """A group's sites and the archives ask for the password, the public site does not."""
    settings = settings_of_folder(deeper, server, "--auth", "blain")
    (tmp_path / "passwords").write_text("" if server != "caddy" else "blain JDJhJDEw\n")
    code = re.compile(r"^(?!#)(.*)/etc/\S+\.(?:htpasswd|users)", re.MULTILINE)
    settings, count = code.subn(rf"\1{tmp_path}/passwords", settings)
    assert count == 2, settings
    settings = on_loopback(server, settings, port := free_port())
    with serving(RUN[server](tmp_path, settings, port), port) as get:
        assert get(f"{BELOW}/").code == 200
        group = folders_of_groups(deeper / "site")[0]
        for path in (f"g/{group}/", f"g/{group}/calendar.ics", f"archives/{'a' * 32}/2025/"):
            assert get(f"{BELOW}/{path}").code == 401, path


def test_a_folder_that_settings_would_have_to_quote_is_refused(deeper: Path) -> None:
    """A folder's name with characters that have a meaning in settings is refused."""
    text = (deeper / "mkdocs.yml").read_text().replace("les-dossiers", "les%20dossiers")
    (deeper / "odd.yml").write_text(text)
    done = run(deeper, "host-config", "--for", "nginx", "-f", "odd.yml")
    assert done.code == 2
    assert "/les%20dossiers/" in done.err


def test_a_group_that_does_not_exist_has_no_password(project: Path) -> None:
    """A mistyped group is refused with the nearest name."""
    done = run(project, "host-config", "--for", "nginx", "--auth", "blian")
    assert done.code == 2
    assert "blain" in done.err


def test_robots_may_read_that_a_page_is_not_to_be_listed(site: Path) -> None:
    """`robots.txt` lets robots fetch groups' pages to read “noindex”, and calendars too."""
    assert (site / "robots.txt").read_text() == "User-agent: *\nDisallow:\n"
    for folder in (*folders_of_groups(site), "."):
        assert 'content="noindex' in (site / "g" / folder / "index.html").read_text()
