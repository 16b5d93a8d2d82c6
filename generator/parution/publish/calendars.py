"""Write revision numbers into calendars, and remember them between publications.

A revision depends only on the text of a site's calendar, not on the target that it was published
to. If the private folder is lost, events have no revision until they change again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from parution.compose.calendar.events import CALENDAR
from parution.compose.calendar.revisions import Revision, Revisions, revise
from parution.filesystem import PRIVATE_FILE, replace_file
from parution.private_store import PrivateStore

FILE = "calendars.json"

Calendars = Mapping[str, Revisions]
"""The revisions of every calendar, by the folder of its site."""


def revise_calendars(
    site_dir: Path, folders: Iterable[str], known: Calendars, instant: datetime
) -> Calendars:
    """Write the revisions into the calendars of sites, as of an instant (aware); return them."""
    revised: dict[str, Revisions] = {}
    for folder in folders:
        path = site_dir / folder / CALENDAR
        if path.is_file():
            text, revised[folder] = revise(
                path.read_bytes().decode(), known.get(folder, {}), instant
            )
            replace_file(path, text.encode())
    return revised


def load_calendars(store: PrivateStore) -> Calendars:
    """Return the remembered revisions; none when the file is missing or damaged."""
    try:
        written = json.loads((store.folder / FILE).read_bytes())
        return {
            folder: {
                uid: Revision(str(digest), None if minute is None else int(minute))
                for uid, (digest, minute) in of.items()
            }
            for folder, of in written.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def remember_calendars(store: PrivateStore, calendars: Calendars) -> None:
    """Keep the revisions of the published calendars."""
    written = {
        folder: {uid: (each.digest, each.minute) for uid, each in of.items()}
        for folder, of in calendars.items()
    }
    replace_file(store.folder / FILE, json.dumps(written).encode(), PRIVATE_FILE, lasting=True)
