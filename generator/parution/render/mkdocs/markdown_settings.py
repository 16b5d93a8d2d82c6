"""The Markdown extensions that every project has, even if ``mkdocs.yml`` names none.

Our documentation shows their syntax. A project may add others, or configure these.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from markdown.extensions.toc import slugify
from mkdocs.config.defaults import MkDocsConfig

from parution.domain.messages import Translate, message
from parution.render.allowed_html import is_of_templates
from parution.render.authors_markdown import AuthorsMarkdown
from parution.render.needed_patterns import NeededPatterns

EXTENSIONS = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.details",
    "pymdownx.mark",
    "pymdownx.superfences",
    "pymdownx.tilde",
)


def set_up_markdown(config: MkDocsConfig, translate: Translate) -> None:
    """Add the missing ones of `EXTENSIONS`, and our own, to a configuration."""
    present = [each for each in config.markdown_extensions if isinstance(each, str)]
    missing = [each for each in EXTENSIONS if each not in present]
    settings: dict[str, dict[str, Any]] = config.mdx_configs or {}
    for name, options in make_defaults(translate).items():
        settings[name] = {**options, **settings.get(name, {})}
    settings["toc"]["slugify"] = partial(name_heading, settings["toc"].get("slugify", slugify))
    config.mdx_configs = settings
    ours = (AuthorsMarkdown(), NeededPatterns())
    config.markdown_extensions = [*config.markdown_extensions, *missing, *ours]  # type: ignore[list-item]


def name_heading(usual: Callable[[str, str], str], words: str, separator: str) -> str:
    """Return the identifier of a heading, which never clashes with one of the templates.

    >>> name_heading(slugify, "Édition 2026", "-"), name_heading(slugify, "Les doses", "-")
    ('section-edition-2026', 'les-doses')
    """
    identifier = usual(words, separator)
    return f"section-{identifier}" if is_of_templates(identifier) else identifier


def make_defaults(translate: Translate) -> dict[str, dict[str, Any]]:
    """Return the default options of extensions."""
    return {
        "toc": {
            "permalink": True,
            "permalink_title": message("Link to this section").text(translate),
        },
        "footnotes": {
            "BACKLINK_TITLE": message("Back to the text, at note {}").text(translate),
        },
        # MD2 of `authors_markdown` does subscripts, and more carefully.
        "pymdownx.tilde": {"subscript": False},
    }
