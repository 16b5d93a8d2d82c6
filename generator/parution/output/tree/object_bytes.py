"""Turns the objects of plans into bytes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, partial
from typing import TYPE_CHECKING, BinaryIO, TypeGuard, assert_never

from parution.compose import (
    Booklet,
    Composed,
    MeetingSheets,
    Object,
    SealedBooklet,
    SmallFile,
    Stored,
)
from parution.language.catalogues import load_translations
from parution.output.pdf.typesetting import Typesetter
from parution.private_store import PrivateStore
from parution.rendition import Form, fill

if TYPE_CHECKING:
    from parution.output.booklet_document import Load
    from parution.output.pdf.booklet_data import TypstInput

SKELETONS_AT_HAND = 64
"""Skeletons kept in memory, because the pages of one theme for many sites follow each other."""


class Maker:
    """Turns the objects of plans into bytes; reads their contents from a private store."""

    def __init__(self, store: PrivateStore, typesetter: Typesetter) -> None:
        self._store = store
        self._text = lru_cache(SKELETONS_AT_HAND)(store.get_text)
        self._typesetter = typesetter

    def begin(self, entries: Iterable[Object]) -> None:
        """Start the slow work: let the typesetter begin with the PDFs among these objects."""
        self._typesetter.begin(
            {
                entry.digest: partial(read_typst_input, entry, self._store.get)
                for entry in entries
                if is_set(entry)
            }
        )

    def write(self, entry: Object, stream: BinaryIO) -> None:
        """Write the bytes of an object; copy stored ones in pieces, whatever their size."""
        if isinstance(entry, Stored):
            self._store.copy(entry.digest, stream)
        else:
            stream.write(self.bytes_of(entry))

    def bytes_of(self, entry: Object) -> bytes:
        """Return the bytes of an object; wait for a PDF that is not ready."""
        match entry:
            case Stored(digest):
                return self._store.get(digest)
            case SmallFile(content):
                return content.encode()
            case Booklet(form=Form.SCREEN):
                # Loaded here, as is `seal`, because most builds make neither.
                from parution.output.booklet_document import render_document

                return render_document(entry, self._store.get).encode()
            case Booklet() | MeetingSheets():
                return self._typesetter.pdf(entry.digest)
            case SealedBooklet(booklet, key):
                from parution.output.sealing import seal

                return seal(self.bytes_of(booklet), key)
            case Composed():
                return self._make_page(entry).encode()
            case _:
                assert_never(entry)

    def _make_page(self, page: Composed) -> str:
        values = {
            slot: "".join(
                self._text(piece.digest) if isinstance(piece, Stored) else piece for piece in value
            )
            for filling in page.fillings
            for slot, value in filling.values
        }
        return fill(self._text(page.skeleton), values)


def is_set(entry: Object) -> TypeGuard[Booklet | MeetingSheets]:
    """Return whether an object is a PDF, which may still be in the making."""
    return isinstance(entry, MeetingSheets) or (
        isinstance(entry, Booklet) and entry.form is Form.PRINT
    )


def read_typst_input(entry: Booklet | MeetingSheets, load: Load) -> TypstInput:
    """Return the input from which Typst sets a PDF."""
    # Loaded here, because most builds set nothing.
    from parution.output.booklet_document import render_document
    from parution.output.pdf.booklet_data import read_booklet
    from parution.output.pdf.sheet_data import read_meeting_sheets

    translate = load_translations("fr").gettext
    if isinstance(entry, MeetingSheets):
        return read_meeting_sheets(entry, load, translate)
    return read_booklet(render_document(entry, load), translate)
