"""Fields are printed as *Citing Medicine* has them: nothing is lost or changed."""

from __future__ import annotations

import pytest

from parution.bibliography.bibtex.parse import parse_bibtex
from parution.bibliography.vancouver.style import format_plain, format_reference
from parution.domain import Reference


def read_one(entry: str) -> Reference:
    """Return the one reference of an entry."""
    ((reference,), _) = parse_bibtex(entry, "f.bib")
    return reference


def print_entry(entry: str) -> str:
    """Return an entry as plain text, with plain spaces."""
    return format_plain(read_one(entry)).replace("\u00a0", " ").replace("\u202f", " ")


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
    "Dr. Dupont, Jean, PhD": "Dupont J.",
    "Pr. Anne Martin and Dupont, Dr Jean": "Martin A, Dupont J.",
    r"{\'E}mile Zola and Barn{\'{\i}}k, T.": "Zola É, Barník T.",
    "{Société française d'anesthésie et de réanimation}": (
        "Société française d’anesthésie et de réanimation."
    ),
    "JB Dupont": "Dupont JB.",
    "Dupont Jean and Martin Paul": "Dupont J, Martin P.",
    "Le Goff Anne": "Le Goff A.",
    "Dr Dupont Jean": "Dupont J.",
    "Anne Le Goff and Charles De La Tour": "Le Goff A, De La Tour C.",
    "MARTIN J and ROY P": "Martin J, Roy P.",
    "de LA TOUR Jean and MacDONALD Anne": "de La Tour J, MacDonald A.",
    "Berg, van den, J.": "van den Berg J.",
    "Jean Dupont, Paul Martin and Anne Petit": "Dupont J, Martin P, Petit A.",
    "Dupont Jean, Martin Paul, Durand Luc": "Dupont J, Martin P, Durand L.",
    "DUPONT Jean, MARTIN Paul": "Dupont J, Martin P.",
    "A. de la Tour, J.-B. Dupont": "de la Tour A, Dupont JB.",
    "Garcia Marquez, Gabriel José": "Garcia Marquez GJ.",
    "Dupont, J., Martin, P., & Durand, C.": "Dupont J, Martin P, Durand C.",
    "Dupont, J., Martin, P., and Durand, C.": "Dupont J, Martin P, Durand C.",
    "Dupont, Jean | Martin, Paul": "Dupont J, Martin P.",
    "1. Dupont J, 2. Martin P": "Dupont J, Martin P.",
    "Dupont J¹, Martin P2,3": "Dupont J, Martin P.",
    "Dupont J, Martin A, eds.": "Dupont J, Martin A.",
    "Martin A (dir.)": "Martin A.",
    "par Jean Dupont": "Dupont J.",
    "King Jr., Martin Luther": "King ML Jr.",
    r"{Haute Autorit{\'{e}} de Sant{\'{e}}}": "Haute Autorité de Santé.",
}


@pytest.mark.parametrize(("written", "expected"), AUTHORS.items(), ids=AUTHORS)
def test_names_are_printed_as_they_are_meant(written: str, expected: str) -> None:
    """Each author prints as family and initials, however the list is written."""
    assert print_entry(f"@misc{{a, author = {{{written}}}, title = {{Titre}}}}").startswith(
        f"{expected} Titre"
    )


DOUBTFUL = {
    "Jean Lefort, Odon Martin and Anne Petit": "bad-name",
    "Malcolm X and Anne Martin": "bad-name",
    "sous la direction de Jean Dupont": "bad-name",
    "Institut Pasteur": "body-as-person",
    "Prescrire Rédaction": "body-as-person",
    "Dupont Jean": "name-without-comma",
    "Martin, Anne, Dupont, Jean": "bad-name",
    "Dupont, Jean and": "bad-name",
    r"{\noopsort{beauvoir}}{de Beauvoir}, Simone": "latex-left-out",
    "Martin A.; Dupont B.": "name-without-comma",
}


@pytest.mark.parametrize(("written", "code"), DOUBTFUL.items(), ids=DOUBTFUL)
def test_doubtful_names_are_warned_of(written: str, code: str) -> None:
    """An ambiguous name gets a warning that says how to write it."""
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
    "date = {2007-2009}": "2007-2009",
    "date = {20190515}": "15 mai 2019",
    "date = {2019.05.15}": "15 mai 2019",
    "date = {2019-05-15 10:00}": "15 mai 2019",
    "date = {2019-Jul-05}": "5 juillet 2019",
    "date = {05/2019}": "Mai 2019",
    "date = {03.04.2019}": "3 avril 2019",
    "year = {2019}, urldate = {3 mai 2020}, url = {https://x.fr/a}": (
        "[en ligne]. 2019 [consulté le 3 mai 2020]. Disponible sur : https://x.fr/a"
    ),
}


