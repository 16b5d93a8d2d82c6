"""The extensions of Markdown that every project has, whatever ``mkdocs.yml`` says.

They are what the documentation shows. A project may add others, or set these up in its own way.
"""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from parution.domain.messages import Translate, message
from parution.render.authors_markdown import AuthorsMarkdown

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
    "pymdownx.superfences",
    "pymdownx.tilde",
)


def set_up_markdown(config: MkDocsConfig, translate: Translate) -> None:
    """Add to a configuration the extensions that it lacks, and ours."""
    present = [each for each in config.markdown_extensions if isinstance(each, str)]
    missing = [each for each in EXTENSIONS if each not in present]
    settings: dict[str, dict[str, Any]] = config.mdx_configs or {}
    for name, options in defaults(translate).items():
        settings[name] = {**options, **settings.get(name, {})}
    config.mdx_configs = settings
    config.markdown_extensions = [*config.markdown_extensions, *missing, AuthorsMarkdown()]  # type: ignore[list-item]


def defaults(translate: Translate) -> dict[str, dict[str, Any]]:
    """Return how extensions are set up where nobody says otherwise."""
    return {
        "toc": {
            "permalink": True,
            "permalink_title": message("Link to this section").text(translate),
        },
        "footnotes": {
            "BACKLINK_TITLE": message("Back to the text, at note {}").text(translate),
        },
        # M2 of `authors_markdown` puts words below the line, more carefully.
        "pymdownx.tilde": {"subscript": False},
    }
