"""Runs MkDocs over the pages of a catalogue, in the private folder."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build

from parution.domain import Catalogue
from parution.private_store import PrivateStore
from parution.render.mkdocs.capture import configuration, plugin_of
from parution.rendition import Rendition


def render(catalogue: Catalogue, config_file: Path, store: PrivateStore) -> Rendition:
    """Render with MkDocs what changed since the last time and return the whole Rendition.

    The plugins and hooks of ``mkdocs.yml`` run as they would in ``mkdocs build``; ours stops after
    rendering, because here it is not MkDocs that conducts.
    """
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    config = configuration(config_file)
    plugin = plugin_of(config)
    plugin.begin(catalogue, store, conducted=True)
    mkdocs_build(config)
    return plugin.rendition
