"""The run of a renderer: this process renders its share, others theirs, and all comes together."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from parution.domain import Catalogue
from parution.private_store import PrivateStore
from parution.render.mkdocs.run import MkDocs
from parution.render.page_sources import Source
from parution.render.rendering import Rendering
from parution.render.workers import Worker, start_workers
from parution.rendition import Rendition


def render(catalogue: Catalogue, config_file: Path, store: PrivateStore) -> Rendition:
    """Render what changed since the last time and return the whole Rendition."""
    renderer = MkDocs(catalogue, config_file, store)
    rendering = Rendering(catalogue, store, renderer.surroundings)
    mine, workers = divide(rendering, config_file)
    assets = renderer.render(mine, rendering)
    return join(rendering, workers, assets)


def divide(rendering: Rendering, config_file: Path) -> tuple[list[Source], tuple[Worker, ...]]:
    """Return the pages that this process is to render, and the workers that render the others."""
    share = partial(render_share, rendering.catalogue, config_file, rendering.store)
    return start_workers(rendering.missing, rendering.store, share)


def join(rendering: Rendering, workers: tuple[Worker, ...], assets: Mapping[str, str]) -> Rendition:
    """Wait for the workers and put everything together."""
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
    """Render some pages in a process of their own and hand them over."""
    renderer = MkDocs(catalogue, config_file, store, number)
    rendering = Rendering(catalogue, store, renderer.surroundings)
    mine = [page for page in rendering.pages if page.uri in turn]
    renderer.render(mine, rendering)
    rendering.hand_over(result)
