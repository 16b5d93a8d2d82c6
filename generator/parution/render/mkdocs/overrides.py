"""Overrides settings of ``mkdocs.yml`` so that MkDocs renders as our pages need.

Each override keeps one of three promises: no page requests anything from another host, MkDocs walks
no folder, and it writes only into the private folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from parution import templates
from parution.render.mkdocs.settings import LOOK


def prepare(config: MkDocsConfig, work: Path) -> None:
    """Point the configuration at the private folder ``work`` and at our templates."""
    empty, output = work / "empty", work / "output"
    for folder in (empty, output):
        folder.mkdir(parents=True, exist_ok=True)
    config.docs_dir = str(empty)
    config.site_dir = str(output)
    config.use_directory_urls = True
    config.nav = []
    config.site_url = None  # With one, MkDocs would write the placeholder's address.
    if config.theme.name != LOOK:
        config.theme = Theme(name=LOOK)
    theme = config.theme
    # After an association's own templates, before Material's.
    theme.dirs.insert(1 if theme.custom_dir else 0, str(templates.locate_templates()))
    theme.static_templates.clear()
    theme["font"] = False
    theme["language"] = "fr"
    hide_icons(theme)


class VisibleTemplates(jinja2.FileSystemLoader):
    """A loader that finds every template, but does not list those of hidden folders.

    MkDocs filters the hidden ones out of the list itself: Material's are some 14,000 icons, which
    takes a tenth of a second.
    """

    def list_templates(self) -> list[str]:
        """Return the names of all templates that are not hidden."""
        return sorted({name for place in self.searchpath for name in list_paths(place)})


def list_paths(place: str) -> Iterator[str]:
    """Yield the paths of the files under a folder, with forward slashes; skip hidden folders."""
    for folder, inner, files in os.walk(place):
        inner[:] = [name for name in inner if not name.startswith(".")]
        for name in files:
            yield Path(folder, name).relative_to(place).as_posix()


def hide_icons(theme: Theme) -> None:
    """Give the theme a loader that does not list its icons to MkDocs."""
    usual = theme.get_env

    def environment() -> jinja2.Environment:
        made = usual()
        made.loader = VisibleTemplates(theme.dirs)
        made.bytecode_cache = templates.make_byte_code_cache("pages")
        return made

    theme.get_env = environment  # type: ignore[method-assign]
