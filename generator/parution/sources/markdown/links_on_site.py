"""Rewrites links from a group's own subject to themes for the subject's place on a site.

A subject is deeper in the sources than on a site. Otherwise such a link is like one between two
themes: it leads to a public address, where a closed part says when it opens.

groups/reze/subjects/plaies/dossier.md    ../../../../themes/2026/douleur/dossier.md
reze/plaies/dossier.md                    ../../2026/douleur/dossier.md
"""

from __future__ import annotations

import re

from parution.sources.files.theme_paths import ROOT
from parution.sources.markdown.code_blanks import MarkdownText
from parution.sources.markdown.link_syntax import list_links

TO_THEMES = re.compile(rf"(?:\.\./)+{ROOT}/(?=[^/]+/[^/]+/)")
"""The beginning of a link from a subject to a theme; reading refuses other forms."""

ABOVE = 2
"""Folders between a site and the texts of a theme or subject: the year or group, and its own."""

ABOVE_IN_SOURCES = 4


def lead_from_site(text: MarkdownText) -> str:
    """Return the body of a subject's text with its links to themes rewritten for a site."""
    deeper = text.path.count("/") - ABOVE_IN_SOURCES
    return lead_to_themes(text, "../" * (ABOVE + deeper))


def lead_to_themes(text: MarkdownText, way: str) -> str:
    """Return a body whose links to themes begin with ``way``, the path to the folder of themes."""
    pieces, end = [], 0
    for link in sorted(list_links(text.without_code), key=lambda link: link.offset):
        if beginning := TO_THEMES.match(text.body, link.offset):
            pieces += [text.body[end : link.offset], way]
            end = beginning.end()
    return "".join([*pieces, text.body[end:]])
