"""Reads ``groups/``: the groups with their meetings, their own subjects, their other writings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from parution.domain import Edition, Group, OwnWritings, Settings, Theme
from parution.sources.edition_folder import list_addresses
from parution.sources.files.folders import SourceFolder, add_files, walk
from parution.sources.group_file import list_group_folders, read_groups
from parution.sources.meeting_theme import Known
from parution.sources.own_folder import read_own, read_references
from parution.sources.plausible_dates import warn_of_early_archives
from parution.sources.settings_file import DEFAULT_POLICY
from parution.sources.source_context import SourceContext
from parution.sources.subject_folder import (
    list_subject_slugs,
    make_subject_editions,
    read_subjects,
    warn_of_unmet,
)


@dataclass(frozen=True, slots=True)
class GroupsFolder:
    """The content of ``groups/``."""

    groups: tuple[Group, ...]
    subjects: tuple[Theme, ...]
    """The groups' own subjects, those of unreadable groups included."""
    editions: Mapping[str, Edition]
    """The same as editions, by the group's slug."""
    own: Mapping[str, OwnWritings]


def read_groups_folder(
    themes: SourceFolder,
    editions: Sequence[Edition],
    settings: Settings | None,
    sources: SourceContext,
) -> GroupsFolder:
    """Read the groups, their subjects and their other writings; ``themes`` is the folder of all.

    Meetings may name the association's themes and the subjects of their own group.
    """
    folder = walk(sources.project, "groups", sources.report) or SourceFolder("groups", (), {})
    folder = add_files(folder, sources.edited)
    folders = list_group_folders(folder)
    lists = {slug: read_references(each, sources) for slug, each in folders.items()}
    read_themes = [theme for edition in editions for theme in edition.themes]
    drafts = dict.fromkeys(list_addresses(themes), False) | mark_drafts(read_themes)
    subjects = read_subjects(folders, lists, drafts, sources)
    of_groups = tuple(each for of_group in subjects.values() for each in of_group)
    of_any = (*read_themes, *of_groups)
    known = Known(
        themes=drafts,
        policies=settings.policies if settings else None,
        default_policy=settings.default_policy if settings else DEFAULT_POLICY,
        parts={theme.address: theme.parts for theme in of_any},
        titles={theme.title: theme.address for theme in read_themes},
        subjects=collect_known_subjects(folders, subjects),
    )
    groups = read_groups(folder, known, sources)
    warn_of_early_archives(editions, groups, sources.openings, sources.report)
    own_editions = make_subject_editions(groups, subjects)
    warn_of_unmet(own_editions, groups, sources.report)
    by_address = {theme.address: theme for theme in of_any}
    own = read_own(folders, groups, lists, by_address, sources)
    return GroupsFolder(groups, of_groups, own_editions, own)


def mark_drafts(themes: Iterable[Theme]) -> dict[str, bool]:
    """Return whether each theme is a draft, by address."""
    return {theme.address: theme.draft for theme in themes}


def collect_known_subjects(
    folders: Mapping[str, SourceFolder], subjects: Mapping[str, Sequence[Theme]]
) -> dict[str, dict[str, bool]]:
    """Return the subjects of each group, with whether each is a draft; unreadable ones are not."""
    return {
        slug: dict.fromkeys(list_subject_slugs(folder), False)
        | {each.slug: each.draft for each in subjects.get(slug, ())}
        for slug, folder in folders.items()
    }
