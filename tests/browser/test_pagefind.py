"""Our reader of the index finds the same pages as Pagefind's own script."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.search.documents import PAGE, index_by_pagefind

from parution.output.search.bundle import encode_piece, merge_pieces
from parution.output.search.pagefind_reader import read_index

from .conftest import Quiet

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "site_templates/assets/parution"
THEMES = ("contraception", "declin-cognitif")

FIND = {
    "ours": """async (word) => {
        const { openSearch } = await import("/assets/parution/search-engine.js");
        const { search } = await openSearch(new URL("/ours/pagefind/", location.href));
        const { results } = await search(word);
        return results.filter(({ partial }) => !partial).map(({ path }) => path);
    }""",
    "Pagefind": """async (word) => {
        const pagefind = await import("/bundle/pagefind.js");
        await pagefind.options({ noWorker: true });
        await pagefind.init();
        const { results } = await pagefind.search(`"${word}"`);
        return Promise.all(results.map(async (result) => (await result.data()).raw_url));
    }""",
}


def make_documents() -> Iterator[tuple[str, str]]:
    """Yield texts of the sample as pages to be indexed."""
    for theme in THEMES:
        for path in sorted((ROOT / "themes/2026" / theme).glob("*.md")):
            folder = "" if path.stem == "index" else f"{path.stem}/"
            yield f"2026/{theme}/{folder}index.html", PAGE % ("", path.read_text("utf-8"))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Page]:
    """A page beside Pagefind's bundle of some documents and ours of the same."""
    folder = tmp_path_factory.mktemp("indexes")
    indexed = read_index(index_by_pagefind(dict(make_documents()), folder), folder / "site")
    piece, texts = encode_piece(indexed, 1000)
    files = texts | merge_pieces([piece])
    (listing,) = (path for path in files if path.startswith("pagefind."))
    files["pieces.json"] = json.dumps([listing]).encode()
    for path, data in files.items():
        target = folder / "ours/pagefind" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    shutil.copytree(SCRIPTS, folder / "assets/parution")
    (folder / "assets/search.json").write_text('{"synonyms": [], "themes": {}}')
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        opened = browser.new_context().new_page()
        opened.goto(f"http://127.0.0.1:{http.server_port}/site/2026/{THEMES[0]}/")
        yield opened
        opened.context.close()
        http.shutdown()


@pytest.mark.parametrize("word", ["thrombose", "mémoire", "consultation", "saignement"])
def test_both_find_the_same_pages(page: Page, word: str) -> None:
    """Both give the same pages, unless Pagefind changes its format or its meaning."""
    ours, pagefinds = (
        {url.strip("/") for url in page.evaluate(FIND[name], word)} for name in ("ours", "Pagefind")
    )
    assert ours == pagefinds != set()
