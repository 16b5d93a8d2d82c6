"""The parser reads Pandoc's syntax of citations, and leaves code, links and addresses alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parution.citations.clusters import Mode
from parution.citations.locators import LABELS, split_locator
from parution.citations.syntax import find_citations, find_cited_keys, find_mentioned_keys

B, N, W = Mode.BRACKETED, Mode.NARRATIVE, Mode.WITHOUT_AUTHOR

READ = {
    # written: [(key, mode, prefix, locator, suffix)]
    "[@a]": [("a", B, "", "", "")],
    "[@a; @b]": [("a", B, "", "", ""), ("b", B, "", "", "")],
    "[voir @a, p. 3; voir aussi @b]": [
        ("a", B, "voir", "page 3", ""),
        ("b", B, "voir aussi", "", ""),
    ],
    "[see @doe99, pp. 33-35, 38-39 and *passim*]": [
        ("doe99", B, "see", "page 33-35, 38-39", "and *passim*")
    ],
    "> [voir @a,\n> p. 3 ; voir\n> aussi @b]": [
        ("a", B, "voir", "page 3", ""),
        ("b", B, "voir aussi", "", ""),
    ],
    "> @a\n> [p. 3]": [("a", N, "", "page 3", "")],
    "mot-@b": [("b", N, "", "", "")],
    "```@x``` est\n\n[@a]\n\n```\n@y\n```": [("a", B, "", "", "")],
    "si <seuil\n\n[@a]\n\n> [@b]": [("a", B, "", "", ""), ("b", B, "", "", "")],
    "[@a, chap. 2]": [("a", B, "", "chapter 2", "")],
    "[@a, tableau 4]": [("a", B, "", "table 4", "")],
    "[@a, iv]": [("a", B, "", "page iv", "")],
    "[@a, 12]": [("a", B, "", "page 12", "")],
    "[@a {p. 3, et suiv.}, sic]": [("a", B, "", "page 3, et suiv.", ", sic")],
    "[@a, {}33, sauf mention]": [("a", B, "", "", "33, sauf mention")],
    "[@a, @b]": [("a", B, "", "", ""), ("b", B, "", "", "")],
    "[voir @a et @b]": [("a", B, "voir", "", "et"), ("b", B, "", "", "")],
    "[@a, p. 3 et @b, chap. 2 ; @c]": [
        ("a", B, "", "page 3", "et"), ("b", B, "", "chapter 2", ""), ("c", B, "", "", ""),
    ],
    "[@a, p. 3 : « x »]": [("a", B, "", "page 3", "\u00a0: « x »")],
    "[@a, IC 95 %]": [("a", B, "", "", ", IC 95 %")],
    "[@a, 95 % des cas]": [("a", B, "", "", ", 95 % des cas")],
    "[@a, 24 h]": [("a", B, "", "", ", 24 h")],
    "[@a, 24 participants]": [("a", B, "", "", ", 24 participants")],
    "[@a, 2 fois par jour]": [("a", B, "", "", ", 2 fois par jour")],
    "[@a, 12 mmHg]": [("a", B, "", "", ", 12 mmHg")],
    "[@a, 1 sur 10]": [("a", B, "", "", ", 1 sur 10")],
    "[@a, 0,5 mmol/l]": [("a", B, "", "", ", 0,5 mmol/l")],
    "[@a, 2020]": [("a", B, "", "", ", 2020")],
    "[@a, 1990-2000]": [("a", B, "", "", ", 1990-2000")],
    "[@a, 2,5]": [("a", B, "", "", ", 2,5")],
    "[@a, 1/3]": [("a", B, "", "", ", 1/3")],
    "[@a, 8h30]": [("a", B, "", "", ", 8h30")],
    "[@a, 10⁹/L]": [("a", B, "", "", ", 10⁹/L")],
    "[@a, x2]": [("a", B, "", "", ", x2")],
    "[@a, 0-10]": [("a", B, "", "", ", 0-10")],
    "[@a, S12-S15]": [("a", B, "", "page S12-S15", "")],
    "[@a, 12a]": [("a", B, "", "page 12a", "")],
    "[@a, e12]": [("a", B, "", "page e12", "")],
    "[@a, 33-35]": [("a", B, "", "page 33-35", "")],
    "[@a, p. 3 ; p. 5]": [("a", B, "", "page 3, 5", "")],
    "[@a, p. 3 ; fig. 5]": [("a", B, "", "page 3", ", fig.\u00a05")],
    "[@a][@b]": [("a", B, "", "", ""), ("b", B, "", "", "")],
    "[@a, p. 3][@b ; @c]": [
        ("a", B, "", "page 3", ""), ("b", B, "", "", ""), ("c", B, "", "", ""),
    ],
    "![Schéma [@a]](documents/x.svg)": [("a", B, "", "", "")],
    "[@le\u0301ger2019]": [("l\u00e9ger2019", B, "", "", "")],
    "[@a, 15-49 ans]": [("a", B, "", "", ", 15-49 ans")],
    "[@a, 0,5 mg]": [("a", B, "", "", ", 0,5 mg")],
    "[@a, 12 500 patients]": [("a", B, "", "", ", 12 500 patients")],
    "[@a, 40 et 50 ans]": [("a", B, "", "", ", 40 et 50 ans")],
    "[@a, 18 à 65 ans]": [("a", B, "", "", ", 18 à 65 ans")],
    "[@a, 2e éd.]": [("a", B, "", "", ", 2e éd.")],
    "[@a, 1re partie]": [("a", B, "", "", ", 1re partie")],
    "[@a, 12 et 14, passim]": [("a", B, "", "page 12 et 14", ", passim")],
    "[@a, 120 patientes]": [("a", B, "", "", ", 120 patientes")],
    "[@a, il y a dix ans]": [("a", B, "", "", ", il y a dix ans")],
    "[@a, mi-temps]": [("a", B, "", "", ", mi-temps")],
    "[@a, xii-xv]": [("a", B, "", "page xii-xv", "")],
    "[@a, sauf la page 3]": [("a", B, "", "", ", sauf la page 3")],
    "[-@a]": [("a", W, "", "", "")],
    "-@a montre": [("a", W, "", "", "")],
    "@a montre": [("a", N, "", "", "")],
    "@a [p. 3] montre": [("a", N, "", "page 3", "")],
    "@a [p. 3; @b] montre": [("a", N, "", "page 3", ""), ("b", B, "", "", "")],
    "@a [@b; -@c] montre": [("a", N, "", "", ""), ("b", B, "", "", ""), ("c", W, "", "", "")],
    "@a [texte](http://x.fr)": [("a", N, "", "", "")],
    "@a\n[p. 3]": [("a", N, "", "page 3", "")],
    "@a, @b.": [("a", N, "", "", ""), ("b", N, "", "", "")],
    "@Foo_bar.baz.": [("Foo_bar.baz", N, "", "", "")],
    "@Foo_bar--baz": [("Foo_bar", N, "", "", "")],
    "@a:2010/b+c": [("a:2010/b+c", N, "", "", "")],
    "@{https://x.fr/a?b=c}": [("https://x.fr/a?b=c", N, "", "", "")],
    "@élan2010": [("élan2010", N, "", "", "")],
    "@_x @2010": [("_x", N, "", "", ""), ("2010", N, "", "", "")],
    "l'@a (@b) «@c»": [("a", N, "", "", ""), ("b", N, "", "", ""), ("c", N, "", "", "")],
    "[[@a]]": [("a", B, "", "", "")],
    "[voir [ici] @a]": [("a", B, "voir [ici]", "", "")],
    "[@a; sans clé]": [("a", N, "", "", "")],
    "[@a]\n[@b]": [("a", B, "", "", ""), ("b", B, "", "", "")],
    "- liste\n\n    [@a] dans la liste": [("a", B, "", "", "")],
    '!!! note\n\n    [@a] dans un encadré': [("a", B, "", "", "")],
    "[@a]: le dépistage": [("a", B, "", "", "")],
    "[^1]: note, voir [@a]": [("a", B, "", "", "")],
}  # fmt: skip

LEFT_ALONE = {
    "e-mail address": "jean.dupont@chu-nantes.fr",
    "e-mail address in angle brackets": "<jean@x.fr>",
    "escaped": r"\@a et [\@b]",
    "code span": "`@a` et ``[@b] ` x``",
    "code span over two lines": "`@a\n[@b]`",
    "fence": "```\n[@a]\n```\n",
    "fence of tildes": "~~~ python\n@decorator\n~~~\n",
    "fence in a list": "- x\n\n    ```\n    [@a]\n    ```\n",
    "indented code": "Texte.\n\n    @a\n    [@b]\n",
    "indented code behind a bold word": "**Exemple** :\n\n    @app.route\n",
    "indented code behind a number": "-5 °C\n\n    @app.route\n",
    "address": "https://medium.com/@auteur/x et www.x.fr/@y",
    "address in parentheses": "(https://x.fr/@a)",
    "link": "[voir @a](https://x.fr/@b)",
    "link on a citation": "[@a](https://x.fr)",
    "image": "![@a](b.png)",
    "automatic link": "<https://x.fr/@a>",
    "definition of a link": "[x]: https://x.fr/@a",
    "definition of a link with a title": "[x]: https://x.fr/a 'voir @a'",
    "definition of an abbreviation": "*[HAS]: la @HAS",
    "HTML attribute": '<a href="@a" title="[@b]">x</a>',
    "HTML comment": "<!-- [@a] -->",
    "script": "<script>let x = '@a'</script>",
    "at sign alone": "@ a, @, @@ et [@]",
    "behind a word": "mot@a mot.@b",
}


def parse(text: str) -> list[tuple[str, Mode, str, str, str]]:
    return [
        (
            citation.key,
            citation.mode,
            citation.prefix,
            f"{citation.locator.kind} {citation.locator.value}" if citation.locator else "",
            citation.suffix,
        )
        for citation in find_citations(text)
    ]


@pytest.mark.parametrize(("text", "expected"), READ.items(), ids=READ)
def test_citation_is_read_as_pandoc_reads_it(
    text: str, expected: list[tuple[str, Mode, str, str, str]]
) -> None:
    """A citation has the key, mode, prefix, locator and suffix that Pandoc reads in it."""
    assert parse(text) == expected


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_a_lookalike_is_no_citation(text: str) -> None:
    """Addresses, code, links and escapes hold no citation."""
    assert find_citations(text) == ()


@pytest.mark.parametrize("word", [word for words in LABELS.values() for word in words])
def test_each_word_for_a_locator_is_known(word: str) -> None:
    """Every word of the vocabulary, French or English, is a locator of its kind."""
    locator, rest = split_locator(f", {word} 12")
    assert locator is not None
    assert (word in LABELS[locator.kind], locator.value, rest) == (True, "12", "")


PANDOC = """
    bk. bks. book chap. chaps. chapter col. cols. column fig. figs. figure fol. fols. folio
    no. nos. number l. ll. line n. nn. note op. opp. opus p. pp. page pages para. paras. paragraph
    ¶ ¶¶ § §§ pt. pts. part sec. secs. section s.v. s.vv. v. vv. verse vol. vols. volume
