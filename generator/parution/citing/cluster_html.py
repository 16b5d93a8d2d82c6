"""Citations as HTML elements: first as read, then numbered once the whole page is known.

Python-Markdown does not read a page's inline text in order, so that numbers can only be given at
the end. Until then a cluster of citations is an element that carries what was written; prefixes
and suffixes are children, whose own Markdown is still processed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from parution.citing.numbering import Numbering, anchor, runs
from parution.citing.syntax import Cluster, Mode
from parution.citing.typography import NARROW
from parution.citing.vancouver import short_name
from parution.messages import Translate, message
from parution.model import Reference

CLUSTER = "citations"


def as_read(cluster: Cluster) -> Element:
    """Return an element that carries a cluster until `number` is called."""
    element = Element("span", {"class": CLUSTER})
    for citation in cluster.citations:
        carried = {"data-key": citation.key, "data-mode": citation.mode.value}
        if citation.locator:
            carried["data-locator"] = str(citation.locator)
        item = SubElement(element, "span", carried)
        SubElement(item, "span").text = citation.prefix
        SubElement(item, "span").text = citation.suffix
    return element


class ClusterWriter:
    """Numbers the clusters of one page in the order in which they are given."""

    def __init__(
        self, references: Mapping[str, Reference], numbering: Numbering, translate: Translate
    ) -> None:
        self.references, self.numbering, self.translate = references, numbering, translate
        self.missing: dict[str, None] = {}

    def number(self, element: Element) -> None:
        """Turn a carried cluster into what the reader sees."""
        items = list(element)
        for item in items:
            element.remove(item)
            if item.get("data-key", "") in self.references:
                self.numbering.number(item.get("data-key", ""))
        pieces = self._author(items[0])
        pieces += ["[", *self._within(items), "]"]
        _fill(element, pieces)

    def _author(self, first: Element) -> list[Element | str]:
        """Return the author's name before the brackets, for a narrative citation."""
        reference = self.references.get(first.get("data-key", ""))
        if first.get("data-mode") != Mode.NARRATIVE or reference is None:
            return []
        return [short_name(reference, self.translate) + "\u00a0"]

    def _within(self, items: Sequence[Element]) -> list[Element | str]:
        if all(_is_bare(item) and item.get("data-key") in self.references for item in items):
            return self._numbers([item.get("data-key", "") for item in items])
        pieces: list[Element | str] = []
        for item in items:
            pieces += [f"{NARROW}; "] if pieces else []
            pieces += self._item(item)
        return pieces

    def _numbers(self, keys: Sequence[str]) -> list[Element | str]:
        """Return numbers alone: sorted, collapsed to ranges."""
        by_number = {self.numbering.number(key): key for key in keys}
        pieces: list[Element | str] = []
        for run in runs(by_number):
            pieces += [","] if pieces else []
            first, *between = run
            pieces.append(self._link(by_number[first]))
            if between:
                *inner, last = between
                pieces += ["-", *(self._hidden(by_number[number]) for number in inner)]
                pieces.append(self._link(by_number[last]))
        return pieces

    def _item(self, item: Element) -> list[Element | str]:
        """Return one citation with its prefix, locator and suffix."""
        key, (prefix, suffix) = item.get("data-key", ""), list(item)
        pieces: list[Element | str] = []
        if prefix.text or len(prefix):
            pieces += [prefix, " "]
        pieces.append(self._link(key) if key in self.references else self._unknown(key))
        if locator := item.get("data-locator"):
            pieces.append(f", {locator}")
        if suffix.text or len(suffix):
            joins = (suffix.text or "").startswith((",", ".", ":", ")"))
            pieces += [suffix] if joins else [" ", suffix]
        return pieces

    def _link(self, key: str) -> Element:
        number = str(self.numbering.number(key))
        link = Element(
            "a",
            {
                "class": "citation",
                "id": self.numbering.place(key),
                "href": f"#ref-{anchor(key)}",
                "role": "doc-biblioref",
            },
        )
        link.text = AtomicString(number)
        return link

    def _hidden(self, key: str) -> Element:
        """Return the place of a number inside a range, for the link back."""
        return Element("span", {"id": self.numbering.place(key), "data-key": key})

    def _unknown(self, key: str) -> Element:
        self.missing[key] = None
        said = message("no reference has the key %(key)s", key=key).text(self.translate)
        element = Element("span", {"class": "citation-missing", "title": said})
        element.text = AtomicString(f"{key}{NARROW}?")
        return element


def _is_bare(item: Element) -> bool:
    return "data-locator" not in item.attrib and not any(child.text or len(child) for child in item)


def _fill(element: Element, pieces: Sequence[Element | str]) -> None:
    """Put text and elements into an element in order."""
    last: Element | None = None
    for piece in pieces:
        if isinstance(piece, Element):
            element.append(piece)
            last = piece
        elif last is None:
            element.text = AtomicString((element.text or "") + piece)
        else:
            last.tail = AtomicString((last.tail or "") + piece)
