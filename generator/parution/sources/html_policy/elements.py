"""Checks raw HTML within Markdown against lists of allowed elements.

A page must request nothing from another host, and run no code that an author pasted unknowingly. So
every element and attribute outside the lists is a problem. Unclosed comments are one too, because
they would hide the rest of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from parution.domain.messages import message
from parution.language.nearest import list_names
from parution.language.visible_text import FORBIDDEN
from parution.sources.files.text import report_forbidden_character
from parution.sources.html_policy.attributes import (
    ADDRESSES,
    is_allowed,
    is_dangerous,
    report_dangerous_attribute,
    report_listed_attributes,
    warn_of_attribute,
)
from parution.sources.html_policy.balance import OpenElements
from parution.sources.markdown.code_blanks import MarkdownText
from parution.sources.markdown.link_syntax import Link
from parution.sources.report import Report

ELEMENTS = frozenset(
    """
    a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em
    figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section
    small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr
    """.split()  # noqa: SIM905
)
KNOWN_TO_HTML = ELEMENTS | frozenset(
    """
    acronym address applet area article aside audio base basefont bgsound big blink body button
    canvas center command content data datalist dialog dir embed fieldset font footer form frame
    frameset h1 head header hgroup html iframe image input isindex keygen label legend link listing
    main map marquee math menu meta meter nav noembed noframes noscript object optgroup option
    output param picture plaintext portal progress rb rtc script search select slot source strike
    style svg template textarea title track tt video xmp
    """.split()  # noqa: SIM905
)
"""All element names of HTML; any other word right after a “<” is not meant as one."""

LOADED = ("src",)
"""Attributes whose address the browser loads by itself."""

AUTOLINK = re.compile(r"<(?:https?://|mailto:)[^<>\s\"']*>|<[\w.+-]+@[\w.-]+>", re.IGNORECASE)
"""``<https://…>`` and ``<name@example.org>``, which Markdown turns into links."""

BRACKETED = re.compile(r"(\](?:\(\s*|:[ \t]*\n?[ \t]*))<([^<>\n./#:]*[./#:][^<>\n]*)>")
"""The address of a Markdown link in angle brackets; ``. / # :`` show that it is no element."""

UNCLOSED = re.compile(r"</?[A-Za-z]")

DECLARATION = re.compile(r"<!--|<!(?=[A-Za-z\[])|<\?")
OPENING_OF_DECLARATION = re.compile(r"<(?=[!?])")

CHARACTER_REFERENCE = re.compile(r"&#(?:[xX](?P<hexadecimal>[0-9a-fA-F]+)|(?P<decimal>\d+))")


def list_html_links(text: MarkdownText, report: Report) -> Iterator[Link]:
    """Yield the links in raw HTML; report forbidden elements, attributes and characters."""
    body = BRACKETED.sub(blank_brackets, text.as_html_sees_it)
    if "&#" in body:
        report_forbidden_references(body, text, report)
    if "{" in text.body:
        report_listed_attributes(text, report)
    if "<" not in body:
        return
    report_unclosed_declarations(body, text, report)
    yield from _Reader(OPENING_OF_DECLARATION.sub(" ", body), text, report).links()


def blank_brackets(link: re.Match[str]) -> str:
    """Return a link with spaces in place of its angle brackets."""
    return f"{link[1]} {link[2]} "