""".split()  # noqa: SIM905
"""Every word that Pandoc takes for a locator in English."""

FRENCH = """
    p. page pages chap. chapitre chapitres sect. section § paragr. paragraphe fig. figure tabl.
    tableau tableaux col. colonne l. ligne note n° numéro annexe annexes partie vol. tome t. livre
    encadré
""".split()  # noqa: SIM905
"""Words for locators as French authors write them."""


@pytest.mark.parametrize("word", [*PANDOC, *FRENCH])
def test_locators_of_pandoc_and_of_french_authors_are_read(word: str) -> None:
    """None of these words stays in the suffix."""
    (citation,) = find_citations(f"[@a, {word} 12]")
    assert citation.locator is not None
    assert (citation.locator.value, citation.suffix) == ("12", "")


def test_place_of_a_citation_is_that_of_its_sign() -> None:
    """Line and column count from 1 and point at the ``@``, even after code."""
    first, second = find_citations("Un `@x` [@a]\n\n  voir -@b")
    assert (first.line, first.column) == (1, 10)
    assert (second.line, second.column) == (3, 9)


TEXTS = st.lists(
    st.sampled_from(
        ["@", "a", "b2", "[", "]", "(", ")", ";", ",", " ", "p. 3", "-", "`", "``", "\n", "\n\n",
         "\\", "{", "}", "https://x.fr/", "<", ">", "!", "*", "```\n", "    ", "é", "."]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(TEXTS)
def test_place_always_points_at_a_citation_sign(text: str) -> None:
    """In any text, each citation's place is that of a ``@`` followed by its key."""
    lines = text.split("\n")
    for citation in find_citations(text):
        behind = lines[citation.line - 1][citation.column - 1 :]
        assert behind.startswith((f"@{citation.key}", f"@{{{citation.key}}}"))


@given(TEXTS)
def test_no_cited_key_goes_unmentioned(text: str) -> None:
    """Every cited key is also a mentioned one, so a text that mentions only known keys is fine."""
    assert find_cited_keys(text) <= find_mentioned_keys(text)


@given(TEXTS.filter(lambda text: "`" not in text))
def test_code_span_never_holds_a_citation(text: str) -> None:
    """A text of one paragraph cites nothing once it is put between backticks."""
    one_line = " ".join(text.split())
    assert find_citations(f"`` {one_line} ``") == ()
