"""What stands in a field is printed as *Citing Medicine* has it: nothing is lost or changed."""

from __future__ import annotations

import pytest

from parution.bibliography.bibtex.parse import parse_bibtex
from parution.bibliography.vancouver.style import format_plain, format_reference
from parution.domain import Reference


def read(entry: str) -> Reference:
    """Return the one reference of an entry."""
    ((reference,), _) = parse_bibtex(entry, "f.bib")
    return reference


def printed(entry: str) -> str:
    """Return an entry as plain text, with plain spaces."""
    return format_plain(read(entry)).replace("\u00a0", " ").replace("\u202f", " ")


AUTHORS = {
    "D{\\'e}pinay, Anne and\n  Martin, Jean and\n  Durand, Luc": "Dépinay A, Martin J, Durand L.",
    "family=Ormesson, given=Jean, prefix=d', useprefix=true": "d’Ormesson J.",
    "family=Hakim, given=Tawfiq, prefix=al-": "al-Hakim T.",
    "Hoesel, C.P.M. van": "van Hoesel CPM.",
    "Saint-Exupéry, A. de": "de Saint-Exupéry A.",
    r"Ng{\d o}c, V and Nguy{\~{\^e}}n, H": "Ngọc V, Nguyễn H.",
    r"{\noopsort{beauvoir}}{de Beauvoir}, Simone": "de Beauvoir S.",
    r"{\hspace{0pt}}Dupont, Jean": "Dupont J.",
    "Martin A.; Dupont B.": "Martin A, Dupont B.",
    "Martin, Anne ; Dupont, Bernard": "Martin A, Dupont B.",
    "Martin A, Dupont B": "Martin A, Dupont B.",
    "Dupont, Jean et al.": "Dupont J, et al.",
    "Dupont J et coll.": "Dupont J, et al.",
    "Jean Dupont et Paul Martin": "Dupont J, Martin P.",
    r"Jean Dupont \& Paul Martin": "Dupont J, Martin P.",
    "Dupont, Jean and": "Dupont J.",
    "MARTIN Anne and DUPONT Bernard": "Martin A, Dupont B.",
    "LE GALL Yves": "Le Gall Y.",
    "Anne MARTIN and DUPONT, Bernard": "Martin A, Dupont B.",
    "Martin, A., Dupont, B.": "Martin A, Dupont B.",
    "Dupont (Jean)": "Dupont J.",
    "Martin, Jean (MD)": "Martin J.",
    "Martin, Jean, MD": "Martin J.",
    "Dr Jean Dupont": "Dupont J.",
    "Pr. Anne Martin and Dupont, Dr Jean": "Martin A, Dupont J.",
    r"{\'E}mile Zola and Barn{\'{\i}}k, T.": "Zola É, Barník T.",
    "{Société française d'anesthésie et de réanimation}": (
        "Société française d’anesthésie et de réanimation."
    ),
    "JB Dupont": "Dupont JB.",
}


@pytest.mark.parametrize(("written", "expected"), AUTHORS.items(), ids=AUTHORS)
def test_names_are_printed_as_they_are_meant(written: str, expected: str) -> None:
    """However a list of authors is written, everybody is printed as family and initials."""
    assert printed(f"@misc{{a, author = {{{written}}}, title = {{Titre}}}}").startswith(
        f"{expected} Titre"
    )


DOUBTFUL = {
    "Jean Dupont, Paul Martin and Anne Petit": "bad-name",
    "Martin, Anne, Dupont, Jean": "bad-name",
    "Dupont, Jean and": "bad-name",
    r"{\noopsort{beauvoir}}{de Beauvoir}, Simone": "latex-left-out",
    "Martin A.; Dupont B.": "name-without-comma",
}


@pytest.mark.parametrize(("written", "code"), DOUBTFUL.items(), ids=DOUBTFUL)
def test_doubtful_names_are_warned_of(written: str, code: str) -> None:
    """Where it is not certain who is meant, a warning says how to write it."""
    problems = parse_bibtex(f"@misc{{a, author = {{{written}}}, title = {{T}}}}", "f.bib")[1]
    assert code in [problem.code for problem in problems]


DATES = {
    "year = 2020, month = {juillet-août}": "Juillet-août 2020",
    "year = 2020, month = {7-8}": "Juillet-août 2020",
    "year = 2020, month = {Spring}": "Printemps 2020",
    "year = 2020, month = {15 mai}": "15 mai 2020",
    'year = 2020, month = "23{--}27 " # may': "23-27 mai 2020",
    "year = 2020, month = may, day = 3": "3 mai 2020",
    "date = {2012-21}": "Printemps 2012",
    "year = {2007-12-02/2007-12-07}": "2-7 décembre 2007",
    "date = {2007-11-30/2007-12-02}": "30 novembre-2 décembre 2007",
    "date = {2007-12-30/2008-01-02}": "30 décembre 2007-2 janvier 2008",
    "year = {2019-05}": "Mai 2019",
    "date = {2007/2009}": "2007-2009",
}


@pytest.mark.parametrize(("written", "expected"), DATES.items(), ids=DATES)
def test_dates_are_printed_whole(written: str, expected: str) -> None:
    """Months, seasons, days and ranges are said in words."""
    assert printed(f"@misc{{a, title = {{T}}, {written}}}") == f"T. {expected}."


