"""The proof of non-interference: change anything hidden from a site, and none of its bytes changes.

There is one exact exception: the pages that a room code opens, which are sealed in the sites of
groups that asked for one.

Every example is an association made up by Hypothesis, built for real: MkDocs, Pagefind and all.
`oracle`, which knows nothing of the product, decides who may see which part.
"""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from parution.release import Decisions
from parution.sources import read
from proof import oracle, scenes
from proof.building import REAL_BUILDS, Files, build, find_differences, temporary_folder
from proof.corners import CORNERS, Corner
from proof.mutations import Mutation, mutations
from proof.worlds import Edition, Group, Meeting, Text, Theme, World, bring, files_of

SEALED = re.compile(r"room/[0-9a-f]{20}\.bin")
"""The folder of the pages that a room code opens."""

AT_A_TIME = 5
"""Mutations of one world; each costs a build, but not one from nothing."""


def shows_any(world: World, site: oracle.Site, parts: frozenset, instant: datetime) -> bool:
    return any(oracle.sees(world, site, *revealed, instant) for revealed in parts)


def may_change(world: World, site: oracle.Site, change: Mutation, instant: datetime) -> bool:
    """Tell whether a site may differ after a mutation."""
    if site[0] in change.groups or site[1] in change.audiences:
        return True
    return shows_any(world, site, change.touches, instant) or shows_any(
        change.after, site, change.touches, instant
    )


def find_betrayed(world: World, site: oracle.Site, before: Files, after: Files) -> list[str]:
    """Return the paths that differ and may not, for a site that none of the changes may reach.

    If the group has a room code, its sealed pages on the members' and readers' sites may change
    their bytes, but neither their names nor their sizes.
    """
    group, audience = site
    has_sealed = group in world.groups and world.groups[group].room_code
    may_differ = has_sealed and audience in ("member", "reader")
    return [
        path
        for path in find_differences(before, after)
        if not (may_differ and SEALED.fullmatch(path) and is_same_size(path, before, after))
    ]


def is_same_size(path: str, before: Files, after: Files) -> bool:
    return path in before and path in after and len(before[path]) == len(after[path])


def check(
    world: World,
    change: Mutation,
    instant: datetime,
    before: dict[oracle.Site, Files],
    after: dict[oracle.Site, Files],
) -> None:
    """Compare the sites before and after a mutation."""
    for site in before.keys() & after.keys():
        differ = find_differences(before[site], after[site])
        if not may_change(world, site, change, instant):
            found = find_betrayed(world, site, before[site], after[site])
            assert not found, f"{site} is changed by “{change.name}”, which is hidden from it"
        elif shows_any(world, site, change.shows, instant):
            archive = oracle.archive_of(site)
            led_to = find_differences(before[archive], after[archive]) if archive else []
            assert differ or led_to, f"{site} shows “{change.name}”, but did not change"


WITHOUT_CONTENT = (b'class="locked"', b"data-leading-on", b"data-not-found")
"""Marks of pages that say when a part opens, or that lead to another site."""


def check_pages(world: World, built: dict[oracle.Site, Files], instant: datetime) -> None:
    """Check that the pages on each site are those that the oracle allows."""
    assert set(built) == set(oracle.sites(world))
    for site, files in built.items():
        for address, theme in world.every.items():
            if world.owner(address) not in (None, site[0]):
                assert not [path for path in files if path.startswith(f"{address}/")]
            for part in theme.parts:
                name = "" if part == "presentation" else f"{part}/"
                page = files.get(f"{address}/{name}index.html", b"")
                shown = bool(page) and not any(mark in page for mark in WITHOUT_CONTENT)
                expected = oracle.sees(world, site, address, part, instant)
                here = oracle.holds(world, site, address, instant)
                assert shown == (expected and here), f"{site}: {address} {part}"


@REAL_BUILDS
@given(data=st.data())
def test_a_hidden_change_cannot_change_a_site(data: st.DataObject) -> None:
    """A mutation changes the bytes of the sites that show it, and of no other."""
    world = data.draw(scenes.worlds())
    instant = data.draw(scenes.instants(world))
    with temporary_folder() as project:
        before = build(project, world, instant)
        for number in range(AT_A_TIME):
            change = data.draw(st.sampled_from(list(mutations(world, f"m{number}"))))
            note(f"{change} at {instant}")
            after = build(project, change.after, instant)
            check(world, change, instant, before, after)
            world, before = change.after, after


@REAL_BUILDS
@given(data=st.data())
def test_all_hidden_changes_at_once_cannot_change_a_site(data: st.DataObject) -> None:
    """Changing everything hidden from a site, in another folder, changes none of its bytes."""
    world = data.draw(scenes.worlds())
    instant = data.draw(scenes.instants(world))
    site = data.draw(st.sampled_from(list(oracle.sites(world))))
    other = world
    for number in range(12):
        hidden = [
            change
            for change in mutations(other, f"m{number}")
            if not may_change(other, site, change, instant)
        ]
        if hidden:
            change = data.draw(st.sampled_from(hidden))
            note(f"{change} at {instant}, hidden from {site}")
            other = change.after
    with temporary_folder() as here, temporary_folder() as there:
        mine, theirs = build(here, world, instant)[site], build(there, other, instant)[site]
    assert not find_betrayed(world, site, mine, theirs)


