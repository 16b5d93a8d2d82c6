"""The product sets MkDocs up to render its pages."""

from __future__ import annotations

from pathlib import Path

import jinja2

from parution.render.mkdocs.overrides import VisibleTemplates


def write_files(folder: Path, *paths: str) -> Path:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path)
    return folder


def test_hidden_folders_are_not_listed(tmp_path: Path) -> None:
    """The loader lists the files of all folders once, except those in hidden folders."""
    first = write_files(tmp_path / "a", "main.html", ".icons/b/c.svg", "assets/.d/e.css")
    second = write_files(tmp_path / "b", "main.html", "assets/f.css", "partials/g/h.html")
    loader = VisibleTemplates([first, second])
    listed = jinja2.FileSystemLoader([first, second]).list_templates()
    assert loader.list_templates() == [name for name in listed if "/." not in f"/{name}"]
    assert len(loader.list_templates()) == 3


def test_an_unlisted_template_is_found(tmp_path: Path) -> None:
    """A template may include an icon from a hidden folder."""
    loader = VisibleTemplates(write_files(tmp_path, ".icons/b/c.svg"))
    assert jinja2.Environment(loader=loader).get_template(".icons/b/c.svg").render()
