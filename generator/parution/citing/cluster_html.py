"""Clusters of citations as HTML, numbered as they come."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence

from parution.citing.numbering import Numbering, anchor, runs
from parution.citing.syntax import Citation, Cluster, Mode
from parution.citing.typography import NARROW, NO_BREAK
from parution.citing.vancouver import short_name
from parution.messages import Translate, message
from parution.model import Reference

MARKDOWN = re.compile(r"[*_`\[<&\\]")
"""What makes a prefix or suffix more than plain words."""

TAG = re.compile(r"</?[A-Za-z][^<>]*>")

JOINED = (",", ".", ":", ")")
"""What a suffix may begin with to follow without a space."""


class ClusterWriter:
    """Writes the clusters of one page, in the order of reading."""

    def __init__(
        self, references: Mapping[str, Reference], numbering: Numbering, translate: Translate
    ) -> None:
        self.references, self.numbering, self.translate = references, numbering, translate
        self.missing: dict[str, None] = {}
        self.converted: Mapping[str, str] = {}

    def html(self, cluster: Cluster, converted: Iterable[str] = ()) -> str:
        """Return what the reader sees of a cluster; its new keys get the next numbers.

        `converted` is the HTML of those prefixes and suffixes that are `marked_up`, in order.
        """
        citations = cluster.citations
        self.converted = dict(zip(marked_up(cluster), converted, strict=False))
        known = [citation.key in self.references for citation in citations]
        for citation, is_known in zip(citations, known, strict=True):
            if is_known:
                self.numbering.number(citation.key)
        author = self._author(citations[0]) if known[0] else ""
        if all(known) and all(citation.bare for citation in citations):
            within = self._numbers([citation.key for citation in citations])
        else:
            within = f"{NARROW}; ".join(self._citation(citation) for citation in citations)
        return f'<span class="citations">{author}[{within}]</span>'

    def _author(self, first: Citation) -> str:
        """Return the author's name before the brackets, for a narrative citation."""
        if first.mode is not Mode.NARRATIVE:
            return ""
        return html.escape(short_name(self.references[first.key], self.translate)) + NO_BREAK

    def _numbers(self, keys: Sequence[str]) -> str:
        """Return numbers alone: sorted, collapsed to ranges."""
        by_number = {self.numbering.number(key): key for key in keys}
        return ",".join(self._run([by_number[number] for number in run]) for run in runs(by_number))

    def _run(self, keys: Sequence[str]) -> str:
        """Return a number or a range; what stands within it is an empty place to come back to."""
        if len(keys) == 1:
            return self._link(keys[0])
        first, *inner, last = keys
        start = self._link(first)
        places = [(self.numbering.place(key), html.escape(key)) for key in inner]
        hidden = "".join(f'<span id="{place}" data-key="{key}"></span>' for place, key in places)
        return f"{start}-{hidden}{self._link(last)}"

    def _citation(self, citation: Citation) -> str:
        """Return one citation with its prefix, locator and suffix."""
        key = citation.key
        prefix = f"{self._words(citation.prefix)} " if citation.prefix else ""
        number = self._link(key) if key in self.references else self._unknown(key)
        locator = f", {html.escape(str(citation.locator))}" if citation.locator else ""
        space = "" if citation.suffix.startswith(JOINED) or not citation.suffix else " "
        return f"{prefix}{number}{locator}{space}{self._words(citation.suffix)}"

    def _words(self, text: str) -> str:
        """Return a prefix or suffix as HTML.

        Where its marks reach beyond it (``*voir [aussi* @k]``) it is shown as written, and the
        tags that belong to what is around it stay in their order.
        """
        converted = self.converted.get(text)
        if converted is None:
            return html.escape(text, quote=False)
        tags = TAG.findall(converted)
        return converted if balanced(tags) else html.escape(text) + "".join(tags)

    def _link(self, key: str) -> str:
        place, number = self.numbering.place(key), self.numbering.number(key)
        return (
            f'<a class="citation" id="{place}" href="#ref-{anchor(key)}" role="doc-biblioref">'
            f"{number}</a>"
        )

    def _unknown(self, key: str) -> str:
        self.missing[key] = None
        said = html.escape(
            message("no reference has the key %(key)s", key=key).text(self.translate)
        )
        return f'<span class="citation-missing" title="{said}">{html.escape(key)}{NARROW}?</span>'


def marked_up(cluster: Cluster) -> list[str]:
    """Return the prefixes and suffixes of a cluster that hold Markdown."""
    affixes = (words for each in cluster.citations for words in (each.prefix, each.suffix))
    return [words for words in affixes if MARKDOWN.search(words)]


def balanced(tags: Iterable[str]) -> bool:
    """Tell whether tags close one another in pairs.

    >>> balanced(["<em>", "<br />", "</em>"]), balanced(["</em>", "<em>"])
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
