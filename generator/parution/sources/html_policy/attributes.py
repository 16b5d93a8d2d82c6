"""Checks the attributes that a text gives to elements, in HTML or in Markdown's own syntax.

Both share one list: an attribute that is not on it is a problem. Python-Markdown's own code parses
its lists of attributes, ``{: .class key=value }``. The check looks at all braces on a line, not
only where Markdown would apply them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from parution.citations.syntax import find_clusters
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
"""Attributes that lay out, name or link. No ``data-*``: our scripts and the search read them."""

ADDRESSES = ("href", "src")
"""Attributes with an address: checked in HTML, refused in Markdown's lists."""

STYLE_THAT_LOADS = re.compile(r"url|image|src\(|@|expression|\\|/\*", re.IGNORECASE)

FATAL = ("id", "data-toc-label")
"""Attributes without whose value Python-Markdown's table of contents fails."""

OPENING = re.compile(r"(?<!@)\{:?")
"""The beginning of a list of attributes; after an ``@``, it is a reference's key."""

ESCAPED = re.compile(r"\\[\\`*_{}\[\]()>#+\-.!@|]")

LETTER, STAND_IN = "\ue000", "\ue001"
"""Replacements for an escaped character, and for a tag or a citation, as Markdown makes them."""

BREAKS_OUT = re.compile(f'["{STAND_IN}]')
"""Characters that might end the value in the page: a tag put back into it; a quotation mark, which
Markdown does not escape in a list above fenced code."""


ACTIVE = re.compile(
    r"on|data-|form|xlink:|xml:|srcset|background|ping|action|poster|srcdoc|http-|manifest|archive"
    r"|classid|code|data$|dynsrc|lowsrc|longdesc|profile|usemap|is$|slot$|autofocus|contenteditable"
)
"""The beginnings of attribute names that run or load something, or that scripts read."""


def is_dangerous(name: str, value: str) -> bool:
    """Return whether an attribute may do more than lay out, name or link."""
    if name == "style":
        return bool(STYLE_THAT_LOADS.search(value))
    return bool(ACTIVE.match(name))


def is_allowed(name: str) -> bool:
    """Return whether an attribute is allowed; rendering leaves out all others."""
    return name in ATTRIBUTES or name.startswith("aria-")


def warn_of_attribute(name: str, offset: int, text: MarkdownText, report: Report) -> None:
    """Warn of an attribute without effect, which rendering leaves out."""
    report.warn(
        "attribute-left-out",
        text.place(offset),
        message("the attribute “%(name)s” has no effect here: it is left out", name=name),
        message("Remove it; what readers should see belongs in the text."),
    )


def report_dangerous_attribute(name: str, offset: int, text: MarkdownText, report: Report) -> None:
    """Report an attribute that could run something, or fetch it from another host."""
    report.error(
        "html-not-allowed",
        text.place(offset),
        message("the HTML attribute “%(name)s” is not allowed here", name=name),
        message("Remove it; an attribute must not run a program nor load a file."),
    )


def report_listed_attributes(text: MarkdownText, report: Report) -> None:
    """Report dangerous attributes in Markdown's lists, between braces; warn of unknown ones."""
    body = as_lists_see_it(text)
    found: dict[int, tuple[str, bool]] = {}
    for opening in OPENING.finditer(body):
        start = opening.end()
        for closing in list_closings(body, start):
            for name, harms in list_noted(body[start:closing].replace("\t", " ")):
                offset = max(start, body.find(f"{name}=", start, closing))
                found[offset] = (name, harms or found.get(offset, ("", False))[1])
    for offset, (name, harms) in sorted(found.items()):
        tell = report_dangerous_attribute if harms else warn_of_attribute
        tell(name.casefold(), offset, text, report)


def as_lists_see_it(text: MarkdownText) -> str:
    """Return the body as Markdown's reader of attributes gets it, with offsets unchanged.

    By then, Markdown has replaced citations and tags by words without spaces, quotation marks or
    braces.
    """
    body = text.with_fence_headers
    if "@" in body:
        for cluster in find_clusters(text.body):
            stand_in = STAND_IN * (cluster.end - cluster.start)
            body = body[: cluster.start] + stand_in + body[cluster.end :]
    body = ESCAPED.sub(LETTER * 2, body)
    return (
        compile_tag_pattern().sub(lambda tag: STAND_IN * len(tag[0]), body) if "<" in body else body
    )


@cache
def compile_tag_pattern() -> re.Pattern[str]:
    """Return Markdown's pattern of a tag; compile it only when needed, for it is slow."""
    from markdown.inlinepatterns import HTML_RE

    return re.compile(HTML_RE, re.DOTALL)


def list_closings(body: str, start: int) -> Iterator[int]:
    """Yield the possible ends of a list: each brace of the line, as a table cell may end there."""
    end = body.find("\n", start)
    closing = body.find("}", start)
    while closing != -1 and (end == -1 or closing < end):
        yield closing
        closing = body.find("}", closing + 1)


def list_noted(written: str) -> Iterator[tuple[str, bool]]:
    """Yield each dangerous or unknown attribute of a list, and whether it is dangerous.

    An attribute without a value has no effect, except those in `FATAL`.
    """
    from markdown.extensions.attr_list import get_attrs_and_remainder

    for name, value in get_attrs_and_remainder(written)[0]:
        name = "class" if name == "." else name
        folded = name.casefold()
        if value is None or value == name:
            if folded in FATAL:
                yield name, True
            continue
        if folded in ADDRESSES or is_dangerous(folded, value) or BREAKS_OUT.search(value):
            yield name, True
        elif not is_allowed(folded):
            yield name, False
