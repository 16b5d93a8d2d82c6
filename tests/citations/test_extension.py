"""The Python-Markdown extension: numbers, links and the list of references, all text escaped."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import reference
from citations.html_text import Text
from parution.citations.extension import CitingExtension
from parution.domain import Interests, Name, Reference
from parution.domain.problems import Place

REFERENCES = {key: reference(key) for key in "abcde"}


def convert(text: str, extension: CitingExtension | None = None, *others: str) -> str:
    """Return a text as HTML, its citations read by the extension."""
    extension = extension or CitingExtension(REFERENCES)
    return markdown.markdown(text, extensions=[extension, *others])


def read_aloud(text: str) -> str:
    """Return the text of a converted page, without its list of references."""
    return " ".join(Text(convert(text).partition("<section")[0]).text.split())


NUMBERED = {
    "[@a]": "[1]",
    "[@b] puis [@a] puis [@b]": "[1] puis [2] puis [1]",
    "[@a; @b]": "[1,2]",
    "[@a; @b; @c]": "[1-3]",
    "[@a] [@b; @c; @d; @e]": "[1] [2-5]",
    "[@a; @b; @c] [@e; @a; @b; @c]": "[1-3] [1-4]",
    "[@a; @b; @c; @d] [@d; @a; @b]": "[1-4] [1,2,4]",
    "[@a; @a]": "[1]",
    "[@a, p. 3]": "[1, p. 3]",
    "[voir @a, p. 3; @b]": "[voir 1, p. 3 ; 2]",
    "[@a; p. 3]": "[1, p. 3]",
    "[@a: p. 3]": "[1, p. 3]",
    "[@a | pages 3-5]": "[1, p. 3-5]",
    "[@a; 24 h]": "[Martin [1]; 24 h]",
    "[@a, et suivants]": "[1, et suivants]",
    "[voir *aussi* @a]": "[voir aussi 1]",
    "[voir `x` et @a, *p.* 3; **puis** @b, \\*sic\\*]": "[voir x et 1, p. 3 ; puis 2, *sic*]",
    "*a [voir* @a]": "a [voir* 1]",
    "`x` [voir _@b]_ `y`": "x [voir _ 1] y",
    "@a montre": "Martin [1] montre",
    "@a [p. 3; @b] montre": "Martin [1, p. 3 ; 2] montre",
    "Martin [-@a] et -@b": "Martin [1] et [2]",
    "`[@a]` et \\@a": "[@a] et @a",
    "[@a](http://x.fr)": "@a",
    "[@a, @b et @c]": "[1 ; 2 et 3]",
    "[@a, @b, @c]": "[1-3]",
    "[voir @a et @b]": "[voir 1 et 2]",
    "[@a (voir @b)]": "[1 (voir 2)]",
    "[(@a)] [d’@b]": "[(1)] [d’2]",
    "[@a, p. 3 : « x »]": "[1, p. 3 : « x »]",
    "[@a, IC 95 % 1,2-3,4]": "[1, IC 95 % 1,2-3,4]",
    "[@a, @zut]": "[1 ; zut ?]",
    "[@zut]": "[zut ?]",
    "[@a; @zut]": "[1 ; zut ?]",
    "<a id='x'></a>Ici [@a], et <a href='u'>là</a> [@b]": "Ici [1], et là [2]",
    "<a id='x'/>Ici [@a].\n\n<a name='y'>[@b], <a href='u'>là</a> [@c]": "Ici [1]. [2], là [3]",
}


@pytest.mark.parametrize(("written", "read"), NUMBERED.items(), ids=NUMBERED)
def test_citations_are_numbered_in_order_of_reading(written: str, read: str) -> None:
    """Citations get their numbers in reading order."""
    assert read_aloud(written) == read


def test_order_of_numbers_is_that_of_reading_across_blocks() -> None:
    """Headings, lists, tables and footnotes are numbered in the order they are read."""
    text = "# T [@c]\n\n| x | y |\n|---|---|\n| [@a] | [@b] |\n\n- [@d]\n    - [@e]\n"
    extension = CitingExtension(REFERENCES)
    convert(text, extension, "tables", "toc", "footnotes")
    assert extension.cited == ("c", "a", "b", "d", "e")


def test_every_link_leads_to_an_id_of_the_page_and_back() -> None:
    """Citations link to references and references back to each citation, ranges included."""
    page = Text(convert("[@a; @b; @c] puis @b et [@a, p. 3]"))
    links = [attrs["href"] or "" for tag, attrs in page.tags if tag == "a" and "href" in attrs]
    assert links
    assert {link.removeprefix("#") for link in links} <= set(page.ids)
    back = [link for link in links if link.startswith("#cite-")]
    assert back == ["#cite-a-1", "#cite-a-2", "#cite-b-1", "#cite-b-2", "#cite-c-1"]


def test_links_back_are_named_for_screen_readers() -> None:
    """An arrow or a number alone says nothing: each link names the citation it leads to."""
    page = Text(convert("[@a] puis [@a] et [@b]"))
    names = [
        attrs.get("aria-label") for _, attrs in page.tags if attrs.get("role") == "doc-backlink"
    ]
    assert names == [f"Retour à la citation {number} dans le texte" for number in (1, 2, 1)]


def test_one_rated_reference_brings_the_legend() -> None:
    """A page with a single rated study explains the grades; one without any does not."""
    rated = {**REFERENCES, "a": replace(REFERENCES["a"], grade="B")}
    assert "<details" in convert("[@a] [@b]", CitingExtension(rated))
    assert "<details" not in convert("[@b]", CitingExtension(rated))


def test_ids_are_unique() -> None:
    """No id occurs twice on a page, even if the author wrote a heading « Références »."""
    page = Text(convert("# Références\n\n[@a; @b] [@a]\n\n## References\n", None, "toc"))
    assert len(page.ids) == len(set(page.ids))


def test_page_without_citations_has_no_list() -> None:
    """A page that cites nothing gets no list of references."""
    assert convert("Rien.") == "<p>Rien.</p>"


def test_list_holds_only_cited_references() -> None:
    """The list has only the references that the page cites, in the order of their numbers."""
    items = re.findall(r'<li id="ref-(\w)"', convert("[@c] [@a]"))
    assert items == ["c", "a"]


def test_one_extension_serves_page_after_page() -> None:
    """After `for_page` the same instance cites the next page's references, from 1 again."""
    extension = CitingExtension({})
    for_pages = []
    for key in "ab":
        extension.for_page({key: REFERENCES[key]})
        html = convert(f"[@{key}] [@c]", extension)
        for_pages.append((extension.cited, extension.missing, "Titre de " + key in html))
    assert for_pages == [(("a",), ("c",), True), (("b",), ("c",), True)]


