"""When a site may become another: until then nobody need compose it anew.

What a site shows depends on the instant only through what has happened by then. So a plan stays
right from its instant until the first of these moments, each the edge of a comparison that
composing makes with the instant:

M1  a part opens on the site, or on the members' that a facilitator's home tells about;
M2  an opening is no longer told as new;
M3  a meeting is over;
M4  an edition opens to all, and its openings are no longer told in calendars and feeds;
M5  the day comes on which a theme was last reviewed, and a feed announces it.

To name a moment too many costs a site composed for nothing; to forget one would leave a site as it
was. So they are tried against builds from nothing (``tests/proof/test_determinism.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from parution.compose.views import SiteView


def changes(view: SiteView) -> tuple[datetime | None, datetime | None]:
    """Return the moments around the instant at which a site may change, or have changed.

    At the first, or ever since when there is none, it became what it is; it is that until the
    second, or for ever.
    """
    every = set(moments(view))
    last = max(filter(view.has_come, every), default=None)
    following = min((moment for moment in every if not view.has_come(moment)), default=None)
    return last, following


def moments(view: SiteView) -> Iterator[datetime]:
    """Yield every moment, past or to come, at which a site may change."""
    return view.moments()
