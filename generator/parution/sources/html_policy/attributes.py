"""The attributes of HTML that a text may give to an element, in HTML or in Markdown's own way.

Both ways have one list: what it does not name is a problem. Markdown's lists of attributes,
``{: .class key=value }``, are taken apart by the code that will apply them. They are looked for
wherever there are braces on a line, not only where Markdown would apply them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from parution.citations.syntax import clusters
from parution.domain.messages import message
from parution.sources.markdown.code_blanks import MarkdownText
from parution.sources.report import Report

ATTRIBUTES = frozenset(
    """
    abbr align alt cite class colspan datetime dir headers height hl_lines href hreflang id lang
    linenums loading markdown name open rel reversed role rowspan scope span src start style target
    title type valign value width
    """.split()  # noqa: SIM905
)
"""What lays out, names or links. No ``data-*``: our scripts and the search would follow them."""

ADDRESSES = ("href", "src")
"""Attributes that lead elsewhere: looked into in HTML, and not let through in lists."""

STYLE_THAT_LOADS = re.compile(r"url|image|src\(|@|expression|\\|/\*", re.IGNORECASE)

FATAL = ("id", "data-toc-label")
"""Attributes without whose value Python-Markdown's table of contents breaks off."""

OPENING = re.compile(r"(?<!@)\{:?")
"""Begins a list of attributes; behind an ``@``, the key of a reference."""

ESCAPED = re.compile(r"\\[\\`*_{}\[\]()>#+\-.!@|]")

LETTER, STAND_IN = "\ue000", "\ue001"
"""What Markdown sees in place of an escaped character, and of a tag or a citation."""

BREAKS_OUT = re.compile(f'["{STAND_IN}]')
"""What might end the value in the page: a tag put back into it; a quotation mark, since that of
a list above fenced code is not escaped."""


ACTIVE = re.compile(
    r"on|data-|form|xlink:|xml:|srcset|background|ping|action|poster|srcdoc|http-|manifest|archive"
    r"|classid|code|data$|dynsrc|lowsrc|longdesc|profile|usemap|is$|slot$|autofocus|contenteditable"
)
"""Begins the names of attributes that run or load something, or that scripts follow."""


def dangerous(name: str, value: str) -> bool:
    """Tell whether an attribute does more than lay out, name or link."""
    if name == "style":
        return bool(STYLE_THAT_LOADS.search(value))
    return bool(ACTIVE.match(name))


def known(name: str) -> bool:
    """Tell whether an attribute has an effect here; any other is left out of the page."""
    return name in ATTRIBUTES or name.startswith("aria-")


def warn_of_attribute(name: str, offset: int, text: MarkdownText, report: Report) -> None:
    """Warn of an attribute that does nothing here, and is left out."""
    report.warn(
        "attribute-left-out",
        text.place(offset),
        message("the attribute “%(name)s” has no effect here: it is left out", name=name),
        message("Remove it; what readers should see belongs in the text."),
    )


def refuse_attribute(name: str, offset: int, text: MarkdownText, report: Report) -> None:
    """Report an attribute that could run something, or fetch it from another host."""
    report.error(
        "html-not-allowed",
        text.place(offset),
        message("the HTML attribute “%(name)s” is not allowed here", name=name),
        message("Remove it; an attribute must not run a program nor load a file."),
    )


def refuse_listed_attributes(text: MarkdownText, report: Report) -> None:
    """Report dangerous attributes that are added in Markdown's own way, between braces."""
    body = as_lists_see_it(text)
    found: dict[int, tuple[str, bool]] = {}
    for opening in OPENING.finditer(body):
        start = opening.end()
        for closing in closings(body, start):
            for name, harms in list_noted(body[start:closing].replace("\t", " ")):
                offset = max(start, body.find(f"{name}=", start, closing))
                found[offset] = (name, harms or found.get(offset, ("", False))[1])
    for offset, (name, harms) in sorted(found.items()):
        tell = refuse_attribute if harms else warn_of_attribute
        tell(name.casefold(), offset, text, report)


def as_lists_see_it(text: MarkdownText) -> str:
    """Return the body as it is when lists of attributes are read, each character in its place.

    Citations and tags are by then a word without spaces, quotation marks or braces.
    """
    body = text.with_fence_headers
    if "@" in body:
        for cluster in clusters(text.body):
            stand_in = STAND_IN * (cluster.end - cluster.start)
            body = body[: cluster.start] + stand_in + body[cluster.end :]
    body = ESCAPED.sub(LETTER * 2, body)
    return html().sub(lambda tag: STAND_IN * len(tag[0]), body) if "<" in body else body


@cache
def html() -> re.Pattern[str]:
    """Return how Markdown finds a tag; it takes a while to load, and few texts have lists."""
    from markdown.inlinepatterns import HTML_RE

    return re.compile(HTML_RE, re.DOTALL)


def closings(body: str, start: int) -> Iterator[int]:
    """Yield where a list may end: at any brace of the line, for a cell of a table may end there."""
    end = body.find("\n", start)
    closing = body.find("}", start)
    while closing != -1 and (end == -1 or closing < end):
        yield closing
        closing = body.find("}", closing + 1)


def list_noted(written: str) -> Iterator[tuple[str, bool]]:
    """Yield the names of attributes in a list that are dangerous, or that have no effect here.

    An attribute without a value does nothing.
    """
    from markdown.extensions.attr_list import get_attrs_and_remainder

    for name, value in get_attrs_and_remainder(written)[0]:
        name = "class" if name == "." else name
        folded = name.casefold()
        if value is None or value == name:
            if folded in FATAL:
                yield name, True
            continue
        if folded in ADDRESSES or dangerous(folded, value) or BREAKS_OUT.search(value):
            yield name, True
        elif not known(folded):
            yield name, False
