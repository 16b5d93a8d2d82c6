"""A theme's downloads from real builds: one HTML file, one PDF."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import pypdf
import pytest

from builders import instant
from parution import pipeline
from parution.language.catalogues import load_translations
from parution.output.pdf import tools, typesetting, typst_program
from parution.output.pdf.booklet_data import TypstInput
from parution.private_store import PrivateStore
from tiny_project import FILES, GROUP, MKDOCS, Changes, changed, tiny_project

BEFORE = instant("2026-09-25T12:00+02:00")
"""The references are open, the dossier is not."""
AFTER = instant("2026-10-08T23:00+02:00")

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="20">'
    '<title>Une échelle</title><text y="15">MOTDUDESSIN</text></svg>'
)
DOSSIER = """\
## Évaluer

L’échelle est validée [@durand2019, p. 12]. Voir la [vignette](preparation.md), le [corrigé](commentary.md),
la [grille](documents/grille.csv), le [schéma](documents/schema.svg) et [la HAS](https://www.has-sante.fr/).

![Une échelle](documents/schema.svg)

## Traiter

De même ici [@durand2019]. MOTDUDOSSIER.
"""  # noqa: E501
LONG = ("Un long paragraphe. " * 60 + "\n\n") * 6
"""A text longer than a page, so that the dossier's sections are on different pages."""

PROJECT: Changes = {
    "themes/2026/douleur/dossier.md": DOSSIER.replace("## Traiter", f"{LONG}## Traiter"),
    "themes/2026/douleur/commentary.md": "MOTDUCOMMENTAIRE. [Fiche](documents/fiche.txt).\n",
    "themes/2026/douleur/documents/schema.svg": DRAWING,
    "themes/2026/douleur/documents/fiche.txt": "MOTDELAFICHE\n",
    "groups/craon.yml": GROUP.replace("Blain", "Craon"),
}


@dataclass(frozen=True)
class Built:
    """A built project."""

    outcome: pipeline.Outcome

    def file(self, ending: str, group: str = "blain", audience: str = "member") -> Path:
        """Return the path of a booklet, whether or not it exists."""
        (folder,) = (
            plan.folder
            for plan in self.outcome.plans
            if (plan.site.group, plan.site.audience) == (group, audience)
        )
        return self.outcome.site_dir / folder / f"2026/douleur/douleur.{ending}"

    def html(self, **whose: str) -> str:
        return self.file("html", **whose).read_text()

    def pdf(self, **whose: str) -> pypdf.PdfReader:
        return pypdf.PdfReader(io.BytesIO(self.file("pdf", **whose).read_bytes()))


def build(project: Path, at: datetime) -> Built:
    return Built(pipeline.build(project, project / "mkdocs.yml", at, project / "site"))


@pytest.fixture(scope="module", autouse=True)
def _same_secret() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PARUTION_SECRET", "un secret pour les tests, assez long")
        yield


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tiny_project(tmp_path_factory.mktemp("before"), PROJECT), BEFORE)


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tiny_project(tmp_path_factory.mktemp("after"), PROJECT), AFTER)


def read_text(pdf: pypdf.PdfReader) -> str:
    return "\n".join(page.extract_text() for page in pdf.pages)


class Elements(HTMLParser):
    """Collects every element with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def values(self, name: str) -> list[str]:
        return [given[name] or "" for _, given in self.found if name in given]


# --- one file of HTML ----------------------------------------------------------------------------


def test_the_file_asks_for_nothing_beside_it(after: Built) -> None:
    """Every address is inside the file, or a link that a reader chooses to follow."""
    elements = Elements(after.html())
    assert not [tag for tag, _ in elements.found if tag in ("link", "script", "iframe", "object")]
    assert all(value.startswith("data:") for value in elements.values("src"))
    assert all(re.match(r"#|data:|https?://|mailto:", value) for value in elements.values("href"))
    assert "url(" not in after.html()
    assert "@import" not in after.html()


METAS = {
    "robots": "noindex,nofollow,noarchive",
    "referrer": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; img-src data:; style-src 'unsafe-inline'",
}


@pytest.mark.parametrize("name", METAS)
def test_the_file_is_as_discreet_as_a_page(after: Built, name: str) -> None:
    """Opened on a site, no search engine lists it, no link tells its address, nothing runs."""
    metas = [given for tag, given in Elements(after.html()).found if tag == "meta"]
    said = [each["content"] for each in metas if name in (each.get("name"), each.get("http-equiv"))]
    assert said == [METAS[name]]


HERS = (
    "Exemplaire pour animateur ou animatrice, à ne pas transmettre. Fermé aux membres : "
    "Résumés des documents, L’essentiel, Dossier, Commentaires de cas, Guide de l’animateur."
)


def plain(text: str) -> str:
    return " ".join(text.split())


def test_a_facilitators_document_says_that_it_is_hers(before: Built) -> None:
    """Screen and cover name the parts that her members do not see; each foot says whose it is."""
    html = re.sub("</?span[^>]*>", "", before.html(audience="facilitator"))
    assert HERS in plain(html)
    pages = [plain(page.extract_text()) for page in before.pdf(audience="facilitator").pages]
    assert HERS in pages[0]
    assert all("Exemplaire pour animateur" in page for page in pages)


def test_a_members_document_has_no_such_notice(before: Built, after: Built) -> None:
    """A member's document has no such notice."""
    for built in (before, after):
        assert "Exemplaire" not in built.html() + read_text(built.pdf())


