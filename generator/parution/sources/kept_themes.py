"""Takes a theme's reading from the cache until somebody edits a file that it depends on.

KT1 It depends on the files of the theme's folder, on its bibliography and the common ones, on the
    list of all files under ``themes/`` (where its links lead), and on the extensions of Markdown in
    ``mkdocs.yml``.
KT2 Only a reading without errors is kept. So it depends on no other bibliography, which messages of
    errors may mention, and not on the time that a text took to check.
KT3 References are kept with their bibliographies alone; a reading names those that it borrows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from parution.cache.digests import digest_texts
from parution.cache.fingerprint import list_states
from parution.cache.lazy import Lazy
from parution.domain import Reference, Theme
from parution.domain.problems import Problem, list_errors
from parution.sources.files.folders import SourceFolder
from parution.sources.files.theme_paths import derive_theme_address, locate_bibliography
from parution.sources.markdown.anchors import Anchor
from parution.sources.markdown.link_targets import LinkTarget
from parution.sources.report import Report
from parution.sources.source_context import SourceContext
from parution.sources.theme_folder import INDEX, read_theme


@dataclass(frozen=True, slots=True)
class ThemeReading:
    """A theme without its references, and everything found in its files."""

    theme: Theme | None
    """None without a readable presentation."""
    borrowed: tuple[str, ...]
    """The keys of the references that it takes from common bibliographies, in order."""
    problems: tuple[Problem, ...]
    links: tuple[LinkTarget, ...]
    anchors: tuple[Anchor, ...]


class KeptReading(Lazy[ThemeReading]):
    """A reading that stands in the private store."""


class Inputs:
    """Whatever a theme's reading depends on (KT1); its `repr` is a digest."""

    def __init__(self, folder: SourceFolder, sources: SourceContext, shared: str) -> None:
        self.sources = sources
        path = f"{folder.path}/{INDEX}"
        of_theme = (sources.project / folder.path, sources.project / locate_bibliography(path))
        is_expected = derive_theme_address(path) in sources.bibliographies.expected
        named = (shared, str(is_expected), *sorted(list_states(map(str, of_theme))))
        self.digest = digest_texts(named)

    def __repr__(self) -> str:
        return f"Inputs({self.digest})"


class HasErrors(Exception):
    """Raised in place of a reading that is not to be kept (KT2)."""

    def __init__(self, theme: Theme | None) -> None:
        self.theme = theme


def digest_shared(sources: SourceContext) -> str:
    """Return a digest of the inputs that all themes share."""
    common = repr(sorted(sources.bibliographies.common.items()))
    return digest_texts((*sorted(sources.paths), "", *sorted(sources.extensions), "", common))


def recall_theme(folder: SourceFolder, sources: SourceContext, shared: str) -> Theme | None:
    """Return a theme as `read_theme` does, from the cache if it was read before.

    ``shared`` is the result of `digest_shared`.
    """
    try:
        kept = sources.calls.of(read_apart, folder, Inputs(folder, sources, shared))
    except HasErrors as found:
        return found.theme
    reading = kept.content
    sources.report.add(reading.problems)
    sources.links.extend(reading.links)
    sources.anchors.extend(reading.anchors)
    if reading.theme is None:
        return None
    references = list_references(reading.theme, reading.borrowed, sources)
    return replace(reading.theme, references=references, version=kept.digest)


def read_apart(folder: SourceFolder, inputs: Inputs) -> KeptReading:
    """Read a theme; raise `HasErrors`, all reported, if it has errors."""
    report = Report()
    sources = replace(inputs.sources, report=report, links=[], anchors=[])
    theme = read_theme(folder, sources)
    if list_errors(report.problems):
        inputs.sources.report.add(report.problems)
        inputs.sources.links.extend(sources.links)
        inputs.sources.anchors.extend(sources.anchors)
        raise HasErrors(theme)
    own = len(list_own_references(theme, sources)) if theme else 0
    reading = ThemeReading(
        theme and replace(theme, references=()),
        tuple(each.key for each in theme.references[own:]) if theme else (),
        report.problems,
        tuple(sources.links),
        tuple(sources.anchors),
    )
    return KeptReading(inputs.digest, lambda: reading)


def list_own_references(theme: Theme, sources: SourceContext) -> tuple[Reference, ...]:
    """Return the references of a theme's own bibliography."""
    return sources.bibliographies.own.get(theme.address, ())


def list_references(
    theme: Theme, borrowed: Iterable[str], sources: SourceContext
) -> tuple[Reference, ...]:
    """Return a theme's own references and the borrowed ones."""
    lent = (sources.bibliographies.common[key] for key in borrowed)
    return (*list_own_references(theme, sources), *lent)
