"""The proof: change anything that is hidden from a site, and not one byte of that site changes.

There is one exception, and it is exact: what a room code opens, which stands sealed in the sites
of groups that asked for it.

Every example is an association made up by Hypothesis, built for real: MkDocs, Pagefind and all.
Who may see what is worked out by `oracle`, which knows nothing of the product.
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
from proof.building import REAL_BUILDS, Files, build, differing, somewhere
from proof.corners import CORNERS, Corner
from proof.mutations import Mutation, mutations
from proof.worlds import Edition, Group, Meeting, Text, Theme, World, bring, files_of

SEALED = re.compile(r"room/[0-9a-f]{20}\.bin")
"""Where what a room code opens stands."""

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


def betrayed(world: World, site: oracle.Site, before: Files, after: Files) -> list[str]:
    """Return the paths that differ and may not, of a site from which all that changed is hidden.

    Where the group has a room code, members and readers hold what it opens, sealed: its bytes may
    differ, but neither its name nor its size.
    """
    group, audience = site
    has_sealed = group in world.groups and world.groups[group].room_code
    may_differ = has_sealed and audience in ("member", "reader")
    return [
        path
        for path in differing(before, after)
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
    """Compare the sites that stand before and after a mutation."""
    for site in before.keys() & after.keys():
        differ = differing(before[site], after[site])
        if not may_change(world, site, change, instant):
            found = betrayed(world, site, before[site], after[site])
            assert not found, f"{site} is changed by “{change.name}”, which is hidden from it"
        elif shows_any(world, site, change.shows, instant):
            archive = oracle.archive_of(site)
            led_to = differing(before[archive], after[archive]) if archive else []
            assert differ or led_to, f"{site} shows “{change.name}”, but did not change"


def stand_as_decided(world: World, built: dict[oracle.Site, Files], instant: datetime) -> None:
    """Compare which pages stand on which sites with what the oracle says."""
    assert set(built) == set(oracle.sites(world))
    for site, files in built.items():
        for address, theme in world.every.items():
            if world.owner(address) not in (None, site[0]):
                assert not [path for path in files if path.startswith(f"{address}/")]
            for part in theme.parts:
                name = "" if part == "presentation" else f"{part}/"
                page = files.get(f"{address}/{name}index.html", b"")
                is_word = b'class="locked"' in page or b"data-leading-on" in page
                shown = bool(page) and not is_word
                expected = oracle.sees(world, site, address, part, instant)
                here = oracle.holds(world, site, address, instant)
                assert shown == (expected and here), f"{site}: {address} {part}"


@REAL_BUILDS
@given(data=st.data())
def test_what_is_hidden_from_a_site_cannot_change_it(data: st.DataObject) -> None:
    """A mutation changes the bytes of the sites that show it, and of no other."""
    world = data.draw(scenes.worlds())
    instant = data.draw(scenes.instants(world))
    with somewhere() as project:
        before = build(project, world, instant)
        for number in range(AT_A_TIME):
            change = data.draw(st.sampled_from(list(mutations(world, f"m{number}"))))
            note(f"{change} at {instant}")
            after = build(project, change.after, instant)
            check(world, change, instant, before, after)
            world, before = change.after, after


@REAL_BUILDS
@given(data=st.data())
def test_all_that_is_hidden_from_a_site_at_once_cannot_change_it(data: st.DataObject) -> None:
    """Everything hidden from a site may change together, in another folder, without its notice."""
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
    with somewhere() as here, somewhere() as there:
        mine, theirs = build(here, world, instant)[site], build(there, other, instant)[site]
    assert not betrayed(world, site, mine, theirs)


def all_hidden_changed(corner: Corner) -> World:
    """Return a world in which everything that is hidden from a corner's site is another."""
    world, done = corner.world, set[str]()
    for number in range(100):
        changes = {
            unmarked(change.name): change
            for change in mutations(world, f"m{number}")
            if not may_change(world, corner.site, change, corner.instant)
        }
        left = sorted(changes.keys() - done)
        if not left:
            break
        done.add(left[0])
        world = changes[left[0]].after
    return world


