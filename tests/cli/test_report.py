"""The annual report: of one group with its texts, of all groups in numbers alone."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from command_line import Done, plain, run
from tiny_project import GROUP, tiny_project

MINUTES = """\
---
questions:
  - question: Le fer un jour sur deux suffit-il ?
    population: femmes carencées
    searched_by: A. B.
    answer: Oui, dit l’essai [@stoffel2017, p. 12] ; voir aussi [@durand2019]. Selon @durand2019,
      non [contrairement à @stoffel2017, p. 3, sur ce point].
    answered: 2026-10-19
  - question: Que doser chez l’adolescente ?
---

Huit présents.

## Ce que chacun veut essayer

Revoir trois patientes [@stoffel2017].

### Et pour cela

Un carnet.

## Divers

MOTDIVERS
"""

OWN = """\
@article{stoffel2017,
  author = {Stoffel, Nicole},
  title = {Iron absorption on alternate days},
  journal = {Lancet Haematol},
  year = {2017},
}
"""

FILES = {
    "groups/blain.yml": (
        "name: Blain\npolicy: references-first\nplace: Maison de santé\nmeetings:\n"
        "  - {theme: 2026/douleur, starts: 2026-10-08 20:30}\n"
        "  - {title: Thème libre, starts: 2026-11-12 20:30}\n"
        "  - {title: L’an prochain, starts: 2027-01-14 20:30}\n"
    ),
    "groups/blain/2026-10-08.md": MINUTES,
    "groups/blain/2026-11-12.md": (
        "---\ndraft: true\nquestions: [{question: MOTBROUILLON}]\n---\n\nx\n"
    ),
    "groups/blain/references.bib": OWN,
    "groups/laval.yml": "name: Laval\n",
    "groups/nantes.yml": (
        "name: Nantes\nmeetings:\n  - {subject: brulures, starts: 2026-10-15 20:30}\n"
    ),
    "groups/nantes/subjects/brulures/index.md": "---\ntitle: Les brûlures\n---\n\nVoilà.\n",
}

AFTER = "2026-12-20"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_project(tmp_path_factory.mktemp("project"), FILES)


def report(project: Path, *options: str, at: str = AFTER) -> Done:
    done = run(project, "report", "--at", at, *options)
    assert done.code == 0, done.err
    return done


def test_a_group_s_report_has_its_year(project: Path) -> None:
    """It has meetings with day, hours, subject and place, and questions with their searchers."""
    said = report(project, "--group", "blain").out
    assert said.startswith("# Groupe de Blain : année 2026\n\nRéunions tenues : 2. ")
    assert "Questions posées : 2, dont 1 avec une réponse." in said
    row = "| jeudi 8 octobre 2026, de 20 h 30 à 22 h 30 | La douleur : écouter, évaluer |"
    assert f"{row} Maison de santé | oui |" in said
    assert "### Le fer un jour sur deux suffit-il ?" in said
    assert "Cherche : A. B." in said
    assert "### Que doser chez l’adolescente ?" in said
    assert "*Reste en suspens.*" in said


def test_answers_cite_by_number_and_the_references_come_last(project: Path) -> None:
    """Each reference appears once, in order of citation, whoever cites it."""
    said = report(project, "--group", "blain").out
    assert "Oui, dit l’essai [1, p. 12] ; voir aussi [2]." in said
    assert "Revoir trois patientes [1]." in said
    listed = said.partition("## Références\n\n")[2].splitlines()
    assert [line.split(" ")[:2] for line in listed] == [["1.", "Stoffel"], ["2.", "Durand"]]


def test_citations_keep_their_words(project: Path) -> None:
    """An author in the sentence, and the words before and after a number, stay."""
    said = report(project, "--group", "blain").out
    assert "Selon Durand et Petit [2], non [contrairement à 1, p. 3, sur ce point]." in said


def test_members_intentions_are_that_section_alone(project: Path) -> None:
    """The members' intentions are that section of the minutes, and nothing else."""
    said = report(project, "--group", "blain").out
    tried = said.partition("## Ce que les membres ont voulu essayer")[2].partition("## Réf")[0]
    assert "8 octobre 2026" in tried
    assert "Un carnet." in tried
    assert "MOTDIVERS" not in said


def test_drafts_and_coming_meetings_are_left_out(project: Path) -> None:
    """Draft minutes, meetings not yet over, and other years are left out."""
    assert "MOTBROUILLON" not in report(project, "--group", "blain").out
    early = report(project, "--group", "blain", at="2026-10-08T22:29").out
    assert "Réunions tenues : 0." in early
    assert "Réunions tenues : 1." in report(project, "--group", "blain", at="2026-10-08T22:30").out
    assert "Réunions tenues : 0." in report(project, "--group", "blain", "--year", "2025").out


