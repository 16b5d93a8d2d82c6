"""What our pages need of MkDocs' configuration, whatever ``mkdocs.yml`` says.

Everything here serves one of three promises: no page asks anything of another host, MkDocs walks
no folder, and nothing is ever rendered anywhere but in the private folder.
"""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from parution import templates

NOT_WANTED = ("search", "material/search", "privacy", "offline")
"""Plugins whose work is ours here: their indexes and copies would hold every text."""


def prepare(config: MkDocsConfig, work: Path) -> None:
    """Point the configuration at the private folder ``work`` and at our templates."""
    empty, output = work / "empty", work / "output"
    for folder in (empty, output):
        folder.mkdir(parents=True, exist_ok=True)
    config.docs_dir = str(empty)
    config.site_dir = str(output)
    config.use_directory_urls = True
    config.nav = []
    config.site_url = None  # An address of its own would be that of the placeholder.
    config.extra["scope"] = "/"
    theme = config.theme
    theme.dirs.insert(position_of_ours(theme.dirs), str(templates.folder()))
    theme.static_templates.clear()
    theme["font"] = False
    theme["language"] = "fr"
    theme["favicon"] = "assets/images/parution.svg"
    theme["features"] = []
    theme["palette"] = []  # Light or dark is our own style sheet's business.


def position_of_ours(folders: list[str]) -> int:
    """Return where our templates go: after an association's own, before Material's."""
    return next(
        (place for place, folder in enumerate(folders) if Path(folder).name == "templates"),
        len(folders),
    )
