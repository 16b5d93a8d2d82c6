"""The one door: nothing that is hidden from a site gets into its plan (D1 to D4 of `views`).

The laws compose whole plans from made-up renditions, in which every digest, name and number depends
on the part's text. Two plans are the same when their layers and search pieces are.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import parution
from builders import attachment, catalogue, edition, group, instant, local, meeting, theme
from compose.views import Says, views_at
from parution.compose import SitePlan
from parution.compose.plans import Layer
from parution.compose.sites import compose
from parution.compose.views import SiteView, WouldLeak
from parution.domain import (
    ARCHIVE,
    FACILITATORS_ARCHIVE,
    PUBLIC_SITE,
    Audience,
    Catalogue,
    Meeting,
    Part,
    Site,
    Theme,
)
from parution.release import Decisions
from parution.rendition import Sealed

PAIN, SLEEP, DRAFT, OLD = "2026/pain", "2026/sleep", "2026/draft", "2018/old"
BLAIN, LAVAL = Site("blain", Audience.MEMBER), Site("laval", Audience.MEMBER)
BLAIN_FACILITATOR = Site("blain", Audience.FACILITATOR)

INSTANTS = {
    "before anything opens": "2026-09-01 00:00Z",
    "when the references are open": "2026-10-01 00:00Z",
    "after the first meeting": "2026-10-09 00:00Z",
    "after both": "2026-11-20 00:00Z",
    "when the year is open to all": "2027-08-01 00:00Z",
    "when it is news no more": "2029-01-01 00:00Z",
}


def meet_at(venue: str, held: Meeting) -> Meeting:
    return replace(held, venue=venue)


def made_theme(address: str, **told: object) -> Theme:
    files = [attachment(f"documents/{part}.txt") for part in Part]
    made = theme(address, attachments=files, title=f"Le thème {address}")
    return replace(made, question=f"Que faire de {address} ?", reviewed=date(2026, 9, 15), **told)


def association() -> Catalogue:
    """Return two groups that meet on the same themes, a draft, an archive, two dates."""
    return catalogue(
        edition(
            "2026",
            made_theme(PAIN),
            made_theme(SLEEP),
            made_theme(DRAFT, draft=True),
            opens_to_all=local("2027-07-01 00:00"),
            opens_to_public=local("2028-07-01 00:00"),
        ),
        edition("2018", made_theme(OLD), opens_to_all=local("2019-07-01 00:00")),
        groups=[
            group(
                "blain",
                meet_at("Salle des fêtes", meeting(PAIN, "2026-10-08 20:30")),
                meet_at("Mairie", meeting(DRAFT, "2026-12-08 20:30")),
                meet_at("Mairie", meeting(None, "2027-01-08 20:30")),
                policy="references-first",
                readers=True,
            ),
            group(
                "laval",
                meet_at("Chez Anne", meeting(SLEEP, "2026-10-20 20:30")),
                meet_at("Cabinet", meeting(PAIN, "2026-11-19 20:30")),
                policy="after",
            ),
        ],
    )


def plans_of(
    of: Catalogue, moment: datetime, says: Says | None = None, **options: bool
) -> dict[Site, SitePlan]:
    views = views_at(of, moment, says, **options)
    return {plan.site: plan for plan in compose(views, views.sites)}


def content_of(plan: SitePlan) -> object:
    """Return the whole content of a plan."""
    layers = {name: contents(layer) for name, layer in plan.layers.items()}
    bundles = (*plan.bundles, *plan.archive_bundles)
    return plan.folder, layers, [[piece.pages for piece in each.pieces] for each in bundles]


@cache
def unchanged(moment: datetime) -> Mapping[Site, object]:
    """Return the content of the association's plans at a moment."""
    return all_shown(plans_of(association(), moment))


def all_shown(plans: Mapping[Site, SitePlan]) -> dict[Site, object]:
    """Return all that readers of each site can open: with a group's site, its archive."""
    return {
        site: (content_of(plan), content_of(plans[archive_of(site)]))
        for site, plan in plans.items()
    }


def archive_of(site: Site) -> Site:
    if site.group is None:
        return site
    return FACILITATORS_ARCHIVE if site.audience is Audience.FACILITATOR else ARCHIVE


