"""The frame of every page: its title, its heading, its head and its menu."""

from __future__ import annotations

import html

from parution.compose.context import Context
from parution.rendition import Slot


def render_document_title(context: Context, *names: str) -> str:
    """Return the title element of a page without a source text, ending with the site's name."""
    return html.escape(" – ".join(dict.fromkeys((*names, context.settings.site_name))))


def compose_heading(context: Context, title: str, above: str = "", above_link: str = "") -> str:
    """Return the heading of a page without a source text, and the line above it."""
    return context.fill("heading", title=title, above=above, above_link=above_link)


def fill_outer_slot(context: Context, slot: Slot, is_public: bool, is_facilitators: bool) -> str:
    """Return the value of a slot outside the text; its argument leads to the site's home."""
    if slot.name == "head":
        return context.once(render_head, is_public, slot.argument)
    return context.once(render_menu, slot.argument) if is_facilitators else ""


def render_menu(context: Context, home: str) -> str:
    """Return the additional menu items of a facilitator; ``home`` leads to the site's home."""
    return context.fill("menu", home=home)


def render_head(context: Context, is_public: bool, home: str) -> str:
    """Return the elements of a page's head for robots, linked sites and feed readers.

    ``home`` is the relative address of the site's home.
    """
    return context.fill("head", is_public=is_public, home=home)