@pytest.mark.parametrize(("written", "expected"), DATES.items(), ids=DATES)
def test_dates_are_printed_whole(written: str, expected: str) -> None:
    """Months, seasons, days and ranges are printed in words."""
    said = print_entry(f"@misc{{a, title = {{T}}, {written}}}")
    assert said.removeprefix("T").lstrip(". ").removesuffix(".") == expected


STATES = {
    "year = {in press}": "T [sous presse].",
    "year = {à paraître}": "T [à paraître].",
    "date = {Sous presse}": "T [sous presse].",
}


@pytest.mark.parametrize(("written", "expected"), STATES.items(), ids=STATES)
def test_state_in_place_of_a_year_is_printed_in_french(written: str, expected: str) -> None:
    """« in press » in place of the year is printed as the document's state."""
    assert print_entry(f"@misc{{a, title = {{T}}, {written}}}") == expected


def test_unclear_date_is_one_problem() -> None:
    """An unclear date is not reported a second time, as a missing year."""
    entry = "@book{a, title = {T}, author = {M, A}, publisher = {P}, date = {201X}}"
    assert [each.code for each in parse_bibtex(entry, "f.bib")[1]] == ["bad-publication-date"]


def test_month_that_is_none_is_warned_of() -> None:
    """An impossible month is left out with a warning."""
    problems = parse_bibtex("@misc{a, title = {T}, year = 2020, month = {Easter}}", "f.bib")[1]
    assert [problem.code for problem in problems] == ["bad-publication-date"]


TEXTS = {
    "p&lt;0.05": "p<0.05",
    r"Nutrition \&amp; Metabolism": "Nutrition & Metabolism",
    "L&#39;eau &eacute;t&eacute;": "L'eau été",
    r"33$^{\circ}$C": "33 °C",
    r"33 $^\circ$C": "33 °C",
    r"AT\&T \& moi": "AT&T & moi",
    r"\SI{25}{mg} de \ce{CO2}": "25 mg de CO₂",
    r"Le 1\ier{} essai, \no 3": "Le 1er essai, n° 3",
    r"<<Titre>>": "« Titre »",
    "<jats:italic>H. pylori</jats:italic> et CO<inf>2</inf>": "H. pylori et CO2",
    "Deux<br/>lignes": "Deux lignes",
    "Pour $5": "Pour $5",
    "anti\u2010in\ufb02am\u00admatoire\u200bs": "anti-inflammatoires",
}


@pytest.mark.parametrize(("written", "expected"), TEXTS.items(), ids=TEXTS)
def test_signs_of_html_and_latex_are_read(written: str, expected: str) -> None:
    """HTML entities and LaTeX commands become the characters they mean."""
    said = print_entry(f"@misc{{a, title = {{{written}}}, year = 2020}}")
    assert said.removesuffix(". 2020.").replace("’", "'") == expected


