"""Typst sets a document with its structure, its notes, its tables, its type."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from output.pdf.setting import Made, author, chapter, cited, document, drawing, read, set_once
from parution.output.pdf import typst_program
from parution.output.pdf.fallbacks import keep_words_alone
from parution.output.pdf.typst_program import typeset_pdf
from parution.pdf_text import unpack_streams

HEADS = "".join(f"<th>Colonne {number}</th>" for number in range(1, 8))
CELL = "<td>Quelques mots ordinaires dans une cellule</td>"
SEVEN_COLUMNS = (
    f"<table><thead><tr>{HEADS}</tr></thead><tbody>"
    + f"<tr>{CELL * 7}</tr>" * 6
    + "</tbody></table>"
)
MANY_COLUMNS = (
    "<p>Avant.</p><table><thead><tr>"
    + "".join(f"<th>Médicament {number}</th>" for number in range(15))
    + "</tr></thead><tbody>"
    + f"<tr>{'<td>100 mg par jour</td>' * 15}</tr>" * 6
    + "</tbody></table><p>Après.</p>"
)
TEXT = "Une phrase de longueur moyenne, comme il y en a dans un dossier. "


# --- structure -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made() -> Made:
    """A document with one of everything."""
    return Made.of(
        f"<h3>Évaluer</h3><p>Un texte {cited(1)}, <em>puis</em> "
        '<span lang="en">a quotation</span> et <a href="https://www.has-sante.fr/">un lien</a>.</p>'
        f"<figure>{drawing()}<figcaption>Une légende</figcaption></figure>"
        "<table><thead><tr><th>Signe</th><th>Sens</th></tr></thead>"
        "<tbody><tr><td>Fièvre</td><td>Infection</td></tr></tbody></table>"
        f"<h4>Traiter</h4><p>De même {cited(1)}.</p>",
        [1],
    )


def test_the_pdf_declares_pdf_ua(made: Made) -> None:
    """The PDF declares ISO 14289-1, against which it was checked while it was written."""
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made.reader.xmp_metadata.stream.get_data()
    assert made.reader.root_object["/MarkInfo"]["/Marked"]
    assert made.reader.root_object["/Lang"] == "fr"


def test_the_foot_of_a_facilitators_copy_is_short() -> None:
    """The foot says whose copy it is; the cover alone lists the parts closed to the members."""
    mark = '<span class="copy__mark">Exemplaire de l’animateur.</span>'
    copy = f'<p class="copy">{mark} Fermé aux membres : Dossier.</p><dl'
    data, _ = set_once(document(chapter("<p>Texte.</p>")).replace("<dl", copy, 1))
    cover, *others = Made(data).pages
    assert "Fermé aux membres" in cover
    assert all("Exemplaire de l’animateur." in page for page in others)
    assert not any("Fermé aux membres" in page for page in others)


def test_the_heads_of_a_table_have_a_scope(made: Made) -> None:
    """Header cells have a scope, so that a screen reader announces them with each cell."""
    assert [made.attributes(each)["/Scope"] for each in made.tagged("TH")] == ["/Column"] * 2
    assert len(made.tagged("TD")) == 2


def test_a_footnote_is_a_note_with_a_reference_to_it(made: Made) -> None:
    """In the structure a note follows its call."""
    roles = [str(each["/S"]) for each in made.tagged("Reference", "Note")]
    assert (roles[0], roles.count("/Note")) == ("/Reference", 1)


def test_a_figure_is_described(made: Made) -> None:
    """A figure has its author's description, and its caption is tagged as one."""
    (figure,) = made.tagged("Figure")
    assert figure["/Alt"] == "Une échelle"
    assert len(made.tagged("Caption")) == 1


def test_a_picture_is_on_the_page_of_its_caption() -> None:
    """A picture and the paragraph below, its author's caption, are on one page."""
    pairs = [
        "<p>Du texte.</p>" * (number % 11)
        + f"<p>{drawing(f'DESSIN{number:03}')}</p><p><em>Figure {number:03}.</em></p>"
        for number in range(120)
    ]
    for page in Made.of("".join(pairs)).pages:
        assert re.findall(r"DESSIN(\d+)", page) == re.findall(r"Figure (\d+)", page)


