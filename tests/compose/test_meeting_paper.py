"""The printable sheets for a group's next meeting: on which site, and with which facts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from builders import catalogue, edition, group, instant, meeting, theme
from compose.views import views_at
from parution.compose import MeetingSheets, SitePlan, SmallFile
from parution.compose.sites import compose
from parution.domain import Audience, Catalogue, Site

PAIN = "2026/pain"
FIRST, SECOND = "meetings/2026-10-08/sheets.pdf", "meetings/2026-11-12/sheets.pdf"
MEMBER = Site("blain", Audience.MEMBER)
FACILITATOR = Site("blain", Audience.FACILITATOR)


def association(draft: bool = False) -> Catalogue:
    """Return a group that meets twice, and one that never does."""
    first = replace(meeting(PAIN, "2026-10-08 20:30"), venue="Maison de santé")
    return catalogue(
        edition("2026", replace(theme(PAIN), title="La douleur", draft=draft)),
        groups=[
            group("blain", first, meeting(None, "2026-11-12 20:30"), readers=True),
            group("laval"),
        ],
    )


def list_sheets(moment: str, of: Catalogue | None = None, **options: str) -> Mapping[Site, Mapping]:
    """Return the sheets of every site, by path."""
    views = views_at(of or association(), instant(moment), **options)
    return {plan.site: dict(list_sheets_of(plan)) for plan in compose(views, views.sites)}


def list_sheets_of(plan: SitePlan) -> list[tuple[str, MeetingSheets]]:
    start = f"{plan.folder}/" if plan.folder else ""
    return [
        (path.removeprefix(start), entry)
        for path, entry in plan.files()
        if isinstance(entry, MeetingSheets)
    ]


NEXT = [
    ("2026-09-01 12:00Z", [FIRST]),
    ("2026-10-08 20:29Z", [FIRST]),
    ("2026-10-08 20:30Z", [SECOND]),
    ("2026-12-01 12:00Z", []),
]


@pytest.mark.parametrize(("moment", "paths"), NEXT)
def test_the_next_meeting_has_sheets_until_it_is_over(moment: str, paths: list[str]) -> None:
    """A meeting has sheets until its end; then the next one does."""
    assert list(list_sheets(moment)[MEMBER]) == paths


def test_they_are_kept_for_the_room_without_a_network() -> None:
    """A device keeps the sheets of the next meeting for use offline."""
    views = views_at(association(), instant("2026-10-01 12:00Z"))
    (plan,) = compose(views, [MEMBER])
    (listed,) = [entry for path, entry in plan.files() if path.endswith("/offline.json")]
    assert isinstance(listed, SmallFile)
    assert FIRST in {path for path, _ in json.loads(listed.content)["files"]}


def test_they_say_which_meeting_it_is() -> None:
    """They name the group, the theme, the day, the hours and the place in words."""
    said = list_sheets("2026-10-01 12:00Z")[MEMBER][FIRST]
    plain = {label: text.replace("\u00a0", " ") for label, text in said.facts}
    assert said.title.replace("\u00a0", " ") == "Blain · jeudi 8 octobre 2026"
    assert plain == {
        "Thème": "La douleur",
        "Quand": "jeudi 8 octobre 2026, de 20 h 30 à 22 h 30",
        "Où": "Maison de santé",
    }


def test_only_the_facilitator_s_have_the_guide() -> None:
    """Members and readers have the same sheets, without the guide."""
    on = list_sheets("2026-10-01 12:00Z")
    assert on[FACILITATOR][FIRST].guide is not None
    assert on[MEMBER][FIRST].guide is None
    assert on[MEMBER] == on[Site("blain", Audience.READER)]


def test_a_draft_theme_is_not_named() -> None:
    """Sheets for a meeting on a draft have neither its title nor its guide."""
    on = list_sheets("2026-10-01 12:00Z", association(draft=True))
    assert dict(on[FACILITATOR][FIRST].facts)["Thème"] == "Thème à venir"
    assert on[FACILITATOR][FIRST].guide is None


def test_no_other_site_has_any() -> None:
    """The public site, groups without a meeting, and builds without PDF have no sheets."""
    on = list_sheets("2026-10-01 12:00Z")
    assert {site.group for site, has in on.items() if has} == {"blain"}
    assert not any(list_sheets("2026-10-01 12:00Z", pdf_set_by="").values())