def test_the_file_says_that_parts_may_lack(before: Built) -> None:
    """Read apart from the site, it says that it holds the parts that were open."""
    assert "les parties qui étaient ouvertes quand il a été emporté" in plain(before.html())


def test_the_file_says_that_interests_are_unknown(tmp_path: Path) -> None:
    """Where the authors declared nothing, it does not pass over it."""
    index = "themes/2026/douleur/index.md"
    silent = re.sub("(?m)^interests: .*\n", "", FILES[index])
    html = build(tiny_project(tmp_path, {**PROJECT, index: silent}), BEFORE).html()
    assert "Les auteurs n’ont pas déclaré leurs liens d’intérêts." in html


def test_every_link_within_the_file_leads_somewhere(after: Built) -> None:
    """Citations, chapters and annexes are found, and no identifier is given twice."""
    elements = Elements(after.html())
    names = elements.values("id")
    assert len(names) == len(set(names))
    assert {value[1:] for value in elements.values("href") if value[0] == "#"} <= set(names)


def test_no_slot_stays_open(after: Built) -> None:
    """Every slot is filled or removed."""
    assert not re.search("[\ufdd0-\ufdef]", after.html())


def test_the_file_holds_every_visible_part(after: Built) -> None:
    """After the meeting a member's file has every part but the guide."""
    found = re.findall(r'<section class="chapter chapter--(\w+)"', after.html())
    assert found == [
        "presentation", "preparation", "summary", "dossier", "commentary", "references", "sources"
    ]  # fmt: skip


def test_citations_are_numbered_within_each_part(after: Built) -> None:
    """A number leads to the list at the end of its own part."""
    assert re.search(r'href="#dossier-ref-durand2019"[^>]*>1</a>', after.html())
    assert re.search(r'href="#summary-ref-durand2019"[^>]*>1</a>', after.html())


def test_the_contents_list_parts_and_their_sections(after: Built) -> None:
    """The contents go two levels deep, without the lists of references."""
    found = re.findall(r'<li class="contents__(\d)"><a href="#([^"]+)">', after.html())
    assert ("1", "dossier-title") in found
    assert ("2", "dossier-evaluer") in found
    assert not [anchor for _, anchor in found if anchor.endswith("-references")]


def test_images_and_drawings_travel_along(after: Built) -> None:
    """An image is inlined in its place; a linked drawing is shown at the end too."""
    drawn = [value for value in Elements(after.html()).values("src") if "image/svg+xml" in value]
    assert len(drawn) == 2  # In its place, and at the end.
    assert "<figcaption>Une échelle</figcaption>" in after.html()


def test_other_attachments_can_be_saved_from_the_file(after: Built) -> None:
    """The link of a table or a note contains the file."""
    assert re.search(r'href="data:text/csv;base64,[^"]+" download="grille.csv"', after.html())


def test_a_link_to_a_visible_part_leads_to_its_chapter(after: Built) -> None:
    """A link to another part's page leads to that part's chapter."""
    assert '<a href="#preparation">vignette</a>' in after.html()


def test_both_documents_have_the_notice_of_the_association(after: Built) -> None:
    """Both documents have the notice that every page has."""
    assert "Contenu de démonstration." in after.html()
    assert read_text(after.pdf()).count("Contenu de démonstration.") >= len(after.pdf().pages)


# --- nothing hidden ------------------------------------------------------------------------------


HIDDEN_BEFORE = ["MOTDUDOSSIER", "MOTDUCOMMENTAIRE", "MOTDELAFICHE", "Laissez parler", "Traiter"]


@pytest.mark.parametrize("word", HIDDEN_BEFORE)
def test_no_word_of_a_hidden_part_is_in_any_document(before: Built, word: str) -> None:
    """Before the meeting neither a member's HTML file nor her PDF has a hidden word."""
    assert word not in before.html()
    assert word not in read_text(before.pdf())


