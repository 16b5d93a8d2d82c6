"""Check that a live host serves the published sites correctly, through a given `Ask` alone.

HV1 Addresses of groups are keys: they are requested only if the home page is that of these sites,
    and never unencrypted, not even after a redirect, except from this machine.
HV2 The requests: the home page of all sites and of each site, one file of each kind, an address
    that does not exist, folders that must not be listed, and files that must not be served.
HV3 If a query string that no cache can know changes the answer, the cached answer is stale.
HV4 On each site, the parts that opened last must be open, and those that open next closed. The
    archives must not have an edition before its day.
HV5 The folder of all versions must not answer, around the home or in its place: by the page that
    stands there, or by `snapshots/`, refused where other addresses are missing.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from parution.compose.relative_links import locate_page, strip_index
from parution.compose.serving import GUARDS, LASTING
from parution.domain import ARCHIVES, Catalogue, Opening, Site
from parution.domain.messages import message
from parution.loopback import is_this_machine
from parution.publish.hosts.findings import Code, Finding, make_finding
from parution.publish.hosts.hidden_places import list_folders_up, list_pages_to_come
from parution.publish.hosts.host_requests import Ask, HostAnswer, Unreachable
from parution.publish.snapshots import GUARD_BEGINS
from parution.release import list_opened_since, list_upcoming

AT_ONCE = 8
"""Number of sites checked in parallel."""

LOOKED_AT = 3
"""Number of openings checked for each site, before now and after."""

MOST_ASSETS = 50
"""Number of styles and scripts that are checked; our pages have a few."""

PAST = timedelta(days=60)

LOCKED = '<div class="locked">'
TOKEN = re.compile(r"\b[a-z2-7]{32}/")
ASSET = re.compile(r'(?:href|src)="([^"]*assets/[^"]+\.(?:css|js))"')

KINDS: Mapping[str, Sequence[str]] = {
    "calendar.ics": ("text/calendar",),
    "feed.xml": ("application/atom+xml", "application/xml", "text/xml"),
    "app.webmanifest": ("application/manifest+json", "application/json"),
    "service-worker.js": ("text/javascript", "application/javascript"),
    "pagefind/pieces.json": ("application/json",),
}
"""Files of a site whose content types matter to browsers, and the accepted types."""

WORDS = {".css": ("text/css",), ".js": ("text/javascript", "application/javascript")}

PRIVATE = (".git/HEAD", ".parution/.gitignore", "mkdocs.yml", "records/", "current/index.html")
"""Files that a host serves only by mistake: of a repository, the project, other snapshots."""

ALL_VERSIONS = message("the host serves all versions, also those that show what is closed")

REDIRECTS = range(300, 400)
"""Statuses of an answer that leads on to where nothing is asked."""

REFERRERS = ("no-referrer", "same-origin")
FRESH = ("no-cache", "no-store", "max-age=0")


@dataclass(frozen=True, slots=True)
class Expected:
    """The sites that a host should serve."""

    catalogue: Catalogue
    folders: Mapping[Site, str]
    """The folder of each site, without a final slash; empty for the public one. Without a secret,
    only the public one is known.
    """

    instant: datetime
    copy: Path | None = None
    """A folder whose files the host should serve, byte for byte."""


def verify(url: str, expected: Expected, ask: Ask) -> tuple[Finding, ...]:
    """Return all defects of a host, those that affect every site first."""
    url = url if url.endswith("/") else f"{url}/"
    try:
        home = ask(url)
    except Unreachable as failure:
        return (
            make_finding(Code.UNREACHABLE, url, message("no answer: %(why)s", why=failure.why)),
        )
    if home.text.startswith(GUARD_BEGINS):
        return (make_finding(Code.EXPOSED, url, ALL_VERSIONS),)
    if home.status != 200 or not bears_name(home, expected):
        said = message("the home of the sites was expected, with their name (%(name)s)")
        name = expected.catalogue.settings.site_name
        return (make_finding(Code.OTHER_SITE, url, message(said.msgid, name=name)),)
    root = urljoin(home.url, "./")
    probe = HostProbe(root, expected, ask)
    found = [*probe.check_transport(url), *probe.check_common(home)]
    if urlsplit(root).scheme == "https" or is_this_machine(urlsplit(root).netloc):
        found += probe.check_sites()
    return tuple(dict.fromkeys(found))


def bears_name(answer: HostAnswer, expected: Expected) -> bool:
    """Return whether a page bears the name of these sites."""
    return expected.catalogue.settings.site_name in html.unescape(answer.text)


@dataclass(frozen=True, slots=True)
class HostProbe:
    """Checks one aspect of a host after another."""

    root: str
    """The address of the home, with a final slash."""
    expected: Expected
    ask: Ask

    def is_ours(self, answer: HostAnswer) -> bool:
        """Return whether a page belongs to these sites."""
        return bears_name(answer, self.expected)

    def get(self, path: str) -> HostAnswer | None:
        """Request a path; return None if no answer comes."""
        try:
            return self.ask(urljoin(self.root, path))
        except Unreachable:
            return None

    def check_transport(self, given: str) -> Iterator[Finding]:
        """Check that addresses travel encrypted."""
        if urlsplit(self.root).scheme != "https":
            yield make_finding(
                Code.HTTP, self.root, message("the addresses of groups travel in clear")
            )
        elif urlsplit(given).port is None:
            clear = self.root.replace("https://", "http://", 1)
            answer = self.get(clear)
            if answer and answer.status == 200 and urlsplit(answer.url).scheme == "http":
                yield make_finding(Code.HTTP, clear, message("it answers in clear, too"))

    def check_common(self, home: HostAnswer) -> Iterator[Finding]:
        """Check everything that all sites share."""
        yield from check_page(home)
        yield from self.check_freshness("", home)
        nowhere = self.get("no-such-page-anywhere/")
        yield from self.check_not_found(nowhere)
        # Some hosts answer every request with the same page.
        usual = [page.body for page in (home, nowhere) if page]
        yield from self.check_assets(home, usual)
        yield from self.check_listing("g/")
        yield from self.check_listing("archives/")
        yield from self.check_versions()
        for path in PRIVATE:
            answer = self.get(path)
            if answer and answer.status == 200 and answer.body not in usual:
                yield make_finding(Code.EXPOSED, answer.url, message("this is not for readers"))

    def check_versions(self) -> Iterator[Finding]:
        """Check that no folder around the home shows the versions of before (HV5)."""
        for folder in list_folders_up(self.root):
            answer = self.get(folder)
            if answer and (answer.text.startswith(GUARD_BEGINS) or self.refuses_both(folder)):
                yield make_finding(Code.EXPOSED, folder, ALL_VERSIONS)

    def refuses_both(self, folder: str) -> bool:
        """Return whether a target's folders are refused there, and others missing."""
        names = ("snapshots/", "records/", "no-such-folder-anywhere/")
        answers = [self.get(urljoin(folder, name)) for name in names]
        return [each and each.status for each in answers] == [403, 403, 404]

    def check_not_found(self, answer: HostAnswer | None) -> Iterator[Finding]:
        """Check the answer to an address that does not exist."""
        if answer is None:
            return
        if answer.status != 404:
            said = message("404 was expected where nothing stands, %(found)s came")
            yield make_finding(Code.NOT_FOUND, answer.url, message(said.msgid, found=answer.status))
        elif not self.is_ours(answer):
            said = message("the sites' own page was expected where nothing stands")
            yield make_finding(Code.NOT_FOUND, answer.url, said)

    def check_assets(self, home: HostAnswer, usual: Sequence[bytes]) -> Iterator[Finding]:
        """Check styles and scripts, and that their folders are not listed."""
        for url in list_assets(home):
            answer = self.get(url)
            if answer is None or answer.status != 200:
                yield describe_missing_page(url)
                continue
            yield from check_type(answer, WORDS[Path(urlsplit(url).path).suffix])
            folder, name = self.get(urljoin(url, "./")), Path(urlsplit(url).path).name
            is_page = folder and folder.status == 200 and folder.body not in usual
            if folder and is_page and name in folder.text:
                yield make_finding(Code.LISTING, folder.url, message("the host lists this folder"))

    def check_listing(self, path: str) -> Iterator[Finding]:
        """Check that a listing of a folder does not reveal the addresses of sites."""
        answer = self.get(path)
        if answer and answer.status == 200 and TOKEN.search(answer.text):
            said = message("the host lists this folder: it gives away the links of all groups")
            yield make_finding(Code.LISTING, answer.url, said)

    def check_sites(self) -> list[Finding]:
        """Check every site, several in parallel."""
        openings = choose_openings(self.expected)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            looked_at = partial(self.check_site, openings)
            return [each for found in pool.map(looked_at, self.expected.folders) for each in found]

    def check_site(self, openings: Mapping[Site, Sequence[Opening]], site: Site) -> list[Finding]:
        """Check one site: its home, one file of each kind, past and coming openings."""
        folder = self.expected.folders[site]
        base = f"{folder}/" if folder else ""
        found: list[Finding] = []
        if folder:
            home = self.get(base)
            if home is None or home.status == 404:
                return [describe_missing_page(urljoin(self.root, base))]
            if home.status == 401:  # It asks for a password first.
                return []
            if home.status in REDIRECTS:
                said = message("it leads on to an address in clear, or to nowhere")
                return [make_finding(Code.HTTP, home.url, said)]
            found += [*check_page(home), *self.check_freshness(base, home)]
            for name, types in KINDS.items():
                found += self.check_file(f"{base}{name}", types)
        for opening in openings.get(site, ()):
            found += self.check_opening(base, opening)
        if site in ARCHIVES:
            found += self.check_archive(base)
        return found

    def check_file(self, path: str, types: Sequence[str]) -> Iterator[Finding]:
        """Check a file whose content type browsers must know; skip it if the site has none."""
        answer = self.get(path)
        if answer is None or answer.status != 200:
            return
        yield from check_type(answer, types)
        yield from check_guards(answer)
        if "noindex" not in answer.header("x-robots-tag"):
            yield describe_missing_header(answer, "X-Robots-Tag: noindex")

    def check_opening(self, base: str, opening: Opening) -> Iterator[Finding]:
        """Check that a page is open from its hour on, and not before."""
        answer = self.get(base + strip_index(locate_page(opening.theme, opening.part)))
        if answer is None or answer.status != 200:
            return
        is_due = opening.opens_at <= self.expected.instant
        is_closed = LOCKED in answer.text
        if is_due and is_closed:
            yield make_finding(Code.OVERDUE, answer.url, message("this should be open by now"))
        elif not is_due and not is_closed:
            yield make_finding(Code.EARLY, answer.url, message("this is open before its hour"))

    def check_archive(self, base: str) -> Iterator[Finding]:
        """Check that an archive has no edition before its day (HV4)."""
        nowhere = self.get(f"{base}no-such-edition/no-such-theme/")
        if nowhere is None or nowhere.status == 200:
            return
        for page in list_pages_to_come(self.expected.catalogue, self.expected.instant):
            answer = self.get(f"{base}{page}")
            if answer and answer.status == 200 and LOCKED not in answer.text:
                said = message("this is in the archives before its day")
                yield make_finding(Code.EARLY, answer.url, said)

    def check_freshness(self, path: str, answer: HostAnswer) -> Iterator[Finding]:
        """Check that no cache hands out an older page (HV3)."""
        unknown = f"{path}?parution={int(self.expected.instant.timestamp())}"
        fresh = self.get(unknown)
        if fresh and fresh.status == 200 and fresh.body != answer.body:
            yield make_finding(Code.STALE, answer.url, message("a cache hands out an older page"))
        copy = self.expected.copy
        page = copy and copy / path / "index.html"
        if page and not (page.is_file() and page.read_bytes() == answer.body):
            said = message("this is not the page that stands in %(folder)s")
            yield make_finding(Code.STALE, answer.url, message(said.msgid, folder=str(copy)))


