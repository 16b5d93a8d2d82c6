"""The MkDocs plugin: ``mkdocs build`` and ``mkdocs serve`` do the whole job.

MkDocs renders into the private folder. Then our pipeline composes the sites into the real
``site_dir``, and MkDocs gets it back before anything that follows the build, such as ``gh-deploy``,
can read it. If the build fails, MkDocs gets it back too, untouched.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config.base import BaseConfigOption, Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.utils import CountHandler

from parution import pipeline, reporting
from parution.domain import SOURCE_FOLDERS, Catalogue
from parution.domain.failures import Failure
from parution.domain.messages import message
from parution.domain.problems import ProblemsFound, sort_problems
from parution.language.catalogues import load_translations
from parution.loopback import NAMES, end_by_signals, is_this_machine
from parution.output import Manifest
from parution.prepared import Prepared
from parution.private_store import ObjectLost, PrivateStore
from parution.render.conduct import join_shares, start_shares
from parution.render.mkdocs.plugin import RenderingPlugin, Work
from parution.render.mkdocs.surroundings import read_surroundings
from parution.render.rendering import Rendering
from parution.render.workers import Worker
from parution.sources import read
from parution.sources.settings_file import is_among_sources

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

FOR_THIS_MACHINE = message(
    "A preview shows everything, unreleased texts included: it is for this machine alone"
    " (127.0.0.1)."
)
OVER_SOURCES = message("The sites would be written over the sources: choose another folder.")

DAMAGED = message(
    "What earlier builds had left in the folder .parution was damaged, and is forgotten now: build"
    " once more."
)


Anything = BaseConfigOption[Any]


class ParutionConfig(Config):  # type: ignore[no-untyped-call]
    """The options of the plugin in ``mkdocs.yml``, so that MkDocs knows their names.

    Reading the sources checks their values: in French, with their places, all at once.
    """

    timezone = Anything()
    default_policy = Anything()
    policies = Anything()
    notice = Anything()
    pdf = Anything()
    ready_days = Anything()
    school_zone = Anything()
    searches = Anything()
    targets = Anything()
    contact = Anything()
    updates = Anything()
    labels = Anything()


class ParutionPlugin(RenderingPlugin):  # type: ignore[no-untyped-call]
    """Renders every page once, and releases to each group its own."""

    config_class = ParutionConfig

    def __init__(self) -> None:
        super().__init__()
        self.serving = False
        """Whether MkDocs serves a preview."""
        self.real_config: MkDocsConfig | None = None
        self.site_dir: str | None = None
        """The real ``site_dir``, while the configuration names the private one."""
        self.rendering: Rendering | None = None
        self.workers: tuple[Worker, ...] = ()
        """The processes that render the pages which this MkDocs does not."""
        self.held = ExitStack()
        """Holds the lock of the private folder, from the first event of a build to the last."""
        self.signals = ExitStack()
        """Holds the signal handlers that make the program clean up a preview's folder."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether this is a preview; MkDocs keeps plugins with this event between builds."""
        del dirty
        self.serving = command == "serve"
        guard_previews()
        self.signals.enter_context(end_by_signals())

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the sources, then let MkDocs render them in the private folder."""
        if not self.conducted:
            project = Path(config.config_file_path).parent
            catalogue = self.catalogue_of(project, config)
            if is_among_sources(Path(config.site_dir), project):
                raise PluginError(OVER_SOURCES.text(load_translations().gettext))
            self.refuse_the_network(config)
            store = PrivateStore(project)
            self.held.enter_context(store.lock())
            self.begin_share(catalogue, store, config)
        self.site_dir = config.site_dir
        self.real_config = config
        return super().on_config(config)

    def begin_share(self, catalogue: Catalogue, store: PrivateStore, config: MkDocsConfig) -> None:
        """Choose the part that this MkDocs renders; workers render the rest."""
        self.rendering = Rendering(catalogue, store, read_surroundings(config))
        mine, self.workers = start_shares(self.rendering, Path(config.config_file_path))
        self.begin(Work(catalogue, store, mine, self.rendering))

    @event_priority(100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Compose the sites into the real ``site_dir``, before other plugins use it."""
        super().on_post_build(config=config)
        self.give_back()
        if self.conducted or self.rendering is None or was_warned(config):
            return
        with put_refusals_in_words():
            rendition = join_shares(self.rendering, self.workers, self.assets)
        target, store = Path(config.site_dir), self.work.store
        prepared = Prepared.of(self.work.catalogue, rendition)
        with put_refusals_in_words(), forget_on_loss(store):
            if self.serving:
                pipeline.write_preview(prepared, store, read_clock(), target)
            else:
                made = pipeline.write_sites(prepared, store, read_clock(), target)
                reporting.print_remarks(made.remarks, sys.stderr)
        self.held.close()

    def on_build_error(self, **_: Any) -> None:
        """Restore ``site_dir`` when a build fails, so that nothing uses the private one."""
        self.give_back()
        self.held.close()

    def on_shutdown(self) -> None:
        """Forget the folder of a preview: MkDocs makes another for the next one."""
        self.signals.close()
        if self.serving and self.site_dir is not None:
            Manifest.forget(self.work.store, Path(self.site_dir))

    @staticmethod
    def catalogue_of(project: Path, config: MkDocsConfig) -> Catalogue:
        """Return the sources; raise `PluginError` for errors, or warnings if strict."""
        config_file = Path(config.config_file_path)
        reading = read(project, config_file)
        pasted = pipeline.find_addresses_of_sites(reading, project, config_file)
        problems = sort_problems((*reading.problems, *pasted))
        reporting.print_problems(problems, sys.stderr)
        if reading.catalogue is None or pasted or (config.strict and problems):
            raise PluginError(reporting.summarize_problems(problems))
        return reading.catalogue

    def refuse_the_network(self, config: MkDocsConfig) -> None:
        """Refuse to preview for other machines, because a preview shows everything."""
        if self.serving and config.dev_addr.host not in NAMES:
            raise PluginError(FOR_THIS_MACHINE.text(load_translations().gettext))

    def give_back(self) -> None:
        """Point MkDocs at the real ``site_dir`` again."""
        if self.real_config is not None and self.site_dir is not None:
            self.real_config.site_dir = self.site_dir

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, **_: Any
    ) -> LiveReloadServer:
        """Watch the folders of the sources."""
        project = Path(config.config_file_path).parent
        for name in SOURCE_FOLDERS:
            if (project / name).is_dir():
                server.watch(str(project / name))
        return server


