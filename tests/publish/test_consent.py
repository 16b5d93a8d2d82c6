"""Which changes need consent, and the options that give it."""

from __future__ import annotations

import pytest

from parution.domain import PUBLIC_SITE, Audience, Part, Site
from parution.publish.consent import find_renamed, list_withdrawn_names
from parution.publish.showing import Changes, SitePart

PAIN = "2026/douleur"


def rows_of(group: str, *parts: Part) -> tuple[SitePart, ...]:
    """Return parts of a theme on the members' site of a group."""
    return tuple(SitePart(Site(group, Audience.MEMBER), PAIN, part) for part in parts)


OPEN = (Part.PRESENTATION, Part.PREPARATION)

NAMES = [
    pytest.param(rows_of("blain", *OPEN), ("blain",), id="one group"),
    pytest.param(
        (SitePart(PUBLIC_SITE, PAIN, Part.PRESENTATION), *rows_of("blain", *OPEN)),
        (PAIN,),
        id="a theme, of the public too",
    ),
    pytest.param(
        (*rows_of("blain", Part.SUMMARY), *rows_of("laval", Part.SUMMARY)),
        (f"{PAIN}/summary",),
        id="one part, of two groups",
    ),
    pytest.param(
        (*rows_of("blain", Part.SUMMARY, Part.DOSSIER), *rows_of("laval", Part.DOSSIER)),
        (f"{PAIN}/summary", f"{PAIN}/dossier"),
        id="two parts, of two groups",
    ),
]


@pytest.mark.parametrize(("withdrawn", "names"), NAMES)
def test_the_proposed_options_withdraw_no_more_than_is_withdrawn(
    withdrawn: tuple[SitePart, ...], names: tuple[str, ...]
) -> None:
    """The proposed option names the vanishing part, not its whole theme."""
    assert list_withdrawn_names(withdrawn) == names


def test_a_group_whose_file_was_renamed_is_known() -> None:
    """A group whose file was renamed is recognised by its equal sites."""
    changes = Changes(appears=rows_of("laval-centre", *OPEN), vanishes=rows_of("laval", *OPEN))
    assert list(find_renamed(changes)) == [("laval", "laval-centre")]


@pytest.mark.parametrize(
    "appears",
    [
        rows_of("craon", Part.PRESENTATION),
        (*rows_of("craon", *OPEN), *rows_of("vertou", *OPEN)),
        (),
    ],
    ids=["with other parts", "two alike", "none"],
)
def test_another_group_is_not_taken_for_the_same(appears: tuple[SitePart, ...]) -> None:
    """A group with other parts is not taken for a renamed one, nor are two equal ones."""
    assert not list(find_renamed(Changes(appears=appears, vanishes=rows_of("laval", *OPEN))))
