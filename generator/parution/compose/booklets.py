"""What can be taken away of a theme: its visible parts in one document, to keep or to print."""

from __future__ import annotations

from collections.abc import Iterator

from parution.compose.context import Desk
from parution.compose.plans import Booklet, Object
from parution.domain import Outlook, Part, Theme
from parution.rendition import Form

ENDINGS = {Form.SCREEN: "html", Form.PRINT: "pdf"}


def booklets(desk: Desk, theme: Theme, outlook: Outlook) -> dict[str, Object]:
    """Return the documents of a theme, by path; none where only the presentation is open.

    Sites that show the same parts get one and the same document.
    """
    parts = tuple(openness.part for openness in outlook if openness.visible)
    return {
        f"{theme.address}/{name}": desk.once(
            ("booklet", theme.address, form, parts),
            lambda form=form: booklet(desk, theme, form, parts),  # type: ignore[misc]
        )
        for form, name in named(desk, theme, outlook)
    }


def named(desk: Desk, theme: Theme, outlook: Outlook) -> Iterator[tuple[Form, str]]:
    """Yield the forms in which a theme can be taken away, with the names of the files."""
    visible = {openness.part for openness in outlook if openness.visible}
    if visible - {Part.PRESENTATION}:
        for form, ending in ENDINGS.items():
            if form is Form.SCREEN or desk.sets_pdf:
                yield form, f"{theme.slug}.{ending}"


def booklet(desk: Desk, theme: Theme, form: Form, parts: tuple[Part, ...]) -> Booklet:
    """Describe the document that holds these parts of a theme, and what they link to."""
    rendered = desk.rendered(theme)
    paths = {path for part in parts for path in rendered.attached.get(part, ())}
    return Booklet(
        form=form,
        frame=rendered.fragments[f"frame:{form}"].digest,
        chapters=tuple((part, rendered.fragments[f"chapter:{part}"].digest) for part in parts),
        files=tuple((path, theme.attachments[path].digest) for path in sorted(paths)),
    )
