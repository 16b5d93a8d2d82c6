"""A part becomes a booklet's chapter: its links and identifiers fit among other chapters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import attachment, theme
from parution.domain import Part, Settings, Theme
from parution.html_tree import Tree
from parution.language.catalogues import load_translations
from parution.release.policies import BUILT_IN
from parution.render.chapters import render_chapter, render_fragments
from parution.render.page_sources import Source, make_part_source
from parution.rendition import Slot, find_slots

TRANSLATE = load_translations("fr").gettext
ATTACHMENTS = [attachment("documents/a b.svg"), attachment('documents/a & "b".svg')]
PAIN = theme("2026/douleur", attachments=ATTACHMENTS)


def source(part: Part = Part.DOSSIER, of: Theme = PAIN) -> Source:
    return make_part_source(of, part)


def make_chapter(html: str, part: Part = Part.DOSSIER) -> str:
    return render_chapter(source(part), "Titre", Tree(html), TRANSLATE)


ROWS = {
    "an identifier": ('<h2 id="suite">a</h2>', '<h3 id="dossier-suite">a</h3>'),
    "a list of identifiers": (
        '<table><tr><td headers="a b">1</td></tr></table>',
        '<td headers="dossier-a dossier-b">1</td>',
    ),
    "an identifier beside a list of them": (
        '<table><tr><td id="c" headers="a">1</td></tr></table>',
        '<td id="dossier-c" headers="dossier-a">1</td>',
    ),
    "an identifier without quotes": ("<p id=suite>a</p>", '<p id="dossier-suite">a</p>'),
    "what only looks like an attribute": (
        '<abbr title="mis id=7 là">a</abbr>',
        '<abbr title="mis id=7 là">a</abbr>',
    ),
    "a link within the text": ('<a href="#suite">a</a>', '<a href="#dossier-suite">a</a>'),
    "a link out of the sites": (
        '<a href="https://www.has-sante.fr/#a">a</a>',
        '<a href="https://www.has-sante.fr/#a">a</a>',
    ),
    "a link to another part": (
        '<a href="../preparation/">a</a>',
        f"<a{Slot('chapter', 'preparation#').marker}>a</a>",
    ),
    "a link into another part": (
        '<a href="../summary/#cle">a</a>',
        f"<a{Slot('chapter', 'summary#cle').marker}>a</a>",
    ),
    "a link to the presentation": (
        '<a href="../">a</a>',
        f"<a{Slot('chapter', 'presentation#').marker}>a</a>",
    ),
    "a link to an attachment": (
        '<a href="../documents/a%20b.svg">a</a>',
        f"<a{Slot('file', 'documents/a b.svg').marker}>a</a>",
    ),
    "a link to an attachment with signs of HTML": (
        '<a href="../documents/a%20%26%20%22b%22.svg">a</a>',
        "<a" + Slot("file", 'documents/a & "b".svg').marker + ">a</a>",
    ),
    "a link to another theme": ('<a href="../../sommeil/">a</a>', "<a>a</a>"),
    "an image": (
        '<img alt="" src="../documents/a%20b.svg">',
        f'<img alt=""{Slot("image", "documents/a b.svg").marker}>',
    ),
    "an image from elsewhere": ('<img src="https://example.org/a.png">', "<img>"),
    "a permanent link": ('<a class="headerlink" href="#a" title="x">¶</a>', ""),
    "a heading": ("<h3 class='a b'>Suite <b>et</b></h3>", '<h4 class="a b">Suite <b>et</b></h4>'),
    "a button": ("<button data-copy='x > y'>Citer</button>", ""),
    "a value that only scripts read": (
        '<b class="badge" data-value="B" data-year="2024">a</b>',
        '<b class="badge">a</b>',
    ),
    "a value that the style marks": (
        '<b data-value="industry-funded">a</b>',
        '<b data-value="industry-funded">a</b>',
    ),
    "the key of a reference": ('<b data-key="a2024">a</b>', '<b data-key="a2024">a</b>'),
    "what is left out, one within another": (
        "<details class='downloads'><details><p>a</p></details><p>b</p></details>",
        "",
    ),
}


@pytest.mark.parametrize(("written", "kept"), ROWS.values(), ids=ROWS)
def test_a_chapter_can_stand_beside_others(written: str, kept: str) -> None:
    """Identifiers get their part's name, and links inside the theme become slots."""
    text = make_chapter(f"<p>avant</p>{written}<p>après</p>")
    between = text.partition("<p>avant</p>")[2].partition("<p>après</p>")[0]
    assert kept in between if kept else between == ""


def test_a_chapter_keeps_the_page_s_slots() -> None:
    """A slot of the page stays where it was in the chapter."""
    marker = Slot("source", "a2024").marker
    assert find_slots(make_chapter(f"<p>{marker}</p>")) == (Slot("source", "a2024"),)


def settings() -> Settings:
    from builders import PARIS

    return Settings(PARIS, "before", BUILT_IN, site_name="Dossiers", notice="Démonstration.")


@pytest.mark.parametrize("part", Part)
def test_only_the_presentation_gives_the_frame(part: Part) -> None:
    """The frame around the chapters comes from the presentation alone."""
    found = render_fragments(source(part), "Titre", Tree("<p>x</p>"), settings(), TRANSLATE)
    frame = {"frame"} if part is Part.PRESENTATION else set()
    assert set(found) == {f"chapter:{part}"} | frame


def test_the_frame_does_not_depend_on_any_other_part() -> None:
    """The frame is the same whatever other parts' texts, references and attachments."""
    other = replace(
        theme("2026/douleur", bodies=dict.fromkeys(PAIN.documents, "Autre.")),
        references=(),
        sources=PAIN.sources,
    )
    presentation = source(Part.PRESENTATION), source(Part.PRESENTATION, other)
    one, two = (
        render_fragments(each, "T", Tree("<p>x</p>"), settings(), TRANSLATE)
        for each in presentation
    )
    assert one == two