def test_a_converter_can_be_used_again() -> None:
    """A reset converter forgets the citations of the page before."""
    extension = CitingExtension(REFERENCES)
    md = markdown.Markdown(extensions=[extension])
    md.convert("[@a] [@zut]")
    assert (extension.cited, extension.missing) == (("a",), ("zut",))
    md.reset()
    md.convert("")
    assert (extension.cited, extension.missing) == ((), ())


def test_metadata_stay_as_written() -> None:
    """The extension leaves citations in the metadata of a page as they are."""
    md = markdown.Markdown(extensions=[CitingExtension(REFERENCES), "meta"])
    assert "[<a" in md.convert("Title: Voir @a et [@b, p. 3]\nTwitter: @has\n\nTexte [@c].")
    assert md.Meta == {"title": ["Voir @a et [@b, p. 3]"], "twitter": ["@has"]}  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", ["*[**.*@a", '[]("(@a'])
def test_no_token_is_left_over(text: str) -> None:
    """A token from which Markdown drops a character leaves no trace on the page."""
    assert not re.search("[\ufdd0-\ufdef]", convert(text))


def test_html_can_be_added_to_each_reference() -> None:
    """The HTML that `after_reference` returns ends the reference's item, unescaped."""
    extension = CitingExtension(REFERENCES, after_reference=lambda r: f"<i>{r.key}\ufdd0</i>")
    assert "<i>a\ufdd0</i></li>" in convert("[@a]", extension)


def test_extension_works_by_itself(tmp_path: Path) -> None:
    """Loaded by its module's name and given a file, the extension needs no other setup."""
    file = tmp_path / "refs.bib"
    file.write_text("@book{a, author = {Martin, Anne}, title = {Le titre}, year = {2020}}")
    html = markdown.markdown(
        "Voir [@a].",
        extensions=["parution.citing"],
        extension_configs={"parution.citing": {"bibliography": str(file), "language": "fr"}},
    )
    read = " ".join(Text(html).text.split("↩")[0].split())
    assert read == (
        "Voir [1]. Références Martin A. Le titre. 2020. Preuve non gradée Liens d’intérêts inconnus"
    )


def convert_by_itself(file: Path, language: str) -> str:
    """Return a citing text as plain text, converted by the extension alone."""
    settings = {"bibliography": str(file), "language": language}
    extensions = ["parution.citing"]
    configs = {"parution.citing": settings}
    return Text(
        markdown.markdown("Voir [@a].", extensions=extensions, extension_configs=configs)
    ).text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "refs.bib:1:1: la notice « a » n’a pas de titre"),
        ("en", "refs.bib:1:1: the entry “a” has no title"),
    ],
)
def test_extension_by_itself_logs_in_its_language(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, language: str, said: str
) -> None:
    """Problems of the file are logged in the page's language."""
    file = tmp_path / "refs.bib"
    file.write_text("@misc{a, author = {Martin, A.}}", encoding="utf-8")
    convert_by_itself(file, language)
    assert [message.replace("\u00a0", " ") for message in caplog.messages] == [said]