def contents(layer: Layer) -> object:
    return layer.digest, {path: entry.digest for path, entry in layer.entries.items()}


MOMENTS = [instant(text) for text in INSTANTS.values()]


# --- D1: texts ---------------------------------------------------------------------------------


def keep_known(view: SiteView, *addresses: str) -> list[str]:
    """Return those themes whose edition a site has."""
    editions = {edition.name for edition in view.editions}
    return [each for each in addresses if each.partition("/")[0] in editions]


@pytest.mark.parametrize("moment", MOMENTS, ids=INSTANTS)
def test_a_view_opens_exactly_the_visible_parts(moment: datetime) -> None:
    """On every site a view opens the visible parts and raises `WouldLeak` for all others."""
    of = association()
    views, decisions = views_at(of, moment), Decisions(of, moment)
    for site in views.sites:
        for address in keep_known(views.of(site), PAIN, SLEEP, OLD):
            view = views.of(site).theme(address)
            for part, decision in decisions.of(site, address).items():
                sealed = Sealed(address, part, "text")
                if decision.visible:
                    assert view.open(sealed) == "text"
                    assert view.page(part).title == f"title of {address} {part}: text"
                else:
                    for ask in (view.page, view.reading_minutes, view.attachments):
                        with pytest.raises(WouldLeak):
                            ask(part)
                    with pytest.raises(WouldLeak):
                        view.open(sealed)
                    with pytest.raises(WouldLeak):
                        view.piece(part, f"chapter:{part}")


def test_a_view_of_a_theme_opens_no_other() -> None:
    """A view of one theme does not open another theme's parts."""
    view = views_at(association(), instant("2026-10-09 00:00Z")).of(BLAIN).theme(PAIN)
    assert view.open(Sealed(PAIN, Part.DOSSIER, "text")) == "text"
    # One comes before it in the alphabet, one after it.
    for other in (SLEEP, DRAFT, OLD, f"{PAIN}s"):
        with pytest.raises(WouldLeak):
            view.open(Sealed(other, Part.DOSSIER, "text"))


def test_a_sealed_value_is_not_printed() -> None:
    """Printing a sealed value, in a message or a log, does not show its content."""
    sealed = Sealed(PAIN, Part.DOSSIER, "le texte")
    assert "le texte" not in repr(sealed)
    assert "le texte" not in str(WouldLeak(sealed, "a site"))