def test_month_that_is_none_is_warned_of() -> None:
    """What cannot be a month is left out, and said."""
    problems = parse_bibtex("@misc{a, title = {T}, year = 2020, month = {Easter}}", "f.bib")[1]
    assert [problem.code for problem in problems] == ["bad-publication-date"]


TEXTS = {
    "p&lt;0.05": "p<0.05",
    r"Nutrition \&amp; Metabolism": "Nutrition & Metabolism",
    "L&#39;eau &eacute;t&eacute;": "L'eau été",
    r"33$^{\circ}$C": "33 °C",
    r"33 $^\circ$C": "33 °C",
    r"AT\&T \& moi": "AT&T & moi",
}


@pytest.mark.parametrize(("written", "expected"), TEXTS.items(), ids=TEXTS)
def test_signs_of_html_and_latex_are_read(written: str, expected: str) -> None:
    """Entities of HTML and signs of LaTeX become the characters that they stand for."""
    said = printed(f"@misc{{a, title = {{{written}}}, year = 2020}}")
    assert said.removesuffix(". 2020.").replace("’", "'") == expected


@pytest.mark.parametrize(
    "written", ["CHA$_2$DS$_2$-VASc", r"CHA\textsubscript{2}DS\textsubscript{2}-VASc"]
)
def test_lowered_digits_are_found_by_a_search(written: str) -> None:
    """They are digits below the line, not other characters that nobody types."""
    reference = read(f"@misc{{a, title = {{Score {written}}}}}")
    assert "CHA<sub>2</sub>DS<sub>2</sub>-VASc" in format_reference(reference)


PEOPLE = "author = {Martin, Anne}, title = {Titre}, year = {2020}"
WHOLE = {
    "editors of a book": (
        f"@book{{a, {PEOPLE}, editor = {{Roux, Luc}}, publisher = {{Masson}}}}",
        "Martin A. Titre. Roux L, éditeur. Masson ; 2020.",
    ),
    "translators and first edition": (
        f"@book{{a, {PEOPLE}, translator = {{Roux, Luc and Blanc, Eve}}, origdate = {{1949}}}}",
        "Martin A. Titre. Roux L, Blanc E, traducteurs. 2020. Première parution : 1949.",
    ),
    "volume behind the edition": (
        f"@book{{a, {PEOPLE}, edition = {{2}}, volume = {{3}}, publisher = {{Masson}}}}",
        "Martin A. Titre. 2e éd. Vol. 3. Masson ; 2020.",
    ),
    "congress of a paper in a book": (
        f"@inproceedings{{a, {PEOPLE}, booktitle = {{Actes}}, eventtitle = {{Congrès CNGE}},"
        " venue = {Lille}, eventdate = {2019-11-27/2019-11-29}, pages = {3--5}}",
        "Martin A. Titre. In : Actes. Congrès CNGE ; 27-29 novembre 2019 ; Lille. 2020. p. 3-5.",
    ),
    "law in an official gazette": (
        "@legislation{a, title = {Loi n° 2002-303}, journaltitle = {Journal officiel},"
        " date = {2002-03-05}, number = {54}}",
        "Loi n° 2002-303. Journal officiel. 5 mars 2002;(54).",
    ),
    "report in a journal": (
        f"@report{{a, {PEOPLE}, journal = {{Exercer}}, volume = {{3}}, pages = {{1--2}}}}",
        "Martin A. Titre. Exercer. 2020;3:1-2.",
    ),
    "thesis online": (
        f"@phdthesis{{a, {PEOPLE}, institution = {{Nantes}}, url = {{https://x.fr/a}},"
        " urldate = {2021-02-03}}",
        "Martin A. Titre [thèse de doctorat] [en ligne]. Nantes ; 2020"
        " [consulté le 3 février 2021]. Disponible sur : https://x.fr/a",
    ),
    "report online": (
        "@report{a, institution = {HAS}, title = {Titre}, year = 2020, url = {https://x.fr/a}}",
        "HAS. Titre [en ligne]. 2020. Disponible sur : https://x.fr/a",
    ),
    "archive of books": (
        f"@book{{a, {PEOPLE}, eprinttype = {{jstor}}, eprint = {{2118559}}}}",
        "Martin A. Titre. 2020. JSTOR 2118559",
    ),
    "handle": (
        f"@misc{{a, {PEOPLE}, eprinttype = {{hdl}}, eprint = {{10066/1234}}}}",
        "Martin A. Titre. 2020. hdl:10066/1234",
    ),
    "pages of a supplement": (
        f"@article{{a, {PEOPLE}, journal = {{Exercer}}, volume = 1, pages = {{S93--S99}}}}",
        "Martin A. Titre. Exercer. 2020;1:S93-9.",
    ),
    "pages in two pieces": (
        f"@article{{a, {PEOPLE}, journal = {{J}}, volume = 1, pages = {{917--920, 935--938}}}}",
        "Martin A. Titre. J. 2020;1:917-20, 935-8.",
    ),
}


@pytest.mark.parametrize(("entry", "expected"), WHOLE.values(), ids=WHOLE)
def test_nothing_that_the_guide_prints_is_lost(entry: str, expected: str) -> None:
    """Editors, translators, congresses, gazettes and archives stand where the guide has them."""
    assert printed(entry) == expected