def test_extension_by_itself_goes_on_without_its_file(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A missing file is logged as an error that names it, and its keys are unknown."""
    file = tmp_path / "absent.bib"
    assert "Voir [a ?]" in " ".join(convert_by_itself(file, "fr").split())
    (record,) = caplog.records
    assert (record.levelname, str(file) in record.getMessage()) == ("ERROR", True)
    assert "ne peut pas être lu" in record.getMessage()


def test_extension_by_itself_says_that_a_file_is_not_in_utf_8(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A file in an old encoding is read correctly, and a warning tells its author."""
    file = tmp_path / "latin.bib"
    file.write_bytes("@misc{a, title = {Ménopause}}".encode("latin-1"))
    assert "Ménopause" in convert_by_itself(file, "fr")
    (record,) = caplog.records
    assert (record.levelname, str(file) in record.getMessage()) == ("WARNING", True)
    assert "UTF-8" in record.getMessage()


def test_text_marks_the_language_of_a_foreign_title() -> None:
    """An English title is marked as English, a French one is not."""
    english = reference("a", title="Screening: a trial", langid="en")
    html = convert("[@a]", CitingExtension({"a": english}))
    assert '<span lang="en">Screening: a trial</span>' in html
    assert "lang=" not in convert("[@b]")


XSS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "<svg/onload=alert(1)>",
    "</li></ol><iframe src='//x.fr'>",
    "&lt;script&gt;alert(1)",
    "[x](javascript:alert(1))",
    "\u0002klzzwxh:0000\u0003",
    "{{ 7*7 }}",
    "]]><!--",
)

FIELDS = (
    "title", "subtitle", "journal", "booktitle", "volume", "number", "pages", "edition",
    "publisher", "institution", "address", "type", "howpublished", "year", "month", "day",
    "urldate", "url", "doi", "pmid", "pmcid", "hal", "langid", "addendum", "series", "chapter",
    "version",
)  # fmt: skip

ALLOWED = {
    "p", "a", "section", "h2", "ol", "li", "span", "em", "details", "summary", "dl", "dt", "dd",
}  # fmt: skip
ALLOWED_ATTRIBUTES = {
    "class", "id", "href", "role", "rel", "data-key", "data-value", "title", "aria-label", "lang",
}  # fmt: skip


def fill_every_field(value: str) -> Reference:
    """Return a reference with the value in every place that holds text."""
    return Reference(
        key="k",
        kind="incollection",
        fields=dict.fromkeys(FIELDS, value),
        authors=(Name(family=value, given=value), Name(literal=value)),
        editors=(Name(literal=value),),
        place=Place("f.bib", 1),
        grade=value,
        scheme=value,
        interests=Interests.DECLARED,
        interests_note=value,
        access="free",
    )


@pytest.mark.parametrize("kind", ["article", "book", "incollection", "thesis", "online", "misc"])
@pytest.mark.parametrize("value", XSS)
def test_no_field_becomes_markup(kind: str, value: str) -> None:
    """Hostile text in any field adds no tag, no attribute and no address."""
    record = fill_every_field(value)
    hostile = Reference(
        **{name: getattr(record, name) for name in record.__slots__} | {"kind": kind}
    )
    page = Text(convert("@k [p. 3] [@k]", CitingExtension({"k": hostile})))
    for tag, attributes in page.tags:
        assert tag in ALLOWED
        assert set(attributes) <= ALLOWED_ATTRIBUTES
        assert re.match(r"#|https://", attributes.get("href") or "#")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//x.fr", "x"])
def test_only_addresses_of_the_web_become_links(address: str) -> None:
    """An address with another scheme is shown as text."""
    online = Reference("k", "online", {"title": "T", "url": address}, (), (), Place("f.bib"))
    page = Text(convert("[@k]", CitingExtension({"k": online})))
    hrefs = [attributes["href"] or "" for tag, attributes in page.tags if "href" in attributes]
    assert address in page.text
    assert all(href.startswith("#") for href in hrefs)


