"""Renders the catalogue into the rendition: every page once, for no group and no time.

A renderer of Markdown stands behind a narrow interface (`port`); `mkdocs` is the one we use. The
other modules make pages, chapters and search documents of its texts.
"""

from parution.render.conduct import render
from parution.render.mkdocs.text_check import check_settings, check_texts

__all__ = ["check_settings", "check_texts", "render"]
