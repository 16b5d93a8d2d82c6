"""Count real documents that come out wrong, with Python-Markdown alone and with ours.

    python -m bench.documents FOLDER [FOLDER ...]

Every ``.md`` file below the folders is rendered twice: by Python-Markdown with the extensions that
MkDocs has of itself, and as `parution` renders a text. A document counts if its page has something
that no author can have meant.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

from markdown import Markdown

from parution.html_tree import Tree, extract_text
from parution.limits import EXCEEDED, limiting
from parution.render.mkdocs.markdown_settings import set_up_markdown
from parution.render.mkdocs.settings import load_settings

OF_MKDOCS = ["toc", "tables", "fenced_code"]
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
SETTINGS = "site_name: a\ntheme:\n  name: material\nplugins:\n  - parution\n"

MARKER = r"(?:[-*+•●▪■►▶◆➢✓]|\d{1,2} ?[.)°/-])"
"""The beginning of an item, with any bullet."""

WRONG: Mapping[str, re.Pattern[str]] = {
    "a list within a paragraph": re.compile(rf"\n\s*{MARKER}\s+\S.*\n\s*{MARKER}\s+\S"),
    "a table within a paragraph": re.compile(r"\|\s*:?-{2,}:?\s*\|"),
    "a definition printed raw": re.compile(r"\n:\s+\S"),
    "a raised or lowered sign printed raw": re.compile(r"\w[\^~][^\W_]{1,6}[\^~]"),
    "a call of a note printed raw": re.compile(r"\[\^\w+\]"),
    "a box printed raw": re.compile(r"(?:^|\n)(?:!!!|\?\?\?)\s+\w"),
}


def main(folders: list[str]) -> int:
    """Print the counts, one line each."""
    paths = sorted({path for folder in folders for path in Path(folder).rglob("*.md")})
    if not paths:
        print(__doc__)
        return 2
    texts = [FRONT_MATTER.sub("", path.read_text("utf-8", "replace")) for path in paths]
    with TemporaryDirectory() as project:
        before, after = count(texts, convert_plainly), count(texts, make_converter(Path(project)))
    print(f"{len(texts)} documents{'':<32}before  after")
    for what in (*WRONG, "a level of lists lost", "too costly"):
        print(f"{what:<45}{before[what]:>6}{after[what]:>7}")
    return 0


def count(texts: list[str], convert: Callable[[str], str]) -> Counter[str]:
    """Return the number of texts in which each mistake occurs."""
    counts: Counter[str] = Counter()
    for text in texts:
        try:
            with limiting():
                counts.update(set(find_mistakes(text, Tree(convert(text)))))
        except EXCEEDED:
            counts["too costly"] += 1
    return counts


def find_mistakes(text: str, tree: Tree) -> Iterator[str]:
    """Yield the mistakes in a text."""
    if re.search(r"^[-*] .*\n  {1,2}[-*] ", text, re.MULTILINE) and not tree.find("li li"):
        yield "a level of lists lost"
    tree.remove("pre, code, script, style")
    for node in tree.find("p, li, td, dd"):
        words = unescape(extract_text(node))
        yield from (what for what, pattern in WRONG.items() if pattern.search(words))


def convert_plainly(text: str) -> str:
    """Return the HTML of a text as MkDocs makes it of itself."""
    return Markdown(extensions=OF_MKDOCS).convert(text)


def make_converter(project: Path) -> Callable[[str], str]:
    """Return a function that makes HTML of a text as `parution` does."""
    (project / "themes").mkdir()
    (project / "mkdocs.yml").write_text(SETTINGS)
    config = load_settings(project / "mkdocs.yml")
    set_up_markdown(config, str)

    def convert(text: str) -> str:
        options = config.mdx_configs or {}
        return Markdown(extensions=config.markdown_extensions, extension_configs=options).convert(
            text
        )

    return convert


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
