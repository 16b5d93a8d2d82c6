"""`parution serve` shows any site at any instant, with a bar, to this machine's browser alone."""

from __future__ import annotations

import http.client
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from tests.timetable.requests import ask_for

from command_line import plain, run
from parution import pipeline
from parution.compose.site_addresses import locate_site_folder
from parution.domain import Audience, Site
from parution.language.catalogues import load_translations
from parution.preview import Builds, Kind, Mail, Preview, PreviewServer
from parution.preview.server import PreviewHandler
from parution.private_store import PrivateStore
from parution.sources import read
from tiny_project import tiny_project

BEFORE = datetime(2026, 9, 1, 10, tzinfo=UTC)
"""Members see only the presentation."""
AFTER = datetime(2026, 10, 9, 10, tzinfo=UTC)
"""The meeting is over: all is open."""

DOSSIER = "2026/douleur/dossier/"
TEXT = "validée"
"""A sentence of the dossier."""

DONE = ask_for(sets={"policy": "before"})
REFUSED = ask_for(sets={"policy": "befor"})


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    text: str

    @property
    def bar(self) -> str:
        """The words of the bar, in one line."""
        found = re.search(r"<parution-preview.*?</parution-preview>", self.text, re.DOTALL)
        words = re.sub(r"<[^>]*>", " ", found[0]) if found else ""
        return " ".join(plain(words).split())


@dataclass(frozen=True)
class Served:
    """A preview of the tiny project, which begins with the members' site before the meeting."""

    project: Path
    port: int

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=named)
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read().decode("utf-8", "replace"))

    def path(self, audience: Audience = Audience.MEMBER) -> str:
        """Return the path of a site of the group."""
        secret = PrivateStore(self.project).secret()
        catalogue = read(self.project).require()
        return f"/{locate_site_folder(catalogue, secret, Site('blain', audience))}/"

    def members(
        self, path: str = "", instant: datetime = BEFORE, kind: Kind = Kind.SITES
    ) -> Answer:
        """Return a page of the members' site as it is at an instant."""
        return self.get(f"{Preview(kind, instant).prefix}{self.path()}{path}")


@contextmanager
def serving(project: Path, *places: str) -> Iterator[Served]:
    """Serve a preview of a project."""
    mail = Mail(places, load_translations().gettext)
    with Builds(project / "mkdocs.yml", mail, BEFORE) as builds:
        builds.refresh()
        with PreviewServer(builds, Preview(Kind.SITES, BEFORE), 0) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield Served(project, server.server_port)
            server.shutdown()


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was rendered once; tests that edit it copy it."""
    project = tiny_project(tmp_path_factory.mktemp("tiny"))
    pipeline.prepare(project, project / "mkdocs.yml", PrivateStore(project))
    return project


@pytest.fixture(scope="module")
def served(rendered: Path) -> Iterator[Served]:
    with serving(rendered) as server:
        yield server


@pytest.fixture
def project(rendered: Path, tmp_path: Path) -> Path:
    """A project to be edited."""
    return Path(shutil.copytree(rendered, tmp_path / "project"))


@pytest.fixture(scope="module")
def with_change(rendered: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A preview of a change that opens everything before the meeting, not after."""
    mail = tmp_path_factory.mktemp("mail") / "demande.txt"
    mail.write_text(f"Bonjour,\n\n{DONE}\n", encoding="utf-8")
    with serving(rendered, str(mail)) as server:
        yield server


# --- pages ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("instant", "is_open"), [(BEFORE, False), (AFTER, True)], ids=str)
def test_a_page_is_that_of_a_build_at_the_instant(
    served: Served, instant: datetime, is_open: bool
) -> None:
    """A page has the bytes of a build at that instant, except for the bar and the clock."""
    target = served.project.parent / f"built {instant.day}"
    pipeline.build(served.project, served.project / "mkdocs.yml", instant, target)
    built = (target / f"{served.path()}{DOSSIER}index.html".lstrip("/")).read_text("utf-8")
    page = served.members(DOSSIER, instant).text
    page = re.sub(
        r"<parution-preview.*?</parution-preview>\n<script[^>]*></script>",
        "",
        page,
        flags=re.DOTALL,
    )
    page = re.sub(r'<script src="/@preview/clock.js"[^>]*></script>', "", page)
    assert page == built
    assert (TEXT in page) is is_open