@pytest.mark.parametrize(
    "written", ["CHA$_2$DS$_2$-VASc", r"CHA\textsubscript{2}DS\textsubscript{2}-VASc"]
)
def test_lowered_digits_are_found_by_a_search(written: str) -> None:
    """Subscripts are ordinary digits, which a search finds."""
    reference = read_one(f"@misc{{a, title = {{Score {written}}}}}")
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
    "pages of a web supplement": (
        f"@article{{a, {PEOPLE}, journal = {{J}}, volume = 1, pages = {{1123.e1--1123.e9}}}}",
        "Martin A. Titre. J. 2020;1:1123.e1-9.",
    ),
    "pages joined by a word": (
        f"@article{{a, {PEOPLE}, journal = {{J}}, volume = 1, pages = {{12 à 15}}}}",
        "Martin A. Titre. J. 2020;1:12-5.",
    ),
    "pages of a whole book": (
        f"@book{{a, {PEOPLE}, publisher = {{Masson}}, pages = {{250 p.}}}}",
        "Martin A. Titre. Masson ; 2020. 250 p.",
    ),
    "pages of a thesis": (
        f"@phdthesis{{a, {PEOPLE}, school = {{Nantes}}, type = {{Theses}}, pages = {{98}}}}",
        "Martin A. Titre [thèse de doctorat]. Nantes ; 2020. 98 p.",
    ),
    "name of an issue beside its number": (
        f"@article{{a, {PEOPLE}, journal = {{J}}, volume = 1, number = 2, issue = {{Suppl 1}}}}",
        "Martin A. Titre. J. 2020;1(2 Suppl 1).",
    ),
    "number in a volume": (
        f"@article{{a, {PEOPLE}, journal = {{J}}, volume = {{N° 123}}, number = 123}}",
        "Martin A. Titre. J. 2020;(123).",
    ),
    "translator of an article": (
        f"@article{{a, {PEOPLE}, journal = {{J}}, translator = {{Roux, Luc}}}}",
        "Martin A. Titre. Roux L, traducteur. J. 2020.",
    ),
    "congress of an article": (
        f"@article{{a, {PEOPLE}, journal = {{J}}, eventtitle = {{Congrès}}, venue = {{Nice}}}}",
        "Martin A. Titre. J. 2020. Communication présentée à : Congrès ; Nice.",
    ),
    "abstract in a journal": (
        f"@conference{{a, {PEOPLE}, booktitle = {{Congrès}}, journal = {{J}}, volume = 3,"
        " number = {S1}, pages = {S12}}",
        "Martin A. Titre. In : Congrès. J. 2020;3(S1):S12.",
    ),
    "book of another author, in several volumes": (
        f"@inbook{{a, {PEOPLE}, bookauthor = {{Roux, Luc}}, booktitle = {{Livre}},"
        " maintitle = {Somme}, volume = 1, part = 2, publisher = {Masson}, pages = {1--9}}",
        "Martin A. Titre. In : Roux L. Livre. Somme. Vol. 1, partie 2. Masson ; 2020. p. 1-9.",
    ),
    "number of volumes": (
        f"@book{{a, {PEOPLE}, volumes = {{3}}, publisher = {{Masson}}}}",
        "Martin A. Titre. 3 vol. Masson ; 2020.",
    ),
    "series of proceedings": (
        f"@inproceedings{{a, {PEOPLE}, booktitle = {{Actes}}, series = {{LNCS}}, number = 4}}",
        "Martin A. Titre. In : Actes. 2020. (LNCS ; 4).",
    ),
    "series of a journal": (
        f"@article{{a, {PEOPLE}, journal = {{J}}, series = {{2}}, volume = 3}}",
        "Martin A. Titre. J. Série 2. 2020;3.",
    ),
    "directive in a gazette": (
        "@legal{a, title = {Directive 2011/24/UE}, journaltitle = {JOUE}, series = {L},"
        " number = 88, pages = {45}, date = {2011-03-09}}",
        "Directive 2011/24/UE. JOUE. 9 mars 2011;(L 88):45.",
    ),
    "patent": (
        f"@patent{{a, {PEOPLE}, holder = {{CNRS}}, number = {{FR123}}, type = {{patentfr}}}}",
        "Martin A. Titre [brevet]. CNRS ; 2020. FR123.",
    ),
    "address and day within a note": (
        f"@misc{{a, {PEOPLE}, note = {{Lien : https://x.fr/a (consulté le 3 mai 2020)}}}}",
        "Martin A. Titre [en ligne]. 2020 [consulté le 3 mai 2020]. Disponible sur : https://x.fr/a",
    ),
    "journal abbreviated with full stops": (
        f"@article{{a, {PEOPLE}, journal = {{N. Engl. J. Med.}}, volume = 3}}",
        "Martin A. Titre. N Engl J Med. 2020;3.",
    ),
    "several identifiers": (
        f"@misc{{a, {PEOPLE}, doi = {{10.1000/a; 10.1000/b}}, pmid = {{12; PMCID: PMC34}}}}",
        "Martin A. Titre. 2020. doi:10.1000/a PMID 12 PMC34",
    ),
    "pages in two pieces": (
        f"@article{{a, {PEOPLE}, journal = {{J}}, volume = 1, pages = {{917--920, 935--938}}}}",
        "Martin A. Titre. J. 2020;1:917-20, 935-8.",
    ),
}


@pytest.mark.parametrize(("entry", "expected"), WHOLE.values(), ids=WHOLE)
def test_nothing_that_the_guide_prints_is_lost(entry: str, expected: str) -> None:
    """Editors, translators, congresses, gazettes and archives are in the guide's places."""
    assert print_entry(entry) == expected


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ("issue = 13, number = 12", ["duplicate-field"]),
        ("issue = 12, number = 12", []),
        ("foreword = {Petit, Anne}", ["field-not-printed"]),
        ("foreword = {}", []),
        ("doi = {10.1000/a, 10.1000/b}", ["several-identifiers"]),
        ("doi = {10.1000/a, 10.1000/A}", []),
        ("funding_text 1 = {x}, Author-Email = {y}, jstor_articletype = {z}", []),
    ],
)
def test_only_lost_values_are_warned_of(fields: str, codes: list[str]) -> None:
    """A lost value is a warning; fields that only databases need are not."""
    entry = f"@article{{a, {PEOPLE}, journal = {{J}}, {fields}}}"
    assert [problem.code for problem in parse_bibtex(entry, "f.bib")[1]] == codes
