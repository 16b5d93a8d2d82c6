"""The sheets to print for any meeting of a group, made when somebody asks for them.

Its site offers those of the next meeting alone (docs/decisions/0134, 0158).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path

from parution import pipeline
from parution.cache import Cache
from parution.compose.pages.meeting_paper import make_meeting_sheets
from parution.domain import Audience, Site
from parution.output import Typesetter, digest_toolchain
from parution.output.tree.object_bytes import read_typst_input
from parution.private_store import PrivateStore


def make_sheets(
    project: Path,
    config_file: Path,
    group: str,
    days: Collection[date],
    instant: datetime,
    *,
    with_guide: bool = False,
) -> Mapping[date, bytes]:
    """Return the PDF of a group's meeting on each of these days on which it has one.

    The sheets are those that the group's site offers when the meeting is next; ``with_guide``
    adds the facilitator's timings. Raises `ProblemsFound` when the sources have errors.
    """
    store = PrivateStore(project)
    site = Site(group, Audience.FACILITATOR if with_guide else Audience.MEMBER)

    def make() -> Mapping[date, bytes]:
        prepared = pipeline.prepare(project, config_file, store)
        views = pipeline.open_views(prepared, store, Cache(store), instant, digest_toolchain())
        view = views.of(site)
        wanted = {
            meeting.starts.date(): make_meeting_sheets(views.context, view, meeting)
            for meeting in reversed(view.meetings)
            if meeting.starts.date() in days
        }
        with Typesetter(store) as typesetter:
            typesetter.begin(
                {
                    each.digest: partial(read_typst_input, each, store.get)
                    for each in wanted.values()
                }
            )
            return {day: typesetter.pdf(each.digest) for day, each in sorted(wanted.items())}

    with store.lock():
        return pipeline.make_again_where_lost(store, make)
