"""The Python-Markdown extension: citations in the text, references at the end of the page."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from parution.citing.bibtex import parse_bibtex
from parution.citing.cluster_html import CLUSTER, ClusterWriter, as_read
from parution.citing.numbering import Numbering
from parution.citing.reference_list import AfterReference, reference_list
from parution.citing.syntax import START, cluster_at, without_addresses
from parution.messages import Translate
from parution.model import Reference
from parution.translating import translations

AFTER_LINKS = 85
"""Priority of reading: code, escapes, links and HTML come before, emphasis after."""

AFTER_INLINE = 15
"""Priority of numbering: once all inline text is read, before the table of contents is made."""

log = logging.getLogger(__name__)


class CitingExtension(Extension):
    """Citations in Pandoc's syntax, numbered by page.

    Either `references` by key are given, and changed with `for_page` before each page, or the path
    of a `bibliography` to read. After a conversion `cited` and `missing` tell which keys the page
    cites. `after_reference` returns HTML for the end of each reference's item.
    """

    def __init__(
        self,
        references: Mapping[str, Reference] | None = None,
        translate: Translate | None = None,
        after_reference: AfterReference | None = None,
        *,
        bibliography: str | Path | None = None,
        language: str = "fr",
    ) -> None:
        super().__init__()
        self.references = references or (read(Path(bibliography)) if bibliography else {})
        self.language = language
        self.translate = translate or translations(language).gettext
        self.after_reference = after_reference
        self.cited: tuple[str, ...] = ()
        """Keys of the references cited by the last page, in order of citation."""
        self.missing: tuple[str, ...] = ()
        """Keys cited by the last page that no reference has."""

    def for_page(self, references: Mapping[str, Reference]) -> None:
        """Let the next pages cite these references."""
        self.references = references
        self.cited = self.missing = ()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register with a converter; may be called for one converter after another."""
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "@"]
        md.inlinePatterns.register(CitationReader(START.pattern, md), "citing", AFTER_LINKS)
        md.treeprocessors.register(CitationNumbers(md, self), "citing", AFTER_INLINE)


class CitationReader(InlineProcessor):
    """Reads a cluster of citations into an element that carries it."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Return the element and where the cluster begins and ends; nothing when it is none."""
        cluster = cluster_at(without_addresses(data), m.start())
        if cluster is None:
            return None, None, None
        return as_read(cluster), cluster.start, cluster.end


class CitationNumbers(Treeprocessor):
    """Numbers the citations of a page in the order of reading and appends the references."""

    def __init__(self, md: Markdown, extension: CitingExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        """Complete the page."""
        extension, numbering = self.extension, Numbering()
        writer = ClusterWriter(extension.references, numbering, extension.translate)
        for element in list(root.iter("span")):
            if element.get("class") == CLUSTER:
                writer.number(element)
        extension.cited, extension.missing = numbering.cited, tuple(writer.missing)
        if numbering.cited:
            root.append(self._section(numbering))

    def _section(self, numbering: Numbering) -> Element:
        extension = self.extension
        section = Element("section", {"class": "references", "role": "doc-bibliography"})
        SubElement(section, "h2", {"id": "references"}).text = extension.translate("References")
        items = reference_list(
            [extension.references[key] for key in numbering.cited],
            numbering,
            extension.language,
            extension.translate,
            extension.after_reference,
        )
        SubElement(section, "p").text = self.md.htmlStash.store(items)
        return section


def read(path: Path) -> dict[str, Reference]:
    """Return the references of a ``.bib`` file by key; problems go to the log."""
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    references, problems = parse_bibtex(text, path.name)
    for problem in problems:
        log.warning("%s: %s", problem.place, problem.message.text())
    return {reference.key: reference for reference in references}


def makeExtension(**settings: Any) -> CitingExtension:  # noqa: N802 - Python-Markdown's name
    """Build the extension; Python-Markdown calls this."""
    return CitingExtension(**settings)