def test_a_meeting_without_minutes_has_a_no(project: Path) -> None:
    """The proof of a year tells meetings without minutes, or with a draft, from the others."""
    rows = [row for row in report(project, "--group", "blain").out.splitlines() if "2026," in row]
    assert [row.split(" | ")[-1] for row in rows] == ["oui |", "non |"]


def test_the_year_is_that_of_the_groups_clock(project: Path) -> None:
    """Without a year it is that of the moment in the association's time zone."""
    assert report(project, at="2026-12-31T22:59Z").out.startswith("# L’année 2026 ")
    assert report(project, at="2026-12-31T23:01Z").out.startswith("# L’année 2027 ")


def test_a_bar_in_a_name_begins_no_column(tmp_path: Path) -> None:
    """A bar in a name or a place is escaped, so that every row keeps its columns."""
    named = GROUP.replace("Maison de santé", '"Salle A | B"')
    project = tiny_project(tmp_path, {"groups/blain.yml": named})
    assert "| Salle A \\| B |" in report(project, "--group", "blain").out


def test_signs_of_html_in_names_are_printed(tmp_path: Path) -> None:
    """Names that hold signs of HTML are on paper as written."""
    named = GROUP.replace("name: Blain", "name: Blain <i>nord</i>")
    project = tiny_project(tmp_path / "p", {"groups/blain.yml": named})
    report(project, "--group", "blain", "--to", str(tmp_path / "a.pdf"))
    pdf = pypdf.PdfReader(tmp_path / "a.pdf")
    assert "Blain <i>nord</i>" in plain(pdf.pages[0].extract_text())
    assert "Blain <i>nord</i>" in plain(pdf.metadata.title)


def test_all_groups_have_numbers_without_their_texts(project: Path) -> None:
    """The report of all groups has numbers, and not a word that a group wrote."""
    said = report(project).out
    assert "| Blain | 2 | 1 | 0 | 1 | 2 | 1 |" in said
    assert "| Laval | 0 | 0 | 0 | 0 | 0 | 0 |" in said
    assert "| Nantes | 1 | 0 | 1 | 0 | 0 | 0 |" in said
    assert said.endswith("| Ensemble | 3 | 1 | 1 | 1 | 2 | 1 |\n")
    assert not any(word in said for word in ("fer", "Stoffel", "Huit", "carnet", "brûlures"))


def test_numbers_have_no_table_of_contents(project: Path, tmp_path: Path) -> None:
    """The report of all groups has no table of contents, which would be a heading over nothing."""
    report(project, "--to", str(tmp_path / "tous.pdf"))
    pages = pypdf.PdfReader(tmp_path / "tous.pdf").pages
    words = " ".join(page.extract_text() for page in pages)
    assert "Ensemble" in words
    assert "Sommaire" not in words


def test_a_question_worded_for_a_search_says_which_term_is_which(project: Path) -> None:
    """The report names each term of such a question, as « Population : … »."""
    said = plain(report(project, "--group", "blain").out)
    assert "\nPopulation : femmes carencées\n" in said


def test_headings_of_a_section_are_lowered(project: Path) -> None:
    """A section's headings are lowered below its day's, not to read as days or questions."""
    said = report(project, "--group", "blain").out
    assert "\n#### Et pour cela\n" in said


def test_a_file_is_markdown_or_pdf_by_its_name(project: Path, tmp_path: Path) -> None:
    """The file's name decides between Markdown and a PDF of the same text."""
    text, pdf = tmp_path / "blain.md", tmp_path / "blain.PDF"
    report(project, "--group", "blain", "--to", str(text))
    report(project, "--group", "blain", "--to", str(pdf))
    assert text.read_text("utf-8").startswith("# Groupe de Blain")
    pages = pypdf.PdfReader(io.BytesIO(pdf.read_bytes())).pages
    said = " ".join("".join(page.extract_text() for page in pages).split())
    assert "Le fer un jour sur deux suffit-il" in said
    assert "Iron absorption on alternate days" in said


def test_an_unknown_group_is_wrong_usage(project: Path) -> None:
    """An unknown group is refused with the nearest name."""
    done = run(project, "report", "--group", "blin", "--at", AFTER)
    assert done.code == 2
    assert "« blain »" in done.err
