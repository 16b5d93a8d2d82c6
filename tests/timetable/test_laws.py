"""A year of requests, tables and shifts: files stay valid, and decisions are those announced."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.timetable.sheet_examples import GROUPS

from parution.changes import Request, RequestedMeeting, write_block
from parution.changes.find import FoundBlock, find_changes
from parution.domain import Meeting, Openness, Part, Site
from parution.language.catalogues import load_translations
from parution.publish.consent import Consent
from parution.release import Decisions
from parution.sources import read
from parution.timetable import csv_sheet
from parution.timetable.columns import MEETINGS, Column, Sheet
from parution.timetable.effects import Effect
from parution.timetable.replacing import replace_all
from parution.timetable.sheet_edits import edit_files, read_edits
from parution.timetable.sheets import make_meeting_sheet
from parution.timetable.shift import shift_meetings
from parution.timetable.weighing import EditOutcome, Received, weigh, weigh_in_turn
from parution.timetable.wishes import read_meeting_state
from parution.timetable.working_copy import WorkingCopy, read_group_texts
from tiny_project import tiny_project

NOW = datetime(2026, 9, 28, 10, tzinfo=UTC)
"""An instant at which some of the theme is open under one policy, and closed under another."""

COMMENTS = {
    path: [line.partition("#")[2] for line in text.partition("meetings:")[0].splitlines()]
    for path, text in GROUPS.items()
}
"""Notes above the meetings; a note on a meeting's line goes with the meeting."""

STARTS = st.datetimes(datetime(2026, 9, 1), datetime(2027, 6, 30)).map(
    lambda moment: moment.replace(minute=0, second=0, microsecond=0)
)
SETS: st.SearchStrategy[dict[str, str | None]] = st.dictionaries(
    st.sampled_from(("policy", "place", "releases.dossier.member", "releases.summary.reader")),
    st.none(),
).flatmap(
    lambda keys: st.fixed_dictionaries(
        {key: st.sampled_from(VALUES[key.split(".")[0]]) for key in keys}
    )
)
VALUES: Mapping[str, tuple[str | None, ...]] = {
    "policy": ("before", "after", "readers-first", "nobody-knows", None),
    "place": ("Salle « B », au fond: à droite #3", "Ici", None),
    "releases": ("la veille", "à la fin, pas avant 2026-10-20", "jamais", "J-15", None),
}


