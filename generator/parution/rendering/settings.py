"""What our pages need of MkDocs' configuration, whatever ``mkdocs.yml`` says.

Everything here serves one of three promises: no page asks anything of another host, MkDocs walks
no folder, and nothing is ever rendered anywhere but in the private folder.
"""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from parution import templates


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
    theme = config.theme
    # After an association's own templates, before Material's.
    theme.dirs.insert(1 if theme.custom_dir else 0, str(templates.folder()))
    theme.static_templates.clear()
    theme["font"] = False
    theme["language"] = "fr"