def test_a_picture_that_only_decorates_is_no_figure() -> None:
    """A picture with an empty description is not tagged as a figure."""
    assert Made.of(f"<p>{drawing(alt='')}</p>").tagged("Figure") == []


def test_a_quotation_is_in_its_language(made: Made) -> None:
    """An English quotation is tagged as English, the rest as French."""
    spoken = dict(re.findall(rb"/Lang\((\w+)\)>>BDC(.*?)EMC", draw_page(made, 1), re.DOTALL))
    assert set(spoken) == {b"fr", b"en"}


def draw_page(made: Made, page: int) -> bytes:
    return made.reader.pages[page].get_contents().get_data()


def test_headings_are_bookmarks_two_levels_deep(made: Made) -> None:
    """Bookmarks are the parts, with their sections below."""
    part, sections = made.reader.outline
    assert part.title == "Dossier"
    assert [each.title for each in sections] == ["Évaluer"]


def test_the_contents_list_no_summary_of_a_document() -> None:
    """The contents omit documents' summaries, which are many; bookmarks lead to each."""
    text = chapter("<h3>Durand 2019</h3><p>Une étude.</p>", part="sources")
    made = Made(*set_once(document(chapter("<h3>Évaluer</h3><p>x</p>"), text)))
    assert "Évaluer" in made.pages[0]
    assert "Durand" not in made.pages[0]
    assert [each.title for each in made.reader.outline[3]] == ["Durand 2019"]


def test_headings_leave_no_level_out() -> None:
    """Heading levels have no gap, whatever the author wrote; a heading in a list is none."""
    jumping = Made.of("<h6>Un</h6><p>x</p><h3>Deux</h3><h6>Trois</h6><ul><li><h3>y</h3></li></ul>")
    contents, *roles = jumping.tagged("H1", "H2", "H3", "H4", "H5", "H6")
    assert contents["/S"] == "/H1"
    assert [str(each["/S"]) for each in roles] == ["/H1", "/H2", "/H2", "/H3"]


def test_a_link_out_can_be_followed(made: Made) -> None:
    """A link's address is in the PDF, and its words are tagged as a link."""
    annotations = [
        each.get_object() for page in made.reader.pages for each in page.get("/Annots", [])
    ]
    addresses = [each["/A"]["/URI"] for each in annotations if "/URI" in each.get("/A", {})]
    assert addresses == ["https://www.has-sante.fr/"]


def test_one_family_is_embedded_with_its_own_italic(made: Made) -> None:
    """The PDF embeds one font family with a real italic, and no font of the machine."""
    fonts = [
        font.get_object()
        for page in made.reader.pages
        for font in page["/Resources"].get("/Font", {}).values()
    ]
    names = {str(font["/BaseFont"]).partition("+")[2] for font in fonts}
    assert {name.partition("-")[0] for name in names} == {"LibertinusSerif"}
    assert "LibertinusSerif-Italic-Identity-H" in names
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert "/FontFile3" in descriptor


def test_a_drawing_stays_a_drawing(made: Made) -> None:
    """A drawing stays vectors, and its words stay text."""
    assert "MOTDUDESSIN" in made.text
    assert not any(page.images for page in made.reader.pages)


# --- text is data --------------------------------------------------------------------------------

CODE = '#import "x" $x^2$ *a* _b_ = T @ref &lt;lab&gt; // c /* d */ -- ~ [x] #emph[y] \\u{1} `e`'


def test_no_text_is_code() -> None:
    """Characters that mean something to Typst are set as they were written."""
    assert CODE.replace("&lt;", "<").replace("&gt;", ">") in Made.of(f"<p>{CODE}</p>").text


def test_code_is_set_as_it_is() -> None:
    """Code keeps its author's lines and marks."""
    made = Made.of(f"<pre><code>{CODE}\n  deux</code></pre>")
    assert "#import" in made.text
    assert "deux" in made.text


# --- notes ---------------------------------------------------------------------------------------


def find_calls_and_notes(text: str) -> tuple[set[int], set[int]]:
    """Return the numbers that a page cites, and those of the references at its foot."""
    calls = {int(each) for each in re.findall(r"\d+", " ".join(re.findall(r"\[([\d,]+)\]", text)))}
    return calls, {int(each) for each in re.findall(r"Auteur(\d+)x", text)}


