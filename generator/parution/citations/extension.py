"""The Python-Markdown extension: citations in the text, references at the end of the page.

The extension reads citations in the source, by the same code that checks them. It replaces each
cluster by a token, which passes through Markdown as a word, followed by those of the cluster's own
words that hold Markdown. In the finished page, where the order of reading is known, tokens become
numbers; those that ended up in code or in a link become the original text again.
"""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from parution.citations.cluster_html import ClusterWriter, find_marked_up
from parution.citations.clusters import Cluster
from parution.citations.numbering import Numbering
from parution.citations.reference_list import AfterReference, render_reference_list
from parution.citations.syntax import find_clusters
from parution.domain import Reference
from parution.domain.messages import Translate, message
from parution.language.catalogues import load_translations
from parution.patterns import compile_late

BEFORE_CODE = 26
"""Priority of the reader: after Python-Markdown normalizes lines and removes metadata, before it
stores fences and raw HTML."""

BEFORE_CONTENTS = 15
AFTER_ATTRIBUTES = 6
AFTER_CONTENTS = 1
AFTER_RAW_HTML = 5

FIRST = 0xFDD3
"""Tokens consist of noncharacters, which no text may hold. They are of the first plane, so that
Python does not store Latin text at four bytes a letter."""

MARK, LIST = chr(FIRST), chr(FIRST + 1)
DIGITS = "".join(chr(FIRST + 2 + digit) for digit in range(10))
TO_TOKEN = str.maketrans("0123456789", DIGITS)
FROM_TOKEN = str.maketrans(DIGITS, "0123456789")
OPEN, CLOSE = chr(FIRST + 12), chr(FIRST + 13)
TOKEN = compile_late(f"{MARK}([{DIGITS}]+)((?:{OPEN}[^{OPEN}{CLOSE}]*{CLOSE})*)")
"""A cluster's token, followed by its prefixes and suffixes for Markdown to convert."""

OURS = compile_late(f"[{MARK}-{CLOSE}]")
LEFT_OVER = compile_late(f"[{MARK}{DIGITS}{OPEN}{CLOSE}]")
LINK = r"<a\b(?=[^>]*\shref\b)[^>]*(?<!/)>(?:(?!<a\b|</?(?:p|li|dd|td|th|h[1-6])\b).)*</a\s*>"
"""A whole link within a line of text; an anchor without an address does not count."""

UNTOUCHED = compile_late(
    rf"<(pre|code|script|style|textarea)\b[^>]*>.*?</\1\s*>|{LINK}|<[^<>{MARK}]*{MARK}[^>]*>"
    rf"|{TOKEN.pattern}",
    re.DOTALL,
)
"""In a finished page: code, a link or a tag, whose tokens become the original text; or a token."""

SECTION = compile_late(
    rf'<section class="references"(?:(?!<section\b).)*{LIST}\s*</section>', re.DOTALL
)

log = logging.getLogger(__name__)


class CitingExtension(Extension):
    """Citations in Pandoc's syntax, numbered by page.

    Pass `references` by key, and change them with `for_page` before each page; or pass the path of
    a `bibliography`. After a conversion, `cited` and `missing` hold the keys that the page cites.
    `after_reference` returns HTML for the end of each reference's item.
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
        self.language = language
        self.translate = translate or load_translations(language).gettext
        self.references = references or {}
        if bibliography and not references:
            self.references = read(Path(bibliography), self.translate)
        self.after_reference = after_reference
        self.by_name = False
        self.clusters: list[Cluster] = []
        self.written: list[str] = []
        self.in_contents = False
        """Whether Python-Markdown is still finishing headings for the contents, not the page."""
        self.cited: tuple[str, ...] = ()
        """Keys of the references cited by the last page, in order of citation."""
        self.missing: tuple[str, ...] = ()
        """Keys cited by the last page that no reference has."""

    def for_page(self, references: Mapping[str, Reference], *, by_name: bool = False) -> None:
        """Set the references of the next pages; ``by_name`` if the page itself lists them.

        ``by_name`` omits the list and cites by author and year instead of numbers.
        """
        self.references, self.by_name = references, by_name
        self.cited = self.missing = ()

    def reset(self) -> None:
        """Forget the last page; Python-Markdown calls this between pages."""
        self.clusters, self.written = [], []
        self.cited = self.missing = ()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register with a converter; may be called for one converter after another."""
        md.registerExtension(self)
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "@"]
        md.preprocessors.register(CitationReader(md, self), "citing", BEFORE_CODE)
        md.treeprocessors.register(ReferencesHeading(md, self), "citing-list", BEFORE_CONTENTS)
        md.treeprocessors.register(Captions(md), "citing-captions", AFTER_ATTRIBUTES)
        md.treeprocessors.register(EndOfContents(md, self), "citing-contents", AFTER_CONTENTS)
        md.postprocessors.register(CitationWriter(md, self), "citing", AFTER_RAW_HTML)


