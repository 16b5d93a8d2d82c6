"""A part's text as a chapter of a document to take away, in which several parts stand together.

B1  Every identifier begins with the part's name, so that chapters do not disturb each other.
B2  A link to another part of the theme, to an attachment, or to an image is a slot: only who puts
    the document together knows whether what it leads to is in it.
B3  Any other relative link loses its address, because the document stands in no site.
B4  What only works on the site (permanent links, buttons, forms, downloads) is left out.
B5  Headings stand one level lower than on the page, because the document has a title above all.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from functools import partial
from html import escape, unescape
from urllib.parse import unquote, urlsplit

from markupsafe import Markup

from parution import templates
from parution.bibliography.evidence import legend
from parution.domain import Part, Settings
from parution.domain.messages import Translate
from parution.language import labels
from parution.render.page_context import changes, day
from parution.render.page_sources import Source
from parution.rendition import Slot

LEFT_OUT = re.compile(
    r'<a class="headerlink".*?</a>|<details class="(?:downloads|evidence-legend)">.*?</details>'
    r"|<form\b.*?</form>|<button\b.*?</button>",
    re.DOTALL,
)
ATTRIBUTE = re.compile(r"""\s+([\w:-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+)""")

HEADING = re.compile(r"(</?h)([1-5])\b")

NAMES = ("id", "for", "headers", "aria-labelledby", "aria-describedby", "aria-controls")
"""Attributes that are identifiers, or lists of them."""

REWRITTEN = frozenset({*NAMES, "href", "src"})

TAG = re.compile(r"""<[A-Za-z][\w-]*\s[^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*>""")
"""A tag with attributes."""

WORTH_LOOKING = re.compile(rf"\s(?:{'|'.join(sorted(REWRITTEN))})\s*=", re.IGNORECASE)
"""In a tag that may have to change: most have not, and need not be taken apart."""


def fragments(
    source: Source, title: str, html: str, settings: Settings, translate: Translate
) -> dict[str, str]:
    """Return what documents are put together from: a chapter, and with the presentation the frame.

    The frame tells what the presentation tells, and public facts; its slots are ``contents``,
    ``chapters`` and ``annexes``.
    """
    if source.theme is None or source.part is None:
        return {}
    made = {f"chapter:{source.part.value}": chapter(source, title, html, translate)}
    if source.part is Part.PRESENTATION:
        made["frame"] = frame(source, settings, translate)
    return made


def chapter(source: Source, title: str, html: str, translate: Translate) -> str:
    """Return the text of a part as a chapter; ``html`` is what was made of its Markdown."""
    part = source.part or Part.PRESENTATION
    label = labels.PARTS[part].text(translate)
    text = TAG.sub(partial(rewritten, partial(attribute, source)), LEFT_OUT.sub("", html))
    text = HEADING.sub(lambda tag: f"{tag[1]}{int(tag[2]) + 1}", text)
    return (
        templates.environment()
        .get_template("booklet/chapter.html")
        .render(
            part=part.value,
            title=label if part is Part.PRESENTATION else title,
            text=Markup(text),  # noqa: S704 - what MkDocs made of the author's Markdown
            changes=changes(source, translate),
        )
    )


def rewritten(attribute: Callable[[str, str], str | None], tag: re.Match[str]) -> str:
    """Return a tag with those of its attributes changed for which something is returned."""

    def changed(found: re.Match[str]) -> str:
        if found[1].lower() not in REWRITTEN:
            return found[0]
        new = attribute(found[1].lower(), unescape(found[2].strip("\"'")))
        return found[0] if new is None else new

    if not WORTH_LOOKING.search(tag[0]):
        return tag[0]
    return ATTRIBUTE.sub(changed, tag[0])


def attribute(source: Source, name: str, value: str) -> str | None:
    """Return what an attribute becomes, a space before it; None when it stays as it is."""
    if name in NAMES:
        return said(name, " ".join(f"{own(source)}-{each}" for each in value.split()))
    if name == "href":
        return link(source, value)
    if name == "src":
        return image(source, value)
    return None


def link(source: Source, address: str) -> str | None:
    """Return what becomes of a link (B2, B3); None when it leads out of the sites."""
    if address.startswith("#"):
        return said("href", f"#{own(source)}-{address[1:]}")
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    if not parts.path:
        return said("href", f"#{own(source)}-{parts.fragment}")
    within = place(source, parts.path)
    for part in Part:
        if within == ("" if part is Part.PRESENTATION else part.value):
            return Slot("chapter", f"{part.value}#{parts.fragment}").marker
    return Slot("file", within).marker if within in attachments(source) else ""


def image(source: Source, address: str) -> str:
    """Return what becomes of the address of an image; nothing is loaded from elsewhere."""
    within = place(source, urlsplit(address).path)
    return Slot("image", within).marker if within in attachments(source) else ""


def place(source: Source, path: str) -> str:
    """Return where a relative link leads, as a path within the theme; ``..`` outside of it.

    >>> from parution.render.page_sources import Kind
    >>> place(Source("2026/pain/dossier.md", Kind.PART, ""), "../documents/a%20b.svg")
    'documents/a b.svg'
    """
    here = posixpath.dirname(source.path)
    theme = "/".join(here.split("/")[:2])
    within = posixpath.relpath(posixpath.join("/", here, unquote(path)), f"/{theme}")
    return "" if within == "." else within


def attachments(source: Source) -> frozenset[str]:
    """Return the paths of the theme's attachments; which exist is checked when reading."""
    return frozenset(source.theme.attachments if source.theme else ())


def own(source: Source) -> str:
    """Return what the identifiers of a chapter begin with (B1)."""
    return source.part.value if source.part else ""


def said(name: str, value: str) -> str:
    """Return an attribute as it stands in a tag."""
    return f' {name}="{escape(value)}"'


def frame(source: Source, settings: Settings, translate: Translate) -> str:
    """Return the document of a theme without its chapters."""
    theme = source.theme
    if theme is None:
        raise ValueError("a frame is a theme's")
    return (
        templates.environment()
        .get_template("booklet/document.html")
        .render(
            theme=theme,
            edition=theme.address.partition("/")[0],
            site_name=settings.site_name,
            notice=settings.notice,
            searched_until=day(theme.searched_until, translate),
            reviewed=day(theme.reviewed, translate),
            legend=Markup(legend(translate)),  # noqa: S704 - escaped there
            contents=Slot("contents").marker,
            chapters=Slot("chapters").marker,
            annexes=Slot("annexes").marker,
        )
    )
