"""MkDocs as a renderer that we run, in the private folder."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from parution.domain import Catalogue
from parution.private_store import PrivateStore
from parution.render.mkdocs.plugin import OWN_PLUGIN, RenderingPlugin, Work
from parution.render.mkdocs.surroundings import surroundings
from parution.render.page_sources import Source
from parution.render.port import Receiver


class MkDocs:
    """Renders pages with MkDocs, as ``mkdocs.yml`` sets it up.

    The plugins and hooks of ``mkdocs.yml`` run as they would in ``mkdocs build``; ours stops after
    rendering, because here it is not MkDocs that conducts. ``worker`` is the number of the process:
    each works in a folder of its own.
    """

    def __init__(
        self, catalogue: Catalogue, config_file: Path, store: PrivateStore, worker: int = 0
    ) -> None:
        logging.getLogger("mkdocs").setLevel(logging.WARNING)
        self.catalogue, self.store, self.worker = catalogue, store, worker
        self.config = configuration(config_file)
        self.surroundings = surroundings(self.config)

    def render(self, pages: Sequence[Source], receiver: Receiver) -> Mapping[str, str]:
        """Render pages as `parution.render.port.Renderer` says."""
        plugin = plugin_of(self.config)
        plugin.conducted = True
        plugin.begin(Work(self.catalogue, self.store, pages, receiver, self.worker))
        build(self.config)
        return plugin.assets


def configuration(config_file: Path) -> MkDocsConfig:
    """Return MkDocs' configuration, whether or not the file names a folder of texts.

    The folder is ours to choose (see `overrides`), but MkDocs insists on one that exists.
    """
    return load_config(str(config_file), docs_dir=str(config_file.parent.absolute() / "themes"))


def plugin_of(config: MkDocsConfig) -> RenderingPlugin:
    """Return our plugin as ``mkdocs.yml`` names it."""
    plugin = config.plugins[OWN_PLUGIN]
    if not isinstance(plugin, RenderingPlugin):
        raise TypeError(f"the plugin {OWN_PLUGIN!r} is not ours")
    return plugin
