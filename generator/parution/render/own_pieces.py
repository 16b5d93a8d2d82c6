"""Makes a group's own writings into pieces for the pages of its meetings, never whole pages.

The rest of those pages depends on the group's dates, so `parution.compose` makes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from parution.domain import Catalogue, Minutes, OwnWritings, Part, Theme
from parution.domain.messages import Translate
from parution.domain.problems import Place
from parution.html_tree import Tree, extract_text, get_outer_html
from parution.private_store import PrivateStore, digest_of
from parution.render.form_values import encode_citable, encode_minutes
from parution.render.page_sources import SOURCE_MARK
from parution.render.sources_page import lower_headings
from parution.rendition import (
    MARKER,
    Digest,
    MinutesTexts,
    Own,
    OwnRendition,
    Page,
    RenderedMinutes,
    Sealed,
)

TEXT, REFERENCES = "text", "references"

ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)

BIBLIOGRAPHY = "meetings/references.bib"
"""The path of a group's own bibliography in its facilitator's site."""

Rendered = Mapping[Place, tuple[Page, Mapping[str, Digest]]]
"""Rendered minutes by their place in the sources: the page, and digests of pieces by name."""


def split_minutes(text: Tree) -> dict[str, str]:
    """Split rendered minutes into HTML pieces by name: ``text``, ``answer:N``, ``references``.

    Lower their headings below those that the page has for the minutes and for each question.
    """
    pieces: dict[str, list[str]] = {TEXT: []}
    piece = pieces[TEXT]
    for node in text.root.iter(include_text=True):
        if node.tag == "p" and (words := extract_text(node)).startswith(SOURCE_MARK):
            piece = pieces.setdefault(words.strip(SOURCE_MARK), [])
        else:
            piece.append(get_outer_html(node))
    made = {name: MARKER.sub("", "".join(piece)).strip() for name, piece in pieces.items()}
    lower = {TEXT: 1, REFERENCES: 0}
    return {name: lower_text(html, lower.get(name, 2)) for name, html in made.items() if html}


def collect_listed_answers(pieces: Mapping[str, str], page: str) -> dict[str, str]:
    """Return the answers among the pieces, as ``listed:N``, for the list of all questions.

    ``page`` leads from there to the page of the meeting.
    """
    return {
        name.replace("answer", "listed"): adapt_to_list(html, page)
        for name, html in pieces.items()
        if name.startswith("answer:")
    }


def adapt_to_list(answer: str, page: str) -> str:
    """Return an answer for another page: without ids, its links leading to or from ``page``.

    >>> adapt_to_list('<p id="a">Oui <a class="citation" href="#ref-x">1</a></p>', "../m/")
    '<p>Oui <a href="../m/#ref-x">1</a></p>'
    """
    tree = Tree(answer)
    tree.remove("a.headerlink")
    for node in tree.find("[id]"):
        del node.attrs["id"]
    for citation in tree.find("a.citation"):  # Its card is on the page of the meeting.
        del citation.attrs["class"]
    for attribute in ("href", "src"):
        for node in tree.find(f"[{attribute}]"):
            address = node.attrs[attribute] or ""
            if not ABSOLUTE.match(address):
                node.attrs[attribute] = page + address
    return tree.html


def lower_text(html: str, levels: int) -> str:
    """Return a text with its headings lowered by ``levels``."""
    tree = Tree(html)
    if levels:
        lower_headings(tree, levels)
    return tree.html


def own_rendition(
    slug: str,
    writings: OwnWritings,
    subjects: Iterable[Theme],
    rendered: Rendered,
    translate: Translate,
) -> OwnRendition:
    """Return the rendered writings of a group, each sealed under the group's name."""
    made = [(each, make_minutes_texts(each, *rendered[each.place])) for each in writings.minutes]
    offered = (
        digest_text(encode_citable(writings.references, translate)) if writings.references else None
    )
    files = [
        (f"{subject.address}/{file.path}", file.digest)
        for subject in subjects
        for file in subject.as_written
    ]
    if writings.bibliography:
        files.insert(0, (BIBLIOGRAPHY, digest_text(writings.bibliography)))
    return OwnRendition(
        minutes=tuple(
            Own(slug, minutes.draft, render_minutes(minutes, texts, rendered[minutes.place][0]))
            for minutes, texts in made
        ),
        files=Own(slug, True, tuple(files)),
        citable=Own(slug, True, offered) if offered else None,
        version=digest_of(repr((made, files, offered)).encode()),
    )


def make_minutes_texts(minutes: Minutes, page: Page, pieces: Mapping[str, Digest]) -> MinutesTexts:
    """Return the digests of the texts made from minutes."""
    written, in_form = minutes.as_written, encode_minutes(minutes)
    return MinutesTexts(pieces, page.searchable, digest_text(written), digest_text(in_form))


def render_minutes(minutes: Minutes, texts: MinutesTexts, page: Page) -> RenderedMinutes:
    """Return rendered minutes, sealed for the part `references` of each theme that they cite."""
    owners = dict(minutes.of_theme)
    sealed: MinutesTexts | Sealed[Any] = texts
    for theme in sorted({owners[key] for key in page.cited if key in owners}):
        sealed = Sealed(theme, Part.REFERENCES, sealed)
    return RenderedMinutes(
        day=minutes.day,
        questions=tuple(replace(each, answer=None) for each in minutes.questions),
        texts=sealed,
    )


def keep_for_facilitators(catalogue: Catalogue, store: PrivateStore, translate: Translate) -> None:
    """Store the groups' own files for download, and the initial values of forms."""
    for writings in catalogue.own.values():
        for minutes in writings.minutes:
            store.put_text(minutes.as_written)
            store.put_text(encode_minutes(minutes))
        if writings.bibliography:
            store.put_text(writings.bibliography)
        if writings.references:
            store.put_text(encode_citable(writings.references, translate))


def digest_text(text: str) -> Digest:
    """Return the digest by which the private store names a text."""
    return digest_of(text.encode())
