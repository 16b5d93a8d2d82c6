"""What the command line shows while something takes its time."""

from __future__ import annotations

import sys

from parution.domain.messages import message
from parution.language.catalogues import translations

EVERY = 25
"""How many PDF are made between two lines, where lines cannot be written over."""


def show_pdf_progress(done: int, wanted: int) -> None:
    """Say how many PDF are made: in one line that changes, or from time to time in a log."""
    is_shown = sys.stderr.isatty()
    if not is_shown and done % EVERY:
        return
    said = message("PDF: %(done)s of %(wanted)s", done=done, wanted=wanted)
    text = said.text(translations().gettext)
    ends = not is_shown or done == wanted
    sys.stderr.write(f"\r{text}" if is_shown else text)
    sys.stderr.write("\n" if ends else "")
    sys.stderr.flush()