class Year(RuleBasedStateMachine):
    """The changes that animateurs and the association make to the files of two groups."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.project = tiny_project(self.folder / "project", GROUPS)
        self.old = self.copy()
        self.made = 0

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    def copy(self) -> WorkingCopy:
        """Return the project with its files' present content."""
        config = self.project / "mkdocs.yml"
        written = read_group_texts(self.project)
        return WorkingCopy(self.project, config, read(self.project, config), written)

    @rule(data=st.data(), sets=SETS, starts=st.none() | STARTS, stale=st.booleans())
    def ask(
        self, data: st.DataObject, sets: dict[str, str | None], starts: datetime | None, stale: bool
    ) -> None:
        """An animateur asks for another policy, place, rule or date, on a page new or old."""
        seen = self.old if stale else self.copy()
        group = seen.groups[data.draw(st.sampled_from(sorted(seen.groups)))]
        if not group.meetings:
            return
        meeting = data.draw(st.sampled_from(group.meetings))
        if starts:
            sets = {**sets, "starts": f"{starts:%Y-%m-%d %H:%M}"}
        self.send("edit-meeting", group.slug, meeting, sets, read_meeting_state(group, meeting))

    @rule(data=st.data(), starts=STARTS)
    def add(self, data: st.DataObject, starts: datetime) -> None:
        """An animateur asks for one more meeting."""
        slug = data.draw(st.sampled_from(sorted(self.copy().groups)))
        self.made += 1
        target = RequestedMeeting(starts, None, f"Libre {self.made}")
        self.carry_out(Request(slug, NOW + timedelta(seconds=self.made), "add-meeting", target))

    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        """An animateur asks to cancel a meeting."""
        group = data.draw(st.sampled_from(list(self.copy().groups.values())))
        if len(group.meetings) > 1:
            meeting = data.draw(st.sampled_from(group.meetings))
            self.send("cancel-meeting", group.slug, meeting, {}, read_meeting_state(group, meeting))

    def send(
        self,
        wish: str,
        slug: str,
        meeting: Meeting,
        sets: Mapping[str, str | None],
        was: Mapping[str, str | None],
    ) -> None:
        self.made += 1
        target = RequestedMeeting(
            meeting.starts, meeting.theme, None if meeting.theme else meeting.title
        )
        made = NOW + timedelta(seconds=self.made)
        self.carry_out(Request(slug, made, wish, target, sets, was))

    def carry_out(self, request: Request) -> None:
        """Send a request by mail, and carry it out if it is allowed."""
        (found,) = find_changes(write_block(request).replace("\n", "\r\n> "))
        assert isinstance(found, FoundBlock)
        first = self.copy()
        ((_, outcome),), last = weigh_in_turn(
            [Received(found.request, "")], first, self.consent, NOW
        )
        self.write(first, last, outcome)

    @rule(weeks=st.integers(-2, 2).filter(bool), data=st.data())
    def shift(self, weeks: int, data: st.DataObject) -> None:
        """The association moves a group's meetings."""
        first = self.copy()
        slug = data.draw(st.sampled_from(sorted(first.groups)))
        files = shift_meetings(first, slug, datetime(2026, 10, 1).date(), timedelta(weeks=weeks))
        answer, last = weigh(files, first, self.consent, NOW)
        self.write(first, last, answer)

    @rule(data=st.data(), policy=st.sampled_from(("before", "after", "", "nobody-knows")))
    def import_table(self, data: st.DataObject, policy: str) -> None:
        """The association edits a cell of a table, made from the files as they are or were."""
        made_of = data.draw(st.sampled_from((self.copy(), self.old)))
        translate = load_translations().gettext
        written = csv_sheet.write_csv(make_meeting_sheet(made_of), translate)
        sheet = csv_sheet.read(written, translate)
        row = data.draw(st.integers(0, len(sheet.rows) - 1))
        index = sheet.columns.index(Column.POLICY)
        rows = list(sheet.rows)
        rows[row] = (*rows[row][:index], policy, *rows[row][index + 1 :])
        first = self.copy()
        found = read_edits(first, {MEETINGS: Sheet(sheet.columns, tuple(rows))})
        if not found.refused:
            answer, last = weigh(edit_files(found), first, self.consent, NOW)
            self.write(first, last, answer)

    consent = Consent(("arzal", "blain"), open_now=True)

    def write(self, first: WorkingCopy, last: WorkingCopy, answer: EditOutcome) -> None:
        """Write the accepted changes; decisions are then those announced."""
        event("done" if answer.is_done else "refused, or nothing to do")
        if not answer.is_done:
            assert last.texts == first.texts
            return
        self.old = first
        replace_all(
            self.project, {each: first.written[each] for each in last.texts}, last.texts, ["x"]
        )
        was, told = find_openings(first), {key(each): each for each in answer.effects}
        now = find_openings(self.copy())
        for part in now.keys() | was.keys():
            expected = told[part].after if part in told else opens_at(was, part)
            assert opens_at(now, part) == expected

    @invariant()
    def files_are_sound(self) -> None:
        """The project can be built, and people's notes are in their places."""
        if not hasattr(self, "project"):
            return
        assert self.copy().errors() == ()
        for path, noted in COMMENTS.items():
            text = (self.project / path).read_text(encoding="utf-8")
            position = 0
            for comment in noted:
                position = text.index(comment, position)


def find_openings(copy: WorkingCopy) -> dict[tuple[Site, str, Part], Openness]:
    """Return the decision on every part on every site."""
    decisions = Decisions(copy.catalogue, NOW)
    return {
        (site, theme, each.part): each
        for site in decisions.sites
        for theme, outlook in decisions.outlooks(site).items()
        for each in outlook
    }


def key(effect: Effect) -> tuple[Site, str, Part]:
    return effect.site, effect.theme, effect.part


def opens_at(
    decided: Mapping[tuple[Site, str, Part], Openness], part: tuple[Site, str, Part]
) -> datetime | None:
    return decided[part].opens_at if part in decided else None


TestYear = Year.TestCase
TestYear.settings = settings(
    max_examples=15,
    stateful_step_count=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
