"""Reads ``groups/<slug>/subjects/``: a group's own subjects, written like themes.

groups/reze/subjects/plaies/index.md          the same files as in the folder of a theme
groups/reze/subjects/plaies/references.bib    its references; those of the group and the common
                                              ones are borrowed by ``references: [key, …]``
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace

from parution.domain import Attachment, Edition, Group, Theme
from parution.domain.messages import message
from parution.domain.problems import Place, list_errors
from parution.sources.files.attachments import read_attachment
from parution.sources.files.folders import SourceFolder
from parution.sources.files.slugs import OURS, check_slug, make_slug
from parution.sources.files.theme_paths import REFERENCES, SUBJECTS, derive_theme_address
from parution.sources.own_folder import Bibliography, read_references
from parution.sources.report import Report
from parution.sources.source_context import SourceContext
from parution.sources.theme_folder import read_theme

TEXTS = (".md", ".bib")
"""Endings of the files of a subject's texts and references."""


def read_subjects(
    folders: Mapping[str, SourceFolder],
    lists: Mapping[str, Bibliography],
    themes: Mapping[str, bool],
    sources: SourceContext,
) -> dict[str, tuple[Theme, ...]]:
    """Return the subjects of each group that has some, by the group's slug.

    ``folders`` are the groups' folders and ``lists`` their bibliographies, by slug; ``themes`` says
    for each address of the association's themes whether it is a draft.
    """
    # Not drafts: the association may be making one of the subject.
    announced = [address for address, is_draft in themes.items() if not is_draft]
    read = {
        slug: tuple(read_group_subjects(folder.folders[SUBJECTS], lists[slug], announced, sources))
        for slug, folder in folders.items()
        if SUBJECTS in folder.folders and is_free(slug, folder, themes, sources.report)
    }
    return {slug: subjects for slug, subjects in read.items() if subjects}


def list_subject_slugs(folder: SourceFolder) -> tuple[str, ...]:
    """Return the slugs of a group's subjects, including unreadable ones.

    A name unfit for an address counts under its `make_slug`.
    """
    return tuple(
        map(make_slug, folder.folders[SUBJECTS].folders if SUBJECTS in folder.folders else ())
    )


def is_free(slug: str, folder: SourceFolder, themes: Collection[str], report: Report) -> bool:
    """Return whether a group's slug is free as an address of its subjects; report it if not."""
    taken = OURS | {address.partition("/")[0] for address in themes}
    if slug not in taken:
        return True
    report.error(
        "reserved-name",
        Place(f"{folder.path}/{SUBJECTS}"),
        message(
            "the subjects of this group would stand at “%(name)s/”, which is an address that every"
            " site needs for itself",
            name=slug,
        ),
        message(
            "Rename the group's file and its folder, for example to “%(fit)s”.",
            fit=f"groupe-{slug}",
        ),
    )
    return False


def read_group_subjects(
    folder: SourceFolder, of_group: Bibliography, themes: Collection[str], sources: SourceContext
) -> Iterator[Theme]:
    """Yield the readable subjects of one group."""
    report_stray_files(folder, sources.report)
    for name, below in folder.folders.items():
        if check_slug(name, Place(below.path), sources.report):
            warn_of_namesake(name, below, themes, sources.report)
            if subject := read_subject(below, of_group, sources):
                yield subject


def report_stray_files(folder: SourceFolder, report: Report) -> None:
    """Report files in the folder of subjects, which may hold only a folder for each subject."""
    for name in folder.files:
        report.error(
            "unexpected-file",
            Place(f"{folder.path}/{name}"),
            message("unexpected file; only folders are expected here, one for each subject"),
            message(
                "A subject is a folder: put the text into “%(path)s”.",
                path=f"{folder.path}/{make_slug(name.partition('.')[0])}/index.md",
            ),
        )


def read_subject(
    folder: SourceFolder, of_group: Bibliography, sources: SourceContext
) -> Theme | None:
    """Return one subject; None without an index. Its texts link to its own files and to themes."""
    address = derive_theme_address(f"{folder.path}/index.md")
    _, own = read_references(folder, sources)
    _, lent = of_group
    known = sources.bibliographies
    bibliographies = replace(
        known,
        own={**known.own, address: own} if REFERENCES in folder.files else known.own,
        common={**known.common, **{reference.key: reference for reference in lent}},
        misnamed={},
    )
    paths = sources.paths.union(folder.paths())
    subject = read_theme(folder, replace(sources, paths=paths, bibliographies=bibliographies))
    if subject is None or subject.draft:
        return subject
    return replace(subject, as_written=tuple(list_files_as_written(folder, sources)))


def list_files_as_written(folder: SourceFolder, sources: SourceContext) -> Iterator[Attachment]:
    """Yield the files of a subject's texts and references, for the group to download."""
    for path in folder.paths():
        if path.endswith(TEXTS) and not path.startswith(f"{folder.path}/documents/"):
            with suppress(OSError):  # The reader of its text reports it.
                yield read_attachment(path, folder.path, sources)


def warn_of_namesake(
    name: str, folder: SourceFolder, themes: Collection[str], report: Report
) -> None:
    """Warn of a subject with the same slug as a theme of the association."""
    alike = sorted((each for each in themes if each.partition("/")[2] == name), reverse=True)
    if alike:
        report.warn(
            "subject-named-like-theme",
            Place(folder.path),
            message("the association has a theme of this name: %(theme)s", theme=alike[0]),
            message(
                "Rename the folder, unless the group means to have its own: a meeting that says"
                " “subject: %(name)s” opens the subject, one that says “theme: %(theme)s” the"
                " theme.",
                name=name,
                theme=alike[0],
            ),
        )


def make_subject_editions(
    groups: Iterable[Group], subjects: Mapping[str, tuple[Theme, ...]]
) -> dict[str, Edition]:
    """Return the subjects of each group as an edition, by the group's slug."""
    return {
        group.slug: Edition(
            name=group.slug,
            title=group.name,
            themes=sort_latest_first(group, subjects[group.slug]),
            opens_to_all=None,
            opens_to_public=None,
            owner=group.slug,
        )
        for group in groups
        if group.slug in subjects
    }


def sort_latest_first(group: Group, subjects: Iterable[Theme]) -> tuple[Theme, ...]:
    """Return the subjects without a meeting, then the others, the latest met on first."""
    last = {meeting.theme: meeting.starts for meeting in group.meetings}  # The last one stays.
    met = [each for each in subjects if each.address in last]
    unmet = (each for each in subjects if each.address not in last)
    return (*unmet, *sorted(met, key=lambda each: last[each.address], reverse=True))


def warn_of_unmet(editions: Mapping[str, Edition], groups: Iterable[Group], report: Report) -> None:
    """Warn of subjects without a meeting, of which members see the presentation alone."""
    in_error = {problem.place.file for problem in list_errors(report.problems)}
    for group in groups:
        met = {meeting.theme for meeting in group.meetings}
        # A meeting with an error may be the one that names the subject.
        is_told = group.slug in editions and group.place.file not in in_error
        for subject in editions[group.slug].themes if is_told else ():
            if subject.address not in met and not subject.draft:
                report.warn(
                    "subject-without-meeting",
                    subject.place,
                    message(
                        "no meeting of %(file)s names this subject: all but its presentation stays"
                        " hidden from the members",
                        file=group.place.file,
                    ),
                    message(
                        "Write “subject: %(name)s” at the meeting; until then “draft: true” hides"
                        " it whole.",
                        name=subject.slug,
                    ),
                )
