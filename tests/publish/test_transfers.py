"""Transfers to places without a switch: interrupted, full, shared, and seen by readers."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import nullcontext, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parution.domain import Audience, Part, Site
from parution.publish.showing import Showing, SitePart
from parution.publish.snapshots import CannotPublish, SnapshotStore
from parution.publish.targets import claim, order
from parution.publish.targets.claim import PublishClaim, read_claim
from parution.publish.targets.in_place import OURS, InPlace, LostClaim
from parution.publish.targets.order import DeliveryStep, match_closing, plan_steps, split_step
from parution.publish.targets.state import (
    FILES,
    NotOurs,
    TargetState,
    Torn,
    decrypt_state,
    derive_state_key,
    encrypt_state,
)
from publish.deliveries import SECRET, bring, encode
from publish.fake_remote import FakeRemote, LineCut
from publish.test_snapshots import FIRST_DAY, SHOWING

BLAIN = Site("blain", Audience.MEMBER)
FOLDERS = {
    Site(None, Audience.PUBLIC): "",
    BLAIN: "g/blain-k",
    Site("clis", Audience.MEMBER): "g/c",
}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claim, "SETTLING", 0.0)


class Machine:
    """A machine that publishes to a fake place; its clock is set by hand."""

    def __init__(self, folder: Path, remote: FakeRemote) -> None:
        self.folder, self.remote = folder, remote
        self.now = FIRST_DAY

    def target(self, *, take_over: bool = False) -> InPlace:
        store = SnapshotStore(self.folder)
        return InPlace(
            "place:", self.remote, store, lambda: SECRET, lambda: self.now, take_over=take_over
        )


@pytest.fixture
def remote() -> FakeRemote:
    return FakeRemote()


@pytest.fixture
def machine(tmp_path: Path, remote: FakeRemote) -> Machine:
    return Machine(tmp_path / "machine", remote)


def read_site(remote: FakeRemote) -> dict[str, bytes]:
    """Return the files that readers get, without those that publishing keeps there."""
    return {path: data for path, data in remote.files.items() if path not in OURS}


OLD = {"a.html": "old a", "b.html": "b", "c.css": "old c", "index.html": "old"}
NEW = {"a.html": "new a", "b.html": "b", "d.html": "d", "e.json": "e", "index.html": "new"}
CHANGES = 9
"""The changes from one to the other: claim, uncertain files, five files, state, no claim."""


# --- cuts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("after", range(CHANGES + 1))
def test_a_transfer_cut_anywhere_is_finished_by_the_next(
    machine: Machine, remote: FakeRemote, after: int
) -> None:
    """Wherever a transfer stops, even halfway in a file, the next one leaves exactly its files."""
    bring(machine.target(), 0, OLD)
    remote.cut_after = after
    with pytest.raises(LineCut) if after < CHANGES - 1 else nullcontext():
        bring(machine.target(), 1, NEW)
    remote.mend()
    bring(machine.target(), 2, NEW)
    assert read_site(remote) == encode(NEW)
    assert not machine.target().read_served().is_cut


WITH_FOLDERS = {**OLD, "g/old-key/index.html": "home", "g/old-key/2026/sommeil/a.html": "page"}


@pytest.mark.parametrize("after", range(CHANGES + 6))
def test_no_empty_folder_stays_wherever_a_transfer_is_cut(
    machine: Machine, remote: FakeRemote, after: int
) -> None:
    """No empty folder, whose name may be a withdrawn key, stays; other people's content does."""
    bring(machine.target(), 0, WITH_FOLDERS)
    remote.files["stats/today.html"] = b"by others"
    remote.folders |= {"stats", "backup"}
    remote.cut_after = after
    with suppress(LineCut):
        bring(machine.target(), 1, NEW)
    remote.mend()
    bring(machine.target(), 2, NEW)
    assert remote.folders == {"stats", "backup"}


def test_an_empty_folder_goes_with_its_files(machine: Machine, remote: FakeRemote) -> None:
    """A closing removes its empty folders before anything new arrives."""
    bring(machine.target(), 0, WITH_FOLDERS)
    remote.calls.clear()
    bring(machine.target(), 1, NEW, closes=lambda path: path.startswith("g/old-key"))
    assert remote.calls.index(("remove folder", "g/old-key")) < remote.calls.index(
        ("send", "d.html")
    )


@pytest.mark.parametrize("after", range(1, CHANGES - 1))
def test_another_machine_can_finish_it(
    machine: Machine, remote: FakeRemote, tmp_path: Path, after: int
) -> None:
    """Another machine learns the uncertain files from the place, and may bring other content."""
    bring(machine.target(), 0, OLD)
    remote.cut_after = after
    with pytest.raises(CannotPublish):
        bring(machine.target(), 1, NEW)
    remote.mend()
    other = Machine(tmp_path / "other", remote)
    other.now += 2 * claim.LIFE
    third = {"a.html": "third", "index.html": "new"}
    bring(other.target(), 2, third)
    assert read_site(remote) == encode(third)


