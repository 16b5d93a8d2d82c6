"""The table of cases for both engines: ``cases.json``.

A row is one group with its meetings, an instant, and when members and designated readers see each
part of a theme: ``open`` (always), the instant at which it opens, ``unscheduled``, ``never``. A
``!`` marks a part that is open by then.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from builders import catalogue, edition, group, instant, local, meeting, policy, rules, theme
from compose.views import views_at
from parution.compose.desk.facts import collect_desk_facts, collect_theme_facts
from parution.compose.views import SiteView
from parution.domain import Audience, Catalogue, Openness, Part, Reason, Site
from parution.language.dates import format_utc_iso
from parution.release import Decisions

TABLE = Path(__file__).parent / "cases.json"
THEME = "2026/douleur"
LATE = policy(
    "maison",
    preparation="3 jours avant",
    references="la veille à 18 h",
    sources="au début",
    summary="20 minutes après le début",
    dossier={"member": "le lendemain", "reader": "2 heures avant"},
    commentary="2026-12-01",
)
"""The association's own policy, which every case has."""


@dataclass(frozen=True)
class Case:
    """A row of the table."""

    name: str
    row: Mapping[str, Any]

    @property
    def catalogue(self) -> Catalogue:
        """The association that the row describes."""
        held = group(
            "blain",
            *(meeting_of(each) for each in self.row.get("meetings", [])),
            policy=self.row["policy"],
            readers=self.row.get("readers", True),
        )
        days = {key: local(value) for key, value in self.row.items() if key.startswith("opens_to")}
        year = edition("2026", theme(THEME), theme("2026/autre"), **days)
        zone = ZoneInfo(self.row.get("zone", "Europe/Paris"))
        return catalogue(year, groups=[held], policies=[LATE], zone=zone)

    @property
    def view(self) -> SiteView:
        """The facilitator's view."""
        views = views_at(self.catalogue, instant(self.row["at"]))
        return views.of(Site("blain", Audience.FACILITATOR))

    @property
    def given(self) -> dict[str, Any]:
        """The question for the desk's script."""
        now = round(instant(self.row["at"]).timestamp() * 1000)
        view = self.view
        # A desk has no archived theme that no meeting is on; here the scripts are asked all.
        themes = [collect_theme_facts(each, year) for year in view.editions for each in year.themes]
        facts = {**collect_desk_facts(view), "themes": themes}
        return {"facts": facts, "now": now, "theme": THEME}

    @property
    def decided(self) -> dict[str, dict[str, str]]:
        """The decisions of `parution.release`."""
        decisions = Decisions(self.catalogue, instant(self.row["at"]))
        held = self.catalogue.groups[0]
        return {
            audience.value: {
                part.value: note_decision(each)
                for part, each in decisions.of(Site("blain", audience), THEME).items()
            }
            for audience in (Audience.MEMBER, Audience.READER)
            if audience in held.audiences
        }


def meeting_of(row: Mapping[str, Any]) -> Any:
    """Return a meeting as a row has it."""
    made = meeting(
        row.get("theme", THEME),
        row["starts"],
        policy=row.get("policy"),
        releases=rules(**row.get("releases", {})),
    )
    return replace(made, duration=timedelta(minutes=row.get("minutes", 120)))


def note_decision(decision: Openness) -> str:
    """Return a part's decision in the table's notation, with ``!`` if it is open by now."""
    if decision.opens_at is not None:
        return format_utc_iso(decision.opens_at) + ("!" if decision.visible else "")
    return "open!" if decision.reason is Reason.OPEN else decision.reason.value


CASES = [Case(name, row) for name, row in json.loads(TABLE.read_text("utf-8")).items()]
PARTS = [part.value for part in Part]
