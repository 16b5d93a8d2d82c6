"""The sample's texts, references and figures deserve a critical reader's trust."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from parution.citations.syntax import find_cited_keys
from parution.domain import Catalogue, Interests, Part, Reference, Theme
from parution.sources import read
from parution.sources.bibliography_review import review

REPOSITORY = Path(__file__).parents[1]
SVG = "{http://www.w3.org/2000/svg}"
FIGURE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<path>documents/[^)]+\.svg)\)")
RATED = re.compile(
    r"niveaux? (?:de preuve )?\d|grades?|accord d’experts|non gradée?", re.IGNORECASE
)
NARROWEST = 390
"""Units a figure may be wide: one for each pixel of a phone, so that its letters stay legible."""


@pytest.fixture(scope="module")
def sample() -> Catalogue:
    """The sample; a mistake in it fails every test of this file."""
    return read(REPOSITORY).require()


THEMES = sorted(path.parent.name for path in REPOSITORY.glob("themes/2026/*/index.md"))
FIGURES = sorted(
    f"{dossier.parent.name}/{found['path']}"
    for dossier in REPOSITORY.glob("themes/2026/*/dossier.md")
    for found in FIGURE.finditer(dossier.read_text(encoding="utf-8"))
)


def theme(sample: Catalogue, slug: str) -> Theme:
    return sample.themes[f"2026/{slug}"]


def body(sample: Catalogue, slug: str, part: Part) -> str:
    return theme(sample, slug).documents[part].body


def references(sample: Catalogue) -> Iterator[tuple[str, Reference]]:
    for address, one in sample.themes.items():
        for reference in one.references:
            yield f"{address}: {reference.key}", reference


# --- references ----------------------------------------------------------------------------------


def test_a_study_has_a_level_and_never_a_grade(sample: Catalogue) -> None:
    """A level rates a study, a grade rates a recommendation: no record has both."""
    assert [name for name, each in references(sample) if each.level and each.grade] == []


def test_a_whole_document_has_no_grade_but_expert_agreement(sample: Catalogue) -> None:
    """On the HAS's scale, the only grade of a whole document is expert agreement."""
    found = [
        (name, each.grade)
        for name, each in references(sample)
        if each.grade and not each.scheme and each.grade != "AE"
    ]
    assert found == []


def test_addresses_lead_to_the_document(sample: Catalogue) -> None:
    """No reference leads to a site's home page."""
    homes = [
        name
        for name, each in references(sample)
        if (url := each.fields.get("url")) and not urlsplit(url).path.strip("/")
    ]
    assert homes == []


def test_every_cited_document_can_be_found(sample: Catalogue) -> None:
    """`check` warns of no cited reference without link, and has only the accepted warnings."""
    warned = {problem.code for problem in review(sample.themes.values(), date(2026, 11, 26))}
    assert warned <= {"interests-unknown", "no-evidence", "stale-theme"}


def test_known_interests_say_where_they_come_from(sample: Catalogue) -> None:
    """Declared interests come with a sentence, at least in the current year."""
    bare = [
        name
        for name, each in references(sample)
        if name.startswith("2026/")
        and each.interests is Interests.DECLARED
        and not each.interests_note
    ]
    assert bare == []


# --- texts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", THEMES)
def test_a_title_that_asks_ends_with_its_mark(sample: Catalogue, slug: str) -> None:
    """The three titles that are questions keep their question mark."""
    asks = {
        "menstruations": True,
        "declin-cognitif": True,
        "contraception": True,
        "orthopedie-enfant": False,
        "iatrogenie": False,
        "neurosensoriel": False,
    }
    assert theme(sample, slug).title.endswith("?") is asks[slug]


@pytest.mark.parametrize("slug", THEMES)
def test_each_message_leads_into_the_dossier_and_says_how_sure_it_is(
    sample: Catalogue, slug: str
) -> None:
    """Each of the essentials cites, links to a section of the dossier, and ends with its rating."""
    messages = re.findall(r"^\d+\. .*$", body(sample, slug, Part.SUMMARY), re.MULTILINE)
    assert 3 <= len(messages) <= 5
    for message in messages:
        assert find_cited_keys(message), message
        assert re.search(r"\]\(dossier\.md#[\w-]+\)", message), message
        assert RATED.search(message.rpartition("·")[2]), message


@pytest.mark.parametrize("slug", THEMES)
def test_a_dossier_names_unchecked_numbers(sample: Catalogue, slug: str) -> None:
    """Each dossier names the numbers that were checked and those that were not."""
    text = body(sample, slug, Part.DOSSIER)
    said = text.partition("## Chiffres vérifiés, chiffres à vérifier")[2]
    assert "Vérifiés" in said
    assert "Non relus" in said
    assert text.rstrip().endswith("*Contenu de démonstration, non validé médicalement.*")


