"""Writes plans as files: pages, search index, PDFs."""

from parution.output.kept_plans import KeptPlans
from parution.output.pdf import Progress, Typesetter, digest_toolchain
from parution.output.search.index import Indexer
from parution.output.tree.manifest import Manifest, find_orphan_manifests
from parution.output.tree.object_bytes import Maker
from parution.output.tree.write import Written, write

__all__ = [
    "Indexer",
    "KeptPlans",
    "Maker",
    "Manifest",
    "Progress",
    "Typesetter",
    "Written",
    "digest_toolchain",
    "find_orphan_manifests",
    "write",
]
