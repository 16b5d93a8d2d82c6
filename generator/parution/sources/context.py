"""What one run of reading works on: the project, what stands in it, and the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from parution.cache.calls import Calls
from parution.domain.problems import Place
from parution.limits import TEXT_BYTES
from parution.sources.files.text import decode, read_text, refuse_length
from parution.sources.markdown.anchors import Anchor
from parution.sources.markdown.front_matter import MarkdownFile, taken_apart
from parution.sources.markdown.link_targets import LinkTarget
from parution.sources.report import Report
from parution.sources.theme_references import Bibliographies
from parution.sources.yaml.fields import table_of
from parution.sources.yaml.nodes import Meaning, Node, Scalar, Table, read_yaml


@dataclass(frozen=True, slots=True)
class SourceContext:
    """The sources of one run."""

    project: Path
    paths: frozenset[str]
    """Of all files under ``themes/``, relative to the project."""
    bibliographies: Bibliographies
    report: Report
    links: list[LinkTarget] = field(default_factory=list)
    """Links between texts met so far, kept until it is known which themes are drafts."""
    calls: Calls = field(default_factory=Calls)
    facilitators: dict[str, str] = field(default_factory=dict)
    """Who facilitates each group, by slug. Kept apart from the groups: no site ever knows it."""
    anchors: list[Anchor] = field(default_factory=list)
    """Links to places within texts, kept until all texts are read."""
    extensions: frozenset[str] = frozenset()
    """Extensions of Markdown that ``mkdocs.yml`` names."""
    drafted: Mapping[str, bytes] = field(default_factory=dict)
    """What files of groups would hold after an edit that is weighed, by path."""

    def markdown(self, path: str) -> MarkdownFile | None:
        """Return a Markdown file taken apart; None when it cannot be read."""
        text = read_text(self.project, path, self.report)
        return None if text is None else taken_apart(text, path, self.report)

    def text(self, path: str) -> str | None:
        """Return the text of a file, as it would be; None when it is not a text at all."""
        if path not in self.drafted:
            return read_text(self.project, path, self.report)
        if len(self.drafted[path]) > TEXT_BYTES:
            refuse_length(len(self.drafted[path]), path, self.report)
            return None
        return decode(self.drafted[path], path, self.report)

    def yaml(self, path: str) -> Node | None:
        """Return what a YAML file says; None when it cannot be read, which is reported."""
        text = self.text(path)
        return None if text is None else read_yaml(text, path, self.report)

    def table(self, path: str) -> Table | None:
        """Return the table in a YAML file, empty like the file; None when it cannot be read."""
        node = self.yaml(path)
        if isinstance(node, Scalar) and node.meaning is Meaning.NOTHING:
            return Table({}, {}, Place(path, 1, 1))
        return None if node is None else table_of(node, path, self.report)
