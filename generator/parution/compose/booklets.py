"""Booklets: the visible parts of a theme in one document, to keep or to print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parution.compose.context import Context
from parution.compose.plans import Booklet, Object
from parution.compose.views import ThemeView
from parution.domain import Part
from parution.language.labels import PARTS
from parution.rendition import Digest, Form

AT_THE_END = (Part.REFERENCES, Part.SOURCES)

ENDINGS = {Form.SCREEN: "html", Form.PRINT: "pdf"}


def compose_booklets(context: Context, view: ThemeView) -> dict[str, Object]:
    """Return the booklets of a theme by path; none if only the presentation is open.

    Sites that show the same parts share one document.
    """
    return {
        f"{view.theme.address}/{name}": context.once(
            make_booklet, view.undated, form, view.closed_to_members
        )
        for form, name in list_names_by_form(context, view)
    }


def sort_for_reading(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return parts in the order of a book: references and sources come last."""
    return tuple(sorted(parts, key=lambda part: part in AT_THE_END))


def list_names_by_form(context: Context, view: ThemeView) -> Iterator[tuple[Form, str]]:
    """Yield the forms in which a theme can be downloaded, with their file names."""
    if set(view.visible) - {Part.PRESENTATION}:
        for form, ending in ENDINGS.items():
            if form is Form.SCREEN or context.pdf_set_by:
                yield form, f"{view.theme.slug}.{ending}"


def make_booklet(
    context: Context, view: ThemeView, form: Form, closed: tuple[Part, ...]
) -> Booklet:
    """Describe the document that holds the visible parts of a theme and their attachments.

    ``closed`` are the parts that a facilitator's members cannot see; her copy marks them.
    """
    files = {each for part in view.visible for each in view.attachments(part)}
    return Booklet(
        form=form,
        set_by=context.pdf_set_by if form is Form.PRINT else "",
        frame=need(view, Part.PRESENTATION, "frame"),
        chapters=tuple(
            (part, need(view, part, f"chapter:{part}")) for part in sort_for_reading(view.visible)
        ),
        files=tuple(sorted(files)),
        copy=render_copy_notice(context, closed),
    )


def render_copy_notice(context: Context, closed: Iterable[Part]) -> str:
    """Return the line that marks a facilitator's copy and lists the parts closed to members."""
    names = [context.say(PARTS[part]) for part in closed]
    template = context.templates.get_template("booklet/copy.html")
    return template.render(closed=names) if names else ""


def need(view: ThemeView, part: Part, name: str) -> Digest:
    """Return a piece that every rendered part has; raises LookupError if it is missing."""
    found = view.piece(part, name)
    if found is None:
        raise LookupError(name)
    return found
