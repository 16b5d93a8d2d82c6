"""A hostile bibliography runs nothing in a reader's browser."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from http.server import ThreadingHTTPServer
from pathlib import Path

import markdown
from playwright.sync_api import BrowserContext, Page, expect

from parution import pipeline
from tiny_project import FILES, tiny_project

from .conftest import CARDS_ARE_READY, INSTANT, Quiet

ATTACKS = (
    "<script>window.hit = 1</script>",
    "<img src=x onerror='window.hit = 1'>",
    '"><svg onload="window.hit = 1">',
    "' onmouseover='window.hit = 1' autofocus onfocus='window.hit = 1",
    "javascript:window.hit=1",
    "data:text/html,<script>window.hit = 1</script>",
    "&lt;script&gt;window.hit = 1&lt;/script&gt;",
    "</span></li></ol><iframe srcdoc='<script>parent.hit = 1</script>'></iframe>",
)
FIELDS = """
    author editor title booktitle journal year volume number pages publisher address edition
    institution school organization series doi url pmid eprint urldate langid addendum howpublished
    level grade scheme interests interests_note access
""".split()  # noqa: SIM905


def test_no_field_of_a_record_runs_anything(page: Page, tmp_path: Path) -> None:
    """Every attack in every field, rendered by the extension and clicked, runs nothing."""
    records = [
        f"@article{{k{number},\n"
        + ",\n".join(f"  {field} = {{{attack}}}" for field in FIELDS)
        + "\n}\n"
        for number, attack in enumerate(ATTACKS)
    ]
    bibliography = tmp_path / "hostile.bib"
    bibliography.write_text("".join(records), encoding="utf-8")
    html = markdown.markdown(
        "\n\n".join(f"[@k{number}]" for number, _ in enumerate(ATTACKS)),
        extensions=["parution.citing"],
        extension_configs={"parution.citing": {"bibliography": str(bibliography)}},
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(html)
    for link in page.locator("a[href]").all():
        address = link.get_attribute("href") or ""
        assert address.startswith(("#", "http://", "https://")), address
    page.wait_for_timeout(300)
    assert page.locator("section.references li, .references li").count() == len(ATTACKS)
    assert page.evaluate("window.hit") is None
    assert [each for each in asked if not each.startswith("about:")] == []


STOPS_A_BUILD = {"url", "level", "interests", "access"}
"""Fields whose hostile values are errors, so that no page is made."""


def hostile_site(project: Path) -> str:
    """Build sites whose every reference is an attack; return a facilitator's folder."""
    records = [
        f"@article{{k{number},\n"
        + ",\n".join(f"  {field} = {{{attack}}}" for field in FIELDS if field not in STOPS_A_BUILD)
        + "\n}\n"
        for number, attack in enumerate(ATTACKS)
    ]
    path = "bibliography/2026/douleur.bib"
    citing = " ".join(f"[@k{number}]" for number, _ in enumerate(ATTACKS))
    dossier = f"{FILES['themes/2026/douleur/dossier.md']}\n{citing} [@k0; @k1; @k2]\n"
    summaries = {
        f"themes/2026/douleur/sources/k{number}.md": f"Résumé de @k{number}.\n"
        for number, _ in enumerate(ATTACKS)
    }
    written = {path: FILES[path] + "".join(records), "themes/2026/douleur/dossier.md": dossier}
    tiny_project(project, written | summaries)
    outcome = pipeline.build(project, project / "mkdocs.yml", INSTANT, project / "site")
    (folder,) = (plan.folder for plan in outcome.plans if plan.site.audience.value == "facilitator")
    return folder


def test_no_page_of_a_site_runs_anything(
    new_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    """Cards, list, filters and bibliography of a hostile site run nothing when opened.

    The pages' own policy, which forbids such scripts, is turned off: escaping alone must suffice.
    """
    folder = hostile_site(tmp_path)
    handler = functools.partial(Quiet, directory=str(tmp_path / "site"))
    asked: list[str] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        host = f"http://127.0.0.1:{http.server_port}/"
        home = f"{host}{folder}/"
        page = new_context(service_workers="block", bypass_csp=True).new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{home}2026/douleur/dossier/")
        page.wait_for_function(CARDS_ARE_READY)
        for citation in page.locator("a.citation").all():
            citation.click()
            expect(page.locator(".citation-card__entry").first).to_be_visible()
            page.keyboard.press("Escape")
        check_nothing_ran(page)
        page.goto(f"{home}2026/douleur/references/")
        for choice in page.locator("[data-reference-tools] select").all():
            choice.select_option(index=1)
            choice.select_option(index=0)
        for button in page.locator("[data-copy]").all():
            button.click()
        check_nothing_ran(page)
        page.goto(f"{home}bibliography/2026/")
        assert page.locator(".bibliography-theme__link").count() >= len(ATTACKS)
        check_nothing_ran(page)
        http.shutdown()
    assert [each for each in asked if not each.startswith(host)] == []


def check_nothing_ran(page: Page) -> None:
    """Check that no attack has run, and that every link is a link of the web or of the site."""
    for link in page.locator("a[href]").all():
        address = (link.get_attribute("href") or "").lower().strip()
        assert not address.startswith(("javascript:", "data:", "//")), address
    page.wait_for_timeout(200)
    assert page.evaluate("window.hit") is None
