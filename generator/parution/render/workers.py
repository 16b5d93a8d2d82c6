"""Divides pages among several processes, because a renderer takes one page after the other.

Pages are independent of each other, and the private store names their content by digest, so the
processes need not communicate until the end. The process that asks renders none of many pages: the
memory that rendering takes goes with the others.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, cast

from parution.domain.failures import Failure
from parution.domain.messages import message
from parution.private_store import UNREADABLE, PrivateStore
from parution.render.page_sources import Source

WORTH_SHARING = 60
"""Number of pages below which starting another renderer costs more than it saves."""

START_METHOD = "fork" if sys.platform == "linux" else "spawn"
"""A fork starts at once with the catalogue in memory, but is safe on Linux alone."""

RenderShare = Callable[[int, frozenset[str], Path], None]
"""Renders pages in a worker: takes its number, the pages' URIs and the path for the result."""


class ShareFailed(Failure):
    """Raised if a worker process failed without giving a reason."""

    def __init__(self, code: int | None) -> None:
        super().__init__(
            message("A process that renders pages was ended (code %(code)s).", code=code or 0),
            message(
                "The machine may lack memory, or an extension of mkdocs.yml may have failed: close"
                " other programs and build once more."
            ),
        )


@dataclass(frozen=True)
class Worker:
    """A process that renders one share."""

    process: BaseProcess
    result: Path

    def join(self) -> Path:
        """Wait for the process; return the path of its results, or raise its failure."""
        self.process.join()
        if self.process.exitcode != 0:
            raise read_failure(self.result) or ShareFailed(self.process.exitcode)
        return self.result


def start_workers(
    missing: Sequence[Source], store: PrivateStore, render: RenderShare
) -> tuple[list[Source], tuple[Worker, ...]]:
    """Divide the pages; return this process's share, and started workers for the others.

    Where processes are not forked, ``render`` must be picklable.
    """
    count = count_shares(missing)
    if count == 1:
        return [*missing], ()
    divided = enumerate(divide_pages(missing, count), start=1)
    return [], tuple(start(store, number, share, render) for number, share in divided)


def start(store: PrivateStore, number: int, share: Iterable[Source], render: RenderShare) -> Worker:
    """Start a process that renders one share of the pages."""
    result = store.folder / "work" / f"share-{number}.pickle"
    result.parent.mkdir(parents=True, exist_ok=True)
    turn = frozenset(page.uri for page in share)
    context = multiprocessing.get_context(START_METHOD)
    # The general type of contexts does not declare this class.
    process: BaseProcess = cast(Any, context).Process(
        target=render_or_say_why, args=(render, number, turn, result)
    )
    process.start()
    return Worker(process, result)


def render_or_say_why(render: RenderShare, number: int, turn: frozenset[str], result: Path) -> None:
    """Render a share in this process; on a known failure, write it beside and exit with 1."""
    locate_failure(result).unlink(missing_ok=True)
    try:
        render(number, turn, result)
    except (Failure, OSError) as failure:
        locate_failure(result).write_bytes(pickle.dumps(failure))
        sys.exit(1)


def read_failure(result: Path) -> Failure | OSError | None:
    """Return the failure that a worker wrote; None if there is none."""
    try:
        failure = pickle.loads(locate_failure(result).read_bytes())  # noqa: S301 - our own process
    except (OSError, *UNREADABLE):
        return None
    return failure if isinstance(failure, Failure | OSError) else None


def locate_failure(result: Path) -> Path:
    """Return the path to which a worker writes its failure."""
    return result.with_suffix(".failure")


def divide_pages(missing: Iterable[Source], count: int) -> list[list[Source]]:
    """Divide pages into shares of about equal length.

    A theme's pages stay together, so that its references are formatted once.
    """
    themes: dict[str, list[Source]] = {}
    for source in missing:
        themes.setdefault(source.theme.address if source.theme else "", []).append(source)
    by_length = sorted(
        themes.values(), key=lambda pages: (sum(len(p.markdown) for p in pages), pages[0].uri)
    )
    return [
        [page for pages in by_length[number::count] for page in pages] for number in range(count)
    ]


def count_shares(missing: Sequence[Source]) -> int:
    """Return the number of shares for these pages: one per processor, at most 4, if worthwhile."""
    return 1 if len(missing) < WORTH_SHARING else min(os.cpu_count() or 1, 4)
