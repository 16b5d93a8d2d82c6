"""A proof of one theme: two files marked as such, for reviewers who have no project.

The theme is built in a temporary copy of the project, drafts included, without any site; every page
of its booklet states that it is a proof.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from parution import pipeline
from parution.domain import SOURCE_FOLDERS
from parution.domain.messages import Message, message
from parution.private_store import PrivateStore

SETTINGS = "mkdocs.yml"
PLUGIN = "parution"


class NoSuchTheme(LookupError):
    """No theme has the requested address."""


def make_proof(
    project: Path, config_file: Path, address: str, instant: datetime, notice: str
) -> Mapping[str, bytes]:
    """Return the files of a proof by suffix, ``html`` and ``pdf``.

    ``address`` is the theme's, such as ``2027/sommeil``; ``notice`` appears on each page. Raises
    `ProblemsFound` when the sources have errors, `NoSuchTheme` when there is no such theme.
    """
    with tempfile.TemporaryDirectory(prefix="parution-") as folder:
        copied, site_dir = Path(folder) / "project", Path(folder) / "site"
        copy_sources(project, copied)
        write_settings(config_file, notice, copied / SETTINGS)
        store = PrivateStore(copied)
        prepared = pipeline.prepare(copied, copied / SETTINGS, store)
        if address not in prepared.catalogue.themes:
            raise NoSuchTheme(address)
        pipeline.write_preview(prepared, store, instant, site_dir, pdf=True)
        slug = address.rpartition("/")[2]
        return {
            ending: (site_dir / address / f"{slug}.{ending}").read_bytes()
            for ending in ("html", "pdf")
        }


def copy_sources(project: Path, to: Path) -> None:
    """Copy the folders from which a theme may be made."""
    to.mkdir()
    for name in SOURCE_FOLDERS:
        if (project / name).is_dir():
            shutil.copytree(project / name, to / name)


def write_settings(config_file: Path, notice: str, to: Path) -> None:
    """Write the settings with another notice and PDF enabled; all else stays the same.

    Templates and hooks of the association's own are not copied: their paths become absolute.
    """
    from ruamel.yaml import YAML

    yaml = YAML()
    data = yaml.load(config_file.read_text(encoding="utf-8"))
    folder = config_file.parent.absolute()
    theme = data.get("theme")
    if isinstance(theme, dict) and theme.get("custom_dir"):
        theme["custom_dir"] = str(folder / str(theme["custom_dir"]))
    if data.get("hooks"):
        data["hooks"] = [str(folder / str(hook)) for hook in data["hooks"]]
    plugins = data.get("plugins") or []
    if isinstance(plugins, dict):
        plugins[PLUGIN] = {**(plugins.get(PLUGIN) or {}), "notice": notice, "pdf": True}
    for number, plugin in enumerate(plugins if isinstance(plugins, list) else []):
        if plugin == PLUGIN or (isinstance(plugin, dict) and PLUGIN in plugin):
            options = plugin.get(PLUGIN) if isinstance(plugin, dict) else None
            plugins[number] = {PLUGIN: {**(options or {}), "notice": notice, "pdf": True}}
    changed = io.StringIO()
    yaml.dump(data, changed)
    to.write_text(changed.getvalue(), encoding="utf-8")


def word_notice(day: str) -> Message:
    """Return the notice on each page of a proof; ``day`` is its date, in words."""
    return message("Proof of %(day)s: to be reviewed, not to be passed on.", day=day)
