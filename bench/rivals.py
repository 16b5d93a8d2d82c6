"""The same pages for other generators: MkDocs with Material, mkdocs-bibtex, Zensical.

Each rival has a virtual environment of its own, so that a failed installation leaves the others
alone; MkDocs and its libraries have the very versions the product runs on.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

from bench.measure import run
from bench.workload import strip_citations

SAME_VERSIONS = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions")
SEARCH = {"search": {"lang": "fr"}}


@dataclass(frozen=True, slots=True)
class Rival:
    """Another generator: its packages, its command, its configuration."""

    name: str
    requirements: tuple[str, ...]
    command: tuple[str, ...]
    """The first word is a program of the rival's environment."""
    plugins: tuple[Mapping[str, Any], ...]
    citations: bool = False
    """Whether the pages keep their citations and come with the bibliography."""


def _mkdocs() -> tuple[str, ...]:
    return tuple(f"{name}=={version(name)}" for name in SAME_VERSIONS)


PLAIN = Rival("mkdocs", _mkdocs(), ("mkdocs", "build", "--quiet"), (SEARCH,))
BIBTEX = Rival(
    "mkdocs-bibtex",
    (*_mkdocs(), "mkdocs-bibtex>=4"),
    ("mkdocs", "build", "--quiet"),
    (SEARCH, {"bibtex": {"bib_dir": "bibliography"}}),
    citations=True,
)
ZENSICAL = Rival("zensical", ("zensical",), ("zensical", "build", "--clean"), (SEARCH,))


def write_rival(rival: Rival, workload: Path, project: Path) -> None:
    """Write the workload's pages and configuration the way the rival wants them.

    Only Markdown is copied: groups and editions mean nothing to a rival.
    """
    for page in workload.glob("themes/**/*.md"):
        copy = project / page.relative_to(workload)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, copy)
    configuration = yaml.safe_load((workload / "mkdocs.yml").read_text("utf-8"))
    configuration["plugins"] = list(rival.plugins)
    (project / "mkdocs.yml").write_text(
        yaml.safe_dump(configuration, allow_unicode=True, sort_keys=False), "utf-8"
    )
    if rival.citations:
        shutil.copytree(workload / "bibliography", project / "bibliography")
    else:
        strip_citations(project)


def install(rival: Rival, environments: Path) -> tuple[str, ...]:
    """Return the rival's command, after installing it if it is missing."""
    environment = environments / rival.name
    stamp = environment / "requirements.txt"
    wanted = "\n".join(rival.requirements)
    if not stamp.exists() or stamp.read_text("utf-8") != wanted:
        shutil.rmtree(environment, ignore_errors=True)
        run((sys.executable, "-m", "venv", str(environment)), environments)
        pip = (str(environment / "bin/python"), "-m", "pip", "install", "--quiet")
        run((*pip, *rival.requirements), environments)
        stamp.write_text(wanted, "utf-8")
    program, *arguments = rival.command
    return (str(environment / "bin" / program), *arguments)
