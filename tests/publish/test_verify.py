"""`verify` examines real hosts, rightly and wrongly configured."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from command_line import Done, run
from parution.domain import PUBLIC_SITE, Audience, Site
from parution.domain.messages import message
from parution.language.catalogues import load_translations
from parution.publish.hosts.host_requests import (
    HostAnswer,
    Unreachable,
    describe_silence,
    make_asker,
)
from parution.publish.hosts.verify import Expected, verify
from parution.sources import read
from ports import free_port
from publish.web_servers import (
    RUN,
    SHARED_HOST,
    apache,
    needs,
    nginx,
    on_loopback,
    serving,
)
from tiny_project import tiny_project

BEFORE, AFTER = "2026-10-08T21:00", "2026-10-08T22:31"

pytestmark = [needs("nginx"), needs("apache2"), needs("caddy")]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose sites were built during the meeting."""
    made = tiny_project(tmp_path_factory.mktemp("verify"))
    assert run(made, "build", "--at", BEFORE, "--no-pdf").code == 0
    return made


@pytest.fixture
def copied(project: Path, tmp_path: Path) -> Path:
    """A copy of the sites, for a test to spoil."""
    return Path(shutil.copytree(project / "site", tmp_path / "copied"))


def verify_host(project: Path, url: str, *more: str, at: str = BEFORE) -> Done:
    done = run(project, "verify", url, "--at", at, "--format", "json", *more)
    assert done.code == (1 if done.json else 0)
    return done


def find_codes(done: Done) -> set[str]:
    """Return the codes of the findings, except that this machine's servers lack HTTPS."""
    return {each["code"] for each in done.json} - {"http"}


@contextmanager
def served_by_nginx(folder: Path, settings: str) -> Iterator[str]:
    port = free_port()
    block = f"server {{ listen 127.0.0.1:{port}; {settings} }}"
    with serving(nginx(folder, block), port):
        yield f"http://127.0.0.1:{port}/"


@contextmanager
def right_host(server: str, project: Path, site: Path, folder: Path, *more: str) -> Iterator[str]:
    port = free_port()
    printed = run(project, "host-config", "--for", server, "--root", str(site), *more).out
    with serving(RUN[server](folder, on_loopback(server, printed, port), port), port):
        yield f"http://127.0.0.1:{port}/"


# --- hosts that are right --------------------------------------------------------------------


@pytest.mark.parametrize("server", RUN)
def test_a_host_with_the_printed_settings_is_right(
    server: str, project: Path, tmp_path: Path
) -> None:
    """The only finding on this machine is the missing HTTPS."""
    with right_host(server, project, project / "site", tmp_path) as url:
        done = verify_host(project, url)
    assert [each["code"] for each in done.json] == ["http"], done.out


def test_a_shared_host_that_reads_htaccess_is_right(project: Path, tmp_path: Path) -> None:
    """The published files alone configure a shared host rightly."""
    port = free_port()
    settings = SHARED_HOST.format(site=project / "site")
    with serving(apache(tmp_path, settings, port), port):
        done = verify_host(project, f"http://127.0.0.1:{port}/")
    assert [each["code"] for each in done.json] == ["http"], done.out


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for this machine, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=900))
        .not_valid_after(now + timedelta(days=900))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    encoding = serialization.Encoding.PEM
    paths = tmp_path / "certificate.pem", tmp_path / "key.pem"
    paths[0].write_bytes(made.public_bytes(encoding))
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    paths[1].write_bytes(key.private_bytes(encoding, form, plain))
    return paths


