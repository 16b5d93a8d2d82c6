"""A hostile bibliography runs nothing in a reader's browser."""

from __future__ import annotations

from pathlib import Path

import markdown
from playwright.sync_api import Page

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
    """Every attack in every field, rendered by the extension and clicked: nothing runs."""
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