def test_an_interrupted_transfer_is_reported(machine: Machine, remote: FakeRemote) -> None:
    """`status` reports an interrupted transfer; parts it may have opened count as open."""
    dossier = SitePart(BLAIN, "2026/douleur", Part.DOSSIER)
    nothing = Showing(FIRST_DAY, {BLAIN: {}}, SHOWING.parts)
    opened = Showing(FIRST_DAY, {BLAIN: {"2026/douleur": (Part.DOSSIER,)}}, SHOWING.parts)
    bring(machine.target(), 0, OLD, showing=nothing)
    remote.cut_after = 6
    with pytest.raises(LineCut):
        bring(machine.target(), 1, NEW, showing=opened)
    remote.mend()
    served = machine.target().read_served()
    assert served.is_cut
    assert "was cut" in served.remarks[0].text()
    assert served.changes_to(opened).opens == (dossier,)
    assert served.changes_to(nothing).closes == (dossier,)


def test_an_arrived_file_is_not_sent_twice(
    machine: Machine, remote: FakeRemote, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Arrived files are recorded there every so many, and the next transfer sends the rest."""
    monkeypatch.setattr("parution.publish.targets.in_place.FILES_BETWEEN_NOTES", 10)
    monkeypatch.setattr(order, "MOST_FILES", 10)
    many = {f"{number:02}.html": str(number) for number in range(60)}
    remote.cut_after = 45
    with pytest.raises(LineCut):
        bring(machine.target(), 0, many)
    remote.mend()
    remote.calls.clear()
    bring(machine.target(), 1, many)
    assert read_site(remote) == encode(many)
    sent = [path for what, path in remote.calls if what == "send" and path in many]
    assert len(sent) <= 30


def test_a_full_disk_loses_nothing(machine: Machine, remote: FakeRemote) -> None:
    """A full place refuses new files; with room the same command finishes."""
    bring(machine.target(), 0, OLD)
    remote.capacity = sum(map(len, remote.files.values())) + 40
    large = {**NEW, "large.css": "x" * 10_000}
    with pytest.raises(LineCut):
        bring(machine.target(), 1, large)
    remote.capacity = None
    bring(machine.target(), 1, large)
    assert read_site(remote) == encode(large)


Sites = st.dictionaries(
    st.sampled_from(
        ("index.html", "2026/a/x.html", "2026/b/y.html", "g/blain-k/index.html", "s.json", "f.pdf")
    ),
    st.sampled_from(("one", "two", "three")),
    min_size=1,
)


@settings(max_examples=25)
@given(st.lists(st.tuples(Sites, st.none() | st.integers(0, 12), st.booleans()), max_size=4), Sites)
def test_a_finished_transfer_is_right_after_any_interruptions(
    publications: list[tuple[dict[str, str], int | None, bool]], last: dict[str, str]
) -> None:
    """After interrupted publications from two machines, a finished one leaves exactly its files.

    Meanwhile no reader ever gets a file that nobody published, except half of an interrupted one.
    """
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(claim, "SETTLING", 0.0)
        remote = FakeRemote()
        machines = [Machine(Path(folder, name), remote) for name in ("one", "other")]
        for day, (files, cut, which) in enumerate([*publications, (last, None, False)]):
            for each in machines:
                each.now += 2 * claim.LIFE
            remote.cut_after = cut
            try:
                bring(machines[which].target(), day, files)
            except LineCut:
                remote.mend()
            else:
                assert read_site(remote) == encode(files)
        assert read_site(remote) == encode(last)
        assert dict(machines[0].target().read_served().digests).keys() == last.keys()


# --- order --------------------------------------------------------------------------------------


def test_closings_come_before_anything_else(machine: Machine, remote: FakeRemote) -> None:
    """While a closing page is still open to a reader, nothing else has changed."""
    before = {"shut.html": "open", "shut.pdf": "data", "index.html": "1", "a.html": "1"}
    after = {"shut.html": "closed", "index.html": "2", "a.html": "2", "b.html": "new"}
    bring(machine.target(), 0, before)
    seen: list[dict[str, bytes]] = []
    remote.readers.append(lambda: seen.append(read_site(remote)))
    bring(machine.target(), 1, after, closes=lambda path: path.startswith("shut"))
    others = [files for files in seen if files["shut.html"] == b"open" or "shut.pdf" in files]
    assert others
    assert all(
        (files["index.html"], files["a.html"], "b.html" in files) == (b"1", b"1", False)
        for files in others
    )


def test_links_come_after_their_pages(machine: Machine, remote: FakeRemote) -> None:
    """In order: new files, pages, homes and lists, removals of files that nothing links to."""
    before = {"index.html": "1", "feed.xml": "1", "old.css": "x", "same.html": "="}
    after = {
        ".htaccess": "x", "new.css": "y", "page.html": "p", "index.html": "2", "feed.xml": "2",
        "same.html": "=",
    }  # fmt: skip
    bring(machine.target(), 0, before)
    remote.calls.clear()
    bring(machine.target(), 1, after, homes=frozenset(["index.html"]))
    went = [path for _, path in remote.calls if path not in OURS]
    assert went[:3] == [".htaccess", "new.css", "page.html"]
    assert set(went[3:5]) == {"index.html", "feed.xml"}
    assert went[5:] == ["old.css"]


def row(site: Site, theme: str | None) -> SitePart:
    return SitePart(site, theme, None if theme is None else Part.DOSSIER)


@pytest.mark.parametrize(
    ("withdrawn", "moved", "path", "closes"),
    [
        ([row(BLAIN, "2026/a")], False, "g/blain-k/2026/a/dossier/index.html", True),
        ([row(BLAIN, "2026/a")], False, "g/blain-k/index.html", True),
        ([row(BLAIN, "2026/a")], False, "g/blain-k/pagefind/x.pf", True),
        ([row(BLAIN, "2026/a")], False, "g/blain-k/2026/index.html", True),
        ([row(BLAIN, "2026/a")], False, "g/blain-k/2026/b/dossier/index.html", False),
        ([row(BLAIN, "2026/a")], False, "g/c/2026/a/dossier/index.html", False),
        ([row(BLAIN, "2026/a")], False, "index.html", False),
        ([row(BLAIN, None)], False, "g/blain-k/2026/b/dossier/index.html", True),
        ([row(Site("gone", Audience.MEMBER), None)], False, "g/gone-k/index.html", True),
        ([], True, "g/blain-old/index.html", True),
        ([], True, "g/blain-k/index.html", False),
        ([], False, "g/blain-k/2026/a/dossier/index.html", False),
    ],
)
def test_files_that_may_close(
    withdrawn: list[SitePart], moved: bool, path: str, closes: bool
) -> None:
    """In a site that loses something every file may close, except of themes that lose nothing."""
    assert match_closing(withdrawn, FOLDERS, moved)(path) is closes


Digests = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from(["1", "2", ""]))


@given(Digests, Digests, st.sets(st.sampled_from("abcdefgh")))
def test_the_steps_lead_from_one_to_the_other(
    before: dict[str, str], after: dict[str, str], shut: set[str]
) -> None:
    """Each differing file is sent once, an equal one never, an unknown one always."""
    after = {path: digest or "3" for path, digest in after.items()}
    state = dict(before)
    touched: list[str] = []
    for step in plan_steps(before, after, lambda path: path in shut):
        state.update({path: after[path] for path in step.send})
        for path in step.remove:
            del state[path]
        touched += step.paths
    assert state == after
    assert len(touched) == len(set(touched))
    assert set(touched) == {p for p in {*before, *after} if before.get(p) != after.get(p)}


def test_a_step_goes_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """A piece has few files and bytes, and a large file is sent alone."""
    monkeypatch.setattr(order, "MOST_FILES", 2)
    monkeypatch.setattr(order, "MOST_BYTES", 10)
    sizes = {"a": 1, "b": 1, "c": 9, "d": 50, "e": 1}
    pieces = [step.send for step in split_step(DeliveryStep(send=tuple(sizes)), sizes.__getitem__)]
    assert pieces == [("a", "b"), ("c",), ("d",), ("e",)]
    removed = [
        step.remove for step in split_step(DeliveryStep(remove=("x", "y", "z")), sizes.__getitem__)
    ]
    assert removed == [("x", "y"), ("z",)]


# --- two publishers -----------------------------------------------------------------------------


def test_only_one_of_two_simultaneous_claims_wins(
    machine: Machine, remote: FakeRemote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If another claims the place before this claim is read back, the first gives up."""
    other = Machine(tmp_path / "other", remote)
    bring(machine.target(), 0, OLD)
    second: list[Callable[[], object]] = [lambda: bring(other.target(take_over=True), 1, NEW)]
    monkeypatch.setattr("time.sleep", lambda _: second.pop()() if second else None)
    with pytest.raises(LostClaim):
        bring(machine.target(), 1, {"index.html": "mine"})
    assert read_site(remote) == encode(NEW)


def test_a_second_publisher_is_refused_while_the_first_is_at_it(
    machine: Machine, remote: FakeRemote, tmp_path: Path
) -> None:
    """A second publisher is refused with the first's start, and the first's files are whole."""
    other, refused = Machine(tmp_path / "other", remote), []

    def try_too() -> None:
        remote.readers.clear()
        with pytest.raises(CannotPublish, match="Another machine is publishing") as caught:
            bring(other.target(), 1, NEW)
        refused.append(caught.value)

    bring(machine.target(), 0, OLD)
    remote.readers.append(lambda: try_too() if remote.calls[-1] == ("send", "a.html") else None)
    bring(machine.target(), 1, NEW)
    assert refused
    assert read_site(remote) == encode(NEW)


def test_a_displaced_publisher_stops(
    machine: Machine, remote: FakeRemote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After --take-over in the middle the first publisher stops, and the other's files stay."""
    monkeypatch.setattr(claim, "CHECKED_EVERY", timedelta(0))
    monkeypatch.setattr(order, "MOST_FILES", 1)
    other = Machine(tmp_path / "other", remote)

    def push_aside() -> None:
        if remote.calls[-1] == ("send", "d.html"):
            remote.readers.clear()
            bring(other.target(take_over=True), 2, {"index.html": "theirs"})

    bring(machine.target(), 0, OLD)
    remote.readers.append(push_aside)
    with pytest.raises(LostClaim):
        bring(machine.target(), 1, NEW)
    assert remote.files["index.html"] == b"theirs"


def test_a_claim_left_behind_counts_for_an_hour(
    machine: Machine, remote: FakeRemote, tmp_path: Path
) -> None:
    """An abandoned claim stops another machine for an hour, and its own project not at all."""
    bring(machine.target(), 0, OLD)
    remote.cut_after = 5
    with pytest.raises(LineCut):
        bring(machine.target(), 1, NEW)
    remote.mend()
    other = Machine(tmp_path / "other", remote)
    other.now += claim.LIFE - timedelta(minutes=1)
    with pytest.raises(CannotPublish, match="Another machine"):
        bring(other.target(), 2, NEW)
    bring(machine.target(), 2, NEW)
    assert read_site(remote) == encode(NEW)
    assert claim.FILE not in remote.files


def test_a_half_written_claim_blocks_nobody() -> None:
    """A half-written claim blocks nobody, for its writer reads it back first."""
    whole = PublishClaim("me", FIRST_DAY).as_bytes()
    assert read_claim({claim.FILE: whole}) == PublishClaim("me", FIRST_DAY)
    assert all(read_claim({claim.FILE: whole[:length]}) is None for length in range(len(whole)))
    assert read_claim({}) is None
    assert read_claim({claim.FILE: b"[" * 100_000}) is None


# --- the state file -----------------------------------------------------------------------------


def test_the_state_is_encrypted_and_whole() -> None:
    """The state opens with its key alone, and not if a byte is missing or changed."""
    state = TargetState(3, {"g/blain-k/index.html": "ab" * 32}, "name", None, SHOWING)
    encrypted = encrypt_state(state, derive_state_key(SECRET))
    assert decrypt_state(encrypted, derive_state_key(SECRET)) == state
    with pytest.raises(NotOurs):
        decrypt_state(encrypted, derive_state_key(b"o" * 64))
    for position in range(0, len(encrypted), 7):
        flipped = bytearray(encrypted)
        flipped[position] ^= 1
        with pytest.raises((NotOurs, Torn)):
            decrypt_state(bytes(flipped), derive_state_key(SECRET))
        with pytest.raises(Torn):
            decrypt_state(encrypted[:position], derive_state_key(SECRET))


@pytest.mark.parametrize("which", FILES)
def test_one_of_the_two_files_may_be_lost(machine: Machine, remote: FakeRemote, which: str) -> None:
    """Either of the two state files suffices to end with the right files."""
    for day, files in enumerate((OLD, NEW, OLD)):
        bring(machine.target(), day, files)
    remote.files[which] = b"torn"
    bring(machine.target(), 3, NEW)
    assert read_site(remote) == encode(NEW)


def test_a_place_that_was_emptied_is_filled_anew(machine: Machine, remote: FakeRemote) -> None:
    """An emptied place is reported and filled anew."""
    bring(machine.target(), 0, OLD)
    remote.files.clear()
    assert "is empty" in machine.target().read_served().remarks[0].text()
    bring(machine.target(), 1, OLD)
    assert read_site(remote) == encode(OLD)


def test_a_backup_that_was_put_back_is_noticed(machine: Machine, remote: FakeRemote) -> None:
    """After a restored backup, changes are counted from it and the place is repaired."""
    bring(machine.target(), 0, OLD)
    backup = dict(remote.files)
    bring(machine.target(), 1, NEW)
    bring(machine.target(), 2, {**NEW, "f.html": "f"})
    remote.files = backup
    assert "put back" in machine.target().read_served().remarks[0].text()
    bring(machine.target(), 3, NEW)
    assert read_site(remote) == encode(NEW)