def test_https_is_all_right_and_its_certificate_is_looked_at(
    project: Path, tmp_path: Path, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A trusted certificate gives no finding; a host with another one counts as unreachable."""
    port = free_port()
    printed = run(project, "host-config", "--for", "nginx", "--root", str(project / "site")).out
    listen = f"listen 127.0.0.1:{port} ssl; ssl_certificate %s; ssl_certificate_key %s;"
    settings = printed.replace("listen 80;", listen % certificate)
    with serving(nginx(tmp_path, settings), port):
        untrusted = verify_host(project, f"https://127.0.0.1:{port}/")
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        done = run(project, "verify", f"https://127.0.0.1:{port}/", "--at", BEFORE)
    assert find_codes(untrusted) == {"unreachable"}
    assert "certificat" in untrusted.json[0]["message"]
    assert (done.code, done.err) == (0, "")
    assert done.out == f"Rien à signaler sur https://127.0.0.1:{port}/.\n"


# --- hosts that are wrong --------------------------------------------------------------------


def test_a_host_with_no_settings_at_all(project: Path, tmp_path: Path) -> None:
    """Everything that is missing is reported in French, with a remedy."""
    with served_by_nginx(tmp_path, f"root {project / 'site'}; autoindex on;") as url:
        done = verify_host(project, url)
        words = run(project, "verify", url, "--at", BEFORE)
    assert find_codes(done) == {"header", "cache", "charset", "listing", "not-found", "type"}
    assert all(each["hint"] and each["message"] for each in done.json)
    assert words.code == 1
    assert "le serveur donne la liste de ce dossier" in words.out
    assert "« charset=utf-8 » était attendu" in words.out


def test_apache_that_does_not_read_htaccess(project: Path, tmp_path: Path) -> None:
    """Apache without `.htaccess` is found by its folder lists and missing headers."""
    port = free_port()
    settings = SHARED_HOST.format(site=project / "site").replace("Override All", "Override None")
    with serving(apache(tmp_path, settings, port), port):
        done = verify_host(project, f"http://127.0.0.1:{port}/")
    assert {"header", "cache", "charset", "listing", "not-found"} <= find_codes(done)


def test_a_list_of_all_groups_is_found(project: Path, copied: Path, tmp_path: Path) -> None:
    """A folder listing that reveals every group's link is found."""
    (copied / "g/index.html").unlink()
    with served_by_nginx(tmp_path, f"root {copied}; autoindex on;") as url:
        done = verify_host(project, url)
    urls = [each["url"] for each in done.json if each["code"] == "listing"]
    assert f"{url}g/" in urls


def test_another_alphabet_is_found(project: Path, tmp_path: Path) -> None:
    """A wrong charset is found: it shows « PREMIÃˆRE »."""
    with served_by_nginx(tmp_path, f"root {project / 'site'}; charset iso-8859-1;") as url:
        assert "charset" in find_codes(verify_host(project, url))


def test_too_much_that_is_served_is_found(project: Path, copied: Path, tmp_path: Path) -> None:
    """A repository or sources beside the sites are found."""
    (copied / ".git").mkdir()
    (copied / ".git/HEAD").write_text("ref: refs/heads/main\n")
    (copied / "mkdocs.yml").write_text("site_name: Dossiers\n")
    with served_by_nginx(tmp_path, f"root {copied};") as url:
        done = verify_host(project, url)
    urls = {each["url"] for each in done.json if each["code"] == "exposed"}
    assert urls == {f"{url}.git/HEAD", f"{url}mkdocs.yml"}


@pytest.fixture(scope="module")
def target(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a published version."""
    made = tmp_path_factory.mktemp("target") / "dossiers"
    done = run(project, "publish", "--to", str(made), "--at", BEFORE)
    assert done.code == 0, done.err
    return made


def serve_whole(server: str, target: Path, port: int) -> str:
    """Return settings that serve a folder without listing it."""
    return {
        "apache": f"DocumentRoot {target}\n<Directory {target}>\nOptions FollowSymLinks\n"
        "AllowOverride All\nRequire all granted\n</Directory>",
        "nginx": f"server {{ listen 127.0.0.1:{port}; root {target}; }}",
        "caddy": f"http://127.0.0.1:{port} {{\n\troot * {target}\n\tfile_server\n}}",
    }[server]


@pytest.mark.parametrize("below", ["", "dossiers/"])
@pytest.mark.parametrize("server", RUN)
def test_a_whole_target_served_without_lists_is_found(
    server: str, below: str, project: Path, target: Path, tmp_path: Path
) -> None:
    """The versions beside the served one answer, though no server lists them."""
    port = free_port()
    settings = serve_whole(server, target.parent if below else target, port)
    with serving(RUN[server](tmp_path, settings, port), port):
        done = verify_host(project, f"http://127.0.0.1:{port}/{below}current/")
    exposed = [each["url"] for each in done.json if each["code"] == "exposed"]
    assert exposed == [f"http://127.0.0.1:{port}/{below}"]


def test_a_whole_target_in_place_of_the_sites_is_found(
    project: Path, target: Path, tmp_path: Path
) -> None:
    """Where the host serves the target at the address of the sites, that is what verify says."""
    with served_by_nginx(tmp_path, f"root {target};") as url:
        assert find_codes(verify_host(project, url)) == {"exposed"}


def test_a_target_of_before_served_without_lists_is_found(
    project: Path, target: Path, tmp_path: Path
) -> None:
    """Without our page among the versions, that their folders are refused tells of them."""
    old = Path(shutil.copytree(target, tmp_path / "old", symlinks=True))
    (old / "index.html").unlink()
    with served_by_nginx(tmp_path, f"root {old};") as url:
        assert "exposed" in find_codes(verify_host(project, f"{url}current/"))


@pytest.mark.parametrize("server", RUN)
def test_no_version_is_found_where_current_alone_is_served(
    server: str, project: Path, target: Path, tmp_path: Path
) -> None:
    """The printed settings serve `current` alone, and nothing beside it is found."""
    with right_host(server, project, target / "current", tmp_path) as url:
        assert find_codes(verify_host(project, url)) == set()


@pytest.mark.parametrize("server", RUN)
def test_an_archive_before_its_day_is_found(server: str, project: Path, tmp_path: Path) -> None:
    """An edition that stands in the archives months too early is found on every server."""
    site = tmp_path / "site"
    assert run(project, "build", "--at", "2027-07-02", "--no-pdf", "-d", str(site)).code == 0
    with right_host(server, project, site, tmp_path) as url:
        early = verify_host(project, url, at="2027-06-01T12:00")
        assert find_codes(verify_host(project, url, at="2027-07-02T12:00")) == set()
    assert {each["url"].split("/")[3] for each in early.json if each["code"] == "early"} == {
        "archives"
    }


def test_a_host_that_answers_anything_with_its_home(project: Path, tmp_path: Path) -> None:
    """A home served for missing addresses is found, and not mistaken for a forbidden file."""
    settings = f"root {project / 'site'}; try_files $uri $uri/index.html /index.html;"
    with served_by_nginx(tmp_path, settings) as url:
        found = find_codes(verify_host(project, url))
    assert "not-found" in found
    assert not found & {"exposed", "listing"}


def test_a_site_that_is_not_there_is_found(project: Path, copied: Path, tmp_path: Path) -> None:
    """A missing site is found, and its address is not shown whole."""
    gone = sorted(path for path in (copied / "g").iterdir() if path.is_dir())[0]
    shutil.rmtree(gone)
    with right_host("nginx", project, copied, tmp_path) as url:
        done = verify_host(project, url)
    assert find_codes(done) == {"missing"}
    assert gone.name not in done.out
    assert gone.name[:10] in done.out


def test_an_overdue_opening_is_found(project: Path, tmp_path: Path) -> None:
    """A part still closed after its hour is found; one minute before it was right."""
    with right_host("nginx", project, project / "site", tmp_path) as url:
        assert find_codes(verify_host(project, url, at="2026-10-08T22:29")) == set()
        done = verify_host(project, url, at=AFTER)
    assert find_codes(done) == {"overdue"}
    late = {each["url"].rsplit("/", 2)[1] for each in done.json if each["code"] == "overdue"}
    assert {"dossier", "summary"} <= late


def test_an_early_opening_is_found(project: Path, tmp_path: Path) -> None:
    """Parts that are due in fifteen days, and readable now, are found."""
    with right_host("nginx", project, project / "site", tmp_path) as url:
        assert find_codes(verify_host(project, url, at="2026-09-01")) == {"early"}


def test_a_cache_in_between_is_found(project: Path, copied: Path, tmp_path: Path) -> None:
    """A cache is found by an old page, replaced when asked for in a way it cannot know."""
    behind, front = tmp_path / "behind", tmp_path / "front"
    behind.mkdir()
    front.mkdir()
    with right_host("nginx", project, copied, behind) as url:
        port = free_port()
        settings = (
            f"proxy_cache_path {front}/cache keys_zone=all:1m;"
            f"server {{ listen 127.0.0.1:{port}; proxy_cache all; proxy_cache_valid 1h;"
            f" proxy_ignore_headers Cache-Control; location / {{ proxy_pass {url}; }} }}"
        )
        with serving(nginx(front, settings), port) as get:
            proxied = f"http://127.0.0.1:{port}/"
            assert find_codes(verify_host(project, proxied)) == set()
            home = copied / "index.html"
            home.write_text(home.read_text("utf-8") + "<!-- another -->", "utf-8")
            assert b"another" not in get("").body
            assert find_codes(verify_host(project, proxied, at="2026-10-08T21:01")) == {"stale"}


def test_another_copy_than_the_published_is_found(
    project: Path, copied: Path, tmp_path: Path
) -> None:
    """The host is compared byte for byte with the folder it should serve."""
    with right_host("nginx", project, copied, tmp_path) as url:
        against = ("--against", str(project / "site"))
        assert find_codes(verify_host(project, url, *against)) == set()
        home = copied / "index.html"
        home.write_text(home.read_text("utf-8") + "<!-- another -->", "utf-8")
        assert find_codes(verify_host(project, url, *against)) == {"stale"}


def test_a_folder_of_versions_stands_for_the_served_one(
    project: Path, copied: Path, tmp_path: Path
) -> None:
    """A target's folder, compared with the host, stands for the version that readers have."""
    (tmp_path / "target").mkdir()
    (tmp_path / "target/current").symlink_to(project / "site")
    with right_host("nginx", project, copied, tmp_path) as url:
        done = verify_host(project, url, "--against", str(tmp_path / "target"))
        assert find_codes(done) == set()


@pytest.mark.parametrize("folder", [".", "nowhere"])
def test_a_folder_without_sites_is_compared_with_nothing(folder: str, project: Path) -> None:
    """It is wrong usage, and no stale copy of every site."""
    done = run(project, "verify", "http://127.0.0.1:1/", "--against", folder)
    assert done.code == 2
    assert "le dossier qui est servi" in done.err


def test_a_site_with_a_password_is_right(project: Path, tmp_path: Path) -> None:
    """A site that asks for a password is right."""
    (tmp_path / "blain").write_text("blain:x\n")
    port = free_port()
    asked = ("host-config", "--for", "nginx", "--root", str(project / "site"), "--auth", "blain")
    settings = run(project, *asked).out.replace("/etc/nginx/blain.htpasswd", f"{tmp_path}/blain")
    with serving(nginx(tmp_path, on_loopback("nginx", settings, port)), port):
        done = verify_host(project, f"http://127.0.0.1:{port}/", at=AFTER)
    assert find_codes(done) == set()


def test_no_answer_and_no_address(project: Path) -> None:
    """A silent host and a bad address each give only a sentence."""
    assert find_codes(verify_host(project, f"http://127.0.0.1:{free_port()}/")) == {"unreachable"}
    assert run(project, "verify", "dossiers.example.org").code == 2


SILENCES = [
    (socket.gaierror(-2, "Name or service not known"), "aucun serveur de ce nom n’a été trouvé"),
    (ConnectionRefusedError(111, "Connection refused"), "le serveur refuse la connexion"),
    (TimeoutError("timed out"), "elle n’est pas venue à temps"),
    (OSError("[Errno 5] something\nelse"), "[Errno 5] something else"),
]


@pytest.mark.parametrize(("reason", "said"), SILENCES, ids=[each for _, each in SILENCES])
def test_why_no_answer_came_is_said_in_french(reason: OSError, said: str) -> None:
    """The usual reasons have sentences of their own; others come in the system's words."""
    assert describe_silence(reason).why.text(load_translations("fr").gettext).startswith(said)


# --- requests that are never made -----------------------------------------------------------


class Host:
    """A host in memory, which answers by address and remembers the requests."""

    def __init__(self, answers: dict[str, str]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def __call__(self, url: str) -> HostAnswer:
        self.asked.append(url)
        if "nowhere" in url:
            raise Unreachable(message("no such host"))
        text = self.answers.get(url)
        return HostAnswer(url, 404 if text is None else 200, {}, (text or "").encode())


@pytest.fixture(scope="module")
def expected(project: Path) -> Any:
    folders = {PUBLIC_SITE: "", Site("blain", Audience.MEMBER): "g/blain-" + "a" * 32}
    catalogue = read(project, project / "mkdocs.yml").require()
    return Expected(catalogue, folders, datetime(2026, 10, 8, tzinfo=UTC))


HOME = "<title>Dossiers</title>"


@pytest.mark.parametrize(
    ("url", "home", "is_asked"),
    [
        ("https://dossiers.example.org/", HOME, True),
        ("https://other.example.org/", "<title>Autre chose</title>", False),
        ("http://dossiers.example.org/", HOME, False),
        ("http://localhost:8000/", HOME, True),
    ],
)
def test_addresses_of_groups_are_asked_for_where_they_may_be(
    url: str, home: str, is_asked: bool, expected: Expected
) -> None:
    """Groups' addresses, which are keys, go neither to other hosts nor unencrypted over the net."""
    host = Host({url: home})
    verify(url, expected, host)
    assert any("g/blain-" in asked for asked in host.asked) is is_asked


KEY = f"/g/blain-{'a' * 32}/"


def test_no_redirect_takes_a_key_into_the_clear(
    tmp_path: Path, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A host that leads an encrypted address on to an unencrypted one gets no second request."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    port, clear = free_port(), "http://dossiers.example.org"
    listen = f"listen 127.0.0.1:{port} ssl; ssl_certificate %s; ssl_certificate_key %s;"
    block = f"server {{ {listen % certificate} return 302 {clear}$request_uri; }}"
    with serving(nginx(tmp_path, block), port):
        answer = make_asker()(f"https://127.0.0.1:{port}{KEY}")
    assert (answer.status, answer.header("location")) == (302, f"{clear}{KEY}")


def test_a_host_that_leads_keys_into_the_clear_is_found(expected: Expected) -> None:
    """An encrypted site that leads on to an unencrypted one is a defect of its own."""
    https = "https://dossiers.example.org/"
    host = Host({https: HOME})

    def lead_on(url: str) -> HostAnswer:
        found = host(url)
        return HostAnswer(url, 302, {}, b"") if url.endswith(KEY) else found

    found = [each for each in verify(https, expected, lead_on) if "/g/blain-aaaa…/" in each.url]
    assert [each.code for each in found] == ["http"]


ELSEWHERE = ("http://169.254.169.254/latest/", "https://other.example.org/", "file:///", "http://[")


def test_a_page_does_not_say_what_else_is_requested(expected: Expected) -> None:
    """Links of a home page to other hosts are not followed, and of its own only the first ones."""
    https = "https://dossiers.example.org/"
    theirs = "".join(f'<link href="{each}assets/a.css">' for each in ELSEWHERE)
    many = "".join(f'<link href="assets/{number}.css">' for number in range(999))
    host = Host({https: HOME + theirs + many})
    verify(https, expected, host)
    assert {each.partition("://")[2].partition("/")[0] for each in host.asked} == {
        "dossiers.example.org"
    }
    assert len(host.asked) < 200


@contextmanager
def answering(write: Callable[[socket.socket], None]) -> Iterator[str]:
    """Serve whatever is written to each connection."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            with suppress(OSError):
                while True:
                    with suppress(ConnectionError), server.accept()[0] as client:
                        client.recv(4096)
                        write(client)

        Thread(target=answer, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"


def drip(client: socket.socket) -> None:
    client.sendall(b"HTTP/1.0 200 OK\r\n\r\n")
    while True:
        client.sendall(b".")
        sleep(0.05)


def test_no_answer_is_waited_for_without_end() -> None:
    """A host that sends a byte now and then, for ever, counts as unreachable."""
    with answering(drip) as url, pytest.raises(Unreachable):
        make_asker(patience=1)(url)


@pytest.mark.parametrize(
    "answer", [b"\x1b[2J\r\n\r\n", b"HTTP/1.0 200 OK\r\nContent-Type: \x1b[2J\r\n\r\n"]
)
def test_no_host_rules_a_terminal(answer: bytes, project: Path) -> None:
    """No sign with which a host would rule the terminal is printed."""
    with answering(lambda client: client.sendall(answer)) as url:
        done = run(project, "verify", url, "--at", BEFORE)
        with suppress(Unreachable):
            assert "\x1b" not in make_asker()(url).header("content-type")
    assert done.code == 1
    assert "\x1b" not in done.out + done.err


def test_https_beside_which_http_answers_is_found(expected: Expected) -> None:
    """Plain HTTP beside HTTPS is found: an address typed without https is read in clear."""
    https = "https://dossiers.example.org/"
    host = Host({https: HOME, "http://dossiers.example.org/": HOME})
    assert "http" in {each.code for each in verify(https, expected, host)}
    alone = Host({https: HOME})
    assert "http" not in {each.code for each in verify(https, expected, alone)}
