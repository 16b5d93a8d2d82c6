"""Reads the files people write into one catalogue, and reports every mistake.

Readers raise no exception for a mistake and never guess: anything they cannot understand becomes a
problem. One run reports all problems. If one is an error there is no catalogue, and nothing is
built.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from parution.cache.calls import Calls
from parution.domain import Catalogue, Document, Edition, Group, Theme
from parution.domain.problems import Problem, ProblemsFound, list_errors, sort_problems
from parution.sources.bib_files import read_bibliography
from parution.sources.edition_folder import (
    list_addresses,
    read_editions,
    read_home,
    report_links_to_drafts,
)
from parution.sources.files.folders import SourceFolder, walk
from parution.sources.groups_folder import read_groups_folder
from parution.sources.markdown.anchors import warn_of_broken_anchors
from parution.sources.page_folder import PAGES, read_pages
from parution.sources.report import Report
from parution.sources.search_words import read_brands, read_synonyms
from parution.sources.settings_file import find_extensions, read_settings
from parution.sources.source_context import SourceContext
from parution.sources.theme_references import sort_by_theme

CONFIG_FILE = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Reading:
    """The content of a project's files, and the problems in them."""

    catalogue: Catalogue | None
    """None if one of the problems is an error."""
    problems: tuple[Problem, ...]
    """Sorted by file and line, warnings included."""
    themes: tuple[Theme, ...]
    groups: tuple[Group, ...]
    """Everything readable, in spite of errors; `themes` are the association's."""
    facilitators: Mapping[str, str] = field(default_factory=dict)
    """The facilitator of each group, by slug; not in the catalogue, so that no site knows it."""
    subjects: Mapping[str, Edition] = field(default_factory=dict)
    """The groups' own subjects, by the group's slug."""

    @property
    def of_any(self) -> tuple[Theme, ...]:
        """The association's themes, then the groups' own subjects."""
        subjects = (each for edition in self.subjects.values() for each in edition.themes)
        return (*self.themes, *subjects)

    def require(self) -> Catalogue:
        """Return the catalogue; raise `ProblemsFound` if there is none."""
        if self.catalogue is None:
            raise ProblemsFound(self.problems)
        return self.catalogue


def collect_documents(home: Document | None, themes: Iterable[Theme]) -> dict[str, Document]:
    """Return all texts by path."""
    texts = [text for each in themes for text in (*each.documents.values(), *each.sources.values())]
    return {text.path: text for text in (home, *texts) if text}


def read(
    project: Path,
    config_file: Path | None = None,
    calls: Calls | None = None,
    edited: Mapping[str, bytes] | None = None,
) -> Reading:
    """Read a project's folder; ``config_file`` defaults to the ``mkdocs.yml`` in it.

    ``edited`` maps paths of groups' files to the content that an edit would give them.
    """
    calls = calls or Calls()
    report = Report()
    settings = read_settings(project, config_file or project / CONFIG_FILE, report)
    themes = walk(project, "themes", report) or SourceFolder("themes", (), {})
    references, found = read_bibliography(project, calls)
    bibliographies = sort_by_theme(references, list_addresses(themes), report)
    sources = SourceContext(
        project,
        frozenset(themes.paths()),
        bibliographies,
        report,
        calls=calls,
        extensions=find_extensions(config_file or project / CONFIG_FILE),
        edited=edited or {},
    )
    home = read_home(themes, sources)
    association_pages = read_pages(themes.folders.get(PAGES), sources)
    editions = read_editions(themes, sources)
    of_groups = read_groups_folder(themes, editions, settings, sources)
    read_themes = tuple(theme for edition in editions for theme in edition.themes)
    check_links(home, (*read_themes, *of_groups.subjects), sources)
    synonyms, brands = read_synonyms(themes, sources), read_brands(themes, sources)
    problems = sort_problems((*report.problems, *found))
    groups, own_editions = of_groups.groups, of_groups.editions
    reading = Reading(None, problems, read_themes, groups, sources.facilitators, own_editions)
    if settings is None or home is None or list_errors(problems):
        return reading
    catalogue = Catalogue(
        settings,
        home,
        editions,
        groups,
        synonyms,
        brands,
        association_pages,
        of_groups.own,
        own_editions,
    )
    return replace(reading, catalogue=catalogue)


def check_links(home: Document | None, themes: Sequence[Theme], sources: SourceContext) -> None:
    """Report the links that lead to drafts, or to no heading of their page."""
    report_links_to_drafts(themes, sources)
    if "pymdownx.slugs" not in sources.extensions:  # That extension changes the ids of headings.
        warn_of_broken_anchors(sources.anchors, collect_documents(home, themes), sources.report)
