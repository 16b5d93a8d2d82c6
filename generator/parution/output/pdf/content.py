"""The content of a PDF: a tree of plain values, passed to Typst as JSON.

Text is a string; everything else is an object whose ``k`` names its kind. The templates in
``site_templates/booklet`` define the look of each kind; they never see HTML.

Within a line
    ``em strong sup sub small code mark del`` and ``lang`` (words in the language ``l``) hold ``c``
    · ``a`` a link, to the address ``url`` or the anchor ``to`` · ``br`` · ``at`` an anchor ``id`` ·
    ``img`` the picture ``file``, described by ``alt`` · ``note`` a footnote (`notes`).
Blocks
    ``p`` · ``h`` a heading of level ``l``, which may be ``listed`` in the contents · ``ul`` and
    ``ol``, with the items ``i`` · ``dl`` · ``quote`` · ``box``, titled ``t``, of a ``tone`` ·
    ``pre`` · ``hr`` · ``figure``, with the caption ``t`` · ``table`` (`table_grid`) · ``refs``, a
    list of references · ``break`` the end of a page (`placing`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Content = str | int | bool | None | Mapping[str, "Content"] | Sequence["Content"]
Contents = list[Content]


ENDINGS = {
    "image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif",
    "image/webp": "webp",
}  # fmt: skip
"""File ending by media type, of the pictures that Typst can set."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a document."""

    kind: str
    """Its media type."""

    data: bytes

    @property
    def name(self) -> str:
        """The name of its file in the folder from which Typst sets the document."""
        digest = hashlib.sha256(self.data).hexdigest()
        return f"{digest}.{ENDINGS.get(self.kind, 'bin')}"