class _Reader(HTMLParser):
    """Checks the tags of a text and collects their links."""

    def __init__(self, body: str, text: MarkdownText, report: Report) -> None:
        super().__init__(convert_charrefs=False)
        self._body = body
        self._text = text
        self._report = report
        self._found: list[Link] = []
        self._open = OpenElements()
        self._starts = [0, *(end.end() for end in re.finditer("\n", body))]

    def links(self) -> list[Link]:
        self.feed(self._body)
        if UNCLOSED.match(self.rawdata):
            self._refuse_unclosed()
        else:
            self._open.report(self._text, self._report)
        return self._found

    def set_cdata_mode(self, elem: str, *, escapable: bool = False) -> None:
        """Do nothing: a forbidden ``<script>`` must not hide the tags after it."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if AUTOLINK.fullmatch(self.get_starttag_text() or ""):
            return
        if tag not in KNOWN_TO_HTML or any(is_word(each) for each in attrs):
            self._refuse_sign(tag)
            return
        if tag not in ELEMENTS:
            self._report.error(
                "html-not-allowed",
                self._text.place(self._find_offset()),
                message("the HTML element <%(tag)s> is not allowed in a text", tag=tag),
                message(
                    "Write it in Markdown; these elements are let through: %(known)s.",
                    known=list_names(("sub", "sup", "abbr", "br", "details", "summary", "figure")),
                ),
            )
            return
        if not self._is_in_code():
            self._open.open(tag, self._find_offset())
        for name, value in attrs:
            self._check_attribute(name, value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in ELEMENTS and not self._is_in_code():
            self._open.close(tag, self._find_offset())

    def _is_in_code(self) -> bool:
        """Return whether a tag stands in a code span, which a text with blocks of HTML keeps."""
        return self._text.without_code[self._find_offset()] != "<"

    def _check_attribute(self, name: str, value: str) -> None:
        offset = self._find_offset()
        if is_dangerous(name, value):
            report_dangerous_attribute(name, offset, self._text, self._report)
        elif not is_allowed(name):
            warn_of_attribute(name, offset, self._text, self._report)
        elif name in ADDRESSES:
            self._found.append(Link(value.strip(), offset, name in LOADED, in_html=True))

    def _refuse_sign(self, tag: str) -> None:
        """Report a plain “<” right before a word, which browsers take for an element.

        Only Word writes names with a colon.
        """
        if ":" in tag:
            self._report.error(
                "html-not-allowed",
                self._text.place(self._find_offset()),
                message("<%(tag)s> is an element that Word leaves in a text", tag=tag),
                message("Remove <%(tag)s> and </%(tag)s>; keep the words between them.", tag=tag),
            )
            return
        self._report.error(
            "html-not-allowed",
            self._text.place(self._find_offset()),
            message(
                "“<” right before “%(word)s” begins an HTML element", word=re.split(r"\W", tag)[0]
            ),
            message("Put a space after “<”, or write “&lt;” in its place."),
        )

    def _refuse_unclosed(self) -> None:
        self._report.error(
            "html-not-allowed",
            self._text.place(self._find_offset()),
            message("an HTML element opened by “<” is not closed by “>”"),
            message("Close it; for a plain “<” before a letter, write “&lt;”."),
        )

    def _find_offset(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column


def is_word(attribute: tuple[str, str | None]) -> bool:
    """Return whether an attribute is an ordinary word: ``Si a<b et c>d``."""
    name, value = attribute
    return value is None and not is_allowed(name) and not is_dangerous(name, "")


def report_unclosed_declarations(body: str, text: MarkdownText, report: Report) -> None:
    """Report unclosed comments, declarations and processing instructions."""
    for found in DECLARATION.finditer(body):
        if found[0] == "<!--":
            report.error(
                "html-comment",
                text.place(found.start()),
                message("this comment is not closed: all that follows would be left out"),
                message("Close it by “-->”."),
            )
        else:
            report.error(
                "html-not-allowed",
                text.place(found.start()),
                message("an instruction “<!…>” or “<?…>” is not allowed in a text"),
                message("Remove it; for a plain “<”, write “&lt;”."),
            )


def report_forbidden_references(body: str, text: MarkdownText, report: Report) -> None:
    """Report character references, such as ``&#xFDD0;``, to forbidden characters."""
    for found in CHARACTER_REFERENCE.finditer(body):
        digits = found["hexadecimal"]
        number = int(digits, 16) if digits else int(found["decimal"][:9])
        character = chr(number) if number <= 0x10FFFF else "\0"
        if FORBIDDEN.fullmatch(character):
            report_forbidden_character(character, text.place(found.start()), report)
