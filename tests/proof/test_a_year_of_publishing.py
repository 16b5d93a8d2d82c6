"""A year of edits, moved meetings, archived editions, crashes and publications, on real builds.

Two machines publish to a place in memory whose connection breaks at any change. A reader looks
after every single one.

    Y1  Nothing early: a reader finds the words of a part on a site only if the part was open there,
        as of a publication that was begun since the last that ended, or of that one.
    Y2  Nothing late: when a publication has ended, no words of a closed part are left.
    Y3  Nothing lost: then a site has the words of every part that is open, and readers have all
        files of the version, byte for byte.
    Y4  A page that ever answered still answers, or its like answers in the archive; but the page of
        a meeting, whose address names its day, goes with it when the meeting is moved.
    Y5  Then its group's own page for missing addresses leads to the list of meetings, which stands.
"""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from functools import cache as run_once
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from parution.compose.site_addresses import locate_site_folder
from parution.domain import Catalogue, Site
from parution.private_store import find_secret
from parution.publish.publish import ProjectSources, publish
from parution.publish.snapshots import CannotPublish, SnapshotStore
from parution.publish.targets import claim
from parution.publish.targets.in_place import OURS, InPlace
from parution.release import Decisions, list_sites
from proof.conftest import SECRET
from publish.fake_remote import FakeRemote
from tiny_project import FILES, WORDS, tiny_project

THEME = "2026/douleur"
BEGINS = datetime(2026, 9, 1, 8, tzinfo=UTC)

MEETING = re.compile(r"meetings/\d{4}-\d\d-\d\d/index\.html")
"""The page of a meeting, below its group's site."""

DATES = ("2026-09-10 20:30", "2026-10-08 20:30", "2026-12-03 20:30", "2027-02-11 20:30")

EARLY_GROUP = FILES["groups/blain.yml"].replace("references-first", "before")
LATE_GROUP = FILES["groups/blain.yml"].replace("Blain", "Clis").replace("readers: true\n", "")


@run_once
def warm() -> Path:
    """Return a project of two groups whose pages are all rendered already."""
    folder = Path(tempfile.mkdtemp(prefix="parution-year-"))
    atexit.register(shutil.rmtree, folder)
    project = tiny_project(
        folder / "project", {"groups/blain.yml": EARLY_GROUP, "groups/clis.yml": LATE_GROUP}
    )
    sources = ProjectSources(project, project / "mkdocs.yml")
    for name in ("one", "two"):
        place = InPlace(
            "warm:",
            FakeRemote(),
            SnapshotStore(folder / name),
            lambda: SECRET.encode(),
            lambda: BEGINS,
        )
        publish(sources, place, BEGINS, now=BEGINS, agree=lambda _: True)
    return project