@pytest.mark.parametrize("ending", ["html", "pdf"])
def test_a_hidden_change_changes_no_byte(before: Built, tmp_path: Path, ending: str) -> None:
    """Changes of hidden texts, attachments and the guide change no byte of a member's documents."""
    hidden = {
        "themes/2026/douleur/dossier.md": "## Autre\n\nTout autre [@durand2019].\n",
        "themes/2026/douleur/commentary.md": "Autre.\n",
        "themes/2026/douleur/guide.md": "Autre.\n",
        "themes/2026/douleur/documents/schema.svg": None,
        "themes/2026/douleur/documents/fiche.txt": None,
        "themes/2026/douleur/documents/grille.csv": None,
    }
    other = build(tiny_project(tmp_path, {**PROJECT, **hidden}), BEFORE)
    assert other.file(ending).read_bytes() == before.file(ending).read_bytes()


def test_a_visible_change_changes_the_documents(before: Built, tmp_path: Path) -> None:
    """A visible change does change the documents, so the test above could fail."""
    shown = {"themes/2026/douleur/preparation.md": "Tout autre.\n"}
    other = build(tiny_project(tmp_path, {**PROJECT, **shown}), BEFORE)
    for ending in ("html", "pdf"):
        assert other.file(ending).read_bytes() != before.file(ending).read_bytes()


def test_a_link_to_a_hidden_part_loses_its_address(before: Built, tmp_path: Path) -> None:
    """The words of a link to a hidden part stay, without its address."""
    linking = {"themes/2026/douleur/preparation.md": "Voir le [dossier](dossier.md).\n"}
    other = build(tiny_project(tmp_path, {**PROJECT, **linking}), BEFORE)
    assert "Voir le <a>dossier</a>." in other.html()


def test_the_guide_is_in_the_facilitator_s_documents_alone(after: Built) -> None:
    """The facilitator's documents contain the guide, and no others do."""
    assert "Laissez parler" in after.html(audience="facilitator")
    assert "Laissez parler" in read_text(after.pdf(audience="facilitator"))
    assert "Laissez parler" not in after.html()


def test_a_theme_of_which_only_the_presentation_is_open_has_no_document(before: Built) -> None:
    """With the presentation alone, as on the public site, there is no document."""
    assert not list(before.outcome.site_dir.glob("2026/douleur/douleur.*"))
    assert "douleur.html" not in (before.outcome.site_dir / "2026/douleur/index.html").read_text()


def test_a_draft_theme_has_no_document(tmp_path: Path) -> None:
    """No site offers a document of a draft."""
    draft = changed("themes/2026/douleur/index.md", "keywords:", "draft: true\nkeywords:")
    built = build(tiny_project(tmp_path, {**PROJECT, **draft}), AFTER)
    assert not list(built.outcome.site_dir.rglob("douleur.*"))


def test_groups_that_show_the_same_parts_share_one_file(after: Built) -> None:
    """Documents do not depend on groups: equal ones are one file with several names."""
    for ending in ("html", "pdf"):
        assert after.file(ending).samefile(after.file(ending, group="craon"))


# --- the PDF -------------------------------------------------------------------------------------


def test_the_pdf_is_tagged_for_accessibility(after: Built) -> None:
    """The PDF declares its structure, its language and its title."""
    catalogue = after.pdf().root_object
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "fr"
    assert catalogue["/StructTreeRoot"]["/K"]
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert after.pdf().metadata.title == "La douleur\u00a0: écouter, évaluer – Dossiers"
    assert b"pdfuaid" in after.pdf().xmp_metadata.stream.get_data()


def test_drawings_are_set_in_their_place_and_at_the_end(after: Built) -> None:
    """The PDF has a drawing in its place and at the end, with readable text."""
    assert read_text(after.pdf()).count("MOTDUDESSIN") == 2


def test_every_page_is_a4_and_numbered(after: Built) -> None:
    """Every page is A4 and numbered, so that a loose one finds its place."""
    pages = after.pdf().pages
    for number, page in enumerate(pages, start=1):
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
        assert f"{number} / {len(pages)}" in page.extract_text()


def test_the_contents_give_the_right_pages(after: Built) -> None:
    """The contents give the page on which each part begins."""
    pages = [page.extract_text() for page in after.pdf().pages]
    said = re.search(r"Dossier[ .]*(\d+)", pages[0])
    assert said
    assert "Évaluer" in pages[int(said[1]) - 1]


def test_the_pdf_can_be_leafed_through_by_its_outline(after: Built) -> None:
    """Its bookmarks are the parts, with their sections below."""
    parts = [entry.title for entry in after.pdf().outline if not isinstance(entry, list)]
    assert parts[:2] == ["Présentation", "Préparer la réunion"]


