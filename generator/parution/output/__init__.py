"""Writes plans as files: pages, search index, PDFs."""

from parution.output.kept_plans import KeptPlans
from parution.output.pdf import Progress, Typesetter, toolchain
from parution.output.search.index import Indexer
from parution.output.tree.manifest import Manifest, manifests_of_no_folder
from parution.output.tree.objects import Maker
from parution.output.tree.write import Written, write

__all__ = [
    "Indexer",
    "KeptPlans",
    "Maker",
    "Manifest",
    "Progress",
    "Typesetter",
    "Written",
    "manifests_of_no_folder",
    "toolchain",
    "write",
]
