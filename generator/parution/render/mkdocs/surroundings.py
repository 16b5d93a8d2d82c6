"""The part of MkDocs' configuration that may change pages."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from parution.cache.fingerprint import digest_environment
from parution.render.port import Surroundings

PASSIVE = {"parution", "search", "material/search"}
"""Plugins that change no page."""


def is_closed(config: MkDocsConfig) -> bool:
    """Return whether only MkDocs and we make the pages, so that builds can cache them."""
    return not (config.hooks or config.theme.custom_dir or set(config.plugins) - PASSIVE)


def read_surroundings(config: MkDocsConfig) -> Surroundings:
    """Return the content of ``mkdocs.yml`` with the environment variables that it reads."""
    file = Path(config.config_file_path)
    settings = (file.read_bytes(), digest_environment(file)) if file.is_file() else ()
    return Surroundings(is_closed(config), repr(settings))