def guard_previews() -> None:
    """Make MkDocs' server answer only requests that name this machine as the host.

    This patches the server, because MkDocs skips the event ``on_serve`` under ``--no-livereload``.
    """
    # Loaded here, because no build serves anything.
    from mkdocs.livereload import LiveReloadServer

    answer = LiveReloadServer.serve_request
    if getattr(answer, "is_guarded", False):
        return

    def guarded(self: LiveReloadServer, environ: Any, start_response: Any) -> Iterable[bytes]:
        if not is_this_machine(environ.get("HTTP_HOST", "")):
            start_response("421 Misdirected Request", [("Content-Type", "text/plain")])
            return []
        return answer(self, environ, start_response)

    guarded.is_guarded = True  # type: ignore[attr-defined]
    setattr(LiveReloadServer, "serve_request", guarded)  # noqa: B010 - a method of MkDocs


@contextmanager
def forget_on_loss(store: PrivateStore) -> Iterator[None]:
    """Clear the caches when an object is lost, because MkDocs cannot render again."""
    try:
        yield
    except ObjectLost as lost:
        store.forget()
        raise PluginError(DAMAGED.text(load_translations().gettext)) from lost


@contextmanager
def put_refusals_in_words() -> Iterator[None]:
    """Turn problems and failures into messages and a `PluginError`."""
    try:
        yield
    except ProblemsFound as found:
        reporting.print_problems(found.problems, sys.stderr)
        raise PluginError(reporting.summarize_problems(found.problems)) from found
    except Failure as failure:
        raise PluginError(failure.text(load_translations().gettext)) from failure


def was_warned(config: MkDocsConfig) -> bool:
    """Return whether MkDocs will fail because it is strict and something warned.

    It does so after its last event, too late for sites that are written during that event.
    """
    handlers = logging.getLogger("mkdocs").handlers
    counts = [handler.get_counts() for handler in handlers if isinstance(handler, CountHandler)]
    return config.strict and any(counts)


def read_clock() -> datetime:
    """Read the clock, once per build."""
    return datetime.now(UTC)