def test_everything_is_shown_without_a_named_group(served: Served) -> None:
    """Without a named group one site shows the guide and the dossier."""
    prefix = Preview(Kind.EVERYTHING, BEFORE).prefix
    assert TEXT in served.get(f"{prefix}/{DOSSIER}").text
    assert "Laissez parler" in served.get(f"{prefix}/2026/douleur/guide/").text


def test_an_address_without_an_instant_shows_the_first(served: Served) -> None:
    """Sites' own addresses show them at the instant of the command."""
    page = served.get(f"{served.path()}{DOSSIER}")
    assert page.status == 200
    assert TEXT not in page.text


def test_links_stay_in_the_preview(served: Served) -> None:
    """Only the bar's links begin with a slash, so that others stay at the same instant."""
    page = served.members(DOSSIER, AFTER).text.partition("</parution-preview>")[2]
    assert re.findall(r'(?:href|src)="(/(?!@preview/)[^"]*)"', page) == []


def test_search_and_files_are_served_with_their_types(served: Served) -> None:
    """Everything a page loads is served, with the type that hosts give it."""
    types = {
        path: served.members(path, AFTER).headers["Content-Type"]
        for path in ("pagefind/pieces.json", "feed.xml", "calendar.ics")
    }
    assert types == {
        "pagefind/pieces.json": "application/json; charset=utf-8",
        "feed.xml": "application/xml; charset=utf-8",
        "calendar.ics": "text/calendar; charset=utf-8",
    }


def test_a_folder_leads_to_its_page(served: Served) -> None:
    """An address without its last slash is redirected, as on a host."""
    answer = served.members(DOSSIER.rstrip("/"))
    assert answer.status == 303
    assert answer.headers["Location"].endswith(f"/{DOSSIER}")


def test_no_address_leads_to_another_host(served: Served) -> None:
    """A redirection never begins with two slashes, which would name a host."""
    prefix = Preview(Kind.EVERYTHING, BEFORE).prefix
    for path in ("//2026", f"{prefix}//2026"):
        answer = served.get(path)
        assert not answer.headers.get("Location", "/").startswith("//")


# --- the bar --------------------------------------------------------------------------------------


def test_the_bar_names_the_site_and_the_instant(served: Served) -> None:
    """The bar names the site, and the instant in words."""
    assert "Aperçu Blain, membres, mardi 1er septembre 2026 à 12 h" in served.members().bar


def test_the_bar_steps_from_opening_to_opening(served: Served) -> None:
    """The bar leads to the next opening, names its parts, and stays on the same page."""
    page = served.members(DOSSIER)
    assert (
        "mercredi 23 septembre 2026 à 8 h La douleur : écouter, évaluer – Préparer la réunion"
        in page.bar
    )
    following = re.search(r'rel="next" href="([^"]*)"', page.text)
    assert following
    assert following[1] == f"/@sites/2026-09-23T06:00:00Z{served.path()}{DOSSIER}"
    back = re.search(r'rel="prev" href="([^"]*)"', served.members(DOSSIER, AFTER).text)
    assert back
    assert back[1].startswith("/@sites/2026-10-08T20:30:00Z/")


def test_the_form_leads_to_the_same_page_of_another_site(served: Served) -> None:
    """The form leads to the page for another audience, at a local time."""
    asked_for = f"show=sites&site=blain/reader&at=2026-10-08T22:30&path={quote(DOSSIER)}"
    answer = served.get(f"/@preview/go?{asked_for}")
    assert answer.status == 303
    expected = f"/@sites/2026-10-08T20:30:00Z{served.path(Audience.READER)}{DOSSIER}"
    assert answer.headers["Location"] == expected


