"""From plans to files, the search index among them."""

from parution.writing.archive import KeptArchive
from parution.writing.note import Note
from parution.writing.plain import Report, write
from parution.writing.search import Indexer
from parution.writing.standing import StandingPlans
from parution.writing.sweeping import sweep_when_due
from parution.writing.typesetting import Typesetter

__all__ = [
    "Indexer",
    "KeptArchive",
    "Note",
    "Report",
    "StandingPlans",
    "Typesetter",
    "sweep_when_due",
    "write",
]
