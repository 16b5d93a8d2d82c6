"""A folder that is made once, and for each test put back in its place as it was.

    kept = KeptFolder(folder)
    kept.restored() / "project"

There the audit has the verdicts of what it looked into before: a test pays for what it changes.
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
        """Return the folder as it was."""
        shutil.rmtree(self._folder)
        shutil.copytree(self._kept, self._folder, symlinks=True)
        return self._folder