def test_a_page_that_is_not_there_says_so(served: Served) -> None:
    """For a dossier on the public site its own page for that is shown, and the bar says why."""
    answer = served.get(f"{Preview(Kind.SITES, BEFORE).prefix}/2026/douleur/ailleurs/")
    assert answer.status == 404
    assert "Cette page n’existe pas sur ce site à cet instant." in answer.bar
    assert f'<base href="{Preview(Kind.SITES, BEFORE).prefix}/">' in answer.text


NOT_UNDERSTOOD = {
    "no such site": "show=sites&site=blian/member&at=2026-10-08T22:30",
    "no such audience": "show=sites&site=blain/lecteur&at=2026-10-08T22:30",
    "no such preview": "show=demain&site=blain/member&at=2026-10-08T22:30",
    "no moment": "show=sites&site=blain/member&at=demain",
    "a moment beyond reason": "show=sites&site=blain/member&at=9999-12-31T23:59",
    "nothing": "",
}


@pytest.mark.parametrize("query", NOT_UNDERSTOOD.values(), ids=NOT_UNDERSTOOD)
def test_a_form_that_names_nothing_is_answered_in_words(served: Served, query: str) -> None:
    """A hand-made address shows no traceback."""
    answer = served.get(f"/@preview/go?{query}")
    assert (answer.status, answer.text) == (
        400,
        "Ce site ou cet instant n’existe pas. Revenez en arrière et choisissez de nouveau.",
    )


@pytest.mark.parametrize("name", ["sites", "sites/", "sites/demain/", "hier/2026-01-01T00:00:00Z/"])
def test_an_address_that_names_no_preview_leads_nowhere(served: Served, name: str) -> None:
    """An unknown preview address is looked up among the sites, and not found."""
    assert served.get(f"/@{name}").status == 404


# --- a change that is not yet carried out ---------------------------------------------------------


def test_the_sites_are_shown_before_and_after_a_change(with_change: Served) -> None:
    """With everything two weeks before: open after the change, closed before it."""
    between = datetime(2026, 9, 25, 10, tzinfo=UTC)
    before = with_change.members(DOSSIER, between)
    after = with_change.members(DOSSIER, between, Kind.AFTER)
    assert (TEXT in before.text, TEXT in after.text) == (False, True)
    assert "avant la demande" in before.bar
    assert "après la demande" in after.bar


def test_the_bar_shows_the_effects_of_a_change(with_change: Served) -> None:
    """The bar's table of effects equals that of `apply --dry-run`."""
    row = (
        "Résumés des documents, L’essentiel, Dossier La douleur : écouter, évaluer"
        " Blain, membres jeudi 8 octobre 2026 à 22 h 30 mercredi 23 septembre 2026 à 8 h"
    )
    assert row in with_change.members().bar.replace(", lecteurs désignés", "")


def test_the_bar_leads_from_before_to_after(with_change: Served) -> None:
    """The bar leads to the same page, at the same instant, after the change."""
    target = f"{Preview(Kind.AFTER, BEFORE).prefix}{with_change.path()}{DOSSIER}"
    assert f'href="{target}"' in with_change.members(DOSSIER).text


def test_a_change_that_is_looked_at_is_not_written(with_change: Served) -> None:
    """A previewed change does not alter the groups' files."""
    file = with_change.project / "groups/blain.yml"
    before = file.read_bytes()
    assert "après la demande" in with_change.members(kind=Kind.AFTER).bar
    assert file.read_bytes() == before
    assert not (with_change.project / "groups/changes.log").exists()


def test_a_refused_change_shows_the_message_of_apply(project: Path) -> None:
    """A refused change shows `apply`'s message, and the sites without the change."""
    (project / "demande.txt").write_text(REFUSED, encoding="utf-8")
    said = run(project, "apply", "demande.txt", "--at", "2026-09-01T12:00", "--dry-run").out
    refusal = re.search(r"refusé[^:]* : (.*)", said)
    assert refusal
    with serving(project, str(project / "demande.txt")) as server:
        page = server.members(DOSSIER, kind=Kind.AFTER)
        assert page.status == 200
        assert refusal[1] in page.bar


