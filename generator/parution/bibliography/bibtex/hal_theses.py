"""Reads theses as HAL exports them: the national number in ``number``, and those of DUMAS.

DUMAS holds what students write for a master's or for a professional doctorate, as in medicine; its
exports call both ``mastersthesis``. No doctoral thesis is there.
"""

from __future__ import annotations

from parution.bibliography.bibtex.entry_types import THESES
from parution.bibliography.identifiers import find_identifier
from parution.domain.messages import message
from parution.domain.problems import Place, Problem, Severity
from parution.patterns import compile_late

IN_DUMAS = compile_late(r"(?:https?://)?dumas[.-]")

UNSAID = "dumas"
"""The kind of a thesis that is either a master's or a professional doctorate's."""


def complete_thesis(kind: str, fields: dict[str, str]) -> None:
    """Give a thesis its national number and its kind, where HAL's exports hide them."""
    if kind not in THESES:
        return
    number = find_identifier("nnt", fields.get("number", ""))
    if number and fields.setdefault("nnt", number) == number:
        del fields["number"]
    written = fields.get("type", "").lower()
    if written in ("", "theses") and is_in_dumas(fields):
        fields["type"] = UNSAID if kind == "mastersthesis" else "exercisethesis"


def is_in_dumas(fields: dict[str, str]) -> bool:
    return any(IN_DUMAS.match(fields.get(name, "")) for name in ("hal", "url"))


def describe_unsaid_kind(place: Place, key: str) -> Problem:
    return Problem(
        "thesis-of-dumas",
        place,
        message("DUMAS does not say whether “%(key)s” is a medical or a master's thesis", key=key),
        message("Say it: “%(example)s”.", example="type = {Thèse de médecine}"),
        Severity.WARNING,
    )
