"""Scripts, styles and images that all sites share."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.structure.files import File

from parution.private_store import PrivateStore

UNUSED = re.compile(r"/lunr/|/workers/|\.map$")
"""Of Material's assets, what serves only its own search, or only its developers."""


def is_wanted(file: File) -> bool:
    """Tell whether a file of the theme is an asset that our pages use."""
    return file.src_uri.startswith("assets/") and not UNUSED.search(file.src_uri)


def kept(output: Path, store: PrivateStore) -> dict[str, str]:
    """Store the assets that MkDocs copied; return their digests by path under ``site_dir``."""
    return {
        path.relative_to(output).as_posix(): store.put(path.read_bytes())
        for path in sorted((output / "assets").rglob("*"))
        if path.is_file()
    }
