"""From plans to files, the search index among them."""

from parution.writing.archive import KeptArchive
from parution.writing.plain import Report, write
from parution.writing.search import Indexer
from parution.writing.standing import StandingPlans
from parution.writing.typesetting import Typesetter

__all__ = ["Indexer", "KeptArchive", "Report", "StandingPlans", "Typesetter", "write"]