def change_all_hidden(corner: Corner) -> World:
    """Return a world with everything changed that is hidden from a corner's site."""
    world, done = corner.world, set[str]()
    for number in range(100):
        change = find_hidden_change(world, corner, f"m{number}", done)
        if change is None:
            break
        done.add(without_mark(change.name))
        world = change.after
    return world


def find_hidden_change(world: World, corner: Corner, mark: str, done: set[str]) -> Mutation | None:
    """Return a change that is hidden from a corner's site and not done yet, if any is left."""
    left = [each for each in mutations(world, mark) if without_mark(each.name) not in done]
    left.sort(key=lambda change: without_mark(change.name))
    hidden = (each for each in left if not may_change(world, corner.site, each, corner.instant))
    return next(hidden, None)


def without_mark(name: str) -> str:
    """Return the name of a mutation without the mark that makes it new."""
    return re.sub(r"[dmk]+m?\d+", "…", name)


@pytest.mark.parametrize("corner", CORNERS.values(), ids=CORNERS)
def test_corner_worlds(corner: Corner) -> None:
    """In the corner worlds too, hidden changes do not reach a site."""
    other = change_all_hidden(corner)
    assert other != corner.world
    with temporary_folder() as project:
        before = build(project, corner.world, corner.instant)
        check_pages(corner.world, before, corner.instant)
        after = build(project, other, corner.instant)
        check_pages(other, after, corner.instant)
    assert not find_betrayed(corner.world, corner.site, before[corner.site], after[corner.site])


@settings(REAL_BUILDS, max_examples=settings.default.max_examples // 2)
@given(world=scenes.worlds())
def test_the_oracle_and_the_product_agree(world: World) -> None:
    """At, before and long after every opening, both decide alike for every site and part."""
    with temporary_folder() as project:
        catalogue = read(bring(project, files_of(world))).require()
    moments = oracle.boundaries(world) or [datetime(2026, 9, 1, tzinfo=UTC)]
    for moment in (*moments, *(each - timedelta(microseconds=1) for each in moments)):
        decisions = Decisions(catalogue, moment)
        for site in decisions.sites:
            who = (site.group, site.audience.value)
            for address in world.every:
                if world.owner(address) not in (None, site.group):
                    assert address not in decisions.outlooks(site)
                    continue
                for part, decision in decisions.of(site, address).items():
                    expected = oracle.sees(world, who, address, part.value, moment)
                    assert decision.visible == expected, (moment, who, address, part)


@REAL_BUILDS
@given(data=st.data())
def test_every_site_has_the_pages_that_the_oracle_allows(data: st.DataObject) -> None:
    """A site has a part's own page, rather than a locked one, exactly when the oracle shows it."""
    world = data.draw(scenes.worlds())
    instant = data.draw(scenes.instants(world))
    with temporary_folder() as project:
        built = build(project, world, instant)
    check_pages(world, built, instant)


def with_a_code(text: str, room_code: bool = True) -> World:
    """Return a world of one group with a room code, whose closed next dossier has this text."""
    theme = Theme({"presentation": Text("Le sujet."), "dossier": Text(text)})
    meeting = Meeting("2026/t1", datetime(2026, 10, 8, 20))
    group = Group("Blain", "after", (meeting,), readers=True, room_code=room_code)
    return World({"2026": Edition()}, {"2026/t1": theme}, {"blain": group})


BEFORE_THE_MEETING = datetime(2026, 9, 20, tzinfo=UTC)
HOLDERS = (("blain", "member"), ("blain", "reader"))


def test_only_the_sealed_page_changes_with_its_content() -> None:
    """A hidden edit changes all sealed bytes, but neither their name and size nor other files."""
    with temporary_folder() as project:
        before = build(project, with_a_code("Un texte."), BEFORE_THE_MEETING)
        shutil.rmtree(project / "site")  # A changed plan is written again.
        after = build(project, with_a_code("Un autre, plus long. " * 99), BEFORE_THE_MEETING)
        without = build(project, with_a_code("Un texte.", False), BEFORE_THE_MEETING)
        again = build(project, with_a_code("Un texte."), BEFORE_THE_MEETING)
    for site in HOLDERS:
        (path,) = find_differences(before[site], after[site])
        assert SEALED.fullmatch(path)
        old, new = before[site][path], after[site][path]
        assert len(old) == len(new) == 512 * 1024
        assert old[:28] != new[:28]
        assert sum(one == other for one, other in zip(old, new, strict=True)) < len(old) / 100
        assert again[site][path] == old
        assert not any(name.startswith("room/") for name in without[site])
    assert not any(name.startswith("room/") for name in before[oracle.PUBLIC])


def test_a_larger_step_is_all_that_its_size_tells() -> None:
    """A sealed page that outgrows a step doubles its size, as SECURITY.md says."""
    with temporary_folder() as project:
        before = build(project, with_a_code("Un texte."), BEFORE_THE_MEETING)
        after = build(project, with_a_code("Un mot de plus. " * 40_000), BEFORE_THE_MEETING)
    for site in HOLDERS:
        (path,) = find_differences(before[site], after[site])
        assert (len(before[site][path]), len(after[site][path])) == (512 * 1024, 1024 * 1024)
