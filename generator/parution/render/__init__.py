"""From the Catalogue to the Rendition: every page rendered once, for no group and no time.

What renders the Markdown stands behind a narrow interface (`port`); `mkdocs` is the one we use.
What is made of a text, whoever rendered it, stands in the other modules.
"""

from parution.render.conduct import render
from parution.render.mkdocs.text_check import check_settings, check_texts

__all__ = ["check_settings", "check_texts", "render"]