MANY = range(1, 46)
CITING = {
    "forty-five notes at the end of a document": (
        "".join(f"<p>{TEXT * 2}{cited(number)}</p>" for number in MANY), MANY,
    ),
    "twelve references at one place": (
        f"<p>{TEXT * 36}</p><p>Douze {cited(*range(1, 13))}.</p><p>{TEXT * 20}</p>", range(1, 13),
    ),
    "several calls on every line": (
        "<p>" + "".join(f"Ici {cited(n)} et là {cited(n + 1)}, " for n in range(1, 60)) + "</p>",
        range(1, 61),
    ),
    "the same ones again and again": (
        "".join(f"<h3>S{n}</h3><p>{TEXT * 4}{cited(n % 5 + 1)} {TEXT}{cited(n % 3 + 1)}.</p>"
                for n in range(40)),
        range(1, 6),
    ),
    "in a table over pages": (
        "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody>"
        + "".join(f"<tr><td>{TEXT}</td><td>{cited(n)}</td></tr>" for n in MANY)
        + "</tbody></table>",
        MANY,
    ),
    "in boxes and lists": (
        "".join(
            f'<div class="admonition tip"><p class="admonition-title">T</p><p>{TEXT}{cited(n)}</p>'
            f"</div><ul><li>{TEXT}{cited(n + 1, n + 2)}</li></ul>"
            for n in range(1, 40)
        ),
        range(1, 42),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "references"), CITING.values(), ids=CITING)
def test_each_page_has_its_references_at_its_foot(text: str, references: Iterable[int]) -> None:
    """The foot of a page has every reference that the page cites, and no other."""
    for page in Made.of(text, references).pages[1:]:
        calls, notes = find_calls_and_notes(page)
        assert calls == notes


def test_a_page_says_a_reference_once() -> None:
    """A page with several citations of one reference has it once."""
    made = Made.of(f"<p>Un {cited(1)}.</p><h3>Deux</h3><p>Deux {cited(1)}, {cited(1)}.</p>", [1])
    assert made.text.count(author(1)) == 1


def test_a_later_page_points_back() -> None:
    """A repeated reference is short: author, evidence, and where the full one is."""
    made = Made.of(f"<p>Un {cited(1)}.</p><p>{TEXT * 60}</p><p>Deux {cited(1)}.</p>", [1])
    assert "A pain scale" in made.pages[1]
    later = " ".join(made.pages[-1].split())
    assert (
        f"1 {author(1)} A et al. · Grade B · Niveau de preuve 2 · whole reference on p. 2" in later
    )
    assert "A pain scale" not in later


def test_a_number_within_a_range_has_its_note() -> None:
    """A number inside a range has its note, though the text does not print it."""
    hidden = '<span id="c2" data-key="2"></span>'
    first, last = (f'<a class="citation" href="#dossier-ref-{n}">{n}</a>' for n in (1, 3))
    made = Made.of(f'<p><span class="citations">[{first}-{hidden}{last}]</span></p>', [1, 2, 3])
    assert "[1-3]" in made.text
    assert all(author(number) in made.text for number in (1, 2, 3))


def test_an_author_s_own_note_has_a_letter() -> None:
    """An author's note has a letter, unlike a reference, and may cite one itself."""
    call = '<sup id="r"><a class="footnote-ref" href="#dossier-fn:1">1</a></sup>'
    said = f'<p>Sauf la nuit {cited(1)}. <a class="footnote-backref">↩</a></p>'
    notes = f'<div class="footnote"><ol><li id="dossier-fn:1">{said}</li></ol></div>'
    made = Made.of(f"<p>Toujours{call}.</p>{notes}", [1])
    assert "a Sauf la nuit [1]." in made.text
    assert "↩" not in made.text
    assert author(1) in made.text


def test_notes_at_the_end_of_a_summary_are_set_once() -> None:
    """A document's summary has its notes at its end, and one called twice appears there once."""
    call = '<sup><a class="footnote-ref" href="#dossier-fn:1">1</a></sup>'
    said = '<p>Sauf la nuit. <a class="footnote-backref" href="#x">↩</a></p>'
    notes = f'<div class="footnote"><hr><ol><li id="dossier-fn:1">{said}</li></ol></div>'
    made = Made.of(f"<section><p>Toujours{call}, souvent{call}.</p>{notes}</section><p>Fin.</p>")
    assert made.text.count("Sauf la nuit") == 1
    assert made.lost == ()


