"""The bar of the preview speaks an association's own words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import catalogue, edition, group, instant, meeting, theme
from command_line import plain
from parution.domain import Audience, Part, Site
from parution.domain.own_labels import Labels
from parution.preview.bar import Shown, add_bar
from parution.preview.preview_address import Kind, Preview

PAIN = "2026/pain"
OWN = Labels(
    theme=("sujet", "sujets"),
    facilitator=("modérateur", "modératrice"),
    parts=((Part.DOSSIER, "Synthèse"),),
)


@pytest.fixture(scope="module")
def bar() -> str:
    """The bar of an association with its own words, on its facilitator's site."""
    made = catalogue(
        edition("2026", theme(PAIN)), groups=[group("blain", meeting(PAIN, "2026-10-08 20:30"))]
    )
    own = replace(made, settings=replace(made.settings, labels=OWN))
    now = Preview(Kind.SITES, instant("2026-09-01 12:00Z"))
    member = Site("blain", Audience.MEMBER)
    shown = Shown(now, member, "/g/blain-x/index.html", "g/blain-x", own, None, "")
    return plain(add_bar(b"<html><head></head><body></body></html>", shown).decode())


@pytest.mark.parametrize(
    ("word", "is_there"),
    [
        ("modérateur ou modératrice", True),
        ("Synthèse", True),
        ("animateur", False),
        ("Dossier", False),
    ],
)
def test_sites_and_parts_have_their_own_names(bar: str, word: str, is_there: bool) -> None:
    """The choice of a site and the openings use the same words as the sites."""
    assert (word in bar) is is_there
