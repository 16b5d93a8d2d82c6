"""The folder that an audit looks into, and facts about its sites beside the sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from parution.domain import Site


@dataclass(frozen=True, slots=True)
class Premises:
    """The folder to audit, and the facts that the audit needs."""

    site_dir: Path
    folders: Mapping[Site, str]
    """The folder of every site relative to `site_dir`; empty for the public one."""

    secret: bytes = field(repr=False)
    """The master secret, which no file may hold."""

    project: Path
    """Absolute path of the folder of the sources."""
