"""Writes clusters of citations as HTML, numbered in order of appearance."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from parution.bibliography.vancouver.style import name_document
from parution.citations.cluster_words import put_around, separate
from parution.citations.clusters import Citation, Cluster, Mode
from parution.citations.numbering import Numbering, escape_key, group_into_runs
from parution.domain import Reference
from parution.domain.messages import Translate, message
from parution.language.typography import NARROW, NO_BREAK

MARKDOWN = re.compile(r"[*_`\[<&\\]")
"""Characters by which a prefix or suffix may hold Markdown or HTML."""

TAG = re.compile(r"</?[A-Za-z][^<>]*>")

SEMICOLON = f"{NARROW}; "


class ClusterWriter:
    """Writes the clusters of one page, in the order of reading."""

    def __init__(
        self,
        references: Mapping[str, Reference],
        numbering: Numbering,
        translate: Translate,
        *,
        by_name: bool = False,
    ) -> None:
        """Begin a page; ``by_name`` cites by author and year, for pages without a list."""
        self.references, self.numbering, self.translate = references, numbering, translate
        self.by_name = by_name
        self.missing: dict[str, None] = {}
        self.converted: Mapping[str, str] = {}

    def html(self, cluster: Cluster, converted: Iterable[str] = ()) -> str:
        """Return a cluster as HTML; give the next numbers to its new keys.

        `converted` is the HTML of those prefixes and suffixes that are `find_marked_up`, in order.
        """
        citations = cluster.citations
        self.converted = dict(zip(find_marked_up(cluster), converted, strict=False))
        known = [citation.key in self.references for citation in citations]
        for citation, is_known in zip(citations, known, strict=True):
            if is_known:
                self.numbering.number(citation.key)
        author = self._write_author(citations[0]) if known[0] else ""
        is_bare = all(citation.bare for citation in citations)
        if all(known) and is_bare and not self.by_name:
            within = self._write_numbers([citation.key for citation in citations])
        else:
            within = "".join(self._write_whole(citations))
        return f'<span class="citations">{author}[{within}]</span>'

    def _write_author(self, first: Citation) -> str:
        """Return the author's name before the brackets, for a narrative citation."""
        if first.mode is not Mode.NARRATIVE:
            return ""
        return html.escape(name_document(self.references[first.key], self.translate)) + NO_BREAK

    def _write_numbers(self, keys: Sequence[str]) -> str:
        """Return the numbers of keys, sorted and collapsed into ranges."""
        by_number = {self.numbering.number(key): key for key in keys}
        return ",".join(
            self._write_run([by_number[number] for number in run])
            for run in group_into_runs(by_number)
        )

    def _write_run(self, keys: Sequence[str]) -> str:
        """Return a number or a range; inner keys get empty elements, as targets of links back."""
        if len(keys) == 1:
            return self._link(keys[0])
        first, *inner, last = keys
        start = self._link(first)
        anchors = [(self.numbering.add_anchor(key), html.escape(key)) for key in inner]
        hidden = "".join(f'<span id="{anchor}" data-key="{key}"></span>' for anchor, key in anchors)
        return f"{start}-{hidden}{self._link(last)}"

    def _write_whole(self, citations: Sequence[Citation]) -> Iterator[str]:
        """Yield citations with all their words, and their separators."""
        yield self._write_citation(citations[0])
        for before, citation in pairwise(citations):
            yield separate(before, citation, SEMICOLON)
            yield self._write_citation(citation)

    def _write_citation(self, citation: Citation) -> str:
        """Return one citation with its prefix, locator and suffix."""
        key, is_alone = citation.key, citation.mode is Mode.BRACKETED
        number = self._link(key, is_alone) if key in self.references else self._write_unknown(key)
        locator = f", {html.escape(str(citation.locator))}" if citation.locator else ""
        return put_around(citation, number + locator, self._write_words)

    def _write_words(self, text: str) -> str:
        """Return a prefix or suffix as HTML.

        If its marks reach beyond it (``*voir [aussi* @k]``), return it as written, followed by the
        tags that belong to the text around it.
        """
        converted = self.converted.get(text)
        if converted is None:
            return html.escape(text, quote=False)
        tags = TAG.findall(converted)
        return converted if are_balanced(tags) else html.escape(text) + "".join(tags)

    def _link(self, key: str, is_alone: bool = True) -> str:
        """Return the link to a reference; not ``is_alone`` if the sentence names its author."""
        anchor, number = self.numbering.add_anchor(key), str(self.numbering.number(key))
        label = html.escape(self._name(key, is_alone)) if self.by_name else number
        return (
            f'<a class="citation" id="{anchor}" href="#ref-{escape_key(key)}" role="doc-biblioref">'
            f"{label}</a>"
        )

    def _name(self, key: str, is_alone: bool) -> str:
        reference = self.references[key]
        year = reference.fields.get("year", "")
        if year and not is_alone:
            return year
        return f"{name_document(reference, self.translate)} {year}".rstrip().replace(" ", NO_BREAK)

    def _write_unknown(self, key: str) -> str:
        self.missing[key] = None
        said = html.escape(
            message("no reference has the key %(key)s", key=key).text(self.translate)
        )
        return f'<span class="citation-missing" title="{said}">{html.escape(key)}{NARROW}?</span>'


def find_marked_up(cluster: Cluster) -> list[str]:
    """Return the prefixes and suffixes of a cluster that hold Markdown."""
    affixes = (words for each in cluster.citations for words in (each.prefix, each.suffix))
    return [words for words in affixes if MARKDOWN.search(words)]


def are_balanced(tags: Iterable[str]) -> bool:
    """Return whether tags are properly nested and closed.

    >>> are_balanced(["<em>", "<br />", "</em>"]), are_balanced(["</em>", "<em>"])
    (True, False)
    """
    opened: list[str] = []
    for tag in tags:
        name = tag.strip("</>").split()[0]
        if tag.startswith("</"):
            if not opened or opened.pop() != name:
                return False
        elif not tag.endswith("/>"):
            opened.append(name)
    return not opened
