"""From the Catalogue to the Rendition: the only room that knows MkDocs' internals.

MkDocs renders every page once, into the private folder, knowing neither groups nor the time. What
it made is then read back, labelled with what it reveals, and kept by content. Nothing below this
room imports MkDocs, so that another renderer could take its place.
"""

from parution.render.mkdocs.capture import RenderingPlugin
from parution.render.mkdocs.run import render
from parution.render.mkdocs.text_check import check_texts

__all__ = ["RenderingPlugin", "check_texts", "render"]
