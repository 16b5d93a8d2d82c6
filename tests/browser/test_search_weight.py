"""The cost of a first search, over an archive of the promised size."""

from __future__ import annotations

import gzip
import threading
from datetime import datetime
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from bench.workload import write_workload
from playwright.sync_api import Browser, Page, Response, expect

from parution import pipeline
from parution.compose.site_addresses import locate_site_folder
from parution.domain import Audience, Site
from parution.private_store import PrivateStore
from parution.sources import read

from .conftest import Quiet

LIMIT = 90_000
"""Bytes of a first query with its results, beyond those of the page: 100 kB, and room for texts
that compress less.
"""

LATE = datetime(2027, 6, 1, 12, tzinfo=ZoneInfo("Europe/Paris"))
"""When the group has met on most themes, so that most is open and to be searched."""

GZIP = b"\x1f\x8b"
"""The beginning of compressed data; servers compress everything else with gzip."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The bench's archive for one group: ``site_dir`` and its facilitator's site."""
    project = tmp_path_factory.mktemp("archive")
    write_workload(project, groups=1)
    pipeline.build(project, project / "mkdocs.yml", LATE, project / "site")
    catalogue = read(project).require()
    site = Site(catalogue.groups[0].slug, Audience.FACILITATOR)
    return project / "site", locate_site_folder(catalogue, PrivateStore(project).secret(), site)


QUERIES = ["surveillance", "prescription", "survellance", "prescritpion"]
SLOWLY = 400
"""Milliseconds between two letters: more than the pause after which what stands there is asked."""


@pytest.mark.long
@pytest.mark.parametrize("delay", [0, SLOWLY], ids=["at once", "letter by letter"])
@pytest.mark.parametrize("query", QUERIES)
def test_a_first_query_costs_little(
    archive: tuple[Path, str], browser: Browser, query: str, delay: int
) -> None:
    """The search and a first word cost less than 100 kB with excerpts, also a mistyped one, and one
    typed so slowly that each letter makes a query.
    """
    site_dir, folder = archive
    handler = partial(Quiet, directory=str(site_dir))
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{http.server_port}/{folder}/")
        expect(page.locator("[data-search-open]")).to_be_visible()
        loaded: list[Response] = []
        page.on("response", lambda response: loaded.append(response))
        page.keyboard.press("/")
        type_in(page, query, delay)
        expect(page.locator(".search__excerpt").first).to_be_visible()
        page.wait_for_load_state("networkidle")
        weights = {response.url: weigh(response) for response in loaded}
        http.shutdown()
    context.close()
    assert any("/index/" in url for url in weights)
    assert sum(weights.values()) <= LIMIT, sorted(weights.items(), key=lambda row: -row[1])


def type_in(page: Page, query: str, delay: int) -> None:
    """Type a query; without a delay at once, as no keyboard does."""
    if delay:
        page.keyboard.type(query, delay=delay)
    else:
        page.keyboard.insert_text(query)


def weigh(response: Response) -> int:
    """Return the bytes that a server sends of an answer's body."""
    body = response.body()
    return len(body) if body.startswith(GZIP) else len(gzip.compress(body, 6))
