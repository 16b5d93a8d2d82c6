"""Rendering side by side: MkDocs renders one page after the other, so several run, each a share.

The pages are independent of each other by design, and what is rendered is kept by content; so the
processes need not speak to one another until the end. A share is a whole MkDocs build in which the
pages of the others are excluded.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from multiprocessing.context import ForkProcess
from pathlib import Path

from parution.render.memory import Memory
from parution.render.page_sources import Source
from parution.render.text_review import TextReview

WORTH_SHARING = 60
"""Pages below which starting another MkDocs costs more than it saves."""


@dataclass(frozen=True, slots=True)
class Share:
    """Which part of the pages a process renders."""

    number: int = 0
    of: int = 1

    def pick(self, sources: Iterable[Source]) -> frozenset[str]:
        """Return the addresses of the pages of this share; shares are of about equal length.

        A theme's pages stay together, so that its references are formatted once.
        """
        themes: dict[str, list[Source]] = {}
        for source in sources:
            themes.setdefault(source.theme.address if source.theme else "", []).append(source)
        by_length = sorted(
            themes.values(), key=lambda pages: (sum(len(p.markdown) for p in pages), pages[0].uri)
        )
        return frozenset(
            source.uri for pages in by_length[self.number :: self.of] for source in pages
        )


class ShareFailed(RuntimeError):
    """Another process could not render its share; it has said why."""


@dataclass(frozen=True)
class Helper:
    """A process that renders one share."""

    process: ForkProcess
    result: Path

    def join(self, memory: Memory, review: TextReview) -> None:
        """Wait for the process and take over what it rendered."""
        self.process.join()
        if self.process.exitcode != 0:
            raise ShareFailed(self.process.exitcode)
        memory.take_over(self.result)
        review.take_over(self.result)


def shares_for(misses: Sequence[Source]) -> int:
    """Return into how many shares it is worth to divide these pages."""
    if len(misses) < WORTH_SHARING or "fork" not in multiprocessing.get_all_start_methods():
        return 1
    return min(os.cpu_count() or 1, 4)
