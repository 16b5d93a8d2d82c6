"""Compiles the translations into the wheel, so that the installed product needs no compiler."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = Path("generator") / "parution"


class CompileTranslations(BuildHookInterface):
    """Adds ``parution.mo`` to every wheel; an editable install reads the ``.po`` files instead."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "generator"))
        from parution.language.catalogues import compile_catalogues

        for folder in sorted((root / PACKAGE / "locale").glob("*/LC_MESSAGES")):
            target = Path(self.directory) / folder.parent.name / "parution.mo"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(compile_catalogues(sorted(folder.glob("*.po"))))
            inside = folder.relative_to(root / "generator") / "parution.mo"
            build_data["force_include"][str(target)] = str(inside)

    def finalize(self, *_: Any) -> None:
        for compiled in Path(self.directory).glob("*/parution.mo"):
            compiled.unlink()
            compiled.parent.rmdir()
