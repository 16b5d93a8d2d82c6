"""Scripts, styles and images that all sites share."""

from __future__ import annotations

import json
import re
from pathlib import Path

from mkdocs.structure.files import File, Files

from parution.private_store import PrivateStore

MATERIAL_STYLES = re.compile(r"assets/stylesheets/main\.\w+\.min\.css")
"""Material's style sheet for the elements of Markdown; its name changes with its content."""

SEARCH_DIALOG = "assets/parution/search-dialog.js"

UNUSED = re.compile(r"assets/javascripts/|assets/stylesheets/palette|assets/images/favicon|\.map$")
"""Assets of Material that its own templates use and ours do not."""


def is_wanted(file: File) -> bool:
    """Return whether a file of Material is an asset that our pages use."""
    return file.src_uri.startswith("assets/") and not UNUSED.search(file.src_uri)


def find_material_styles(files: Files) -> str:
    """Return the path of Material's style sheet under ``site_dir``."""
    return next(path for path in files.src_uris if MATERIAL_STYLES.fullmatch(path))


def write_dialog(html: str, output: Path) -> None:
    """Write the HTML of the search dialog as a script, which pages load with their others."""
    lines = (line.strip() for line in html.splitlines())
    script = (
        f"export const DIALOG = {json.dumps(' '.join(filter(None, lines)), ensure_ascii=False)};\n"
    )
    (output / SEARCH_DIALOG).write_text(script, "utf-8")


def store_assets(output: Path, store: PrivateStore) -> dict[str, str]:
    """Store the assets that MkDocs copied; return their digests by path under ``site_dir``."""
    return {
        path.relative_to(output).as_posix(): store.put(path.read_bytes())
        for path in sorted((output / "assets").rglob("*"))
        if path.is_file()
    }
