"""Makes a part's text into a chapter of a booklet, a document of several parts for download.

BK1 Every identifier begins with the part's name, so that chapters do not disturb each other.
BK2 A link to another part of the theme, to an attachment, or to an image becomes a slot: only the
    module that assembles a booklet knows whether the target is in it.
BK3 Any other relative link loses its address, because a booklet is part of no site.
BK4 Elements that only work on the site (permanent links, buttons, forms, downloads) are left out.
BK5 Headings are one level lower than on the page, because the booklet has a title above all.
BK6 Attributes that only scripts of pages read are left out: a booklet repeats each reference in
    every chapter that cites it, and runs no script.
"""

from __future__ import annotations

import posixpath
import re
from html import unescape
from urllib.parse import unquote, urlsplit

from markupsafe import Markup

from parution import templates
from parution.bibliography.evidence import render_legend
from parution.domain import Part, Settings
from parution.domain.messages import Translate
from parution.html_tree import Node, Tree, get_inner_html
from parution.language import labels
from parution.render.page_context import list_changes, name_edition, word_day
from parution.render.page_sources import Source
from parution.rendition import CLOSING, OPENING, Slot

LEFT_OUT = "a.headerlink, details.downloads, details.evidence-legend, form, button"

FOR_SCRIPTS = tuple(
    f"data-{name}" for name in ("access", "grade", "interests", "level", "value", "year")
)
"""Attributes by which a page lets its reader sort and filter references (BK6)."""

STYLED = "industry-funded"
"""The value of a badge that the style of booklets marks."""

NAMES = ("id", "for", "headers", "aria-labelledby", "aria-describedby", "aria-controls")
"""Attributes that are identifiers, or lists of them."""

LOWER = {"h1": "h2", "h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6"}
"""The heading in a chapter for each heading of a page (BK5)."""

SLOT_FOR_ATTRIBUTE = re.compile(rf' (?:href|src)="({OPENING}[^{CLOSING}]*{CLOSING})"')
"""An attribute whose value is a slot; the text that fills the slot is the whole attribute, or
empty."""


def render_fragments(
    source: Source, title: str, text: Tree, settings: Settings, translate: Translate
) -> dict[str, str]:
    """Return a part's pieces of booklets by name: its chapter; for the presentation, the frame too.

    This changes the tree ``text``. The frame holds facts of the presentation and public facts; its
    slots are ``copy``, ``contents``, ``chapters`` and ``annexes``.
    """
    if source.theme is None or source.part is None:
        return {}
    made = {f"chapter:{source.part.value}": render_chapter(source, title, text, translate)}
    if source.part is Part.PRESENTATION:
        made["frame"] = render_frame(source, settings, translate)
    return made


def render_chapter(source: Source, title: str, text: Tree, translate: Translate) -> str:
    """Return the text of a part as the HTML of a chapter; change the tree ``text``."""
    part = source.part or Part.PRESENTATION
    label = labels.PARTS[part].text(translate)
    text.remove(LEFT_OUT)
    rename_identifiers(text, part)
    for node in text.find("a[href]"):
        set_attribute(node, "href", link(source, node.attrs["href"] or ""))
    for node in text.find("[src]"):
        set_attribute(node, "src", make_image_slot(source, node.attrs["src"] or ""))
    lower_headings(text)
    leave_out_data(text)
    html = SLOT_FOR_ATTRIBUTE.sub(lambda slot: unescape(slot[1]), text.html)
    return (
        templates.make_environment()
        .get_template("booklet/chapter.html")
        .render(
            part=part.value,
            title=label if part is Part.PRESENTATION else title,
            text=Markup(html),  # noqa: S704 - what the renderer made of the author's Markdown
            changes=list_changes(source, translate),
        )
    )


def rename_identifiers(text: Tree, part: Part) -> None:
    """Prefix every identifier, and every reference to one, with the part's name (BK1)."""
    for name in NAMES:
        for node in text.find(f"[{name}]"):
            attributes = node.attrs
            value = attributes[name] or ""
            attributes[name] = " ".join(f"{part.value}-{each}" for each in value.split())


def lower_headings(text: Tree) -> None:
    """Put headings one level lower (BK5)."""
    for node in text.find(", ".join(LOWER)):
        lower = text.new(LOWER[node.tag or ""])
        for name, value in node.attributes.items():
            lower.attrs[name] = value or ""
        lower.inner_html = get_inner_html(node)
        node.replace_with(lower, move=True)


def leave_out_data(text: Tree) -> None:
    """Delete the attributes that only scripts of pages read (BK6)."""
    for name in FOR_SCRIPTS:
        for node in text.find(f"[{name}]:not([{name}={STYLED}])"):
            del node.attrs[name]


def set_attribute(node: Node, name: str, value: str) -> None:
    """Set an attribute, or delete it if the value is empty."""
    if value:
        node.attrs[name] = value
    else:
        del node.attrs[name]


def link(source: Source, address: str) -> str:
    """Return the address of a link in a booklet, a slot for it, or nothing (BK2, BK3)."""
    if address.startswith("#"):
        return f"#{make_prefix(source)}-{address[1:]}"
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return address
    if not parts.path:
        return f"#{make_prefix(source)}-{parts.fragment}"
    within = place(source, parts.path)
    for part in Part:
        if within == ("" if part is Part.PRESENTATION else part.value):
            return Slot("chapter", f"{part.value}#{parts.fragment}").marker
    return Slot("file", within).marker if within in list_attachments(source) else ""


def make_image_slot(source: Source, address: str) -> str:
    """Return a slot for an image of the theme; an empty string for any other image."""
    within = place(source, urlsplit(address).path)
    return Slot("image", within).marker if within in list_attachments(source) else ""


def place(source: Source, path: str) -> str:
    """Return the target of a relative link as a path within the theme; ``../…`` outside it.

    >>> from parution.render.page_sources import PageKind
    >>> place(Source("2026/pain/dossier.md", PageKind.PART, ""), "../documents/a%20b.svg")
    'documents/a b.svg'
    """
    here = posixpath.dirname(source.path)
    theme = "/".join(here.split("/")[:2])
    within = posixpath.relpath(posixpath.join("/", here, unquote(path)), f"/{theme}")
    return "" if within == "." else within


def list_attachments(source: Source) -> frozenset[str]:
    """Return the paths of the theme's attachments."""
    return frozenset(source.theme.attachments if source.theme else ())


def make_prefix(source: Source) -> str:
    """Return the prefix of the identifiers of a chapter (BK1)."""
    return source.part.value if source.part else ""


def render_frame(source: Source, settings: Settings, translate: Translate) -> str:
    """Return the frame of a theme's booklet, with slots for its chapters."""
    theme = source.theme
    if theme is None:
        raise ValueError("a frame is a theme's")
    return (
        templates.make_environment()
        .get_template("booklet/document.html")
        .render(
            theme=theme,
            edition=name_edition(theme, translate),
            site_name=settings.site_name,
            notice=settings.notice,
            searched_until=word_day(theme.searched_until, translate),
            reviewed=word_day(theme.reviewed, translate),
            legend=Markup(render_legend(translate)),  # noqa: S704 - escaped there
            copy=Slot("copy").marker,
            contents=Slot("contents").marker,
            chapters=Slot("chapters").marker,
            annexes=Slot("annexes").marker,
        )
    )
