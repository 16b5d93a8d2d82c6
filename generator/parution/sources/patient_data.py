"""Warns of text in a group's minutes that may identify a patient."""

from __future__ import annotations

from parution.language.patient_signs import WHY, find_patients
from parution.sources.files.text import locate_after
from parution.sources.report import Report


def warn_of_patients(path: str, text: str, report: Report) -> None:
    """Warn of each piece of a text that may identify a patient."""
    for found in find_patients(text):
        report.warn(
            "patient-data",
            locate_after(text[: found.start], path),
            found.in_words,
            WHY,
        )
