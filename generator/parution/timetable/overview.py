"""The year as the association sees it: groups by themes, with dates, texts and problems.

YO1 A row is a group and a theme of the edition; it has no meetings if the group plans none.
YO2 Its problems are those of `parution check` that somebody can solve for this group and theme: at
    its meetings, in the theme's texts, or in the group as a whole; of its bibliography, only
    errors, because warnings may be as many as references. People read each of them once: with the
    theme, with the group or with the meeting.
YO3 The written parts are those of the theme, whoever may see them, that somebody wrote something
    in: a text as `parution new theme` makes it is not written, nor is a bibliography with errors.
YO4 A group's own subjects follow its themes: those that it meets on in the edition's year, and
    those that no meeting names. The year goes from January to December, and as far as meetings on
    the edition's themes do. Without themes all subjects are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import chain

from parution.domain import Group, Meeting, Part, Theme
from parution.domain.problems import Problem, Severity
from parution.scaffold.unwritten import list_written_parts


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A group and a theme, or a subject of its own, with the group's meetings on it (YO1, YO4)."""

    group: Group
    theme: Theme
    meetings: tuple[Meeting, ...]
    policy: str
    """The policy in force: that of a meeting on the theme, else the group's."""
    of_theme: tuple[Problem, ...]
    """Problems in the theme's texts, the same for all groups that meet on it, or for all others."""
    of_group: tuple[Problem, ...]
    """Problems of the group as a whole, the same in all its rows."""
    of_meetings: tuple[Problem, ...]
    """Problems at the group's meetings on the theme."""
    of_free_meetings: tuple[Problem, ...]
    """Problems at the group's meetings without a theme, which have no row."""
    written: tuple[Part, ...]
    """The parts that have a text (YO3)."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of this group and theme (YO2)."""
        return (*self.of_meetings, *self.of_group, *self.of_theme)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its problems, each once."""
        return tuple(sorted({each.code for each in self.problems}))


def make_overview(
    groups: Sequence[Group],
    themes: Sequence[Theme],
    problems: Iterable[Problem],
    subjects: Mapping[str, Sequence[Theme]],
) -> tuple[ThemeRow, ...]:
    """Return a row for each group and theme, in the order of both.

    ``problems`` are all that `parution check` finds; each row selects its own (YO2). ``subjects``
    are the groups' own, by the group's slug (YO4).
    """
    problems, year = tuple(problems), find_year_bounds(themes, groups)
    broken = {each.place.file for each in problems if each.severity is Severity.ERROR}
    written: dict[str, tuple[Part, ...]] = {}
    rows = []
    for group in groups:
        of_file = group_by_meeting(group, problems)
        for theme in (*themes, *list_year_subjects(year, group, subjects.get(group.slug, ()))):
            if theme.address not in written:
                written[theme.address] = tuple(list_year_parts(theme, broken))
            rows.append(make_row(group, theme, written[theme.address], of_file, problems))
    return tuple(rows)


def list_year_parts(theme: Theme, broken: Set[str]) -> Iterator[Part]:
    """Yield the written parts of a theme, by the files with errors (YO3)."""
    is_unread = any(path in broken for path in name_bibliographies(theme))
    for part in list_written_parts(theme):
        if not (part is Part.REFERENCES and is_unread):
            yield part


def name_bibliographies(theme: Theme) -> tuple[str, str]:
    """Return the files that a theme's or a subject's bibliography may be."""
    return f"bibliography/{theme.address}.bib", f"{theme.folder}/references.bib"


def find_year_bounds(themes: Sequence[Theme], groups: Iterable[Group]) -> tuple[date, date]:
    """Return the first and the last day of the year of an edition, by its themes (YO4)."""
    addresses = {theme.address for theme in themes}
    name = min(addresses, default="").partition("/")[0]
    if not name.isdecimal():
        return date.min, date.max
    starts = (each.starts.date() for group in groups for each in list_meetings(group, addresses))
    days = [date(int(name), 1, 1), date(int(name), 12, 31), *starts]
    return min(days), max(days)


def list_meetings(group: Group, addresses: Set[str]) -> Iterator[Meeting]:
    """Return a group's meetings on some themes, by the themes' addresses."""
    return (each for each in group.meetings if each.theme in addresses)


def list_year_subjects(
    year: tuple[date, date], group: Group, subjects: Iterable[Theme]
) -> Iterator[Theme]:
    """Yield a group's own subjects that belong to a year, given by its first and last day (YO4)."""
    for subject in subjects:
        days = [each.starts.date() for each in list_meetings(group, {subject.address})]
        if not days or any(year[0] <= day <= year[1] for day in days):
            yield subject


def make_row(
    group: Group,
    theme: Theme,
    written: tuple[Part, ...],
    of_file: Mapping[int | None, Sequence[Problem]],
    problems: Iterable[Problem],
) -> ThemeRow:
    """Return the row of a group and a theme; ``of_file`` is what `group_by_meeting` returns."""
    meetings = tuple(each for each in group.meetings if each.theme == theme.address)
    free = [each for each in group.meetings if each.theme is None]
    return ThemeRow(
        group,
        theme,
        meetings,
        next((each.policy for each in meetings if each.policy), group.policy),
        of_theme=tuple(each for each in problems if is_of_theme(each, theme, bool(meetings))),
        of_group=tuple(of_file.get(None, ())),
        of_meetings=tuple(chain.from_iterable(of_file.get(m.place.line, ()) for m in meetings)),
        of_free_meetings=tuple(chain.from_iterable(of_file.get(m.place.line, ()) for m in free)),
        written=written,
    )


def group_by_meeting(
    group: Group, problems: Iterable[Problem]
) -> Mapping[int | None, Sequence[Problem]]:
    """Return the problems in a group's file by the line of the meeting they are at.

    Those before all meetings, which are of the whole group, stand under None.
    """
    starts = sorted(each.place.line or 0 for each in group.meetings)
    found: dict[int | None, list[Problem]] = {}
    for each in problems:
        if each.place.file == group.place.file:
            above = [start for start in starts if start <= (each.place.line or 0)]
            found.setdefault(above[-1] if above else None, []).append(each)
    return found


def is_of_theme(problem: Problem, theme: Theme, is_met: bool) -> bool:
    """Return whether a problem is a theme's and matters to a group that meets or not (YO2)."""
    if problem.place.file in name_bibliographies(theme):
        return problem.severity is Severity.ERROR
    if not problem.place.file.startswith(f"{theme.folder}/"):
        return False
    return not (is_met and problem.code == "theme-without-meeting")