def list_assets(home: HostAnswer) -> tuple[str, ...]:
    """Return the addresses of the styles and scripts of a page, those of its own host alone.

    The page may be anybody's: it does not say what else this machine requests.
    """
    found = dict.fromkeys(filter(None, (join(home.url, link) for link in ASSET.findall(home.text))))
    here = urlsplit(home.url)[:2]
    return tuple(url for url in found if urlsplit(url)[:2] == here)[:MOST_ASSETS]


def join(base: str, link: str) -> str | None:
    """Return the address of a link; None if it has none."""
    try:
        return urljoin(base, link)
    except ValueError:
        return None


def choose_openings(expected: Expected) -> Mapping[Site, Sequence[Opening]]:
    """Return the openings to check, by site (HV4)."""
    catalogue, instant = expected.catalogue, expected.instant
    past = reversed(list_opened_since(catalogue, instant - PAST, instant))
    found: dict[Site, list[Opening]] = {}
    for openings in (past, list_upcoming(catalogue, instant)):
        for site, chosen in take_first_of_each(openings).items():
            found.setdefault(site, []).extend(chosen)
    return found


def take_first_of_each(openings: Iterable[Opening]) -> Mapping[Site, Sequence[Opening]]:
    """Return the first `LOOKED_AT` openings of each site."""
    found: dict[Site, list[Opening]] = {}
    for opening in openings:
        of_site = found.setdefault(Site(opening.group, opening.audience), [])
        if len(of_site) < LOOKED_AT:
            of_site.append(opening)
    return found


