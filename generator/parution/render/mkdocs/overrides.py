"""What our pages need of MkDocs' configuration, whatever ``mkdocs.yml`` says.

Everything here serves one of three promises: no page asks anything of another host, MkDocs walks
no folder, and nothing is ever rendered anywhere but in the private folder.
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
    config.site_url = None  # An address of its own would be that of the placeholder.
    if config.theme.name != LOOK:
        config.theme = Theme(name=LOOK)
    theme = config.theme
    # After an association's own templates, before Material's.
    theme.dirs.insert(1 if theme.custom_dir else 0, str(templates.folder()))
    theme.static_templates.clear()
    theme["font"] = False
    theme["language"] = "fr"
    list_no_icons(theme)


class VisibleTemplates(jinja2.FileSystemLoader):
    """Finds every template, but lists none of a hidden folder.

    MkDocs looks at each name that is listed, to leave out the hidden ones; of Material's templates
    these are some 14,000 icons, which takes a tenth of a second.
    """

    def list_templates(self) -> list[str]:
        """Return the names of all templates that are not hidden."""
        return sorted({name for place in self.searchpath for name in names(place)})


def names(place: str) -> Iterator[str]:
    """Yield the files under a folder, with forward slashes; hidden folders are passed over."""
    for folder, inner, files in os.walk(place):
        inner[:] = [name for name in inner if not name.startswith(".")]
        for name in files:
            yield Path(folder, name).relative_to(place).as_posix()


def list_no_icons(theme: Theme) -> None:
    """Let MkDocs ask the theme for templates without being told of every icon."""
    usual = theme.get_env

    def environment() -> jinja2.Environment:
        made = usual()
        made.loader = VisibleTemplates(theme.dirs)
        made.bytecode_cache = templates.byte_code_cache("pages")
        return made

    theme.get_env = environment  # type: ignore[method-assign]
