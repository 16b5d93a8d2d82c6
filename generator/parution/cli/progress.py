"""Progress messages for slow work."""

from __future__ import annotations

import sys

from parution.domain.messages import message
from parution.language.catalogues import load_translations

EVERY = 25
"""PDF files per progress line, if lines cannot be overwritten."""


def show_pdf_progress(done: int, wanted: int) -> None:
    """Print the number of PDF files made, on one line of a terminal or now and then in a log."""
    is_shown = sys.stderr.isatty()
    if not is_shown and done not in (1, wanted) and done % EVERY:
        return
    said = message("PDF: %(done)s of %(wanted)s", done=done, wanted=wanted)
    text = said.text(load_translations().gettext)
    ends = not is_shown or done == wanted
    sys.stderr.write(f"\r{text}" if is_shown else text)
    sys.stderr.write("\n" if ends else "")
    sys.stderr.flush()