def check_page(answer: HostAnswer) -> Iterator[Finding]:
    """Check the headers of a page."""
    yield from check_type(answer, ("text/html",))
    yield from check_guards(answer)
    if not answer.header("content-security-policy"):
        yield describe_missing_header(answer, "Content-Security-Policy")


def check_type(answer: HostAnswer, types: Sequence[str]) -> Iterator[Finding]:
    """Check the content type and charset of an answer."""
    kind, _, more = answer.header("content-type").partition(";")
    if kind.strip() not in types:
        said = message("the type %(wanted)s was expected, but %(found)s came")
        kind = kind.strip() or "–"
        yield make_finding(Code.TYPE, answer.url, message(said.msgid, wanted=types[0], found=kind))
    charset = more.strip().removeprefix("charset=").strip('"')
    # Scripts and JSON are UTF-8 by default.
    if charset not in ("", "utf-8") or (not charset and kind == "text/html"):
        said = message("“charset=utf-8” was expected, else É shows as Ã‰")
        yield make_finding(Code.CHARSET, answer.url, said)


def check_guards(answer: HostAnswer) -> Iterator[Finding]:
    """Check the headers that every answer needs."""
    if answer.header("x-content-type-options") != "nosniff":
        yield describe_missing_header(answer, "X-Content-Type-Options: nosniff")
    if answer.header("referrer-policy") not in REFERRERS:
        yield describe_missing_header(answer, f"Referrer-Policy: {GUARDS['Referrer-Policy']}")
    kept = answer.header("cache-control")
    if not re.search(LASTING, urlsplit(answer.url).path) and not any(
        word in re.split(r"[\s,]+", kept) for word in FRESH
    ):
        said = message("browsers may show an old copy: “Cache-Control: no-cache” is missing")
        yield make_finding(Code.CACHE, answer.url, said)


def describe_missing_header(answer: HostAnswer, header: str) -> Finding:
    """Return the finding that a header is missing."""
    said = message("the header “%(header)s” is missing", header=header)
    return make_finding(Code.HEADER, answer.url, said)


def describe_missing_page(url: str) -> Finding:
    """Return the finding that an address does not exist."""
    return make_finding(Code.MISSING, url, message("nothing stands at this address"))