NUMBERS = {
    "menstruations": ("13,4 points", "53,2", "45 à 53", "58 à 97", "5,6"),
    "declin-cognitif": ("85", "86", "90", "87", "24 fois", "71,4"),
    "contraception": ("2,4", "3,6", "0,75", "33 embolies", "67,2"),
    "orthopedie-enfant": ("72", "48", "59", "7,8°", "74"),
    "iatrogenie": ("8,5", "158 patients", "27", "104 critères", "1,31"),
    "neurosensoriel": ("38,8", "14,6", "2,05", "0,63", "47,5"),
}
"""Numbers on which each dossier's ranking or advice rests."""


@pytest.mark.parametrize("slug", THEMES)
def test_a_dossier_carries_numbers_where_it_ranks(sample: Catalogue, slug: str) -> None:
    """The text has its effect sizes, sensitivities, specificities and absolute risks."""
    text = re.sub(r"\s", " ", body(sample, slug, Part.DOSSIER))
    assert [number for number in NUMBERS[slug] if number not in text] == []


def test_the_french_list_of_today_is_there(sample: Catalogue) -> None:
    """REMEDI[e]S is cited, and the sentence that no French list exists is gone."""
    text = body(sample, "iatrogenie", Part.DOSSIER)
    assert "roux2021remedies" in find_cited_keys(text)
    assert "Aucune n’a été construite" not in text


def test_each_method_cites_its_own_appendix(sample: Catalogue) -> None:
    """The table of eligibility cites the three appendices that it is taken from."""
    text = body(sample, "contraception", Part.DOSSIER)
    assert {"B", "C", "D"} <= set(re.findall(r"@curtis2016usmec, annexe ([A-Z])", text))


def test_no_form_is_a_table_for_a_machine() -> None:
    """Forms to be filled in by hand can be printed: no attachment is CSV."""
    assert list(REPOSITORY.glob("themes/**/*.csv")) == []


# --- figures -------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", THEMES)
def test_a_dossier_has_two_figures_with_words(sample: Catalogue, slug: str) -> None:
    """It has at least two figures, each with a text alternative and a numbered caption."""
    found = list(FIGURE.finditer(body(sample, slug, Part.DOSSIER)))
    assert len({each["path"] for each in found}) >= 2
    assert all(len(each["alt"]) > 60 for each in found)
    captions = re.findall(r"^\*Figure (\d)\.", body(sample, slug, Part.DOSSIER), re.MULTILINE)
    assert captions == [str(number + 1) for number in range(len(found))]


@pytest.mark.parametrize("path", FIGURES)
def test_a_figure_has_a_title_and_a_description(path: str) -> None:
    """A figure has a title and a description, and names them to a screen reader."""
    root = ElementTree.parse(REPOSITORY / "themes/2026" / path).getroot()
    ids = {each.get("id"): each.text for each in root if each.tag in (f"{SVG}title", f"{SVG}desc")}
    assert root.get("role") == "img"
    assert (root.get("aria-labelledby") or "").split() == list(ids) == ["title", "desc"]
    assert all(ids.values())
    assert len(ids["desc"] or "") > 100


@pytest.mark.parametrize("path", FIGURES)
def test_a_figure_is_legible_on_a_phone_by_day_and_night(path: str) -> None:
    """It fits a phone, with letters of 13 units or more, dark colours, and a background."""
    drawing = (REPOSITORY / "themes/2026" / path).read_text(encoding="utf-8")
    width = float(re.search(r'viewBox="0 0 (\d+)', drawing)[1])  # type: ignore[index]
    assert width <= NARROWEST
    assert min(map(float, re.findall(r"font-size: (\d+)px", drawing))) >= 13
    # Said the other way round, these would be words of a script that every site has: a leak.
    assert "@media not all and (prefers-color-scheme: light)" in drawing
    assert "prefers-color-scheme: dark" not in drawing
    assert 'class="ground"' in drawing


@pytest.mark.parametrize("path", FIGURES)
def test_a_figure_is_read_without_colour(path: str) -> None:
    """It has two grays and one blue, and tells things apart by line, shape or words."""
    drawing = (REPOSITORY / "themes/2026" / path).read_text(encoding="utf-8")
    day = drawing.partition("@media")[0]
    for red, green, blue in re.findall(r"#(\w\w)(\w\w)(\w\w)", day):
        parts = [int(each, 16) for each in (red, green, blue)]
        assert parts == sorted(parts), (red, green, blue)
        assert parts[2] - parts[0] <= 60
