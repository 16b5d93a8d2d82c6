"""A document's summary may cite others, by name and year: its page lists documents unnumbered."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from parution import pipeline
from tiny_project import FILES, tiny_project

SUMMARY = "themes/2026/douleur/sources/durand2019.md"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The facilitator's pages of a theme in which a summary cites two documents."""
    text = f"Contre [@commune2020], et comme @durand2019.\n\n{FILES[SUMMARY]}"
    dossier = "themes/2026/douleur/dossier.md"
    cites = f"{FILES[dossier]}\nD’abord [@commune2020].\n"
    project = tiny_project(tmp_path_factory.mktemp("p"), {SUMMARY: text, dossier: cites})
    instant = datetime(2026, 10, 9, 12, tzinfo=ZoneInfo("Europe/Paris"))
    outcome = pipeline.build(project, project / "mkdocs.yml", instant, project / "site")
    (folder,) = (plan.folder for plan in outcome.plans if plan.site.audience.value == "facilitator")
    theme: Path = project / "site" / folder / "2026/douleur"
    return {
        part: (theme / part / "index.html").read_text()
        for part in ("references", "sources", "dossier")
    }


def test_a_summary_cites_by_name(pages: dict[str, str]) -> None:
    """A citation in a summary shows author and year, or the year alone, never a number."""
    summary = pages["sources"].partition("Contre ")[2].partition("</p>")[0]
    said = re.sub("<[^>]*>", "", summary).replace("\u00a0", " ")
    assert said == "[Haute Autorité de Santé 2020], et comme Durand et Petit [2019]."


def test_a_summary_s_citations_lead_to_the_references_of_its_page(pages: dict[str, str]) -> None:
    """Its page names each cited work, as a document or among the other references."""
    page = pages["sources"]
    identifiers = re.findall(r'\bid="([^"]+)"', page)
    assert len(identifiers) == len(set(identifiers))
    assert 'href="#ref-commune2020"' in page
    assert '<h2 id="ref-durand2019">' in page
    assert '<li class="reference" id="ref-commune2020">' in page


def test_first_lines_elsewhere_cite_by_name(pages: dict[str, str]) -> None:
    """A summary's first lines on another page's card cite by name, never by number."""
    lines = pages["dossier"].partition('class="source-lines">')[2].partition("<")[0]
    assert lines.replace("\u00a0", " ").strip().startswith("Contre [")
    assert "2020]" in lines
    assert not re.search(r"\[\d{1,3}\]", lines)


def test_two_summaries_may_use_one_name_for_their_notes(tmp_path: Path) -> None:
    """Each call leads to the note of its own summary, at that summary's end."""
    note = "Une note[^1].\n\n[^1]: Le texte {}.\n"
    other = SUMMARY.replace("durand2019", "commune2020")
    project = tiny_project(
        tmp_path, {SUMMARY: note.format("premier"), other: note.format("second")}
    )
    instant = datetime(2026, 10, 9, 12, tzinfo=ZoneInfo("Europe/Paris"))
    outcome = pipeline.build(project, project / "mkdocs.yml", instant, project / "site")
    folder = next(
        plan.folder for plan in outcome.plans if plan.site.audience.value == "facilitator"
    )
    page = (project / "site" / folder / "2026/douleur/sources/index.html").read_text()
    summaries = page.split('<section class="source-summary">')[1:]
    shown = [
        dict(re.findall(r'<li id="(fn:[^"]+)" value="\d">\s*<p>Le texte (\w+)\.', summary))
        for summary in summaries
    ]
    assert sorted(word for each in shown for word in each.values()) == ["premier", "second"]
    for summary, notes in zip(summaries, shown, strict=True):
        assert [f'href="#{each}"' in summary for each in notes] == [True]


def test_a_booklet_with_a_sign_that_no_font_has_is_set_all_the_same(tmp_path: Path) -> None:
    """An emoji and a note called twice do not prevent the PDF."""
    note = "Une note[^1].\n\n[^1]: Le texte.\n"
    project = tiny_project(tmp_path, {SUMMARY: f"{note}\n{note}\nUn signe : 😀\n"})
    instant = datetime(2026, 10, 9, 12, tzinfo=ZoneInfo("Europe/Paris"))
    pipeline.build(project, project / "mkdocs.yml", instant, project / "site")
    assert list(project.glob("site/g/*/2026/douleur/douleur.pdf"))