class Year(RuleBasedStateMachine):
    """The association's year."""

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(claim, "SETTLING", 0.0)
        self.patch.setenv("PARUTION_SECRET", SECRET)
        self.folder = Path(tempfile.mkdtemp(prefix="parution-year-"))
        self.now = BEGINS
        self.remote = FakeRemote()
        self.remote.readers.append(self.read_what_changed)
        self.attempts: list[Decisions] = []
        """The last publication that ended, and those begun since."""
        self.answered: set[str] = set()
        self.edits = 0
        self.folders: dict[Site, str] = {}

    def teardown(self) -> None:
        self.patch.undo()
        shutil.rmtree(self.folder)

    @initialize()
    def begin(self) -> None:
        self.project = self.folder / "project"
        shutil.copytree(warm(), self.project, copy_function=shutil.copy2)
        self.end_a_publication("one")

    # --- events -------------------------------------------------------------------------------

    @rule(days=st.integers(0, 45), hours=st.integers(0, 23))
    def time_passes(self, days: int, hours: int) -> None:
        self.now += timedelta(days=days, hours=hours)

    @rule(group=st.sampled_from(["blain", "clis"]), date=st.sampled_from(DATES))
    def a_meeting_is_moved(self, group: str, date: str) -> None:
        path = self.project / f"groups/{group}.yml"
        text = path.read_text()
        before = text.index("starts: ") + len("starts: ")
        path.write_text(text[:before] + date + text[before + len(date) :])

    @rule()
    def a_text_is_edited(self) -> None:
        self.edits += 1
        path = self.project / f"themes/{THEME}/dossier.md"
        path.write_text(f"{path.read_text()}\nEncore une phrase, la {self.edits}e.\n")

    @rule(days=st.integers(-20, 20))
    def the_edition_is_to_be_archived(self, days: int) -> None:
        day = (self.now + timedelta(days=days)).date()
        text = FILES["themes/2026/edition.yml"].replace("2027-07-01", str(day))
        (self.project / "themes/2026/edition.yml").write_text(text)

    @rule(after=st.integers(0, 120), machine=st.sampled_from(["one", "other"]))
    def a_publication_is_cut(self, after: int, machine: str) -> None:
        self.remote.cut_after = after
        try:
            self.end_a_publication(machine)
        except CannotPublish:
            self.remote.mend()
            self.now += 2 * claim.LIFE

    @rule(machine=st.sampled_from(["one", "other"]))
    def a_publication_ends(self, machine: str) -> None:
        self.end_a_publication(machine)

    # --- invariants ---------------------------------------------------------------------------

    def end_a_publication(self, machine: str) -> None:
        sources = ProjectSources(self.project, self.project / "mkdocs.yml")
        catalogue = sources.read_catalogue()
        decisions = Decisions(catalogue, self.now)
        self.attempts.append(decisions)
        self.folders = find_folders(catalogue, self.project)
        store = SnapshotStore(self.folder / machine)
        place = InPlace(
            "place:", self.remote, store, lambda: find_secret(self.project), lambda: self.now
        )
        done = publish(sources, place, self.now, now=self.now, agree=lambda _: True)
        assert done.leaks == ()
        self.remote.mend()
        self.attempts = [decisions]
        self.look_at_what_ended(done.snapshot.folder if done.snapshot else None, decisions)

    def look_at_what_ended(self, version: Path | None, decisions: Decisions) -> None:
        served = {path: data for path, data in self.remote.files.items() if path not in OURS}
        if version and version.is_dir():
            made = {path.relative_to(version).as_posix(): path.read_bytes()
                    for path in version.rglob("*") if path.is_file()}  # fmt: skip
            assert served == made  # Y3
        for site, folder in self.folders.items():
            pages = [data.decode() for path, data in served.items() if is_page_of(path, folder)]
            shown = decisions.visible(site).get(THEME, ())
            for part, words in WORDS.items():
                found = any(words in page for page in pages)
                assert found <= (part in shown), (site, part)  # Y2
                if found < (part in shown):  # Y3: an archived text is in the archive alone.
                    archived = (data for path, data in served.items() if path[:8] == "archives")
                    assert any(words.encode() in data for data in archived), (site, part)
        gone = self.answered - served.keys()
        archived = {path.split("/", 2)[-1] for path in served if path.startswith("archives/")}
        lost = {path for path in gone if below_site(path) not in archived}
        assert {path for path in lost if not MEETING.fullmatch(below_site(path))} == set()  # Y4
        for path in lost:  # Y5
            home = path.removesuffix(below_site(path))
            assert b'href="meetings/#meeting-moved"' in served[f"{home}404.html"]
            assert b'id="meeting-moved"' in served[f"{home}meetings/index.html"]
        self.answered |= {path for path in served if path.endswith(".html")}

    def read_what_changed(self) -> None:
        what, path = self.remote.calls[-1]
        if what == "remove" or not path.endswith(".html"):
            return
        page = self.remote.files[path].decode("utf-8", "ignore")
        for site, folder in self.folders.items():
            if not is_page_of(path, folder):
                continue
            for part, words in WORDS.items():
                if words in page:  # Y1
                    shown = [each.visible(site).get(THEME, ()) for each in self.attempts]
                    assert any(part in parts for parts in shown), (site, part, path)


def find_folders(catalogue: Catalogue, project: Path) -> dict[Site, str]:
    """Return the folder of each site."""
    secret = find_secret(project) or b""
    return {site: locate_site_folder(catalogue, secret, site) for site in list_sites(catalogue)}


def is_page_of(path: str, folder: str) -> bool:
    """Tell whether a file is a page of the site in a folder; the public site's is empty."""
    if not path.endswith(".html"):
        return False
    return path.startswith(f"{folder}/") if folder else path.split("/")[0] not in ("g", "archives")


def below_site(path: str) -> str:
    """Return the path of a group's page below its site's folder."""
    return path.split("/", 2)[-1]


YEAR = settings(
    max_examples=2,
    stateful_step_count=6,
    suppress_health_check=list(HealthCheck),
    deadline=None,
)

TestYear = Year.TestCase
TestYear.settings = YEAR


@pytest.mark.long
class TestManyYears(Year.TestCase):
    """The same, more often."""

    settings = settings(YEAR, max_examples=8, stateful_step_count=12)