@settings(max_examples=settings.default.max_examples // 2)
@given(st.sampled_from(MOMENTS), st.data())
def test_a_hidden_text_changes_no_byte_of_a_plan(moment: datetime, data: st.DataObject) -> None:
    """Another text of a part changes no plan of a site that does not show it.

    The text changes the part's page, pieces, files, minutes, citations, title and slots.
    """
    of = association()
    themes = of.themes
    address = data.draw(st.sampled_from(sorted(themes)))
    part = data.draw(st.sampled_from(themes[address].parts))
    said = data.draw(st.sampled_from(["nothing", "another text, and a longer one"]))
    after = all_shown(plans_of(of, moment, {(address, part): said}))
    decisions = Decisions(of, moment)
    for site, before in unchanged(moment).items():
        is_same = before == after[site]
        assert is_same is not decisions.of(site, address)[part].visible, (site, address, part)


# --- D2: other groups --------------------------------------------------------------------------


def with_laval(of: Catalogue, **changes: object) -> Catalogue:
    blain, laval = of.groups
    return replace(of, groups=(blain, replace(laval, **changes)))


def change_venue(of: Catalogue) -> Catalogue:
    meetings = tuple(meet_at("Un autre lieu", held) for held in of.groups[1].meetings)
    return with_laval(of, meetings=meetings)


def postpone_meetings(of: Catalogue) -> Catalogue:
    return with_laval(of, meetings=(meeting(PAIN, "2026-11-26 20:30"),))


OF_ANOTHER_GROUP = {
    "its places, name, readers and addresses": lambda of: with_laval(
        change_venue(of), name="Laval et environs", readers=True, generation=2
    ),
    "its dates, and so when parts open there": postpone_meetings,
    "its policy": lambda of: with_laval(of, policy="before"),
    "itself": lambda of: replace(of, groups=of.groups[:1]),
}


@pytest.mark.parametrize("change", OF_ANOTHER_GROUP.values(), ids=OF_ANOTHER_GROUP)
@pytest.mark.parametrize("moment", MOMENTS, ids=INSTANTS)
def test_a_site_says_nothing_of_another_group(change, moment: datetime) -> None:
    """No change of Laval changes the plans of Blain or of the public."""
    before, after = unchanged(moment), all_shown(plans_of(change(association()), moment))
    others = [site for site in before if site.group != "laval"]
    assert len(others) == 6
    for site in others:
        assert before[site] == after[site], site


def test_a_change_of_a_group_shows_on_its_own_site() -> None:
    """Each of these changes does change the group's own plans."""
    moment = instant(INSTANTS["before anything opens"])
    before = plans_of(association(), moment)
    for change in (
        change_venue,
        postpone_meetings,
        lambda of: with_laval(of, name="Laval et environs"),
    ):
        after = plans_of(change(association()), moment)
        assert content_of(before[LAVAL]) != content_of(after[LAVAL])


def test_a_theme_tells_the_meetings_on_it_alone() -> None:
    """A view of a theme holds the group's meetings to come on that theme."""
    views = views_at(association(), instant(INSTANTS["before anything opens"]))
    held = {
        address: [each.venue for each in views.of(LAVAL).theme(address).meetings]
        for address in (PAIN, SLEEP, OLD)
    }
    assert held == {PAIN: ["Cabinet"], SLEEP: ["Chez Anne"], OLD: []}


# --- D3: drafts --------------------------------------------------------------------------------


def with_draft(of: Catalogue, **changes: object) -> Catalogue:
    newest, old = of.editions
    themes = tuple(replace(each, **changes) if each.draft else each for each in newest.themes)
    return replace(of, editions=(replace(newest, themes=themes), old))


OF_A_DRAFT = {
    "title": "Un autre titre",
    "question": "Une autre question ?",
    "reviewed": date(2026, 9, 1),
    "authors": ("Dr B. Durand",),
    "keywords": ("mot",),
}


@pytest.mark.parametrize("moment", MOMENTS, ids=INSTANTS)
def test_no_site_says_a_word_of_a_draft(moment: datetime) -> None:
    """No change of a draft changes a site, not even of the group that has a meeting on it."""
    changed = with_draft(association(), **OF_A_DRAFT)
    assert unchanged(moment) == all_shown(plans_of(changed, moment))


def test_a_draft_has_no_view() -> None:
    """Asking for a draft's view raises the error for a theme that does not exist."""
    views = views_at(association(), instant("2029-01-01 00:00Z"))
    for site in views.sites:
        with pytest.raises(LookupError):
            views.of(site).theme(DRAFT)


def test_a_preview_shows_drafts_and_everything() -> None:
    """A preview's one site shows its authors all parts, drafts included."""
    plans = plans_of(association(), instant("2026-09-01 00:00Z"), everything=True)
    assert [*plans] == [PUBLIC_SITE]
    paths = {path for layer in plans[PUBLIC_SITE].layers.values() for path in layer.entries}
    assert {f"{DRAFT}/index.html", f"{PAIN}/guide/index.html"} <= paths


# --- D4: sharing -------------------------------------------------------------------------------


@settings(max_examples=5)
@given(st.sampled_from(MOMENTS), st.permutations(range(8)))
def test_the_order_in_which_sites_are_composed_does_not_matter(
    moment: datetime, order: list[int]
) -> None:
    """A page composed for one site and shared is right for every site, in any order."""
    views = views_at(association(), moment)
    sites = [views.sites[place] for place in order]
    together = {plan.site: content_of(plan) for plan in compose(views, sites)}
    for site in views.sites:
        (alone,) = compose(views_at(association(), moment), [site])
        assert content_of(alone) == together[site], site


# --- nobody goes round the door ----------------------------------------------------------------

COMPOSE = Path(parution.__file__).parent / "compose"
DOOR = COMPOSE / "views"

HIDDEN = {"Catalogue", "Decisions", "Edition", "Group", "Meeting", "Rendition", "RenderedPart"} | {
    "Document", "RenderedTheme", "Sealed", "Theme", "Version", "replace",
}  # fmt: skip
"""Names that only the door may use, and the means to make another view."""

PLACES = COMPOSE / "site_addresses.py"
"""Derives a site's address from the group's name and the secret, and needs nothing else."""


def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def modules() -> list[Path]:
    return [path for path in COMPOSE.rglob("*.py") if DOOR not in path.parents and path != PLACES]


@pytest.mark.parametrize("module", modules(), ids=lambda path: path.stem)
def test_hidden_things_are_named_at_the_door_alone(module: Path) -> None:
    """No other module of `compose` names a catalogue, a decision or a rendition."""
    named = {
        alias.name
        for node in ast.walk(tree(module))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    allowed = {"replace"} if module.parent.name == "calendar" else set()
    assert named & HIDDEN - allowed == set()


@pytest.mark.parametrize("module", modules(), ids=lambda path: path.stem)
def test_views_are_made_at_the_door_alone(module: Path) -> None:
    """No other module makes a view or reads its private attributes."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            assert name not in {"ThemeView", "EditionView", "SiteView", "Views", "getattr", "vars"}
        if isinstance(node, ast.Attribute) and re.match("_(?!_)", node.attr):
            assert isinstance(node.value, ast.Name), ast.unparse(node)
            assert node.value.id == "self", ast.unparse(node)


@pytest.mark.parametrize("module", [*COMPOSE.rglob("*.py")], ids=lambda path: path.stem)
def test_nobody_reads_the_moment_itself(module: Path) -> None:
    """`compose` reads no moment: it compares with the instant, which notes each comparison."""
    read = {node.attr for node in ast.walk(tree(module)) if isinstance(node, ast.Attribute)}
    assert "moment" not in read


def readers_of_content() -> Iterator[str]:
    package = Path(parution.__file__).parent
    for path in package.rglob("*.py"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Attribute) and node.attr == "_content":
                yield path.relative_to(package).as_posix()


def test_sealed_content_is_read_in_one_place() -> None:
    """In the whole package only two doors read sealed content: of parts, and of groups' texts."""
    doors = ["compose/views/own_view.py", "compose/views/theme_view.py"]
    assert sorted(readers_of_content()) == doors


def test_two_themes_of_one_slug_are_two() -> None:
    """A seal names its theme by the whole address, so equal slugs are not confused."""
    of = catalogue(
        edition("2026", theme("2026/pain")),
        edition("2018", theme("2018/pain"), opens_to_all=local("2019-07-01 00:00")),
        groups=[group("blain")],
    )
    says: Mapping[tuple[str, Part], str] = {("2026/pain", Part.DOSSIER): "the new one"}
    moment = instant("2026-09-01 00:00Z")
    assert content_of(plans_of(of, moment)[BLAIN]) == content_of(plans_of(of, moment, says)[BLAIN])
    assert content_of(plans_of(of, moment)[BLAIN_FACILITATOR]) != content_of(
        plans_of(of, moment, says)[BLAIN_FACILITATOR]
    )


def test_sealed_content_is_in_no_other_layer() -> None:
    """With a room code, a hidden text changes only the layer of the sealed object."""
    of = association()
    blain, laval = of.groups
    of = replace(of, groups=(replace(blain, room_code=True), laval))
    moment = instant(INSTANTS["when the references are open"])
    before, after = plans_of(of, moment), plans_of(of, moment, {(PAIN, Part.DOSSIER): "another"})
    for audience in (Audience.MEMBER, Audience.READER):
        old, new = before[Site("blain", audience)], after[Site("blain", audience)]
        changed = {
            name for name in old.layers if old.layers[name].digest != new.layers[name].digest
        }
        assert changed == {"room"}
        assert [*old.layers["room"].entries] == [*new.layers["room"].entries]
    assert "room" not in before[BLAIN_FACILITATOR].layers
    assert "room" not in before[LAVAL].layers


@pytest.mark.parametrize("audience", [Audience.MEMBER, Audience.READER, None])
def test_only_a_facilitator_is_given_the_rules_of_her_group(audience: Audience | None) -> None:
    """No other site can ask for the policy and the rules that a group wrote."""
    at = instant("2026-10-01 00:00Z")
    site = Site("blain", audience) if audience else PUBLIC_SITE
    assert views_at(association(), at).of(BLAIN_FACILITATOR).rules.policy
    with pytest.raises(LookupError):
        views_at(association(), at).of(site).rules  # noqa: B018 - asking is what is tested