def test_the_option_that_a_change_needs_is_shown(project: Path) -> None:
    """An opening at once is shown open, and the bar names the option that allows it."""
    now = "2026-09-30 08:00"
    text = ask_for(sets={f"releases.dossier.{each}": now for each in ("member", "reader")})
    (project / "demande.txt").write_text(text, encoding="utf-8")
    late = datetime(2026, 10, 1, 10, tzinfo=UTC)
    mail = Mail((str(project / "demande.txt"),), load_translations().gettext)
    with Builds(project / "mkdocs.yml", mail, late) as builds:
        builds.refresh()
        pending = builds.find_pending()
        assert pending
        (judged,) = pending.judged
        assert [each.remedy.text() for each in judged.needed] == [
            "If this is meant, add: --open-now"
        ]
        assert list(pending.texts) == ["groups/blain.yml"]


def test_several_changes_are_looked_at_together(project: Path) -> None:
    """The changes of a folder are previewed together, in the order they were made."""
    folder = project / "mails"
    folder.mkdir()
    (folder / "un.txt").write_text(ask_for(sets={"place": "Ici"}, made=2), encoding="utf-8")
    (folder / "deux.txt").write_text(ask_for(sets={"place": "Là"}, made=1), encoding="utf-8")
    with serving(project, str(folder)) as server:
        bar = server.members(kind=Kind.AFTER).bar
        assert bar.index("deux.txt") < bar.index("un.txt")


# --- edits ----------------------------------------------------------------------------------------


def test_an_edit_shows_at_once(project: Path) -> None:
    """A page shows a saved edit at once."""
    with serving(project) as server:
        assert "phrase neuve" not in server.members(DOSSIER, AFTER).text
        file = project / "themes/2026/douleur/dossier.md"
        file.write_text(f"{file.read_text('utf-8')}\nUne phrase neuve.\n", encoding="utf-8")
        assert "phrase neuve" in server.members(DOSSIER, AFTER).text


def test_an_edited_change_shows_at_once(project: Path) -> None:
    """An edited change text shows at once too."""
    mail = project / "demande.txt"
    mail.write_text(REFUSED, encoding="utf-8")
    with serving(project, str(mail)) as server:
        assert "refusée" in server.members().bar
        mail.write_text(DONE, encoding="utf-8")
        assert "refusée" not in server.members().bar


