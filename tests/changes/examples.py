"""The requests of the golden texts, which also test the sites' own desk."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from parution.changes import Request, RequestedMeeting, write_change
from parution.changes.write_request import Names
from parution.language.catalogues import load_translations

GOLDEN = Path(__file__).parent / "golden"


class Example(NamedTuple):
    """A request, and the text that it makes."""

    request: Request
    names: Names
    text: str

    def written(self) -> str:
        """Return the text as it is written today."""
        return write_change(self.request, self.names, load_translations().gettext)


def read_example(name: str) -> Example:
    """Return a golden example: the request of NAME.json and the change text of NAME.txt."""
    told = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    request = Request(
        group=told["group"],
        made=datetime.fromisoformat(told["made"]),
        wish=told["wish"],
        target=RequestedMeeting(
            datetime.fromisoformat(told["meeting"]["starts"]),
            told["meeting"].get("theme"),
            told["meeting"].get("title"),
        ),
        sets=told["set"],
        was=told["was"],
    )
    names = Names(told["names"]["group"], told["names"]["themes"])
    return Example(request, names, (GOLDEN / f"{name}.txt").read_text(encoding="utf-8"))


NAMES = sorted(path.stem for path in GOLDEN.glob("*.json"))