def test_a_note_of_a_heading_is_not_in_the_contents() -> None:
    """The contents show the number alone; the reference is on the heading's page."""
    made = Made.of(f'<h3 id="x">Évaluer {cited(1)}</h3><p><a href="#x">Plus haut</a>.</p>', [1])
    assert author(1) not in made.pages[0]
    assert author(1) in made.pages[1]


def test_a_list_begins_at_its_number() -> None:
    """A list whose author begins it at four, after a remark, begins at four on paper."""
    assert "4. Quatre" in Made.of('<ol start="4"><li>Quatre</li><li>Cinq</li></ol>').text


def test_a_ticked_box_is_ticked() -> None:
    """Tasks that are done differ on paper from those to do."""
    boxes = '<li><input type="checkbox" checked> Fait</li><li><input type="checkbox"> À faire</li>'
    text = Made.of(f"<ul>{boxes}</ul>").text
    assert "☑ Fait" in text
    assert "☐ À faire" in text


@pytest.mark.parametrize(
    ("name", "mark"),
    [("em", "em"), ("strong", "strong"), ("sub", "sub"), ("sup", "sup"), ("del", "del"),
     ("s", "del"), ("code", "code"), ("mark", "mark")],
)  # fmt: skip
def test_a_mark_within_a_text_stays(name: str, mark: str) -> None:
    """Marks of the page are marks on paper: a struck dose, the 2 of CO₂."""
    content = json.loads(read(document(chapter(f"<p>a <{name}>MOT</{name}> b</p>"))).content)
    assert content["chapters"][0]["c"][-1]["c"] == ["a ", {"k": mark, "c": ["MOT"]}, " b"]


def test_an_address_that_is_none_of_the_web_is_no_link() -> None:
    """A program, or a file of the reader's machine, is at the end of no link."""
    links = '<a href="javascript:alert(1)">a</a> <a href="file:///etc/passwd">b</a>'
    annotated = [page for page in Made.of(f"<p>{links}</p>").reader.pages[1:] if "/Annots" in page]
    assert annotated == []


def test_a_declaration_of_interests_is_on_paper() -> None:
    """The declaration stands in brackets behind the badge that says that there is one."""
    badges = (
        '<span class="badges"><span class="badge">Liens déclarés</span>'
        ' <span class="interests-note">Honoraires d’Astra</span></span>'
    )
    assert "Liens déclarés (Honoraires d’Astra)" in Made.of(f"<p>Petit 2021. {badges}</p>").text


def test_the_head_of_a_page_names_its_own_part() -> None:
    """Whoever opens the document in its middle sees at the head which part this is."""
    parts = (chapter(f"<p>{TEXT * 60}</p>"), chapter("<p>Fin.</p>", part="commentary"))
    first, last = (Made(*set_once(document(*parts))).pages[page] for page in (1, -1))
    assert "Dossier" in first
    assert last.count("Commentary") == 2
    assert "Dossier" not in last.replace("Dossiers", "")


def test_the_foot_of_a_page_says_how_many_there_are() -> None:
    """Page two of three says so, with the association's notice beside it."""
    pages = Made.of(f"<p>{TEXT * 60}</p>").pages
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert f"{number} / {len(pages)}" in page
        assert "Contenu de démonstration." in page


def test_a_note_longer_than_a_page_is_all_there(tmp_path: Path) -> None:
    """A long note goes on at the foot of the next page, and is not cut at the edge."""
    call = '<sup id="r"><a class="footnote-ref" href="#dossier-fn:1">1</a></sup>'
    said = f"<p>{TEXT * 300} DERNIERMOT.</p>"
    notes = f'<div class="footnote"><ol><li id="dossier-fn:1">{said}</li></ol></div>'
    made = Made.of(f"<p>Toujours{call}.</p>{notes}")
    assert "DERNIERMOT" in made.text
    assert all(page.is_empty_at_its_edges for page in draw_pages(made, tmp_path))


# --- tables --------------------------------------------------------------------------------------


def sizes(made: Made) -> list[tuple[int, int]]:
    return [(round(page.mediabox.width), round(page.mediabox.height)) for page in made.reader.pages]


UPRIGHT, TURNED = (595, 842), (842, 595)


