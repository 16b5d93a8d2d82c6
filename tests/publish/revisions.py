"""What publishing alone adds to calendars: since when each event says what it says."""

from __future__ import annotations

import re
from collections.abc import Mapping

REVISION = re.compile(rb"^(?:DTSTAMP|LAST-MODIFIED|SEQUENCE):.*\r\n", re.MULTILINE)
"""What only publishing tells of an event."""


def without_revisions(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return files whose calendars do not tell since when each event says what it says."""
    return {
        path: REVISION.sub(b"", data) if path.endswith(".ics") else data
        for path, data in files.items()
    }
