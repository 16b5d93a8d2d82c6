"""Warns of what looks like a patient in the minutes of a group."""

from __future__ import annotations

from parution.language.patient_signs import WHY, find_patients
from parution.sources.files.text import place_of
from parution.sources.report import Report


def warn_of_patients(path: str, text: str, report: Report) -> None:
    """Warn of what looks like a patient's in the text of a file."""
    for found in find_patients(text):
        report.warn(
            "patient-data",
            place_of(text[: found.start], path),
            found.in_words,
            WHY,
        )