def test_a_cited_reference_is_at_the_foot_of_the_page(after: Built) -> None:
    """The foot of a page has the cited reference's author and interests."""
    pages = [" ".join(page.extract_text().split()) for page in after.pdf().pages]
    (first,) = [page for page in pages if "L’échelle est validée" in page]
    assert first.index("Une échelle de la douleur") > first.index("[1, p. 12]")
    assert "Aucun lien d’intérêts déclaré" in first
    (later,) = [page for page in pages if "MOTDUDOSSIER" in page]
    whole = pages.index(first) + 1
    assert (
        f"Durand A et al. · Grade B · Niveau de preuve 2 · référence entière p.\u00a0{whole}"
        in later.replace("p. ", "p.\u00a0")
    )


def test_the_same_sources_make_the_same_bytes(after: Built, tmp_path: Path) -> None:
    """In another place, at another time, every document has the same bytes."""
    again = build(tiny_project(tmp_path, PROJECT), AFTER)
    for ending in ("html", "pdf"):
        assert again.file(ending).read_bytes() == after.file(ending).read_bytes()


# --- when PDFs are made --------------------------------------------------------------------------


@pytest.fixture
def booklets_set(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the booklets that are set, without meetings' sheets."""
    titles: list[str] = []
    usual = typst_program.typeset_pdf
    monkeypatch.setattr(
        typst_program,
        "typeset_pdf",
        lambda sheets, folder: note_titles(titles, sheets) or usual(sheets, folder),
    )
    return titles


def note_titles(titles: list[str], typst_input: TypstInput) -> None:
    if typst_input.template == "booklet.typ":
        titles.append(typst_input.title)


def test_a_document_is_set_once(tmp_path: Path, booklets_set: list[str]) -> None:
    """Another build sets nothing, even into another folder; an edit sets its own documents."""
    project = tiny_project(tmp_path, PROJECT)
    build(project, BEFORE)
    assert len(booklets_set) == 2  # One for members and readers, one for facilitators.
    booklets_set.clear()
    build(project, BEFORE)
    pipeline.build(project, project / "mkdocs.yml", BEFORE, tmp_path / "elsewhere")
    assert booklets_set == []
    tiny_project(project, {**PROJECT, "themes/2026/douleur/guide.md": "Écoutez.\n"})
    build(project, BEFORE)
    assert len(booklets_set) == 1


def test_other_templates_set_published_documents_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With other templates every published document is set again, even without an edit."""
    project = tiny_project(tmp_path, PROJECT)
    built = build(project, BEFORE)
    before = built.file("pdf").read_bytes()
    templates = shutil.copytree(tools.list_template_files()[0].parent, tmp_path / "templates")
    look = templates / "look.typ"
    look.write_text(look.read_text().replace("size: 11pt", "size: 14pt"))
    monkeypatch.setattr(tools, "list_template_files", lambda: sorted(templates.glob("*.typ")))
    monkeypatch.setattr(typst_program, "list_template_files", tools.list_template_files)
    monkeypatch.setattr(pipeline, "digest_toolchain", tools.digest_toolchain.__wrapped__)
    monkeypatch.setattr(typesetting, "digest_toolchain", tools.digest_toolchain.__wrapped__)
    assert build(project, BEFORE).file("pdf").read_bytes() != before


def test_pdf_can_be_turned_off(tmp_path: Path) -> None:
    """If ``mkdocs.yml`` turns PDF off, none is set and no link leads to one."""
    built = build(
        tiny_project(tmp_path, {**PROJECT, "mkdocs.yml": f"{MKDOCS}      pdf: false\n"}), AFTER
    )
    assert built.file("html").exists()
    assert not built.file("pdf").exists()
    page = built.file("html").with_name("index.html").read_text()
    assert "douleur.html" in page
    assert "douleur.pdf" not in page


def test_a_missing_character_is_a_warning(tmp_path: Path) -> None:
    """A warning names the theme and the missing character, at every build."""
    odd = {"themes/2026/douleur/preparation.md": "Un idéogramme : 日.\n"}
    project = tiny_project(tmp_path, {**PROJECT, **odd})
    for _ in range(2):
        built = Built(pipeline.build(project, project / "mkdocs.yml", BEFORE, tmp_path / "site"))
        (said,) = {remark.text(load_translations("fr").gettext) for remark in built.outcome.remarks}
        assert said == (
            "Dans le PDF de «\u00a0La douleur\u00a0: écouter, évaluer – Dossiers\u00a0», un carré"
            " remplace des caractères que sa police n’a pas\u00a0: 日 (U+65E5)."
        )
        shutil.rmtree(tmp_path / "site")


def test_progress_is_reported(tmp_path: Path) -> None:
    """The number of documents set is reported, out of how many, until all are."""
    told: list[tuple[int, int]] = []
    project = tiny_project(tmp_path, PROJECT)
    store = PrivateStore(project)
    prepared = pipeline.prepare(project, project / "mkdocs.yml", store)
    pipeline.write_sites(
        prepared, store, BEFORE, tmp_path / "site", progress=lambda *how: told.append(how)
    )
    assert told == [(done, 6) for done in range(1, 7)]
