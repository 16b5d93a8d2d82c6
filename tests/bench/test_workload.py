"""The benchmark's made-up association has the sizes of the performance promises."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml
from bench.workload import strip_citations, write_workload

KEY_DEFINED = re.compile(r"^@\w+\{(\w+),", re.MULTILINE)
KEY_CITED = re.compile(r"@(\w+)")


def read_files(project: Path) -> dict[str, bytes]:
    """Return every file of a project by its path."""
    return {
        str(path.relative_to(project)): path.read_bytes()
        for path in project.rglob("*")
        if path.is_file()
    }


def count_words(project: Path) -> int:
    """Return the number of words of a project's pages."""
    return sum(len(page.read_text("utf-8").split()) for page in project.glob("themes/**/*.md"))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workload")
    write_workload(folder)
    return folder


def test_same_every_time(project: Path, tmp_path: Path) -> None:
    """Two runs write the same bytes."""
    write_workload(tmp_path)
    assert read_files(tmp_path) == read_files(project)


def test_counts(project: Path) -> None:
    """There are 60 themes of 240 to 300 pages, 6 of them current, 1,800 references, 28 groups."""
    themes = list(project.glob("themes/*/*/index.md"))
    records = "".join(f.read_text("utf-8") for f in project.glob("bibliography/*/*.bib"))
    assert len(themes) == 60
    assert len(list(project.glob("themes/2026/*/index.md"))) == 6
    assert 240 <= len(list(project.glob("themes/**/*.md"))) <= 300
    assert len(set(KEY_DEFINED.findall(records))) == 1800
    assert len(list(project.glob("groups/*.yml"))) == 28


def test_words(project: Path, tmp_path: Path) -> None:
    """Without citations the pages hold about 390,000 words."""
    write_workload(tmp_path)
    strip_citations(tmp_path)
    assert count_words(tmp_path) == pytest.approx(390_000, rel=0.02)
    assert count_words(tmp_path) < count_words(project)


def test_cites_only_its_own_bibliography(project: Path) -> None:
    """Every theme cites all of its own 30 references, each at least three times, and no other."""
    for theme in project.glob("themes/*/*/"):
        edition, slug = theme.parts[-2:]
        records = (project / f"bibliography/{edition}/{slug}.bib").read_text("utf-8")
        cited = Counter(
            key for page in theme.glob("*.md") for key in KEY_CITED.findall(page.read_text("utf-8"))
        )
        assert set(cited) == set(KEY_DEFINED.findall(records))
        assert min(cited.values()) >= 3


def test_groups_meet_ten_times_on_known_themes(project: Path) -> None:
    """Every group has early readers and ten meetings, six of them on the six current themes."""
    current = sorted(f"2026/{page.parent.name}" for page in project.glob("themes/2026/*/index.md"))
    for file in project.glob("groups/*.yml"):
        group = yaml.safe_load(file.read_text("utf-8"))
        assert group["readers"] is True
        worked = [meeting["theme"] for meeting in group["meetings"] if "theme" in meeting]
        assert len(group["meetings"]) == 10
        assert sorted(worked) == current


def test_larger_holds_the_smaller(tmp_path: Path) -> None:
    """A larger archive leaves the smaller one's themes as they are."""
    write_workload(tmp_path / "small", themes=12)
    write_workload(tmp_path / "large", themes=24)
    small, large = read_files(tmp_path / "small"), read_files(tmp_path / "large")
    pages = {path: data for path, data in small.items() if path.endswith((".md", ".bib"))}
    assert pages.items() <= large.items()
