"""A folder that is made once, and restored in its place for each test.

    kept = KeptFolder(folder)
    kept.restored() / "project"

In that place the audit finds its verdicts of unchanged files: a test pays only for its changes.
"""

from __future__ import annotations

import shutil
from pathlib import Path


class KeptFolder:
    """A folder and its copy."""

    def __init__(self, folder: Path) -> None:
        """Keep a folder as it is now."""
        self._folder = folder
        self._kept = folder.with_name(f"{folder.name}-kept")
        shutil.copytree(folder, self._kept, symlinks=True)

    def restored(self) -> Path:
        """Restore the folder and return it."""
        shutil.rmtree(self._folder)
        shutil.copytree(self._kept, self._folder, symlinks=True)
        return self._folder
