"""The data of the minutes' forms is in the facilitator's page, and in no other."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from builders import catalogue, edition, group, instant, meeting, theme
from compose.views import views_at
from parution.compose.desk.writing import collect_writing_data
from parution.compose.plans import Stored
from parution.compose.views import SiteView
from parution.domain import Audience, Part, Question, Site
from parution.render.form_values import encode_citable, encode_minutes
from parution.rendition import MinutesTexts, Own, OwnRendition, RenderedMinutes, Sealed
from parution.sources import read
from parution.timetable.minutes_text import read_values
from parution.timetable.minutes_wishes import are_alike_in_minutes
from tiny_project import tiny_project

PAIN, DRAFT = "2026/douleur", "2026/fievre"
FIRST = date(2025, 9, 4)
DAYS = [FIRST + timedelta(days=28 * number) for number in range(14)]
"""Fourteen meetings, of which the last is still to come."""


def question(answered: date | None = None) -> Question:
    return Question("Quand ?", None, None, None, None, None, None, answered)


def render_minutes(day: date, *questions: Question, waits_for: str = "") -> Own[RenderedMinutes]:
    """Return minutes whose form has the text “form of <day>”."""
    texts = MinutesTexts({}, None, f"file of {day}", f"form of {day}")
    sealed = Sealed(waits_for, Part.REFERENCES, texts) if waits_for else texts
    return Own("blain", False, RenderedMinutes(day, questions, sealed))


def desk_of(*minutes: Own[RenderedMinutes]) -> SiteView:
    """Return the facilitator's view of a group that met for a year, and wrote these minutes."""
    held = group("blain", *(meeting(PAIN, f"{day} 20:30") for day in DAYS))
    year = edition("2026", theme(PAIN), theme(DRAFT, draft=True))
    own = {"blain": OwnRendition(minutes, citable=Own("blain", True, "own references"))}
    at = instant(f"{DAYS[-1] - timedelta(days=7)} 12:00Z")
    return views_at(catalogue(year, groups=[held]), at, own=own).of(
        Site("blain", Audience.FACILITATOR)
    )


def list_minutes(view: SiteView) -> tuple[str, ...]:
    """Return the minutes in the page, and those stored by their digests."""
    return tuple(
        f"<{e.digest}>" if isinstance(e, Stored) else e for e in collect_writing_data(view)
    )


def test_the_page_lists_minutes_of_the_past_year() -> None:
    """The page lists the past year's minutes, soonest first, and older ones with open questions."""
    old = render_minutes(DAYS[0], question(answered=DAYS[1]))
    assert f"<form of {DAYS[0]}>" not in list_minutes(desk_of(old, render_minutes(DAYS[1])))
    view = desk_of(
        render_minutes(DAYS[0], question()), render_minutes(DAYS[1]), render_minutes(DAYS[12])
    )
    start = list_minutes(view).index("[")
    assert list_minutes(view)[start : start + 7] == (
        "[", f"<form of {DAYS[0]}>", ",", f"<form of {DAYS[1]}>", ",", f"<form of {DAYS[12]}>", "]",
    )  # fmt: skip


def test_minutes_that_wait_for_a_theme_appear_as_a_day() -> None:
    """Minutes that cite an unannounced theme appear as a day alone, without their texts."""
    page = list_minutes(desk_of(render_minutes(DAYS[5], waits_for=DRAFT)))
    assert json.dumps({"day": DAYS[5].isoformat(), "withheld": True}) in page
    assert f"<form of {DAYS[5]}>" not in page


def test_the_groups_own_references_are_offered() -> None:
    """Own references are offered under an empty address, beside those of the themes."""
    page = list_minutes(desk_of())
    assert page[page.index('"":') + 1] == "<own references>"


LAYOUTS = [
    "Neuf. <!-- entre nous -->\n",
    "---\n# à relire\ndraft: true\nquestions:\n  - {question: Et la nuit}\n---\n\nNeuf.\n\n- Un.\n",
    "---\nquestions:\n  - question: >\n      Quelle échelle\n      à quatre ans ?\n"
    "    population: 'enfants'\n    answer: |\n      Oui.\n    answered: 2026-10-20\n---\n",
    "---\r\nquestions:\r\n  - question: Quand ?\r\n---\r\n\r\nNeuf.\r\n\r\nDix.\r\n",
]


@pytest.mark.parametrize("written", LAYOUTS)
def test_a_form_has_the_values_that_apply_reads(tmp_path: Path, written: str) -> None:
    """A form's data equals `apply`'s reading of any layout, so its requests are not stale."""
    files = {"groups/blain/2026-10-08.md": written.encode()}
    (minutes,) = read(tiny_project(tmp_path, files)).require().own["blain"].minutes
    form = json.loads(encode_minutes(minutes))
    found = {"text": form["text"]} if form["text"] else {}
    for number, asked in enumerate(form["questions"], 1):
        for key, value in asked.items():
            stem = f"question.{number}"
            found[stem if key == "question" else f"{stem}.{key}"] = value
    expected = read_values(written)
    assert found.keys() == expected.keys()
    assert all(are_alike_in_minutes(key, found[key], expected[key]) for key in expected)
    assert form["draft"] is ("draft: true" in written)


def test_nothing_written_ends_the_element_around_it(tmp_path: Path) -> None:
    """HTML characters in minutes and titles are escaped in the page's JSON."""
    files = {"groups/blain/2026-10-08.md": "`</script><!--` & 'x'\n"}
    (minutes,) = read(tiny_project(tmp_path, files)).require().own["blain"].minutes
    reference = replace(minutes.references[0], fields={"title": "</script>"}, authors=())
    for data in (encode_minutes(minutes), encode_citable([reference], str)):
        assert not set("<>&'") & set(data)


def test_references_go_by_their_words(tmp_path: Path) -> None:
    """A reference is one line of author, date and title, sorted by its words."""
    (minutes,) = (
        read(tiny_project(tmp_path, {"groups/blain/2026-10-08.md": ""}))
        .require()
        .own["blain"]
        .minutes
    )
    offered = json.loads(encode_citable(minutes.references, str))
    assert ["durand2019", "Durand and Petit, 2019. Une échelle de la douleur"] in offered
    assert offered == sorted(offered, key=lambda pair: pair[1].casefold())
