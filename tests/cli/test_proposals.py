"""What is said of a publication's effects, and which consent is asked for."""

from __future__ import annotations

import pytest

from parution.cli.proposals import find_renamed, names_for
from parution.domain import PUBLIC_SITE, Audience, Part, Site
from parution.publish.showing import Changes, SitePart

PAIN = "2026/douleur"


def rows(group: str, *parts: Part) -> tuple[SitePart, ...]:
    """Return parts of a theme on the members' site of a group."""
    return tuple(SitePart(Site(group, Audience.MEMBER), PAIN, part) for part in parts)


OPEN = (Part.PRESENTATION, Part.PREPARATION)

NAMES = [
    pytest.param(rows("blain", *OPEN), ("blain",), id="one group"),
    pytest.param(
        (SitePart(PUBLIC_SITE, PAIN, Part.PRESENTATION), *rows("blain", *OPEN)),
        (PAIN,),
        id="a theme, of the public too",
    ),
    pytest.param(
        (*rows("blain", Part.SUMMARY), *rows("laval", Part.SUMMARY)),
        (f"{PAIN}/summary",),
        id="one part, of two groups",
    ),
    pytest.param(
        (*rows("blain", Part.SUMMARY, Part.DOSSIER), *rows("laval", Part.DOSSIER)),
        (f"{PAIN}/summary", f"{PAIN}/dossier"),
        id="two parts, of two groups",
    ),
]


@pytest.mark.parametrize(("withdrawn", "names"), NAMES)
def test_the_proposed_options_withdraw_no_more_than_is_withdrawn(
    withdrawn: tuple[SitePart, ...], names: tuple[str, ...]
) -> None:
    """Who copies them agrees to a part that vanishes, and not to its whole theme."""
    assert names_for(withdrawn) == names


def test_a_group_whose_file_was_renamed_is_known() -> None:
    """The same sites appear under another name."""
    changes = Changes(appears=rows("laval-centre", *OPEN), vanishes=rows("laval", *OPEN))
    assert list(find_renamed(changes)) == [("laval", "laval-centre")]


@pytest.mark.parametrize(
    "appears",
    [rows("craon", Part.PRESENTATION), (*rows("craon", *OPEN), *rows("vertou", *OPEN)), ()],
    ids=["with other parts", "two alike", "none"],
)
def test_another_group_is_not_taken_for_the_same(appears: tuple[SitePart, ...]) -> None:
    """It shows other parts, or two do the same."""
    assert not list(find_renamed(Changes(appears=appears, vanishes=rows("laval", *OPEN))))