def unmarked(name: str) -> str:
    """Return the name of a mutation without the mark that makes it new."""
    return re.sub(r"[dmk]+m?\d+", "…", name)


@pytest.mark.parametrize("corner", CORNERS.values(), ids=CORNERS)
def test_corner_worlds(corner: Corner) -> None:
    """In associations that chance seldom draws, a site is what its own parts make it, no more."""
    other = all_hidden_changed(corner)
    assert other != corner.world
    with somewhere() as project:
        before = build(project, corner.world, corner.instant)
        stand_as_decided(corner.world, before, corner.instant)
        after = build(project, other, corner.instant)
        stand_as_decided(other, after, corner.instant)
    assert not betrayed(corner.world, corner.site, before[corner.site], after[corner.site])


@settings(REAL_BUILDS, max_examples=settings.default.max_examples // 2)
@given(world=scenes.worlds())
def test_the_oracle_and_the_product_agree(world: World) -> None:
    """At every opening, just before and long after, both decide alike for every site and part."""
    with somewhere() as project:
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
def test_every_site_stands_where_the_oracle_says(data: st.DataObject) -> None:
    """A part's own page, not a locked one, stands on a site exactly when the oracle shows it."""
    world = data.draw(scenes.worlds())
    instant = data.draw(scenes.instants(world))
    with somewhere() as project:
        built = build(project, world, instant)
    stand_as_decided(world, built, instant)


def with_a_code(text: str, room_code: bool = True) -> World:
    """Return a world of one group, whose next meeting's dossier says a text and is closed."""
    theme = Theme({"presentation": Text("Le sujet."), "dossier": Text(text)})
    meeting = Meeting("2026/t1", datetime(2026, 10, 8, 20))
    group = Group("Blain", "after", (meeting,), readers=True, room_code=room_code)
    return World({"2026": Edition()}, {"2026/t1": theme}, {"blain": group})


BEFORE_THE_MEETING = datetime(2026, 9, 20, tzinfo=UTC)
HOLDERS = (("blain", "member"), ("blain", "reader"))


def test_what_is_sealed_alone_changes_with_what_it_holds() -> None:
    """Its bytes differ from beginning to end; its name and its size, and all else, do not."""
    with somewhere() as project:
        before = build(project, with_a_code("Un texte."), BEFORE_THE_MEETING)
        shutil.rmtree(project / "site")  # Whatever a plan says anew is written anew.
        after = build(project, with_a_code("Un autre, plus long. " * 99), BEFORE_THE_MEETING)
        without = build(project, with_a_code("Un texte.", False), BEFORE_THE_MEETING)
        again = build(project, with_a_code("Un texte."), BEFORE_THE_MEETING)
    for site in HOLDERS:
        (path,) = differing(before[site], after[site])
        assert SEALED.fullmatch(path)
        old, new = before[site][path], after[site][path]
        assert len(old) == len(new) == 512 * 1024
        assert old[:28] != new[:28]
        assert sum(one == other for one, other in zip(old, new, strict=True)) < len(old) / 100
        assert again[site][path] == old
        assert not any(name.startswith("room/") for name in without[site])
    assert not any(name.startswith("room/") for name in before[oracle.PUBLIC])


def test_a_larger_step_is_all_that_its_size_tells() -> None:
    """What outgrows a step has twice its size, and that is seen: SECURITY.md says so."""
    with somewhere() as project:
        before = build(project, with_a_code("Un texte."), BEFORE_THE_MEETING)
        after = build(project, with_a_code("Un mot de plus. " * 40_000), BEFORE_THE_MEETING)
    for site in HOLDERS:
        (path,) = differing(before[site], after[site])
        assert (len(before[site][path]), len(after[site][path])) == (512 * 1024, 1024 * 1024)
