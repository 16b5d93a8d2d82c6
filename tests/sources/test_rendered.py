"""An accepted text is harmless once Markdown has made a page of it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import markdown
from hypothesis import example, given, settings
from hypothesis import strategies as st

from parution.render.allowed_html import check
from parution.sources.markdown.code_blanks import MarkdownText
from parution.sources.markdown.document import collect_attachments, report_includes
from parution.sources.report import Report
from parution.sources.source_context import SourceContext
from parution.sources.theme_references import Bibliographies
from sources.rows import THEME

EXTENSIONS = [
    "admonition",
    "attr_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.details",
    "pymdownx.superfences",
    "parution.citations.extension:CitingExtension",
]
"""Those of the sample's ``mkdocs.yml``, and citations."""

RUNS_OR_LOADS = frozenset(
    """
    script style iframe object embed applet link meta base form svg math video audio source
    input button textarea noscript template portal frame frameset
    """.split()  # noqa: SIM905
)

LOADING = ("src", "srcset", "poster", "background", "ping")

PIECES = st.sampled_from(
    [
        *(
            "\n",
            "\n\n",
            " ",
            "    ",
            "\t",
            "mot",
            "`",
            "``",
            "```\n",
            "~~~\n",
            "\\",
            "*",
            "#",
            "&lt;",
        ),
        *(
            "&lt;",
            "<",
            ">",
            "/>",
            "<b",
            "</b>",
            "<p ",
            "<div>\n",
            "<div ",
            "</div>\n",
            "markdown>\n",
        ),
        *("<script>", "<sub>", "<img src=", "<a href=", "//a.b/c", "https://a.b/c", "javascript:x"),
        *(
            "=",
            "title=",
            " onclick=x",
            "onclick=x()",
            "style=url(//a.b)",
            "background=//a.b",
            "ping=//a.b",
            "data-a=",
            "## ",
            "*x*{: ",
            "@a",
            "{: ",
            "{ ",
            "}",
            '"',
            "'",
        ),
        *("[a]", "(", "](", ")", "!", "![", "]", "[a]: ", "\n[a]: ", "[^1]: ", "*[a]: "),
        *("> ", "- ", "1. ", "!!! note\n    ", "| a | b |\n|---|---|\n| "),
    ]
)


class Harm(HTMLParser):
    """Collects everything that a page would run or load from another host."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in RUNS_OR_LOADS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            address = "".join((value or "").split()).casefold()
            leads = name in ("href", "src", "action", "formaction", "xlink:href")
            script = leads and address.startswith(("javascript:", "data:"))
            runs = (name.startswith("on") and address) or script
            loads = name in LOADING and re.match(r"//|\w+:", address)
            if runs or loads or (name == "style" and "url" in address):
                self.found.append(f"{tag} {name}={value}")


def find_harm(page: str) -> list[str]:
    """Return the harmful content of a page."""
    harm = Harm()
    harm.feed(page)
    harm.close()
    return harm.found


def find_problems(body: str) -> tuple[object, ...]:
    """Return the problems that reading finds in a text."""
    path = f"{THEME}/guide.md"
    sources = SourceContext(Path(), frozenset({path}), Bibliographies({}, {}), Report())
    text = MarkdownText(path, body, 1)
    report_includes(text, sources)
    collect_attachments(text, sources)
    return sources.report.problems


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=12).map("".join))
@example("`<div>\n<script>x()</script>\n</div>`")
@example("<div>`\n<script>x()</script>\n`</div>")
@example("```\n<script>x()</script>\n")
@example("> ```\n<script>x()</script>\n> ```")
@example("<div>\n[a](<script>x()</script>)\n</div>")
@example("- ~~~\n\n<img src=https://a.b/c>\n~~~")
@example("~~~\n <div>\n<b//a.b/c\tonclick=x()")
@example("> [a]: javascript:x\n\n[a]")
@example("[^1]: [a]\n\n    [a]: javascript:x\n\nmot[^1]")
@example("[a]: <p onclick=x>\n(")
@example("<a href=javascript:x{: style=url(//a.b)> (\n[a]: ")
@example('## mot {: title="}" onclick="x()" }')
@example('*x*{: title="<b title=\'" onclick=x() a="\'>" }')
@example('*x*{: title="<b title=\'"\nonclick=x() a="\'>" }')
@example("## mot {: id }")
@example("*x*{: a=<b t=' > title=\" '> onclick=x() b=\" }")
@example("*x*{: a\\}b onclick=x() }")
@example('*x*{: [a @b title=" ] onclick=x() "}')
@example('| a | b |\n|---|---|\n| x {: title="a onclick=x() } | " {: y } |')
@example("```{.python data-a='\" onclick=\"x()'}\nmot\n```")
@example("```{.python id='\" onclick=\"x()'}\nmot\n```")
def test_an_accepted_text_does_no_harm(body: str) -> None:
    """A text without problems becomes a page that runs nothing and loads nothing from elsewhere.

    Reading and rendering check it one after the other; here another parser examines the result.
    """
    if not find_problems(body):
        tree, faults = check(markdown.markdown(body, extensions=EXTENSIONS))
        assert faults or find_harm(tree.html) == [], tree.html


def test_harm_would_be_seen() -> None:
    """The check above finds harm in a harmful page."""
    assert find_harm("<p><img src='//a.b/c' onerror=x></p><script>") != []
