"""Files too large to be read at once: they stay on the disk, and the audit reads them in windows.

AL1 Windows overlap, so that no sentence is cut by all of them. What is longer than the overlap and
    lies across an edge is looked at in two pieces.
AL2 What is packed is unpacked whole, up to `MOST_UNPACKED`; a ZIP file member by member.
AL3 A large file of a kind that must be understood as a whole (a page, a script, a PDF) is not
    looked into: it counts as unreadable, and so as a leak.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from mmap import ACCESS_READ
from pathlib import Path

from parution.file_signatures import PDF, PNG, ZIP
from parution.pdf_text import TooMuch
from parution.unpacking import MOST_UNPACKED, TRIED, Data, MappedFile, is_packed

LARGE = 16 * 1024 * 1024
"""Bytes above which a file is read in windows of this size."""

OVERLAP = 64 * 1024

UNDERSTOOD_WHOLE = (PDF, PNG)


@contextmanager
def open_data(path: Path, *, is_code: bool) -> Iterator[Data]:
    """Give the bytes of a file, or a map of them if it is large; raise `TooMuch` (AL3).

    ``is_code`` tells that browsers run it or load other files because of it.
    """
    with path.open("rb") as stream:
        size = path.stat().st_size
        if size <= LARGE:
            yield stream.read()
            return
        data = MappedFile(stream.fileno(), 0, access=ACCESS_READ)
        head = data[:TRIED]
        is_one_stream = is_packed(head) and not head.startswith(ZIP)
        is_whole = is_code or is_one_stream or head.startswith(UNDERSTOOD_WHOLE)
        if is_whole and size > MOST_UNPACKED:
            raise TooMuch
        # Nobody closes the map: who unpacks it may still look at it.
        yield bytes(data) if is_whole else data


def read_windows(data: Data) -> Iterator[bytes]:
    """Yield bytes whole, or a map of a file in windows that overlap (AL1)."""
    if isinstance(data, bytes):
        yield data
        return
    for start in range(0, len(data), LARGE):
        yield data[max(0, start - OVERLAP) : start + LARGE]
