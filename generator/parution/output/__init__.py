"""From plans to files, the search index among them."""

from parution.output.archive import KeptArchive
from parution.output.pdf import Progress, Typesetter, toolchain
from parution.output.search.index import Indexer
from parution.output.standing import StandingPlans
from parution.output.sweep import sweep_when_due
from parution.output.tree.manifest import Manifest
from parution.output.tree.write import Written, write

__all__ = [
    "Indexer",
    "KeptArchive",
    "Manifest",
    "Progress",
    "StandingPlans",
    "Typesetter",
    "Written",
    "sweep_when_due",
    "toolchain",
    "write",
]
