"""Pages without a source text: composing makes their titles and content."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from parution.compose.context import Context
from parution.compose.pages.frame import (
    compose_heading,
    render_document_title,
    render_head,
    render_menu,
)
from parution.compose.plans import Composed, Filling, Value
from parution.compose.relative_links import link_to_root
from parution.compose.views import SiteView
from parution.rendition import Page


def compose_shell(
    context: Context,
    path: str,
    root: str,
    title: str,
    main: Value,
    above: str = "",
    in_head: str = "",
    above_link: str = "",
    is_facilitators: bool = False,
) -> Composed:
    """Compose a page at a path within a site; ``root`` leads from it to ``site_dir``."""
    page = context.shells[path.count("/")]
    own: dict[str, Value] = {
        "title": (render_document_title(context, title),),
        "heading": (context.once(compose_heading, title, above, above_link),),
        "main": main,
    }
    return fill_page(context, page, root, own, in_head, is_facilitators)


def compose_own_shell(
    context: Context,
    view: SiteView,
    path: str,
    title: str,
    main: Value,
    above: str = "",
    in_head: str = "",
    above_link: str = "",
) -> Composed:
    """Compose a page of this site at a path within it."""
    root = link_to_root(path, view.folder)
    hers = view.is_facilitators
    return compose_shell(context, path, root, title, main, above, in_head, above_link, hers)


def fill_page(
    context: Context,
    page: Page,
    root: str,
    own: Mapping[str, Value] = MappingProxyType({}),
    in_head: str = "",
    is_facilitators: bool = False,
) -> Composed:
    """Fill the slots of a page that belongs to no theme; ``own`` holds values for its own slots.

    ``root`` leads from the page to ``site_dir``.
    """
    climb = "../" * page.path.count("/")
    is_public = root.startswith("/") or root == climb
    values: Mapping[str, Value] = {
        **own,
        "root": (root,),
        "head": (in_head + context.once(render_head, is_public, climb or "./"),),
        "menu": (context.once(render_menu, climb or "./") if is_facilitators else "",),
        "steps": ("",),
    }
    filling = Filling(tuple((slot, values[slot.name]) for slot in page.slots))
    return Composed(page.skeleton, (filling,))
