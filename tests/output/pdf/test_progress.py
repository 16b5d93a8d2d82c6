"""The command line shows the progress of booklets."""

from __future__ import annotations

import sys

import pytest

from parution.cli.progress import show_pdf_progress


def test_a_log_gets_a_line_from_time_to_time(capsys: pytest.CaptureFixture[str]) -> None:
    """A log gets the first line, the last, and some between, for those who wait."""
    for done in range(1, 61):
        show_pdf_progress(done, 60)
    assert capsys.readouterr().err.split("\n") == [
        *(f"PDF\u00a0: {done} sur 60" for done in (1, 25, 50, 60)),
        "",
    ]


def test_a_terminal_gets_one_line_that_changes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A terminal gets one changing line, which ends when all are set."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    for done in (1, 2):
        show_pdf_progress(done, 2)
    assert capsys.readouterr().err == "\rPDF\u00a0: 1 sur 2\rPDF\u00a0: 2 sur 2\n"
