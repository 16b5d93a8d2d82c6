"""Links from a group's own subject to themes, as they lead from where the subject stands on a site.

A subject lies deeper among the sources than on a site. All else about such a link is as between two
themes: it leads to a public address, where a closed part says when it opens.

groups/reze/subjects/plaies/dossier.md    ../../../../themes/2026/douleur/dossier.md
reze/plaies/dossier.md                    ../../2026/douleur/dossier.md
"""

from __future__ import annotations

import re

from parution.sources.files.theme_paths import ROOT
from parution.sources.markdown.code_blanks import MarkdownText
from parution.sources.markdown.link_syntax import links_of

TO_THEMES = re.compile(rf"(?:\.\./)+{ROOT}/(?=[^/]+/[^/]+/)")
"""Begins a link from a subject to a theme; written in another way it is refused."""

ABOVE = 2
"""Folders between a site and the texts of a theme or subject: the year or group, and its own."""

ABOVE_IN_SOURCES = 4


def lead_from_site(text: MarkdownText) -> str:
    """Return the body of a subject's text with its links to themes as they lead on a site."""
    deeper = text.path.count("/") - ABOVE_IN_SOURCES
    return lead_to_themes(text, "../" * (ABOVE + deeper))


def lead_to_themes(text: MarkdownText, way: str) -> str:
    """Return a body whose links to themes begin with the ``way`` to the folder of all themes."""
    pieces, end = [], 0
    for link in sorted(links_of(text.without_code), key=lambda link: link.offset):
        if beginning := TO_THEMES.match(text.body, link.offset):
            pieces += [text.body[end : link.offset], way]
            end = beginning.end()
    return "".join([*pieces, text.body[end:]])
