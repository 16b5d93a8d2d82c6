"""Markdown as doctors type it becomes the HTML they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from parution.limits import SECONDS, limiting
from parution.render.allowed_html import check
from parution.render.mkdocs.markdown_settings import EXTENSIONS, set_up_markdown
from parution.render.mkdocs.settings import load_settings
from parution.written_addresses import find_addresses
from parution.written_lists import find_doubts, rewrite_lines
from tiny_project import MKDOCS, tiny_project


@pytest.fixture(scope="module")
def converter(tmp_path_factory: pytest.TempPathFactory) -> Markdown:
    """A converter for a project whose ``mkdocs.yml`` names no extensions."""
    project = tiny_project(tmp_path_factory.mktemp("project"))
    config = load_settings(project / "mkdocs.yml")
    set_up_markdown(config, str)
    return Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


def html_of(text: str, converter: Markdown) -> str:
    """Return the HTML of a text, without line ends and links to headings."""
    html = converter.reset().convert(text).replace("\n", "")
    return re.sub(r'<a class="headerlink".*?</a>', "", html)


LISTS = {
    "Trois causes :\n- une\n- deux": "<p>Trois causes :</p><ul><li>une</li><li>deux</li></ul>",
    "Avant\n* une\n* deux": "<p>Avant</p><ul><li>une</li><li>deux</li></ul>",
    "**Ordre :**\n1. un\n2. deux": (
        "<p><strong>Ordre :</strong></p><ol><li>un</li><li>deux</li></ol>"
    ),
    "- a\n  - b\n    - c\n- d": (
        "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"
    ),
    "1. a\n  - b\n2. c": "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>",
    "- a\n    - b\n        - c": "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>",
    " - a\n - b\n   - c": "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>",
    "1) un\n2) deux": "<ol><li>un</li><li>deux</li></ol>",
    "1. un\n\nEntre.\n\n2. deux": (
        '<ol><li>un</li></ol><p>Entre.</p><ol start="2"><li>deux</li></ol>'
    ),
    "3) trois\n4) quatre": '<ol start="3"><li>trois</li><li>quatre</li></ol>',
    "• un\n• deux\no\ttrois\n• quatre": (
        "<ul><li>un</li><li>deux<ul><li>trois</li></ul></li><li>quatre</li></ul>"
    ),
    "• un\no sous un\n• deux": "<ul><li>un<ul><li>sous un</li></ul></li><li>deux</li></ul>",
    "\uf0b7 un\n\uf0b7 deux": "<ul><li>un</li><li>deux</li></ul>",
    "– un\n– deux": "<ul><li>un</li><li>deux</li></ul>",
    "Cocher :\n☐ oui\n☐ non": "<p>Cocher :</p><ul><li>☐ oui</li><li>☐ non</li></ul>",
    "a) un\nb) deux": "<p>a) un<br />b) deux</p>",
    "Lettres :\nA. un\nB. deux": "<p>Lettres :<br />A. un<br />B. deux</p>",
    "i. un\nii. deux": "<p>i. un<br />ii. deux</p>",
    "a. un\nb. deux": "<p>a. un<br />b. deux</p>",
    "I. un\nII. deux\nIII. trois": "<p>I. un<br />II. deux<br />III. trois</p>",
    "IV - un\nV - deux": "<p>IV - un<br />V - deux</p>",
    "H. un\nI. deux\nJ. trois": "<p>H. un<br />I. deux<br />J. trois</p>",
    "1.1 un\n1.2 deux": "<p>1.1 un<br />1.2 deux</p>",
    "1\ufe0f\u20e3 un\n2\ufe0f\u20e3 deux": "<ol><li>un</li><li>deux</li></ol>",
    "□ oui □ non": "<p>□ oui □ non</p>",
    "► un\n► deux": "<ul><li>un</li><li>deux</li></ul>",
    "◆un\n◆deux": "<ul><li>un</li><li>deux</li></ul>",
    "\uf0fc un\n\uf0fc deux": "<ul><li>un</li><li>deux</li></ul>",
    "§ un\n§ deux": "<ul><li>un</li><li>deux</li></ul>",
    "Ø\tun\nØ\tdeux": "<ul><li>un</li><li>deux</li></ul>",
    "o un\no deux": "<ul><li>un</li><li>deux</li></ul>",
    "-un\n-deux": "<ul><li>un</li><li>deux</li></ul>",
    "*un\n*deux": "<ul><li>un</li><li>deux</li></ul>",
    "✅ un\n✅\ufe0f deux": "<ul><li>✅ un</li><li>✅ deux</li></ul>",
    "- [ ] un\n- [x] deux": "<ul><li>☐ un</li><li>☑ deux</li></ul>",
    "Étapes :\n1- un\n2- deux": "<p>Étapes :</p><ol><li>un</li><li>deux</li></ol>",
    "1/ un\n2/ deux": "<ol><li>un</li><li>deux</li></ol>",
    "1° un\n2° deux": "<ol><li>un</li><li>deux</li></ol>",
    "1°) un\n2°) deux": "<ol><li>un</li><li>deux</li></ol>",
    "(1) un\n(2) deux": "<ol><li>un</li><li>deux</li></ol>",
    "1.un\n2.deux": "<ol><li>un</li><li>deux</li></ol>",
    "> ► un\n> ► deux": "<blockquote><ul><li>un</li><li>deux</li></ul></blockquote>",
    "un\\\ndeux": "<p>un<br />deux</p>",
    "==un==": "<p><mark>un</mark></p>",
    "— Bonjour.\n— Oui.": "<p>— Bonjour.<br />— Oui.</p>",
    "> Trois :\n> - a\n>   - b": (
        "<blockquote><p>Trois :</p><ul><li>a<ul><li>b</li></ul></li></ul></blockquote>"
    ),
    "- a\n\n  suite\n  encore\n\n- b": (
        "<ul><li><p>a</p><p>suiteencore</p></li><li><p>b</p></li></ul>"
    ),
    "1. a\n\n   suite\n   - x\n   - y\n2. b": (
        "<ol><li><p>a</p><p>suite</p><ul><li>x</li><li>y</li></ul></li><li><p>b</p></li></ol>"
    ),
}
"""Lists as typed, and the HTML their authors mean."""

TABLE = "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>{}</tbody></table>"
ROW = "<tr><td>{}</td><td>{}</td></tr>"
TABLES = {
    "Texte\n| a | b |\n|---|---|\n| 1 | 2 |": f"<p>Texte</p>{TABLE.format(ROW.format(1, 2))}",
    "Texte\na | b\n--|--\n- 1 | 2": f"<p>Texte</p>{TABLE.format(ROW.format('- 1', 2))}",
    "| a | b |\n|---|---|\n| 1 | 2 |\nSuite": f"{TABLE.format(ROW.format(1, 2))}<p>Suite</p>",
    "- x :\n  | a | b |\n  |---|---|\n  | 1 | 2 |": (
        f"<ul><li><p>x :</p>{TABLE.format(ROW.format(1, 2))}</li></ul>"
    ),
}

SIGNS = {
    "1^re^ et 2^e^": "<p>1<sup>re</sup> et 2<sup>e</sup></p>",
    "H~2~O, Ca^2+^, 10^−3^": "<p>H<sub>2</sub>O, Ca<sup>2+</sup>, 10<sup>−3</sup></p>",
    "10^9/L–10^12/L": "<p>10^9/L–10^12/L</p>",
    "x^2+y^2=z^2": "<p>x^2+y^2=z^2</p>",
    "~5 mg ou ~10 mg": "<p>~5 mg ou ~10 mg</p>",
    "~~non~~": "<p><del>non</del></p>",
    "`a^b^`": "<p><code>a^b^</code></p>",
    r"a\^b^ c": "<p>a^b^ c</p>",
    "<https://a.fr/x^y^>": '<p><a href="https://a.fr/x^y^">https://a.fr/x^y^</a></p>',
    "Terme\n: définition": "<dl><dt>Terme</dt><dd>définition</dd></dl>",
    "# Titre\n\n## Suite": '<h2 id="titre">Titre</h2><h3 id="suite">Suite</h3>',
    "Titre\n=====\n\n###### Six": '<h2 id="titre">Titre</h2><h6 id="six">Six</h6>',
    "## Deux": '<h2 id="deux">Deux</h2>',
}

ADDRESSES = {
    "Voir https://www.has-sante.fr/jcms/c_1234/fr/x_y_z.": (
        "Voir [https://www.has-sante.fr/jcms/c_1234/fr/x_y_z]."
    ),
    "«https://a.fr/b», “www.abc.fr/x” et 'www.abc.fr'": (
        "«[https://a.fr/b]», “[www.abc.fr/x>https://www.abc.fr/x]” et"
        " '[www.abc.fr>https://www.abc.fr]'"
    ),
    "(https://a.fr/b_(c)) ; d’https://a.fr/d… ! Ou https://a.fr/e\u202f?": (
        "([https://a.fr/b_(c)]) ; d’[https://a.fr/d]… ! Ou [https://a.fr/e]\u202f?"
    ),
    "Site:https://a.fr/?q=é&n[0]=1, https://a.fr/b—c": (
        "Site:[https://a.fr/?q=é&amp;n[0]=1], [https://a.fr/b]—c"
    ),
    "lecrat.fr, Antibioclic.com. HTTPS://A.FR/B; ameli.info/medecin": (
        "[lecrat.fr>https://lecrat.fr], [Antibioclic.com>https://Antibioclic.com]. [HTTPS://A.FR/B];"
        " [ameli.info/medecin>https://ameli.info/medecin]"
    ),
    "Mail:m.dupont@wanadoo.fr, mailto:a-b@mssante.fr.": (
        "Mail:[m.dupont@wanadoo.fr>mailto:m.dupont@wanadoo.fr], [mailto:a-b@mssante.fr]."
    ),
    "Lancet 2019, doi: 10.1016/S0140-6736(19)30001-2.": (
        "Lancet 2019, [doi: 10.1016/S0140-6736(19)30001-2>"
        "https://doi.org/10.1016/S0140-6736(19)30001-2]."
    ),
    r"https://a.fr/b\_c\_d **www.abc.fr** _x_": (
        "[https://a.fr/b_c_d] <strong>[www.abc.fr>https://www.abc.fr]</strong> <em>x</em>"
    ),
    "http://192.168.1.1/x http://a.fr:80/x?u=https://b.fr": (
        "[http://192.168.1.1/x] [http://a.fr:80/x?u=https://b.fr]"
    ),
    "<https://a.fr/x> `www.abc.fr` <code>www.abc.fr</code>": (
        "[https://a.fr/x] <code>www.abc.fr</code> <code>www.abc.fr</code>"
    ),
    '<a href="https://a.fr">www.abc.fr</a> lecrat.fr': (
        "[www.abc.fr>https://a.fr] [lecrat.fr>https://lecrat.fr]"
    ),
    "[le www.abc.fr](https://a.fr)": "[le www.abc.fr>https://a.fr]",
    r"www\.abc.fr": "www.abc.fr",
    "C’est fini.Le reste est.ce qu’il faut.info": "C’est fini.Le reste est.ce qu’il faut.info",
    "dossier.fr.md groups/quimper.fr https://exemple/x https://…/g/x a/b@c.fr x@y": (
        "dossier.fr.md groups/quimper.fr https://exemple/x https://…/g/x a/b@c.fr x@y"
    ),
}
"""Bare addresses in a paragraph; in the page, ``[words>address]`` stands for a link."""

BLANKS = {
    each: f"<p>{each}</p>"
    for each in (
        "Né(e) le __/__/____ à __h__",
        "TA : __/__ mmHg, poids __,__ kg",
        "__ / __ / ____ et __-__-____",
        "|__|__|/|__|__|",
        "Nom : ________ Prénom : ______",
        "____________________",
        "Score : __ / 10, entre __ et __ ans",
        "Le .. / .. / .... ou --/--/----",
    )
}
BLANKS |= {
    "_____\n_____": "<p>_____<br />_____</p>",
    "a\n\n___\n\nb": "<p>a</p><hr /><p>b</p>",
    "---": "<hr />",
    "* * *": "<hr />",
    "__gras__ et ___tout___": "<p><strong>gras</strong> et <strong><em>tout</em></strong></p>",
    "**Le __/__/____**": "<p><strong>Le __/__/____</strong></p>",
}
"""Lines and dates to fill in by hand, and what only looks like them."""


@pytest.mark.parametrize(("text", "html"), ADDRESSES.items())
def test_a_bare_address_is_a_link(text: str, html: str, converter: Markdown) -> None:
    """MD5: an address in prose is a link without the punctuation behind it; no other text is."""
    found = html_of(text, converter).replace("<wbr />", "")
    found = re.sub(r'<a href="([^"]+)">\1</a>', r"[\1]", found)
    found = re.sub(r'<a href="([^"]+)">([^<]+)</a>', r"[\2>\1]", found)
    assert found == f"<p>{html}</p>"


def test_a_long_address_may_be_broken_at_its_signs(converter: Markdown) -> None:
    """MD5: an address has places where a narrow page may break it, at slashes and its like."""
    html = html_of("*[HAS]: La Haute Autorité\n\nhttps://www.a.fr/b/HAS/c_d?e=f", converter)
    words = "https://www.a.fr/<wbr />b/<wbr />HAS/<wbr />c<wbr />_d<wbr />?e=f"
    assert html == f'<p><a href="https://www.a.fr/b/HAS/c_d?e=f">{words}</a></p>'


@pytest.mark.parametrize("signs", ["a.", "a@", "www.", "a-", "https://a.fr/(", "()", "(a", "a.b@"])
def test_long_runs_of_signs_of_addresses_are_cheap(signs: str) -> None:
    """WA2: a long run of signs of an address is read in linear time."""
    with limiting(seconds=SECONDS):
        found = [*find_addresses(f"https://a.fr/ {signs * 20_000}")]
    assert found[0][0] == "https://a.fr/"


@pytest.mark.parametrize(
    ("text", "html"), [*LISTS.items(), *TABLES.items(), *SIGNS.items(), *BLANKS.items()]
)
def test_typed_markdown_becomes_the_html_it_means(
    text: str, html: str, converter: Markdown
) -> None:
    """M1 to M3, MD6: typed lists, tables and signs become the HTML their authors mean."""
    assert html_of(text, converter) == html


def test_a_formula_becomes_mathml(converter: Markdown) -> None:
    """M4: a formula becomes MathML, inline or as a block, and keeps its source for copying."""
    html = html_of(r"Soit $\frac{a}{b}$ et \(x^2\).", converter)
    assert '<math xmlns="http://www.w3.org/1998/Math/MathML" display="inline"' in html
    assert r'alttext="\frac{a}{b}"' in html
    assert "<mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac>" in html
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in html
    assert 'display="block"' in html_of("$$\na = b\n$$", converter)
    assert check(html)[1] == ()


@pytest.mark.parametrize("heading", ["Content", "Changes", "Édition 2026", "Site menu", "Annexes"])
def test_a_heading_never_takes_an_identifier_of_the_page(heading: str, converter: Markdown) -> None:
    """No heading, whatever its words, gets an id reserved for the page."""
    assert check(html_of(f"## {heading}", converter))[1] == ()


NO_FORMULAS = ["5 $ ou US$ 6", "$5-$10", "`$a$`", r"\$a$", "$a [b](c.md) d$", r"$\foo$"]


@pytest.mark.parametrize("text", NO_FORMULAS)
def test_a_sum_of_money_is_no_formula(text: str, converter: Markdown) -> None:
    """Prices, code, links and malformed formulas (which reading refuses) stay text."""
    assert "<math" not in html_of(text, converter)


def test_a_formula_that_would_lead_somewhere_is_refused(converter: Markdown) -> None:
    """A LaTeX link within a formula is refused."""
    _, faults = check(html_of(r"$\href{javascript:x}{y}$", converter))
    assert [(each.kind, each.what) for each in faults] == [("attribute", "href")]


AS_THEY_ARE = [
    "    - code\n    - code",
    "```\ntexte\n- a\n  - b\n```",
    "<div>\ntexte\n- a\n</div>",
    "en\n2019. Une année",
    "texte\n+ 3 mg",
    "Titre\n-----",
    "* * *",
    "texte\n\n- a\n- b\n\nfin",
    "!!! note\n\n    texte\n\n    - a\n        - b",
    "- a\n\n    suite\n\n        code\n\n- b",
    "Tension < 3 > 2\n\n*a* et **b**",
]


@pytest.mark.parametrize("text", AS_THEY_ARE)
def test_proper_markdown_is_left_alone(text: str) -> None:
    """L4: code, HTML and lists that Python-Markdown already understands stay as written."""
    assert rewrite_lines(text.split("\n")) == text.split("\n")


def test_one_dash_alone_is_doubtful() -> None:
    """A lone dash at the beginning of a line is doubtful: a list of one, or a dash."""
    assert [doubt.line for doubt in find_doubts(["le patient", "- âgé - vit seul"])] == [1]
    assert find_doubts(["Une cause :", "- âge"]) == []


@given(st.recursive(st.just([]), lambda below: st.lists(below, min_size=1, max_size=3)))
def test_a_list_nested_by_fours_stays_as_it_is(shape: list[object]) -> None:
    """A list indented by four spaces stays as written, whatever its shape."""

    def lines(items: list[object], depth: int) -> Iterator[str]:
        for item in items:
            yield f"{' ' * 4 * depth}- mot"
            yield from lines(item, depth + 1)  # type: ignore[arg-type]

    written = list(lines(shape, 0))
    assert rewrite_lines(written) == written


PIECES = st.sampled_from(
    [
        "- ",
        "  - ",
        "1) ",
        "• ",
        "o  ",
        "mot",
        "mot :",
        "",
        "    ",
        "> ",
        "| a |",
        "|---|",
        "```",
        "a) ",
    ]
)


@given(st.lists(st.lists(PIECES, max_size=4).map("".join), max_size=14))
def test_no_word_is_lost(lines: list[str]) -> None:
    """Rewriting moves lines and changes signs, and keeps every word in order."""
    words = re.compile(r"[^\W_]{2,}|\|")
    assert words.findall("\n".join(rewrite_lines(lines))) == words.findall("\n".join(lines))


def test_documented_extensions_are_on(converter: Markdown) -> None:
    """Notes, boxes and attributes work without a line in ``mkdocs.yml``, with French titles."""
    html = html_of('!!! note "À lire"\n    a\n\nb[^1]\n{: .x }\n\n[^1]: Une note.', converter)
    assert '<p class="admonition-title">À lire</p>' in html
    assert '<p class="x">b<sup id="fnref:1">' in html


def test_a_project_s_own_extension_settings_are_kept(tmp_path: Path) -> None:
    """A project's own settings of an extension win over ours, and no extension is listed twice."""
    own = MKDOCS + "markdown_extensions:\n  - toc: {permalink: false}\n  - footnotes\n"
    config = load_settings(tiny_project(tmp_path, {"mkdocs.yml": own}) / "mkdocs.yml")
    set_up_markdown(config, str)
    assert config.mdx_configs["toc"]["permalink"] is False
    names = [each for each in config.markdown_extensions if isinstance(each, str)]
    assert sorted(names) == sorted(set(names))
    assert set(EXTENSIONS) <= set(names)


@pytest.mark.parametrize(
    "text",
    [
        "-un mot composé",
        "§ 3 du code",
        "1/j le matin\n2/j le soir",
        "5-10 ans\n6-11 ans",
        "1.5 mg\n2.5 mg",
        "A. Martin a écrit.",
        "*un* mot\n*deux* mots",
        "12/10 mars\n13/10 mars",
    ],
)
def test_a_possible_sentence_stays_one(text: str, converter: Markdown) -> None:
    """A sign on one line alone, or a number that no other follows, makes no list."""
    assert "<li>" not in html_of(text, converter)


def test_code_keeps_its_markers(converter: Markdown) -> None:
    """Markers are not spelled out within code."""
    assert "-un\n-deux" in converter.reset().convert("```\n-un\n-deux\n```")
