"""The HTML of every text is checked as a browser parses it, whatever read the text before."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from parution import templates
from parution.domain.problems import ProblemsFound
from parution.pipeline import check_further, prepare
from parution.private_store import PrivateStore
from parution.render.allowed_html import (
    ATTRIBUTES,
    ELEMENTS,
    TEMPLATE_ID_PREFIXES,
    TEMPLATE_IDS,
    check,
)
from parution.sources import read
from parution.sources.html_policy import attributes, elements
from sources.rows import THEME
from tiny_project import tiny_project

FAULTS = [
    ("<p>a<script src='documents/a.csv'></script>", "element", "script"),
    ("<svg><script>x()</script></svg>", "element", "script"),
    ("<svg><foreignobject><p>a</p></foreignobject></svg>", "element", "foreignobject"),
    ("<math><annotation-xml><p>a</p></annotation-xml></math>", "element", "annotation-xml"),
    ("<template><p>a</p></template>", "element", "template"),
    ("<form><p>a</p></form>", "element", "form"),
    ("<input type=text>", "element", "input"),
    ("<p onclick=x()>", "attribute", "onclick"),
    ("<p data-search=1>", "attribute", "data-search"),
    ("<p style='background:url(//a.b)'>", "attribute", "style"),
    ("<p style='position: fixed; top: 0'>", "attribute", "style"),
    ("<p href=a>", "attribute", "href"),
    ("<p class=x<script src=a>", "attribute", "src"),
    ("<a href='java&#9;script:x()'>a</a>", "address", "java\tscript:x()"),
    ("<a href='data:text/html,a'>a</a>", "address", "data:text/html,a"),
    ("<a href='//a.b/c'>a</a>", "address", "//a.b/c"),
    ("<a href='/\\a.b/c'>a</a>", "address", "/\\a.b/c"),
    ("<img src='https://a.b/c.png'>", "address", "https://a.b/c.png"),
    ("<img src='data:image/svg+xml;base64,a'>", "address", "data:image/svg+xml;base64,a"),
    ("<p id=__config>", "id", "__config"),
    ("<p id=site-menu>", "id", "site-menu"),
    ("<div>" * 101, "depth", "100"),
]


@pytest.mark.parametrize(("html", "kind", "what"), FAULTS, ids=[row[0][:40] for row in FAULTS])
def test_html_that_is_not_allowed_is_a_fault(html: str, kind: str, what: str) -> None:
    """A1, A5: HTML that no list allows is a fault, and none of the text is kept."""
    tree, faults = check(html)
    assert (tree.html, (kind, what) in [fault[:2] for fault in faults]) == ("", True)


REWRITTEN = [
    ("<p>a <b>b", "<p>a <b>b</b></p>"),
    ("</div></main><p>a</p></body>", "<p>a</p>"),
    ("<pre>a\n<p>b", "<pre>a\n<p>b</p></pre>"),
    ("<table><tr><td>a", "<table><tbody><tr><td>a</td></tr></tbody></table>"),
    ("a<!-- à revoir -->b", "ab"),
    ("<p caption=Posologie>a</p>", "<p>a</p>"),
    ("<p id=a>a</p><p id=a>b</p>", '<p id="a">a</p><p>b</p>'),
    ("<p>a\ufdd0source k\ufdd1</p>", "<p>a\ufdd0source k\ufdd1</p>"),
    ('<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>',) * 2,
]


@pytest.mark.parametrize(("html", "written"), REWRITTEN, ids=[row[0][:30] for row in REWRITTEN])
def test_allowed_html_is_serialised_anew(html: str, written: str) -> None:
    """A2, A3, A4: inert HTML is left out and every element is closed."""
    tree, faults = check(html)
    assert tree.html == written.replace('<path d="M0 0"/>', '<path d="M0 0"></path>')
    assert faults == ()


def test_rendering_allows_all_that_reading_allows() -> None:
    """Everything that reading allows, rendering allows too."""
    assert elements.ELEMENTS <= ELEMENTS
    of_markdown = {"hl_lines", "linenums", "markdown", "href", "src", "style", "id"}
    assert not attributes.ATTRIBUTES - ATTRIBUTES - of_markdown


def test_every_identifier_of_the_templates_is_on_the_list() -> None:
    """A5 reserves every id of the site's templates, except those of booklet chapters."""
    ids = {
        found
        for path in templates.locate_templates().rglob("*.html")
        if "booklet" not in path.parts
        for found in re.findall(r'\bid="([^"]+)"', path.read_text())
    }
    fixed = {each for each in ids if "{{" not in each}
    assert {each for each in fixed if not each.startswith(TEMPLATE_ID_PREFIXES)} <= TEMPLATE_IDS


SLIPS = [
    ("R&#D\n\n<script src=documents/grille.csv></script>\n", 3),
    ("Texte.\n\n</<script src=documents/grille.csv></script>\n", 3),
    ("</x <script src=documents/grille.csv></script>\n", 1),
    ("</ <script src=documents/grille.csv></script>\n", 1),
    ("<p class=x<script src=documents/grille.csv></script>\n", 1),
    ('a\n\n<p id="__config">{"base":"https://evil.example"}</p>\n', 3),
]
"""Texts that the reader misses because it parses them otherwise, and the line at fault."""


@pytest.mark.parametrize(("body", "line"), SLIPS, ids=[row[0][:20] for row in SLIPS])
@pytest.mark.parametrize("file", ["guide.md", "index.md", "sources/durand2019.md"])
def test_nothing_slips_past_rendering(file: str, body: str, line: int, tmp_path: Path) -> None:
    """Rendering refuses such a text at its line, whichever page it would become."""
    head = "---\ntitle: La douleur\nreferences: [commune2020]\n---\n" if file == "index.md" else ""
    body = body.replace("documents/", "../documents/") if "/" in file else body
    project = tiny_project(tmp_path, {f"{THEME}/{file}": head + body})
    with pytest.raises(ProblemsFound) as raised:
        prepare(project, project / "mkdocs.yml", PrivateStore(project))
    found = {(each.code, str(each.place.file), each.place.line) for each in raised.value.problems}
    assert found == {("html-not-allowed", f"{THEME}/{file}", line + head.count("\n"))}


def test_check_finds_html_that_rendering_would_refuse(tmp_path: Path) -> None:
    """`check` reports the HTML that a build would refuse, and writes nothing."""
    body = "</<script src=documents/grille.csv></script>\n"
    project = tiny_project(tmp_path, {f"{THEME}/guide.md": body})
    found = check_further(read(project), project, project / "mkdocs.yml")
    assert [(each.code, str(each.place)) for each in found] == [
        ("html-not-allowed", f"{THEME}/guide.md:1:3")
    ]
    assert not (project / ".parution").exists()