NOT_NUMBERED = {
    "code within a list": "- x\n\n        [@a] y\n",
    "link by reference": "[voir @a ici][x]\n\n[x]: https://x.fr\n",
    "attribute": 'Mot\n{: title="voir @a"}\n',
    "raw link": "<a href='https://x.fr'>voir @a</a>",
    "raw code": "<div><code>[@a]</code></div>",
}


@pytest.mark.parametrize("text", NOT_NUMBERED.values(), ids=NOT_NUMBERED)
def test_citation_that_ends_up_in_code_or_a_link_is_as_written(text: str) -> None:
    """A citation in code or a link is left as written, even where only Markdown can tell."""
    extension = CitingExtension(REFERENCES)
    html = convert(text, extension, "attr_list", "md_in_html")
    assert extension.cited == ()
    assert "@a" in html
    assert "<section" not in html


def test_contents_hold_no_numbers() -> None:
    """The table of contents names a heading without its citation numbers."""
    md = markdown.Markdown(extensions=[CitingExtension(REFERENCES), "toc"])
    html = md.convert("## Traiter [@a]\n\n### Puis @b\n")
    assert [token["name"] for token in md.toc_tokens] == ["Traiter", "Références"]  # type: ignore[attr-defined]
    assert [token["name"] for token in md.toc_tokens[0]["children"]] == ["Puis"]  # type: ignore[attr-defined]
    assert 'id="traiter"' in html


def test_private_characters_of_a_text_are_harmless() -> None:
    """A text loses the characters reserved for our tokens, and nothing else."""
    ours = "".join(map(chr, range(0xFDD3, 0xFDE1)))
    assert convert(f"a{ours}b") == "<p>ab</p>"
    assert read_aloud(f"a{ours}b [@a]") == "ab [1]"


@pytest.mark.parametrize(
    "key", ['a"onclick=x', "a<b", "<b>", "\"'>", "a b", "javascript:x", "é", "&amp;"]
)
def test_no_key_becomes_markup(key: str) -> None:
    """A key of any characters, known or not, adds no tag and makes one id without spaces."""
    for references in ({}, {key: reference(key)}):
        page = Text(convert(f"[@{{{key}}}]", CitingExtension(references)))
        assert {tag for tag, _ in page.tags} <= ALLOWED
        assert {name for _, attributes in page.tags for name in attributes} <= ALLOWED_ATTRIBUTES
        assert all(re.fullmatch(r"[\w.~-]+", identity, re.ASCII) for identity in page.ids)


TEXTS = st.lists(
    st.sampled_from(
        ["@a", "@b", "@zut", "[", "]", "(", ")", ";", ",", " ", "p. 3", "-", "`", "``", "\n",
         "\n\n", "\\", "{", "}", "https://x.fr/@a", "<i>", "</i>", "!", "*", "_", "#", "> ",
         "- ", "|", "```\n", "    ", "é", ".", "[@a]", "[@b; @c]", "\u0002", "\u0003"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(TEXTS)
def test_conversion_never_fails(text: str) -> None:
    """Every text becomes a page with unique ids, and one reference for each cited key."""
    extension = CitingExtension(REFERENCES)
    page = Text(convert(text, extension, "tables", "fenced_code"))
    assert len(page.ids) == len(set(page.ids))
    references = {identity for identity in page.ids if identity.startswith("ref-")}
    assert references == {f"ref-{key}" for key in extension.cited}


@given(TEXTS.filter(lambda text: "`" not in text and "<" not in text))
def test_code_spans_are_untouched(text: str) -> None:
    """A code span shows its text to the letter and cites nothing."""
    code = " ".join(text.replace("\u0002", "").replace("\u0003", "").split())
    extension = CitingExtension(REFERENCES)
    page = Text(convert(f"x ``{code} `` y", extension))
    assert extension.cited == ()
    assert code in page.text


def test_a_citation_in_an_alternative_text_is_in_the_caption() -> None:
    """An image's alternative text stays plain; its caption has the number with its link."""
    html = convert("![Schéma [@a]](x.svg)")
    assert '<figure><img alt="Schéma" src="x.svg" /><figcaption>Schéma ' in html
    assert 'href="#ref-a"' in html.partition("</figcaption>")[0]


def test_a_citation_in_an_image_of_a_sentence_comes_after_it() -> None:
    """An image within a sentence, which has no caption, is followed by the number alone."""
    html = convert("Voir ![Schéma [@a]](x.svg) ici")
    assert html.startswith('<p>Voir <img alt="Schéma" src="x.svg" />\u00a0<span class="citations">')