def test_a_browser_that_leaves_causes_no_complaint(
    project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A page that nobody waits for any more, of mistakes too, prints nothing in the terminal."""

    def is_left(*_: object, **__: object) -> None:
        raise BrokenPipeError(32, "Broken pipe")

    with serving(project) as server:
        (project / "groups/blain.yml").write_text("nom: Blain\n", encoding="utf-8")
        monkeypatch.setattr(PreviewHandler, "answer", is_left)
        for path in ("/", "/2026/douleur/", "/nowhere"):
            with pytest.raises(http.client.RemoteDisconnected):
                server.get(path)
    assert capfd.readouterr().err == ""


def test_mistakes_are_shown_until_they_are_corrected(project: Path) -> None:
    """Mistakes are shown in French with place and remedy until they are corrected."""
    file = project / "groups/blain.yml"
    with serving(project) as server:
        path = f"{server.path()}{DOSSIER}"
        right = file.read_text("utf-8")
        file.write_text(
            right.replace("policy: references-first", "policy: befor"), encoding="utf-8"
        )
        wrong = server.get(path)
        assert wrong.status == 503
        assert "groups/blain.yml:2" in wrong.text
        assert "« before »" in plain(wrong.text)
        file.write_text(right, encoding="utf-8")
        assert server.get(path).status == 200


def test_a_page_learns_of_an_edit(project: Path) -> None:
    """An open page asks, waits, and learns of an edit."""
    with serving(project) as server:
        seen = re.search(r'data-fingerprint="(\w+)"', server.members().text)
        assert seen
        answers: list[str] = []

        def wait() -> None:
            answers.append(server.get(f"/@preview/edited?seen={seen[1]}").text)

        waiting = threading.Thread(target=wait)
        waiting.start()
        (project / "themes/2026/douleur/summary.md").write_text("Autre.\n", encoding="utf-8")
        waiting.join(30)
        assert answers == ["true"]


# --- for this machine's browser alone -------------------------------------------------------------

OTHERS: dict[str, dict[str, str]] = {
    "another site": {"Sec_Fetch_Site": "cross-site"},
    "another program of this machine": {"Sec_Fetch_Site": "same-site"},
    "another origin": {"Origin": "https://evil.example"},
    "another port": {"Origin": "http://127.0.0.1:1"},
    "an origin that hides": {"Origin": "null"},
}


@pytest.mark.parametrize("headers", OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize(
    "path", ["/", "/@preview/edited?seen=", "/@preview/go", "/@tout/2026-09-01T10:00:00Z/"]
)
def test_another_page_reads_nothing(served: Served, path: str, headers: dict[str, str]) -> None:
    """Another site's page gets no content, even if the browser lets it ask."""
    answer = served.get(path, **headers)
    assert answer.status == 403
    assert answer.text.startswith("Cet aperçu ne répond qu’à ses propres pages.")


@pytest.mark.parametrize(
    "headers", [{}, {"Sec_Fetch_Site": "none"}, {"Sec_Fetch_Site": "same-origin"}]
)
def test_our_own_pages_are_answered(served: Served, headers: dict[str, str]) -> None:
    """Our own pages and typed addresses are answered."""
    assert served.get("/", **headers).status == 200


def test_another_name_reads_nothing(served: Served) -> None:
    """A request under another host's name is refused, against DNS rebinding."""
    answer = served.get("/", Host="evil.example")
    assert (answer.status, answer.text) == (421, "")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent(served: Served, method: str) -> None:
    """The preview refuses every method that could change something."""
    assert served.get("/", method).status == 501


def test_no_request_changes_a_file(served: Served) -> None:
    """No request changes a source file or builds a site."""

    def files() -> dict[Path, bytes]:
        paths = (path for path in served.project.rglob("*") if path.is_file())
        return {path: path.read_bytes() for path in paths if ".parution" not in path.parts}

    before = files()
    for path in ("/", "/@preview/go?show=apres&site=tout&at=2026-10-08T20:30", "/@preview/edited"):
        served.get(path)
    assert files() == before


@pytest.mark.parametrize(
    "path", ["/", "/@preview/preview.js", "/nulle-part/", "/assets/parution.css"]
)
def test_no_answer_is_kept(served: Served, path: str) -> None:
    """Browsers may not store an answer, frame it, or open it from another page."""
    headers = served.get(path).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]


def test_no_worker_stays(served: Served) -> None:
    """The sites' service worker is replaced by one that removes itself and cached files."""
    script = served.members("service-worker.js").text
    assert "unregister()" in script
    assert "caches.delete" in script


def test_nothing_of_the_bar_is_in_a_built_site(served: Served, tmp_path: Path) -> None:
    """The bar is added to answers alone."""
    served.members()
    project = served.project
    pipeline.build(project, project / "mkdocs.yml", BEFORE, tmp_path / "site")
    built = [path for path in (tmp_path / "site").rglob("*") if path.is_file()]
    assert built
    for path in built:
        content = path.read_bytes()
        assert b"@preview" not in content, path
        assert b"parution-preview" not in content, path
        assert path.name not in ("preview.css", "preview.js", "clock.js"), path


def test_a_preview_leads_into_the_archive(served: Served) -> None:
    """Once its edition is archived, a dossier is previewed in the archive that its site names."""
    later = datetime(2027, 7, 2, 10, tzinfo=UTC)
    old = served.members("2026/douleur/", later)
    way = re.search(r"archives/[a-z2-7]{32}/2026/douleur/", old.text)
    assert way
    assert TEXT not in served.members(DOSSIER, later).text
    dossier = served.get(f"{Preview(Kind.SITES, later).prefix}/{way[0]}dossier/")
    assert (dossier.status, TEXT in dossier.text) == (200, True)
