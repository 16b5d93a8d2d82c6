"""Sealed pages and the room code occur only where they may (K1 to K5)."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable

import pytest

from audit.association import (
    CHANGES,
    FACILITATOR,
    GUIDE,
    INSTANT,
    MEMBER,
    PUBLIC,
    Association,
    copy_sites,
    summarise,
)
from audit.test_planted_leaks import page
from parution import pipeline
from parution.audit import Leak
from parution.compose import RoomKey
from parution.domain import Audience, Site
from parution.output.sealing import seal
from tiny_project import changed, tiny_project

READER = Site("blain", Audience.READER)
OTHER = Site("laval", Audience.MEMBER)
WITH_CODE = changed("groups/blain.yml", "readers: true", "readers: true\nroom_code: true")
LAVAL = (
    "name: Laval\npolicy: after\nmeetings:\n  - {theme: 2026/douleur, starts: 2026-10-08 20:30}\n"
)


@pytest.fixture(scope="module")
def with_code(tmp_path_factory: pytest.TempPathFactory) -> Association:
    """Two groups of one theme: Blain has a room code, Laval has none."""
    folder = tmp_path_factory.mktemp("rooms")
    changes = {**CHANGES, **WITH_CODE, "groups/laval.yml": LAVAL}
    project = tiny_project(folder / "project", changes)
    association = Association(project, folder / "site")
    pipeline.build(project, project / "mkdocs.yml", INSTANT, association.site_dir)
    return association


@pytest.fixture
def association(with_code: Association) -> Association:
    return copy_sites(with_code)


def key(association: Association, group: str = "blain", theme: str = "2026/douleur") -> RoomKey:
    return RoomKey.derive(association.store.secret(), group, 1, theme)


def seal_page(association: Association) -> bytes:
    return (association.folder(MEMBER) / key(association).path).read_bytes()


def test_sites_with_a_code_are_clean(with_code: Association) -> None:
    """Sealed pages, and the facilitator's page with the code, are no leaks."""
    assert with_code.leaks() == ()
    for site in (MEMBER, READER):
        assert (with_code.folder(site) / key(with_code).path).stat().st_size == 512 * 1024
    assert (with_code.folder(FACILITATOR) / "room" / "index.html").exists()
    for site in (FACILITATOR, OTHER, PUBLIC):
        assert not [*with_code.folder(site).glob("room/*.bin")]


CODES: dict[str, Callable[[RoomKey], str]] = {
    "in words": lambda key: " ".join(key.words),
    "as it is typed": lambda key: key.code,
    "in an address": lambda key: f'<a href="x/#code={key.code}">x</a>',
    "in capitals without accents": lambda key: " ".join(key.code.upper().split("-")),
    "as a list": lambda key: "".join(f"<li>\n  {word}</li>" for word in key.words),
    "in data": lambda key: str(list(key.words)),
    "hidden in Base64": lambda key: "base64," + b64encode(" ".join(key.words).encode()).decode(),
    "what keys are derived from": lambda key: key.seed.hex(),
    "the same in Base64": lambda key: b64encode(key.seed).decode(),
}


@pytest.fixture(scope="module")
def leaks_with_codes(with_code: Association) -> tuple[Leak, ...]:
    """The leaks that one audit finds with the code in every form on two sites."""
    association = copy_sites(with_code)
    for site in (MEMBER, OTHER):
        for number, form in enumerate(CODES.values()):
            place = association.folder(site) / f"assets/{number}.html"
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(page(form(key(association))))
    return association.leaks()


@pytest.mark.parametrize("number", range(len(CODES)), ids=[*CODES])
@pytest.mark.parametrize("site", [MEMBER, OTHER], ids=str)
def test_a_code_where_it_may_not_be_is_found(
    leaks_with_codes: tuple[Leak, ...], number: int, site: Site
) -> None:
    """The code is a leak in any form on any site but the facilitator's, and is not repeated."""
    place = (site, f"assets/{number}.html")
    (leak,) = (each for each in leaks_with_codes if (each.site, each.file) == place)
    assert (leak.kind, leak.evidence) == ("room-code", "")


