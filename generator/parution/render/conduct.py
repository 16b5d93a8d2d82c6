"""Runs the renderer in several processes, and joins their results into the rendition."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from parution.domain import Catalogue
from parution.private_store import PrivateStore
from parution.render.mkdocs.run import MkDocs
from parution.render.page_sources import Source
from parution.render.port import Renderer
from parution.render.rendering import Rendering
from parution.render.workers import Worker, start_workers
from parution.rendition import Rendition


def render(catalogue: Catalogue, config_file: Path, store: PrivateStore) -> Rendition:
    """Render the pages that changed since the last build; return the whole rendition."""
    renderer = make_renderer(catalogue, config_file, store)
    rendering = Rendering(catalogue, store, renderer.surroundings)
    mine, workers = start_shares(rendering, config_file)
    assets = renderer.render(mine, rendering)
    return join_shares(rendering, workers, assets)


def make_renderer(
    catalogue: Catalogue, config_file: Path, store: PrivateStore, worker: int = 0
) -> Renderer:
    """Return the renderer of a project: the one line that chooses MkDocs; ``worker`` 0 leads."""
    return MkDocs(catalogue, config_file, store, worker)


def start_shares(
    rendering: Rendering, config_file: Path
) -> tuple[list[Source], tuple[Worker, ...]]:
    """Return the pages for this process to render, and started workers for the others."""
    share = partial(render_share, rendering.catalogue, config_file, rendering.store)
    return start_workers(rendering.missing, rendering.store, share)


def join_shares(
    rendering: Rendering, workers: tuple[Worker, ...], assets: Mapping[str, str]
) -> Rendition:
    """Wait for the workers; return the rendition of all pages."""
    for worker in workers:
        rendering.take_over(worker.join())
    return rendering.finish(assets)


def render_share(
    catalogue: Catalogue,
    config_file: Path,
    store: PrivateStore,
    number: int,
    turn: frozenset[str],
    result: Path,
) -> None:
    """Render the pages named in ``turn`` in a worker process, and write them to ``result``."""
    renderer = make_renderer(catalogue, config_file, store, number)
    rendering = Rendering(catalogue, store, renderer.surroundings)
    mine = [page for page in rendering.pages if page.uri in turn]
    renderer.render(mine, rendering)
    rendering.hand_over(result)
