"""The documents that Pagefind indexes for each page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parution.domain import Catalogue, Part
from parution.html_tree import Tree
from parution.language.catalogues import load_translations
from parution.render.page_sources import SOURCE_MARK, make_minutes_source, make_part_source
from parution.render.search_documents import (
    format_evidence,
    normalize_words,
    split_elisions,
    write_search_document,
)
from parution.render.search_vocabulary import SHORT_FORMS, UNITS, write_search_words
from parution.sources import read
from tiny_project import FILES, changed, tiny_project

TRANSLATE = load_translations("fr").gettext
TAG = re.compile(r"<[^>]*>")


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    """The catalogue of the tiny project."""
    return read(tiny_project(tmp_path)).require()


def document_of(
    catalogue: Catalogue, part: Part, content: str = "", cited: tuple[str, ...] = ()
) -> str:
    """Return the document of a part of the only theme."""
    source = make_part_source(catalogue.themes["2026/douleur"], part)
    return write_search_document(source, "Le titre", Tree(content), cited, TRANSLATE)


@pytest.mark.parametrize(
    ("written", "indexed"),
    [
        ("l’hypertension", "l’ hypertension"),
        ("L'asthme", "L' asthme"),
        ("qu’elle", "qu’ elle"),
        ("jusqu’ici", "jusqu’ ici"),
        ("(d’un)", "(d’ un)"),
        ("<b>l’</b>un", "<b>l’</b>un"),
        ("aujourd’hui", "aujourd’hui"),
        ("O’Brien", "O’Brien"),
        ('<a title="l’un">', '<a title="l’un">'),
    ],
)
def test_elided_words_are_separated(written: str, indexed: str) -> None:
    """An elided article is a word of its own; names and attributes stay as they are."""
    assert split_elisions(written) == indexed


def test_the_words_of_a_question_are_set_apart_whatever_they_compare(tmp_path: Path) -> None:
    """A « < » in a question is not read as a tag."""
    asked = changed(
        "themes/2026/douleur/index.md", "évaluer une douleur ?", "un DFG < 60 et l’HTA ?"
    )
    catalogue = read(tiny_project(tmp_path, asked)).require()
    assert "DFG &lt; 60 et l’ HTA" in document_of(catalogue, Part.PRESENTATION)


@given(st.text(alphabet="l’dqu' aé<>b"))
def test_setting_words_apart_only_adds_spaces(text: str) -> None:
    """Apart from spaces, the indexed text is the written one."""
    assert split_elisions(text).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("written", "indexed"),
    [
        ("anti\N{NON-BREAKING HYPHEN}inflammatoire", "anti-inflammatoire"),
        ("pré\N{HYPHEN}éclampsie", "pré-éclampsie"),
        ("mère–enfant", "mère-enfant"),
        ("2004 – 2006", "2004 – 2006"),
        ("L´asthmatique", "L’ asthmatique"),
        ("Oʼ Brien", "O’ Brien"),
        ("\N{LATIN SMALL LIGATURE FI}brillation", "fibrillation"),
        ("hyper\xadtension, hyper&shy;tension", "hypertension, hypertension"),
        ("e\N{COMBINING ACUTE ACCENT}te", "\xe9te"),
        ("âge…", "âge..."),
        ('<a title="x">“dit”</a>', '<a title="x">&quot;dit&quot;</a>'),
        ("10⁹/L", "10⁹/L"),
        ("dʹovulation, lˈœil", "d’ ovulation, l’ œil"),
        ("intra−utérin, sous‒jacent", "intra-utérin, sous-jacent"),
        ("ß-bloquant, Strauß", "β-bloquant, Strauß"),
    ],
)
def test_signs_that_look_alike_are_one(written: str, indexed: str) -> None:
    """Hyphens, apostrophes, ligatures and invisible characters hide no word."""
    assert normalize_words(written) == indexed


def test_the_title_weighs_more_than_the_text(catalogue: Catalogue) -> None:
    """The page's title is its heading, and the theme's title weighs more than the text."""
    made = document_of(catalogue, Part.DOSSIER, "<p>Texte.</p>")
    assert '<h1 data-pagefind-meta="title">Le titre</h1>' in made
    assert re.search(r'<p data-pagefind-weight="4"[^>]*>La douleur : écouter, évaluer</p>', made)


def test_numbers_of_citations_are_not_indexed(catalogue: Catalogue) -> None:
    """Bracketed citation numbers are left out, with their brackets."""
    cluster = '<span class="citations">[<a class="citation" href="#ref-a">1</a>, p. 12]</span>'
    made = document_of(catalogue, Part.DOSSIER, f"<p>C’est établi {cluster}.</p>")
    assert TAG.sub("", made).endswith("C’ est établi.")


@pytest.mark.parametrize("part", [part for part in Part if part is not Part.PRESENTATION])
def test_the_synonyms_lead_to_the_presentation_alone(catalogue: Catalogue, part: Part) -> None:
    """The theme's other names are words of its presentation, and of no other part."""
    assert "souffrance" in document_of(catalogue, Part.PRESENTATION)
    assert "souffrance" not in document_of(catalogue, part)


def test_the_synonyms_are_not_shown(catalogue: Catalogue) -> None:
    """The theme's other names are not in the text of excerpts."""
    assert "souffrance" not in TAG.sub("", document_of(catalogue, Part.PRESENTATION))