def test_a_code_is_found_in_its_own_files_alone(leaks_with_codes: tuple[Leak, ...]) -> None:
    """Only the files that hold the code are leaks."""
    assert len(leaks_with_codes) == 2 * len(CODES)


def test_the_code_of_another_group_is_found(association: Association) -> None:
    """Another group's code is a leak on a facilitator's site."""
    facilitator = Site("laval", Audience.FACILITATOR)
    code = " ".join(key(association).words)
    (association.folder(facilitator) / "index.html").write_bytes(page(code))
    assert summarise(association.leaks()) == {("room-code", facilitator, "index.html")}


@pytest.mark.parametrize("site", [FACILITATOR, OTHER, PUBLIC], ids=str)
def test_sealed_where_it_may_not_be_is_found(association: Association, site: Site) -> None:
    """A sealed page is a leak without the option, in public, and beside its code."""
    target = association.folder(site) / key(association).path
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(seal_page(association))
    assert ("unknown-file", site, key(association).path) in summarise(association.leaks())


def test_sealed_for_another_group_is_found(association: Association) -> None:
    """A page sealed for another group is a leak, under that group's name or this one's."""
    other = key(association, "laval")
    (association.folder(MEMBER) / other.path).write_bytes(seal_page(association))
    assert {(MEMBER, other.path)} == {
        (site, file) for _, site, file in summarise(association.leaks())
    }
    assert ("unknown-file", MEMBER, other.path) in summarise(association.leaks())


def open_sealed(association: Association) -> bytes:
    """Return a sealed page, opened by the audit's own means."""
    from parution.audit.rights import NOBODY
    from parution.audit.room_codes import RoomCode, expand_key

    purpose = b"parution room\nblain\n1\n2026/douleur"
    root = expand_key(association.store.secret(), purpose)
    opened = RoomCode(root, NOBODY, NOBODY, NOBODY).open(seal_page(association))
    assert opened is not None
    return opened


UNSOUND: dict[str, Callable[[Association], bytes]] = {
    "open": open_sealed,
    "open, at a size of the ladder": lambda each: open_sealed(each).ljust(512 * 1024, b"\0"),
    "of another size": lambda each: seal_page(each) + b"\0",
    "of three steps": lambda each: seal_page(each) * 3,
    "with another code": lambda each: seal(b"<p>x</p>", key(each, "laval")),
    "tampered with": lambda each: seal_page(each)[:-1] + bytes([seal_page(each)[-1] ^ 1]),
    "nothing": lambda each: b"",
}


@pytest.mark.parametrize("make", UNSOUND.values(), ids=UNSOUND)
def test_an_unsound_seal_is_found(
    association: Association, make: Callable[[Association], bytes]
) -> None:
    """A page that its own code does not open, of a wrong size or incomplete, is a leak."""
    target = association.folder(MEMBER) / key(association).path
    data = make(association)
    target.unlink()
    target.write_bytes(data)
    assert ("sealed", MEMBER, key(association).path) in summarise(association.leaks())


def test_a_sealed_guide_is_found(association: Association) -> None:
    """The guide sealed with the members' code is a leak."""
    target = association.folder(MEMBER) / key(association).path
    target.unlink()
    target.write_bytes(seal(page(GUIDE), key(association)))
    assert summarise(association.leaks()) == {("hidden-text", MEMBER, key(association).path)}


def test_one_nonce_for_two_contents_is_found(association: Association) -> None:
    """Two different objects that share a nonce are a leak."""
    data = seal_page(association)
    target = association.folder(READER) / key(association).path
    target.unlink()
    target.write_bytes(data[:28] + bytes(len(data) - 28))
    assert ("sealed", READER, key(association).path) in summarise(association.leaks())


def test_both_implementations_agree(association: Association) -> None:
    """The audit opens the program's seal, with words that it derives by itself."""
    assert b"<!doctype html>" in open_sealed(association)
    assert "échelle numérique".encode() in open_sealed(association)
    assert GUIDE.encode() not in open_sealed(association)
