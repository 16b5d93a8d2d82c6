"""From plans to files, the search index among them."""

from parution.writing.archive import KeptArchive
from parution.writing.plain import Report, write
from parution.writing.search import with_search

__all__ = ["KeptArchive", "Report", "with_search", "write"]
