"""Serve previews to browsers on this machine, but not to other pages open in them.

PS1 The server listens on the loopback interface only, and answers only requests that name this
    machine as the host: another page could make its own name resolve here (DNS rebinding).
PS2 It refuses all requests from other pages: browsers state who asks (``Origin``,
    ``Sec-Fetch-Site``). Pages of other programs on this machine are other pages too.
PS3 It only answers questions: no request changes anything.
PS4 The browser keeps no preview: answers are not cached, and no service worker stays.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from parution import templates
from parution.compose.serving import CONTENT_POLICY_HEADER, GUARDS
from parution.domain.failures import Failure
from parution.domain.messages import message
from parution.domain.problems import ProblemsFound, Severity
from parution.language.catalogues import load_translations
from parution.language.dates import YEARS
from parution.loopback import LOOPBACK, is_this_machine
from parution.preview.bar import Shown, add_bar, find_address
from parution.preview.builds import Builds, find_type
from parution.preview.preview_address import Kind, Preview
from parution.release import convert_to_utc

_ = load_translations().gettext

OWN = "/@preview/"
"""Prefix of the preview's own files and requests."""

FILES = ("preview.css", "preview.js", "clock.js")
WORKER = "service-worker.js"

ALONE = ("same-origin", "none")
"""Accepted origins: our own pages, and addresses typed by a person."""