def test_each_reference_is_a_heading_that_says_its_grade(catalogue: Catalogue) -> None:
    """A reference can be linked to, and its heading has its grade and level."""
    made = document_of(catalogue, Part.REFERENCES)
    heading = re.search(r'<h2 id="ref-durand2019"[^>]*>(.*?)</h2>(.*?)<h2', made)
    assert heading
    assert "Une échelle de la douleur" in TAG.sub("", heading[1])
    assert heading[1].endswith("Grade B · Niveau de preuve 2")


def test_each_summary_is_under_its_document(catalogue: Catalogue) -> None:
    """A summary is found under its document's name, on the page of summaries alone."""
    summaries = f"<p>{SOURCE_MARK}durand2019{SOURCE_MARK}</p><p>Un résumé.</p>"
    made = document_of(catalogue, Part.SOURCES, summaries)
    assert re.search(
        r'<h2 id="ref-durand2019"[^>]*>.*?</h2><div[^>]*><p>Un résumé.</p></div>', made
    )
    assert "Un résumé" not in document_of(catalogue, Part.REFERENCES)


def test_summaries_weigh_less_than_a_text(catalogue: Catalogue) -> None:
    """A word of a summary counts less than one of the dossier: the synthesis comes first."""
    summaries = f"<p>{SOURCE_MARK}durand2019{SOURCE_MARK}</p><p>Un résumé.</p>"
    made = document_of(catalogue, Part.SOURCES, summaries)
    weights = [float(each) for each in re.findall(r'<div data-pagefind-weight="([\d.]+)"', made)]
    assert len(weights) == 1
    assert weights[0] < 1


MINUTES = """\
---
questions:
  - question: Un DFG < 60 suffit-il ?
    population: femmes carencées
    outcome: MOTDUCRITÈRE
    answer: Oui.
    answered: 2026-10-19
---

Huit présents.
"""


def test_minutes_are_found_by_their_questions_and_answers(tmp_path: Path) -> None:
    """The document of minutes has their text, each question with its terms, and its answer."""
    project = tiny_project(tmp_path, {"groups/blain/2026-10-08.md": MINUTES})
    catalogue = read(project).require()
    source = make_minutes_source(catalogue.own["blain"].minutes[0], catalogue)
    marks = (f"<p>{SOURCE_MARK}{name}{SOURCE_MARK}</p>" for name in ("answer:1", "references"))
    content = "<p>MOTDUTEXTE</p>" + "<p>MOTDELARÉPONSE</p>".join(marks)
    made = write_search_document(source, "Le titre", Tree(content), (), TRANSLATE)
    text, asked = made.partition("<h2 ")[::2]
    assert "MOTDUTEXTE" in text
    assert "Un DFG &lt; 60 suffit-il ?</h2>" in asked
    assert "femmes carencées · MOTDUCRITÈRE" in asked
    assert "MOTDELARÉPONSE" in asked


@pytest.mark.parametrize(
    ("part", "cited", "marks"),
    [
        (Part.REFERENCES, (), "AE B 2"),
        (Part.DOSSIER, ("durand2019",), "B 2"),
        (Part.DOSSIER, ("commune2020",), "AE"),
        (Part.DOSSIER, (), ""),
    ],
)
def test_the_evidence_is_that_of_the_page_s_references(
    catalogue: Catalogue, part: Part, cited: tuple[str, ...], marks: str
) -> None:
    """The references page has all references' evidence, another page that of those it cites."""
    assert f'<meta name="evidence" content="{marks}">' in document_of(catalogue, part, "", cited)


def test_evidence_comes_in_one_order(catalogue: Catalogue) -> None:
    """Grades come first, then levels, in whatever order the references are."""
    references = catalogue.themes["2026/douleur"].references
    assert format_evidence(references) == format_evidence(reversed(references)) == "AE B 2"


# --- words for all sites -------------------------------------------------------------------------


def test_the_words_are_the_associations_synonyms_and_the_announced_titles(
    catalogue: Catalogue,
) -> None:
    """The file for browsers holds synonyms, brands and the titles of themes, and usual words."""
    assert json.loads(write_search_words(catalogue)) == {
        "synonyms": [["HTA", "hypertension artérielle"], *map(list, UNITS)],
        "brands": {},
        "short": SHORT_FORMS,
        "themes": {"2026/douleur": "La douleur\u00a0: écouter, évaluer"},
    }


def test_brands_come_with_their_substances(tmp_path: Path) -> None:
    """A brand leads a browser to its substance, then to the classes of it."""
    brands = {"themes/brands.yml": "Mirena: [lévonorgestrel, SIU]\nExacyl: acide tranexamique\n"}
    made = write_search_words(read(tiny_project(tmp_path, brands)).require())
    assert json.loads(made)["brands"] == {
        "Mirena": ["lévonorgestrel", "SIU"],
        "Exacyl": ["acide tranexamique"],
    }


def test_a_draft_is_not_named(tmp_path: Path) -> None:
    """The file has no title of a theme that is not announced."""
    path = "themes/2026/douleur/index.md"
    draft = changed(path, "question:", "draft: true\nquestion:")
    assert path in FILES
    assert "douleur" not in write_search_words(read(tiny_project(tmp_path, draft)).require())
