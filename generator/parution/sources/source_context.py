"""The shared state of one run of reading: the project, its files, and the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from parution.cache.calls import Calls
from parution.domain.problems import Place
from parution.limits import TEXT_BYTES
from parution.sources.files.text import decode, read_text, report_excessive_length
from parution.sources.markdown.anchors import Anchor
from parution.sources.markdown.front_matter import MarkdownFile, split_front_matter
from parution.sources.markdown.link_targets import LinkTarget
from parution.sources.report import Report
from parution.sources.theme_references import Bibliographies
from parution.sources.yaml.fields import read_table
from parution.sources.yaml.nodes import Meaning, Node, Scalar, Table, read_yaml


@dataclass(frozen=True, slots=True)
class SourceContext:
    """The project, and everything that its readers share in one run."""

    project: Path
    paths: frozenset[str]
    """Of all files under ``themes/``, relative to the project."""
    bibliographies: Bibliographies
    report: Report
    links: list[LinkTarget] = field(default_factory=list)
    """Links between texts found so far, checked once all drafts are known."""
    calls: Calls = field(default_factory=Calls)
    facilitators: dict[str, str] = field(default_factory=dict)
    """The facilitator of each group, by slug. Not in `Group`: no site may know it."""
    openings: dict[str, Place] = field(default_factory=dict)
    """Where each edition says ``opens_to_all``, by name."""
    anchors: list[Anchor] = field(default_factory=list)
    """Links to places within texts, checked once all texts are read."""
    extensions: frozenset[str] = frozenset()
    """Extensions of Markdown that ``mkdocs.yml`` names."""
    edited: Mapping[str, bytes] = field(default_factory=dict)
    """The content of groups' files after a proposed edit, by path."""

    def markdown(self, path: str) -> MarkdownFile | None:
        """Read a Markdown file; return None, and report it, if that fails."""
        text = read_text(self.project, path, self.report)
        return None if text is None else split_front_matter(text, path, self.report)

    def text(self, path: str) -> str | None:
        """Return the text of a file after the proposed edit; None, reported, if not a text."""
        if path not in self.edited:
            return read_text(self.project, path, self.report)
        if len(self.edited[path]) > TEXT_BYTES:
            report_excessive_length(len(self.edited[path]), path, self.report)
            return None
        return decode(self.edited[path], path, self.report)

    def yaml(self, path: str) -> Node | None:
        """Return the root node of a YAML file; None, reported, if it cannot be read."""
        text = self.text(path)
        return None if text is None else read_yaml(text, path, self.report)

    def table(self, path: str) -> Table | None:
        """Return the table in a YAML file, empty if the file is; None, reported, if unreadable."""
        node = self.yaml(path)
        if isinstance(node, Scalar) and node.meaning is Meaning.NOTHING:
            return Table({}, {}, Place(path, 1, 1))
        return None if node is None else read_table(node, path, self.report)
