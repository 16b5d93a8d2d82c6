"""Runs MkDocs as a renderer, in the private folder."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from parution.domain import Catalogue
from parution.domain.failures import Failure
from parution.domain.messages import message
from parution.private_store import PrivateStore
from parution.render.mkdocs.plugin import OWN_PLUGIN, RenderingPlugin, Work
from parution.render.mkdocs.settings import load_settings
from parution.render.mkdocs.surroundings import PASSIVE, is_closed, read_surroundings
from parution.render.page_sources import Source
from parution.render.port import Receiver

LONGEST = 200
"""Characters to which an addition's error message is cut."""


class MkDocs:
    """Renders pages with MkDocs, configured by ``mkdocs.yml``.

    The plugins and hooks of ``mkdocs.yml`` run as they would in ``mkdocs build``; ours stops after
    rendering, because here it is not MkDocs that conducts. ``worker`` is the number of the process:
    each works in a folder of its own.
    """

    def __init__(
        self, catalogue: Catalogue, config_file: Path, store: PrivateStore, worker: int = 0
    ) -> None:
        logging.getLogger("mkdocs").setLevel(logging.WARNING)
        # Our own message repeats its last words before it fails, in French.
        logging.getLogger("mkdocs.commands.build").setLevel(logging.CRITICAL)
        self.catalogue, self.store, self.worker = catalogue, store, worker
        self.config = load_settings(config_file)
        self.surroundings = read_surroundings(self.config)

    def render(self, pages: Sequence[Source], receiver: Receiver) -> Mapping[str, str]:
        """Render pages (see `parution.render.port.Renderer.render`)."""
        plugin = get_plugin(self.config)
        plugin.conducted = True
        plugin.begin(Work(self.catalogue, self.store, pages, receiver, self.worker))
        with blame_additions(self.config):
            build(self.config)
        plugin.end()
        return plugin.assets


class AdditionFailed(Failure):
    """Raised if a plugin, hook or extension that ``mkdocs.yml`` names fails."""

    def __init__(self, names: str, error: BaseException) -> None:
        super().__init__(
            message(
                "One of the additions that mkdocs.yml names has failed (%(names)s); it says:"
                " “%(told)s”.",
                names=names,
                told=" ".join(f"{type(error).__name__}: {error}".split())[:LONGEST],
            ),
            message("Take them out of mkdocs.yml one by one to find out which."),
        )


@contextmanager
def blame_additions(config: MkDocsConfig) -> Iterator[None]:
    """Raise `AdditionFailed` in place of an error of MkDocs or of the association's additions.

    Without additions, let an unforeseen exception through: it is our own.
    """
    try:
        yield
    except (Failure, OSError):
        raise
    except (MkDocsException, Abort, SystemExit) as error:
        raise AdditionFailed(name_additions(config), error) from error
    except Exception as error:
        if is_closed(config):
            raise
        raise AdditionFailed(name_additions(config), error) from error


def name_additions(config: MkDocsConfig) -> str:
    """Return the names of the plugins and hooks that are not ours."""
    return ", ".join(sorted({*config.plugins, *config.hooks} - PASSIVE)) or "mkdocs"


def get_plugin(config: MkDocsConfig) -> RenderingPlugin:
    """Return our plugin from the configuration."""
    plugin = config.plugins[OWN_PLUGIN]
    if not isinstance(plugin, RenderingPlugin):
        raise TypeError(f"the plugin {OWN_PLUGIN!r} is not ours")
    return plugin
