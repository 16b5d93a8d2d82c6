"""Another program run in a project's folder, by mistake or on advice, finds nothing to publish."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from proof.projects import HIDDEN, files_in, find_hidden_word, project_in, run

ROOT = Path(__file__).parents[2]
PLUGINS = re.compile(r"^plugins:.*?(?=^\S|\Z)", re.DOTALL | re.MULTILINE)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The repository's own association, as a clone of it has it."""
    for name in ("themes", "bibliography", "groups", ".mkdocs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def test_zensical_finds_nothing(sample: Path) -> None:
    """`zensical build`, which MkDocs advises and which ignores plugins, publishes no text."""
    zensical = Path(sys.executable).with_name("zensical")
    subprocess.run([zensical, "build"], cwd=sample, check=True, capture_output=True)
    assert [path for path in files_in(sample / "site") if path.endswith(".html")] == ["404.html"]


@pytest.mark.parametrize("program", ["mkdocs", "properdocs"])
def test_mkdocs_without_the_plugin_finds_nothing(sample: Path, program: str) -> None:
    """MkDocs, under either name, publishes no text without our plugin."""
    settings = sample / "mkdocs.yml"
    settings.write_text(PLUGINS.sub("plugins: []\n", settings.read_text()))
    run(sample, program, "build", "-q")
    assert [path for path in files_in(sample / "site") if path.endswith(".html")] == ["404.html"]


def test_the_trap_is_real(tmp_path: Path) -> None:
    """With `docs_dir: themes` Zensical publishes closed texts, and `check` warns of it."""
    project = project_in(tmp_path)
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("docs_dir: .mkdocs", "docs_dir: themes"))
    zensical = Path(sys.executable).with_name("zensical")
    subprocess.run([zensical, "build"], cwd=project, check=True, capture_output=True)
    found = files_in(project / "site")
    assert find_hidden_word(found)
    assert any(HIDDEN.encode() in content for content in found.values())
    assert "docs-dir-holds-sources" in run(project, "parution", "check").stdout