def test_a_table_of_seven_columns_fits_an_upright_page() -> None:
    """A table of seven columns fits an upright page by wrapping its cells."""
    assert set(sizes(Made.of(SEVEN_COLUMNS))) == {UPRIGHT}


def test_a_table_of_many_columns_has_a_page_turned_on_its_side() -> None:
    """A wide table has a landscape page, and the text around it upright ones."""
    made = Made.of(MANY_COLUMNS)
    assert [
        size for size, page in zip(sizes(made), made.pages, strict=True) if "Médicament" in page
    ] == [TURNED]
    assert {
        size for size, page in zip(sizes(made), made.pages, strict=True) if "Avant." in page
    } == {UPRIGHT}


LONG = {
    "seven columns": SEVEN_COLUMNS,
    "many columns": MANY_COLUMNS,
    "far too many columns": "<table><tr>"
    + "<th>anticonstitutionnellement</th>" * 40
    + "</tr></table>",
    "an endless word": f"<p>{'x' * 400}</p><table><tr><td>{'y' * 400}</td><td>z</td></tr></table>",
    "an address": "<p>https://www.example.org/" + "abc/" * 60 + "</p>",
    "a table in a list": f"<ul><li>x{MANY_COLUMNS}</li></ul>",
    "a wide drawing": f"<p>{drawing().replace('width%3D%22200%22', 'width%3D%222000%22')}</p>",
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_nothing_is_cut_at_the_edge(text: str, tmp_path: Path) -> None:
    """Ten millimetres around every page are empty."""
    for page in draw_pages(Made.of(text), tmp_path):
        assert page.is_empty_at_its_edges


class Page:
    """A page as a printer would show it, in shades of grey."""

    def __init__(self, pgm: bytes) -> None:
        _, size, _, self._pixels = pgm.split(b"\n", 3)
        self.width, self.height = map(int, size.split())

    @property
    def is_empty_at_its_edges(self) -> bool:
        edge = 14  # Pixels: 10 mm.
        rows = [self._pixels[at * self.width : (at + 1) * self.width] for at in range(self.height)]
        outer = [*rows[:edge], *rows[-edge:], *(row[:edge] + row[-edge:] for row in rows)]
        return all(set(row) <= {255} for row in outer)


def draw_pages(made: Made, folder: Path) -> list[Page]:
    """Return the pages as pictures, 36 dots an inch."""
    (folder / "made.pdf").write_bytes(made.data)
    command = ["pdftoppm", "-gray", "-r", "36", folder / "made.pdf", folder / "page"]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return [Page(path.read_bytes()) for path in sorted(folder.glob("page-*.pgm"))]


def test_the_head_of_a_table_is_repeated_on_every_page() -> None:
    """A table's head is repeated on every page, and read aloud once."""
    made = Made.of(
        "<table><thead><tr><th>Signe</th></tr></thead><tbody>"
        + f"<tr><td>{TEXT}</td></tr>" * 80
        + "</tbody></table>"
    )
    assert len(made.pages) > 2
    assert all("Signe" in page for page in made.pages[1:])
    assert len(made.tagged("TH")) == 1


# --- the list of references ----------------------------------------------------------------------


def test_the_list_of_references_has_two_columns() -> None:
    """The lines of the list begin at two places."""
    items = "".join(
        f'<li class="reference-item"><p class="reference">{author(n)} A. Titre. Exercer.</p></li>'
        for n in range(80)
    )
    listing = chapter(f'<ul class="reference-list">{items}</ul>', part="references")
    made = Made(*set_once(document(listing)))
    found = re.findall(rb"1 0 0 -1 (\S+) \S+ cm", draw_page(made, 1))
    starts = {round(float(x)) for x in found if found.count(x) > 20}
    assert starts == {94, 308}


# --- fallbacks -----------------------------------------------------------------------------------


def test_characters_that_no_font_has_give_way() -> None:
    """A character in no font becomes a square, with a warning that names it."""
    made = Made.of("<p>Un 日 et un 😀.</p>")
    assert "Un □ et un □." in made.text
    assert set(made.lost) == {"日", "😀"}


def test_the_characters_of_the_trade_are_all_there() -> None:
    """The fonts have every character that doctors write."""
    trade = "≤ ≥ ± × → ↑ ↓ ≈ µ α β ² ₂ ½ ‰ ° œ Œ É « » ’ – — … ☐ ☑ ✓ † ® € ′"
    made = Made.of(f"<p>{trade}</p>")
    assert made.lost == ()
    assert set(trade) <= set(made.text)


def test_a_picture_that_is_none_gives_way() -> None:
    """A broken picture is replaced by its description; other pictures stay."""
    broken = '<img alt="Une courbe" src="data:image/png;base64,AAAA">'
    made = Made.of(f"<p>{broken} {drawing()}</p>")
    assert made.lost == ("image/png",)
    assert "Une courbe" in made.text
    assert "MOTDUDESSIN" in made.text


def test_should_typst_give_up_the_words_remain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If Typst fails, tables and notes may be lost, but no sentence."""
    usual, tries = typst_program.compile_pages, []

    def fail(folder: Path, content: str) -> bytes:
        tries.append(content)
        if len(tries) < 3:
            raise set_failing()
        return usual(folder, content)

    monkeypatch.setattr(typst_program, "compile_pages", fail)
    html = document(chapter(f"<p>Une phrase {cited(1)}.</p>{SEVEN_COLUMNS}", references=[1]))
    pdf, lost = typeset_pdf(read(html), tmp_path / "work")
    assert lost == [typst_program.EVERYTHING]
    assert "Une phrase" in Made(pdf).text
    assert "Quelques mots ordinaires" in Made(pdf).text


def test_a_heading_that_stands_twice_is_kept_twice() -> None:
    """Words alone keep each heading, also one that another repeats."""
    twice = f"<section class='chapter'>{'<h2>Évaluer</h2>' * 2}<p>x</p></section>"
    content = json.loads(keep_words_alone(read(document(twice))).content)
    assert str(content["chapters"]).count("Évaluer") == 2


def set_failing() -> Exception:
    """Return the error of a document that Typst cannot set."""
    error = typst.TypstError("maximum layout depth exceeded")
    error.diagnostic = "error: maximum layout depth exceeded"
    return error


WORDS = st.sampled_from(
    ["mot", " ", "œdème ", "10\u00a0mg", "<br>", cited(1), cited(2, 3), "x" * 50]
)
INLINE = st.recursive(
    st.lists(WORDS, max_size=4).map("".join),
    lambda inner: st.builds(
        "<{0}>{1}</{0}>".format, st.sampled_from(["em", "strong", "sup", "a", "span", "q"]), inner
    ),
    max_leaves=4,
)
BLOCK_NAMES = [
    "p",
    "ul",
    "ol",
    "li",
    "dl",
    "dd",
    "table",
    "tr",
    "td",
    "th",
    "blockquote",
    "details",
]
HTML = st.recursive(
    INLINE,
    lambda inner: st.builds(
        "<{0}>{1}</{0}>".format,
        st.sampled_from(
            [*BLOCK_NAMES, "h3", "h5", "figure", "summary", "section", "div", "caption"]
        ),
        st.lists(inner, max_size=3).map("".join),
    ),
    max_leaves=12,
)


@given(HTML)
@settings(max_examples=30, deadline=None)
def test_any_html_can_be_set(text: str) -> None:
    """Elements nested in any way are set without a warning."""
    assert Made.of(text, [1, 2, 3]).lost == ()


# --- the same bytes ------------------------------------------------------------------------------


def test_the_same_document_makes_the_same_bytes(tmp_path: Path) -> None:
    """In another folder, at another time, the same document makes the same bytes."""
    html = document(chapter(f"<p>Un texte {cited(1)}.</p>{drawing()}", references=[1]))
    one, two = (typeset_pdf(read(html), tmp_path / name)[0] for name in ("one", "two"))
    assert one == two
    unpacked = b"".join((one, *unpack_streams(one)))
    assert b"/Title" in unpacked
    assert b"CreationDate" not in unpacked
    assert str(tmp_path).encode() not in unpacked


def test_the_structure_is_packed(made: Made) -> None:
    """The many small objects of a document's tags stand in compressed streams."""
    assert b"/StructElem" not in made.data
    assert b"/ObjStm" in made.data


def test_the_input_of_typst_is_removed(tmp_path: Path) -> None:
    """Typst's input, which may be hidden from others, is removed."""
    typeset_pdf(read(document(chapter("<p>x</p>"))), tmp_path / "work")
    assert list(tmp_path.iterdir()) == []