class CitationReader(Preprocessor):
    """Replaces each cluster of citations by a token."""

    def __init__(self, md: Markdown, extension: CitingExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines of the source with tokens."""
        text = OURS.sub("", "\n".join(lines))
        extension = self.extension
        extension.in_contents = True
        extension.clusters = list(find_clusters(text))
        extension.written = [text[found.start : found.end] for found in extension.clusters]
        pieces, end = [], 0
        for number, found in enumerate(extension.clusters):
            pieces += [text[end : found.start], MARK, str(number).translate(TO_TOKEN)]
            pieces += [f"{OPEN}{' '.join(words.split())}{CLOSE}" for words in find_marked_up(found)]
            end = found.end
        return "".join([*pieces, text[end:]]).split("\n")


class ReferencesHeading(Treeprocessor):
    """Appends the section of references, still empty, so that contents lists can name it."""

    def __init__(self, md: Markdown, extension: CitingExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        """Append the section when anything known is cited."""
        extension = self.extension
        keys = {citation.key for found in extension.clusters for citation in found.citations}
        if not extension.by_name and not keys.isdisjoint(extension.references):
            section = SubElement(
                root, "section", {"class": "references", "role": "doc-bibliography"}
            )
            heading = SubElement(section, "h2", {"id": "references"})
            heading.text, heading.tail = extension.translate("References"), LIST


class Captions(Treeprocessor):
    """Moves citations out of an image's ``alt``, where a link cannot work.

    An image alone in its paragraph becomes a figure with these words as its caption; after any
    other image, only the citation appears.
    """

    def run(self, root: Element) -> None:
        """Move the citations of all images."""
        for parent in root.iter():
            for image in list(parent):
                words = image.get("alt", "") if image.tag == "img" else ""
                if TOKEN.search(words):
                    image.set("alt", " ".join(TOKEN.sub("", words).split()))
                    self._place(parent, image, words)

    def _place(self, parent: Element, image: Element, words: str) -> None:
        stands_alone = parent.tag == "p" and len(parent) == 1
        if stands_alone and not (parent.text or "").strip() and not (image.tail or "").strip():
            parent.tag, parent.text, image.tail = "figure", None, None
            SubElement(parent, "figcaption").text = words.strip()
        else:
            tokens = "".join(found[0] for found in TOKEN.finditer(words))
            image.tail = f"\u00a0{tokens}{image.tail or ''}"


class EndOfContents(Treeprocessor):
    """Notes when the headings for the contents are finished."""

    def __init__(self, md: Markdown, extension: CitingExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:  # noqa: ARG002 - Python-Markdown's signature
        """Clear `CitingExtension.in_contents`."""
        self.extension.in_contents = False


class CitationWriter(Postprocessor):
    """Numbers the citations of a finished page and fills its list of references."""

    def __init__(self, md: Markdown, extension: CitingExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, text: str) -> str:
        """Return the page with numbers and references; a heading without its citations."""
        if self.extension.in_contents:
            return TOKEN.sub("", text)
        extension, numbering = self.extension, Numbering()
        writer = ClusterWriter(
            extension.references, numbering, extension.translate, by_name=extension.by_name
        )

        def numbered(found: re.Match[str]) -> str:
            if found[2]:
                converted = found[3].strip(OPEN + CLOSE).split(CLOSE + OPEN)
                return writer.html(extension.clusters[read_number(found[2])], converted)
            return TOKEN.sub(self._restore_text, found[0]) if MARK in found[0] else found[0]

        if extension.clusters:
            text = LEFT_OVER.sub("", UNTOUCHED.sub(numbered, text))
        extension.cited, extension.missing = numbering.cited, tuple(writer.missing)
        if not numbering.cited:
            return SECTION.sub("", text).rstrip() if LIST in text else text
        return text.replace(LIST, self._list(numbering)) if LIST in text else text

    def _restore_text(self, token: re.Match[str]) -> str:
        return html.escape(self.extension.written[read_number(token[1])])

    def _list(self, numbering: Numbering) -> str:
        extension = self.extension
        return render_reference_list(
            [extension.references[key] for key in numbering.cited],
            numbering,
            extension.language,
            extension.translate,
            extension.after_reference,
        )


def read_number(digits: str) -> int:
    return int(digits.translate(FROM_TOKEN))


def read(path: Path, translate: Translate = str) -> dict[str, Reference]:
    """Return the references of a ``.bib`` file by key; problems go to the log.

    An unreadable file gives no references. One that is not in UTF-8 is decoded as Windows-1252,
    like everywhere in the product.
    """
    try:
        content = path.read_bytes()
    except OSError:
        said = message("%(file)s cannot be read: no reference is known", file=str(path))
        log.error(said.text(translate))
        return {}
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        said = message("%(file)s is not in UTF-8: save it again in that encoding", file=str(path))
        log.warning(said.text(translate))
        text = content.decode("cp1252", errors="replace")
    # Loaded here, because we hand over references that were read before.
    from parution.bibliography.bibtex.parse import parse_bibtex

    references, problems = parse_bibtex(text, path.name)
    for problem in problems:
        log.warning("%s: %s", problem.place, problem.message.text(translate))
    return {reference.key: reference for reference in references}