HEADERS: Mapping[str, str] = {
    **GUARDS,
    "Cache-Control": "no-store",
    "Content-Security-Policy": CONTENT_POLICY_HEADER,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

PATIENCE = 20.0
"""Seconds that a page waits for an edit before it asks again."""

SHARE = 30
"""Looking for edits takes at most this fraction (1/SHARE) of the time."""

SOONEST = 0.3
"""Minimum number of seconds between two checks."""

NOT_OURS = message(
    "This preview answers its own pages alone. Type its address, or copy it, into the browser."
)
NOT_FOUND = message("Nothing stands at this address.")
NOT_UNDERSTOOD = message("This site or this instant does not exist. Go back and choose again.")
CANNOT_BUILD = message("The preview cannot be made")
WAITS_FOR_MENDING = message("As soon as this is mended and saved, the page comes back by itself.")


class PreviewServer(ThreadingHTTPServer):
    """Serves the previews of a project; port 0 takes any free port."""

    daemon_threads = True

    def __init__(self, builds: Builds, start: Preview, port: int) -> None:
        self.builds = builds
        self.start = start
        """The preview for addresses that name none."""
        super().__init__((LOOPBACK, port), PreviewHandler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing when the browser has left the page, whatever it was to be shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    @property
    def address(self) -> str:
        """Its address, without a final slash."""
        return f"http://{LOOPBACK}:{self.server_port}"


class PreviewHandler(BaseHTTPRequestHandler):
    """Handles one request."""

    server: PreviewServer
    sys_version = ""
    server_version = "parution"

    def do_GET(self) -> None:
        """Answer the request, or refuse it with a reason."""
        if not is_this_machine(self.headers.get("Host", "")):
            self.answer(HTTPStatus.MISDIRECTED_REQUEST, b"")
        elif not self.is_asked_by_us:
            self.say(HTTPStatus.FORBIDDEN, NOT_OURS.text(_))
        else:
            try:
                self.dispatch(urlsplit(self.path).path)
            except ConnectionError:
                raise  # The browser has left the page: `handle_error` knows.
            except ProblemsFound as found:
                self.show_problems(found)
            except (Failure, OSError) as failure:
                said = failure.text(_) if isinstance(failure, Failure) else str(failure)
                self.show_failure(said)

    def do_HEAD(self) -> None:
        """Answer the request without the content."""
        self.do_GET()

    @property
    def is_asked_by_us(self) -> bool:
        """Whether one of our pages or a person sent the request (PS2)."""
        origin = self.headers.get("Origin")
        is_ours = origin is None or urlsplit(origin).netloc == self.headers.get("Host")
        return is_ours and self.headers.get("Sec-Fetch-Site", "none") in ALONE

    def dispatch(self, path: str) -> None:
        """Answer the request for a path."""
        if path.rpartition("/")[2] == WORKER:
            self.show_own_file(WORKER)
        elif path == f"{OWN}go":
            self.go()
        elif path == f"{OWN}edited":
            self.tell_of_edit()
        elif path.startswith(OWN):
            self.show_own_file(path.removeprefix(OWN))
        else:
            named = Preview.of(path)
            self.show(*(named or (self.server.start, path)))

    # --- pages of the sites -----------------------------------------------------------------------

    def show(self, preview: Preview, path: str) -> None:
        """Send a file of the sites; add the bar to a page."""
        builds, path = self.server.builds, unquote(path)
        is_page = path.endswith(("/", ".html"))
        fingerprint = builds.refresh() if is_page else ""
        file = (f"{path}index.html" if path.endswith("/") else path).lstrip("/")
        found = builds.read(preview, file)
        if found is not None and not is_page:
            self.answer(HTTPStatus.OK, found, find_type(file))
        elif found is None and not is_page and builds.read(preview, f"{file}/index.html"):
            self.redirect(f"{urlsplit(self.path).path}/")
        else:
            self.show_page(preview, path, found, fingerprint or builds.refresh())

    def show_page(self, preview: Preview, path: str, found: bytes | None, fingerprint: str) -> None:
        """Send a page; if it does not exist, send the site's 404 page."""
        builds = self.server.builds
        folders = {site: folder for folder, site in builds.folders(preview.kind).items()}
        site = builds.site_at(preview, path)
        catalogue, folder = builds.catalogue(preview.kind), folders[site]
        is_there = found is not None
        pending = builds.find_pending()
        shown = Shown(preview, site, path, folder, catalogue, pending, fingerprint, is_there)
        if found is None:
            found = self.find_missing_page(preview, folder)
        status = HTTPStatus.OK if is_there else HTTPStatus.NOT_FOUND
        self.answer(status, add_bar(found, shown), find_type("index.html"))

    def find_missing_page(self, preview: Preview, folder: str) -> bytes:
        """Return the 404 page, with a base address within the preview."""
        builds = self.server.builds
        page = builds.read(preview, f"{folder}/404.html".lstrip("/"))
        page = page or builds.read(preview, "404.html") or b"<!doctype html><head></head><body>"
        catalogue = builds.catalogue(preview.kind)
        root = urlsplit(catalogue.settings.site_url or "/").path.strip("/")
        base = f'<base href="/{root}/">' if root else '<base href="/">'
        return page.replace(base.encode(), f'<base href="{preview.prefix}/">'.encode())

    # --- other files ------------------------------------------------------------------------------

    def go(self) -> None:
        """Redirect to the page, site and instant chosen in the bar's form."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        builds = self.server.builds
        try:
            shown = Preview(Kind(asked["show"]), self.server.start.instant)
            catalogue = builds.catalogue(shown.kind)
            moment = datetime.fromisoformat(asked["at"]).replace(tzinfo=None)
            if moment.year not in YEARS:
                raise ValueError(moment)
            shown = shown.at(convert_to_utc(moment, catalogue.settings.timezone))
            chosen, path = asked["site"], asked.get("path", "")
            target = find_address(shown, builds.secret, catalogue, chosen, path)
        except (LookupError, ValueError):
            self.say(HTTPStatus.BAD_REQUEST, NOT_UNDERSTOOD.text(_))
        else:
            self.redirect(target)

    def tell_of_edit(self) -> None:
        """Answer whether somebody edited the sources; wait up to `PATIENCE` seconds."""
        seen = parse_qs(urlsplit(self.path).query).get("seen", [""])[0]
        until = time.monotonic() + PATIENCE
        while True:
            begun = time.monotonic()
            is_edited = self.server.builds.fingerprint() != seen
            now = time.monotonic()
            if is_edited or now > until:
                break
            time.sleep(max(SOONEST, (now - begun) * SHARE))
        answer = b"true" if is_edited else b"false"
        self.answer(HTTPStatus.OK, answer, "application/json")

    def show_own_file(self, name: str) -> None:
        """Send a style sheet or script of the preview."""
        if name not in (*FILES, WORKER):
            self.say(HTTPStatus.NOT_FOUND, NOT_FOUND.text(_))
            return
        content = (templates.locate_templates() / "preview" / name).read_bytes()
        self.answer(HTTPStatus.OK, content, find_type(name))

    def show_problems(self, found: ProblemsFound) -> None:
        """Show the problems of the sources, until they are corrected."""
        problems = sorted(found.problems, key=lambda each: each.severity is Severity.WARNING)
        rows = [
            {
                "place": str(each.place),
                "said": each.message.text(_),
                "remedy": each.hint.text(_),
                "is_warning": each.severity is Severity.WARNING,
            }
            for each in problems
        ]
        self.show_what_is_wrong(WAITS_FOR_MENDING.text(_), rows)

    def show_failure(self, said: str) -> None:
        """Show a failure that is not in the sources."""
        self.show_what_is_wrong(said, [])

    def show_what_is_wrong(self, lead: str, problems: list[dict[str, object]]) -> None:
        """Send an error page in place of the preview."""
        template = templates.make_environment().get_template("preview/problems.html")
        page = template.render(
            title=CANNOT_BUILD.text(_),
            lead=lead,
            problems=problems,
            fingerprint=self.server.builds.fingerprint(),
        )
        self.answer(HTTPStatus.SERVICE_UNAVAILABLE, page.encode(), find_type("index.html"))

    # --- answers ----------------------------------------------------------------------------------

    def say(self, status: HTTPStatus, sentence: str) -> None:
        """Answer with a sentence."""
        self.answer(status, sentence.encode(), "text/plain; charset=utf-8")

    def redirect(self, target: str) -> None:
        """Redirect to another address on this server, never to another host."""
        self.answer(HTTPStatus.SEE_OTHER, b"", headers={"Location": f"/{target.lstrip('/')}"})

    def answer(
        self,
        status: HTTPStatus,
        content: bytes,
        kind: str = "text/plain; charset=utf-8",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Send an answer."""
        self.send_response(status)
        named = {"Content-Type": kind, "Content-Length": str(len(content))}
        for name, value in {**HEADERS, **named, **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""
